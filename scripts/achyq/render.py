"""Rendering: from a planned output to its bytes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from achyq import (
    article_page,
    card,
    coverage_page,
    feed,
    glossary_page,
    home_page,
    json_schema,
    listing_page,
    moved,
    offline_page,
    search_page,
    urls,
)
from achyq.chrome import Chrome
from achyq.export import record
from achyq.locale import LOCALES
from achyq.plan import Output, listings
from achyq.story import Article, Story
from achyq.view import Site, View

#: Gives the body of an article, by its path and the digest of its body, as sanitised HTML.
BodyOf = Callable[[str, str], str]


class Renderer:
    """Renders any output of a plan; `indexed` gives the files of the search index, `exported` those
    that hold the whole archive. Holds one view a
    locale, made when first needed.
    """

    def __init__(
        self,
        site: Site,
        chrome: Chrome,
        body_of: BodyOf,
        root: Path,
        indexed: Callable[[str], bytes],
        exported: Callable[[str], bytes],
    ) -> None:
        self.site, self.chrome, self.body_of, self.root = site, chrome, body_of, root
        self.indexed, self.exported = indexed, exported
        self.shells = chrome.shells
        self._views: dict[str, View] = {}

    def of(self, site: Site) -> Renderer:
        """A renderer of another site with the same looks."""
        return Renderer(site, self.chrome, self.body_of, self.root, self.indexed, self.exported)

    def view(self, locale: str) -> View:
        """The library as readers in that locale see it."""
        if locale not in self._views:
            self._views[locale] = View(self.site, locale)
        return self._views[locale]

    def __call__(self, output: Output) -> bytes:
        """The bytes of an output's file."""
        kind, *rest = output.job
        result: bytes = getattr(self, "_" + kind)(*rest)
        return result

    def _article(self, locale: str, story: Story, article: Article) -> bytes:
        body, around = self.body_of(article.path, article.body), self.site.around(story)
        holes = article_page.holes(self.view(locale), story, article, body, around)
        return self.shells[locale, "article", 3].fill(holes).encode()

    def _card(self, locale: str, _story: Story | None = None, article: Article | None = None) -> bytes:
        from achyq import card_picture  # some 30 ms, for builds that draw

        shown = card.of_article(self.view(locale), article) if article else card.of_archive(locale)
        return card_picture.draw(shown)

    def _listing(self, locale: str, page: listing_page.Listing, _number: int) -> bytes:
        holes = listing_page.holes(self.view(locale), page)
        return self.shells[locale, "listing", page.depth].fill(holes).encode()

    def _feed(self, locale: str, page: listing_page.Listing, _number: int, name: str) -> bytes:
        return feed.render(self.view(locale), page, name)

    def _index(self, locale: str, kind: str) -> bytes:
        return self.shells[locale, "page", 2].fill(home_page.index(self.view(locale), kind)).encode()

    def _home(self, locale: str) -> bytes:
        return self.shells[locale, "page", 1].fill(home_page.home(self.view(locale))).encode()

    def _coverage(self, locale: str) -> bytes:
        return self.shells[locale, "page", 2].fill(coverage_page.holes(self.view(locale))).encode()

    def _glossary(self, locale: str) -> bytes:
        return self.shells[locale, "page", 2].fill(glossary_page.holes(self.view(locale))).encode()

    def _offline(self, locale: str) -> bytes:
        return self.shells[locale, "page", 2].fill(offline_page.holes(self.view(locale))).encode()

    def _search(self, locale: str) -> bytes:
        return self.shells[locale, "search", 2].fill(search_page.holes(self.view(locale))).encode()

    def _chooser(self) -> bytes:
        code = LOCALES[0].code
        return self.shells[code, "chooser", 0].fill(home_page.chooser(self.view(code))).encode()

    def _notfound(self) -> bytes:
        code = LOCALES[0].code
        base = urlsplit(self.site.url).path or "/"
        return self.shells[code, "notfound", 0].fill(home_page.notfound(self.view(code), base)).encode()

    def _indexed(self, path: str) -> bytes:
        return self.indexed(path)

    def _checksums(self, data: bytes) -> bytes:
        return data

    def _exported(self, path: str) -> bytes:
        return self.exported(path)

    def _record(self, _locale: str, story: Story) -> bytes:
        whole = record.story(story, self.site.url, self.body_of)
        return record.dump({"version": record.VERSION, **whole})

    def _schema(self, name: str) -> bytes:
        return dict(json_schema.files())[name]

    def _moved(self, gone: moved.Moved) -> bytes:
        return moved.page(gone, self.site.url).encode()

    def _chrome(self, path: str) -> bytes:
        return self.chrome.read(path)

    def _marker(self) -> bytes:
        return b"Made by Achyq: the whole folder is replaced by each build.\n"

    def _attachment(self, path: str) -> bytes:
        return (self.root / "articles" / path).read_bytes()

    def _sitemap(self, name: str) -> bytes:
        if name == "listings":
            addresses = [[page.url(c) for c in urls.CODES] for page in listings(self.site)]
            addresses += [
                [urls.index(c, kind) for c in urls.CODES]
                for kind in ("", "search", "coverage", "glossary", "offline", *urls.INDEXES)
            ]
            kinds = dict.fromkeys(page.partition("/")[2] for page in self.site.pages)
            addresses += [
                [p for c in urls.CODES if (p := f"{c}/{kind}") in self.site.pages] for kind in kinds
            ]
        else:
            addresses = [
                [urls.article(code, story.id) for code in urls.CODES if code in story.articles]
                for story in self.site.listed.by_year[name]
            ]
        originals = {story.id: story.original.language for story in self.site.listed.by_year.get(name, ())}
        return gzip.compress(_urlset(self.site.url, addresses, originals), mtime=0)

    def _robots(self) -> bytes:
        return f"User-agent: *\nAllow: /\n\nSitemap: {self.site.url}sitemap.xml\n".encode()

    def _sitemaps(self) -> bytes:
        names = [*sorted(self.site.listed.by_year), "listings"]
        items = "".join(
            f"<sitemap><loc>{escape(self.site.url)}sitemaps/{name}.xml.gz</loc></sitemap>" for name in names
        )
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</sitemapindex>\n'.encode()


def _urlset(base: str, groups: list[list[str]], originals: dict[str, str]) -> bytes:
    """A sitemap (sitemaps.org 0.9, which allows gzip) whose addresses name their translations (hreflang).
    For readers of other languages (x-default) it names the original of a story, and the choice of
    languages for homes.
    """
    lines = []
    for group in groups:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{address.partition("/")[0]}"'
            f' href="{escape(base + address)}"/>'
            for address in group
        )
        if (default := _default(group[0], originals)) is not None:
            links += f'<xhtml:link rel="alternate" hreflang="x-default" href="{escape(base + default)}"/>'
        lines += [
            f"<url><loc>{escape(base + address)}</loc>{links if len(group) > 1 else ''}</url>"
            for address in group
        ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        f' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{chr(10).join(lines)}\n</urlset>\n'
    ).encode()


def _default(address: str, originals: dict[str, str]) -> str | None:
    """What a page and its translations are for readers of other languages."""
    page = address.partition("/")[2]
    if not page:
        return ""
    language = originals.get(page.removesuffix("/"))
    return language and urls.in_locale(address, language)

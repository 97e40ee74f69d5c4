"""The plan: every file of the site as an output with a content key.

A key is a digest of all that the output shows: its shell, its own facts, the names of the terms
and stories it mentions. Same key, same bytes; so an output whose key stands in the manifest of the
last build needs no work. Cost of a plan: one short digest for each story and locale, and for each
listing a join of those of its stories.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from achyq import article_page, listing_page, urls
from achyq.article_page import Surroundings
from achyq.home_page import LATEST
from achyq.library import Article, Story
from achyq.listing_page import Listing
from achyq.locale import LOCALES
from achyq.registry import KINDS, Term
from achyq.shell import Shell
from achyq.view import Site

#: Shells by (locale, kind, depth).
Shells = dict[tuple[str, str, int], Shell]
RELATED = 4
_LINKED = ("regions", "strategies", "organisers")


class Output(NamedTuple):
    """One file of the site: `path` below it, its content `key`, and what `render` needs."""

    path: str
    key: bytes
    job: tuple[Any, ...]


def digest(*parts: str | bytes) -> bytes:
    """A digest of texts that differ in content or in where they are cut (BLAKE2b, 96 bits)."""
    sink = hashlib.blake2b(digest_size=12)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sink.update(len(data).to_bytes(4, "big"))
        sink.update(data)
    return sink.digest()


class Planner:
    """Plans the outputs of one site in one locale after another."""

    def __init__(self, site: Site, shells: Shells, version: str) -> None:
        self.site, self.shells, self.version = site, shells, version
        self.listings = list(listings(site))

    def outputs(self) -> Iterator[Output]:
        """All outputs that the library, the shells and the code decide."""
        around = {story.id: self.surroundings(story) for story in self.site.library.stories}
        for locale in LOCALES:
            yield from _Locale(self, locale.code).outputs(around)
        library = self.site.library
        yield Output("index.html", self._fixed("chooser", 0), ("chooser",))
        yield Output("404.html", self._fixed("notfound", 0) + self.site.url.encode(), ("notfound",))
        titles = digest(self.version, *(text for story in library.stories for text in _titles(story)))
        yield Output("search/titles.json", titles, ("titles",))
        yield Output("schema/article.json", digest(self.version), ("schema",))
        yield from self._sitemaps()
        for path, content in sorted(library.attachments.items()):
            yield Output(f"files/{path}", content.encode(), ("attachment", path))

    def _fixed(self, kind: str, depth: int) -> bytes:
        shell = self.shells[LOCALES[0].code, kind, depth]
        return digest(self.version, shell.digest, self.site.url)

    def _sitemaps(self) -> Iterator[Output]:
        for year, stories in sorted(self.site.listed.by_year.items()):
            key = digest(self.version, self.site.url, *(f"{s.id} {' '.join(s.articles)}" for s in stories))
            yield Output(f"sitemaps/{year}.xml", key, ("sitemap", year))
        listings = digest(self.version, self.site.url, *(page.url("") for page in self.listings))
        yield Output("sitemaps/listings.xml", listings, ("sitemap", "listings"))
        yield Output(
            "sitemap.xml",
            digest(self.version, self.site.url, *sorted(self.site.listed.by_year)),
            ("sitemaps",),
        )

    def surroundings(self, story: Story) -> Surroundings:
        """The stories before and after in the same region and strategy, and the related ones."""
        index, article = self.site.listed, story.original
        neighbours = []
        for kind in ("regions", "strategies"):
            ids = article.terms(kind)
            if ids:
                stories = index.by_term[kind][ids[0]]
                place = index.positions[kind, ids[0]][story.id]
                newer = stories[place - 1] if place else None
                older = stories[place + 1] if place + 1 < len(stories) else None
                if newer or older:
                    neighbours.append((kind, ids[0], newer, older))
        return Surroundings(tuple(neighbours), self.related(story))

    def related(self, story: Story) -> tuple[Story, ...]:
        """The stories that share most terms, among those nearest in time under each term."""
        index, article = self.site.listed, story.original
        scores: dict[str, tuple[int, Story]] = {}
        for kind, weight in (("strategies", 3), ("organisers", 3), ("regions", 2), ("tags", 1)):
            for term_id in article.terms(kind)[:2]:
                stories = index.by_term[kind][term_id]
                place = index.positions[kind, term_id][story.id]
                for other in stories[max(0, place - 3) : place + 4]:
                    if other is not story:
                        score = scores.get(other.id)
                        scores[other.id] = ((score[0] if score else 0) + weight, other)
        best = sorted(scores.values(), key=lambda pair: (-pair[0], pair[1].id))
        return tuple(other for score, other in best[:RELATED] if score >= 3)


class _Locale:
    """The part of a plan that belongs to one locale."""

    def __init__(self, planner: Planner, locale: str) -> None:
        self.planner, self.site, self.locale = planner, planner.site, locale
        registries = self.site.library.registries
        self.labels = {
            kind: {t.id: t.label(locale) for t in registries[kind].terms.values()} for kind in KINDS
        }
        self.entries = {story.id: self.entry_key(story) for story in self.site.library.stories}

    def shell(self, kind: str, depth: int) -> str:
        return self.planner.shells[self.locale, kind, depth].digest

    def outputs(self, around: dict[str, Surroundings]) -> Iterator[Output]:
        locale, library, version = self.locale, self.site.library, self.planner.version
        shell = self.shell("article", 3)
        base = digest(version, shell, self.site.url, locale)
        for story in library.stories:
            article = story.articles.get(locale)
            if article:
                key = self.article_key(base, story, article, around[story.id])
                yield Output(
                    urls.file_of(urls.article(locale, story.id)),
                    key,
                    ("article", locale, story, article, around[story.id]),
                )
        for article in library.withdrawn:
            if article.language == locale:
                story = Story(article.story, article, {locale: article})
                nothing = Surroundings((), ())
                key = self.article_key(base, story, article, nothing)
                yield Output(
                    urls.file_of(urls.article(locale, article.story)),
                    key,
                    ("article", locale, story, article, nothing),
                )
        for page in self.planner.listings:
            yield Output(urls.file_of(page.url(locale)), self.listing_key(page), ("listing", locale, page))
        counts = repr(
            sorted(
                (kind, t, len(s))
                for kind, lists in self.site.listed.by_term.items()
                for t, s in lists.items()
            )
        )
        years = repr(sorted((year, len(s)) for year, s in self.site.listed.by_year.items()))
        languages = repr(sorted((code, len(s)) for code, s in self.site.listed.by_language.items()))
        for kind in urls.INDEXES:
            about = {"years": years, "languages": languages}.get(kind) or counts + self.facts(kind)
            key = digest(version, self.shell("page", 2), self.site.url, locale, kind, about)
            yield Output(urls.file_of(urls.index(locale, kind)), key, ("index", locale, kind))
        latest = b"".join(self.entries[story.id] for story in library.stories[:LATEST])
        key = digest(
            version,
            self.shell("page", 1),
            self.site.url,
            locale,
            latest,
            counts,
            str(len(library.stories)),
            self.facts("strategies"),
            self.facts("regions"),
        )
        yield Output(urls.file_of(urls.index(locale, "")), key, ("home", locale))

    def entry_key(self, story: Story) -> bytes:
        """A digest of what a listing in this locale shows of a story."""
        shown, original = story.shown(self.locale), story.original
        date = story.date
        names = [self.labels[kind][i] for kind in _LINKED for i in original.terms(kind)]
        ids = [i for kind in _LINKED for i in original.terms(kind)]
        return hashlib.blake2b(
            "\0".join(
                (story.id, shown.language, shown.title, date.text if date else "", *ids, "", *names)
            ).encode(),
            digest_size=12,
        ).digest()

    def article_key(self, base: bytes, story: Story, article: Article, around: Surroundings) -> bytes:
        ancestors = self.site.library.registries["regions"].ancestors
        parts = [article.digest, article.status, article.translated_from, article.automatic]
        for kind in article_page.KINDS:
            for term_id in article.terms(kind):
                chain = [term_id, *(ancestors(term_id) if kind == "regions" else ())]
                parts += [f"{i} {self.labels[kind][i]}" for i in chain]
            parts.append("")
        parts += [
            f"{a.language} {a.title} {a.automatic} {a.translated_from}" for a in story.articles.values()
        ]
        for kind, term_id, newer, older in around.neighbours:
            parts.append(f"{kind} {term_id}")
            for other in (newer, older):
                shown = other.shown(self.locale) if other else None
                parts.append(f"{shown.story} {shown.language} {shown.title}" if shown else "")
        related = b"".join(self.entries[other.id] for other in around.related)
        return hashlib.blake2b(base + related + "\0".join(parts).encode(), digest_size=12).digest()

    def listing_key(self, page: Listing) -> bytes:
        about = self.about(page) if page.term and page.kind in KINDS else page.term
        shell = self.shell("listing", page.depth)
        entries = b"".join(self.entries[s.id] for period in page.here for s in period.stories)
        shape = repr(
            (
                page.kind,
                page.slug,
                page.period,
                page.years,
                sorted(page.first),
                page.total,
                page.languages,
                [(p.year, len(p.stories)) for p in page.here],
            )
        )
        return digest(self.planner.version, shell, self.site.url, self.locale, about, shape, entries)

    def about(self, page: Listing) -> str:
        """What a term's listing says about it, its parents, children and successors."""
        registry = self.site.library.registries[page.kind]
        term = registry[page.term]
        labels, stories = self.labels[page.kind], self.site.listed.by_term[page.kind]
        others = [*registry.ancestors(term.id), *term.replaces, *registry.successors.get(term.id, ())]
        children = [(i, labels[i], len(stories.get(i, ()))) for i in registry.children.get(term.id, ())]
        parts: list[Any] = [_facts(term, self.locale), [(i, labels[i]) for i in others], children]
        if term.country:
            parts.append(self.labels["regions"][term.country])
        if page.kind == "strategies":
            under = stories.get(term.id, ())
            parts.append(len({i for s in under for i in s.original.regions}))
            parts.append(len({i for s in under for i in s.original.organisers}))
        return repr(parts)

    def facts(self, kind: str) -> str:
        """All that this locale shows of the terms of a kind on their index page."""
        return repr([_facts(term, self.locale) for term in self.site.library.registries[kind].terms.values()])


def _facts(term: Term, locale: str) -> tuple[Any, ...]:
    dates = tuple(date.text if date else "" for date in (term.period, term.valid_from, term.valid_to))
    decree = (
        (term.decree.type, term.decree.number, term.decree.date.text if term.decree.date else "")
        if term.decree
        else ()
    )
    return (
        term.id,
        term.name[locale],
        term.short.get(locale),
        term.description[locale] if term.description else "",
        term.parent,
        term.replaces,
        term.country,
        term.level,
        term.type,
        dates,
        decree,
        term.url,
        term.source,
    )


def _titles(story: Story) -> Iterable[str]:
    yield story.id
    for language, article in story.articles.items():
        yield f"{language} {article.title} {article.automatic}"


def listings(site: Site) -> Iterator[Listing]:
    """Every page of every listing, the same in each locale."""
    index = site.listed
    yield from listing_page.pages("all", "", "", site.library.stories)
    for kind in KINDS:
        for term in site.library.registries[kind].terms.values():
            yield from listing_page.pages(kind, term.slug, term.id, index.by_term[kind].get(term.id, ()))
    for year, stories in index.by_year.items():
        yield from listing_page.pages("years", year, "", stories)
    for locale in LOCALES:
        yield from listing_page.pages(
            "languages", locale.code.lower(), locale.code, index.by_language.get(locale.code, ())
        )

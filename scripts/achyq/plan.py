"""The plan: every file of the site as an output with a content key.

Same key, same bytes: an output whose key stands in the record of the last build needs no work.
Cost: one short digest for each story and locale, and for each listing a join of those of its
stories.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from achyq import listing_page, urls
from achyq.home_page import LATEST
from achyq.keys import Common, Keys, digest
from achyq.listing_page import Listing
from achyq.locale import LOCALES
from achyq.registry import KINDS
from achyq.related import NOTHING, Surroundings, surroundings
from achyq.shell import Shell
from achyq.story import Story
from achyq.view import Site
from achyq.workers import each

#: Shells by (locale, kind, depth).
Shells = dict[tuple[str, str, int], Shell]


class Output(NamedTuple):
    """One file of the site: `path` below it, its content `key`, and what `render` needs."""

    path: str
    key: bytes
    job: tuple[Any, ...]


def outputs(site: Site, shells: Shells, version: str, jobs: int = 1) -> Iterator[Output]:
    """All outputs that the library, the shells and the code (its `version`) decide."""
    common = Common(site, list(listings(site)))
    around = {story.id: surroundings(site.listed, story) for story in site.library.stories}
    codes = [locale.code for locale in LOCALES]
    shared = (common, around, shells, version)
    found = each(_keys_in, codes, jobs if len(around) > _WORTH_SHARING else 1, shared)
    for code, keys in zip(codes, found, strict=True):
        for (path, job), key in zip(_in_locale(code, common, around), keys, strict=True):
            yield Output(path, key, job)
    for name, kind in (("index.html", "chooser"), ("404.html", "notfound")):
        yield Output(name, digest(version, site.url, shells[codes[0], kind, 0].digest), (kind,))
    titles = (text for story in site.library.stories for text in _titles(story))
    yield Output("search/titles.json", digest(version, *titles), ("titles",))
    yield Output("schema/article.json", digest(version), ("schema",))
    for path, content in sorted(site.library.attachments.items()):
        yield Output(f"files/{path}", content.encode(), ("attachment", path))
    yield from _sitemaps(site, common, version)


#: With fewer stories, a second process takes longer to start than it saves.
_WORTH_SHARING = 2_000


def _in_locale(
    locale: str, common: Common, around: dict[str, Surroundings]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Path and job of each output of a locale."""
    library = common.site.library
    for story in library.stories:
        if article := story.articles.get(locale):
            job = ("article", locale, story, article, around[story.id])
            yield urls.file_of(urls.article(locale, story.id)), job
    for article in library.withdrawn:
        if article.language == locale:
            story = Story(article.story, article, {locale: article})
            yield urls.file_of(urls.article(locale, story.id)), ("article", locale, story, article, NOTHING)
    for number, page in enumerate(common.listings):
        yield urls.file_of(page.url(locale)), ("listing", locale, page, number)
    for kind in urls.INDEXES:
        yield urls.file_of(urls.index(locale, kind)), ("index", locale, kind)
    yield urls.file_of(urls.index(locale, "")), ("home", locale)


def _keys_in(
    locale: str, common: Common, around: dict[str, Surroundings], shells: Shells, version: str
) -> list[bytes]:
    """The keys of a locale's outputs, in the order of `_in_locale`."""
    keys = Keys(common, locale, version)
    found = []
    for _, job in _in_locale(locale, common, around):
        kind, _, *rest = job
        if kind == "article":
            found.append(keys.article(shells[locale, "article", 3].digest, *rest))
        elif kind == "listing":
            page, number = rest
            found.append(keys.listing(shells[locale, "listing", page.depth].digest, number))
        elif kind == "index":
            found.append(keys.index(shells[locale, "page", 2].digest, *rest))
        else:
            found.append(keys.home(shells[locale, "page", 1].digest, LATEST))
    return found


def _sitemaps(site: Site, common: Common, version: str) -> Iterator[Output]:
    for year, stories in sorted(site.listed.by_year.items()):
        key = digest(version, site.url, *(f"{story.id} {' '.join(story.articles)}" for story in stories))
        yield Output(f"sitemaps/{year}.xml", key, ("sitemap", year))
    key = digest(version, site.url, *site.pages, *(page.url("") for page in common.listings))
    yield Output("sitemaps/listings.xml", key, ("sitemap", "listings"))
    yield Output("sitemap.xml", digest(version, site.url, *sorted(site.listed.by_year)), ("sitemaps",))


def _titles(story: Story) -> Iterable[str]:
    yield f"{story.id} {story.original.language}"
    for language, article in story.articles.items():
        yield f"{language} {article.title}"


def listings(site: Site) -> Iterator[Listing]:
    """Every page of every listing, the same in each locale."""
    listed = site.listed
    yield from listing_page.pages("all", "", "", site.library.stories)
    for kind in KINDS:
        for term in site.library.registries[kind].terms.values():
            yield from listing_page.pages(kind, term.slug, term.id, listed.by_term[kind].get(term.id, ()))
    for year, stories in listed.by_year.items():
        yield from listing_page.pages("years", year, "", stories)
    for locale in LOCALES:
        stories = listed.by_language.get(locale.code, [])
        yield from listing_page.pages("languages", locale.code.lower(), locale.code, stories)

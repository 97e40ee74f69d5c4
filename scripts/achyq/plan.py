"""The plan: every file of the site as an output with a content key.

Same key, same bytes: an output whose key stands in the record of the last build needs no work.
Cost: one short digest for each story and locale, and for each listing a join of those of its
stories; after an edit that moves no story, only for the outputs that may show it (`plan_memory`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from achyq import card, feed, json_schema, listing_page, moved, plan_memory, urls
from achyq.digests import digest
from achyq.export import record
from achyq.home_page import LATEST
from achyq.key_parts import Common
from achyq.keys import Keys
from achyq.listing_page import Listing
from achyq.locale import LOCALES
from achyq.plan_memory import Edit, PlanMemory
from achyq.registry import KINDS
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


def outputs(site: Site, shells: Shells, version: str, memory: Path, jobs: int = 1) -> Iterator[Output]:
    """All outputs that the library, the shells and the code (its `version`) decide.

    What this plan knows is remembered in the folder `memory` for the next one.
    """
    common = Common(site, list(listings(site)))
    keys = _keys(common, shells, version, memory, jobs)
    feeds: dict[str, Output] = {}
    for locale in LOCALES:
        for job, key in zip(_jobs(locale.code, common), keys[locale.code], strict=True):
            output = Output(file_of(job), key, job)
            if job[0] == "feed":
                feeds[output.path] = output
            yield output
    code = LOCALES[0].code
    for name, kind in (("index.html", "chooser"), ("404.html", "notfound")):
        yield Output(name, digest(version, site.url, shells[code, kind, 0].digest), (kind,))
    yield Output(urls.card(""), card.key(card.of_archive(""), version), ("card", ""))
    for name, _ in json_schema.files():
        yield Output(f"schema/{name}", digest(version), ("schema", name))
    for path, content in sorted(site.library.attachments.items()):
        yield Output(f"files/{path}", content.encode(), ("attachment", path))
    for old, path in moved.attachments(site.library):
        yield Output(f"files/{old}", site.library.attachments[path].encode(), ("attachment", path))
    for gone in moved.addresses(site.library, common.listings):
        yield Output(urls.file_of(gone.old), digest(version, site.url, *gone), ("moved", gone))
        for name in feed.FILES:  # which programs ask for, that follow no page
            if present := feeds.get(gone.now + name):
                yield present._replace(path=gone.old + name)
    yield from _sitemaps(site, common, version)


#: With fewer stories, a second process takes longer to start than it saves.
_WORTH_SHARING = 2_000


def _keys(common: Common, shells: Shells, version: str, memory: Path, jobs: int) -> dict[str, list[bytes]]:
    """The keys of each locale's outputs, in the order of `_jobs`."""
    site = common.site
    base = plan_memory.base_of(site, version, *(shell.digest for _, shell in sorted(shells.items())))
    marks = plan_memory.marks_of(site)
    last = plan_memory.read(memory)
    edit = plan_memory.compare(last, site, base, marks)
    if edit and not edit.changed:
        return edit.memory.keys
    stories = site.library.stories
    if edit is None:
        for story in stories:
            site.around(story)  # once, before the work is shared among processes
        structures = tuple(map(plan_memory.structure_of, stories))
        showing = plan_memory.shown_by(site, site.around)
    else:
        structures, showing = edit.memory.structures, edit.memory.shown_by
    codes = [locale.code for locale in LOCALES]
    alone = edit is not None or len(stories) < _WORTH_SHARING
    found = list(each(_keys_in, codes, 1 if alone else jobs, (common, shells, version, edit)))
    keys = {code: keys for code, (keys, _) in zip(codes, found, strict=True)}
    entries = {code: entries for code, (_, entries) in zip(codes, found, strict=True)}
    plan_memory.write(PlanMemory(base, marks, structures, showing, entries, keys), memory)
    return keys


def _jobs(locale: str, common: Common) -> Iterator[tuple[Any, ...]]:
    """The jobs of a locale's outputs."""
    library = common.site.library
    for story in library.stories:
        if article := story.articles.get(locale):
            yield "article", locale, story, article
            yield "card", locale, story, article
        if story.original.language == locale:
            yield "record", locale, story
    for article in library.withdrawn:
        if article.language == locale:
            story = Story(article.story, article, {locale: article})
            yield "article", locale, story, article
    yield from lists(locale, common.listings)


def lists(locale: str, listings: Sequence[Listing]) -> Iterator[tuple[Any, ...]]:
    """The jobs of a locale's outputs that are no article's: listings, their feeds, and single pages."""
    for number, page in enumerate(listings):
        yield "listing", locale, page, number
        if not page.period:
            for name in feed.FILES:
                yield "feed", locale, page, number, name
    for kind in urls.INDEXES:
        yield "index", locale, kind
    yield "home", locale
    yield "card", locale
    yield "coverage", locale
    yield "glossary", locale
    yield "search", locale
    yield "offline", locale


def file_of(job: tuple[Any, ...]) -> str:
    """The path of a locale's output."""
    kind, locale, *rest = job
    if kind == "article":
        return urls.file_of(urls.article(locale, rest[0].id))
    if kind == "card":
        return urls.card(urls.article(locale, rest[0].id) if rest else urls.index(locale, ""))
    if kind == "listing":
        page: Listing = rest[0]
        return urls.file_of(page.url(locale))
    if kind == "record":
        return record.file_of(rest[0].id)
    if kind == "feed":
        page = rest[0]
        return f"{page.url(locale)}{rest[2]}"
    if kind in ("search", "coverage", "glossary", "offline"):
        return urls.file_of(urls.index(locale, kind))
    return urls.file_of(urls.index(locale, rest[0] if rest else ""))


def _keys_in(
    locale: str, common: Common, shells: Shells, version: str, edit: Edit | None
) -> tuple[list[bytes], bytes]:
    """The keys of a locale's outputs, in the order of `_jobs`, and its joined entries.

    With an `edit`, the keys of what it can't touch are those of the last plan.
    """
    keys = Keys(common, locale, version, edit)
    known = edit.memory.keys[locale] if edit else []
    found: list[bytes] = []
    for job in _jobs(locale, common):
        kind, _, *rest = job
        if edit and _untouched(job, common, edit):
            found.append(known[len(found)])
        elif kind == "article":
            found.append(keys.article(shells[locale, "article", 3].digest, *rest))
        elif kind == "card":
            found.append(keys.card(*rest[1:]))
        elif kind == "record":
            found.append(keys.record(*rest))
        elif kind == "listing":
            page, number = rest
            found.append(keys.listing(shells[locale, "listing", page.depth].digest, number))
        elif kind == "feed":
            _, number, name = rest
            found.append(keys.feed(number, name))
        elif kind == "index":
            found.append(keys.index(shells[locale, "page", 2].digest, *rest))
        elif kind == "search":
            found.append(keys.search(shells[locale, "search", 2].digest))
        elif kind == "offline":
            found.append(keys.offline(shells[locale, "page", 2].digest))
        elif kind == "coverage":
            found.append(keys.coverage(shells[locale, "page", 2].digest))
        elif kind == "glossary":
            found.append(keys.glossary(shells[locale, "page", 2].digest))
        else:
            found.append(keys.home(shells[locale, "page", 1].digest))
    return found, keys.entries


def _untouched(job: tuple[Any, ...], common: Common, edit: Edit) -> bool:
    """Whether an output's key must be that of the last plan."""
    kind, _, *rest = job
    if kind == "article":
        story, article = rest
        return article.status != "withdrawn" and common.place[story.id] not in edit.pages
    if kind == "record" or (kind == "card" and rest):
        return common.place[rest[0].id] not in edit.changed
    if kind in ("listing", "feed"):
        return rest[1] not in common.showing(edit.changed)
    if kind == "home":
        return edit.changed.isdisjoint(range(LATEST))
    # Those count stories at most, and no story moved.
    return kind in ("card", "index", "coverage", "glossary", "offline")


def _sitemaps(site: Site, common: Common, version: str) -> Iterator[Output]:
    for year, stories in sorted(site.listed.by_year.items()):
        key = digest(
            version,
            site.url,
            *(f"{story.id} {story.original.language} {' '.join(story.articles)}" for story in stories),
        )
        yield Output(f"sitemaps/{year}.xml.gz", key, ("sitemap", year))
    key = digest(version, site.url, *site.pages, *(page.url("") for page in common.listings))
    yield Output("sitemaps/listings.xml.gz", key, ("sitemap", "listings"))
    yield Output("robots.txt", digest(version, site.url), ("robots",))
    yield Output("sitemap.xml", digest(version, site.url, *sorted(site.listed.by_year)), ("sitemaps",))


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

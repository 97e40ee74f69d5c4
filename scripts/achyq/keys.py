"""Content keys: digests of what each output of one locale shows.

A key that forgets something leaves an old page; one that holds too much renders for nothing. The
tests hold both ends (`tests/engine/`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from achyq import card, coverage_page, feed, glossary_page, home_page, listing_page, offline_page, search_page
from achyq.listing_page import Listing
from achyq.registry import KINDS, Registry, Term
from achyq.story import Article, Story
from achyq.view import SHOWN, Site, View

if TYPE_CHECKING:  # which itself needs `digest`
    from achyq.plan_memory import Edit

#: Bytes of a key: 96 bits, so that among a million outputs a clash is less likely than 1 in 10^16.
SIZE = 12


_FACTS = ("regions", "organisers", "strategies", "tags")


def digest(*parts: str | bytes) -> bytes:
    """A digest of texts, which differs when their content differs or where they are cut (BLAKE2b)."""
    sink = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sink.update(len(data).to_bytes(4, "big"))
        sink.update(data)
    return sink.digest()


def _hash(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SIZE).digest()


class Common:
    """What the keys of all locales share: the parts of stories and listings without words."""

    def __init__(self, site: Site, listings: Sequence[Listing]) -> None:
        self.site, self.listings = site, listings
        self.stories = site.library.stories
        self.place = {story.id: place for place, story in enumerate(self.stories)}
        self._places: dict[int, list[int]] = {}
        self._shapes: dict[int, str] = {}
        self._showing: dict[frozenset[int], frozenset[int]] = {}

    @cached_property
    def lines(self) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
        """For each story what its line shows in every locale, and the terms it names."""
        return [(_plain(story), _shown_terms(story)) for story in self.stories]

    def places(self, number: int) -> list[int]:
        """The places of the stories of the listing `number`."""
        if (known := self._places.get(number)) is None:
            here = self.listings[number].here
            known = [self.place[story.id] for period in here for story in period.stories]
            self._places[number] = known
        return known

    def showing(self, stories: frozenset[int]) -> frozenset[int]:
        """The numbers of the listings that show one of the stories, which are given by place."""
        if stories not in self._showing:
            numbers = range(len(self.listings))
            self._showing[stories] = frozenset(n for n in numbers if not stories.isdisjoint(self.places(n)))
        return self._showing[stories]

    def shape(self, number: int) -> str:
        """What shows of the listing `number` in every locale, besides its stories."""
        if (known := self._shapes.get(number)) is None:
            page = self.listings[number]
            parts = (
                page.kind,
                page.slug,
                page.period,
                page.years,
                sorted(page.first),
                page.total,
                page.languages,
                [(period.year, len(period.stories)) for period in page.here],
                self._numbers(page),
            )
            known = self._shapes[number] = repr(parts)
        return known

    def _numbers(self, page: Listing) -> tuple[int, ...]:
        """The numbers that a listing says of its term: those of the children, or of a strategy."""
        if page.kind not in KINDS:
            return ()
        lists = self.site.listed.by_term[page.kind]
        if page.kind == "strategies":
            under = lists.get(page.term, ())
            return tuple(
                len({i for s in under for i in s.original.terms(kind)}) for kind in ("regions", "organisers")
            )
        children = self.site.library.registries[page.kind].children.get(page.term, ())
        return tuple(len(lists.get(child, ())) for child in children)


def _said(article: Article) -> tuple[str, ...]:
    """All that an article says itself, but its terms."""
    source = article.source
    return (
        article.body,
        article.title,
        article.summary,
        article.status,
        article.withdrawn_reason,
        article.translated_from,
        article.automatic,
        f"{article.date and article.date.text} {article.event_date and article.event_date.text}",
        f"{source.name}\0{source.url}\0{source.archived}" if source else "",
        source.retrieved.text if source and source.retrieved else "",
        "\0".join(f"{date.text} {note}" for date, note in article.corrections),
        article.note,
        f"{article.borrowed_from} {sorted(article.borrowed)}" if article.borrowed else "",
    )


def _title(story: Story, locale: str) -> str:
    """What a link to a story shows in a locale."""
    shown = story.shown(locale)
    return f"{story.id} {shown.language} {shown.status} {shown.title}"


def _shown_terms(story: Story) -> tuple[tuple[str, str], ...]:
    """The terms that a story's line in a listing names, as (kind, id)."""
    return tuple((kind, i) for kind, most in SHOWN.items() for i in story.original.terms(kind)[:most])


def _plain(story: Story) -> str:
    """What a story's line shows in every locale."""
    date = story.date
    numbers = " ".join(f"{len(story.original.terms(kind))}" for kind in SHOWN)
    ids = " ".join(i for _, i in _shown_terms(story))
    return f"{date.text if date else ''} {numbers} {ids}"


class _Titles(dict[str, str]):
    """What links to stories (by id) show in a locale, each worked out when first needed."""

    def __init__(self, common: Common, locale: str) -> None:
        self.common, self.locale = common, locale

    def __missing__(self, story: str) -> str:
        title = _title(self.common.stories[self.common.place[story]], self.locale)
        self[story] = title
        return title


class Keys:
    """The keys of one locale. `version` is that of the code; of the lines of stories that an `edit`
    does not change, the digests of the last plan are taken. `entries` joins those of all lines.
    """

    def __init__(self, common: Common, locale: str, version: str, edit: Edit | None = None) -> None:
        self.common, self.locale = common, locale
        self.code, self.version = version, f"{version} {locale} {common.site.url}"
        self.registries: dict[str, Registry] = common.site.library.registries
        self.labels = {
            (kind, term_id): term.label(locale)
            for kind in KINDS
            for term_id, term in self.registries[kind].terms.items()
        }
        self.titles = _Titles(common, locale)
        self._tellings: dict[str, tuple[bytes, bytes]] = {}
        if edit is None:
            self.entries = b"".join(
                self._entry(story, *line) for story, line in zip(common.stories, common.lines, strict=True)
            )
        else:
            entries = bytearray(edit.memory.entries[locale])
            for place in edit.changed:
                story = common.stories[place]
                entry = self._entry(story, _plain(story), _shown_terms(story))
                entries[place * SIZE : (place + 1) * SIZE] = entry
            self.entries = bytes(entries)

    @cached_property
    def view(self) -> View:
        """The library as readers in this locale see it."""
        return View(self.common.site, self.locale)

    def _entry(self, story: Story, plain: str, terms: tuple[tuple[str, str], ...]) -> bytes:
        """A digest of a story's line in listings."""
        names = map(self.labels.__getitem__, terms)
        return _hash("\0".join((plain, self.titles[story.id], *names)).encode())

    @cached_property
    def _mentions(self) -> dict[tuple[str, str], str]:
        """What an article's facts say when they name a term: its name, and a region's ancestors'."""
        ancestors = self.registries["regions"].ancestors
        mentions = {(kind, i): f"{i} {label}" for (kind, i), label in self.labels.items()}
        for region in self.registries["regions"].terms:
            chain = (region, *ancestors(region))
            mentions["regions", region] = " ".join(f"{i} {self.labels['regions', i]}" for i in chain)
        return mentions

    def article(self, shell: str, story: Story, article: Article) -> bytes:
        """The key of an article's page."""
        mentions, titles, around = self._mentions, self.titles, self.common.site.around(story)
        parts = [self.version, shell, *_said(article)]
        for kind in _FACTS:
            parts.append(kind)
            parts += [mentions[kind, i] for i in article.terms(kind)]
        parts += [
            f"{other.language} {other.automatic} {other.translated_from} {other.status} {other.title}"
            for other in story.articles.values()
        ]
        for kind, term_id, newer, older in around.neighbours:
            parts += (
                f"{kind} {mentions[kind, term_id]}",
                titles[newer.id] if newer else "",
                titles[older.id] if older else "",
            )
        for other_story in around.related:
            date = other_story.date
            parts += (titles[other_story.id], date.text if date else "")
        return _hash("\0".join(parts).encode())

    def card(self, article: Article | None = None) -> bytes:
        """The key of an article's card, or of the locale's: what it says, wherever the site lies."""
        shown = card.of_article(self.view, article) if article else card.of_archive(self.locale)
        return card.key(shown, self.code)

    def listing(self, shell: str, number: int) -> bytes:
        """The key of the listing `number` of `Common.listings`."""
        page, entries = self.common.listings[number], self.entries
        about = self._about(page) if page.kind in KINDS else page.term
        lines = b"".join(entries[place * SIZE : (place + 1) * SIZE] for place in self.common.places(number))
        drawn = listing_page.explore(self.view, page)
        return digest(self.version, shell, about, drawn, self.common.shape(number), lines)

    def record(self, story: Story) -> bytes:
        """The key of a story's record, which has all its articles, and ids in place of names."""
        said = [part for article in story.articles.values() for part in _said(article)]
        terms = [f"{kind} {i}" for kind in KINDS for i in story.original.terms(kind)]
        return digest(self.version, story.id, story.original.language, *story.articles, *said, *terms)

    def feed(self, number: int, name: str) -> bytes:
        """The key of the feed `name` beside the listing `number`."""
        page = self.common.listings[number]
        title = self.registries[page.kind][page.term].name[self.locale] if page.kind in KINDS else ""
        told = b"".join(self._told(story)[name != feed.ATOM] for story in feed.stories(page))
        return digest(self.version, name, page.url(self.locale), title, told)

    def _told(self, story: Story) -> tuple[bytes, bytes]:
        """Digests of all that Atom and JSON feeds tell of a story."""
        if (known := self._tellings.get(story.id)) is None:
            shown = story.shown(self.locale)
            terms = [(kind, i) for kind in KINDS for i in shown.terms(kind)]
            both = [story.id, shown.language, shown.title, shown.summary, feed.updated(shown)]
            both += [self.labels[term] for term in terms]
            ids = (i for _, i in terms)
            dates = (date.text if date else "" for date in (shown.date, shown.event_date))
            atom = digest(*both, *ids, *story.articles, feed.published(shown))
            known = self._tellings[story.id] = (atom, digest(*both, *dates))
        return known

    def _about(self, page: Listing) -> str:
        """The words that a term's listing says of it, its parents, children and successors."""
        registry = self.registries[page.kind]
        term = registry[page.term]
        others = (
            *registry.ancestors(term.id),
            *term.replaces,
            *registry.successors.get(term.id, ()),
            *registry.children.get(term.id, ()),
        )
        labels = [(i, self.labels[page.kind, i]) for i in others]
        places = [self.labels["regions", i] for i in (term.country, term.region) if i]
        explained = glossary_page.explained(self.view, page.kind, term.id)
        return repr((_facts(term, self.locale), labels, places, explained))

    def index(self, shell: str, kind: str) -> bytes:
        """The key of the page of all terms of a kind, of the years or the languages."""
        listed = self.common.site.listed
        if kind == "years":
            about = repr(sorted((year, len(stories)) for year, stories in listed.by_year.items()))
        elif kind == "languages":
            about = repr(sorted((code, len(stories)) for code, stories in listed.by_language.items()))
        elif kind == "strategies":
            about = repr(sorted(home_page.index(self.view, kind).items()))
        else:
            about = self._names(kind)
        return digest(self.version, shell, kind, about)

    def _names(self, kind: str) -> str:
        """The names and numbers of all terms of a kind, with what their index page says besides."""
        lists = self.common.site.listed.by_term[kind]
        return repr(
            [
                (term.id, term.label(self.locale), term.parent, term.level, len(lists.get(term.id, ())))
                for term in self.registries[kind].terms.values()
            ]
        )

    def home(self, shell: str) -> bytes:
        """The key of the home page: what it says, for it gathers from everywhere."""
        return digest(self.version, shell, *home_page.home(self.view).values())

    def coverage(self, shell: str) -> bytes:
        """The key of the coverage page: what it says."""
        return digest(self.version, shell, *coverage_page.holes(self.view).values())

    def glossary(self, shell: str) -> bytes:
        """The key of the glossary: what it says."""
        return digest(self.version, shell, *glossary_page.holes(self.view).values())

    def offline(self, shell: str) -> bytes:
        """The key of the page about reading offline: what it says."""
        return digest(self.version, shell, *offline_page.holes(self.view).values())

    def search(self, shell: str) -> bytes:
        """The key of the search page."""
        return digest(self.version, shell, search_page.shown(self.view))


def _facts(term: Term, locale: str) -> tuple[Any, ...]:
    """All that a term's own listing says of it in a locale."""
    dates = tuple(date.text if date else "" for date in (term.period, term.valid_from, term.valid_to))
    decree = term.decree
    return (
        term.id,
        term.name[locale],
        term.description[locale] if term.description else "",
        term.country,
        term.region,
        term.level,
        term.type,
        dates,
        (decree.type, decree.number, decree.date.text if decree.date else "") if decree else (),
        term.url,
        term.source,
    )

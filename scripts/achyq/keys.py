"""Content keys: digests of what each output of one locale shows.

A key that forgets something leaves an old page; one that holds too much renders for nothing. The
tests hold both ends (`tests/engine/`).
"""

from __future__ import annotations

from functools import cached_property

from achyq import (
    card,
    coverage_page,
    digests,
    feed,
    glossary_page,
    home_page,
    key_parts,
    listing_page,
    offline_page,
    search_page,
)
from achyq.digests import SIZE, digest
from achyq.key_parts import Common
from achyq.listing_page import Listing
from achyq.plan_memory import Edit
from achyq.registry import KINDS, Registry
from achyq.story import Article, Story
from achyq.view import View

_FACTS = ("regions", "organisers", "strategies", "tags")


class _Titles(dict[str, str]):
    """What links to stories (by id) show in a locale, each worked out when first needed."""

    def __init__(self, common: Common, locale: str) -> None:
        self.common, self.locale = common, locale

    def __missing__(self, story: str) -> str:
        title = key_parts.title(self.common.stories[self.common.place[story]], self.locale)
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
                entry = self._entry(story, key_parts.plain(story), key_parts.shown_terms(story))
                entries[place * SIZE : (place + 1) * SIZE] = entry
            self.entries = bytes(entries)

    @cached_property
    def view(self) -> View:
        """The library as readers in this locale see it."""
        return View(self.common.site, self.locale)

    def _entry(self, story: Story, plain: str, terms: tuple[tuple[str, str], ...]) -> bytes:
        """A digest of a story's line in listings."""
        names = map(self.labels.__getitem__, terms)
        return digests.of("\0".join((plain, self.titles[story.id], *names)).encode())

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
        parts = [self.version, shell, *key_parts.said(article)]
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
        return digests.of("\0".join(parts).encode())

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
        said = [part for article in story.articles.values() for part in key_parts.said(article)]
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
        return repr((key_parts.facts(term, self.locale), labels, places, explained))

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

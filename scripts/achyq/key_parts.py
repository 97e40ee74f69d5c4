"""What content keys are made of: the parts of stories, articles and listings that a page shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from achyq.listing_page import Listing
from achyq.registry import KINDS, Term
from achyq.story import Article, Story
from achyq.view import SHOWN, Site


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
        return [(plain(story), shown_terms(story)) for story in self.stories]

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


def said(article: Article) -> tuple[str, ...]:
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


def title(story: Story, locale: str) -> str:
    """What a link to a story shows in a locale."""
    shown = story.shown(locale)
    return f"{story.id} {shown.language} {shown.status} {shown.title}"


def shown_terms(story: Story) -> tuple[tuple[str, str], ...]:
    """The terms that a story's line in a listing names, as (kind, id)."""
    return tuple((kind, i) for kind, most in SHOWN.items() for i in story.original.terms(kind)[:most])


def plain(story: Story) -> str:
    """What a story's line shows in every locale."""
    date = story.date
    numbers = " ".join(f"{len(story.original.terms(kind))}" for kind in SHOWN)
    ids = " ".join(i for _, i in shown_terms(story))
    return f"{date.text if date else ''} {numbers} {ids}"


def facts(term: Term, locale: str) -> tuple[Any, ...]:
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

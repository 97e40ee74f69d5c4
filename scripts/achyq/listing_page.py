"""Listings: the pages of a term, a year, a language, and of all stories."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from achyq import term_facts, tile_map, timeline, urls, wording
from achyq.locale import language_name, number
from achyq.registry import Term
from achyq.story import Story
from achyq.view import ROOT, View, at, escape

#: Up to this many stories a listing is one page; beyond, older years get pages of their own.
ONE_PAGE = 200
#: What a longer listing's first page shows at least: whole years until there are so many stories.
FIRST_PAGE = 100
INDEX_TITLES = {
    "regions": "Regions",
    "strategies": "Strategies",
    "organisers": "Organisers",
    "tags": "Topics",
    "years": "Years",
    "languages": "Languages",
}
#: Listings so broad that their older periods would repeat those of the years: they link to these.
_BY_YEARS = ("all", "languages")
_CHILDREN = {"country": "Regions", "region": "Districts", "district": "", "": "Bodies below it"}


class Period(NamedTuple):
    """A year of a listing, with its stories newest first; `year` may be 'undated'."""

    year: str
    stories: tuple[Story, ...]


class Listing(NamedTuple):
    """One page of a listing: what it lists (`kind` and `slug`; `term` is the id for terms) and
    where it is cut. `period` is '' for the first page; `here` are the years on this page,
    `others` (year, number of stories) those of all pages, when there are several.
    """

    kind: str
    slug: str
    term: str
    period: str
    here: tuple[Period, ...]
    years: tuple[tuple[str, int], ...]
    first: frozenset[str]
    total: int
    languages: int

    @property
    def depth(self) -> int:
        """How many folders below the site's root it lies."""
        return 2 + bool(self.slug) + bool(self.period)

    def url(self, locale: str) -> str:
        """Its address."""
        return (
            urls.listing(locale, self.kind, self.slug, self.period)
            if self.slug
            else urls.index(locale, self.kind)
        )


def pages(kind: str, slug: str, term: str, stories: Sequence[Story]) -> list[Listing]:
    """Cut a listing into pages by period, so that a new story changes the page of its year only."""
    years: dict[str, list[Story]] = {}
    for story in stories:
        years.setdefault(story.year, []).append(story)
    periods = [Period(year, tuple(group)) for year, group in years.items()]
    periods.sort(key=lambda p: (p.year != "undated", p.year), reverse=True)
    languages = len({story.original.language for story in stories})
    if len(stories) <= ONE_PAGE or kind == "years":
        return [Listing(kind, slug, term, "", tuple(periods), (), frozenset(), len(stories), languages)]
    counts = tuple((period.year, len(period.stories)) for period in periods)
    on_first = first_years(counts)
    first = periods[: len(on_first)]
    result = [Listing(kind, slug, term, "", tuple(first), counts, on_first, len(stories), languages)]
    if kind in _BY_YEARS:
        return result
    return result + [
        Listing(kind, slug, term, period.year, (period,), counts, on_first, len(stories), languages)
        for period in periods[len(first) :]
    ]


def first_years(counts: Sequence[tuple[str, int]]) -> frozenset[str]:
    """Which years the first page of a listing shows, given all with their numbers, newest first."""
    total = sum(count for _, count in counts)
    shown, first = 0, []
    for year, count in counts:
        if total > ONE_PAGE and shown >= FIRST_PAGE:
            break
        first.append(year)
        shown += count
    return frozenset(first)


def holes(view: View, page: Listing) -> dict[str, str]:
    """The values of `archive/listing.html`'s holes."""
    title, kicker, intro, children, description = _about(view, page)
    if page.period:
        title = f"{title}: {escape(year_name(view, page.period))}"
    without = (page.kind, page.term)
    sections = []
    for period in page.here:
        stories = view.entries(period.stories, without, year=period.year == "undated")
        if page.kind == "years":  # its title says it
            sections.append(f"<div class=period>{stories}</div>")
        else:
            heading = f"<h2>{escape(year_name(view, period.year))}</h2>"
            anchor = f" id=y{period.year}" if page.kind == "regions" else ""  # coverage leads there
            sections.append(f"<section class=period{anchor}>{heading}{stories}</section>")
    count = view.count(page.total)
    if page.languages > 1:
        count = view.say(
            "{stories} in {languages}",
            stories=count,
            languages=view.words.n(
                "{n} language", "{n} languages", page.languages, n=number(page.languages, view.locale)
            ),
        )
    up = "../" if page.period else ""
    feed = f"<link rel=alternate type=application/atom+xml href={up}feed.xml>"
    values = view.head(page.url(view.locale), "", "", feed) | {
        "document_title": title,
        "description": description or title,
        "switch": view.switch(page.url(view.locale)),
        "kicker": view.scripts(page.url(view.locale)) + kicker,
        "title": title,
        "intro": intro,
        "count": f"<p class=count>{count}</p>" if page.total else "",
        "children": explore(view, page) + children,
        "entries": "".join(sections) if page.total else _empty(view, page),
        "periods": _periods(view, page),
        "feeds": f"<p class=feeds>{view.say('New stories as a feed')}: "
        f"<a href={up}feed.xml>Atom</a> · <a href={up}feed.json>JSON Feed</a></p>",
    }
    return {name: at(value, page.depth) for name, value in values.items()}


def explore(view: View, page: Listing) -> str:
    """Maps and charts on the first page of a region or a strategy: of a country its regions with
    their numbers, of a region where it lies, of a strategy where and when it was reported.
    """
    if page.period or page.kind not in ("regions", "strategies"):
        return ""
    term = view.term(page.kind, page.term)
    drawn = months = ""
    if page.kind == "strategies":
        heading = view.say("Where it was reported")
        under = view.site.listed.tally.strategies.get(term.id, {})
        numbers = {place: years.total() for place, years in under.items()}
        drawn = tile_map.whole(view, term.country, numbers, heading) if numbers else ""
        months = timeline.months_chart(view, term)
    elif term.level == "country":
        heading = view.say("Map")
        drawn = tile_map.whole(view, term.id, tile_map.counts(view, term.id), heading)
    else:
        heading = view.say("Where it lies")
        drawn = tile_map.draw(view, term.parent, None, [], term.id) if term.tile else ""
    parts = [f"<section><h2>{heading}</h2>{drawn}</section>"] if drawn else []
    if months:
        parts.append(f"<section><h2>{view.say('Stories by month')}</h2>{months}</section>")
    return f"<div class=explore>{''.join(parts)}</div>" if parts else ""


def name(view: View, page: Listing) -> str:
    """What a listing is called, as text."""
    if page.kind == "all":
        return view.words("All stories")
    if page.kind == "years":
        return year_name(view, page.slug)
    if page.kind == "languages":
        return language_name(page.term, view.locale)
    return view.term(page.kind, page.term).name[view.locale]


def year_name(view: View, year: str) -> str:
    """A year as a heading: itself, or 'Date unknown'."""
    if year != "undated":
        return year
    words = wording.undated(view.locale)
    return words[:1].upper() + words[1:]


def _empty(view: View, page: Listing) -> str:
    message = "No story from this region yet." if page.kind == "regions" else "No story here yet."
    meaning = view.say("That says nothing about what happened: only that nothing is in the archive.")
    return f"<p class=empty>{view.say(message)} {meaning}</p>"


def _periods(view: View, page: Listing) -> str:
    if not page.years:
        return ""
    up = "../" if page.period else ""
    items = []
    for year, count in page.years:
        here = year in page.first if not page.period else year == page.period
        if page.kind in _BY_YEARS:
            link = f"{ROOT}years/{year}/"
        else:
            link = (up or "./") if year in page.first else f"{up}{year}/"
        current = " aria-current=page" if here else ""
        items.append(
            f"<li><a href={link}{current}>{escape(year_name(view, year))}</a> "
            f"<span>{number(count, view.locale)}</span>"
        )
    return f'<nav class=periods aria-label="{view.say("Years")}"><ul>{"".join(items)}</ul></nav>'


def _about(view: View, page: Listing) -> tuple[str, str, str, str, str]:
    """Title, kicker, introduction, children and description of what is listed."""
    crumb = f"<a href={ROOT}{page.kind}/>{view.say(INDEX_TITLES[page.kind])}</a>" if page.slug else ""
    title = escape(name(view, page))
    if page.kind == "all":
        return title, "", "", "", ""
    if page.kind == "years":
        return title, f"<p class=kicker>{crumb}</p>", "", "", ""
    if page.kind == "languages":
        text = view.say("Stories with an article in this language, as an original or a translation.")
        return title, f"<p class=kicker>{crumb}</p>", f"<p class=intro>{text}</p>", "", ""
    term = view.term(page.kind, page.term)
    above = [view.link(page.kind, i) for i in reversed(view.registry(page.kind).ancestors(term.id))]
    kicker = f"<p class=kicker>{' › '.join([crumb, *above])}</p>"
    intro = term_facts.introduction(view, term, view.stories(page.kind, term.id))
    return title, kicker, intro, _children(view, term), ""


def _children(view: View, term: Term) -> str:
    ids = view.registry(term.kind).children.get(term.id)
    if not ids:
        return ""
    items = "".join(counted(view, child) for child in view.sorted_terms(term.kind, ids))
    return (
        f'<nav class=children aria-label="{view.say(_CHILDREN[term.level])}">'
        f"<h2>{view.say(_CHILDREN[term.level])}</h2><ul class=terms>{items}</ul></nav>"
    )


def counted(view: View, term: Term, inner: str = "") -> str:
    """A term with its number of stories, as a list item."""
    total = len(view.stories(term.kind, term.id))
    return f"{li(total)}{view.link(term.kind, term.id)} <span>{number(total, view.locale)}</span>{inner}"


def li(total: int) -> str:
    """The start of a list item; one that counts nothing is marked."""
    return "<li>" if total else "<li class=zero>"

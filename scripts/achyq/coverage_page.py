"""Coverage: what the archive has from each region, under each strategy and in each year, and what not.

A number leads to the listing of its region, at the year of the latest of its stories. The same
numbers are published once for all locales as tables of the data package (`export/coverage`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from achyq import tally, tile_map, timeline, urls
from achyq.export import coverage, record
from achyq.listing_page import first_years
from achyq.locale import number
from achyq.registry import Term
from achyq.view import ROOT, View, at, escape

#: The same as CSV, below the site's root.
FILES = tuple(f"{record.FOLDER}/{table.name}.csv" for table in coverage.TABLES)
LEAD = (
    "How many stories the archive has from each region, by strategy and by year. "
    "An empty place says nothing about what happened: only that nothing is in the archive."
)


def holes(view: View) -> dict[str, str]:
    """The values of `archive/page.html`'s holes for the page of a locale."""
    url = urls.index(view.locale, "coverage")
    title = view.say("Coverage")
    named = [term.id for term in tally.countries(view.registry("regions"))]
    sections = "".join(_country(view, country) for country in view.sorted_terms("regions", named))
    files = " · ".join(f'<a href="{ROOT}../{path}">{path.rpartition("/")[2]}</a>' for path in FILES)
    notes = (
        view.say("A number leads to the page of its region, at the year of the latest story."),
        view.say("A story from several regions counts in each."),
        f"{view.say('The tables as CSV')}: {files}",
    )
    main = f'<p class="lead">{view.say(LEAD)}</p><p class="note">{" ".join(notes)}</p>{sections}'
    values = view.head(url, "", "") | {
        "document_title": title,
        "description": view.say(LEAD),
        "switch": view.switch(url),
        "kicker": view.scripts(url),
        "title": title,
        "main": main,
    }
    return {name: at(value, urls.depth(url)) for name, value in values.items()}


def strategies_of(view: View, country: str) -> list[Term]:
    """The strategies of a country, the oldest first."""
    terms = [term for term in view.registry("strategies").terms.values() if term.country == country]
    return sorted(terms, key=timeline.begins)


def current(view: View, country: str) -> list[Term]:
    """The strategies of a country that none follows and that had not ended in the archive's last year.

    The archive's own last year stands for today, so that a site is the same whenever it is built.
    """
    years = [year for year in view.site.listed.by_year if year != "undated"]
    today = int(max(years, default="0"))
    followed = view.registry("strategies").successors
    return [
        term
        for term in strategies_of(view, country)
        if term.id not in followed and (timeline.period(term) or (0, 9999))[1] >= today
    ]


def _places(view: View, country: Term) -> list[Term]:
    """The rows of a country's tables: its regions, and itself if stories name no region of it."""
    years = view.site.listed.tally.years
    known = [term.id for term in tally.first_level(view.registry("regions"), country.id)]
    former = [
        i
        for i in view.registry("regions").children.get(country.id, ())
        if i in years and i not in known and view.term("regions", i).level == "region"
    ]
    rows = view.sorted_terms("regions", known + former)
    return [*rows, country] if country.id in years else rows


def _country(view: View, country: Term) -> str:
    places = _places(view, country)
    terms = strategies_of(view, country.id)
    counts = view.site.listed.tally
    name = escape(country.label(view.locale))
    heading = f'<h2 id="{country.slug}">{view.link("regions", country.id)}</h2>'
    if not any(place.id in counts.years for place in places):
        nothing = view.say("Nothing from this country is in the archive yet.")
        return f'<section>{heading}<p class="empty">{nothing}</p></section>'
    columns = [(view.link("strategies", term.id), term.id) for term in terms]
    under = {term.id: counts.strategies.get(term.id, {}) for term in terms}
    by_strategy = {(p.id, i): under[i].get(p.id, Counter()) for p in places for i in under}
    dated = timeline.span((), [year for p in places for year in counts.years.get(p.id, ())])
    names = [str(year) for year in dated.years] if dated else []
    if any(counts.years.get(place.id, Counter())["undated"] for place in places):
        names.append("undated")
    years = [(_year(view, year), year) for year in names]
    by_year = {
        (p.id, year): Counter({year: counts.years.get(p.id, Counter())[year]})
        for p in places
        for year in names
    }
    return (
        f"<section>{heading}"
        + (
            _table(view, f"{name}: {view.say('Regions and strategies')}", places, columns, by_strategy)
            if terms
            else ""
        )
        + _gaps(view, country, terms)
        + _table(view, f"{name}: {view.say('Regions and years')}", places, years, by_year)
        + "</section>"
    )


def _year(view: View, year: str) -> str:
    if year == "undated":
        return view.say("Date unknown")
    return f"<a href={ROOT}years/{year}/>{year}</a>" if year in view.site.listed.by_year else year


def _table(
    view: View,
    caption: str,
    places: Sequence[Term],
    columns: Sequence[tuple[str, str]],
    cells: dict[tuple[str, str], Counter[str]],
) -> str:
    """A table of places and columns, whose cells count stories by year."""
    scale = tile_map.steps(max((years.total() for years in cells.values()), default=0))
    rows = []
    for place in places:
        name = view.link("regions", place.id)
        if place.level == "country":
            name = f"{view.say('No region named')} ({name})"
        first = _first_years(view, place)
        row = [f"<tr><th scope=row>{name}"]
        for _, key in columns:
            years = cells[place.id, key]
            if count := years.total():
                year = _latest(years)
                where = f"{ROOT}regions/{place.slug}/" + (f"#y{year}" if year in first else f"{year}/")
                shown = number(count, view.locale)
                row.append(f"<td class=s{tile_map.shade(count, scale)}><a href={where}>{shown}</a>")
            else:
                row.append("<td>0")
        rows.append("".join(row))
    heads = "".join(f"<th scope=col>{name}" for name, _ in columns)
    return (
        f'<div class="wide pinned" tabindex=0 role=region aria-label="{caption}"><table class="matrix">'
        f"<caption><span>{caption}</span></caption><thead><tr><th scope=col>{view.say('Region')}{heads}"
        f"<tbody>{''.join(rows)}</table></div>"
    )


def _latest(years: Counter[str]) -> str:
    """The latest year that has any; 'undated' only if there is no other."""
    return max((year for year, count in years.items() if count), key=lambda year: (year != "undated", year))


def _first_years(view: View, place: Term) -> frozenset[str]:
    """The years on the first page of a place's listing; a country's lists those of its regions too."""
    if place.level == "country":
        counts = timeline.by_year(view.stories("regions", place.id))
    else:
        counts = view.site.listed.tally.years.get(place.id, Counter())
    newest = sorted(counts.items(), key=lambda item: (item[0] != "undated", item[0]), reverse=True)
    return first_years([(year, count) for year, count in newest if count])


def _gaps(view: View, country: Term, terms: Sequence[Term]) -> str:
    """For each strategy with stories, and each current one, the regions without a late report."""
    counts = view.site.listed.tally.strategies
    now = {term.id for term in current(view, country.id)}
    items = []
    for term in terms:
        if term.id in counts or term.id in now:
            said = [sentence for sentence, _ in missing(view, term)]
            if said:
                items.append(f"<li><strong>{view.link('strategies', term.id)}</strong> {' '.join(said)}")
    if not items:
        return ""
    return f'<h3>{view.say("What is missing")}</h3><ul class="gaps">{"".join(items)}</ul>'


def missing(view: View, term: Term) -> Iterator[tuple[str, list[Term]]]:
    """Sentences on the regions without any report under a strategy, and then, by year, on those
    whose last one is older than the latest under it; each with the regions that it names.
    """
    regions = tally.first_level(view.registry("regions"), term.country)
    under = view.site.listed.tally.strategies.get(term.id, {})
    last = {region.id: _latest(under[region.id]) if under.get(region.id) else "" for region in regions}
    latest = max((year for year in last.values() if year != "undated"), default="")
    by_last: dict[str, list[str]] = {}
    for region, year in last.items():
        if year != latest or not year:
            by_last.setdefault(year, []).append(region)
    for year, ids in sorted(by_last.items()):
        found = view.sorted_terms("regions", ids)
        names = ", ".join(escape(region.label(view.locale)) for region in found)
        if not year and len(found) == len(regions):
            yield view.say("No report from any region."), found
        elif not year:
            yield view.say("No report: {regions}.", regions=names), found
        elif year == "undated":
            yield view.say("Only reports without a date: {regions}.", regions=names), found
        else:
            yield view.say("Last report in {year}: {regions}.", year=year, regions=names), found

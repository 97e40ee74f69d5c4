"""Charts of time: strategies over years, stories by year and by month; each with its numbers beside it.

The drawings are small SVG without text, so that they fit any width; words and numbers are HTML. What
has no year is counted apart, never placed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from achyq import wording
from achyq.locale import number
from achyq.registry import Term
from achyq.story import Story
from achyq.tile_map import table
from achyq.view import ROOT, View, escape

#: A drawing is this high; its width is ten for each year or month.
_HIGH = 24


class Span(NamedTuple):
    """The years of a chart, first and last."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """Each of them."""
        return range(self.first, self.last + 1)


def period(term: Term) -> tuple[int, int] | None:
    """The first and last year of a strategy's period, where both are known."""
    date = term.period
    return (date.earliest.year, date.latest.year) if date and date.earliest and date.latest else None


def begins(term: Term) -> tuple[int, str]:
    """What orders strategies by time: the year in which one begins or was adopted, then its id."""
    years = period(term)
    adopted = term.decree.date if term.decree else None
    return years[0] if years else (adopted.year if adopted and adopted.year else 9999), term.id


def by_year(stories: Iterable[Story]) -> Counter[str]:
    """How many stories each year has; those without one are 'undated'."""
    return Counter(story.year for story in stories)


def span(terms: Iterable[Term], years: Iterable[str]) -> Span | None:
    """The years that periods and stories fill, or None."""
    found = [int(year) for year in years if year != "undated"]
    for term in terms:
        found += period(term) or ()
    return Span(min(found), max(found)) if found else None


def strategies(view: View, label: str, terms: Sequence[Term], brief: bool = False) -> str:
    """Strategies as bars over years, with their stories by year as columns in them. When `brief`,
    their facts stand in the table only.
    """
    counted = {term.id: by_year(view.stories("strategies", term.id)) for term in terms}
    years = span(terms, [year for counts in counted.values() for year in counts])
    if years is None:
        return ""
    most = max((n for counts in counted.values() for y, n in counts.items() if y != "undated"), default=0)
    items, rows = [], []
    for term in terms:
        counts = counted[term.id]
        facts = _facts(view, term, counts)
        drawn = _svg(_bar(period(term), years), [counts[str(year)] for year in years.years], most)
        told = "" if brief else f"<p>{' · '.join(facts)}</p>"
        items.append(f"<li>{view.link('strategies', term.id)}{told}{drawn}")
        dated = sorted(year for year in counts if year != "undated")
        rows.append(
            f"<tr><th scope=row>{view.link('strategies', term.id)}"
            f"<td>{view.time(term.period) if term.period else view.say('not known')}"
            f"<td>{number(counts.total(), view.locale)}<td>{dated[0] if dated else '–'}"
            f"<td>{dated[-1] if dated else '–'}<td>{number(counts['undated'], view.locale)}"
        )
    say = view.say
    head = [say("Strategy"), say("Period"), say("Stories"), say("First year"), say("Last year")]
    told = table(view, label, "".join(rows), [*head, say("Date unknown")])
    kind = "timeline brief" if brief else "timeline"
    return f'<div class="{kind}"><ol>{"".join(items)}</ol>{_axis(years)}</div>{told}'


def _facts(view: View, term: Term, counts: Counter[str]) -> list[str]:
    facts = [view.time(term.period)] if term.period else []
    return [*facts, view.count(counts.total()), *_apart(view, counts["undated"])]


def _apart(view: View, undated: int) -> list[str]:
    """How many stories have no year, if any."""
    return [f"{view.say('date unknown')}: {number(undated, view.locale)}"] if undated else []


def years_chart(view: View) -> str:
    """All stories by year, with a table whose years are links."""
    counts = by_year(view.site.library.stories)
    years = span((), counts)
    if years is None:
        return ""
    values = [counts[str(year)] for year in years.years]
    most = max(values)
    drawn = _svg("", values, most)
    rows = []
    for year in map(str, reversed(years.years)):
        name = f"<a href={ROOT}years/{year}/>{year}</a>" if counts[year] else year
        rows.append(f"<tr><th scope=row>{name}<td>{number(counts[year], view.locale)}")
    notes = _apart(view, counts["undated"])
    if unsure := view.site.listed.tally.unsure:
        notes.append(view.say("uncertain date, under the year given: {n}", n=number(unsure, view.locale)))
    note = f'<p class="note">{" · ".join(notes)}</p>' if notes else ""
    told = table(view, view.say("Stories by year"), "".join(rows), (view.say("Year"), view.say("Stories")))
    return f'<div class="timeline chart">{_peak(view, most)}{drawn}{_axis(years)}</div>{note}{told}'


def months_chart(view: View, term: Term) -> str:
    """A strategy's stories by month over its period, with a table of years and months."""
    months: Counter[tuple[str, int]] = Counter()
    for story in view.stories("strategies", term.id):
        point = story.date.start if story.date else None
        months[story.year, point.month if point and 0 < point.month < 13 else 0] += 1
    years = span((term,), [year for year, _ in months])
    if years is None or not months:
        return ""
    values = [months[str(year), month] for year in years.years for month in range(1, 13)]
    most = max(values)
    drawn = _svg(_bar(period(term), years, 12), values, most)
    names = [wording.month(month, view.locale) for month in range(1, 13)]
    known = sorted({year for year, _ in months if year != "undated"}, reverse=True)
    rows = "".join(
        f"<tr><th scope=row>{year}"
        + "".join(f"<td>{number(months[year, month], view.locale)}" for month in (*range(1, 13), 0))
        for year in known
    )
    undated = sum(count for (year, _), count in months.items() if year == "undated")
    vague = sum(count for (year, month), count in months.items() if year != "undated" and not month)
    notes = [view.say("month unknown: {n}", n=number(vague, view.locale))] if vague else []
    notes += _apart(view, undated)
    note = f'<p class="note">{" · ".join(notes)}</p>' if notes else ""
    head = (view.say("Year"), *map(escape, names), view.say("Month unknown"))
    told = table(view, view.say("Stories by month"), rows, head) if rows else ""
    return f'<div class="timeline chart">{_peak(view, most)}{drawn}{_axis(years)}</div>{note}{told}'


def _bar(years: tuple[int, int] | None, over: Span, unit: int = 1) -> str:
    """The bar of a period, where it is known."""
    if years is None:
        return ""
    first, last = years
    width = (last - first + 1) * unit * 10
    return f'<rect class="period" x="{(first - over.first) * unit * 10}" width="{width}" height="{_HIGH}"/>'


def _svg(behind: str, values: Sequence[int], most: int) -> str:
    """A drawing of columns before a bar, or '' where there is neither; the highest column is `most`."""
    if not behind and not any(values):
        return ""
    columns = "".join(
        f"M{place * 10 + 1} {_HIGH}v-{max(2, round(value / most * _HIGH))}h8V{_HIGH}z"
        for place, value in enumerate(values)
        if value
    )
    path = f'<path d="{columns}"/>' if columns else ""
    return (
        f'<svg viewBox="0 0 {len(values) * 10} {_HIGH}" preserveAspectRatio="none" aria-hidden="true">'
        f"{behind}{path}</svg>"
    )


def _peak(view: View, most: int) -> str:
    """The number that the top of a drawing stands for."""
    return f'<p class="peak" aria-hidden="true">{number(most, view.locale)}</p>' if most else ""


def _axis(years: Span) -> str:
    """The first and last year, and the one between."""
    middle = (years.first + years.last) // 2
    shown = dict.fromkeys((years.first, middle, years.last))
    return f'<p class="axis" aria-hidden="true">{"".join(f"<span>{year}</span>" for year in shown)}</p>'

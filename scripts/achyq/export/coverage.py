"""Coverage as tables: how many stories each place has under each strategy of its country, and in each year.

A place is a first-level region, or a country for the stories that name no region of it (`tally`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final

from achyq import tally
from achyq.export.table import Column, Records, Table
from achyq.registry import Term
from achyq.urls import CODES


def _places(records: Records) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Each place with the cells that say which: its country, its id, its names. A region that is no
    more is a place only if it has stories.
    """
    regions = records.library.registries["regions"]
    for country in tally.countries(regions):
        known = [country.id, *(term.id for term in tally.first_level(regions, country.id))]
        former = [i for i in regions.children.get(country.id, ()) if i in records.counts.years]
        for place in dict.fromkeys(known + former):
            term = regions[place]
            yield country, (country.id, place, *(term.name[code] for code in CODES))


def _strategies(records: Records) -> Iterator[tuple[Any, ...]]:
    terms = records.library.registries["strategies"].terms.values()
    for country, about in _places(records):
        for term in terms:
            if term.country == country.id:
                years = records.counts.strategies.get(term.id, {}).get(about[1], Counter())
                dated = sorted(year for year in years if year != "undated")
                first, last = (dated[0], dated[-1]) if dated else (None, None)
                period = term.period.text if term.period else None
                yield *about, term.id, period, first, last, years.total()


def _years(records: Records) -> Iterator[tuple[Any, ...]]:
    for _, about in _places(records):
        for year, count in sorted(records.counts.years.get(about[1], Counter()).items()):
            yield *about, year, count


_PLACE: Final = (
    Column("country", "string", "Id of the country", True),
    Column("region", "string", "Id of the region; the country's for stories that name no region of it", True),
    *(Column(f"region_name_{code.replace('-', '_')}", "string", f"Name in {code}", True) for code in CODES),
)
_STORIES: Final = "Stories; one of several regions counts in each of them"
_REGION: Final = (("region",), "terms", ("id",))

TABLES: Final = (
    Table(
        "coverage_strategies",
        "What the archive has from each region under each strategy of its country, and what not",
        (
            *_PLACE,
            Column("strategy", "string", "Id of the strategy", True),
            Column("period", "string", "Of the strategy, in Extended Date/Time Format"),
            Column("first_year", "year", "Year of the first of the stories whose year is known"),
            Column("last_year", "year", "Year of the last of them"),
            Column("stories", "integer", _STORIES, True),
        ),
        ("region", "strategy"),
        (_REGION, (("strategy",), "terms", ("id",))),
        _strategies,
    ),
    Table(
        "coverage_years",
        "How many stories the archive has from each region in each year that has any",
        (
            *_PLACE,
            Column(
                "year", "string", "A year, or 'undated' where it is not known", True, (), r"^(\d{4}|undated)$"
            ),
            Column("stories", "integer", _STORIES, True),
        ),
        ("region", "year"),
        (_REGION,),
        _years,
    ),
)

"""How many stories each region has by year and under each strategy: what maps and coverage show."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from achyq.library import Library
from achyq.registry import Registry, Term

#: Place → year ('undated' for stories without one) → number of stories.
ByYear = dict[str, Counter[str]]


class Tally(NamedTuple):
    """Numbers of stories. A place is a first-level region, or a country where no region of it is
    named. A story counts once in each of its places, in the year that its date begins in.

    `years` counts all stories, `strategies` those under each strategy. `unsure` are the stories
    with a year whose date is marked as uncertain or approximate.
    """

    years: ByYear
    strategies: dict[str, ByYear]
    unsure: int


def of(library: Library) -> Tally:
    """Count the published stories. Cost: linear in their number."""
    regions = library.registries["regions"]
    places = {term_id: place(regions, term_id) for term_id in regions.terms}
    years: ByYear = {}
    strategies: dict[str, ByYear] = {}
    unsure = 0
    for story in library.stories:
        year, date = story.year, story.date
        unsure += year != "undated" and date is not None and (date.uncertain or date.approximate)
        named = {places[i] for i in story.original.regions}
        named -= {regions[i].parent for i in named}  # a country beside a region of it says no more
        tables = [years, *(strategies.setdefault(i, {}) for i in story.original.strategies)]
        for table in tables:
            for name in named:
                if name not in table:
                    table[name] = Counter()
                table[name][year] += 1
    return Tally(years, strategies, unsure)


def place(regions: Registry, term_id: str) -> str:
    """The first-level region that a region lies in or is; of a country the country."""
    line = (term_id, *regions.ancestors(term_id))
    return next((i for i in line if regions[i].level == "region"), line[-1])


def first_level(regions: Registry, country: str) -> list[Term]:
    """The regions of a country that exist, as the registry lists them."""
    terms = (regions[i] for i in regions.children.get(country, ()))
    return [term for term in terms if term.level == "region" and not term.valid_to]


def countries(regions: Registry) -> list[Term]:
    """The countries, as the registry lists them."""
    return [term for term in regions.terms.values() if term.level == "country"]

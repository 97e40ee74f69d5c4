"""Filters: which documents a query lets pass, and how many there are under each term."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator

from achyq.search.files import FACETS, FACETS_AS, STATUSES, TERM_KINDS
from achyq.search.query import KINDS, Query
from achyq.search.reader import Reader

#: For each kind that a query filters by, the documents that pass.
Passing = dict[str, frozenset[int]]


def passing(reader: Reader, query: Query) -> Passing:
    """The documents that pass each filter of a query: those of any of its terms, in its years."""
    found = {
        kind: frozenset[int]().union(*(_under(reader, f"{kind}:{term}") for term in terms))
        for kind, terms in query.filters().items()
    }
    if query.since is not None or query.until is not None:
        found["year"] = frozenset(
            number for language in reader.languages for number in _dated(reader, language, query)
        )
    return found


def _dated(reader: Reader, language: str, query: Query) -> range:
    """The documents of a language in the years of a query."""
    years, end = reader.years(language), reader.languages[language].stop
    start = next((at for year, at in years if query.since is None or year >= query.since), end)
    behind = next((at for year, at in years if query.until is not None and year > query.until), end)
    return range(start, behind)


def _under(reader: Reader, facet: str) -> Iterator[int]:
    for language, own in reader.languages.items():
        name = f"{facet}/{language}"
        shard = reader.shard(FACETS_AS, name)
        place = shard.place(name) if shard else -1
        if shard and place >= 0:
            yield from (own.start + number for number in shard.documents(place).documents)


def passes(filters: Passing, number: int, but: str = "") -> bool:
    """Whether a document passes all filters, but for one kind of them."""
    return all(number in allowed for kind, allowed in filters.items() if kind != but)


def counts(
    reader: Reader, documents: Iterable[int], filters: Passing, locale: str
) -> dict[str, dict[str, int]]:
    """How many of some documents there are under each term, year, language and status; a kind's counts
    as if it were not filtered by. A region counts the documents of its parts.
    """
    places = {number: reader.place(number) for number in sorted(documents)}
    terms = reader.terms(locale)
    wanted = {(language, own // FACETS) for language, own in places.values()}
    blocks = {block: reader.facets(*block) for block in wanted}
    names = {"language": reader.directory["locales"], "status": STATUSES}
    found = {}
    for kind in KINDS:
        counter: Counter[int] = Counter()
        for number, (language, place) in places.items():
            if not passes(filters, number, kind):
                continue
            own = blocks[language, place // FACETS][kind][place % FACETS]
            if kind not in TERM_KINDS:
                counter[own] += 1
                continue
            above = set()
            for at in own:
                while at >= 0 and at not in above:
                    above.add(at)
                    at = terms[kind][at][2] if kind == "region" else -1  # noqa: PLW2901 (up to the root)
            counter.update(above)
        ids = names.get(kind) or [term[0] for term in terms[kind]]
        found[kind] = {ids[place]: counter[place] for place in sorted(counter)}
    dated: Counter[int] = Counter()
    for language, own in reader.languages.items():
        years = reader.years(language)
        firsts = [first for _, first in years]
        for number in places:
            if number in own and passes(filters, number, "year"):
                at = bisect_right(firsts, number) - 1
                dated.update(years[at][:1] if at >= 0 else ())
    found["year"] = {str(year): dated[year] for year in sorted(dated)}
    return found

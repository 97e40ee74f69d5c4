"""Filters: which documents a query lets pass, and how many there are under each term."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

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
        years, end = reader.directory["years"], reader.documents
        start = next((at for year, at in years if query.since is None or year >= query.since), end)
        behind = next((at for year, at in years if query.until is not None and year > query.until), end)
        found["year"] = frozenset(range(start, behind))
    return found


def _under(reader: Reader, facet: str) -> list[int]:
    shard = reader.shard(FACETS_AS, facet)
    place = shard.place(facet) if shard else -1
    return shard.documents(place).documents if shard and place >= 0 else []


def passes(filters: Passing, number: int, but: str = "") -> bool:
    """Whether a document passes all filters, but for one kind of them."""
    return all(number in allowed for kind, allowed in filters.items() if kind != but)


def counts(
    reader: Reader, documents: Iterable[int], filters: Passing, locale: str
) -> dict[str, dict[str, int]]:
    """How many of some documents there are under each term, year, language and status; a kind's counts
    as if it were not filtered by. A region counts the documents of its parts.
    """
    documents = sorted(documents)
    terms = reader.terms(locale)
    blocks = {block: reader.facets(block) for block in {number // FACETS for number in documents}}
    names = {"language": reader.directory["locales"], "status": STATUSES}
    found = {}
    for kind in KINDS:
        counter: Counter[int] = Counter()
        for number in documents:
            if not passes(filters, number, kind):
                continue
            own = blocks[number // FACETS][kind][number % FACETS]
            if kind not in TERM_KINDS:
                counter[own] += 1
                continue
            above = set()
            for at in own:
                place = at
                while place >= 0 and place not in above:
                    above.add(place)
                    place = terms[kind][place][2] if kind == "region" else -1
            counter.update(above)
        ids = names.get(kind) or [term[0] for term in terms[kind]]
        found[kind] = {ids[place]: counter[place] for place in sorted(counter)}
    years = reader.directory["years"]
    firsts = [first for _, first in years]
    places = [bisect_right(firsts, number) - 1 for number in documents if passes(filters, number, "year")]
    found["year"] = {str(years[at][0]): count for at, count in sorted(Counter(places).items()) if at >= 0}
    return found

"""What an answer is worth: recall, precision, rank. Defined for one query, averaged over many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

#: Results on a reader's first page.
FIRST = 10


class Query(NamedTuple):
    """What is typed, the documents that have any form of its words, and those with the typed forms."""

    text: str
    relevant: frozenset[int]
    same: frozenset[int]


class Worth(NamedTuple):
    """Of one answer, each from 0 to 1; None where there is nothing to divide by."""

    recall: float
    other_recall: float | None
    precision: float | None
    reciprocal_rank: float
    recall_at_10: float


class Summary(NamedTuple):
    """Averages over queries, in per cent: see `summary`."""

    queries: int
    recall: float
    other_recall: float
    precision: float
    f1: float
    mrr: float
    recall_at_10: float
    nothing: float


def worth(query: Query, answer: Sequence[int]) -> Worth:
    """The worth of an answer: documents, the best first, each once.

    recall: share of the relevant that was found; other_recall: the same, counting only relevant
    documents without the typed form (None if there are none); precision: share of the found that is
    relevant (None if nothing was found); reciprocal_rank: 1 / the place of the first relevant one;
    recall_at_10: relevant ones among the first ten, of the ten or fewer that could be there.
    Raises ValueError for a document given twice.
    """
    found = set(answer)
    if len(found) < len(answer):
        raise ValueError(f"the answer to {query.text!r} has a document twice")
    others = query.relevant - query.same
    ranks = (place for place, document in enumerate(answer, 1) if document in query.relevant)
    return Worth(
        recall=len(found & query.relevant) / len(query.relevant),
        other_recall=len(found & others) / len(others) if others else None,
        precision=len(found & query.relevant) / len(found) if found else None,
        reciprocal_rank=1 / next(ranks, float("inf")),
        recall_at_10=len(query.relevant.intersection(answer[:FIRST])) / min(FIRST, len(query.relevant)),
    )


def summary(queries: Sequence[Query], answers: Sequence[Sequence[int]]) -> Summary:
    """Averages over all queries that have the figure; F1 is of the averages R and P.

    `nothing` is the share of queries without a result; those count 0 in recall and rank, and not
    in precision.
    """
    each = [worth(query, answer) for query, answer in zip(queries, answers, strict=True)]
    recall = _mean(w.recall for w in each)
    precision = _mean(w.precision for w in each)
    return Summary(
        queries=len(each),
        recall=recall,
        other_recall=_mean(w.other_recall for w in each),
        precision=precision,
        f1=2 * recall * precision / (recall + precision) if recall + precision else 0.0,
        mrr=_mean(w.reciprocal_rank for w in each),
        recall_at_10=_mean(w.recall_at_10 for w in each),
        nothing=_mean(float(not answer) for answer in answers),
    )


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return 100 * fmean(known) if known else 0.0

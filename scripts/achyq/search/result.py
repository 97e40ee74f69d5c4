"""What a query found, as it is told (docs-dev/search.md, "Query")."""

from __future__ import annotations

from typing import NamedTuple

from achyq.search.filters import Passing


class Hit(NamedTuple):
    """A document that was found; `matched` are forms of the query's words in it, as far as known."""

    document: int
    story: str
    language: str
    url: str
    title: str
    date: str
    status: str
    score: float
    matched: list[str]


class Word(NamedTuple):
    """What became of a part of the query, and the forms it was found in."""

    typed: str
    state: str
    forms: list[str]


class Group(NamedTuple):
    """The documents of a language, found by the words or by `synonyms`; `total` of them."""

    language: str
    by: str
    total: int
    synonyms: list[str]
    hits: list[Hit]


class Result(NamedTuple):
    """What a query found. `unread` documents were not read for phrases: there were too many.
    `candidates` and `filters` are for `facets`.
    """

    total: int
    words: list[Word]
    groups: list[Group]
    relaxed: bool
    unread: int
    suggestion: str | None
    candidates: frozenset[int]
    filters: Passing

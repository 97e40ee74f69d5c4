"""Queries: what is asked for, and what was typed, taken apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from achyq.locale import LOCALES
from achyq.messages import phrase
from achyq.search.text import tokens

#: Words of a query that are looked for; more are ignored.
MOST_WORDS = 32
SORTS = ("relevance", "newest", "oldest")
#: The kinds of filters, which are those of facets but for the years.
KINDS = ("region", "strategy", "organiser", "tag", "language", "status")
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
#: White space as JavaScript knows it.
_SPACE = frozenset("\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff") | {
    chr(code) for code in range(0x2000, 0x200B)
}


class Query(NamedTuple):
    """What is asked for (docs-dev/search.md, "Query"). `limit` None is without end, in every group."""

    q: str = ""
    locale: str = "en"
    region: tuple[str, ...] = ()
    strategy: tuple[str, ...] = ()
    organiser: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    exact: bool = False
    prefix: bool = False
    sort: str = "relevance"
    limit: int | None = 10
    offset: int = 0

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The terms that are asked for, by kind."""
        return {kind: terms for kind in KINDS if (terms := getattr(self, kind))}


_RENAMED = {"from": "since", "to": "until"}
_LOCALES = tuple(locale.code for locale in LOCALES)


def read(values: Mapping[str, Any]) -> Query:
    """A query out of JSON. Raises ValueError, in words, when it is none."""
    fields: dict[str, Any] = {}
    for name, value in values.items():
        field = _RENAMED.get(name, name)
        if field not in Query._fields or name in _RENAMED.values():
            raise ValueError(phrase("a query has no '{key}'", key=name))
        fields[field] = _checked(name, field, value)
    return Query(**fields)


def _checked(name: str, field: str, value: Any) -> Any:
    if field in KINDS:
        terms = [value] if isinstance(value, str) else value
        if isinstance(terms, list) and all(isinstance(term, str) for term in terms):
            return tuple(terms)
        raise ValueError(phrase("'{key}' must be a text or a list of texts", key=name))
    if field in ("since", "until", "limit", "offset"):
        if value is None and field != "offset":
            return None
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise ValueError(phrase("'{key}' must be a whole number", key=name))
    if field in ("exact", "prefix"):
        if isinstance(value, bool):
            return value
        raise ValueError(phrase("'{key}' must be true or false", key=name))
    allowed = {"sort": SORTS, "locale": _LOCALES}.get(field)
    if not isinstance(value, str) or (allowed and value not in allowed):
        if allowed:
            raise ValueError(phrase("'{key}' must be one of: {list}", key=name, list=", ".join(allowed)))
        raise ValueError(phrase("'{key}' must be a text", key=name))
    return value


class Part(NamedTuple):
    """A part of what was typed, from `start` to before `end`: a word, a phrase, an excluded word, or
    one that is ignored because there are too many.
    """

    typed: str
    kind: str
    words: tuple[str, ...]
    start: int
    end: int


def parse(q: str) -> list[Part]:
    """The parts of a query in order. Whatever is typed has some reading: quotes without an end and
    lone signs are plain text. Cost: linear.
    """
    text = q.translate(_QUOTES)
    parts: list[Part] = []
    count = 0

    def add(typed: str, kind: str, words: tuple[str, ...], start: int, end: int) -> None:
        nonlocal count
        count += len(words)
        parts.append(Part(typed, "ignored" if count > MOST_WORDS else kind, words, start, end))

    def plain(start: int, end: int) -> None:
        for token in tokens(text[start:end]):
            at = start + token.start
            kind = "excluded" if _is_excluded(text, at) else "word"
            add(token.text, kind, (token.text,), at, start + token.end)

    at = 0
    while (opened := text.find('"', at)) >= 0 and (closed := text.find('"', opened + 1)) >= 0:
        plain(at, opened)
        words = tuple(token.text for token in tokens(text[opened + 1 : closed]))
        if words:
            add(" ".join(words), "phrase", words, opened, closed + 1)
        at = closed + 1
    plain(at, len(text))
    return parts


def _is_excluded(text: str, at: int) -> bool:
    """Whether a hyphen stands before a word, and nothing or white space before that."""
    return text[at - 1 : at] == "-" and (at == 1 or text[at - 2] in _SPACE)

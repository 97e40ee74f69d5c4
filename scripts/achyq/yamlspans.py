"""A YAML text with the place of every value in it, so that one can be changed and the rest stay.

Places are indexes into the text. What `yamltext` refuses is refused here too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias, Union

import yaml

from achyq import yamltext


class ScalarSpan(NamedTuple):
    """A value with its `text`; `block` says that it is written with | or >."""

    text: str
    block: bool
    start: int
    end: int


class ListSpan(NamedTuple):
    """A list of values; `flow` says that it is written in brackets."""

    items: tuple[Span, ...]
    flow: bool
    start: int
    end: int


class MapSpan(NamedTuple):
    """Keys with their values, in order; `flow` says that it is written in braces."""

    pairs: tuple[tuple[ScalarSpan, Span], ...]
    flow: bool
    start: int
    end: int

    def get(self, key: str) -> Span | None:
        """The value of a key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)


Span: TypeAlias = Union[ScalarSpan, ListSpan, MapSpan]  # noqa: UP007 (recursive: `|` needs the names at once)
_EMPTY = MapSpan((), False, 0, 0)


class Unreadable(ValueError):
    """A text that can't be edited in place: why (a phrase), on which `line`, and of which file where the
    reader knows it.
    """

    def __init__(self, line: int, reason: str, path: str = "") -> None:
        super().__init__(f"{path}:{line}: {reason}" if path else f"{line}: {reason}")
        self.line, self.reason, self.path = line, reason, path


def read(text: str) -> MapSpan:
    """The mapping that `text` holds; an empty one where it holds nothing.

    Raises Unreadable on what `yamltext.read` has a problem with.
    """
    mapping, problems = yamltext.read(text, "")
    if mapping is None or problems:
        raise Unreadable(problems[0].line, problems[0].message)
    if not mapping.pairs:
        return _EMPTY
    events = iter([event for event in yamltext.events(text) if _is_content(event)])
    node = _node(next(events), events)
    assert isinstance(node, MapSpan)
    return node


def _is_content(event: Any) -> bool:
    return isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent))


def _node(event: Any, events: Iterator[Any]) -> Span:
    start, end = event.start_mark.index, event.end_mark.index
    if isinstance(event, yaml.ScalarEvent):
        return ScalarSpan(event.value, event.style in ("|", ">"), start, end)
    items: list[Span] = []
    for inner in events:
        if isinstance(inner, yaml.CollectionEndEvent):
            if event.flow_style:
                assert inner.end_mark
                end = inner.end_mark.index
            break
        items.append(_node(inner, events))
    if items and not event.flow_style:  # a block ends, for the parser, where the next thing begins
        end = items[-1].end
    if isinstance(event, yaml.SequenceStartEvent):
        return ListSpan(tuple(items), bool(event.flow_style), start, end)
    keys = (item for item in items[::2] if isinstance(item, ScalarSpan))
    return MapSpan(tuple(zip(keys, items[1::2], strict=True)), bool(event.flow_style), start, end)


def line_end(text: str, span: Span) -> int:
    """Where the last line of a value ends: the index after its line break."""
    if span.end and text[span.end - 1] == "\n":
        return span.end
    index = text.find("\n", span.end)
    return len(text) if index < 0 else index + 1


def scalars(span: Span) -> Iterator[ScalarSpan]:
    """Every scalar in a value, keys too, in the order of the text."""
    if isinstance(span, ScalarSpan):
        yield span
    elif isinstance(span, ListSpan):
        for item in span.items:
            yield from scalars(item)
    else:
        for key, value in span.pairs:
            yield key
            yield from scalars(value)


_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


def comments(text: str, start: int, end: int, within: Iterable[ScalarSpan]) -> list[tuple[int, str]]:
    """The comments between two indexes, with where each begins; `within` are the scalars there."""
    found: list[tuple[int, str]] = []
    at = start
    for scalar in (*within, ScalarSpan("", False, end, end)):
        # The header of a block scalar, `| # like this`, may hold one.
        gap_end = text.index("\n", scalar.start) if scalar.block else scalar.start
        found += [(match.start(), match[0].rstrip()) for match in _COMMENT.finditer(text, at, gap_end)]
        at = max(scalar.end, at)
    return found


def replaced(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """The text with each (start, end, new text) put in; none may overlap another. What is put in at
    one place keeps its order.
    """
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += (text[at:start], new)
        at = end
    return "".join((*parts, text[at:]))

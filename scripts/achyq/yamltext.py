"""A strict reader of the YAML subset that editors write: nodes with positions, and no surprises.

Scalars stay text (so `no` is Norwegian, `12:30` a time, `017` a number with its zero); what they
mean is the schema's business. Anchors, aliases, tags and further documents are refused.
"""

from __future__ import annotations

from typing import Any, NamedTuple, TypeAlias, Union

import yaml

from achyq import yamlreasons
from achyq.errors import Problem
from achyq.messages import Phrase, phrase

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_SCALAR, _MAPPING_END = yaml.ScalarEvent, yaml.MappingEndEvent  # most of all events
MAX_DEPTH = 8


class Scalar(NamedTuple):
    """A value: its `text`, whether it was written `plain` (unquoted), and where (1-based)."""

    text: str
    plain: bool
    line: int
    column: int

    @property
    def empty(self) -> bool:
        """Nothing was written: `key:`, `key: ~` or `key: null`."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Sequence(NamedTuple):
    """A list of nodes."""

    items: tuple[Node, ...]
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys with their values, in the order of the file; every key occurs once."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node: TypeAlias = Union[Scalar, Sequence, Mapping]  # noqa: UP007 (recursive: `|` needs the names at once)


class _Stop(Exception):
    def __init__(self, mark: Any, code: str, message: Phrase, hint: Phrase) -> None:
        self.mark, self.code, self.message, self.hint = mark, code, message, hint


def read(text: str, path: str, line: int = 1) -> tuple[Mapping | None, list[Problem]]:
    """Read `text` (a YAML mapping that begins at `line` of `path`).

    Gives the mapping, or None when it can't be read, and the problems found. An empty text is an
    empty mapping. Cost: linear in the text.
    """
    problems: list[Problem] = []
    try:
        node = _Builder(events(text), path, line, problems).document()
    except _Stop as stop:
        problems.append(
            Problem(
                path,
                stop.mark.line + line,
                stop.mark.column + 1,
                stop.code,
                stop.message,
                stop.hint,
            )
        )
        return None, problems
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        problems.append(
            Problem(
                path,
                (mark.line if mark else 0) + line,
                (mark.column if mark else 0) + 1,
                "yaml-syntax",
                phrase("This is not valid YAML: {reason}", reason=yamlreasons.said_of(reason)),
                phrase(
                    "Write 'key: value' on each line, and put a value that holds ': ' or begins with "
                    "one of {characters} into 'single quotes'.",
                    characters="[ ] { } * & ! | > % @ ` #",
                ),
            )
        )
        return None, problems
    return node, problems


def events(text: str) -> list[Any]:
    """Libyaml's events; reading ends where brackets are nested too deeply, since libyaml looks
    through all that are open at each further one.
    """
    events, depth = [], 0
    following = _Loader(text).get_event
    while True:
        event = following()
        events.append(event)
        kind = type(event)
        if kind is _SCALAR:
            continue
        if kind is yaml.StreamEndEvent:
            return events
        if issubclass(kind, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH + 1:
                raise _Stop(
                    event.start_mark,
                    "yaml-feature",
                    phrase("Values are nested too deeply"),
                    phrase("Write lists as [one, two], and groups as in the example of the editors' page."),
                )
        elif issubclass(kind, yaml.CollectionEndEvent):
            depth -= 1


class _Builder:
    """Turns libyaml's events into nodes, one pass."""

    def __init__(self, events: list[Any], path: str, line: int, problems: list[Problem]) -> None:
        self.following = iter(events[1:]).__next__  # after the start of the stream
        self.path, self.line, self.problems = path, line, problems

    def document(self) -> Mapping:
        if isinstance(self.following(), yaml.StreamEndEvent):
            return Mapping((), self.line, 1)
        node = self.node(self.following())
        self.following()
        follower = self.following()
        if not isinstance(follower, yaml.StreamEndEvent):
            raise _Stop(
                follower.start_mark,
                "yaml-feature",
                phrase("A second YAML document begins here"),
                phrase("Keep everything in one document: remove the line '---' or '...'."),
            )
        if isinstance(node, Mapping):
            return node
        if isinstance(node, Scalar) and node.empty:
            return Mapping((), self.line, 1)
        self.problems.append(
            Problem(
                self.path,
                node.line,
                node.column,
                "wrong-type",
                phrase("'key: value' lines are expected here"),
                phrase("For example: {line}", line="title: …"),
            )
        )
        return Mapping((), node.line, node.column)

    def node(self, event: Any) -> Node:
        mark = event.start_mark
        if type(event) is _SCALAR and event.anchor is event.tag is None:
            return Scalar(event.value, event.style in (None, ""), mark.line + self.line, mark.column + 1)
        if isinstance(event, yaml.AliasEvent):
            raise _Stop(mark, "yaml-feature", phrase("A YAML alias (*) is not allowed"), _QUOTE)
        if event.anchor is not None:
            raise _Stop(mark, "yaml-feature", phrase("A YAML anchor (&) is not allowed"), _QUOTE)
        if event.tag is not None:
            raise _Stop(mark, "yaml-feature", phrase("A YAML tag (!) is not allowed"), _QUOTE)
        line, column = mark.line + self.line, mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, event.style in (None, ""), line, column)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while type(following := self.following()) is not yaml.SequenceEndEvent:
                items.append(self.node(following))
            return Sequence(tuple(items), line, column)
        return self.mapping(line, column)

    def mapping(self, line: int, column: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while type(event := self.following()) is not _MAPPING_END:
            key = self.node(event)
            value = self.node(self.following())
            if type(key) is not Scalar:
                raise _Stop(event.start_mark, "wrong-type", phrase("A key must be a plain word"), _QUOTE)
            if key.text in pairs:
                first = pairs[key.text][0].line
                self.problems.append(
                    Problem(
                        self.path,
                        key.line,
                        key.column,
                        "duplicate-key",
                        phrase("The key '{key}' stands here a second time", key=key.text),
                        phrase("It was first given on line {line}; keep one of the two.", line=str(first)),
                        field=key.text,
                    )
                )
                continue
            pairs[key.text] = (key, value)
        return Mapping(tuple(pairs.values()), line, column)


_QUOTE = phrase("If the character belongs to the text, put the value into 'single quotes'.")

"""Front matter as an editor's program may change it: a key at a time, the rest as it was.

`parse` cuts an article's text into entries (a key's lines with the comments above them), `set` and
`without` change one of them, `ordered` puts them into the order of `fields.ARTICLE`, `write` makes
front matter from values. Comments are never lost: those among lines that are written anew move
above them. `FrontMatter.text` of what `parse` gave is the very text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from achyq import fields, yamlspans, yamlwriter
from achyq.article import MAX_FRONT_MATTER
from achyq.messages import phrase
from achyq.yamlspans import ListSpan, ScalarSpan, Span, Unreadable
from achyq.yamlwriter import Value

_FENCE = re.compile(r"---[ \t]*\r?\n")
_END = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_MARGIN = re.compile(r"(?:[ \t\r]*(?:#[^\n]*)?\n)*")
_KNOWN = {field.name: field for field in fields.ARTICLE}


class Entry(NamedTuple):
    """A key with its `value`: `before` are the comments and empty lines above it, `own` its lines."""

    key: str
    value: Value
    before: str
    own: str
    comments: tuple[str, ...]


class FrontMatter(NamedTuple):
    """An article's text in parts: the opening `head`, `entries`, comments below them (`tail`), and
    the `rest`, which begins with the closing '---'.
    """

    head: str
    entries: tuple[Entry, ...]
    tail: str
    rest: str

    @property
    def text(self) -> str:
        """The whole text."""
        middle = "".join(entry.before + entry.own for entry in self.entries)
        return f"{self.head}{middle}{self.tail}{self.rest}"

    @property
    def body(self) -> str:
        """What follows the closing '---' and its line break."""
        return self.rest.partition("\n")[2]

    @property
    def values(self) -> dict[str, Value]:
        """The value of each key: texts with single spaces, lists and groups of such."""
        return {entry.key: entry.value for entry in self.entries}

    def set(self, key: str, value: Value) -> FrontMatter:
        """The same with `key` set to `value`, spelled in the one way; a new key takes its place in
        the order. Raises ValueError when the value can't be written.
        """
        own = self._spelled(key, value)
        index = next((i for i, entry in enumerate(self.entries) if entry.key == key), -1)
        if index >= 0:
            entry = _renewed(self.entries[index], own, self._newline)
            return self._with(index, 1, entry._replace(value=value))
        return self._with(self._place(key), 0, Entry(key, value, "", own, ()))

    def without(self, key: str) -> FrontMatter:
        """The same without `key`; its comments stay where it was."""
        index = next((i for i, entry in enumerate(self.entries) if entry.key == key), -1)
        if index < 0:
            return self
        gone = self.entries[index]
        kept = gone.before + "".join(comment + self._newline for comment in gone.comments)
        if index + 1 == len(self.entries):
            return self._with(index, 1)._replace(tail=kept + self.tail)
        after = self.entries[index + 1]
        return self._with(index, 2, after._replace(before=kept + after.before))

    def ordered(self) -> FrontMatter:
        """The same with its keys in the order of `fields.ARTICLE`, comments above them with them."""
        by_key = {entry.key: entry for entry in self.entries}
        order = yamlwriter.ordered(by_key, fields.ARTICLE)
        return self._replace(entries=tuple(by_key[key] for key in order))

    @property
    def _newline(self) -> str:
        return "\r\n" if self.head.endswith("\r\n") else "\n"

    def _spelled(self, key: str, value: Value) -> str:
        return yamlwriter.lines(key, value, _KNOWN.get(key)).replace("\n", self._newline)

    def _with(self, index: int, count: int, *entries: Entry) -> FrontMatter:
        """The same with `count` entries at `index` replaced."""
        return self._replace(entries=(*self.entries[:index], *entries, *self.entries[index + count :]))

    def _place(self, key: str) -> int:
        """Where a new key belongs: after the last that comes before it in the order."""
        order = list(_KNOWN)
        earlier = order[: order.index(key)] if key in _KNOWN else [entry.key for entry in self.entries]
        places = [index for index, entry in enumerate(self.entries, 1) if entry.key in earlier]
        return max(places, default=0)


def parse(text: str) -> FrontMatter:
    """Cut the text of an article into its parts. Cost: linear in the front matter.

    Raises Unreadable when it has no front matter that can be edited: fences are
    missing, it is not YAML as `yamltext` reads it, or keys do not begin their lines.
    """
    opening = _FENCE.match(text, 1 if text.startswith("\ufeff") else 0)
    closing = _END.search(text, opening.end(), MAX_FRONT_MATTER + 8) if opening else None
    if not opening or not closing:
        raise Unreadable(1, phrase("There is no front matter between two lines '---'"))
    inner = text[opening.end() : closing.start()]
    if re.search(r"\r(?!\n)", inner):
        raise Unreadable(1, phrase("The line ends are those of an old system"))
    try:
        mapping = yamlspans.read(inner)
    except Unreadable as error:
        raise Unreadable(error.line + 1, error.reason) from None
    entries, at = [], 0
    for key, value in mapping.pairs:
        before = inner[at : key.start]
        if mapping.flow or not _MARGIN.fullmatch(before):
            line_number = inner.count("\n", 0, key.start) + 2
            raise Unreadable(line_number, phrase("'{key}' must begin its own line", key=key.text))
        end = max(yamlspans.line_end(inner, value), yamlspans.line_end(inner, key))
        spans = (key, *yamlspans.scalars(value))
        found = yamlspans.comments(inner, key.start, end, spans)
        own = inner[key.start : end]
        entries.append(Entry(key.text, _plain(value), before, own, tuple(text for _, text in found)))
        at = end
    if not _MARGIN.fullmatch(inner[at:]):
        raise Unreadable(inner.count("\n", 0, at) + 2, phrase("This is no line of front matter"))
    head, rest = text[: opening.end()], text[closing.start() :]
    return FrontMatter(head, tuple(entries), inner[at:], rest)


def write(values: Mapping[str, Value], body: str = "") -> str:
    """The text of a new article: its front matter, keys in their order, and its body.

    Raises ValueError when a value can't be written.
    """
    keys = yamlwriter.ordered(values, fields.ARTICLE)
    front = "".join(yamlwriter.lines(key, values[key], _KNOWN.get(key)) for key in keys)
    return f"---\n{front}---\n\n{body.strip(chr(10))}\n" if body.strip() else f"---\n{front}---\n"


def _plain(span: Span) -> Value:
    """A value without its places, its texts with single spaces as the schema reads them."""
    if isinstance(span, ScalarSpan):
        return " ".join(span.text.split())
    if isinstance(span, ListSpan):
        return [_plain(item) for item in span.items]
    return {key.text: _plain(value) for key, value in span.pairs}


def _renewed(entry: Entry, own: str, newline: str) -> Entry:
    """The entry with new lines of its own; a comment beside a value of one line stays beside it."""
    if not entry.comments:
        return entry._replace(own=own)
    stripped = own.rstrip("\r\n")
    if len(entry.comments) == 1 and entry.own.count("\n") == 1 and "\n" not in stripped:
        return entry._replace(own=f"{stripped}  {entry.comments[0]}{newline}")
    above = entry.before + "".join(comment + newline for comment in entry.comments)
    return entry._replace(before=above, own=own, comments=())

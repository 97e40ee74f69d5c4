"""Shards: the forms, keys and postings of one stretch of the alphabet in one file.

The format is in docs-dev/search.md; this module writes and reads it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from achyq.search.coding import Cursor, deflated, put, varint

#: u = 2 ** ((c - IMPACT_ONE) / IMPACT_STEPS) for an impact c.
IMPACT_ONE, IMPACT_STEPS, IMPACT_MOST = 16, 4, 63
WEIGHTS = tuple(2.0 ** ((c - IMPACT_ONE) // 4) * 2.0 ** ((c - IMPACT_ONE) % 4 / 4) for c in range(64))


#: Lists of more documents than these keep impacts that are multiples of 8, of 4, of 2: a common word says
#: little, and its list is the largest part of what a search loads.
COARSE = ((16384, 8), (4096, 4), (512, 2))
_ROUNDED = {
    step: bytes(min((c + step // 2) // step * step, 64 - step) for c in range(256)) for _, step in COARSE
}
#: Bits of a number that say how many letters come anew: of a string after another, of a key after a form.
_STRING, _KEY = 4, 3


class Postings(NamedTuple):
    """The documents of a form or key as they are stored: varint deltas, and an impact each."""

    deltas: bytes
    impacts: bytes


class Form(NamedTuple):
    """A form of a shard, the keys that a query of it looks for, those of the shard's own under which
    it is only found, and its postings.
    """

    fold: str
    form: str
    query: tuple[str, ...]
    found: tuple[str, ...]
    postings: Postings


class Merged(NamedTuple):
    """A key of which some forms lie in other shards, and the postings of all taken together."""

    key: str
    postings: Postings


class Found(NamedTuple):
    """The documents of a form or key, and the impact of each."""

    documents: list[int]
    impacts: bytes


def _coarse(impacts: bytes) -> bytes:
    """The impacts of a list as a shard keeps them."""
    step = next((step for least, step in COARSE if len(impacts) > least), 0)
    return impacts.translate(_ROUNDED[step]) if step else impacts


def encode(forms: Sequence[Form], merged: Sequence[Merged]) -> bytes:
    """A shard; `forms` are sorted by fold and form, `merged` by key."""
    letters: list[str] = []
    names = _strings([form.form for form in forms], letters)
    keys = bytearray()
    before: tuple[object, ...] = ((), ())
    for form in forms:
        if before != (before := (form.query, form.found)):
            put(keys, 1 + len(form.query) + len(form.found))
            for only, own in enumerate((form.query, form.found)):
                for key in own:
                    _after(keys, letters, form.form, key, only, _KEY)
        else:
            keys.append(0)
    counts = b"".join([varint(len(form.postings.impacts)) for form in forms])
    others = _strings([entry.key for entry in merged], letters)
    others += b"".join([varint(len(entry.postings.impacts)) for entry in merged])
    lists = [*(form.postings for form in forms), *(entry.postings for entry in merged)]
    text = "".join(letters).encode()
    numbers = b"".join((varint(len(forms)), varint(len(merged)), names, keys, counts, others))
    steps = b"".join([postings.deltas for postings in lists])
    impacts = b"".join([_coarse(postings.impacts) for postings in lists])
    return deflated((varint(len(text)) + text, numbers, steps, impacts))


def _strings(strings: Sequence[str], letters: list[str]) -> bytearray:
    """Each string as what is left of the one before; the others of its letters go to `letters`."""
    out = bytearray()
    before = ""
    for string in strings:
        _after(out, letters, before, string, 0, _STRING)
        before = string
    return out


def _after(out: bytearray, letters: list[str], before: str, string: str, bit: int, room: int) -> None:
    """A string as how many letters of another to drop, and how many to append, with a bit of a key."""
    shared = len(string) if before.startswith(string) else _shared(before, string)
    rest = len(string) - shared
    most = (1 << room) - 1
    number = len(before) - shared << room | min(rest, most)
    put(out, number << 1 | bit if room == _KEY else number)
    if rest >= most:
        put(out, rest - most)
    letters.append(string[shared:])


def _shared(one: str, other: str) -> int:
    """How many of the first letters are the same."""
    shared = 0
    for pair in zip(one, other, strict=False):
        if pair[0] != pair[1]:
            break
        shared += 1
    return shared


class _Letters:
    """The numbers and letters of a shard, read side by side."""

    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self.text = cursor.text().decode()
        self.at = 0

    def after(self, before: str, number: int, room: int) -> str:
        """What `_after` wrote."""
        most = (1 << room) - 1
        rest = number & most
        if rest == most:
            rest += self.cursor.number()
        self.at += rest
        return before[: len(before) - (number >> room)] + self.text[self.at - rest : self.at]

    def strings(self, count: int) -> Iterator[str]:
        """What `_strings` wrote."""
        string = ""
        for _ in range(count):
            string = self.after(string, self.cursor.number(), _STRING)
            yield string

    def keys(self, form: str, count: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys after a form: those that a query looks for, and the others."""
        found: tuple[list[str], list[str]] = [], []
        for _ in range(count):
            number = self.cursor.number()
            found[number & 1].append(self.after(form, number >> 1, _KEY))
        return tuple(found[0]), tuple(found[1])


class Shard:
    """A shard that was read: its `forms` in order, and what a query of each looks for (`queries`)."""

    def __init__(self, data: bytes, base: int = 0) -> None:
        """Read the bytes of a shard's file; `base` is the number of the first document of the language.
        Other bytes raise ValueError, IndexError or zlib.error.
        """
        self.base = base
        cursor = Cursor(zlib.decompress(data))
        letters = _Letters(cursor)
        forms, merged = cursor.numbers(2)
        self.forms = list(letters.strings(forms))
        self.queries: list[tuple[str, ...]] = []
        self._under: dict[str, list[int]] = {}
        query: tuple[str, ...] = ()
        found: tuple[str, ...] = ()
        for place, form in enumerate(self.forms):
            if count := cursor.number():
                query, found = letters.keys(form, count - 1)
            self.queries.append(query)
            for key in query + found:
                self._under.setdefault(key, []).append(place)
        counts = cursor.numbers(forms)
        self._merged = {key: forms + place for place, key in enumerate(letters.strings(merged))}
        self._starts = list(accumulate(counts + cursor.numbers(merged), initial=0))
        self._steps = cursor.numbers(self._starts[-1])
        self._impacts = cursor.data[cursor.at :]
        self._places = {form: place for place, form in enumerate(self.forms)}
        if len(self._impacts) != len(self._steps):
            raise ValueError("a shard that ends too early or too late")

    def place(self, form: str) -> int:
        """Where a form stands among the forms, or -1."""
        return self._places.get(form, -1)

    def count(self, place: int) -> int:
        """How many documents have the form at that place."""
        return self._starts[place + 1] - self._starts[place]

    def documents(self, place: int) -> Found:
        """The documents of the form at that place."""
        start, end = self._starts[place : place + 2]
        documents = list(accumulate(self._steps[start:end], initial=self.base))[1:]
        return Found(documents, self._impacts[start:end])

    def found(self, key: str) -> tuple[tuple[int, ...], tuple[Found, ...]]:
        """Of a key that is at home here: the places of its forms, if all are here, and the postings to
        add up.
        """
        if key in self._merged:
            return (), (self.documents(self._merged[key]),)
        known = tuple(self._under.get(key, ()))
        return known, tuple(self.documents(place) for place in known)

"""Shards: the forms, keys and postings of one stretch of the alphabet in one file.

The format is in docs-dev/search.md; this module writes and reads it.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

#: u = 2 ** ((c - IMPACT_ONE) / IMPACT_STEPS) for an impact c.
IMPACT_ONE, IMPACT_STEPS, IMPACT_MOST = 16, 4, 63
WEIGHTS = tuple(2.0 ** ((c - IMPACT_ONE) // 4) * 2.0 ** ((c - IMPACT_ONE) % 4 / 4) for c in range(64))


#: Lists of more documents than these keep impacts that are multiples of 2, of 4: a common word says
#: little, and its list is the largest part of what a search loads.
COARSE = ((8192, 4), (2048, 2))
_ROUNDED = {
    step: bytes(min((c + step // 2) // step * step, 64 - step) for c in range(256)) for _, step in COARSE
}


class Postings(NamedTuple):
    """The documents of a form or key as they are stored: varint deltas, and an impact each."""

    deltas: bytes
    impacts: bytes


class Form(NamedTuple):
    """A form of a shard, the keys that a query of it looks for, and its postings."""

    fold: str
    form: str
    query: tuple[str, ...]
    postings: Postings


class Key(NamedTuple):
    """A key of a shard: the places of its forms among the shard's, or merged postings."""

    key: str
    forms: tuple[int, ...]
    merged: Postings | None


class Found(NamedTuple):
    """The documents of a form or key, and the impact of each."""

    documents: list[int]
    impacts: bytes


def varint(number: int) -> bytes:
    """A whole number, seven bits a byte, the lowest first (LEB128)."""
    if number < 128:
        return bytes((number,))
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def deltas(numbers: Iterable[int]) -> bytes:
    """Rising numbers as varints, each less the one before."""
    out = bytearray()
    last = 0
    for number in numbers:
        step, last = number - last, number
        while step > 127:
            out.append(step & 127 | 128)
            step >>= 7
        out.append(step)
    return bytes(out)


def numbers(data: bytes) -> list[int]:
    """What `deltas` was given."""
    if data.isascii():  # every step is one byte
        return list(accumulate(data))
    found, step, shift, last = [], 0, 0, 0
    for byte in data:
        if byte > 127:
            step |= (byte & 127) << shift
            shift += 7
        else:
            last += step | byte << shift
            found.append(last)
            step = shift = 0
    return found


def gzipped(sections: Sequence[bytes]) -> bytes:
    """One gzip file without a time; each section has Huffman codes of its own (RFC 1951, 1952)."""
    packer = zlib.compressobj(9, wbits=31)
    parts = []
    for number, section in enumerate(sections):
        if number:
            parts.append(packer.flush(zlib.Z_FULL_FLUSH))
        parts.append(packer.compress(section))
    parts.append(packer.flush())
    return b"".join(parts)


def listed(members: Sequence[tuple[str, int]]) -> bytes:
    """The table of a pack: the first string of each shard, and its length in bytes."""
    table, before = bytearray(), b""
    for first, length in members:
        before = _front_coded(table, before, first)
        _put(table, length)
    return bytes(table)


def members(table: bytes) -> list[tuple[str, int]]:
    """What `listed` was given."""
    cursor, found, before = Cursor(table), [], b""
    while cursor.at < len(table):
        before = before[: cursor.number()] + cursor.text()
        found.append((before.decode(), cursor.number()))
    return found


def _coarse(impacts: bytes) -> bytes:
    """The impacts of a list as a shard keeps them."""
    step = next((step for least, step in COARSE if len(impacts) > least), 0)
    return impacts.translate(_ROUNDED[step]) if step else impacts


def encode(forms: Sequence[Form], keys: Sequence[Key]) -> bytes:
    """A shard; `forms` are sorted by fold and form, `keys` by key."""
    names, steps, impacts = bytearray(varint(len(forms))), [], []
    before = b""
    for form in forms:
        before = _front_coded(names, before, form.form)
        _put(names, len(form.query))
        for key in form.query:
            shared = len(key) if form.form.startswith(key) else _shared(form.form, key)
            rest = key[shared:].encode()
            _put(names, shared)
            _put(names, len(rest))
            names += rest
        _put(names, len(form.postings.impacts))
        steps.append(form.postings.deltas)
        impacts.append(_coarse(form.postings.impacts))
    table = bytearray(varint(len(keys)))
    before = b""
    for entry in keys:
        before = _front_coded(table, before, entry.key)
        _put(table, len(entry.forms))
        table += deltas(entry.forms)
        if entry.merged is not None:
            _put(table, len(entry.merged.impacts))
            steps.append(entry.merged.deltas)
            impacts.append(_coarse(entry.merged.impacts))
    return gzipped((bytes(names), bytes(table), b"".join(steps), b"".join(impacts)))


def _put(out: bytearray, number: int) -> None:
    """Append a number; nearly all are small."""
    if number < 128:
        out.append(number)
    else:
        out += varint(number)


def _front_coded(out: bytearray, before: bytes, text: str) -> bytes:
    data = text.encode()
    shared = _shared(before, data)
    _put(out, shared)
    _put(out, len(data) - shared)
    out += data[shared:]
    return data


def _shared(one: Sequence[object], other: Sequence[object]) -> int:
    """How many of the first items are the same."""
    shared = 0
    for pair in zip(one, other, strict=False):
        if pair[0] != pair[1]:
            break
        shared += 1
    return shared


class Cursor:
    """Reads whole numbers and texts one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def number(self) -> int:
        """The next number."""
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            if byte < 128:
                return value
            shift += 7

    def numbers(self, count: int) -> list[int]:
        """The next numbers."""
        return [self.number() for _ in range(count)]

    def text(self) -> bytes:
        """The next text."""
        length = self.number()
        self.at += length
        return self.data[self.at - length : self.at]


class Shard:
    """A shard that was read: its `forms` in order, what a query of each looks for (`queries`), and
    its `keys` in order.
    """

    def __init__(self, data: bytes) -> None:
        """Read the bytes of a shard's file. Others raise ValueError, IndexError or zlib.error."""
        cursor = Cursor(zlib.decompress(data, wbits=31))
        self.forms: list[str] = []
        self.queries: list[tuple[str, ...]] = []
        self.keys: list[str] = []
        self._lists: list[tuple[int, ...]] = []
        counts = []
        before = b""
        for _ in range(cursor.number()):
            before = before[: cursor.number()] + cursor.text()
            form = before.decode()
            self.forms.append(form)
            self.queries.append(
                tuple(form[: cursor.number()] + cursor.text().decode() for _ in range(cursor.number()))
            )
            counts.append(cursor.number())
        before = b""
        for _ in range(cursor.number()):
            before = before[: cursor.number()] + cursor.text()
            self.keys.append(before.decode())
            places = tuple(accumulate(cursor.numbers(cursor.number())))
            self._lists.append(places or (len(counts),))
            if not places:
                counts.append(cursor.number())
        self._starts = list(accumulate(counts, initial=0))
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
        return Found(list(accumulate(self._steps[start:end])), self._impacts[start:end])

    def found(self, key: str) -> tuple[tuple[int, ...], tuple[Found, ...]]:
        """The places of a key's forms, if all are here, and the postings to add up."""
        at = bisect_left(self.keys, key)
        if at == len(self.keys) or self.keys[at] != key:
            return (), ()
        places = self._lists[at]
        known = places if places[0] < len(self.forms) else ()
        return known, tuple(self.documents(place) for place in places)

"""Whole numbers and texts as bytes, as the files of the index have them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from itertools import accumulate


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


def deflated(sections: Sequence[bytes]) -> bytes:
    """Sections in the zlib format, each with Huffman codes of its own (RFC 1950, 1951)."""
    packer = zlib.compressobj(9)
    parts = []
    for number, section in enumerate(sections):
        if number:
            parts.append(packer.flush(zlib.Z_FULL_FLUSH))
        parts.append(packer.compress(section))
    parts.append(packer.flush())
    return b"".join(parts)


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


def put(out: bytearray, number: int) -> None:
    """Append a number; nearly all are small."""
    if number < 128:
        out.append(number)
    else:
        out += varint(number)

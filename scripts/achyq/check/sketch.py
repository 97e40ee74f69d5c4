"""What is kept of a text to find others like it: a few of its word sequences, and its numbers.

The sketch is the smallest hashes of a sample of word sequences (min-wise hashing, Broder 1997); the
sample is anchored at words of one length (as SpotSigs is at stop words, Theobald et al. 2008). Two
sketches share about as much as their texts do.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from zlib import crc32

from achyq.check.prose import Prose

#: Hashes in a sketch; with fewer, a text is too short to be compared.
_SIZE: Final = 32
_FEWEST: Final = 6
#: Fewer sequences in common may be the name of a law.
_COMMON: Final = 4
#: Words of this length begin a sequence: about every tenth word, in any of the six languages.
_ANCHOR: Final = 9
_NUMBER: Final = re.compile(b"00+")


class Sketch(NamedTuple):
    """Hashes in ascending order, and the numbers of two digits and more, each once."""

    hashes: tuple[int, ...]
    numbers: frozenset[str]


EMPTY: Final = Sketch((), frozenset())


def of(text: Prose) -> Sketch:
    """The sketch of a text. Cost: linear."""
    parts = text.parts
    starts = [at for at, part in enumerate(parts) if len(part) == _ANCHOR]
    hashes = {crc32(" ".join(parts[at : at + 3]).encode()) for at in starts}
    numbers = {text.prose[m.start() : m.end()] for m in _NUMBER.finditer(text.shape, text.start)}
    return Sketch(tuple(sorted(hashes)[:_SIZE]) if len(hashes) >= _FEWEST else (), frozenset(numbers))


def likeness(one: Sketch, other: Sketch) -> float:
    """The share of word sequences that two texts have in common (Jaccard), estimated; 0 when they are
    too few to tell.
    """
    common = set(one.hashes) & set(other.hashes)
    if len(common) < _COMMON:
        return 0.0
    union = sorted({*one.hashes, *other.hashes})[: min(len(one.hashes), len(other.hashes))]
    return sum(hash_ in common for hash_ in union) / len(union)

"""The words of one document: its forms, and how much each says of it (BM25F with fixed lengths).

Reference lengths are constants, not averages of the archive, so that what is said of a document
depends on it alone; lengths are rounded to steps of a factor of √2, so that a small edit changes few
of its forms.
"""

from __future__ import annotations

import marshal
import math
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from achyq.search.analyser import fold, form
from achyq.search.shard import IMPACT_MOST, IMPACT_ONE, IMPACT_STEPS
from achyq.search.text import words as words_of


class Field(NamedTuple):
    """How much a field weighs, how much its length matters (b), and the length it is held against."""

    weight: float
    b: float
    reference: float


#: Title, facts and body (docs-dev/search.md).
FIELDS = (Field(5, 0.3, 9), Field(2, 0.2, 12), Field(1, 0.75, 250))


#: A form after its fold, by which forms are sorted.
_Name = tuple[str, str]


class Words(NamedTuple):
    """The forms of a document, sorted by fold and form, the first letter of each fold, the impacts."""

    letters: str
    forms: list[str]
    impacts: bytes


def read(texts: Sequence[str], language: str) -> Words:
    """The words of a document, given the text of each of `FIELDS`."""
    counts, steps = [], []
    for text in texts:
        count, length = _count(text, language)
        counts.append(count)
        steps.append(round(2 * math.log2(length)) if length else 0)
    lengths = tuple(steps)
    *above, body = counts
    plain: dict[int, int] = {}
    impacts: dict[_Name, int] = {}
    for name, times in body.items():
        if times not in plain:
            plain[times] = _impact((0,) * len(above) + (times,), lengths)
        impacts[name] = plain[times]
    for name in {name for count in above for name in count}:
        impacts[name] = _impact(tuple([count.get(name, 0) for count in counts]), lengths)
    order = sorted(impacts)
    letters = "".join([spelled[:1] or "\0" for spelled, _ in order])
    return Words(letters, [form for _, form in order], bytes([impacts[name] for name in order]))


def _count(text: str, language: str) -> tuple[dict[_Name, int], int]:
    """How often each form stands in a text, and its number of words."""
    raw = Counter(words_of(text))
    found: dict[_Name, int] = {}
    for word, times in raw.items():
        for name in _names(word, language):
            found[name] = found.get(name, 0) + times
    return found, raw.total()


@lru_cache(maxsize=1 << 16)
def _names(word: str, language: str) -> tuple[_Name, ...]:
    """The form of a word, and those of its parts if it has hyphens, each with its fold."""
    whole = form(word, language)
    return tuple([(fold(name, language), name) for name in (whole, *parts(whole)) if name])


def parts(whole: str) -> list[str]:
    """The parts of a form with hyphens; none of one without."""
    return [part for part in whole.split("-") if part] if "-" in whole else []


@lru_cache(maxsize=1 << 14)
def _impact(times: tuple[int, ...], steps: tuple[int, ...]) -> int:
    """The impact of a form that stands so many times in each field, whose lengths are 2 ** (step / 2)."""
    u = 0.0
    for field, tf, step in zip(FIELDS, times, steps, strict=True):
        if tf:
            u += field.weight * tf / (1 - field.b + field.b * 2 ** (step / 2) / field.reference)
    return impact(u)


@lru_cache(maxsize=1 << 14)
def impact(u: float) -> int:
    """How a weight is stored: a logarithm in one byte."""
    return min(max(round(IMPACT_STEPS * math.log2(u)) + IMPACT_ONE, 0), IMPACT_MOST)


def packed(words: Words) -> bytes:
    """Words as they are kept."""
    return zlib.compress(marshal.dumps((words.letters, words.forms, words.impacts)), 1)


def unpacked(data: bytes) -> Words:
    """What `packed` was given. Damaged data raises zlib.error, ValueError, EOFError or TypeError."""
    return Words(*marshal.loads(zlib.decompress(data)))  # noqa: S302 (our own cache)

"""Did you mean: forms of the archive that are nearly what was typed."""

from __future__ import annotations

from collections.abc import Sequence

from achyq.search.lookup import Looked
from achyq.search.query import Part
from achyq.search.reader import Reader
from achyq.search.text import fold

#: Folds up to this length may differ by one letter, longer ones by two.
_SHORT = 5


def suggestion(reader: Reader, q: str, words: Sequence[tuple[Part, Looked]], language: str) -> str | None:
    """The query with its words replaced by those that may have been meant, or None."""
    made, at = "", 0
    for part, looked in words:
        if better := _nearest(reader, looked, language):
            made += q[at : part.start] + better
            at = part.end
    return made + q[at:] if at else None


def _nearest(reader: Reader, looked: Looked, language: str) -> str:
    """The nearest form that shares no key with a word and has more documents; '' when there is none."""
    spelled = fold(looked.form, language)
    shard = reader.shard(language, spelled) if looked.form else None
    if shard is None:
        return ""
    reach = 1 if len(spelled) <= _SHORT else 2
    found = []
    for place, name in enumerate(shard.forms):
        count = shard.count(place)
        if count <= len(looked.documents):
            continue
        far = distance(spelled, fold(name, language), reach)
        if 0 < far <= reach and not set(shard.queries[place]).intersection(looked.keys):
            found.append((far, -count, name))
    return min(found)[2] if found else ""


def distance(one: str, other: str, reach: int) -> int:
    """How many letters must be put in, left out, replaced, or change places with the next (optimal
    string alignment); more than `reach` if they are. Cost: the product of the lengths.
    """
    if abs(len(one) - len(other)) > reach:
        return reach + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, against in enumerate(other, 1):
            far = min(row[-1] + 1, last[j] + 1, last[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                far = min(far, before[j - 2] + 1)
            row.append(far)
        if min(row) > reach and min(last) > reach:
            return reach + 1
        before, last = last, row
    return last[-1]

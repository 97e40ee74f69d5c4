"""Which stories are alike by their texts, in whatever language: those that share rare traits."""

from __future__ import annotations

import hashlib
import marshal
from array import array
from collections.abc import Iterator, Mapping, Sequence
from math import log, sqrt
from pathlib import Path
from typing import Any, NamedTuple

from achyq.ledger import UNREADABLE, load, store
from achyq.story import Story

_FILE = "likeness.pickle"
#: A trait of more stories than this says little, and is not looked at: it bounds the cost of each.
_CROWD = 16
#: How many traits two stories share at least, and how much of all that is rare in them.
_SHARED, _LEAST = 4, 0.08
#: The stories that are kept for each.
_KEPT = 4


class Like(NamedTuple):
    """A story (id), and how much it is like another: from 0 to 1."""

    story: str
    likeness: float


class Known(NamedTuple):
    """What was found: by story id, the others that are most like it; a `digest` of that, and the one of
    the traits and the version `of` which it was found.
    """

    of: bytes
    digest: bytes
    alike: Mapping[str, tuple[Like, ...]]


def update(stories: Sequence[Story], version: str, folder: Path) -> Known:
    """What is alike among `stories`; found anew only when their traits are not those of the last time,
    which is remembered in `folder`.
    """
    traits = {story.id: traits_of(story) for story in stories}
    mark = _digest((version, tuple(traits.items())))
    try:
        if (known := Known(*load(folder / _FILE))).of == mark:
            return known
    except UNREADABLE:
        pass
    alike = dict(find(traits))
    known = Known(mark, _digest(tuple((name, *map(tuple, found)) for name, found in alike.items())), alike)
    store(folder / _FILE, tuple(known))
    return known


def traits_of(story: Story) -> bytes:
    """The traits of all articles of a story that somebody wrote."""
    return b"".join([article.traits for article in story.articles.values() if not article.automatic])


def find(traits: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[Like, ...]]]:
    """The stories with others that are like them, most alike first; `traits` as of `traits_of`.

    A trait weighs the more the fewer stories have it (inverse document frequency); likeness is the
    weight of what two share over the geometric mean of what each has. Cost: linear in the number of
    traits, since each is compared in at most 16 stories.
    """
    names = list(traits)
    sets = [frozenset(array("I", said)) for said in traits.values()]
    having: dict[int, list[int]] = {}
    for place, own in enumerate(sets):
        for trait in own:
            having.setdefault(trait, []).append(place)
    weights = [0.0, *(log(1 + len(names) / count) for count in range(1, _CROWD + 1))]
    rare = {trait: places for trait, places in having.items() if len(places) <= _CROWD}
    del having
    sizes = [sum([weights[len(rare[trait])] for trait in own if trait in rare]) for own in sets]
    for place, own in enumerate(sets):
        scores: dict[int, float] = {}
        shared: dict[int, int] = {}
        for trait in own:
            places = rare.get(trait, ())
            if len(places) > 1:
                weight = weights[len(places)]
                for other in places:
                    scores[other] = scores.get(other, 0.0) + weight
                    shared[other] = shared.get(other, 0) + 1
        scores.pop(place, None)
        found = [
            Like(names[other], round(score / sqrt(sizes[place] * sizes[other]), 3))
            for other, score in scores.items()
            if shared[other] >= _SHARED
        ]
        found = [like for like in found if like.likeness >= _LEAST]
        if found:
            yield names[place], tuple(sorted(found, key=lambda like: (-like.likeness, like.story))[:_KEPT])


def _digest(values: tuple[Any, ...]) -> bytes:
    # Version 0 of the format depends on the values alone, not on which objects they share.
    return hashlib.blake2b(marshal.dumps(values, 0), digest_size=16).digest()

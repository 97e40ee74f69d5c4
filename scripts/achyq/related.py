"""What surrounds a story: those before and after it, and those most like it."""

from __future__ import annotations

from typing import NamedTuple

from achyq.index import Index
from achyq.story import Story

#: How many related stories a page shows at most, and what sharing a term counts.
RELATED = 4
_WEIGHTS = (("strategies", 3), ("organisers", 3), ("regions", 2), ("tags", 1))
_ENOUGH = 3
#: How many stories on each side, under each term, are looked at.
_NEAR = 2


class Surroundings(NamedTuple):
    """What an article's page shows of other stories.

    `neighbours` are (kind, term id, newer story or None, older story or None).
    """

    neighbours: tuple[tuple[str, str, Story | None, Story | None], ...]
    related: tuple[Story, ...]


NOTHING = Surroundings((), ())


class Around:
    """What surrounds any story of an index; each is worked out once."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._known: dict[str, Surroundings] = {}

    def __call__(self, story: Story) -> Surroundings:
        """The surroundings of a story; a withdrawn one has none."""
        if story.original.status == "withdrawn":
            return NOTHING
        if (known := self._known.get(story.id)) is None:
            known = self._known[story.id] = surroundings(self.index, story)
        return known


def surroundings(index: Index, story: Story) -> Surroundings:
    """The stories around `story` in its first region and strategy, and the related ones.

    Cost: constant, since only the nearest in time under each term are looked at.
    """
    neighbours = []
    for kind in ("regions", "strategies"):
        ids = story.original.terms(kind)
        if ids:
            stories = index.by_term[kind][ids[0]]
            place = index.positions[kind, ids[0]][story.id]
            newer = stories[place - 1] if place else None
            older = stories[place + 1] if place + 1 < len(stories) else None
            if newer or older:
                neighbours.append((kind, ids[0], newer, older))
    return Surroundings(tuple(neighbours), _related(index, story))


def _related(index: Index, story: Story) -> tuple[Story, ...]:
    """The stories that share most terms with this one, among those nearest in time."""
    scores: dict[str, int] = {}
    others: dict[str, Story] = {}
    for kind, weight in _WEIGHTS:
        for term_id in story.original.terms(kind)[:2]:
            stories = index.by_term[kind][term_id]
            place = index.positions[kind, term_id][story.id]
            for other in stories[max(0, place - _NEAR) : place + _NEAR + 1]:
                scores[other.id] = scores.get(other.id, 0) + weight
                others[other.id] = other
    scores.pop(story.id, None)
    best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:RELATED]
    return tuple(others[story_id] for story_id, score in best if score >= _ENOUGH)

"""What surrounds a story: those before and after it, and those of the same event, terms or text."""

from __future__ import annotations

from typing import NamedTuple

from achyq.index import Index
from achyq.likeness import Known
from achyq.story import Story

#: How many related stories a page shows at most, and what sharing a term counts.
RELATED = 4
_WEIGHTS = (("strategies", 3), ("organisers", 3), ("regions", 2), ("tags", 1))
_ENOUGH = 3
#: What the same day of the event counts, and what a text does that is wholly alike.
_SAME_DAY, _SAME_TEXT = 4, 24
#: How many stories on each side, under each term, are looked at, and how many of a day.
_NEAR, _DAY = 2, 8


class Surroundings(NamedTuple):
    """What an article's page shows of other stories.

    `neighbours` are (kind, term id, newer story or None, older story or None).
    """

    neighbours: tuple[tuple[str, str, Story | None, Story | None], ...]
    related: tuple[Story, ...]


NOTHING = Surroundings((), ())


class Around:
    """What surrounds any story of an index; each is worked out once. `known` are those alike by text."""

    def __init__(self, index: Index, known: Known) -> None:
        self.index, self.known = index, known
        self.days: dict[str, list[Story]] = {}
        self.stories: dict[str, Story] = {}
        for story in index.library.stories:
            self.stories[story.id] = story
            if day := _day(story):
                self.days.setdefault(day, []).append(story)
        self._found: dict[str, Surroundings] = {}

    def __call__(self, story: Story) -> Surroundings:
        """The surroundings of a story; a withdrawn one has none."""
        if story.original.status == "withdrawn":
            return NOTHING
        if (known := self._found.get(story.id)) is None:
            known = self._found[story.id] = Surroundings(self._neighbours(story), self._related(story))
        return known

    def _neighbours(self, story: Story) -> tuple[tuple[str, str, Story | None, Story | None], ...]:
        """The stories before and after it in its first region and strategy."""
        neighbours = []
        for kind in ("regions", "strategies"):
            if ids := story.original.terms(kind):
                stories = self.index.by_term[kind][ids[0]]
                place = self.index.positions[kind, ids[0]][story.id]
                newer = stories[place - 1] if place else None
                older = stories[place + 1] if place + 1 < len(stories) else None
                if newer or older:
                    neighbours.append((kind, ids[0], newer, older))
        return tuple(neighbours)

    def _related(self, story: Story) -> tuple[Story, ...]:
        """The stories that have most in common with this one: terms, among those nearest in time under
        each; the day and a place or organiser; the text. Cost: constant.
        """
        scores: dict[str, float] = {}
        for kind, weight in _WEIGHTS:
            for term_id in story.original.terms(kind)[:2]:
                stories = self.index.by_term[kind][term_id]
                place = self.index.positions[kind, term_id][story.id]
                for other in stories[max(0, place - _NEAR) : place + _NEAR + 1]:
                    scores[other.id] = scores.get(other.id, 0) + weight
        for other in self.days.get(_day(story), ())[:_DAY]:
            if _together(story, other):
                scores[other.id] = scores.get(other.id, 0) + _SAME_DAY
        for name, likeness in self.known.alike.get(story.id, ()):
            scores[name] = scores.get(name, 0) + _SAME_TEXT * likeness
        scores.pop(story.id, None)
        best = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:RELATED]
        return tuple(self.stories[name] for name, score in best if score >= _ENOUGH)


def _day(story: Story) -> str:
    """The day of the event, if it is one day."""
    date = story.original.event_date
    return date.text if date and date.earliest and date.earliest == date.latest else ""


def _together(one: Story, other: Story) -> bool:
    """Whether two events had a place or an organiser in common."""
    return any(
        not set(one.original.terms(kind)).isdisjoint(other.original.terms(kind))
        for kind in ("regions", "organisers")
    )

"""What the last plan knew, so that an edit needs new keys only for the outputs it can touch.

A plan is remembered with all that its keys depend on: one `base` for the code, the shells and the
registries, and for each story a mark of its files and a digest of its structure (date, terms,
languages: what decides order, listings and neighbours). While base, order and structures stay, only
pages and listings that show a changed story can have other keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from achyq.digests import digest
from achyq.ledger import UNREADABLE, load, store
from achyq.registry import KINDS
from achyq.related import Around
from achyq.story import Story
from achyq.view import Site

_FILE = "plan.pickle"
#: Beyond this share of changed stories, a whole new plan costs no more.
_MANY = 0.05


class PlanMemory(NamedTuple):
    """A plan's keys and what they came from. Stories are in the order of the library.

    `shown_by` has, for a story's place, the places of the stories whose pages show its title;
    `entries` (by locale) the digests of all lines, joined; `keys` (by locale) those of all outputs.
    """

    base: bytes
    marks: tuple[tuple[str, str], ...]
    structures: tuple[bytes, ...]
    shown_by: dict[int, tuple[int, ...]]
    entries: dict[str, bytes]
    keys: dict[str, list[bytes]]


class Edit(NamedTuple):
    """What differs from the plan in `memory`: the places of the changed stories, and of all whose
    pages may show something of them.
    """

    memory: PlanMemory
    changed: frozenset[int]
    pages: frozenset[int]


def read(folder: Path) -> PlanMemory | None:
    """The memory of the last plan, if there is one."""
    try:
        return PlanMemory(*load(folder / _FILE))
    except UNREADABLE:
        return None


def write(memory: PlanMemory, folder: Path) -> None:
    """Remember a plan, whole or not at all."""
    store(folder / _FILE, tuple(memory))


def base_of(site: Site, *parts: str) -> bytes:
    """A digest of all that keys depend on besides stories: registries, the withdrawn, which stories are
    alike by text, and `parts`.
    """
    library = site.library
    withdrawn = repr([(a.story, a.language, library.marks[a.story]) for a in library.withdrawn])
    return digest(library.terms_digest, site.url, withdrawn, site.around.known.digest, *parts)


def marks_of(site: Site) -> tuple[tuple[str, str], ...]:
    """Id and mark of each story."""
    marks = site.library.marks
    return tuple((story.id, marks[story.id]) for story in site.library.stories)


def structure_of(story: Story) -> bytes:
    """A digest of what decides where a story stands, and next to which others."""
    original = story.original
    languages = [(code, bool(article.automatic)) for code, article in story.articles.items()]
    return digest(
        repr(
            (
                story.date.text if story.date else "",
                original.language,
                [original.terms(kind) for kind in KINDS],
                languages,
            )
        )
    )


def shown_by(site: Site, around: Around) -> dict[int, tuple[int, ...]]:
    """For the place of each story, those of the stories whose pages show its title."""
    place = {story.id: number for number, story in enumerate(site.library.stories)}
    showing: dict[int, list[int]] = {}
    for story in site.library.stories:
        shown = around(story)
        others = {other.id for other in shown.related}
        others |= {other.id for *_, newer, older in shown.neighbours for other in (newer, older) if other}
        for other in others:
            showing.setdefault(place[other], []).append(place[story.id])
    return {number: tuple(places) for number, places in showing.items()}


def compare(
    memory: PlanMemory | None, site: Site, base: bytes, marks: tuple[tuple[str, str], ...]
) -> Edit | None:
    """What differs from the last plan; None when all must be planned anew."""
    if memory is None or memory.base != base or len(memory.marks) != len(marks):
        return None
    changed = [place for place, (old, new) in enumerate(zip(memory.marks, marks, strict=True)) if old != new]
    if len(changed) > 10 + _MANY * len(marks):
        return None
    for place in changed:
        story = site.library.stories[place]
        if memory.marks[place][0] != story.id or memory.structures[place] != structure_of(story):
            return None
    pages = {other for place in changed for other in (place, *memory.shown_by.get(place, ()))}
    return Edit(memory, frozenset(changed), frozenset(pages))

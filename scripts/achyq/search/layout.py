"""The shards of all languages: where they are cut, which must be made anew, and in which packs they lie."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from achyq.search import partition
from achyq.search.bucket import LETTERS, Shelf
from achyq.search.files import Files
from achyq.search.inversion import Outcome
from achyq.search.pack import listed
from achyq.search.partition import Piece
from achyq.search.store import Store
from achyq.search.text import LANGUAGES
from achyq.workers import Crew

#: Shards that a process makes at a time.
_BATCH = 8

#: The language of a shard, its first string, and that of the next shard ('': none).
Stretch = tuple[str, str, str]
#: A pack as the directory has it: its first string, its hash, and of a pack of several shards the length
#: of the table with which it begins.
Entry = list[str | int]


class Pack(NamedTuple):
    """Neighbouring shards in one file: its hash, the length of its table (0: none, it is one shard),
    and for each shard its first string and its length.
    """

    hash: str
    table: int
    members: list[tuple[str, int]]

    @property
    def entry(self) -> Entry:
        """The pack in the directory."""
        return [self.members[0][0], self.hash, *([self.table] if self.table else [])]


class Layout(NamedTuple):
    """How a language is cut: the pieces of its buckets, and packs of shards."""

    pieces: dict[str, list[Piece]]
    packs: list[Pack]

    @property
    def firsts(self) -> list[str]:
        """Where each shard begins."""
        return [first for pack in self.packs for first, _ in pack.members]

    @property
    def places(self) -> Iterator[_Place]:
        """Where each shard lies."""
        for pack in self.packs:
            start = pack.table
            for _, length in pack.members:
                yield _Place(pack.hash, start, start + length)
                start += length


class _Place(NamedTuple):
    """Where the bytes of a shard are: from `start` to before `end` in the pack of that hash."""

    hash: str
    start: int
    end: int


class _Planned(NamedTuple):
    """A shard of a pack that is to be: its stretch, and where it is already."""

    stretch: Stretch
    place: _Place | None


class Totals(NamedTuple):
    """The size of a pack, and the sizes of the languages that it comes from."""

    most: int
    sizes: dict[str, int]


def put_shards(
    files: Files, outcomes: Mapping[str, Outcome], other: int, crew: Crew
) -> tuple[int, dict[str, list[Entry]]]:
    """Bring the shards of all languages up to date; gives the size of a pack, and the packs.

    `outcomes` say what became of languages, `other` is the size of what else is in shards.
    """
    store = files.store
    old: Totals = store.get("totals") or Totals(0, {})
    layouts: dict[str, Layout] = {
        language: store.get(f"layout/{language}") or Layout({}, []) for language in LANGUAGES
    }
    sizes = dict(old.sizes)
    for language, outcome in outcomes.items():
        known = layouts[language].pieces
        known.update(outcome.pieces)
        for name in [name for name, pieces in outcome.pieces.items() if not pieces]:
            del known[name]
        sizes[language] = sum(piece.size for pieces in known.values() for piece in pieces)
    most = partition.limit(sum(sizes.values()) + other)
    plans: dict[str, list[list[_Planned]]] = {}
    for language, layout in layouts.items():
        dirty = outcomes[language].dirty if language in outcomes else set()
        if dirty or most != old.most:
            plans[language] = _planned(language, layout, dirty, most)
    todo = [one.stretch for packs in plans.values() for pack in packs for one in pack if not one.place]
    batches = [todo[start : start + _BATCH] for start in range(0, len(todo), _BATCH)]
    made = (data for result in crew.each(_made, batches, (store,)) for data in result)
    for language, layout in layouts.items():
        if language in plans:
            old_packs = {pack.hash: pack for pack in layout.packs}
            packs = [_packed(files, language, old_packs, pack, made) for pack in plans[language]]
            layouts[language] = layout._replace(packs=packs)
        else:
            for pack in layout.packs:
                files.keep(language, pack.hash)
        if language in outcomes or most != old.most:
            store.put(f"layout/{language}", layouts[language])
    store.put("totals", Totals(most, sizes))
    entries = {language: [pack.entry for pack in layout.packs] for language, layout in layouts.items()}
    return most, {language: found for language, found in entries.items() if found}


def _planned(language: str, layout: Layout, dirty: set[str], most: int) -> list[list[_Planned]]:
    """The packs of a language, of at most `most` bytes, and which of their shards are there already."""
    items = [piece for _, pieces in sorted(layout.pieces.items()) for piece in pieces]
    if not items:
        return []
    firsts = [item.first for item in items]
    packs: list[list[str]] = []
    for first, end in partition.stretches(_cut(items, most)):
        own = items[bisect_left(firsts, first) : bisect_left(firsts, end) if end else len(items)]
        packs.append([first, *_cut(own, partition.SHARD)[1:]])
    there = dict(zip(partition.stretches(layout.firsts), layout.places, strict=True))
    shards = partition.stretches([first for pack in packs for first in pack])
    touched = _touched([first for first, _ in shards], dirty)
    planned = (
        _Planned((language, *stretch), None if place in touched else there.get(stretch))
        for place, stretch in enumerate(shards)
    )
    return [[next(planned) for _ in pack] for pack in packs]


def _cut(items: Sequence[Piece], most: int) -> list[str]:
    return [piece.first for piece in partition.pieces(items, 0, most, LETTERS)]


def _packed(
    files: Files, language: str, old: Mapping[str, Pack], pack: Sequence[_Planned], made: Iterator[bytes]
) -> Pack:
    """Put a pack together of the shards that are there, in packs by hash, and those that are made."""
    places = [one.place for one in pack]
    if places[0] and None not in places:
        known = old[places[0].hash]
        if [first for first, _ in known.members] == [one.stretch[1] for one in pack]:
            files.keep(language, known.hash)
            return known
    packs: dict[str, bytes] = {}
    shards: list[bytes] = []
    for place in places:
        if place is None:
            shards.append(next(made))
            continue
        if place.hash not in packs:
            packs[place.hash] = files.store.file(f"{language}-{place.hash}.bin")
        shards.append(packs[place.hash][place.start : place.end])
    members = [(one.stretch[1], len(data)) for one, data in zip(pack, shards, strict=True)]
    table = listed(members) if len(members) > 1 else b""
    return Pack(files.add(language, b"".join([table, *shards])), len(table), members)


def _touched(firsts: Sequence[str], names: Iterable[str]) -> set[int]:
    """The places of the shards with strings of these buckets."""
    touched: set[int] = set()
    for name in names:
        end = bisect_left(firsts, name + "\U0010ffff") if len(name) == LETTERS else 0
        start = max(0, bisect_right(firsts, name) - 1)
        touched.update(range(start, max(start + 1, end)))
    return touched


def _made(stretches: Sequence[Stretch], store: Store) -> list[bytes]:
    """The shards of some stretches."""
    shelves: dict[str, Shelf] = {}
    found = []
    for language, first, end in stretches:
        if language not in shelves:
            shelves[language] = Shelf(store, language)
        found.append(shelves[language].shard(first, end))
    return found

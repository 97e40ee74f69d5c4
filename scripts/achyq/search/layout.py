"""The shards of all languages: where they are cut, and which must be made anew."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from achyq.search import bucket as buckets
from achyq.search import partition
from achyq.search.bucket import LETTERS, Shelf
from achyq.search.files import Files
from achyq.search.inversion import Outcome
from achyq.search.partition import Piece
from achyq.search.store import Store
from achyq.search.text import LANGUAGES
from achyq.workers import each

#: Shards that a process makes at a time.
_BATCH = 8

#: Where each shard of a language begins, and its hash.
Cuts = list[tuple[str, str]]
#: The language of a shard, its first string, and that of the next shard ('': none).
Stretch = tuple[str, str, str]


class Layout(NamedTuple):
    """How a language is cut: sizes of its buckets, pieces of those that are too large, shards."""

    sizes: dict[str, int]
    large: dict[str, list[Piece]]
    cuts: Cuts


class Totals(NamedTuple):
    """The size of a shard, and the sizes of the languages that it comes from."""

    most: int
    sizes: dict[str, int]


def put_shards(
    files: Files, outcomes: Mapping[str, Outcome], other: int, jobs: int
) -> tuple[int, dict[str, Cuts]]:
    """Bring the shards of all languages up to date; gives the size of a shard, and the cuts.

    `outcomes` say what became of languages, `other` is the size of what else is in shards.
    """
    store = files.store
    old: Totals = store.get("totals") or Totals(0, {})
    layouts = {language: store.get(f"layout/{language}") or Layout({}, {}, []) for language in LANGUAGES}
    sizes = dict(old.sizes)
    for language, outcome in outcomes.items():
        known = layouts[language].sizes
        known.update(outcome.sizes)
        for name in [name for name, size in outcome.sizes.items() if not size]:
            del known[name]
        sizes[language] = sum(known.values())
    most = partition.limit(sum(sizes.values()) + other)
    todo: list[Stretch] = []
    for language, layout in layouts.items():
        dirty = outcomes[language].dirty if language in outcomes else set()
        if dirty or most != old.most:
            layouts[language] = _cut(store, language, layout, dirty, most, most != old.most)
            cuts = layouts[language].cuts
            stretches = partition.stretches([first for first, _ in cuts])
            todo += [(language, *stretch) for stretch, cut in zip(stretches, cuts, strict=True) if not cut[1]]
    batches = [todo[start : start + _BATCH] for start in range(0, len(todo), _BATCH)]
    made = {
        (language, first): files.add(language, data)
        for result in each(_made, batches, jobs, (store,))
        for language, first, data in result
    }
    found = {}
    for language, layout in layouts.items():
        cuts = [
            (first, made.get((language, first)) or files.keep(language, known))
            for first, known in layout.cuts
        ]
        if language in outcomes or most != old.most:
            store.put(f"layout/{language}", layout._replace(cuts=cuts))
        if cuts:
            found[language] = cuts
    store.put("totals", Totals(most, sizes))
    return most, found


def _cut(store: Store, language: str, layout: Layout, dirty: set[str], most: int, anew: bool) -> Layout:
    """Cut a language; shards that must be made have no hash yet."""
    large: dict[str, list[Piece]] = {}
    items: list[Piece] = []
    for name, size in sorted(layout.sizes.items()):
        if size <= most:
            items.append(Piece(name, size))
            continue
        known = None if anew or name in dirty else layout.large.get(name)
        if known is None:
            known = buckets.pieces(name, buckets.unpacked(store.part("bucket", language, name)), most)
        large[name] = known
        items += known
    firsts = [piece.first for piece in partition.pieces(items, 0, most, LETTERS)] if items else []
    old = dict(zip(partition.stretches([first for first, _ in layout.cuts]), layout.cuts, strict=True))
    touched = _touched(firsts, dirty)
    cuts = [
        old[stretch] if stretch in old and place not in touched else (stretch[0], "")
        for place, stretch in enumerate(partition.stretches(firsts))
    ]
    return Layout(layout.sizes, large, cuts)


def _touched(firsts: Sequence[str], names: Iterable[str]) -> set[int]:
    """The places of the shards with strings of these buckets."""
    touched: set[int] = set()
    for name in names:
        end = bisect_left(firsts, name + "\U0010ffff") if len(name) == LETTERS else 0
        start = max(0, bisect_right(firsts, name) - 1)
        touched.update(range(start, max(start + 1, end)))
    return touched


def _made(stretches: Sequence[Stretch], store: Store) -> list[tuple[str, str, bytes]]:
    """The shards of some stretches."""
    shelves: dict[str, Shelf] = {}
    found = []
    for language, first, end in stretches:
        if language not in shelves:
            shelves[language] = Shelf(store, language)
        found.append((language, first, shelves[language].shard(first, end)))
    return found

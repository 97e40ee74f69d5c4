"""From documents with forms to forms with documents: all anew, or what some documents changed."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from achyq.search import bucket as buckets
from achyq.search import words
from achyq.search.analyser import fold
from achyq.search.bucket import LETTERS, Changes, Visit
from achyq.search.coding import deltas
from achyq.search.partition import Piece
from achyq.search.spill import SPILL, Place, Spill, read
from achyq.search.store import Store
from achyq.workers import Crew

#: Bytes of a document's key.
KEY = 16
#: Documents that are inverted together, and postings of buckets that are made together.
_RUN, _LOAD = 1_000, 400_000
#: A posting while it is collected: the number of the document, and the impact in so many bits.
_BITS = 6


class Order(NamedTuple):
    """The documents of a language by number: the key of the words of each."""

    keys: bytes

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.keys) // KEY

    def key(self, number: int) -> bytes:
        """The key of a document's words; b'' beyond the last."""
        return self.keys[number * KEY : (number + 1) * KEY]

    def differing(self, other: Order) -> list[int]:
        """The numbers under which the other has another document, or none."""
        return [n for n in range(max(self.total, other.total)) if self.key(n) != other.key(n)]


class Outcome(NamedTuple):
    """What became of a language: the pieces of changed buckets (none: gone), and all buckets whose
    shards must be made anew.
    """

    pieces: dict[str, list[Piece]]
    dirty: set[str]


def everything(store: Store, orders: Mapping[str, Order], crew: Crew) -> dict[str, Outcome]:
    """Make all buckets of some languages anew: runs of documents are inverted, then stretches of the
    alphabet are put together from all runs. Cost: linear in the postings. Memory: that of `_LOAD`
    postings a process.
    """
    runs = [(language, start) for language, order in orders.items() for start in range(0, order.total, _RUN)]
    keys = [(start, orders[language].keys[start * KEY : (start + _RUN) * KEY]) for language, start in runs]
    places: dict[str, dict[str, list[Place]]] = {language: {} for language in orders}
    loads: dict[str, Counter[str]] = {language: Counter() for language in orders}
    with Spill(store.folder / SPILL) as spill:
        for (language, _), found in zip(runs, crew.each(_inverted, keys, (store,)), strict=True):
            for letter, (load, data) in found.items():
                places[language].setdefault(letter, []).append(spill.put(data))
                loads[language][letter] += load
        stretches = [
            (language, [places[language][letter] for letter in letters])
            for language in orders
            for letters in _stretches(loads[language])
        ]
        made = zip(stretches, crew.each(_joined, stretches, (store, spill.path)), strict=True)
        by_language = groupby(made, lambda pair: pair[0][0])
        outcomes = {
            language: _put(store, language, (found for _, found in pairs)) for language, pairs in by_language
        }
    for language in orders:
        if language not in outcomes:
            outcomes[language] = _put(store, language, ())
    return outcomes


#: The buckets of a stretch, their pieces, and their visits.
_Joined = tuple[dict[str, bytes | None], dict[str, list[Piece]], list[Visit]]


def _put(store: Store, language: str, stretches: Iterable[_Joined]) -> Outcome:
    """Put the buckets of a language into the store, in the place of those that are there."""
    outcome = Outcome({}, set())
    visits: dict[str, dict[str, list[str]]] = {}
    for parts, pieces, visiting in stretches:
        store.put_parts("bucket", language, parts)
        outcome.pieces.update(pieces)
        for key, at, form in visiting:
            visits.setdefault(at, {}).setdefault(key, []).append(form)
    gone = store.part_names("bucket", language).difference(outcome.pieces)
    store.put_parts("bucket", language, dict.fromkeys(gone))
    outcome.pieces.update((name, []) for name in gone)
    gone = store.part_names("visitor", language).difference(visits)
    stored = {at: buckets.stored_visitors(_frozen(keys)) for at, keys in visits.items()}
    store.put_parts("visitor", language, {**stored, **dict.fromkeys(gone)})
    outcome.dirty.update(outcome.pieces, visits, gone)
    return outcome


def _frozen(keys: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(forms)) for key, forms in keys.items()}


def _stretches(loads: Mapping[str, int]) -> Iterator[list[str]]:
    """The letters in stretches of about `_LOAD` postings, given those of each."""
    stretch: list[str] = []
    load = 0
    for letter in sorted(loads):
        if stretch and load + loads[letter] > _LOAD:
            yield stretch
            stretch, load = [], 0
        stretch.append(letter)
        load += loads[letter]
    if stretch:
        yield stretch


def _words(store: Store, key: bytes) -> words.Words:
    data = store.words(key)
    if data is None:
        raise KeyError("the words of a document are not in the store")
    return words.unpacked(data)


def _inverted(run: tuple[int, bytes], store: Store) -> dict[str, tuple[int, bytes]]:
    """The forms of a run of documents, given the first number and their keys, with their postings, by
    the first letter of their folds: how many postings there are, and what `_joined` reads.
    """
    collected: dict[str, dict[str, array[int]]] = {}
    first, keys = run
    for number in range(len(keys) // KEY):
        found = _words(store, keys[number * KEY : (number + 1) * KEY])
        shifted = first + number << _BITS
        for letter, form, c in zip(found.letters, found.forms, found.impacts, strict=True):
            forms = collected.setdefault(letter, {})
            if form in forms:
                forms[form].append(shifted | c)
            else:
                forms[form] = array("I", (shifted | c,))
    return {
        letter: (
            sum(map(len, forms.values())),
            zlib.compress(marshal.dumps({form: postings.tobytes() for form, postings in forms.items()}), 1),
        )
        for letter, forms in collected.items()
    }


def _joined(stretch: tuple[str, Sequence[Sequence[Place]]], store: Store, spilled: Path) -> _Joined:
    """The buckets of a stretch: its language, and for each letter the places of its runs."""
    language, letters = stretch
    parts: dict[str, bytes | None] = {}
    pieces: dict[str, list[Piece]] = {}
    visits: list[Visit] = []
    least = (1 << _BITS) - 1
    for runs in letters:
        collected: dict[str, bytearray] = {}
        for place in runs:
            for form, data in marshal.loads(zlib.decompress(read(spilled, place))).items():  # noqa: S302 (our own)
                if form in collected:
                    collected[form] += data
                else:
                    collected[form] = bytearray(data)
        spelled = sorted([(fold(form, language), form) for form in collected])
        for name, group in groupby(spelled, lambda pair: pair[0][:LETTERS]):
            postings = {}
            for _, form in group:
                both = array("I", bytes(collected.pop(form)))
                postings[form] = deltas([value >> _BITS for value in both]), bytes([v & least for v in both])
            made = buckets.made(language, postings, buckets.unpacked(store.part("bucket", language, name)))
            parts[name], pieces[name] = buckets.packed(made), buckets.pieces(name, made)
            visits += buckets.visits(language, name, made)
    return parts, pieces, visits


def changes(store: Store, old: Order, new: Order, numbers: Iterable[int]) -> dict[str, Changes]:
    """What became of the forms of some documents of a language."""
    found: dict[str, Changes] = {}
    for number in numbers:
        before, after = (_impacts(store, order.key(number)) for order in (old, new))
        for form in before.keys() | after.keys():
            if (c := after.get(form)) != before.get(form):
                found.setdefault(form, {})[number] = c
    return found


def _impacts(store: Store, key: bytes) -> dict[str, int]:
    """The forms of a document; {} where there is none."""
    if not key:
        return {}
    known = _words(store, key)
    return dict(zip(known.forms, known.impacts, strict=True))


def patched(store: Store, language: str, forms: Mapping[str, Changes]) -> Outcome:
    """Change the buckets of a language as documents gained and lost forms."""
    outcome = Outcome({}, set())
    gained: dict[str, set[tuple[str, str]]] = {}
    lost: dict[str, set[tuple[str, str]]] = {}
    by_bucket: dict[str, dict[str, Changes]] = {}
    for form, documents in forms.items():
        by_bucket.setdefault(fold(form, language)[:LETTERS], {})[form] = documents
    for name, changed in by_bucket.items():
        before = buckets.unpacked(store.part("bucket", language, name))
        after = buckets.changed(language, before, changed)
        store.put_parts("bucket", language, {name: buckets.packed(after) if after.forms else None})
        outcome.pieces[name] = buckets.pieces(name, after)
        outcome.dirty.add(name)
        for made in (before, after):
            outcome.dirty.update(
                at for _, at, form in buckets.visits(language, name, made) if form in changed
            )
        if before.forms != after.forms:
            visits = [set(buckets.visits(language, name, made)) for made in (before, after)]
            for key, at, form in visits[0] - visits[1]:
                lost.setdefault(at, set()).add((key, form))
            for key, at, form in visits[1] - visits[0]:
                gained.setdefault(at, set()).add((key, form))
    for at in gained.keys() | lost.keys():
        known = {
            (key, form)
            for key, found in buckets.visitors(store.part("visitor", language, at)).items()
            for form in found
        }
        keys: dict[str, list[str]] = {}
        for key, form in (known - lost.get(at, set())) | gained.get(at, set()):
            keys.setdefault(key, []).append(form)
        store.put_parts("visitor", language, {at: buckets.stored_visitors(_frozen(keys))})
        outcome.dirty.add(at)
    return outcome

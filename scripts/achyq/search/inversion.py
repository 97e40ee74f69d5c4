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
from achyq.search.partition import Piece
from achyq.search.shard import deltas
from achyq.search.spill import SPILL, Place, Spill, read
from achyq.search.store import Store
from achyq.search.text import LANGUAGES
from achyq.workers import Crew

#: Bytes of a document's key.
KEY = 16
#: Documents that are inverted together, and postings of buckets that are made together.
_RUN, _LOAD = 1_000, 400_000
#: A posting while it is collected: the number of the document, and the impact in so many bits.
_BITS = 6


class Order(NamedTuple):
    """The documents by number: the key of the words of each, and its place in `LANGUAGES`."""

    keys: bytes
    languages: bytes

    def key(self, number: int) -> bytes:
        """The key of a document's words; b'' beyond the last."""
        return self.keys[number * KEY : (number + 1) * KEY]

    def numbers(self, language: str) -> list[int]:
        """The documents of a language."""
        place = LANGUAGES.index(language)
        return [number for number, other in enumerate(self.languages) if other == place]

    def differing(self, other: Order) -> list[int]:
        """The numbers under which the other has another document, or none."""
        most = max(len(self.languages), len(other.languages))
        return [number for number in range(most) if self.key(number) != other.key(number)]


class Outcome(NamedTuple):
    """What became of a language: the pieces of changed buckets (none: gone), and all buckets whose
    shards must be made anew.
    """

    pieces: dict[str, list[Piece]]
    dirty: set[str]


def everything(store: Store, order: Order, crew: Crew) -> dict[str, Outcome]:
    """Make all buckets anew: runs of documents are inverted, then stretches of the alphabet are put
    together from all runs. Cost: linear in the postings. Memory: that of `_LOAD` postings a process.
    """
    runs: list[list[int]] = []
    for language in LANGUAGES:
        numbers = order.numbers(language)
        runs += [numbers[start : start + _RUN] for start in range(0, len(numbers), _RUN)]
    places: dict[str, dict[str, list[Place]]] = {language: {} for language in LANGUAGES}
    loads: dict[str, Counter[str]] = {language: Counter() for language in LANGUAGES}
    with Spill(store.folder / SPILL) as spill:
        for run, found in zip(runs, crew.each(_inverted, runs, (store, order)), strict=True):
            language = LANGUAGES[order.languages[run[0]]]
            for letter, (load, data) in found.items():
                places[language].setdefault(letter, []).append(spill.put(data))
                loads[language][letter] += load
        stretches = [
            (language, [places[language][letter] for letter in letters])
            for language in LANGUAGES
            for letters in _stretches(loads[language])
        ]
        made = zip(stretches, crew.each(_joined, stretches, (store, spill.path)), strict=True)
        by_language = groupby(made, lambda pair: pair[0][0])
        outcomes = {
            language: _put(store, language, (found for _, found in pairs)) for language, pairs in by_language
        }
    for language in LANGUAGES:
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


def _words(store: Store, order: Order, numbers: Iterable[int]) -> Iterator[tuple[int, words.Words]]:
    for number in numbers:
        data = store.words(order.key(number))
        if data is None:
            raise KeyError(f"the words of document {number} are not in the store")
        yield number, words.unpacked(data)


def _inverted(numbers: Sequence[int], store: Store, order: Order) -> dict[str, tuple[int, bytes]]:
    """The forms of a run of documents with their postings, by the first letter of their folds: how many
    postings there are, and what `_joined` reads.
    """
    collected: dict[str, dict[str, array[int]]] = {}
    for number, found in _words(store, order, numbers):
        shifted = number << _BITS
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


def changes(store: Store, old: Order, new: Order, numbers: Iterable[int]) -> dict[str, dict[str, Changes]]:
    """What became of the forms of some documents, by language and form."""
    found: dict[str, dict[str, Changes]] = {}
    for number in numbers:
        sides = [_impacts(store, order, number) for order in (old, new)]
        for language in {language for language, _ in sides if language}:
            before, after = ({} if own != language else impacts for own, impacts in sides)
            forms = found.setdefault(language, {})
            for form in before.keys() | after.keys():
                if (c := after.get(form)) != before.get(form):
                    forms.setdefault(form, {})[number] = c
    return found


def _impacts(store: Store, order: Order, number: int) -> tuple[str, dict[str, int]]:
    """The language and the forms of a document; ('', {}) where there is none."""
    if not order.key(number):
        return "", {}
    ((_, known),) = _words(store, order, (number,))
    return LANGUAGES[order.languages[number]], dict(zip(known.forms, known.impacts, strict=True))


def patched(store: Store, language: str, forms: dict[str, Changes]) -> Outcome:
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

"""From documents with forms to forms with documents: all anew, or what some documents changed."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from achyq.search import bucket as buckets
from achyq.search import words
from achyq.search.analyser import fold
from achyq.search.bucket import LETTERS, Changes, Visit
from achyq.search.partition import Piece
from achyq.search.shard import deltas
from achyq.search.store import Store
from achyq.search.text import LANGUAGES
from achyq.workers import each

#: Bytes of a document's key.
KEY = 16
#: Postings that a process holds at a time.
_LOAD = 1_500_000
#: Documents of a language that are looked at to see how forms are spread over the alphabet.
_SAMPLE = 200
#: A posting while it is collected: the number of the document, and the impact in so many bits.
_BITS = 6

#: A stretch of the alphabet: language, first letter, and the letter after the last ('': no end).
Stretch = tuple[str, str, str]


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


def everything(store: Store, order: Order, jobs: int) -> dict[str, Outcome]:
    """Make all buckets anew. Memory: a few hundred bytes for each form of a stretch."""
    stretches = [stretch for language in LANGUAGES for stretch in _stretches(store, order, language)]
    outcomes = {language: Outcome({}, set()) for language in LANGUAGES}
    visits: dict[str, dict[str, dict[str, list[str]]]] = {language: {} for language in LANGUAGES}
    for stretch, found in zip(stretches, each(_inverted, stretches, jobs, (store, order)), strict=True):
        language = stretch[0]
        parts, pieces, visiting = found
        store.put_parts("bucket", language, parts)
        outcomes[language].pieces.update(pieces)
        for key, at, form in visiting:
            visits[language].setdefault(at, {}).setdefault(key, []).append(form)
    for language, outcome in outcomes.items():
        gone = store.part_names("bucket", language).difference(outcome.pieces)
        store.put_parts("bucket", language, dict.fromkeys(gone))
        outcome.pieces.update((name, []) for name in gone)
        homes = {at: _frozen(keys) for at, keys in visits[language].items()}
        gone = store.part_names("visitor", language).difference(homes)
        store.put_parts("visitor", language, {at: buckets.stored_visitors(k) for at, k in homes.items()})
        store.put_parts("visitor", language, dict.fromkeys(gone))
        outcome.dirty.update(outcome.pieces, homes, gone)
    return outcomes


def _frozen(keys: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(sorted(forms)) for key, forms in keys.items()}


def _stretches(store: Store, order: Order, language: str) -> Iterator[Stretch]:
    """A language in stretches of about `_LOAD` postings."""
    numbers = order.numbers(language)
    if not numbers:
        return
    sample = numbers[:: max(1, len(numbers) // _SAMPLE)]
    letters: Counter[str] = Counter()
    for _, found in _words(store, order, sample):
        letters.update(found.letters)
    share = len(numbers) / len(sample)
    first, load = "", 0.0
    for letter in sorted(letters):
        if load and load + letters[letter] * share > _LOAD:
            yield language, first, letter
            first, load = letter, 0.0
        load += letters[letter] * share
    yield language, first, ""


def _words(store: Store, order: Order, numbers: Iterable[int]) -> Iterator[tuple[int, words.Words]]:
    for number in numbers:
        data = store.words(order.key(number))
        if data is None:
            raise KeyError(f"the words of document {number} are not in the store")
        yield number, words.unpacked(data)


def _inverted(
    stretch: Stretch, store: Store, order: Order
) -> tuple[dict[str, bytes | None], dict[str, list[Piece]], list[Visit]]:
    """The buckets of a stretch, their pieces, and their visits."""
    language, first, last = stretch
    collected: dict[str, array[int]] = {}
    for number, found in _words(store, order, order.numbers(language)):
        _, forms, impacts = found.between(first, last)
        shifted = number << _BITS
        for form, c in zip(forms, impacts, strict=True):
            if form in collected:
                collected[form].append(shifted | c)
            else:
                collected[form] = array("I", (shifted | c,))
    parts: dict[str, bytes | None] = {}
    pieces: dict[str, list[Piece]] = {}
    visits: list[Visit] = []
    spelled = sorted([(fold(form, language), form) for form in collected])
    least = (1 << _BITS) - 1
    for name, group in groupby(spelled, lambda pair: pair[0][:LETTERS]):
        postings = {}
        for _, form in group:
            both = collected.pop(form)
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

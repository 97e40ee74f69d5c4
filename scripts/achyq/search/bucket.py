"""Buckets: all forms of a language whose folds begin with the same three letters, with their keys and
postings; and the shards that are made of them.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import NamedTuple

from achyq.search import partition
from achyq.search.analyser import Lexicon, fold
from achyq.search.coding import deltas, numbers
from achyq.search.partition import Piece
from achyq.search.shard import WEIGHTS, Form, Merged, Postings, encode
from achyq.search.store import Store
from achyq.search.words import impact

#: How many letters of a fold name its bucket.
LETTERS = 3
#: Estimated bytes of a form with its keys in a shard, besides its postings.
_FORM = 10
#: Buckets that are kept at hand while shards are made.
_AT_HAND = 200
_END = "\U0010ffff"
_NOTHING = Postings(b"", b"")

#: The documents that a form gained (number and impact) or lost (number and None).
Changes = dict[int, int | None]
#: A key, the bucket in which it is at home, and a form of another bucket that is found under it.
Visit = tuple[str, str, str]


class Bucket(NamedTuple):
    """Forms sorted by fold and form; what a query of each looks for; under which keys it is found."""

    folds: list[str]
    forms: list[str]
    queries: list[tuple[str, ...]]
    founds: list[tuple[str, ...]]
    postings: list[tuple[bytes, bytes]]


_EMPTY = Bucket([], [], [], [], [])


def packed(bucket: Bucket) -> bytes:
    """A bucket as it is kept."""
    return zlib.compress(marshal.dumps(tuple(bucket)), 1)


def unpacked(data: bytes | None) -> Bucket:
    """What `packed` was given; an empty bucket for None."""
    return Bucket(*marshal.loads(zlib.decompress(data))) if data else _EMPTY  # noqa: S302 (our own cache)


def made(language: str, postings: Mapping[str, tuple[bytes, bytes]], before: Bucket = _EMPTY) -> Bucket:
    """The bucket of these forms and postings.

    Keys depend on the set of forms: those of the bucket `before` are taken when it has the same forms.
    """
    if len(before.forms) == len(postings) and all(form in postings for form in before.forms):
        return before._replace(postings=[postings[form] for form in before.forms])
    order = sorted([(fold(form, language), form) for form in postings])
    lexicon = Lexicon(language, sorted(postings))
    entries = [lexicon.entry(form) for _, form in order]
    return Bucket(
        [spelled for spelled, _ in order],
        [form for _, form in order],
        [tuple(entry.query) for entry in entries],
        [tuple(entry.found) for entry in entries],
        [postings[form] for _, form in order],
    )


def changed(language: str, before: Bucket, changes: Mapping[str, Changes]) -> Bucket:
    """A bucket after documents gained or lost forms."""
    postings = dict(zip(before.forms, before.postings, strict=True))
    for form, documents in changes.items():
        old = postings.get(form, _NOTHING)
        impacts: dict[int, int | None] = dict(zip(numbers(old[0]), old[1], strict=True))
        impacts.update(documents)
        kept = sorted([(number, c) for number, c in impacts.items() if c is not None])
        if kept:
            postings[form] = deltas([number for number, _ in kept]), bytes([c for _, c in kept])
        else:
            postings.pop(form, None)
    return made(language, postings, before)


def home(key: str, language: str) -> str:
    """The bucket in which a key is at home."""
    return fold(key, language)[:LETTERS]


def visits(language: str, name: str, bucket: Bucket) -> Iterator[Visit]:
    """The keys of a bucket's forms that are at home in others."""
    for form, keys in zip(bucket.forms, bucket.founds, strict=True):
        for key in keys:
            if (at := home(key, language)) != name:
                yield key, at, form


def pieces(name: str, bucket: Bucket) -> list[Piece]:
    """Where a bucket is cut that is larger than a shard: pieces with estimated bytes in shards."""
    if (total := sum(map(_size, bucket.postings))) <= partition.SHARD:
        return [Piece(name, total)] if bucket.forms else []
    sizes = [
        Piece(spelled, sum(_size(bucket.postings[place]) for place in places))
        for spelled, places in groupby(range(len(bucket.forms)), bucket.folds.__getitem__)
    ]
    return partition.pieces(sizes, len(name), partition.SHARD)


def _size(postings: tuple[bytes, bytes]) -> int:
    return _FORM + len(postings[0]) + len(postings[1]) // 2


class Shelf:
    """The buckets of a store, for making shards of them."""

    def __init__(self, store: Store, language: str) -> None:
        self.store, self.language = store, language
        self._at_hand: dict[str, dict[str, tuple[bytes, bytes]]] = {}

    def shard(self, first: str, end: str) -> bytes:
        """The file of the forms and keys whose folds lie from `first` to before `end` ('': no end)."""
        stretch = first[:LETTERS], end[:LETTERS] if end else _END
        buckets = {name: unpacked(data) for name, data in self.store.parts("bucket", self.language, *stretch)}
        here = [
            (spelled, form, query, found, Postings(*postings))
            for bucket in buckets.values()
            for spelled, form, query, found, postings in zip(*bucket, strict=True)
            if _within(spelled, first, end)
        ]
        forms_of = self._keys(buckets, stretch, first, end)
        known = {form for _, form, *_ in here}
        whole = {key for key, forms in forms_of.items() if known.issuperset(forms)}
        forms = [
            Form(
                spelled,
                form,
                query,
                tuple([key for key in found if key in whole and key not in query]),
                postings,
            )
            for spelled, form, query, found, postings in sorted(here)
        ]
        merged = [Merged(key, self._merged(forms_of[key])) for key in sorted(forms_of.keys() - whole)]
        return encode(forms, merged)

    def _keys(
        self, buckets: Mapping[str, Bucket], stretch: tuple[str, str], first: str, end: str
    ) -> dict[str, list[str]]:
        """The keys that are at home in a stretch, with all their forms."""
        forms_of = {
            key: list(forms)
            for _, data in self.store.parts("visitor", self.language, *stretch)
            for key, forms in visitors(data).items()
        }
        for name, bucket in buckets.items():
            for form, found in zip(bucket.forms, bucket.founds, strict=True):
                for key in found:
                    if home(key, self.language) == name:
                        forms_of.setdefault(key, []).append(form)
        return {
            key: forms for key, forms in forms_of.items() if _within(fold(key, self.language), first, end)
        }

    def _merged(self, forms: Iterable[str]) -> Postings:
        single: dict[int, int] = {}
        several: dict[int, float] = {}
        for form in sorted(forms):
            postings = self._postings(form)
            for number, c in zip(numbers(postings[0]), postings[1], strict=True):
                if number in single:
                    several[number] = several.get(number, WEIGHTS[single[number]]) + WEIGHTS[c]
                else:
                    single[number] = c
        single.update((number, impact(u)) for number, u in several.items())
        documents = sorted(single)
        return Postings(deltas(documents), bytes([single[number] for number in documents]))

    def _postings(self, form: str) -> tuple[bytes, bytes]:
        name = fold(form, self.language)[:LETTERS]
        if name not in self._at_hand:
            if len(self._at_hand) >= _AT_HAND:
                self._at_hand.clear()
            bucket = unpacked(self.store.part("bucket", self.language, name))
            self._at_hand[name] = dict(zip(bucket.forms, bucket.postings, strict=True))
        return self._at_hand[name][form]


def _within(spelled: str, first: str, end: str) -> bool:
    return first <= spelled and (not end or spelled < end)


def visitors(data: bytes | None) -> dict[str, tuple[str, ...]]:
    """The forms of other buckets by key, out of the store."""
    found: dict[str, tuple[str, ...]] = marshal.loads(data) if data else {}  # noqa: S302 (our own cache)
    return found


def stored_visitors(found: Mapping[str, tuple[str, ...]]) -> bytes | None:
    """Visitors as they are kept; None when there are none."""
    return marshal.dumps(dict(sorted(found.items())), 0) if found else None

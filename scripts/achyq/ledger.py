"""Ledgers: what was worked out for each of many things, remembered from one build to the next.

A ledger is two files, all entries and those that changed since, so that an edit does not write all
of them again. Both are safe to delete.
"""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Generic, TypeVar

Entry = TypeVar("Entry")

#: Beyond this share of changed entries, all are written anew.
_MANY = 0.05
#: Entries that are pickled together: what pickle remembers of them meanwhile grows with their number.
_TOGETHER = 1000
#: What unpickling a damaged or foreign cache may raise.
UNREADABLE = (
    *(OSError, pickle.PickleError, EOFError, ValueError, TypeError),
    *(AttributeError, ImportError, IndexError, KeyError),
)

#: The folder of an archive with all that can be found again.
CACHE = ".cache"


class Ledger(Generic[Entry]):
    """The entries of the last time by key, in `folder`; those made by another `version` are forgotten."""

    def __init__(self, folder: Path, name: str, version: str) -> None:
        self._all, self._new = folder / f"{name}.pickle", folder / f"{name}-new.pickle"
        self._version = version
        self._stored: dict[str, Entry] = {}
        self._serial = ""
        self.entries: dict[str, Entry] = {}
        try:
            (made_by, serial, count), *_ = _several(self._all, 1)
            if made_by == version:
                parts = islice(_several(self._all, 1 + count), 1, None)
                self._stored = {key: entry for part in parts for key, entry in part}
                self._serial = serial
                self.entries = dict(self._stored)
        except UNREADABLE:
            return
        try:
            serial, changed = load(self._new)
            if serial == self._serial:
                self.entries.update(changed)
        except UNREADABLE:
            return

    def save(self, entries: dict[str, Entry], again: bool = False) -> None:
        """Write what changed; `entries` are all that count from now on.

        With `again`, when all were written, they are read back into `entries`: pickling leaves a second copy
        of each text in memory, in UTF-8, for as long as the text itself is there.
        """
        self.entries = entries
        changed = {key: entry for key, entry in entries.items() if self._stored.get(key) is not entry}
        gone = len(self._stored) + len(changed) - len(entries)
        if not self._serial or len(changed) + gone > 50 + _MANY * len(entries):
            changed.clear()
            self._serial = str(time.time_ns())
            starts = range(0, len(entries), _TOGETHER)
            items = iter(entries.items())
            parts = (list(islice(items, _TOGETHER)) for _ in starts)
            _store(self._all, (self._version, self._serial, len(starts)), parts)
            self._new.unlink(missing_ok=True)
            if again:
                for part in islice(_several(self._all, 1 + len(starts)), 1, None):
                    entries.update(part)
        elif changed:
            store(self._new, (self._serial, changed))


def load(path: Path) -> Any:
    """What `store` put into a file; raises one of `UNREADABLE`."""
    return next(_several(path, 1))


def _several(path: Path, count: int) -> Iterator[Any]:
    """The first values of a file."""
    with path.open("rb") as file:
        for _ in range(count):
            yield pickle.load(file)  # noqa: S301 (our own cache)


def store(path: Path, value: object) -> None:
    """Put a value into a file, whole or not at all."""
    _store(path, value, ())


def _store(path: Path, first: object, others: Iterable[object]) -> None:
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        pickle.dump(first, file, protocol=5)
        for value in others:
            pickle.dump(value, file, protocol=5)
    os.replace(part, path)

"""Ledgers: what was worked out for each of many things, remembered from one build to the next.

A ledger is two files, all entries and those that changed since, so that an edit does not write all
of them again. Both are safe to delete.
"""

from __future__ import annotations

import os
import pickle
import time
from pathlib import Path
from typing import Any, Generic, TypeVar

Entry = TypeVar("Entry")

#: Beyond this share of changed entries, all are written anew.
_MANY = 0.05
#: What unpickling a damaged or foreign cache may raise.
UNREADABLE = (
    *(OSError, pickle.PickleError, EOFError, ValueError, TypeError),
    *(AttributeError, ImportError, IndexError, KeyError),
)


class Ledger(Generic[Entry]):
    """The entries of the last time by key, in `folder`; those made by another `version` are forgotten."""

    def __init__(self, folder: Path, name: str, version: str) -> None:
        self._all, self._new = folder / f"{name}.pickle", folder / f"{name}-new.pickle"
        self._version = version
        self._stored: dict[str, Entry] = {}
        self._serial = ""
        self.entries: dict[str, Entry] = {}
        try:
            made_by, serial, stored = load(self._all)
            if made_by == version:
                self._stored, self._serial = dict(stored), serial
                self.entries = dict(self._stored)
        except UNREADABLE:
            return
        try:
            serial, changed = load(self._new)
            if serial == self._serial:
                self.entries.update(changed)
        except UNREADABLE:
            return

    def save(self, entries: dict[str, Entry]) -> None:
        """Write what changed; `entries` are all that count from now on."""
        self.entries = entries
        changed = {key: entry for key, entry in entries.items() if self._stored.get(key) is not entry}
        gone = len(self._stored) + len(changed) - len(entries)
        if not self._serial or len(changed) + gone > 50 + _MANY * len(entries):
            self._serial = str(time.time_ns())
            store(self._all, (self._version, self._serial, entries))
            self._new.unlink(missing_ok=True)
        elif changed:
            store(self._new, (self._serial, changed))


def load(path: Path) -> Any:
    """What `store` put into a file; raises one of `UNREADABLE`."""
    return pickle.loads(path.read_bytes())  # noqa: S301 (our own cache)


def store(path: Path, value: object) -> None:
    """Put a value into a file, whole or not at all."""
    part = path.with_suffix(".part")
    part.write_bytes(pickle.dumps(value, protocol=5))
    os.replace(part, path)

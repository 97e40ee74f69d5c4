"""Reading articles: each file once, remembered by path, look and content.

The read cache is two files: all readings, and those that changed since, so that an edit does not
write all of them again. Both are safe to delete.
"""

from __future__ import annotations

import copyreg
import os
import pickle
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from achyq import article, edtf
from achyq.article import Reading, Record
from achyq.bodies import Bodies
from achyq.edtf import Edtf
from achyq.errors import Problem
from achyq.workers import each

copyreg.pickle(Edtf, lambda date: (edtf.parse, (date.text,)))

#: How a file looks: size, modification and change time (ns), inode.
Signature = tuple[int, int, int, int]
#: A file changed less than this before it was read may change again unseen (clock resolution).
_RACY_NS = 50_000_000
_UNSURE: Signature = (-1, 0, 0, 0)
#: Beyond this share of changed readings, all are written anew.
_MANY = 0.05
#: The fields whose values many articles share.
_TERMS = ("region", "organiser", "strategy", "tags")
#: What unpickling a damaged or foreign cache may raise.
UNREADABLE = (
    *(OSError, pickle.PickleError, EOFError, ValueError, TypeError),
    *(AttributeError, ImportError, IndexError, KeyError),
)


class Known(NamedTuple):
    """What is remembered of a file: how it looked, the digest of its bytes, what it said."""

    signature: Signature
    digest: str
    record: Record | None
    problems: tuple[Problem, ...]


class ReadCache:
    """The readings of the last time, by path."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self._all, self._new = folder / "readings.pickle", folder / "readings-new.pickle"
        self.version = version
        self._stored: dict[str, Known] = {}
        self._serial = ""
        self.readings: dict[str, Known] = {}
        try:
            made_by, serial, stored = load(self._all)
            if made_by == version:
                self._stored, self._serial = dict(stored), serial
                self.readings = dict(self._stored)
        except UNREADABLE:
            return
        try:
            serial, changed = load(self._new)
            if serial == self._serial:
                self.readings.update(changed)
        except UNREADABLE:
            return

    def save(self) -> None:
        """Write what changed."""
        changed = {
            path: known for path, known in self.readings.items() if self._stored.get(path) is not known
        }
        gone = len(self._stored) + len(changed) - len(self.readings)
        if not self._serial or len(changed) + gone > 50 + _MANY * len(self.readings):
            self._serial = str(time.time_ns())
            store(self._all, (self.version, self._serial, self.readings))
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


def read(
    root: Path,
    files: Sequence[tuple[str, Signature]],
    cache: ReadCache,
    bodies: Bodies,
    jobs: int,
    tick: Callable[[int], None],
) -> dict[str, Known]:
    """What the article files say, by path, in the order of `files` (path and signature).

    Reads what changed since the cache was written; `tick` is told the number of files done. Cost: a
    few microseconds for an unchanged file, some 0.3 ms for a changed one.
    """
    now = time.time_ns()
    known = {path: cache.readings.get(path) for path, _ in files}
    todo = [path for path, signature in files if (old := known[path]) is None or old.signature != signature]
    signatures = dict(files)
    tick(len(files) - len(todo))
    batches = [todo[start : start + 64] for start in range(0, len(todo), 64)]
    pool: dict[Any, Any] = {}
    for results in each(_read_batch, batches, jobs, (root, known)):
        bodies.add(
            {reading.record.body: reading.body for _, _, reading in results if reading and reading.record}
        )
        for path, digest, reading in results:
            racy = signatures[path][1] > now - _RACY_NS
            signature = _UNSURE if racy else signatures[path]
            old = known[path]
            if reading is None and old is not None:  # touched, not changed
                known[path] = old._replace(signature=signature)
            elif reading is not None:
                record = reading.record and _sharing(reading.record, pool)
                known[path] = Known(signature, digest, record, reading.problems)
        tick(len(results))
    cache.readings = {path: reading for path, reading in known.items() if reading is not None}
    return cache.readings


def _sharing(record: Record, pool: dict[Any, Any]) -> Record:
    """The same record, sharing equal parts with others, which makes the cache half as slow to read."""
    values = {
        key: pool.setdefault(value, value) if key in _TERMS else value
        for key, value in record.values.items()
    }
    lines = pool.setdefault(tuple(record.lines.items()), record.lines)
    return record._replace(values=values, lines=lines)


def _read_batch(
    paths: list[str], root: Path, known: dict[str, Known | None]
) -> list[tuple[str, str, Reading | None]]:
    """Path, digest and reading of each file; no reading where the bytes are the known ones."""
    results: list[tuple[str, str, Reading | None]] = []
    for path in paths:
        data = (root / path).read_bytes()
        digest = article.digest_of(path, data)
        old = known[path]
        same = old is not None and old.digest == digest
        results.append((path, digest, None if same else article.read(path, data)))
    return results

"""The body cache: sanitised HTML of articles by the digest of their source.

One SQLite file; safe to delete at any time.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Set
from pathlib import Path

#: Counting the bodies reads the whole file: it is done when so many were added in one build.
_MANY = 500


class Bodies:
    """Bodies by digest, in `folder`; `version` is that of the renderer: another one starts anew."""

    def __init__(self, folder: Path, version: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.version = folder, version
        self.path = folder / f"bodies-{version[:16]}.sqlite"
        for old in folder.glob("bodies-*.sqlite*"):
            if not old.name.startswith(self.path.name):
                old.unlink()
        self._connection: sqlite3.Connection | None = None
        self._owner = 0
        self._added = 0

    def __reduce__(self) -> tuple[type[Bodies], tuple[Path, str]]:
        """Other processes open it anew."""
        return Bodies, (self.folder, self.version)

    @property
    def _base(self) -> sqlite3.Connection:
        """A connection of this very process: SQLite's may not cross a fork."""
        if self._connection is None or self._owner != os.getpid():
            try:
                base = self._open()
            except sqlite3.DatabaseError:  # damaged: it is only a cache
                for part in self.path.parent.glob(self.path.name + "*"):
                    part.unlink()
                base = self._open()
            self._connection, self._owner = base, os.getpid()
        return self._connection

    def _open(self) -> sqlite3.Connection:
        base = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
        base.execute("pragma journal_mode = wal")
        base.execute("pragma synchronous = off")
        base.execute("create table if not exists body (digest text primary key, html text) without rowid")
        return base

    def add(self, bodies: dict[str, str]) -> None:
        """Store bodies."""
        self._added += len(bodies)
        if bodies:
            self._base.execute("begin")
            self._base.executemany("insert or replace into body values (?, ?)", bodies.items())
            self._base.execute("commit")

    def get(self, digest: str) -> str | None:
        """The body with that digest, or None."""
        row = self._base.execute("select html from body where digest = ?", (digest,)).fetchone()
        return row[0] if row else None

    def prune(self, wanted: Set[str]) -> None:
        """Forget bodies that no article has any more, once there are many of them."""
        if self._added < _MANY:
            return
        stored = self._base.execute("select count(*) from body").fetchone()[0]
        if stored > 2 * len(wanted) + 1000:
            gone = [
                (row[0],) for row in self._base.execute("select digest from body") if row[0] not in wanted
            ]
            self._base.execute("begin")
            self._base.executemany("delete from body where digest = ?", gone)
            self._base.execute("commit")

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

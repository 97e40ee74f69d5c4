"""What is remembered between builds of the index: one SQLite file, safe to delete at any time.

An update first forgets that the index is whole (`begin`) and says so again at its end (`finish`): one
that was killed leaves words of documents, which stay true, and an index that is made anew.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

_OPENING = """
pragma journal_mode = wal;
pragma synchronous = off;
pragma journal_size_limit = 4000000;
create table if not exists words (key blob primary key, data blob);
create table if not exists bucket (language text, bucket text, data blob, primary key (language, bucket));
create table if not exists visitor (language text, bucket text, data blob, primary key (language, bucket));
create table if not exists file (name text primary key, data blob);
create table if not exists state (name text primary key, data blob);
"""
#: What reading a damaged or foreign file may raise.
DAMAGED = (
    *(sqlite3.DatabaseError, pickle.PickleError, zlib.error, EOFError, ValueError, TypeError),
    *(AttributeError, ImportError, IndexError, KeyError),
)


class Store:
    """The state of the index in `folder`; that of another `version` is thrown away."""

    def __init__(self, folder: Path, version: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.version = folder, version
        self.path = self.path_in(folder, version)
        for old in folder.glob("search-*.sqlite*"):
            if not old.name.startswith(self.path.name):
                old.unlink()
        self._connection: sqlite3.Connection | None = None
        self._inherited: sqlite3.Connection | None = None
        self._owner = os.getpid()

    @staticmethod
    def path_in(folder: Path, version: str) -> Path:
        """The file of the state of a version."""
        return folder / f"search-{version[:16]}.sqlite"

    def __reduce__(self) -> tuple[type[Store], tuple[Path, str]]:
        """Other processes open it anew."""
        return Store, (self.folder, self.version)

    @property
    def _base(self) -> sqlite3.Connection:
        """A connection of this very process: SQLite's may not cross a fork, nor be closed beyond it."""
        if self._owner != os.getpid():
            self._inherited, self._connection = self._connection, None
            self._owner = os.getpid()
        if self._connection is None:
            self._connection = sqlite3.connect(self.path, isolation_level=None, check_same_thread=False)
            self._connection.executescript(_OPENING)
        return self._connection

    def clear(self) -> None:
        """Throw everything away."""
        self.close()
        for part in self.path.parent.glob(self.path.name + "*"):
            part.unlink()

    def close(self) -> None:
        """Close the file; what was not finished is undone."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def begin(self) -> None:
        """The index is about to change: until `finish`, it is not whole."""
        self._base.execute("delete from state where name = 'whole'")
        self._base.execute("begin")

    def share(self) -> None:
        """Let other processes read what was written since `begin`."""
        self._base.execute("commit")
        self._base.execute("begin")

    def finish(self, state: Any) -> None:
        """The index is whole; `state` is what `load` gives from now on."""
        self._put_state("whole", state)
        self._base.execute("commit")

    def load(self) -> Any:
        """What `finish` was given, or None."""
        return self.get("whole")

    def get(self, name: str) -> Any:
        """What `put` was given under a name, or None."""
        row = self._base.execute("select data from state where name = ?", (name,)).fetchone()
        return pickle.loads(row[0]) if row else None  # noqa: S301 (our own cache)

    def put(self, name: str, state: Any) -> None:
        """Keep a part of the state that is not needed each time."""
        self._put_state(name, state)

    def _put_state(self, name: str, state: Any) -> None:
        data = pickle.dumps(state, protocol=5)
        self._base.execute("insert or replace into state values (?, ?)", (name, data))

    def words(self, key: bytes) -> bytes | None:
        """The words of a document."""
        row = self._base.execute("select data from words where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def add_words(self, words: Mapping[bytes, bytes]) -> None:
        """Keep the words of documents."""
        self._base.executemany("insert or replace into words values (?, ?)", words.items())

    def known_words(self) -> set[bytes]:
        """The keys of all documents whose words are here."""
        return {row[0] for row in self._base.execute("select key from words")}

    def drop_words(self, keys: Iterable[bytes]) -> None:
        """Forget words of documents."""
        self._base.executemany("delete from words where key = ?", ((key,) for key in keys))

    def part(self, table: str, language: str, bucket: str) -> bytes | None:
        """A `bucket`, or the `visitor` forms of one."""
        query = f"select data from {table} where language = ? and bucket = ?"  # noqa: S608 (two names)
        row = self._base.execute(query, (language, bucket)).fetchone()
        return row[0] if row else None

    def parts(
        self, table: str, language: str, first: str = "", last: str = "\U0010ffff"
    ) -> Iterator[tuple[str, bytes]]:
        """Those of a stretch of the alphabet, in order."""
        query = (
            f"select bucket, data from {table} where language = ? and bucket between ? and ? order by bucket"  # noqa: S608
        )
        yield from self._base.execute(query, (language, first, last))

    def part_names(self, table: str, language: str) -> set[str]:
        """The names of all of a language."""
        query = f"select bucket from {table} where language = ?"  # noqa: S608 (two names)
        return {row[0] for row in self._base.execute(query, (language,))}

    def put_parts(self, table: str, language: str, parts: Mapping[str, bytes | None]) -> None:
        """Write buckets, or their visitors; None removes one."""
        gone = [(language, bucket) for bucket, data in parts.items() if data is None]
        kept = [(language, bucket, data) for bucket, data in parts.items() if data is not None]
        self._base.executemany(f"delete from {table} where language = ? and bucket = ?", gone)  # noqa: S608
        self._base.executemany(f"insert or replace into {table} values (?, ?, ?)", kept)  # noqa: S608

    def empty(self) -> None:
        """Throw the files away, but not the words of documents and the keys of forms."""
        for table in ("file", "state"):
            self._base.execute(f"delete from {table}")  # noqa: S608 (two names)

    def file(self, name: str) -> bytes:
        """The bytes of a file of the index, also when the store is closed."""
        with contextlib.closing(
            sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)
        ) as base:
            data: bytes = base.execute("select data from file where name = ?", (name,)).fetchone()[0]
        return data

    def files(self) -> Iterator[tuple[str, bytes]]:
        """All files of the index."""
        yield from self._base.execute("select name, data from file")

    def put_files(self, files: Iterable[tuple[str, bytes]]) -> None:
        """Keep files of the index."""
        self._base.executemany("insert or replace into file values (?, ?)", files)

    def drop_files(self, names: Iterable[str]) -> None:
        """Forget files."""
        self._base.executemany("delete from file where name = ?", ((name,) for name in names))

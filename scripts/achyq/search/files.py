"""The files of the index: kept in the store, named after their bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from achyq.search.store import Store

#: Where the files lie in the site, and the one that is asked for anew each time.
FOLDER = "search"
DIRECTORY = "directory.json"
#: The version of the format: part of the directory.
VERSION = 2
#: The facets of a document that are terms: the word in a query, and the registry.
TERM_KINDS = {"region": "regions", "organiser": "organisers", "strategy": "strategies", "tag": "tags"}
#: The statuses by their number in the files of facets.
STATUSES = ("published", "withdrawn")
#: The shards of facets are named as if this were a language.
FACETS_AS = "_"
#: Documents of a file of rows, of one member of it, and of a file of facets.
ROWS, MEMBER, FACETS = 512, 8, 4096
#: The words of a concept by language of analysis; under ANY those that are recognised in every one and
#: looked for in none.
Concept = Mapping[str, Sequence[str]]
ANY = "*"
#: Hexadecimal digits of a hash in a name: among a thousand files and their versions, 40 bits do.
_DIGITS = 10


def digest(data: bytes) -> bytes:
    """The identity of some bytes: BLAKE2b, 128 bits."""
    return hashlib.blake2b(data, digest_size=16).digest()


def dump(value: Any) -> bytes:
    """Compact JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _hash(data: bytes) -> str:
    return hashlib.blake2b(data).hexdigest()[:_DIGITS]


def check(store: Store) -> None:
    """Raises ValueError when a file in the store is not what its name says: it would be kept as it is."""
    for name, data in store.files():
        if name != DIRECTORY and name.rpartition("-")[2].partition(".")[0] != _hash(data):
            raise ValueError(f"{name} is damaged")


class Files:
    """The files of one update, with keys that change with their bytes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.keys: dict[str, bytes] = {}

    def add(self, name: str, data: bytes, kind: str = "bin") -> str:
        """Keep a file `<name>-<hash>.<kind>`; gives the hash."""
        found = _hash(data)
        self.keep(name, found, kind)
        self.store.put_files([(f"{name}-{found}.{kind}", data)])
        return found

    def keep(self, name: str, found: str, kind: str = "bin") -> str:
        """A file that an update before has added."""
        full = f"{name}-{found}.{kind}"
        self.keys[full] = full.encode()
        return found

    def add_plain(self, name: str, data: bytes) -> None:
        """Keep a file under its name alone."""
        self.keys[name] = digest(data)
        self.store.put_files([(name, data)])

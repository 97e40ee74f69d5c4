"""Trees: folders that hold a site, with a record of what each of their files was made from.

The record lies in the cache under the folder's inode, which stays its own through renames. What others
changed, removed or put there since is found before a tree is believed.
"""

from __future__ import annotations

import os
import pickle
from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

#: The file with the SHA-256 of all others, as `sha256sum --check` reads it.
SUMS: Final = "SHA256SUMS"


class State(NamedTuple):
    """What a file was made from, how it looked when it had been written, and the SHA-256 of its bytes."""

    key: bytes
    size: int
    mtime_ns: int
    sum: bytes


class Inspected(NamedTuple):
    """What was found in a tree: `damaged` are files that others changed or removed, `strays` files and
    folders that others put there.
    """

    damaged: list[str]
    strays: list[str]


def inspect(site: Path, records: Path) -> list[Inspected]:
    """Hold the site and the folder beside it against their records. Cost: some 4 µs a file, so it is
    done beside the rest of a build.
    """
    current, following = Tree(site, records), Tree(beside(site), records)
    looked_at: set[str] = set()
    found = current.inspect(linked=looked_at)
    # What is one file in both trees, and was not replaced in either, has been looked at.
    shared = {path for path in looked_at if following.states.get(path) == current.states[path]}
    return [found, following.inspect(shared)]


def beside(site: Path) -> Path:
    """The folder in which the next site is made."""
    return site.parent / f".{site.name}.next"


class Tree:
    """A folder with a site: its files and their states. The records of trees lie in the folder `records`."""

    def __init__(self, folder: Path, records: Path) -> None:
        self.folder, self.records = folder, records
        self.states: dict[str, State] = {}
        self.folders: dict[str, int] = {}
        self.damaged: list[str] = []
        self.strays: list[str] = []
        try:
            paths, *columns, self.folders = pickle.loads(self.record().read_bytes())  # noqa: S301 (our own cache)
            self.states = dict(zip(paths, map(_state, zip(*columns, strict=True)), strict=True))
        except (OSError, pickle.PickleError, *_FOREIGN):
            self.states, self.folders = {}, {}

    def record(self) -> Path:
        """Where the record of the folder is, as long as it is the same folder."""
        status = self.folder.stat()
        return self.records / f"tree-{status.st_dev}-{status.st_ino}.pickle"

    def inspect(self, known: Collection[str] = (), linked: set[str] | None = None) -> Inspected:
        """Hold the folder against its record. Files that are `known` are intact unless their folder
        changed; to `linked` those are added that are intact, and the same file as one elsewhere.
        """
        root = str(self.folder)
        changed = {name for name, time in self.folders.items() if _mtime(f"{root}/{name}") != time}
        damaged = []
        for path, state in self.states.items():
            whole = path.rpartition("/")[0] not in changed
            if whole and path in known:
                continue
            links = _links(f"{root}/{path}", state)
            if not links:
                damaged.append(path)
            elif whole and links > 1 and linked is not None:
                linked.add(path)
        return Inspected(
            damaged, [path for name in self.folders if name in changed for path in self._strays(name)]
        )

    def distrust(self, inspected: Inspected) -> None:
        """What does not look as it did when it was recorded (`damaged`) is not believed; what others
        put there (`strays`) does not come along.
        """
        self.damaged, self.strays = inspected.damaged, inspected.strays
        for path in self.damaged:
            self.states.pop(path, None)

    def _strays(self, name: str) -> list[str]:
        """What others put into a folder of the tree."""
        try:
            entries = os.listdir(self.folder / name)
        except OSError:
            return []  # the folder is gone: its files will be missed
        paths = (f"{name}/{entry}" if name else entry for entry in entries)
        return [path for path in paths if path not in self.states and path not in self.folders]

    def note(self, results: list[tuple[str, State, bool]]) -> int:
        """Take up what was written; gives the number of files that changed."""
        self.states.update((path, state) for path, state, _ in results)
        return sum(changed for *_, changed in results)

    def sums(self) -> bytes:
        """The SHA-256 of every file, by path."""
        lines = sorted((path, state.sum.hex()) for path, state in self.states.items() if path != SUMS)
        return "".join(f"{sum_}  {path}\n" for path, sum_ in lines).encode()

    def forget(self) -> None:
        """The folder is about to change: until `remember`, it is nobody's."""
        self.record().unlink(missing_ok=True)

    def remember(self, touched: Iterable[str]) -> None:
        """Write down what the folder holds; `touched` are the paths that were made or removed since
        its record was read, if it had one.
        """
        self.records.mkdir(parents=True, exist_ok=True)
        changed = _folders_of(touched)
        times = {
            name: self.folders[name]
            if name in self.folders and name not in changed
            else _mtime(f"{self.folder}/{name}")
            for name in _folders_of(self.states)
        }
        columns = ([*column] for column in zip(*self.states.values(), strict=True))
        part = self.records / "tree.part"
        part.write_bytes(pickle.dumps(([*self.states], *columns, times), protocol=5))
        os.replace(part, self.record())


def _folders_of(paths: Iterable[str]) -> set[str]:
    """The folders above the paths, up to the root ''."""
    folders = {""}
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    return folders


#: What unpickling something else than a record of ours may raise.
_FOREIGN = (EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, KeyError)

#: A state from a row of a record, without a call in Python for each of some hundred thousand.
_state: Final = partial(tuple.__new__, State)


def _mtime(folder: str) -> int:
    try:
        return os.lstat(folder).st_mtime_ns
    except OSError:
        return 0


def _links(path: str, state: State) -> int:
    """How many names a file has; 0 if it is not as it was when it had that state."""
    try:
        status = os.lstat(path)
    except OSError:
        return 0
    return status.st_nlink if status.st_size == state.size and status.st_mtime_ns == state.mtime_ns else 0

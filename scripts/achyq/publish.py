"""Publishing: from a plan to the site folder, writing only what differs, all at once.

The next site is made in a folder beside the site, where unchanged files are hard links; then the
two folders change places in one system call (Linux's renameat2 with RENAME_EXCHANGE; elsewhere two
renames). A build that is killed leaves the old site. The folder that comes back is one build behind
and is brought up to date by the next build, so the cost of publishing grows with what changed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import pickle
import shutil
from collections.abc import Callable, Iterable
from itertools import starmap, zip_longest
from pathlib import Path
from typing import NamedTuple

from achyq.errors import EnvironmentFailure
from achyq.messages import phrase
from achyq.plan import Output
from achyq.workers import each

#: The file with the SHA-256 of all others, as `sha256sum --check` reads it; its job is CHECKSUMS,
#: to which the file's bytes are added when all others are there.
SUMS = "SHA256SUMS"
CHECKSUMS = ("checksums",)

#: A file with this name says that the folder is ours to replace.
MARKER = ".achyq"


class Published(NamedTuple):
    """Counts of a publication: outputs rendered, files written and removed, bytes of the site."""

    rendered: int
    written: int
    removed: int
    bytes: int


class _State(NamedTuple):
    """What a file was made from, how it looked when it had been written, and the SHA-256 of its bytes."""

    key: bytes
    size: int
    mtime_ns: int
    sum: bytes


class Inspected(NamedTuple):
    """What was found in a folder made by this module: `damaged` are files that others changed or
    removed, `strays` files and folders that others put there.
    """

    damaged: list[str]
    strays: list[str]


def inspect(site: Path, records: Path) -> list[Inspected]:
    """Hold the site and the folder beside it against their records. Cost: some 4 µs a file, so it is
    done beside the rest of a build.
    """
    return [_Tree(folder, records).inspect() for folder in (site, _beside(site))]


def _beside(site: Path) -> Path:
    return site.parent / f".{site.name}.next"


class _Tree:
    """A folder made by this module: its files and their states. The record of it lies in the
    cache under the folder's inode, which stays its own through renames.
    """

    def __init__(self, folder: Path, records: Path) -> None:
        self.folder, self.records = folder, records
        self.states: dict[str, _State] = {}
        self.folders: dict[str, int] = {}
        self.damaged: list[str] = []
        self.strays: list[str] = []
        try:
            paths, *columns, self.folders = pickle.loads(self.record().read_bytes())  # noqa: S301 (our own cache)
            self.states = dict(zip(paths, starmap(_State, zip(*columns, strict=True)), strict=True))
        except (OSError, pickle.PickleError, *_FOREIGN):
            self.states, self.folders = {}, {}

    def record(self) -> Path:
        """Where the record of the folder is, as long as it is the same folder."""
        status = self.folder.stat()
        return self.records / f"tree-{status.st_dev}-{status.st_ino}.pickle"

    def inspect(self) -> Inspected:
        """Hold the folder against its record."""
        changed = [name for name, time in self.folders.items() if _mtime(f"{self.folder}/{name}") != time]
        return Inspected(
            [path for path, state in self.states.items() if not _intact(f"{self.folder}/{path}", state)],
            [path for name in changed for path in self._strays(name)],
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

    def note(self, results: list[tuple[str, _State, bool]]) -> int:
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


def _mtime(folder: str) -> int:
    try:
        return os.lstat(folder).st_mtime_ns
    except OSError:
        return 0


def _intact(path: str, state: _State) -> bool:
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return status.st_size == state.size and status.st_mtime_ns == state.mtime_ns


def publish(
    outputs: list[Output],
    render: Callable[[Output], bytes],
    site: Path,
    records: Path,
    inspected: Callable[[], list[Inspected]],
    jobs: int,
    tick: Callable[[int], None],
) -> Published:
    """Make `site` hold exactly the `outputs`, of which the checksums come last.

    `records` is the folder of the trees' records, `inspected` gives what `inspect` found.

    Raises EnvironmentFailure when the folder holds something else than a site of ours.
    """
    _check_ours(site)
    current, following = _Tree(site, records), _Tree(_beside(site), records)
    for tree, found in zip((current, following), inspected(), strict=True):
        tree.distrust(found)
    wanted = {output.path: output.key for output in outputs}
    todo = [output for output in outputs if _key(current, output.path) != output.key]
    early = [output for output in todo if output.job != CHECKSUMS]
    gone = [path for path in (*current.states, *current.damaged) if path not in wanted]
    tick(len(outputs) - len(todo))
    if not todo and not gone and not current.strays:
        return Published(0, 0, 0, sum(state.size for state in current.states.values()))
    _prepare(following, current)
    stale = [path for path in following.states if path not in wanted]
    fresh = {output.path for output in todo}
    for path in stale:
        _remove(following.folder, path)
        del following.states[path]
    linked = [path for path, key in wanted.items() if path not in fresh and _key(following, path) != key]
    for path in linked:
        _link(f"{site}/{path}", f"{following.folder}/{path}")
        following.states[path] = current.states[path]
    written = 0
    batches = _apart(len(early), max(1, min(200, len(early) // (jobs * 4) + 1)))
    old = frozenset(current.states) if current.states or not site.exists() else None
    where = (str(following.folder), str(site), old)
    for results in each(_write_batch, batches, jobs, (early, render, *where)):
        written += following.note(results)
        tick(len(results))
    if late := [output._replace(job=(*CHECKSUMS, following.sums())) for output in todo[len(early) :]]:
        written += following.note(_write_batch(range(len(late)), late, render, *where))
        tick(len(late))
    following.remember([*stale, *linked, *fresh, *following.damaged, *following.strays])
    _exchange(following.folder, site)
    return Published(len(todo), written, len(gone), sum(state.size for state in following.states.values()))


def _apart(total: int, size: int) -> list[range]:
    """Batches of a plan's outputs, in an order in which neighbours come from different parts of it.

    Two processes that make files in one folder at the same time wait for each other.
    """
    batches = [range(start, min(start + size, total)) for start in range(0, total, size)]
    half = (len(batches) + 1) // 2
    return [batch for pair in zip_longest(batches[:half], batches[half:]) for batch in pair if batch]


def _key(tree: _Tree, path: str) -> bytes:
    state = tree.states.get(path)
    return state.key if state else b""


def _check_ours(site: Path) -> None:
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise EnvironmentFailure(
            phrase("This is not a folder, choose another --site-dir: {path}", path=site.name)
        )
    if (site / ".git").exists():
        raise EnvironmentFailure(
            phrase(
                "A build would replace this folder, a Git work tree: choose another --site-dir. ({path})",
                path=site.name,
            )
        )
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).exists():
        raise EnvironmentFailure(
            phrase(
                "This folder holds files that Achyq did not make: choose another --site-dir, or remove it "
                "yourself. ({path})",
                path=site.name,
            )
        )
    site.parent.mkdir(parents=True, exist_ok=True)


def _prepare(following: _Tree, current: _Tree) -> None:
    """Make the folder beside the site ready: as the last build but one left it, or a copy of the site."""
    folder = following.folder
    if folder.is_dir() and following.states:
        following.forget()
        for path in following.damaged:
            _remove(folder, path)
        for path in following.strays:
            stray = folder / path
            if stray.is_dir() and not stray.is_symlink():
                shutil.rmtree(stray)
            else:
                stray.unlink()
        return
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir()
    made: set[str] = set()
    for path in current.states:
        _link(f"{current.folder}/{path}", f"{folder}/{path}", made)
    following.states, following.folders = dict(current.states), {}
    following.damaged, following.strays = [], []


def _link(source: str, target: str, made: set[str] | None = None) -> None:
    parent = target.rsplit("/", 1)[0]
    if made is None or parent not in made:
        os.makedirs(parent, exist_ok=True)
        if made is not None:
            made.add(parent)
    if made is None and os.path.lexists(target):
        os.unlink(target)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _remove(folder: Path, path: str) -> None:
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def _write_batch(
    batch: range,
    todo: list[Output],
    render: Callable[[Output], bytes],
    folder: str,
    site: str,
    old: frozenset[str] | None,
) -> list[tuple[str, _State, bool]]:
    results = []
    for output in (todo[number] for number in batch):
        data = render(output)
        target = f"{folder}/{output.path}"
        changed = (old is not None and output.path not in old) or not _same(f"{site}/{output.path}", data)
        if changed:
            status = _write(target, data)
        else:
            _link(f"{site}/{output.path}", target)
            status = os.lstat(target)
        state = _State(output.key, status.st_size, status.st_mtime_ns, hashlib.sha256(data).digest())
        results.append((output.path, state, changed))
    return results


def _same(path: str, data: bytes) -> bool:
    try:
        if os.lstat(path).st_size != len(data):
            return False
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def _write(target: str, data: bytes) -> os.stat_result:
    """Write a new file: never into an old one, which may be a link shared with the site."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        descriptor = os.open(target, flags, 0o644)
    except FileNotFoundError:
        os.makedirs(target.rsplit("/", 1)[0], exist_ok=True)
        descriptor = os.open(target, flags, 0o644)
    except FileExistsError:
        os.unlink(target)
        descriptor = os.open(target, flags, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def _exchange(following: Path, site: Path) -> None:
    """Let the two folders change places at once, where the system can."""
    if not site.exists():
        os.rename(following, site)
        return
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
        done = (
            renameat2(_AT_FDCWD, os.fsencode(following), _AT_FDCWD, os.fsencode(site), _RENAME_EXCHANGE) == 0
        )
    except (AttributeError, OSError):
        done = False
    if not done:
        aside = site.parent / f".{site.name}.old"
        if aside.exists():
            shutil.rmtree(aside)
        os.rename(site, aside)
        os.rename(following, site)
        os.rename(aside, following)

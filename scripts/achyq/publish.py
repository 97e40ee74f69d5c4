"""Publishing: from a plan to the site folder, writing only what differs, all at once.

The next site is made in a folder beside the site, where unchanged files are hard links; then the
two folders change places in one system call (Linux's renameat2 with RENAME_EXCHANGE; elsewhere two
renames). A build that is killed leaves the old site. The folder that comes back is one build behind
and is brought up to date by the next build, so the cost of publishing grows with what changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from achyq import placing
from achyq.errors import EnvironmentFailure
from achyq.messages import phrase
from achyq.plan import Output
from achyq.tree import Inspected, State, Tree, beside
from achyq.workers import each

#: The job of the file with the checksums, to which its bytes are added when all other files are there.
CHECKSUMS = ("checksums",)

#: A file with this name says that the folder is ours to replace.
MARKER = ".achyq"

#: So few files are made in less time than other processes take to begin.
_FEW = 200


class Published(NamedTuple):
    """Counts of a publication: outputs rendered, files written and removed, bytes of the site."""

    rendered: int
    written: int
    removed: int
    bytes: int


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

    `records` is the folder of the trees' records, `inspected` gives what `tree.inspect` found.

    Raises EnvironmentFailure when the folder holds something else than a site of ours.
    """
    _check_ours(site)
    current, following = Tree(site, records), Tree(beside(site), records)
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
        placing.remove(following.folder, path)
        del following.states[path]
    linked = [path for path, key in wanted.items() if path not in fresh and _key(following, path) != key]
    for path in linked:
        placing.link(f"{site}/{path}", f"{following.folder}/{path}")
        following.states[path] = current.states[path]
    written = 0
    batches = _apart(len(early), max(1, min(200, len(early) // (jobs * 4) + 1)))
    old = frozenset(current.states) if current.states or not site.exists() else None
    where = (str(following.folder), str(site), old)
    for results in each(_write_batch, batches, jobs if len(early) > _FEW else 1, (early, render, *where)):
        written += following.note(results)
        tick(len(results))
    if late := [output._replace(job=(*CHECKSUMS, following.sums())) for output in todo[len(early) :]]:
        written += following.note(_write_batch(range(len(late)), late, render, *where))
        tick(len(late))
    following.remember([*stale, *linked, *fresh, *following.damaged, *following.strays])
    placing.exchange(following.folder, site)
    return Published(len(todo), written, len(gone), sum(state.size for state in following.states.values()))


def _apart(total: int, size: int) -> list[range]:
    """Batches of a plan's outputs, in an order in which neighbours come from different parts of it.

    Two processes that make files in one folder at the same time wait for each other.
    """
    batches = [range(start, min(start + size, total)) for start in range(0, total, size)]
    half = (len(batches) + 1) // 2
    return [batch for pair in zip_longest(batches[:half], batches[half:]) for batch in pair if batch]


def _key(tree: Tree, path: str) -> bytes:
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


def _prepare(following: Tree, current: Tree) -> None:
    """Make the folder beside the site ready: as the last build but one left it, or a copy of the site."""
    folder = following.folder
    if folder.is_dir() and following.states:
        following.forget()
        for path in following.damaged:
            placing.remove(folder, path)
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
        placing.link(f"{current.folder}/{path}", f"{folder}/{path}", made)
    following.states, following.folders = dict(current.states), {}
    following.damaged, following.strays = [], []


def _write_batch(
    batch: range,
    todo: list[Output],
    render: Callable[[Output], bytes],
    folder: str,
    site: str,
    old: frozenset[str] | None,
) -> list[tuple[str, State, bool]]:
    results = []
    for output in (todo[number] for number in batch):
        data = render(output)
        target = f"{folder}/{output.path}"
        changed = (old is not None and output.path not in old) or not placing.same(
            f"{site}/{output.path}", data
        )
        if changed:
            status = placing.write(target, data)
        else:
            placing.link(f"{site}/{output.path}", target)
            status = os.lstat(target)
        state = State(output.key, status.st_size, status.st_mtime_ns, hashlib.sha256(data).digest())
        results.append((output.path, state, changed))
    return results

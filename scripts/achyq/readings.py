"""Reading articles: each file once, remembered by path, look and content."""

from __future__ import annotations

import copyreg
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
from achyq.ledger import Ledger
from achyq.workers import each

copyreg.pickle(Edtf, lambda date: (edtf.parse, (date.text,)))

#: How a file looks: size, modification and change time (ns), inode.
Signature = tuple[int, int, int, int]
#: A file changed less than this before it was read may change again unseen (clock resolution).
_RACY_NS = 50_000_000
_UNSURE: Signature = (-1, 0, 0, 0)


class Known(NamedTuple):
    """What is remembered of a file: how it looked, the digest of its bytes, what it said (pickled,
    since few records are looked at in a build; empty when it could not be read), what a check
    found in its text besides (None when none has looked), and whether all that a build needs was made
    of it (see `article.read`).
    """

    signature: Signature
    digest: str
    packed: bytes
    problems: tuple[Problem, ...]
    findings: Any = None
    whole: bool = False

    @property
    def record(self) -> Record:
        """What the file said. Raises EOFError when it could not be read."""
        record: Record = pickle.loads(self.packed)  # noqa: S301 (our own cache)
        return record


class _Outcome(NamedTuple):
    """What came of reading a file; `known` is None where its bytes are those that were known."""

    path: str
    known: Known | None
    body: tuple[str, str] | None


#: What a check makes of a record (None: it could not be read) and the text it was read from.
Inspect = Callable[[Record | None, str], Any]


def _nothing() -> None:
    """Do nothing."""


def read(
    root: Path,
    files: Sequence[tuple[str, Signature]],
    cache: Ledger[Known],
    bodies: Bodies | None,
    jobs: int,
    tick: Callable[[int], None],
    inspect: Inspect | None = None,
    meanwhile: Callable[[], object] = _nothing,
) -> dict[str, Known]:
    """What the article files say, by path, in the order of `files` (path and signature).

    Reads what changed since the cache was written; `tick` is told the number of files done. With
    `bodies`, where HTML goes, every reading is whole; with `inspect`, every one has its findings.
    `meanwhile` is other work to be done while other processes read; it is called when they have begun.
    Cost: a few microseconds for an unchanged file, some 0.3 ms for a changed one, twice as much for a
    whole one.
    """
    build = bodies is not None
    now = time.time_ns()
    known = {path: cache.entries.get(path) for path, _ in files}
    todo = [
        path
        for path, signature in files
        if (old := known[path]) is None or old.signature != signature or _lacks(old, build, inspect)
    ]
    signatures = dict(files)
    tick(len(files) - len(todo))
    batches = [todo[start : start + 64] for start in range(0, len(todo), 64)]
    for outcomes in each(_read_batch, batches, jobs, (root, known, build, inspect)):
        meanwhile()
        meanwhile = _nothing
        if bodies is not None:
            bodies.add(dict(outcome.body for outcome in outcomes if outcome.body))
        for path, found, _ in outcomes:
            new = found or known[path]  # touched, not changed
            assert new is not None
            racy = signatures[path][1] > now - _RACY_NS
            known[path] = new._replace(signature=_UNSURE if racy else signatures[path])
        tick(len(outcomes))
    return {path: reading for path, reading in known.items() if reading is not None}


def _lacks(old: Known, build: bool, inspect: Inspect | None) -> bool:
    """Whether a build, or who inspects, needs more than is remembered."""
    return (build and not old.whole) or (inspect is not None and old.findings is None)


def _read_batch(
    paths: list[str], root: Path, known: dict[str, Known | None], build: bool, inspect: Inspect | None
) -> list[_Outcome]:
    outcomes = []
    for path in paths:
        with open(f"{root}/{path}", "rb", buffering=0) as file:  # as fast as it gets
            data = file.readall()
        digest = article.digest_of(path, data)
        last = known[path]
        old = last if last is not None and last.digest == digest else None
        if old is not None and not _lacks(old, build, inspect):
            outcomes.append(_Outcome(path, None, None))
            continue
        if old is not None and inspect and (old.whole or not build):
            findings = inspect(old.record, article.text_of(path, data)) if old.packed else inspect(None, "")
            outcomes.append(_Outcome(path, old._replace(findings=findings), None))
            continue
        reading = article.read(path, data, build)
        body = (reading.record.body, reading.body) if reading.record and build else None
        if old is not None and old.findings is not None:
            new = known_of(digest, reading, build, None)._replace(findings=old.findings)
        else:
            new = known_of(digest, reading, build, inspect)
        outcomes.append(_Outcome(path, new, body))
    return outcomes


def known_of(digest: str, reading: Reading, whole: bool, inspect: Inspect | None) -> Known:
    """What is remembered of a file whose bytes have this digest."""
    packed = pickle.dumps(reading.record, protocol=5) if reading.record else b""
    findings = inspect(reading.record, reading.text) if inspect else None
    return Known(_UNSURE, digest, packed, reading.problems, findings, whole)

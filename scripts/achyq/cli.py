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

from achyq import __version__, usage
from achyq.editing import command as editing
from achyq.errors import AchyqError, InputError, UsageError, reason
from achyq.messages import locale_of, phrase, said, spoken

#: Commands that live in a module of their own, with `add_arguments(parser)` and `run(root, args)`.
COMMANDS = {
    "search": ("search a built site", "achyq.search.command"),
    "import": ("make drafts of pasted texts, pages and documents", "achyq.importer.command"),
    "check": ("report every problem in the input", "achyq.check.command"),
    "fmt": ("write front matter in the one way", "achyq.fmt_command"),
}


def parser(given: Sequence[str] = ()) -> usage.Parser:
    """The commands, and the options of those that are `given`."""
    top = usage.Parser(
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
    top.add_argument(
        "--version", action="version", version=f"achyq {__version__}", help="say which version this is"
    )
    usage.add_language(top)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="check everything and publish the site")
    build.add_argument(
        "--site-dir", type=Path, metavar="DIR", help="where to publish (default: site in the archive)"
    )
    build.add_argument(
        "--jobs", type=int, default=0, metavar="N", help="processes (default: one a processor)"
    )
    build.add_argument("--no-cache", action="store_true", help="neither use nor keep a cache")
    data = build.add_mutually_exclusive_group()
    data.add_argument(
        "--no-data", action="store_true", help="leave out the files under data/ that hold the whole archive"
    )
    data.add_argument(
        "--database", action="store_true", help="also make data/achyq.sqlite, as for publishing; takes longer"
    )
    build.add_argument(
        "--for-files",
        type=Path,
        metavar="FILE",
        help="also write a copy of the site that opens without a server: a ZIP file",
    )
    build.add_argument("--json", action="store_true", help="print the summary, or the problems, as JSON")
    usage.add_language(build)
    serve = commands.add_parser(
        "serve", help="show the site at http://127.0.0.1:PORT/ and reload it on every edit"
    )
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="the port (default: %(default)s)")
    drafts = serve.add_mutually_exclusive_group()
    drafts.add_argument("--drafts", action="store_true", default=True, help="show drafts, marked (default)")
    drafts.add_argument(
        "--no-drafts", action="store_false", dest="drafts", help="show only what is published"
    )
    serve.add_argument(
        "--admin",
        action="store_true",
        help="edit articles in the browser at /admin/ (the first time, its program is fetched from npm)",
    )
    usage.add_language(serve)
    editing.add_arguments(commands)
    for name, (about, module) in COMMANDS.items():
        command = commands.add_parser(name, help=about)
        if name in given:
            import_module(module).add_arguments(command)
            usage.add_language(command)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit code."""
    given = sys.argv[1:] if argv is None else argv
    locale = usage.asked(given) or locale_of()
    options = usage.read(parser(given), given, locale)
    as_json = getattr(options, "json", False) or getattr(options, "format", "") == "json"
    try:
        root = _archive(options.root)
        code: int = _command(options.command)(root, options)
        return code
    except InputError as error:
        _refuse(error, "json" if as_json else getattr(options, "format", "text"), locale)
        return error.exit_code
    except AchyqError as error:
        print(f"achyq: {said(error.message, locale)}", file=sys.stderr)
        return error.exit_code
    except OSError as error:
        print(f"achyq: {said(reason(error), locale)}", file=sys.stderr)
        return 3
    except sqlite3.Error as error:
        text = phrase("The cache can't be used: is the disk full? ({reason})", reason=str(error))
        print(f"achyq: {said(text, locale)}", file=sys.stderr)
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
            raise UsageError(phrase("This is no archive, it has no mkdocs.yml: {path}", path=str(given)))
        return given.resolve()
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "articles").is_dir():
            return folder
    raise UsageError(
        phrase(
            "There is no archive here or above (a folder with mkdocs.yml and articles/). Name one with -C."
        )
    )


def _build(root: Path, options: argparse.Namespace) -> int:
    from achyq import build, filecopy
    from achyq.progress import Bars, peak_memory

    site = (options.site_dir or root / "site").absolute()
    locale = spoken(options)
    if options.jobs < 0:
        raise UsageError(phrase("--jobs must be 1 or more"))
    copy = options.for_files
    if copy:
        filecopy.check(copy)
    with Bars(options.quiet or options.json, locale) as bars:
        whole = {"data": not options.no_data, "database": options.database or bool(copy)}
        summary = build.run(build.Options(root, site, options.jobs, not options.no_cache, **whole), bars)
        if copy:
            bars.step(phrase("Packing"), summary.outputs)
            packed = filecopy.write(site, copy, bars.advance)
    if options.json:
        values = summary._asdict()
        print(json.dumps(values | {"peak_memory_bytes": peak_memory()}))
    elif not options.quiet:
        _report(summary, os.path.relpath(site), locale)
        if copy:
            size = f"{packed / 1e6:.1f}"
            text = phrase(
                "The copy that opens without a server: {path}, {size} MB",
                path=os.path.relpath(copy),
                size=size,
            )
            print(said(text, locale))
    return 0


def _report(summary: Any, where: str, locale: str) -> None:
    """Print what a build did."""
    lines = [
        phrase(
            "Stories: {stories}; articles: {articles}", stories=summary.stories, articles=summary.articles
        ),
        phrase(
            "Files: {files}, {size} MB in {path}",
            files=summary.outputs,
            size=f"{summary.bytes / 1e6:.1f}",
            path=where,
        ),
        phrase(
            "Rendered: {rendered}; written: {written}; removed: {removed}; seconds: {seconds}",
            rendered=summary.rendered,
            written=summary.written,
            removed=summary.removed,
            seconds=f"{summary.seconds:.1f}",
        ),
    ]
    if summary.drafts:
        lines.append(phrase("Drafts that are not published: {count}", count=summary.drafts))
    print("\n".join(said(line, locale) for line in lines))


def _serve(root: Path, options: argparse.Namespace) -> int:
    from achyq import serve

    lang = getattr(options, "lang", "")
    return serve.run(root, options.port, options.drafts, options.quiet, lang, options.admin)


def _refuse(error: InputError, form: str, locale: str) -> None:
    """Print what kept the input from being published."""
    from achyq.check.command import tell

    tell(error.problems, form, locale)
    if form == "text":
        count = phrase("Errors: {errors}; nothing was published.", errors=len(error.problems))
        print(f"\n{said(count, locale)}", file=sys.stderr)

"""The command `achyq fmt`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from achyq import filetext
from achyq.check.command import inside
from achyq.errors import printable
from achyq.messages import phrase, said, spoken
from achyq.yamlspans import Unreadable

_NOT_TEXT: Final = phrase("The file is not UTF-8 text")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `achyq fmt`."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="articles or folders (default: all articles)"
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if something would")


def run(root: Path, args: argparse.Namespace) -> int:
    """Write the articles' front matter anew; 1 when some can't be read, or with --check would change."""
    from achyq import article, fmt
    from achyq.editing import desk

    terms = desk.open_desk(root).terms
    locale = spoken(args)
    changed: list[tuple[str, str]] = []
    unread = 0
    for path in _articles(root, args.paths):
        try:
            text = (root / path).read_bytes().decode()
            if conflict := filetext.conflict(path, text):
                unread += 1
                print(printable(f"{path}:{conflict.line}: {said(conflict.message, locale)}"), file=sys.stderr)
                continue
            new = fmt.formatted(text, terms, article.language_of(path))
        except (Unreadable, UnicodeDecodeError) as error:
            unread += 1
            line, reason = (error.line, error.reason) if isinstance(error, Unreadable) else (1, _NOT_TEXT)
            print(printable(f"{path}:{line}: {said(reason, locale)}"), file=sys.stderr)
            continue
        if new != text:
            changed.append((path, new))
    if not args.check:
        desk.replace(root, changed)
    if not args.quiet:
        for path, _ in changed:
            shown = printable(path)
            text = (
                phrase("would change: {path}", path=shown)
                if args.check
                else phrase("changed: {path}", path=shown)
            )
            print(said(text, locale))
    return int(bool(unread or (args.check and changed)))


def _articles(root: Path, given: list[str]) -> list[str]:
    """The articles meant on the command line, sorted; no symbolic links."""
    from achyq import article

    wanted = [inside(root, path) for path in given] or [""]
    files = (path for path in (root / "articles").glob("*/*.md") if path.is_file() and not path.is_symlink())
    paths = (path.relative_to(root).as_posix() for path in files)
    return sorted(path for path in paths if article.story_of(path) and f"{path}/".startswith(tuple(wanted)))

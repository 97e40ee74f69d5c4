"""JavaScript without comments, indentation and empty lines: many bytes that mean nothing to a browser.

Lines stay lines, so that a script without semicolons means the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from achyq.errors import AchyqError

_PIECE = re.compile(
    r"(?P<comment>//[^\n]*|/\*[\s\S]*?\*/)"
    r"|(?P<string>\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*')"
    r"|(?P<template>`(?:[^`\\]|\\[\s\S])*`)"
    r"|(?P<blank>\s+)"
    r"|(?P<slash>/)"
    r"|(?P<code>[^\s\"'`/]+)"
    r"|(?P<wrong>.)"
)
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
#: What a regular expression stands behind; a division stands behind a name, a number or a bracket.
_BEFORE_REGEX = re.compile(
    r"(?:[(,=:\[!&|?{;<>+*/%~^-]|(?<![\w$.#])(?:return|typeof|case|in|of|void|await|yield))\Z"
)


class ScriptError(AchyqError):
    """A script that is written in a way that is not understood here; says where and which."""


def pieces(path: str, text: str) -> Iterator[tuple[str, str]]:
    """A script's pieces as (kind, text): comment, string, template, regex, blank, code.

    Raises ScriptError for a template within another, a slash that may be two things, a string without end.
    """
    at, before = 0, ""
    while found := _PIECE.match(text, at):
        kind, piece = str(found.lastgroup), found[0]
        where = f"{path}:{text.count(chr(10), 0, at) + 1}"
        if kind == "wrong":
            raise ScriptError(f"{where}: a string without end")
        if kind == "slash":
            if before.endswith("}"):
                raise ScriptError(f"{where}: a slash behind }} may be a division or a regular expression")
            regex = _REGEX.match(text, at) if not before or _BEFORE_REGEX.search(before) else None
            kind, piece = ("regex", regex[0]) if regex else ("code", piece)
        if kind == "template" and not _closed(piece):
            raise ScriptError(f"{where}: a template within another; give it a name first")
        yield kind, piece
        if kind not in {"comment", "blank"}:
            before = piece if kind == "code" else ")"
        at += len(piece)


def minified(path: str, text: str) -> str:
    """A script without what only its readers need. Raises ScriptError."""
    made: list[str] = []
    gap = ""
    for kind, piece in pieces(path, text):
        if kind in {"comment", "blank"}:
            gap = "\n" if "\n" in gap + piece else " "
            continue
        if gap and made:
            made.append(gap)
        gap = ""
        made.append(piece)
    return "".join(made)


def _closed(template: str) -> bool:
    """Whether each ${…} of a template ends in it: one that does not holds the backtick of another."""
    depth = 0
    for found in re.finditer(r"\\.|\$\{|[{}]", template, re.DOTALL):
        if found[0] == "${" or (depth and found[0] == "{"):
            depth += 1
        elif depth and found[0] == "}":
            depth -= 1
    return depth == 0

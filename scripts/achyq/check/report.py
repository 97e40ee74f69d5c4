"""How problems are said: for people, for programs, for GitHub, for code scanners (SARIF)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import quote

from achyq import __version__
from achyq.errors import CODES, Problem, printable
from achyq.messages import said

FORMATS: Final = ("text", "json", "github", "sarif")
_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"


def translated(problems: Sequence[Problem], locale: str) -> list[Problem]:
    """The problems in the language of `locale`."""
    return [p._replace(message=said(p.message, locale), hint=said(p.hint, locale)) for p in problems]


def write(problems: Sequence[Problem], form: str, locale: str) -> str:
    """The problems in one of `FORMATS`, in the language of `locale`; ends with a line break, if there
    is anything to say.
    """
    translations = translated(problems, locale)
    if form == "json":
        return json.dumps([p._asdict() for p in translations], ensure_ascii=False, indent=1) + "\n"
    if form == "sarif":
        return json.dumps(_sarif(translations, locale), ensure_ascii=False, indent=1) + "\n"
    return "".join(f"{_github(p) if form == 'github' else p}\n" for p in translations)


def _github(problem: Problem) -> str:
    """A workflow command that puts the problem on its line in a pull request."""
    text = printable(f"{problem.message}. {problem.hint}").replace("%", "%25")
    path = printable(problem.path)
    for character, code in (("%", "%25"), (":", "%3A"), (",", "%2C")):
        path = path.replace(character, code)
    line, column = max(problem.line, 1), max(problem.column, 1)
    return f"::{problem.severity} file={path},line={line},col={column},title={problem.code}::{text}"


def _sarif(problems: Sequence[Problem], locale: str) -> dict[str, Any]:
    """A log of one run (OASIS SARIF 2.1.0)."""
    codes = sorted({problem.code for problem in problems})
    driver = {
        "name": "achyq",
        "version": __version__,
        "rules": [{"id": code, "shortDescription": {"text": said(CODES[code], locale)}} for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(problem: Problem, rule: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path), "uriBaseId": "%SRCROOT%"}}
    if problem.line:
        place["region"] = {"startLine": problem.line, "startColumn": max(problem.column, 1)}
    text = f"{problem.message}. {problem.hint}".rstrip()
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": text},
        "locations": [{"physicalLocation": place}],
    }

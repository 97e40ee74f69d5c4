"""`achyq import`: drafts from files, folders and addresses, and a report of what was found in each."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from achyq.errors import printable
from achyq.importer import draft as drafting
from achyq.importer import raw as raws
from achyq.importer import reading, record, terms
from achyq.importer.raw import ImportFailure, Raw
from achyq.importer.reading import Knowledge
from achyq.importer.words import say, why
from achyq.messages import said, spoken

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_INPUTS = "files (.txt, .html, .mht, .docx), folders of them, or http(s) addresses"
_SHOWN = ("title", "language", "date", "event_date", "region", "organiser", "strategy", "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("inputs", nargs="+", metavar="FILE|FOLDER|URL", help=_INPUTS)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help="write articles/ and imports/ below DIR (default: the archive)",
    )
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")
    about = "let an address lead to this machine or a private network"
    parser.add_argument("--allow-private", action="store_true", help=about)


def run(root: Path, args: argparse.Namespace) -> int:
    """Import every input into the archive at `root`; gives 0, or 1 when one of them could not be imported."""
    knowledge = reading.prepare(terms.load(root))
    out = (args.out or root).absolute()
    locale = spoken(args)
    results: list[dict[str, Any]] = []
    failed = 0
    for name, load in _inputs(args):
        try:
            result = _import(load(), out, knowledge, locale)
        except ImportFailure as failure:
            failed += 1
            told = said(say("failed", input=name, reason=failure.message), locale)
            print(printable(told), file=sys.stderr)
            continue
        results.append(result)
        if not args.json and not getattr(args, "quiet", False):
            print("\n".join(printable(line) for line in _report(result, locale)))
    if args.json:
        print(
            json.dumps(
                [{k: v for k, v in result.items() if k != "text"} for result in results],
                ensure_ascii=False,
                indent=1,
            )
        )
    elif len(results) + failed > 1:
        print(said(say("count", drafts=sum(result["written"] for result in results), failed=failed), locale))
    return int(failed > 0)


def _inputs(args: argparse.Namespace) -> Iterator[tuple[str, Any]]:
    """Each input's name and the function that loads it."""
    today = dt.datetime.now(dt.UTC).date().isoformat()
    for given in args.inputs:
        if _ADDRESS.match(given):
            from achyq.importer import fetch

            yield given, lambda given=given: fetch.fetch(given, today, args.allow_private)
            continue
        try:
            found = raws.paths(Path(given))
        except ImportFailure as failure:
            yield given, lambda failure=failure: _raise(failure)
            continue
        for path in found:
            yield str(path), lambda path=path: raws.read(path)


def _raise(failure: ImportFailure) -> Raw:
    raise failure


def _import(raw: Raw, out: Path, knowledge: Knowledge, locale: str) -> dict[str, Any]:
    extract = raws.extract(raw)
    read = reading.read(extract, knowledge)
    draft = drafting.make(read, locale)
    fields = read.json()
    path, written = record.keep(out, raw, draft, fields)
    return {
        "file": raw.url or raw.name,
        **fields,
        "draft": path,
        "unsure": list(draft.unsure),
        "sha256": raw.digest,
        "written": written,
        "text": extract.text,
    }


def _report(result: dict[str, Any], locale: str) -> list[str]:
    """What was found, in lines for people."""
    head = say("done" if result["written"] else "kept", input=result["file"], draft=result["draft"])
    lines = []
    for name in _SHOWN:
        found = result[name]
        guesses = found if isinstance(found, list) else [found] if found else []
        if not guesses:
            lines.append(said(say("field.missing", name=name), locale))
        lines += [_field(name, guess, result["text"], locale) for guess in guesses]
    if result["planned"]:
        planned = ", ".join(guess["value"] for guess in result["planned"])
        lines.append(said(say("planned", values=planned), locale))
    if result["dropped"] or result["masked"]:
        reasons = Counter(line["reason"] for line in result["dropped"])
        named = ", ".join(f"{said(why(reason), locale)} {count}" for reason, count in reasons.most_common())
        dropped = say("dropped", count=len(result["dropped"]), reasons=named, masked=len(result["masked"]))
        lines.append(said(dropped, locale))
    if result["unsure"]:
        lines.append(said(say("unsure", fields=", ".join(result["unsure"])), locale))
    return [said(head, locale), *(f"  {line}" for line in lines)]


def _field(name: str, guess: dict[str, Any], text: str, locale: str) -> str:
    """What was found for a field, and where."""
    value = _shown(guess)
    line = said(say("field", name=name, percent=round(100 * guess["confidence"]), value=value), locale)
    if not guess["span"][1]:
        return line
    number = text.count("\n", 0, guess["span"][0]) + 1
    where = say("field.where", line=str(number), text=" ".join(guess["text"].split())[:60])
    return f"{line}  {said(where, locale)}"


def _shown(guess: dict[str, Any]) -> str:
    value = guess["value"]
    if value is None:
        return say("unknown", text=guess["text"])
    return (
        " ".join(filter(None, (value.get("name"), value.get("url"))))
        if isinstance(value, dict)
        else str(value)
    )

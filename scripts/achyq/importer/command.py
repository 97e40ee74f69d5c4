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
from achyq.importer.words import say

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_SHOWN = ("title", "language", "date", "event_date", "region", "organiser", "strategy", "source")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("inputs", nargs="+", metavar="FILE|FOLDER|URL", help=say("help.paths"))
    parser.add_argument("--out", type=Path, metavar="DIR", help=say("help.out"))
    parser.add_argument("--json", action="store_true", help=say("help.json"))
    parser.add_argument("--allow-private", action="store_true", help=say("help.allow_private"))


def run(root: Path, args: argparse.Namespace) -> int:
    """Import every input into the archive at `root`; gives 0, or 1 when one of them could not be imported."""
    knowledge = reading.prepare(terms.load(root))
    out = (args.out or root).absolute()
    results: list[dict[str, Any]] = []
    failed = 0
    for name, load in _inputs(args):
        try:
            result = _import(load(), out, knowledge)
        except ImportFailure as failure:
            failed += 1
            print(printable(say("failed", input=name, reason=failure)), file=sys.stderr)
            continue
        results.append(result)
        if not args.json and not getattr(args, "quiet", False):
            _report(result)
    if args.json:
        print(
            json.dumps(
                [{k: v for k, v in result.items() if k != "text"} for result in results],
                ensure_ascii=False,
                indent=1,
            )
        )
    elif len(results) + failed > 1:
        print(say("count", drafts=sum(result["written"] for result in results), failed=failed))
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


def _import(raw: Raw, out: Path, knowledge: Knowledge) -> dict[str, Any]:
    extract = raws.extract(raw)
    read = reading.read(extract, knowledge)
    draft = drafting.make(read)
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


def _report(result: dict[str, Any]) -> None:
    lines = [say("done" if result["written"] else "kept", input=result["file"], draft=result["draft"])]
    for name in _SHOWN:
        found = result[name]
        guesses = found if isinstance(found, list) else [found] if found else []
        if not guesses:
            lines.append(say("field.missing", name=name))
        for guess in guesses:
            line = say("field", name=name, percent=round(100 * guess["confidence"]), value=_shown(guess))
            if guess["span"][1]:
                number = result["text"].count("\n", 0, guess["span"][0]) + 1
                line += say("field.where", line=number, text=" ".join(guess["text"].split())[:60])
            lines.append(line)
    if result["planned"]:
        lines.append(say("planned", values=", ".join(guess["value"] for guess in result["planned"])))
    if result["dropped"] or result["masked"]:
        reasons = Counter(line["reason"] for line in result["dropped"])
        named = ", ".join(f"{reason} {count}" for reason, count in reasons.most_common())
        lines.append(
            say("dropped", count=len(result["dropped"]), reasons=named, masked=len(result["masked"]))
        )
    if result["unsure"]:
        lines.append(say("unsure", fields=", ".join(result["unsure"])))
    print("\n".join(printable(line) for line in lines))


def _shown(guess: dict[str, Any]) -> str:
    value = guess["value"]
    if value is None:
        return say("unknown", text=guess["text"])
    return (
        " ".join(filter(None, (value.get("name"), value.get("url"))))
        if isinstance(value, dict)
        else str(value)
    )

"""`achyq search`: the same search as the site's, from the command line."""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from achyq.errors import EnvironmentFailure, UsageError, printable
from achyq.locale import LOCALES, number
from achyq.messages import Phrase, phrase, said, spoken
from achyq.search import engine
from achyq.search.query import KINDS, SORTS, read
from achyq.search.reader import Reader
from achyq.search.result import Result

#: What the index or a page may raise when it is not what it should be.
_DAMAGED = (*(ValueError, KeyError, IndexError, TypeError), *(EOFError, zlib.error))
_HELP = {
    "region": "only there, or in its parts (an id such as KG-Y; may be given again)",
    "strategy": "only under that strategy",
    "organiser": "only by that organiser",
    "tag": "only on that topic",
    "language": "only articles in that language",
    "status": "only published, or only withdrawn ones",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("query", nargs="?", metavar="QUERY", help='words, "a phrase", -without')
    parser.add_argument(
        "--site", type=Path, metavar="DIR", help="the built site (default: site in the archive)"
    )
    parser.add_argument(
        "--locale",
        choices=[locale.code for locale in LOCALES],
        default=LOCALES[0].code,
        help="the language you search in (default: %(default)s)",
    )
    for kind in KINDS:
        parser.add_argument(f"--{kind}", action="append", metavar="ID", help=_HELP[kind])
    parser.add_argument("--from", dest="since", type=int, metavar="YEAR", help="not before that year")
    parser.add_argument("--to", dest="until", type=int, metavar="YEAR", help="not after that year")
    parser.add_argument("--exact", action="store_true", help="only the very forms that are typed")
    parser.add_argument("--sort", choices=SORTS, default=SORTS[0], help="the order (default: %(default)s)")
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="articles shown (default: 10)")
    parser.add_argument("--json", action="store_true", help="print a list of articles as JSON")
    parser.add_argument(
        "--batch", action="store_true", help="answer queries from standard input, one JSON object a line"
    )


def run(root: Path, args: argparse.Namespace) -> int:
    """Run the command in the archive at `root`; gives the exit code.

    Raises EnvironmentFailure when there is no index, UsageError when nothing is asked.
    """
    reader = Reader.of(args.site or root / "site")
    try:
        if args.batch:
            return _batch(reader)
        return _single(reader, args)
    except _DAMAGED as error:
        raise EnvironmentFailure(phrase("The search index is damaged: run achyq build.")) from error


def _single(reader: Reader, args: argparse.Namespace) -> int:
    query = read(
        {kind: getattr(args, kind) or [] for kind in KINDS}
        | {
            "q": args.query or "",
            "locale": args.locale,
            "from": args.since,
            "to": args.until,
            "exact": args.exact,
            "sort": args.sort,
            "limit": max(args.limit, 0),
        }
    )
    if not args.query and not query.filters() and query.since is None and query.until is None:
        raise UsageError(phrase("What shall be searched for? Give words, or a filter such as --region KG-Y."))
    result = engine.search(reader, query)
    if args.json:
        hits = [{name: hit[name] for name in _HIT} for hit in _hits(result)]
        print(json.dumps(hits, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(result, spoken(args))))
    return 0


_HIT = ("story", "language", "url", "title", "score", "matched")


def _hits(result: Result) -> Iterator[dict[str, Any]]:
    """The hits of all groups in order."""
    for group in result.groups:
        for hit in group.hits:
            yield {name: getattr(hit, name) for name in _HIT} | {"group": f"{group.language}/{group.by}"}


def _lines(result: Result, locale: str) -> Iterator[str]:
    """A result for people."""
    for group in result.groups:
        about = ", ".join(filter(None, (group.language, *(f"“{entry}”" for entry in group.synonyms))))
        yield f"{about or said(phrase('all'), locale)}: {number(group.total, locale)}"
        for hit in group.hits:
            withdrawn = f"[{said(phrase('withdrawn'), locale)}] " if hit.status == "withdrawn" else ""
            yield f"  {hit.date or said(phrase('undated'), locale):10}  {withdrawn}{printable(hit.title)}"
            yield f"  {'':10}  {hit.url}  {', '.join(hit.matched[:6])}".rstrip()
    if result.relaxed:
        yield said(phrase("No article has all the words."), locale)
    if result.unread:
        yield said(
            phrase(
                "Phrases were looked for in the best matches only; not read: {count}", count=result.unread
            ),
            locale,
        )
    if not result.groups:
        yield said(phrase("Nothing found."), locale)
    if result.suggestion:
        yield said(phrase("Did you mean: {text}", text=printable(result.suggestion)), locale)


def _why(error: ValueError) -> str:
    """Why a line is no query: a phrase of ours, or that it is no JSON."""
    known = error.args[0] if error.args else ""
    return known if isinstance(known, Phrase) else phrase("it is not JSON")


def _batch(reader: Reader) -> int:
    """Answer the queries on standard input; all results, unless a query has a limit."""
    for count, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
            if not isinstance(values, dict):
                raise ValueError(phrase("a query is an object"))
            query = read({"limit": None, **values})
        except ValueError as error:
            raise UsageError(
                phrase("Line {line} is no query: {reason}", line=str(count), reason=_why(error))
            ) from None
        result = engine.search(reader, query)
        answer = {
            "q": query.q,
            "total": result.total,
            "results": list(_hits(result)),
            "relaxed": result.relaxed,
            "suggestion": result.suggestion,
        }
        print(json.dumps(answer, ensure_ascii=False, separators=(",", ":")))
    return 0

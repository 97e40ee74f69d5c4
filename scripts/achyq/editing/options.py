"""The options of the editors' commands, apart from what runs them, so that others start quickly."""

from __future__ import annotations

import argparse
from typing import Final

from achyq import fields, usage
from achyq.fields import Field

#: What a new original may say; the rest belongs to translations or to later.
ASKED: Final = ("title", "language", "date", "event_date", "region", "organiser", "strategy", "tags",
                 "summary", "source", "note")  # fmt: skip


def new(parser: argparse.ArgumentParser) -> None:
    """The arguments of `achyq new`."""
    known = {field.name: field for field in fields.ARTICLE}
    for name in ASKED:
        field = known[name]
        for option, inner in _options(field):
            about = inner.about or field.about
            if field.many:
                parser.add_argument(option, action="append", default=[], metavar="TERM", help=about)
            else:
                metavar = "LOCALE" if inner.name == "language" else inner.kind.upper()
                parser.add_argument(option, default="", metavar=metavar, help=about)
    parser.epilog = "Options with TERM may be given again."
    parser.add_argument(
        "--status", choices=fields.STATUSES[:2], default="draft", help="draft, unless something else is said"
    )
    parser.add_argument("--slug", default="", metavar="SLUG", help="the name in the address (default: made)")
    parser.add_argument(
        "--text", metavar="FILE", help="take the article's text from it ('-': standard input)"
    )
    usage.add_language(parser)


def _options(field: Field) -> list[tuple[str, Field]]:
    """The options for a field: one, or one for each key of a group."""
    stem = "--" + field.name.replace("_", "-")
    return [(f"{stem}-{inner.name}", inner) for inner in field.fields] or [(stem, field)]


def translate(parser: argparse.ArgumentParser) -> None:
    """The arguments of `achyq translate`."""
    codes = fields.LOCALE_CODES
    parser.add_argument("story", metavar="STORY", help="its id, such as 2025/ton-week, or one of its files")
    parser.add_argument("--to", required=True, choices=codes, help="the language of the translation")
    parser.add_argument(
        "--from",
        dest="source",
        choices=codes,
        help="the language to translate from (default: the original's)",
    )
    parser.add_argument("--title", default="", metavar="TEXT", help="the title in the new language")
    parser.add_argument("--summary", default="", metavar="TEXT", help="the summary in the new language")
    parser.add_argument(
        "--renew",
        action="store_true",
        help="the translation is there and was brought up to date: set its digest to the original of now",
    )
    usage.add_language(parser)


def status(parser: argparse.ArgumentParser) -> None:
    """The arguments of `achyq status`."""
    parser.add_argument("--language", choices=fields.LOCALE_CODES, help="only what is left in that language")
    parser.add_argument("--json", action="store_true", help="print everything as one JSON object")
    usage.add_language(parser)


def registry(parser: argparse.ArgumentParser) -> None:
    """The arguments of `achyq registry`."""
    usage.add_language(parser)
    actions = parser.add_subparsers(
        dest="action", required=True, metavar="ACTION", help="what to do: add, rename, merge or check"
    )
    add = actions.add_parser("add", help="add a term: from options, or asking on a terminal")
    _add_kind(add)
    add.add_argument("id", nargs="?", default="", metavar="ID", help="its id, which never changes")
    add.epilog = "--name, --short, --description, --alias and --set may be given again."
    for name, about in (("name", "its name in one language"), ("short", "its short name in one language"),
                        ("description", "what it is, in one language")):  # fmt: skip
        add.add_argument(f"--{name}", action="append", default=[], metavar="LOCALE=TEXT", help=about)
    add.add_argument("--alias", action="append", default=[], metavar="TEXT", help="another name of it")
    about = "another field, such as country=KG or decree.type=law"
    add.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", help=about)
    add.add_argument("--file", default="", metavar="FILE", help="the registry file to put it into")
    rename = actions.add_parser("rename", help="give a term another id; the old one goes on working")
    merge = actions.add_parser("merge", help="make a term part of another; its id and names go on working")
    for action, last in ((rename, "NEW"), (merge, "INTO")):
        _add_kind(action)
        action.add_argument("old", metavar="OLD", help="the id of the term")
        action.add_argument(
            "new", metavar=last, help="the id that it gets, or of the term it becomes part of"
        )
        action.add_argument("--dry-run", action="store_true", help="say which files would change, no more")
    check = actions.add_parser("check", help="check the registries alone")
    for action in (add, rename, merge, check):
        usage.add_language(action)


def _add_kind(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=(*fields.TERMS, "glossary"), help="which registry")

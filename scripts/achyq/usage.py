"""What the command line says of itself, in six languages: its help, and what was wrong in a call.

Commands describe their options in English, with argparse. A call that is right needs no more, so no
catalogue is read for it; help and refusals are made once more from a parser whose texts were
replaced by those of `locales/<language>/LC_MESSAGES/usage.po`.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import IO, Final, NoReturn

from achyq.locale import LOCALES, read_po

_CODES: Final = tuple(locale.code for locale in LOCALES)
_FOLDER: Final = Path(__file__).parent / "locales"


class _Untold(Exception):
    """Help is wanted, or a refusal: to be said in the language of the person who asks."""


class Parser(argparse.ArgumentParser):
    """A parser that says nothing before `speak` has given it its language."""

    told = False

    def error(self, message: str) -> NoReturn:
        """Refuse the call."""
        if not self.told:
            raise _Untold
        super().error(message)

    def print_help(self, file: IO[str] | None = None) -> None:  # type: ignore[override]
        """Print the help."""
        if not self.told:
            raise _Untold
        super().print_help(file)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option by which a person chooses the language of what a command says; it may also stand
    before the command.
    """
    about = "speak that language (default: that of the environment)"
    parser.add_argument("--lang", choices=_CODES, metavar="LOCALE", default=argparse.SUPPRESS, help=about)


def asked(given: Sequence[str]) -> str:
    """The language that a call asks for with --lang, before it is understood; '' for none of ours."""
    found = ""
    for option, value in pairwise((*given, "")):
        name, has_value, own = option.partition("=")
        if name == "--lang":
            found = own if has_value else value
    return found if found in _CODES else ""


def read(parser: Parser, given: Sequence[str], locale: str) -> argparse.Namespace:
    """The options of a call. Says help, or why the call is refused, in the language of `locale`, and
    then raises SystemExit as argparse does.
    """
    with contextlib.suppress(_Untold):
        return parser.parse_args(given)
    with _argparse_speaks(locale):
        speak(parser, locale)
        return parser.parse_args(given)


def speak(parser: argparse.ArgumentParser, locale: str) -> None:
    """Put a parser's own texts, and those of its commands, into the language of `locale`."""
    if isinstance(parser, Parser):
        parser.told = True
    parser.description = parser.description and said(parser.description, locale)
    parser.epilog = parser.epilog and said(parser.epilog, locale)
    for group in parser._action_groups:  # noqa: SLF001 (argparse has no other way to its texts)
        group.title = group.title and said(group.title, locale)
    for action in parser._actions:  # noqa: SLF001
        action.help = action.help and said(action.help, locale)
        if isinstance(action.metavar, str):
            action.metavar = said(action.metavar, locale)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for line in action._choices_actions:  # noqa: SLF001
                line.help = line.help and said(line.help, locale)
            for inner in action.choices.values():
                speak(inner, locale)


def said(text: str, locale: str) -> str:
    """A text of the command line in the language of `locale`."""
    return catalogue(locale).get(text, text)


@lru_cache(maxsize=len(LOCALES))
def catalogue(locale: str) -> dict[str, str]:
    """The texts of a locale by their English ones; none for English."""
    if locale == "en":
        return {}
    path = _FOLDER / locale.replace("-", "_") / "LC_MESSAGES" / "usage.po"
    return {msgid: texts[0] for msgid, texts in read_po(path.read_text("utf-8")).items()}


@contextlib.contextmanager
def _argparse_speaks(locale: str) -> Iterator[None]:
    """Argparse asks gettext for its sentences, which would want compiled catalogues: it asks ours."""
    module = vars(argparse)
    own = {name: module[name] for name in ("_", "ngettext")}
    module["_"] = lambda text: said(text, locale)
    module["ngettext"] = lambda one, many, count: said(one if count == 1 else many, locale)
    try:
        yield
    finally:
        module.update(own)

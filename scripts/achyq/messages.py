"""What problems say, in six languages: English sentences that know what they were made from.

A `Phrase` is a `str` in English. It keeps its templates and their values, so that `said` can say
the same in another language: `locales/<language>/LC_MESSAGES/problems.po` has the templates as
msgids. Values stand in sentences as they are, so templates are worded to need no endings on them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from achyq.locale import LOCALES, number, read_po

_FOLDER: Final = Path(__file__).parent / "locales"
_CODES: Final = {locale.code.lower(): locale.code for locale in LOCALES}

#: A template and what goes into it: text, whole numbers, phrases, or texts by locale.
Part = tuple[str, Mapping[str, Any]]


class Phrase(str):
    """One or more English sentences with the `parts` that they were made from."""

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    def __new__(cls, parts: tuple[Part, ...]) -> Phrase:
        """The English text of the parts."""
        made = super().__new__(cls, _sentences(parts, "en"))
        made.parts = parts
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[tuple[Part, ...]]]:
        return Phrase, (self.parts,)


def phrase(template: str, /, **values: Any) -> Phrase:
    """A sentence: `template` with its {names} filled in."""
    return Phrase(((template, values),))


def phrases(*sentences: str) -> Phrase:
    """Several phrases, one after the other; empty ones are left out."""
    return Phrase(tuple(part for text in sentences if isinstance(text, Phrase) for part in text.parts))


def said(text: str, locale: str) -> str:
    """A phrase in the language of `locale`; any other text as it is."""
    return _sentences(text.parts, locale) if isinstance(text, Phrase) else text


def values_of(text: str) -> list[str]:
    """The texts that were filled into a phrase."""
    parts = text.parts if isinstance(text, Phrase) else ()
    return [value for _, values in parts for value in values.values() if isinstance(value, str)]


def locale_of(environment: Mapping[str, str] = os.environ) -> str:
    """The locale that the environment asks for, as POSIX has it (`ru_RU.UTF-8`, `uz_UZ@cyrillic`,
    also BCP 47 codes): LC_ALL, else LC_MESSAGES, else LANG; English where that is none of the six.
    """
    wanted = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    name, _, modifier = wanted.lower().partition("@")
    tags = name.split(".")[0].replace("_", "-").split("-")
    if modifier == "cyrillic" or "cyrl" in tags:
        return _CODES.get(f"{tags[0]}-cyrl", _CODES.get(tags[0], "en"))
    return _CODES.get(tags[0], "en")


def spoken(options: object) -> str:
    """The locale that a command speaks: that of its option --lang, else the environment's."""
    return getattr(options, "lang", "") or locale_of()


@lru_cache(maxsize=len(LOCALES))
def catalogue(locale: str) -> dict[str, str]:
    """The templates of a locale by their English ones; none for English."""
    if locale == "en":
        return {}
    path = _FOLDER / locale.replace("-", "_") / "LC_MESSAGES" / "problems.po"
    return {msgid: texts[0] for msgid, texts in read_po(path.read_text("utf-8")).items()}


def _sentences(parts: tuple[Part, ...], locale: str) -> str:
    return " ".join(
        catalogue(locale)
        .get(template, template)
        .format_map({name: _shown(value, locale) for name, value in values.items()})
        for template, values in parts
    )


def _shown(value: Any, locale: str) -> str:
    if isinstance(value, int):
        return number(value, locale)
    if isinstance(value, Mapping):
        return str(value[locale])
    return said(value, locale)

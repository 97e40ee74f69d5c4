"""The six interface languages: their names, their words and how they write numbers.

Words come from gettext catalogues, `locales/<language>/LC_MESSAGES/achyq.po`, whose msgids are the
English sentences. They are read as they are: a `.po` file of some hundred messages takes a few
milliseconds, so that there is nothing to compile, to cache or to forget to rebuild.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Locale:
    """An interface language: its BCP 47 `code`, its `name` in itself, and a short `badge`."""

    code: str
    name: str
    badge: str


#: The six locales, in the order in which the site lists them.
LOCALES: Final[tuple[Locale, ...]] = (
    Locale("ky", "Кыргызча", "ky"),
    Locale("kk", "Қазақша", "kk"),
    Locale("uz", "Oʻzbekcha", "uz"),
    Locale("uz-Cyrl", "Ўзбекча", "ўз"),
    Locale("ru", "Русский", "ru"),
    Locale("en", "English", "en"),
)

_CODES: Final = tuple(locale.code for locale in LOCALES)
_FOLDER: Final = Path(__file__).parent / "locales"

# Rows: the locale that speaks. Columns: the language spoken of, in the order of LOCALES.
_LANGUAGE_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "ky": ("Кыргызча", "Казакча", "Өзбекче", "Өзбекче (кирилл)", "Орусча", "Англисче"),
    "kk": ("Қырғызша", "Қазақша", "Өзбекше", "Өзбекше (кирилл)", "Орысша", "Ағылшынша"),
    "uz": ("Qirgʻizcha", "Qozoqcha", "Oʻzbekcha", "Oʻzbekcha (kirill)", "Ruscha", "Inglizcha"),
    "uz-Cyrl": ("Қирғизча", "Қозоқча", "Ўзбекча (лотин)", "Ўзбекча", "Русча", "Инглизча"),
    "ru": (
        "Кыргызский",
        "Казахский",
        "Узбекский",
        "Узбекский (кириллица)",
        "Русский",
        "Английский",
    ),
    "en": ("Kyrgyz", "Kazakh", "Uzbek", "Uzbek (Cyrillic)", "Russian", "English"),
}


def language_name(language: str, locale: str) -> str:
    """Name one of the six languages in one of the six locales, as a label with a capital.

    Raises ValueError when either is not one of the six.
    """
    return _LANGUAGE_NAMES[_checked(locale)][_CODES.index(_checked(language))]


def number(n: int, code: str) -> str:
    """Write a whole number with its thousands grouped: no-break spaces, in English commas (CLDR)."""
    return f"{n:,}" if _checked(code) == "en" else f"{n:,}".replace(",", "\N{NO-BREAK SPACE}")


def plural_form(n: int, code: str) -> int:
    """Return which of a catalogue's plural forms goes with `n` (CLDR's rules for whole numbers)."""
    if _checked(code) != "ru":
        return int(n != 1)
    if n % 10 == 1 and n % 100 != 11:
        return 0
    return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2


class Translations(NullTranslations):
    """The words of one locale with gettext's interface; what is missing stays English."""

    def __init__(self, code: str, messages: Mapping[str, tuple[str, ...]]) -> None:
        super().__init__()
        self.code: Final = _checked(code)
        self.messages: Final = messages

    def gettext(self, message: str) -> str:
        """Return the translation of `message`, or `message`."""
        forms = self.messages.get(message, ("",))
        return forms[0] or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that goes with `n`, else English `msgid1` for one and `msgid2` for others."""
        forms = self.messages.get(msgid1, ())
        form = plural_form(n, self.code)
        if form < len(forms) and forms[form]:
            return forms[form]
        return msgid1 if n == 1 else msgid2


@lru_cache(maxsize=32)
def translations(code: str, folder: Path = _FOLDER) -> Translations:
    """Load the catalogue of a locale in `folder`; an empty one when there is no such file.

    Raises ValueError, with the file and the line, when it is no valid `.po` file.
    """
    path = folder / _checked(code).replace("-", "_") / "LC_MESSAGES" / "achyq.po"
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Translations(code, {})
    try:
        return Translations(code, read_po(text))
    except ValueError as error:
        raise ValueError(f"{path}:{error}") from error


class Words:
    """The interface text of one locale. Call it with an English sentence to get it translated.

    `words("Page {page}", page=3)` fills in the parameters; without any, braces stay as they are.
    Raises ValueError when the translation asks for a parameter that is not given.
    """

    def __init__(self, code: str, folder: Path = _FOLDER) -> None:
        self.code: Final = code
        self.translations: Final = translations(code, folder)

    def __call__(self, msgid: str, **params: object) -> str:
        """Return `msgid` in the locale's language, filled in."""
        text = self.translations.gettext(msgid)
        return self._fill(text, params) if params else text

    def n(self, singular: str, plural: str, count: int, **params: object) -> str:
        """Return the form for `count`, which is also the parameter `{count}`, with grouped thousands."""
        text = self.translations.ngettext(singular, plural, count)
        return self._fill(text, {"count": number(count, self.code), **params})

    def _fill(self, text: str, params: Mapping[str, object]) -> str:
        try:
            return text.format_map(params)
        except (KeyError, IndexError, AttributeError, ValueError) as error:
            raise ValueError(f"{self.code}: can't fill {text!r} with {', '.join(sorted(params))}") from error


_LINE: Final = re.compile(r'(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d)\])? *)?"((?:[^"\\]|\\.)*)"')
_ESCAPE: Final = re.compile(r"\\(.)")
_ESCAPED: Final = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}


def read_po(text: str) -> dict[str, tuple[str, ...]]:
    """Read the messages of a `.po` file: msgid → its translation, or its plural forms.

    The header, fuzzy and obsolete entries are left out. Raises ValueError ("line: reason") on
    anything that is not the format of GNU gettext, on a msgid given twice, and on `msgctxt`,
    which Achyq does not use.
    """
    messages: dict[str, tuple[str, ...]] = {}
    for line, fuzzy, fields in _entries(text):
        msgid = fields.pop("msgid", None)
        fields.pop("msgid_plural", None)
        if msgid is None or not fields:
            raise ValueError(f"{line}: an entry needs a msgid and a msgstr")
        if msgid in messages:
            raise ValueError(f"{line}: msgid {msgid!r} is there twice")
        if msgid and not fuzzy:
            messages[msgid] = tuple(fields[name] for name in sorted(fields))
    return messages


def _entries(text: str) -> Iterator[tuple[int, bool, dict[str, str]]]:
    """Yield each entry: the line it begins on, whether it is fuzzy, and its fields."""
    fields: dict[str, str] = {}
    start, fuzzy, current = 0, False, ""
    for line_number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        is_comment = line.startswith("#")
        if fields and (is_comment or line.startswith(("msgid ", "msgctxt ")) or not line):
            yield start, fuzzy, fields
            fields, fuzzy, current = {}, False, ""
        if is_comment:
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{line_number}: this is not a line of a .po file: {line}")
        keyword, index, value = match.groups()
        if keyword == "msgctxt":
            raise ValueError(f"{line_number}: msgctxt is not supported")
        if keyword:
            current = f"{keyword}[{index or 0}]" if keyword == "msgstr" else keyword
            if current in fields:
                raise ValueError(f"{line_number}: {current} is there twice")
            start = start if fields else line_number
            fields[current] = ""
        elif not current:
            raise ValueError(f"{line_number}: a text without a keyword")
        fields[current] += _ESCAPE.sub(lambda m: _ESCAPED.get(m[1], m[0]), value)
    if fields:
        yield start, fuzzy, fields


def _checked(code: str) -> str:
    if code not in _CODES:
        raise ValueError(f"no such locale: {code}")
    return code

"""Words of a text, and the forms and folds under which they are known.

The rules are in `rules/text.json`, which the reader's browser has too. The letters of the pivots are
those of the alphabets: Uzbek Latin of 1995 and of its reform, Kazakh Latin as drafted in 2021 (and in
2018, known by its acute accents). Where Uzbek Cyrillic becomes Latin, `translit` has the same rules.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Any, Final, NamedTuple

LANGUAGES: Final = ("ky", "kk", "uz", "ru", "en")

#: How many letters of a word count: what follows is cut off, so that no word costs more than this.
LONGEST: Final = 40


class Token(NamedTuple):
    """A word as it stands in a text: where it begins and ends, and the text between."""

    start: int
    end: int
    text: str


def rules(name: str) -> Any:
    """Read the rules `name` (`text` or a language). Raises FileNotFoundError when there are none."""
    return json.loads(resources.files("achyq.search").joinpath(f"rules/{name}.json").read_text("utf-8"))


def _pairs(pairs: list[str]) -> dict[int, str]:
    return {ord(pair[0]): pair[1:] for pair in pairs}


_RULES: Final = rules("text")
_APOSTROPHES: Final[str] = _RULES["apostrophes"]
_HYPHENS: Final[str] = _RULES["hyphens"]
_INNER: Final[str] = "\u0300-\u036f" + _RULES["dropped"]

_LETTER: Final = rf"(?:[oOgG][{_APOSTROPHES}]?|[^\W_])"
_TOKEN: Final = re.compile(rf"{_LETTER}(?:{_LETTER}|[{_INNER}]|[{_HYPHENS}{_APOSTROPHES}](?=[^\W_]))*")
_PLAIN: Final = _pairs(
    [mark + "ʻ" for mark in _APOSTROPHES]
    + [hyphen + "-" for hyphen in _HYPHENS]
    + list(_RULES["dropped"])
    + _RULES["variants"]
)
_FOLD: Final = {language: _pairs(pairs) for language, pairs in _RULES["fold"].items()}
#: Pairs of letters that a fold does not tell from one: Kazakh Latin writes both я and ия as ia.
_MERGED: Final[dict[str, list[list[str]]]] = _RULES["merged"]
_TO_CYRILLIC: Final = {language: _pairs(pairs) for language, pairs in _RULES["lookalikes"].items()}
_TO_LATIN: Final = {
    language: {ord(pair[1]): pair[0] for pair in reversed(pairs)}
    for language, pairs in _RULES["lookalikes"].items()
}
_NOT_WORD: Final = re.compile(r"[^\w\u0300-\u036fʻ-]|_")
_CYRILLIC: Final = re.compile(r"[\u0400-\u052f]")
_LATIN: Final = re.compile(r"[a-zäñöüəɵ]")
_LATIN_WITH_ENDING: Final = re.compile(r"[a-z\u00e0-\u024f]{2,}[\u0400-\u052f]{2,}")
_ORDINARY: Final = re.compile(r"[\u0400-\u045f\u0490-\u04ff0-9-]*|[a-zʻ0-9-]*")
#: Words that are their own form: small letters of the script in which the language is searched.
_CYRILLIC_WORD: Final = re.compile(r"[а-яёіүөңғқәұһ]+")
_LATIN_WORD: Final = re.compile(r"[a-z]+")
_PLAIN_WORD: Final = {
    **dict.fromkeys(("ky", "kk", "ru"), _CYRILLIC_WORD),
    **dict.fromkeys(("uz", "en"), _LATIN_WORD),
}
_ROUNDS: Final = 4
_MARKS: Final = re.compile(r"[\u0300-\u036f]+")
_LEADING: Final = re.compile(r"^[ʻ\u0300-\u036f]+")
_LONE: Final = re.compile(r"([og]ʻ|)ʻ*$")


def tokens(text: str) -> Iterator[Token]:
    """Find the words of a text: letters and digits with the apostrophes and hyphens inside them."""
    for match in _TOKEN.finditer(text):
        yield Token(match.start(), match.end(), match[0])


def words(text: str) -> list[str]:
    """The words of a text alone, as `tokens` finds them."""
    return _TOKEN.findall(text)


def analysis_language(locale: str) -> str:
    """Name the language by whose rules texts of a locale are analysed: "" when there are none."""
    language = locale.partition("-")[0].lower()
    return language if language in LANGUAGES else ""


@lru_cache(maxsize=1 << 14)
def form(word: str, language: str) -> str:
    """Normalise a word, in the script that its language is searched in: "" if a fold leaves nothing of it.

    Small letters, composed; one apostrophe and one hyphen; no invisible characters and no stress
    marks; letters that only look right repaired. Raises KeyError when the language is unknown.
    """
    known = word.lower()
    if len(known) > LONGEST or not _PLAIN_WORD[language].fullmatch(known):
        known = _worked_out(word, language)
    return known if known.translate(_FOLD[language]) else ""


def _worked_out(word: str, language: str) -> str:
    known = _normalised(word[: 4 * LONGEST], language)
    for _ in range(_ROUNDS):
        if _ORDINARY.fullmatch(known):
            break
        known = _normalised(known, language)  # what was repaired or dropped may let more be seen
    return known


def _normalised(word: str, language: str) -> str:
    plain = unicodedata.normalize("NFC", word).lower().translate(_PLAIN)
    plain = _NOT_WORD.sub("", unicodedata.normalize("NFC", plain))
    parts = [_part(part, language) for part in plain.split("-")]
    return _trimmed("-".join(filter(None, parts))[:LONGEST])


def _part(part: str, language: str) -> str:
    """Repair what stands between two hyphens and put it into the pivot script."""
    spelled = _repaired(part, language)
    if language in _PIVOTS:
        spelled = _PIVOTS[language](spelled)
    if language == "uz":
        return _trimmed(_LEADING.sub("", spelled))
    if language == "en":
        spelled = spelled.removesuffix("ʻs")
    return _LEADING.sub("", spelled.replace("ʻ", ""))


def _trimmed(word: str) -> str:
    """Drop hyphens and apostrophes at the end, but for that of oʻ and gʻ."""
    return _LONE.sub(r"\1", word.rstrip("-"))


def _repaired(word: str, language: str) -> str:
    """Replace letters of the other script that only look like those of the word's own."""
    cyrillic, latin = _CYRILLIC.findall(word), _LATIN.findall(word)
    if not cyrillic or not latin or _LATIN_WITH_ENDING.fullmatch(word):
        return word
    if len(latin) <= len(cyrillic):
        table, strange = _TO_CYRILLIC[language], latin
    else:
        table, strange = _TO_LATIN[language], cyrillic
    return word.translate(table) if all(ord(letter) in table for letter in strange) else word


class _Pivot:
    """Transliteration into the pivot script, letter by letter with an eye on the letters beside it."""

    def __init__(self, pivot: dict[str, Any]) -> None:
        self._letters: dict[str, str] = {pair[0]: pair[1:] for pair in pivot["letters"]}
        self._at: dict[str, list[list[str]]] = {}
        for rule in pivot["at"]:
            self._at.setdefault(rule[0], []).append(rule)
        self._words: list[list[str]] = pivot.get("words", [])
        self._old: list[str] = pivot.get("old", [])

    def __call__(self, word: str) -> str:
        if not any(letter in self._letters for letter in word):
            return word
        for whole, spelled in self._words:
            word = word.replace(whole, spelled)
        if self._old and any(letter in word for letter in self._old[0]):
            word = word.translate(_pairs(self._old[1:]))
        return "".join([self._spelled(word, i) for i in range(len(word))])

    def _spelled(self, word: str, i: int) -> str:
        letter = word[i]
        before, after = word[i - 1] if i else "^", word[i + 1 : i + 2]
        for _, befores, afters, spelled in self._at.get(letter, ()):
            if (not befores or before in befores) and (not afters or (after and after in afters)):
                return spelled
        return self._letters.get(letter, letter)


_PIVOTS: Final = {language: _Pivot(pivot) for language, pivot in _RULES["pivot"].items()}


@lru_cache(maxsize=1 << 14)
def fold(form: str, language: str) -> str:
    """Spell a form as a keyboard without the language's own letters does, and so that its scripts agree.

    Idempotent.
    """
    if language in ("uz", "en") and not form.isascii():
        form = _MARKS.sub("", unicodedata.normalize("NFD", form))
    for pair, letter in _MERGED.get(language, ()):
        form = form.replace(pair, letter)
    return form.translate(_FOLD[language])

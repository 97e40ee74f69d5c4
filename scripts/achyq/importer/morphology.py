"""Word forms of the six languages, as far as names need them: what may stand after the stem of a name.

`stems` cut from a word of a registry's name what a text may inflect away, `Stems.find` says which known stems
a word of a text may be a form of. One grammar serves Kyrgyz, Kazakh and Uzbek in Cyrillic: their case and
possessive endings differ in vowels and first consonants only, which vowel harmony and assimilation choose.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

_A: Final = "[аеоөәэ]"
_I: Final = "[ыиіуүі]"
_CASE: Final = (
    rf"(?:[ндт]{_I}[нң]|нинг|[гғкқн]{_A}|[ндт]{_I}|н?[дт]{_A}|н?[дт]{_A}[гғ]{_I}(?:л{_A}р)?|н?[дтн]{_A}н"
    rf"|[мбп]ен|[гғкқ]?{_A}?[чш]{_A})"
)
_POSSESSIVE: Final = rf"(?:с?{_I})"
_PLURAL: Final = rf"(?:[лдт]{_A}р)"
_ADJECTIVE: Final = rf"(?:[лдт]{_I}[кқгғ])"

#: What may follow a stem, by grammar: Turkic in Cyrillic, Uzbek in Latin, Russian, English.
_ENDINGS: Final[dict[str, re.Pattern[str]]] = {
    "turkic": re.compile(rf"{_ADJECTIVE}?{_PLURAL}?{_POSSESSIVE}?{_CASE}?"),
    "latin": re.compile(
        r"(?:li[kg])?(?:lar)?(?:s?i)?(?:ning|ni|n?[dt]a|n?[dt]an|n?[dt]agi|[gkq]?acha|n?[gkq]a|n?a)?"
    ),
    "russian": re.compile(
        r"(?:ого|его|ому|ему|ыми|ими|ая|яя|ое|ее|ые|ие|ый|ий|ой|ую|юю|ым|им|ом|ем|ых|их|ами|ями|ам|ям|ах|"
        r"ях|ов|ев|ией|ей|ию|ии|ия|ием|иям|иями|иях|ью|а|я|о|е|ы|и|у|ю|ь|й)?"
    ),
    "english": re.compile(r"s?"),
}
_TURKIC_TAIL: Final = re.compile(rf"(?:{_I}(?:н{_I}[нң]|нинг)?|[ндт]{_I}[нң]|нинг)$")
_LATIN_TAIL: Final = re.compile(r"(?:i(?:ning)?|ning)$")
_RUSSIAN_TAIL: Final = re.compile(
    rf"(?:{_ENDINGS['russian'].pattern.removeprefix('(?:').removesuffix(')?')})$"
)
_ENGLISH_TAIL: Final = re.compile(r"(?<=[a-z]{3})s$")
_TAILS: Final = {
    "turkic": _TURKIC_TAIL,
    "latin": _LATIN_TAIL,
    "russian": _RUSSIAN_TAIL,
    "english": _ENGLISH_TAIL,
}
_AFTER_VOWEL: Final = {"turkic": re.compile("[аеёиоуыэюяөүұәі]с$"), "latin": re.compile("[aeiou]s$")}
#: No stem is longer.
_LONGEST: Final = 40
#: The shortest stem that an ending may be cut from.
_SHORTEST: Final = {"turkic": 4, "latin": 4, "russian": 3, "english": 4}
_FROM_LOCALE: Final = {
    "ky": ("turkic",),
    "kk": ("turkic",),
    "uz-Cyrl": ("turkic",),
    "uz": ("latin",),
    "ru": ("russian",),
    "en": ("english",),
}
#: Consonants that a vowel after them makes voiced: агенттик, агенттиги.
_VOICED: Final = str.maketrans("гғбg", "кқпk")
#: A Turkic word that something belongs to.
GENITIVE: Final = re.compile(r"(?:[ндт][ыиіуү][нң]|нинг|ning)$", re.IGNORECASE)
APOSTROPHES: Final = re.compile("['`´ʹʻʼʽʾʿ‘’‛′]")
_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['`´ʹʻʼʽʾʿ‘’‛′-][^\W\d_]+)*|\d+")


#: Initials whose ending stands after a hyphen: ЕҚЫҰ-ның.
_INITIALS: Final = re.compile(r"^([^\W\d_a-zа-яёәғқңөұүһіўҳ]{2,8})-(?=[a-zа-яёәғқңөұүһіўҳ]{1,6}$)")


class Token(NamedTuple):
    """A word of a text: its span, and its `key`, under which different spellings of it are one."""

    start: int
    end: int
    key: str


class Stem(NamedTuple):
    """The part of a name's word that stays the same in all its forms, and the grammar of the rest."""

    key: str
    grammar: str


def key(word: str) -> str:
    """The word as it is compared: NFC, lower case, no apostrophes, ё as е."""
    folded = unicodedata.normalize("NFC", APOSTROPHES.sub("", word)).casefold()
    return folded.replace("ё", "е").replace("\u0307", "")


def tokens(text: str) -> list[Token]:
    """The words and numbers of the text; words joined by hyphens or apostrophes are one."""
    return [Token(m.start(), m.end(), key(_INITIALS.sub(r"\1", m[0]))) for m in _TOKEN.finditer(text)]


def grammars(word: str, locale: str = "") -> tuple[str, ...]:
    """The grammars that a word of a name may follow; without a `locale` its letters decide."""
    if locale:
        return _FROM_LOCALE[locale]
    return ("turkic", "russian") if re.search("[\u0400-\u052f]", word) else ("latin", "english")


def stems(word: str, grammar: str) -> tuple[Stem, ...]:
    """The stems that a word as a name has it may have: a Turkic -сы is an ending after a vowel only, and of
    which kind the word is its letters don't say (облус-у, прокуратура-сы).
    """
    folded = key(word)
    cut = _TAILS[grammar].sub("", folded)
    found = [cut if len(cut) >= _SHORTEST[grammar] else folded]
    if found[0] != folded and grammar in _AFTER_VOWEL and _AFTER_VOWEL[grammar].search(found[0]):
        found.append(found[0][:-1])
    return tuple(Stem(_unvoiced(one), grammar) for one in found)


def is_form(word: str, of: Stem) -> bool:
    """Whether the key `word` may be a form of the stem."""
    size = len(of.key)
    return _unvoiced(word[:size]) == of.key and bool(_ENDINGS[of.grammar].fullmatch(word, size))


def is_ending(text: str) -> bool:
    """Whether `text` may stand after a stem in any of the grammars, or is nothing."""
    return any(pattern.fullmatch(key(text)) for pattern in _ENDINGS.values())


def prefixes(word: str) -> list[str]:
    """All beginnings of the key `word`, as the keys of stems are written; the longest first."""
    return [_unvoiced(word[:size]) for size in range(min(len(word), _LONGEST), 0, -1)]


def _unvoiced(text: str) -> str:
    return text[:-1] + text[-1:].translate(_VOICED)

"""Alphabetical order in each of the six locales.

Source of the rules: CLDR's tailorings of the Unicode collation order. `ky` and `kk` count ё as a
letter, `kk` has ұ before ү and і before ь, `uz` has oʻ gʻ sh ch after z, `ru` and `en` follow the
root order, in which ё is е with an accent; each has its own script first. CLDR has no rules for
Uzbek Cyrillic: the alphabet of 1940 ends in ў қ ғ ҳ. Like CLDR, and unlike the list of letters in
the law, `uz` does not count ng as a letter: no spelling tells it from n and g (Angren, singil).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

#: The letters of each locale in order; those of more than one character are digraphs.
ALPHABETS: Final[dict[str, str]] = {
    "ky": "а б в г д е ё ж з и й к л м н ң о ө п р с т у ү ф х ц ч ш щ ъ ы ь э ю я",
    "kk": "а ә б в г ғ д е ё ж з и й к қ л м н ң о ө п р с т у ұ ү ф х һ ц ч ш щ ъ ы і ь э ю я",
    "uz": "a b d e f g h i j k l m n o p q r s t u v x y z oʻ gʻ sh ch",
    "uz-Cyrl": "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш ъ ь э ю я ў қ ғ ҳ",
    "ru": "а б в г д е ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я",
    "en": "a b c d e f g h i j k l m n o p q r s t u v w x y z",
}

# Letters that a locale lacks come after the letter that is before them here.
_CYRILLIC: Final = (
    "а ә б в г ғ ґ д е є ж җ ҷ з и і ї й к қ л м н ң о ө п р с т у ұ ү ф х ҳ һ ц ч ш щ ъ ы ь э ю я"
)
_LATIN: Final = "a b c d e ə f g h i ı j k l m n o p q r s t u v w x y z"

# Anything that is used for ʻ and ʼ: they are one at the first level.
_APOSTROPHES: Final = str.maketrans(dict.fromkeys("ʼ‘’'`´ʹ′", "ʻ"))

_SEPARATOR: Final = 0
_NUMBER: Final = 1
_FIRST_LETTER: Final = 20  # after the digits, which are 2 to 11
_OTHER: Final = 1000  # letters of other scripts by code point


class SortKey(NamedTuple):
    """What to compare, in this order: letters and numbers, accents, case, the text itself."""

    letters: tuple[int, ...]
    accents: tuple[str, ...]
    case: str
    text: str


@lru_cache(maxsize=65536)
def sort_key(text: str, locale: str) -> SortKey:
    """Return the key by which `text` sorts in the alphabet of `locale`.

    Word by word; numbers by value and before letters; punctuation around words and the case of
    letters do not count, accents only between otherwise equal texts; other scripts come last.
    Different texts never have equal keys. Raises ValueError when the locale is not one of the six.
    """
    weights, pattern = _order(locale)
    folded = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).casefold()
    letters: list[int] = []
    accents: list[str] = []
    gap = False
    for piece in pattern.findall(unicodedata.normalize("NFC", folded)):
        if piece == "ʻ":
            continue
        if unicodedata.combining(piece[0]):
            if accents:
                accents[-1] += piece
            continue
        parts = _elements(piece, weights)
        if parts is None:
            gap = True
            continue
        if gap and letters:
            letters.append(_SEPARATOR)
            accents.append("")
        gap = False
        letters += parts[0]
        accents.append(parts[1])
    return SortKey(tuple(letters), tuple(accents), text.swapcase(), text)


def initial(text: str, locale: str) -> str:
    """The letter that `text` stands under in an index of the locale: a capital of its alphabet, digraphs
    too (Oʻ, Sh); another alphabet's letter as it is; '' where there is none.
    """
    weights, pattern = _order(locale)
    folded = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).casefold()
    for piece in pattern.findall(folded):
        if piece in weights:
            return str(piece[:1].upper() + piece[1:])
        base = unicodedata.normalize("NFKD", piece)[0]
        if base.isalpha():
            return base.upper()
    return ""


def _elements(piece: str, weights: dict[str, int]) -> tuple[list[int], str] | None:
    """Weigh a letter, digraph or number and list its accents; None for what separates words."""
    weight = weights.get(piece)
    if weight is not None:
        return [weight], ""
    if piece[0].isdecimal():
        digits = [unicodedata.decimal(digit) for digit in piece.lstrip("0")]
        return [_NUMBER, len(digits), *(2 + digit for digit in digits)], ""
    decomposed = unicodedata.normalize("NFKD", piece)
    base = decomposed[0]
    if not base.isalnum():
        return None
    return [weights.get(base, _OTHER + ord(base))], decomposed[1:]


@lru_cache(maxsize=6)
def _order(locale: str) -> tuple[dict[str, int], re.Pattern[str]]:
    """Weigh each letter, and make the pattern that cuts a text into letters and numbers."""
    if locale not in ALPHABETS:
        raise ValueError(f"no such locale: {locale}")
    own = ALPHABETS[locale].split()
    scripts = [_CYRILLIC.split(), _LATIN.split()]
    if own[0] == "a":
        scripts.reverse()
    ordered = list(own)
    for before, letter in zip(["", *scripts[0]], scripts[0], strict=False):
        if letter not in ordered:
            ordered.insert(ordered.index(before) + 1, letter)
    ordered += scripts[1]
    digraphs = [letter for letter in own if len(letter) > 1]
    pattern = re.compile("|".join([r"\d+", *digraphs, "."]), re.DOTALL)
    return {letter: _FIRST_LETTER + n for n, letter in enumerate(ordered)}, pattern

"""The traits of a text: how its words begin, and its numbers, in one spelling for all languages.

Names, loan words and figures read alike in Kyrgyz, Kazakh, Uzbek, Russian and English once their letters
are: Нарындагы, Naryn and Naryndagi have a trait in common. What inflection adds falls away. Of a text a
sample is kept, the smallest hashes (bottom-k sketch, Cohen and Kaplan 2007), so that texts with much in
common have it in their samples too.
"""

from __future__ import annotations

import re
from array import array
from typing import Final
from zlib import crc32

#: Letters of a word that count; shorter words say nothing.
_LETTERS: Final = 5
#: Digits of a number that says something, and traits that are kept of a text.
_DIGITS, _KEPT = 3, 64
#: Letters of both scripts in one spelling; two are apart only where all five languages hear it.
_SPELLED: Final = str.maketrans(
    {
        pair[0]: pair[1:]
        for pair in (
            "аa әa бb вv гg ғg дd еe эe жj җj зz иi йi іi ыi кk қk лl мm нn ңn оo өo ўo пp рr сs цs шs щs тt"
            " уu үu ұu фf хh һh ҳh чc ёio юiu яia ъ ь qk wv xh yi"
        ).split()
    }
)
#: Sounds that Latin spells with two letters, before the others.
_SOUNDS: Final = ("zh", "j"), ("kh", "h"), ("gh", "g"), ("sh", "s"), ("ts", "s"), ("ch", "ч"), ("c", "k")
_APOSTROPHES: Final = "ʻʼ'’‘`"
#: Each begins with one digit, which alone is quick to look for.
_NUMBER: Final = re.compile(r"[0-9](?:[0-9]{0,2}(?:[ \u00a0.,][0-9]{3})+(?![0-9])|[0-9]*(?:[.,][0-9]+)*)")
#: Letters that are respelled, among which are those that count.
_BEGINNING: Final = 8
_BEGINNINGS: Final = re.compile(rf"(\w{{{_LETTERS},{_BEGINNING}}})\w*")
_BETWEEN: Final = re.compile(r"[^0-9]+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}\Z")


#: The hashes of beginnings of words that were met, since nine of ten come again; about so many stay.
_met: Final[list[dict[str, int]]] = [{}]
_REMEMBERED: Final = 1 << 16
#: In place of a hash, for words that become too short; no CRC is negative.
_NONE: Final = -1


def of(*texts: str) -> bytes:
    """The traits of some texts together: up to 64 hashes of 32 bits, in ascending order. Cost: linear."""
    text = "\n".join(texts).lower()
    for mark in _APOSTROPHES:
        text = text.replace(mark, "")
    hashes = _hashes(set(_BEGINNINGS.findall(text)))
    hashes |= {crc32(number.encode()) for number in map(_number, _NUMBER.findall(text)) if number}
    return array("I", sorted(hashes)[:_KEPT]).tobytes()


def _hashes(words: set[str]) -> set[int]:
    """The hashes of words by their first letters in the one spelling."""
    met = _met[0]
    got = [*map(met.get, words)]
    new = [word for word, found in zip(words, got, strict=True) if found is None]
    spelled = "\n".join(new)
    for sound, letter in _SOUNDS:
        spelled = spelled.replace(sound, letter)
    begun = spelled.translate(_SPELLED).split("\n") if new else []
    more = [crc32(begins[:_LETTERS].encode()) if len(begins) >= _LETTERS else _NONE for begins in begun]
    if len(met) > _REMEMBERED:
        _met[0] = met = {}
    met.update(zip(new, more, strict=True))
    return {found for found in (*got, *more) if found is not None} - {_NONE}


def _number(text: str) -> str:
    """The digits of a number; '' for a short one and for a year, which all texts of a year have."""
    digits = _BETWEEN.sub("", text)
    return digits if len(digits) >= _DIGITS and not _YEAR.match(text) else ""

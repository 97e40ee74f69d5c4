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
_WORD: Final = re.compile(rf"\w{{{_LETTERS},}}")
_NUMBER: Final = re.compile(r"[0-9]{1,3}(?:[ \u00a0.,][0-9]{3})+(?![0-9])|[0-9]+(?:[.,][0-9]+)*")
#: Letters that are respelled, among which are those that count.
_BEGINNING: Final = 8
_BETWEEN: Final = re.compile(r"[^0-9]+")
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}\Z")


def of(*texts: str) -> bytes:
    """The traits of some texts together: up to 64 hashes of 32 bits, in ascending order. Cost: linear."""
    text = "\n".join(texts).lower()
    for mark in _APOSTROPHES:
        text = text.replace(mark, "")
    words = " ".join({word[:_BEGINNING] for word in _WORD.findall(text)})
    for sound, letter in _SOUNDS:
        words = words.replace(sound, letter)
    said = {word[:_LETTERS] for word in words.translate(_SPELLED).split() if len(word) >= _LETTERS}
    said |= {_number(number) for number in _NUMBER.findall(text)} - {""}
    return array("I", sorted([crc32(trait.encode()) for trait in said])[:_KEPT]).tobytes()


def _number(text: str) -> str:
    """The digits of a number; '' for a short one and for a year, which all texts of a year have."""
    digits = _BETWEEN.sub("", text)
    return digits if len(digits) >= _DIGITS and not _YEAR.match(text) else ""

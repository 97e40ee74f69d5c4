"""Letters that stand in Cyrillic words because they look the same: Latin ones (кoррупция with a Latin o), and
those of other alphabets than the language's (кѳп with the old fita).
"""

from __future__ import annotations

import re
from typing import Final

_CYRILLIC: Final = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
#: Letters that no language of the archive has, for those that it has: ө, ң, ү, қ.
_OTHERS: Final = str.maketrans("ѳѲҥҤѵѴҝҜ", "өӨңҢүҮқҚ")
_WORD: Final = re.compile(r"[^\W\d_]+")
_HAS_CYRILLIC: Final = re.compile("[\u0400-\u052f]")
_HAS_LATIN: Final = re.compile("[A-Za-z]")


def repaired(text: str) -> str:
    """The text, as long as before, with such letters made Cyrillic. A word with Latin letters of another look
    stays as it is: COVIDге. Cost: linear.
    """
    return _WORD.sub(lambda m: _word(m[0]), text.translate(_OTHERS))


def _word(word: str) -> str:
    if word.isascii() or not (_HAS_LATIN.search(word) and _HAS_CYRILLIC.search(word)):
        return word
    fixed = word.translate(_CYRILLIC)
    return word if _HAS_LATIN.search(fixed) else fixed

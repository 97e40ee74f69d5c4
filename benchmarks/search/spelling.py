"""How people type words: without their special letters, or in the language's other script.

These tables are the benchmark's own, so that an engine is not measured by its own idea of spelling.
All work on lower case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

#: The letters that a Russian keyboard lacks, and what is typed instead; for Uzbek Latin, the apostrophes.
_PLAIN: Mapping[str, Mapping[int, int | None]] = {
    "ky": str.maketrans("өүң", "оун"),
    "kk": str.maketrans("әғқңөұүһі", "агкноуухи"),
    "uz": str.maketrans("", "", "ʻʼ'’‘`"),
}
WITH_LETTERS = frozenset(_PLAIN)
#: The Kazakh Latin alphabet as presented in January 2021.
_KAZAKH = str.maketrans(
    dict(zip("абвгдежзийклмнопрстуфхһыэ", "abvgdejziiklmnoprstufhhye", strict=True))
    | dict(zip("әғқңөұүші", "äğqñöūüşı", strict=True))
    | {"ё": "io", "ц": "ts", "ч": "tş", "щ": "ştş", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
)
#: The Uzbek alphabets of 1995 and 1940; where a letter stands for several, its place decides.
_UZBEK = {
    "yoʻ": "йў",
    "yo": "ё",
    "yu": "ю",
    "ya": "я",
    "ye": "е",
    "sh": "ш",
    "ch": "ч",
    "oʻ": "ў",
    "gʻ": "ғ",
    **dict(zip("abdefghijklmnopqrstuvwxyzʼ", "абдефгҳижклмнопқрстуввхйзъ", strict=True)),
}
_UZBEK_SOUND = re.compile("|".join([r"ts(?=i(?:ya|on))", *_UZBEK]))


def plain(text: str, language: str) -> str:
    """Typed without the special letters of `language`."""
    return text.lower().translate(_PLAIN[language])


def other_script(text: str, language: str) -> str:
    """Kazakh Cyrillic in Latin letters, Uzbek Latin in Cyrillic ones.

    Kazakh loses what the alphabet does not tell apart (и and й, х and һ); Uzbek loan words don't get
    back their ь.
    """
    text = text.lower()
    return text.translate(_KAZAKH) if language == "kk" else _UZBEK_SOUND.sub(_uzbek, text)


def _uzbek(match: re.Match[str]) -> str:
    sound, before = match[0], match.string[: match.start()][-1:]
    if sound == "e" and (not before.isalpha() or before in "aeiou"):
        return "э"
    return "ц" if sound == "ts" else _UZBEK[sound]

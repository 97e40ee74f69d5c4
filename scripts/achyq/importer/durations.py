"""How many days something lasts that has ended or begins: a five-day course that finished, эки күндүк окуу
аяктады, двухдневный семинар начнётся.
"""

from __future__ import annotations

import re
from typing import Final

#: Days that something lasts, by the beginnings of words for numbers.
_LASTING: Final = (
    r"\b(?:(?P<en>two|three|four|five|six)(?:-day|\sdays of)|(?P<ru>двух|тр[её]х|четыр[её]х|пяти|"
    r"шести)дневн\w+|"
    r"(?P<ky>эки|үч|төрт|беш|алты) күндүк|(?P<kk>екі|үш|төрт|бес|алты) күндік|"
    r"(?P<uz>ikki|uch|toʻrt|besh|olti) kunlik|(?P<cyrl>икки|уч|тўрт|беш|олти) кунлик)\b"
)
#: The same before the word for its end, and for its beginning.
_ENDED: Final = re.compile(
    _LASTING + r".*\b(?:finished|ended|concluded|completed|wrapped up|заверш\w+|окончи\w+|аякта\w+|аяқта\w+|"
    r"якунлан\w+|yakunlan\w+)",
    re.IGNORECASE | re.DOTALL,
)
_BEGAN: Final = re.compile(
    _LASTING
    + r".*\b(?:began|begins?|starts?|started|opens?|opened|kicked off|нач(?:ал|н[её]т)\w+|начина[ею]тся|"
    r"старт\w+|откро[ею]тся|открыл\w+|башталды|башталат|башталган|басталды|басталады|бошланди|бошланади|"
    r"boshlandi|"
    r"boshlanadi)\b",
    re.IGNORECASE | re.DOTALL,
)
_NUMBERS: Final = {
    word: number
    for number, words in enumerate(
        (
            "two двух эки екі ikki икки",
            "three трех трёх үч үш uch уч",
            "four четырех четырёх төрт toʻrt тўрт",
            "five пяти беш бес besh",
            "six шести алты olti олти",
        ),
        2,
    )
    for word in words.split()
}


def ended(sentence: str) -> int:
    """The number of days that the sentence says to have ended; 1 when it says none."""
    return _days(_ENDED, sentence)


def begun(sentence: str) -> int:
    """The number of days that the sentence says to begin, or to have begun; 1 when it says none."""
    return _days(_BEGAN, sentence)


def _days(pattern: re.Pattern[str], sentence: str) -> int:
    lasting = pattern.search(sentence)
    return _NUMBERS[next(filter(None, lasting.groups())).casefold()] if lasting else 1

"""How many days something lasted that has ended: a five-day course that finished, эки күндүк окуу аяктады."""

from __future__ import annotations

import re
from typing import Final

#: Days that something lasted, by the beginnings of words for numbers, before the word for its end.
_LASTED: Final = re.compile(
    r"\b(?:(?P<en>two|three|four|five|six)-day|(?P<ru>двух|тр[её]х|четыр[её]х|пяти|шести)дневн\w+|"
    r"(?P<ky>эки|үч|төрт|беш|алты) күндүк|(?P<kk>екі|үш|төрт|бес|алты) күндік|"
    r"(?P<uz>ikki|uch|toʻrt|besh|olti) kunlik|(?P<cyrl>икки|уч|тўрт|беш|олти) кунлик)\b"
    r".*\b(?:finished|ended|concluded|completed|wrapped up|заверш\w+|окончи\w+|аякта\w+|аяқта\w+|якунлан\w+|"
    r"yakunlan\w+)",
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
    lasted = _LASTED.search(sentence)
    return _NUMBERS[next(filter(None, lasted.groups())).casefold()] if lasted else 1

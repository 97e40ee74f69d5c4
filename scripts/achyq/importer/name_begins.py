"""Where the name of a body in a Turkic language may begin: not with the subject or object of its sentence,
nor with the person who stands before it.
"""

from __future__ import annotations

import re
from typing import Final

from achyq.importer.morphology import Token
from achyq.importer.name_words import BELONGS, JOINING, LEVEL, OWNER, STOP, TITLE


def may(text: str, tokens: list[Token], first: int, *, common: bool) -> bool:
    """Whether a name may begin with the token."""
    start = tokens[first].start
    word = text[start : tokens[first].end]
    if JOINING.fullmatch(word) or STOP.fullmatch(word) or word.isdigit():
        return False
    if BELONGS.fullmatch(word) and word[0].islower():
        return False
    if common or OWNER.fullmatch(word) or LEVEL.fullmatch(word):
        return True
    if _is_subject(text, tokens, first) or _is_person(text, tokens, first):
        return False
    return word[0].isupper() and not _is_object(text, tokens, first)


def _is_subject(text: str, tokens: list[Token], first: int) -> bool:
    """Whether a plural begins a sentence before a body in small letters: Күдіктілер облыстық ІІД; or what was
    held does so before the name of one: Программа Президентке караштуу Академия.
    """
    token = tokens[first]
    before = text[: token.start].rstrip(' «“"')
    begins = not before or before[-1] in ".!?\n"
    plural = re.search(r"(?<!павло)[лдт][аеоө]р$|lar$", token.key)
    if begins and _SUBJECT.fullmatch(token.key) and first + 1 < len(tokens):
        return text[tokens[first + 1].start].isupper()
    return bool(begins and plural and first + 1 < len(tokens) and text[tokens[first + 1].start].islower())


#: What is the subject of sentences, and no beginning of a name before another word in capitals.
_SUBJECT: Final = re.compile(
    r"иш|ишти|іс|істі|ish|ishni|ишни|программа\w?|долбоор\w?|бағдарлама\w?|жоба\w?|лойиҳа|loyiha|дастур|dastur|окуу|"
    r"иш-чара|іс-шара|hujjat|ҳужжат|документ|құжат|тадбир|tadbir|жыйын|жиын|йиғилиш|yig.?ilish|семинар|seminar|тренинг|trening|форум|forum|"
    r"жолугушуу|кездесу|учрашув|uchrashuv|конкурс|байқау|танлов|tanlov|текшерүү|тексеру|текширув|tekshiruv"
)


def _is_person(text: str, tokens: list[Token], first: int) -> bool:
    """Whether the token is the name of an officer, whose title stands before it: басшысы Анар Жарова."""
    before = first - 1
    if before > 0 and text[tokens[before].start].isupper() and not TITLE.fullmatch(tokens[before].key):
        before -= 1
    return before >= 0 and bool(TITLE.fullmatch(tokens[before].key))


def is_quoted(text: str, tokens: list[Token], first: int, index: int) -> bool:
    """Whether the name stands in quotation marks that end with it or later: in what a course or a project is
    called.
    """
    before = text[max(0, tokens[first].start - 1) : tokens[first].start]
    inside = text[tokens[first].start : tokens[index].start]
    return bool(before) and before in '«“"„' and not re.search('[»”"]', inside)


def _is_object(text: str, tokens: list[Token], first: int) -> bool:
    """Whether a capital only begins a sentence, with its object before the body: Форумды ҚР … агенттігі."""
    before = text[: tokens[first].start].rstrip(' «“"')
    begins = not before or before[-1] in ".!?\n"
    after = text[tokens[first + 1].start : tokens[first + 1].end]
    placed = LEVEL.fullmatch(after) and not _BARE_LEVEL.fullmatch(after)
    return begins and bool(_ACCUSATIVE.search(tokens[first].key)) and not placed


#: A level that says no place's: облыс прокуратурасы.
_BARE_LEVEL: Final = re.compile("облыс|облус|аудан|район|қала|шаар|вилоят|туман|шаҳар|viloyat|tuman|shahar")
_ACCUSATIVE: Final = re.compile(r"[ндт][ыиіуү]$|ni$")

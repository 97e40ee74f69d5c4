"""What a sentence says of a place in it: that something was held there, that people came from there, that it
is planned there; by the place's case, the words beside it, and the sentence's time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from achyq.importer import kinds, morphology, tenses
from achyq.importer.guess import Sentence
from achyq.importer.places import Mention

#: Forms of a place's name that say "there": locatives, genitives of hosts; and those that say "from there".
_FROM: Final = re.compile(r"(?:[ыиіуү]?н|[дт])[аеоө]н$|dan$", re.IGNORECASE)
_THERE: Final = re.compile(r"[дт][аеоө](?:[гғ][ыиі]\w*)?$|da(?:gi\w*)?$", re.IGNORECASE)
_OF_THERE: Final = re.compile(r"[дт][аеоө][гғ][ыиі]$|dagi$|даги$", re.IGNORECASE)
_PREPOSITION_THERE: Final = re.compile(
    r"\b(?:в|во|на территории|по|(?:visit(?:ed)?|trip|went|travel\w*)\s+to|"
    r"in|at|across|throughout|near)\s+(?:(?:г|города?|городе|the|city|regions?|districts?|of|"
    r"областях?|области)\.?\s+)*$",
    re.IGNORECASE,
)
_PREPOSITION_FROM: Final = re.compile(
    r"\b(?:из|from)\s+(?:the\s+)?(?:[\w-]+(?:,| и| and)?\s+){0,3}$", re.IGNORECASE
)
#: Where a body has its seat, which is no venue: the OSCE Office in Bishkek, ЕККУнун Бишкектеги офиси.
_SEAT_BEFORE: Final = re.compile(
    r"\b(?:(?<!his )(?<!her )(?<!own )office|cent(?:er|re)|mission|embassy|delegation|representation|bureau|"
    r"branch|"
    r"офис\w*|представительств\w*|бюро|мисси\w+|посольств\w*|филиал\w*)\s+"
    r"(?:(?:[А-ЯЁ][А-ЯЁа-яё]*|of\s+(?:the\s+)?[A-Z]\w+|[A-Z]\w+)\s+){0,3}(?:в|во|in)\s+(?:г\.\s*|"
    r"городе\s+|the\s+city\s+of\s+)?$",
    re.IGNORECASE,
)
_SEAT_AFTER: Final = re.compile(
    r"\W+(?:\S+\s+){0,2}?(?:офис|кеңсе|өкүлчүлү|өкілді|ваколатхона|vakolatxona|элчилик|елшілі|elchixona|"
    r"элчихона"
    r"|филиал|filial|idora|бюро|byuro)",
    re.IGNORECASE,
)
#: What a body is competent for: Антикоррупционная служба по ВКО.
_COMPETENCE_BEFORE: Final = re.compile(
    r"(?:департамент|управлени|служб|отдел|прокуратур|комитет|агентств|палат|"
    r"инспекци)\w*\s+(?:[\w-]+\s+){0,9}"
    r"по\s+(?:г\.\s*|городу\s+)?$",
    re.IGNORECASE,
)
#: The same in English: Department of the Agency in Karaganda region.
_ENGLISH_COMPETENCE: Final = re.compile(
    r"(?:Department|Directorate|Service|Committee|Prosecutor['’]s Office) (?:[\w'’-]+ ){1,14}(?:in|"
    r"for) (?:the )?$"
)
_COMPETENCE_AFTER: Final = re.compile(
    r"\s+(?:бойынша|боюнча|бўйича|bo.?yicha)\s+(?:[^\W\d_]+\s+)?(?:департамент|departament|башкармал|"
    r"басқарма|"
    r"бошқарма|boshqarma|бөлүм|бөлім|бўлим|bo.?lim)",
    re.IGNORECASE,
)
#: To which court somebody may go next, which is not where it was judged.
_APPEAL: Final = re.compile(
    r"обжал|апелляц|даттан|шағымдан|шикоят|shikoyat|apellyatsiya|\bappeal", re.IGNORECASE
)
#: People who work or came from there: вилоятларидаги клиникаларда ишлаётган шифокорлар.
_WORK_THERE: Final = re.compile(
    r"\s+(?:[^\s,.;]+\s+){0,3}?(?:ишлаётган|ишлайдиган|ishlayotgan|ishlaydigan|иштеген|иштеп жаткан|"
    r"жұмыс істе\w+|келган|kelgan|келген|оқитын|ўқийдиган|oʻqiydigan|окуган)",
    re.IGNORECASE,
)
#: Where it was only told: Астанадағы брифингте.
_BRIEFING: Final = re.compile(r"\s*(?:брифинг|brifing|баспасөз|матбуот|matbuot)", re.IGNORECASE)
#: Who lives there: туманида яшовчи тадбиркор.
_LIVES_THERE: Final = re.compile(
    r"\s+(?:яшовчи|яшайдиган|yashovchi|yashaydigan|тұратын|жашаган|жашоочу|проживающ)", re.IGNORECASE
)
_AGAIN: Final = re.compile(
    r"ушундай|осындай|шундай|shunday|similar|аналогичн\w+|такой же|такое же|повторить", re.IGNORECASE
)


def role(sentence: Sentence, mention: Mention, language: str) -> str:
    """What the sentence says of the place: held there, from there, planned there, or nothing of these. Its
    case tells in Turkic languages only.
    """
    inflected = language not in ("ru", "en") and not mention.nominative
    word = sentence.text[mention.last.start : mention.last.end] if inflected else ""
    before = sentence.text[max(0, mention.start - 80) : mention.start]
    said = _said(sentence.text)
    if said == "planned" and sentence.paragraph > 0:
        return "planned"
    if said == "earlier" and sentence.paragraph > 1:
        return "earlier"
    if (
        is_seat(sentence.text, mention)
        or _COMPETENCE_BEFORE.search(before)
        or said == "appeal"
        or (_OF_THERE.search(word) and _SEAT_AFTER.match(sentence.text, mention.end))
    ):
        return ""
    if _OF_THERE.search(word) and _BRIEFING.match(sentence.text, mention.end) and sentence.paragraph > 1:
        return ""
    if _LIVES_THERE.match(sentence.text, mention.last.end):
        return "from"
    if _OF_THERE.search(word) and _WORK_THERE.match(sentence.text, mention.last.end):
        return "from"
    if _PREPOSITION_FROM.search(before) or (_FROM.search(word) and not _THERE.search(word)):
        return "from"
    if _THERE.search(word) or _PREPOSITION_THERE.search(before) or _is_of_a_house(sentence.text, mention.end):
        return "there"
    return ""


def is_seat(text: str, mention: Mention) -> bool:
    """Whether the place is where a body has its office: the OSCE Programme Office in Dushanbe."""
    seat = _SEAT_BEFORE.search(text, max(0, mention.start - 80), mention.start)
    return bool(seat and not _AT.search(text, max(0, seat.start() - 30), seat.start()))


#: Held at an office: at the head office in Tashkent.
_AT: Final = re.compile(r"\bat (?:the|its|their) (?:head |main |central )?$")


def is_competence(text: str, mention: Mention) -> bool:
    """Whether the place only says what a body is competent for: облысы бойынша департаменті."""
    before = text[max(0, mention.start - 80) : mention.start]
    before_it = _COMPETENCE_BEFORE.search(before) or _ENGLISH_COMPETENCE.search(
        text, max(0, mention.start - 160), mention.start
    )
    return bool(before_it or _COMPETENCE_AFTER.match(text, mention.end))


def _is_of_a_house(text: str, at: int) -> bool:
    """Whether the place's name goes on with a body that it was held in: Атырау қаласының №2 сотында."""
    house = next((start for start in _houses(text) if start >= at), -1)
    return at <= house < at + _NAME and not re.search(r"[.,;:!?()\n]", text[at:house])


@lru_cache(maxsize=64)
def _houses(sentence: str) -> tuple[int, ...]:
    """Where words for kinds of bodies stand in a case that says "there"."""
    return tuple(
        token.start
        for token in morphology.tokens(sentence)
        if _THERE.search(token.key)
        and not _OF_THERE.search(token.key)
        and kinds.kind_of(token.key, kinds.grammar_of(token.key))
    )


#: So many letters a body's name may have after its place.
_NAME: Final = 90


@lru_cache(maxsize=64)
def _said(sentence: str) -> str:
    """What a sentence says of all its places: planned, earlier, to be appealed, or nothing."""
    planned = tenses.PLANNED.search(sentence)
    if planned and (not tenses.HELD.search(sentence) or _AGAIN.search(sentence)):
        return "planned"
    if _APPEAL.search(sentence):
        return "appeal"
    return "earlier" if tenses.EARLIER.search(sentence) else ""

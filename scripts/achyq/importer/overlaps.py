"""Which of the bodies that share letters are meant: those of the registry, or longer names around them."""

from __future__ import annotations

import re
from typing import Final

from achyq.importer import kinds, morphology, terms
from achyq.importer.bodies import Body


def longest(text: str, known: list[Body], others: list[Body]) -> list[Body]:
    """The bodies without those inside others. One of the registry stays where it holds the word that says
    what kind of body the longer name is: its last in Turkic and English, its first in Russian and English.
    """
    kept = list(known)
    apart = [_without_the_next(text, body, known) for body in others]
    for body in sorted((_from_its_owner(text, b, known) for b in apart), key=lambda b: b.start - b.end):
        inside = [other for other in kept if other.start < body.end and body.start < other.end]
        # The ministry of a part of the country is not that of the country.
        if _is_its_office(text, body, kept):
            continue
        if any(
            not other.id
            or other.grammar == "quoted"
            or (_is_initials(text, other) and _RUSSIAN_OFFICE.fullmatch(text, body.start, other.start))
            or (other.start > body.start and _ORGAN.fullmatch(text, body.start, other.start))
            or other.start <= body.start + _SLACK[body.grammar][0]
            or other.end >= body.end - _SLACK[body.grammar][1]
            or (other.start == body.start and _OFFICE.fullmatch(text, other.end, body.end))
            or (other.start <= body.start and _CALLED.fullmatch(text, other.end, body.end))
            for other in inside
            if not (other.id and _is_another(text, body, other))
        ):
            continue
        kept = [other for other in kept if other not in inside]
        kept.append(body)
    return sorted(kept)


def _from_its_owner(text: str, body: Body, known: list[Body]) -> Body:
    """The committee of a registered body with that body's whole name: Олий Мажлис Сенатининг … қўмитаси."""
    for other in known if body.grammar == "turkic" else ():
        if other.start < body.start < other.end < body.end and _UNIT.search(text, other.end, body.end):
            return body._replace(start=other.start)
    return body


#: What is a body of its own within another one.
_UNIT: Final = re.compile(
    r"\s(?:қўмита|комитет|қ?комиссия|qoʻmita|qo.mita|komissiya|кеңес|кеңеш|кенгаш|kengash)\w*$"
)
#: What is under a body, or at it: «Amanat» партиясының жанындағы … кеңес.
_UNDER: Final = re.compile(
    r"\s(?:жанындағы|ҳузуридаги|huzuridagi|караштуу|алдындагы|қасындағы|қошидаги|qoshidagi)\s"
)


def _is_initials(text: str, body: Body) -> bool:
    return text[body.start : body.end].isupper()


def _without_the_next(text: str, body: Body, known: list[Body]) -> Body:
    """The body up to one of the registry that its name in English is joined to: A Fund and the World Bank."""
    for other in known if body.grammar == "english" else ():
        joined = (
            _JOINED.search(text, body.start, other.start) if body.start < other.start < body.end else None
        )
        if joined and joined.start() > body.start:
            return body._replace(end=joined.start())
    return body


_JOINED: Final = re.compile(r",? and (?:the )?$")


def _is_its_office(text: str, body: Body, known: list[Body]) -> bool:
    """Whether the body is the office somewhere of one named just before: ЕҚЫҰ-ның Астанадағы … кеңсесі."""
    offices = (_OFFICE.match(text, other.end) for other in known if other.id and other.end <= body.start)
    return any(office and office.end() == body.end for office in offices)


def _is_another(text: str, body: Body, known: Body) -> bool:
    """Whether the longer name is not that of the `known` body inside it: that of a region; in English, what
    belongs to it, or begins with its name when that does not say what kind of body it is.
    """
    before = text[body.start : known.start]
    if _LEVEL_OF_A_REGION.search(before) and not terms.COUNTRY.search(before):
        return True
    if body.grammar == "turkic":
        unit = _UNIT.search(text, known.end, body.end) and not before and text[known.end] == " "
        owns = morphology.GENITIVE.search(text, known.start, known.end)
        return bool(_UNDER.match(text, known.end) or (unit and owns))
    if body.grammar != "english":
        return False
    if before or " " not in text[known.end : body.end]:
        return bool(_PART_OF.fullmatch(before))
    if _GOES_ON.match(text, known.end):
        return True
    says = re.search(rf"\b(?:{kinds.ENGLISH})\b", text[known.start : known.end])
    return not says and not _ITS_OFFICE.fullmatch(text, known.end, body.end)


#: More tasks of a ministry: of Health, Youth and Sport.
_GOES_ON: Final = re.compile(r"(?:,|,? and) [A-Z]")
#: The office of an international body in English: OSCE Programme Office, UNDP Country Office in Uzbekistan.
_ITS_OFFICE: Final = re.compile(
    r"(?:\s[A-Z][\w-]+){0,3}?\s(?:Office|Cent(?:er|re)|Mission|Co-?ordinator|Delegation|Secretariat|Presence|"
    r"Representation|Project|Programme|Group)(?:\s(?:in|for|of|to|on)\s.*)?"
)
#: A body with a name of its own that belongs to another: Democratic Commission of the …
_PART_OF: Final = re.compile(
    r"(?:[A-Z][\w-]+\s)+(?:Commission|Committee|Department|Service|Bureau|Branch|Academy|Institute|Centre|Center)\s"
    r"(?:of|under|at)\s(?:the\s)?"
)
#: What decides for a body: Совет Счетной палаты.
_ORGAN: Final = re.compile(
    r"(?:Совет|Коллегия|Президиум|Пленум|Правление)\w*\s|(?:центральн\w+\s)?аппарат\w*\s", re.IGNORECASE
)
#: The office of an international body: Центр ОБСЕ.
_RUSSIAN_OFFICE: Final = re.compile(
    r"(?:программн\w+ )?(?:центр|офис|бюро|мисси|представительств)\w*\s", re.IGNORECASE
)
#: What a movement or an organisation is called after its own name: Transparency International кыймылы.
_CALLED: Final = re.compile(
    r"[»”]?\s(?:уюм|ұйым|ташкилот|tashkilot|кыймыл|қозғалыс|ҳаракат|harakat)\w*", re.IGNORECASE
)
_LEVEL_OF_A_REGION: Final = re.compile(
    r"\b(?:Regional|District|City|облус|облыс|район|аудан|шаар|қала|вилоят|viloyat|туман|tuman|шаҳа?р|shaha?r|республика|"
    r"respublika)",
    re.IGNORECASE,
)
#: The office that a body has somewhere, which is that body: ЕХҲТнинг Тошкентдаги ваколатхонаси.
_OFFICE: Final = re.compile(
    r"(?:-?\w{2,5})?\s+(?:[^\s,.;]+\s+){0,2}(?:кеңсе|ваколатхона|vakolatxona|өкүлчүлү|өкілді|офис|ofis|"
    r"бюро|byuro|миссия|missiya)\w*",
    re.IGNORECASE,
)
#: By grammar, how far into a longer name one of the registry may begin, or before its end stop, to be it.
_SLACK: Final = {"turkic": (-1, 2), "russian": (0, -99), "english": (0, 2)}

"""Names of bodies that no registry knows, by the way they are built in the six languages.

A name ends (Turkic, English) or begins (Russian) with a word for a kind of body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from achyq.importer import kinds, morphology, name_words, turkic
from achyq.importer.morphology import Token

_ENGLISH: Final = re.compile(
    r"(?:[“\"«][^«»“”\"\n]{2,40}[”\"»]\s(?=[A-Z]))?\b(?:[A-Z][a-z]+ branch of (?:the "
    r")?)?(?:[A-Z][\w'’-]*\s+(?:(?:of|for|on|and|the|against|in|"
    r"&)\s+(?:the\s+)?)*)*"
    rf"(?:{kinds.ENGLISH}|Mayor's Office)\b"
    r"(?:\s+(?:(?:of|for|on|and|the|against|to)\s+)*(?!(?:No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|"
    r"Dec)\b|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][\w'’-]*)*(?:(?<=[a-z])\s(?:region|district|oblast|"
    r"province)\b)?"
    r"(?:\sunder\s(?:the\s)?(?:President|Government|Cabinet of Ministers|Prosecutor General['’]s Office|"
    r"General Prosecutor['’]s Office|"
    r"Supreme Court)"
    r"(?:\sof\s(?:the\s)?[A-Z][\w'’-]*(?:\s(?:of\s)?[A-Z][\w'’-]*)*)?)?(?:\s[–-]\s(?:Kyrgyz|Kazakh|"
    r"Uzbek)[a-z]+)?"
    rf"(?:(?<=[a-z])(?:,\s(?!(?:[\w'’-]+\s)?(?:{kinds.ENGLISH}))[A-Z][a-z]+(?:\s[A-Z][a-z]+)?){{1,3}}"
    rf",?\sand\s(?!(?:[\w'’-]+\s)?(?:{kinds.ENGLISH}))[A-Z][a-z]+)?"
    r"(?:(?<=Court)\sof\sthe\s(?:city|"
    r"town)\sof\s[A-Z]\w+)?(?:\sNo\.?\s?\d+)?(?:\s+named\s+after\s+(?:[A-Z][a-z]?\.\s?){,3}[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)?"
    r"(?:(?<=University)\s+in\s+[A-Z]\w+|(?:(?<=Embassy)|(?<=Union))\s+(?:in|"
    r"to)\s+(?:the\s+)?[A-Z]\w+(?:\s(?:of\s)?[A-Z]\w+)*)?"
)


#: No Russian name is longer, in words.
_LONGEST: Final = 20


class Body(NamedTuple):
    """A body in a text: its span, its id ('' when no registry knows it), and the grammar that found it."""

    start: int
    end: int
    id: str
    grammar: str = ""


def named(text: str, tokens: list[Token], language: str) -> list[Body]:
    """The names of bodies in the text, whose words are `tokens`, without their press services."""
    found = _named(text, tokens, language)
    return [_without_press(text, body) if language not in ("ru", "en") else body for body in found]


#: The press service at the end of a name: комитеттин басма сөз кызматы.
_PRESS: Final = re.compile(
    r"\s+(?:басма сөз|баспасөз|матбуот|ахборот|axborot|matbuot|маалымат)\s+"
    r"(?:кызмат|қызмет|хизмат|xizmat|борбор|орталы|марказ|markaz)\w*$",
    re.IGNORECASE,
)


def _without_press(text: str, body: Body) -> Body:
    cut = _PRESS.search(text[: body.end], body.start)
    return body._replace(end=cut.start()) if cut else body


def _named(text: str, tokens: list[Token], language: str) -> list[Body]:
    if language == "ru":
        return [body for body in _russian(text, tokens) if not _is_general(text, body)]
    if language == "en":
        return list(_english(text))
    return [body for body in _turkic(text, tokens) if not _is_general(text, body)]


def referred(text: str, tokens: list[Token], language: str) -> list[Body]:
    """The bodies that the text names by their kind alone, or with a level: the agency, вилоят ҳокимлиги."""
    if language == "en":
        return [Body(*m.span("kind"), "", "english") for m in _THE.finditer(text)]
    if language == "ru":
        return [body for body in _russian(text, tokens, common=True) if _is_general(text, body)]
    return [body for body in _turkic(text, tokens, common=True) if _is_general(text, body)]


def common(text: str, tokens: list[Token], language: str) -> list[Body]:
    """Names of bodies in small letters, which have a word of their own; not in English."""
    if language == "en":
        return []
    if language == "ru":
        return [body for body in _russian(text, tokens, common=True) if not _is_general(text, body)]
    return [body for body in _turkic(text, tokens, common=True) if not _is_general(text, body)]


_THE: Final = re.compile(rf"\b[Tt]he\s+(?:\w+\s+)?(?P<kind>{kinds.ENGLISH.casefold()})\b(?!\s+of)")
#: Words that say no more than the level or the likes of a body.
_GENERAL: Final = re.compile(
    rf"{name_words.LEVEL.pattern}|облустук|райондук|шаардык|облыстық|аудандық|қалалық|мамлекеттик|"
    rf"мемлекеттік|давлат|davlat|"
    r"(?:област|город|район|региональн|республиканск|краев|государственн|местн|центральн)\w+|"
    r"(?:этот|эта|это|данн\w+|наш\w*|г|города|области|района)",
    re.IGNORECASE,
)


def _is_general(text: str, body: Body) -> bool:
    """Whether the name has no word of its own besides levels and kinds of bodies."""
    found = morphology.tokens(text[body.start : body.end])
    grammar = "russian" if body.grammar == "russian" else ""
    return all(
        _GENERAL.fullmatch(token.key) or kinds.kind_of(token.key, grammar or kinds.grammar_of(token.key))
        for token in found
    )


def _turkic(text: str, tokens: list[Token], *, common: bool = False) -> list[Body]:
    return [Body(*span, "", "turkic") for span in turkic.names(text, tokens, common=common)]


#: What goes on a Russian name after its first word: genitives, adjectives, prepositions of competence.
_RUSSIAN_ON: Final = re.compile(
    r"по|при|бюро|РК|КР|РУз|г|дел|имени|им|[а-яё-]+(?:ого|его|ой|ей|их|ых|ию|ью|ам|ям|ами|ями|ов|ев|ий|"
    r"[ыияуюа])(?<![аияеуы]л[аи])(?<!ован[аы])(?<!ден[аы])(?<![лжчщ]ен[аы])(?<!нят[аы])(?<!с[ья])|и"
)
#: What a body is for, after which its name goes on: по борьбе с коррупцией.
_FIGHT: Final = re.compile(r"(?:и|по)\s+(?:борьбе|обеспечению)\s|борьбе\s+с\s")
_RUSSIAN_STOP: Final = re.compile(
    r"эт(?:от|ого|ому|им|ой|и|их|у|а|о)|сво[йеяию]\w*|также|уже|тогда|завтра|совместно|вместе|провел\w*|"
    r"провёл|вчера|сегодня|совещани\w*|организова\w*|принял\w*|которы\w*|года|"
    r"на|за|для|до|из|от|над|под|долж\w+|может|могут|буд[еу]т|нужно|месяца|сумма|стала|была|дала|начала|"
    r"при поддержке|"
    r"\w*(?:шл[аио]|лась|лись|лось|лся)|был[аио]?",
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"при\s+(?:поддержк|финансов|содейств|участи|активн|[а-яё])|и\s+[А-ЯЁ]")


#: What a body is for, in a list: Министерство труда, миграции и молодёжи.
_LISTED: Final = re.compile(
    r",\s[а-яё]+(?:[аяыи]|ого|ой|их|ых)(?:\s[а-яё]+(?:[аяыи]|ого|ой|их|ых|ов|ей))?"
    r"(?:,\s[а-яё]+[аяыи](?:\s[а-яё]+(?:[аяыи]|ов|ей|ой))?)*\sи\s"
    r"[а-яё]+(?:[аяыи]|ого|ой|их|ых|ей|ов)\b"
)


def _russian(text: str, tokens: list[Token], *, common: bool = False) -> Iterator[Body]:
    """Names of bodies; with `common` those without a capital too."""
    for index, token in enumerate(tokens):
        if not kinds.kind_of(token.key, "russian") or _FACE.fullmatch(token.key):
            continue
        first, last = index, index
        while (
            first > 0
            and text[tokens[first - 1].end : tokens[first].start] in (" ", " (", ") ")
            and _RUSSIAN_ADJECTIVE.search(tokens[first - 1].key)
            and not _PARTICIPLE.search(tokens[first - 1].key)
        ):
            first -= 1
        while first < index and _NATION.match(tokens[first].key) and text[tokens[first].start].islower():
            first += 1
        own = _own_name(text, tokens, index)
        first = own if own >= 0 else first
        if listed_tasks := _TASKS.match(text, token.end):
            last = next(i for i, t in enumerate(tokens) if t.end >= listed_tasks.end())
        while last + 1 < min(len(tokens), index + _LONGEST) and own < 0:
            gap = text[tokens[last].end : tokens[last + 1].start]
            word = text[tokens[last + 1].start : tokens[last + 1].end]
            goes_on = (
                word[0].isupper()
                and tokens[last].key != "и"
                and (tokens[last].key in ("имени", "им") or not _PERSON.match(text, tokens[last + 1].start))
            )
            listed = gap.strip() == "," and _LISTED.match(text, tokens[last].end)
            if (
                (
                    gap.strip(' \u00a0«»“”"')
                    and not listed
                    and not _is_after_initial(text, tokens, last)
                    and not (gap.strip() == "№" and word.isdigit() and last == index)
                    and not (tokens[last].key == "г" and gap.strip() == "." and word[0].isupper())
                )
                or _RUSSIAN_STOP.fullmatch(word)
                or (tokens[last].key == "и" and _is_another(tokens, last + 1))
                or (_WITH.match(text, tokens[last + 1].start) and not _FIGHT.match(text, tokens[last].start))
            ):
                break
            dative = tokens[last].key == "по" and word.islower() and word.endswith(("е", "ым", "им"))
            owner = tokens[last - 1].key == "при" and kinds.kind_of(tokens[last + 1].key, "russian")
            if not (
                owner
                or goes_on
                or dative
                or _RUSSIAN_ON.fullmatch(word)
                or (word.isdigit() and gap.strip() == "№")
                or _FIGHT.match(text, tokens[last].start)
            ):
                break
            last += 1
        while last > index and (
            tokens[last].key in ("и", "по", "при", "г")
            or (
                tokens[last].end - tokens[last].start == 1
                and text[tokens[last].end : tokens[last].end + 1] == "."
            )
        ):
            last -= 1
        capital = any(text[tokens[i].start].isupper() for i in range(first, last + 1))
        if common or (capital and last - first >= 1):
            end = tokens[last].end + (text[tokens[last].end : tokens[last].end + 1] in "»”")
            yield Body(tokens[first].start, end, "", "russian")


def _is_another(tokens: list[Token], at: int) -> bool:
    """Whether another body begins at the token, with adjectives before its kind."""
    while at < len(tokens) and _RUSSIAN_ADJECTIVE.search(tokens[at].key):
        at += 1
    return at < len(tokens) and bool(kinds.kind_of(tokens[at].key, "russian"))


#: What a committee is for, in a list: по правопорядку, борьбе с преступностью и противодействию коррупции.
_TASKS: Final = re.compile(
    r"\sпо(?:\s[а-яё-]+){1,3}(?:,(?:\s[а-яё-]+){1,4})+\sи\s[а-яё]+(?:ю|у|и|е|ам|ям)(?:\s[а-яё]+(?:ей|ой|ии|"
    r"ью|ов|ы|и|а))?"
)
#: A first name and a surname, which stand after the body that they are of.
_PERSON: Final = re.compile(
    r"[А-ЯЁ][а-яё]+\s[А-ЯЁ](?:[а-яё-]+(?:ов|ев|ёв|ин|ский|улы|баев)|[а-яё-]+(?:ова|ева|ина|ская|кызы)|"
    r"[А-ЯЁ]{3,})(?![а-яё])"
)
#: Of which country a body is, when a text says it in passing: узбекского Агентства.
_NATION: Final = re.compile(r"(?:узбекск|казахстанск|казахск|кыргызск|киргизск|таджикск)\w+")


#: Persons, which look like a lyceum, a city hall or a court: должностных лиц, мэр, судей.
_FACE: Final = re.compile(r"лиц(?:о|а|у|ом|е|ам|ами|ах)?|мэр(?:а|у|ом|е|ы|ов)?|суд(?:ей|ья\w*|ье|ьи|ью)")


def _is_after_initial(text: str, tokens: list[Token], last: int) -> bool:
    """Whether the token is an abbreviation in the name of whom a body is named after: им. А. Батурсынова."""
    named = {token.key for token in tokens[max(0, last - 3) : last + 1]} & {"им", "имени"}
    dot = text[tokens[last].end : tokens[last + 1].start].strip() == "."
    return bool(named and dot and (tokens[last].key == "им" or tokens[last].end - tokens[last].start == 1))


def _own_name(text: str, tokens: list[Token], index: int) -> int:
    """The first token of a name of its own before a kind with a capital, or -1: Баишев Университет."""
    if not text[tokens[index].start].isupper() or not _SCHOOL.match(tokens[index].key):
        return -1
    first = index
    while first > 0 and text[tokens[first - 1].end : tokens[first].start] == " ":
        if _IN_A_TOWN.search(text, max(0, tokens[first - 1].start - 4), tokens[first - 1].end):
            break
        before = text[tokens[first - 1].start : tokens[first - 1].end]
        if not before[0].isupper() or before.isupper() or _RUSSIAN_ADJECTIVE.search(before):
            break
        first -= 1
    return first if first < index else -1


_IN_A_TOWN: Final = re.compile(r"(?<!\w)[Вв]о?\s[А-ЯЁ][а-яё-]+[еи]$")
_PARTICIPLE: Final = re.compile(r"^котор|(?<!специализир)(?:ованн|[её]дённ|веденн|вш|ющ|ящ)\w{2,3}$")
_SCHOOL: Final = re.compile(r"университет|институт|колледж|академи|лице|банк|клуб")
_RUSSIAN_ADJECTIVE: Final = re.compile(r"(?:ая|ое|ый|ий|ой|ого|ому|ую|ым|им|ом)$")


#: With what a sentence begins before the name of a body.
_LEAD: Final = re.compile(
    r"(?:(?:Officers|Employees|Staff|Members|Representatives|Experts|Heads?) of (?:the )?|"
    r"(?:The|On|In|At|By|For|From|With|As|And|Today|Yesterday|This|Last|Also|When|While|Meanwhile|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\s+(?:the\s+)?)+"
)


#: Local bodies in small letters: the Zarbdor district court, internal policy department of the city of Rudny.
_ENGLISH_LOCAL: Final = re.compile(
    r"\b(?:project|regional|programme) (?:office|cent(?:er|re))\s[“\"«][^«»“”\"\n]{2,60}[”\"»]|"
    r"\b(?!The\s)(?:[A-Z][\w'’-]+\s){1,2}(?:district|city|regional|province|oblast|rural)\s(?:\w+\s){0,2}?"
    r"(?:court|prosecutor['’]s office|police department|administration|k?hokimi?yat|akimat|council|"
    r"state administration|department)\b(?:\s(?:on|for)\s[a-z]+\s(?:proceedings|cases|matters))?|"
    r"\b(?!The\s)[A-Z][a-z]+\s(?:anti-?corruption|interior|justice|health|education|finance|customs|tax|"
    r"security)\s"
    r"(?:directorate|ministry|agency|department|committee|service)\b|"
    r"\b(?!The\s|Supreme\s)[A-Z][a-z]+\s(?:city\s|regional\s|district\s)?court\b|"
    r"\b(?!The\s)[A-Z][\w'’-]+\scity\shall\b|\b(?!The\s)[A-Z][\w'’-]+\sprosecutor['’]s\soffice\b|"
    r"\b(?!The\s)[A-Z][\w'’-]+\sregional\s[a-z-]+\s(?:commission|committee|council)\b|"
    r"\b(?:city\s|district\s|regional\s)?(?:prosecutor['’]s\soffice|police\sdepartment|city\shall|"
    r"mayor['’]s\soffice|court)"
    r"\sof\s(?:the\s)?[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|city|district|region|oblast))*|"
    r"\b(?:(?!(?:the|an?|of|by|and|in)\s)[a-z-]+\s){1,3}(?:commission|committee|"
    r"council)\sof\s(?:the\s)?[A-Z][\w'’-]+"
    r"(?:\s(?:region|district|oblast|city|province))?|"
    r"\b(?:[a-z]+\s){1,2}department\sof\s(?:the\s)?(?:city|district|akimat)\sof\s[A-Z][\w'’-]+"
)
_AND_THE: Final = re.compile(r"\s+and\s+(?:the\s+)?")
_INITIALS: Final = re.compile(r"(?:the\s+)?[A-Z]{3,}", re.IGNORECASE)
#: Where a body has its seat: the OSCE Office in Bishkek.
_SEAT: Final = re.compile(r"\s+in\s+(?:the\s+)?(?:[A-Z]\w+\s?){1,3}$")
#: An office of a body that was named before.
_MERE_OFFICE: Final = re.compile(r"(?:Programme|Program|Project|Regional|Country|Press|Head) Office")
_POLICY: Final = re.compile(
    r"(?:State|National|Government) Programme|Strategy|Action Plan|(?:Summer|Winter|Spring|"
    r"Anti-?[Cc]orruption) School"
)


def _english(text: str) -> Iterator[Body]:
    yield from (Body(m.start(), m.end(), "", "english") for m in _ENGLISH_LOCAL.finditer(text))
    for m in _ENGLISH.finditer(text):
        for first, last in _apart(text, m.start(), m.end()):
            lead = _LEAD.match(text, first)
            start = lead.end() if lead else first
            if (
                len(text[start:last].split()) > 1
                and not _MERE_OFFICE.fullmatch(text, start, last)
                and not _POLICY.search(text, start, last)
            ):
                yield Body(start, last, "", "english")


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a name that goes on with `and the` and another body: the University and the Office."""
    for joint in sorted(_AND_THE.finditer(text, start, end), key=lambda m: not m[0].endswith("the ")):
        seat = _SEAT.search(text, start, joint.start())
        left = seat.start() if seat else joint.start()
        initials = _INITIALS.fullmatch(text, start, left)
        if (initials or _ENGLISH.fullmatch(text, start, left)) and _ENGLISH.fullmatch(text, joint.end(), end):
            yield start, left
            yield from _apart(text, joint.end(), end)
            return
    yield start, end

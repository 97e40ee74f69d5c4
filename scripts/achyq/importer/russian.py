"""Names of bodies in Russian: the word for their kind, with adjectives before it and genitives after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from achyq.importer import kinds
from achyq.importer.morphology import Token

#: No Russian name is longer, in words.
_LONGEST: Final = 20
#: What goes on a Russian name after its first word: genitives, adjectives, prepositions of competence.
_ON: Final = re.compile(
    r"по|при|бюро|РК|КР|РУз|г|дел|имени|им|[а-яё-]+(?:ого|его|ой|ей|их|ых|ию|ью|ам|ям|ами|ями|ов|ев|ий|"
    r"[ыияуюа])(?<![аияеуы]л[аи])(?<!ован[аы])(?<!ден[аы])(?<![лжчщ]ен[аы])(?<!нят[аы])(?<!с[ья])|и"
)
#: What a body is for, after which its name goes on: по борьбе с коррупцией.
_FIGHT: Final = re.compile(r"(?:и|по)\s+(?:борьбе|обеспечению)\s|борьбе\s+с\s")
_STOP: Final = re.compile(
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


def names(text: str, tokens: list[Token], *, common: bool = False) -> Iterator[tuple[int, int]]:
    """The spans of names of bodies in the text, whose words are `tokens`; with `common` those without a
    capital too.
    """
    for index, token in enumerate(tokens):
        if not kinds.kind_of(token.key, "russian") or _FACE.fullmatch(token.key):
            continue
        first, last = index, index
        while (
            first > 0
            and text[tokens[first - 1].end : tokens[first].start] in (" ", " (", ") ")
            and _ADJECTIVE.search(tokens[first - 1].key)
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
                or _STOP.fullmatch(word)
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
                or _ON.fullmatch(word)
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
            yield tokens[first].start, end


def _is_another(tokens: list[Token], at: int) -> bool:
    """Whether another body begins at the token, with adjectives before its kind."""
    while at < len(tokens) and _ADJECTIVE.search(tokens[at].key):
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
        if not before[0].isupper() or before.isupper() or _ADJECTIVE.search(before):
            break
        first -= 1
    return first if first < index else -1


_IN_A_TOWN: Final = re.compile(r"(?<!\w)[Вв]о?\s[А-ЯЁ][а-яё-]+[еи]$")
_PARTICIPLE: Final = re.compile(r"^котор|(?<!специализир)(?:ованн|[её]дённ|веденн|вш|ющ|ящ)\w{2,3}$")
_SCHOOL: Final = re.compile(r"университет|институт|колледж|академи|лице|банк|клуб")
_ADJECTIVE: Final = re.compile(r"(?:ая|ое|ый|ий|ой|ого|ому|ую|ым|им|ом)$")

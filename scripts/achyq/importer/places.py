"""Regions in running text, with the level their name is given: Ош шаары is not Ош облусу.

A name's proper part and the word for its level are known apart, so that one word of level serves a list
(Талас, Жалал-Абад жана Баткен облустарында; в Бухарской и Навоийской областях) and a bare name is told from
a named level. Which of the places are where the event was held is `venues`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from achyq.importer import morphology
from achyq.importer.gazetteer import Found, Gazetteer
from achyq.importer.levels import level_of, of_term
from achyq.importer.morphology import Token
from achyq.importer.terms import Terms, words

#: Towns of regions whose districts have no terms.
_TOWNS: Final = {
    "TJ-SU": "Худжанд Хужанд Ҳуҷанд Хўжанд Xo‘jand Xoʻjand Khujand Исфара Isfara Истаравшан Istaravshan "
    "Пенджикент "
    "Панҷакент Panjakent Panjikent Канибадам Конибодом Konibodom",
    "TJ-KT": "Бохтар Bokhtar Курган-Тюбе Қўрғонтепа Qurghonteppa Куляб Кўлоб Кӯлоб Kulob Kulyab Дангара "
    "Danghara Пяндж Панҷ Panj Яван Ёвон Yovon Вахш Vakhsh Нурек Норак Nurek Norak Фархор Farkhor",
    "TJ-GB": "Хорог Хоруғ Хоруг Xorog Khorog Khorugh",
    "TJ-RA": "Вахдат Ваҳдат Vahdat Турсунзаде Tursunzoda Гиссар Ҳисор Hisor Рогун Rogun Roghun Рашт Rasht "
    "Файзабад Файзобод Fayzobod Варзоб Varzob Рудаки Rudaki Шахринав Shahrinav",
}
_AND: Final = frozenset("жана менен және мен пен бен ва ҳамда va hamda и а также and as well".split())
#: Words that may stand between a Russian or English level and its name, or be left out of a list.
_OF: Final = frozenset({"of", "the"})
#: Words that look like forms of names: шу is Uzbek for this, семь and жеті are seven (Семей, Жетісу).
_NO_NAMES: Final = re.compile(r"шу(?:н\w{0,4}|лар\w{0,4}|га|ни|нинг)?|shu\w{0,6}|may|сем[ьи]|семью|жеті")
#: After a name that a person has: Nursultan Nazarbayev, Жамбыл Ахметов.
_SURNAME: Final = re.compile(
    r"\s(?:[A-Z]\w+(?:[oe]va?|i[yn]a?|uly|bayeva?|ovich)|[А-ЯЁӘҒҚҢӨҰҮҺІЎҲ]\w+(?:[оеё]ва?|ина?|ұлы|улу|"
    r"уулу))(?!\w)|"
    r"\s(?:Valley|өрөөн|водий|vodiy|долин|аңғар)|\s(?:International\s)?Airport|\s(?:эл аралык |халықаралық |"
    r"халқаро )?аэропорт|[»”\"]\s*аэропорт"
)
_OPENING, _CLOSING = frozenset('«“"'), frozenset('»”"')
#: After the name of a person that a school is named after: Alisher Navoiy nomidagi.
_IN_HONOUR: Final = re.compile(r"\s(?:nomidagi|номидаги|атындагы|атындағы|nomli)\b")
_AIRPORT: Final = re.compile(r"аэропорт\w*\s+[«“\"]?$|airport\s+$", re.IGNORECASE)
#: North Kazakhstan is written with a hyphen as well.
_SIDE: Final = re.compile(r"(North|South|East|West) (?=[A-Z])")
#: Between places of an English list whose level stands before it.
_OF_A_LIST: Final = re.compile(r",\s|,?\sand\s")
#: Levels that stand before their name: в городе Ош, but not Кара-Суу районундагы «…».
_IN_RUSSIAN: Final = re.compile(
    r"г|город(?:а|е|у|ом|ов|ах)?|обл|област(?:ь|и|ью|ей|ях)|район(?:а|е|у|ом|ов|ы|ах)?|республик(?:а|и|е|у|"
    r"ой)"
)
#: The ending of a place where something is.
_WHERE: Final = re.compile(r"(?:[дт][аеоө]|da)$")
_OPEN: Final = re.compile(r"[.!?;:\n]")


class Meaning(NamedTuple):
    """What a proper name may mean: a term and its level; `adjective` when it stands only before a level."""

    id: str
    level: str
    adjective: bool


class Mention(NamedTuple):
    """A place named in the text: its span, the terms it may mean, whether its level was said, and whether its
    name stands without a case.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    typed: bool
    last: Token  # the word whose ending says the role: of the level, else of the name
    nominative: bool


class Atlas:
    """The regions of a registry, ready to be found in texts."""

    def __init__(self, terms: Terms) -> None:
        self.registry = terms["regions"]
        self._names: Gazetteer[Meaning] = Gazetteer()
        for term in self.registry.terms.values():
            level = of_term(term)
            names = [(name, locale) for locale, name in term.name.items()]
            for name, locale in [*names, *((alias, "") for alias in term.aliases)]:
                self._add(words(name), locale, term.id, level)
                if _SIDE.match(name):
                    self._add(words(_SIDE.sub(r"\1-", name)), locale, term.id, level)

        #: Last words of names as they are without a case, which may look like one: Қызылорда, Түркістан.
        self._bare = frozenset(
            morphology.key(word)
            for term in self.registry.terms.values()
            for locale, name in term.name.items()
            if locale not in ("ru", "en")
            for word in words(name)
            if not level_of(morphology.key(word))
        )
        for region, towns in _TOWNS.items():
            for town in towns.split() if region in self.registry.terms else ():
                self._add([town], "", region, "city")
                self._add([town], "", region, "district")

    def _add(self, name: list[str], locale: str, term_id: str, level: str) -> None:
        levels = [i for i, word in enumerate(name) if level_of(morphology.key(word))]
        proper = [
            word for i, word in enumerate(name) if i not in levels and word.casefold() not in ("of", "the")
        ]
        if not proper or (len(proper) == 1 and len(proper[0]) < 2) or len(name) - len(levels) > 4:
            return
        if level == "country":
            proper, levels = name, []  # a republic's whole name
        said = level_of(morphology.key(name[levels[-1]])) if levels else level
        if said == "republic":
            said = level if level != "country" else "region"
        adjective = bool(levels) and bool(
            re.search(r"(?:ск|цк)(?:ий|ая|ой|ого|ом|ую|ое)$", proper[-1].casefold())
        )
        if re.search(r"(?:облустук|шаардык|облыстық|қалалық|райондук|аудандық)$", proper[-1].casefold()):
            proper = proper[:-1]
        self._names.add(proper, Meaning(term_id, said, adjective), locale)
        if said == "city" and locale == "ru" and len(proper) == 1:
            for form in _adjectives(proper[0]):
                self._names.add([form], Meaning(term_id, said, adjective=True), locale)

    def mentions(self, text: str) -> list[Mention]:
        """The places that the text names, from left to right."""
        tokens = morphology.tokens(text)
        levels = [level_of(token.key) for token in tokens]
        found = [
            match
            for match in self._names.find(tokens)
            if text[tokens[match.first].start].isupper()
            or match.last - match.first > 1
            or (match.last < len(tokens) and _HOUSE.match(tokens[match.last].key))
        ]
        mentions = []
        before = ("", -1)
        for position, match in enumerate(found):
            level, at = _level_for(text, tokens, levels, found, position)
            if not level and match.last < len(tokens) and _HOUSE.match(tokens[match.last].key):
                level, at = "city", match.last - 1  # в павлодарском Дворце школьников
            if at == match.last and self._is_in_a_case(tokens, match):
                level, at = "", -1  # in Samarkand, of some district: Самарқандда туман
            gap = (
                text[tokens[found[position - 1].last - 1].end : tokens[match.first].start] if position else ""
            )
            if not level and before[0] and _OF_A_LIST.fullmatch(gap):
                level, at = before  # regions of A, B and C
            before = (level, at) if 0 <= at < match.first else ("", -1)
            mention = self._mention(tokens, match, level, at)
            if mention and (mention.typed or not _is_named_after(text, mention)):
                mentions.append(mention)
        return mentions

    def _is_in_a_case(self, tokens: Sequence[Token], match: Found[Meaning]) -> bool:
        """Whether the name says where, so that no level can follow: it is a name without its ending."""
        last = tokens[match.last - 1]
        if match.last - match.first > 1 or not _WHERE.search(last.key):
            return False
        return self._names.at([last._replace(key=last.key[:-2])], 0) is not None

    def countries(self, text: str) -> list[str]:
        """The country of each place named in the text that can lie in one only."""
        roots = [
            {[i, *self.registry.ancestors(i)][-1] for i in mention.ids} for mention in self.mentions(text)
        ]
        return [country for found in roots if len(found) == 1 for country in found]

    def _mention(self, tokens: Sequence[Token], match: Found[Meaning], level: str, at: int) -> Mention | None:
        first, last = tokens[match.first], tokens[match.last - 1]
        if first is last and _NO_NAMES.fullmatch(first.key):
            return None
        if level:
            fitting = [
                m.id
                for m in match.values
                if m.level == level or (m.level == "country" and level == "republic")
            ]
            if level == "republic":
                fitting = fitting or [m.id for m in match.values]
            if level == "city":  # the town that a district is named after
                fitting = fitting or [m.id for m in match.values if m.level == "district"]
            if not fitting and at - match.last > 1:  # the level is said of others of a list
                return self._mention(tokens, match, "", -1)
            if not fitting:
                return None
            word = tokens[at]
            end = word if word.start > last.end and word.start - last.end < 3 else last
            begin = word if word.end < first.start and first.start - word.end < 3 else first
            told = word if word.start > last.start else last
            return Mention(
                begin.start, end.end, tuple(dict.fromkeys(fitting)), True, told, told.key in self._bare
            )
        bare = [m for m in match.values if not m.adjective and m.level != "district"]
        bare = bare or [m for m in match.values if not m.adjective]  # the town a district is named after
        if not bare:
            return None
        best = [m for m in bare if m.level == "city"] or bare
        ids = tuple(dict.fromkeys(m.id for m in best))
        return Mention(first.start, last.end, ids, False, last, last.key in self._bare)


def _adjectives(city: str) -> list[str]:
    """What a Russian name of a city makes an adjective of: Ошский, Бухарский, Карагандинский."""
    stem = city.rstrip("аяоые")
    return [] if city.endswith("ск") else [f"{stem}ский", *([f"{stem}инский"] if stem != city else [])]


#: What an adjective of a city stands before, in small letters too.
_HOUSE: Final = re.compile(r"здани|дворц|дворец|офис|отел|гостиниц|театр|библиотек|музе|стадион")


def _is_named_after(text: str, mention: Mention) -> bool:
    """Whether the bare name is that of a person, an airport, a valley, or something in quotation marks."""
    before = text[max(0, mention.start - 30) : mention.start]
    if before[-1:] in _OPENING and text[mention.end : mention.end + 1] in _CLOSING:
        return True
    if _IN_HONOUR.match(text, mention.end):
        return True
    return bool(_SURNAME.match(text, mention.end) or _AIRPORT.search(before))


def _level_for(
    text: str, tokens: Sequence[Token], levels: Sequence[str], found: Sequence[Found[Meaning]], position: int
) -> tuple[str, int]:
    """The level said of a name and the index of the token that says it: after it, after the list that it
    stands in, or before it.
    """
    match = found[position]
    adjective_only = all(meaning.adjective for meaning in match.values)
    index, follower = match.last, position + 1
    while index < len(tokens):
        gap = text[tokens[index - 1].end : tokens[index].start]
        if "(" in gap:
            closing = text.find(")", tokens[index].start, tokens[index].start + 120)
            if closing < 0:
                break
            while index < len(tokens) and tokens[index].start < closing:
                index += 1
            while follower < len(found) and found[follower].first < index:
                follower += 1
            continue
        if _OPEN.search(gap) and not _is_abbreviated(gap, tokens[index - 1]):
            break
        if levels[index]:
            return levels[index], index
        listed = "," in gap or tokens[index].key in _AND or tokens[index - 1].key in _AND
        if tokens[index].key in _AND:
            index += 1
        elif listed and follower < len(found) and found[follower].first == index:
            index, follower = found[follower].last, follower + 1
        else:
            break
    before = match.first - 1
    while before >= 0 and tokens[before].key in _OF:
        before -= 1
    if before >= 0 and levels[before] and not adjective_only:
        gap = text[tokens[before].end : tokens[match.first].start]
        in_latin = re.search(r"[a-z]", tokens[before].key)
        russian = _IN_RUSSIAN.fullmatch(tokens[before].key)
        if re.fullmatch(r"[.\s«\"]*(?:of\s+(?:the\s+)?)?", gap) and (russian or (in_latin and "of" in gap)):
            return levels[before], before
    return "", -1


def _is_abbreviated(gap: str, before: Token) -> bool:
    return gap.startswith(".") and before.key in ("г", "обл", "ш", "қ")

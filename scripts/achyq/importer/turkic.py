"""Names of bodies in Turkic languages: back from the word for its kind, over all that can belong to a name.

These are names, adjectives, genitives, nouns without a case, and what the body does; a case of a sentence's
object or place, a verb or a postposition ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from achyq.importer import kinds, morphology, name_begins
from achyq.importer.morphology import Token
from achyq.importer.name_words import BELONGS, JOINING, LEVEL, STOP, SURNAME, TITLE

#: Of what a body fights: жиноятларга қарши курашиш.
_AGAINST: Final = re.compile(r"каршы|қарсы|қарши|qarshi", re.IGNORECASE)
#: Words that only names have: with them even a bare кеңеш or топ is a body.
_OF: Final = re.compile(
    r"караштуу|алдындагы|жанындағы|ҳузуридаги|huzuridagi|қошидаги|qoshidagi|қарасты|атындагы|атындағы|қарсы|"
    r"каршы|қарши|qarshi"
)
#: What a body's branch or office somewhere is called.
_BRANCH: Final = re.compile(
    r"(?:бўлинма|bo.?linma|филиал|filial|бўлим|bo.?lim|бөлүм|бөлім|өкүлчүлү|өкілді|ваколатхона|vakolatxona|"
    r"факультет|fakultet|кафедра|kafedra|"
    r"башкармалы|басқарма|бошқарма|boshqarma|департамент|departament|офис|ofis|кеңсе)\w*",
    re.IGNORECASE,
)
#: Cases that end a name: of the place or origin, of the direction, of the object, and the instrumental.
_CASE: Final = re.compile(
    r"\w{2,}(?:[дт][аеоө]|(?<!май)[дтн][аеоө]н|[дт][аеоө][гғ][ыиіуү]|[бмп]ен|"
    r"(?<!и)[гғкқ][аеоө]|[ыиіуү]н[аеоө]|(?:[кқпстшчфх]т|д|н)[ыиіуү]|"
    r"(?<![aeiou]v)(?:da|dan|dagi|ga|(?<!i)ka|qa|ni)|[аеоө]р[ыиіуү]н|сын|сін|сүн|сун)",
    re.IGNORECASE,
)
#: Verbs: finite forms, participles and converbs.
_VERB: Final = re.compile(
    r"\w{2,}(?:(?:[кқпстшчфх]т|д)[ыиі](?:л[аеоө]р)?|[гғкқ][аеоө]н(?:[дт]\w+)?|[ыиіуү]п|иб|ади|"
    r"ди(?:лар)?|моқда|"
    r"ib|gan|adi|di(?:lar)?|moqda|мақ|мек|mak)",
    re.IGNORECASE,
)
#: What a body does, by its form: a verbal noun, before which objects stand in their cases.
_DOES: Final = re.compile(
    r"[\w-]+(?:[оө][оө]|[уү][уү]|[аеыіи]у|[лртнпсйғгзж]у|[кқ]у|иш|ish|аш|ash|уш|ush)(?:[гғ][аеоө])?",
    re.IGNORECASE,
)
#: The first part of what it does in two words: сатып алу.
_CONVERB: Final = re.compile(r"\w{2,}[ыиіуү]п|\w{2,}ib|эге|ие|эга|ega", re.IGNORECASE)
_PLURAL: Final = re.compile(r"(?:[лдт][аеоө]р(?:[ыиіуү])?|lari?)$", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[«“\"][^«»“”\"\n]{2,80}[»”\"]\s*$")
_QUOTES: Final = '«»“”"„'
#: What stands between a place and the branch there.
_OF_A_PLACE: Final = re.compile(rf"{LEVEL.pattern}|боюнча|бойынша|бўйича|bo.?yicha|и", re.IGNORECASE)
_CONCERNING: Final = re.compile("боюнча|бойынша|бўйича|bo.?yicha|жөніндегі", re.IGNORECASE)
#: What a body fights with: кылмыштуулук менен күрөшүү.
_WITH: Final = re.compile("менен|мен|билан|bilan", re.IGNORECASE)
_FIGHTS: Final = re.compile("күрөш|күрес|кураш|kurash", re.IGNORECASE)
#: A parliament, or after another body its meeting: кенгашининг мажлиси.
_MEETING: Final = re.compile(r"мажлис|majlis|мәжіліс")
#: No name is longer, in words.
_LONGEST: Final = 20


def names(text: str, tokens: list[Token], *, common: bool = False) -> Iterator[tuple[int, int]]:
    """The spans of names of bodies in the text, whose words are `tokens`; with `common` those
    without a capital too.
    """
    for index, token in enumerate(tokens):
        grammar = kinds.grammar_of(token.key)
        if not kinds.kind_of(token.key, grammar):
            continue
        first = _back(text, tokens, index, grammar)
        if kinds.is_any(token.key, grammar, tokens[index - 1].key if first < index else ""):
            continue
        if _MEETING.match(token.key) and _is_meeting_of(tokens, first, index, grammar):
            continue
        if kinds.is_mere(token.key) and not any(_OF.fullmatch(t.key) for t in tokens[first:index]):
            continue
        while first < index and not name_begins.may(text, tokens, first, common=common):
            first += 1
        place = [token.key for token in tokens[first + 1 : first + 4]]
        if len(place) == 3 and first + 3 < index and _IN.search(place[0]) and LEVEL.match(place[0]):
            first += 2 * bool(LEVEL.match(place[2]))  # in which region the district lies
        if (
            (first < index or common)
            and index - first < _LONGEST
            and not name_begins.is_quoted(text, tokens, first, index)
        ):
            after = any(_NAMED_AFTER.fullmatch(t.key) for t in tokens[first:index])
            initials = after and _INITIALS.search(text, max(0, tokens[first].start - 9), tokens[first].start)
            yield (initials.start() if initials else tokens[first].start), token.end


def _is_meeting_of(tokens: list[Token], first: int, index: int, grammar: str) -> bool:
    """Whether a word for parliaments says a meeting of the body before it: Senatining oʻn ikkinchi yalpi
    majlisi.
    """
    owners = (t for t in tokens[first:index] if morphology.GENITIVE.search(t.key))
    return any(t is tokens[index - 1] or kinds.kind_of(t.key, grammar) for t in owners) or bool(
        index and morphology.GENITIVE.search(tokens[index - 1].key)
    )


_NAMED_AFTER: Final = re.compile("атындагы|атындағы|номидаги|nomidagi")
#: Initials before the name of whom a body is named after: Г.Н. Потанин атындағы.
_INITIALS: Final = re.compile(r"(?<![\w.])(?:[А-ЯЁӘҒҚҢӨҰҮҺІЎҲA-Z]\.\s?){1,2}$")


def _back(text: str, tokens: list[Token], index: int, grammar: str) -> int:
    """The first token that may belong to the name which ends with the token `index`."""
    first = index
    while first > 0 and index - first <= _LONGEST:
        gap = text[tokens[first - 1].end : tokens[first].start]
        quoted = _QUOTED.search(text, max(0, tokens[first].start - 90), tokens[first].start)
        if quoted and gap.strip() and gap.strip()[-1] in '»”"':
            last = tokens[first - 1].key
            own = _LAND.search(last) or kinds.kind_of(last, grammar) or not _THERE.search(last)
            if own:
                first = next(i for i, t in enumerate(tokens) if t.start > quoted.start() - 1)
            break
        listed = gap.strip() == "," and _is_list(text, tokens, first, index)
        if not listed and (gap.strip(f" \u00a0№{_QUOTES}–—") or re.search(r"\s[–—]\s|\n", gap)):
            break
        if re.search(f"[{_QUOTES}]", gap) and first < index:
            break
        if not _may_be_inside(text, tokens, first - 1, index, grammar):
            break
        first -= 1
    return first


def _is_list(text: str, tokens: list[Token], first: int, index: int) -> bool:
    """Whether the comma before the token `first` stands in a name: Маданият, маалымат жана спорт
    министрлиги.
    """
    between = [text[token.start : token.end] for token in tokens[first:index]]
    before = text[tokens[first - 1].start : tokens[first - 1].end]
    return (
        any(JOINING.fullmatch(word) for word in between)
        and between[0][0].islower()
        and (not _PLURAL.search(before) or any(_CONCERNING.fullmatch(word) for word in between))
        and not morphology.GENITIVE.search(before)
    )


def _may_be_inside(text: str, tokens: list[Token], at: int, index: int, grammar: str) -> bool:
    """Whether the token may stand before the next one in a name that ends with the token `index`."""
    word, after = (_plain(text, tokens[i]) for i in (at, at + 1))
    if word.isdigit():
        return _is_number(text, tokens, at)
    if BELONGS.fullmatch(word) or _is_fought(text, tokens, at):
        return True
    if SURNAME.fullmatch(word) and (after[0].isupper() or kinds.is_mere(tokens[at + 1].key)):
        return False
    if STOP.fullmatch(word):
        return _may_be_of_a_name(word, after)
    if word[0].isupper() and LEVEL.fullmatch(after):
        return (
            bool(_POSSESSED.search(after) or _ORDA.fullmatch(word))
            or not _THERE.search(word)
            or bool(_LAND.search(word))
        )
    if LEVEL.fullmatch(word):
        if _IN.search(word) and _BRANCH.match(tokens[index].key):
            return True
        there = re.search(r"(?:[дт][аеоө]|da|[дтн][аеоө]н|dan)$", word)
        return not there and (after[0].isupper() or not _THERE.search(word))
    if JOINING.fullmatch(after) and kinds.are_many(tokens[at].key):
        return False
    kind = kinds.kind_of(tokens[at].key, grammar)
    if kind and not kinds.is_mere(tokens[at].key):
        part = _is_part(text, tokens, at, index, grammar)
        return bool(morphology.GENITIVE.search(word) or _OF.fullmatch(after) or part)
    if morphology.GENITIVE.search(word) or (word[0].isupper() and _LAND.search(word)):
        return True
    if _CONVERB.fullmatch(word):
        return bool(_DOES.fullmatch(after))
    if (
        word[0].isupper()
        and at
        and _OBJECT.search(word)
        and text[tokens[at - 1].end : tokens[at].start] == " "
    ):
        return True
    if _CASE.fullmatch(word) or (_VERB.fullmatch(word) and word[0].islower()):
        return bool(_DOES.fullmatch(after)) and not _THERE.search(word)
    return True


def _is_fought(text: str, tokens: list[Token], at: int) -> bool:
    """Whether the body is against what the token says, alone or in a list: қылмысқа және жемқорлыққа."""
    word, after = (_plain(text, tokens[i]) for i in (at, at + 1))
    joined = JOINING.fullmatch(after) and any(_AGAINST.fullmatch(t.key) for t in tokens[at + 2 : at + 5])
    return bool(_TO.search(word) and (joined or _AGAINST.fullmatch(after)))


def _may_be_of_a_name(word: str, after: str) -> bool:
    """Whether a word that no name has inside is of one all the same: президенттин аппараты, менен күрөшүү."""
    of_an_officer = TITLE.fullmatch(word) and re.match("аппарат|apparat", after, re.IGNORECASE)
    return bool(of_an_officer or (_WITH.fullmatch(word) and _FIGHTS.match(after)))


def _is_number(text: str, tokens: list[Token], at: int) -> bool:
    """Whether the number `at` is one of a name: 1-son, №2."""
    if re.fullmatch("son|сон", _plain(text, tokens[at + 1]), re.IGNORECASE):
        return True
    gap = text[tokens[at].end : tokens[at + 1].start].strip(" ")
    return gap in ("", "-") and text[max(0, tokens[at].start - 2) : tokens[at].start].strip().endswith("№")


def _is_part(text: str, tokens: list[Token], at: int, index: int, grammar: str) -> bool:
    """Whether the name's last word is for a part of the body `at`, which has no case: its faculty, its
    branch in a region.
    """
    if _SCHOOL.match(tokens[index].key):
        return True
    if kinds.is_court(tokens[at].key):
        return False
    place = at + 2 < index and LEVEL.fullmatch(_plain(text, tokens[at + 2]))
    of_an_officer = index + 1 < len(tokens) and TITLE.match(tokens[index + 1].key)
    if of_an_officer and any(not _OF_A_PLACE.fullmatch(t.key) for t in tokens[at + 3 : index]):
        return False  # it is another body, whose officer the sentence is about
    return (
        bool(place and _BRANCH.match(tokens[index].key))
        and text[tokens[at + 1].start].isupper()
        and not _has_owner(text, tokens[at + 1 : index], grammar)
    )


def _has_owner(text: str, between: list[Token], grammar: str) -> bool:
    """Whether the words name another body that the one after them belongs to: қаласы әкімдігінің … бөлімі."""
    return any(
        kinds.kind_of(token.key, grammar) and morphology.GENITIVE.search(text[token.start : token.end])
        for token in between
    )


def _plain(text: str, token: Token) -> str:
    """The token as the text has it, without apostrophes."""
    return morphology.APOSTROPHES.sub("", text[token.start : token.end])


#: A level as names have it before what belongs to it: облусу, ауданының, tumani.
_POSSESSED: Final = re.compile(r"(?:[ыиуүі]|ый|ий)(?:н[ыиуүі][нң]|нинг|ning)?$|i(?:ning)?$", re.IGNORECASE)
#: Towns whose names end like a locative.
#: What a name with a capital studies or fights, as an object: Коррупцияны жана Акчаны адалдоону изилдөө.
_OBJECT: Final = re.compile(r"[нд][ыиіуү]$|ni$")
_ORDA: Final = re.compile(r"қызылорда|кызыл-?орда|qizilo.?rda", re.IGNORECASE)
#: Countries and towns whose names end like an ablative: Түркістан.
_LAND: Final = re.compile(r"(?:[иі]ст[ао]н|[кқзнр]стан)$", re.IGNORECASE)
#: What a university has inside: Buxoro davlat universiteti pedagogika fakulteti.
_SCHOOL: Final = re.compile(r"факультет|fakultet|кафедра|kafedra")
#: Of a level of places: облусундагы, облысындағы, viloyatidagi.
_IN: Final = re.compile(r"(?:[дт][аеоө][гғ][ыи]|dagi)$", re.IGNORECASE)
_THERE: Final = re.compile(r"(?:[дт][аеоө]|da)(?:[гғ][ыиі]|gi)?$|(?:[дтн][аеоө]н|dan)$", re.IGNORECASE)


_TO: Final = re.compile(r"(?<!и)[гғкқ][аеоө]$|[ыиіуү]н[аеоө]$|(?<!i)[gqk]a$", re.IGNORECASE)

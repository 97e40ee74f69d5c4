"""Names of bodies that no registry knows, by the way they are built in the six languages.

A name ends (Turkic, English) or begins (Russian) with a word for a kind of body. In Turkic languages it goes back
from there over everything that can belong to it: names, adjectives, genitives, nouns without a case, what the
body does; a case of a sentence's object or place, a verb or a postposition ends it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from achyq.importer import kinds, morphology
from achyq.importer.morphology import Token

_ENGLISH: Final = re.compile(
    r"\b(?:[A-Z][\w'’-]*\s+(?:(?:of|for|on|and|the|against|in|&)\s+(?:the\s+)?)*)*"
    rf"(?:{kinds.ENGLISH}|Mayor's Office)\b"
    r"(?:\s+(?:(?:of|for|on|and|the|against)\s+)*(?!(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][\w'’-]*)*"
)
#: Levels of places, which names have before what belongs to them.
_LEVEL: Final = re.compile(
    r"(?:облус|облыс|район|аудан|шаар|қала|вилоят|viloyat|туман|tuman|шаҳа?р|shaha?r|республика|respublika|"
    r"аймак|аймақ|өңір|айыл|ауыл|қишлоқ|маҳалла|mahalla|округ)\w*",
    re.IGNORECASE,
)
#: Postpositions, pronouns, adverbs and words for events, which no name of a body has inside or begins with.
_STOP: Final = re.compile(
    r"(?:менен|мен|билан|bilan|үчүн|үшін|учун|uchun|тууралуу|жөнүндө|туралы|жайлы|ҳақида|haqida|кийин|кейін|кейин|keyin|"
    r"чейин|дейін|қадар|qadar|тарабынан|тарапынан|томонидан|tomonidan|ҳамда|hamda|ошондой|сондай|ошол|сол|осы|"
    r"ушул|бул|бұл|бу|bu|шу|shu|мазкур|mazkur|ушбу|ushbu|уни|uni|аны|оны|аталган|аталған|мурунку|бұрынғы|собиқ|sobiq|"
    r"биргеликте|бірлесіп|бірге|биргаликда|birgalikda|hamkorlikda|ҳамкорликда|буга|буған|бунга|bunga|анда|онда|унда|unda|"
    r"бүгүн|бүгін|бугун|bugun|кечээ|кеше|кеча|kecha|быйыл|биыл|бу йил|эртең|ертең|эртага|ertaga|жыл|жылы|йил|yil|"
    r"күнү|күні|куни|kuni|күн|кун|саат|сағат|соат|soat|жана башка|сыяктуу|сияқты|каби|kabi|алдында|"
    r"деп|дея|деди|деген|деб|dedi|атты|аттуу|номли|nomli|темада\w*|тақырыб\w*|мавзу\w*|mavzu\w*|эле|эмес|ғана|эми|"
    r"бир|бір|bir|бардык|барлық|барча|barcha|ҳар|har|ар бир|әр|өз ара|o.?zaro|ўзаро|жаны|жаңы|жаңа|янги|yangi|"
    r"иш-?чара\w*|іс-?шара\w*|тадбир\w*|tadbir\w*|семинар\w*|seminar\w*|тренинг\w*|trening\w*|форум\w*|forum\w*|"
    r"конференци\w*|konferensi\w*|жыйын\w*|жиын\w*|жиналыс\w*|йиғилиш\w*|yigʻilish\w*|yig.?ilish\w*|жолугушуу\w*|"
    r"кездесу\w*|учрашув\w*|uchrashuv\w*|сынак\w*|байқау\w*|танлов\w*|tanlov\w*|брифинг\w*|brifing\w*|отурум\w*|"
    r"отырыс\w*|мажлис(?!и)\w*|акция\w*|aksiya\w*|кампания\w*|үстөл\w*|үстел\w*|стол\w*|суҳбат\w*|suhbat\w*|машғулот\w*|mashgʻulot\w*|mash.?g.?ulot\w*|окуу(?:лар)?|оқыту|дарс\w*|dars\w*|сабақ\w*|"
    r"өкүм\w*|үкім\w*|ҳукм\w*|hukm\w*|ҳолат\w*|holat\w*)",
    re.IGNORECASE,
)
#: Words in a case that names have all the same: под кем, чьего имени.
_BELONGS: Final = re.compile(
    r"караштуу|алдындагы|атындагы|жанындағы|атындағы|қасындағы|ҳузуридаги|huzuridagi|номидаги|nomidagi|"
    r"қошидаги|qoshidagi|қарасты|каршы|қарсы|қарши|qarshi|коррупцияга|korrupsiyaga|жемқорлыққа|өзін-өзі|өз|"
    r"өзүн|өзін|ўзини|o.?zini|жөніндегі|боюнча|бойынша|бўйича|bo.?yicha|и",
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
    r"\w{2,}(?:[дт][ыиі](?:л[аеоө]р)?|[гғкқ][аеоө]н(?:[дт]\w+)?|[ыиіуү]п|иб|ади|ди(?:лар)?|моқда|"
    r"ib|gan|adi|di(?:lar)?|moqda|мақ|мек|mak)",
    re.IGNORECASE,
)
#: What a body does, by its form: a verbal noun, before which objects stand in their cases.
_DOES: Final = re.compile(
    r"\w+(?:[оө][оө]|[уү][уү]|[аеыіи]у|[лртнпсйғгзж]у|[кқ]у|иш|ish|аш|ash|уш|ush)(?:[гғ][аеоө])?", re.IGNORECASE
)
#: The first part of what it does in two words: сатып алу.
_CONVERB: Final = re.compile(r"\w{2,}[ыиіуү]п|\w{2,}ib|эге|ие|эга|ega", re.IGNORECASE)
_GENITIVE: Final = re.compile(r"(?:[ндт][ыиіуү][нң]|нинг|ning)$", re.IGNORECASE)
_PLURAL: Final = re.compile(r"(?:[лдт][аеоө]р(?:[ыиіуү])?|lari?)$", re.IGNORECASE)
_JOINING: Final = re.compile(r"жана|және|ва|va", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[«“\"][^«»“”\"\n]{2,80}[»”\"]\s*$")
_QUOTES: Final = "«»“”\"„"
#: No name is longer, in words.
_LONGEST: Final = 20


class Body(NamedTuple):
    """A body in a text: its span, its id ('' when no registry knows it), and the grammar that found it."""

    start: int
    end: int
    id: str
    grammar: str = ""


def named(text: str, tokens: list[Token], language: str) -> list[Body]:
    """The names of bodies in the text, whose words are `tokens`."""
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


_THE: Final = re.compile(rf"\b[Tt]he\s+(?:\w+\s+)?(?P<kind>{kinds.ENGLISH.casefold()})\b(?!\s+of)")
#: Words that say no more than the level or the likes of a body.
_GENERAL: Final = re.compile(
    rf"{_LEVEL.pattern}|облустук|райондук|шаардык|облыстық|аудандық|қалалық|мамлекеттик|мемлекеттік|давлат|davlat|"
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


def _turkic(text: str, tokens: list[Token], *, common: bool = False) -> Iterator[Body]:
    """Names of bodies; with `common` those without a capital too."""
    for index, token in enumerate(tokens):
        grammar = kinds.grammar_of(token.key)
        if not kinds.kind_of(token.key, grammar):
            continue
        if kinds.is_mere(token.key) and not (
            index and re.fullmatch("қарсы|каршы|қарши|qarshi", tokens[index - 1].key)
        ):
            continue
        first = _back(text, tokens, index, grammar)
        while first < index and not _begins(text, tokens, first, common=common):
            first += 1
        if (first < index or common) and index - first < _LONGEST and not _is_quoted(text, tokens, first, index):
            yield Body(tokens[first].start, token.end, "", "turkic")


def _back(text: str, tokens: list[Token], index: int, grammar: str) -> int:
    """The first token that may belong to the name which ends with the token `index`."""
    first = index
    while first > 0:
        gap = text[tokens[first - 1].end : tokens[first].start]
        quoted = _QUOTED.search(text, max(0, tokens[first].start - 90), tokens[first].start)
        if quoted and gap.strip() and gap.strip()[-1] in "»”\"":
            if not _THERE.search(tokens[first - 1].key) and not _TO.search(tokens[first - 1].key):
                first = next(i for i, t in enumerate(tokens) if t.start > quoted.start() - 1)
            break
        listed = gap.strip() == "," and _is_list(text, tokens, first, index)
        if not listed and (gap.strip(f" \u00a0№{_QUOTES}–—") or re.search(r"\s[–—]\s|\n", gap)):
            break
        if re.search(f"[{_QUOTES}]", gap) and first < index:
            break
        if not _may_be_inside(text, tokens, first - 1, grammar):
            break
        first -= 1
    return first


def _is_list(text: str, tokens: list[Token], first: int, index: int) -> bool:
    """Whether the comma before the token `first` stands in a name: Маданият, маалымат жана спорт министрлиги."""
    between = [text[token.start : token.end] for token in tokens[first:index]]
    before = text[tokens[first - 1].start : tokens[first - 1].end]
    return (
        any(_JOINING.fullmatch(word) for word in between)
        and between[0][0].islower()
        and not _PLURAL.search(before)
        and not _GENITIVE.search(before)
    )


def _may_be_inside(text: str, tokens: list[Token], at: int, grammar: str) -> bool:
    """Whether the token may stand in a name before the next one."""
    word, after = (_plain(text, tokens[i]) for i in (at, at + 1))
    if word.isdigit():
        return text[tokens[at].end : tokens[at + 1].start].strip(" ") in ("", "-") and text[
            max(0, tokens[at].start - 2) : tokens[at].start
        ].strip().endswith("№")
    if _BELONGS.fullmatch(word):
        return True
    if _STOP.fullmatch(word):
        return False
    if word[0].isupper() and _LEVEL.fullmatch(after):
        return bool(_POSSESSED.search(after) or _ORDA.fullmatch(word)) or not _THERE.search(word)
    if _LEVEL.fullmatch(word):
        there = re.search(r"(?:[дт][аеоө]|da|[дтн][аеоө]н|dan)$", word)
        return not there and (after[0].isupper() or not _THERE.search(word))
    kind = kinds.kind_of(tokens[at].key, grammar)
    if kind and not kinds.is_mere(tokens[at].key):
        return bool(_GENITIVE.search(word))
    if _GENITIVE.search(word):
        return True
    if _CONVERB.fullmatch(word):
        return bool(_DOES.fullmatch(after))
    if _CASE.fullmatch(word) or (_VERB.fullmatch(word) and word[0].islower()):
        return bool(_DOES.fullmatch(after)) and not _THERE.search(word)
    return True



def _plain(text: str, token: Token) -> str:
    """The token as the text has it, without apostrophes."""
    return morphology.APOSTROPHES.sub("", text[token.start : token.end])


#: A level as names have it before what belongs to it: облусу, ауданының, tumani.
_POSSESSED: Final = re.compile(r"(?:[ыиуүі]|ый|ий)(?:н[ыиуүі][нң]|нинг|ning)?$|i(?:ning)?$", re.IGNORECASE)
#: Towns whose names end like a locative.
_ORDA: Final = re.compile(r"қызылорда|кызыл-?орда|qizilo.?rda", re.IGNORECASE)
_THERE: Final = re.compile(r"(?:[дт][аеоө]|da)(?:[гғ][ыиі]|gi)?$|(?:[дтн][аеоө]н|dan)$", re.IGNORECASE)


def _begins(text: str, tokens: list[Token], first: int, *, common: bool) -> bool:
    """Whether a name may begin with the token."""
    start = tokens[first].start
    word = text[start : tokens[first].end]
    if _JOINING.fullmatch(word) or _STOP.fullmatch(word) or _BELONGS.fullmatch(word) or word.isdigit():
        return _is_anti(word)
    if common:
        return True
    return word[0].isupper() and not _is_object(text, tokens, first)


def _is_anti(word: str) -> bool:
    return word[0].isupper() and bool(re.match("коррупцияга|korrupsiyaga", word, re.IGNORECASE))


def _is_quoted(text: str, tokens: list[Token], first: int, index: int) -> bool:
    """Whether the whole name is in quotation marks: a course or an action that is called so."""
    before = text[max(0, tokens[first].start - 1) : tokens[first].start]
    return bool(before) and before in "«“\"„" and bool(re.match("[»”\"]", text[tokens[index].end :]))


def _is_object(text: str, tokens: list[Token], first: int) -> bool:
    """Whether a capital only begins a sentence, with its object before the body: Форумды ҚР … агенттігі."""
    before = text[: tokens[first].start].rstrip(' «“"')
    begins = not before or before[-1] in ".!?\n"
    after = text[tokens[first + 1].start : tokens[first + 1].end]
    return begins and bool(_ACCUSATIVE.search(tokens[first].key)) and not _LEVEL.fullmatch(after)


_TO: Final = re.compile(r"(?<!и)[гғкқ][аеоө]$|[ыиіуү]н[аеоө]$|(?<!i)[gqk]a$", re.IGNORECASE)
_ACCUSATIVE: Final = re.compile(r"[ндт][ыиіуү]$|ni$")

#: What goes on a Russian name after its first word: genitives, adjectives, prepositions of competence.
_RUSSIAN_ON: Final = re.compile(
    r"по|при|РК|КР|РУз|г|дел|имени|им|[а-яё]+(?:ого|его|ой|ей|их|ых|ию|ью|ам|ям|ами|ями|ов|ев|"
    r"[ыияуюа])(?<![аияеуы]л[аи])(?<!ован[аы])(?<!ден[аы])(?<!с[ья])|и"
)
#: What a body is for, after which its name goes on: по борьбе с коррупцией.
_FIGHT: Final = re.compile(r"(?:и|по)\s+(?:борьбе|обеспечению)\s|борьбе\s+с\s")
_RUSSIAN_STOP: Final = re.compile(
    r"совместно|вместе|провел\w*|провёл|вчера|сегодня|совещани\w*|организова\w*|принял\w*|которы\w*|года|"
    r"месяца|сумма|стала|была|дала|начала|при поддержке",
    re.IGNORECASE,
)
_WITH: Final = re.compile(r"при\s+(?:поддержк|финансов|содейств|участи|активн|[а-яё])|и\s+[А-ЯЁ]")


def _russian(text: str, tokens: list[Token], *, common: bool = False) -> Iterator[Body]:
    """Names of bodies; with `common` those without a capital too."""
    for index, token in enumerate(tokens):
        if not kinds.kind_of(token.key, "russian"):
            continue
        first, last = index, index
        while (
            first > 0
            and text[tokens[first - 1].end : tokens[first].start] == " "
            and re.search(r"(?:ая|ое|ый|ий|ой|ого|ому|ую|ым|им|ом)$", tokens[first - 1].key)
        ):
            first -= 1
        while last + 1 < len(tokens):
            gap = text[tokens[last].end : tokens[last + 1].start]
            word = text[tokens[last + 1].start : tokens[last + 1].end]
            goes_on = word[0].isupper() and tokens[last].key != "и"
            if (
                gap.strip(' \u00a0«»“”"')
                or _RUSSIAN_STOP.fullmatch(word)
                or (_WITH.match(text, tokens[last + 1].start) and not _FIGHT.match(text, tokens[last].start))
            ):
                break
            dative = tokens[last].key == "по" and word.islower() and word.endswith("е")
            if not (
                goes_on or dative or _RUSSIAN_ON.fullmatch(word) or _FIGHT.match(text, tokens[last].start)
            ):
                break
            last += 1
        while last > index and tokens[last].key in ("и", "по", "при", "г"):
            last -= 1
        capital = any(text[tokens[i].start].isupper() for i in range(first, last + 1))
        if common or (capital and last - first >= 1):
            end = tokens[last].end + (text[tokens[last].end : tokens[last].end + 1] in "»”")
            yield Body(tokens[first].start, end, "", "russian")


#: With what a sentence begins before the name of a body.
_LEAD: Final = re.compile(
    r"(?:(?:The|On|In|At|By|For|From|With|As|And|Today|Yesterday|This|Last|Also|When|While|Meanwhile|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\s+(?:the\s+)?)+"
)
_AND_THE: Final = re.compile(r"\s+and\s+(?:the\s+)?")
#: Where a body has its seat: the OSCE Office in Bishkek.
_SEAT: Final = re.compile(r"\s+in\s+(?:the\s+)?(?:[A-Z]\w+\s?){1,3}$")
_POLICY: Final = re.compile(r"(?:State|National|Government) Programme|Strategy|Action Plan")


def _english(text: str) -> Iterator[Body]:
    for m in _ENGLISH.finditer(text):
        for first, last in _apart(text, m.start(), m.end()):
            lead = _LEAD.match(text, first)
            start = lead.end() if lead else first
            if len(text[start:last].split()) > 1 and not _POLICY.search(text, start, last):
                yield Body(start, last, "", "english")


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a name that goes on with `and the` and another body: the University and the Office."""
    for joint in _AND_THE.finditer(text, start, end):
        seat = _SEAT.search(text, start, joint.start())
        left = seat.start() if seat else joint.start()
        if all(_ENGLISH.fullmatch(text, *side) for side in ((start, left), (joint.end(), end))):
            yield start, left
            yield from _apart(text, joint.end(), end)
            return
    yield start, end

"""Where the event was held: of all places that a text names, those that are neither planned, nor where people
came from, nor above another one; and each as it was called on the day.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final, NamedTuple

from achyq.importer import events, kinds, morphology
from achyq.importer.guess import Guess, Page, Sentence
from achyq.importer.places import Atlas, Mention
from achyq.registry import Registry

#: Forms of a place's name that say "there": locatives, genitives of hosts; and those that say "from there".
_FROM: Final = re.compile(r"(?:[ыиіуү]?н|[дт])[аеоө]н$|dan$", re.IGNORECASE)
_THERE: Final = re.compile(r"[дт][аеоө](?:[гғ][ыиі]\w*)?$|da(?:gi\w*)?$", re.IGNORECASE)
_OF_THERE: Final = re.compile(r"[дт][аеоө][гғ][ыиі]$|dagi$|даги$", re.IGNORECASE)
_PREPOSITION_THERE: Final = re.compile(
    r"\b(?:в|во|на территории|по|in|at|across|throughout|near)\s+(?:(?:г|города?|городе|the|city|of|"
    r"областях?|области)\.?\s+)*$",
    re.IGNORECASE,
)
_PREPOSITION_FROM: Final = re.compile(
    r"\b(?:из|from)\s+(?:the\s+)?(?:[\w-]+(?:,| и| and)?\s+){0,3}$", re.IGNORECASE
)
_LIST: Final = re.compile(
    r"\s*(?:,|;|/|\()?\s*(?:(?:и|а также|жана|және|ва|ҳамда|va|hamda|and|as well as|в|во|in|г\.|города?|"
    r"the|city of)\s+)*",
    re.IGNORECASE,
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
_EARLIER: Final = re.compile(
    r"\b(?:ранее|до этого|мурда|буга чейин|бұрын|бұған дейін|аввал\w*|илгари|ilgari|avval\w*|earlier|"
    r"previously|эслатиб ўта\w+|eslatib o.?ta\w+|эске сал\w+|еске сал\w+|напомни\w+|белгилей кет\w+|"
    r"recall|as a reminder)\b",
    re.IGNORECASE,
)
_AGAIN: Final = re.compile(
    r"ушундай|осындай|шундай|shunday|similar|аналогичн\w+|такой же|такое же|повторить", re.IGNORECASE
)


class Venues(NamedTuple):
    """The regions of the event, and those where it was only planned."""

    held: tuple[Guess, ...]
    planned: tuple[Guess, ...]


class _Named(NamedTuple):
    id: str
    mention: Mention
    sentence: Sentence
    role: str  # there, from, planned, earlier, or "" for a mere mention
    confidence: float


def find(page: Page, atlas: Atlas, happened: dt.date | None, country: tuple[str, float]) -> Venues:
    """The regions of the page's event on the day that it `happened`, in the likely `country`."""
    named = _named(page, atlas, happened, country[0])
    planned = [n for n in named if n.role == "planned"]
    chosen = _held(named, atlas.registry) or _of_the_first_paragraph(named)
    guesses = _guesses(page, chosen + _within(named, chosen, atlas.registry), atlas.registry)
    if not guesses and country[0]:
        guesses = [Guess(country[0], "", (0, 0), 0.35 + 0.25 * country[1])]
    ids = {guess.value for guess in guesses}
    later = [guess for guess in _guesses(page, planned, atlas.registry) if guess.value not in ids]
    return Venues(tuple(guesses), tuple(later))


def _held(named: list[_Named], registry: Registry) -> list[_Named]:
    """The places that a sentence says it was held in, as far as they stand together, and those of the
    title.
    """
    held = [n for n in named if n.role == "there"]
    if not held:
        return []
    first = min(n.sentence.paragraph for n in held)
    ids = {n.id for n in held}
    around = {above for i in ids for above in registry.ancestors(i)} if len(ids) == 1 else set()
    said = any(
        n.sentence.paragraph == 1
        and n.mention.typed
        and n.role == ""
        and n.id not in around
        and not _is_dateline(n)
        for n in named
    )
    if said and first > 1 and (first > _FIRST or not any(events.HELD.search(n.sentence.text) for n in held)):
        return []
    titled = [
        n
        for n in named
        if n.sentence.paragraph == 0 and n.role == "" and n.mention.typed and n.id not in around
    ]
    return [n for n in held if n.sentence.paragraph <= max(first, 1) + 1] + titled


#: Places named only below so many paragraphs are not those of the event when the first one names another.
_FIRST: Final = 2


def _is_dateline(n: _Named) -> bool:
    return bool(re.match(r"\s*(?:–|—|- |/|\()", n.sentence.text[n.mention.end :]))


def _within(named: list[_Named], chosen: list[_Named], registry: Registry) -> list[_Named]:
    """The districts of a chosen city that title or first paragraph name."""
    cities = {n.id for n in chosen if registry[n.id].name["en"].endswith(" City")}
    return [
        n
        for n in named
        if n.sentence.paragraph <= 1
        and n.mention.typed
        and n.role == ""
        and cities & set(registry.ancestors(n.id))
    ]


def _of_the_first_paragraph(named: list[_Named]) -> list[_Named]:
    """When no place is said to have been one of the event, those of the first paragraph that names any."""
    now = [
        n for n in named if n.role != "earlier" and not (n.role == "from" and n.sentence.paragraph > _FIRST)
    ]
    first = min((n.sentence.paragraph for n in now), default=0)
    there = [n for n in now if n.sentence.paragraph == first]
    return [n for n in there if n.mention.typed] or there


def _named(page: Page, atlas: Atlas, happened: dt.date | None, country: str) -> list[_Named]:
    sentences = page.sentences()
    mentions = [(sentence, mention) for sentence in sentences for mention in atlas.mentions(sentence.text)]
    certain = {m.ids[0] for _, m in mentions if len(m.ids) == 1 and m.typed}
    known = certain | {above for term in certain for above in atlas.registry.ancestors(term)}
    named = []
    roles: dict[int, str] = {}
    for position, (sentence, mention) in enumerate(mentions):
        term_id, sure = _resolve(mention.ids, known, country, atlas.registry)
        if not term_id or atlas.registry[term_id].level == "country":
            continue
        if not mention.typed and _is_the_level_above(term_id, certain, atlas.registry):
            continue
        role = _role(sentence, mention)
        if not role and position and mentions[position - 1][0] is sentence:
            gap = sentence.text[mentions[position - 1][1].end : mention.start]
            role = roles.get(position - 1, "") if _LIST.fullmatch(gap) else ""
        roles[position] = role
        if not mention.typed and role == "" and sentence.paragraph > 1:
            continue
        sure = min(sure, 0.93 if mention.typed else 0.72)
        term_id, sure = _valid(term_id, sure, happened, atlas.registry)
        named.append(_Named(term_id, mention, sentence, role, sure))
    return named


def _resolve(ids: tuple[str, ...], known: set[str], country: str, registry: Registry) -> tuple[str, float]:
    """The one term that a name means here, by what else the text names, and how sure that is."""
    if len(ids) == 1:
        own = registry.ancestors(ids[0])
        return ids[0], 0.93 if not own or own[-1] == country else 0.8
    within = [i for i in ids if i in known or any(above in known for above in registry.ancestors(i)[:-1])]
    if len(within) == 1:
        return within[0], 0.9
    at_home = [i for i in within or ids if [i, *registry.ancestors(i)][-1] == country]
    if len(at_home) == 1:
        return at_home[0], 0.8
    return (at_home[0], 0.4) if at_home else ("", 0.0)


def _is_the_level_above(term_id: str, certain: set[str], registry: Registry) -> bool:
    """Whether a bare name repeats one whose level was said: Нарын after Нарын облусу."""
    name = registry[term_id].name["ru"].casefold()
    stem = re.sub(r"^город |ск(?:ая область|ий район)$| область| район", "", name)[:5]
    return term_id not in certain and any(
        stem in registry[other].name["ru"].casefold() for other in certain if other != term_id
    )


def _role(sentence: Sentence, mention: Mention) -> str:
    """What the sentence says of the place: held there, from there, planned there, or nothing of these."""
    word = sentence.text[mention.last.start : mention.last.end]
    before = sentence.text[max(0, mention.start - 80) : mention.start]
    said = _said(sentence.text)
    if said == "planned" and sentence.paragraph > 0:
        return "planned"
    if said == "earlier" and sentence.paragraph > 1:
        return "earlier"
    if (
        _SEAT_BEFORE.search(before)
        or _COMPETENCE_BEFORE.search(before)
        or said == "appeal"
        or (_OF_THERE.search(word) and _SEAT_AFTER.match(sentence.text, mention.end))
    ):
        return ""
    if _OF_THERE.search(word) and _WORK_THERE.match(sentence.text, mention.last.end):
        return "from"
    if _PREPOSITION_FROM.search(before) or (_FROM.search(word) and not _THERE.search(word)):
        return "from"
    if _THERE.search(word) or _PREPOSITION_THERE.search(before) or _is_of_a_house(sentence.text, mention.end):
        return "there"
    return ""


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
    planned = events.PLANNED.search(sentence)
    if planned and (not events.HELD.search(sentence) or _AGAIN.search(sentence)):
        return "planned"
    if _APPEAL.search(sentence):
        return "appeal"
    return "earlier" if _EARLIER.search(sentence) else ""


def _valid(term_id: str, sure: float, day: dt.date | None, registry: Registry) -> tuple[str, float]:
    """The term that the name meant on that day: after a reform its successor, before it its predecessor."""
    term = registry[term_id]
    if day is None:
        return term_id, sure
    if term.valid_to and term.valid_to.latest and term.valid_to.latest < day:
        heirs = registry.successors.get(term_id, [])
        alike = [heir for heir in heirs if registry[heir].level == term.level] or heirs
        same = [heir for heir in alike if not registry[heir].name["en"].endswith("City")] or alike
        return (same[0], 0.6) if same else (term_id, 0.5)
    if term.valid_from and term.valid_from.earliest and day < term.valid_from.earliest:
        return term_id, 0.5
    return term_id, sure


def _guesses(page: Page, named: list[_Named], registry: Registry) -> list[Guess]:
    """One guess for each place, without those that lie above another one."""
    best: dict[str, _Named] = {}
    for n in named:
        if n.id not in best or n.confidence > best[n.id].confidence:
            best[n.id] = n
    above = {ancestor for term_id in best for ancestor in registry.ancestors(term_id)}
    guesses = []
    for term_id, n in best.items():
        if term_id in above:
            continue
        span = (n.sentence.start + n.mention.start, n.sentence.start + n.mention.end)
        sure = n.confidence - {"": 0.1, "from": 0.15}.get(n.role, 0.0)
        guesses.append(Guess(term_id, page.text[slice(*span)], span, sure))
    return guesses

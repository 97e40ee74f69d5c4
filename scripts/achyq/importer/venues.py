"""Where the event was held: of all places that a text names, those that are neither planned, nor where people
came from, nor above another one; and each as it was called on the day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from achyq.importer import abroad, dating, districts, named_places, seats, tenses
from achyq.importer.guess import Guess, Page, Sentence
from achyq.importer.named_places import Named
from achyq.importer.places import Atlas
from achyq.registry import Registry


class Venues(NamedTuple):
    """The regions of the event, and those where it was only planned."""

    held: tuple[Guess, ...]
    planned: tuple[Guess, ...]


def find(page: Page, atlas: Atlas, happened: dt.date | None, country: tuple[str, float]) -> Venues:
    """The regions of the page's event on the day that it `happened`, in the likely `country`."""
    named = named_places.of(page, atlas, happened, country[0])
    planned = [n for n in named if n.role == "planned"]
    starts = frozenset(lines[0].start for lines in page.paragraphs)
    chosen = (
        _items(named, starts)
        or _held(named, atlas.registry, starts)
        or _of_the_first_paragraph(named, atlas.registry, districts.heads(page))
    )
    capital = seats.capital(page, country[0])
    named_later = all(n.sentence.start > capital[0].span[1] for n in chosen) if capital else False
    if capital and named_later and _AND_ELSEWHERE.match(page.text, capital[0].span[1]):
        return Venues((*capital, *_guesses(page, chosen, atlas.registry, happened)), ())
    if capital and named_later and capital[0].value not in {n.id for n in chosen}:
        chosen = []
    if chosen and all(_NATIONWIDE.search(n.sentence.text) for n in chosen):
        chosen = []
    chosen = chosen + districts.within(page, named, chosen, atlas.registry)
    guesses = _guesses(page, chosen, atlas.registry, happened)
    weak = all(n.sentence.paragraph > 1 or (_is_dateline(n) and _begins(n)) for n in chosen)
    if weak and abroad.is_abroad(page):
        return Venues((), tuple(_guesses(page, planned, atlas.registry, happened)))
    if not guesses:
        guesses = (
            seats.labelled(page, atlas)
            or capital
            or seats.signed(page, atlas)
            or seats.of_a_school(page, atlas)
            or seats.competent(page, atlas)
        )
    if not guesses and country[0]:
        guesses = [Guess(country[0], "", (0, 0), 0.35 + 0.25 * country[1])]
    ids = {guess.value for guess in guesses}
    later = [guess for guess in _guesses(page, planned, atlas.registry, happened) if guess.value not in ids]
    return Venues(tuple(guesses), tuple(later))


#: That something went through all of the country, with what lies in it.
_NATIONWIDE: Final = re.compile(
    r"\b(?:every region|all (?:the )?(?:\d+ )?(?:regions|territories|provinces)) of (?:the country|"
    r"[A-Z]\w+stan)|"
    r"во всех регионах (?:страны|республики)|республика(?:миз)?нинг барча (?:ҳудуд|вилоят)|"
    r"respublika(?:miz)?ning barcha (?:hudud|viloyat)|өлкөнүн бардык (?:облус|аймак|региону)|"
    r"еліміздің барлық (?:облыс|өңір)",
    re.IGNORECASE,
)
#: After the capital, which is one of several places: in the capital and in two districts.
_AND_ELSEWHERE: Final = re.compile(
    r"\s(?:and|и|жана|және|ва|va)\s[^.]{0,20}(?:district|region|район|област|облус|облыс|аудан|вилоят|туман|"
    r"viloyat|tuman)"
)


def _items(named: list[Named], starts: frozenset[int]) -> list[Named]:
    """The places of a list of cases, each of which names one."""
    items = [
        n for n in named if n.sentence.start in starts and n.mention.typed and _ITEM.match(n.sentence.text)
    ]
    return items if len({n.id for n in items}) >= _NEWS else []


#: An item of a list.
_ITEM: Final = re.compile(r"[—–•*-]\s")


def _held(named: list[Named], registry: Registry, starts: frozenset[int]) -> list[Named]:
    """The places that a sentence says it was held in, as far as they stand together, and those of the
    title.
    """
    held = [n for n in named if n.role == "there"]
    if not held:
        return []
    begun = {n.sentence.paragraph for n in held if n.sentence.start in starts and _begins(n)}
    cases = [n for n in held if n.sentence.start in starts and _CASE.match(n.sentence.text)]
    if len({n.sentence.paragraph for n in cases}) > 1:
        return cases
    if len(begun) >= _NEWS:  # several cases, each of which begins with its place
        return held
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
    told = any(tenses.HELD.search(n.sentence.text) for n in held)
    if said and first > 1 and (first > _FIRST or not told):
        return []
    if len(_leaves(ids, registry)) >= _MANY and first > 1 and not told:
        return []  # a list of figures
    if first > _FIRST + 1 and not told:
        return []
    titled = [
        n
        for n in named
        if n.sentence.paragraph == 0 and n.role == "" and n.mention.typed and n.id not in around
    ]
    return [n for n in held if n.sentence.paragraph <= max(first, 1) + 1] + titled


#: A case of several begins: Birinchi holat, Вторая история, Екінші іс.
_CASE: Final = re.compile(
    r"\W*(?:birinchi|ikkinchi|uchinchi|биринчи|иккинчи|учинчи|экинчи|үчүнчү|бірінші|екінші|үшінші|перв|втор|трет|"
    r"first|second|third)\w*\s",
    re.IGNORECASE,
)
#: Places named only below so many paragraphs are not those of the event when the first one names another.
_FIRST: Final = 2


#: Places named only below so many paragraphs, where nothing was held, are only mentioned.
_LATE: Final = 2


#: So many places of a list are compared, and the text is about all of the country.
_MANY: Final = 4


#: So many paragraphs that begin with a place each tell a case of their own.
_NEWS: Final = 3


def _leaves(ids: set[str], registry: Registry) -> set[str]:
    """The places without those above others of them."""
    return ids - {above for i in ids for above in registry.ancestors(i)}


def _begins(n: Named) -> bool:
    """Whether no more than a preposition and an adverb stand before the place: In, В, Также в."""
    return bool(re.match(r"\W*(?:[^\W\d_]+,?\s){0,2}$", n.sentence.text[: n.mention.start]))


def _is_dateline(n: Named) -> bool:
    return bool(re.match(r"\s*(?:–|—|- |/|\()", n.sentence.text[n.mention.end :]))


def _of_the_first_paragraph(named: list[Named], registry: Registry, titled: frozenset[str]) -> list[Named]:
    """When no place is said to have been one of the event, those of the first paragraph that names any."""
    now = [
        n for n in named if n.role != "earlier" and not (n.role == "from" and n.sentence.paragraph > _FIRST)
    ]
    first = min((n.sentence.paragraph for n in now), default=0)
    headed = any(n.mention.typed and districts.own_stem(n) in titled for n in now)
    if first > _LATE and not headed and not any(tenses.HELD.search(n.sentence.text) for n in now):
        return []
    there = [n for n in now if n.sentence.paragraph == first]
    theirs = {above for n in there if n.role == "from" for above in (n.id, *registry.ancestors(n.id))}
    there = [n for n in there if n.id not in theirs] or there
    told = any(n.role == "there" and tenses.HELD.search(n.sentence.text) for n in there) or any(
        map(_is_dated, dict.fromkeys(n.sentence for n in there))
    )
    ids = _leaves({n.id for n in there}, registry)
    if first and len(ids) >= _MANY - (first > 1) and not told:
        return []
    return [n for n in there if n.mention.typed] or there


def _is_dated(sentence: Sentence) -> bool:
    """Whether the sentence says on which days of one month something was."""
    return any(when.start[1] and not when.role for when in dating.expressions(sentence.text))


def _guesses(page: Page, named: list[Named], registry: Registry, day: dt.date | None) -> list[Guess]:
    """One guess for each place, without those that lie above another one, or did before a reform."""
    best: dict[str, Named] = {}
    for n in named:
        if n.id not in best or n.confidence > best[n.id].confidence:
            best[n.id] = n
    above = {ancestor for term_id in best for ancestor in registry.ancestors(term_id)}
    above |= {
        old for i in above if not named_places.existed(registry[i], day) for old in registry[i].replaces
    }
    guesses = []
    for term_id, n in best.items():
        if term_id in above:
            continue
        span = (n.sentence.start + n.mention.start, n.sentence.start + n.mention.end)
        sure = n.confidence - {"": 0.1, "from": 0.15}.get(n.role, 0.0)
        guesses.append(Guess(term_id, page.text[slice(*span)], span, sure))
    return guesses

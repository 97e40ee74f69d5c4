"""Where the event was held: of all places that a text names, those that are neither planned, nor where people
came from, nor above another one; and each as it was called on the day.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from achyq.importer import dating, events, roles, seats, tenses
from achyq.importer.guess import Guess, Page, Sentence
from achyq.importer.places import Atlas, Mention
from achyq.registry import Registry

#: What stands between places of a list.
_LIST: Final = re.compile(
    r"\s*(?:,|;|/|\()?\s*(?:(?:и|а также|жана|және|ва|ҳамда|va|hamda|and|as well as|в|во|in|г\.|города?|"
    r"the|city of)\s+)*",
    re.IGNORECASE,
)


#: What a place has in a list of figures: Toshkent shahrida – 15 ta.
_FIGURE: Final = re.compile(r"\s*[–—:-]\s*\d|\s\d+\s(?:та|ta|іс|иш|дерек|факт|случа|дел|cases)\b")


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
    starts = frozenset(lines[0].start for lines in page.paragraphs)
    chosen = (
        _items(named, starts)
        or _held(named, atlas.registry, starts)
        or _of_the_first_paragraph(named, atlas.registry)
    )
    capital = seats.capital(page, country[0])
    if capital and all(n.sentence.start > capital[0].span[1] for n in chosen):
        chosen = []
    guesses = _guesses(page, chosen + _within(named, chosen, atlas.registry), atlas.registry)
    if not guesses:
        guesses = capital or seats.signed(page, atlas) or seats.of_a_school(page, atlas)
    if not guesses and country[0]:
        guesses = [Guess(country[0], "", (0, 0), 0.35 + 0.25 * country[1])]
    ids = {guess.value for guess in guesses}
    later = [guess for guess in _guesses(page, planned, atlas.registry) if guess.value not in ids]
    return Venues(tuple(guesses), tuple(later))


def _items(named: list[_Named], starts: frozenset[int]) -> list[_Named]:
    """The places of a list of cases, each of which names one."""
    items = [
        n for n in named if n.sentence.start in starts and n.mention.typed and _ITEM.match(n.sentence.text)
    ]
    return items if len({n.id for n in items}) >= _NEWS else []


#: An item of a list.
_ITEM: Final = re.compile(r"[—–•*-]\s")


def _held(named: list[_Named], registry: Registry, starts: frozenset[int]) -> list[_Named]:
    """The places that a sentence says it was held in, as far as they stand together, and those of the
    title.
    """
    held = [n for n in named if n.role == "there"]
    if not held:
        return []
    begun = {n.sentence.paragraph for n in held if n.sentence.start in starts and _begins(n)}
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


#: Places named only below so many paragraphs are not those of the event when the first one names another.
_FIRST: Final = 2


#: Places named only below so many paragraphs, where nothing was held, are only mentioned.
_LATE: Final = 3


#: So many places of a list are compared, and the text is about all of the country.
_MANY: Final = 4


#: So many paragraphs that begin with a place each tell a case of their own.
_NEWS: Final = 3


def _leaves(ids: set[str], registry: Registry) -> set[str]:
    """The places without those above others of them."""
    return ids - {above for i in ids for above in registry.ancestors(i)}


def _begins(n: _Named) -> bool:
    """Whether no more than a preposition and an adverb stand before the place: In, В, Также в."""
    return bool(re.match(r"\W*(?:[^\W\d_]+,?\s){0,2}$", n.sentence.text[: n.mention.start]))


def _is_dateline(n: _Named) -> bool:
    return bool(re.match(r"\s*(?:–|—|- |/|\()", n.sentence.text[n.mention.end :]))


def _within(named: list[_Named], chosen: list[_Named], registry: Registry) -> list[_Named]:
    """The districts of a chosen city that title or first paragraph name; of a region, if it is one only."""
    ids = {n.id for n in chosen}
    within = [
        n
        for n in named
        if n.sentence.paragraph <= 1
        and n.mention.typed
        and n.role in ("", "there")
        and ids & set(registry.ancestors(n.id))
    ]
    beside = [n for n in _beside(named, chosen, registry) if n.role in ("", "there")]
    if beside:
        return beside
    cities = {i for i in ids if registry[i].name["en"].endswith(" City")}
    if len(ids) == 1 and len({n.id for n in within}) == 1:
        return within
    return [n for n in within if n.role == "" and cities & set(registry.ancestors(n.id))]


def _beside(named: list[_Named], chosen: list[_Named], registry: Registry) -> list[_Named]:
    """The one district that the sentence of each chosen place names within it: In Andijan region, the head of
    Buston district.
    """
    typed: dict[int, dict[str, _Named]] = {}
    for n in named:
        if n.mention.typed:
            typed.setdefault(n.sentence.start, {})[n.id] = n
    found = []
    for above, start in dict.fromkeys((n.id, n.sentence.start) for n in chosen):
        within = [n for n in typed.get(start, {}).values() if above in registry.ancestors(n.id)]
        if len(within) == 1:
            found += within
    return found


def _of_the_first_paragraph(named: list[_Named], registry: Registry) -> list[_Named]:
    """When no place is said to have been one of the event, those of the first paragraph that names any."""
    now = [
        n for n in named if n.role != "earlier" and not (n.role == "from" and n.sentence.paragraph > _FIRST)
    ]
    first = min((n.sentence.paragraph for n in now), default=0)
    if first > _LATE and not any(tenses.HELD.search(n.sentence.text) for n in now):
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


def _named(page: Page, atlas: Atlas, happened: dt.date | None, country: str) -> list[_Named]:
    sentences = page.sentences()
    mentions = [(sentence, mention) for sentence in sentences for mention in atlas.mentions(sentence.text)]
    stamped = events.stamps(page)
    mentions = [
        (s, m)
        for s, m in mentions
        if not (
            _is_figure(s, m)
            or seats.is_of_an_agency(s, m)
            or any(a <= s.start + m.start < b for a, b in stamped)
        )
    ]
    plain = [(s, m) for s, m in mentions if not roles.is_competence(s.text, m)]
    if any(m.typed and len(m.ids) == 1 for _, m in plain):
        mentions = plain
    certain = {m.ids[0] for _, m in plain if len(m.ids) == 1 and m.typed}
    known = certain | {above for term in certain for above in atlas.registry.ancestors(term)}
    named = []
    given: dict[int, str] = {}
    for position, (sentence, mention) in enumerate(mentions):
        term_id, sure = _resolve(mention.ids, known, country, atlas.registry)
        if not term_id or atlas.registry[term_id].level == "country":
            continue
        if not mention.typed and _is_the_level_above(term_id, certain, atlas.registry):
            continue
        role = roles.role(sentence, mention)
        if not role and position and mentions[position - 1][0] is sentence:
            gap = sentence.text[mentions[position - 1][1].end : mention.start]
            role = given.get(position - 1, "") if _LIST.fullmatch(gap) else ""
        given[position] = role
        if not mention.typed and role == "" and sentence.paragraph > 1:
            continue
        sure = min(sure, 0.93 if mention.typed else 0.72)
        term_id, sure = _valid(term_id, sure, happened, atlas.registry)
        named.append(_Named(term_id, mention, sentence, role, sure))
    return named


def _is_figure(sentence: Sentence, mention: Mention) -> bool:
    return sentence.paragraph > 1 and bool(_FIGURE.match(sentence.text, mention.end))


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

"""The places that a page names, each as the term that it meant on the day, with its role in its sentence."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, NamedTuple

from achyq.importer import events, levels, roles, seats
from achyq.importer.guess import Page, Sentence
from achyq.importer.places import Atlas, Mention
from achyq.registry import Registry, Term

#: What stands between places of a list.
_LIST: Final = re.compile(
    r"\s*(?:,|;|/|\()?\s*(?:(?:и|а также|жана|және|ва|ҳамда|va|hamda|and|as well as|в|во|in|г\.|города?|"
    r"the|city of)\s+)*",
    re.IGNORECASE,
)
#: What a place has in a list of figures: Toshkent shahrida – 15 ta.
_FIGURE: Final = re.compile(r"\s*[–—:-]\s*\d|\s\d+\s(?:та|ta|іс|иш|дерек|факт|случа|дел|cases)\b")


class Named(NamedTuple):
    """A place named in a page: its term, where it stands, what is said of it, and how sure the term is."""

    id: str
    mention: Mention
    sentence: Sentence
    role: str  # there, from, planned, earlier, or "" for a mere mention
    confidence: float


def of(page: Page, atlas: Atlas, happened: dt.date | None, country: str) -> list[Named]:
    """The places below a country that the page names, as they were called when its event `happened`,
    in the likely `country`.
    """
    sentences = page.sentences()
    mentions = [(sentence, mention) for sentence in sentences for mention in atlas.mentions(sentence.text)]
    stamped = events.stamps(page) if page.language != "en" else []
    mentions = [
        (s, m)
        for s, m in mentions
        if not (
            _is_figure(s, m)
            or seats.is_of_an_agency(s, m)
            or seats.is_of_another(s, m)
            or any(a <= s.start + m.start < b for a, b in stamped)
        )
    ]
    if any(_is_country_there(s, m, atlas.registry, page.language) for s, m in mentions):
        mentions = [(s, m) for s, m in mentions if m.typed or not roles.is_seat(s.text, m)]
    if any(_is_a_town(s, m, atlas.registry) for s, m in mentions):
        mentions = [(s, m) for s, m in mentions if m.typed or not seats.is_of_a_school(s, m)]
    plain = [(s, m) for s, m in mentions if not roles.is_competence(s.text, m)]
    if any(m.typed and len(m.ids) == 1 for _, m in plain):
        mentions = plain
    certain = {m.ids[0] for _, m in plain if len(m.ids) == 1 and m.typed}
    known = certain | {above for term in certain for above in atlas.registry.ancestors(term)}
    there = {
        m.ids[0]
        for s, m in plain
        if len(m.ids) == 1 and m.typed and roles.role(s, m, page.language) == "there"
    }
    named = []
    given: dict[int, str] = {}
    for position, (sentence, mention) in enumerate(mentions):
        term_id, sure = _resolve(mention.ids, known, country, atlas.registry)
        if not term_id or atlas.registry[term_id].level == "country":
            continue
        role = roles.role(sentence, mention, page.language)
        above = there if role == "there" and sentence.paragraph == 1 else certain
        if not sentence.paragraph and page.language not in ("ru", "en"):
            above = known
        if not mention.typed and _is_the_level_above(term_id, above, atlas.registry):
            continue
        if not role and position and mentions[position - 1][0] is sentence:
            gap = sentence.text[mentions[position - 1][1].end : mention.start]
            role = given.get(position - 1, "") if _LIST.fullmatch(gap) else ""
        given[position] = role
        if not mention.typed and role == "" and sentence.paragraph > 1:
            continue
        if not mention.typed and not _may_be_bare(term_id, role, sentence, atlas.registry, country):
            continue
        sure = min(sure, 0.93 if mention.typed else 0.72)
        term_id, sure = _valid(term_id, sure, happened, atlas.registry)
        named.append(Named(term_id, mention, sentence, role, sure))
    return named


def _is_a_town(sentence: Sentence, mention: Mention, registry: Registry) -> bool:
    """Whether the first paragraph names a town or a district as such, against which that of a university's
    name does not count.
    """
    town = mention.typed and len(mention.ids) == 1 and len(registry.ancestors(mention.ids[0])) > 1
    return town and sentence.paragraph <= 1 and not seats.is_of_a_school(sentence, mention)


def _is_country_there(sentence: Sentence, mention: Mention, registry: Registry, language: str) -> bool:
    """Whether the first paragraph says that it was in the country, as such: a resort in Tajikistan."""
    country = len(mention.ids) == 1 and registry[mention.ids[0]].level == "country"
    return country and sentence.paragraph == 1 and roles.role(sentence, mention, language) == "there"


def _may_be_bare(term_id: str, role: str, sentence: Sentence, registry: Registry, country: str) -> bool:
    """Whether a name without its level may be meant; a district's is only as the town it was held in."""
    term = registry[term_id]
    return levels.of_term(term) != "district" or (
        role == "there" and sentence.paragraph <= 1 and registry.ancestors(term_id)[-1] == country
    )


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
        same = [heir for heir in alike if levels.of_term(registry[heir]) != "city"] or alike
        return (same[0], 0.6) if same else (term_id, 0.5)
    return (term_id, sure) if existed(term, day) else (term_id, 0.5)


def existed(term: Term, day: dt.date | None) -> bool:
    """Whether the term was there already on the day, as far as is known."""
    begun = term.valid_from.earliest if term.valid_from else None
    return not (begun and day and day < begun)

"""Districts inside the places where something was held: what is named besides a region or a city."""

from __future__ import annotations

import re
from typing import Final

from achyq.importer import levels, morphology
from achyq.importer.guess import Page
from achyq.importer.named_places import Named
from achyq.registry import Registry


def within(page: Page, named: list[Named], chosen: list[Named], registry: Registry) -> list[Named]:
    """The districts in the `chosen` places that the page names where it says what happened there."""
    found = [*_within(named, chosen, registry), *_titled(page, named, chosen, registry)]
    return found or _only(named, chosen, registry)


def _only(named: list[Named], chosen: list[Named], registry: Registry) -> list[Named]:
    """The one district of the one chosen region whose bodies the first paragraphs name, and which is no
    example.
    """
    ids = {n.id for n in chosen}
    if len(ids) != 1 or levels.of_term(registry[min(ids)]) == "city":
        return []
    below = [n for n in named if n.mention.typed and ids & set(registry.ancestors(n.id))]
    one = len({n.id for n in below}) == 1 and all(n.role == "" for n in below)
    return [n for n in below if one and (n.sentence.paragraph <= _SECOND or _is_of_a_court(n))]


def _is_of_a_court(n: Named) -> bool:
    return bool(_COURT.match(n.sentence.text, n.mention.end))


_COURT: Final = re.compile(r"\s(?:районный\s)?(?:суд|соту|соты|суди|sudi|court)\b")


#: So many paragraphs tell the case.
_SECOND: Final = 2


def _within(named: list[Named], chosen: list[Named], registry: Registry) -> list[Named]:
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
    cities = {i for i in ids if levels.of_term(registry[i]) == "city"}
    if len(ids) == 1 and len({n.id for n in within}) == 1:
        return within
    return [n for n in within if n.role == "" and cities & set(registry.ancestors(n.id))]


def _beside(named: list[Named], chosen: list[Named], registry: Registry) -> list[Named]:
    """The one district that the sentence of each chosen place names within it: In Andijan region, the head of
    Buston district.
    """
    typed: dict[int, dict[str, Named]] = {}
    for n in named:
        if n.mention.typed:
            typed.setdefault(n.sentence.start, {})[n.id] = n
    found = []
    for above, start in dict.fromkeys((n.id, n.sentence.start) for n in chosen):
        within = [n for n in typed.get(start, {}).values() if above in registry.ancestors(n.id)]
        if len(within) == 1:
            found += within
    return found


def _titled(page: Page, named: list[Named], chosen: list[Named], registry: Registry) -> list[Named]:
    """The districts of chosen places that the headline names without their level: в Атбасаре."""
    titled = heads(page)
    above = {n.id for n in chosen}
    return [
        n
        for n in named
        if 0 < n.sentence.paragraph <= _FIRST
        and n.mention.typed
        and n.role in ("", "there")
        and above & set(registry.ancestors(n.id))
        and levels.of_term(registry[n.id]) == "district"
        and (own := own_stem(n)) in titled
        and not any(own in registry[i].name["ru"].casefold() for i in registry.ancestors(n.id))
    ]


#: So many paragraphs say in which district it was.
_FIRST: Final = 3
#: So many letters at its beginning make a name known again.
_STEM: Final = 5


def heads(page: Page) -> frozenset[str]:
    """The beginnings of the longer words of the headline."""
    title = page.title.text if page.title else ""
    return frozenset(token.key[:_STEM] for token in morphology.tokens(title) if len(token.key) > _STEM)


def own_stem(n: Named) -> str:
    """The beginning of the first word of the mention that says no level."""
    said = n.sentence.text[n.mention.start : n.mention.end]
    return next((t.key[:_STEM] for t in morphology.tokens(said) if not levels.level_of(t.key)), "")

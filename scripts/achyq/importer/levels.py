"""Words for the levels of places: region, city, district, republic."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from achyq.importer import morphology
from achyq.registry import Term

#: Stems of the words for each level, by grammar.
_LEVEL_WORDS: Final[dict[str, dict[str, str]]] = {
    "region": {
        "turkic": "облус облыс област вилоят аймак",
        "russian": "область обл областной",
        "latin": "viloyat oblast",
        "english": "region oblast province",
    },
    "city": {
        "turkic": "шаар қала шаҳр шаҳар",
        "russian": "город г городской",
        "latin": "shahr shahar",
        "english": "city town",
    },
    "district": {
        "turkic": "район аудан туман",
        "russian": "район вилоят районный",
        "latin": "tuman",
        "english": "district raion rayon",
    },
    "republic": {
        "turkic": "республика",
        "russian": "республика",
        "latin": "respublika",
        "english": "republic",
    },
}
_LEVELS: Final = [
    (stem, level)
    for level, by_grammar in _LEVEL_WORDS.items()
    for grammar, listed in by_grammar.items()
    for word in listed.split()
    for stem in morphology.stems(word, grammar)
    if (grammar, word) != ("russian", "вилоят")
]


@lru_cache(maxsize=4096)
def level_of(word: str) -> str:
    """The level that the key `word` is a form of a word for, or ''."""
    return next(
        (
            level
            for stem, level in _LEVELS
            if len(word) - len(stem.key) < (9 if len(stem.key) > 1 else 1) and morphology.is_form(word, stem)
        ),
        "",
    )


def of_term(term: Term) -> str:
    """The level of a term of the regions, with `city` for what the registries have as a region or a district
    and call a city: Osh City.
    """
    return "city" if term.name["en"].endswith(" City") else term.level

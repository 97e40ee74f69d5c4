"""By what a body that is named by its kind alone is known again, or by initials in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from achyq.importer import kinds, morphology
from achyq.importer.bodies import Body
from achyq.importer.guess import Sentence


def text_of(pair: tuple[Sentence, Body]) -> str:
    """The name of the body as its sentence has it."""
    sentence, body = pair
    own = sentence.text[body.start : body.end]
    return f"{body.owner} {own}" if body.owner else own


#: Levels of places by the beginnings of their words, each a group.
_LEVELS: Final = re.compile(
    r"(облус|облыс|област|вилоя|viloy)|(район|аудан|туман|tuman)|(шаар|қала|шаҳа|шаҳр|shah|город)",
    re.IGNORECASE,
)


def may_be(name: str, pair: tuple[Sentence, Body]) -> bool:
    """Whether a body named by level and kind alone may be that one: not туман ИИБ that of the вилоят."""
    levels, others = ({m.lastindex for m in _LEVELS.finditer(text)} for text in (name, text_of(pair)))
    return not levels or not others or bool(levels & others)


def initials(text: str, bodies: Sequence[Body]) -> dict[Body, Body]:
    """The bodies of a sentence that are initials in brackets, each with the one before it, for whose name
    they stand: … Development (USAID).
    """
    return {
        short: body
        for body, short in pairwise(bodies)
        if text[short.start : short.end].isupper()
        and text[body.end : short.start] == " ("
        and text[short.end : short.end + 1] == ")"
    }


def kinds_of(name: str) -> tuple[str, ...]:
    """The kinds of bodies that the name says, by which one named by its kind alone is known again: вилоят
    ҳокимлиги after Андижон вилояти ҳокимлиги.
    """
    found = []
    for token in morphology.tokens(name):
        stems = (kinds.kind_of(token.key, grammar) for grammar in (kinds.grammar_of(token.key), "russian"))
        found += [stem.key[:5] for stem in stems if stem]
        if re.fullmatch(kinds.ENGLISH.casefold(), token.key):
            found.append(token.key[:5])
    return tuple(found)


#: What bodies have in common: levels of places, countries, and words that all their names may have.
COMMON: Final = re.compile(
    r"(?:облу|облы|облас|район|аудан|шаар|қала|вилоя|viloy|туман|tuman|шаҳа|шаҳр|shah|город|респу|respu|"
    r"кыргы|қазақ|казах|ўзбек|ozbek|узбек|jinoya|боюнча|бойынша|бўйич|boyich|по$|и$|of$|the$|г$|мамле|"
    r"мемле|давла|davla|"
    r"госуд|state|region|distri|city)"
)


#: So many letters at its beginning make a word known again.
_STEM: Final = 5


def words(name: str) -> frozenset[str]:
    """The beginnings of the words of a name, without those that all bodies may have."""
    return frozenset(t.key[:_STEM] for t in morphology.tokens(name) if not COMMON.match(t.key))


def sign(name: str) -> str:
    """By what a body that no registry knows is known again: its words, but those that all bodies may have."""
    return " ".join(sorted(words(name)))


def initials_of(name: str) -> str:
    """The initials of a name of several words, as one word: DXX of Davlat xavfsizlik xizmati."""
    letters = "".join(name[token.start].upper() for token in morphology.tokens(name))
    return letters if len(letters) > _FEW else ""


#: Fewer letters than these are the initials of too many.
_FEW: Final = 2


#: A word that may be initials.
INITIALS: Final = re.compile(r"(?<![\w-])[A-ZА-ЯЁӘҒҚҢӨҰҮҺІЎҲ]{3,6}(?![\w])")

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
    return sentence.text[body.start : body.end]


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

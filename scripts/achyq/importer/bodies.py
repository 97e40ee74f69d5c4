"""Names of bodies that no registry knows, by the way they are built in the six languages.

A name ends (Turkic, English) or begins (Russian) with a word for a kind of body.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from achyq.importer import english, kinds, morphology, name_words, russian, turkic
from achyq.importer.morphology import Token


class Body(NamedTuple):
    """A body in a text: its span, its id ('' when no registry knows it), the grammar that found it, and what
    its name begins with where the text says that of the body before: Андижон вилояти ҳокимлиги ва
    прокуратураси.
    """

    start: int
    end: int
    id: str
    grammar: str = ""
    owner: str = ""


def named(text: str, tokens: list[Token], language: str) -> list[Body]:
    """The names of bodies in the text, whose words are `tokens`, without their press services."""
    found = _named(text, tokens, language)
    return [_without_press(text, body) if language not in ("ru", "en") else body for body in found]


#: The press service at the end of a name: комитеттин басма сөз кызматы.
_PRESS: Final = re.compile(
    r"\s+(?:басма сөз|баспасөз|матбуот|ахборот|axborot|matbuot|маалымат)\s+"
    r"(?:кызмат|қызмет|хизмат|xizmat|борбор|орталы|марказ|markaz)\w*$",
    re.IGNORECASE,
)


def _without_press(text: str, body: Body) -> Body:
    cut = _PRESS.search(text[: body.end], body.start)
    return body._replace(end=cut.start()) if cut else body


def _named(text: str, tokens: list[Token], language: str) -> list[Body]:
    if language == "ru":
        return [body for body in _russian(text, tokens) if not _is_general(text, body)]
    if language == "en":
        return [Body(*span, "", "english") for span in english.names(text)]
    own = [body for body in _turkic(text, tokens) if not _is_general(text, body)]
    return [*own, *(second for body in own if (second := _second(text, body)))]


def _second(text: str, body: Body) -> Body | None:
    """The body of the same place that a list names by its kind alone after this one."""
    m = _NEXT.match(text, body.end)
    name = text[body.start : body.end]
    levels = list(name_words.LEVEL.finditer(name))
    place = levels[-1].end() if levels else 0
    if not m or not place or not kinds.kind_of(m["kind"], kinds.grammar_of(m["kind"])):
        return None
    if m["level"] and not levels[-1][0].startswith(m["level"][:_STEM]):
        return None
    if len(name[place:].split()) != 1 or len(name[:place].split()) > _PLACE:
        return None
    return Body(*m.span("kind"), "", "turkic", name[:place]) if _POSSESSIVE.search(m["kind"]) else None


_NEXT: Final = re.compile(
    r"(?:,|\s(?:ва|va|hamda|ҳамда|мен|менен|жана|және))\s"
    rf"(?:(?P<level>{name_words.LEVEL.pattern})\s)?(?P<kind>[^\W\d_A-ZА-Я]{{4,20}})(?!\w)"
)
#: So many letters at its beginning make a word for a level known again.
_STEM: Final = 5
#: The name of a place with its level has no more words.
_PLACE: Final = 3
_POSSESSIVE: Final = re.compile(r"с?[ыиіуү]$|s?i$")


def referred(text: str, tokens: list[Token], language: str) -> list[Body]:
    """The bodies that the text names by their kind alone, or with a level: the agency, вилоят ҳокимлиги."""
    if language == "en":
        return [Body(*m.span("kind"), "", "english") for m in english.REFERRED.finditer(text)]
    if language == "ru":
        return [body for body in _russian(text, tokens, common=True) if _is_general(text, body)]
    return [body for body in _turkic(text, tokens, common=True) if _is_general(text, body)]


def common(text: str, tokens: list[Token], language: str) -> list[Body]:
    """Names of bodies in small letters, which have a word of their own; not in English."""
    if language == "en":
        return []
    if language == "ru":
        return [body for body in _russian(text, tokens, common=True) if not _is_general(text, body)]
    return [body for body in _turkic(text, tokens, common=True) if not _is_general(text, body)]


#: Words that say no more than the level or the likes of a body.
_GENERAL: Final = re.compile(
    rf"{name_words.LEVEL.pattern}|облустук|райондук|шаардык|облыстық|аудандық|қалалық|мамлекеттик|"
    rf"мемлекеттік|давлат|davlat|"
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


def _russian(text: str, tokens: list[Token], *, common: bool = False) -> list[Body]:
    return [Body(*span, "", "russian") for span in russian.names(text, tokens, common=common)]


def _turkic(text: str, tokens: list[Token], *, common: bool = False) -> list[Body]:
    return [Body(*span, "", "turkic") for span in turkic.names(text, tokens, common=common)]

"""Branches of bodies, whose names go on after that of the body: in Turkic languages with the place and the
word for the branch (агенттігінің облыстық департаменті, марказининг Бухоро вилояти филиали), in Russian with
the place that it is competent for (ГКНБ по Ошской области).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from achyq.importer import kinds, morphology, name_words
from achyq.importer.bodies import Body

#: What a branch is called.
_BRANCH: Final = (
    r"(?:департамент|departament|башкармалы|басқарма|бошқарма|boshqarma|бөлүм|бөлім|бўлим|bo.?lim|"
    r"бўлинма|bo.?linma|филиал|filial|(?:туман|вилоят|шаҳар)\s[Кк]енгаш|"
    r"(?:tuman|viloyat|shahar)\s[Kk]engash)\w*"
)
#: Words before it that are neither names nor levels of places.
_OF_A_PLACE: Final = (
    r"бойынша|боюнча|бўйича|bo.?yicha|бас|башкы|бош|bosh|аумақтық|аймактык|ҳудудий|hududiy|минтақавий|"
    r"mintaqaviy|"
    r"өңірлік|облыстағы|облустагы|вилоятдаги|viloyatdagi"
)
_NEXT: Final = re.compile(
    rf"(?:\s(?:{_OF_A_PLACE}|№?\d{{1,2}}(?=\s)|{name_words.LEVEL.pattern}|(?!\w+(?:[ндт][ыиіуү][нң]|нинг|"
    rf"ning)\b)[А-ЯЁӘҒҚҢӨҰҮҺІЎҲA-Z](?:[^\W\d_][a-zа-яёәғқңөұүһіўҳ'‘’ʻʼ-]+))){{0,5}}?\s(?:№?\d{{1,2}}-)?{_BRANCH}|"
    rf"\s(?:Академия|Akademiya)\w*",
)


#: Before and after a body in Russian.
_RUSSIAN_BEFORE: Final = re.compile(r"(?:(?:ГУ|УП|Управлени[еяю]м?|Департамент(?:а|ом)?)\s)$")
_RUSSIAN_AFTER: Final = re.compile(
    r"\s(?:[А-ЯЁ][а-яё-]+ской\sобласти|ВКО|ЗКО|СКО|(?:области\s)?(?:Абай|Жетысу|Улытау)(?:\sобласти)?)\b|"
    r"\sпо\s(?:г(?:ороду|\.)?\s?)?[А-ЯЁ][\w-]+(?:\s(?:и\s[А-ЯЁ][\w-]+\s)?(?:област(?:и|ям)|району|районам|"
    r"городу))?"
)


def joined(text: str, bodies: Sequence[Body], language: str) -> list[Body]:
    """The bodies of a text in their order, those that go on with a branch as one with it; not in English."""
    if language == "en":
        return list(bodies)
    return _russian(text, bodies) if language == "ru" else _turkic(text, bodies)


def _russian(text: str, bodies: Sequence[Body]) -> list[Body]:
    found = []
    for body in bodies:
        after = _RUSSIAN_AFTER.match(text, body.end) if body.id else None
        before = _RUSSIAN_BEFORE.search(text, max(0, body.start - 20), body.start) if after else None
        start = before.start() if before else body.start
        found.append(Body(start, after.end(), "", "russian") if after else body)
    return found


def _turkic(text: str, bodies: Sequence[Body]) -> list[Body]:
    found: list[Body] = []
    for body in bodies:
        if found and _is_its_unit(text, found[-1], body):
            found[-1] = Body(found[-1].start, body.end, "", "turkic")
            continue
        if found and body.start < found[-1].end:
            if body.end > found[-1].end:  # the branch has a body of its own
                found[-1] = found[-1]._replace(end=body.end)
            continue
        word = text[body.start : body.end].rsplit(None, 1)[-1]
        owns = kinds.without_case(word) == len(word) or morphology.GENITIVE.search(word)
        branch = _NEXT.match(text, body.end) if owns else None
        if branch and branch[0].split()[-1][:_STEM] == word[:_STEM]:
            branch = None  # a list of two of one kind
        found.append(Body(body.start, branch.end(), "", "turkic") if branch else body)
    return found


def _is_its_unit(text: str, body: Body, unit: Body) -> bool:
    """Whether a department stands directly after the ministry that it is one of."""
    name = text[unit.start : unit.end]
    if not body.id or unit.id or text[body.end : unit.start] != " " or name_words.LEVEL.search(name):
        return False
    word, kind = (text[b.start : b.end].rsplit(None, 1)[-1] for b in (body, unit))
    return bool(_UNIT.match(kind)) and kinds.without_case(word) == len(word) and not _UNIT.match(word)


_UNIT: Final = re.compile("департамент|departament|башкармалы|басқарма|бошқарма|boshqarma", re.IGNORECASE)
#: So many letters at its beginning make a word for a branch known again.
_STEM: Final = 5

"""Press services as the source of a text: whose, in a signature or in a sentence that says who told it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from achyq.importer import furniture
from achyq.importer.guess import Guess, Page

_PRESS: Final = re.compile(
    rf"(?:сообща\w+|сообщил[аи]?(?: в)?|информирует|пишет|передает|передаёт|уточнил[аи]?(?: в)?|"
    rf"[Aa]ccording to|said|reported "
    rf"by)\s+(?:the\s+)?(?P<after>(?:{furniture.PRESS_SERVICE.pattern})(?:\s+[^\s.,]{{1,40}}){{1,6}})"
    rf"|(?P<lower>(?<!\w)[^\W\d_]{{1,30}}(?:[ндт][ыиіуү][нң]|нинг|ning)\s+(?:басма сөз (?:кызмат|борбор)|"
    rf"баспасөз қызмет|матбуот хизмат|matbuot "
    rf"xizmat)\w*)"
    rf"|\b[Вв] (?P<russian>пресс-служб\w*(?:\s+[^\s.,]{{1,40}}){{1,6}}?)\s+(?:сообщили|рассказали|"
    rf"уточнили|заявили)"
    rf"|\b[Tt]he (?P<english>(?:{furniture.PRESS_SERVICE.pattern}) of [^.,]{{3,80}}?) "
    rf"(?:said|reported|wrote|announced|told|informed)\b"
    rf"|(?P<before>(?:(?<!\S)(?!According\b)[A-ZА-ЯҚӘҒЎҲ][^\s.,]{{0,40}}\s+)(?:[^\s.,]{{1,40}}\s+){{0,6}}?"
    rf"(?:басма сөз (?:кызмат|борбор)|баспасөз қызмет|"
    rf"матбуот хизмат|ахборот хизмат|axborot xizmat|matbuot xizmat|press (?:service|office|cent(?:er|"
    rf"re)))\w*)",
)
#: What stands before the name of a press service in its sentence or line, and after it in its line.
_BEFORE_A_NAME: Final = re.compile(
    r"(?:(?:бул туурасында|бул тууралуу|бұл туралы|бу ҳақда|bu haqda|муну|бұны|буни|buni|бүгүн|бүгін|"
    r"бугун|bugun)\s|(?:фото|сүрөт|сурет|foto|photo)\s*:\s*)*",
    re.IGNORECASE,
)
_AFTER_A_NAME: Final = re.compile(
    r"[\s,;:(]*(?:[\d(][\d\s()-]{6,}|\bтел\b|\btel\b|\bphone\b|[\w.-]+@|\+\d).*", re.IGNORECASE
)
#: A press service of nobody in particular: Басма сөз кызматы, idoraning matbuot xizmati.
_NOBODYS: Final = re.compile(
    rf"(?:(?:ведомств|идора|idora|мекеме|ұйым|уюм)\w*\s)?"
    rf"(?:{furniture.PRESS_SERVICE.pattern})\w*",
    re.IGNORECASE,
)


def named(page: Page) -> Iterator[Guess]:
    """The press services that sign the text or are said to have told it, as the source is given."""
    for line in page.lines:
        if line.dropped == "signature":
            yield from _service(line.text, line.start, 0.75)
    for line in page.body:
        if m := _PRESS.search(line.text):
            group = m.lastgroup or "before"
            yield from _service(m[group].rstrip(), line.start + m.start(group), 0.6)


def _service(text: str, at: int, sure: float) -> Iterator[Guess]:
    """The press service that the `text`, which stands `at` a place of the page, names, if it says whose."""
    begin = _BEFORE_A_NAME.match(text).end()  # type: ignore[union-attr]  # it matches nothing as well
    name = _AFTER_A_NAME.sub("", text[begin:])
    if name and not _NOBODYS.fullmatch(name):
        words = re.sub(r"^пресс-служб[еуы]\b", "пресс-служба", name)
        yield Guess({"name": words[:300]}, words, (at + begin, at + begin + len(name)), sure)

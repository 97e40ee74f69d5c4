"""Page furniture: which lines of a scraped text are no part of the article, and why.

Three kinds of evidence: words that only furniture begins with (`openers`), shapes (counters, calendars, bars
of links), and place: a run of short lines without a verb's full stop before the headline or after the last
paragraph. A line that reads as a sentence is dropped only for a reason of the first two kinds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from achyq.importer import dating, shapes
from achyq.importer.guess import Line, is_broken
from achyq.importer.prose import LABEL, SITE, headline_likeness, is_greeting, is_paragraph, is_prose


def judge(text: str, marked: Mapping[int, str] = MappingProxyType({})) -> tuple[Line, ...]:
    """The lines of the text, each with the reason why it is dropped, or none.

    `marked` gives the reasons that the structure of the text's file has for some lines, by number from 0.
    Dates are told from other furniture first, for they say when the text was published.
    """
    lines = _lines(text)
    lines = [_judged(line, marked.get(number, "")) for number, line in enumerate(lines)]
    lines = _calendars(lines)
    lines = _headers(lines)
    lines = _after_related(lines)
    lines = _after_contact(lines)
    lines = _at_the_edges(lines, text)
    lines = _signature(lines)
    return tuple(_doubled(lines))


def _judged(line: Line, marked: str) -> Line:
    own = shapes.reason(line.text)
    return line._replace(dropped=own if own in ("date", "source") or not line.text else marked or own)


def _lines(text: str) -> list[Line]:
    lines, at = [], 0
    for raw in text.split("\n"):
        left = len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        lines.append(Line(at + left, at + left + len(stripped), stripped))
        at += len(raw) + 1
    return lines


_CALENDAR_HEAD: Final = re.compile(
    rf"[«»<>‹›\s←→]*(?:{dating.MONTH_NAME}\w*)[\s,]*(?:20\d\d)?[\s«»<>‹›←→]*", re.IGNORECASE
)


def _calendars(lines: list[Line]) -> list[Line]:
    """Drop the month above a row of weekdays."""
    result = list(lines)
    filled = [i for i, line in enumerate(lines) if line.text]
    for before, at in pairwise(filled):
        if lines[at].dropped == "calendar" and _CALENDAR_HEAD.fullmatch(lines[before].text):
            result[before] = lines[before]._replace(dropped="calendar")
    for i in filled:
        if re.match(r"[«‹<]", lines[i].text) and _CALENDAR_HEAD.fullmatch(lines[i].text):
            result[i] = lines[i]._replace(dropped="calendar")
    return result


def _headers(lines: list[Line]) -> list[Line]:
    """Drop what stands above the first paragraph and says when and by whom it was written."""
    result = list(lines)
    texts = {line.text.casefold() for line in lines}
    for i, line in enumerate(lines):
        if shapes.is_stamp(line.text) or _is_a_stamp(line.text):
            result[i] = line._replace(dropped="date")
            continue
        if not line.dropped and is_paragraph(line.text):
            break
        bare = SITE.sub("", line.text)
        if bare != line.text and bare.casefold() in texts and len(bare.split()) > _MOST_OF_A_MENU:
            result[i] = line._replace(dropped="doubled")
            continue
        if (
            line.dropped
            or not line.text
            or len(line.text) > shapes.LONGEST
            or shapes.SENTENCE.search(line.text)
        ):
            continue
        dated = any(when.year and when.start[1] for when in dating.expressions(line.text))
        if dated and (
            shapes.TIME.search(line.text) or shapes.SEPARATOR.search(line.text) or _BYLINE.search(line.text)
        ):
            result[i] = line._replace(dropped="date")
        elif _BY.match(line.text):
            result[i] = line._replace(dropped="byline")
        elif LABEL.match(line.text):
            result[i] = line._replace(dropped="navigation")
    return result


#: A line below the article that is no sentence has no more words.
_MOST_OF_A_LINK: Final = 10
#: A line of a menu has no more words.
_MOST_OF_A_MENU: Final = 3
_BYLINE: Final = re.compile(
    r"\b(?:автор|муаллиф|muallif|author|редакция|tahririyat|таҳририят|admin|админ)\b|^By\s", re.IGNORECASE
)
_BY: Final = re.compile(r"By\s+(?:[A-Z][\w.'’-]+\s*){1,4}(?:$|[,|/–—]|\b(?:in|on|for)\b)")


def _is_a_stamp(text: str) -> bool:
    """Whether a line has day and clock between gaps: Jamiyat   1-fevral 2024, 11:40   2 daq."""
    return (
        len(text) <= shapes.LONGEST
        and bool(shapes.TIME.search(text) and re.search(r"\s{2,}|\t", text))
        and any(when.year and when.start[1] for when in dating.expressions(text))
    )


def _after_related(lines: list[Line]) -> list[Line]:
    """Below the heading of related news, drop headlines until a paragraph begins."""
    result, below = [], False
    for line in lines:
        if line.dropped == "related" and (len(line.text.split()) <= 4 or line.text.endswith(":")):
            below = True
        elif below and line.text and not line.dropped and is_prose(line.text) and len(line.text) > 120:
            below = False
        drop = below and line.text and not line.dropped
        result.append(line._replace(dropped="related") if drop else line)
    return result


def _after_contact(lines: list[Line]) -> list[Line]:
    """Below a heading that says whom to ask, with the article above it, drop what is no long paragraph."""
    result, below, told = [], False, 0
    for line in lines:
        told += len(line.text) if not line.dropped and is_paragraph(line.text) else 0
        if line.dropped == "contact" and line.text.endswith(":") and told > _LONG:
            below = True
        drop = below and line.text and not line.dropped and len(line.text) < _LONG
        result.append(line._replace(dropped="contact") if drop else line)
    return result


#: A paragraph of an article is longer than what a block of contacts says.
_LONG: Final = 160


def _at_the_edges(lines: list[Line], text: str) -> list[Line]:
    """Drop runs of short lines around the article: menus before its headline, links after its end."""
    result = list(lines)
    prose = [i for i, line in enumerate(lines) if not line.dropped and is_prose(line.text)]
    if not prose:
        return result
    first, last = prose[0], prose[-1]
    paragraph = next((i for i in prose if is_paragraph(lines[i].text)), first)
    kept = [i for i, line in enumerate(lines) if line.text and not line.dropped]
    broken = (i for i, after in pairwise(kept[1:]) if is_broken(text, lines[i], lines[after]))
    paragraph = min(paragraph, next(broken, paragraph))
    for i in _before_the_headline(
        lines, [i for i in range(paragraph) if lines[i].text and not lines[i].dropped]
    ):
        if is_greeting(lines[i].text):
            continue
        result[i] = lines[i]._replace(dropped="navigation")
    for i in range(last + 1, len(lines)):
        line = lines[i].text
        item = re.match(r"[-–—•*\d]", line.lstrip(_INVISIBLE)) and not _is_dated_headline(line)
        says = re.search(r"\w{3,}[.!?…]$", line) and not any(each.text for each in lines[last + 1 : i])
        if says:
            continue  # a short last sentence: Кўрамиз.
        if line and not lines[i].dropped and len(line.split()) <= _MOST_OF_A_LINK and not item:
            result[i] = lines[i]._replace(dropped="navigation")
    return result


#: Spaces that look like none at the beginning of a line.
_INVISIBLE: Final = " \u00a0\u2003\u200b\t"


def _is_dated_headline(text: str) -> bool:
    """Whether the line is another text's date or time and headline: 14.05.2024 — Termizda oʻquv seminari."""
    whens = dating.expressions(text)
    dated = bool(whens and whens[0].year and whens[0].start[1] and whens[0].span[0] == 0)
    return (dated or bool(re.match(r"\d{1,2}:\d{2}\b", text))) and not shapes.SENTENCE.search(text)


def _before_the_headline(lines: list[Line], head: Sequence[int]) -> list[int]:
    """Of the lines before the first paragraph those that are no headline: what stands above the likeliest,
    and short ones below it.
    """
    if not head:
        return []
    texts = [lines[i].text for i in head]
    stamped = above_stamps(lines)
    title = max(
        head,
        key=lambda i: (
            texts.count(lines[i].text) > 1 and len(lines[i].text.split()) > 2,
            headline_likeness(lines[i].text),
            lines[i].start in stamped,
            i,
        ),
    )
    same = lines[title].text
    return [
        i
        for i in head
        if lines[i].text != same
        and (i < title or (len(lines[i].text.split()) <= 3 and not lines[i].text.endswith(":")))
    ]


def above_stamps(lines: Sequence[Line]) -> frozenset[int]:
    """Where lines begin below which stands when or by whom the text was written, or a picture: captions and
    subtitles stand below these, headlines above.
    """
    found, after = set(), ""
    for line in reversed(lines):
        if after in _STAMPS:
            found.add(line.start)
        after = line.dropped if line.text else after
    return frozenset(found)


_STAMPS: Final = frozenset({"date", "byline", "photo", "reading time"})


def _signature(lines: list[Line]) -> list[Line]:
    """Drop the press service that signs the text."""
    result = list(lines)
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if not line.text:
            continue
        if len(line.text.split()) <= 10 and _SIGNS.search(line.text):
            result[i] = line._replace(dropped="signature")
        if not line.dropped and is_prose(line.text):
            break
    return result


PRESS_SERVICE: Final = re.compile(
    r"пресс-?служб\w*|басма сөз (?:кызмат|борбор)\w*|баспасөз (?:қызмет|орталы)\w*|матбуот марказ\w*|"
    r"matbuot markaz\w*|матбуот хизмат\w*|ахборот хизмат\w*|axborot "
    r"xizmat\w*|"
    r"matbuot xizmat\w*|press (?:service|office|centre|center)|пресс-?центр\w*|маалымат кызмат\w*|"
    r"information service",
    re.IGNORECASE,
)


#: A short line with a press service that is no sentence: its end, or no full stop.
_SIGNS: Final = re.compile(rf"(?:{PRESS_SERVICE.pattern})(?:.*[^.]|\.?)$", re.IGNORECASE)


def _doubled(lines: list[Line]) -> list[Line]:
    """Of equal lines keep one: of headlines the first, of paragraphs the last (a teaser repeats the body)."""
    kept: dict[str, int] = {}
    result = list(lines)
    for i, line in enumerate(lines):
        if line.dropped or len(line.text) < 12:
            continue
        sign = " ".join(line.text.casefold().split())
        if sign not in kept:
            sign = " ".join(SITE.sub("", line.text).casefold().split())
        if sign in kept:
            earlier = kept[sign]
            drop = earlier if is_prose(line.text) and line.text.endswith((".", "!", "?", "…")) else i
            result[drop] = result[drop]._replace(dropped="doubled")
            kept[sign] = i if drop == earlier else earlier
        else:
            kept[" ".join(line.text.casefold().split())] = i
    return result

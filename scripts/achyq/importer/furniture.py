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

from achyq.importer import dating, masking
from achyq.importer.guess import Line
from achyq.importer.openers import DATE_WORDS, OPENERS, WEEKDAYS
from achyq.importer.prose import SITE, headline_likeness, is_paragraph, is_prose

_OPENER: Final = {
    reason: re.compile(rf"[\W_]{{0,4}}(?:{words})", re.IGNORECASE) for reason, words in OPENERS.items()
}
#: The longest line that an opener alone condemns: more is a paragraph that happens to begin so.
_SHORT: Final = {
    "copyright": 400,
    "contact": 220,
    "subscribe": 200,
    "navigation": 160,
    "tags": 300,
    "source": 150,
}
_LANGUAGE_BAR: Final = re.compile(
    r"(?:\W*(?:кырг?(?:ызча)?|кыр|қаз(?:ақша)?|каз|рус(?:ский|ча)?|орус(?:ча)?|eng?(?:lish)?|анг|oʻz|o.z|"
    r"ўз(?:бекча)?|ўзб|ру|уз|"
    r"o.zbekcha|ky|kg|kz|kk|uz|ru|lat|кир|крил|қаз)\b\W*){2,}",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"[\d\s\u00a0.,:()|/•·+-]+")
_TIME: Final = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
_SENTENCE: Final = re.compile(r"[.!?…:;][»”\")\]]*$")
_SEPARATOR: Final = re.compile(r"\s[|/›>»•·—–]\s|\s{2,}|\t")
_HASHTAGS: Final = re.compile(r"(?:#[\w-]+[\s,;]*)+")
_ADDRESS_ONLY: Final = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?/?")
_ALPHABET: Final = re.compile(r"[^\W\d_]")


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
    lines = _at_the_edges(lines)
    lines = _signature(lines)
    return tuple(_doubled(lines))


def _judged(line: Line, marked: str) -> Line:
    own = _by_itself(line.text)
    return line._replace(dropped=own if own in ("date", "source") or not line.text else marked or own)


def _lines(text: str) -> list[Line]:
    lines, at = [], 0
    for raw in text.split("\n"):
        left = len(raw) - len(raw.lstrip())
        stripped = raw.strip()
        lines.append(Line(at + left, at + left + len(stripped), stripped))
        at += len(raw) + 1
    return lines


def _by_itself(text: str) -> str:
    """The reason that the line alone gives to drop it, or nothing."""
    if not text:
        return ""
    if not _ALPHABET.search(text):
        return "date" if _is_date_line(text) else "counter"
    if _is_date_line(text):
        return "date"
    if WEEKDAYS.fullmatch(text):
        return "calendar"
    if len(text) < 60 and _LANGUAGE_BAR.fullmatch(text):
        return "languages"
    if _HASHTAGS.fullmatch(text):
        return "tags"
    if _ADDRESS_ONLY.fullmatch(text):
        return "address"
    if _is_contact(text) or _is_address(text):
        return "contact"
    if len(text) < 70 and text.endswith(":") and _HEADING.search(text):
        return "related"
    for reason, pattern in _OPENER.items():
        limit = _SHORT.get(reason, 90)
        if len(text) <= limit and pattern.match(text) and not _reads_on(text, reason):
            return reason
    parts = [part for part in _SEPARATOR.split(text) if part.strip()]
    if len(parts) >= 3 and max(len(part.split()) for part in parts) <= 4 and not _SENTENCE.search(text):
        return "navigation"
    return ""


def _reads_on(text: str, reason: str) -> bool:
    """Whether a line that begins like furniture goes on as a sentence of the article."""
    if reason in ("copyright", "source", "tags", "photo", "byline") or not text.endswith(
        (".", "!", "?", "…")
    ):
        return len(text.split()) > 12 and reason in ("navigation", "comments", "counter", "share", "related")
    return len(text.split()) >= 7 and not masking.find(text)


def _is_contact(text: str) -> bool:
    """A phone or e-mail with little else than labels and names, or one that closes a notice."""
    masks = masking.find(text)
    reachable = [mask for mask in masks if mask.kind in ("phone", "email")]
    if not reachable:
        return False
    rest = text
    for mask in reversed(reachable):
        rest = rest[: mask.start] + rest[mask.end :]
    words = re.findall(r"[^\W\d_]{3,}", rest)
    ends_open = not re.search(r"[.!?…]$", text)
    return (
        len(words) <= 6
        or (len(reachable) >= 2 and ends_open)
        or (ends_open and len(words) <= 14 and bool(_OPENER["contact"].match(text)))
    )


#: What a heading of related news says, wherever in it: Hokimlikning boshqa yangiliklari:
_HEADING: Final = re.compile(
    r"(?:башка|акыркы|дагы|соңку|басқа|соңғы|тағы|бошқа|сўнгги|охирги|яна|boshqa|so.?nggi|oxirgi|yana|другие|последние|"
    r"ещ[её]|other|latest|more|recent)\s+(?:жаңылык|кабар|макала|материал|жаңалық|мақала|янгилик|хабар|мақола|yangilik|"
    r"xabar|maqola|новост|материал|публикац|стать|news|stor|article|post)\w*|"
    r"\b(?:теме|темага|тақырып|тақырыпқа|мавзуга|mavzuga)\b",
    re.IGNORECASE,
)
#: A postal address: a postcode or a town, a street, and a number.
_STREET: Final = re.compile(
    r"\b(?:ул|пр|пр-т|просп|проспект|улица|көч|көчөсү|көшесі|даңғылы|проспектиси|кўчаси|кўч|шоҳкўчаси|хиёбони|мкр|бульвар\w*|"
    r"ko.?chasi|ko.?ch|shohko.?chasi|street|st|ave|avenue|str|blvd)\b\.?",
    re.IGNORECASE,
)


def _is_address(text: str) -> bool:
    """Whether the line is the address of a house: a street, a number, commas, and no sentence."""
    return (
        len(text) < _LONGEST_HEADER
        and bool(_STREET.search(text))
        and bool(re.search(r"\d", text))
        and text.count(",") >= 1
        and len(re.findall(r"[^\W\d_]{3,}", text)) <= _MOST_WORDS
        and not re.search(r"\w{3,}[.!?]$", text)
    )


#: An address has no more words.
_MOST_WORDS: Final = 9


def _is_date_line(text: str) -> bool:
    """A date with nothing else than a time, a label and a counter."""
    if len(text) > 80 or _OPENER["contact"].match(text):
        return False
    whens = [when for when in dating.expressions(text) if when.year and when.start[1]]
    if not whens:
        return False
    rest = text
    for when in reversed(whens):
        rest = rest[: when.span[0]] + " " + rest[when.span[1] :]
    rest = _TIME.sub(" ", rest)
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if not DATE_WORDS.fullmatch(word)]
    return len(words) <= (1 if len(text) > 50 else 2) and not (words and re.search(r"[.!?…]$", rest.strip()))


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
    for i, line in enumerate(lines):
        if not line.dropped and is_paragraph(line.text):
            break
        if line.dropped or not line.text or len(line.text) > _LONGEST_HEADER or _SENTENCE.search(line.text):
            continue
        dated = any(when.year and when.start[1] for when in dating.expressions(line.text))
        if dated and (_TIME.search(line.text) or _SEPARATOR.search(line.text) or _BYLINE.search(line.text)):
            result[i] = line._replace(dropped="date")
        elif _BY.match(line.text):
            result[i] = line._replace(dropped="byline")
    return result


#: Longer lines say more than when and by whom.
_LONGEST_HEADER: Final = 110
_BYLINE: Final = re.compile(
    r"\b(?:автор|муаллиф|muallif|author|редакция|tahririyat|таҳририят|admin|админ)\b|^By\s", re.IGNORECASE
)
_BY: Final = re.compile(r"By\s+(?:[A-Z][\w.'’-]+\s*){1,4}(?:$|[,|/–—]|\b(?:in|on|for)\b)")


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


def _at_the_edges(lines: list[Line]) -> list[Line]:
    """Drop runs of short lines around the article: menus before its headline, links after its end."""
    result = list(lines)
    prose = [i for i, line in enumerate(lines) if not line.dropped and is_prose(line.text)]
    if not prose:
        return result
    first, last = prose[0], prose[-1]
    paragraph = next((i for i in prose if is_paragraph(lines[i].text)), first)
    for i in _before_the_headline(
        lines, [i for i in range(paragraph) if lines[i].text and not lines[i].dropped]
    ):
        result[i] = lines[i]._replace(dropped="navigation")
    for i in range(last + 1, len(lines)):
        text = lines[i].text
        item = re.match(r"[-–—•*\d]", text) and not _is_dated_headline(text)
        if text and not lines[i].dropped and len(text.split()) <= 8 and not item:
            result[i] = lines[i]._replace(dropped="navigation")
    return result


def _is_dated_headline(text: str) -> bool:
    """Whether the line is another text's date or time and headline: 14.05.2024 — Termizda oʻquv seminari."""
    whens = dating.expressions(text)
    dated = bool(whens and whens[0].year and whens[0].start[1] and whens[0].span[0] == 0)
    return (dated or bool(re.match(r"\d{1,2}:\d{2}\b", text))) and not _SENTENCE.search(text)


def _before_the_headline(lines: list[Line], head: Sequence[int]) -> list[int]:
    """Of the lines before the first paragraph those that are no headline: what stands above the likeliest,
    and short ones below it.
    """
    if not head:
        return []
    texts = [lines[i].text for i in head]
    title = max(
        head,
        key=lambda i: (
            texts.count(lines[i].text) > 1 and len(lines[i].text.split()) > 2,
            headline_likeness(lines[i].text),
            i,
        ),
    )
    same = lines[title].text
    return [i for i in head if lines[i].text != same and (i < title or len(lines[i].text.split()) <= 3)]


def _signature(lines: list[Line]) -> list[Line]:
    """Drop the press service that signs the text."""
    result = list(lines)
    for i in range(len(lines) - 1, -1, -1):
        line = lines[i]
        if not line.text:
            continue
        if len(line.text.split()) <= 8 and PRESS_SERVICE.search(line.text) and not line.text.endswith("."):
            result[i] = line._replace(dropped="signature")
        if not line.dropped and is_prose(line.text):
            break
    return result


PRESS_SERVICE: Final = re.compile(
    r"пресс-?служб\w*|басма сөз (?:кызмат|борбор)\w*|баспасөз (?:қызмет|орталы)\w*|матбуот марказ\w*|matbuot markaz\w*|матбуот хизмат\w*|ахборот хизмат\w*|axborot "
    r"xizmat\w*|"
    r"matbuot xizmat\w*|press (?:service|office|centre|center)|пресс-?центр\w*|маалымат кызмат\w*",
    re.IGNORECASE,
)


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

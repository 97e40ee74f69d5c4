"""When the text was published."""

from __future__ import annotations

import re
from typing import Final

from achyq.importer.dating import expressions
from achyq.importer.guess import Guess, Line, Page


def published(page: Page) -> Guess | None:
    """The day of publication: the page's own metadata, else a line that is nothing but a date."""
    if page.hints.date:
        return Guess(page.hints.date, page.hints.date, (0, 0), 0.9)
    candidates = []
    seen_body = 0
    rates = 0
    for line in page.lines:
        rates = _RATES_LINES if _RATES.match(line.text) else rates - bool(line.text)
        if line.dropped == "related" and seen_body:
            break  # the days below are those of other news
        if line.dropped == "date" and rates <= 0:
            for when in expressions(page.text[line.start : line.end])[:1]:
                if when.year and when.start[1] and when.start == when.end:
                    span = (line.start + when.span[0], line.start + when.span[1])
                    sure = 0.92 if seen_body < 200 else 0.6
                    candidates.append(Guess(when.text(when.year), page.text[slice(*span)], span, sure))
        elif not seen_body and _is_header(line):
            for when in expressions(line.text)[:1]:
                year = when.year or _year_of(line.text)
                if year and when.start[1]:
                    span = (line.start + when.span[0], line.start + when.span[1])
                    candidates.append(Guess(when.text(year), page.text[slice(*span)], span, 0.82))
        elif not line.dropped and line.text != (page.title.text if page.title else ""):
            if not seen_body and (dateline := _dateline(line)):
                candidates.append(dateline)
            seen_body += len(line.text)
    surest = max((guess.confidence for guess in candidates), default=0.0)
    # a page shows the day of the visit or of its last change besides
    return min((g for g in candidates if g.confidence == surest), key=lambda guess: guess.value, default=None)


def _is_header(line: Line) -> bool:
    """Whether the line may say the day of publication among other things; of captions those with a time."""
    if line.dropped in ("photo", "copyright"):
        return bool(re.search(r"\d \d\d:\d\d\b|\b\d\d\.\d\d\.20\d\d$", line.text))
    return line.dropped in _HEADERS and not _RATES.match(line.text)


def _year_of(line: str) -> int:
    """The one year in a line that says the day apart from it: 16-noyabr, 10:32 2022."""
    years = set(re.findall(r"(?<![\d.,])(20[0-4]\d)(?![\d.,]\d|\d)", line))
    return int(years.pop()) if len(years) == 1 else 0


#: The day of the exchange rates above the text.
_RATES: Final = re.compile(r"\W*(?:курс|валют|valyut|exchange)", re.IGNORECASE)
#: So many lines have the rates and their day.
_RATES_LINES: Final = 3
#: Lines above the text that may say the date of publication among other things.
_HEADERS: Final = frozenset(
    {"navigation", "byline", "counter", "share", "tags", "reading time", "comments", "source"}
)
_DATELINE: Final = re.compile(
    r"[^\W\d_][\w\s.()/-]{1,40}?,\s*(?P<date>[\w\s.-]{6,24}?(?:, "
    r"20\d\d)?),?\s*(?:[A-Z][\w-]{2,12}\s)?\s*(?:[–—/(]|-\s|\.\s)"
)


def _dateline(line: Line) -> Guess | None:
    """The date before a report's first words: TASHKENT, 17 May 2024 –."""
    m = _DATELINE.match(line.text)
    whens = [when for when in expressions(m["date"]) if when.year and when.start[1]] if m else []
    if not m or not whens or len(m["date"]) - (whens[0].span[1] - whens[0].span[0]) > 3:
        return None
    span = (line.start + m.start("date"), line.start + m.end("date"))
    return Guess(whens[0].text(whens[0].year), m["date"], span, 0.85)

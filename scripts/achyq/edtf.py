"""Dates as archives know them: exact, partly known, uncertain, or ranges. `wording` words them.

The notation is EDTF (ISO 8601-2:2019, levels 0 and 1, and of level 2 a qualifier on any component
and a known month and day of an unknown year). The grammar is our own: a general EDTF library lets
`XXXX-02-30` and backward ranges through, and costs more to import than a thousand dates to read.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from achyq.messages import Phrase, phrase

_SORT_LAST: Final = dt.date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Point:
    """One side of a date: a day, month, season, year, decade or century.

    `year` is the first year it may lie in and `span` how many it may (1, 10 or 100); both are 0
    when the year is unknown. `month` is 1–12, 21–24 for spring to winter, or 0; `day` is 1–31 or 0.
    """

    year: int
    span: int
    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date. `start` is None when it is open at the start, `end` when it is open at the end.

    `earliest` and `latest` bound the days it may mean (None: no bound, or the year is unknown).
    `year` is the one year it lies in, of a range the first one known, else None. Sorting by
    `sort_key` puts the newest first, a vague date after the exact ones it may mean, and dates
    without a `year` last. `is_range` says that it was written with a slash.
    """

    text: str
    earliest: dt.date | None
    latest: dt.date | None
    year: int | None
    sort_key: tuple[int, int, int]
    start: Point | None
    end: Point | None
    is_range: bool = False
    uncertain: bool = False
    approximate: bool = False


_DAY = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """Return the date that `text` writes; spaces around it do not count.

    Raises ValueError, with the reason in words for the editor, when it is not EDTF, is outside of
    the levels above, or can't be (30 February, a range that runs backwards).
    """
    text = text.strip()
    if _DAY.fullmatch(text):
        try:
            day = dt.date.fromisoformat(text)
        except ValueError:
            _point(text)  # says what is wrong with it
            raise
        point = Point(day.year, 1, day.month, day.day)
        ordinal = day.toordinal()
        return Edtf(text, day, day, day.year, (0, -ordinal, ordinal), point, point)
    if "/" in text:
        return _range(text)
    point = _point(text)
    earliest, latest = _bounds(point)
    return Edtf(
        text,
        earliest,
        latest,
        point.year if point.span == 1 else None,
        _sort_key(point, earliest, latest),
        point,
        point,
        uncertain="?" in text or "%" in text,
        approximate="~" in text or "%" in text,
    )


_POINT = re.compile(
    r"[?~%]? ([1-9][0-9]{3} | [1-9][0-9]{2}X | [1-9][0-9]XX | XXXX) [?~%]?"
    r"(?: - [?~%]? ([0-9]{2}|XX) [?~%]? (?: - [?~%]? ([0-9]{2}|XX) [?~%]? )? )?",
    re.VERBOSE,
)
_YEAR_FIRST: Final = phrase("write year-month-day, as in 2025-12-10")
_HINTS: Final[tuple[tuple[re.Pattern[str], Phrase], ...]] = (
    (re.compile(r".*[хХ].*"), phrase("the X must be the Latin letter")),
    (re.compile(r".*x.*"), phrase("the X must be a capital letter")),
    (re.compile(r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}"), _YEAR_FIRST),
    (
        re.compile(r"[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}"),
        phrase("write it with hyphens, as in 2025-12-10"),
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?"),
        phrase("months and days have two digits, as in 2025-02-05"),
    ),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*"), phrase("leave the time of day out")),
    (
        re.compile(r".*[0-9] *[–—] *[0-9].*"),
        phrase("write a range with a slash, as in 2012-10-16/2012-10-21"),
    ),
    (re.compile(r"[XY0-9]{1,3}(-.*)?|[XY0-9]{5}.*|[Y+-].*"), phrase("a year has four digits, as in 2025")),
)
_EXPECTED: Final = phrase("a date is written like 2025-12-10, 2012-10, 2012, 2012? or XXXX-10-16")


def _point(text: str) -> Point:
    match = _POINT.fullmatch(text)
    if match is None:
        hint = next((hint for pattern, hint in _HINTS if pattern.fullmatch(text)), _EXPECTED)
        raise ValueError(hint)
    year_text, month_text, day_text = match.groups(default="XX")
    if year_text == "XXXX":
        year, span = 0, 0
    else:
        year, span = int(year_text.replace("X", "0")), 10 ** year_text.count("X")
    month = 0 if month_text == "XX" else int(month_text)
    day = 0 if day_text == "XX" else int(day_text)
    if month_text != "XX" and month not in range(1, 13) and month not in range(21, 25):
        raise ValueError(phrase("there is no month {month}", month=month_text))
    if month > 12 and match[3]:
        raise ValueError(phrase("a season has no days"))
    if day_text != "XX":
        if not month:
            raise ValueError(phrase("a day needs its month"))
        # Of the years it may mean one is a leap year, save that a single year may be none.
        last = monthrange(year if span == 1 else 2000, month)[1]
        if not 1 <= day <= last:
            raise ValueError(phrase("month {month} has no day {day}", month=month_text, day=day_text))
    return Point(year, span, month, day)


def _bounds(point: Point) -> tuple[dt.date | None, dt.date | None]:
    if not point.span:
        return None, None
    years = range(point.year, point.year + point.span)
    # The winter of a year may be its first months or its last.
    first, last = {0: (1, 12), 21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}.get(
        point.month, (point.month, point.month)
    )
    if point.day:
        years_that_have_it = [y for y in years if point.day <= monthrange(y, first)[1]]
        return (
            dt.date(years_that_have_it[0], first, point.day),
            dt.date(years_that_have_it[-1], first, point.day),
        )
    return dt.date(years[0], first, 1), dt.date(years[-1], last, monthrange(years[-1], last)[1])


def _sort_key(point: Point, earliest: dt.date | None, latest: dt.date | None) -> tuple[int, int, int]:
    if not point.span:
        return 2, -point.month, -point.day
    first = earliest or latest or dt.date.min
    last = latest.toordinal() if latest else _SORT_LAST
    return 0 if point.span == 1 else 1, -first.toordinal(), last


def _range(text: str) -> Edtf:
    left, _, right = text.partition("/")
    if left != left.rstrip() or right != right.lstrip():
        raise ValueError(phrase("a range has no spaces around its slash"))
    try:
        start = None if left in ("", "..") else _point(left)
        end = None if right in ("", "..") else _point(right)
    except ValueError as error:
        if re.fullmatch(r"[0-9]+/[0-9]+/[0-9]+", text):
            raise ValueError(_YEAR_FIRST) from error
        raise
    points = [point for point in (start, end) if point]
    if not points:
        raise ValueError(phrase("a range needs a start or an end"))
    for point in points:
        if point.month > 12 or point.span > 1:
            raise ValueError(phrase("a range runs between years, months or days"))
        if not point.span and (not point.month or len(points) < 2):
            raise ValueError(phrase("a range without a year needs two months"))
    if start and end:
        if start.span != end.span:
            raise ValueError(phrase("the year is known on one side only"))
        if _backwards(start, end):
            raise ValueError(phrase("it ends before it begins"))
    earliest = _bounds(start)[0] if start else None
    latest = _bounds(end)[1] if end else None
    known = points[0]
    return Edtf(
        text,
        earliest,
        latest,
        known.year or None,
        _sort_key(known, earliest, latest),
        start,
        end,
        is_range=True,
        uncertain="?" in text or "%" in text,
        approximate="~" in text or "%" in text,
    )


def _backwards(start: Point, end: Point) -> bool:
    if start.span:
        first, last = _bounds(start)[0], _bounds(end)[1]
        return first is not None and last is not None and last < first
    if (start.month, end.month) == (12, 1):
        return False  # over New Year
    return (end.month, end.day or 31) < (start.month, start.day)

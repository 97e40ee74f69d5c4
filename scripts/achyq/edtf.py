"""Dates as archives know them: exact, partly known, uncertain, or ranges, and their wording.

The notation is EDTF (ISO 8601-2:2019, levels 0 and 1, and of level 2 a qualifier on any component
and a known month and day of an unknown year). The grammar is our own: a general EDTF library lets
`XXXX-02-30` and backward ranges through, and costs more to import than a thousand dates to read.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

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
_HINTS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r".*[хХ].*"), "the X must be the Latin letter"),
    (re.compile(r".*x.*"), "the X must be a capital letter"),
    (re.compile(r"[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4}"), "write year-month-day, as in 2025-12-10"),
    (
        re.compile(r"[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}"),
        "write it with hyphens, as in 2025-12-10",
    ),
    (
        re.compile(r"[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?"),
        "months and days have two digits, as in 2025-02-05",
    ),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].*"), "leave the time of day out"),
    (
        re.compile(r".*[0-9] *[–—] *[0-9].*"),
        "write a range with a slash, as in 2012-10-16/2012-10-21",
    ),
    (re.compile(r"[XY0-9]{1,3}(-.*)?|[XY0-9]{5}.*|[Y+-].*"), "a year has four digits, as in 2025"),
)
_EXPECTED: Final = "a date is written like 2025-12-10, 2012-10, 2012, 2012? or XXXX-10-16"


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
        raise ValueError(f"there is no month {month_text}")
    if month > 12 and match[3]:
        raise ValueError("a season has no days")
    if day_text != "XX":
        if not month:
            raise ValueError("a day needs its month")
        # Of the years it may mean one is a leap year, save that a single year may be none.
        last = monthrange(year if span == 1 else 2000, month)[1]
        if not 1 <= day <= last:
            raise ValueError(f"month {month_text} has no day {day_text}")
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
        raise ValueError("a range has no spaces around its slash")
    try:
        start = None if left in ("", "..") else _point(left)
        end = None if right in ("", "..") else _point(right)
    except ValueError as error:
        if re.fullmatch(r"[0-9]+/[0-9]+/[0-9]+", text):
            raise ValueError("write year-month-day, as in 2025-12-10") from error
        raise
    points = [point for point in (start, end) if point]
    if not points:
        raise ValueError("a range needs a start or an end")
    for point in points:
        if point.month > 12 or point.span > 1:
            raise ValueError("a range runs between years, months or days")
        if not point.span and (not point.month or len(points) < 2):
            raise ValueError("a range without a year needs two months")
    if start and end:
        if start.span != end.span:
            raise ValueError("the year is known on one side only")
        if _backwards(start, end):
            raise ValueError("it ends before it begins")
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


@dataclass(frozen=True, slots=True)
class _Style:
    """How one locale words dates. In the patterns `y` is a year, `d` a day, `m` a month.

    `months` holds four forms of the twelve months and the four seasons: alone, after a day, with
    a year, and with both.
    """

    months: tuple[tuple[str, ...], ...]
    day: str
    in_year: str
    year: str
    years: str
    decade: str
    unknown_year: str
    unknown: str
    uncertain: str
    approximate: str
    both: str
    since: Callable[[str], str]
    until: Callable[[str], str]


def _forms(order: str, *names: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(names[int(number)].split()) for number in order)


def _kazakh_case(phrase: str, from_: bool) -> str:
    """Put the phrase into the ablative or the dative, by the last letters of a month or of жыл."""
    if phrase.endswith("қыркүйек"):
        return phrase + ("тен" if from_ else "ке")
    front = phrase.endswith(("сәуір", "шілде"))
    if not from_:
        return phrase + ("ге" if front else "ға")
    nasal = "н" if phrase.endswith(("н", "м")) else "д"
    return phrase + nasal + ("ен" if front else "ан")


def _kyrgyz_case(phrase: str, ending: str) -> str:
    """Add -дан or -га (after жыл), or -нан or -на (after a month's -ы, -у or -и)."""
    if phrase.endswith("жыл"):
        return phrase + {"ан": "дан", "а": "га"}[ending]
    return phrase + "н" + (ending.replace("а", "е") if phrase.endswith("и") else ending)


def _since_russian(phrase: str) -> str:
    preposition = "со" if phrase.startswith("2 ") else "с"
    return f"{preposition} {phrase}" + ("а" if phrase.endswith("год") else "")


# Names of months: CLDR, save the Uzbek Cyrillic ones, which CLDR writes without the soft sign that
# the 1956 orthography and the press have. The Latin 1995 rules put a hyphen after a year or a day.
_STYLES: Final[dict[str, _Style]] = {
    "ky": _Style(
        months=_forms(
            "0011",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь жаз жай күз кыш",
            "январы февралы марты апрели майы июну июлу августу сентябры октябры ноябры декабры "
            "жазы жайы күзү кышы",
        ),
        day="{d}-{m}",
        in_year="{y}-жылдын {rest}",
        year="{y}-жыл",
        years="{y}-жылдар",
        decade="{y}-жылдар",
        unknown_year="жылы белгисиз",
        unknown="датасы белгисиз",
        uncertain="{} болушу мүмкүн",
        approximate="болжол менен {}",
        both="болжол менен {} болушу мүмкүн",
        since=lambda phrase: _kyrgyz_case(phrase, "ан") + " тартып",
        until=lambda phrase: _kyrgyz_case(phrase, "а") + " чейин",
    ),
    "kk": _Style(
        months=_forms(
            "0000",
            "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан "
            "көктем жаз күз қыс",
        ),
        day="{d} {m}",
        in_year="{y} жылғы {rest}",
        year="{y} жыл",
        years="{y} жылдар",
        decade="{y}-жылдар",
        unknown_year="жылы белгісіз",
        unknown="күні белгісіз",
        uncertain="{} болуы мүмкін",
        approximate="шамамен {}",
        both="шамамен {} болуы мүмкін",
        since=lambda phrase: _kazakh_case(phrase, True) + " бастап",
        until=lambda phrase: _kazakh_case(phrase, False) + " дейін",
    ),
    "uz": _Style(
        months=_forms(
            "0011",
            "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr bahor yoz kuz qish",
            "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr "
            "bahori yozi kuzi qishi",
        ),
        day="{d}-{m}",
        in_year="{y}-yil {rest}",
        year="{y}-yil",
        years="{y}-yillar",
        decade="{y}-yillar",
        unknown_year="yili nomaʼlum",
        unknown="sanasi nomaʼlum",
        uncertain="{} boʻlishi mumkin",
        approximate="taxminan {}",
        both="taxminan {} boʻlishi mumkin",
        since="{}dan boshlab".format,
        until="{}gacha".format,
    ),
    "uz-Cyrl": _Style(
        months=_forms(
            "0011",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
            "баҳор ёз куз қиш",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
            "баҳори ёзи кузи қиши",
        ),
        day="{d} {m}",
        in_year="{y} йил {rest}",
        year="{y} йил",
        years="{y} йиллар",
        decade="{y}-йиллар",
        unknown_year="йили номаълум",
        unknown="санаси номаълум",
        uncertain="{} бўлиши мумкин",
        approximate="тахминан {}",
        both="тахминан {} бўлиши мумкин",
        since=lambda phrase: phrase.removesuffix("ь") + "дан бошлаб",
        until=lambda phrase: phrase.removesuffix("ь") + "гача",
    ),
    "ru": _Style(
        months=_forms(
            "0101",
            "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь "
            "весна лето осень зима",
            "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        ),
        day="{d} {m}",
        in_year="{rest} {y}\N{NO-BREAK SPACE}г.",
        year="{y} год",
        years="{y} годы",
        decade="{y}-е годы",
        unknown_year="год неизвестен",
        unknown="дата неизвестна",
        uncertain="предположительно {}",
        approximate="приблизительно {}",
        both="ориентировочно {}",
        since=_since_russian,
        until="по {}".format,
    ),
    "en": _Style(
        months=_forms(
            "0000",
            "January February March April May June July August September October November "
            "December spring summer autumn winter",
        ),
        day="{d} {m}",
        in_year="{rest} {y}",
        year="{y}",
        years="{y}",
        decade="{y}s",
        unknown_year="year unknown",
        unknown="date unknown",
        uncertain="possibly {}",
        approximate="about {}",
        both="possibly about {}",
        since="since {}".format,
        until="until {}".format,
    ),
}


def words(date: Edtf, locale: str) -> str:
    """Put the date in words, as a newspaper in that locale prints it, with ranges compressed.

    Raises ValueError when the locale is not one of the six.
    """
    style = _style(locale)
    start, end = date.start, date.end
    if start is None or end is None:
        return _qualified(style, date, _open(style, start, end))
    phrase = _qualified(style, date, _phrase(style, start, end))
    if start.span == 0:
        return f"{phrase}, {style.unknown_year}" if phrase else style.unknown
    if start.span > 1 and start.month:
        return f"{phrase}, {_year(style, start)}"
    return phrase


def words_short(date: Edtf, locale: str) -> str:
    """Put the date in words without its year, for a list under a heading that names the year.

    A year alone, a range over several years and an open range keep their years. Never empty.
    Raises ValueError when the locale is not one of the six.
    """
    style = _style(locale)
    start, end = date.start, date.end
    if (
        start is None
        or end is None
        or not (start.month and end.month)
        or (start.year, start.span) != (end.year, end.span)
    ):
        return words(date, locale)
    return _qualified(style, date, _days(style, start, end, with_year=False))


def undated(locale: str) -> str:
    """'date unknown' in that locale. Raises ValueError when it is not one of the six."""
    return _style(locale).unknown


def year_unknown(locale: str) -> str:
    """'year unknown' in that locale. Raises ValueError when it is not one of the six."""
    return _style(locale).unknown_year


def _style(locale: str) -> _Style:
    try:
        return _STYLES[locale]
    except KeyError:
        raise ValueError(f"no such locale: {locale}") from None


def _qualified(style: _Style, date: Edtf, phrase: str) -> str:
    if not phrase or not (date.uncertain or date.approximate):
        return phrase
    if date.uncertain and date.approximate:
        return style.both.format(phrase)
    return (style.uncertain if date.uncertain else style.approximate).format(phrase)


def _open(style: _Style, start: Point | None, end: Point | None) -> str:
    if start:
        return style.since(_phrase(style, start, start, genitive=True))
    return style.until(_phrase(style, end, end)) if end else style.unknown


def _phrase(style: _Style, start: Point, end: Point, genitive: bool = False) -> str:
    """Put both sides in words; without the year when it is not one known year; may be empty.

    `genitive` puts a month into the form that it has after a day.
    """
    if (start.year, start.span) == (end.year, end.span) and bool(start.month) == bool(end.month):
        if not start.month:
            return _year(style, start) if start.span else ""
        if start.span != 1:
            return _days(style, start, end, with_year=False)
        days = _days(style, start, end, with_year=True, genitive=genitive)
        return style.in_year.format(y=start.year, rest=days)
    if not start.month and not end.month:
        return style.years.format(y=f"{start.year}–{end.year}")
    return f"{_phrase(style, start, start)} – {_phrase(style, end, end)}"


def _year(style: _Style, point: Point) -> str:
    if point.span == 1:
        return style.year.format(y=point.year)
    if point.span == 10:
        return style.decade.format(y=point.year)
    return style.years.format(y=f"{point.year}–{point.year + point.span - 1}")


def _days(style: _Style, start: Point, end: Point, with_year: bool, genitive: bool = False) -> str:
    """Put both sides' days and months in words, without a year."""

    def name(point: Point) -> str:
        form = style.months[2 * with_year + bool(point.day or genitive)]
        return form[point.month - (1 if point.month <= 12 else 9)]

    def one(point: Point) -> str:
        return style.day.format(d=point.day, m=name(point)) if point.day else name(point)

    if start == end:
        return one(start)
    if start.month == end.month and start.day and end.day:
        return style.day.format(d=f"{start.day}–{end.day}", m=name(start))
    return f"{one(start)} – {one(end)}" if start.day or end.day else f"{one(start)}–{one(end)}"

"""Dates in words, as a newspaper in each of the six locales prints them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from achyq.edtf import Edtf, Point


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


def month(number: int, locale: str) -> str:
    """The name of a month (1 to 12), alone. Raises ValueError when the locale is not one of the six."""
    return _style(locale).months[0][number - 1]


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

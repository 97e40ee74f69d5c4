"""Dates: what is read, what is refused, and how each locale words them."""

from __future__ import annotations

import datetime as dt

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from achyq.edtf import parse
from achyq.wording import undated, words, words_short, year_unknown

LOCALES = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "year"),
    [
        ("2025-12-10", "2025-12-10", "2025-12-10", 2025),
        (" 2025-12-10 ", "2025-12-10", "2025-12-10", 2025),
        ("2012-02", "2012-02-01", "2012-02-29", 2012),
        ("2012", "2012-01-01", "2012-12-31", 2012),
        ("2012?", "2012-01-01", "2012-12-31", 2012),
        ("2012-10-XX", "2012-10-01", "2012-10-31", 2012),
        ("2012-22", "2012-06-01", "2012-08-31", 2012),
        ("2012-24", "2012-01-01", "2012-12-31", 2012),
        ("201X", "2010-01-01", "2019-12-31", None),
        ("20XX", "2000-01-01", "2099-12-31", None),
        ("201X-02-29", "2012-02-29", "2016-02-29", None),
        ("2012-10-16/2012-10-21", "2012-10-16", "2012-10-21", 2012),
        ("2017-12-20/2018-01", "2017-12-20", "2018-01-31", 2017),
        ("2012/2015", "2012-01-01", "2015-12-31", 2012),
        ("2012-10/..", "2012-10-01", None, 2012),
        ("2012-10/", "2012-10-01", None, 2012),
        ("../2012-10", None, "2012-10-31", 2012),
        ("XXXX-02-23/XXXX-02-24", None, None, None),
        ("XXXX-10-16", None, None, None),
        ("XXXX", None, None, None),
    ],
)
def test_bounds_and_year(text: str, earliest: str | None, latest: str | None, year: int | None) -> None:
    date = parse(text)
    assert date.text == text.strip()
    assert date.earliest == (day(earliest) if earliest else None)
    assert date.latest == (day(latest) if latest else None)
    assert date.year == year


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [("2012", False, False), ("2012?", True, False), ("2012-10~", False, True),
     ("2012-10-16%", True, True), ("2012-?10-16", True, False), ("2012~/2013", False, True)],
)  # fmt: skip
def test_qualifiers(text: str, uncertain: bool, approximate: bool) -> None:
    date = parse(text)
    assert (date.uncertain, date.approximate) == (uncertain, approximate)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2025-02-30", "month 02 has no day 30"),
        ("2025-02-29", "month 02 has no day 29"),
        ("2025-13-01", "no month 13"),
        ("2025-00", "no month 00"),
        ("XXXX-02-30", "month 02 has no day 30"),
        ("2012-24-01", "a season has no days"),
        ("2012-XX-10", "a day needs its month"),
        ("2012-10-21/2012-10-16", "ends before it begins"),
        ("XXXX-02-24/XXXX-02-23", "ends before it begins"),
        ("XXXX-05/XXXX-04", "ends before it begins"),
        ("XXXX-02-24/2012-02-25", "known on one side only"),
        ("XXXX-02-24/..", "needs two months"),
        ("XXXX/XXXX", "needs two months"),
        ("201X/2020", "between years, months or days"),
        ("2012-21/2012-22", "between years, months or days"),
        ("../..", "a start or an end"),
        ("/", "a start or an end"),
        ("2012 / 2013", "no spaces"),
        ("10.12.2025", "year-month-day"),
        ("10/12/2025", "year-month-day"),
        ("2025/12/10", "year-month-day"),
        ("2025.12.10", "hyphens"),
        ("2025-1-5", "two digits"),
        ("ХХХХ-10-16", "Latin letter"),
        ("xxxx-10-16", "capital letter"),
        ("2025-12-10T10:00", "time of day"),
        ("2012–2015", "with a slash"),
        ("Y12012", "four digits"),
        ("-2012", "four digits"),
        ("25", "four digits"),
        ("0044", "written like"),
        ("2025-W01-1", "written like"),
        ("２０２５-12-10", "written like"),
        ("[2012,2013]", "written like"),
        ("", "written like"),
    ],
)
def test_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse(text)


def test_an_event_may_run_over_new_year_without_a_year() -> None:
    assert words(parse("XXXX-12-30/XXXX-01-03"), "en") == "30 December – 3 January, year unknown"


def test_newest_first_then_vague_ones_then_those_without_a_year() -> None:
    in_order = [
        "2013", "2012-12-31", "2012-10-21", "2012-10-16", "2012-10-16/2012-10-21", "2012-10-02",
        "2012-10-01", "2012-10", "2012-09-30", "2012-01-01", "2012", "2012/2013", "2012/..",
        "2011-12-31", "201X", "20XX", "XXXX-10-16", "XXXX-02-24", "XXXX-02-23/XXXX-02-24", "XXXX",
    ]  # fmt: skip
    dates = [parse(text) for text in in_order]
    assert [d.text for d in sorted(dates[::2] + dates[1::2], key=lambda d: d.sort_key)] == [
        *in_order[:17], "XXXX-02-24", "XXXX-02-23/XXXX-02-24", "XXXX",
    ]  # fmt: skip


# fmt: off
WORDED = {
    "2025-12-10": ("2025-жылдын 10-декабры", "2025 жылғы 10 желтоқсан", "2025-yil 10-dekabr",
                   "2025 йил 10 декабрь", "10 декабря 2025\xa0г.", "10 December 2025"),
    "2012-10": ("2012-жылдын октябры", "2012 жылғы қазан", "2012-yil oktabr", "2012 йил октябрь",
                "октябрь 2012\xa0г.", "October 2012"),
    "2012": ("2012-жыл", "2012 жыл", "2012-yil", "2012 йил", "2012 год", "2012"),
    "2012?": ("2012-жыл болушу мүмкүн", "2012 жыл болуы мүмкін", "2012-yil boʻlishi mumkin",
              "2012 йил бўлиши мумкин", "предположительно 2012 год", "possibly 2012"),
    "2012~": ("болжол менен 2012-жыл", "шамамен 2012 жыл", "taxminan 2012-yil",
              "тахминан 2012 йил", "приблизительно 2012 год", "about 2012"),
    "2012-10-16/2012-10-21": ("2012-жылдын 16–21-октябры", "2012 жылғы 16–21 қазан",
                              "2012-yil 16–21-oktabr", "2012 йил 16–21 октябрь",
                              "16–21 октября 2012\xa0г.", "16–21 October 2012"),
    "2017-11-20/2017-12-25": ("2017-жылдын 20-ноябры – 25-декабры",
                              "2017 жылғы 20 қараша – 25 желтоқсан",
                              "2017-yil 20-noyabr – 25-dekabr", "2017 йил 20 ноябрь – 25 декабрь",
                              "20 ноября – 25 декабря 2017\xa0г.",
                              "20 November – 25 December 2017"),
    "2017-12-30/2018-01-05": ("2017-жылдын 30-декабры – 2018-жылдын 5-январы",
                              "2017 жылғы 30 желтоқсан – 2018 жылғы 5 қаңтар",
                              "2017-yil 30-dekabr – 2018-yil 5-yanvar",
                              "2017 йил 30 декабрь – 2018 йил 5 январь",
                              "30 декабря 2017\xa0г. – 5 января 2018\xa0г.",
                              "30 December 2017 – 5 January 2018"),
    "2012-10/2012-12": ("2012-жылдын октябры–декабры", "2012 жылғы қазан–желтоқсан",
                        "2012-yil oktabr–dekabr", "2012 йил октябрь–декабрь",
                        "октябрь–декабрь 2012\xa0г.", "October–December 2012"),
    "2012/2015": ("2012–2015-жылдар", "2012–2015 жылдар", "2012–2015-yillar", "2012–2015 йиллар",
                  "2012–2015 годы", "2012–2015"),
    "201X": ("2010-жылдар", "2010-жылдар", "2010-yillar", "2010-йиллар", "2010-е годы", "2010s"),
    "XXXX-10-16/XXXX-10-21": ("16–21-октябрь, жылы белгисиз", "16–21 қазан, жылы белгісіз",
                              "16–21-oktabr, yili nomaʼlum", "16–21 октябрь, йили номаълум",
                              "16–21 октября, год неизвестен", "16–21 October, year unknown"),
    "XXXX-10-16?": ("16-октябрь болушу мүмкүн, жылы белгисиз",
                    "16 қазан болуы мүмкін, жылы белгісіз",
                    "16-oktabr boʻlishi mumkin, yili nomaʼlum",
                    "16 октябрь бўлиши мумкин, йили номаълум",
                    "предположительно 16 октября, год неизвестен",
                    "possibly 16 October, year unknown"),
    "2012-21": ("2012-жылдын жазы", "2012 жылғы көктем", "2012-yil bahori", "2012 йил баҳори",
                "весна 2012\xa0г.", "spring 2012"),
    "2012-04-02/..": ("2012-жылдын 2-апрелинен тартып", "2012 жылғы 2 сәуірден бастап",
                      "2012-yil 2-apreldan boshlab", "2012 йил 2 апрелдан бошлаб",
                      "со 2 апреля 2012\xa0г.", "since 2 April 2012"),
    "2012/..": ("2012-жылдан тартып", "2012 жылдан бастап", "2012-yildan boshlab",
                "2012 йилдан бошлаб", "с 2012 года", "since 2012"),
    "../2012-09": ("2012-жылдын сентябрына чейин", "2012 жылғы қыркүйекке дейін",
                   "2012-yil sentabrgacha", "2012 йил сентябргача", "по сентябрь 2012\xa0г.",
                   "until September 2012"),
    "2012-09/..": ("2012-жылдын сентябрынан тартып", "2012 жылғы қыркүйектен бастап",
                   "2012-yil sentabrdan boshlab", "2012 йил сентябрдан бошлаб",
                   "с сентября 2012\xa0г.", "since September 2012"),
    "201X-10-16": ("16-октябрь, 2010-жылдар", "16 қазан, 2010-жылдар", "16-oktabr, 2010-yillar",
                   "16 октябрь, 2010-йиллар", "16 октября, 2010-е годы", "16 October, 2010s"),
    "XXXX": ("датасы белгисиз", "күні белгісіз", "sanasi nomaʼlum", "санаси номаълум",
             "дата неизвестна", "date unknown"),
}
SHORT = {
    "2025-12-10": ("10-декабрь", "10 желтоқсан", "10-dekabr", "10 декабрь", "10 декабря",
                   "10 December"),
    "2012-10-16/2012-10-21": ("16–21-октябрь", "16–21 қазан", "16–21-oktabr", "16–21 октябрь",
                              "16–21 октября", "16–21 October"),
    "XXXX-10-16": ("16-октябрь", "16 қазан", "16-oktabr", "16 октябрь", "16 октября",
                   "16 October"),
    "2012-10": ("октябрь", "қазан", "oktabr", "октябрь", "октябрь", "October"),
    "2012": WORDED["2012"],
    "2017-12-30/2018-01-05": WORDED["2017-12-30/2018-01-05"],
}
# fmt: on


@pytest.mark.parametrize("text", WORDED)
def test_words(text: str) -> None:
    assert tuple(words(parse(text), locale) for locale in LOCALES) == WORDED[text]


@pytest.mark.parametrize("text", SHORT)
def test_words_short(text: str) -> None:
    assert tuple(words_short(parse(text), locale) for locale in LOCALES) == SHORT[text]


def test_undated_and_unknown_locale() -> None:
    assert undated("en") == "date unknown"
    assert year_unknown("ky") == "жылы белгисиз"
    with pytest.raises(ValueError, match="no such locale: tr"):
        undated("tr")


@given(DAYS, st.sampled_from(LOCALES))
def test_a_day_names_its_number_and_year(date: dt.date, locale: str) -> None:
    long = words(parse(date.isoformat()), locale)
    short = words_short(parse(date.isoformat()), locale)
    assert str(date.year) in long
    assert str(date.year) not in short
    assert f"{date.day}" in short


@given(DAYS, DAYS)
def test_sort_key_and_ranges_follow_the_calendar(a: dt.date, b: dt.date) -> None:
    earlier, later = sorted((a, b))
    one, other = parse(earlier.isoformat()), parse(later.isoformat())
    assert (one.sort_key > other.sort_key) == (earlier < later)
    both = parse(f"{earlier}/{later}")
    assert (both.earliest, both.latest) == (earlier, later)
    if earlier < later:
        with pytest.raises(ValueError, match="ends before"):
            parse(f"{later}/{earlier}")


@given(st.text("0123456789X-/.?~% ", max_size=24))
def test_reads_or_refuses_and_never_words_nothing(text: str) -> None:
    try:
        date = parse(text)
    except ValueError:
        return
    for locale in LOCALES:
        for worded in (words(date, locale), words_short(date, locale)):
            assert worded.strip()
            assert "{" not in worded
    assert (date.sort_key[0] == 0) == (date.year is not None)


# It takes no qualifier on decades and seasons.
POINTS = st.from_regex(
    r"201X|20[012][0-9](-(0[1-9]|1[0-2]|2[123]))?|20[0-2][0-9]-(0[1-9]|1[0-2])-([01][1-9]|2[0-8])",
    fullmatch=True,
)


@settings(deadline=None)
@given(st.one_of(POINTS, st.builds("{}/{}".format, POINTS, POINTS)), st.sampled_from(["", "?"]))
def test_what_is_read_agrees_with_a_general_edtf_library(text: str, qualifier: str) -> None:
    try:
        date = parse(text + qualifier)
    except ValueError:
        return
    theirs = parse_edtf(text if "X" in text or "-2" in text else text + qualifier)
    assert date.earliest is not None
    assert date.latest is not None
    assert tuple(theirs.lower_strict()[:3]) == date.earliest.timetuple()[:3]
    assert tuple(theirs.upper_strict()[:3]) == date.latest.timetuple()[:3]

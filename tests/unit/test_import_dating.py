"""Date expressions in six languages, and which of them is the day of the event."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq import edtf, wording
from achyq.importer import dating, events, furniture, headline, publication
from achyq.importer.guess import Hints, Page

LOCALES = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2024-жылдын 14-15-май күндөрү", [("2024-05-14/2024-05-15", "")]),
        ("2021-жылдын 5-июнундагы ПЖ № 37 Жарлыгы", [("2021-06-05", "document")]),
        ("2021-жылдын 30-ноябрынан 2-декабрына чейин", [("2021-11-30/2021-12-02", "")]),
        ("2022-жылдын 1-декабрына чейин", [("2022-12-01", "deadline")]),
        ("2019 жылғы 7 қарашасында", [("2019-11-07", "")]),
        ("7 қазандағы Жолдауда", [("XXXX-10-07", "document")]),
        ("24-25 қараша күндері", [("XXXX-11-24/XXXX-11-25", "")]),
        ("жорий йилнинг 3-4 март кунлари", [("XXXX-03-03/XXXX-03-04", "")]),
        ("2021 йил 6 июлдаги ПФ-62-сон", [("2021-07-06", "document")]),
        ("2024-yil 12-iyun kuni", [("2024-06-12", "")]),
        ("15 июлгача тасдиқлаш", [("XXXX-07-15", "deadline")]),
        ("12-oktabr, 2023", [("2023-10-12", "")]),
        ("dekabr oyining 9-kuni", [("XXXX-12-09", "")]),
        ("с 3 по 5 сентября 2020 года", [("2020-09-03/2020-09-05", "")]),
        ("от 5 июня 2024 года", [("2024-06-05", "document")]),
        ("до 1 июня 2024 года", [("2024-06-01", "deadline")]),
        ("from 30 June to 1 July 2025", [("2025-06-30/2025-07-01", "")]),
        ("On June 30, 2022", [("2022-06-30", "")]),
        ("on 10 and 11 April 2019", [("2019-04-10/2019-04-11", "")]),
        ("28.12.2021 and 2021-12-29", [("2021-12-28", ""), ("2021-12-29", "")]),
        ("в октябре 2012 года", [("2012-10", "")]),
        ("ноябрдын 7синде", [("XXXX-11-07", "")]),
        ("Avgust 15, 2024", [("2024-08-15", "")]),
        ("21/07/22 10:18", [("2022-07-21", "")]),
        ("2023 жылғы 18 қазандағы үкімімен", [("2023-10-18", "")]),
        ("2023 жылғы 18 қазандағы бұйрығымен", [("2023-10-18", "document")]),
        ("акыркы мөөнөтү – 2023-жылдын 15-сентябры", [("2023-09-15", "deadline")]),
        ("9-декабрь – эл аралык күн", [("XXXX-12-09", "holiday")]),
    ],
)
def test_expressions(text: str, found: list[tuple[str, str]]):
    assert [(when.text(when.year), when.role) for when in dating.expressions(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "2021–2024-жылдарга",
        "2019–2020 йилларда",
        "30.02.2024",
        "12 мартаба",
        "№ 12.03",
        "1.2.3",
        "10 mayor",
        "",
    ],
)
def test_no_dates(text: str):
    assert dating.expressions(text) == []


@given(st.dates(dt.date(1990, 1, 1), dt.date(2045, 1, 1)), st.sampled_from(LOCALES))
def test_dates_as_newspapers_print_them_are_read_back(day: dt.date, locale: str):
    phrase = wording.words(edtf.parse(day.isoformat()), locale)
    assert [when.text(when.year) for when in dating.expressions(f"— {phrase} —")] == [day.isoformat()]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str):
    for when in dating.expressions(text):
        assert text[slice(*when.span)]
        edtf.parse(when.text(when.year))


def page(text: str, language: str = "ru") -> Page:
    lines = furniture.judge(text)
    return Page(text, lines, headline.find(text, lines, ""), language, Hints())


def test_the_day_of_the_event_is_not_that_of_its_decree_or_deadline():
    text = (
        "Слушания в посёлке\nПо Указу от 5 июня 2024 года № 7 слушания прошли 9 июля 2024 года. "
        "Отчёт ждут до 1 мая 2025 года."
    )
    found = events.happened(page(text), None)
    assert found is not None
    assert (found.value, text[slice(*found.span)]) == ("2024-07-09", "9 июля 2024 года")


@pytest.mark.parametrize(
    ("words", "published", "found"),
    [
        ("вчера", "05.03.2024", "2024-03-04"),
        ("28 декабря", "02.01.2024", "2023-12-28"),
        ("4 марта", "05.03.2024", "2024-03-04"),
        ("4 марта", "", "XXXX-03-04"),
        ("29 февраля", "", "XXXX-02-29"),
        ("29 февраля", "05.03.2023", "XXXX-02-29"),
    ],
)
def test_the_year_comes_from_the_day_of_publication_or_stays_open(words: str, published: str, found: str):
    read = page(f"{published}\nСлушания о ремонте дорог прошли\nСлушания прошли {words} в районной школе.")
    guess = events.happened(read, publication.published(read))
    assert guess is not None
    assert guess.value == found


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [  # published on a Wednesday
        ("В четверг прошли слушания в районной школе.", "ru", "2024-03-07"),
        ("В минувшую среду прошли слушания в районной школе.", "ru", "2024-03-13"),
        ("Слушания по четвергам прошли в районной школе.", "ru", ""),
        ("Накануне в районной школе прошли слушания.", "ru", "2024-03-12"),
        ("Накануне праздника прошли слушания в районной школе.", "ru", ""),
        ("На сегодняшнем брифинге рассказали о школе района.", "ru", "2024-03-13"),
        ("Слушания прошли. В 2003 году ООН назвала 9 декабря международным днём школы.", "ru", ""),
        ("Жыл сайын 9-декабрда мектептердин күнү белгиленет, жыйын өттү.", "ky", ""),
        ("Мектепте жыйын өттү. Бул тууралуу 12-мартта мэриянын басма сөз кызматы билдирди.", "ky", ""),
        ("A hearing was held on 2 March in Osh and 4 March in Talas.", "en", "2024-03-02/2024-03-04"),
        (
            "The first hearing was held on 2 March, the second in the village on 4 March.",
            "en",
            "2024-03-02/2024-03-04",
        ),
        ("A hearing was held on March, 5 2024 by the Decree No. 137 on March 12, 2024.", "en", "2024-03-05"),
        (
            "Бүгүн мектепте жыйын болду. Анда былтыр 31-декабрда кабыл алынган мыйзам талкууланды.",
            "ky",
            "2024-03-13",
        ),
        ("Позавчера прошли слушания в районной школе.", "ru", "2024-03-11"),
        ("В пятницу планируются слушания в районной школе.", "ru", ""),
        ("On Tuesday, the court held a hearing in the village school.", "en", "2024-03-12"),
        ("The court holds hearings in the village school on Tuesdays.", "en", ""),
        ("The day before, the court held a hearing in the village school.", "en", "2024-03-12"),
        ("Бейшемби күнү мектепте жыйын өттү.", "ky", "2024-03-07"),
        ("Дүйшөмбү күндөрү мектепте жыйын өтчү.", "ky", ""),
        ("Сәрсенбі күні мектепте жиын өтті.", "kk", "2024-03-13"),
        ("Yakshanba kuni maktabda yigʻilish boʻlib oʻtdi.", "uz", "2024-03-10"),
        ("Ўтган сешанбада мактабда йиғилиш бўлиб ўтди.", "uz-Cyrl", "2024-03-12"),
        ("Сейсенбіде емес, дүйсенбі күні жиын өтті.", "kk", "2024-03-11"),
        ("Якшанба куни мактабда йиғилиш бўлиб ўтди.", "uz-Cyrl", "2024-03-10"),
        ("Эртең мектепте окуу башталат.", "ky", "2024-03-14"),
        ("A three-day course on school budgets ended yesterday.", "en", "2024-03-10/2024-03-12"),
        ("Угуулар мектептерде 18-февралда башталып, 3-мартта аяктады.", "ky", "2024-02-18/2024-03-03"),
        (
            "Soʻrovnoma maktablarda 1 martda boshlangan, 20 martgacha davom etadi.",
            "uz",
            "2024-03-01/2024-03-20",
        ),
        ("Биринчи окуу 1–2-мартта, экинчиси 5–6-мартта болду.", "ky", "2024-03-01/2024-03-06"),
        ("Көрме мектепте 10 наурыз бен 30 наурыз аралығында өтеді.", "kk", "2024-03-10/2024-03-30"),
        ("Мектепте жыйын өттү. Муну бүгүн мэриянын басма сөз кызматы кабарлады.", "ky", ""),
        ("Агентлик март ойида мактаблар харидини текширди.", "uz-Cyrl", "2024-03"),
        (
            "БИШКЕК, 11 марта, «Новости». Слушания о ремонте прошли в районной школе 9 марта, их вёл мэр.",
            "ru",
            "2024-03-09",
        ),
        (
            "Сот мектептин ишин карады.\nАл 1-мартта кармалган болчу.\nСот 12-мартта чечим чыгарды.",
            "ky",
            "2024-03-12",
        ),
        (
            "Танлов якунланди.\nАризалар 1 мартдан 8 мартгача қабул қилинган, танлов 12 март куни якунланди.",
            "uz-Cyrl",
            "2024-03-12",
        ),
        ("Двухдневный семинар о школах начнётся завтра.", "ru", "2024-03-14/2024-03-15"),
        ("Мектепте осы айдың 11-12-сі күндері жиын өтті.", "kk", "2024-03-11/2024-03-12"),
        ("На 2 марта в районе, по словам мэра, открыты три школы.", "ru", ""),
        (
            "Первого, 2 марта, задержали в школе. Второго взяли с поличным 6 марта в другой школе.",
            "ru",
            "2024-03-02/2024-03-06",
        ),
        ("A course on school budgets ended today. It began on 4 March.", "en", "2024-03-04/2024-03-13"),
        ("Seminar maktabda shu yilning 20-22 mart kunlari bo‘lib o‘tadi.", "uz", "2024-03-20/2024-03-22"),
        ("Иш мектепте 1-мартта катталган. Эки киши 3-мартта кармалды.", "ky", "2024-03-03"),
        ("Кеңештин бүгүнкү пленардык жыйынында мектептер жөнүндө мыйзам каралды.", "ky", "2024-03-13"),
        ("7 наурыздағы жиынды мектепте аудан прокуратурасы өткізді.", "kk", "2024-03-07"),
        ("Бугун мактабда 9-март Халқаро китоб куни олдидан семинар ўтказилди.", "uz-Cyrl", "2024-03-13"),
        ("The court said on Tuesday it had met. It met the day before and for long.", "en", "2024-03-12"),
        ("Today the school had its first day of law.", "en", "2024-03-13"),
        ("It came after the meeting held on 1 March. On 12 March heads of schools met.", "en", "2024-03-12"),
        ("The head of state spoke of schools in his report of 1 March.", "en", ""),
    ],
)
def test_a_day_may_be_named_by_its_distance(words: str, language: str, found: str):
    read = page(f"13.03.2024\nA headline of some words\n{words}", language)
    guess = events.happened(read, publication.published(read))
    assert (guess.value if guess else "") == found


def test_a_dateline_says_when_it_was_published():
    read = page(
        "Report on schools is out\nTASHKENT, 17 May 2024 – The report was presented on 15 May 2024.", "en"
    )
    published = publication.published(read)
    happened = events.happened(read, published)
    assert (published and published.value, happened and happened.value) == ("2024-05-17", "2024-05-15")


def test_days_from_one_to_another_are_the_event_s():
    read = page(
        "26 December 2022\nSeminars on schools are over\n14 - 20 December 2022, Bishkek, Kyrgyzstan\n"
        "Two seminars on schools took place in the capital this month, with 40 teachers of the country.",
        "en",
    )
    published = publication.published(read)
    happened = events.happened(read, published)
    assert (published and published.value, happened and happened.value) == (
        "2022-12-26",
        "2022-12-14/2022-12-20",
    )

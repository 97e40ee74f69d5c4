"""Page furniture goes, sentences stay; personal data is masked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq.importer import furniture, masking

STORY = (
    "Райондо жыйын өттү\n"
    "Шаршемби күнү райондо айыл башчыларынын жыйыны өттү, анда жолдорду оңдоо маселеси каралды.\n"
    "Жыйынга жүздөн ашуун тургун катышып, өз сунуштарын айтты."
)


def reasons(text: str) -> dict[str, str]:
    return {line.text: line.dropped for line in furniture.judge(text) if line.dropped}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Кароолор: (67)", "counter"),
        ("1 537", "counter"),
        ("Просмотров: 12", "counter"),
        ("12.03.2024, 15:40", "date"),
        ("Жарияланған күні: 14.05.2024", "date"),
        ("Сана: 2022-10-14 | Кўрилган: 231 марта", "date"),
        ("Posted on July 2, 2025 by admin", "date"),
        ("ПнВтСрЧтПтСбВс", "calendar"),
        ("Кырг | Рус | Eng", "languages"),
        ("Oʻz Ўз Ру En", "languages"),
        ("Башкы бет / Жаңылыктар / Аймактар", "navigation"),
        ("Тел: +998-71) 200-00-00", "contact"),
        ("Иш вақти: 09:00 - 18:00", "contact"),
        ("Улашиш: Telegram Facebook", "share"),
        ("#адалдық #қызмет", "tags"),
        ("© 2024 Все права защищены", "copyright"),
        ("www.example.uz", "address"),
        ("ХОРОГ, 13 сен — Азия-Сводка.", "date"),
        ("Нұрболат ЕРАЛЫ.", "byline"),
        ("24.kg news agency, by A. K.", "byline"),
        ("Тілші: Г. С., оператор: Е. Қ.", "byline"),
        ("Происшествия   USD 87.45 EUR 100.93 RUB 1.10", "counter"),
        ("Бишкек — 24.kg, А. К.", "date"),
        ("Tashkent, Uzbekistan (UzDaily.com) —", "date"),
        ("Окшош материалдар: Жолду ким текшерет?", "related"),
        ("Ўқиш тавсия этилади: Академияда курс якунланди", "related"),
        ("читать 1 мин.", "reading time"),
        ("📷 6 та сурат", "photo"),
        ("161200, Түркістан қ., Б. Саттарханов даңғылы, 29", "contact"),
        ("Көчүрүп басууда гипершилтеме коюу зарыл.", "copyright"),
        ("Манба: Наманган вилояти прокуратураси", "source"),
    ],
)
def test_furniture_goes_wherever_it_stands(line: str, reason: str):
    first, *rest = STORY.split("\n")
    for text in (f"{line}\n{STORY}", "\n".join([first, line, *rest]), f"{STORY}\n{line}"):
        assert reasons(text) == {line: reason}


@pytest.mark.parametrize(
    "stamp",
    [
        "21/07/22 10:18, Bishkek - 24 Hours, by Aida S.",
        "18:22, 18 December 2024, Bishkek - 24.kg news agency, by Aida S.",
        "By Dana A. on 3 May 2024",
        "Чоп этилган: 13 декабрь 2022 йил. Ўқилди: 187",
    ],
)
def test_what_says_when_and_by_whom_goes_above_the_story(stamp: str):
    assert set(reasons(f"{stamp}\n{STORY}")) == {stamp}


def test_a_heading_of_other_news_may_say_whose_they_are():
    assert set(reasons(f"{STORY}\nHokimlikning boshqa yangiliklari:\nMahallada bogʻ barpo etildi")) == {
        "Hokimlikning boshqa yangiliklari:",
        "Mahallada bogʻ barpo etildi",
    }


def test_a_calendar_goes_as_a_whole():
    calendar = "«    Апрель 2024    »\nПнВтСрЧтПтСбВс\n1234567\n891011121314\n2930"
    assert list(reasons(f"{STORY}\n{calendar}")) == calendar.split("\n")


def test_a_doubled_headline_stays_once_and_a_teaser_where_the_body_has_it():
    title, first, last = STORY.split("\n")
    lines = furniture.judge(f"{title}\n{last}\n{title}\n{first}\n{last}")
    assert [line.text for line in lines if not line.dropped] == [title, first, last]


def test_news_below_the_heading_of_related_news_goes():
    assert list(reasons(f"{STORY}\nОкшош жаңылыктар\nБашка айылда көпүрө курулду\n01.02.2024")) == [
        "Окшош жаңылыктар",
        "Башка айылда көпүрө курулду",
        "01.02.2024",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Телефон байланышы жок айылдарга жаңы мунара орнотулат деп айтылды.",
        "Главная задача комиссии — вернуть деньги в бюджет до конца года.",
        "Контакты с подрядчиком прокуратура назвала конфликтом интересов.",
        "Сунуштар жөнөтүлдү.",
        "Тыңдаушылар шағым үлгілерін алды.",
        "Поиск виновных продолжается, сообщил на собрании глава района.",
        "Адреса домов опубликуют на сайте мэрии в понедельник утром.",
        "- Бул биздин милдет, - деди ал.",
        "Views of residents were collected in three villages last week.",
    ],
)
def test_sentences_that_begin_like_furniture_stay(sentence: str):
    assert reasons(f"{STORY}\n{sentence}\nЖыйын кечинде аяктап, чечим кабыл алынды.") == {}


@given(st.text(max_size=400))
def test_lines_are_spans_of_the_text(text: str):
    for line in furniture.judge(text):
        assert text[line.start : line.end] == line.text


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("тел.: (0770) 771-000, (0555) 313-000", ["phone", "phone"]),
        ("+996 (3222) 5-55-23", ["phone"]),
        ("8 (7212) 42-15-00 же 8-701-222-33-00", ["phone", "phone"]),
        ("8 (72836) 2-15-00", ["phone"]),
        ("+998-91) 190-00-00", ["phone"]),
        ("рақами 90 123 45 67", ["phone"]),
        ("Ишонч рақами: 123-45-67, (7252) 123-45-67, 8 (3422) 6-12-34", ["phone", "phone", "phone"]),
        ("info@example.kg жана a.b@mail.example.uz", ["email", "email"]),
        ("ПИН 21503198700123", ["id"]),
        ("ЖШШИР 31203851230045", ["id"]),
        ("ЖСН 900101300123", ["id"]),
        ("карта 4169 5853 0000 0000", ["card"]),
        ("2024-жылдын 14-15-майында № 180 Жарлык, 120 000 000 сом", []),
        ("2021–2024, 10.12.2025, ПФ-6257, 1424", []),
        ("1 204 500 000 тенге", []),
        ("891011121314", []),
    ],
)
def test_personal_data(text: str, kinds: list[str]):
    assert [mask.kind for mask in masking.find(text)] == kinds


@given(st.text(max_size=200))
def test_nothing_is_left_to_mask(text: str):
    once = masking.masked(text, "ky")
    assert all(mask.kind == "id" or once[mask.start : mask.end] in text for mask in masking.find(once))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("18:54, 26 November 2025, Bishkek - 24.kg, Anna B.", "date"),
        ("114 539   3 daqiqa oʻqiladi", "reading time"),
        ("УКМКнын басма сөз борбору тараткан сүрөт", "photo"),
        ("На фото: участники олимпиады в актовом зале", "photo"),
        ("Урматтуу жарандар!", ""),
    ],
)
def test_what_stands_around_the_headline(line: str, reason: str):
    text = f"Мектепте чоң жыйын өттү\n{line}\nМектепте чоң жыйын өттү, ага көп адам катышты жана сөз сүйлөдү."
    assert furniture.judge(text)[1].dropped == reason

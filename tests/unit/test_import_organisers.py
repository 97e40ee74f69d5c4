"""Who held it: bodies named by their kind, courts, lines that only a page's width broke."""

from __future__ import annotations

from pathlib import Path

import pytest

from achyq.importer import draft, organisers, reading, terms
from achyq.importer.guess import Hints, Line, Page
from achyq.importer.raw import Extract

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def knowledge() -> reading.Knowledge:
    return reading.prepare(terms.load(ROOT))


@pytest.mark.parametrize(
    ("language", "text", "organiser"),
    [
        ("uz-Cyrl", "Андижон вилояти ҳокимлигида йиғилиш бўлди. Уни вилоят ҳокимлиги ташкил этди.",
         "Андижон вилояти ҳокимлиги"),
        ("kk", "Жиынды аудандық мәслихат өткізді. Абай ауданының мәслихаты жобаларды жариялайды.",
         "Абай ауданының мәслихаты"),
        ("en", "Osh State University met its guests. The debate was hosted by the university.",
         "Osh State University"),
    ],
)  # fmt: skip
def test_a_body_named_by_its_kind_is_the_one_named_in_full(
    knowledge: reading.Knowledge, language: str, text: str, organiser: str
):
    page = Page(text, (Line(0, len(text), text),), None, language, Hints())
    found = organisers.find(page, knowledge.directory, "", ())
    assert [guess.text for guess in found] == [organiser]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("uz-Cyrl", "Аудит палатаси раисининг ўринбосари Анвар Собиров 3 май куни судьялар билан учрашди.",
         ["Аудит палатаси"]),
        ("kk", "«Жас Қыран» партиясы мүшелерінің ұйытқы болуымен кездесу өтті.", ["«Жас Қыран» партиясы"]),
        ("ky", "Семинар Талас райондук китепканасынын жыйындар залында өттү. Ага үч окутуучу катышты.",
         ["Талас райондук китепканасы"]),
        ("ru", "Сотрудники мэрии Таласа задержаны за взятку. Дело ведёт прокуратура Таласской области.",
         ["прокуратура Таласской области"]),
        ("en", "Staff of the Talas City Hospital were caught with a bribe, the State Security Service said.",
         ["State Security Service"]),
        ("kk", "Ойынды Алаш университеті, жастар саясаты басқармасы бірлесіп ұйымдастырды.",
         ["Алаш университеті", "жастар саясаты басқармасы"]),
        ("uz-Cyrl", "Талас китоб агентлиги (JICA) билан музокара ўтказилди. JICA лойиҳани бошлади.",
         ["Талас китоб агентлиги"]),
        ("ky", "Көргөзмөнү Китеп палатасы өткөрдү. Кыргыз Республикасынын Китеп палатасы ага даярданган.",
         ["Кыргыз Республикасынын Китеп палатасы"]),
        ("ru", "Курс провёл Клуб юристов. Встречу поддержал Фонд чтения.", ["Клуб юристов", "Фонд чтения"]),
        ("uz",
         "Talas universitetining majlislar zalida boʻlib oʻtdi. Adliya vazirligi masʼul xodimlari keldi.",
         ["Talas universiteti"]),
        ("ky", "Жыйынды райондук прокуратура айыл өкмөтү менен бирге өткөрдү.", ["райондук прокуратура"]),
    ],
)  # fmt: skip
def test_who_held_it(knowledge: reading.Knowledge, language: str, text: str, names: list[str]):
    page = Page(text, (Line(0, len(text), text),), None, language, Hints())
    found = organisers.find(page, knowledge.directory, "", ())
    assert [guess.text for guess in found] == names


def test_the_court_that_decided_is_told_from_the_one_to_appeal_to(knowledge: reading.Knowledge):
    text = "Талас шаардык соту өкүм чыгарды. Ага Талас облустук сотуна даттанууга болот."
    page = Page(text, (Line(0, len(text), text),), None, "ky", Hints())
    found = organisers.find(page, knowledge.directory, "KG", ())
    assert [guess.text for guess in found] == ["Талас шаардык соту"]


def test_lines_broken_by_the_width_of_a_page_are_one_paragraph(knowledge: reading.Knowledge):
    text = (
        "Сельские депутаты и прокуроры\n"
        "В пятницу в селе Кызыл-Суу Джети-Огузского района прошёл\n"
        "семинар для депутатов айылных кенешей. Его организовали\n"
        "Джети-Огузская районная прокуратура и Институт политики\n"
        "развития."
    )
    read = reading.read(Extract(text, {}, Hints()), knowledge)
    assert read.title is not None
    assert read.title.value == "Сельские депутаты и прокуроры"
    assert [guess.text for guess in read.organiser] == [
        "Джети-Огузская районная прокуратура",
        "Институт политики\nразвития",
    ]
    assert "района прошёл семинар для" in draft.make(read).text

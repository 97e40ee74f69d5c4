"""Names of bodies as texts have them: shortened, misspelt, by initials, with a branch, in a list."""

from __future__ import annotations

from pathlib import Path

import pytest

from achyq.importer import organisers, reading, resemblance, terms
from achyq.importer.guess import Hints, Line, Page

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def knowledge() -> reading.Knowledge:
    return reading.prepare(terms.load(ROOT))


@pytest.mark.parametrize(
    ("country", "name", "body"),
    [
        ("UZ", "Коррупсияга қарши кураш агентлиги", "uz-anti-corruption-agency"),
        ("TJ", "Агентства по борьбе с коррупцией", "tj-agency-financial-control-anticorruption"),
        ("KG", "Президентке караштуу Антикорупциялык ишкердик кеңеши", "kg-anticorruption-business-council"),
        ("TJ", "Tajik Anti-Corruption Agency", "tj-agency-financial-control-anticorruption"),
        ("KZ", "Агентства по борьбе с коррупцией", "kz-anti-corruption-agency"),
        ("KG", "Мамлекеттик академия", ""),  # of which it may have several
        ("KZ", "Anti-Corruption Service", ""),  # another kind of body than the agency
        ("UZ", "Тошкент шаҳар прокуратураси", ""),  # of a city, not of the country
        ("KG", "Министерство экономики и финансов", ""),  # something is said besides
        ("", "Агентства по борьбе с коррупцией", ""),
    ],
)
def test_a_shortened_or_misspelt_name(knowledge: reading.Knowledge, country: str, name: str, body: str):
    found = resemblance.Resemblance(
        knowledge.terms["organisers"], lambda term: terms.country_of(term, knowledge.terms)
    )
    assert found.id_of(name, country) == body


@pytest.mark.parametrize(
    ("language", "country", "text", "names"),
    [
        ("ky", "KG", "ИИМ пара алган кызматкерди кармаганын билдирди.", ["kg-ministry-of-internal-affairs"]),
        ("ru", "UZ", "Сотрудники МВД задержали инспектора при получении взятки.",
         ["uz-ministry-of-internal-affairs"]),
        ("ru", "KZ", "На встрече выступил эксперт агентства РК по противодействию коррупции, он провёл урок.",
         ["kz-anti-corruption-agency"]),
        ("kk", "KZ",
         "Жиынды Сыбайлас жемқорлыққа қарсы іс-қимыл агенттігінің Абай облысы бойынша департаменті өткізді.",
         ["Сыбайлас жемқорлыққа қарсы іс-қимыл агенттігінің Абай облысы бойынша департаменті"]),
        ("uz-Cyrl", "UZ", "Тадбирни Адолат маркази Бухоро вилояти филиали ўтказди.",
         ["Адолат маркази Бухоро вилояти филиали"]),
        ("ru", "KG", "УП ГКНБ по Таласской области провело круглый стол.", ["УП ГКНБ по Таласской области"]),
        ("ky", "KG", "Тренингди Швейцария өкмөтү каржылады.", ["government-of-switzerland"]),
        ("uz-Cyrl", "UZ",
         "Ихтисослаштирилган болалар маркази семинар ўтказди.", ["Ихтисослаштирилган болалар маркази"]),
        ("ky", "KG", "Отурумду Мыйзамдуулук, укук тартиби жана кылмыштуулук менен күрөшүү комитети өткөрдү.",
         ["Мыйзамдуулук, укук тартиби жана кылмыштуулук менен күрөшүү комитети"]),
        ("kk", "KZ", "Жезқазған қалалық соты Ұлытау облысының мәдениет басқармасының басшысына үкім шығарды.",
         ["Жезқазған қалалық соты"]),
        ("ky", "KG", "Нарын облусундагы Кочкор районунун прокуратурасы семинар өткөрдү.",
         ["Кочкор районунун прокуратурасы"]),
        ("kk", "KZ", "Жиынды Абай облысы бойынша қылмысқа және жемқорлыққа қарсы күрес департаменті өткізді.",
         ["Абай облысы бойынша қылмысқа және жемқорлыққа қарсы күрес департаменті"]),
        ("en", "UZ", "The training was held by the Ministry of Health, Youth and Sport of Uzbekistan.",
         ["Ministry of Health, Youth and Sport"]),
        ("en", "KG", "The prosecutor's office of Kara-Kul and Kara-Kul city hall held a meeting.",
         ["prosecutor's office of Kara-Kul", "Kara-Kul city hall"]),
        ("en", "TJ", "The Khatlon anticorruption directorate held a briefing.",
         ["Khatlon anticorruption directorate"]),
        ("en", "KZ", "The forum was held by the Talas Regional Chamber of Books and Transparency Kazakhstan.",
         ["Talas Regional Chamber of Books", "transparency-kazakhstan"]),
        ("en", "KG", "The Youth Commission of the OSCE held a forum.", ["Youth Commission of the OSCE"]),
        ("en", "KG", "The Interior Ministry held a briefing.", ["kg-ministry-of-internal-affairs"]),
        ("ru", "KG", "Минюст провёл круглый стол.", ["kg-ministry-of-justice"]),
        ("ru", "KG", "Совет Счетной палаты Кыргызской Республики провёл заседание.", ["kg-accounts-chamber"]),
        ("uz", "UZ", "Kecha “Adolat” SDP Denov tuman Kengashi tadbir oʻtkazdi.",
         ["“Adolat” SDP Denov tuman Kengashi"]),
        ("uz", "UZ", "Moliya vazirligi Davlat nazorati departamenti tekshiruv oʻtkazdi.",
         ["Moliya vazirligi Davlat nazorati departamenti"]),
        ("ky", "KG", "Семинарды «Айгине» маданий изилдөө борбору өткөрдү.",
         ["«Айгине» маданий изилдөө борбору"]),
        ("ky", "KG", "«Талас эли» коомдук фонду окуу өткөрдү.", ["«Талас эли» коомдук фонду"]),
        ("ky", "KG", "Окуу Талас шаардык китепканасы менен чогуу өткөрүлдү.", ["Талас шаардык китепканасы"]),
        ("ky", "KG", "Семинарды «Талас» борбору (МИБ) өткөрдү.", ["«Талас» борбору"]),
        ("uz", "UZ", "Davlat statistika qoʻmitasi soʻrov oʻtkazdi. Statistika qoʻmitasi uni yakunladi.",
         ["uz-statistics-committee"]),
        ("kk", "KZ",
         ("Жиынды Сыбайлас жемқорлыққа қарсы іс-қимыл агенттігінің Абай облысы бойынша департаменті өткізді. "
          "Антикор оны ұйымдастырды."),
         ["Сыбайлас жемқорлыққа қарсы іс-қимыл агенттігінің Абай облысы бойынша департаменті"]),
        ("uz-Cyrl", "UZ", "Тадбирни Андижон вилояти ҳокимлиги ва прокуратураси ташкил этди.",
         ["Андижон вилояти ҳокимлиги", "Андижон вилояти прокуратураси"]),
        ("uz-Cyrl", "UZ", "Олий Мажлис Сенатининг Суд ва адолат масалалари қўмитаси йиғилиш ўтказди.",
         ["Олий Мажлис Сенатининг Суд ва адолат масалалари қўмитаси"]),
        ("ru", "KG", "Комитет по правопорядку, борьбе с преступностью и защите прав провёл заседание.",
         ["Комитет по правопорядку, борьбе с преступностью и защите прав"]),
        ("ru", "KZ", "Встречу провела школа-лицей № 5 города Талдыкоргана.",
         ["школа-лицей № 5 города Талдыкоргана"]),
        ("ru", "TJ", "Российско-Таджикский (Славянский) университет провёл круглый стол.",
         ["Российско-Таджикский (Славянский) университет"]),
        ("ru", "KZ", "Турнир проводит Управление молодёжи г. Астаны.", ["Управление молодёжи г. Астаны"]),
        ("ru", "KZ", "Слёт провели Департамент культуры по Абайской области и единая организация «Жас Ұлан».",
         ["Департамент культуры по Абайской области", "единая организация «Жас Ұлан»"]),
        ("ru", "KZ", "Приём провела Антикоррупционная служба Карагандинской области.",
         ["Антикоррупционная служба Карагандинской области"]),
        ("kk", "KZ", "Жиынды ҰҚК 5-департаменті өткізді.", ["ҰҚК 5-департаменті"]),
        ("en", "UZ", "The Termez branch of Tashkent Medical University hosted an open day.",
         ["Termez branch of Tashkent Medical University"]),
        ("en", "KZ", "The quest was held by the project office “Honest Generation”.",
         ["project office “Honest Generation”"]),
        ("uz-Cyrl", "UZ", "Уни Андижон вилояти ҳокимлиги, вилоят прокуратураси ўтказди.",
         ["Андижон вилояти ҳокимлиги", "Андижон вилояти прокуратураси"]),
        ("ky", "KG", "Индексти Transparency International кыймылы ачты.", ["transparency-international"]),
        ("ru", "UZ", "Сбор провели в центральном аппарате Министерства юстиции Республики Узбекистан.",
         ["uz-ministry-of-justice"]),
        ("en", "KG", "They came to Talas Book University. TBU organized it.", ["Talas Book University"]),
        ("en", "KG", "The forum was held at Talas University named after A. Aliev.",
         ["Talas University named after A. Aliev"]),
    ],
)  # fmt: skip
def test_a_name_as_the_text_has_it(
    knowledge: reading.Knowledge, language: str, country: str, text: str, names: list[str]
):
    assert _held_by(knowledge, language, country, text) == names


@pytest.mark.parametrize(
    ("language", "country", "text", "names"),
    [
        ("uz-Cyrl", "UZ", "Адолат маркази ва Талас фонди ҳамкорлигида танлов бўлди.",
         ["Адолат маркази", "Талас фонди"]),
        ("en", "KG", "Talas Youth Fund partnered with the Osh Library Union on the contest.",
         ["Talas Youth Fund", "Osh Library Union"]),
        ("en", "KG", "A three-day mission by the Talas Youth Fund ended today.", ["Talas Youth Fund"]),
        ("ru", "UZ", "Фонд чтения и Союз книгоиздателей заключили соглашение.",
         ["Фонд чтения", "Союз книгоиздателей"]),
        ("ru", "KG",
         "Задержан глава управления полиции района Манас. Операцию провели сотрудники Службы безопасности.",
         ["Службы безопасности"]),
        ("ky", "KG", "Унаа кымбат алынган. Бул тууралуу Унааларды сактоо кызматынан билдиришти.",
         ["Унааларды сактоо кызматы"]),
        ("kk", "KZ", "Абай облыстық соты істі апелляциялық тәртіппен қарап, үкімді сол күйінде қалдырды.",
         ["Абай облыстық соты"]),
        ("ky", "KG", "Мындай жыйынтыкка Талас шаардык соту келди.", ["Талас шаардык соту"]),
        ("uz", "UZ", "Kogon tuman hokimligining majlislar zalida seminar bo‘lib o‘tdi.",
         ["Kogon tuman hokimligi"]),
        ("ky", "KG", "Жыйынды Талас облустук башкармалыгынын башчысы алып барды.",
         ["Талас облустук башкармалыгы"]),
        ("ru", "UZ", "СГБ провела рейд с Департаментом по борьбе с хищениями при Генеральной прокуратуре.",
         ["uz-state-security-service", "Департаментом по борьбе с хищениями при Генеральной прокуратуре"]),
        ("uz", "UZ", "DXX tadbir oʻtkazdi. Davlat xavfsizlik xizmati uni yakunladi.",
         ["uz-state-security-service"]),
        ("en", "KZ", "The regional anti-corruption commission of Pavlodar region held its session.",
         ["regional anti-corruption commission of Pavlodar region"]),
        ("uz-Cyrl", "UZ", "Олий Мажлис Сенати ўрганиш ўтказди.", ["uz-senate"]),
        ("kk", "KZ", "Жоғары аудиторлық палата мектеп ақшасын тексерді.", ["kz-supreme-audit-chamber"]),
        ("kk", "KZ",
         "Жезқазған қалалық соты басшыны кінәлі деп таныды. Бұл жайында Антикор таратқан мәліметке сүйендік.",
         ["Жезқазған қалалық соты"]),
        ("ky", "KG", "Кочкор райондук соту мурдагы башчыны күнөөлүү деп тапты.", ["Кочкор райондук соту"]),
        ("en", "KG", "The training, run by the Talas Book Fund, brought together people from the Osh Union.",
         ["Talas Book Fund"]),
        ("kk", "KZ", "Талас колледжі студенттер мен оқушыларды жинап, кездесу өткізді.", ["Талас колледжі"]),
        ("uz-Cyrl", "UZ", "Академия семинар ўтказди. Меҳмонлар – Бош прокуратура бўлим бошлиғи.", []),
        ("uz", "UZ", "Talas universitetida “Halollik” markazi ochildi. Uni Talas universiteti ochdi.",
         ["Talas universiteti"]),
        ("ru", "TJ", "Представители Фонда чтения и Союза книгоиздателей обсудили план.",
         ["Фонда чтения", "Союза книгоиздателей"]),
        ("ru", "KG", "Комитет по здоровью заслушал отчёт Министерства здравоохранения.",
         ["Комитет по здоровью"]),
        ("en", "UZ", "The verdict was by the Zaamin District Court, the Supreme Court's press service said.",
         ["Zaamin District Court"]),
        ("uz-Cyrl", "UZ", "Талас вилояти кенгашининг сайёр мажлиси бўлди.", ["Талас вилояти кенгаши"]),
        ("uz", "UZ", "Talas markazi tanlov oʻtkazdi. Oliy Majlis palatalariga hisobot beriladi.",
         ["Talas markazi"]),
    ],
)  # fmt: skip
def test_what_says_that_a_body_held_it(
    knowledge: reading.Knowledge, language: str, country: str, text: str, names: list[str]
):
    assert _held_by(knowledge, language, country, text) == names


def _held_by(knowledge: reading.Knowledge, language: str, country: str, text: str) -> list[str]:
    page = Page(text, (Line(0, len(text), text),), None, language, Hints())
    return [guess.value or guess.text for guess in organisers.find(page, knowledge.directory, country, ())]

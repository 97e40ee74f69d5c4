"""Regions in running text: stems and endings, lists, levels, reforms."""

from __future__ import annotations

from pathlib import Path

import pytest

from achyq.importer import morphology, reading, terms
from achyq.importer.guess import Hints
from achyq.importer.places import Atlas
from achyq.importer.raw import Extract

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def knowledge() -> reading.Knowledge:
    return reading.prepare(terms.load(ROOT))


@pytest.fixture(scope="module")
def atlas(knowledge: reading.Knowledge) -> Atlas:
    return knowledge.atlas


@pytest.mark.parametrize(
    ("name", "grammar", "forms"),
    [
        ("облусу", "turkic", "облусу облусунда облустарында облусунун облусуна облусундагы облустук"),
        ("облысы", "turkic", "облысы облысында облыстарының облысынан облыстық"),
        ("вилояти", "turkic", "вилояти вилоятида вилоятларида вилоятининг вилоятидаги"),
        ("агенттиги", "turkic", "агенттик агенттигинин агенттигине"),
        ("viloyati", "latin", "viloyati viloyatida viloyatlarida viloyatining viloyatidagi"),
        ("область", "russian", "область области областью областях"),
        ("Нарынская", "russian", "нарынская нарынской нарынскую"),
    ],
)
def test_forms_of_a_word(name: str, grammar: str, forms: str):
    stems = morphology.stems(name, grammar)
    assert [form for form in forms.split() if not any(morphology.is_form(form, stem) for stem in stems)] == []


@pytest.mark.parametrize(("word", "name"), [("башка", "башкы"), ("ошол", "Ош"), ("нарында", "нарынская")])
def test_other_words_are_no_forms(word: str, name: str):
    grammar = "russian" if name.endswith("ая") else "turkic"
    assert not any(morphology.is_form(word, stem) for stem in morphology.stems(name, grammar))


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Талас, Нарын жана Баткен облустарында", ["KG-T", "KG-N", "KG-B"]),
        ("Ош (Ош шаарынын мэриясын кошо) жана Чүй облустарында", ["KG-O", "KG-GO", "KG-C"]),
        ("Ош шаарында", ["KG-GO"]),
        ("Ошто", ["KG-GO"]),
        ("Ош мамлекеттик университети", ["KG-GO"]),
        ("в городе Ош", ["KG-GO"]),
        ("в г. Оше", ["KG-GO"]),
        ("в Ошской области", ["KG-O"]),
        ("в Бухарской и Навоийской областях", ["UZ-BU", "UZ-NW"]),
        ("в области Абай", ["KZ-10"]),
        ("Түркістан облысы бойынша", ["KZ-61"]),
        ("Шымкент қаласының", ["KZ-79"]),
        ("Андижон, Наманган ва Фарғона вилоятларида", ["UZ-AN", "UZ-NG", "UZ-FA"]),
        ("Toshkent viloyatida", ["UZ-TO"]),
        ("Toshkent shahrida", ["UZ-TK"]),
        ("Farg‘ona viloyatining", ["UZ-FA"]),
        ("Osh and Jalal-Abad regions", ["KG-O", "KG-J"]),
        ("the city of Osh", ["KG-GO"]),
        ("Ton District", ["KG-Y-TON"]),
        ("ошол жерде, башка облуста", []),
        ("в октябре", []),
    ],
)
def test_mentions(atlas: Atlas, text: str, ids: list[str]):
    assert [mention.ids[0] for mention in atlas.mentions(text)] == ids


def regions(knowledge: reading.Knowledge, text: str) -> tuple[list[str], list[str]]:
    read = reading.read(Extract(text, {}, Hints()), knowledge)
    return [guess.value for guess in read.region], [guess.value for guess in read.planned]


def test_held_is_told_from_planned(knowledge: reading.Knowledge):
    text = (
        "Окуулар башталды\n2023-жылдын 3-майында Талас облусунда окуу өттү, ага элүү адам катышты.\n"
        "Жакында ушундай окууларды Нарын облусунда өткөрүү пландалууда."
    )
    assert regions(knowledge, text) == (["KG-T"], ["KG-N"])


def test_an_event_that_is_only_planned_has_its_regions(knowledge: reading.Knowledge):
    text = "Чакыруу\n2023-жылдын 3-майында Талас облусунда окуу өтөт, катышуу акысыз болот."
    assert regions(knowledge, text) == (["KG-T"], [])


def test_a_district_stands_for_what_is_above_it(knowledge: reading.Knowledge):
    text = (
        "В районе открыли приёмную\n"
        "3 мая 2023 года в Сокулукском районе Чуйской области открыли приёмную для жалоб."
    )
    assert regions(knowledge, text)[0] == ["KG-C-SOK"]


def test_an_old_name_after_the_reform_means_the_successor(knowledge: reading.Knowledge):
    text = "Слушания прошли\n3 мая {} года в Южно-Казахстанской области прошли слушания о дорогах."
    assert regions(knowledge, text.format(2016))[0] == ["KZ-YUZ"]
    assert regions(knowledge, text.format(2020))[0] == ["KZ-61"]


@pytest.mark.parametrize(
    "text",
    [
        "Traders meet\nOn 3 May 2023 the OSCE Programme Office in Bishkek held a training in Batken region.",
        "Traders meet\nOn 3 May 2023 the Embassy of Switzerland in Bishkek held a training in Batken region.",
        "Окуу\n2023-жылдын 3-майында Баткен облусунда ЕККУнун Бишкектеги офиси окуу өткөрдү.",
        "Обучение\n3 мая 2023 года офис ОБСЕ в Бишкеке провёл обучение в Баткенской области.",
    ],
)
def test_the_seat_of_a_body_is_no_venue(knowledge: reading.Knowledge, text: str):
    assert regions(knowledge, text)[0] == ["KG-B"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Figures are out\nThe court of Kyrgyzstan told figures.\nIn all:\nTalas region – 12\nOsh region – 9",
         ["KG"]),
        ("Сот өттү\nБИШКЕК, 14-мар. — Sputnik. Кыргызстандын Жогорку соту ишти карады.", ["KG"]),
        ("Жыйын болду\nКыргызстанда жыйынды Нарын Асанов Талас облусунда өткөрдү.", ["KG-T"]),
        ("Man held\nIn Kyrgyzstan a man was held at Manas International Airport, police said.", ["KG"]),
        ("Two trials\nIn Kazakhstan trials were held in the regions of Aktobe, Kostanay and Pavlodar.",
         ["KZ-15", "KZ-39", "KZ-55"]),
        ("Суд в Чуйской области вынес приговор\nСокулукский районный суд назначил штраф.", ["KG-C-SOK"]),
        ("Сот өттү\nАрал, Шиелі және Жалағаш аудандарының жастары 3 мамырда жиынға келді.",
         ["KZ-43-ARA", "KZ-43-SHI", "KZ-43-ZHL"]),
        ("Три дела\nСемь дел рассмотрел суд Таласской области.", ["KG-T"]),
        ("Бекетте\nАлай районунда жүк кармалды, аны Кара-Суу районундагы \"Каратай\" жайына алып барышкан.",
         ["KG-O-ALA", "KG-O-KSU"]),
        ("Cases\nIn Karakalpakstan, Uzbekistan, the deputy khokim of Takhiatash district was caught.",
         ["UZ-QR-TAX"]),
        ("Дома в Атбасаре\nСуд Акмолинской области рассмотрел дело.\nРаботы вёл отдел Атбасарского района.",
         ["KZ-11-ATB"]),
        ("Самарқандда туман мудири ушланди\nСамарқанд вилоятида мактаб мудири ушланди.", ["UZ-SA"]),
        ("Suhbat\nVazirlik Urganch garnizonidagi qismda suhbat oʻtkazdi, unga bir necha askar keldi.",
         ["UZ-XO-URC"]),
        ("В столице заработал совет\nСовет впервые собрался, его принимал городской хокимият.", ["UZ-TK"]),
        ("Spektakl\nAlisher Navoiy nomidagi Toshkent universitetida spektakl qoʻyildi.", ["UZ-TK"]),
        ("Agency signs\nThe agency of Uzbekistan signed a memorandum in Paris on 3 May.", []),
        ("Memorandum\nUzbekiston idoralari hujjatni Vilnyusga safari chogʻida imzoladi.", []),
        ("Слёт школьников\nВ павлодарском Дворце прошёл слёт школ Павлодарской области.", ["KZ-55-PVL"]),
        ("Приговор\nОшский городской суд Кыргызстана вынес приговор бывшему милиционеру.", ["KG-GO"]),
        ("Seminar\nIn Kazakhstan a seminar took place in Zhetysai for teachers of schools.", ["KZ-61-ZHE"]),
        ("Олимпиада\nВ Костанае прошла олимпиада. Её вёл акимат Костанайской области.", ["KZ-39-KOS"]),
        ("Сот үкімі\nҚызылорда облысында үкім оқылды.\nОны Шиелі аудандық соты шығарды.", ["KZ-43-SHI"]),
        ("Cases\nIn Kazakhstan men were caught in the capital and in a district.\nOne is Karasay district.",
         ["KZ-71", "KZ-19-KAR"]),
        ("Course\nA course went through every region of Uzbekistan, Karakalpakstan included.", ["UZ"]),
        ("Summer school\nIn Tajikistan a school was held in Yos by the OSCE Programme Office in Dushanbe.",
         ["TJ"]),
        ("Жиын\nАлматы облысындағы жағдай 2021 жылғы 3 мамырда Талдықорғанда өткен жиында айтылды.",
         ["KZ-33-TLD"]),
        ("Арест\nСуд в Худжанде рассмотрел в Таджикистане дело врача.", ["TJ-SU"]),
        ("Books\nThe Termez branch of Tashkent Medical University invited schools of Termez city.",
         ["UZ-SU-TEC"]),
        ("Ikki ish\nOʻzbekistonda.\nBirinchi holat Tomdi tumanida boʻldi.\nIkkinchi holat Nurota tumanida.",
         ["UZ-NW-TOM", "UZ-NW-NUR"]),
        ("Обед\nСлучай в школе Карагандинской области.\nБыл тендер.\nВсё.\nРешил Шетский районный суд.",
         ["KZ-35-SHE"]),
        ("Конкурс\nКонкурс устроили отдел культуры области Жетісу, ГУ «Отдел Ескельдинского района».",
         ["KZ-33-ESK"]),
        ("Project\nPlace: Khuroson, Khatlon region, Tajikistan\nAn awareness project was run for traders.",
         ["TJ-KT"]),
        ("Compliance\nOfficers met at the head office in Tashkent for a course on 3 May.", ["UZ-TK"]),
        ("Брифинг\nБұл туралы елордада өткен брифингте айтылды.\nҚызылорда алдыңғы орында – 29 дерек.",
         ["KZ-71"]),
    ],
)  # fmt: skip
def test_a_name_may_be_no_venue(knowledge: reading.Knowledge, text: str, ids: list[str]):
    assert regions(knowledge, text)[0] == ids


def test_an_office_may_be_where_it_was_held(knowledge: reading.Knowledge):
    text = "Hearing\nOn 3 May 2023 a hearing was held in Bishkek at the office of the fund."
    assert regions(knowledge, text)[0] == ["KG-GB"]


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("kk", "Абай облысының әдеп жөніндегі кеңесі жиын өткізді.",
         ["Абай облысының әдеп жөніндегі кеңесі"]),
        ("kk", "Абай облысының мемлекеттік сатып алу басқармасы, Абай педагогикалық университеті келді.",
         ["Абай облысының мемлекеттік сатып алу басқармасы", "Абай педагогикалық университеті"]),
        ("ky", "Талас облусунда Кара-Буура райондук ооруканасы жыйын өткөрдү.",
         ["Кара-Буура райондук ооруканасы"]),
        ("uz", "Chust tumanida Chust tumani xalq taʼlimi boʻlimi seminar oʻtkazdi.",
         ["Chust tumani xalq taʼlimi boʻlimi"]),
        ("uz", "Chust tumanidagi madaniyat markazida seminar oʻtkazildi.", []),
        ("ru", "Встречу провела комиссия по этике Баткенской области.",
         ["комиссия по этике Баткенской области"]),
        ("en", "Bukhara State University and the Court of Appeal held a debate.",
         ["Bukhara State University", "Court of Appeal"]),
        ("en", "The Chamber of Commerce and Industry held a debate.", ["Chamber of Commerce and Industry"]),
        ("uz-Cyrl", "Семинарни ЕХҲТнинг Тошкентдаги ваколатхонаси ўтказди.", ["ЕХҲТнинг"]),
        ("ky", "Кечээ Билим берүү жана илим министрлиги курс өткөрдү.",
         ["Билим берүү жана илим министрлиги"]),
        ("kk", "Оралда М. Өтемісов атындағы Батыс Қазақстан университеті және ЕҚЫҰ-ның Астанадағы кеңсесі.",
         ["М. Өтемісов атындағы Батыс Қазақстан университеті", "ЕҚЫҰ-ның"]),
        ("uz", "Uni Qoʻqon davlat pedagogika instituti tashkil etdi.",
         ["Qoʻqon davlat pedagogika instituti"]),
        ("uz-Cyrl", "Маҳалла ва оилани қўллаб-қувватлаш вазирлиги семинар ўтказди.",
         ["Маҳалла ва оилани қўллаб-қувватлаш вазирлиги"]),
        ("ky", "Маданият, маалымат жана жаштар саясаты министрлиги билдирди.",
         ["Маданият, маалымат жана жаштар саясаты министрлиги"]),
        ("ru", "Её провели Баишев Университет и ОФ «Честный город».",
         ["Баишев Университет", "ОФ «Честный город»"]),
        ("en", "On Thursday the Abai Region Akimat held a hearing.", ["Abai Region Akimat"]),
        ("uz-Cyrl", "“Ҳалоллик мактаби” номли курс бошланди.", []),
        ("kk", "Бөлім басшысы Айдос Серіков облыстық жер басқармасына келді.", ["облыстық жер басқармасына"]),
        ("kk", "Талғар ауданының басшысы Айдос Серіков агенттіктің баспасөз орталығында сөйледі.", []),
        ("uz", "Guliston davlat universiteti tarix fakulteti tanlov oʻtkazdi.",
         ["Guliston davlat universiteti tarix fakulteti"]),
        ("uz", "Viloyat soliq boshqarmalari va Adliya vazirligi tanlov oʻtkazdi.", ["Adliya vazirligi"]),
        ("ru", "Дело о должностных лицах Таласа вела прокуратура Таласской области.",
         ["прокуратура Таласской области"]),
        ("ru", "Директор узбекского Агентства статистики Алишер Каримов ответил.", ["Агентства статистики"]),
        ("en", "The game was run by the \"Honest Step\" Student Club.", ["\"Honest Step\" Student Club"]),
        ("en", "It came from the Academy of Arts under the President of the Kyrgyz Republic.",
         ["Academy of Arts under the President of the Kyrgyz Republic"]),
    ],
)  # fmt: skip
def test_names_of_bodies(knowledge: reading.Knowledge, language: str, text: str, names: list[str]):
    bodies = knowledge.directory.bodies(text, "", language)
    assert [text[body.start : body.end] for body in bodies] == names

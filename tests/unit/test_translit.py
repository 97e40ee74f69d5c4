"""Uzbek between its two scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from achyq.translit import _STEMS, html, to_cyrillic, to_latin

# Cyrillic=Latin, right in both directions.
WORDS = """
коррупцияга=korrupsiyaga Ўзбекистон=Oʻzbekiston ҳокимият=hokimiyat эълон=eʼlon маъно=maʼno
санъат=sanʼat Исҳоқ=Isʼhoq конституция=konstitutsiya акция=aksiya федерация=federatsiya цирк=sirk
объект=obyekt субъект=subyekt батальон=batalyon премьера=premyera компьютер=kompyuter
октябрь=oktabr сентябрь=sentabr декабрь=dekabr январдаги=yanvardagi октябрда=oktabrda июнь=iyun
район=rayon поезд=poyezd проект=proyekt аэропорт=aeroport йўл=yoʻl ёғ=yogʻ тайёр=tayyor йил=yil
қуёш=quyosh дарё=daryo дунё=dunyo чора-тадбирлар=chora-tadbirlar мўъжиза=moʻjiza шеър=sheʼr
социал=sotsial процент=protsent кетса=ketsa айтса=aytsa етсин=yetsin комиссия=komissiya
пенсия=pensiya версия=versiya конференция=konferensiya функция=funksiya бюджет=byudjet бюро=byuro
прокуратура=prokuratura Тошкент=Toshkent Қашқадарё=Qashqadaryo Фарғона=Fargʻona Жиззах=Jizzax
Сурхондарё=Surxondaryo Хоразм=Xorazm Андижон=Andijon Бухоро=Buxoro Навоий=Navoiy
Самарқанд=Samarqand Қорақалпоғистон=Qoraqalpogʻiston жиноят=jinoyat қонун=qonun фармони=farmoni
агентлиги=agentligi ошкоралик=oshkoralik очиқ=ochiq декларация=deklaratsiya журъат=jurʼat
тўқнашуви=toʻqnashuvi Вьетнам=Vyetnam Россия=Rossiya милиция=militsiya съезд=syezd фильм=film
судья=sudya роль=rol роли=roli тонг=tong денгиз=dengiz лойиҳа=loyiha кооператив=kooperativ
коэффициент=koeffitsiyent процесс=protsess мэр=mer вице-президент=vitse-prezident
Нью-Йорк=Nyu-York мураккаб=murakkab Мирзиёев=Mirziyoyev
АҚШ=AQSH АҚШда=AQSHda БМТнинг=BMTning ШАҲАР=SHAHAR ЁШЛАР=YOSHLAR ЭЪЛОН=EʼLON ЕР=YER ЎҚИШ=OʻQISH
Шаҳар=Shahar Ёшлар=Yoshlar Ш.=Sh. Я=Ya ОКТЯБРЬ=OKTABR ОБЪЕКТ=OBYEKT Исҳоқ=Isʼhoq
"""


@pytest.mark.parametrize("pair", WORDS.split())
def test_words_both_ways(pair: str) -> None:
    cyrillic, latin = pair.split("=")
    assert to_latin(cyrillic) == latin
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize("apostrophe", "ʻʼ‘’'`")
def test_any_apostrophe_will_do(apostrophe: str) -> None:
    latin = f"O{apostrophe}zbek tog{apostrophe}ida ma{apostrophe}no bog{apostrophe}"
    assert to_cyrillic(latin) == "Ўзбек тоғида маъно боғ"


@pytest.mark.parametrize(
    "text",
    ["XXI", "IV", "WhatsApp", "YouTube", "UNDP", "lex.uz", "info@gov.uz", "5G", "Müller", "#qonun",
     "https://anticorruption.uz/uz/a?b=c", "www.gov.uz", "@anticor_uz", "hisobot.pdf", "— 12,5 %",
     "Қонун", "Transparency"],
)  # fmt: skip
def test_stays_on_the_way_to_cyrillic(text: str) -> None:
    assert to_cyrillic(text) == text
    assert to_cyrillic(f"({text}) ") == f"({text}) "


@pytest.mark.parametrize("text", ["Google", "Өскемен", "2025", "#қонун", "qonun", "a@b.uz"])
def test_stays_on_the_way_to_latin(text: str) -> None:
    assert to_latin(text) == text


@pytest.mark.parametrize("stem", _STEMS)
def test_listed_words_come_back(stem: str) -> None:
    word = stem.rstrip(".")
    assert to_latin(_STEMS[stem]) == word
    assert to_cyrillic(word) == _STEMS.get(f"{word}.", _STEMS[stem])


@pytest.mark.parametrize("stem", sorted(stem for stem in _STEMS if stem[-1] in "og"))
def test_a_stem_does_not_end_within_a_letter(stem: str) -> None:
    """A made-up word that begins with a listed one but for the sign of its last letter."""
    assert to_latin(to_cyrillic(f"{stem}ʻn")) == f"{stem}ʻn"


def test_sentences() -> None:
    assert to_cyrillic("V bob, M. Karimov, PF-60-son. 'Adolat' COVID-19") == (
        "V боб, М. Каримов, ПФ-60-сон. 'Адолат' COVID-19"
    )
    assert to_latin("«Google» ва ПФ-60-сон") == "«Google» va PF-60-son"
    assert to_latin("и\u0306") == "y"  # in two code points


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("2025 йил 9 декабрь", "2025-yil 9-dekabr"),
        ("2022 йил 28 январдаги ПФ-60-сон", "2022-yil 28-yanvardagi PF-60-son"),
        ("2012–2014 йилларга мўлжалланган", "2012–2014-yillarga moʻljallangan"),
        ("2010-йиллар, 90-йиллар", "2010-yillar, 90-yillar"),
        ("5 йил, 12 ой", "5 yil, 12 oy"),
        ("2030 йилгача", "2030-yilgacha"),
    ],
)
def test_dates_take_a_hyphen_in_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin
    assert to_cyrillic(latin) == cyrillic
    assert to_cyrillic("https://lex.uz/2025-yil") == "https://lex.uz/2025-yil"


def test_html_leaves_markup_entities_code_and_other_languages() -> None:
    assert html(
        '<p lang="uz-Cyrl">Пора &amp; <code>код</code> <a href="/йўл" title="Ҳа > йўқ">ҳужжат</a>'
        '<span lang="ru">да <b>и</b><br>нет</span> <i translate="no">сўз</i> сўз</p><!-- шарҳ -->',
        "uz",
    ) == (
        '<p lang="uz-Cyrl">Pora &amp; <code>код</code> <a href="/йўл" title="Ҳа > йўқ">hujjat</a>'
        '<span lang="ru">да <b>и</b><br>нет</span> <i translate="no">сўз</i> soʻz</p><!-- шарҳ -->'
    )
    assert html("<p lang=uz>O&#39;zbek &lt;sh&gt;<br/>ish</p>", "uz-Cyrl") == (
        "<p lang=uz>Ўзбек &lt;ш&gt;<br/>иш</p>"
    )
    with pytest.raises(ValueError, match="no Uzbek script: ru"):
        html("", "ru")


@pytest.mark.parametrize("piece", ["a.", "a-", "o'", "<", "a@", "1", "<a '", "шЕ", "&", "www."])
def test_a_hostile_text_costs_no_more_than_its_length(piece: str) -> None:
    text = piece * 20_000  # took half a minute while the patterns had no bounds
    for convert in (to_latin, to_cyrillic, lambda page: html(page, "uz"), lambda page: html(page, "uz-Cyrl")):
        assert convert(text)


VOWELS = "аеёиоуэюяў"
CONSONANTS = "бвгджзклмнпрстфхчшқғҳ"
SYLLABLES = st.tuples(st.sampled_from(CONSONANTS), st.sampled_from(VOWELS.replace("э", "")))
CYRILLIC = st.lists(SYLLABLES, min_size=1, max_size=4).map(lambda parts: "".join(a + b for a, b in parts))
LATIN = st.lists(
    st.tuples(
        st.sampled_from([*"bdfghjklmnpqrstvxz", "gʻ", "sh", "ch"]),
        st.sampled_from([*"aioue", "oʻ"]),
        st.sampled_from(["", "", "n", "r", "l", "y"]),
    ),
    min_size=1,
    max_size=4,
).map(lambda parts: "".join("".join(part) for part in parts))


@given(CYRILLIC, st.sampled_from([str.lower, str.upper, str.capitalize]))
def test_plain_cyrillic_words_come_back(word: str, case: Callable[[str], str]) -> None:
    text = case(word)
    latin = to_latin(text)
    assume(not any(latin.lower().startswith(stem.rstrip(".")) for stem in _STEMS))
    assume(not re.fullmatch("[XVI]+", latin))  # reads as a Roman numeral
    assert to_cyrillic(latin) == text


@given(LATIN)
def test_plain_latin_words_come_back(word: str) -> None:
    assert to_latin(to_cyrillic(word)) == word


@given(st.text(max_size=60))
def test_twice_is_once_and_nothing_is_lost(text: str) -> None:
    latin = to_latin(text)
    assert to_latin(latin) == latin
    assert re.findall(r"\d|\s", latin) == re.findall(r"\d|\s", text)
    if not re.search("[Ѐ-ӿ\u0300-\u036f]", text):
        assert latin == text


@given(st.lists(st.sampled_from(
    ["<p>", "</p>", '<b title="шаҳар">', "</b>", "<br>", "&amp;", "сўз ", "Elchi ", "<", "&"]
)))  # fmt: skip
def test_html_keeps_its_tags(parts: list[str]) -> None:
    page = "".join(parts)
    tags = re.compile(r"<[^<>]+>|&amp;")
    for to in ("uz", "uz-Cyrl"):
        assert tags.findall(html(page, to)) == tags.findall(page)

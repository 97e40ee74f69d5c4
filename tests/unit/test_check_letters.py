"""What is said of letters and personal data in a text, and what is not: clean text has no warnings."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq import article
from achyq.article import Record
from achyq.check import letters, text
from achyq.check.prose import Prose

ROOT = Path(__file__).parents[2]


def codes(body: str, language: str = "ky", title: str = "Аталышы") -> list[str]:
    said = f"---\ntitle: {title}\nlanguage: {language}\n---\n\n{body}\n"
    record = Record("a.md", "2025/a", language, {}, {}, "", (), frozenset(), "", ("", ""))
    return [problem.code for problem in text.inspect(record, said).warnings]


@pytest.mark.parametrize("path", sorted((ROOT / "articles").glob("*/*.md")), ids=lambda path: path.name)
def test_the_archives_own_articles_are_clean(path: Path) -> None:
    language = path.name.split(".")[1]
    record = Record("a.md", "2025/a", language, {}, {}, "", (), frozenset(), "", ("", ""))
    assert text.inspect(record, path.read_text("utf-8")).warnings == ()


@pytest.mark.parametrize("path", sorted((ROOT / "articles").glob("*/*.md")), ids=lambda path: path.name)
def test_a_text_in_another_language_is_found_out(path: Path) -> None:
    language = path.name.split(".")[1]
    for other in {"ky", "kk", "uz", "uz-Cyrl", "ru", "en"} - {language}:
        record = Record("a.md", "2025/a", other, {}, {}, "", (), frozenset(), "", ("", ""))
        assert "text-language" in [p.code for p in text.inspect(record, path.read_text("utf-8")).warnings]


@pytest.mark.parametrize(
    "word",
    "USAIDдин PDFке iPhoneдун YouTubeда Xтен COVID-19 IT-компания KG-Y-TON SDCнин UNDPга ISOго Wi-Fiга ПЖ "
    "HTMLде Facebookтун GIZдин TEMPUSтун Aдан COга".split(),
)
def test_a_latin_name_with_an_ending_is_no_mixed_word(word: str) -> None:
    assert codes(f"Бул {word} тууралуу.") == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("мaселе", "маселе"),
        ("Cоюз", "Союз"),
        ("Үкiметi", "Үкіметі"),
        ("рeспубликa", "республика"),
        ("Oбласть", "Область"),
        ("жəне", "және"),
        ("Oʻzbеkiston", "Oʻzbekiston"),
        ("сorrupsiya", "corrupsiya"),
    ],
)
def test_mixed_words(typed: str, right: str) -> None:
    (fault,) = letters.mixed(Prose(f"---\ntitle: x\n---\nсөз word {typed}."))
    assert fault.hint.endswith(right)


@pytest.mark.parametrize(
    "right", ["Oʻzbekiston", "taʼlim", "‘iqtibos’", "'bog'", "O'Brien", "Watch's", "togʻ"]
)
def test_right_apostrophes(right: str) -> None:
    assert codes(f"Bu {right} haqida.", "uz") == []


@pytest.mark.parametrize("wrong", ["O'zbekiston", "o‘zbek", "g`oya", "ta'lim", "mas’ul", "OʼZBEK"])
def test_wrong_apostrophes(wrong: str) -> None:
    assert codes(f"Bu {wrong} haqida.", "uz") == ["wrong-apostrophe"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "ky",
            "окулган коруу отту жаны учун тун болушту койгой откон кызматкер Кенешбек Казакстан".split(),
        ),
        ("kk", "қала кала корсет Ушинский Акимов Кенесары мажилис".split()),
        ("uz-Cyrl", "бугун хам Кобул курс қарз халқ".split()),
        ("uz", "bola yoz soz oldin maʼlum togʻ".split()),
        ("ru", "Карши Казахстан тендер замена онемение".split()),
    ],
)
def test_words_that_exist_are_not_corrected(language: str, words: list[str]) -> None:
    assert [word for word in words if word != "откон" and codes(word, language)] == []


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("ky", "окмот мумкун дуйно онугуу жонундо өкмот мүмкун коптогон жанылык".split()),
        ("kk", "жемкорлық Казакстанның үкимет кукық ушин жане қызмет1 кызмет тартип".split()),
        ("uz-Cyrl", "карши хукуқ тугрисида хакида утказилди буйича".split()),
        ("uz", "Ozbekiston togrisida boyicha otkazildi".split()),
    ],
)
def test_words_without_their_letters(language: str, wrong: list[str]) -> None:
    assert [word for word in wrong if word != "қызмет1" and codes(word, language) != ["wrong-letter"]] == []


@pytest.mark.parametrize(
    "body",
    [
        "+996 555 12 34 56", "+996(555)123456", "+998 90 123-45-67", "+7 (701) 123 45 67", "8 701 123 45 67",
        "0555 12 34 56", "0312 62-12-34", "0 (3943) 2-12-34", "8 (72836) 2-12-34", "87011234567",
        "тел. (90) 123-45-67", "0555123456", "aibek@mail.ru", "a.asanov@gov.kg", "21205197500123",
        "900101300017", "AN 1234567", "30101901234567",
    ],
)  # fmt: skip
def test_personal_data(body: str) -> None:
    assert codes(f"Сөз {body}, сөз.") == ["personal-data"]


@pytest.mark.parametrize(
    "body",
    [
        "8 700 000 000 сом", "2025–2030", "16.10.2012", "№ 137", "1 234 567 890", "115", "0 800 000 11 22",
        "8 800 100 20 30", "info@gov.kg", "press@ach.gov.kz", "42,13 77,06", "`+996 555 12 34 56`",
        "https://web.archive.org/web/20251211120000/https://x.kg/12345678901234",
        "990540001234", "900101300018", "123456789012", "29913197500123", "ISBN 978-5-17-118366-6",
        "2012-10-16/2012-10-21", "12:30–13:45", "10 000 000 000", "КР УП 2024-137-12-05",
    ],
)  # fmt: skip
def test_numbers_that_are_nobodys(body: str) -> None:
    assert codes(f"Сөз {body}, сөз.") == []


def test_hidden_characters_and_forms() -> None:
    assert codes("кор\u00adрупция") == ["hidden-character"]
    assert codes("кор\u200bрупция") == ["hidden-character"]
    assert codes("👨\u200d👩 и\u0306ыл") == ["not-nfc"]
    assert codes("А́кция Ё́лка") == []


def test_code_addresses_and_names_of_files_are_no_prose() -> None:
    assert (
        codes("```\nмaселе +996 555 12 34 56\n```\n`мaселе` [x](../2025/мaселе.ky.md) https://x.kg/мaселе")
        == []
    )
    assert codes("Сөз", title="Бул мaселе") == ["mixed-script"]


def test_a_link_that_is_not_closed_is_prose() -> None:
    assert codes("[x](мaселе жана [y](сoюз") == ["mixed-script", "mixed-script"]
    assert codes("[x](мaселе) жана [y](сoюз\n") == ["mixed-script"]


@given(st.text(alphabet="aZъЯəƏө« ?x1\n-", max_size=12))
def test_what_is_seen_fast_of_mixed_words_is_right(text: str) -> None:
    """No text is passed over that has letters of both scripts side by side."""
    prose = Prose(f"---\ntitle: x\n---\n{text}")
    assert letters._may_be_mixed(prose) == bool(letters._SEAM.search(prose.prose))


def test_places() -> None:
    data = "---\r\ntitle: x\r\nlanguage: ky\r\n---\r\n\r\nБул\r\nжана мaселе.\r\n".encode()
    said = article.text_of("a.md", data)
    record = Record("a.md", "2025/a", "ky", {}, {}, "", (), frozenset(), "", ("", ""))
    (problem,) = text.inspect(record, said).warnings
    assert (problem.line, problem.column, problem.severity) == (7, 6, "warning")

"""Locales: their names, numbers, plurals, and the reading of gettext catalogues."""

from __future__ import annotations

import io
from pathlib import Path

import babel
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from achyq.locale import (
    LOCALES,
    Translations,
    Words,
    language_name,
    number,
    plural_form,
    read_po,
    translations,
)

CODES = [locale.code for locale in LOCALES]

RUSSIAN = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"

#. A comment
msgid "Search"
msgstr "Поиск"

msgid "Page {page} of {pages}"
msgstr ""
"Страница {page} "
"из {pages}"

msgid "{count} article"
msgid_plural "{count} articles"
msgstr[0] "{count} статья"
msgstr[1] "{count} статьи"
msgstr[2] "{count} статей"

#, fuzzy
msgid "Tags"
msgstr "Теги?"

msgid "Empty"
msgstr ""

msgid "Say \"a\\b\"\tnow\n"
msgstr "«{{}}»\n"

msgid "Wrong"
msgstr "{nothing} {page}"

#~ msgid "Old"
#~ msgstr "Старое"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("ru", "uz_Cyrl"):
        (tmp_path / name / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "ru/LC_MESSAGES/achyq.po").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "uz_Cyrl/LC_MESSAGES/achyq.po").write_text(
        'msgid "Search"\nmsgstr "Қидирув"\n', encoding="utf-8"
    )
    return tmp_path


def test_six_locales_in_their_order_with_distinct_names() -> None:
    assert CODES == ["ky", "kk", "uz", "uz-Cyrl", "ru", "en"]
    assert len({locale.name for locale in LOCALES}) == 6
    assert len({locale.badge for locale in LOCALES}) == 6


def test_language_names() -> None:
    for locale in LOCALES:
        assert language_name(locale.code, locale.code).startswith(locale.name)
        assert len({language_name(code, locale.code) for code in CODES}) == 6
    assert language_name("ky", "ru") == "Кыргызский"
    with pytest.raises(ValueError, match="no such locale: tg"):
        language_name("tg", "ru")
    with pytest.raises(ValueError, match="no such locale: tg"):
        language_name("ru", "tg")


def test_numbers_are_grouped() -> None:
    assert number(1234567, "ky") == "1\xa0234\xa0567"
    assert number(1234567, "en") == "1,234,567"
    assert number(-1234, "ru") == "-1\xa0234"
    assert number(999, "uz") == "999"


def test_words(folder: Path) -> None:
    words = Words("ru", folder)
    assert words("Search") == "Поиск"
    assert words("Page {page} of {pages}", page=1, pages=2) == "Страница 1 из 2"
    assert words("Page {page} of {pages}") == "Страница {page} из {pages}"
    assert [words.n("{count} article", "{count} articles", n) for n in (1, 2, 5, 11, 1001)] == [
        "1 статья", "2 статьи", "5 статей", "11 статей", "1\xa0001 статья",
    ]  # fmt: skip
    assert words('Say "a\\b"\tnow\n') == "«{{}}»\n"
    assert Words("uz-Cyrl", folder)("Search") == "Қидирув"


def test_missing_fuzzy_obsolete_and_empty_translations_stay_english(folder: Path) -> None:
    words = Words("ru", folder)
    for msgid in ("Tags", "Empty", "Old", "Never heard of"):
        assert words(msgid) == msgid
    assert words.n("{count} day", "{count} days", 21) == "21 days"
    english = Words("en", folder)
    assert english("Search") == "Search"
    assert english.n("{count} day", "{count} days", 1) == "1 day"


def test_a_translation_that_asks_for_too_much_says_so(folder: Path) -> None:
    with pytest.raises(ValueError, match=r"ru: can't fill '{nothing} {page}' with page"):
        Words("ru", folder)("Wrong", page=1)


def test_gettext_interface_is_cached_and_checked(folder: Path) -> None:
    assert translations("ru", folder) is translations("ru", folder)
    assert isinstance(translations("ru", folder), Translations)
    with pytest.raises(ValueError, match="no such locale: de"):
        translations("de", folder)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('msgid "a"\n', "1: an entry needs"),
        ('msgstr "a"\n', "1: an entry needs"),
        ('\nmsgid "a"\nmsgstr "b\n', "3: this is not a line"),
        ('msgid "a"b"\nmsgstr "b"\n', "1: this is not a line"),
        ('"a"\n', "1: a text without a keyword"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', r"3: msgstr.* twice"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "4: msgid 'a' is there twice"),
        ('msgctxt "x"\nmsgid "a"\nmsgstr "b"\n', "1: msgctxt"),
    ],
)
def test_bad_catalogues_are_refused_with_the_line(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_po(text)


def test_a_bad_catalogue_names_its_file(tmp_path: Path) -> None:
    path = tmp_path / "ky/LC_MESSAGES/achyq.po"
    path.parent.mkdir(parents=True)
    path.write_text("nonsense", encoding="utf-8")
    with pytest.raises(ValueError, match=r"achyq\.po:1: this is not a line"):
        translations("ky", tmp_path)


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp"]), min_size=1).map(
    lambda text: text.replace("%", "") or "x"
)


@settings(deadline=None)
@given(st.dictionaries(TEXTS, st.one_of(TEXTS, st.tuples(TEXTS, TEXTS, TEXTS)), max_size=5))
def test_reads_what_a_full_gettext_library_writes(messages: dict[str, str | tuple[str]]) -> None:
    catalog = Catalog(locale="ru")
    for msgid, translation in messages.items():
        if isinstance(translation, tuple):
            catalog.add((msgid, msgid + "s"), translation)
        else:
            catalog.add(msgid, translation)
    file = io.BytesIO()
    write_po(file, catalog, width=40)
    expected = {m: t if isinstance(t, tuple) else (t,) for m, t in messages.items()}
    assert read_po(file.getvalue().decode()) == expected


@settings(deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(CODES))
def test_plural_forms_are_those_of_cldr(n: int, code: str) -> None:
    rule = babel.Locale.parse(code.replace("-", "_")).plural_form
    names = ["one", "few", "many"] if code == "ru" else ["one", "other"]
    assert names[plural_form(n, code)] == rule(n)

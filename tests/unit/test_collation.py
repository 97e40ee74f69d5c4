"""Alphabetical order in the six locales."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq.collation import ALPHABETS, initial, sort_key

LOCALES = st.sampled_from(list(ALPHABETS))
TEXTS = st.text("аәбвгғдеёийнңоөуүұўіыяabcghosʻʼ'’012 -«»Áё\u0301", max_size=12)


@pytest.mark.parametrize("locale", ALPHABETS)
def test_each_alphabet_is_in_its_own_order(locale: str) -> None:
    letters = ALPHABETS[locale].split()
    shuffled = sorted(letters, key=lambda letter: letter[::-1])
    assert sorted(shuffled, key=lambda letter: sort_key(letter, locale)) == letters
    capitals = [letter.upper() for letter in letters]
    assert sorted(capitals[1::2] + capitals[::2], key=lambda letter: sort_key(letter, locale)) == capitals


def test_the_alphabets_have_their_official_numbers_of_letters() -> None:
    counts = {locale: len(letters.split()) for locale, letters in ALPHABETS.items()}
    # Russian without ё, which is an accented е; Uzbek Latin without ng.
    assert counts == {"ky": 36, "kk": 42, "uz": 28, "uz-Cyrl": 35, "ru": 32, "en": 26}


@pytest.mark.parametrize(
    ("locale", "in_order"),
    [
        ("ky", "еще ёлка жан Нарын Ңа Ош Өзгөн Талас Үзгөн Фрунзе Manas"),
        ("kk", "Алматы Әулиеата Кентау Қостанай Умар Ұлытау Үржар Хан ыдыс ірі Abai"),
        ("uz", "anʼana Angren Antikor gul Isʼhoq Ishoq zamin Oʻzbekiston gʻalla shahar choy Сайт"),
        ("uz-Cyrl", "Ер Ёш Эл Юнусобод Яккасарой Ўзбекистон Қарши Ғузор Ҳазорасп"),
        ("ru", "Әлем ее её ёж Ежи елка ёлка ель Ңа Ош Apple"),
        ("en", "Astana Bishkek Osh Tashkent Ош"),
    ],
)
def test_words_in_order(locale: str, in_order: str) -> None:
    words = in_order.split()
    assert sorted(words[1::2] + words[::2], key=lambda word: sort_key(word, locale)) == words


def test_numbers_by_value_and_before_letters_word_by_word() -> None:
    in_order = ["2-мектеп", "10-мектеп", "«Ак»", "Кара", "Кара Балта", "Кара-Суу", "Каракол"]
    assert sorted(in_order[1::2] + in_order[::2], key=lambda text: sort_key(text, "ky")) == in_order
    huge = "9" * 5000
    assert sort_key(huge, "ru") < sort_key(huge + "0", "ru")


@pytest.mark.parametrize("apostrophe", "ʻʼ‘’'`")
def test_apostrophes_are_equal(apostrophe: str) -> None:
    assert sort_key(f"O{apostrophe}zbek", "uz")[:2] == sort_key("Oʻzbek", "uz")[:2]
    assert sort_key(f"ma{apostrophe}no", "uz")[:2] == sort_key("maʼno", "uz")[:2]


def test_unknown_locale() -> None:
    with pytest.raises(ValueError, match="no such locale: tg"):
        sort_key("а", "tg")


@given(TEXTS, TEXTS, LOCALES)
def test_a_total_order(a: str, b: str, locale: str) -> None:
    assert (sort_key(a, locale) == sort_key(b, locale)) == (a == b)
    assert sort_key(a, locale) < sort_key(b, locale) or sort_key(a, locale) >= sort_key(b, locale)


@given(TEXTS, LOCALES)
def test_case_and_normal_form_do_not_count(text: str, locale: str) -> None:
    first = sort_key(text, locale)
    assert sort_key(text.upper(), locale)[:2] == first[:2]
    assert sort_key(unicodedata.normalize("NFD", text), locale)[:2] == first[:2]


@given(st.text(max_size=30), LOCALES)
def test_any_text_has_a_key(text: str, locale: str) -> None:
    key = sort_key(text, locale)
    assert len(key.letters) >= len(key.accents)


@pytest.mark.parametrize(
    ("text", "locale", "letter"),
    [
        ("Oʻzbekiston", "uz", "Oʻ"),
        ("o'zlashtirish", "uz", "Oʻ"),
        ("shaffoflik", "uz", "Sh"),
        ("sovgʻa", "uz", "S"),
        ("Өкмөт", "ky", "Ө"),
        ("ёлка", "ru", "Е"),
        ("ёлка", "ky", "Ё"),
        ("«вращающаяся дверь»", "ru", "В"),
        ("GRECO", "ru", "G"),
        ("2025", "en", ""),
        ("—", "en", ""),
    ],
)
def test_the_letter_of_an_index(text: str, locale: str, letter: str):
    assert initial(text, locale) == letter


@given(st.text(max_size=20), st.sampled_from(sorted(ALPHABETS)))
def test_the_same_letter_stands_together(text: str, locale: str):
    """Whatever sorts between two words of a letter has that letter."""
    letter = initial(text, locale)
    assert letter == initial(f" {text}", locale)
    assert letter == letter[:1].upper() + letter[1:]

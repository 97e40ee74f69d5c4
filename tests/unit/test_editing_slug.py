"""Slugs: ASCII from titles in six languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from achyq import article
from achyq.editing import slug
from achyq.fields import LOCALE_CODES


@pytest.mark.parametrize(
    ("language", "title", "expected"),
    [
        ("ky", "Тоң районунда коррупцияга каршы жыйын", "tong-raionunda-korruptsiyaga-karshy-jyiyn"),
        ("ky", "Айыл өкмөт башчылары үчүн окуу", "aiyl-okmot-bashchylary-okuu"),
        ("kk", "Қазақстанда «ашық әкімдік» және жемқорлық", "qazaqstanda-ashyq-akimdik-zhemqorlyq"),
        ("uz", "Oʻzbekistonda G‘ijduvon tumani va shaffoflik", "ozbekistonda-gijduvon-tumani-shaffoflik"),
        ("uz-Cyrl", "Ўзбекистонда Ғиждувон тумани ва шаффофлик", "ozbekistonda-gijduvon-tumani-shaffoflik"),
        ("ru", "Счётная палата: объём закупок в 2024 году", "schetnaya-palata-obem-zakupok-2024-godu"),
        ("en", "The Prosecutor's Office of Naryn—a report", "prosecutors-office-naryn-report"),
        ("en", "Café Société", "cafe-societe"),
        ("ru", "Жыйын", "zhyyyn-2025"),
        ("ru", "И в на", "i-v-na"),
        ("ru", "!!! 🙂", "article-2025"),
    ],
)  # fmt: skip
def test_titles(language: str, title: str, expected: str) -> None:
    assert slug.of(title, language, "2025") == expected


def test_words_and_letters_have_a_limit() -> None:
    assert slug.of("one two three four five six seven eight", "en").count("-") == 5
    assert len(slug.of("электрификация " * 6, "ru")) <= slug.MOST_LETTERS


def test_unique() -> None:
    assert slug.unique("a-b", {"a"}) == "a-b"
    assert slug.unique("a-b", {"a-b", "a-b-2"}) == "a-b-3"


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.text(max_size=80), st.sampled_from(LOCALE_CODES), st.sampled_from(["2025", "undated"]))
def test_every_title_has_a_slug_that_may_be_a_file(title: str, language: str, year: str) -> None:
    made = slug.of(title, language, year)
    assert article.story_of(f"articles/{year}/{made}.md") == f"{year}/{made}"
    assert len(made) <= slug.MOST_LETTERS
    assert 2 <= len(made.split("-")) <= 6

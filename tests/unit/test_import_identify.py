"""Language identification: on windows of texts it was not made from, short texts, and none at all."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from achyq.identify import identify, scores

ROOT = Path(__file__).parents[2]
LANGUAGES = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")


def held_out(language: str) -> str:
    """The handbook's pages and the archive's articles: written by others, for other ends."""
    pages = [*(ROOT / "docs" / language).glob("*.md"), *ROOT.glob(f"articles/*/*.{language}.md")]
    texts = [
        re.sub(r"(?s)^---.*?^---|```.*?```|`[^`]*`|<[^>]+>", "", page.read_text("utf-8"), flags=re.MULTILINE)
        for page in pages
    ]
    return "\n".join(texts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_window_of_200_characters_is_named_right(language: str):
    text = held_out(language)
    windows = [text[at : at + 200] for at in range(0, len(text) - 200, 200)]
    assert len(windows) >= 20
    assert Counter(identify(window).language for window in windows) == {language: len(windows)}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Жыйын Бишкек шаарында өттү жана ага көп адам катышты", "ky"),
        ("Жиын Астана қаласында өтті және оған көп адам қатысты", "kk"),
        ("Йиғилиш Тошкент шаҳрида бўлиб ўтди ва унда кўп киши қатнашди", "uz-Cyrl"),
        ("Yig'ilish Toshkent shahrida bo'lib o'tdi va unda ko'p kishi qatnashdi", "uz"),
        ("Собрание прошло в городе Бишкек, в нём участвовало много людей", "ru"),
        ("The meeting took place in Bishkek and many people attended it", "en"),
    ],
)
def test_one_sentence_is_enough(text: str, language: str):
    assert identify(text).language == language


@pytest.mark.parametrize("text", ["", "  \n", "12.05.2024 — 15:30 (67)", "https://example.org/a"])
def test_no_words_no_language(text: str):
    assert identify(text) == ("", 0.0)
    assert scores(text) == {}


def test_confidence_is_lower_for_other_languages():
    known = identify("Семинар прошёл в городе и был посвящён работе комиссии по закупкам").confidence
    foreign = identify("Der Ausschuss hat gestern über den Haushalt des kommenden Jahres beraten").confidence
    assert foreign < known

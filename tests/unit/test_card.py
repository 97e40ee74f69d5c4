"""Cards: every letter there, nothing that is none, the same bytes each time, all of it within the frame."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image

from achyq import card, card_picture
from achyq.card import HEIGHT, WIDTH, Card
from achyq.card_picture import COLOURS, Type, draw, drawable, fitted, joined, wrapped
from achyq.locale import LOCALES

ROOT = Path(__file__).parents[2]
SHARED = "0123456789 .,:;!?-–—()«»“”„’'\"№%/&+…·§°₸"
LETTERS = {
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "uz": "abdefghijklmnopqrstuvxyzʻʼ",
    "uz-Cyrl": "абвгдеёжзийклмнопрстуфхцчшъэюяўқғҳ",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
TITLE = Type("serif", 39, 700)
LONG = " ".join(["Жалал-Абаддагы айыл өкмөттөрү бюджеттин ачыктыгын талкуулады"] * 9)


def opened(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        return picture


def story(title: str, *facts: tuple[str, ...]) -> Card:
    return Card("Achyq", title, facts or (("2024",),), "Instead")


@pytest.mark.parametrize("locale", LOCALES, ids=lambda locale: locale.code)
def test_every_letter_of_the_six_languages_is_there(locale) -> None:
    letters = LETTERS[locale.code]
    for text in (letters, letters.upper(), f"x{SHARED}x"):
        assert drawable(text) == text
    for shown in (card.of_archive(locale.code), card.of_archive("")):
        assert drawable(shown.name) == shown.name
        assert drawable(shown.title) == shown.title


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Жол \N{AUTOMOBILE} ачык", "Жол ачык"),
        ("Woman \U0001f469\U0001f3fd\u200d\U0001f4bb codes ❤\ufe0f", "Woman codes"),
        ("\u202eпоказ\u202c \u200bи \ufeffслово\u00ad", "показ и слово"),
        (unicodedata.normalize("NFD", "Ўйғур Ёлка район"), "Ўйғур Ёлка район"),
        ("tab\tand\nnewline  twice", "tab and newline twice"),
        ("№\N{NO-BREAK SPACE}5", "№\N{NO-BREAK SPACE}5"),
        ("   ", ""),
        ("\u0301за\u0301мок \u0301", "за\u0301мок"),
        ("标题", None),
        ("Ачык عنوان", None),
        ("private \ue000 use", "private use"),
    ],
)
def test_what_cannot_be_drawn_is_left_out_or_said(text: str, shown: str | None) -> None:
    assert drawable(text) == shown


def test_a_title_in_other_letters_has_no_boxes() -> None:
    assert draw(story("标题")) == draw(story("Instead")) != draw(story("Other"))


def test_a_card_is_a_small_picture_in_the_colours_of_the_site() -> None:
    sheet = (ROOT / "overrides/assets/stylesheets/achyq.css").read_text("utf-8")
    light = sheet[sheet.index(":root {") : sheet.index("}")]
    named = dict(re.findall(r"--(\w+): #([0-9a-f]{6});", light))
    assert ["".join(f"{part:02x}" for part in colour) for colour in COLOURS] == [
        named[name] for name in ("paper", "s2", "s3", "ink")
    ]
    title = "Тоң районунда коррупцияга каршы жумалыктын алкагында эки жыйын өттү"
    data = draw(story(title, ("2024", "Тоң району"), ("Тоң районунун прокуратурасы",)))
    picture = opened(data)
    assert (picture.format, picture.mode, picture.size) == ("PNG", "P", (WIDTH, HEIGHT))
    assert {colour for _, colour in picture.convert("RGB").getcolors() or ()} == set(COLOURS)
    assert len(data) < 6_000


def test_the_same_card_has_the_same_bytes_in_another_process() -> None:
    shown = story("Ўзбекистон «Ҳалоллик» — № 5", ("2024", "Тошкент"), ("Кенгаш",))
    draw(story("Another one before"))
    program = (
        "import sys; from achyq import card_picture, card; "
        f"sys.stdout.buffer.write(card_picture.draw(card.{shown!r}))"
    )
    command = [sys.executable, "-c", program]
    other = subprocess.run(command, check=True, capture_output=True, cwd=ROOT / "scripts")
    assert other.stdout == draw(shown)


def test_titles_get_smaller_before_they_lose_words() -> None:
    words = LONG.split(" ")
    found = [fitted(" ".join(words[:count]), 177) for count in range(1, len(words) + 1)]
    sizes = [type_.size for type_, _, _ in found]
    assert sizes == sorted(sizes, reverse=True)
    assert len(set(sizes)) == 3
    for count, (type_, _, lines) in enumerate(found, 1):
        said = " ".join(lines)
        if said.endswith("…"):
            assert type_.size == min(sizes)
            assert " ".join(words).startswith(said.removesuffix("…"))
            assert said.removesuffix("…").split(" ") == words[: said.count(" ") + 1]
        else:
            assert said == " ".join(words[:count])
    assert found[-1][2][-1].endswith("…")


def test_a_word_too_long_for_a_line_is_broken_in_the_smallest_type_only() -> None:
    type_, _, lines = fitted("антикоррупционное" * 3, 177)
    assert "".join(lines) == "антикоррупционное" * 3
    assert len(lines) > 1
    assert type_.size == 29
    assert wrapped("социально-экономически-административное-территориальное", TITLE, 3)[0].endswith("-")


def test_a_dash_begins_no_line() -> None:
    for count in range(1, 12):
        for line in wrapped("слово " * count + "— ещё слово – и ещё раз", TITLE, 9):
            assert line[0] not in "—–"


def test_facts_that_have_no_room_are_counted() -> None:
    type_ = Type("sans", 21, 500)
    assert joined(["2024", "Ton", "Ak-Suu"], type_) == "2024 · Ton · Ak-Suu"
    assert joined(["2024", *["A region with a long name"] * 5], type_).endswith(" · +3")
    assert joined(["A council " * 30, "Another"], type_).endswith("…")


LINES = (
    st.text(st.sampled_from("абвгд-éxқў ʻ—·, й\u0301"), min_size=1, max_size=300).map(drawable).filter(bool)
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(LINES, st.integers(1, 6))
@example("й\u0301" * 90, 6)
def test_lines_hold_the_text_in_order_and_fit(text: str, most: int) -> None:
    lines = wrapped(text, TITLE, most)
    assert 1 <= len(lines) <= most
    for line in lines:
        assert card_picture.width(line, TITLE) <= WIDTH - 2 * 51
        assert not unicodedata.combining(line[0]) or unicodedata.combining(text[0])
    said, whole = (re.sub(r"\s", "", part) for part in ("".join(lines), text))
    assert said == whole or (said.endswith("…") and whole.startswith(said.removesuffix("…")))


WORD = st.text(st.sampled_from("Щйңғjgқ-ʻ😀\u0301Ы"), min_size=1, max_size=40)


FEW = st.lists(WORD, max_size=6)


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(WORD, min_size=1, max_size=40).map(" ".join), FEW, FEW)
@example(LONG, ["2024"] * 6, ["Щ" * 90])
@example("ЙЁ" * 200, [], [])
def test_nothing_leaves_the_frame_or_touches_the_rules(title: str, where: list[str], who: list[str]) -> None:
    picture = opened(draw(story(title, ("2024", *where), tuple(who))))
    sides = [(0, 0, 47, HEIGHT), (WIDTH - 47, 0, WIDTH, HEIGHT), (0, HEIGHT - 13, WIDTH, HEIGHT)]
    for box in (*sides, (0, 88, WIDTH, 94)):
        assert blank(picture, box)
    lines = 2 if any(map(drawable, who)) else 1
    rule = HEIGHT - 47 - 32 * lines
    assert blank(picture, (0, rule - 3, WIDTH, rule))
    assert blank(picture, (0, rule + 1, WIDTH, rule + 5))
    assert not blank(picture, (0, rule, WIDTH, rule + 1))


def blank(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return picture.crop(box).getextrema() == (0, 0)


def test_the_mark_of_an_address_follows_what_is_said() -> None:
    one = story("One")
    assert one.mark == story("One").mark
    others = [story("Two"), story("One", ("2025",)), one._replace(name="Ачык"), one._replace(cover=True)]
    assert len({other.mark for other in (one, *others)}) == 5
    assert re.fullmatch(r"en/2024/a/card\.png\?[0-9a-f]{8}", card.address("en/2024/a/", one))

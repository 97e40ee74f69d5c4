"""The pictures of the handbook: they are what the program shows today, and light."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from achyq.identify import identify
from achyq.locale import LOCALES
from pictures import session, terminal
from pictures.__main__ import sized
from pictures.terminal import Line

ROOT = Path(__file__).parents[2]
CODES = [locale.code for locale in LOCALES]
NAMES = [
    "start.svg", "new.svg", "import.svg", "check.svg", "mend.svg",
    "preview.webp", "translate.svg", "published.webp", "form.webp",
]  # fmt: skip
IMAGE = re.compile(
    r'<img src="\.\./pictures/([\w.-]+)" width="(\d+)" height="(\d+)" loading="lazy" alt="([^"]+)">'
)


def page(locale: str) -> str:
    return (ROOT / f"docs/{locale}/handbook.md").read_text("utf-8")


def size(path: Path) -> tuple[int, int]:
    if path.suffix == ".svg":
        root = ET.fromstring(path.read_text("utf-8"))  # our own file
        return int(root.attrib["width"]), int(root.attrib["height"])
    data = path.read_bytes()
    assert (data[:4], data[8:16]) == (b"RIFF", b"WEBPVP8X")
    return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1


@pytest.mark.parametrize("locale", CODES)
def test_every_step_has_its_picture(locale: str) -> None:
    folder = ROOT / f"docs/{locale}/pictures"
    found = IMAGE.findall(page(locale))
    assert [name for name, *_ in found] == NAMES
    assert page(locale).count("<img") == len(NAMES)
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)
    for name, width, height, _ in found:
        assert size(folder / name) == (int(width), int(height))
        assert (folder / name).stat().st_size < 40 * 1024
    assert sized(page(locale), folder) == page(locale)


@pytest.mark.parametrize("locale", CODES)
def test_pictures_are_described_in_the_pages_language(locale: str) -> None:
    said = [unescape(alt) for *_, alt in IMAGE.findall(page(locale))]
    assert len(set(said)) == len(said)
    assert all(len(alt) > 40 for alt in said)
    guess = identify(re.sub(r"achyq [a-z-]+", "", " ".join(said)))
    assert (guess.language, guess.confidence > 0.99) == (locale, True)


@pytest.mark.parametrize("locale", CODES)
def test_drawn_pictures_hold_text_and_nothing_of_this_machine(locale: str) -> None:
    for path in (ROOT / f"docs/{locale}/pictures").glob("*.svg"):
        root = ET.fromstring(path.read_text("utf-8"))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags == {"svg", "style", "rect", "text"}
        text = "\n".join(element.text or "" for element in root.iter() if element.tag.endswith("text"))
        assert text.startswith(("$ achyq", "$ head"))
        assert not re.search(r"Traceback|/tmp|/home|/root|\.venv", text)


def test_the_handbooks_agree() -> None:
    """The same commands in every locale, but for words in the reader's language."""

    def commands(locale: str) -> list[str]:
        lines = "".join(re.findall(r"```sh\n(.*?)```", page(locale), re.DOTALL)).splitlines()
        return [re.sub(r'".*"|(?<=clone )\S+', "…", line) for line in lines]

    assert len(commands("en")) >= 10
    assert {locale: commands(locale) for locale in CODES} == dict.fromkeys(CODES, commands("en"))
    sections = {locale: re.findall(r"^#+", page(locale), re.MULTILINE) for locale in CODES}
    assert sections == dict.fromkeys(CODES, sections["en"])


@pytest.mark.parametrize("locale", ["ky", "en"])
def test_the_program_shows_what_is_pictured(locale: str, tmp_path: Path) -> None:
    made = session.pictures(tmp_path / "archive", locale)
    for name, picture in made.items():
        there = (ROOT / f"docs/{locale}/pictures/{name}.svg").read_text("utf-8")
        assert picture == there, "the pictures are old: make pictures"


def test_a_picture_of_a_session() -> None:
    picture = terminal.svg([*terminal.typed("achyq <x> & y"), Line("   a" + "b" * 10), Line(""), Line("")])
    root = ET.fromstring(picture)
    texts = [element for element in root.iter() if element.tag.endswith("text")]
    assert [text.text for text in texts] == ["$ achyq <x> & y", "abbbbbbbbbb"]
    assert float(texts[1].attrib["x"]) > float(texts[0].attrib["x"])


def test_long_lines_are_broken() -> None:
    lines = terminal.wrapped(f"  {'word ' * 30}\n\n{'x' * 130}")
    assert max(map(len, lines)) <= terminal.COLUMNS
    assert lines[1].startswith("  word")
    assert "".join(lines).count("x") == 130

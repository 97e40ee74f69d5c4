"""`achyq fmt`: one way to write front matter; not a word of the body, not a comment is lost."""

from __future__ import annotations

import argparse
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.archives import article, make

from achyq import fmt, fmt_command, front_matter, registry
from achyq.editing import desk
from achyq.errors import UsageError
from achyq.registry import Registry

ROOT = Path(__file__).parents[2]
TERMS = desk.open_desk(ROOT).terms


def front(text: str) -> str:
    return text.split("---\n")[1]


MESSY = """\ufeff---\r
language: uz\r
# who said so\r
source: {url: "https://x.example/a", name: 'X'}\r
title:   "O'zbekiston sudi mas\u2019ul"  # as printed\r
date: 09.12.2025\r
region: Тоң району # where\r
unknown: 1\r
tags:\r
  - meeting # first\r
  - "Окуу"\r
---\r
\r
Ta'lim  o'  и\u0306 \r
"""


def test_one_of_everything() -> None:
    assert fmt.formatted(MESSY, TERMS) == (
        "---\ntitle: Oʻzbekiston sudi masʼul  # as printed\ndate: 2025-12-09\nlanguage: uz\n"
        "region: [KG-Y-TON]  # where\n# first\ntags: [meeting, training]\n# who said so\n"
        "source:\n  name: X\n  url: https://x.example/a\nunknown: 1\n---\n\nTa'lim  o'  и\u0306 \n"
    )


@pytest.mark.parametrize("path", sorted((ROOT / "articles").glob("*/*.md")), ids=lambda path: path.name)
def test_the_archives_articles_keep_what_they_say(path: Path) -> None:
    text = path.read_text("utf-8")
    new = fmt.formatted(text, TERMS, path.name.split(".")[1])
    assert front_matter.parse(new).values == front_matter.parse(text).values
    assert new.split("---\n", 2)[2] == text.split("---\n", 2)[2]
    assert fmt.formatted(new, TERMS) == new


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("09.12.2025", "2025-12-09"), ("9.2.2025", "2025-02-09"), ("31.02.2025", "31.02.2025"),
        ("2025-12-09", "2025-12-09"), ("2012?", "2012?"), ("XXXX-02-23/XXXX-02-24", "XXXX-02-23/XXXX-02-24"),
        ("12/09/2025", "12/09/2025"),
    ],
)  # fmt: skip
def test_dates(written: str, wanted: str) -> None:
    assert f"date: {wanted}\n" in fmt.formatted(f"---\ndate: {written}\n---\n", TERMS)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("region: Тонский район", "region: [KG-Y-TON]"),
        ("region: [KG-Y-TON, Тоң району]", "region: [KG-Y-TON]"),
        ("region: Нигде", "region: [Нигде]"),
        ("tags: [meeting, 'no such']", "tags: [meeting, no such]"),
        ("corrections: {date: 05.01.2026, note: 'Оңдоо'}", "corrections:\n  date: 2026-01-05\n  note: Оңдоо"),
        ("translated_from: ky", "translated_from: ky"),
        ("summary:", "summary:"),
        ("title: 'Жыйын: биринчи'", "title: 'Жыйын: биринчи'"),
        ('title: "Жыйын"', "title: Жыйын"),
        ("title: и\u0306ыл", "title: йыл"),
    ],
)
def test_values(written: str, wanted: str) -> None:
    assert front(fmt.formatted(f"---\n{written}\n---\n", TERMS)) == wanted + "\n"


_WORD = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"]), max_size=12)
_VALUES = {
    "title": _WORD,
    "date": st.sampled_from(["2025-12-09", "9.12.2025", "2012?", "x"]) | _WORD,
    "language": st.sampled_from(["ky", "uz", "ru"]),
    "region": st.sampled_from(["Тоң району", "KG-Y", "[KG-Y, Тонский район]", "[]"]),
    "summary": _WORD,
    "source": st.sampled_from(["X", "{url: 'https://x.example', name: X}", "{name: X}  # c"]),
    "odd": _WORD,
}


@st.composite
def texts(draw: st.DrawFn) -> str:
    lines = []
    for key in draw(st.permutations(list(_VALUES))):
        if draw(st.booleans()):
            value = draw(_VALUES[key])
            plain = key in ("region", "source", "language")
            quoted = value if plain else "'" + value.replace("'", "''") + "'"
            lines += [f"# about {key}"] * draw(st.integers(0, 1))
            lines.append(f"{key}: {quoted}" + "  # beside" * draw(st.booleans()))
    body = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    return newline.join(["---", *lines, "---", "", ""]) + body


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_formatting_twice_is_formatting_once(text: str) -> None:
    new = fmt.formatted(text, TERMS)
    assert fmt.formatted(new, TERMS) == new
    old_body = re.split(r"^---\r?$", text, maxsplit=2, flags=re.MULTILINE)[2]
    assert new.split("\n---\n", 1)[1] == old_body.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n")
    for comment in ("# about", "# beside"):
        assert new.count(comment) == text.count(comment)
    before, after = front_matter.parse(text).values, front_matter.parse(new).values
    assert before.keys() == after.keys()
    if after.get("language") != "uz" and "title" in before:
        assert after["title"] == " ".join(unicodedata.normalize("NFC", str(before["title"])).split())


# --- the command


def run(root: Path, *given: str) -> int:
    parser = argparse.ArgumentParser()
    parser.set_defaults(quiet=False)
    fmt_command.add_arguments(parser)
    return fmt_command.run(root, parser.parse_args(given))


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LC_ALL", "C")
    return make(
        tmp_path,
        {
            "articles/2025/a.ky.md": article("Жыйын", date="9.12.2025"),
            "articles/2025/b.ky.md": article("Жыйын"),
        },
    )


def test_check_changes_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = (root / "articles/2025/a.ky.md").read_text()
    assert run(root, "--check") == 1
    assert capsys.readouterr().out == "would change: articles/2025/a.ky.md\n"
    assert (root / "articles/2025/a.ky.md").read_text() == before
    assert run(root) == 0
    assert capsys.readouterr().out == "changed: articles/2025/a.ky.md\n"
    assert "date: 2025-12-09" in (root / "articles/2025/a.ky.md").read_text()
    assert run(root, "--check") == 0


def test_paths(root: Path) -> None:
    assert run(root, "--check", "articles/2025/b.ky.md") == 0
    assert run(root, "--check", "articles/2025") == 1
    with pytest.raises(UsageError):
        run(root, "articles/2026")


def test_a_file_that_cannot_be_read_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "articles/2025/c.ky.md").write_text("---\ntitle: [x\n---\n")
    (root / "articles/2025/d.ky.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (root / "articles/2025/e.ky.md").symlink_to("a.ky.md")
    assert run(root) == 1
    said = capsys.readouterr().err
    assert "articles/2025/c.ky.md:3: " in said
    assert "articles/2025/d.ky.md:1: The file is not UTF-8 text" in said
    assert (root / "articles/2025/c.ky.md").read_text() == "---\ntitle: [x\n---\n"
    assert (root / "articles/2025/e.ky.md").is_symlink()


def test_terms_are_found_by_every_name() -> None:
    regions: Registry = TERMS["regions"]
    for term in list(regions.terms.values())[:40]:
        for name in term.name.values():
            if len(regions.find(name)) == 1:
                assert (
                    front(fmt.formatted(f"---\nregion: '{name}'\n---\n", TERMS)) == f"region: [{term.id}]\n"
                )
    assert registry.fold("A ’ b") == "a ʻ b"

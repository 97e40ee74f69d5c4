"""Front matter that is edited: what was not touched stays byte for byte, and no comment is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from achyq import fields, front_matter, yamlspans, yamltext, yamlwriter
from achyq.front_matter import FrontMatter, parse

ROOT = Path(__file__).parents[2]
ARTICLES = sorted((ROOT / "articles").rglob("*.md"))
REGISTRIES = sorted((ROOT / "registry").rglob("*.yml"))

TEXT = """---
# Of the week in Ton.
title: 'Тоң: жыйын'   # as the source has it
date: 2025-12-10
region: [KG-Y-TON, # the district
  KG-Y]

# who
organiser:
  - ton-district-administration # first
  # and
  - ton-district-prosecutor
language: ky
summary: >
  Эки
  сап.

source:
    name: "a # b"
    url: https://a.example/#x
# the end
---

# Text
"""


def comments(text: str) -> list[str]:
    front = parse(text)
    inner = text[len(front.head) : len(text) - len(front.rest)]
    spans = list(yamlspans.scalars(yamlspans.read(inner)))
    return sorted(comment for _, comment in yamlspans.comments(inner, 0, len(inner), spans))


def read(text: str) -> dict[str, object]:
    """The values as the archive's own reader has them."""
    return dict(parse(text).values)


def test_parts() -> None:
    front = parse(TEXT)
    assert front.text == TEXT
    assert [entry.key for entry in front.entries] == [
        "title", "date", "region", "organiser", "language", "summary", "source",
    ]  # fmt: skip
    assert front.values["title"] == "Тоң: жыйын"
    assert front.values["summary"] == "Эки сап."
    assert front.values["source"] == {"name": "a # b", "url": "https://a.example/#x"}
    assert front.values["organiser"] == ["ton-district-administration", "ton-district-prosecutor"]
    assert front.entries[0].before == "# Of the week in Ton.\n"
    assert front.entries[3].comments == ("# first", "# and")
    assert (front.tail, front.body) == ("# the end\n", "\n# Text\n")
    assert len(comments(TEXT)) == 7


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_the_archives_articles_are_written_as_this_writes_them(path: Path) -> None:
    text = path.read_text()
    front = parse(text)
    assert front.text == text
    assert front.ordered().ordered() == front.ordered()
    again = front
    for key, value in front.values.items():
        again = again.set(key, value)
    assert read(again.text) == read(text)
    assert again.text.replace("'", '"') == text.replace("'", '"')
    assert front_matter.write(front.values, front.body) == again.ordered().text


@pytest.mark.parametrize(
    ("key", "value", "lines"),
    [
        ("date", "2025-12-09", "date: 2025-12-09\n"),
        ("date", "2012?", "date: 2012?\n"),
        ("title", "A: b", "title: 'A: b'   # as"),
        ("title", "No", "title: 'No'  # as the source has it\n"),
        ("region", ["KG-Y"], "# the district\nregion: [KG-Y]\n\n# who\n"),
        ("region", ["Ысык-Көл", "a, b"], "region: [Ысык-Көл, 'a, b']\n"),
        ("tags", [], "tags: []\n"),
        ("event_date", "XXXX-02-23", "language: ky\nevent_date: XXXX-02-23\nsummary: >\n"),
        ("note", "Q: 'a' \"b\"", "note: 'Q: ''a'' \"b\"'\n# the end\n"),
        ("source", {"url": "https://b.example", "name": "B"}, "source:\n  name: B\n  url: https://b.example\n"),
        ("translated_from", "ru", "translated_from: ru\n"),
        ("translated_from", {"language": "ru", "digest": "12345678e1234567"},
         "translated_from:\n  language: ru\n  digest: '12345678e1234567'\n"),
        ("corrections", [{"date": "2026-01-05", "note": "A"}, {"note": "B", "date": "2026"}],
         "corrections:\n  - date: 2026-01-05\n    note: A\n  - date: 2026\n    note: B\n"),
    ],
)  # fmt: skip
def test_setting_a_key(key: str, value: yamlwriter.Value, lines: str) -> None:
    front = parse(TEXT).set(key, value)
    if lines.endswith("# as"):  # the comment stays, two spaces after the value
        lines = "title: 'A: b'  # as the source has it\n"
    assert lines in front.text
    assert parse(front.text) == front._replace(entries=parse(front.text).entries)
    assert parse(front.text).values == {**parse(TEXT).values, key: value}
    assert comments(front.text) == comments(TEXT)
    assert front.set(key, value).text == front.text
    for entry in parse(TEXT).entries:
        if entry.key != key:
            assert entry.own in front.text


def test_removing_a_key() -> None:
    text = TEXT
    for key in ("region", "source", "title", "nothing", "organiser"):
        text = parse(text).without(key).text
        assert key not in parse(text).values
        assert comments(text) == comments(TEXT)
    assert list(parse(text).values) == ["date", "language", "summary"]


def test_order() -> None:
    front = parse(TEXT).ordered()
    assert list(front.values) == [f.name for f in fields.ARTICLE if f.name in front.values]
    assert "language: ky\nregion: [KG-Y-TON, # the district\n  KG-Y]\n\n# who\norganiser:\n" in front.text
    unknown = parse("---\nzzz: 1\ntitle: T\naaa: 2\n---\n").ordered()
    assert list(unknown.values) == ["title", "zzz", "aaa"]


def test_line_ends_and_marks_are_kept() -> None:
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    front = parse(text)
    assert front.text == text
    changed = front.set("region", ["KG"]).set("note", "N").without("date").text
    assert not re.search(r"(?<!\r)\n", changed)
    assert changed.startswith("\ufeff---\r\n")
    assert parse(changed).values["note"] == "N"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: T\n",
        "---\ntitle: T\n",
        "---\n{title: T}\n---\n",
        "---\n? title\n: T\n---\n",
        "---\n  title: T\n---\n",
        "---\ntitle: T\n...\n---\n",
        "---\ntitle: [\n---\n",
        "---\ntitle: T\ntitle: U\n---\n",
        "---\n- a\n---\n",
        "---\ntitle: &a T\n---\n",
        "---\ntitle: T\rdate: 2025\n---\n",
        "---\n%YAML 1.1\n---\n",
    ],
)
def test_what_cannot_be_edited(text: str) -> None:
    with pytest.raises(ValueError, match=r"^\d+: "):
        parse(text)


def test_an_empty_one() -> None:
    front = parse("---\n# nothing yet\n---\n").set("title", "T").set("language", "ky")
    assert front.text == "---\ntitle: T\nlanguage: ky\n# nothing yet\n---\n"


def test_block_scalars_and_comments_in_odd_places() -> None:
    text = "---\nnote: | # why\n  a\n\n# below\ntitle: T\nsource: # who\n  name: N\n\n\n---\nx\n"
    front = parse(text)
    assert [entry.comments for entry in front.entries] == [("# why",), (), ("# who",)]
    changed = front.set("note", "b").set("source", "M").text
    assert changed == "---\n# why\nnote: b\n# below\ntitle: T\n# who\nsource: M\n\n\n---\nx\n"


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TRICKY = st.text(st.sampled_from("ab 1-:#[]{}&*!|>%@`'\",?~=\\\t\n\u2028é😀\ufeff\x00\x85"), max_size=8)
TEXTS = st.one_of(
    WORDS, TRICKY, st.sampled_from(["no", "12:30", "017", "~", "null", "1e5", "<<", "=", "0o17"])
)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(TEXTS, st.booleans())
@example("\ufeff", True)
def test_a_scalar_reads_back(text: str, flow: bool) -> None:
    written = yamlwriter.scalar(text, flow)
    assert "\n" not in written
    line = f"k: [{written}, z]\n" if flow else f"k: {written}  # c\n"
    mapping, problems = yamltext.read(line, "")
    assert mapping is not None
    assert problems == []
    node = mapping.pairs[0][1]
    if flow:
        assert isinstance(node, yamltext.Sequence)
        assert [getattr(item, "text", None) for item in node.items] == [text, "z"]
    else:
        assert isinstance(node, yamltext.Scalar)
        assert node.text == text
        assert not node.empty


def test_a_scalar_that_no_file_can_hold() -> None:
    with pytest.raises(ValueError, match="half of a character"):
        yamlwriter.scalar("\ud800")


@pytest.mark.parametrize("text", ["Тоң: жыйын", "a #b", "- a", "yes", "2025", "", " a", "'a", "[a", "a: "])
def test_quotes_where_yaml_needs_them(text: str) -> None:
    assert yamlwriter.scalar(text)[0] in "'\""


@pytest.mark.parametrize(
    "text", ["Тоң", "a:b", "a, b", "it's", "«a»", "https://a.example/#b", "a-b", "№ 137", "(a)"]
)
def test_no_quotes_where_it_does_not(text: str) -> None:
    assert yamlwriter.scalar(text) == text


NAMES = st.sampled_from([field.name for field in fields.ARTICLE] + ["other"])
LINE = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff"),
    max_size=10,
)
VALUES = st.one_of(
    LINE.map(lambda text: " ".join(text.split())),
    st.lists(LINE.map(lambda text: " ".join(text.split())), max_size=3),
    st.fixed_dictionaries({"name": LINE.map(str.split).map(" ".join)}),
)  # fmt: skip
CHANGES = st.lists(st.tuples(NAMES, st.one_of(st.none(), VALUES)), max_size=6)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(CHANGES)
def test_any_changes(changes: list[tuple[str, yamlwriter.Value | None]]) -> None:
    front, expected = parse(TEXT), dict(parse(TEXT).values)
    for key, value in changes:
        before = front
        front = front.without(key) if value is None else front.set(key, value)
        if value is None:
            expected.pop(key, None)
        else:
            expected[key] = value
            assert front.set(key, value).text == front.text
        again = parse(front.text)
        assert again.values == expected
        assert again.text == front.text
        assert comments(front.text) == comments(TEXT)
        untouched = {entry.key: entry.own for entry in before.entries if entry.key != key}
        assert {entry.key: entry.own for entry in again.entries if entry.key != key} == untouched
        assert again.rest == before.rest
    ordered = parse(front.ordered().text)
    assert ordered.values == expected
    assert ordered.ordered() == ordered
    assert comments(ordered.text) == comments(TEXT)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.dictionaries(NAMES, VALUES, max_size=5), st.text("ab\n#-", max_size=8))
def test_writing_anew(values: dict[str, yamlwriter.Value], body: str) -> None:
    text = front_matter.write(values, body)
    front = parse(text)
    assert front.values == values
    assert front.body.strip("\n") == (body if body.strip() else "").strip("\n")
    assert front.ordered() == FrontMatter(*front)


@pytest.mark.parametrize("path", REGISTRIES, ids=lambda path: path.name)
def test_places_in_registries(path: Path) -> None:
    text = path.read_text()
    for scalar in yamlspans.scalars(yamlspans.read(text)):
        written = text[scalar.start : scalar.end]
        assert scalar.block or written.strip("'\"")[:3] == scalar.text[:3]

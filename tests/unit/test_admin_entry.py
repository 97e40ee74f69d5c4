"""Articles as the editor in the browser has them: only what was changed changes in the file."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from achyq import front_matter
from achyq.admin import entry
from achyq.admin.entry import Malformed
from achyq.editing import desk

ROOT = Path(__file__).parents[2]
TERMS = desk.open_desk(ROOT).terms
ARTICLES = sorted((ROOT / "articles").rglob("*.md"))
TEXT = """\ufeff---\r
# who said so\r
title:   "A: b"  # as printed\r
language: ky\r
date: 2025-12-10~\r
event_date: 2012-10-16/2012-10-21\r
region: Тоң району # by name\r
colour: {red: 1} # known to nobody\r
source: # a group\r
  name: Kabar # its name\r
  colour: blue\r
corrections:\r
  - {date: 2026-01-05, note: One}\r
  - date: 2026-01\r
    note: >-\r
      Two\r
      lines\r
translated_from: {language: ru, digest: 0123456789abcdef}\r
tags: [meeting, no-such-topic]\r
---\r
\r
Text *with* marks.\r
\r
+ list\r
"""


COMMENTS = ("# who said so", "# as printed", "# by name", "# known to nobody", "# a group", "# its name")


def edited(text: str, **changes: Any) -> str:
    """What becomes of an article when an editor changes these values; they travel as JSON."""
    data = json.loads(json.dumps({**entry.shown(text, TERMS), **changes}))
    return entry.merged(text, data, TERMS)


def test_what_is_seen() -> None:
    assert entry.shown(TEXT, TERMS) == {
        "title": "A: b",
        "language": "ky",
        "date": "2025-12-10~",
        "event_date": "2012-10-16/2012-10-21",
        "region": ["KG-Y-TON"],
        "source": {"name": "Kabar"},
        "corrections": [{"date": "2026-01-05", "note": "One"}, {"date": "2026-01", "note": "Two lines"}],
        "translated_from": {"language": "ru"},
        "body": "Text *with* marks.\n\n+ list",
    }


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_saving_without_a_change_changes_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert edited(text) == text


def test_nor_in_an_article_of_every_oddity() -> None:
    assert edited(TEXT) == TEXT
    assert (
        edited(TEXT, status=None, tags=None, formerly=[], note="", body=entry.shown(TEXT, TERMS)["body"])
        == TEXT
    )


def test_each_change_by_itself() -> None:
    assert edited(TEXT, title="C # d") == TEXT.replace('title:   "A: b"', "title: 'C # d'")
    assert edited(TEXT, date="2025-12?") == TEXT.replace("date: 2025-12-10~", "date: 2025-12?")
    assert edited(TEXT, event_date="") == TEXT.replace("event_date: 2012-10-16/2012-10-21\r\n", "")
    assert edited(TEXT, region=["KG-O"]) == TEXT.replace("region: Тоң району #", "region: [KG-O]  #")
    assert edited(TEXT, body="New.\n\n+ list") == TEXT.replace("Text *with* marks.", "New.")
    assert edited(TEXT, body="") == TEXT[: TEXT.rindex("---") + 5]
    # What was not seen of a value stays until it is given anew.
    assert "tags: [meeting]\r\n" in edited(TEXT, tags=["meeting"])


def test_groups_keep_what_is_not_seen_of_them() -> None:
    changed = edited(
        TEXT, source={"name": "Kabar", "url": "https://a.example/"}, translated_from={"language": "kk"}
    )
    values = front_matter.parse(changed).values
    assert values["source"] == {"name": "Kabar", "url": "https://a.example/", "colour": "blue"}
    assert values["translated_from"] == {"language": "kk", "digest": "0123456789abcdef"}
    assert values["colour"] == {"red": "1"}
    assert all(changed.count(comment) == 1 for comment in COMMENTS)
    assert "source" not in front_matter.parse(edited(TEXT, source={"name": ""})).values


def test_lists_of_groups() -> None:
    items = [{"date": "2026-02", "note": "Three: x"}, {"date": "2026-01-05", "note": "One"}]
    assert front_matter.parse(edited(TEXT, corrections=items)).values["corrections"] == items
    odd = TEXT.replace("{date: 2026-01-05, note: One}", "{date: 2026-01-05, note: One, who: me}")
    assert "corrections" not in entry.shown(odd, TERMS)
    assert edited(odd) == odd


@pytest.mark.parametrize(
    "data",
    [
        {"title": 1}, {"title": ["a"]}, {"region": "KG"}, {"region": [1]}, {"source": "Kabar"},
        {"source": {"name": []}}, {"corrections": ["x"]}, {"body": 1}, {"body": "\ud800"},
    ],
)  # fmt: skip
def test_what_no_editor_can_have_sent(data: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        entry.merged(TEXT, data, TERMS)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs"]), max_size=12)
CHANGES: dict[str, st.SearchStrategy[Any]] = {
    "title": WORDS,
    "date": st.sampled_from(["2025", "2012-10-16/2012-10-21", "XXXX-02-23", ""]),
    "region": st.lists(st.sampled_from(["KG", "KG-Y", "KG-O"]), unique=True),
    "summary": WORDS,
    "source": st.fixed_dictionaries({"name": WORDS}, optional={"url": WORDS, "retrieved": WORDS}),
    "corrections": st.lists(st.fixed_dictionaries({"date": WORDS, "note": WORDS}), max_size=3),
    "formerly": st.lists(WORDS, max_size=3),
    "body": st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
}


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from([TEXT, *(path.read_text("utf-8") for path in ARTICLES[:3])]),
    st.fixed_dictionaries({}, optional=CHANGES),
)
def test_what_was_changed_is_read_back_and_nothing_else_is_lost(text: str, changes: dict[str, Any]) -> None:
    changed = edited(text, **changes)
    seen = entry.shown(changed, TERMS)
    wanted = entry.cleaned(changes)
    for name in changes.keys() & {"date", "region"}:
        assert seen.get(name) == wanted.get(name)
    for name in changes.keys() - {"date", "region", "body"}:
        assert _composed(seen.get(name)) == _composed(wanted.get(name))
    if "body" in changes:
        assert seen["body"] == entry.body(changes)
    before, after = front_matter.parse(text).values, front_matter.parse(changed).values
    assert {k: v for k, v in after.items() if k not in changes} == {
        k: v for k, v in before.items() if k not in changes
    }
    assert all(comment in changed for comment in COMMENTS if comment in text)
    assert entry.merged(changed, seen, TERMS) == changed


def _composed(value: Any) -> str:
    """A value with its letters composed, as they are written."""
    return unicodedata.normalize("NFC", json.dumps(value, ensure_ascii=False))

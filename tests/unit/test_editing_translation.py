"""`achyq translate`: everything inherited, the digest set, and renewed when the work is done."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.editing_archive import archive, problems, run, tree

from achyq import article, front_matter
from achyq.editing import desk as desks

Capture = pytest.CaptureFixture[str]
PAIR = "articles/2025/pair.ky.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = archive()
    made.articles["2025/pair", "ky"] |= {"summary": "Кыскача: бир", "note": "Эч ким"}
    made.write(tmp_path)
    return tmp_path


def record(root: Path, path: str) -> article.Record:
    found = article.read(path, (root / path).read_bytes()).record
    assert found
    return found


@pytest.mark.parametrize("name", ["2025/pair", PAIR, f"./{PAIR}", "/somewhere/articles/2025/pair.en.md"])
def test_a_translation_is_opened(root: Path, capsys: Capture, name: str) -> None:
    ran = run(capsys, root, "-q", "translate", name, "--to", "kk")
    assert ran == (0, "articles/2025/pair.kk.md\n", "")
    text = (root / ran.out.strip()).read_text("utf-8")
    front = front_matter.parse(text)
    assert front.values == {
        "title": "Эки тилдеги окуя", "language": "kk", "status": "draft",
        "translated_from": {"language": "ky", "digest": record(root, PAIR).text},
    }  # fmt: skip
    assert "# summary (ky): Кыскача: бир\n# note (ky): Эч ким\ntitle:" in text
    assert front.body == front_matter.parse((root / PAIR).read_text("utf-8")).body
    assert problems(root) == []


def test_with_a_title_and_from_another_language(root: Path, capsys: Capture) -> None:
    ran = run(
        capsys, root, "translate", "2025/pair", "--to", "kk", "--from", "en", "--title", "А---\n",
        "--summary", "Б",
    )  # fmt: skip
    assert ran.code == 0
    front = front_matter.parse((root / "articles/2025/pair.kk.md").read_text("utf-8"))
    assert front.values["title"] == "А---"
    assert front.values["summary"] == "Б"
    digest = record(root, "articles/2025/pair.en.md").text
    assert front.values["translated_from"] == {"language": "en", "digest": digest}
    assert front.entries[0].before == "# title (en): A story in two languages\n"
    assert problems(root) == []


def test_the_other_uzbek_script(root: Path, capsys: Capture) -> None:
    assert run(capsys, root, "-q", "translate", "2025/script", "--to", "uz-Cyrl").code == 0
    assert problems(root) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2025/nothing", "--to", "kk"], "2025/nothing"),
        (["../../etc/passwd", "--to", "kk"], "no such story"),
        (["2025/pair", "--to", "en"], "articles/2025/pair.en.md"),
        (["2025/pair", "--to", "ky"], "Kyrgyz"),
        (["2025/pair", "--to", "kk", "--from", "uz"], "ky"),
        (["2025/pair", "--to", "kk", "--renew"], "--renew"),
        (["2025/pair", "--to", "uz", "--from", "uz"], "it has"),
    ],
)
def test_wrong_usage(root: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    before = tree(root)
    ran = run(capsys, root, "translate", *arguments)
    assert ran.code == 2
    assert said in ran.err
    assert tree(root) == before


def test_renewing(root: Path, capsys: Capture) -> None:
    run(capsys, root, "-q", "translate", "2025/pair", "--to", "kk")
    path = root / "articles/2025/pair.kk.md"
    original = root / PAIR
    original.write_text(original.read_text("utf-8") + "\nДагы бир сөз.\n", "utf-8")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert run(capsys, root, "translate", "2025/pair", "--to", "kk", "--renew").code == 0
    after = path.read_bytes()
    old, new = (front_matter.parse(data.decode()).values for data in (before, after))
    assert new["translated_from"] == {"language": "ky", "digest": record(root, PAIR).text}
    assert {**new, "translated_from": ""} == {**old, "translated_from": ""}
    assert len(after) == len(before)
    assert run(capsys, root, "translate", "2025/pair", "--to", "kk", "--renew").out.startswith(
        "It was up to date"
    )
    assert path.read_bytes() == after


@pytest.mark.parametrize(
    ("text", "story"),
    [
        ("2025/a-b", "2025/a-b"),
        ("undated/a", "undated/a"),
        ("articles/2025/a.uz-Cyrl.md", "2025/a"),
        ("2025/a/", "2025/a"),
        ("2025/A", ""),
        ("a", ""),
        ("2025/a/picture.jpg", ""),
        ("x2025/a", ""),
        ("", ""),
    ],
)
def test_naming_a_story(text: str, story: str) -> None:
    assert desks.story_named(text) == story

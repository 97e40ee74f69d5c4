"""`achyq status`: what is left to do, counted and listed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.editing_archive import archive, run

from achyq.fields import LOCALE_CODES

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, capsys: Capture) -> Path:
    made = archive()
    made.articles["2023/story-00", "ky"]["status"] = "draft"
    made.articles["2023/story-04", "ru"].pop("region")
    made.write(tmp_path)
    run(capsys, tmp_path, "-q", "translate", "2025/pair", "--to", "kk")
    run(capsys, tmp_path, "-q", "translate", "2025/script", "--to", "ru")
    script = tmp_path / "articles/2025/script.uz.md"
    script.write_text(script.read_text("utf-8") + "Yana.\n", "utf-8")
    return tmp_path


def status(root: Path, capsys: Capture, *arguments: str) -> dict:
    ran = run(capsys, root, "status", "--json", *arguments)
    assert ran.code == 0
    return dict(json.loads(ran.out))


def test_each_language(root: Path, capsys: Capture) -> None:
    found = status(root, capsys)
    assert found["stories"] == 15
    left = found["languages"]
    assert list(left) == list(LOCALE_CODES)
    assert left["kk"]["articles"] == 5
    assert left["ru"]["articles"] == 7
    assert left["uz-Cyrl"] | {"untranslated": []} == {
        "articles": 0, "automatic": 1, "untranslated": [], "stale": [], "unmarked": [],
        "drafts": [], "undated": [], "without_region": [],
    }  # fmt: skip
    assert len(left["uz-Cyrl"]["untranslated"]) == 14
    assert "2025/pair" not in left["en"]["untranslated"]
    assert "2025/script" in left["en"]["untranslated"]
    assert left["ru"]["stale"] == ["articles/2025/script.ru.md"]
    assert left["kk"]["stale"] == []
    assert left["en"]["unmarked"] == ["articles/2025/pair.en.md"]
    assert left["kk"]["drafts"] == ["articles/2025/pair.kk.md"]
    assert left["ky"]["drafts"] == ["articles/2023/story-00.ky.md"]
    assert left["ru"]["undated"] == ["articles/undated/old.ru.md"]
    assert left["ru"]["without_region"] == ["articles/2023/story-04.ru.md"]
    for language in LOCALE_CODES:
        assert left[language]["articles"] + left[language]["automatic"] + len(
            left[language]["untranslated"]
        ) == 15  # fmt: skip


def test_coverage(root: Path, capsys: Capture) -> None:
    coverage = {row["strategy"]: row for row in status(root, capsys)["coverage"]}
    assert coverage["plan-1"]["stories"] == 6
    assert coverage["plan-1"]["regions"] == {"": 1, "KG-C": 1, "KG-Y": 3, "UZ": 1}
    assert coverage["plan-1"]["gaps"] == ["KG-B"]
    assert coverage["plan-2"]["stories"] == 7
    assert coverage[""]["stories"] == 2


def test_in_words(root: Path, capsys: Capture) -> None:
    english = run(capsys, root, "status").out
    assert english.startswith("15 stories\n")
    assert "Russian: Translations whose original has changed (1)\n  articles/2025/script.ru.md\n" in english
    assert "  Plan 1 (en): 6\n" in english
    assert "none: Batken (en)" in english
    uzbek = run(capsys, root, "status", "--language", "ru", "--lang", "uz").out
    assert uzbek.startswith("15 ta xabar\n")
    assert "Ruscha: Asl matni oʻzgargan tarjimalar (1)" in uzbek
    assert "Inglizcha" not in uzbek


def test_an_empty_archive(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "registry").mkdir()
    assert run(capsys, tmp_path, "status") == (0, "The archive has no stories yet.\n", "")
    assert status(tmp_path, capsys)["stories"] == 0


def test_problems(root: Path, capsys: Capture) -> None:
    (root / "articles/2025/pair.ky.md").write_text("nothing\n")
    ran = run(capsys, root, "status")
    assert ran.code == 1
    assert "[no-front-matter]" in ran.err

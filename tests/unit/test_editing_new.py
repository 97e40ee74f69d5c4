"""`achyq new`: correct files from options and from answers, and never a file overwritten."""

from __future__ import annotations

import io
import os
import pty
import select
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.unit.editing_archive import archive, problems, run, tree

from achyq import front_matter, schema
from achyq.editing import desk as desks
from achyq.editing import dialogue, draft
from achyq.editing.desk import Desk
from achyq.editing.dialogue import Dialogue
from achyq.editing.speech import Speech

PROJECT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive().write(tmp_path)
    return tmp_path


def test_everything_from_options(root: Path, capsys: Capture) -> None:
    ran = run(
        capsys, root, "new", "--title", "Жыйын: 'Ачык'  бюджет", "--language", "ky", "--date", "2025-12-10",
        "--event-date", "2025-12-09", "--region", "Тонский район", "--region", "KG-C", "--organiser", "CLUB",
        "--strategy", "The first plan (ru)", "--tags", "School (en)", "--summary", "Кыскача.",
        "--source-name", "Сайт", "--source-url", "https://a.example/#1", "--source-retrieved", "2025-12-11",
        "--note", "Жок.",
    )  # fmt: skip
    assert ran.code == 0
    assert ran.out.startswith("articles/2025/jyiyn-achyk-byudjet.ky.md\n")
    assert "draft" in ran.out
    path = root / ran.out.splitlines()[0]
    assert path.read_text("utf-8") == (
        "---\ntitle: \"Жыйын: 'Ачык' бюджет\"\ndate: 2025-12-10\nlanguage: ky\nregion: [KG-Y-TON, KG-C]\n"
        "organiser: [club]\nstrategy: [plan-1]\ntags: [school]\nevent_date: 2025-12-09\nsummary: Кыскача.\n"
        "source:\n  name: Сайт\n  url: https://a.example/#1\n  retrieved: 2025-12-11\n"
        "status: draft\nnote: Жок.\n---\n"
    )
    assert problems(root) == []


def test_in_a_copy_of_this_archive(tmp_path: Path, capsys: Capture) -> None:
    for name in ("articles", "registry"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").touch()
    text = tmp_path / "text.txt"
    text.write_text("Биринчи сап.\r\n\r\n## Баш сөз\r\n", "utf-8")
    ran = run(
        capsys, tmp_path, "-q", "new", "--title", "Ысык-Көлдө жыйын", "--language", "ky",
        "--date", "2025-11", "--region", "Ысык-Көл облусу", "--strategy", "kg-anticorruption-2025-2030",
        "--status", "published", "--text", str(text),
    )  # fmt: skip
    text.unlink()
    assert ran == (0, "articles/2025/ysyk-koldo-jyiyn.ky.md\n", "")
    written = (tmp_path / ran.out.strip()).read_text("utf-8")
    assert written.endswith("status: published\n---\n\nБиринчи сап.\n\n## Баш сөз\n")
    assert problems(tmp_path) == []


def test_the_folder_is_the_year(root: Path, capsys: Capture) -> None:
    for options, folder in (
        (["--date", "2012?"], "2012"),
        (["--event-date", "2017-11-20/2017-12-25"], "2017"),
        (["--date", "XXXX-02-23"], "undated"),
        ([], "undated"),
    ):
        ran = run(capsys, root, "-q", "new", "--title", f"В {folder}", "--language", "ru", *options)
        assert ran.out.startswith(f"articles/{folder}/")
    assert problems(root) == []


def test_nothing_is_overwritten(root: Path, capsys: Capture) -> None:
    arguments = ["-q", "new", "--title", "Одно и то же", "--language", "ru", "--date", "2025"]
    first, second = run(capsys, root, *arguments).out, run(capsys, root, *arguments).out
    assert (first, second) == ("articles/2025/odno-to-zhe.ru.md\n", "articles/2025/odno-to-zhe-2.ru.md\n")
    before = tree(root)
    for slug in ("odno-to-zhe", "pair"):
        ran = run(capsys, root, *arguments, "--slug", slug)
        assert ran.code == 2
        assert slug in ran.err
    assert tree(root) == before
    assert problems(root) == []


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        ([], 2, "--title, --language"),
        (["--title", "T"], 2, "These are missing: --language"),
        (["--title", "T", "--language", "xx"], 1, "[unknown-value]"),
        (["--title", "T", "--language", "ky", "--date", "2025-02-30"], 1, "[bad-date]"),
        (["--title", "T", "--language", "ky", "--region", "Атлантида"], 1, "[unknown-term]"),
        (["--title", "T", "--language", "ky", "--source-url", "a"], 1, "[bad-url]"),
        (["--title", "T", "--language", "ky", "--slug", "../x"], 2, "../x"),
        (["--title", "T", "--language", "ky", "--slug", "A"], 2, "A"),
        (["--title", "T" * 301, "--language", "ky"], 1, "[too-long]"),
        (["--title", "\u202eT", "--language", "ky"], 1, "[control-character]"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    root: Path, capsys: Capture, options: list[str], code: int, said: str
) -> None:
    before = tree(root)
    ran = run(capsys, root, "new", *options)
    assert ran.code == code
    assert said in ran.err
    assert tree(root) == before


def test_a_linked_folder_is_not_written_through(root: Path, tmp_path: Path, capsys: Capture) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "articles/2031").symlink_to(outside)
    with pytest.raises(Exception, match=r"symbolic|link"):
        desks.create(root, "articles/2031/a.ky.md", "x")
    assert list(outside.iterdir()) == []


# --- the dialogue


def answering(*answers: str) -> Callable[[str], str]:
    lines: Iterator[str] = iter(answers)

    def read(prompt: str) -> str:
        return next(lines)

    return read


@pytest.fixture
def desk(root: Path) -> Desk:
    return desks.open_desk(root)


def test_answers(desk: Desk) -> None:
    shown: list[str] = []
    talk = Dialogue(
        Speech("en"),
        answering("", "Title", "kyrgyz", "ky", "2025-13-01", "2025-12-10", "", "Атлантида", "Тоң району", "",
                  "", "", "", "Site", "ftp://a", "", "2025", "", ""),
        shown.append,
    )  # fmt: skip
    values = draft.converse(talk, desk, {"summary": "S"})
    assert values == {
        "title": "Title", "language": "ky", "date": "2025-12-10", "region": ["Тоң району"], "summary": "S",
        "source": {"name": "Site", "retrieved": "2025"},
    }  # fmt: skip
    assert len([line for line in shown if line.startswith("  ")]) == 5
    made = draft.compose(desk, values, "Text.")
    assert made.problems == ()
    assert front_matter.parse(made.text).values["region"] == ["KG-Y-TON"]


def test_completion(desk: Desk) -> None:
    names = dialogue.names_of(desk.terms["regions"])
    assert "Тонский район" in dialogue.matching(names, "тон")
    assert dialogue.matching(names, "район") == ["Тоң району", "Тонский район"]
    assert dialogue.matching(names, "kg-y-") == ["KG-Y-TON", "KG-Y-AKS"]
    assert dialogue.matching(names, "zz") == []


def test_on_a_terminal(root: Path) -> None:
    """Six questions answered by keys, one of them with Tab, in a process of its own."""
    code = (
        "import argparse, sys; from pathlib import Path; from achyq.editing import command\n"
        "parser = argparse.ArgumentParser(); parser.add_argument('-q', '--quiet', action='store_true')\n"
        "command.add_arguments(parser.add_subparsers(dest='command'))\n"
        "sys.exit(command.run(Path(sys.argv[1]), parser.parse_args(sys.argv[2:])))"
    )
    arguments = [str(root), "new", "--date", "2025", "--lang", "ru", "--summary", "S", "--note", "N"]
    ours, theirs = pty.openpty()
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "scripts"), "TERM": "dumb", "LC_ALL": "C.UTF-8"}
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    said = io.BytesIO()
    for question, keys in (
        ("Заголовок", "Жыйын жана окуу"), ("Язык", "ky"), ("Дата события", ""), ("Регион", "KG-Y-T\t"),
        ("+", ""), ("Организатор", ""), ("Стратегия", ""), ("Тема", ""), ("Источник", ""),
    ):  # fmt: skip
        said.truncate(0)
        said.seek(0)
        while question.encode() not in said.getvalue():
            assert select.select([ours], [], [], 20)[0], (question, said.getvalue().decode(errors="replace"))
            said.write(os.read(ours, 4096))
        os.write(ours, keys.encode() + b"\n")
    while select.select([ours], [], [], 20)[0]:
        try:
            os.read(ours, 4096)
        except OSError:  # they closed it
            break
    assert process.wait(20) == 0
    os.close(ours)
    (path,) = (root / "articles/2025").glob("jyiyn*")
    assert front_matter.parse(path.read_text("utf-8")).values == {
        "title": "Жыйын жана окуу", "date": "2025", "language": "ky", "region": ["KG-Y-TON"],
        "summary": "S", "status": "draft", "note": "N",
    }  # fmt: skip


def test_ids_are_as_the_schema_has_them() -> None:
    assert schema.is_id("a-b")
    assert not schema.is_id("a--b")

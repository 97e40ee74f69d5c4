"""The command line: exit codes, what machines read, and no traceback whatever is wrong."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.engine.helpers import achyq, main, small, tree

from achyq import cli
from achyq.errors import CODES, Problem

SUMMARY = {
    "articles", "stories", "drafts", "outputs", "rendered", "written", "removed", "bytes", "seconds",
    "peak_memory_bytes",
}  # fmt: skip
PROBLEM = {"path", "line", "column", "code", "severity", "field", "message", "hint"}
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def copy(framed: Path, tmp_path: Path) -> Path:
    """An archive with a theme, whose chrome is made."""
    return shutil.copytree(framed, tmp_path / "copy")


def test_done(copy: Path, capsys: Capture):
    ran = main(capsys, "-C", copy, "build")
    assert (ran.code, ran.err) == (0, "")
    assert "Stories: 15; articles: 17" in ran.out
    assert (copy / "site/index.html").is_file()


def test_quiet(copy: Path, capsys: Capture):
    assert main(capsys, "-C", copy, "-q", "build") == (0, "", "")
    assert main(capsys, "-C", copy, "-q", "check") == (0, "", "")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_summary_as_json(copy: Path, capsys: Capture, jobs: str):
    ran = main(capsys, "-C", copy, "build", "--json", "--jobs", jobs)
    assert (ran.code, ran.err) == (0, "")
    values = json.loads(ran.out)
    assert set(values) == SUMMARY
    assert all(isinstance(value, (int, float)) and value >= 0 for value in values.values())
    assert values["outputs"] == len(tree(copy / "site"))
    assert values["bytes"] == sum(map(len, tree(copy / "site").values()))
    assert values["peak_memory_bytes"] > 10**7


def test_drafts_are_counted_and_not_published(copy: Path, capsys: Capture):
    archive = small()
    archive.articles["2023/story-00", "ky"]["status"] = "draft"
    archive.write(copy)
    assert json.loads(main(capsys, "-C", copy, "build", "--json").out)["drafts"] == 1
    assert not (copy / "site/ky/2023/story-00").exists()
    assert b"story-00" not in b"".join(tree(copy / "site").values())


@pytest.mark.parametrize("status", ["draft", "withdrawn", ""])
def test_attachments_are_published_with_their_story_only(copy: Path, capsys: Capture, status: str):
    archive = small()
    archive.attachments["2023/story-00/secret.pdf"] = b"%PDF"
    if status:
        archive.articles["2023/story-00", "ky"] |= {"status": status, "withdrawn_reason": "Untrue."}
    else:
        del archive.articles["2023/story-00", "ky"]
    archive.write(copy)
    main(capsys, "-C", copy, "build")
    assert not list((copy / "site").rglob("secret.pdf"))


def spoil(root: Path) -> None:
    (root / "articles/2023/story-00.ky.md").write_text(
        "---\ntitle: T\nlanguage: ky\ndate: 2023-02-30\nx: 1\n---\n"
    )
    (root / "articles/2023/story-01.ru.md").write_bytes(b"---\ntitle: \xff\n---\n")
    (root / "registry/tags.yml").write_text("meeting: {name: {ky: A}}\n")


def test_problems(copy: Path, capsys: Capture):
    main(capsys, "-C", copy, "build")
    before = tree(copy / "site")
    spoil(copy)
    ran = main(capsys, "-C", copy, "build")
    assert (ran.code, ran.out) == (1, "")
    assert "articles/2023/story-00.ky.md:4:7: error [bad-date]" in ran.err
    assert "articles/2023/story-00.ky.md:5:1: error [unknown-key]" in ran.err
    assert "Traceback" not in ran.err
    assert tree(copy / "site") == before


@pytest.mark.parametrize("command", [("build", "--json"), ("check", "--format", "json")])
def test_problems_as_json(copy: Path, capsys: Capture, command: tuple[str, ...]):
    spoil(copy)
    ran = main(capsys, "-C", copy, *command)
    assert ran.code == 1
    problems = json.loads(ran.out)
    assert {problem["code"] for problem in problems} >= {"bad-date", "unknown-key", "not-utf8", "missing-key"}
    for problem in problems:
        assert set(problem) == PROBLEM == set(Problem._fields)
        assert problem["code"] in CODES
        assert problem["severity"] in {"error", "warning"}
        assert isinstance(problem["line"], int)
        assert isinstance(problem["column"], int)
        assert not os.path.isabs(problem["path"])
        assert (copy / problem["path"]).exists()
    order = [(problem["path"], problem["line"], problem["column"]) for problem in problems]
    assert order == sorted(order)


def test_problems_for_github(copy: Path, capsys: Capture):
    spoil(copy)
    ran = main(capsys, "-C", copy, "check", "--format", "github")
    assert ran.code == 1
    assert all(line.startswith("::error file=") for line in ran.out.splitlines())
    assert "::error file=articles/2023/story-00.ky.md,line=4,col=7,title=bad-date::" in ran.out


NAMES = ["\\n::error file=x::injected", "\\e[2Jgone", "\\u202Eesrever", "\\r\\n::stop-commands::x"]


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize("name", NAMES)
def test_problems_cannot_command_a_terminal_or_a_runner(copy: Path, capsys: Capture, name: str, command: str):
    front = f'---\ntitle: T\nlanguage: ky\n"{name}": 1\n---\n'
    (copy / "articles/2023/story-00.ky.md").write_text(front)
    ran = main(capsys, "-C", copy, command)
    assert ran.code == 1
    assert "unknown-key" in ran.err
    assert not any(line.startswith("::") for line in ran.err.splitlines())
    assert all(character.isprintable() or character == "\n" for character in ran.err)


def test_check_publishes_nothing(copy: Path, capsys: Capture):
    ran = main(capsys, "-C", copy, "check")
    assert (ran.code, ran.err) == (0, "")
    assert not (copy / "site").exists()
    assert json.loads(main(capsys, "-C", copy, "check", "--format", "json").out) == []


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["build", "--jobs", "many"],
        ["build", "--jobs", "-1"],
        ["build", "--nothing"],
        ["build", "surplus"],
        ["check", "--format", "xml"],
        ["-C", "no/such/folder", "build"],
        ["-C", "docs", "build"],
    ],
)
def test_wrong_usage(copy: Path, capsys: Capture, arguments: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(copy)
    ran = main(capsys, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err
    assert "Traceback" not in ran.err


def test_no_archive_here(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    ran = main(capsys, "build")
    assert ran.code == 2
    assert "-C" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_no_articles(copy: Path, capsys: Capture):
    shutil.rmtree(copy / "articles")
    ran = main(capsys, "-C", copy, "build")
    assert ran.code == 2
    assert not (copy / "site").exists()


def test_an_archive_is_found_from_below(copy: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(copy / "articles/2023")
    assert main(capsys, "-q", "build") == (0, "", "")
    assert (copy / "site/index.html").is_file()


def test_an_archive_is_named_from_elsewhere(
    copy: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert main(capsys, "-q", "-C", "../copy", "build").code == 0
    assert main(capsys, "-q", "-C", "../copy", "build", "--site-dir", "here").code == 0
    assert {path.name for path in Path().iterdir()} <= {"here", ".here.next"}
    assert tree(copy / "site") == tree(Path("here"))


def test_without_a_cache_none_is_left(copy: Path, capsys: Capture):
    shutil.copytree(copy / ".cache", copy / "kept")
    assert main(capsys, "-q", "-C", copy, "build").code == 0
    before = tree(copy / "site")
    shutil.rmtree(copy / ".cache")
    ran = achyq("-C", copy, "-q", "build", "--no-cache", TMPDIR=str(copy / "kept"))
    assert ran == (0, "", "")
    assert tree(copy / "site") == before
    assert not (copy / ".cache").exists()
    assert [path.name for path in (copy / "kept").glob("achyq-*") if path.suffix != ".lock"] == []


def test_help_names_every_exit_code(capsys: Capture):
    ran = main(capsys, "--help")
    assert ran.code == 0
    for code in ("0 done", "1 problems", "2 wrong usage", "3 the environment", "130 interrupted"):
        assert code in " ".join(ran.out.split())


def test_every_option_has_help():
    (commands,) = (action for action in cli.parser()._actions if action.dest == "command")
    for name, command in commands.choices.items():  # type: ignore[union-attr]
        for action in command._actions:
            assert action.help or action.dest in {"port", "format"}, f"{name} {action.dest}"


# --- a theme that fails


def break_template(text: str) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        path = root / "overrides/archive/article.html"
        path.write_text(path.read_text().replace("<article", text + "<article"))

    return damage


def break_config(text: str) -> Callable[[Path], None]:
    return page("mkdocs.yml", text.encode())


def page(name: str, data: bytes) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        (root / name).write_bytes(data)

    return damage


def config(old: str, new: str) -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        text = (root / "mkdocs.yml").read_text()
        assert old in text
        (root / "mkdocs.yml").write_text(text.replace(old, new))

    return damage


THEMES = [
    pytest.param(break_template("{% if archive.title %}x{% endif %}"), "archive.title", id="branch"),
    pytest.param(break_template("{{ missing.name }}"), "missing", id="undefined"),
    pytest.param(break_template("{% if %}"), "article.html", id="syntax"),
    pytest.param(page("docs/en/about.md", b"\xff\xfe"), "about.md", id="page not UTF-8"),
    pytest.param(page("docs/en/about.md", b"# A\n\n[x](no.md)\n"), "no.md", id="broken link"),
    pytest.param(break_config("site_name: [\n"), "mkdocs.yml", id="YAML"),
    pytest.param(break_config("- a\n- b\n"), "mapping", id="a list"),
    pytest.param(break_config(""), "site_name", id="empty"),
    pytest.param(config("  achyq: {}", "  no-such-plugin: {}"), "no-such-plugin", id="no such plugin"),
    pytest.param(config("  achyq: {}", ""), "achyq", id="without the plugin"),
    pytest.param(config("overrides", "no-such-folder"), "no-such-folder", id="no overrides"),
    pytest.param(config("custom_dir: overrides", "custom_dir: docs"), "docs", id="no templates"),
    pytest.param(page("mkdocs.yml", b"site_name: \xff\n"), "mkdocs.yml", id="config not UTF-8"),
]


@pytest.mark.parametrize(("damage", "named"), THEMES)
def test_a_theme_that_fails(copy: Path, capsys: Capture, damage: Callable[[Path], None], named: str):
    damage(copy)
    ran = main(capsys, "-C", copy, "build", "--json")
    assert ran.code == 1
    (problem,) = json.loads(ran.out)
    assert (problem["path"], problem["code"]) == ("mkdocs.yml", "theme-failed")
    assert named in problem["hint"]
    assert "Traceback" not in problem["hint"] + ran.err
    assert not (copy / "site").exists()


def test_a_failed_build_leaves_no_temporary_files(copy: Path, tmp_path: Path):
    shutil.rmtree(copy / ".cache/chrome")
    spoil(copy)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    ran = achyq("-C", copy, "build", TMPDIR=str(temporary))
    assert ran.code == 1
    assert [path.name for path in temporary.iterdir() if path.suffix != ".lock"] == []

"""`achyq check` as a command: what it says where, in which form and language, and how it ends."""

from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path

import pytest
from tests.archives import article, make

from achyq import usage
from achyq.check import command
from achyq.errors import UsageError

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return make(
        tmp_path,
        {
            "articles/2025/bad.ky.md": article("Жыйын", date="2025-13-01"),
            "articles/2025/doubt.ky.md": article("Бул мaселе"),
            "articles/2025/fine.ky.md": article("Жыйын"),
        },
    )


def run(root: Path, *given: str) -> int:
    parser = argparse.ArgumentParser()
    parser.set_defaults(quiet=False)
    command.add_arguments(parser)
    usage.add_language(parser)
    return command.run(root, parser.parse_args(given))


def test_everything_in_one_run_in_the_order_of_paths(root: Path, capsys: Capture) -> None:
    assert run(root) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split(" [")[0] for line in said.err.splitlines() if line.startswith("articles")] == [
        "articles/2025/bad.ky.md:3:7: error",
        "articles/2025/doubt.ky.md:2:12: warning",
    ]
    assert said.err.endswith("\nErrors: 1; warnings: 1\n")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (["articles/2025/doubt.ky.md"], 0),
        (["articles/2025/doubt.ky.md", "--strict"], 1),
        (["articles/2025/fine.ky.md", "--strict"], 0),
        (["articles/2025"], 1),
        (["registry", "articles/2025/fine.ky.md"], 0),
        ([], 1),
    ],
)
def test_exit_codes(root: Path, given: list[str], code: int) -> None:
    assert run(root, *given) == code


@pytest.mark.parametrize("path", ["articles/2025/gone.ky.md", "/etc", "../.."])
def test_a_path_that_is_not_of_the_archive(root: Path, path: str) -> None:
    with pytest.raises(UsageError):
        run(root, path)


def test_a_clean_archive(tmp_path: Path, capsys: Capture) -> None:
    root = make(tmp_path, {"articles/2025/a.ky.md": article()})
    assert run(root, "--strict", "--lang", "en") == 0
    assert capsys.readouterr().out == "No problems; stories: 1\n"
    assert run(root, "--format", "json") == 0
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("environment", "text"),
    [
        ({"LANG": "C.UTF-8"}, "'2025-13-01' is not a date: there is no month 13"),
        ({"LANG": "ky_KG.UTF-8"}, "«2025-13-01» дата эмес: 13 деген ай жок"),
        ({"LANG": "ky_KG", "LC_ALL": "kk_KZ.UTF-8"}, "«2025-13-01» күн емес: 13 деген ай жоқ"),
        ({"LC_MESSAGES": "uz_UZ.UTF-8", "LANG": "ru_RU"}, "“2025-13-01” sana emas: 13 degan oy yoʻq"),
        ({"LANG": "uz_UZ@cyrillic"}, "«2025-13-01» сана эмас: 13 деган ой йўқ"),
        ({"LANG": "uz-Cyrl-UZ"}, "«2025-13-01» сана эмас: 13 деган ой йўқ"),
        ({"LANG": "ru_RU.KOI8-R"}, "«2025-13-01» — не дата: месяца 13 не бывает"),
        ({"LANG": "de_DE.UTF-8"}, "'2025-13-01' is not a date: there is no month 13"),
    ],
)
def test_the_environment_names_the_language(
    root: Path,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    text: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    for _ in range(2):  # read, then remembered
        run(root)
        assert text in capsys.readouterr().err


def test_the_option_goes_before_the_environment(
    root: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "ru_RU.UTF-8")
    run(root, "--lang", "en", "--format", "json")
    assert [problem["message"] for problem in json.loads(capsys.readouterr().out)] == [
        "'2025-13-01' is not a date: there is no month 13",
        "'мaселе' mixes Latin and Cyrillic letters",
    ]


def test_github(root: Path, capsys: Capture) -> None:
    run(root, "--format", "github", "--lang", "en")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("::error file=articles/2025/bad.ky.md,line=3,col=7,title=bad-date::")
    assert lines[1].startswith("::warning file=articles/2025/doubt.ky.md,line=2,col=12,title=mixed-script::")


def test_sarif(root: Path, capsys: Capture) -> None:
    (root / "articles/notes and such.txt").write_text("x")
    run(root, "--format", "sarif", "--lang", "en")
    log = json.loads(capsys.readouterr().out)
    assert log["version"] == "2.1.0"
    (ran,) = log["runs"]
    rules = ran["tool"]["driver"]["rules"]
    for result in ran["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
    places = [result["locations"][0]["physicalLocation"] for result in ran["results"]]
    assert places[0]["region"] == {"startLine": 3, "startColumn": 7}
    assert places[2]["artifactLocation"]["uri"] == "articles/notes%20and%20such.txt"
    assert "region" not in places[2]


# --- changes


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def history(root: Path) -> Path:
    (root / "articles/2025/link.ky.md").write_text(article("Шилтеме", "[x](fine.ky.md)"))
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text(".cache/\n")
    git(root, "add", ".")
    git(root, "commit", "-q", "-m", "one")
    return root


def places(root: Path, capsys: Capture, revision: str) -> list[str]:
    run(root, "--since", revision, "--format", "json", "--lang", "en")
    return [problem["path"].rsplit("/", 1)[1] for problem in json.loads(capsys.readouterr().out)]


def test_only_what_belongs_to_a_change(history: Path, capsys: Capture) -> None:
    assert run(history, "--since", "HEAD") == 0
    capsys.readouterr()
    (history / "articles/2025/new.ky.md").write_text(article("Жaңы"))
    assert places(history, capsys, "HEAD") == ["new.ky.md"]
    git(history, "add", ".")
    git(history, "commit", "-q", "-m", "two")
    assert places(history, capsys, "HEAD") == []
    assert places(history, capsys, "HEAD~1") == ["new.ky.md"]


def test_a_file_that_is_gone_is_missed_where_it_was_linked(history: Path, capsys: Capture) -> None:
    (history / "articles/2025/fine.ky.md").unlink()
    assert places(history, capsys, "HEAD") == ["link.ky.md"]


def test_registries_concern_everything(history: Path, capsys: Capture) -> None:
    with (history / "registry/tags.yml").open("a") as file:
        file.write("# changed\n")
    assert places(history, capsys, "HEAD") == ["bad.ky.md", "doubt.ky.md"]


def test_what_others_committed_since_is_no_change(history: Path, capsys: Capture) -> None:
    git(history, "checkout", "-q", "-b", "mine")
    (history / "articles/2025/mine.ky.md").write_text(article("Меники: мaселе", date="2025-03-05"))
    git(history, "checkout", "-q", "main")
    (history / "articles/2025/theirs.ky.md").write_text(article("Мaселе", date="2025-03-06"))
    git(history, "add", "articles/2025/theirs.ky.md")
    git(history, "commit", "-q", "-m", "theirs")
    git(history, "checkout", "-q", "mine")
    assert places(history, capsys, "main") == ["mine.ky.md"]


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD~9"])
def test_a_revision_that_is_none(history: Path, revision: str) -> None:
    with pytest.raises(UsageError):
        run(history, f"--since={revision}")
    assert not (history / "x").exists()


def test_no_repository(root: Path) -> None:
    with pytest.raises(UsageError):
        run(root, "--since", "HEAD")

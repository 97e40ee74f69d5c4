"""The command line in six languages: help of every command, every refusal, and the catalogues of both."""

from __future__ import annotations

import argparse
import ast
import inspect
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from achyq import cli, usage
from achyq.locale import LOCALES

CODES = [locale.code for locale in LOCALES]
TRANSLATED = [code for code in CODES if code != "en"]
Capture = pytest.CaptureFixture[str]
#: Sentences of argparse that only a programmer can provoke, or that nothing of ours does.
OF_PROGRAMMERS = re.compile(
    "conflict|cannot|must be|is required$|invalid option string|dest= is required|is not callable|__call__|"
    'invalid argument for positionals|unknown parser|argument "-"|can\'t open|unexpected option|subcommands'
)
#: Of other versions of Python than the one that runs.
OF_OTHERS = {
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)",
}
#: What stays in Latin letters in every language: names of options, values, files, programs.
NAMES = re.compile(
    r"https?\S*|--?[a-z][a-z-]*|\S+\.(?:yml|docx|html|mht|txt)|\.\w+|[\w-]+/[\w-]*|\{[^}]*\}|[\w.]+=\w+|"
    r"\((?:[^()]*: )?[\w-]+\)|\b[A-Z]{2}-[A-Z]+\b|\b(?:Markdown|JSON|HTML|EDTF|Git|ID|id|http|https|digest|"
    r"draft|npm|ZIP|achyq|check|site|add|rename|merge)\b"
)
#: The names of commands and arguments.
COMMANDS = {*cli.COMMANDS, "build", "serve", "new", "translate", "status", "registry", "kind"}


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and all that are below it."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


def everything() -> usage.Parser:
    """The command line with the options of every command."""
    return cli.parser(list(cli.COMMANDS))


def texts() -> set[str]:
    """Every text of every parser."""
    found: set[str | None] = set()
    for parser in parsers(everything()):
        found |= {parser.description, parser.epilog}
        found |= {group.title for group in parser._action_groups if group._group_actions}
        for action in parser._actions:
            found |= {action.help, action.metavar if isinstance(action.metavar, str) else None}
            if isinstance(action, argparse._SubParsersAction):
                found |= {line.help for line in action._choices_actions}
    return {text for text in found if text}


def of_argparse() -> set[str]:
    """The sentences that argparse asks gettext for."""
    found = set()
    for node in ast.walk(ast.parse(inspect.getsource(argparse))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "ngettext")
        ):
            found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return {text for text in found if isinstance(text, str) and not OF_PROGRAMMERS.search(text)}


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_and_nothing_else(code: str) -> None:
    wanted = texts() | of_argparse()
    assert len(texts()) > 100
    assert wanted - usage.catalogue(code).keys() == set()
    assert usage.catalogue(code).keys() - wanted - OF_OTHERS == set()


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_fill_in_the_same_values_in_letters_of_the_language(code: str) -> None:
    for text, translation in usage.catalogue(code).items():
        values = set(re.findall(r"%\((\w+)\)", text)) - {"type"}
        assert set(re.findall(r"%\((\w+)\)", translation)) == values
        assert translation.count("%s") == text.count("%s")
        assert translation.endswith("\n") == text.endswith("\n")
        assert unicodedata.is_normalized("NFC", translation)
        assert not re.search("[`‘’]", translation)
        for word in re.findall(r"[^\W\d_]+", re.sub(r"%(?:\(\w+\))?[sr]", " ", translation)):
            scripts = {unicodedata.name(letter).split()[0] for letter in word} - {"MODIFIER"}
            assert len(scripts) == 1, f"{word}: {translation}"


@pytest.mark.parametrize("code", TRANSLATED)
def test_help_has_no_english_left(code: str) -> None:
    top = everything()
    usage.speak(top, code)
    english = {text for text in texts() | of_argparse() if len(text.split()) > 1}
    with usage._argparse_speaks(code):
        for parser in parsers(top):
            shown = " ".join(parser.format_help().split())
            assert [text for text in english if " ".join(text.split()) in shown] == []
            if code != "uz":  # its words are in Latin letters too
                words = set(re.findall("[A-Za-z]{2,}", NAMES.sub(" ", shown)))
                assert words - COMMANDS == set(), shown


@pytest.mark.parametrize("command", ["", "build", "serve", "new", "registry", "registry add", *cli.COMMANDS])
def test_help_is_said_in_the_language_asked_for(command: str, capsys: Capture) -> None:
    for order in ([*command.split(), "--lang", "ky", "--help"], ["--lang=ky", *command.split(), "-h"]):
        with pytest.raises(SystemExit) as ended:
            cli.main(order)
        assert ended.value.code == 0
        assert capsys.readouterr().out.startswith("колдонуу: achyq")


#: Each way to call it wrongly, and what is said of it in English and in Russian.
REFUSALS = [
    ("", "arguments are required: COMMAND", "необходимы аргументы: КОМАНДА"),
    ("nothing", "argument COMMAND: invalid choice: 'nothing'", "недопустимое значение: 'nothing'"),
    ("build surplus", "unrecognized arguments: surplus", "неизвестные аргументы: surplus"),
    ("build --jobs many", "argument --jobs: invalid int value: 'many'", "это не целое число: 'many'"),
    ("build --jobs", "expected one argument", "аргумент --jobs: нужно одно значение"),
    ("build --no", "ambiguous option: --no could match", "--no может означать разное"),
    ("build --json=1", "ignored explicit argument '1'", "здесь не пишут значение: '1'"),
    ("serve --drafts --no-drafts", "not allowed with argument", "не сочетается с аргументом"),
    ("check --format xml", "(choose from 'text', 'json'", "выберите из"),
    ("import", "arguments are required: FILE|FOLDER|URL", "необходимы аргументы: ФАЙЛ|ПАПКА|АДРЕС"),
    ("translate x", "arguments are required: --to", "необходимы аргументы: --to"),
    ("registry", "arguments are required: ACTION", "необходимы аргументы: ДЕЙСТВИЕ"),
    ("registry add nothing", "argument kind: invalid choice", "аргумент kind: недопустимое значение"),
    ("check --lang xx", "argument --lang: invalid choice: 'xx'", "--lang: недопустимое значение: 'xx'"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "english", "russian"), REFUSALS)
def test_refusals(
    call: str, english: str, russian: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for locale, wanted in (("en_GB.UTF-8", english), ("ru_RU.UTF-8", russian)):
        monkeypatch.setenv("LC_ALL", locale)
        with pytest.raises(SystemExit) as ended:
            cli.main(call.split())
        assert ended.value.code == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert wanted in said.err
    for text in of_argparse():
        words = re.sub(r"%(?:\(\w+\))?[sr]", "", text).split(": ")[0].strip()
        assert len(words.split()) < 2 or words not in said.err


def test_a_right_call_reads_no_catalogue_and_leaves_argparse_as_it_was(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "ky_KG.UTF-8")
    usage.catalogue.cache_clear()
    before = vars(argparse)["_"]
    options = usage.read(cli.parser(["check"]), ["check", "--strict", "--lang", "kk"], "kk")
    assert (options.command, options.strict, options.lang) == ("check", True, "kk")
    assert usage.catalogue.cache_info().misses == 0
    with pytest.raises(SystemExit):
        usage.read(cli.parser(), ["build", "--help"], "kk")
    assert usage.catalogue.cache_info().misses == 1
    assert vars(argparse)["_"] is before


def test_the_language_is_found_before_the_call_is_understood() -> None:
    assert usage.asked(["--lang", "kk", "nothing"]) == "kk"
    assert usage.asked(["check", "--lang=uz-Cyrl", "--nothing"]) == "uz-Cyrl"
    assert usage.asked(["--lang"]) == usage.asked(["--lang", "xx"]) == usage.asked([]) == ""


def test_help_starts_without_what_commands_need() -> None:
    """A help must not wait for packages that only a build or a preview needs."""
    code = (
        "import sys\nfrom achyq import cli\ntry:\n cli.main(['--lang', 'ky', '--help'])\n"
        "except SystemExit:\n print([m for m in sys.modules if m in ('mkdocs', 'rich', 'asyncio')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"


def test_what_else_is_said(tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["build", "--lang", "kk"]) == 2
    assert capsys.readouterr().err.startswith("achyq: Мұнда да, жоғарыда да мұрағат")
    (tmp_path / "mkdocs.yml").write_text("")
    assert cli.main(["-C", ".", "--lang", "ru", "check"]) == 2
    assert capsys.readouterr().err == f"achyq: Это не архив, в нём нет папки articles/: {tmp_path.name}\n"
    (tmp_path / "articles").mkdir()
    assert cli.main(["--lang", "uz", "check", "nothing"]) == 2
    assert capsys.readouterr().err == "achyq: Arxivda bunday fayl yoʻq: nothing\n"
    assert cli.main(["search", "x", "--lang", "ky"]) == 3
    assert capsys.readouterr().err.startswith("achyq: Бул жерде издөө индекси бар сайт жок")

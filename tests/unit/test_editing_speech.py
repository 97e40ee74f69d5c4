"""The catalogues of the editors' commands: every message is there in all six languages, and no other."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from achyq.editing import concepts, draft, new_term, options, status
from achyq.editing.speech import Speech
from achyq.errors import Problem
from achyq.fields import ARTICLE, GLOSSARY, LOCALE_CODES, TERMS
from achyq.locale import plural_form, read_po

ROOT = Path(__file__).parents[2]
TRANSLATED = [code for code in LOCALE_CODES if code != "en"]
#: Messages that are looked up by a key: the tables of them.
TABLES = {
    "QUESTIONS[field.name]": [
        *draft.QUESTIONS.values(),
        *new_term.QUESTIONS.values(),
        *concepts.QUESTIONS.values(),
    ],
    "QUESTIONS['words']": [concepts.QUESTIONS["words"]],
    "QUESTIONS['definition']": [concepts.QUESTIONS["definition"]],
    "QUESTIONS[f'{field.name}.{inner.name}']": draft.QUESTIONS.values(),
    "QUESTIONS[name]": new_term.QUESTIONS.values(),
    "heading": status.LISTS.values(),
}


def asked(source: str) -> Iterator[str]:
    """The messages that a module asks for: calls of `tell`, `x.tell` and their `.n`."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        if not re.fullmatch(r"(\w+\.)?tell(\.n)?", name):
            continue
        for argument in node.args[: 1 + name.endswith(".n")]:
            if isinstance(argument, ast.Constant):
                yield str(argument.value)
            else:
                yield from TABLES[ast.unparse(argument)]


@cache
def wanted() -> set[str]:
    files = (ROOT / "scripts/achyq/editing").glob("*.py")
    return {message for path in files for message in asked(path.read_text("utf-8"))}


def catalogue(code: str) -> dict[str, tuple[str, ...]]:
    folder = ROOT / "scripts/achyq/locales" / code.replace("-", "_")
    return read_po((folder / "LC_MESSAGES/editing.po").read_text("utf-8"))


PLURALS = {"{n} stories": "{n} story", "{n} files changed": "{n} file changed"}


def test_messages_are_found() -> None:
    assert len(wanted()) > 70
    assert set(PLURALS) < wanted()


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_and_no_other(code: str) -> None:
    assert set(catalogue(code)) == wanted() - set(PLURALS)
    for message, texts in catalogue(code).items():
        forms = len({plural_form(n, code) for n in range(30)}) if message in PLURALS.values() else 1
        assert len(texts) == forms
        assert all(texts)


def test_english_has_plurals_only() -> None:
    assert set(catalogue("en")) == set(PLURALS.values())


def names(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_and_letters(code: str) -> None:
    for message, texts in catalogue(code).items():
        for text in texts:
            assert names(text) == names(message), message
            assert unicodedata.is_normalized("NFC", text)
            assert text == " ".join(text.split())
            assert not re.search("['`‘’]", text), f"{message}: Uzbek has ʻ (U+02BB) and ʼ (U+02BC)"
            for word in re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", " ", text)):
                scripts = {unicodedata.name(letter).split()[0] for letter in word} - {"MODIFIER"}
                assert len(scripts) == 1, f"{message}: {word}"


def test_every_field_has_its_question() -> None:
    known = {field.name: field for field in ARTICLE}
    for name in options.ASKED:
        keys = [f"{name}.{inner.name}" for inner in known[name].fields] or [name]
        assert set(keys) <= set(draft.QUESTIONS)
    asked_for = {name if name not in LOCALE_CODES else "words" for name in (each.name for each in GLOSSARY)}
    assert set(concepts.QUESTIONS) == asked_for
    for kind, fields in TERMS.items():
        for field in fields:
            if field.name in ("review", "formerly", "tile", "abbr"):  # none is asked for
                continue
            keys = [f"{field.name}.{inner.name}" for inner in field.fields] or [field.name]
            assert set(keys) <= set(new_term.QUESTIONS), kind


def test_speaking() -> None:
    assert Speech("en").n("{n} story", "{n} stories", 1) == "1 story"
    assert Speech("ru").n("{n} story", "{n} stories", 1002) == "1\u00a0002 сюжета"
    assert Speech("uz-Cyrl")("There is no such story: {story}", story="2025/a") == "Бундай хабар йўқ: 2025/a"
    problem = Problem("a", 1, 1, "bad-url", "A \x1b[2J", "Mend it.")
    assert Speech("en").problem(problem) == "A \\x1b[2J. Mend it."

"""The catalogue of `/admin/`: every message is there in all six languages, and no other."""

from __future__ import annotations

import ast
import re
import unicodedata
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from achyq import fields
from achyq.admin import entry, settings, wording
from achyq.fields import LOCALE_CODES
from achyq.locale import read_po

ROOT = Path(__file__).parents[2]
TRANSLATED = [code for code in LOCALE_CODES if code != "en"]
TABLES = (settings.LABELS, settings.HINTS, wording.LABELS, wording.WORDS)


@cache
def wanted() -> set[str]:
    found = {message for table in TABLES for message in table.values()}
    for path in (ROOT / "scripts/achyq/admin").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
            if name in ("tell", "Speech(locale, 'admin')") and isinstance(node, ast.Call):
                found |= {str(node.args[0].value)} if isinstance(node.args[0], ast.Constant) else set()
    return found


def catalogue(code: str) -> dict[str, tuple[str, ...]]:
    folder = ROOT / "scripts/achyq/locales" / code.replace("-", "_")
    return read_po((folder / "LC_MESSAGES/admin.po").read_text("utf-8"))


def test_messages_are_found() -> None:
    assert len(wanted()) > 100
    assert "This request comes from elsewhere and is refused." in wanted()


def test_every_field_has_its_label() -> None:
    names = {entry.BODY}
    for field in fields.ARTICLE:
        names |= {field.name, *(f"{field.name}.{inner.name}" for inner in entry.offered(field))}
    names |= {f"status={name}" for name in fields.STATUSES}
    assert set(settings.LABELS) == names
    assert set(settings.HINTS) <= names


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_and_no_other(code: str) -> None:
    assert set(catalogue(code)) == wanted()
    assert all(texts[0] for texts in catalogue(code).values())


def names(text: str) -> list[str]:
    """What is filled in, by us (`{name}`) and by Decap (`%{name}`)."""
    return sorted([name for _, name, _, _ in Formatter().parse(text) if name] + re.findall(r"%\{", text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_placeholders_and_letters(code: str) -> None:
    for message, (text,) in catalogue(code).items():
        assert names(text) == names(message), message
        assert unicodedata.is_normalized("NFC", text)
        assert text.strip() == " ".join(text.split())
        assert not re.search("['`‘’]", text), f"{message}: Uzbek has ʻ (U+02BB) and ʼ (U+02BC)"
        for word in re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", " ", text)):
            scripts = {unicodedata.name(letter).split()[0] for letter in word} - {"MODIFIER"}
            assert len(scripts) == 1, f"{message}: {word}"

"""Files that should be text and are not, or in which a merge has left both versions."""

from __future__ import annotations

import codecs
import re

from achyq.errors import InputError, Problem
from achyq.messages import Phrase, phrase, phrases

#: What Git writes where two versions of a file did not go together.
_CONFLICT = re.compile(r"^<<<<<<<(?: .*)?$", re.MULTILINE)
#: Problems that say that nothing of a file could be read.
UNREAD = frozenset({"not-utf8", "merge-conflict", "yaml-syntax", "yaml-feature"})


def text_of(path: str, data: bytes) -> str:
    """The text of a file, with LF line ends. Raises InputError when it is none, or has marks of a merge."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError([not_utf8(path, data, error)]) from None
    if marks := conflict(path, text):
        raise InputError([marks])
    return text


def not_utf8(path: str, data: bytes, error: UnicodeDecodeError) -> Problem:
    """The problem of a file whose bytes `data` are not UTF-8, as `error` says."""
    line = data.count(b"\n", 0, error.start) + 1
    column = error.start - (data.rfind(b"\n", 0, error.start) + 1) + 1
    hint = phrases(_guess(data), phrase("Save it with the encoding UTF-8."))
    return Problem(path, line, column, "not-utf8", phrase("The file is not UTF-8 text"), hint)


def _guess(data: bytes) -> Phrase:
    """The encoding that it seems to have, or nothing."""
    sample = data[:10_000]
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or sample.count(0) > len(sample) / 5:
        return phrase("It seems to be {encoding}.", encoding="UTF-16")
    letters = [byte for byte in sample if byte > 0x7F]
    # Of Cyrillic text in Windows-1251 nearly all is small letters, which in other code pages are signs.
    if 2 * sum(byte >= 0xE0 for byte in letters) > len(letters):
        return phrase("It seems to be {encoding}.", encoding="Windows-1251")
    return Phrase(())


def conflict(path: str, text: str) -> Problem | None:
    """The problem of a text in which a merge has left its marks."""
    found = _CONFLICT.search(text) if "<<<<<<<" in text else None
    if not found:
        return None
    return Problem(
        path,
        text.count("\n", 0, found.start()) + 1,
        1,
        "merge-conflict",
        phrase("A merge has left both versions here: {text}", text=found[0][:60]),
        phrase(
            "Keep one of the two (or join them), and remove the lines that begin with <<<<<<<, ======= and "
            ">>>>>>>."
        ),
    )

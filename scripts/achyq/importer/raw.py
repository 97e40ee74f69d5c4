"""What an import begins with: the bytes of a file or an answer, what they are, and their text and hints."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from pathlib import Path
from typing import Final, NamedTuple

from achyq.errors import AchyqError
from achyq.importer.guess import Hints
from achyq.importer.words import say

MAX_BYTES: Final = 10 * 1024 * 1024
MAX_FILES: Final = 10_000
#: More text than this is no article; the rest of a page's text is not read.
MAX_TEXT: Final = 400_000
SUFFIXES: Final = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "txt",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mht",
    ".mhtml": "mht",
    ".docx": "docx",
}
_HTML: Final = re.compile(rb"<(?:!doctype html|html|head|body|article|div|p|meta)\b", re.IGNORECASE)
_SPACES: Final = re.compile("[\u200b\ufeff\u00ad\u2060]|[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


class ImportFailure(AchyqError):
    """One input can't be imported; the others go on."""

    exit_code = 1


class Raw(NamedTuple):
    """The bytes as they were found: where, what `kind` (txt, html, mht or docx), and the address and
    charset.
    """

    name: str
    data: bytes
    kind: str
    url: str = ""
    charset: str = ""
    retrieved: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, hex."""
        return hashlib.sha256(self.data).hexdigest()


class Extract(NamedTuple):
    """The text of a raw original, why some of its lines are furniture by its structure, and what it says
    besides.
    """

    text: str
    marked: dict[int, str]
    hints: Hints


def paths(argument: Path) -> list[Path]:
    """The files that an argument means: itself, or those below the folder with a suffix that can be read.

    Raises ImportFailure when there is no such file or there are too many.
    """
    if not argument.is_dir():
        return [argument]
    found: list[Path] = []
    for folder, names, files in os.walk(argument):
        names[:] = sorted(name for name in names if not name.startswith("."))
        found += [Path(folder, name) for name in sorted(files) if Path(name).suffix.lower() in SUFFIXES]
        if len(found) > MAX_FILES:
            raise ImportFailure(say("error.many", limit=MAX_FILES))
    return [path for path in found if not path.is_symlink()]


def read(path: Path) -> Raw:
    """Read a file. Raises ImportFailure when it is missing, a link, too large or of another kind."""
    try:
        status = path.lstat()
    except OSError as error:
        raise ImportFailure(say("error.missing")) from error
    if not stat.S_ISREG(status.st_mode):
        raise ImportFailure(say("error.link"))
    if status.st_size > MAX_BYTES:
        raise ImportFailure(say("error.large", limit=MAX_BYTES // 1024**2))
    data = path.read_bytes()
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES and suffix not in ("", ".php", ".aspx"):
        raise ImportFailure(say("error.suffix", suffix=suffix))
    return Raw(str(path), data, kind_of(data, SUFFIXES.get(suffix, "")))


def kind_of(data: bytes, told: str = "") -> str:
    """What the bytes are, by themselves before what the name or the server told."""
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if told == "mht" or re.match(rb"(?:From|MIME-Version|Subject):", data):
        return "mht"
    return "html" if _HTML.search(data[:4096]) else told if told == "txt" else "txt"


def extract(raw: Raw) -> Extract:
    """The text of the original. Raises ImportFailure when there is none, or it can't be read safely."""
    if raw.kind == "docx":
        from achyq.importer import docx

        found = Extract(docx.text(raw.data), {}, Hints())
    elif raw.kind in ("html", "mht"):
        from achyq.importer import webpage

        found = webpage.extract(raw)
    else:
        found = Extract(decode(raw.data, raw.charset), {}, Hints())
    text = clean(found.text)[:MAX_TEXT]
    if len(_CONTROL.findall(text)) > len(text) // 50:
        raise ImportFailure(say("error.binary"))
    if not re.search(r"[^\W\d_]{2}", text):
        raise ImportFailure(say("error.empty"))
    return Extract(_CONTROL.sub(" ", text), found.marked, found.hints)


def clean(text: str) -> str:
    """The text with one kind of line end, and without characters that are not seen."""
    lines = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\x0c", "\n")
    )
    return _SPACES.sub("", lines.replace("\x0b", "\n").replace("\x85", "\n"))


def decode(data: bytes, charset: str = "") -> str:
    """The text of the bytes: by their mark, as UTF-8, as the `charset` told, or in the Cyrillic code page
    of Windows.
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    for encoding in ("utf-8", charset):
        if encoding:
            try:
                return data.decode(encoding)
            except (UnicodeDecodeError, LookupError, ValueError):
                continue
    return data.decode("cp1251", "replace")

"""The words of an article: its text without what is no prose, every letter where it was."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice
from string import ascii_letters, digits

from achyq.position import Lines

#: Front matter keys whose values are prose in the article's language.
_TEXTS = ("title:", "summary:", "note:", "withdrawn_reason:")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
#: What is no prose, each with a piece of text that is there when it is: code, links' targets,
#: addresses, entities.
_NO_PROSE = tuple(
    (mark, re.compile(pattern, re.MULTILINE | re.DOTALL))
    for mark, pattern in (
        ("```", r"^```.*?(?:^```|\Z)"),
        ("~~~", r"^~~~.*?(?:^~~~|\Z)"),
        ("`", r"`[^`\n]*`"),
        ("](", r"\]\([^)\n]*\)?"),
        ("://", r"http[^\s<>»”\"]+"),
        ("www.", r"www\.[^\s<>»”\"]+"),
        ("@", r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+"),
        ("&", r"&\w+;"),
    )
)
#: How names of files end (what begins with plain text is searched for fast), and what they are.
_FILE_END = re.compile(r"\.(?:md|pdf|jpg|jpeg|png|csv|txt)\b")
_FILE = re.compile(rf"[\w/-]{{1,100}}{_FILE_END.pattern}")
_LETTER = re.compile(r"[^\n]")
#: What words are cut out of: all that may stand around one.
AROUND = " \t.,;:!?…«»“”„\"'`()[]{}<>*_~#|/\\+-–—=%№0123456789"
_SHAPE = bytes.maketrans(f"{ascii_letters}{digits}\t\n()-".encode(), b"a" * 52 + b"0" * 10 + b" " * 5)


class Prose:
    """An article's `text`, with LF line ends.

    `prose` is as long, with spaces for what is none. `shape` is the prose in ASCII with b"0" for each digit,
    b"a" for each letter, b" " for what may stand in a number, and b"?" for what is not ASCII. `parts` is
    what stands between white space, in lower case and in its order; `different` has each of them once.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        fences = list(islice(_FENCE.finditer(self.text, 0, 70_000), 2))
        self.start = fences[1].end() if len(fences) > 1 else 0
        body = self.text[self.start :]
        for mark, pattern in _NO_PROSE:
            if mark[0] in body and mark in body:  # one character is found faster than several
                body = pattern.sub(_blank, body)
        if _FILE_END.search(body):
            body = _FILE.sub(_blank, body)
        self.prose = _only_texts(self.text[: self.start]) + body
        self.shape = self.prose.encode("ascii", "replace").translate(_SHAPE)
        self.parts = self.prose.lower().split()
        self.different = frozenset(self.parts)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word in lower case, once."""
        return frozenset([part.strip(AROUND) for part in self.different])

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    def at(self, index: int) -> tuple[int, int]:
        """Line and column of an index."""
        return self._lines.at(index)


def _only_texts(front: str) -> str:
    """Front matter with everything blanked but the values that are prose."""
    lines, wanted = [], False
    for line in front.split("\n"):
        if line[:1] not in ("", " ", "\t"):
            wanted = line.startswith(_TEXTS)
            key = line.find(":") + 1 if wanted else len(line)
            lines.append(" " * key + line[key:])
        else:
            lines.append(line if wanted else " " * len(line))
    return "\n".join(lines)


def _blank(match: re.Match[str]) -> str:
    text = match[0]
    # A link that is not closed is prose: it is matched because looking for its end from every "](" of a
    # line would take quadratic time.
    return text if text.startswith("](") and not text.endswith(")") else _LETTER.sub(" ", text)

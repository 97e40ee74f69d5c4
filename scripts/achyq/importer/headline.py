"""The title of an article: what its page says it is, else the headline above the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from achyq.importer import furniture
from achyq.importer.guess import Guess, Line, is_broken
from achyq.importer.prose import SITE, headline_likeness, is_paragraph

_LONGEST: Final = 300
_CUT: Final = 120
#: From where an agency writes, before its first sentence: БИШКЕК.
_DATELINE: Final = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІЎҲ‘ʻ-]{3,20}\.\s")


def find(text: str, lines: Sequence[Line], hint: str) -> Guess | None:
    """The title among the lines, with the `hint` of the page's metadata; None for a text without words.

    A headline is a line without a full stop before the first paragraph; one that stands twice, or that the
    page names as its title, is certain. A text that begins with its first paragraph gets the beginning of it,
    with little confidence.
    """
    kept = [line for line in lines if line.text and not line.dropped]
    if hint:
        for line in kept[:12]:
            if _same(line.text, hint):
                return Guess(line.text[:_LONGEST], line.text, (line.start, line.end), 0.98)
        title = SITE.sub("", hint).strip()[:_LONGEST]
        if len(title) > 8:
            return Guess(title, hint, (0, 0), 0.85)
    if not kept:
        return None
    first = next(
        (
            i
            for i, line in enumerate(kept)
            if is_paragraph(line.text) or (i and is_broken(text, line, kept[min(i + 1, len(kept) - 1)]))
        ),
        len(kept),
    )
    heads = kept[:first]
    if heads:
        doubled = {line.text for line in lines if line.dropped == "doubled"}
        stamped = furniture.above_stamps(lines)

        def rank(line: Line) -> tuple[bool, int, bool, int]:
            return line.text in doubled, headline_likeness(line.text), line.start in stamped, line.start

        best = max(heads, key=rank)
        likeness = headline_likeness(best.text)
        sure = 0.97 if best.text in doubled else 0.92 if likeness > 2 else 0.7 if likeness > 0 else 0.55
        return Guess(best.text[:_LONGEST], best.text, (best.start, best.end), sure)
    return _first_words(text, kept[0])


def _same(line: str, hint: str) -> bool:
    line, hint = (" ".join(part.casefold().split()) for part in (line, hint))
    return len(line) > 8 and (line == hint or (hint.startswith(line) and len(hint) - len(line) < 70))


def _first_words(text: str, line: Line) -> Guess:
    """The first sentence, cut at a word: no title, but something an editor can improve."""
    dateline = _DATELINE.match(line.text)
    start = dateline.end() if dateline else 0
    sentence = re.split(r"(?<=[.!?])\s", line.text[start:], maxsplit=1)[0]
    start += line.start
    cut = sentence if len(sentence) <= _CUT else sentence[: _CUT + 1].rsplit(" ", 1)[0].rstrip(",;:–—-") + "…"
    return Guess(cut, text[start : start + len(sentence)], (start, start + len(sentence)), 0.3)

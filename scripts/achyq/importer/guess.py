"""What guessers work on and what they give: pages of lines, and values with where they were found."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final, NamedTuple

#: Guesses below this are named in the draft's `unsure`.
SURE: Final = 0.8


class Guess(NamedTuple):
    """A value, the words it rests on, their span in the page's text, and how sure it is (0 to 1).

    `value` is None when something was found that no registry knows; `text` then names it.
    """

    value: Any
    text: str
    span: tuple[int, int]
    confidence: float

    def json(self) -> dict[str, Any]:
        """The guess as `import --json` prints it."""
        return {
            "value": self.value,
            "text": self.text,
            "span": list(self.span),
            "confidence": round(self.confidence, 2),
        }


class Line(NamedTuple):
    """A line of the text: its span, what it says without spaces around it, and why it was `dropped`."""

    start: int
    end: int
    text: str
    dropped: str = ""


class Hints(NamedTuple):
    """What a file says about itself outside its text: a page's metadata, the address it came from."""

    title: str = ""
    date: str = ""
    site: str = ""
    url: str = ""
    language: str = ""
    retrieved: str = ""


class Sentence(NamedTuple):
    """A sentence: its span and its text, the number of its paragraph among those of the body."""

    start: int
    end: int
    text: str
    paragraph: int


_LONGEST: Final = 3000
_SENTENCE_END: Final = re.compile(r"[.!?…][»”\")]*(?=\s+[«“\"(–—-]*\s*[A-ZА-ЯЁӘҒҚҢӨҰҮІҺЎҲ0-9])|\n\n+")
#: Abbreviations after which a sentence goes on: initials, and those of years, cities and the like.
_ABBREVIATION: Final = re.compile(
    r"(?:\b[A-ZА-ЯЁӘҒҚҢӨҰҮІҺЎҲ]|\b(?:г|гг|ж|жж|й|ш|обл|ул|им|тел|стр|руб|млн|млрд|т|ст|No|Dr|Mr|Ms|Jan|Feb|"
    r"Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|янв|февр?|мар|апр|июн|июл|авг|сент?|окт|нояб?|дек|қаң|ақп|нау|"
    r"сәу|шіл|там|"
    r"қыр|қаз|қар|жел))$"
)


class Page(NamedTuple):
    """A text with its lines judged, its title set apart, and what its file said besides.

    `kept` has the length of `text`, with spaces where lines were dropped, so that spans in it are spans in
    `text`.
    """

    text: str
    lines: tuple[Line, ...]
    title: Guess | None
    language: str
    hints: Hints

    @property
    def kept(self) -> str:
        """The text with all dropped lines blank."""
        return blank(self.text, [(line.start, line.end) for line in self.lines if line.dropped])

    @property
    def body(self) -> tuple[Line, ...]:
        """The lines of the body: neither dropped nor the title."""
        span = self.title.span if self.title and self.title.confidence > 0.5 else (-1, -1)
        return tuple(
            line
            for line in self.lines
            if not line.dropped and line.text and not span[0] <= line.start < span[1]
        )

    @property
    def paragraphs(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of the body by paragraphs: those that only the width of a page broke stand together."""
        found: list[list[Line]] = []
        wrapped = sum(is_broken(self.text, *pair) for pair in pairwise(self.body)) >= _MANY
        for line in self.body:
            last = found[-1][-1] if found else None
            if last and (is_broken(self.text, last, line) or (wrapped and _may_go_on(self.text, last, line))):
                found[-1].append(line)
            else:
                found.append([line])
        return tuple(tuple(lines) for lines in found)

    def sentences(self) -> list[Sentence]:
        """The sentences of title (paragraph 0, when there is one) and body (from 1)."""
        found: list[Sentence] = []
        title = [self.title] if self.title and self.title.span[1] and self.title.confidence > 0.5 else []
        blocks = [(guess.span, 0) for guess in title]
        blocks += [((lines[0].start, lines[-1].end), n) for n, lines in enumerate(self.paragraphs, 1)]
        for (start, end), number in blocks:
            found += _split(self.text, start, end, number)
        return found


#: Shorter lines were not broken by the width of a page, longer ones are paragraphs.
_BROKEN: Final = (40, 100)
#: So many lines that go on in the next make a text one whose lines were broken.
_MANY: Final = 2


def is_broken(text: str, line: Line, after: Line) -> bool:
    """Whether the sentence of a line goes on in the next one, directly below, in lower case."""
    return _may_go_on(text, line, after) and after.text[:1].islower()


def _may_go_on(text: str, line: Line, after: Line) -> bool:
    return (
        _BROKEN[0] <= len(line.text) <= _BROKEN[1]
        and text.count("\n", line.end, after.start) == 1
        and bool(re.search(r"[\w,–—»”-]$", line.text))
        and not re.match(r"[-–—•*]|\d+[.)]\s", after.text)
    )


def _split(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    sentences = []
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if _ABBREVIATION.search(text, max(at, match.start() - 6), match.start()):
            continue
        sentences += _parts(text, at, match.end(), paragraph)
        at = match.end()
    if text[at:end].strip():
        sentences += _parts(text, at, end, paragraph)
    return sentences


def _parts(text: str, start: int, end: int, paragraph: int) -> list[Sentence]:
    """The sentence in pieces that no pattern takes long for; one piece, unless the text was made to harm."""
    stops = [*range(start, end, _LONGEST), end]
    return [Sentence(a, b, text[a:b], paragraph) for a, b in pairwise(stops)]


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with spaces in place of the spans, which must be in order."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], re.sub(r"[^\n]", " ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])

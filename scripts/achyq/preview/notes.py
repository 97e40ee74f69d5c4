"""Problems as HTML: beside what they are about, and in a list of all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from achyq import article
from achyq.article_page import FACTS
from achyq.check.changes import story_of
from achyq.errors import Problem, printable
from achyq.markdown import PLACE
from achyq.messages import Phrase, phrase, said

#: So many problems of other files are listed; `achyq check` has them all.
_MOST: Final = 20
_LABELS: Final[dict[str, Phrase]] = {"error": phrase("Error"), "warning": phrase("Warning")}
#: An element of a body that says where it stands in the source; values are quoted and have no quote.
_PLACED = re.compile(rf'<(\w+)((?: [\w-]+="[^"]*")*?) {PLACE}="(\d+):\d+-(\d+):\d+"')
_BLOCKS: Final = frozenset(
    ("p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "table", "hr", "div")
)


class Placed(NamedTuple):
    """Notes of one page: by the field of a fact ('' for below the title), and by line of the body."""

    facts: dict[str, str]
    body: tuple[tuple[Problem, str], ...]


def placed(
    problems: Iterable[Problem], lines: Mapping[str, tuple[int, int]], front: int, locale: str
) -> Placed:
    """Where the notes on the problems of one file belong; `lines` says where the keys of its front matter
    stand, which takes the first `front` lines.
    """
    facts: dict[str, str] = {}
    body = []
    for problem in problems:
        note = _note(problem, locale)
        if problem.line > front:
            body.append((problem, note))
            continue
        field = re.split(r"[.\[]", problem.field)[0] or _key_at(problem.line, lines)
        field = field if field in FACTS else ""
        facts[field] = facts.get(field, "") + note
    return Placed(facts, tuple(body))


def _key_at(line: int, lines: Mapping[str, tuple[int, int]]) -> str:
    """The key of the front matter that a line belongs to."""
    before = [(at, key) for key, (at, _) in lines.items() if at <= line]
    return max(before, default=(0, ""))[1]


def in_body(html: str, notes: Sequence[tuple[Problem, str]]) -> str:
    """The body with each note before the block that its line is in, and the smallest part marked that is."""
    before: dict[int, str] = {}
    marks: dict[int, str] = {}
    if notes:
        places = [
            (match.start(), int(match[3]), int(match[4]))
            for match in _PLACED.finditer(html)
            if match[1] in _BLOCKS
        ]
        outer = _outermost(places)
        for problem, note in notes:
            inside = [start for start, first, last in places if first <= problem.line <= last]
            if inside:
                marks[inside[-1]] = problem.severity
            above = [start for start, first, _ in outer if first <= problem.line]
            at = above[-1] if above else 0
            before[at] = before.get(at, "") + note

    def plain(match: re.Match[str]) -> str:
        severity = marks.get(match.start())
        mark = f' data-problem="{severity}"' if severity else ""
        return f"{before.pop(match.start(), '')}<{match[1]}{match[2]}{mark}"

    marked = _PLACED.sub(plain, html)
    return "".join(before.values()) + marked  # those that no block comes before


def _outermost(places: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """The blocks that are in no other."""
    found: list[tuple[int, int, int]] = []
    for place in places:
        if not found or place[1] > found[-1][2]:
            found.append(place)
    return found


def _note(problem: Problem, locale: str) -> str:
    return (
        f'<div class="achyq-note {problem.severity}" id="{anchor(problem)}" lang="{locale}">'
        f"{_said(problem, locale)}</div>"
    )


def anchor(problem: Problem) -> str:
    """The id of the note on a problem."""
    return f"achyq-{problem.line}-{problem.column}-{problem.code}"


def _said(problem: Problem, locale: str, link: str = "") -> str:
    where = escape(printable(_where(problem)))
    place = f'<a href="{escape(link)}"><code>{where}</code></a>' if link else f"<code>{where}</code>"
    hints = "".join(
        f"<p>{escape(printable(line.strip()))}</p>" for line in said(problem.hint, locale).splitlines()
    )
    return (
        f"<p>{place} <strong>{said(_LABELS[problem.severity], locale)}</strong> "
        f"{escape(printable(said(problem.message, locale)))} <small>{problem.code}</small></p>{hints}"
    )


def _where(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path


class Count(NamedTuple):
    """How many problems there are."""

    errors: int
    warnings: int


def edit(story: str, language: str, locale: str) -> str:
    """A link to the form that edits the story's article in that language."""
    words = said(phrase("Edit this article"), locale)
    address = f"/admin/?lang={locale}#/collections/{language}/entries/{story}"
    return f'<p id="achyq-edit" lang="{locale}"><a href="{address}">{words}</a></p>'


def panel(
    story: str,
    here: Sequence[Problem],
    others: Sequence[Problem],
    count: Count,
    failure: str,
    marked: str,
    locale: str,
) -> str:
    """The list of problems at the foot of a page: first those of its `story`, then the `others`.

    `count` is of all, `failure` says what else kept the site from being made, `marked` is the file whose
    problems have notes on this page. '' when there is nothing to say.
    """
    if not (here or count.errors or count.warnings or failure):
        return ""

    def items(problems: Iterable[Problem]) -> str:
        return "".join(
            f'<li class="{p.severity}">{_said(p, locale, _link(p, story, marked))}</li>' for p in problems
        )

    stops = count.errors or failure
    urgent = [p for p in (*here, *others) if p.severity == "error"][:_MOST]
    mine = [p for p in here if p.severity != "error"]
    rest = [p for p in others if p.severity != "error"][: max(0, _MOST - len(urgent) - len(mine))]
    left = count.errors + count.warnings - len(urgent) - len(mine) - len(rest)
    parts = []
    if stops:
        notice = phrase(
            "Errors keep the site from being published: all else stays as it was. "
            "When they are mended, this page follows by itself."
        )
        said_failure = f"<pre>{escape(failure)}</pre>" if failure else ""
        parts.append(
            f'<div role="alert"><p>{said(notice, locale)}</p>{said_failure}<ol>{items(urgent)}</ol></div>'
        )
    for heading, problems in ((phrase("In this story"), mine), (phrase("In other files"), rest)):
        if problems:
            parts.append(f"<p><strong>{said(heading, locale)}</strong></p><ol>{items(problems)}</ol>")
    if left > 0:
        more = phrase("Not listed here: {count}. 'achyq check' tells them all.", count=left)
        parts.append(f"<p>{escape(said(more, locale))}</p>")
    total = phrase("Errors: {errors}; warnings: {warnings}", errors=count.errors, warnings=count.warnings)
    kind = "error" if stops else "warning"
    return (
        f'<aside id="achyq-preview" class="{kind}" lang="{locale}" aria-labelledby="achyq-preview-count">'
        f"<details{' open' if stops else ''}><summary id=achyq-preview-count>"
        f"{said(phrase('Preview'), locale)}. {said(total, locale)}</summary>{''.join(parts)}"
        "</details></aside>"
    )


def _link(problem: Problem, story: str, marked: str) -> str:
    """Where the problem is shown: on this page, or on its article's."""
    if problem.path == marked:
        return f"#{anchor(problem)}"
    other, language = story_of(problem.path), article.language_of(problem.path)
    return f"/{language}/{other}/" if other and language and other != story else ""

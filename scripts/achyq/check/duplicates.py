"""Stories that may be one: the same source, nearly the same text, or the same event told in another
language. Nothing compares all with all: only those that share a key are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from achyq.article import Record
from achyq.check.sketch import Sketch, likeness
from achyq.errors import Problem
from achyq.messages import Phrase, phrase
from achyq.story import Story

#: Texts that share this much of their word sequences are one text, edited: with every tenth word
#: replaced they share 0.57, with every fifth 0.34, and different texts next to nothing.
_ALIKE: Final = 0.3
#: The smallest hashes, by which texts find each other: of two that are alike, one is common to both.
_KEYS: Final = 6
#: Of so many that share a key each is compared with each; a key of more says nothing.
_CROWD: Final = 8
#: Parts of an address that say where a reader came from.
_TRACKING = re.compile(r"utm_|fbclid|gclid|yclid|ysclid|from$|ref$", re.IGNORECASE)


class Facts(NamedTuple):
    """What is compared of a story: where it is said (its original's file and the place of its title
    and source), the address of its source in one spelling, when and where it was, who held it.
    """

    id: str
    path: str
    title_at: tuple[int, int]
    source_at: tuple[int, int]
    source: str
    when: str
    where: tuple[str, ...]
    who: tuple[str, ...]
    tags: frozenset[str]
    paths: Mapping[str, str]


def facts(story: Story, records: Iterable[Record]) -> Facts:
    """The facts of a story, whose files said `records`."""
    original = story.original
    lines = next((record.lines for record in records if record.path == original.path), {})
    when = original.event_date or original.date
    return Facts(
        story.id,
        original.path,
        lines.get("title", (1, 1)),
        lines.get("source", (1, 1)),
        address(original.source.url) if original.source and "source" in lines else "",
        when.text if when and when.earliest and when.latest else "",
        tuple(sorted(original.regions)),
        tuple(sorted(original.organisers)),
        frozenset(original.tags),
        {code: article.path for code, article in story.articles.items() if not article.automatic},
    )


def address(url: str) -> str:
    """An address in one spelling, without what does not tell pages apart; '' for that of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host = parts.netloc.lower().removeprefix("www.")
    query = urlencode([pair for pair in parse_qsl(parts.query) if not _TRACKING.match(pair[0])])
    path = parts.path.rstrip("/")
    return f"{host}{path}?{query}" if path or query else ""


def check(stories: Iterable[Facts], sketches: Mapping[str, Sketch]) -> Iterator[Problem]:
    """A warning for each story that an earlier one (by id) seems to be. `sketches` are those of the
    articles by path. Cost: linear in the number of articles.
    """
    ordered = sorted(stories)
    found: set[tuple[str, str]] = set()
    for one, other in _crowded(ordered, lambda facts: facts.source):
        message = phrase("{path} has the same source", path=one.path)
        hint = phrase("Is it the same story? Then keep one, with the other as a translation or a link.")
        yield Problem(other.path, *other.source_at, "same-source", message, hint, "warning", "source.url")
    for one, other in _alike(ordered, sketches):
        if (one.id, other.id) not in found:
            found.add((one.id, other.id))
            message = phrase("The text is nearly that of {path}", path=one.path)
            yield _twice(other, message)
    for one, other in _crowded(ordered, _event):
        if (one.id, other.id) not in found and _same_event(one, other, sketches):
            message = phrase("{path} tells of the same day, place and organiser", path=one.path)
            yield _twice(other, message)


def _twice(facts: Facts, message: Phrase) -> Problem:
    hint = phrase("If it is one story, keep one of the two, or make this one a translation of the other.")
    return Problem(facts.path, *facts.title_at, "near-duplicate", message, hint, "warning", "title")


def _event(facts: Facts) -> object:
    return (facts.when, facts.where, facts.who) if facts.when and facts.where and facts.who else ""


def _crowded(stories: Iterable[Facts], key: Callable[[Facts], object]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs of stories with the same key, if it is not empty."""
    groups: dict[object, list[Facts]] = {}
    for facts in stories:
        if value := key(facts):
            groups.setdefault(value, []).append(facts)
    for group in groups.values():
        if len(group) > 1:
            yield from combinations(group[:_CROWD], 2)


def _alike(stories: Iterable[Facts], sketches: Mapping[str, Sketch]) -> Iterator[tuple[Facts, Facts]]:
    """Pairs of stories with articles in one language whose texts are alike."""
    groups: dict[int, list[tuple[Facts, str, Sketch]]] = {}
    for facts in stories:
        for language, path in facts.paths.items():
            sketch = sketches[path]
            for key in sketch.hashes[:_KEYS]:
                groups.setdefault(key, []).append((facts, language, sketch))
    for group in groups.values():
        if 1 < len(group) <= _CROWD:
            for (one, language, sketch), (other, code, second) in combinations(group, 2):
                if one.id != other.id and language == code and likeness(sketch, second) >= _ALIKE:
                    yield one, other


def _same_event(one: Facts, other: Facts, sketches: Mapping[str, Sketch]) -> bool:
    """Whether two stories without a common language are about one event: their numbers agree, or
    where there are few of them, their topics.
    """
    if not one.paths.keys().isdisjoint(other.paths):
        return False
    dates = set(re.findall(r"\d+", one.when.replace("-0", "-")))
    numbers, others = (sketches[facts.path].numbers - dates for facts in (one, other))
    common = len(numbers & others)
    if len(numbers) > 1 and len(others) > 1:
        return common > 1 and 2 * common >= len(numbers | others)
    return bool(one.tags) and one.tags == other.tags

"""All days of an event of which a sentence names one: a course that finished, or that ends today."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from achyq.importer import durations
from achyq.importer.dating import When, expressions, possible
from achyq.importer.guess import Guess, Sentence
from achyq.importer.tenses import CAUGHT

#: The most days between those that one sentence tells of.
LASTING: Final = 31


def whole(when: When, sentence: Sentence) -> When:
    """All days of what the sentence says to have ended on the last of so many, or to begin on the first: a
    five-day course that finished on 24 June.
    """
    if when.start != when.end or not when.start[1]:
        return when
    day = dt.date(when.year or _ANY, *when.start)
    first = day - dt.timedelta(days=durations.ended(sentence.text) - 1)
    last = day + dt.timedelta(days=durations.begun(sentence.text) - 1) if first == day else day
    if first.year != last.year:
        return when
    return when._replace(start=(first.month, first.day), end=(last.month, last.day))


#: A leap year, where the text names none.
_ANY: Final = 2000
#: That something began on the day before.
_BEGUN: Final = re.compile(
    r"\b(?:башталып|башталды|басталып|басталды|бошланган|бошланди|boshlangan|boshlandi|начал[аио]?с[ья]|"
    r"began|"
    r"started|opened|will (?:open|start|begin))\b",
    re.IGNORECASE,
)


def together(when: When, sentence: Sentence) -> When:
    """All days of what the sentence tells of several days: the first was on 17 October, the second on the
    22nd; it began on 18 February and ended on 3 March.
    """
    others = [
        other
        for other in expressions(sentence.text)
        if other.span[0] > when.span[1]
        and (not other.role or (other.role == "deadline" and _BEGUN.search(sentence.text)))
        and other.start[1]
        and other.year in (0, when.year)
    ]
    if not others or not when.start[1] or when.role:
        return when
    last = max(others, key=lambda other: other.end)
    apart = dt.date(2000, *last.end) - dt.date(2000, *when.end)
    return when._replace(end=last.end) if 0 < apart.days <= LASTING else when


#: That it ends on the day of publication.
_ENDS_TODAY: Final = re.compile(
    r"\b(?:ended|ends|closed|closes|wound up|winds? up|finished|concluded)\b[^.]{0,80}\btoday\b|"
    r"\b(?:бүгүн|бүгін|бугун|bugun|сегодня)\b[^.]{0,60}(?:аякта|аяқта|якунлан|yakunlan|заверш)",
    re.IGNORECASE,
)
_BEGAN_YESTERDAY: Final = re.compile(
    r"\b(?:opened|began|started) yesterday|начал\w+ вчера|кече башталган", re.IGNORECASE
)


def until_today(sentences: list[Sentence], day: dt.date) -> Guess | None:
    """The days of what ended on the day of publication, where the first paragraph says when it had begun."""
    ends = next((s for s in sentences if s.paragraph == 1 and _ENDS_TODAY.search(s.text)), None)
    if ends is None:
        return None
    if (m := _BEGAN_YESTERDAY.search(ends.text)) and day.day > 1:
        first = day - dt.timedelta(days=1)
        return Guess(f"{first}/{day}", m[0], (ends.start + m.start(), ends.start + m.end()), 0.85)
    for sentence in sentences:
        for when in (
            expressions(sentence.text) if sentence.paragraph == 1 and _BEGUN.search(sentence.text) else ()
        ):
            year = when.year or day.year
            begun = dt.date(year, *when.start) if when.start[1] and possible(when, year) else None
            if begun and 0 < (day - begun).days <= LASTING:
                span = (sentence.start + when.span[0], sentence.start + when.span[1])
                return Guess(f"{begun}/{day}", sentence.text[slice(*when.span)], span, 0.85)
    return None


def with_the_next(when: When, sentence: Sentence, sentences: list[Sentence]) -> When:
    """The days of arrests that this sentence and the next one of its paragraph tell of."""
    after = [s for s in sentences if s.start > sentence.start][:1]
    if not after or after[0].paragraph != sentence.paragraph or when.role or when.start != when.end:
        return when
    if not (CAUGHT.search(sentence.text) and CAUGHT.search(after[0].text) and when.start[1]):
        return when
    days = [other for other in expressions(after[0].text) if not other.role and other.start[1]]
    if not days or days[0].year not in (0, when.year):
        return when
    apart = dt.date(_ANY, *days[0].end) - dt.date(_ANY, *when.end)
    return when._replace(end=days[0].end) if 0 < apart.days <= LASTING else when

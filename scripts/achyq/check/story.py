"""What can be said of one story: its dates against each other, its terms against its dates, its
translations against their original.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from achyq.article import Record
from achyq.edtf import Edtf
from achyq.errors import Problem
from achyq.messages import Phrase, phrase, phrases
from achyq.registry import Registry, Term
from achyq.schema import TermRef
from achyq.story import Article, Story

#: A strategy is discussed as a draft for so long before its period; its results, for so long after.
_BEFORE: Final = timedelta(days=366)
_AFTER: Final = timedelta(days=92)


def check(story: Story, records: Sequence[Record], terms: Mapping[str, Registry]) -> Iterator[Problem]:
    """The warnings about a story, whose files said `records`. Cost: linear in its articles."""
    by_language = {record.language: record for record in records}
    for language, record in by_language.items():
        article = story.articles.get(language)
        if article and article.path == record.path:
            yield from _dates(article, record)
            yield from _regions(article, record, terms["regions"])
            yield from _strategies(article, record, terms["strategies"])
            yield from _translation(record, by_language)


def _dates(article: Article, record: Record) -> Iterator[Problem]:
    event, published = article.event_date, article.date
    key = next((key for key in ("event_date", "date") if key in record.values), "")
    if key and event and published and _is_before(published, event):
        yield _warning(
            record,
            key,
            "event-after-publication",
            phrase(
                "The event ({event}) is later than the publication ({date})",
                event=event.text,
                date=published.text,
            ),
            phrase("Correct one of the dates, unless the article announces the event."),
        )


def _regions(article: Article, record: Record, regions: Registry) -> Iterator[Problem]:
    when = article.event_date or article.date
    for term, reference in _mentioned(record, "region", regions):
        if not when:
            continue
        if term.valid_from and _is_before(when, term.valid_from):
            message = phrase("{name} did not exist before {date}", name=term.name, date=term.valid_from.text)
            others = [regions[old] for old in term.replaces]
        elif term.valid_to and _is_before(term.valid_to, when):
            message = phrase("{name} has not existed since {date}", name=term.name, date=term.valid_to.text)
            others = [regions[new] for new in regions.successors.get(term.id, ())]
        else:
            continue
        yield _at(reference, record, "region-not-then", message, _instead(others, when))


def _instead(terms: Sequence[Term], when: Edtf) -> Phrase:
    """Which of the terms may be meant: those that existed then."""
    return phrases(
        *(
            phrase("Did you mean {id} ({name})?", id=term.id, name=term.name)
            for term in terms
            if not (term.valid_from and _is_before(when, term.valid_from))
            and not (term.valid_to and _is_before(term.valid_to, when))
        ),
        phrase("The date of the story: {date}.", date=when.text),
    )


def _strategies(article: Article, record: Record, strategies: Registry) -> Iterator[Problem]:
    when = article.event_date or article.date
    for term, reference in _mentioned(record, "strategy", strategies):
        first, last = _in_force(term)
        if not when or not when.earliest or not when.latest:
            continue
        if (first and when.latest < first - _BEFORE) or (last and when.earliest > last + _AFTER):
            yield _at(
                reference,
                record,
                "strategy-not-then",
                phrase(
                    "{name} was in force {period}, the story is of {date}",
                    name=term.short or term.name,
                    period=term.period.text if term.period else f"{first}/",
                    date=when.text,
                ),
                phrase("Correct the date or the strategy; leave it out if the source names none."),
            )


def _in_force(term: Term) -> tuple[date | None, date | None]:
    """The first day of a strategy, which may be that of its decree, and its last."""
    decree = term.decree.date.earliest if term.decree and term.decree.date else None
    begins = [day for day in (decree, term.period.earliest if term.period else None) if day]
    return min(begins, default=None), term.period.latest if term.period else None


def _translation(record: Record, by_language: Mapping[str, Record]) -> Iterator[Problem]:
    source = record.values.get("translated_from", {})
    original = by_language.get(source.get("language", ""))
    made_from = source.get("digest", "")
    if original and made_from and made_from != original.text:
        yield _warning(
            record,
            "translated_from",
            "old-translation",
            phrase("{path} was changed after this translation was made", path=original.path),
            phrase("Compare the two; when they agree, write: {line}", line=f"digest: {original.text}"),
        )


def _mentioned(record: Record, key: str, registry: Registry) -> Iterator[tuple[Term, TermRef]]:
    for reference in record.values.get(key, ()):
        found = registry.find(reference.text)
        if len(found) == 1:
            yield registry[found[0]], reference


def _is_before(one: Edtf, other: Edtf) -> bool:
    """Whether every day that `one` may mean is before every day that `other` may mean."""
    return bool(one.latest and other.earliest and one.latest < other.earliest)


def _warning(record: Record, key: str, code: str, message: Phrase, hint: Phrase) -> Problem:
    return Problem(record.path, *record.lines[key], code, message, hint, "warning", key)


def _at(reference: TermRef, record: Record, code: str, message: Phrase, hint: Phrase) -> Problem:
    where = (record.path, reference.line, reference.column)
    return Problem(*where, code, message, hint, "warning", reference.field)

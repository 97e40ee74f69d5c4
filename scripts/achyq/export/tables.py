"""The archive as tables: what their columns are, and their rows, made of records.

CSV is RFC 4180 in UTF-8; what is not known is an empty cell; a cell has one value.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from achyq.export import coverage
from achyq.export.table import Column, Records, Table
from achyq.registry import KINDS
from achyq.urls import CODES


def _dates(name: str, what: str) -> tuple[Column, ...]:
    return (
        Column(name, "string", f"When {what}, in Extended Date/Time Format (ISO 8601-2:2019)"),
        Column(f"{name}_earliest", "date", "The first day that this can be"),
        Column(f"{name}_latest", "date", "The last day that this can be"),
    )


def _stories(records: Records) -> Iterator[tuple[Any, ...]]:
    for story in records.stories:
        source = story["source"] or {}
        yield (
            *(story[key] for key in ("id", "url", "language", "date", "date_earliest", "date_latest")),
            *(story[key] for key in ("event", "event_earliest", "event_latest")),
            *(source.get(key) for key in ("name", "url", "retrieved", "archived")),
            story["note"],
            len(story["corrections"]),
        )


def _articles(records: Records) -> Iterator[tuple[Any, ...]]:
    keys = ("language", "title", "summary", "url", "translated_from", "transliterated_from")
    for story in records.stories:
        for article in story["articles"]:
            yield (story["id"], *(article[key] for key in keys))


def _story_terms(records: Records) -> Iterator[tuple[Any, ...]]:
    for story in records.stories:
        for kind in KINDS:
            for place, term in enumerate(story[kind], 1):
                yield story["id"], kind, term, place


def _terms(records: Records) -> Iterator[tuple[Any, ...]]:
    facts = ("parent", "country", "region", "level", "type", "period", "valid_from", "valid_to", "website")
    for term in records.terms:
        decree = term["decree"] or {}
        names = (term["name"][code] for code in CODES)
        said = (decree.get(key) for key in ("type", "number", "date"))
        yield (term["kind"], term["id"], *names, *(term[key] for key in facts), *said, term["stories"])


def _glossary(records: Records) -> Iterator[tuple[Any, ...]]:
    for concept in records.concepts:
        for code in CODES:
            term, *others = concept["terms"][code]
            said = (term, "; ".join(others), concept["definition"][code])
            yield (concept["id"], code, *said, concept["source"], concept["urls"][code])


_LANGUAGE: Final = "Language, as a BCP 47 tag"

TABLES: Final = (
    Table(
        "terms",
        "Regions, organisers, strategies and topics",
        (
            Column("kind", "string", "Which registry", True, KINDS),
            Column("id", "string", "Never changes; regions: ISO 3166-2, districts extend it", True),
            *(Column(f"name_{code.replace('-', '_')}", "string", f"Name in {code}", True) for code in CODES),
            Column("parent", "string", "The term above it, of the same kind"),
            Column("country", "string", "Country of a strategy or organiser"),
            Column("region", "string", "Region of an organiser"),
            Column("level", "string", "Of a region: country, region or district"),
            Column("type", "string", "Of an organiser: state, ngo, …"),
            Column("period", "string", "Of a strategy, in Extended Date/Time Format"),
            Column("valid_from", "string", "Since when a region has existed"),
            Column("valid_to", "string", "Until when a region existed"),
            Column("website", "string", "Its official page"),
            Column("decree_type", "string", "What adopted a strategy"),
            Column("decree_number", "string", "Number of that decree"),
            Column("decree_date", "string", "Date of that decree"),
            Column("stories", "integer", "Stories in the archive, those under lower terms included", True),
        ),
        ("kind", "id"),
        (),
        _terms,
    ),
    Table(
        "stories",
        "What happened: one row a story, whatever languages it is told in",
        (
            Column("id", "string", "Never changes; the end of its addresses", True),
            Column("url", "string", "The original article", True),
            Column("language", "string", f"{_LANGUAGE}, of the original", True, CODES),
            *_dates("date", "it was published"),
            *_dates("event", "it happened, where that differs"),
            Column("source_name", "string", "Who published it first"),
            Column("source_url", "string", "Where"),
            Column("source_retrieved", "string", "When it was read there"),
            Column("source_archived", "string", "A copy in a web archive"),
            Column("note", "string", "What readers should know of it"),
            Column("corrections", "integer", "How often it was corrected", True),
        ),
        ("id",),
        (),
        _stories,
    ),
    Table(
        "articles",
        "One row a story and language",
        (
            Column("story", "string", "Id of the story", True),
            Column("language", "string", _LANGUAGE, True, CODES),
            Column("title", "string", "Its title", True),
            Column("summary", "string", "Its summary"),
            Column("url", "string", "Its page", True),
            Column("translated_from", "string", "Language that an editor translated it from"),
            Column("transliterated_from", "string", "Language (script) that it was made from automatically"),
        ),
        ("story", "language"),
        ((("story",), "stories", ("id",)),),
        _articles,
    ),
    Table(
        "story_terms",
        "Which terms a story names itself; terms above them are not repeated",
        (
            Column("story", "string", "Id of the story", True),
            Column("kind", "string", "Which registry", True, KINDS),
            Column("term", "string", "Id of the term", True),
            Column("place", "integer", "1 for the first of its kind", True),
        ),
        ("story", "kind", "term"),
        ((("story",), "stories", ("id",)), (("kind", "term"), "terms", ("kind", "id"))),
        _story_terms,
    ),
    Table(
        "glossary",
        "What the words of the field mean: one row a concept and language",
        (
            Column("concept", "string", "Id of the concept; never changes", True),
            Column("language", "string", _LANGUAGE, True, CODES),
            Column("term", "string", "The word for it", True),
            Column("other_terms", "string", "Other words for it, with semicolons between them"),
            Column("definition", "string", "What it means", True),
            Column("source", "string", "A law or convention that says what it is"),
            Column("url", "string", "Its place in the glossary", True),
        ),
        ("concept", "language"),
        (),
        _glossary,
    ),
    *coverage.TABLES,
)

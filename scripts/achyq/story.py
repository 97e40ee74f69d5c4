"""Stories: articles that are translations of each other, with what they inherit.

A translation takes from its original what it does not say itself, but for `summary`, which is text
in the original's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from sys import intern
from typing import Any, NamedTuple, TypeVar

from achyq import registry_files
from achyq.article import Record
from achyq.edtf import Edtf
from achyq.errors import Problem
from achyq.messages import Phrase, phrase
from achyq.registry import Registry
from achyq.schema import Report, TermRef

#: Fields that hold words of some language.
_WORDS = ("withdrawn_reason", "corrections", "note", "source")
_REGISTRY_OF = {"region": "regions", "organiser": "organisers", "strategy": "strategies", "tags": "tags"}


class Source(NamedTuple):
    """Where the facts of an article come from."""

    name: str
    url: str
    retrieved: Edtf | None
    archived: str


class Article(NamedTuple):
    """An article with its inherited fields and resolved terms (ids).

    `automatic` is the language it was transliterated from when no editor wrote it;
    `borrowed` names the text fields that stand in another language, `borrowed_from`.
    """

    path: str
    story: str
    language: str
    title: str
    date: Edtf | None
    event_date: Edtf | None
    regions: tuple[str, ...]
    organisers: tuple[str, ...]
    strategies: tuple[str, ...]
    tags: tuple[str, ...]
    summary: str
    source: Source | None
    translated_from: str
    status: str
    withdrawn_reason: str
    corrections: tuple[tuple[Edtf, str], ...]
    note: str
    body: str
    borrowed: frozenset[str] = frozenset()
    borrowed_from: str = ""
    automatic: str = ""
    formerly: tuple[str, ...] = ()
    traits: bytes = b""

    def terms(self, kind: str) -> tuple[str, ...]:
        """The ids of its terms in the registry `kind`."""
        ids: tuple[str, ...] = getattr(self, kind)
        return ids


class Story(NamedTuple):
    """The articles that are translations of each other; `articles` has every language."""

    id: str
    original: Article
    articles: dict[str, Article]

    @property
    def year(self) -> str:
        """The year of its address, or 'undated'."""
        return self.id[: self.id.index("/")]

    @property
    def date(self) -> Edtf | None:
        """When it was published, else when it happened."""
        return self.original.date or self.original.event_date

    def shown(self, locale: str) -> Article:
        """The article that listings in `locale` show: its own language's, else the original."""
        return self.articles.get(locale) or self.original


class Resolver:
    """Looks terms up, and reports those that are in no registry."""

    def __init__(self, terms: dict[str, Registry], report: Report) -> None:
        self.terms, self.report = terms, report

    def ids(self, references: Sequence[TermRef], key: str, path: str) -> tuple[str, ...]:
        """The ids of the terms that the front matter field `key` of the file `path` mentions."""
        target = self.terms[_REGISTRY_OF[key]]
        if all(reference.text in target.terms for reference in references):
            found = [reference.text for reference in references]
        else:
            found = [registry_files.resolve(reference, target, path, self.report) for reference in references]
        ids: tuple[str, ...] = _one(tuple(dict.fromkeys([intern(term) for term in found if term])))
        return ids


_Value = TypeVar("_Value")


@lru_cache(maxsize=1 << 14)
def _one(value: _Value) -> _Value:
    """The first of equal values: what thousands of articles have in common is kept once."""
    return value


def join(records: Sequence[Record], resolver: Resolver, report: Report, whole: bool) -> dict[str, Article]:
    """The articles of one story by language, with what they inherit and their automatic twins.

    `whole` says that all of the story's files could be read: else nothing is said of what is
    missing. Empty when there is no original to inherit from.
    """
    records = sorted(records, key=lambda record: (record.language, record.path))
    unique: dict[str, Record] = {}
    for record in records:
        if other := unique.get(record.language):
            report(
                _at(
                    record,
                    "language",
                    "duplicate-article",
                    phrase("This story already has an article in '{language}'", language=record.language),
                    phrase("It is {path}; merge the two.", path=other.path),
                )
            )
            continue
        unique[record.language] = record
    originals = [r for r in unique.values() if "translated_from" not in r.values]
    if not originals:
        if not whole:
            return {}
        report(
            _at(
                records[0],
                "translated_from",
                "no-original",
                phrase("Every article of this story says that it is a translation"),
                phrase("Remove 'translated_from' from the original."),
            )
        )
        return {}
    for extra in originals[1:]:
        report(
            _at(
                extra,
                "language",
                "two-originals",
                phrase("This story has a second original; the first is {path}", path=originals[0].path),
                phrase(
                    "If this is a translation, add '{line}'.",
                    line=f"translated_from: {originals[0].language}",
                ),
            )
        )
    original = originals[0]
    articles: dict[str, Article] = {}
    for record in sorted(unique.values(), key=lambda r: "translated_from" in r.values):
        source = record.values.get("translated_from", {}).get("language", "")
        if source and (source == record.language or (source not in unique and whole)):
            report(
                _at(
                    record,
                    "translated_from",
                    "bad-translation",
                    phrase(
                        "There is no article in '{language}' that this could be a translation of",
                        language=source,
                    ),
                    phrase("It has: {list}.", list=", ".join(sorted(set(unique) - {record.language}))),
                )
            )
        base = None if record is original else articles.get(original.language)
        articles[record.language] = _article(record, base, resolver)
        _check_year(record, articles[record.language], report)
    _transliterate(articles, unique)
    return articles


def _article(record: Record, original: Article | None, resolver: Resolver) -> Article:
    """The article of a record; a translation takes from its `original` what it does not say."""
    values, base = record.values, original or _NOTHING

    def ids(key: str, inherited: tuple[str, ...]) -> tuple[str, ...]:
        return resolver.ids(values[key], key, record.path) if key in values else inherited

    source = values.get("source")
    corrections = values.get("corrections")
    return Article(
        record.path,
        base.story or record.story,  # of each text that articles share there is one in memory
        intern(record.language),
        values["title"],
        values.get("date", base.date),
        values.get("event_date", base.event_date),
        ids("region", base.regions),
        ids("organiser", base.organisers),
        ids("strategy", base.strategies),
        ids("tags", base.tags),
        summary=values.get("summary", ""),
        source=base.source if source is None else _source(source),
        translated_from=intern(values.get("translated_from", {}).get("language", "")),
        status=intern(values.get("status", base.status)),
        withdrawn_reason=values.get("withdrawn_reason", base.withdrawn_reason),
        corrections=base.corrections
        if corrections is None
        else tuple((c["date"], c["note"]) for c in corrections if "date" in c and "note" in c),
        note=values.get("note", base.note),
        body=record.body,
        borrowed=_one(frozenset([key for key in _WORDS if key not in values and getattr(base, key)])),
        borrowed_from=base.language or intern(record.language),
        formerly=values.get("formerly", base.formerly),
        traits=record.traits,
    )


def _source(values: dict[str, Any]) -> Source | None:
    if not values:
        return None
    return Source(
        intern(values.get("name", "")),
        values.get("url", ""),
        values.get("retrieved"),
        values.get("archived", ""),
    )


#: What an original inherits.
_NOTHING = Article("", "", "", "", None, None, (), (), (), (), "", None, "", "published", "", (), "", "")


def _check_year(record: Record, article: Article, report: Report) -> None:
    """The folder must be the year of the date, unless the date itself is at fault."""
    written = [key for key in ("date", "event_date") if key in record.lines]
    if any(key not in record.values for key in written) or (article.translated_from and not written):
        return
    date = article.date or article.event_date
    year = f"{date.year:04d}" if date and date.year is not None else "undated"
    folder = record.story.split("/")[0]
    if year != folder:
        report(
            _at(
                record,
                written[0] if written else "date",
                "year-mismatch",
                phrase(
                    "The article is in the folder '{folder}', but its date says '{year}'",
                    folder=folder,
                    year=year,
                )
                if date
                else phrase("The article is in the folder '{folder}', but it has no date", folder=folder),
                phrase("Move it to {folder}, or correct the date.", folder=f"articles/{year}/"),
            )
        )


_TWINS = {"uz": "uz-Cyrl", "uz-Cyrl": "uz"}


def _transliterate(articles: dict[str, Article], records: dict[str, Record]) -> None:
    """Give an Uzbek article in one script its automatic twin in the other (DESIGN 3.4)."""
    for language, twin in _TWINS.items():
        source = articles.get(language)
        if source and not source.automatic and twin not in articles:
            articles[twin] = source._replace(
                language=twin,
                automatic=language,
                title=records[language].twin[0],
                summary=records[language].twin[1],
                translated_from=source.translated_from or language,
                borrowed=_one(frozenset(_WORDS)),
                borrowed_from=source.borrowed_from if source.borrowed else language,
            )


def _at(record: Record, key: str, code: str, message: Phrase, hint: Phrase) -> Problem:
    line, column = record.lines.get(key, (1, 1))
    return Problem(record.path, line, column, code, message, hint, field=key)

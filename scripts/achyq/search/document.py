"""Documents: the published articles as search sees them, by language and number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from achyq.library import Library
from achyq.registry import KINDS
from achyq.search.text import LANGUAGES, analysis_language
from achyq.story import Article


class Document(NamedTuple):
    """One published article in the language it is written in; its number is its place among those of its
    language of analysis.

    `year` is None for those without one, which come first; `day` is the ordinal of the first day
    that its date may mean; `mark` is a digest of the files it comes from.
    """

    article: Article
    year: int | None
    day: int
    mark: str

    @property
    def row(self) -> tuple[str, str, str, str, str]:
        """What results show of it: story, language, title, date (EDTF or ''), status."""
        article = self.article
        date = article.date or article.event_date
        return article.story, article.language, article.title, date.text if date else "", article.status


def documents(library: Library) -> dict[str, list[Document]]:
    """Every published or withdrawn article that somebody wrote, by language of analysis; those of a
    language by date, story and locale.
    """
    found = [
        _document(article, library)
        for story in library.stories
        for article in story.articles.values()
        if not article.automatic
    ]
    found += [_document(article, library) for article in library.withdrawn if not article.automatic]
    found.sort(key=_place)
    own: dict[str, list[Document]] = {language: [] for language in LANGUAGES}
    for document in found:
        own[analysis_language(document.article.language)].append(document)
    return own


def _document(article: Article, library: Library) -> Document:
    mark = f"{article.language} {library.marks[article.story]}"
    date = article.date or article.event_date
    if date is None or date.year is None:
        return Document(article, None, 0, mark)
    # A range that is open at its start has a year, but no first day.
    day = date.earliest.toordinal() if date.earliest and date.earliest.year == date.year else 0
    return Document(article, date.year, day, mark)


def _place(document: Document) -> tuple[int, int, str, str]:
    return document.year or 0, document.day, document.article.story, document.article.language


def facts_of(article: Article, names: Mapping[tuple[str, str], str]) -> str:
    """The names of an article's terms; `names` are those of its language by (registry, id)."""
    return " · ".join([names[kind, term] for kind in KINDS for term in article.terms(kind)])


def names_in(library: Library, locale: str) -> dict[tuple[str, str], str]:
    """The name of each term in a locale, with the short one where it differs."""
    return {
        (kind, term.id): " · ".join(dict.fromkeys((term.name[locale], term.label(locale))))
        for kind in KINDS
        for term in library.registries[kind].terms.values()
    }

"""SQLite's full-text search: the very words, or words that begin so."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from benchmarks.search.corpus import Corpus

_WORD = re.compile(r"\w(?:[\w'ʻʼ’-]*\w)?")


def exact(corpus: Corpus, texts: list[str], folder: Path) -> list[list[int]]:
    """All words as they are typed, ranked by BM25."""
    return _answers(corpus, [" ".join(f'"{word}"' for word in _WORD.findall(text)) for text in texts], folder)


def prefix(corpus: Corpus, texts: list[str], folder: Path) -> list[list[int]]:
    """All words or longer ones, ranked by BM25."""
    return _answers(
        corpus, [" ".join(f'"{word}"*' for word in _WORD.findall(text)) for text in texts], folder
    )


def _answers(corpus: Corpus, queries: list[str], folder: Path) -> list[list[int]]:
    base = sqlite3.connect(folder / "index.sqlite")
    try:
        base.execute("create virtual table texts using fts5(text)")
        base.executemany("insert into texts (rowid, text) values (?, ?)", enumerate(corpus.documents, 1))
        query = "select rowid from texts where texts match ? order by rank"
        return [[row[0] - 1 for row in base.execute(query, (text,))] for text in queries]
    finally:
        base.close()

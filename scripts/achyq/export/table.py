"""What a table of the archive is: its columns, its keys, and how its rows are made and written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from achyq.export.record import Record
from achyq.library import Library
from achyq.tally import Tally


class Records(NamedTuple):
    """All that tables are made of."""

    stories: Sequence[Record]
    terms: Sequence[Record]
    concepts: Sequence[Record]
    library: Library
    counts: Tally


class Column(NamedTuple):
    """A column: its name, its type (of Frictionless Table Schema) and what it says."""

    name: str
    type: str
    about: str
    required: bool = False
    choices: tuple[str, ...] = ()
    pattern: str = ""


class Table(NamedTuple):
    """A table: its columns, its primary key, the keys that lead to other tables
    (columns, table, columns there), and its rows.
    """

    name: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    leads: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]
    rows: Callable[[Records], Iterator[tuple[Any, ...]]]


def to_csv(table: Table, records: Records) -> bytes:
    """A table as CSV, with a line of column names."""
    return head(table) + lines(table, records)


def head(table: Table) -> bytes:
    """The line of column names."""
    return _csv([[column.name for column in table.columns]])


def lines(table: Table, records: Records) -> bytes:
    """The rows of a table as CSV."""
    return _csv(table.rows(records))


def _csv(rows: Iterable[Iterable[Any]]) -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows(rows)
    return sink.getvalue().encode()

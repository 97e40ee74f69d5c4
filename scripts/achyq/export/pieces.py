"""Files that have a piece for each story, made of the last ones: only pieces of changed stories are new.

What is remembered of a file is where its pieces lie; the pieces themselves are in the file. A file that
is not as it was left is not believed, and then all pieces are made.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path
from typing import Final, NamedTuple

from achyq.export import oai, record, table, tables
from achyq.export.table import Records
from achyq.story import Story

#: Tables whose rows come story by story.
TABLES: Final = tuple(each for each in tables.TABLES if each.name in ("stories", "articles", "story_terms"))
#: The files, below the folder of data.
NAMES: Final = (*(f"{each.name}.csv" for each in TABLES), "stories.jsonl", oai.FILE)


#: How a file looks: its size, and its time in nanoseconds.
Look = tuple[int, int]


class Marked(NamedTuple):
    """Of a story's pieces: what they were made from, the length of each (in the order of NAMES), and
    the first day that one of its articles was changed.
    """

    mark: str
    lengths: tuple[int, ...]
    earliest: str


class Kept(NamedTuple):
    """What is remembered: stories in their order, how long the head of each file is, and how the file
    looked when it had been written.
    """

    stories: dict[str, Marked]
    heads: tuple[int, ...]
    looks: tuple[Look, ...]


def update(
    folder: Path, kept: Kept | None, stories: Sequence[tuple[Story, str]], records: Records, base: str
) -> tuple[Kept, dict[str, bytes]]:
    """The files by name, as they now lie in `folder`, and what to remember of them.

    `stories` are all of them, each with a mark that differs when it does; `kept` must come from the same
    terms, code and address (`base`). Cost: some 0.2 ms a changed story, and a copy of the files.
    """
    old = _read(folder, kept)
    known = _places(kept) if kept and old else {}
    pieces: list[Sequence[bytes | memoryview]] = []
    marked: dict[str, Marked] = {}
    for story, mark in stories:
        if (found := known.get(story.id)) and found[0].mark == mark:
            marked[story.id], starts = found
            pieces.append(
                [
                    view[start : start + length]
                    for view, start, length in zip(old, starts, found[0].lengths, strict=True)
                ]
            )
            continue
        made = _made(story, records, base)
        marked[story.id] = Marked(mark, tuple(map(len, made)), oai.earliest(story))
        pieces.append(made)
    days = [each.earliest for each in marked.values() if each.earliest]
    heads = [*map(table.head, TABLES), b"", oai.head(base, min(days, default=""))]
    tails = [b""] * (len(NAMES) - 1) + [oai.TAIL]
    columns = zip(*pieces, strict=True) if pieces else iter([()] * len(NAMES))
    files = {
        name: b"".join((head, *column, tail))
        for name, head, column, tail in zip(NAMES, heads, columns, tails, strict=True)
    }
    looks = tuple(write(folder / name, data) for name, data in files.items())
    return Kept(marked, tuple(map(len, heads)), looks), files


def _made(story: Story, records: Records, base: str) -> list[bytes]:
    """A story's pieces, in the order of NAMES."""
    told = record.story(story, base)
    alone = records._replace(stories=(told,))
    rows = [table.lines(each, alone) for each in TABLES]
    return [*rows, record.dump(told), oai.records(records.library, story, base)]


def _places(kept: Kept) -> dict[str, tuple[Marked, tuple[int, ...]]]:
    """For each story what is remembered of it, and where its pieces begin."""
    columns = zip(*(each.lengths for each in kept.stories.values()), strict=True)
    starts = [accumulate(column, initial=head) for head, column in zip(kept.heads, columns, strict=False)]
    rows = zip(*starts, strict=True)
    return {story: (each, row) for (story, each), row in zip(kept.stories.items(), rows, strict=False)}


def _read(folder: Path, kept: Kept | None) -> list[memoryview]:
    """The files of the last time; nothing if one of them is not as it was left."""
    if not kept or any(look(folder / name) != was for name, was in zip(NAMES, kept.looks, strict=True)):
        return []
    return [memoryview((folder / name).read_bytes()) for name in NAMES]


def look(path: Path) -> Look:
    """How a file looks; like none if it is not there."""
    try:
        status = path.stat()
    except OSError:
        return (-1, -1)
    return status.st_size, status.st_mtime_ns


def write(path: Path, data: bytes) -> Look:
    """Write a file, whole or not at all; gives how it looks."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(data)
    os.replace(part, path)
    return look(path)

"""The files that hold the whole archive, brought up to date: a change of any story is one of them all.

They are made when the archive's files differ from those that they were made from, and kept in the
cache. Their keys are digests of their bytes, so that what stays the same is not published again.
Cost: linear in the archive, but small for stories that did not change (`pieces`). Only the database, which
is made on request, is made of all texts each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from achyq import glossary, urls
from achyq.digests import SIZE, digest
from achyq.export import database, package, pieces, record, table, tables
from achyq.export.pieces import Kept, Look
from achyq.export.table import Records
from achyq.index import Index
from achyq.ledger import UNREADABLE, load, store
from achyq.library import Library
from achyq.registry import KINDS
from achyq.search.plain import text_of
from achyq.story import Story

_MEMORY: Final = "data.pickle"
#: Where the files lie between their making and their publishing.
_FOLDER: Final = "data"
DATABASE: Final = f"{record.FOLDER}/achyq.sqlite"

BodyOf = Callable[[str, str], str]


class _File(NamedTuple):
    """A file that was made: its size, the SHA-256 of its bytes, and how it looked when it was written."""

    size: int
    sum: bytes
    look: Look


class _Memory(NamedTuple):
    """What is remembered: of which archive the files are; the terms, code and address that pieces depend
    on; the files by path; and what `pieces` remembers.
    """

    mark: bytes
    common: bytes
    files: dict[str, _File]
    kept: Kept | None


def update(
    listed: Index, base: str, cache: Path, version: str, body_of: BodyOf, with_database: bool
) -> list[tuple[str, bytes]]:
    """Path and content key of every such file. `base` is the site's address, `version` the code's."""
    library = listed.library
    stories = [(story, _mark(story, library)) for story in library.stories]
    common = digest(version, base, library.terms_digest)
    mark = digest(common, str(with_database), *(f"{story.id} {mark}" for story, mark in stories))
    folder, known = cache / _FOLDER, _remembered(cache)
    intact = all(pieces.look(folder / path) == file.look for path, file in known.files.items())
    if known.mark != mark or not intact:
        records = _records(listed, base)
        kept = known.kept if known.common == common else None
        kept, joined = pieces.update(folder / record.FOLDER, kept, stories, records, base)
        files: dict[str, _File] = {}
        for (name, data), look in zip(joined.items(), kept.looks, strict=True):
            files[f"{record.FOLDER}/{name}"] = _File(len(data), hashlib.sha256(data).digest(), look)

        def keep(path: str, data: bytes) -> None:
            """Write a file unless it is there."""
            sum_, last = hashlib.sha256(data).digest(), known.files.get(path)
            same = last and last.sum == sum_ and pieces.look(folder / path) == last.look
            look = last.look if last and same else pieces.write(folder / path, data)
            files[path] = _File(len(data), sum_, look)

        for path, data in tables_of(records):
            keep(path, data)
        if with_database:
            told = [record.story(story, base) for story in library.stories]
            keep(DATABASE, database.make(records._replace(stories=told), _texts(library, body_of)))
        sizes = {path.partition("/")[2]: (file.size, file.sum) for path, file in files.items()}
        keep(f"{record.FOLDER}/datapackage.json", record.dump(package.describe(base, sizes)))
        for path, data in addresses(records, listed, base):
            keep(path, data)
        for path in known.files.keys() - files.keys():
            (folder / path).unlink(missing_ok=True)
        known = _Memory(mark, common, files, kept)
        store(cache / _MEMORY, tuple(known))
    return [(path, file.sum[:SIZE]) for path, file in known.files.items()]


def reader(cache: Path) -> Callable[[str], bytes]:
    """What gives the bytes of a file by its path, after `update`."""
    return lambda path: (cache / _FOLDER / path).read_bytes()


def tables_of(records: Records) -> Iterator[tuple[str, bytes]]:
    """The files of terms and numbers: path and bytes."""
    for each in tables.TABLES:
        if each not in pieces.TABLES:
            yield f"{record.FOLDER}/{each.name}.csv", table.to_csv(each, records)
    yield f"{record.FOLDER}/terms.jsonl", b"".join(map(record.dump, records.terms))
    if records.concepts:  # programs take JSON Lines without a line for damaged
        yield f"{record.FOLDER}/glossary.jsonl", b"".join(map(record.dump, records.concepts))


def addresses(records: Records, listed: Index, base: str) -> Iterator[tuple[str, bytes]]:
    """What programs find by its address, but for the stories: path and bytes."""
    for kind in KINDS:
        own = [term for term in records.terms if term["kind"] == kind]
        yield f"{record.API}/{kind}.json", record.dump({"version": record.VERSION, kind: own})
        for term, under in listed.by_term[kind].items():
            page = {"version": record.VERSION, "id": term, "stories": [story.id for story in under]}
            yield f"{record.API}/{kind}/{term.lower()}.json", record.dump(page)
    told = {"version": record.VERSION, "glossary": records.concepts}
    yield f"{record.API}/glossary.json", record.dump(told)
    years = {year: [story.id for story in under] for year, under in sorted(listed.by_year.items())}
    yield f"{record.API}/years.json", record.dump({"version": record.VERSION, "years": years})
    yield f"{record.API}/story.schema.json", record.dump(record.schema())
    yield f"{record.API}/index.json", record.dump(_index(base, len(listed.library.stories)))


def _remembered(cache: Path) -> _Memory:
    try:
        return _Memory(*load(cache / _MEMORY))
    except UNREADABLE:
        return _Memory(b"", b"", {}, None)


def _mark(story: Story, library: Library) -> str:
    """Differs when a story does: its files, or which of its articles are shown."""
    shown = " ".join(f"{code} {article.status}" for code, article in story.articles.items())
    return f"{library.marks[story.id]} {shown}"


def _records(listed: Index, base: str) -> Records:
    """What tables are made of, without the stories."""
    library = listed.library
    terms = [
        record.term(term, base, len(listed.by_term[kind].get(term.id, ())))
        for kind in KINDS
        for term in library.registries[kind].terms.values()
    ]
    concepts = [record.concept(concept, base) for concept in glossary.defined(library.glossary)]
    return Records((), terms, concepts, library, listed.tally)


def _index(base: str, stories: int) -> record.Record:
    """Where everything is."""
    api = base + record.API
    return {
        "version": record.VERSION,
        "stories": stories,
        "locales": list(urls.CODES),
        "story": f"{api}/stories/{{id}}.json",
        **{kind: f"{api}/{kind}.json" for kind in KINDS},
        "stories_under": {kind: f"{api}/{kind}/{{id in lower case}}.json" for kind in KINDS},
        "years": f"{api}/years.json",
        "glossary": f"{api}/glossary.json",
        "story_schema": f"{api}/story.schema.json",
        "package": f"{base}{record.FOLDER}/datapackage.json",
        "licence": "https://creativecommons.org/licenses/by/4.0/",
    }


def _texts(library: Library, body_of: BodyOf) -> Iterator[tuple[str, str, str]]:
    """Story, language and text of each article that somebody wrote."""
    for story in library.stories:
        for article in story.articles.values():
            if not article.automatic:
                text = " ".join(text_of(body_of(article.path, article.body)).split())
                yield story.id, article.language, text

"""The files that hold the whole archive, brought up to date: a change of any story is one of them all.

They are made when the archive's files differ from those that they were made from, and kept in the
cache. Their keys are digests of their bytes, so that what stays the same is not published again.
Cost: linear in the archive, whatever changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from achyq import glossary, urls
from achyq.export import database, oai, package, record, table, tables
from achyq.index import Index
from achyq.keys import SIZE, digest
from achyq.ledger import UNREADABLE, load, store
from achyq.library import Library
from achyq.registry import KINDS
from achyq.search.plain import text_of

_MEMORY: Final = "data.pickle"
#: Where the files lie between their making and their publishing.
_FOLDER: Final = "data"

BodyOf = Callable[[str, str], str]


def update(
    library: Library, base: str, cache: Path, version: str, body_of: BodyOf
) -> list[tuple[str, bytes]]:
    """Path and content key of every such file. `base` is the site's address, `version` the code's."""
    marks = "\0".join(f"{story} {mark}" for story, mark in library.marks.items())
    mark = digest(version, base, library.terms_digest, marks, f"{len(library.stories)} {library.drafts}")
    try:
        known, files = load(cache / _MEMORY)
        if known == mark and all((cache / _FOLDER / path).is_file() for path, _ in files):
            return [(path, key) for path, key in files]
    except UNREADABLE:
        pass
    files = []
    for path, data in make(library, base, body_of):
        target = cache / _FOLDER / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        files.append((path, hashlib.blake2b(data, digest_size=SIZE).digest()))
    store(cache / _MEMORY, (mark, files))
    return files


def reader(cache: Path) -> Callable[[str], bytes]:
    """What gives the bytes of a file by its path, after `update`."""
    return lambda path: (cache / _FOLDER / path).read_bytes()


def make(library: Library, base: str, body_of: BodyOf) -> Iterator[tuple[str, bytes]]:
    """Every file that holds the whole archive: its path and its bytes."""
    listed = Index(library)
    stories = [record.story(story, base) for story in library.stories]
    terms = [
        record.term(term, base, len(listed.by_term[kind].get(term.id, ())))
        for kind in KINDS
        for term in library.registries[kind].terms.values()
    ]
    concepts = [record.concept(concept, base) for concept in glossary.defined(library.glossary)]
    records = table.Records(stories, terms, concepts, library, listed.tally)
    files = {f"{each.name}.csv": table.to_csv(each, records) for each in tables.TABLES}
    files["stories.jsonl"] = b"".join(map(record.dump, stories))
    files["terms.jsonl"] = b"".join(map(record.dump, terms))
    if concepts:  # programs take JSON Lines without a line for damaged
        files["glossary.jsonl"] = b"".join(map(record.dump, concepts))
    files["achyq.sqlite"] = database.make(records, _texts(library, body_of))
    files[oai.FILE] = oai.repository(library, base)
    for name, data in files.items():
        yield f"{record.FOLDER}/{name}", data
    yield f"{record.FOLDER}/datapackage.json", record.dump(package.describe(base, files))
    for kind in KINDS:
        own = [term for term in terms if term["kind"] == kind]
        yield f"{record.API}/{kind}.json", record.dump({"version": record.VERSION, kind: own})
        for term, under in listed.by_term[kind].items():
            page = {"version": record.VERSION, "id": term, "stories": [story.id for story in under]}
            yield f"{record.API}/{kind}/{term.lower()}.json", record.dump(page)
    yield f"{record.API}/glossary.json", record.dump({"version": record.VERSION, "glossary": concepts})
    years = {year: [story.id for story in under] for year, under in sorted(listed.by_year.items())}
    yield f"{record.API}/years.json", record.dump({"version": record.VERSION, "years": years})
    yield f"{record.API}/story.schema.json", record.dump(record.schema())
    yield f"{record.API}/index.json", record.dump(_index(base, len(stories)))


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
                yield (
                    story.id,
                    article.language,
                    " ".join(text_of(body_of(article.path, article.body)).split()),
                )

"""The index: all files under search/, brought up to date with the archive.

What an edit costs grows with what it changes: documents are compared by digests of what search knows
of them; forms that a changed document gained or lost change their buckets; only shards of these
buckets are made anew. The files are a function of the archive alone, however it came to be.
"""

from __future__ import annotations

import json
import marshal
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from achyq.library import Library
from achyq.search import inversion, layout, synonyms, tables, words
from achyq.search.document import documents, facts_of, names_in
from achyq.search.files import DIRECTORY, FACETS_AS, FOLDER, Concept, Files, check, digest, dump
from achyq.search.inversion import Order, Outcome
from achyq.search.plain import text_of
from achyq.search.spill import SPILL, Place, Spill, read
from achyq.search.store import DAMAGED, Store
from achyq.search.tables import CODES, FacetFiles
from achyq.search.text import LANGUAGES, analysis_language
from achyq.story import Article
from achyq.workers import Crew

#: The version of the format: part of the directory.
VERSION = 1
#: With more changed documents than this, and this share, all postings are made anew.
FEW, SHARE = 100, 0.05
#: Documents that a process reads at a time.
_BATCH = 64

BodyOf = Callable[[str, str], str]


class _Whole(NamedTuple):
    """What is remembered of the last update: of what, and the files with their keys."""

    fingerprint: bytes
    files: tuple[tuple[str, bytes], ...]


def update(
    library: Library,
    concepts: Sequence[Concept],
    cache: Path,
    version: str,
    body_of: BodyOf,
    crew: Crew | None = None,
) -> list[tuple[str, bytes]]:
    """Path and content key of every file under search/; `concepts` are the synonyms, `version` is the code's.

    `body_of` gives the HTML of the text of the article at a path, with a digest; it is asked for new
    texts only, by the processes of the `crew`. State is kept in
    `cache`/search. Cost: about 1 ms for a new document, 2 µs for an unchanged one.
    """
    crew = crew or Crew(1)
    fingerprint = _fingerprint(library, concepts)
    store = Store(cache / "search", version)
    try:
        files = _updated(store, fingerprint, library, concepts, body_of, crew)
    except DAMAGED:  # it is only a cache
        store.clear()
        files = _updated(store, fingerprint, library, concepts, body_of, crew)
    finally:
        store.close()
    store.close()
    return [(f"{FOLDER}/{name}", key) for name, key in files]


def is_there(cache: Path, version: str) -> bool:
    """Whether there is an index to bring up to date, or all is to be made anew."""
    return Store.path_in(cache / "search", version).exists()


def reader(cache: Path, version: str) -> Callable[[str], bytes]:
    """What gives the bytes of a file by its path, after `update`."""
    store = Store(cache / "search", version)
    return lambda path: store.file(path.removeprefix(f"{FOLDER}/"))


def _fingerprint(library: Library, concepts: Sequence[Concept]) -> bytes:
    """A digest of all that the index is made of: the files of stories, which of them are drafts that
    are not shown, the registries, and the synonyms.
    """
    marks = "\0".join([f"{story} {mark}" for story, mark in library.marks.items()])
    known = [tuple((language, tuple(entries)) for language, entries in c.items()) for c in concepts]
    # Version 0 of the format depends on the values alone, not on which objects they share.
    counts = len(library.stories), len(library.withdrawn), library.drafts
    return digest(marshal.dumps((marks, library.terms_digest, counts, known), 0))


def _updated(
    store: Store,
    fingerprint: bytes,
    library: Library,
    concepts: Sequence[Concept],
    body_of: BodyOf,
    crew: Crew,
) -> tuple[tuple[str, bytes], ...]:
    whole: _Whole | None = store.load()
    if whole and whole.fingerprint == fingerprint:
        return whole.files
    store.begin()
    if whole is None:
        store.empty()
    else:
        check(store)
    files = _Update(store, library, body_of, crew).files(concepts)
    if whole:
        store.drop_files({name for name, _ in whole.files}.difference(name for name, _ in files))
    store.finish(_Whole(fingerprint, files))
    return files


class _Update:
    """One update: all that it makes is put into the store."""

    def __init__(self, store: Store, library: Library, body_of: BodyOf, crew: Crew) -> None:
        self.store, self.library, self.body_of, self.crew = store, library, body_of, crew
        self.documents = documents(library)
        self.names = {code: names_in(library, code) for code in CODES}

    def files(self, concepts: Sequence[Concept]) -> tuple[tuple[str, bytes], ...]:
        """Bring all files up to date; gives their names and keys."""
        files = Files(self.store)
        order = self._order()
        outcomes = self._inverted(self.store.get("order") or Order(b"", b""), order)
        facet_files = FacetFiles(files, self.library, self.documents)
        most, cuts = layout.put_shards(files, outcomes, facet_files.size, self.crew)
        facets = facet_files.put(most)
        docs, docs_index = tables.put_rows(files, self.documents)
        counts = Counter(order.languages)
        languages = {
            language: {"documents": counts[place], "shards": cuts.get(language, [])}
            for place, language in enumerate(LANGUAGES)
            if counts[place]
        }
        if facets.cuts:
            languages[FACETS_AS] = {"documents": len(self.documents), "shards": facets.cuts}
        directory: dict[str, Any] = {
            "version": VERSION,
            "documents": len(self.documents),
            "locales": CODES,
            "languages": languages,
            "years": tables.years(self.documents),
            "docs": docs,
            "docs_index": docs_index,
            "facets": [found for _, found in facets.blocks],
            "terms": facets.terms,
            "rules": _put_rules(files),
            "synonyms": files.add(
                "synonyms", synonyms.packed(synonyms.table(self.library.registries["tags"], concepts))
            ),
        }
        files.add_plain(DIRECTORY, dump(directory))
        self.store.put("order", order)
        return tuple(sorted(files.keys.items()))

    def _order(self) -> Order:
        """The keys and languages of all documents; the keys of the last time, with the same registries
        and files, are still right.
        """
        known: dict[str, bytes] = {}
        if last := self.store.get("keys"):
            made_with, keys = last
            known = keys if made_with == self.library.terms_digest else {}
        places = {code: LANGUAGES.index(analysis_language(code)) for code in CODES}
        keys = {
            document.mark: known.get(document.mark) or digest(marshal.dumps(self._said(document.article), 0))
            for document in self.documents
        }
        self.store.put("keys", (self.library.terms_digest, keys))
        return Order(
            b"".join([keys[document.mark] for document in self.documents]),
            bytes([places[document.article.language] for document in self.documents]),
        )

    def _said(self, article: Article) -> tuple[str, ...]:
        """What decides an article's words: language and title, and but for a withdrawn one the names of its
        terms, its summary, and the digest of its body.
        """
        if article.status == "withdrawn":
            return article.language, article.title
        facts = facts_of(article, self.names[article.language])
        return article.language, article.title, facts, article.summary, article.body

    def _inverted(self, old: Order, order: Order) -> dict[str, Outcome]:
        """Bring the buckets up to date."""
        differing = old.differing(order)
        many = not old.keys or len(differing) > FEW + SHARE * len(self.documents)
        self._read(order, range(len(self.documents)) if many else differing)
        if many:
            self.store.share()
            outcomes = inversion.everything(self.store, order, self.crew)
        else:
            found = inversion.changes(self.store, old, order, differing)
            outcomes = {
                language: inversion.patched(self.store, language, forms) for language, forms in found.items()
            }
        gone = {old.key(number) for number in differing} - {order.key(n) for n in range(len(self.documents))}
        self.store.drop_words(gone)
        self.store.share()
        return outcomes

    def _read(self, order: Order, numbers: Iterable[int]) -> None:
        """Find the words of new documents; by language, since each process remembers words that it met."""
        known = self.store.known_words()
        todo = [n for n in numbers if n < len(self.documents) and order.key(n) not in known]
        todo.sort(key=order.languages.__getitem__)
        batches = [todo[start : start + _BATCH] for start in range(0, len(todo), _BATCH)]
        with Spill(self.store.folder / SPILL) as spill:
            places = [spill.put(marshal.dumps(self._texts(batch))) for batch in batches]
            reading = self.crew.each(_words, places, (spill.path, self.body_of))
            for batch, found in zip(batches, reading, strict=True):
                self.store.add_words(dict(zip(map(order.key, batch), found, strict=True)))

    def _texts(self, numbers: Iterable[int]) -> list[tuple[str, tuple[str, ...]]]:
        articles = [self.documents[number].article for number in numbers]
        return [(article.path, self._said(article)) for article in articles]


def _words(place: Place, spilled: Path, body_of: BodyOf) -> list[bytes]:
    """The words of a batch of articles. What it needs comes through the disk: a process that only looked
    at objects of the one it was forked from would come to own copies of them all, as looking counts.
    """
    found = []
    for path, (language, title, *rest) in marshal.loads(read(spilled, place)):  # noqa: S302 (our own file)
        texts = [title, "", ""]
        if rest:
            texts[1], summary, body = rest
            texts[2] = f"{summary}\n{text_of(body_of(path, body))}"
        found.append(words.packed(words.read(texts, analysis_language(language))))
    return found


def _put_rules(files: Files) -> dict[str, Any]:
    """The analyser's rules, which the browser reads too: the text's own, without which it cannot tell
    what to ask for, and the hashes of the files of the languages.
    """
    found: dict[str, Any] = {}
    for path in sorted(resources.files("achyq.search").joinpath("rules").iterdir(), key=str):
        name, _, kind = path.name.partition(".")
        if kind == "json":
            rules = json.loads(path.read_text("utf-8"))
            found[name] = rules if name == "text" else files.add(name, dump(rules), kind)
    return found

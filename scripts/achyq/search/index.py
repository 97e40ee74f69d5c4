"""The index: all files under search/, brought up to date with the archive.

What an edit costs grows with what it changes: documents are compared by digests of what search knows
of them; forms that a changed document gained or lost change their buckets; only shards of these
buckets are made anew. The files are a function of the archive alone, however it came to be.
"""

from __future__ import annotations

import json
import marshal
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any, NamedTuple

from achyq.library import Library
from achyq.search import inversion, layout, synonyms, tables, words
from achyq.search.document import documents, facts_of, names_in
from achyq.search.files import DIRECTORY, FACETS_AS, FOLDER, VERSION, Concept, Files, check, digest, dump
from achyq.search.inversion import Order, Outcome
from achyq.search.plain import text_of
from achyq.search.spill import SPILL, Place, Spill, read
from achyq.search.store import DAMAGED, Store
from achyq.search.tables import CODES, FacetFiles
from achyq.search.text import analysis_language
from achyq.story import Article
from achyq.workers import Crew

#: With more changed documents of a language than this, and this share, all its postings are made anew.
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
        orders = self._orders()
        outcomes = self._inverted(self.store.get("orders") or {}, orders)
        facet_files = FacetFiles(files, self.library, self.documents)
        most, cuts = layout.put_shards(files, outcomes, facet_files.size, self.crew)
        facets = facet_files.put(most)
        docs, docs_index = tables.put_rows(files, self.documents)
        total = sum(order.total for order in orders.values())
        languages: dict[str, Any] = {
            language: {
                "documents": len(own),
                "shards": cuts.get(language, []),
                "years": tables.years(own),
                "docs": docs[language],
                "facets": [found for _, found in facets.blocks[language]],
            }
            for language, own in self.documents.items()
            if own
        }
        if facets.cuts:
            languages[FACETS_AS] = {"documents": total, "shards": facets.cuts}
        directory: dict[str, Any] = {
            "version": VERSION,
            "documents": total,
            "locales": CODES,
            "languages": languages,
            "docs_index": docs_index,
            "terms": facets.terms,
            "rules": _put_rules(files),
            "synonyms": files.add(
                "synonyms", synonyms.packed(synonyms.table(self.library.registries["tags"], concepts))
            ),
        }
        files.add_plain(DIRECTORY, dump(directory))
        self.store.put("orders", orders)
        return tuple(sorted(files.keys.items()))

    def _orders(self) -> dict[str, Order]:
        """The keys of all documents; those of the last time, with the same registries and files, are
        still right.
        """
        known: dict[str, bytes] = {}
        if last := self.store.get("keys"):
            made_with, keys = last
            known = keys if made_with == self.library.terms_digest else {}
        keys = {
            document.mark: known.get(document.mark) or digest(marshal.dumps(self._said(document.article), 0))
            for own in self.documents.values()
            for document in own
        }
        self.store.put("keys", (self.library.terms_digest, keys))
        return {
            language: Order(b"".join([keys[document.mark] for document in own]))
            for language, own in self.documents.items()
        }

    def _said(self, article: Article) -> tuple[str, ...]:
        """What decides an article's words: language and title, and but for a withdrawn one the names of its
        terms, its summary, and the digest of its body.
        """
        if article.status == "withdrawn":
            return article.language, article.title
        facts = facts_of(article, self.names[article.language])
        return article.language, article.title, facts, article.summary, article.body

    def _inverted(self, old: Mapping[str, Order], orders: Mapping[str, Order]) -> dict[str, Outcome]:
        """Bring the buckets up to date: of a language with many changes all are made anew."""
        nothing = Order(b"")
        before = {language: old.get(language, nothing) for language in orders}
        differing = {language: before[language].differing(order) for language, order in orders.items()}
        anew = {
            language: order
            for language, order in orders.items()
            if not before[language].total or len(differing[language]) > FEW + SHARE * order.total
        }
        self._read(
            orders, {**differing, **{language: range(order.total) for language, order in anew.items()}}
        )
        outcomes: dict[str, Outcome] = {}
        if anew:
            self.store.share()
            outcomes = inversion.everything(self.store, anew, self.crew)
        for language in orders.keys() - anew.keys():
            if differing[language]:
                changes = inversion.changes(
                    self.store, before[language], orders[language], differing[language]
                )
                outcomes[language] = inversion.patched(self.store, language, changes)
        gone = {before[language].key(number) for language in orders for number in differing[language]}
        gone.difference_update(order.key(n) for order in orders.values() for n in range(order.total))
        self.store.drop_words(gone)
        self.store.share()
        return outcomes

    def _read(self, orders: Mapping[str, Order], numbers: Mapping[str, Iterable[int]]) -> None:
        """Find the words of new documents; by language, since each process remembers words that it met."""
        known = self.store.known_words()
        todo = [
            (orders[language].key(number), self.documents[language][number].article)
            for language in orders
            for number in numbers[language]
            if number < orders[language].total and orders[language].key(number) not in known
        ]
        batches = [todo[start : start + _BATCH] for start in range(0, len(todo), _BATCH)]
        with Spill(self.store.folder / SPILL) as spill:
            places = [
                spill.put(marshal.dumps([(article.path, self._said(article)) for _, article in batch]))
                for batch in batches
            ]
            reading = self.crew.each(_words, places, (spill.path, self.body_of))
            for batch, found in zip(batches, reading, strict=True):
                self.store.add_words({key: made for (key, _), made in zip(batch, found, strict=True)})


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

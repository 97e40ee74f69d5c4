"""What the index knows of documents besides their words: rows, facets, and the terms they name."""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from achyq import urls
from achyq.library import Library
from achyq.locale import LOCALES
from achyq.search import partition
from achyq.search.coding import deflated, deltas, varint
from achyq.search.document import Document
from achyq.search.files import FACETS, FACETS_AS, MEMBER, ROWS, STATUSES, TERM_KINDS, Files, digest, dump
from achyq.search.partition import Piece
from achyq.search.shard import IMPACT_ONE, Form, Postings, encode
from achyq.story import Article

CODES = tuple(locale.code for locale in LOCALES)
#: Estimated bytes of a facet in a shard, besides its postings.
_NAME = 10
#: So many times a pack of shards is as large as a file of facets.
_SMALLER = 4


#: The documents of each language of analysis, by number.
Documents = Mapping[str, Sequence[Document]]


class Rows(NamedTuple):
    """A file of rows: a digest of what it comes from, its hash, and the length of each of its members."""

    digest: bytes
    hash: str
    lengths: list[int]


class Facets(NamedTuple):
    """What was made of the facets of all documents: `digest` is of what they are, `most` the size of
    a shard, `size` that of all together; then the hashes of the files.
    """

    digest: bytes
    most: int
    size: int
    blocks: dict[str, list[tuple[bytes, str]]]
    terms: dict[str, str]
    cuts: list[tuple[str, str]]


def put_rows(files: Files, documents: Documents) -> tuple[dict[str, list[str]], str]:
    """Bring the files of rows up to date; gives their hashes by language, and that of their index."""
    old: dict[str, list[Rows]] = files.store.get("rows") or {}
    made = {language: _rows(files, old.get(language, ()), own) for language, own in documents.items()}
    files.store.put("rows", made)
    index = b"".join([varint(length) for own in made.values() for found in own for length in found.lengths])
    hashes = {language: [found.hash for found in own] for language, own in made.items()}
    return hashes, files.add("docs_index", deflated((index,)))


def _rows(files: Files, old: Sequence[Rows], documents: Sequence[Document]) -> list[Rows]:
    """The files of rows of a language."""
    made = []
    for place, start in enumerate(range(0, len(documents), ROWS)):
        block = documents[start : start + ROWS]
        said = digest("\0".join([document.mark for document in block]).encode())
        if place < len(old) and old[place].digest == said:
            files.keep("docs", old[place].hash)
            made.append(old[place])
            continue
        rows = [document.row for document in block]
        members = [deflated((dump(rows[at : at + MEMBER]),)) for at in range(0, len(rows), MEMBER)]
        made.append(Rows(said, files.add("docs", b"".join(members)), [len(member) for member in members]))
    return made


class Terms:
    """The terms that documents name, with their parents, in the order of the registries."""

    def __init__(self, library: Library, documents: Iterable[Document]) -> None:
        self.library = library
        articles = [document.article for document in documents]
        self.places: dict[str, dict[str, int]] = {}
        for kind, registry_kind in TERM_KINDS.items():
            registry = library.registries[registry_kind]
            used = {term for article in articles for term in article.terms(registry_kind)}
            used |= {parent for term in used for parent in registry.ancestors(term)}
            found = [term for term in registry.terms if term in used]
            self.places[kind] = {term: place for place, term in enumerate(found)}

    @property
    def order(self) -> list[tuple[str, list[str]]]:
        """The terms of each kind in order."""
        return [(kind, list(places)) for kind, places in self.places.items()]

    def named(self, locale: str) -> bytes:
        """All of them in a locale's words: id, name, place of the parent or -1, address."""
        table = {}
        for kind, places in self.places.items():
            registry = self.library.registries[TERM_KINDS[kind]]
            table[kind] = [
                [
                    term,
                    registry[term].label(locale),
                    places.get(registry[term].parent, -1),
                    urls.listing(locale, TERM_KINDS[kind], registry[term].slug),
                ]
                for term in places
            ]
        return dump(table)

    def block(self, documents: Sequence[Document]) -> bytes:
        """A file of facets."""
        articles = [document.article for document in documents]
        block: dict[str, list[Any]] = {
            kind: [[places[term] for term in article.terms(TERM_KINDS[kind])] for article in articles]
            for kind, places in self.places.items()
        }
        block["language"] = [CODES.index(article.language) for article in articles]
        block["status"] = [STATUSES.index(_status(article)) for article in articles]
        return deflated((dump(block),))

    def forms(self, documents: Documents) -> list[Form]:
        """Each facet of a language as a form with its documents; those of a term are also its parents'."""
        lists = {
            f"{name}/{language}": found
            for language, own in documents.items()
            for name, found in self._lists([document.article for document in own]).items()
        }
        return [
            Form(name, name, (), (), Postings(deltas(found), bytes([IMPACT_ONE]) * len(found)))
            for name, found in sorted(lists.items())
        ]

    def _lists(self, articles: Sequence[Article]) -> dict[str, list[int]]:
        """The numbers of the documents that each facet has."""
        lists: dict[str, list[int]] = {}
        said: dict[str, list[tuple[str, ...]]] = {
            kind: [article.terms(registry_kind) for article in articles]
            for kind, registry_kind in TERM_KINDS.items()
        }
        said["language"] = [(article.language,) for article in articles]
        said["status"] = [(_status(article),) for article in articles]
        for kind, each in said.items():
            # The lists of the same terms are found once.
            known: dict[tuple[str, ...], list[list[int]]] = {}
            for number, ids in enumerate(each):
                if ids not in known:
                    known[ids] = [lists.setdefault(name, []) for name in self._names(kind, ids)]
                for found in known[ids]:
                    found.append(number)
        return lists

    def _names(self, kind: str, ids: tuple[str, ...]) -> list[str]:
        """The facets that some ids of a kind stand for: terms with their parents, each once."""
        if kind in TERM_KINDS:
            ancestors = self.library.registries[TERM_KINDS[kind]].ancestors
            ids = tuple(dict.fromkeys(term for own in ids for term in (own, *ancestors(own))))
        return [f"{kind}:{name}" for name in ids]


def _status(article: Article) -> str:
    """Drafts count as published: they are here only when they are shown."""
    return "withdrawn" if article.status == "withdrawn" else "published"


def _pieces(forms: Sequence[Form]) -> list[Piece]:
    return [Piece(form.form, _NAME + len(form.postings.deltas)) for form in forms]


class FacetFiles:
    """The files of facets: their size is known first, since the size of all shards depends on it."""

    def __init__(self, files: Files, library: Library, documents: Documents) -> None:
        self.files, self.library, self.documents = files, library, documents
        self.old: Facets | None = files.store.get("facets")
        said = [_facets_said(own) for own in documents.values()]
        self.digest = digest(marshal.dumps((said, _terms_said(library)), 0))
        self.same = self.old is not None and self.old.digest == self.digest
        self.size = self.old.size if self.old and self.same else sum(p.size for p in _pieces(self._forms))

    @cached_property
    def _terms(self) -> Terms:
        return Terms(self.library, chain.from_iterable(self.documents.values()))

    @cached_property
    def _forms(self) -> list[Form]:
        return self._terms.forms(self.documents)

    def put(self, pack: int) -> Facets:
        """Bring the files up to date; a pack of the index holds at most `pack` bytes, a file of facets a
        part of that.
        """
        most = pack // _SMALLER
        files, old = self.files, self.old
        if old and self.same and old.most == most:
            for _, hash_ in chain.from_iterable(old.blocks.values()):
                files.keep("facets", hash_)
            for _, hash_ in old.cuts:
                files.keep(FACETS_AS, hash_)
            for code, hash_ in old.terms.items():
                files.keep(f"terms-{code}", hash_, "json")
            return old
        known = dict(chain.from_iterable(old.blocks.values())) if old else {}
        blocks = {language: self._blocks(own, known) for language, own in self.documents.items()}
        firsts = (
            [piece.first for piece in partition.pieces(_pieces(self._forms), 0, most)] if self._forms else []
        )
        cuts = [
            (first, files.add(FACETS_AS, encode(_between(self._forms, first, end), ())))
            for first, end in partition.stretches(firsts)
        ]
        terms = {code: files.add(f"terms-{code}", self._terms.named(code), "json") for code in CODES}
        made = Facets(self.digest, most, self.size, blocks, terms, cuts)
        files.store.put("facets", made)
        return made

    def _blocks(self, documents: Sequence[Document], known: Mapping[bytes, str]) -> list[tuple[bytes, str]]:
        """The files of the facets of a language's documents, with digests of what they come from."""
        files, blocks = self.files, []
        for start in range(0, len(documents), FACETS):
            block = documents[start : start + FACETS]
            said = digest(marshal.dumps((_facets_said(block), self._terms.order), 0))
            if said in known:
                files.keep("facets", known[said])
            blocks.append((said, known.get(said) or files.add("facets", self._terms.block(block))))
        return blocks


def _facets_said(documents: Sequence[Document]) -> list[tuple[Any, ...]]:
    articles = [document.article for document in documents]
    return [(a.language, a.status, a.regions, a.organisers, a.strategies, a.tags) for a in articles]


def _terms_said(library: Library) -> list[tuple[Any, ...]]:
    return [
        (kind, term.id, term.parent, [term.label(code) for code in CODES])
        for kind in TERM_KINDS.values()
        for term in library.registries[kind].terms.values()
    ]


def _between(forms: Sequence[Form], first: str, end: str) -> list[Form]:
    return [form for form in forms if first <= form.form and (not end or form.form < end)]


def years(documents: Sequence[Document]) -> list[tuple[int, int]]:
    """Each year and its first document, of those of a language."""
    found: dict[int, int] = {}
    for number, document in enumerate(documents):
        if document.year is not None:
            found.setdefault(document.year, number)
    return list(found.items())

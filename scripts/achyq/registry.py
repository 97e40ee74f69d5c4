"""Registries: the closed vocabularies of regions, organisers, strategies and tags."""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from functools import cached_property
from typing import NamedTuple

from achyq.edtf import Edtf
from achyq.messages import Phrase, phrase

KINDS = ("regions", "organisers", "strategies", "tags")


class Decree(NamedTuple):
    """The act that adopted a strategy: its type (one of `fields.DECREES`), number and date."""

    type: str
    number: str
    date: Edtf | None


class Term(NamedTuple):
    """One registry entry. References to other terms are ids; texts by locale are dicts."""

    kind: str
    id: str
    name: dict[str, str]
    short: dict[str, str]
    aliases: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()
    parent: str = ""
    replaces: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    level: str = ""
    tile: str = ""
    abbr: dict[str, str] | None = None
    type: str = ""
    period: Edtf | None = None
    valid_from: Edtf | None = None
    valid_to: Edtf | None = None
    decree: Decree | None = None
    url: str = ""
    source: tuple[str, str] = ("", "")
    description: dict[str, str] | None = None
    path: str = ""
    line: int = 0
    column: int = 0

    @property
    def slug(self) -> str:
        """The id as it stands in an address."""
        return self.id.lower()

    def label(self, locale: str) -> str:
        """The name for lists: the short one where there is one."""
        return self.short.get(locale) or self.name[locale]


class Registry:
    """The terms of one kind, by id, with look-up by id, name or alias; `whole` when all its files could
    be read.
    """

    def __init__(self, kind: str, terms: dict[str, Term], whole: bool = True) -> None:
        self.kind = kind
        self.terms = terms
        self.whole = whole
        self._names: dict[str, list[str]] = {}
        for term in terms.values():
            for name in {
                fold(n)
                for n in (term.id, *term.name.values(), *term.short.values(), *term.aliases, *term.formerly)
            }:
                self._names.setdefault(name, []).append(term.id)

    def with_terms(self, terms: dict[str, Term]) -> Registry:
        """The registry with these terms, which are called what its own are called: looking them up needs
        nothing new.
        """
        other = Registry(self.kind, {}, self.whole)
        other.terms, other._names = terms, self._names
        return other

    def __getitem__(self, term_id: str) -> Term:
        return self.terms[term_id]

    def find(self, text: str) -> list[str]:
        """The ids of the terms that `text` may mean: none, one, or several for a shared name."""
        return [text] if text in self.terms else self._names.get(fold(text), [])

    def nearest(self, text: str) -> Phrase:
        """A sentence that proposes the id of the term most like `text`, or nothing."""
        near = get_close_matches(fold(text), self._names, n=1, cutoff=0.6)
        if not near:
            return Phrase(())
        term = self.terms[self._names[near[0]][0]]
        return phrase("Did you mean {id} ({name})?", id=term.id, name=term.name)

    def ancestors(self, term_id: str) -> list[str]:
        """The parent, its parent, and so on; the nearest first."""
        return self._lines[term_id]

    @cached_property
    def _lines(self) -> dict[str, list[str]]:
        lines = {}
        for term in self.terms.values():
            line: list[str] = []
            parent = term.parent
            while parent and parent not in line:
                line.append(parent)
                parent = self.terms[parent].parent
            lines[term.id] = line
        return lines

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The ids of each term's children; those without a parent under ''."""
        children: dict[str, list[str]] = {}
        for term in self.terms.values():
            children.setdefault(term.parent, []).append(term.id)
        return children

    @cached_property
    def successors(self) -> dict[str, list[str]]:
        """For each term that others replace, the ids of those."""
        successors: dict[str, list[str]] = {}
        for term in self.terms.values():
            for old in term.replaces:
                successors.setdefault(old, []).append(term.id)
        return successors


_APOSTROPHES = str.maketrans(dict.fromkeys("'`´ʹʻʼʽʾʿˈ‘’‛′＇", "ʻ") | {"№": None, "\u00a0": " "})


def fold(text: str) -> str:
    """A name as it is compared: NFC, lower case, one kind of apostrophe, single spaces."""
    folded = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).casefold()
    return " ".join(folded.split())

"""Which concepts a query's words name, so that their other words can be looked for too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from achyq.search.analyser import bucket, keys
from achyq.search.files import ANY, Concept
from achyq.search.query import Part
from achyq.search.text import form, tokens

#: Other entries of a concept that are looked for.
_ALTERNATIVES = 4


class Run(NamedTuple):
    """Parts of a query, from `start` to before `end`, that name a concept."""

    start: int
    end: int
    concept: Concept

    def others(self, language: str, asked: Sequence[Part]) -> list[str]:
        """Entries of the concept in a language besides the very one that was typed."""
        typed = " ".join(part.typed for part in asked[self.start : self.end])
        return [entry for entry in self.concept.get(language, ()) if entry != typed][:_ALTERNATIVES]


def runs(concepts: Iterable[Concept], asked: Sequence[Part], languages: Iterable[str]) -> list[Run]:
    """The longest runs of words that name concepts, in the first language in which there are any."""
    concepts = list(concepts)
    for language in languages:
        typed = [form(part.typed, language) if part.kind == "word" else "" for part in asked]
        buckets = {bucket(word, language) for word in typed if word}
        near = []
        for concept in concepts:
            for entry in (*concept.get(language, ()), *concept.get(ANY, ())):
                names = [form(token.text, language) for token in tokens(entry)]
                if names and names[0] and bucket(names[0], language) in buckets:
                    near.append((concept, names))
        found = []
        at = 0
        while at < len(typed):
            best: Run | None = None
            for concept, names in near:
                longer = best is None or len(names) > best.end - best.start
                if longer and _all_same(typed[at : at + len(names)], names, language):
                    best = Run(at, at + len(names), concept)
            if best:
                found.append(best)
            at = best.end if best else at + 1
        if found:
            return found
    return []


def _all_same(typed: Sequence[str], names: Sequence[str], language: str) -> bool:
    return len(typed) == len(names) and all(
        _same(one, other, language) for one, other in zip(typed, names, strict=True)
    )


def _same(one: str, other: str, language: str) -> bool:
    """Whether two forms may be of one word."""
    if not one or not other or bucket(one, language) != bucket(other, language):
        return False
    return not set(keys(one, language)).isdisjoint(keys(other, language))

"""Names found in running text: a trie of stems, so that every inflected form of every name leads to its
term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from achyq.importer import morphology
from achyq.importer.morphology import Stem, Token

T = TypeVar("T")


class Found(NamedTuple, Generic[T]):
    """A name in the text: the tokens it covers (first, one past the last) and what it may mean."""

    first: int
    last: int
    values: tuple[T, ...]


class _Node(Generic[T]):
    __slots__ = ("next", "values")

    def __init__(self) -> None:
        self.next: dict[str, list[tuple[Stem, _Node[T]]]] = {}
        self.values: list[T] = []


class Gazetteer(Generic[T]):
    """Names with what they mean. Looking all of them up costs the length of the text, not their number."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, words: Sequence[str], value: T, locale: str = "") -> None:
        """Know the name made of `words`, of which each may be inflected as `locale` does it."""
        if not words:
            return
        for grammar in morphology.grammars("".join(words), locale):
            node = self._root
            for word in words:
                node = _child(node, morphology.stems(word, grammar))
            if value not in node.values:
                node.values.append(value)

    def find(self, tokens: Sequence[Token]) -> list[Found[T]]:
        """The names in the text from left to right, the longest at each place, none inside another."""
        found: list[Found[T]] = []
        at = 0
        while at < len(tokens):
            match = self.at(tokens, at)
            if match:
                found.append(match)
            at = match.last if match else at + 1
        return found

    def at(self, tokens: Sequence[Token], first: int) -> Found[T] | None:
        """The longest name that begins at the token `first`."""
        best: Found[T] | None = None
        states = [self._root]
        for index in range(first, len(tokens)):
            states = [child for node in states for child in _children(node, tokens[index].key)]
            if not states:
                break
            values = [value for node in states for value in node.values]
            if values:
                best = Found(first, index + 1, tuple(dict.fromkeys(values)))
        return best


def _child(node: _Node[T], stems: Sequence[Stem]) -> _Node[T]:
    """The node that these stems of one word lead to, made if there is none."""
    known = next((child for stem, child in node.next.get(stems[0].key, ()) if stem == stems[0]), None)
    child = known or _Node()
    for stem in stems:
        branches = node.next.setdefault(stem.key, [])
        if (stem, child) not in branches:
            branches.append((stem, child))
    return child


def _children(node: _Node[T], word: str) -> Iterable[_Node[T]]:
    for prefix in morphology.prefixes(word):
        for stem, child in node.next.get(prefix, ()):
            if morphology.is_form(word, stem):
                yield child

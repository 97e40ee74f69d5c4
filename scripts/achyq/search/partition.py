"""Where one shard ends and the next begins: a pure function of the strings and their sizes.

A trie: a node that is too large is split by its next letter; small neighbours under one node are
packed together. An edit moves few boundaries: sizes are rounded before packing, and packing begins
anew under every node.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

#: A shard, which is what a word costs its reader: estimated bytes.
SHARD = 4 * 1024
#: A pack, the file in which neighbouring shards lie, of a small archive: estimated bytes.
LEAST = 32 * 1024
#: The limit of a pack is the least step for which all strings together are at most so many full packs:
#: the directory names each.
FULL = 600
#: When small neighbours are packed, sizes count in units of this part of the limit.
_PART = 32


class Piece(NamedTuple):
    """A stretch of strings from `first` on, and its estimated size in bytes."""

    first: str
    size: int


def limit(total: int) -> int:
    """The size of a pack in an index of `total` bytes: a step of a factor of the square root of 2."""
    step = 0
    while int(LEAST * 2 ** (step / 2)) * FULL < total:
        step += 1
    return int(LEAST * 2 ** (step / 2))


def pieces(items: Sequence[Piece], depth: int, most: int, deepest: int | None = None) -> list[Piece]:
    """Cut sorted strings, which share their first `depth` letters, into pieces of at most `most`.

    One string is never cut. At `deepest` letters the items are taken as they are. The first piece
    begins with the shared letters, whatever the first string is.
    """
    prefix = items[0].first[:depth]
    total = sum(item.size for item in items)
    if total <= most or depth > len(items[-1].first):
        return [Piece(prefix, total)]
    if depth == deepest:
        return list(items)
    parts = []
    for _, group in groupby(items, lambda item: item.first[depth : depth + 1]):
        children = list(group)
        if len(children[0].first) == depth:
            # The string that ends here; several when it was an item more than once.
            parts.append([Piece(prefix, sum(child.size for child in children))])
        else:
            parts.append(pieces(children, depth + 1, most, deepest))
    found = _packed(parts, most)
    return [Piece(prefix, found[0].size), *found[1:]]


def stretches(firsts: Sequence[str]) -> list[tuple[str, str]]:
    """Each first string with that of the next piece, '' after the last."""
    return list(zip(firsts, [*firsts[1:], ""], strict=True)) if firsts else []


def _packed(parts: Sequence[Sequence[Piece]], most: int) -> list[Piece]:
    """Neighbours that were not cut themselves, together as long as they are small."""
    unit = max(1, most // _PART)
    found: list[Piece] = []
    load = _PART + 1
    for part in parts:
        rounded = (part[0].size + unit // 2) // unit
        if len(part) == 1 and load + rounded <= _PART:
            found[-1] = Piece(found[-1].first, found[-1].size + part[0].size)
            load += rounded
        else:
            found += part
            load = rounded if len(part) == 1 else _PART + 1
    return found

"""The table of a pack, a file of neighbouring shards (docs-dev/search.md)."""

from __future__ import annotations

from collections.abc import Sequence

from achyq.search.coding import Cursor, put


def listed(members: Sequence[tuple[str, int]]) -> bytes:
    """The table: the first string of each shard, and its length in bytes."""
    table, before = bytearray(), b""
    for first, length in members:
        text = first.encode()
        shared = next(
            (at for at, pair in enumerate(zip(before, text, strict=False)) if pair[0] != pair[1]),
            min(len(before), len(text)),
        )
        put(table, shared)
        put(table, len(text) - shared)
        table += text[shared:]
        put(table, length)
        before = text
    return bytes(table)


def members(table: bytes) -> list[tuple[str, int]]:
    """What `listed` was given."""
    cursor, found, before = Cursor(table), [], b""
    while cursor.at < len(table):
        before = before[: cursor.number()] + cursor.text()
        found.append((before.decode(), cursor.number()))
    return found

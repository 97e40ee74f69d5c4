"""Digests: short sums of what something is made of, equal when that is equal (BLAKE2b)."""

from __future__ import annotations

import hashlib

#: Bytes of a digest: 96 bits, so that among a million outputs a clash is less likely than 1 in 10^16.
SIZE = 12


def digest(*parts: str | bytes) -> bytes:
    """A digest of texts, which differs when their content differs or where they are cut (BLAKE2b)."""
    sink = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sink.update(len(data).to_bytes(4, "big"))
        sink.update(data)
    return sink.digest()


def of(data: bytes) -> bytes:
    """A digest of bytes."""
    return hashlib.blake2b(data, digest_size=SIZE).digest()

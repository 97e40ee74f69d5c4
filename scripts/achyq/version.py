"""Which code makes the site: part of every key, so that another code makes another site."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

_RENDERERS = (
    "comrak",
    "nh3",
    "pyyaml",
    "pymorphy3",
    "pymorphy3-dicts-ru",
    "pillow",
    "fontpkg-noto-serif",
    "fontpkg-noto-sans",
)


@cache
def code_version() -> str:
    """A digest of this package's own source and of what renders articles: another code makes
    another site.
    """
    own = digest_of_folder(Path(__file__).parent, ("*.py", "*.po", "*.json"))
    return hashlib.blake2b(" ".join([own, *map(version, _RENDERERS)]).encode(), digest_size=16).hexdigest()


def digest_of_folder(folder: Path, patterns: tuple[str, ...] = ("*",)) -> str:
    """A digest (BLAKE2b, hex) of the files below a folder: their names and contents."""
    sink = hashlib.blake2b(digest_size=16)
    paths = sorted({path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()})
    for path in paths:
        data = path.read_bytes()
        sink.update(f"{path.relative_to(folder).as_posix()} {len(data)}\n".encode() + data)
    return sink.hexdigest()

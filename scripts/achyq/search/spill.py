"""A file in which one process leaves data for others, so that they need not share its memory."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import NamedTuple

#: The file beside a store.
SPILL = "spill"


class Place(NamedTuple):
    """Where some data lies: its first byte, and how many there are."""

    start: int
    length: int


class Spill:
    """Data on the disk, in the file `path`, which is thrown away in the end. A new one begins empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("wb", buffering=0)
        self._end = 0

    def put(self, data: bytes) -> Place:
        """Leave data; gives its place. Raises OSError, as on a full disk."""
        place = Place(self._end, len(data))
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._end += len(data)
        return place

    def __enter__(self) -> Spill:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)


def read(path: Path, place: Place) -> bytes:
    """The data at a place of the file of a spill. Raises OSError."""
    with path.open("rb") as file:
        file.seek(place.start)
        return file.read(place.length)

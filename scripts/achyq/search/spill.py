"""A file in which one process leaves data for others, so that they need not share its memory."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from types import TracebackType
from typing import NamedTuple


class Place(NamedTuple):
    """Where some data lies: its first byte, and how many there are."""

    start: int
    length: int


class Spill:
    """Data on the disk, in a file without a name in `folder`: it is gone when this process is, or closes it.

    Processes that are forked later can read all that was put before and since.
    """

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 (closed by `close`)
        self._end = 0

    def put(self, data: bytes) -> Place:
        """Leave data; gives its place. Raises OSError, as on a full disk."""
        place = Place(self._end, len(data))
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._end += len(data)
        return place

    def get(self, place: Place) -> bytes:
        """The data at a place."""
        return os.pread(self._file.fileno(), place.length, place.start)

    def close(self) -> None:
        """Throw all of it away."""
        self._file.close()

    def __enter__(self) -> Spill:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

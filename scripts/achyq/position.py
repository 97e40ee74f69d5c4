"""Where in a text an index lies, as line and column."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

#: After so many spellings that stand nowhere (a link may be written with entities), no more is
#: searched: each miss reads the whole text.
_MISSES = 20


class Lines:
    """Line and column (from 1) of indexes in `text`; logarithmic after one linear pass."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._after: dict[str, int] = {}
        self._missed = 0

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        index = self.text.find("\n")
        while index >= 0:
            starts.append(index + 1)
            index = self.text.find("\n", index + 1)
        return starts

    def at(self, index: int) -> tuple[int, int]:
        """Line and column of an index."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def of(self, *spellings: str) -> tuple[int, int]:
        """Line and column of the next place where one of the spellings stands; else (1, 1)."""
        if self._missed > _MISSES:
            return 1, 1
        for spelling in spellings:
            index = self.text.find(spelling, self._after.get(spelling, 0))
            if index >= 0:
                self._after[spelling] = index + len(spelling)
                return self.at(index)
        self._missed += 1
        return 1, 1

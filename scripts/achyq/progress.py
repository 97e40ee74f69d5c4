"""Progress bars for people, and the memory a build took."""

from __future__ import annotations

import resource
import sys
from types import TracebackType
from typing import Any

from achyq.messages import said

#: Shorter work needs no bar.
_WORTH_A_BAR = 500


class Bars:
    """Shows a bar for each long step of a build, on a terminal; quiet elsewhere."""

    def __init__(self, quiet: bool = False, locale: str = "en") -> None:
        self._locale = locale
        self._progress: Any = None
        if quiet or not sys.stderr.isatty():
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            auto_refresh=False,
            transient=True,
        )
        self._task = self._progress.add_task("", total=0, visible=False)

    def __enter__(self) -> Bars:
        if self._progress:
            self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def step(self, name: str, total: int) -> None:
        """A step with `total` items of work begins."""
        if self._progress:
            visible = total >= _WORTH_A_BAR
            self._progress.reset(
                self._task, description=said(name, self._locale), total=total, visible=visible
            )

    def advance(self, count: int) -> None:
        """`count` more items of the step are done."""
        if self._progress:
            self._progress.update(self._task, advance=count)
            self._progress.refresh()


def peak_memory() -> int:
    """The most memory this process or one of its children held, in bytes (getrusage)."""
    unit = 1 if sys.platform == "darwin" else 1024
    return unit * max(
        resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )

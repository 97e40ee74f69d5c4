"""What editors' tools say, in six languages: English sentences looked up in a catalogue of their own."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from achyq import messages
from achyq.errors import Problem, printable
from achyq.locale import Translations, number, read_po

_FOLDER: Final = Path(__file__).parents[1] / "locales"


class Speech:
    """The words of one locale in a `catalogue`: `tell("Wrote {path}", path=…)`. Values stand in
    sentences as they are; whole numbers get their thousands grouped.
    """

    def __init__(self, locale: str, catalogue: str = "editing") -> None:
        self.locale: Final = locale
        self._words: Final = _catalogue(locale, catalogue)

    def __call__(self, message: str, **values: str | int) -> str:
        """The message in the locale's language, with its values."""
        return self._filled(self._words.gettext(message), values)

    def n(self, one: str, many: str, count: int, **values: str | int) -> str:
        """The form of a message that goes with `count`, which is its value {n}."""
        return self._filled(self._words.ngettext(one, many, count), {"n": count, **values})

    def problem(self, problem: Problem) -> str:
        """A problem without its place, in the locale's language, on one line."""
        parts = (problem.message, problem.hint)
        said = [printable(messages.said(part, self.locale)).rstrip(".") + "." for part in parts if part]
        return " ".join(said)

    def _filled(self, text: str, values: dict[str, str | int]) -> str:
        shown = {
            key: number(value, self.locale) if isinstance(value, int) else value
            for key, value in values.items()
        }
        return text.format_map(shown) if values else text


@lru_cache(maxsize=16)
def _catalogue(locale: str, name: str) -> Translations:
    path = _FOLDER / locale.replace("-", "_") / "LC_MESSAGES" / f"{name}.po"
    return Translations(locale, read_po(path.read_text("utf-8")) if path.is_file() else {})

"""The draft article: front matter from guesses, with a mark for each that is not sure, and the body as
Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from achyq import edtf
from achyq.editing import slug
from achyq.importer import masking
from achyq.importer.guess import SURE, Guess
from achyq.importer.reading import Reading
from achyq.importer.words import say
from achyq.messages import Phrase, said

_PLAIN: Final = re.compile(r"[^\W_][^:#\n\"'\[\]{}]*(?<!\s)")
_NOT_TEXT: Final = re.compile(r"(?:true|false|null|yes|no|on|off|[\d.:+-]+)", re.IGNORECASE)
_MARKDOWN: Final = re.compile(
    r"([\\`*_\[\]<>#~|]|^[+-](?=\s)|^=+$|(?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)|&(?=#?\w+;))", re.MULTILINE
)
_ITEM: Final = re.compile(r"[-–—•*·▪●✓]\s+|\d{1,2}[.)]\s+")


class Draft(NamedTuple):
    """An article to be: its story (`<year>/<slug>`), language, and text; which fields are not sure."""

    story: str
    language: str
    text: str
    unsure: tuple[str, ...]


def make(reading: Reading, locale: str = "en") -> Draft:
    """Write the draft of what was read, with notes to the editor in the language of `locale`.
    Deterministic.
    """
    language = str(reading.language.value)
    fields, unsure, notes = _fields(reading, language)
    date = fields.get("date") or fields.get("event_date")
    year = edtf.parse(str(date)).year if date else None
    title = str(fields["title"])
    story = f"{f'{year:04d}' if year else 'undated'}/{slug.of(title, language)}"
    head = ["---"]
    for name, value in fields.items():
        head += _yaml(name, value)
        head += [f"# {said(note, locale)}" for note in notes.pop(name, [])]
    if unsure:
        head.append(f"unsure: [{', '.join(unsure)}]")
    head += [f"# {said(note, locale)}" for left in notes.values() for note in left]
    body = "\n\n".join(_blocks(_paragraphs(reading), language))
    return Draft(story, language, "\n".join([*head, "---", "", body, ""]), tuple(unsure))


def _paragraphs(reading: Reading) -> list[str]:
    return [" ".join(line.text for line in lines) for lines in reading.page.paragraphs]


def _fields(reading: Reading, language: str) -> tuple[dict[str, Any], list[str], dict[str, list[Phrase]]]:
    """The values to write in their order, the names of those that are not sure, and notes for the editor."""
    guesses: dict[str, list[Guess]] = {
        "title": [reading.title] if reading.title else [],
        "date": [reading.date] if reading.date else [],
        "language": [reading.language],
        "region": list(reading.region),
        "organiser": list(reading.organiser),
        "strategy": list(reading.strategy),
        "event_date": [reading.event_date] if reading.event_date else [],
        "source": [reading.source] if reading.source else [],
    }
    if reading.date and reading.event_date and reading.date.value == reading.event_date.value:
        guesses["event_date"] = []
    values: dict[str, Any] = {}
    notes: dict[str, list[Phrase]] = {}
    unsure = []
    for name, found in guesses.items():
        known = [guess.value for guess in found if guess.value is not None]
        if name in ("region", "organiser", "strategy"):
            if known:
                values[name] = known
        elif known:
            values[name] = _masked(known[0], language)
        doubtful = [guess for guess in found if guess.confidence < SURE]
        if doubtful:
            unsure.append(name)
            notes[name] = [_note(name, guess, language) for guess in doubtful]
        if name == "region" and reading.planned:
            notes.setdefault(name, []).append(
                say("comment.planned", values=", ".join(g.value for g in reading.planned))
            )
    values.setdefault("title", "—")
    values["status"] = "draft"
    return values, unsure, notes


def _note(name: str, guess: Guess, language: str) -> Phrase:
    text = re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", masking.masked(guess.text, language))[:160]
    if guess.value is None:
        return say("comment.unknown", text=text)
    shown = (
        f"{name} {guess.value}"
        if isinstance(guess.value, str) and name in ("region", "organiser", "strategy")
        else name
    )
    message = "comment.sure.where" if text else "comment.sure"
    return say(message, name=shown, percent=round(100 * guess.confidence), text=text)


def _masked(value: Any, language: str) -> Any:
    if isinstance(value, dict):
        return {
            name: item if name in ("url", "retrieved") else _masked(item, language)
            for name, item in value.items()
        }
    return " ".join(masking.masked(str(value), language).split())


def _yaml(name: str, value: Any) -> list[str]:
    if isinstance(value, list):
        return [f"{name}: [{', '.join(value)}]"]
    if isinstance(value, dict):
        return [f"{name}:", *(f"  {key}: {_scalar(item)}" for key, item in value.items())]
    return [f"{name}: {_scalar(value)}"]


def _scalar(value: str) -> str:
    if re.fullmatch(r"https?://[^\s#'\"\[\]{},]+(?<!:)", value) or re.fullmatch(
        r"[\dX?~%-]{4,}(?:/[\dX?~%-]{4,})?", value
    ):
        return value
    if _PLAIN.fullmatch(value) and not _NOT_TEXT.fullmatch(value):
        return value
    return "'" + value.replace("'", "''") + "'"


def _blocks(lines: Iterable[str], language: str) -> list[str]:
    """Paragraphs, and lists of lines that begin like items and stand together, as Markdown."""
    blocks: list[list[str]] = []
    listed = False
    for line in lines:
        text = masking.masked(line, language)
        item = _ITEM.match(text)
        if item and listed:
            blocks[-1].append(text)
        else:
            blocks.append([text])
        listed = item is not None
    return [_block(block) for block in blocks]


def _block(lines: list[str]) -> str:
    if len(lines) == 1:
        return escape(lines[0])
    numbered = lines[0][0].isdigit()
    items = [escape(_ITEM.sub("", line, count=1)) for line in lines]
    return "\n".join(f"{number}. {item}" if numbered else f"- {item}" for number, item in enumerate(items, 1))


def escape(text: str) -> str:
    """The text as Markdown that shows it as it is."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))

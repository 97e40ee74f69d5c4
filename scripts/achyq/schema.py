"""Reading front matter and registry entries: a mapping of nodes against the fields it may have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any, NamedTuple

from achyq import edtf
from achyq.errors import Problem
from achyq.fields import LOCALE_CODES, Field
from achyq.messages import Phrase, phrase, phrases
from achyq.yamltext import Mapping, Node, Scalar, Sequence


class TermRef(NamedTuple):
    """A mention of a term, by id or name, with where it was written."""

    text: str
    line: int
    column: int
    field: str


#: Items of a list: far more than an article or a term needs.
MAX_ITEMS = 200
#: Characters of an id.
LONGEST_ID = 80
#: The fields of a text in each language.
NAMES = tuple(Field(code, "text", required=True, limit=400) for code in LOCALE_CODES)
Report = Callable[[Problem], None]
_ID = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\Z")
_URL = re.compile(r"https?://[^\s/?#\"'<>\\]+(?:[/?#][^\s\"'<>\\]*)?\Z", re.IGNORECASE)
_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def is_id(text: str) -> bool:
    """Whether `text` may be the id of a term: ASCII letters and digits joined by hyphens."""
    return bool(_ID.match(text)) and len(text) <= LONGEST_ID


def read(
    node: Mapping, fields: tuple[Field, ...], path: str, report: Report, owner: str = ""
) -> dict[str, Any]:
    """Check a mapping against `fields` and give its values by key.

    Values: `str` for text, url, id and choice; `Edtf` for dates; `TermRef` for terms; a dict for
    groups and localised text; tuples of these where a field is `many`. What is wrong is reported
    (with the position) and left out; a missing required key is reported at the mapping itself.
    """
    values: dict[str, Any] = {}
    known = {field.name: field for field in fields}
    for key, value in node.pairs:
        name = f"{owner}.{key.text}" if owner else key.text
        field = known.get(key.text)
        if field is None:
            report(
                Problem(
                    path,
                    key.line,
                    key.column,
                    "unknown-key",
                    phrase("The key '{key}' is not known here", key=key.text),
                    phrases(_nearest(key.text, known), _allowed(known)),
                    field=name,
                )
            )
            continue
        result = _value(value, field, path, report, name)
        if result is not None:
            values[field.name] = result
    written = {key.text for key, _ in node.pairs}
    for field in fields:
        if field.required and field.name not in written:
            report(
                Problem(
                    path,
                    node.line,
                    node.column,
                    "missing-key",
                    phrase("The key '{key}' is missing in '{owner}'", key=field.name, owner=owner)
                    if owner
                    else phrase("The key '{key}' is missing", key=field.name),
                    _expected(field),
                    field=f"{owner}.{field.name}" if owner else field.name,
                )
            )
    return values


def _value(node: Node, field: Field, path: str, report: Report, name: str) -> Any:
    if isinstance(node, Scalar) and node.empty:
        report(
            Problem(
                path,
                node.line,
                node.column,
                "empty-value",
                phrase("The key '{key}' has no value", key=name),
                phrases(phrase("Give a value, or remove the line if it is not known."), _example(field)),
                field=name,
            )
        )
        return None
    if not field.many:
        return _single(node, field, path, report, name)
    nodes = node.items if isinstance(node, Sequence) else (node,)
    if len(nodes) > MAX_ITEMS:
        message = phrase("The list '{key}' is too long: {count}", key=name, count=len(nodes))
        hint = phrase("At most: {limit}.", limit=MAX_ITEMS)
        report(Problem(path, node.line, node.column, "too-long", message, hint, field=name))
        return None
    results = []
    for item in nodes:
        if isinstance(item, Scalar) and item.empty:
            report(
                Problem(
                    path,
                    item.line,
                    item.column,
                    "empty-value",
                    phrase("The list '{key}' has an empty item", key=name),
                    phrase("Remove it."),
                    field=name,
                )
            )
            continue
        result = _single(item, field, path, report, name)
        if result is not None:
            results.append(result)
    return tuple(results)


def _single(node: Node, field: Field, path: str, report: Report, name: str) -> Any:
    if field.kind in ("group", "localised"):
        if isinstance(node, Scalar) and field.scalar:
            node = Mapping(
                ((Scalar(field.scalar, True, node.line, node.column), node),), node.line, node.column
            )
        if not isinstance(node, Mapping):
            keys = ", ".join(f.name for f in field.fields) or ", ".join(LOCALE_CODES)
            report(
                Problem(
                    path,
                    node.line,
                    node.column,
                    "wrong-type",
                    phrase("'{key}' must hold keys and values", key=name),
                    phrases(phrase("Keys: {list}.", list=keys), _example(field)),
                    field=name,
                )
            )
            return None
        inner = field.fields or NAMES
        return read(node, inner, path, report, name)
    if not isinstance(node, Scalar):
        report(
            Problem(
                path,
                node.line,
                node.column,
                "wrong-type",
                phrase("'{key}' must be a value or a simple list", key=name)
                if field.many
                else phrase("'{key}' must be one value", key=name),
                _expected(field),
                field=name,
            )
        )
        return None
    return _scalar(node, field, path, report, name)


def _scalar(node: Scalar, field: Field, path: str, report: Report, name: str) -> Any:
    text = " ".join(node.text.split())

    def wrong(code: str, message: Phrase, hint: Phrase) -> None:
        report(Problem(path, node.line, node.column, code, message, hint, field=name))

    if not text:
        return wrong(
            "empty-value",
            phrase("The key '{key}' has no value", key=name),
            phrases(phrase("Give a value, or remove the line if it is not known."), _example(field)),
        )
    if bad := _CONTROL.search(node.text):
        return wrong(
            "control-character",
            phrase("The invisible character {character}", character=f"U+{ord(bad[0]):04X}"),
            phrase("Type the text again here, or paste it as plain text."),
        )
    if len(text) > field.limit:
        return wrong(
            "too-long",
            phrase("'{key}' is too long: {count} characters", key=name, count=len(text)),
            phrase("At most {limit} are allowed.", limit=field.limit),
        )
    if field.kind == "text":
        return text
    if field.kind == "term":
        return TermRef(text, node.line, node.column, name)
    if field.kind == "choice":
        if text in field.choices:
            return text
        return wrong(
            "unknown-value",
            phrase("'{text}' is not allowed for '{key}'", text=text, key=name),
            phrases(_nearest(text, field.choices), _allowed(field.choices), _example(field)),
        )
    if field.kind == "url":
        if _URL.match(text):
            return text
        return wrong(
            "bad-url",
            phrase("'{text}' is not a web address", text=text),
            phrase("An address begins with https:// or http:// and holds no spaces."),
        )
    try:
        date = edtf.parse(text)
    except ValueError as error:
        return wrong(
            "bad-date",
            phrase("'{text}' is not a date: {reason}", text=text, reason=error.args[0]),
            phrases(
                phrase(
                    "Write 2025-12-10, 2012-10, 2012, 2012?, 2012-10-16/2012-10-21 or XXXX-02-23; "
                    "leave the line out if the date is unknown."
                ),
                _example(field),
            ),
        )
    if field.kind == "day" and "/" in text:
        return wrong(
            "bad-date",
            phrase("'{key}' must be one date, not a period", key=name),
            phrase("Write 2025-12-10, 2025-12 or 2025."),
        )
    return date


def _nearest(text: str, allowed: Iterable[str]) -> Phrase:
    near = get_close_matches(text, list(allowed), n=1, cutoff=0.6)
    return phrase("Did you mean '{nearest}'?", nearest=near[0]) if near else Phrase(())


def _allowed(values: Iterable[str]) -> Phrase:
    return phrase("Allowed: {list}.", list=", ".join(values))


#: A right line for each key of an article that may be got wrong.
_EXAMPLES = {
    "title": "title: Тоң районунда коррупцияга каршы жыйын өттү",
    "language": "language: ky",
    "date": "date: 2025-12-10",
    "event_date": "event_date: 2025-12-09",
    "region": "region: [KG-Y-TON]",
    "organiser": "organiser: [ton-district-administration]",
    "strategy": "strategy: [kg-anticorruption-2025-2030]",
    "tags": "tags: [meeting, prevention]",
    "status": "status: published",
    "source": "source: {name: Kabar, url: https://kabar.kg/}",
    "name": "name: Kabar",
    "url": "url: https://kabar.kg/",
    "retrieved": "retrieved: 2025-12-11",
    "translated_from": "translated_from: ky",
    "corrections": "corrections: [{date: 2026-01-05, note: …}]",
}


def example(key: str) -> Phrase:
    """A sentence with a right line for a key, or nothing."""
    return phrase("For example: {line}", line=_EXAMPLES[key]) if key in _EXAMPLES else Phrase(())


def _example(field: Field) -> Phrase:
    return Phrase(()) if field.kind == "localised" else example(field.name)


def _expected(field: Field) -> Phrase:
    if field.kind == "localised":
        return phrase("It needs a text for each of {list}.", list=", ".join(LOCALE_CODES))
    return phrases(_allowed(field.choices) if field.choices else Phrase(()), _example(field))

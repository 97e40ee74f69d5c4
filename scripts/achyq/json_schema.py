"""The fields as JSON Schema, for editors: `python -m achyq.json_schema FOLDER` writes the files.

The draft is 07, the newest that the YAML extension of VS Code knows in full. A schema refuses nothing that
`schema` accepts (but it counts all spaces of a long text); it can't say all that `schema` says: whether a
term is known, or a date exists. YAML makes numbers of some texts (2025, 155), so where text is asked for,
numbers, true and false are text too.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from achyq.fields import ARTICLE, GLOSSARY, TERMS, Field
from achyq.schema import LONGEST_ID, MAX_ITEMS, NAMES

_DRAFT = "http://json-schema.org/draft-07/schema#"
#: What a day, a month or a year may be written with, and with a slash a period.
_DATE = r"^\s*[0-9X?~%./-]+\s*$"
_DAY = r"^\s*[0-9X?~%-]+\s*$"
_URL = r"^\s*[Hh][Tt][Tt][Pp][Ss]?://\S"
_ID = r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"
#: Fields that only articles of some status may or must have.
_BY_STATUS = [
    {
        "if": {"properties": {"status": {"const": "withdrawn"}}, "required": ["status"]},
        "then": {"required": ["withdrawn_reason"]},
    },
    {
        "if": {"required": ["unsure"]},
        "then": {"properties": {"status": {"const": "draft"}}, "required": ["status"]},
    },
]


def article() -> dict[str, Any]:
    """The front matter of an article."""
    return {"$schema": _DRAFT, "title": "Achyq: article", **_object(ARTICLE), "allOf": _BY_STATUS}


def terms(kind: str) -> dict[str, Any]:
    """A file of the registry `kind`, or of the glossary: terms by id."""
    return {
        "$schema": _DRAFT,
        "title": f"Achyq: {kind}",
        "type": ["object", "null"],
        "propertyNames": {"pattern": _ID, "maxLength": LONGEST_ID},
        "additionalProperties": _object(GLOSSARY if kind == "glossary" else TERMS[kind]),
    }


def files() -> Iterator[tuple[str, bytes]]:
    """All schemas as files: name and content."""
    for name in ("article", *TERMS, "glossary"):
        whole = article() if name == "article" else terms(name)
        yield f"{name}.json", json.dumps(whole, ensure_ascii=False, indent=1).encode() + b"\n"


def _object(fields: Sequence[Field]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required],
        "properties": {field.name: _field(field) for field in fields},
    }


def _field(field: Field) -> dict[str, Any]:
    value = _value(field)
    if field.many:
        value = {"anyOf": [value, {"type": "array", "items": value, "maxItems": MAX_ITEMS}]}
    return {"description": field.about, **value} if field.about else value


def _value(field: Field) -> dict[str, Any]:
    if field.kind == "group":
        short = [_field(inner) for inner in field.fields if inner.name == field.scalar]
        whole = _object(field.fields)
        return {"anyOf": [*short, whole]} if short else whole
    if field.kind == "localised":
        return _object(NAMES)
    if field.kind == "choice":
        return {"enum": list(field.choices)}
    if field.kind == "url":
        return {"type": "string", "pattern": _URL}
    if field.kind in ("date", "day"):
        return {"type": ["string", "integer"], "pattern": _DAY if field.kind == "day" else _DATE}
    return {"type": ["string", "number", "boolean"], "maxLength": field.limit}


def main(arguments: Sequence[str]) -> None:
    """Write the files into a folder."""
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(sys.argv[1:])

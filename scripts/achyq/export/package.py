"""The data package: what the files are, for programs (Frictionless Data Package 1)."""

from __future__ import annotations

from typing import Any, Final

from achyq.export.table import Column, Table
from achyq.export.tables import TABLES

_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def describe(base: str, files: dict[str, tuple[int, bytes]]) -> dict[str, Any]:
    """The package of the files beside it, by name, with their sizes and their SHA-256; `base` is the
    site's address.
    """
    tables = {f"{table.name}.csv": table for table in TABLES}
    return {
        "profile": "data-package",
        "name": "achyq",
        "title": "Achyq: anti-corruption news of Central Asia",
        "homepage": base,
        "licenses": [_LICENCE],
        "keywords": ["anti-corruption", "central asia", "news"],
        "resources": [_resource(name, *file, tables.get(name)) for name, file in files.items()],
    }


def _resource(name: str, size: int, sum_: bytes, table: Table | None) -> dict[str, Any]:
    stem, _, form = name.partition(".")
    found: dict[str, Any] = {
        "name": stem if table else name.replace(".", "-"),
        "path": name,
        "format": form,
        "bytes": size,
        "hash": f"sha256:{sum_.hex()}",
    }
    if table is None:
        return found | {"profile": "data-resource"}
    return found | {
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.about,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": list(own), "reference": {"resource": other, "fields": list(there)}}
                for own, other, there in table.leads
            ],
            "missingValues": [""],
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.choices:
        constraints["enum"] = list(column.choices)
    if column.pattern:
        constraints["pattern"] = column.pattern
    field: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.about}
    return field | ({"constraints": constraints} if constraints else {})

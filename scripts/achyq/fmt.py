"""Front matter in the one way to write it; the body and comments stay as they are.

Keys come in the order of `fields.ARTICLE`, values in the spelling of `yamlwriter`, terms by their ids,
dates as EDTF, letters as NFC and, in Uzbek, with their own apostrophes; lines end in LF.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from achyq import edtf, fields, front_matter
from achyq.check import letters
from achyq.fields import Field
from achyq.registry import Registry
from achyq.yamlwriter import Value

_FIELDS = {field.name: field for field in fields.ARTICLE}
_DAY_FIRST = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})")


def formatted(text: str, terms: Mapping[str, Registry], language: str = "") -> str:
    """The article with its front matter as it should be written; `language` is that of the file's name.

    Raises ValueError ("line: reason") when the front matter can't be read. Formatting what was
    formatted changes nothing.
    """
    front = front_matter.parse(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    language = str(front.values.get("language") or language)
    for entry in front.entries:
        if entry.key in _FIELDS and entry.value:
            front = front.set(entry.key, written(entry.value, _FIELDS[entry.key], terms, language))
    return front.ordered().text


def written(value: Value, field: Field, terms: Mapping[str, Registry], language: str) -> Value:
    """A field's value as it should be written in an article of that language."""
    if isinstance(value, Mapping):
        known = {inner.name: inner for inner in field.fields}
        return {
            key: written(item, known[key], terms, language) if key in known else item
            for key, item in value.items()
        }
    if not isinstance(value, str):
        items = [written(item, field._replace(many=False), terms, language) for item in value]
        return list(dict.fromkeys(items)) if field.kind == "term" else items
    text = unicodedata.normalize("NFC", value)
    if field.kind == "term":
        found = terms[field.registry].find(text)
        term = found[0] if len(found) == 1 else text
        return [term] if field.many else term
    if field.kind in ("date", "day"):
        return _date(text)
    return letters.with_apostrophes(text) if field.kind == "text" and language == "uz" else text


def _date(text: str) -> str:
    """A date with its day first as one with its year first, if there is such a day."""
    match = _DAY_FIRST.fullmatch(text)
    if not match:
        return text
    turned = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    try:
        return edtf.parse(turned).text
    except ValueError:
        return text

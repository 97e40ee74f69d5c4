"""An article as the editor in the browser has it: values and text, and how changes get back into the file.

What the editor did not change stays as it is in the file, letter by letter: comments, the order and
spelling of keys, keys that the editor does not show. A value that has not the form that its field
wants is not shown and stays too, until it is given anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from achyq import fields, fmt, front_matter
from achyq.fields import Field
from achyq.registry import Registry
from achyq.yamlwriter import Value

#: Keys of groups that programs write and read.
UNSEEN: Final = frozenset({"digest"})
#: The key of the text among the values.
BODY: Final = "body"
Terms = Mapping[str, Registry]


class Malformed(ValueError):
    """Values that no editor can have sent."""


def offered(field: Field) -> tuple[Field, ...]:
    """The keys of a group that an editor sees."""
    return tuple(inner for inner in field.fields if inner.name not in UNSEEN)


def shown(text: str, terms: Terms) -> dict[str, Any]:
    """What an editor sees of an article: the value of each field that has one, and the body.

    Raises Unreadable when its front matter can't be edited.
    """
    front = front_matter.parse(text)
    return {**_values(front.values, terms), BODY: _lines(front.body).strip("\n")}


def _values(values: Mapping[str, Value], terms: Terms) -> dict[str, Any]:
    found = {}
    for field in fields.ARTICLE:
        value = _seen(values[field.name], field, terms) if field.name in values else None
        if value:
            found[field.name] = value
    return found


def _seen(value: Value, field: Field, terms: Terms) -> Any:
    """A value of the file as an editor sees it; None when it has another form than its field wants."""
    if field.many:
        items = [value] if isinstance(value, (str, Mapping)) else value
        names = {inner.name for inner in field.fields}
        if any(isinstance(item, Mapping) and not names.issuperset(item) for item in items):
            return None
        seen = [_seen(item, field._replace(many=False), terms) for item in items]
        return None if None in seen else seen
    if field.kind == "group":
        return _seen_group(value, field)
    if not isinstance(value, str):
        return None
    if field.kind == "term":
        ids = terms[field.registry].find(value)
        return ids[0] if len(ids) == 1 else None
    return value if not field.choices or value in field.choices else None


def _seen_group(value: Value, field: Field) -> dict[str, str] | None:
    if isinstance(value, str):
        return {field.scalar: value} if field.scalar else None
    if not isinstance(value, Mapping):
        return None
    names = {inner.name for inner in offered(field)}
    seen = {key: item for key, item in value.items() if key in names and isinstance(item, str) and item}
    return seen or None


def cleaned(data: Mapping[str, Any]) -> dict[str, Value]:
    """The values that an editor sent, without what is empty. Raises Malformed."""
    found = {}
    for field in fields.ARTICLE:
        value = _cleaned(data.get(field.name), field)
        if value:
            found[field.name] = value
    return found


def _cleaned(value: Any, field: Field) -> Value:
    if value is None:
        return ""
    if field.many:
        if not isinstance(value, list):
            raise Malformed(field.name)
        items = [_cleaned(item, field._replace(many=False)) for item in value]
        return [item for item in items if item]
    if field.kind == "group":
        if not isinstance(value, Mapping):
            raise Malformed(field.name)
        inner = {each.name: _cleaned(value.get(each.name), each) for each in offered(field)}
        return {key: item for key, item in inner.items() if item}
    if not isinstance(value, str):
        raise Malformed(field.name)
    return " ".join(value.split())


def body(data: Mapping[str, Any]) -> str:
    """The text that an editor sent, its lines ending in LF. Raises Malformed."""
    text = data.get(BODY) or ""
    if not isinstance(text, str) or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Malformed(BODY)
    return _lines(text).strip("\n")


def new(data: Mapping[str, Any], terms: Terms) -> dict[str, Value]:
    """The values of a new article, as they are to be written. Raises Malformed."""
    values = cleaned(data)
    language = str(values.get("language", ""))
    known = {field.name: field for field in fields.ARTICLE}
    return {key: fmt.written(value, known[key], terms, language) for key, value in values.items()}


def merged(text: str, data: Mapping[str, Any], terms: Terms) -> str:
    """The article `text` with what an editor changed in it. Raises Malformed, Unreadable, and ValueError for
    a value that can't be written.
    """
    front = front_matter.parse(text)
    there = front.values
    before, after = _values(there, terms), cleaned(data)
    language = str(after.get("language", ""))
    for field in fields.ARTICLE:
        value = after.get(field.name)
        if value == before.get(field.name):
            continue
        value = _kept(value or {}, there.get(field.name, ""), field) if field.kind == "group" else value
        if value:
            front = front.set(field.name, fmt.written(value, field, terms, language))
        else:
            front = front.without(field.name)
    return front._replace(rest=_with_body(front.rest, body(data))).text


def _kept(value: Value, there: Value, field: Field) -> Value:
    """A group with what an editor does not see of the one that is in the file; of a group of which
    nothing is left, nothing is kept.
    """
    if field.many or not value or not isinstance(there, Mapping) or not isinstance(value, Mapping):
        return value
    shown_ = _seen_group(there, field) or {}
    return {**{key: item for key, item in there.items() if key not in shown_}, **value}


def _with_body(rest: str, text: str) -> str:
    """What follows the front matter, with another text; the empty lines around it stay."""
    fence, newline, old = rest.partition("\n")
    inner = _lines(old)
    if inner.strip("\n") == text:
        return rest
    end = "\r\n" if "\r\n" in rest else "\n"
    before = len(inner) - len(inner.lstrip("\n")) if inner.strip("\n") else 1
    after = max(len(inner) - len(inner.rstrip("\n")), 1) if inner.strip("\n") else 1
    made = "\n" * before + text + "\n" * after if text else ""
    return fence + (newline or end) + made.replace("\n", end)


def _lines(text: str) -> str:
    """The text with lines that end in LF, as a browser gives them back."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

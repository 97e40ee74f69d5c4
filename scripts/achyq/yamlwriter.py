"""Writing YAML as this archive spells it: one way for each value, and quotes only where needed.

Groups are written as indented lines, lists of ids in brackets, lists of texts a line each. A text
that another reader of YAML would take for a number or a truth value is quoted, a date is not.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias, Union

import yaml

from achyq import yamltext
from achyq.fields import LOCALE_CODES, Field
from achyq.yamltext import Scalar
from achyq.yamltext import Sequence as Items

Value: TypeAlias = Union[str, Sequence["Value"], Mapping[str, "Value"]]  # noqa: UP007 (recursive)

_RESOLVER = yaml.resolver.Resolver()
#: Numbers of YAML 1.2 that PyYAML, which knows 1.1, takes for text.
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_ESCAPE = re.compile(r'["\\]|[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]')


def scalar(text: str, flow: bool = False, typed: bool = True) -> str:
    """A text as YAML: plain where it reads back as itself, else in quotes.

    `flow` is for an item inside brackets; with `typed` what looks like a number, a date or a truth
    value is quoted. Raises ValueError on half of a surrogate pair, which no file can hold.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("the text holds half of a character") from None
    if not (typed and _has_type(text)) and _reads_back(text, text, flow):
        return text
    single = "'" + text.replace("'", "''") + "'"
    if ("'" not in text or '"' in text) and _reads_back(single, text, flow):
        return single
    return '"' + _ESCAPE.sub(_escaped, text) + '"'


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if match[0] in '"\\':
        return "\\" + match[0]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _has_type(text: str) -> bool:
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return tag != "tag:yaml.org,2002:str" or bool(_NUMBER.fullmatch(text))


def _reads_back(written: str, text: str, flow: bool) -> bool:
    """Whether the archive's own reader takes what is written for the text."""
    line = f"k: [{written}]\n" if flow else f"k: {written}\n"
    mapping, problems = yamltext.read(line, "")
    if mapping is None or problems or len(mapping.pairs) != 1:
        return False
    node = mapping.pairs[0][1]
    if flow and isinstance(node, Items) and len(node.items) == 1:
        node = node.items[0]
    return isinstance(node, Scalar) and node.text == text and not node.empty


def lines(key: str, value: Value, field: Field | None = None, indent: int = 0) -> str:
    """The lines of one key with its value, as the kind of its `field` wants it (None: as text)."""
    field = field or Field(key, "text")
    start = " " * indent + scalar(key) + ":"
    if isinstance(value, str):
        return f"{start} {scalar(value, typed=field.kind not in ('date', 'day'))}\n"
    if isinstance(value, Mapping):
        return f"{start}\n{_group(value, field, indent + 2)}" if value else f"{start} {{}}\n"
    texts = [item for item in value if isinstance(item, str)]
    if len(texts) == len(value) and (field.kind != "text" or not texts):
        return f"{start} [{', '.join(scalar(text, flow=True) for text in texts)}]\n"
    return f"{start}\n" + "".join(_item(item, field, indent + 2) for item in value)


def _item(item: Value, field: Field, indent: int) -> str:
    margin = " " * indent
    if isinstance(item, str):
        return f"{margin}- {scalar(item)}\n"
    if not isinstance(item, Mapping):
        raise ValueError(f"'{field.name}' can't hold a list in a list")
    return f"{margin}- {_group(item, field, indent + 2).lstrip(' ')}"


def _group(values: Mapping[str, Value], field: Field, indent: int) -> str:
    inner = field.fields or tuple(Field(code, "text") for code in LOCALE_CODES)
    known = {each.name: each for each in inner}
    return "".join(lines(key, values[key], known.get(key), indent) for key in ordered(values, inner))


def ordered(keys: Mapping[str, object] | Sequence[str], fields: Sequence[Field]) -> list[str]:
    """Keys in the order of their fields; those that no field has come last, as they stand."""
    place = {field.name: number for number, field in enumerate(fields)}
    return sorted(keys, key=lambda key: place.get(key, len(place)))

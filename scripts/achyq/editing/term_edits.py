"""Terms added, renamed and merged in the text of registry files: comments and order stay.

Everything here is a pure function from texts to texts. Raises ValueError ("path:line: reason")
where a file is not written in lines that can be edited one by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from achyq import fields, front_matter, glossary, yamlspans, yamlwriter
from achyq.editing.desk import kind_of
from achyq.fields import Field
from achyq.messages import phrase
from achyq.registry import Registry, Term, fold
from achyq.yamlspans import ListSpan, MapSpan, ScalarSpan, Span, Unreadable
from achyq.yamlwriter import Value

#: The field in which a term keeps the ids that it had.
KEPT: Final = "formerly"
Edit = tuple[int, int, str]


def fields_of(kind: str) -> tuple[Field, ...]:
    """What a term of a kind, or a concept of the glossary, may say."""
    return fields.GLOSSARY if kind == glossary.KIND else fields.TERMS[kind]


def added(text: str, kind: str, term_id: str, values: Mapping[str, Value]) -> str:
    """A registry file with a new term at its end."""
    group = Field(term_id, "group", fields=tuple(map(_spelled, fields_of(kind))))
    entry = yamlwriter.lines(term_id, values, group).replace("\n", _newline(text))
    gap = _newline(text) if text.strip() else ""
    return f"{text.rstrip()}{gap}{gap}{entry}" if text.strip() else text + entry


def _spelled(field: Field) -> Field:
    """The field as it decides how a value is written: words of a concept stand in brackets, as ids do."""
    return field._replace(kind="choice") if field.name in fields.LOCALE_CODES else field


def renamed(texts: Mapping[str, str], kind: str, old: str, new: str) -> dict[str, str]:
    """The registry files that change when the term `old` gets the id `new`: it keeps the old one in
    `KEPT`, and other terms that name it by its id name the new one.
    """
    return _changed(texts, {path: _renaming(path, text, kind, old, new) for path, text in texts.items()})


def _renaming(path: str, text: str, kind: str, old: str, new: str) -> Iterator[Edit]:
    for key, term in _terms(path, text):
        if kind_of(path) == kind and key.text == old:
            yield key.start, key.end, yamlwriter.scalar(new)
            kept = [i for i in _texts(term.get(KEPT)) if i != new]
            if len(kept) < len(_texts(term.get(KEPT))):
                yield from _pair(path, text, term, KEPT, [*kept, old])
            else:
                yield from _with_items(path, text, term, KEPT, [old])
        yield from _pointed(path, text, term, kind, old, new)


def merged(texts: Mapping[str, str], registry: Registry, old: str, into: str) -> dict[str, str]:
    """The registry files that change when the term `old` becomes part of `into`: that gets its
    names as aliases and its id in `KEPT`, and other terms that name the old one name it.
    """
    kind = registry.kind
    aliases = names_for(registry, old)
    edits = {path: _merging(path, text, kind, registry[old], into, aliases) for path, text in texts.items()}
    return _changed(texts, edits)


def _merging(path: str, text: str, kind: str, old: Term, into: str, aliases: Sequence[str]) -> Iterator[Edit]:
    for key, term in _terms(path, text):
        if kind_of(path) == kind and key.text == old.id:
            yield _removal(text, key, term)
        elif kind_of(path) == kind and key.text == into:
            yield from _with_items(path, text, term, "aliases", aliases)
            yield from _with_items(path, text, term, KEPT, [*old.formerly, old.id])
            for field in _pointing(kind_of(path), kind):
                rest = [i for i in _texts(term.get(field.name)) if fold(i) != fold(old.id)]
                if len(rest) < len(_texts(term.get(field.name))):
                    value = rest or (
                        [old.parent] if field.name == "parent" and old.parent not in ("", into) else []
                    )
                    yield from _pair(path, text, term, field.name, value if field.many else "".join(value))
        else:
            yield from _pointed(path, text, term, kind, old.id, into)


def _removal(text: str, key: ScalarSpan, term: MapSpan) -> Edit:
    """The edit that takes a term out; comments among its lines stay."""
    end = yamlspans.line_end(text, term)
    inside = yamlspans.comments(text, key.start, end, (key, *yamlspans.scalars(term)))
    blank = re.compile(r"[ \t]*\r?\n").match(text, end)
    lines = "".join(comment + _newline(text) for _, comment in inside)
    return key.start, blank.end() if blank and not lines else end, lines


def concept_merged(texts: Mapping[str, str], old: str, into: str) -> dict[str, str]:
    """The files of the glossary that change when the concept `old` becomes part of `into`: that gets its
    words, topics and neighbours, and other concepts that name the old one name it.
    """
    known = {key.text: term for path, text in texts.items() for key, term in _terms(path, text)}
    edits = {path: _joining(path, text, known[old], old, into) for path, text in texts.items()}
    return _changed(texts, edits)


def _joining(path: str, text: str, lost: MapSpan, old: str, into: str) -> Iterator[Edit]:
    for key, term in _terms(path, text):
        if key.text == old:
            yield _removal(text, key, term)
        elif key.text == into:
            for code in (*fields.LOCALE_CODES, "tags"):
                yield from _with_items(path, text, term, code, _texts(lost.get(code)))
            had = _texts(term.get("see"))
            see = [
                item for item in dict.fromkeys([*had, *_texts(lost.get("see"))]) if item not in (old, into)
            ]
            if see != had:
                yield from _pair(path, text, term, "see", see)
        else:
            yield from _pointed(path, text, term, glossary.KIND, old, into)


def names_for(registry: Registry, old: str) -> list[str]:
    """The names of `old` by which no other term is called."""
    term = registry[old]
    found: dict[str, str] = {}
    for name in (*term.name.values(), *term.short.values(), *term.aliases):
        if not set(registry.find(name)) - {old} and fold(name) != fold(old):
            found.setdefault(fold(name), name)
    return list(found.values())


def article_renamed(text: str, kind: str, old: str, new: str, registry: Registry) -> str:
    """An article's text with the id `new` where its front matter has `old`; a list that holds the
    new one already loses the old.
    """
    front = front_matter.parse(text)
    for field in fields.ARTICLE:
        if field.kind != "term" or field.registry != kind or field.name not in front.values:
            continue
        value = front.values[field.name]
        if isinstance(value, str) and fold(value) == fold(old):
            front = front.set(field.name, new)
        elif not isinstance(value, (str, Mapping)):
            items = [str(item) for item in value]
            if any(fold(item) == fold(old) for item in items):
                front = front.set(field.name, _replaced(items, old, new, registry))
    return front.text


def _replaced(items: Sequence[str], old: str, new: str, registry: Registry) -> list[str]:
    there = any(registry.find(item) == [new] for item in items)
    kept = [
        new if fold(item) == fold(old) else item for item in items if not (there and fold(item) == fold(old))
    ]
    return list(dict.fromkeys(kept))


def _terms(path: str, text: str) -> Iterator[tuple[ScalarSpan, MapSpan]]:
    """The terms of a registry file, with the places of all they say."""
    try:
        mapping = yamlspans.read(text)
    except Unreadable as error:
        raise Unreadable(error.line, error.reason, path) from None
    for key, value in mapping.pairs:
        if mapping.flow or not isinstance(value, MapSpan):
            line = text.count("\n", 0, key.start) + 1
            raise Unreadable(line, phrase("This can't be edited line by line"), path)
        yield key, value


def _pointing(kind: str, target: str) -> list[Field]:
    """The fields of terms of a kind that name terms of the kind `target`."""
    return [field for field in fields_of(kind) if field.kind == "term" and field.registry == target]


def _pointed(path: str, text: str, term: MapSpan, kind: str, old: str, new: str) -> Iterator[Edit]:
    """Edits that make a term name `new` where it names `old` by its id."""
    for field in _pointing(kind_of(path), kind):
        span = term.get(field.name)
        texts = _texts(span)
        if not any(fold(item) == fold(old) for item in texts):
            continue
        if new in texts:
            yield from _pair(path, text, term, field.name, [i for i in texts if fold(i) != fold(old)])
            continue
        assert span is not None
        flow = isinstance(span, ListSpan) and span.flow
        for scalar in yamlspans.scalars(span):
            if fold(scalar.text) == fold(old):
                yield scalar.start, scalar.end, yamlwriter.scalar(new, flow=flow or term.flow)


def _texts(span: Span | None) -> list[str]:
    if span is None:
        return []
    return (
        [span.text] if isinstance(span, ScalarSpan) else [scalar.text for scalar in yamlspans.scalars(span)]
    )


def _field(path: str, key: str) -> Field:
    return next(_spelled(field) for field in fields_of(kind_of(path)) if field.name == key)


def _with_items(path: str, text: str, term: MapSpan, key: str, items: Sequence[str]) -> Iterator[Edit]:
    """Edits that put items at the end of one of the term's lists; those that it has are left out."""
    span, newline = term.get(key), _newline(text)
    have = {fold(item) for item in _texts(span)}
    items = [item for item in items if fold(item) not in have]
    if not items:
        return
    if not isinstance(span, ListSpan) or (not span.items and not span.flow):
        yield from _pair(path, text, term, key, [*_texts(span), *items])
    elif span.flow:
        more = ", ".join(yamlwriter.scalar(item, flow=True) for item in items)
        last = span.items[-1].end if span.items else span.end - 1
        yield last, last, f", {more}" if span.items else more
    else:
        start, end = span.items[-1].start, yamlspans.line_end(text, span)
        margin = text[text.rfind("\n", 0, start) + 1 : start]
        lines = "".join(f"{margin}{yamlwriter.scalar(item)}{newline}" for item in items)
        yield end, end, lines if text[:end].endswith("\n") else newline + lines


def _pair(path: str, text: str, term: MapSpan, key: str, value: Value) -> Iterator[Edit]:
    """Edits that give a key of a term a value: a new one takes its place, one that is empty goes."""
    field = _field(path, key)
    place = next((n for n, (name, _) in enumerate(term.pairs) if name.text == key), None)
    if term.flow:
        yield from _flow_pair(term, key, value, place)
        return
    column = term.pairs[0][0].start - (text.rfind("\n", 0, term.pairs[0][0].start) + 1)
    newline = _newline(text)
    lines = yamlwriter.lines(key, value, field, column).replace("\n", newline) if value else ""
    if place is not None:
        name, span = term.pairs[place]
        start, end = name.start - column, yamlspans.line_end(text, span)
        found = yamlspans.comments(text, start, end, (name, *yamlspans.scalars(span)))
        yield start, end, "".join(" " * column + comment + newline for _, comment in found) + lines
    elif lines:
        order = [each.name for each in fields_of(kind_of(path))]
        earlier = [span for name, span in term.pairs if name.text in order[: order.index(key)]]
        end = yamlspans.line_end(text, (earlier or [term])[-1])
        yield end, end, lines if text[:end].endswith("\n") else newline + lines


def _flow_pair(term: MapSpan, key: str, value: Value, place: int | None) -> Iterator[Edit]:
    """The same for a term in braces."""
    if isinstance(value, str):
        spelled = yamlwriter.scalar(value, flow=True)
    else:
        spelled = f"[{', '.join(yamlwriter.scalar(str(item), flow=True) for item in value)}]"
    if place is None:
        last = term.pairs[-1][1].end
        yield last, last, f", {key}: {spelled}"
    elif value:
        yield term.pairs[place][1].start, term.pairs[place][1].end, spelled
    elif place:
        yield term.pairs[place - 1][1].end, term.pairs[place][1].end, ""
    else:
        yield term.pairs[0][0].start, term.pairs[1][0].start, ""


def _changed(texts: Mapping[str, str], edits: Mapping[str, Iterable[Edit]]) -> dict[str, str]:
    made = {path: yamlspans.replaced(texts[path], list(wanted)) for path, wanted in edits.items()}
    return {path: text for path, text in made.items() if text != texts[path]}


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"

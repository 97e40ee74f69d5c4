"""A new term of a registry: its values, as given on the command line or asked for, and its file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Any, Final

from achyq import fields, registry, translit
from achyq.editing import desk as desks
from achyq.editing import slug as slugs
from achyq.editing.desk import Desk
from achyq.editing.dialogue import Dialogue, names_of
from achyq.editing.speech import Speech
from achyq.errors import UsageError
from achyq.fields import LOCALE_CODES, Field
from achyq.yamlwriter import Value

#: The questions about a term, by field; of a group, by 'field.key'.
QUESTIONS: Final = {
    "name": "Name",
    "short": "Short name",
    "description": "Description",
    "level": "Level",
    "parent": "Belongs to (empty: to none)",
    "valid_from": "Exists since",
    "valid_to": "Existed until",
    "replaces": "Replaces (empty: no more)",
    "country": "Country",
    "region": "Region",
    "period": "Period, such as 2025/2030",
    "decree.type": "Adopted by: type of document",
    "decree.number": "Adopted by: number",
    "decree.date": "Adopted by: date",
    "url": "Web address",
    "source.name": "Source of these facts: name",
    "source.url": "Source of these facts: address",
    "kind": "Kind",
    "aliases": "Another name or spelling (empty: no more)",
}
#: Whose name stands for one that is missing.
_NEXT_BEST: Final = ("ru", "en", "ky", "kk", "uz-Cyrl", "uz")


def given(args: argparse.Namespace, tell: Speech) -> dict[str, Value]:
    """The values of the options that were given. Raises UsageError for what is not understood."""
    values: dict[str, Any] = {}
    known = {field.name: field for field in fields.TERMS[args.kind]}
    pairs = [(name, text) for name in ("name", "short", "description") for text in getattr(args, name)]
    for name, text in pairs:
        locale, mark, words = text.partition("=")
        if not mark or locale not in LOCALE_CODES or name not in known:
            raise UsageError(tell("This is not understood: {option}", option=f"--{name} {text}"))
        values.setdefault(name, {})[locale] = " ".join(words.split())
    for text in args.set:
        key, mark, value = text.partition("=")
        name, _, inner = key.partition(".")
        field = known.get(name)
        if not mark or field is None or name in ("name", "short", "description", "aliases"):
            raise UsageError(tell("This is not understood: {option}", option=f"--set {text}"))
        if inner:
            values.setdefault(name, {})[inner] = value
        elif field.many:
            values.setdefault(name, []).append(value)
        else:
            values[name] = value
    if args.alias:
        values["aliases"] = [" ".join(alias.split()) for alias in args.alias]
    return values


def with_ids(desk: Desk, kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values with ids where terms are named otherwise."""
    found = dict(values)
    for field in fields.TERMS[kind]:
        if field.kind == "term" and field.name in values:
            value = values[field.name]
            names = [value] if isinstance(value, str) else [str(item) for item in value]
            known = desks.ids(desk, field, names)
            found[field.name] = known if field.many else known[0]
    return found


def with_all_names(kind: str, values: Mapping[str, Value]) -> tuple[dict[str, Value], list[str]]:
    """The values with every text in all six languages, and the languages that were filled in.

    Uzbek in one script is made from the other; else the Russian or the next best name stands in.
    All of them are put under `review`.
    """
    filled, derived = dict(values), set()
    for field in fields.TERMS[kind]:
        given = values.get(field.name)
        if field.kind != "localised" or not isinstance(given, Mapping) or not given:
            continue
        names = {code: str(text) for code, text in given.items() if text}
        derived |= set(LOCALE_CODES) - set(names)
        if "uz" in names and "uz-Cyrl" not in names:
            names["uz-Cyrl"] = translit.to_cyrillic(names["uz"])
        elif "uz-Cyrl" in names and "uz" not in names:
            names["uz"] = translit.to_latin(names["uz-Cyrl"])
        best = next(names[code] for code in _NEXT_BEST if code in names)
        filled[field.name] = {code: names.get(code, best) for code in LOCALE_CODES}
    languages = [code for code in LOCALE_CODES if code in derived]
    if languages:
        filled["review"] = languages
    return filled, languages


def file_for(
    texts: Mapping[str, str], kind: str, term_id: str, values: Mapping[str, Value], known: registry.Registry
) -> str:
    """The registry file that a new term belongs into: its parent's, its country's, that of international
    bodies, or the one there is.
    """
    parent = str(values.get("parent", ""))
    if parent and known.find(parent):
        return known[known.find(parent)[0]].path
    paths = [path for path in texts if desks.kind_of(path) == kind]
    country = str(values.get("country", "")) or term_id.partition("-")[0]
    file = f"registry/{kind}/{country.lower()}.yml"
    if file in paths or (kind == "regions" and f"registry/{kind}.yml" not in paths):
        return file
    international = f"registry/{kind}/international.yml"
    if not values.get("country") and international in paths:
        return international
    return paths[0] if len(paths) == 1 else f"registry/{kind}.yml"


def converse(
    dialogue: Dialogue, desk: Desk, kind: str, term_id: str, given: Mapping[str, Value]
) -> tuple[str, dict[str, Value]]:
    """Ask for the id and for every value that was not given."""
    tell, values = dialogue.tell, dict(given)
    for field in fields.TERMS[kind]:
        if field.name in values or (field.name not in QUESTIONS and not field.fields):
            continue
        if field.kind == "localised":
            answer: Value = _ask_names(dialogue, field)
        elif field.fields:
            answer = _ask_group(dialogue, desk, field)
        else:
            answer = _ask(dialogue, desk, field, field.name, field.required)
        if answer:
            values[field.name] = answer
    if not term_id:
        name = values.get("name")
        english = str(name.get("en", "")) if isinstance(name, Mapping) else ""
        country = str(with_ids(desk, kind, values).get("country", "")).lower()
        proposal = slugs.of(english, "en") if english else ""
        proposal = f"{country}-{proposal}" if proposal and country else proposal
        term_id = dialogue.ask(tell("Id, which never changes"), default=proposal, required=True)
    return term_id, values


def _ask_names(dialogue: Dialogue, field: Field) -> dict[str, Value]:
    """A text in each language; at least one where the field is required."""
    names: dict[str, Value] = {}
    question = dialogue.tell(QUESTIONS[field.name])
    for code in LOCALE_CODES:
        other = {"uz-Cyrl": translit.to_cyrillic(str(names.get("uz", "")))}.get(code, "")
        last = field.required and code == LOCALE_CODES[-1] and not names
        if answer := dialogue.ask(f"{question} ({code})", default=other, required=last):
            names[code] = answer
    return names


def _ask_group(dialogue: Dialogue, desk: Desk, field: Field) -> dict[str, Value]:
    """The keys of a group; none when its first is left empty."""
    group: dict[str, Value] = {}
    for inner in field.fields:
        answer = _ask(dialogue, desk, inner, f"{field.name}.{inner.name}", field.required and inner.required)
        if answer:
            group[inner.name] = answer
        elif inner.required:
            return {}
    return group


def _ask(dialogue: Dialogue, desk: Desk, field: Field, name: str, required: bool) -> Value:
    tell = dialogue.tell

    def fault(answer: str) -> str:
        problems = desks.faults(desk, field, [answer] if field.many else answer)
        return tell.problem(problems[0]) if problems else ""

    question = tell(QUESTIONS[name])
    choices: Sequence[str] = field.choices
    if field.kind == "term":
        choices = names_of(desk.terms[field.registry])
    elif choices:
        question = f"{question} ({', '.join(choices)})"
    if field.many:
        return dialogue.ask_many(question, fault, choices)
    return dialogue.ask(question, required=required, check=fault, choices=choices)

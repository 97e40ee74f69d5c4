"""`achyq registry add|rename|merge|check`: the closed vocabularies, kept whole."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from achyq import fields, filetext, glossary, messages, registry, translit, yamlspans
from achyq.editing import concepts, term_edits
from achyq.editing import desk as desks
from achyq.editing import slug as slugs
from achyq.editing.desk import Desk
from achyq.editing.dialogue import Dialogue, names_of, on_terminal
from achyq.editing.speech import Speech
from achyq.errors import InputError, Problem, UsageError
from achyq.fields import LOCALE_CODES, Field
from achyq.schema import is_id
from achyq.yamlspans import Unreadable
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


def run(root: Path, args: argparse.Namespace) -> int:
    """Run one of the four actions; gives the exit code. Raises UsageError and InputError."""
    tell = Speech(messages.spoken(args))
    if args.action == "check":
        return _check(root, tell, args.quiet)
    desk = desks.open_desk(root)
    if args.kind == glossary.KIND:
        return concepts.run(desk, args, tell)
    if args.action == "add":
        return _add(desk, args, tell)
    return _move(desk, args, tell)


def _check(root: Path, tell: Speech, quiet: bool) -> int:
    texts = desks.term_texts(root)
    terms, problems = desks.link_terms(texts)
    words = desks.term_texts(root, (glossary.KIND,))
    words_of = glossary.read(words.items(), terms, problems.append)
    if problems:
        raise InputError(problems)
    waiting = dict.fromkeys(LOCALE_CODES, 0)
    for text in (*texts.values(), *words.values()):
        for _, term in yamlspans.read(text).pairs:
            for scalar in _review(term):
                waiting[scalar] += 1
    if not quiet:
        sizes = {kind: len(their.terms) for kind, their in terms.items()}
        for kind, size in (sizes | {glossary.KIND: len(words_of)}).items():
            print(tell("registry/{kind}: {n} terms, no problems", kind=kind, n=size))
        counts = ", ".join(f"{code} {count}" for code, count in waiting.items() if count)
        if counts:
            print(tell("Terms whose names wait for a native speaker: {counts}", counts=counts))
    return 0


def _review(term: yamlspans.Span) -> list[str]:
    review = term.get("review") if isinstance(term, yamlspans.MapSpan) else None
    return [scalar.text for scalar in yamlspans.scalars(review)] if review else []


# --- rename and merge


def _move(desk: Desk, args: argparse.Namespace, tell: Speech) -> int:
    known = desk.terms[args.kind]
    texts = desks.term_texts(desk.root, (*registry.KINDS, glossary.KIND))  # concepts name topics
    old, new = args.old, args.new
    for term_id in (old, new) if args.action == "merge" else (old,):
        if term_id not in known.terms:
            raise UsageError(tell("There is no such id in registry/{kind}: {id}", kind=args.kind, id=term_id))
    if old == new:
        raise UsageError(tell("These are one and the same id: {id}", id=old))
    if args.action == "rename":
        _refuse_id(known, new, args.kind, tell, old)
    try:
        if args.action == "rename":
            changed = term_edits.renamed(texts, args.kind, old, new)
        else:
            changed = term_edits.merged(texts, known, old, new)
    except Unreadable as error:
        raise InputError([Problem(error.path, error.line, 1, "yaml-syntax", error.reason)]) from None
    _, problems = desks.link_terms(texts | changed)
    if problems:
        raise InputError(problems)
    changed |= _articles(desk, args.kind, old, new)
    concepts.settle(desk.root, changed, args, tell)
    return 0


def _articles(desk: Desk, kind: str, old: str, new: str) -> dict[str, str]:
    """The articles that name the old id, with the new one in its place."""
    changed, problems = {}, []
    for path in sorted((desk.root / "articles").rglob("*.md")):
        name = path.relative_to(desk.root).as_posix()
        if (
            path.is_symlink()
            or not path.is_file()
            or old.lower() not in path.read_bytes().decode("utf-8", "replace").lower()
        ):
            continue
        try:
            with path.open(encoding="utf-8", newline="") as file:
                text = file.read()
            made = term_edits.article_renamed(text, kind, old, new, desk.terms[kind])
        except UnicodeDecodeError as error:
            problems.append(filetext.not_utf8(name, path.read_bytes(), error))
        except Unreadable as error:
            problems.append(Problem(name, error.line, 1, "yaml-syntax", error.reason))
        else:
            if made != text:
                changed[name] = made
    if problems:
        raise InputError(problems)
    return changed


def _refuse_id(known: registry.Registry, term_id: str, kind: str, tell: Speech, old: str = "") -> None:
    if not is_id(term_id):
        raise UsageError(tell("An id is made of ASCII letters, digits and single hyphens: {id}", id=term_id))
    taken = {term.slug: term.id for term in known.terms.values() if term.id != old}
    if other := taken.get(term_id.lower()):
        raise UsageError(tell("There is such an id already in registry/{kind}: {id}", kind=kind, id=other))


# --- add


def _add(desk: Desk, args: argparse.Namespace, tell: Speech) -> int:
    kind, known = args.kind, desk.terms[args.kind]
    values = _given(args, tell)
    complete = args.id and all(f.name in values for f in fields.TERMS[kind] if f.required)
    term_id = args.id
    if not complete:
        if not on_terminal():
            lacking = [f.name for f in fields.TERMS[kind] if f.required and f.name not in values]
            missing = ", ".join(([] if args.id else ["ID"]) + lacking)
            raise UsageError(tell("These are missing: {list}", list=missing))
        term_id, values = converse(Dialogue(tell), desk, kind, args.id, values)
    _refuse_id(known, term_id, kind, tell)
    values, derived = with_all_names(kind, _with_ids(desk, kind, values))
    texts = desks.term_texts(desk.root)
    path = args.file or file_for(texts, kind, term_id, str(values.get("parent", "")), known)
    if args.file and (desks.kind_of(f"{args.file}/") != kind or not args.file.endswith(".yml")
                      or ".." in args.file.split("/")):  # fmt: skip
        raise UsageError(tell("This is no file of registry/{kind}: {path}", kind=kind, path=args.file))
    text = term_edits.added(texts.get(path, ""), kind, term_id, values)
    _, problems = desks.link_terms(texts | {path: text})
    if problems:
        raise InputError(problems)
    if path in texts:
        desks.replace(desk.root, [(path, text)])
    else:
        desks.create(desk.root, path, text)
    print(f"{path}: {term_id}")
    if derived and not args.quiet:
        print(tell("Names to be reviewed by a native speaker: {languages}", languages=", ".join(derived)))
    return 0


def _given(args: argparse.Namespace, tell: Speech) -> dict[str, Value]:
    """The values of the options that were given."""
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


def _with_ids(desk: Desk, kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
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


def file_for(texts: Mapping[str, str], kind: str, term_id: str, parent: str, known: registry.Registry) -> str:
    """The registry file that a new term belongs into: its parent's, its country's, or the one there is."""
    if parent and known.find(parent):
        return known[known.find(parent)[0]].path
    paths = [path for path in texts if desks.kind_of(path) == kind]
    country = term_id.partition("-")[0].lower()
    if f"registry/{kind}/{country}.yml" in paths or (
        kind == "regions" and f"registry/{kind}.yml" not in paths
    ):
        return f"registry/{kind}/{country}.yml"
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
        country = str(_with_ids(desk, kind, values).get("country", "")).lower()
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

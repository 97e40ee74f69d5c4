"""`achyq registry add|merge glossary`: concepts of the glossary, which have words where terms have names.

Nothing is filled in from another language: a wrong word would be a wrong synonym in the search.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from achyq import fields, glossary
from achyq.editing import desk as desks
from achyq.editing import slug as slugs
from achyq.editing import term_edits
from achyq.editing.desk import Desk
from achyq.editing.dialogue import Dialogue, names_of, on_terminal
from achyq.editing.speech import Speech
from achyq.errors import InputError, Problem, UsageError
from achyq.fields import LOCALE_CODES, WRITTEN, Field
from achyq.glossary import Concept
from achyq.schema import is_id
from achyq.yamlspans import Unreadable
from achyq.yamlwriter import Value

#: Where a concept is written when no file holds any.
FILE: Final = "registry/glossary.yml"
#: The questions about a concept, by field; those about words and definitions are asked for each language.
QUESTIONS: Final = {
    "words": "Words, the usual one first (empty: no more)",
    "definition": "Definition, one or two sentences (empty: for search only)",
    "tags": "Topics it belongs to (empty: no more)",
    "see": "See also these concepts (empty: no more)",
    "source": "Law or convention that says what it is",
    "search": "Take its words for the same in search",
    "review": "Languages that a native speaker should read (empty: no more)",
}


def run(desk: Desk, args: argparse.Namespace, tell: Speech) -> int:
    """Add or merge a concept; gives the exit code. Raises UsageError and InputError."""
    texts = desks.term_texts(desk.root, (glossary.KIND,))
    concepts = {concept.id: concept for concept in checked(desk, texts)}
    if args.action == "add":
        return _add(desk, texts, concepts, args, tell)
    return _merge(desk, texts, concepts, args, tell)


def checked(desk: Desk, texts: Mapping[str, str]) -> tuple[Concept, ...]:
    """The concepts of these files. Raises InputError when they have problems."""
    problems: list[Problem] = []
    concepts = glossary.read(texts.items(), desk.terms, problems.append)
    if problems:
        raise InputError(problems)
    return concepts


def _merge(
    desk: Desk,
    texts: Mapping[str, str],
    concepts: Mapping[str, Concept],
    args: argparse.Namespace,
    tell: Speech,
) -> int:
    if args.action == "rename":
        raise UsageError(tell("The ids of the glossary are in addresses and never change: {id}", id=args.old))
    for concept in (args.old, args.new):
        if concept not in concepts:
            raise UsageError(
                tell("There is no such id in registry/{kind}: {id}", kind=glossary.KIND, id=concept)
            )
    if args.old == args.new:
        raise UsageError(tell("These are one and the same id: {id}", id=args.old))
    try:
        changed = term_edits.concept_merged(texts, args.old, args.new)
    except Unreadable as error:
        raise InputError([Problem(error.path, error.line, 1, "yaml-syntax", error.reason)]) from None
    checked(desk, {**texts, **changed})
    settle(desk.root, changed, args, tell)
    return 0


def settle(root: Path, changed: Mapping[str, str], args: argparse.Namespace, tell: Speech) -> None:
    """Put new texts into the files that a rename or merge changes, unless it is a trial, and say so."""
    if not args.dry_run:
        desks.replace(root, changed.items())
    for path in changed:
        print(path)
    if not args.quiet:
        print(tell.n("{n} file changed", "{n} files changed", len(changed))
              if not args.dry_run else tell("Nothing was changed: this is what would be."))  # fmt: skip
        if args.action == "merge":
            print(tell("Other facts of {id} are gone: add by hand what should stay.", id=args.old))


def _add(
    desk: Desk,
    texts: Mapping[str, str],
    concepts: Mapping[str, Concept],
    args: argparse.Namespace,
    tell: Speech,
) -> int:
    values, concept_id = given(args, tell), args.id
    if not concept_id or not set(values) & set(LOCALE_CODES):
        if not on_terminal():
            missing = [
                *([] if concept_id else ["ID"]),
                *([] if set(values) & set(LOCALE_CODES) else ["name"]),
            ]
            raise UsageError(tell("These are missing: {list}", list=", ".join(missing)))
        concept_id, values = converse(Dialogue(tell), desk, concepts, concept_id, values)
    topics = next(field for field in fields.GLOSSARY if field.name == "tags")
    if "tags" in values:
        values["tags"] = desks.ids(desk, topics, [str(name) for name in values["tags"]])
    if not is_id(concept_id):
        raise UsageError(
            tell("An id is made of ASCII letters, digits and single hyphens: {id}", id=concept_id)
        )
    if concept_id in concepts:
        raise UsageError(
            tell("There is such an id already in registry/{kind}: {id}", kind=glossary.KIND, id=concept_id)
        )
    path = args.file or next(iter(texts), FILE)
    if desks.kind_of(f"{path}/") != glossary.KIND or not path.endswith(".yml") or ".." in path.split("/"):
        raise UsageError(tell("This is no file of registry/{kind}: {path}", kind=glossary.KIND, path=path))
    text = term_edits.added(texts.get(path, ""), glossary.KIND, concept_id, values)
    checked(desk, {**texts, path: text})
    if path in texts:
        desks.replace(desk.root, [(path, text)])
    else:
        desks.create(desk.root, path, text)
    print(f"{path}: {concept_id}")
    return 0


def given(args: argparse.Namespace, tell: Speech) -> dict[str, Value]:
    """The values of the options that were given: names are words, descriptions definitions. Raises
    UsageError for one that a concept has not.
    """
    values: dict[str, Any] = {}
    known = {field.name: field for field in fields.GLOSSARY if field.name not in LOCALE_CODES}
    pairs = [(name, text) for name in ("name", "short", "description") for text in getattr(args, name)]
    for name, text in pairs:
        locale, mark, words = text.partition("=")
        if not mark or locale not in LOCALE_CODES or name == "short":
            raise UsageError(tell("This is not understood: {option}", option=f"--{name} {text}"))
        if name == "name":
            values.setdefault(locale, []).append(" ".join(words.split()))
        else:
            values.setdefault("definition", {})[locale] = " ".join(words.split())
    if args.alias:
        raise UsageError(tell("This is not understood: {option}", option=f"--alias {args.alias[0]}"))
    for text in args.set:
        key, mark, value = text.partition("=")
        if not mark or key not in known or key == "definition":
            raise UsageError(tell("This is not understood: {option}", option=f"--set {text}"))
        if known[key].many:
            values.setdefault(key, []).append(value)
        else:
            values[key] = value
    return values


def converse(
    dialogue: Dialogue,
    desk: Desk,
    concepts: Mapping[str, Concept],
    concept_id: str,
    values: Mapping[str, Value],
) -> tuple[str, dict[str, Value]]:
    """Ask for the id and for every value that was not given."""
    tell, found = dialogue.tell, dict(values)
    while not set(found) & set(LOCALE_CODES):
        for code in WRITTEN:
            if words := dialogue.ask_many(f"{tell(QUESTIONS['words'])} ({code})", lambda _: ""):
                found[code] = words
    if "definition" not in found and (definition := _ask_definition(dialogue)):
        found["definition"] = definition
    for field in fields.GLOSSARY:
        asked = field.name in QUESTIONS and field.name not in found and not field.fields
        if asked and (answer := _ask(dialogue, desk, concepts, field)):
            found[field.name] = answer
    if not concept_id:
        english = found.get("en", "")
        proposal = slugs.of(english[0], "en") if isinstance(english, list) else ""
        concept_id = dialogue.ask(tell("Id, which never changes"), default=proposal, required=True)
    return concept_id, found


def _ask_definition(dialogue: Dialogue) -> dict[str, Value]:
    """A definition in each language; none when the first is left empty."""
    definition: dict[str, Value] = {}
    for code in WRITTEN:
        question = f"{dialogue.tell(QUESTIONS['definition'])} ({code})"
        answer = dialogue.ask(question, required=bool(definition))
        if not answer:
            break
        definition[code] = answer
    return definition


def _ask(dialogue: Dialogue, desk: Desk, concepts: Mapping[str, Concept], field: Field) -> Value:
    tell, choices = dialogue.tell, list(field.choices)
    question = tell(QUESTIONS[field.name])
    if field.registry == glossary.KIND:
        choices = [concept.id for concept in concepts.values() if concept.definition]
    elif field.kind == "term":
        choices = names_of(desk.terms[field.registry])
    elif choices:
        question = f"{question} ({', '.join(choices)})"

    def fault(answer: str) -> str:
        named = field.registry in desk.terms and len(desk.terms[field.registry].find(answer)) == 1
        known = named or not choices or answer in choices
        return "" if known else tell("This is not understood: {option}", option=answer)

    if field.many:
        return dialogue.ask_many(question, fault, choices)
    return dialogue.ask(question, check=fault, choices=choices)

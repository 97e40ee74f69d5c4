"""`achyq registry add|rename|merge|check`: the closed vocabularies, kept whole."""

from __future__ import annotations

import argparse
from pathlib import Path

from achyq import fields, filetext, glossary, messages, registry, yamlspans
from achyq.editing import concepts, new_term, term_edits
from achyq.editing import desk as desks
from achyq.editing.desk import Desk
from achyq.editing.dialogue import Dialogue, on_terminal
from achyq.editing.speech import Speech
from achyq.errors import InputError, Problem, UsageError
from achyq.fields import LOCALE_CODES
from achyq.schema import is_id
from achyq.yamlspans import Unreadable


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
    values = new_term.given(args, tell)
    complete = args.id and all(f.name in values for f in fields.TERMS[kind] if f.required)
    term_id = args.id
    if not complete:
        if not on_terminal():
            lacking = [f.name for f in fields.TERMS[kind] if f.required and f.name not in values]
            missing = ", ".join(([] if args.id else ["ID"]) + lacking)
            raise UsageError(tell("These are missing: {list}", list=missing))
        term_id, values = new_term.converse(Dialogue(tell), desk, kind, args.id, values)
    _refuse_id(known, term_id, kind, tell)
    values, derived = new_term.with_all_names(kind, new_term.with_ids(desk, kind, values))
    texts = desks.term_texts(desk.root)
    path = args.file or new_term.file_for(texts, kind, term_id, values, known)
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

"""`achyq new`: a new article from answers or options, correct before it is written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from achyq import fields, front_matter, messages
from achyq.editing import desk as desks
from achyq.editing import slug as slugs
from achyq.editing.desk import Desk
from achyq.editing.dialogue import Dialogue, names_of, on_terminal
from achyq.editing.options import ASKED
from achyq.editing.speech import Speech
from achyq.errors import InputError, Problem, UsageError
from achyq.fields import Field
from achyq.schema import is_id
from achyq.yamlwriter import Value

_FIELDS: Final = {field.name: field for field in fields.ARTICLE}
#: The questions, by field; of a group, by 'field.key'.
QUESTIONS: Final = {
    "title": "Title",
    "language": "Language of the text",
    "date": "Date of publication (such as 2025-12-10, 2012-10 or 2012?; empty: unknown)",
    "event_date": "Date of the event, if it is another",
    "region": "Region (a name in any language, or an id; Tab completes; empty: no more)",
    "organiser": "Organiser (empty: no more)",
    "strategy": "Strategy (empty: no more)",
    "tags": "Topic (empty: no more)",
    "summary": "Summary, one or two sentences",
    "source.name": "Source: who published it",
    "source.url": "Source: its address",
    "source.retrieved": "Source: the day you opened it",
    "source.archived": "Source: the address of a saved copy",
    "note": "Note for readers: what could not be established",
}


class Draft(NamedTuple):
    """An article that may be written: where, its text, and what is wrong with it."""

    path: str
    text: str
    problems: tuple[Problem, ...]


def compose(desk: Desk, values: Mapping[str, Value], body: str = "", slug: str = "") -> Draft:
    """A new original from the values of its front matter; names of terms become their ids.

    Its folder is the year of its date; without a `slug` it gets a free one from its title.
    """
    values = {key: _with_ids(desk, key, value) for key, value in values.items()}
    language, title = str(values.get("language", "")), str(values.get("title", ""))
    year = desks.year_of(str(values.get("date", "")), str(values.get("event_date", "")))
    slug = slug or slugs.unique(slugs.of(title, language, year), desk.slugs(year))
    path = f"articles/{year}/{slug}.{language}.md"
    text = front_matter.write(values, body)
    return Draft(path, text, desks.check(desk, path, text))


def _with_ids(desk: Desk, key: str, value: Value) -> Value:
    field = _FIELDS[key]
    if field.kind == "term" and not isinstance(value, (str, Mapping)):
        return desks.ids(desk, field, [str(item) for item in value])
    return value


def run(root: Path, args: argparse.Namespace) -> int:
    """Write a new article; gives the exit code.

    Asks for what no option says when there is a terminal and title or language are missing. Raises
    UsageError when something is missing and nobody can be asked, InputError with what is wrong.
    """
    tell = Speech(messages.spoken(args))
    desk = desks.open_desk(root)
    body = _text_of(args.text)
    values = _given(args)
    missing = [key for key in ("title", "language") if key not in values]
    if missing and (args.text == "-" or not on_terminal()):
        options = ", ".join(f"--{key}" for key in missing)
        raise UsageError(tell("These are missing: {list}", list=options))
    if args.slug and not (is_id(args.slug) and args.slug == args.slug.lower()):
        raise UsageError(tell("A slug is made of a–z, 0–9 and single hyphens: {slug}", slug=args.slug))
    if missing:
        values = converse(Dialogue(tell), desk, values)
    draft = compose(desk, values | {"status": args.status}, body, args.slug)
    _refuse_second(desk, draft, tell)
    if draft.problems:
        raise InputError(draft.problems)
    desks.create(root, draft.path, draft.text)
    print(draft.path)
    if not args.quiet:
        if args.status == "draft":
            print(tell("It is a draft: see it with 'achyq serve'; remove its status to publish it."))
        if not body:
            print(tell("Write the text below the second line '---'."))
    return 0


def _refuse_second(desk: Desk, draft: Draft, tell: Speech) -> None:
    """A story that is there is none to begin: a second original, or a file of that name."""
    story = draft.path.removeprefix("articles/").partition(".")[0]
    if there := desk.files_of(story):
        raise UsageError(
            tell("There is such a story already: {path}. Another --slug makes a new one.", path=there[0])
        )


def _text_of(name: str | None) -> str:
    """The article's text from the file that was named."""
    if not name:
        return ""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise InputError(
            [Problem(name, 0, 0, "not-utf8", messages.phrase("The file is not UTF-8 text"))]
        ) from None


def _given(args: argparse.Namespace) -> dict[str, Value]:
    """The values of the options that were given."""
    values: dict[str, Value] = {}
    for name in ASKED:
        field = _FIELDS[name]
        if field.fields:
            group = {
                f.name: text for f in field.fields if (text := _clean(getattr(args, f"{name}_{f.name}")))
            }
            if group:
                values[name] = group
        elif given := getattr(args, name):
            values[name] = [_clean(item) for item in given] if field.many else _clean(given)
    return values


def _clean(text: str) -> str:
    return " ".join(text.split())


def converse(dialogue: Dialogue, desk: Desk, given: Mapping[str, Value]) -> dict[str, Value]:
    """Ask for every value that was not given."""
    values: dict[str, Value] = {}
    for name in ASKED:
        if name in given:
            values[name] = given[name]
        elif answer := _asked(dialogue, desk, _FIELDS[name]):
            values[name] = answer
    return values


def _asked(dialogue: Dialogue, desk: Desk, field: Field) -> Value:
    tell = dialogue.tell

    def fault(answer: str) -> str:
        problems = desks.faults(desk, field, [answer] if field.many else answer)
        return tell.problem(problems[0]) if problems else ""

    if field.fields:
        return _asked_group(dialogue, desk, field)
    question = tell(QUESTIONS[field.name])
    if field.many:
        return dialogue.ask_many(question, fault, names_of(desk.terms[field.registry]))
    if field.choices:
        question = f"{question} ({', '.join(field.choices)})"
    return dialogue.ask(question, required=field.required, check=fault, choices=field.choices)


def _asked_group(dialogue: Dialogue, desk: Desk, field: Field) -> dict[str, Value]:
    """The keys of a group; none when its first, which it can't do without, is left empty."""
    group: dict[str, Value] = {}
    for inner in field.fields:

        def fault(answer: str, inner: Field = inner) -> str:
            problems = desks.faults(desk, field, {**group, inner.name: answer})
            return dialogue.tell.problem(problems[0]) if problems else ""

        answer = dialogue.ask(dialogue.tell(QUESTIONS[f"{field.name}.{inner.name}"]), check=fault)
        if answer:
            group[inner.name] = answer
        elif inner.required:
            return {}
    return group

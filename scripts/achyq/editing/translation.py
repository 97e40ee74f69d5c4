"""`achyq translate`: a translation beside its original, with the digest of what it was made from."""

from __future__ import annotations

import argparse
from pathlib import Path

from achyq import article, front_matter, messages
from achyq.article import Record
from achyq.editing import desk as desks
from achyq.editing.desk import Desk
from achyq.editing.dialogue import Dialogue, on_terminal
from achyq.editing.speech import Speech
from achyq.errors import InputError, UsageError
from achyq.locale import language_name
from achyq.yamlwriter import Value

#: Text that a translation does not inherit in its own words.
_WORDS = ("summary", "note", "withdrawn_reason")


def run(root: Path, args: argparse.Namespace) -> int:
    """Open a translation, or renew the digest of one; gives the exit code.

    Raises UsageError when there is no such story or there is such a translation, InputError when
    the story's files have problems.
    """
    tell = Speech(messages.spoken(args))
    desk = desks.open_desk(root)
    records = _records(desk, args.story, tell)
    source = _source(records, args.source, args.to, tell)
    if args.renew:
        return _renew(desk, records, source, args, tell)
    if there := records.get(args.to):
        raise UsageError(tell("There is such a translation already: {path}", path=there.path))
    title, summary = args.title, args.summary
    if not title and on_terminal():
        dialogue = Dialogue(tell)
        print(source.values["title"])
        title = dialogue.ask(tell("Title in the new language ({language})", language=args.to))
    path = f"articles/{source.story}.{args.to}.md"
    text = opened(root, source, args.to, title, summary)
    if problems := desks.check(desk, path, text):
        raise InputError(problems)
    desks.create(root, path, text)
    print(path)
    if not args.quiet:
        print(
            tell(
                "It is a draft with the text of {path}: translate it, then remove its status.",
                path=source.path,
            )
        )
    return 0


def opened(root: Path, source: Record, language: str, title: str = "", summary: str = "") -> str:
    """The text of a new translation: a draft that inherits the facts of its `source`.

    What must be translated besides the text stands above its keys as comments; the text is that of
    the source, to be replaced piece by piece.
    """
    original = front_matter.parse((root / source.path).read_text("utf-8-sig"))
    values: dict[str, Value] = {"title": title or source.values["title"], "language": language}
    if summary:
        values["summary"] = summary
    values["translated_from"] = {"language": source.language, "digest": source.text}
    values["status"] = "draft"
    front = front_matter.write(values)
    shown = ("title", *_WORDS) if title else _WORDS
    given = {"summary"} if summary else set()
    comments = "".join(
        f"# {key} ({source.language}): {source.values[key]}\n"
        for key in shown
        if key in source.values and key not in given
    )
    body = original.body.replace("\r\n", "\n")
    opening = len("---\n")
    return front[:opening] + comments + front[opening:] + body


def _records(desk: Desk, name: str, tell: Speech) -> dict[str, Record]:
    """The articles of the story that was named, by language."""
    story = desks.story_named(name)
    paths = desk.files_of(story) if story else []
    if not paths:
        raise UsageError(tell("There is no such story: {story}", story=name))
    readings = [article.read(path, (desk.root / path).read_bytes()) for path in paths]
    if problems := [problem for reading in readings for problem in reading.problems]:
        raise InputError(problems)
    return {reading.record.language: reading.record for reading in readings if reading.record}


def _source(records: dict[str, Record], wanted: str | None, to: str, tell: Speech) -> Record:
    """The article to translate from: the original, if no other language was `wanted`."""
    original = next((r for r in records.values() if "translated_from" not in r.values), None)
    source = records.get(wanted) if wanted else original
    if source is None:
        there = ", ".join(records)
        raise UsageError(
            tell("The story has no such article to translate; it has: {languages}", languages=there)
        )
    if source.language == to:
        language = language_name(to, tell.locale)
        raise UsageError(tell("The original itself is in this language: {language}", language=language))
    return source


def _renew(
    desk: Desk, records: dict[str, Record], source: Record, args: argparse.Namespace, tell: Speech
) -> int:
    there = records.get(args.to)
    if there is None or "translated_from" not in there.values:
        raise UsageError(tell("There is no such translation to renew; make it without --renew."))
    language = args.source or there.values["translated_from"]["language"]
    source = records.get(language, source)
    path = desk.root / there.path
    with path.open(encoding="utf-8", newline="") as file:
        front = front_matter.parse(file.read())
    digest = {"language": source.language, "digest": source.text}
    if front.values["translated_from"] == digest:
        print(tell("It was up to date: {path}", path=there.path))
        return 0
    desks.replace(desk.root, [(there.path, front.set("translated_from", digest).text)])
    print(tell("It is marked as up to date now: {path}", path=there.path))
    return 0

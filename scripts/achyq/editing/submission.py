"""Articles from GitHub: the body of an issue made with the form 'Submit an article' as a draft.

The body is what a stranger wrote. Nothing in it is run, names a file or becomes YAML by itself:
every value passes the same writer and the same schema as an editor's. What the schema does not take
is kept as a comment in the draft and named in the report.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

from achyq import fields, front_matter
from achyq.editing import desk as desks
from achyq.editing import draft as drafts
from achyq.editing.desk import Desk
from achyq.editing.speech import Speech
from achyq.errors import AchyqError, InputError, printable
from achyq.fields import Field
from achyq.schema import MAX_ITEMS
from achyq.yamlwriter import Value

#: The form's labels in its order, with the field that each asks for; of a group, 'field.key'.
#: '' is read past. `text`, the article's own, comes last: nothing in it can pass for a label.
LABELS: Final = {
    "Title · Аталышы · Тақырып · Sarlavha · Сарлавҳа · Заголовок": "title",
    "Language · Тили · Тілі · Til · Тил · Язык": "language",
    "Published on · Жарыяланган күнү · Жарияланған күні · Eʼlon qilingan sana · Эълон қилинган сана"
    " · Дата публикации": "date",
    "Event date · Окуя күнү · Оқиға күні · Tadbir sanasi · Тадбир санаси · Дата события": "event_date",
    "Region · Аймак · Өңір · Hudud · Ҳудуд · Регион": "region",
    "Organiser · Уюштуруучу · Ұйымдастырушы · Tashkilotchi · Ташкилотчи · Организатор": "organiser",
    "Strategy · Стратегия · Strategiya": "strategy",
    "Topics · Темалар · Тақырыптар · Mavzular · Мавзулар · Темы": "tags",
    "Source · Булак · Дереккөз · Manba · Манба · Источник": "source.name",
    "Source address · Булактын дареги · Дереккөз мекенжайы · Manba manzili · Манба манзили"
    " · Адрес источника": "source.url",
    "Rules · Эрежелер · Ережелер · Qoidalar · Қоидалар · Правила": "",
    "Summary · Кыскача · Қысқаша · Qisqacha · Қисқача · Кратко": "summary",
    "Note · Эскертүү · Ескертпе · Izoh · Изоҳ · Примечание": "note",
    "Text · Текст · Мәтін · Matn · Матн": "text",
}
#: What GitHub writes where nothing was answered.
_NOTHING: Final = ("_No response_", "None", "")
_HEADING: Final = re.compile(r"### (.+)")
_LANGUAGE: Final = re.compile(r"\(([A-Za-z-]+)\)$")
_SEPARATOR: Final = re.compile(r"[;\n]|,(?=\s)")
#: What nobody sees: controls, directions, spaces without width, tags. Joiners stay, letters need them.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
#: GitHub does not show it to those who read the issue and accept it.
_COMMENT: Final = re.compile("<!--.*?-->", re.DOTALL)
_FIELDS: Final = {field.name: field for field in fields.ARTICLE}
_LONGEST: Final = 300
#: Answers that are kept as comments and named in the report: more than that is no mistake.
_MOST: Final = 50


class LeftOut(NamedTuple):
    """An answer that could not be taken: the field, what was written, and why."""

    field: str
    text: str
    reason: str


class Submission(NamedTuple):
    """A draft made of an issue: where it goes ('' when it can't be made), its text, what was left
    out of it, and what is wrong with the rest, in the language of the article.
    """

    path: str
    text: str
    left_out: tuple[LeftOut, ...]
    problems: tuple[str, ...]
    tell: Speech


def answers(body: str) -> dict[str, str]:
    """The answers in an issue's body, by field, without what can't be seen; those not given are not there."""
    body = _COMMENT.sub("", body.encode("utf-8", "replace").decode())
    labels = list(LABELS)
    lines: dict[str, list[str]] = {}
    at = -1
    for line in body.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        heading = _HEADING.fullmatch(line.rstrip())
        place = labels.index(heading[1]) if heading and heading[1] in LABELS else -1
        if place > at:  # labels come in the form's order, each once
            at = place
            lines[LABELS[labels[at]]] = []
        elif at >= 0:
            lines[LABELS[labels[at]]].append(line)
    texts = {name: _INVISIBLE.sub("", "\n".join(each)).strip() for name, each in lines.items() if name}
    return {name: text for name, text in texts.items() if text not in _NOTHING}


def made(desk: Desk, body: str, issue: int) -> Submission:
    """The draft that an issue's body makes. Cost: linear in the body."""
    given = answers(body)
    match = _LANGUAGE.search(given.get("language", ""))
    language = match[1] if match and match[1] in fields.LOCALE_CODES else ""
    tell = Speech(language or "en")
    values, left_out = _values(desk, given | {"language": language}, tell)
    missing = [key for key in ("title", "language") if key not in values]
    if missing:
        lacking = tell("The title or the language is missing, or can't be taken.")
        return Submission("", "", tuple(left_out), (lacking,), tell)
    made_of = drafts.compose(desk, values | {"status": "draft"}, given.get("text", ""))
    comments = [f"issue {issue}", *(f"{item.field}: {item.text}" for item in left_out[:_MOST])]
    opening = len("---\n")
    above = "".join(f"# {printable(comment)[:_LONGEST]}\n" for comment in comments)
    text = made_of.text[:opening] + above + made_of.text[opening:]
    front_matter.parse(text)
    problems = tuple(tell.problem(problem) for problem in desks.check(desk, made_of.path, text))
    return Submission(made_of.path, text, tuple(left_out), problems, tell)


def _values(desk: Desk, given: dict[str, str], tell: Speech) -> tuple[dict[str, Value], list[LeftOut]]:
    """The values that the schema takes, and the answers that it does not."""
    values: dict[str, Value] = {}
    left_out: list[LeftOut] = []

    def taken(field: Field, name: str, text: str, value: Value) -> bool:
        problems = desks.faults(desk, field, value)
        if problems:
            left_out.append(LeftOut(name, text, tell.problem(problems[0])))
        return not problems

    for name, field in _FIELDS.items():
        text = " ".join(given.get(name, "").split())
        if field.fields:
            group: dict[str, Value] = {}
            for inner in field.fields:
                key = f"{name}.{inner.name}"
                answer = " ".join(given.get(key, "").split())
                if answer and taken(inner, key, answer, answer):
                    group[inner.name] = answer
            if group and not all(inner.name in group for inner in field.fields if inner.required):
                name_of_it = str(group.get("url", "")).partition("//")[2].partition("/")[0]
                group = {"name": name_of_it, **group} if name_of_it else {}
            if group:
                values[name] = group
        elif field.many and text:
            items = [" ".join(item.split()) for item in _SEPARATOR.split(given[name]) if item.strip()]
            known = []
            if len(items) <= MAX_ITEMS or taken(field, name, text, items):
                known = [item for item in items if taken(field, name, item, [item])]
            if known:
                values[name] = list(dict.fromkeys(known))
        elif text and taken(field, name, text, text):
            values[name] = text
    return values, left_out


def report(submission: Submission) -> str:
    """What to answer in the issue, in Markdown: what came of it, and what an editor must see to."""
    tell = submission.tell
    lines = [tell("The draft is here: {path}", path=_code(submission.path))] if submission.path else []
    lines += [f"- {_code(problem)}" for problem in submission.problems]
    if submission.left_out:
        lines += ["", tell("These answers could not be taken and stand as comments in the draft:"), ""]
        for field, text, reason in submission.left_out[:_MOST]:
            lines.append(f"- {_code(f'{field}: {text}')} {_code(reason)}")
        lines += ["- …"] * (len(submission.left_out) > _MOST)
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    """Text as code: no mention, link or image can come of it."""
    return f"`{printable(text)[:_LONGEST].replace('`', 'ʼ').strip()}`"


def main(arguments: Sequence[str] | None = None) -> int:
    """Make a draft of the issue that a GitHub event tells of: print `path=…`, write the answer.

    The path is empty when no draft could be made, which the answer explains. Gives the exit code.
    """
    parser = argparse.ArgumentParser(prog="python -m achyq.editing.submission")
    parser.add_argument("event", type=Path, help="the event's file (GITHUB_EVENT_PATH)")
    parser.add_argument("report", type=Path, help="the file to write the answer to")
    parser.add_argument("--root", type=Path, default=Path(), help="the archive (default: here)")
    options = parser.parse_args(arguments)
    issue = json.loads(options.event.read_text("utf-8"))["issue"]
    try:
        desk = desks.open_desk(options.root.resolve())
        submission = made(desk, issue["body"] or "", int(issue["number"]))
        if submission.path:
            desks.create(desk.root, submission.path, submission.text)
    except InputError as error:
        print(*error.problems, sep="\n", file=sys.stderr)
        return error.exit_code
    except AchyqError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    options.report.write_text(report(submission), encoding="utf-8")
    print(f"path={submission.path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

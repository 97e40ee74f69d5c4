"""One article: a Markdown file with front matter, read and checked on its own."""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from typing import Any, NamedTuple

from achyq import fields, filetext, limits, markdown, schema, traits, translit, yamltext
from achyq.errors import InputError, Problem
from achyq.markdown import Link
from achyq.messages import Phrase, phrase
from achyq.position import Lines

MAX_FILE = 1024 * 1024
MAX_FRONT_MATTER = 64 * 1024
_PATH = re.compile(r"articles/([0-9]{4}|undated)/([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.([A-Za-z-]+))?\.md\Z")
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class Record(NamedTuple):
    """What one file says, before its terms are looked up and its story is known.

    `values` are the front matter's values by key (see `schema.read`), `lines` the position of
    each key, `body` a digest (hex) of all that its body's HTML comes from, `links` those to other
    files, `anchors` the ids of its headings, `text` the digest of title and body (see
    `text_digest`). Two are empty unless the file was read for a build: `twin`, the title and summary of
    Uzbek in the other script, and `traits`, what the text may have in common with others (`traits.of`).
    """

    path: str
    story: str
    language: str
    values: dict[str, Any]
    lines: dict[str, tuple[int, int]]
    body: str
    links: tuple[Link, ...]
    anchors: frozenset[str]
    text: str
    twin: tuple[str, str]
    traits: bytes = b""


class Reading(NamedTuple):
    """The outcome of reading one file: a record, its body as HTML and the `text` that it was read from,
    or problems.
    """

    record: Record | None
    body: str
    problems: tuple[Problem, ...]
    text: str = ""


def digest_of(path: str, data: bytes) -> str:
    """The identity of a file's content: BLAKE2b, 128 bits, hex."""
    return hashlib.blake2b(path.encode() + b"\0" + data, digest_size=16).hexdigest()


def story_of(path: str) -> str:
    """The id of the story that the file at `path` belongs to; '' if it is in no right place."""
    parts = _PATH.match(path)
    return f"{parts[1]}/{parts[2]}" if parts else ""


def language_of(path: str) -> str:
    """The language in the name of the file at `path`; '' if there is none."""
    parts = _PATH.match(path)
    return parts[3] or "" if parts else ""


def without_front_matter(data: bytes) -> str:
    """The text of an article that could be read, with empty lines for its front matter."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    start = [fence.end() for fence in islice(_FENCE.finditer(text), 2)][1] + 1
    return "\n" * text.count("\n", 0, start) + text[start:]


def text_digest(title: str, body: str) -> str:
    """What a translation keeps as `translated_from.digest`, to know when its original has changed:
    BLAKE2b, 64 bits, hex, of the title and the body without their white space.
    """
    return _text_digest(title, body.encode("utf-8", "surrogatepass"))


def _text_digest(title: str, body: bytes) -> str:
    whole = title.encode("utf-8", "surrogatepass") + body
    return hashlib.blake2b(whole.translate(None, b" \t\n\r\f\v"), digest_size=8).hexdigest()


def text_of(path: str, data: bytes) -> str:
    """The text of an article, with LF line ends. Raises InputError as `filetext.text_of` does."""
    return filetext.text_of(path, data).replace("\r", "\n")


def _twin(language: str, values: dict[str, Any]) -> tuple[str, str]:
    convert = {"uz": translit.to_cyrillic, "uz-Cyrl": translit.to_latin}.get(language)
    return (convert(values.get("title", "")), convert(values.get("summary", ""))) if convert else ("", "")


def read(path: str, data: bytes, whole: bool = True) -> Reading:
    """Read the article at `path` (relative to the archive, with '/').

    All that is wrong with it alone becomes problems; nothing is raised. What only pages need (its body as
    HTML, its twin and its traits) is made when it is read `whole`. Cost: linear in `data`.
    """
    problems: list[Problem] = []

    def fault(line: int, column: int, code: str, message: Phrase, hint: Phrase) -> None:
        problems.append(Problem(path, line, column, code, message, hint))

    parts = _PATH.match(path)
    if not parts:
        fault(
            0,
            0,
            "bad-path",
            phrase("An article can't be here"),
            phrase(
                "Put it at articles/<year>/<slug>.<language>.md (or articles/undated/…); "
                "a slug is lower-case ASCII letters, digits and single hyphens."
            ),
        )
        return Reading(None, "", tuple(problems))
    year, slug, suffix = parts.groups()
    if len(data) > MAX_FILE:
        message = phrase("The file is too large: {size} bytes", size=len(data))
        fault(0, 0, "too-large", message, phrase("At most {limit} are allowed.", limit=MAX_FILE))
        return Reading(None, "", tuple(problems))
    try:
        text = text_of(path, data)
    except InputError as error:
        return Reading(None, "", error.problems)
    positions = Lines(text)
    usual = text.replace("\n", "").replace("\t", "").replace("\u00a0", "").isprintable()  # quick to see
    for bad in () if usual else islice(_CONTROL.finditer(text), 20):
        line, column = positions.at(bad.start())
        fault(
            line,
            column,
            "control-character",
            phrase("The invisible character {character}", character=f"U+{ord(bad[0]):04X}"),
            phrase("Type the text again here, or paste it as plain text."),
        )
    fences = list(islice(_FENCE.finditer(text, 0, MAX_FRONT_MATTER + 8), 2))
    if not fences or fences[0].start() != 0:
        fault(
            1,
            1,
            "no-front-matter",
            phrase("The article does not begin with front matter"),
            phrase("The first line must be '---', then lines such as 'title: …', then '---' again."),
        )
        return Reading(None, "", tuple(problems))
    if len(fences) < 2:
        code, message = (
            ("too-large", phrase("The front matter is over {limit} KB", limit=64))
            if len(text) > MAX_FRONT_MATTER
            else ("no-front-matter", phrase("The front matter does not end"))
        )
        fault(1, 1, code, message, phrase("Close it with a line '---'."))
        return Reading(None, "", tuple(problems))
    mapping, found = yamltext.read(text[fences[0].end() + 1 : fences[1].start()], path, 2)
    problems += found
    if mapping is None:
        return Reading(None, "", tuple(problems))
    values = schema.read(mapping, fields.ARTICLE, path, problems.append)
    lines = {key.text: (node.line, node.column) for key, node in mapping.pairs}
    language: str = values.get("language") or suffix or ""
    if suffix and "language" in values and suffix != language:
        fault(
            *lines["language"],
            "language-mismatch",
            phrase(
                "The file name says '{suffix}', the field 'language' says '{language}'",
                suffix=suffix,
                language=language,
            ),
            phrase("Make them agree."),
        )
    if values.get("status") == "withdrawn" and "withdrawn_reason" not in values:
        fault(
            *lines["status"],
            "missing-reason",
            phrase("A withdrawn article must say why"),
            phrase("Add a line 'withdrawn_reason: …'; readers will see it."),
        )
    if "unsure" in values and values.get("status") != "draft":
        fault(
            *lines["unsure"],
            "unresolved-guess",
            phrase(
                "Nobody has checked what the import guessed: {fields}", fields=", ".join(values["unsure"])
            ),
            phrase(
                "Check each of these fields, correct it where it is wrong, then remove the line 'unsure'."
            ),
        )
    body_text = text[fences[1].end() + 1 :]
    offset = text.count("\n", 0, fences[1].end() + 1)
    if found_excess := limits.excess(body_text):
        line, message, hint = found_excess
        fault(line + offset, 1, "too-large", message, hint)
        return Reading(None, "", tuple(problems))
    rendering = markdown.render(body_text, language, f"{year}/{slug}", whole)
    for problem in markdown.check(rendering, body_text, path, offset):
        problems.append(problem)
    body_data = body_text.encode("utf-8", "surrogatepass")
    record = Record(
        path,
        f"{year}/{slug}",
        language,
        values,
        lines,
        digest_of(f"{language} {year}/{slug}", body_data),
        tuple(link._replace(line=link.line + offset) for link in rendering.links),
        rendering.anchors,
        _text_digest(values.get("title", ""), body_data),
        _twin(language, values) if whole else ("", ""),
        traits.of(values.get("title", ""), values.get("summary", ""), body_text) if whole else b"",
    )
    return Reading(
        record if language in fields.LOCALE_CODES and "title" in values else None,
        rendering.html,
        tuple(problems),
        text,
    )

"""The editor's desk: the registries at hand, and new files checked before they are written."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from achyq import (
    article,
    edtf,
    filetext,
    registry,
    registry_files,
    schema,
    source,
    story,
    yamltext,
    yamlwriter,
)
from achyq.errors import EnvironmentFailure, InputError, Problem, UsageError
from achyq.fields import Field
from achyq.messages import phrase
from achyq.registry import Registry
from achyq.source import Found
from achyq.yamlwriter import Value

_ADDRESS = re.compile(r"(?:articles/)?([0-9]{4}|undated)/([a-z0-9]+(?:-[a-z0-9]+)*)")


class Desk(NamedTuple):
    """An archive as an editor's command needs it: its folder and its terms."""

    root: Path
    terms: dict[str, Registry]

    def files_of(self, story_id: str) -> list[str]:
        """The paths of a story's articles, sorted."""
        year, _, slug = story_id.partition("/")
        folder = self.root / "articles" / year
        if not folder.is_dir() or folder.is_symlink():
            return []
        names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.suffix == ".md")
        return [f"articles/{year}/{name}" for name in names if name.partition(".")[0] == slug]

    def slugs(self, year: str) -> set[str]:
        """The slugs that are taken in a year's folder, by articles or by their attachments."""
        folder = self.root / "articles" / year
        return {path.name.partition(".")[0] for path in folder.iterdir()} if folder.is_dir() else set()


def open_desk(root: Path) -> Desk:
    """Read the registries of the archive at `root`. Raises InputError when they have problems."""
    terms, problems = link_terms(term_texts(root))
    if problems:
        raise InputError(problems)
    return Desk(root, terms)


def term_texts(root: Path, kinds: Sequence[str] = registry.KINDS) -> dict[str, str]:
    """The texts of the archive's registry files of these kinds, by path. Raises InputError for one
    that is no text.
    """
    problems: list[Problem] = []
    texts = {}
    for found in source.scan(root, problems.append).registries:
        if kind_of(found.path) in kinds:
            texts[found.path] = _text(root, found)
    return texts


def _text(root: Path, found: Found) -> str:
    data = (root / found.path).read_bytes()
    return data.decode("utf-8-sig") if filetext.text_of(found.path, data) else ""


def link_terms(texts: dict[str, str]) -> tuple[dict[str, Registry], list[Problem]]:
    """The registries that these files make, and their problems."""
    problems: list[Problem] = []
    raw = {
        kind: registry_files.read(
            kind, [(p, t) for p, t in texts.items() if kind_of(p) == kind], problems.append
        )
        for kind in registry.KINDS
    }
    return registry_files.link(raw, problems.append, registry_files.unread(problems)), problems


def kind_of(path: str) -> str:
    """The kind of terms that a registry file holds, by its path."""
    return path.split("/")[1].removesuffix(".yml")


def story_named(text: str) -> str:
    """The id of the story that an editor means by `2025/slug` or by the path of one of its files;
    '' when it is neither.
    """
    place = text.replace(os.sep, "/").removeprefix("./").removesuffix(".md")
    if match := _ADDRESS.search(place):
        head, tail = place[: match.start()], place[match.end() :]
        if (not head or head.endswith("/")) and re.fullmatch(r"(?:\.[A-Za-z-]+)?/?", tail):
            return f"{match[1]}/{match[2]}"
    return ""


def faults(desk: Desk, field: Field, value: Value) -> tuple[Problem, ...]:
    """What is wrong with a value for a field."""
    problems: list[Problem] = []
    mapping, _ = yamltext.read(yamlwriter.lines(field.name, value, field), "")
    if mapping is not None:
        values = schema.read(mapping, (field,), "", problems.append)
        if field.kind == "term" and not problems:
            found = values[field.name]
            for reference in found if field.many else (found,):
                registry_files.resolve(reference, desk.terms[field.registry], "", problems.append)
    return tuple(problems)


def ids(desk: Desk, field: Field, names: Sequence[str]) -> list[str]:
    """The ids of the terms that an editor names; what no term is called stays as it is written."""
    known = desk.terms[field.registry]
    found = [known.find(name) for name in names]
    return list(
        dict.fromkeys(hits[0] if len(hits) == 1 else name for hits, name in zip(found, names, strict=True))
    )


def year_of(date: str, event_date: str) -> str:
    """The folder for an article with these dates ('' for none): a year or 'undated'."""
    try:
        year = edtf.parse(date or event_date).year
    except ValueError:
        return "undated"
    return "undated" if year is None else f"{year:04d}"


def check(desk: Desk, path: str, text: str) -> tuple[Problem, ...]:
    """What would be wrong with the article `text` at `path`, among the articles of its story."""
    problems: list[Problem] = []
    story_id = article.story_of(path)
    records, whole = [], True
    for name in {path, *desk.files_of(story_id)}:
        data = text.encode() if name == path else (desk.root / name).read_bytes()
        reading = article.read(name, data)
        problems += reading.problems
        records += [reading.record] if reading.record else []
        whole = whole and reading.record is not None
    if records:
        resolver = story.Resolver(desk.terms, problems.append)
        story.join(records, resolver, problems.append, whole)
    return tuple(sorted({problem for problem in problems if problem.path == path}))


def create(root: Path, path: str, text: str) -> None:
    """Write a new file. Raises UsageError when something is there already: nothing is overwritten."""
    target = root / path
    for folder in target.parents:
        if folder == root:
            break
        if folder.is_symlink():
            raise EnvironmentFailure(phrase("This is a symbolic link: {path}", path=str(folder)))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        with target.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(phrase("There is such a file already: {path}", path=path)) from None


def replace(root: Path, texts: Iterable[tuple[str, str]]) -> None:
    """Put new texts into files that are there: each file is the old or the new one, never half."""
    for path, text in texts:
        target = root / path
        mode = target.stat().st_mode
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".achyq-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
                file.write(text)
            os.chmod(name, mode)
            os.replace(name, target)
        except BaseException:
            with contextlib.suppress(OSError):
                os.unlink(name)
            raise

"""Deleting in the browser: drafts and files of stories, and nothing that another file needs.

What is deleted is moved into the cache, below `deleted/`, at the path that it had: until the cache is
thrown away a mistake can be undone by hand.
"""

from __future__ import annotations

import datetime as dt
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from achyq import article
from achyq.admin import attachments
from achyq.admin import files as articles
from achyq.admin.files import Files, Refused
from achyq.editing.speech import Speech
from achyq.yamlwriter import Value

BELOW: Final = "deleted"


def remove(files: Files, path: str, tell: Speech) -> None:
    """Delete an article, or a file of one. Refused when that would leave readers or other files without
    what they have.
    """
    with files.guard:
        _away(files, leaving(files, path, tell))


def leaving(files: Files, path: str, tell: Speech) -> list[Path]:
    """What would be deleted with the file at `path`, and that itself. Refused as `remove` is."""
    if path.endswith(".md"):
        return _article(files, articles.own(path), tell)
    return [attachments.removable(files, path, tell)]


def _article(files: Files, path: str, tell: Speech) -> list[Path]:
    file, front = files.file(path, tell), files.front(path, tell)
    files.text(path, tell)  # refuses what is not there
    if front.get("status") != "draft":
        raise Refused(
            409,
            tell(
                "Only drafts are deleted: readers may know the address of this article. "
                "Withdraw it (in the field Status), or make it a draft first and save."
            ),
        )
    story = article.story_of(path)
    others = [each for each in files.desk().files_of(story) if each != path]
    language = article.language_of(path) or str(front.get("language", ""))
    translations = [each for each in others if _original(files.front(each, tell)) == language]
    if translations:
        message = tell("These are translations of this article, so it was not deleted. Delete them first:")
        raise Refused(409, message, tuple(translations))
    if linking := sorted(_linking(files, path, language)):
        message = tell("These articles lead to this one, so it was not deleted. Change their links first:")
        raise Refused(409, message, tuple(linking))
    folder = files.root / "articles" / story
    with_files = not others and folder.is_dir() and not folder.is_symlink()
    return [file, folder] if with_files else [file]


def _original(front: Mapping[str, Value]) -> str:
    """The language that an article says it is translated from."""
    named = front.get("translated_from", "")
    return str(named.get("language", "")) if isinstance(named, Mapping) else str(named)


def _linking(files: Files, path: str, language: str) -> Iterator[str]:
    """The articles with a link to this one. Cost: every article's bytes are read, few are parsed."""
    name, story = path.removeprefix("articles/"), article.story_of(path)
    mark = f"{story.partition('/')[2]}.".encode()
    for other in files.paths():
        data = (files.root / other).read_bytes()
        record = article.read(other, data).record if other != path and mark in data else None
        if record and any(
            link.path == name or (link.path == f"{story}.md" and record.language == language)
            for link in record.links
        ):
            yield other


def _away(files: Files, paths: list[Path]) -> None:
    """Move them into the cache."""
    now = dt.datetime.now(tz=dt.UTC).strftime("%Y%m%dT%H%M%S")
    top = files.cache / BELOW / f"{now}-{secrets.token_hex(4)}"
    for path in paths:
        target = top / path.relative_to(files.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)

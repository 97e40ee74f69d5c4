"""Pictures and documents of a story as the editor in the browser may see, add and remove them.

They lie in `articles/<year>/<slug>/`, are of a kind that an archive may have (`source.ATTACHMENTS`) and
have nothing that `attachment.check` would say. A file that is there is never written over.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from achyq import article, attachment
from achyq.admin import files as articles
from achyq.admin.files import Files, Refused
from achyq.editing import slug
from achyq.editing.speech import Speech
from achyq.errors import printable
from achyq.source import ATTACHMENTS, MAX_ATTACHMENT

#: Problems that a copy made by the browser, without metadata and smaller, does not have.
MENDABLE: Final = frozenset({"photo-location", "photo-metadata", "heavy-image"})
#: Kinds of pictures that a browser can make such a copy of.
_COPIED: Final = frozenset({".jpg", ".jpeg", ".png", ".webp"})
_PATH: Final = re.compile(r"(articles/[^/]+/[^/]+)/([^/\\\0]+)\Z")


class Attachment(NamedTuple):
    """A file of a story: its `path` in the archive, and how the text of an article names it (`link`)."""

    path: str
    link: str


class Mendable(Refused):
    """A picture that is not taken as it is; a copy without metadata, and smaller, would be."""


def listed(files: Files, path: str, tell: Speech) -> list[Attachment]:
    """The files of the story that the article at `path` belongs to, sorted."""
    folder = _folder(files, articles.own(path).partition(".")[0], tell)
    if not folder.is_dir():
        return []
    return [
        _named(files, each) for each in sorted(folder.iterdir()) if _allowed(each.name) and each.is_file()
    ]


def add(files: Files, path: str, data: bytes, tell: Speech) -> Attachment:
    """Put a file among those of a story. `path` is where, with the name that the editor's file has; in the
    archive it gets one in lower-case ASCII, which no other has. The same content again is the same file.
    """
    folder, name = _place(files, path, tell)
    stem, suffix = os.path.splitext(name)
    suffix = suffix.lower()
    _refuse(f"{slug.of(stem, '')}{suffix}", data, tell)
    with files.guard:
        if not files.desk().files_of(_story(files, folder)):
            raise Refused(404, tell("There is no such article: {path}", path=_shown(files, folder)))
        there = {each.name: each for each in folder.iterdir()} if folder.is_dir() else {}
        for each in there.values():
            if each.suffix == suffix and _same(each, data):
                return _named(files, each)
        taken = {os.path.splitext(each)[0].lower() for each in there}
        target = folder / f"{slug.unique(slug.of(stem, ''), taken)}{suffix}"
        _write(target, data)
    return _named(files, target)


def removable(files: Files, path: str, tell: Speech) -> Path:
    """The file at `path`. Refused when it is no attachment, not there, or when an article shows it."""
    folder, _ = _place(files, path, tell)
    target = files.root / path
    if target.is_symlink() or not target.is_file():
        raise Refused(404, tell("There is no such file: {path}", path=path))
    story = _story(files, folder)
    users = [used for used in files.desk().files_of(story) if _uses(files, used, path)]
    if users:
        raise Refused(
            409,
            tell(
                "Articles show {path}, so it was not deleted. Take it out of their text and save:", path=path
            ),
            tuple(users),
        )
    return target


def _uses(files: Files, used: str, path: str) -> bool:
    data = (files.root / used).read_bytes()
    record = article.read(used, data).record
    if record is None:  # it can't be known where its links lead
        return os.path.basename(path).encode() in data
    return any(link.path == path.removeprefix("articles/") for link in record.links)


def _refuse(name: str, data: bytes, tell: Speech) -> None:
    """Refuse what `check` would have something to say about."""
    if len(data) > MAX_ATTACHMENT:
        raise Refused(
            413, tell("The file is too large: at most {size} MB.", size=MAX_ATTACHMENT // (1024 * 1024))
        )
    if not data:
        raise Refused(422, tell("The file is empty: {path}", path=name))
    problems = attachment.check(name, data)
    if not problems:
        return
    mendable = {problem.code for problem in problems} <= MENDABLE
    kind = Mendable if mendable and os.path.splitext(name)[1] in _COPIED else Refused
    raise kind(422, tell("The file was not taken:"), tuple(tell.problem(problem) for problem in problems))


def _place(files: Files, path: str, tell: Speech) -> tuple[Path, str]:
    """The folder of a story's files, and a name in it. Refused when the path is none of an attachment,
    or leads over a link.
    """
    match = _PATH.fullmatch(path)
    if not match or not _allowed(match[2]) or not article.story_of(f"{match[1]}.md"):
        raise Refused(
            403,
            tell("This can be no file of an article: {path}", path=printable(path)),
            (tell("Files of articles end in one of: {list}.", list=", ".join(sorted(ATTACHMENTS))),),
        )
    return _folder(files, match[1], tell), match[2]


def _folder(files: Files, story: str, tell: Speech) -> Path:
    files.file(f"{story}.md", tell)  # refuses what is none of a story, and links on the way
    folder = files.root / story
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise Refused(403, tell("This is a symbolic link: {path}", path=printable(story)))
    return folder


def _allowed(name: str) -> bool:
    hidden = name.startswith(".") or not name.isprintable()
    return not hidden and os.path.splitext(name)[1].lower() in ATTACHMENTS


def _write(target: Path, data: bytes) -> None:
    """Write a new file, whole or not at all."""
    with contextlib.suppress(FileExistsError):
        target.parent.mkdir()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".achyq-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.link(name, target)  # unlike a rename, it never takes another's place
    finally:
        os.unlink(name)
        with contextlib.suppress(OSError):
            target.parent.rmdir()  # only when it is empty: nothing was written


def _same(file: Path, data: bytes) -> bool:
    return not file.is_symlink() and file.stat().st_size == len(data) and file.read_bytes() == data


def _story(files: Files, folder: Path) -> str:
    return _shown(files, folder).removeprefix("articles/")


def _shown(files: Files, path: Path) -> str:
    return path.relative_to(files.root).as_posix()


def _named(files: Files, path: Path) -> Attachment:
    return Attachment(_shown(files, path), f"{path.parent.name}/{path.name}")

"""The articles as the editor in the browser may read and write them: nothing else, and nothing lost.

A path is an article's or it is refused; a symbolic link on the way is refused. What is saved replaces
the file at once and whole, and only if the file is still what this editor has seen last.
"""

from __future__ import annotations

import json
import re
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from achyq import article, front_matter
from achyq.admin import entry
from achyq.admin.entry import Malformed
from achyq.editing import desk as desks
from achyq.editing import draft
from achyq.editing.desk import Desk
from achyq.editing.speech import Speech
from achyq.errors import Problem, printable
from achyq.messages import said
from achyq.yamlspans import Unreadable

#: Among the values of an article: which state of the file they are of, and who has seen it.
VERSION: Final = "~version"
#: Among those in a list: what is said of an article beside its title.
LINE: Final = "~line"
#: What the editor's program calls an article whose name has no language.
_OWN: Final = re.compile(r"\.md\.[A-Za-z-]+\.md\Z")
#: So many articles of a language are listed, and all drafts; more would make Decap slow.
LISTED: Final = 1000
#: So many openings of articles are remembered.
_MOST: Final = 10_000


class Refused(Exception):
    """A request that is not granted: the `status` of HTTP, why in the editor's language, and the
    problems one by one.
    """

    def __init__(self, status: int, reason: str, problems: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.status, self.reason, self.problems = status, reason, problems


class Place(NamedTuple):
    """Where a new article goes."""

    year: str
    slug: str


class Files:
    """The articles of the archive at `root`; what is deleted of them goes into `cache`. `guard` is held
    while something is written.
    """

    def __init__(self, root: Path, cache: Path) -> None:
        self.root, self.cache = root, cache
        self.guard = threading.Lock()
        self._saved: dict[str, str] = {}
        self._fronts: dict[str, tuple[tuple[int, int, int], dict[str, Any]]] = {}
        self._desk: tuple[object, Desk] | None = None

    def desk(self) -> Desk:
        """The registries as their files are now. Raises InputError when they have problems."""
        files = sorted((self.root / "registry").rglob("*.yml"))
        stats = [(str(path), path.stat()) for path in files]
        state = [(path, stat.st_mtime_ns, stat.st_size) for path, stat in stats]
        if self._desk is None or self._desk[0] != state:
            self._desk = state, desks.open_desk(self.root)
        return self._desk[1]

    # Reading

    def listed(self, language: str, tell: Speech) -> list[tuple[str, dict[str, Any]]]:
        """The articles of a language, newest first: path, and what a list shows of each. Of many, the newest
        and all drafts.
        """
        found = []
        for path in self.paths():
            named = article.language_of(path)
            values = self.front(path, tell) if named in (language, "") else {}
            if (named or values.get("language")) == language:
                found.append((path, _listed(path, values, tell)))
        found.sort(key=lambda one: (one[1]["date"].lstrip("X-"), one[0]), reverse=True)
        return found[:LISTED] + [one for one in found[LISTED:] if one[1]["status"] == "draft"]

    def front(self, path: str, tell: Speech) -> dict[str, Any]:
        """The front matter of a file, remembered as long as the file looks the same; none of a file that
        can't be read.
        """
        try:
            stat = (self.root / path).stat()
            look = stat.st_mtime_ns, stat.st_size, stat.st_ino
            if path not in self._fronts or self._fronts[path][0] != look:
                self._fronts[path] = look, dict(front_matter.parse(self.text(path, tell)).values)
            return self._fronts[path][1]
        except (Unreadable, Refused, OSError):
            return {}

    def paths(self) -> list[str]:
        """The paths of all articles."""
        paths = [path.relative_to(self.root).as_posix() for path in (self.root / "articles").glob("*/*.md")]
        return [path for path in paths if article.story_of(path)]

    def open(self, path: str, tell: Speech) -> dict[str, Any]:
        """An article's values and text, with the version that this editor has now seen."""
        path = own(path)
        text = self.text(path, tell)
        try:
            values = entry.shown(text, self.desk().terms)
        except Unreadable as error:
            raise Refused(422, _unreadable(path, error, tell)) from None
        return {**values, VERSION: f"{_digest(path, text)}.{secrets.token_hex(8)}"}

    def text(self, path: str, tell: Speech) -> str:
        """The text of an article's file. Refused when there is none that can be read."""
        file = self.file(path, tell)
        try:
            with file.open("rb") as opened:
                data = opened.read(article.MAX_FILE + 1)
            if len(data) > article.MAX_FILE:
                raise Refused(413, tell("The file is too large: {path}", path=path))
            return data.decode()
        except (FileNotFoundError, IsADirectoryError):
            raise Refused(404, tell("There is no such article: {path}", path=path)) from None
        except UnicodeDecodeError:
            raise Refused(422, tell("The file is not UTF-8 text: {path}", path=path)) from None

    def file(self, path: str, tell: Speech) -> Path:
        """The file of an article. Refused when the path is none of an article, or leads over a link."""
        if not article.story_of(path):
            raise Refused(403, tell("This is no article: {path}", path=printable(path)))
        file = self.root / path
        if any(part.is_symlink() for part in (file, file.parent, file.parent.parent)):
            raise Refused(403, tell("This is a symbolic link: {path}", path=path))
        return file

    # Writing

    def place(self, data: Mapping[str, Any], tell: Speech) -> Place:
        """Where a new article would go. Refused with what is wrong with it."""
        made = self._composed(data, tell)
        year, _, slug = article.story_of(made.path).partition("/")
        return Place(year, slug)

    def _composed(self, data: Mapping[str, Any], tell: Speech, slug: str = "") -> draft.Draft:
        desk = self.desk()
        values = entry.new(data, desk.terms)
        missing = [name for name in ("title", "language") if name not in values]
        if missing:
            raise Refused(422, tell("These are missing: {list}", list=", ".join(missing)))
        made = draft.compose(desk, values, entry.body(data), slug)
        _refuse_faults(made.problems, (), tell)
        return made

    def create(self, path: str, data: Mapping[str, Any], tell: Speech) -> None:
        """Write a new article where `place` said. Refused when something is there."""
        self.file(path, tell)
        story = article.story_of(path)
        with self.guard:
            if there := self.desk().files_of(story):
                raise Refused(409, tell("There is such an article already: {path}", path=there[0]))
            made = self._composed(data, tell, story.partition("/")[2])
            if made.path != path:
                raise Refused(409, tell("A new article with these values belongs at {path}", path=made.path))
            desks.create(self.root, path, made.text)

    def check(self, path: str, data: Mapping[str, Any], tell: Speech) -> None:
        """Refused when the values can't be saved as they are."""
        self._merged(path, data, tell)

    def save(self, path: str, data: Mapping[str, Any], tell: Speech) -> None:
        """Put what an editor changed into the file, whole or not at all."""
        with self.guard:
            old, new = self._merged(path, data, tell)
            if new != old:
                desks.replace(self.root, [(path, new)])
            _, _, who = str(data.get(VERSION, "")).partition(".")
            self._saved[who] = _digest(path, new)
            while len(self._saved) > _MOST:
                del self._saved[next(iter(self._saved))]

    def _merged(self, path: str, data: Mapping[str, Any], tell: Speech) -> tuple[str, str]:
        """The text of the file as it is and as it shall be."""
        old = self.text(path, tell)
        seen, _, who = str(data.get(VERSION, "")).partition(".")
        if not who or self._saved.get(who, seen) != _digest(path, old):
            raise Refused(
                409,
                tell(
                    "The file has been changed by someone else since you opened it, so nothing was saved. "
                    "Copy what you wrote, then load this page again."
                ),
            )
        desk = self.desk()
        try:
            new = entry.merged(old, data, desk.terms)
        except Unreadable as error:
            raise Refused(422, _unreadable(path, error, tell)) from None
        if len(new.encode("utf-8", "surrogatepass")) > article.MAX_FILE:
            raise Refused(413, tell("The file is too large: {path}", path=path))
        _refuse_faults(desks.check(desk, path, new), desks.check(desk, path, old), tell)
        return old, new


def own(path: str) -> str:
    """The path of the file that the editor's program means."""
    return _OWN.sub(".md", path)


def read(raw: str) -> dict[str, Any]:
    """The values in the text that the editor's program makes of them. Raises Malformed."""
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        raise Malformed("JSON") from None
    if not isinstance(data, dict):
        raise Malformed("JSON")
    return data


def _digest(path: str, text: str) -> str:
    return article.digest_of(path, text.encode())


def _listed(path: str, values: Mapping[str, Any], tell: Speech) -> dict[str, Any]:
    year = path.split("/")[1]
    # A translation has its dates from its original; its folder has the year at least.
    date = str(values.get("date") or values.get("event_date") or year.replace("undated", ""))
    status = str(values.get("status") or "published")
    named = {"draft": tell("Draft"), "withdrawn": tell("Withdrawn")}
    line = [date or tell("no date"), *([named[status]] if status in named else [])]
    return {
        "title": str(values.get("title") or path),
        "date": date,
        "year": year,
        "status": status,
        LINE: " · ".join(line).replace("-", "\N{NON-BREAKING HYPHEN}"),
    }


def _unreadable(path: str, error: Unreadable, tell: Speech) -> str:
    reason = said(error.reason, tell.locale)
    return tell(
        "This article must be mended in its file first: {place} {reason}",
        place=f"{path}:{error.line}:", reason=reason,
    )  # fmt: skip


def _refuse_faults(problems: tuple[Problem, ...], known: tuple[Problem, ...], tell: Speech) -> None:
    """Refuse what has errors; those that were there before may stay."""
    before = {(problem.code, problem.field, problem.message) for problem in known}
    faults = [
        problem
        for problem in problems
        if problem.severity == "error" and (problem.code, problem.field, problem.message) not in before
    ]
    if faults:
        raise Refused(422, tell("Not saved:"), tuple(tell.problem(problem) for problem in faults))

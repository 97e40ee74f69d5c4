"""The files of an archive: found without following links, read once, remembered by content.

Reading is the first step of a build: `scan` lists the files, `read` gives a record for each
article, from the read cache where the file has not changed.
"""

from __future__ import annotations

import functools
import os
import stat
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from achyq import article, attachment, filetext, glossary, ledger, readings, registry, registry_files
from achyq.article import Record
from achyq.bodies import Bodies
from achyq.errors import InputError, Problem, UsageError
from achyq.glossary import Concept
from achyq.ledger import Ledger
from achyq.messages import phrase
from achyq.readings import Inspect, Known, Signature
from achyq.registry import Registry
from achyq.schema import Report
from achyq.version import code_version

#: Attachments an article may have beside it; nothing that a browser would run.
ATTACHMENTS = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".pdf", ".csv", ".txt"}
#: Slashes in the path of the deepest folder that is looked into.
_DEEPEST = 6
MAX_ATTACHMENT = 20 * 1024 * 1024


class Found(NamedTuple):
    """A regular file: `path` relative to the archive, and what tells that it was changed."""

    path: str
    signature: Signature


class Files(NamedTuple):
    """The files of an archive's folders, sorted by path."""

    articles: tuple[Found, ...]
    attachments: tuple[Found, ...]
    registries: tuple[Found, ...]


class Sources(NamedTuple):
    """All that was read: article files by path, registries and their digest, digests of attachments,
    the paths of each story's article files, the ids of those with one that could not be read, and
    warnings about attachments.
    """

    files: dict[str, Known]
    terms: dict[str, Registry]
    glossary: tuple[Concept, ...]
    terms_digest: str
    attachments: dict[str, str]
    stories: dict[str, list[str]]
    unread: frozenset[str]
    warnings: tuple[Problem, ...] = ()
    opened: dict[str, Record] | None = None

    def mark(self, story: str) -> str:
        """A text that differs when a file of the story differs."""
        return "".join(self.files[path].digest for path in self.stories[story])

    def mark_of(self, path: str) -> str:
        """A text that differs when what a link to `path` (below articles/) leads to differs."""
        if path.endswith(".md"):
            story = article.story_of(f"articles/{path}")
            return self.mark(story) if story in self.stories else "-"
        return self.attachments.get(path, "-")

    def records(self, story: str) -> list[Record]:
        """What the story's files say, those that could be read. With `opened`, which takes memory,
        each is unpacked once.
        """
        paths = [path for path in self.stories.get(story, ()) if self.files[path].packed]
        if self.opened is None:
            return [self.files[path].record for path in paths]
        for path in paths:
            if path not in self.opened:
                self.opened[path] = self.files[path].record
        return [self.opened[path] for path in paths]


def scan(root: Path, report: Report) -> Files:
    """List the archive's own files. Symbolic links and unexpected files are problems."""
    if not (root / "articles").is_dir():
        raise UsageError(
            phrase("This is no archive, it has no folder articles/: {path}", path=root.name or str(root))
        )
    articles: list[Found] = []
    attachments: list[Found] = []
    for found in _walk(root, "articles", report):
        name = found.path.rsplit("/", 1)[-1]
        suffix = os.path.splitext(name)[1].lower()
        if suffix == ".md":
            articles.append(found)
        elif name.startswith("."):
            continue
        elif suffix in ATTACHMENTS and found.path.count("/") == 3:
            if found.signature[0] > MAX_ATTACHMENT:
                report(
                    Problem(
                        found.path,
                        0,
                        0,
                        "too-large",
                        phrase("The attachment is over {limit} MB", limit=20),
                        phrase("Make it smaller, or link to where it is."),
                    )
                )
            attachments.append(found)
        else:
            report(
                Problem(
                    found.path,
                    0,
                    0,
                    "unexpected-file",
                    phrase("This file is neither an article nor an attachment"),
                    phrase(
                        "Attachments lie in articles/<year>/<slug>/ and end in one of: {list}.",
                        list=", ".join(sorted(ATTACHMENTS)),
                    ),
                )
            )
    registries = [f for f in _walk(root, "registry", report) if not f.path.rsplit("/", 1)[1].startswith(".")]
    _check_case(articles + attachments, report)
    return Files(tuple(articles), tuple(attachments), tuple(registries))


def _walk(root: Path, folder: str, report: Report) -> Iterator[Found]:
    if (root / folder).is_symlink():
        report(_not_a_file(folder))
        return
    try:
        entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        path = f"{folder}/{entry.name}"
        if not path.isprintable():
            shown = path.encode("utf-8", "backslashreplace").decode().encode("unicode_escape").decode("ascii")
            message = phrase("The name holds characters that are no text")
            report(Problem(shown, 0, 0, "bad-path", message, phrase("Rename it.")))
            continue
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode) and path.count("/") >= _DEEPEST:
            hint = phrase("Attachments lie in articles/<year>/<slug>/, and no deeper.")
            report(Problem(path, 0, 0, "unexpected-file", phrase("A folder can't be here"), hint))
        elif stat.S_ISDIR(status.st_mode):
            yield from _walk(root, path, report)
        elif stat.S_ISREG(status.st_mode):
            yield Found(path, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))
        else:
            report(_not_a_file(path))


def _not_a_file(path: str) -> Problem:
    return Problem(
        path,
        0,
        0,
        "symbolic-link",
        phrase("This is a link or a special file, not a file of the archive"),
        phrase("Put the file itself here: nothing outside the archive is read or published."),
    )


def _check_case(files: Iterable[Found], report: Report) -> None:
    seen: dict[str, str] = {}
    for found in files:
        other = seen.setdefault(unicodedata.normalize("NFC", found.path).casefold(), found.path)
        if other != found.path:
            report(
                Problem(
                    found.path,
                    0,
                    0,
                    "case-collision",
                    phrase(
                        "This name differs from {path} only in case or in how letters are coded", path=other
                    ),
                    phrase("Some computers can't hold both: rename one."),
                )
            )


def read(
    root: Path,
    files: Files,
    cache: Path,
    last: Ledger[Known],
    bodies: Bodies | None,
    report: Report,
    jobs: int,
    tick: Callable[[int], None],
    inspect: Inspect | None = None,
) -> Sources:
    """Read articles, registries and attachments, and report the problems of every file; see
    `readings.read`.
    """
    vocabulary = functools.cache(partial(_registries, root, files, cache, report))
    known = readings.read(root, files.articles, last, bodies, jobs, tick, inspect, vocabulary)
    stories: dict[str, list[str]] = {}
    unread = set()
    for path, reading in known.items():
        for problem in reading.problems:
            report(problem)
        story = article.story_of(path)
        stories.setdefault(story, []).append(path)
        if not reading.packed:
            unread.add(story)
    attachments: dict[str, str] = {}
    warnings: list[Problem] = []
    for found in files.attachments:
        data = (root / found.path).read_bytes()
        attachments[found.path.removeprefix("articles/")] = article.digest_of("", data)
        for problem in attachment.check(found.path, data):
            (report if problem.severity == "error" else warnings.append)(problem)
    return Sources(known, *vocabulary(), attachments, stories, frozenset(unread), tuple(warnings))


def _registries(
    root: Path, files: Files, cache: Path, report: Report
) -> tuple[dict[str, Registry], tuple[Concept, ...], str]:
    """The registries and the glossary, from the cache if their files and the code are the same, and
    their digest.
    """
    kinds = (*registry.KINDS, glossary.KIND)
    texts: dict[str, list[tuple[str, str]]] = {kind: [] for kind in kinds}
    whole = []
    problems: list[Problem] = []
    for found in files.registries:
        data = (root / found.path).read_bytes()
        whole.append(article.digest_of(found.path, data))
        kind = found.path.split("/")[1].removesuffix(".yml")
        if kind not in texts or found.path.count("/") > 2 or not found.path.endswith(".yml"):
            report(
                Problem(
                    found.path,
                    0,
                    0,
                    "unexpected-file",
                    phrase("This is not a registry"),
                    phrase(
                        "Registries are registry/<kind>.yml or registry/<kind>/*.yml; kinds: {list}.",
                        list=", ".join(kinds),
                    ),
                )
            )
            continue
        try:
            texts[kind].append((found.path, filetext.text_of(found.path, data)))
        except InputError as error:
            problems += error.problems
    digest = article.digest_of(code_version(), "".join(whole).encode())
    stored = cache / "registries.pickle"
    try:
        made_from, terms, concepts = ledger.load(stored)
        if made_from == digest:
            return dict(terms), tuple(concepts), digest
    except ledger.UNREADABLE:
        pass  # a missing or damaged cache is an empty one
    raw = {kind: registry_files.read(kind, texts[kind], problems.append) for kind in registry.KINDS}
    terms = registry_files.link(raw, problems.append, registry_files.unread(problems))
    concepts = glossary.read(texts[glossary.KIND], terms, problems.append)
    for problem in problems:
        report(problem)
    if not problems:
        ledger.store(stored, (digest, terms, concepts))
    return terms, concepts, digest

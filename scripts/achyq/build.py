"""Building a site: one flat list of steps from files to a published folder."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from achyq import library as libraries
from achyq import likeness, plan, publish, source, tree
from achyq.bodies import Bodies
from achyq.chrome import Chrome, Job
from achyq.digests import digest
from achyq.errors import EnvironmentFailure, InputError, Problem
from achyq.export import collection
from achyq.index import Index
from achyq.ledger import CACHE, Ledger
from achyq.library import Joined, Library
from achyq.messages import phrase
from achyq.plan import Output
from achyq.readings import Inspect, Known
from achyq.related import Around
from achyq.render import BodyOf, Renderer
from achyq.search import index, synonyms
from achyq.source import Sources
from achyq.version import code_version
from achyq.view import Site
from achyq.workers import Aside, Crew, default_jobs, give_back, without_gc


class Options(NamedTuple):
    """What to build: the archive's folder, where to publish, and how. Without `data`, the files that hold
    the whole archive, and the checksums, are left out: each edit changes them. The SQLite `database`, one of
    these files, is made on request only: its index of all texts takes longer than all else after an edit.
    Without `cards`, the pictures of pages are left out: no browser asks for them.
    """

    root: Path
    site: Path
    jobs: int = 0
    cache: bool = True
    drafts: bool = False
    data: bool = True
    cards: bool = True
    database: bool = False


class Summary(NamedTuple):
    """What a build did. `bytes` is the size of the site; `problems` are warnings."""

    articles: int
    stories: int
    drafts: int
    outputs: int
    rendered: int
    written: int
    removed: int
    bytes: int
    seconds: float


class Progress(Protocol):
    """Is told how far a build is; the command line shows it."""

    def step(self, name: str, total: int) -> None:
        """A step with `total` items of work begins."""

    def advance(self, count: int) -> None:
        """`count` more items of the step are done."""


class Silent:
    """Shows no progress."""

    def step(self, name: str, total: int) -> None:
        """Do nothing."""

    def advance(self, count: int) -> None:
        """Do nothing."""


class Onlooker(Protocol):
    """Is shown what a build reads and makes; the preview shows it to editors."""

    @property
    def inspect(self) -> Inspect:
        """What to look for in each file that is read."""
        ...

    def loaded(self, sources: Sources, library: Library, problems: Sequence[Problem], cache: Path) -> None:
        """All was read; with `problems`, the build ends here."""

    def published(self, renderer: Renderer) -> None:
        """The site is what `renderer` makes."""


def run(
    options: Options,
    progress: Progress | None = None,
    chrome: Chrome | None = None,
    onlooker: Onlooker | None = None,
) -> Summary:
    """Build the archive at `options.root` and publish it at `options.site`.

    `chrome` is given when MkDocs has made it already (`mkdocs build`). Raises InputError with all
    problems when there are any; then nothing is published. Cost, on one core: about 0.5 ms for a
    new article and its share of the listings, 30 µs for an unchanged one.
    """
    started = time.perf_counter()
    progress = progress or Silent()
    jobs = options.jobs or default_jobs()
    with (
        _lock(options.root),
        _cache(options) as cache,
        without_gc(),
        contextlib.ExitStack() as processes,
    ):
        inspection = Aside(jobs, tree.inspect, options.site, cache)
        processes.callback(inspection.stop)
        job = None if chrome else Job(options.root, cache)
        if job:
            processes.callback(job.stop)
        crew = Crew(jobs)
        processes.callback(crew.stop)
        if not index.is_there(cache, code_version()):
            crew.start()  # before there is an archive in memory
        library, bodies = load(options, cache, progress, jobs, onlooker)
        give_back()
        chrome = chrome or (job.result() if job else None)
        assert chrome is not None
        body_of = partial(_body, options.root, bodies)
        progress.step(phrase("Indexing"), 0)
        # A small change of the index is made beside the plan; a large one takes all processors itself.
        beside = jobs if library.renewed <= _FEW else 1
        indexing = Aside(beside, _index, library, cache, body_of, Crew(1) if beside > 1 else crew)
        processes.callback(indexing.stop)
        version = code_version()
        listed = Index(library)
        exporting = None
        if options.data:
            asked = (chrome.site_url, cache, version, body_of, options.database)
            exporting = Aside(jobs, collection.update, listed, *asked)
            processes.callback(exporting.stop)
        alike = likeness.update(library.stories, version, cache)
        site = Site(library, listed, Around(listed, alike), chrome.site_url, chrome.pages())
        planned = plan.outputs(site, chrome.shells, version, cache, jobs)
        if not options.cards:
            planned = (output for output in planned if output.job[0] != "card")
        outputs = [*chrome.outputs(), *planned, *indexing.result(), _MARKER]
        if exporting:
            outputs += [Output(path, key, ("exported", path)) for path, key in exporting.result()]
            key = digest(version, *(part for output in outputs for part in output[:2]))
            outputs.append(Output(tree.SUMS, key, publish.CHECKSUMS))
        _check_collisions(outputs)
        renderer = Renderer(
            site, chrome, body_of, options.root, index.reader(cache, version), collection.reader(cache)
        )
        progress.step(phrase("Publishing"), len(outputs))
        done = publish.publish(
            outputs, renderer, options.site, cache, inspection.result, jobs, progress.advance
        )
        bodies.prune({article.body for story in library.stories for article in story.articles.values()})
        bodies.close()
        if onlooker:
            onlooker.published(renderer)
    return Summary(
        articles=sum(
            len([a for a in story.articles.values() if not a.automatic]) for story in library.stories
        ),
        stories=len(library.stories),
        drafts=library.drafts,
        outputs=len(outputs),
        rendered=done.rendered,
        written=done.written,
        removed=done.removed,
        bytes=done.bytes,
        seconds=round(time.perf_counter() - started, 3),
    )


#: So many changed stories are few: their words are found in less time than a plan takes.
_FEW = 20


def _index(library: Library, cache: Path, body_of: BodyOf, crew: Crew) -> list[Output]:
    """The files of the search index, brought up to date, as outputs."""
    files = index.update(library, synonyms.of(library.glossary), cache, code_version(), body_of, crew)
    return [Output(path, key, ("indexed", path)) for path, key in files]


_MARKER = Output(publish.MARKER, b"1", ("marker",))


def load(
    options: Options, cache: Path, progress: Progress, jobs: int, onlooker: Onlooker | None = None
) -> tuple[Library, Bodies]:
    """Read and check an archive: its library and its bodies. Raises InputError."""
    problems: list[Problem] = []
    report = problems.append
    files = source.scan(options.root, report)
    version = code_version()
    readings: Ledger[Known] = Ledger(cache, "readings", version)
    bodies = Bodies(cache, version)
    progress.step(phrase("Reading"), len(files.articles))
    inspect = onlooker.inspect if onlooker else None
    sources = source.read(
        options.root, files, cache, readings, bodies, report, jobs, progress.advance, inspect
    )
    readings.save(sources.files)
    joined: Ledger[Joined] = Ledger(cache, "stories", f"{version} {sources.terms_digest} {options.drafts}")
    library = libraries.build(sources, joined, report, options.drafts)
    if onlooker:
        onlooker.loaded(sources, library, problems, cache)
    if problems:
        raise InputError(problems)
    return library, bodies


def _body(root: Path, bodies: Bodies, path: str, digest: str) -> str:
    """The HTML of an article's text: from the cache, or rendered again if that was deleted."""
    html = bodies.get(digest)
    if html is None:
        from achyq import article as articles

        html = articles.read(path, (root / path).read_bytes()).body
    return html


def _check_collisions(outputs: list[Output]) -> None:
    counts = Counter(output.path for output in outputs)
    if len(counts) < len(outputs):
        raise InputError(
            Problem(
                f"docs/{path}",
                0,
                0,
                "case-collision",
                phrase("Two things want to be the page {path}", path=path),
                phrase("Rename the page in docs/ or the term."),
            )
            for path, count in counts.items()
            if count > 1
        )


@contextlib.contextmanager
def _cache(options: Options) -> Iterator[Path]:
    """The cache folder; one that is thrown away when no cache is wanted."""
    if options.cache:
        folder = options.root / CACHE
        folder.mkdir(exist_ok=True)
        yield folder
        return
    temporary = Path(tempfile.mkdtemp(prefix="achyq-"))
    try:
        yield temporary
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


@contextlib.contextmanager
def _lock(root: Path) -> Iterator[None]:
    """Only one build of an archive at a time: its folder is what they lock."""
    try:
        import fcntl
    except ImportError:  # not on Windows
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = phrase("Another build of this archive is running: wait until it is done.")
            raise EnvironmentFailure(message) from None
        yield
    finally:
        os.close(folder)

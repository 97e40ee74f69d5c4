"""What the preview shows: the last site, and the stories that differ from it as their files are now."""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from achyq.check import archive, text
from achyq.check.archive import Checked
from achyq.check.changes import story_of
from achyq.errors import Problem
from achyq.ledger import Ledger
from achyq.library import Library, pages_of
from achyq.locale import LOCALES
from achyq.preview import look, notes
from achyq.preview.ahead import Ahead
from achyq.preview.look import AMONG_STORIES, Loaded, Look
from achyq.readings import Inspect
from achyq.render import Renderer
from achyq.source import Sources
from achyq.version import code_version

CODES: Final = tuple(locale.code for locale in LOCALES)
_ARTICLE = re.compile(r"/([A-Za-z-]+)/((?:[0-9]{4}|undated)/[a-z0-9-]+)/(?:index\.html)?\Z")
#: Beyond so many changed stories, what is wrong in them waits for the build.
_MANY: Final = 20
_HEAD: Final = '<link rel="stylesheet" href="/~achyq/preview.css"></head>'
_EMPTY: Final = "<!doctype html><html><head><title>Achyq</title></head><body></body></html>"


class Page(NamedTuple):
    """A page as the preview shows it; `version` differs when anything of it differs."""

    html: str
    version: str
    found: bool


class Seen(NamedTuple):
    """What the last build read and made, and what is wrong: replaced as a whole."""

    loaded: Loaded | None = None
    renderer: Renderer | None = None
    problems: tuple[Problem, ...] = ()
    by_story: dict[str, list[Problem]] = {}  # noqa: RUF012 (never changed)
    failure: str = ""


class Preview:
    """The state that builds, the server's threads and the watcher share; an `Onlooker` of builds.

    `lang` is the language of messages ('' for that of each page), `otherwise` that of pages in none.
    Where articles are `editable` in the browser, their pages lead there.
    """

    def __init__(
        self, root: Path, site: Path, drafts: bool, lang: str, otherwise: str, editable: bool = False
    ) -> None:
        self.editable = editable
        self.root, self.site, self.drafts = root, site, drafts
        self.lang, self.otherwise = lang, otherwise
        self._seen = Seen()
        self._touched: frozenset[str] = frozenset()
        self._behind: frozenset[str] = frozenset()
        self._ahead: Ahead | None = None
        self._looking_ahead = threading.Lock()
        self._looks: dict[str, tuple[Loaded, Look]] = {}
        self._checked: Ledger[Checked] | None = None
        self._checked_of = ""
        self._guard = threading.Lock()
        self._listeners: set[Callable[[], None]] = set()

    @property
    def inspect(self) -> Inspect:
        """What `achyq check` looks for in a text."""
        return text.inspect

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong, as of the last build."""
        return self._seen.problems

    # What happens

    def loaded(self, sources: Sources, library: Library, problems: Sequence[Problem], cache: Path) -> None:
        """A build has read everything."""
        made_of = f"{code_version()} {sources.terms_digest}"
        if self._checked is None or self._checked_of != made_of:
            self._checked = Ledger(cache, "checked" if self.drafts else "checked-published", made_of)
            self._checked_of = made_of
        found = tuple(sorted({*problems, *archive.warnings(sources, library, self._checked)}))
        by_story: dict[str, list[Problem]] = {}
        for problem in found:
            by_story.setdefault(story_of(problem.path), []).append(problem)
        pages = frozenset(pages_of(library.stories, library.withdrawn))
        loaded = Loaded(sources, library, pages, self.drafts, self.inspect)
        with self._guard:
            self._seen = self._seen._replace(loaded=loaded, problems=found, by_story=by_story)
            self._touched = frozenset(s for s in self._touched if self._differs(s, loaded))
            self._looks = {}
        self.tell()

    def published(self, renderer: Renderer) -> None:
        """A build has made the site."""
        marks = renderer.site.library.marks
        with self._guard:
            self._seen = self._seen._replace(renderer=renderer, failure="")
            self._behind = frozenset(s for s in self._behind if self._mark(s, self._seen) != marks.get(s, ""))
            self._ahead = None
        self.tell()

    def failed(self, failure: str) -> None:
        """A build came to nothing for a reason that is no problem of a file."""
        with self._guard:
            self._seen = self._seen._replace(failure=failure)
        self.tell()

    def touched(self, paths: Iterable[str]) -> None:
        """Files of the archive (relative to it) were changed just now."""
        stories = {story for path in paths if path.endswith(".md") and (story := story_of(path))}
        with self._guard:
            self._touched, self._behind = (
                together if len(together := known | stories) <= _MANY else frozenset()
                for known in (self._touched, self._behind)
            )
        self.tell()

    def listen(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` whenever pages may have changed; gives what ends that."""
        with self._guard:
            self._listeners.add(listener)
        return lambda: self._listeners.discard(listener)

    def tell(self) -> None:
        """Pages may have changed."""
        for listener in tuple(self._listeners):
            listener()

    # What is shown

    def page(self, path: str) -> Page:
        """The page at an address: of the last site, or of the article's files as they are now."""
        seen = self._seen
        match = _ARTICLE.match(path)
        code = path.split("/")[1] if path.count("/") > 1 else ""
        locale = code if code in CODES else self.otherwise
        story = match[2] if match and code in CODES else ""
        here, others, count = self._problems(seen, story)
        html, marked = None, ""
        if story:
            html = self._article(seen, code, story, here)
            marked = self._file(seen, code, story) if html else ""
        elif code in CODES:
            html = self._list(seen, code, path)
        found = html is not None
        if html is None:
            html, found = self._file_of_site(path)
        panel = notes.panel(story, here, others, count, seen.failure, marked, self.lang or locale)
        if self.editable and story and (self.root / f"articles/{story}.{code}.md").is_file():
            panel = notes.edit(story, code, self.lang or locale) + panel
        version = hashlib.blake2b(f"{html}\0{panel}".encode(), digest_size=8).hexdigest()
        script = f'<script src="/~achyq/preview.js" data-version="{version}" defer></script>'
        html = html.replace("</head>", _HEAD, 1)
        end = html.rfind("</body>")
        html = f"{html[:end]}{panel}{script}{html[end:]}"
        if count.errors:
            html = html.replace("<title>", f"<title>({count.errors}) ", 1)
        return Page(html, version, found)

    def _article(self, seen: Seen, locale: str, story: str, here: Sequence[Problem]) -> str | None:
        """The page of an article, when it is not what the site has."""
        if not (seen.loaded and seen.renderer):
            return None
        library = seen.renderer.site.library
        if library.terms_digest != seen.loaded.sources.terms_digest:
            return None  # what it names may not be in the site's registries
        now = self._look(story, seen.loaded)
        if now.mark == library.marks.get(story, "") and not here:
            return None
        return look.page(now, locale, story, seen.renderer, here, self.lang or locale)

    def _list(self, seen: Seen, locale: str, path: str) -> str | None:
        """A page that is no article's, when stories are not as the site has them."""
        if not (seen.loaded and seen.renderer and self._behind):
            return None
        library = seen.renderer.site.library
        if library.terms_digest != seen.loaded.sources.terms_digest:
            return None
        looks = {story: self._look(story, seen.loaded) for story in sorted(self._behind)}
        looks = {story: now for story, now in looks.items() if now.mark != library.marks.get(story, "")}
        problems = [p for p in seen.problems if story_of(p.path) not in looks]
        problems += [problem for now in looks.values() for problem in now.problems]
        if not looks or any(problem.severity == "error" for problem in problems):
            return None  # nothing is published before that is mended
        with self._looking_ahead:
            if self._ahead is None or not self._ahead.shows(seen.renderer, looks):
                self._ahead = Ahead(seen.renderer, looks)
            ahead = self._ahead
        return ahead.page(locale, path.strip("/") + "/index.html" * path.endswith("/"))

    def _file(self, seen: Seen, locale: str, story: str) -> str:
        """The file that an article's page is made of; '' for an automatic twin."""
        assert seen.loaded
        shown = look.shown(self._look(story, seen.loaded), locale)
        return "" if shown is None or shown.automatic else shown.path

    def _problems(self, seen: Seen, story: str) -> tuple[Sequence[Problem], Sequence[Problem], notes.Count]:
        """The problems of a story, those of others, and how many there are."""
        now = {story: self._now(seen, story)} if story else {}
        now |= {touched: self._now(seen, touched) for touched in self._touched if touched != story}
        if all(list(problems) == seen.by_story.get(s, []) for s, problems in now.items()):
            everything: Sequence[Problem] = seen.problems
        else:
            kept = [problem for problem in seen.problems if story_of(problem.path) not in now]
            everything = sorted([*kept, *(problem for found in now.values() for problem in found)])
        here = now.get(story, ())
        others = [p for p in everything if story_of(p.path) != story] if story else everything
        errors = sum(problem.severity == "error" for problem in everything)
        return here, others, notes.Count(errors, len(everything) - errors)

    def _now(self, seen: Seen, story: str) -> Sequence[Problem]:
        """What is wrong in a story's files as they are now."""
        known = seen.by_story.get(story, [])
        if not seen.loaded or not self._differs(story, seen.loaded):
            return known
        kept = [p for p in known if p.code in AMONG_STORIES or not p.path.endswith(".md")]
        return sorted([*kept, *self._look(story, seen.loaded).problems])

    def _mark(self, story: str, seen: Seen) -> str:
        return look.mark_of(self.root, story, seen.loaded.sources) if seen.loaded else ""

    def _differs(self, story: str, loaded: Loaded) -> bool:
        mark = loaded.sources.mark(story) if story in loaded.sources.stories else ""
        return look.mark_of(self.root, story, loaded.sources) != mark

    def _look(self, story: str, loaded: Loaded) -> Look:
        mark = look.mark_of(self.root, story, loaded.sources)
        known = self._looks.get(story)
        if known and known[0] is loaded and known[1].mark == mark:
            return known[1]
        found = look.at(self.root, story, loaded)
        self._looks[story] = (loaded, found)
        return found

    def _file_of_site(self, path: str) -> tuple[str, bool]:
        """A page of the last site, or its page that says there is none."""
        file = self.site / path.strip("/")
        file = file / "index.html" if path.endswith("/") else file
        for candidate, found in ((file, True), (self.site / "404.html", False)):
            if candidate.is_file():
                return candidate.read_text("utf-8"), found
        return _EMPTY, True  # nothing was ever built: all there is to show is why

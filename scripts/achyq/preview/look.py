"""A look at one story: its files as they are now, read by the build's own steps, without a build."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from achyq import article, article_page, links, markdown
from achyq import library as libraries
from achyq.check import story as check
from achyq.errors import Problem
from achyq.library import Library
from achyq.locale import LOCALES
from achyq.preview import notes
from achyq.readings import Inspect, Known, known_of
from achyq.related import NOTHING
from achyq.render import Renderer
from achyq.source import Sources
from achyq.story import Article, Story

#: Problems that a story has with others, which only a look at all can find.
AMONG_STORIES = frozenset({"near-duplicate", "same-source"})


class Loaded(NamedTuple):
    """What was last read: all sources, the library of them, the pages it has."""

    sources: Sources
    library: Library
    pages: frozenset[tuple[str, str]]
    drafts: bool
    inspect: Inspect


class Look(NamedTuple):
    """A story's files: the digests of all (`mark`), the bytes of each by its path, what they were joined
    to, and what is wrong in them (`AMONG_STORIES` apart). `lines` says where the keys of each stand.
    """

    mark: str
    files: dict[str, bytes]
    lines: dict[str, dict[str, tuple[int, int]]]
    story: Story | None
    withdrawn: tuple[Article, ...]
    problems: tuple[Problem, ...]


def at(root: Path, story: str, loaded: Loaded) -> Look:
    """The story as it is now. Cost: some milliseconds; what did not change is not read anew."""
    sources = loaded.sources
    files = dict(_files(root, story, sources))
    known = {path: _reading(path, data, loaded) for path, data in files.items()}
    mark = "".join(reading.digest for reading in known.values())
    unread = {story} if any(not reading.packed for reading in known.values()) else set()
    others = {id_: paths for id_, paths in sources.stories.items() if id_ != story}
    sources = sources._replace(
        files={**sources.files, **known},
        stories={**others, **({story: [*known]} if known else {})},
        unread=sources.unread - {story} | unread,
    )
    if not known:
        return Look("", {}, {}, None, (), ())
    joined = libraries.join_files(story, mark, sources, loaded.drafts)
    stories = (joined.story,) if joined.story else ()
    pages = {page for page in loaded.pages if page[0] != story}
    pages |= libraries.pages_of(stories, joined.withdrawn)
    problems = [problem for reading in known.values() for problem in reading.problems]
    problems += joined.problems
    problems += links.broken(story, pages, sources)
    if joined.story:
        problems += check.check(joined.story, sources.records(story), sources.terms)
    for reading in known.values():
        problems += reading.findings.warnings
    lines = {record.path: record.lines for record in sources.records(story)}
    found = tuple(sorted(set(problems)))
    return Look(mark, files, lines, joined.story, joined.withdrawn, found)


def _files(root: Path, story: str, sources: Sources) -> Iterable[tuple[str, bytes]]:
    """The paths and bytes of a story's files that are there."""
    usual = [f"articles/{story}.md", *(f"articles/{story}.{locale.code}.md" for locale in LOCALES)]
    for path in sorted({*sources.stories.get(story, ()), *usual}):
        file = root / path
        if file.is_file() and not file.is_symlink():
            yield path, file.read_bytes()


def _reading(path: str, data: bytes, loaded: Loaded) -> Known:
    old, digest = loaded.sources.files.get(path), article.digest_of(path, data)
    if old and old.digest == digest:
        return old
    return known_of(digest, article.read(path, data), True, loaded.inspect)


def mark_of(root: Path, story: str, sources: Sources) -> str:
    """The mark of the story's files as they are now; '' when there are none."""
    return "".join(article.digest_of(path, data) for path, data in _files(root, story, sources))


def shown(look: Look, locale: str) -> Article | None:
    """The article that the story's page in that locale shows."""
    if look.story and (found := look.story.articles.get(locale)):
        return found
    return next((one for one in look.withdrawn if one.language == locale), None)


def page(
    look: Look, locale: str, story: str, renderer: Renderer, problems: Iterable[Problem], language: str
) -> str | None:
    """The page of the story in that locale, with notes, in a `language`, on the `problems` of its file
    where they are; None when it has no such page. Without problems it is what the build makes.
    """
    article_ = shown(look, locale)
    if article_ is None:
        return None
    whole = look.story
    if whole is None or article_.status == "withdrawn":
        whole = Story(story, article_, {locale: article_})
    text = article.without_front_matter(look.files[article_.path])
    # An automatic twin is made of a file in the other script: its problems are shown on that one's page.
    mine = [] if article_.automatic else [p for p in problems if p.path == article_.path]
    body = markdown.render(text, article_.automatic or locale, story, places=True).html
    last = next((known for known in renderer.site.library.stories if known.id == story), None)
    around = renderer.site.around(last) if last and article_.status != "withdrawn" else NOTHING
    placed = notes.placed(
        mine, look.lines[article_.path], text.count("\n") - text.lstrip("\n").count("\n"), language
    )
    values = article_page.holes(
        renderer.view(locale), whole, article_, notes.in_body(body, placed.body), around, placed.facts
    )
    return renderer.shells[locale, "article", 3].fill(values)

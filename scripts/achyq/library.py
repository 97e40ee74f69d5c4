"""The library: the whole archive, loaded, checked, resolved and immutable."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from achyq import links, moved
from achyq.errors import Problem
from achyq.glossary import Concept
from achyq.ledger import Ledger
from achyq.registry import Registry
from achyq.schema import Report
from achyq.source import Sources
from achyq.story import Article, Resolver, Story, join


class Library(NamedTuple):
    """Registries and stories. `stories` are the published ones, newest first; `withdrawn` the
    articles that keep a tombstone; `attachments` map a path below articles/ to its digest; `marks`
    has for each story the digests of its files, `terms_digest` is that of the registries' files;
    `glossary` are the concepts; `renewed` counts the stories that are not as they
    were when the library was built before.
    """

    registries: dict[str, Registry]
    stories: tuple[Story, ...]
    withdrawn: tuple[Article, ...]
    drafts: int
    attachments: dict[str, str]
    marks: dict[str, str]
    terms_digest: str
    glossary: tuple[Concept, ...]
    renewed: int = 0


class Joined(NamedTuple):
    """What became of a story's files, which had the `mark`: the story, if any of it is to be seen,
    its withdrawn articles, the number of drafts, the paths its files link to, and the problems.
    `links_mark` differs when a file at either end of its links differs.
    """

    mark: str
    story: Story | None
    withdrawn: tuple[Article, ...]
    drafts: int
    links: tuple[str, ...]
    problems: tuple[Problem, ...]
    links_mark: str = ""
    broken: tuple[Problem, ...] = ()


def build(
    sources: Sources,
    last: Ledger[Joined],
    report: Report,
    drafts: bool = False,
    save: Callable[[dict[str, Joined]], None] | None = None,
) -> Library:
    """Join what was read to stories, and check what only the whole can show.

    With `drafts`, drafts count as published. What was joined before, with these registries, comes
    from `last`, and goes there (by `save`, if that is given). Cost: linear in the number of stories.
    """
    joined, renewed = {}, 0
    for story in sorted(sources.stories):
        mark, known = sources.mark(story), last.entries.get(story)
        if known is None or known.mark != mark:
            known = join_files(story, mark, sources, drafts)
            renewed += 1
        joined[story] = known
    pages = pages_of(
        (known.story for known in joined.values() if known.story),
        (article for known in joined.values() for article in known.withdrawn),
    )
    for story, known in joined.items():
        ends = known.mark + "".join(map(sources.mark_of, known.links)) if known.links else ""
        if known.links_mark != ends:
            broken = tuple(links.broken(story, pages, sources))
            joined[story] = known._replace(links_mark=ends, broken=broken)
    (save or partial(last.save, again=True))(joined)
    for known in joined.values():
        for problem in (*known.problems, *known.broken):
            report(problem)
    stories = [known.story for known in joined.values() if known.story]
    withdrawn = [article for known in joined.values() for article in known.withdrawn]
    published = {story.id for story in stories}
    stories.sort(key=newest_first)
    library = Library(
        sources.terms,
        tuple(stories),
        tuple(withdrawn),
        sum(known.drafts for known in joined.values()),
        {path: digest for path, digest in sources.attachments.items() if _owner(path) in published},
        {known.story.id if known.story else story: known.mark for story, known in joined.items()},
        sources.terms_digest,
        sources.glossary,
        renewed,
    )
    moved.check(library, report)
    return library


def join_files(story: str, mark: str, sources: Sources, drafts: bool) -> Joined:
    """Join a story's files, which have the `mark`."""
    problems: list[Problem] = []
    records = sources.records(story)
    resolver = Resolver(sources.terms, problems.append)
    articles = join(records, resolver, problems.append, story not in sources.unread) if records else {}
    withdrawn, visible, hidden = [], {}, 0
    for language, article in articles.items():
        if article.status == "withdrawn":
            withdrawn.append(article)
        elif article.status == "published" or drafts:
            visible[language] = article
        elif not article.automatic:
            hidden += 1
    original = next(
        (a for a in visible.values() if not a.translated_from), next(iter(visible.values()), None)
    )
    shown = Story(original.story, original, visible) if original else None
    linked = tuple(dict.fromkeys(link.path for record in records for link in record.links))
    return Joined(mark, shown, tuple(withdrawn), hidden, linked, tuple(problems))


def pages_of(stories: Iterable[Story], withdrawn: Iterable[Article]) -> set[tuple[str, str]]:
    """The (story id, language) pairs that have a page."""
    pages = {(story.id, language) for story in stories for language in story.articles}
    return pages | {(article.story, article.language) for article in withdrawn}


def _owner(attachment: str) -> str:
    """The story that an attachment (`2025/slug/picture.jpg`) belongs to."""
    return attachment.rsplit("/", 1)[0]


_UNDATED = (9, 0, 0)


def newest_first(story: Story) -> tuple[tuple[int, int, int], str]:
    """What stories are sorted by."""
    date = story.date
    return (date.sort_key if date else _UNDATED), story.id

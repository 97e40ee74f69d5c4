"""The library: the whole archive, loaded, checked, resolved and immutable."""

from __future__ import annotations

from typing import NamedTuple

from achyq import links
from achyq.article import Record
from achyq.registry import Registry
from achyq.schema import Report
from achyq.source import Sources
from achyq.story import Article, Resolver, Story, join


class Library(NamedTuple):
    """Registries and stories. `stories` are the published ones, newest first; `withdrawn` the
    articles that keep a tombstone; `attachments` map a path below articles/ to its digest; `marks`
    has for each story the digests of its files, `terms_digest` is that of the registries' files.
    """

    registries: dict[str, Registry]
    stories: tuple[Story, ...]
    withdrawn: tuple[Article, ...]
    drafts: int
    attachments: dict[str, str]
    marks: dict[str, str]
    terms_digest: str


def build(sources: Sources, report: Report, drafts: bool = False) -> Library:
    """Join what was read to stories, and check what only the whole can show.

    With `drafts`, drafts count as published. Cost: linear in the number of records.
    """
    by_story: dict[str, list[Record]] = {}
    for record in sources.records:
        by_story.setdefault(record.story, []).append(record)
    resolver = Resolver(sources.terms, report)
    stories, withdrawn, hidden = [], [], 0
    for story_id, records in sorted(by_story.items()):
        visible = {}
        for language, article in join(records, resolver, report, story_id not in sources.unread).items():
            if article.status == "withdrawn":
                withdrawn.append(article)
            elif article.status == "published" or drafts:
                visible[language] = article
            elif not article.automatic:
                hidden += 1
        if visible:
            original = next((a for a in visible.values() if not a.translated_from), None)
            stories.append(Story(story_id, original or next(iter(visible.values())), visible))
    pages = {(story.id, language) for story in stories for language in story.articles}
    pages |= {(article.story, article.language) for article in withdrawn}
    links.check(by_story, pages, sources, report)
    published = {story.id for story in stories}
    kept = {path: digest for path, digest in sources.attachments.items() if _owner(path) in published}
    stories.sort(key=_newest_first)
    digests = sources.digests
    marks = {story: "".join(digests[r.path] for r in records) for story, records in by_story.items()}
    return Library(sources.terms, tuple(stories), tuple(withdrawn), hidden, kept, marks, sources.terms_digest)


def _owner(attachment: str) -> str:
    """The story that an attachment (`2025/slug/picture.jpg`) belongs to."""
    return attachment.rsplit("/", 1)[0]


_UNDATED = (9, 0, 0)


def _newest_first(story: Story) -> tuple[tuple[int, int, int], str]:
    date = story.date
    return (date.sort_key if date else _UNDATED), story.id

"""Links between the files of an archive: every one must lead to a page or file of the site."""

from __future__ import annotations

from collections.abc import Iterator, Set

from achyq.article import Record, story_of
from achyq.errors import Problem
from achyq.markdown import HEADING_PREFIX, Link, headings
from achyq.source import Sources


def broken(story: str, pages: Set[tuple[str, str]], sources: Sources) -> Iterator[Problem]:
    """A problem for each link of the story's files to something that is not there.

    `pages` are the (story, language) pairs that have a page, which drafts have not. Of links to
    stories with a file that could not be read nothing is said. Cost: linear in the number of links.
    """
    for record in sources.records(story):
        is_page = (record.story, record.language) in pages
        for link in record.links:
            if story_of(f"articles/{link.path}") in sources.unread:
                continue
            if link.path.endswith(".md"):
                yield from _article(record, link, sources, pages if is_page else None)
            elif link.path and link.path not in sources.attachments:
                hint = "Put the file into the article's own folder, and mind upper and lower case."
                yield _broken(record, link, f"There is no file articles/{link.path}", hint)


def _article(
    record: Record,
    link: Link,
    sources: Sources,
    pages: Set[tuple[str, str]] | None,
) -> Iterator[Problem]:
    year, _, name = link.path.partition("/")
    slug, _, suffix = name.removesuffix(".md").partition(".")
    others = sources.records(f"{year}/{slug}")
    target = next((other for other in others if other.path == f"articles/{link.path}"), None)
    if target is None or (not suffix and target.language != record.language):
        there = ", ".join(sorted(other.path.removeprefix("articles/") for other in others))
        hint = (
            f"The story has: {there}." if there else "Check the year, the slug and the language in the link."
        )
        if target is not None:
            hint = f"Give it a language: {slug}.{target.language}.md, and rename the file so."
        yield _broken(record, link, f"There is no article articles/{link.path}", hint)
    elif pages is not None and (target.story, target.language) not in pages:
        hint = "Publish that article too, or remove the link."
        yield _broken(record, link, f"articles/{link.path} is a draft, which readers can't open", hint)
    elif link.anchor and HEADING_PREFIX + link.anchor not in target.anchors:
        message = f"{target.path} has no heading '#{link.anchor}'"
        yield Problem(record.path, link.line, link.column, "broken-anchor", message, headings(target.anchors))


def _broken(record: Record, link: Link, message: str, hint: str) -> Problem:
    return Problem(record.path, link.line, link.column, "broken-link", message, hint)

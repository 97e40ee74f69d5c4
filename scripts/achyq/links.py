"""Links between the files of an archive: every one must lead to a page or file of the site."""

from __future__ import annotations

from collections.abc import Iterator, Set

from achyq.article import Record, story_of
from achyq.errors import Problem
from achyq.markdown import HEADING_PREFIX, Link, headings
from achyq.messages import Phrase, phrase
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
                message = phrase("There is no file {path}", path=f"articles/{link.path}")
                hint = phrase("Put the file into the article's own folder, and mind upper and lower case.")
                yield _broken(record, link, message, hint)


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
            phrase("The story has: {list}.", list=there)
            if there
            else phrase("Check the year, the slug and the language in the link.")
        )
        if target is not None:
            name = f"{slug}.{target.language}.md"
            hint = phrase("Give it a language: {name}, and rename the file so.", name=name)
        message = phrase("There is no article {path}", path=f"articles/{link.path}")
        yield _broken(record, link, message, hint)
    elif pages is not None and (target.story, target.language) not in pages:
        message = phrase("{path} is a draft, which readers can't open", path=f"articles/{link.path}")
        yield _broken(record, link, message, phrase("Publish that article too, or remove the link."))
    elif link.anchor and HEADING_PREFIX + link.anchor not in target.anchors:
        message = phrase("{path} has no heading '{anchor}'", path=target.path, anchor=f"#{link.anchor}")
        yield Problem(record.path, link.line, link.column, "broken-anchor", message, headings(target.anchors))


def _broken(record: Record, link: Link, message: Phrase, hint: Phrase) -> Problem:
    return Problem(record.path, link.line, link.column, "broken-link", message, hint)

"""Former addresses: a URL once published never dies (DESIGN 4). Stories and terms name the ids that
they had under `formerly`; at each of these addresses lies a small page that leads to the present one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from achyq import urls
from achyq.errors import Problem
from achyq.messages import phrase
from achyq.registry import KINDS
from achyq.schema import Report
from achyq.story import Article

if TYPE_CHECKING:  # which itself checks what has moved
    from achyq.library import Library
    from achyq.listing_page import Listing


class Moved(NamedTuple):
    """A former address `old`, what stands `now` in its place, its locale and its title."""

    old: str
    now: str
    locale: str
    title: str


def addresses(library: Library, listings: Sequence[Listing]) -> Iterator[Moved]:
    """Every former address of the site's articles and of the listings of its terms."""
    for article in articles(library):
        for old in article.formerly:
            locale = article.language
            yield Moved(urls.article(locale, old), urls.article(locale, article.story), locale, article.title)
    for page in listings:
        if page.kind not in KINDS:
            continue
        term = library.registries[page.kind][page.term]
        for old in term.formerly:
            for locale in urls.CODES:
                before = urls.listing(locale, page.kind, old.lower(), page.period)
                yield Moved(before, page.url(locale), locale, term.label(locale))


def attachments(library: Library) -> Iterator[tuple[str, str]]:
    """The former path (below files/) of each attachment of a story that has moved, and the present one."""
    moved = {story.id: story.original.formerly for story in library.stories if story.original.formerly}
    if moved:
        for path in sorted(library.attachments):
            story, _, name = path.rpartition("/")
            for old in moved.get(story, ()):
                yield f"{old}/{name}", path


def articles(library: Library) -> Iterator[Article]:
    """Every article that has a page."""
    for story in library.stories:
        yield from story.articles.values()
    yield from library.withdrawn


def check(library: Library, report: Report) -> None:
    """Report former addresses that are none, or that something else has."""
    taken = {article.story: article.story for article in articles(library)}
    for article in articles(library):
        if article.automatic:
            continue
        for old in article.formerly:
            if not urls.is_story(old):
                report(
                    Problem(
                        article.path,
                        1,
                        1,
                        "bad-id",
                        phrase("'{text}' is no id of a story", text=old),
                        phrase("An id of a story is <year>/<slug>, as in 2025/ton-week."),
                        field="formerly",
                    )
                )
            elif (owner := taken.setdefault(old, article.story)) != article.story or old == article.story:
                report(
                    Problem(
                        article.path,
                        1,
                        1,
                        "name-collision",
                        phrase(
                            "The address of '{id}' is that of another story: {other}", id=old, other=owner
                        ),
                        phrase("Remove it from 'formerly'."),
                        field="formerly",
                    )
                )


def page(moved: Moved, site_url: str) -> str:
    """The HTML of a page that leads on: by itself, and by a link where browsers don't."""
    way = "../" * urls.depth(moved.old) + moved.now
    title = escape(moved.title)
    return (
        f'<!doctype html>\n<html lang="{moved.locale}">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
        f'<meta http-equiv="refresh" content="0; url={way}">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<title>{title}</title>\n<link rel="canonical" href="{escape(site_url + moved.now)}">\n</head>\n'
        f'<body>\n<h1><a href="{way}">{title}</a></h1>\n</body>\n</html>\n'
    )

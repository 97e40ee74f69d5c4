"""Article bodies: CommonMark with tables and footnotes to sanitised HTML.

comrak (MIT) renders; raw HTML is shown as text, not passed through; nh3 (MIT, Mozilla's ammonia)
then lets only the elements and attributes below through.
"""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

import comrak
import nh3

from achyq.errors import Problem
from achyq.locale import Words
from achyq.messages import Phrase, phrase
from achyq.position import Lines

HEADING_PREFIX = "s-"
#: The attribute that says where an element stands in the source: `first:column-last:column`.
PLACE = "data-sourcepos"
_TAGS = {
    "p",
    "br",
    "hr",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "sup",
    "a",
    "img",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "div",
}
_ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title", "aria-label"},
    "img": {"src", "alt", "title", "loading"},
    "ol": {"start"},
    "th": {"class"},
    "td": {"class"},
    "div": {"class"},
    "sup": {"class"},
}
_ANCHOR = re.compile(r'<a href="#[^"]*" aria-label="[^"]*" data-heading-content="[^"]*" class="anchor"></a>')
_CLASSES = {"footnotes", "footnote-ref", "right", "center"}
_ALIGN = re.compile(r' align="(right|center)"')
_HEADING_TAG = re.compile(r"<(/?)h([1-6])(?=[ >])")
_HEADING_ID = re.compile(r'<h[1-6] id="([^"]+)"')
_SCHEMES = {"http", "https", "mailto"}
_ARTICLE = re.compile(r"(?P<story>(?:[0-9]{4}|undated)/[a-z0-9-]+)(?:\.(?P<language>[A-Za-z-]+))?\.md\Z")


#: A body without "<", "#" and any of these has neither a link nor a heading (whose line of - or = may end in
#: white space); of brackets, those of footnotes make none.
_ENDS = ("=\n", "-\n", " \n", "\t\n")
_BRACKET = re.compile(r"\[(?!\^[\w-]+\])|\]\(")


class Link(NamedTuple):
    """A link in an article that leads to another file of the archive, or to a heading.

    `path` is relative to articles/ ('' for the article itself), `anchor` without '#'.
    """

    target: str
    path: str
    anchor: str
    line: int
    column: int


class Rendering(NamedTuple):
    """A body as HTML, the links that need checking, the ones that are not allowed, its anchors."""

    html: str
    links: tuple[Link, ...]
    bad: tuple[str, ...]
    anchors: frozenset[str]


def _is_plain(text: str) -> bool:
    """Whether a body has neither links nor headings, as far as can be seen fast."""
    if "<" in text or "#" in text or text.endswith(("-", "=", " ", "\t")):
        return False
    if "[" in text and _BRACKET.search(text):
        return False
    return not any(map(text.__contains__, _ENDS))


@cache
def _cleaner(places: bool) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_TAGS,
        attributes=_ATTRIBUTES | {"*": {"id", PLACE}} if places else _ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener nofollow",
        allowed_classes={},
        attribute_filter=_filter,
    )


def _filter(_tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return value if value in _CLASSES else None
    return value


def render(text: str, language: str, story: str, show: bool = True, places: bool = False) -> Rendering:
    """Render an article's Markdown.

    `language` words the footnotes' labels, `story` is its id (`2025/slug`), from whose page links
    are relative: `/<locale>/2025/slug/`. Without `show` its HTML is '' and only what it links to and
    its anchors are found; with `places`, elements say where they stand (`PLACE`). Cost: linear, about
    0.2 ms for 300 words.
    """
    if not show and _is_plain(text):
        return Rendering("", (), (), frozenset())
    found: list[str] = []
    bad: list[str] = []

    def rewrite(url: str) -> str:
        return _address(url, story, found, bad) or ""

    def rewrite_image(url: str) -> str:
        if urlsplit(url).scheme or url.startswith(("#", "//")):
            bad.append(url)
            return ""
        return rewrite(url)

    extension = comrak.ExtensionOptions()
    extension.table = True
    extension.footnotes = True
    extension.strikethrough = True
    extension.header_id_prefix = HEADING_PREFIX
    extension.header_id_prefix_in_href = True
    extension.link_url_rewriter = rewrite
    extension.image_url_rewriter = rewrite_image
    options = comrak.RenderOptions()
    options.sourcepos = places
    options.escape = True  # raw HTML is shown as text,
    options.unsafe_ = True  # and links with any scheme reach the rewriter, which reports them
    html = comrak.render_markdown(text, extension, None, options)
    anchors = frozenset(_HEADING_ID.findall(html)) if "<h" in html else frozenset()
    lines = Lines(text)
    links = tuple(_link(target, story, *lines.of(target, unquote(target))) for target in found)
    return Rendering(_clean(html, language, places) if show else "", links, tuple(bad), anchors)


def _clean(html: str, language: str, places: bool) -> str:
    """What comrak made as the site shows it."""
    html = _ANCHOR.sub("", html)
    html = _ALIGN.sub(r' class="\1"', html)  # the attribute `align` is obsolete
    html = html.replace("<section ", "<div ").replace("</section>", "</div>")  # it has no heading
    html = _without_gaps(html).replace("<img ", '<img loading="lazy" ')
    if "footnote-backref" in html:
        html = html.replace(
            'aria-label="Back to reference',
            f'aria-label="{Words(language)("Back to the text")}' if language else 'aria-label="',
        )
    return _cleaner(places).clean(html)


def _without_gaps(html: str) -> str:
    """Headings from h2 on, below the page's own h1, and none deeper than one below the last: what
    readers with screen readers go by.
    """
    levels: list[tuple[int, int]] = []

    def renumbered(tag: re.Match[str]) -> str:
        slash, written = tag[1], int(tag[2])
        if not slash:
            while levels and levels[-1][0] >= written:
                levels.pop()
            levels.append((written, levels[-1][1] + 1 if levels else 2))
        return f"<{slash}h{levels[-1][1]}"

    return _HEADING_TAG.sub(renumbered, html)


def check(rendering: Rendering, text: str, path: str, offset: int) -> list[Problem]:
    """The problems of a body by itself: links that are not allowed, anchors that are not there.

    `offset` is the number of lines before the body in the file.
    """
    problems = []
    lines = Lines(text)
    for target in rendering.bad:
        line, column = lines.of(target, unquote(target))
        problems.append(
            Problem(
                path,
                line + offset,
                column,
                "bad-link",
                phrase("The link '{link}' is not allowed", link=target),
                phrase(
                    "Link to https://… , http://…, mailto:…, to another article as ../2024/slug.ky.md, "
                    "or to a file in the article's own folder as slug/picture.jpg."
                ),
            )
        )
    return problems + [
        Problem(
            path,
            link.line + offset,
            link.column,
            "broken-anchor",
            phrase("There is no heading '{anchor}' in this article", anchor=f"#{link.anchor}"),
            headings(rendering.anchors),
        )
        for link in rendering.links
        if not link.path and link.anchor and HEADING_PREFIX + link.anchor not in rendering.anchors
    ]


def headings(anchors: frozenset[str]) -> Phrase:
    """A sentence that names the headings that a link may lead to."""
    names = ", ".join("#" + anchor.removeprefix(HEADING_PREFIX) for anchor in sorted(anchors))
    return phrase("Its headings: {list}.", list=names) if names else phrase("It has no headings.")


def _address(url: str, story: str, found: list[str], bad: list[str]) -> str | None:
    """Where a link in the body of `story` leads on its page; None (and noted) if not allowed."""
    try:
        parts = urlsplit(url)
    except ValueError:
        bad.append(url)
        return None
    if parts.scheme:
        if parts.scheme.lower() in _SCHEMES and (parts.netloc or parts.scheme.lower() == "mailto"):
            return url
        bad.append(url)
        return None
    if url.startswith("#"):
        if url.startswith(("#fn-", "#fnref-")):
            return url
        found.append(url)
        return "#" + HEADING_PREFIX + url[1:]
    path = _inside(url, story)
    if parts.netloc or parts.query or path is None:
        bad.append(url)
        return None
    article = _ARTICLE.match(path)
    if not article and not path.startswith(story + "/"):
        bad.append(url)
        return None
    found.append(url)
    if not article:
        fragment = f"#{quote(parts.fragment, safe='=&/:,;@!+~-._')}" if parts.fragment else ""
        return f"../../../files/{quote(path)}{fragment}"
    anchor = f"#{HEADING_PREFIX}{parts.fragment}" if parts.fragment else ""
    if language := article["language"]:
        return f"../../../{language}/{article['story']}/{anchor}"
    return f"../../{article['story']}/{anchor}"


def _inside(url: str, story: str) -> str | None:
    """The path, relative to articles/, that a relative link means; None if it leads outside."""
    path = unquote(urlsplit(url).path)
    if not path or path.startswith("/") or "\\" in path or "\0" in path:
        return None
    joined = posixpath.normpath(posixpath.join(story.split("/", maxsplit=1)[0], path))
    return None if joined.startswith("..") else joined


def _link(target: str, story: str, line: int, column: int) -> Link:
    if target.startswith("#"):
        return Link(target, "", unquote(target[1:]), line, column)
    return Link(target, _inside(target, story) or "", unquote(urlsplit(target).fragment), line, column)

"""The text of an HTML page, line by line as a reader sees it, with what its structure says of each line.

The text is our own walk over lxml's tree, so that no sentence is lost; trafilatura then says between which
lines the article lies, htmldate and the page's metadata when it was published and what it is called.
"""

from __future__ import annotations

import email
import email.policy
import re
from typing import Any, Final

from achyq.importer.guess import Hints
from achyq.importer.prose import is_prose
from achyq.importer.raw import Extract, ImportFailure, Raw, clean, decode
from achyq.importer.words import say

_SKIPPED: Final = frozenset(
    "script style noscript template svg iframe object canvas head select option button input textarea "
    "audio video".split()
)
_FURNITURE: Final = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "sidebar",
    "form": "form",
    "menu": "navigation",
}
_ROLES: Final = {
    "navigation": "navigation",
    "banner": "navigation",
    "contentinfo": "footer",
    "complementary": "sidebar",
    "search": "form",
}
_BLOCKS: Final = frozenset(
    "address article aside blockquote body br caption center dd details div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_LONG: Final = 120


def extract(raw: Raw) -> Extract:
    """The text, marks and hints of a page or of a page saved with its parts.

    Raises ImportFailure when it can't be read, or the packages for it are not installed.
    """
    data, charset = _saved(raw) if raw.kind == "mht" else (raw.data, raw.charset)
    declared = _META_CHARSET.search(data[:4096])
    html = decode(data, charset or (declared[1].decode("ascii", "ignore") if declared else "")).replace(
        "\x00", ""
    )
    tree = _tree(html)
    hints = _hints(tree, raw)
    walked = _Lines().walk(tree)
    outside = _outside(walked.lines, _article(html))
    return Extract("\n".join(walked.lines), outside | walked.marked, hints)


def _saved(raw: Raw) -> tuple[bytes, str]:
    message = email.message_from_bytes(raw.data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset() or ""
    raise ImportFailure(say("error.mht"))


def _tree(html: str) -> Any:
    try:
        from lxml import etree
        from lxml import html as lxml_html
    except ImportError as error:
        raise ImportFailure(say("error.libraries", reason=error.name)) from error
    parser = lxml_html.HTMLParser(recover=True, no_network=True, huge_tree=False, encoding="utf-8")
    try:
        return lxml_html.document_fromstring(html.encode("utf-8", "surrogatepass"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ImportFailure(say("error.html")) from error


class _Lines:
    """The lines that a reader sees, and for those in furniture, or that are links as a whole, the reason."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.marked: dict[int, str] = {}
        self._parts: list[str] = []
        self._linked = 0
        self._reasons: list[str] = []

    def walk(self, tree: Any) -> _Lines:
        """Read the tree without recursion, however deep it is."""
        stack = [(tree, False, False)]  # an element, whether it ends here, whether it stands in a link
        while stack:
            node, ends, in_link = stack.pop()
            if ends:
                self._end(node)
                self._say(node.tail, in_link)
            elif not isinstance(node.tag, str) or node.tag in _SKIPPED or _is_hidden(node):
                self._say(node.tail, in_link)
            else:
                self._begin(node)
                inside = in_link or node.tag == "a"
                self._say(node.text, inside)
                stack.append((node, True, in_link))
                stack += [(child, False, inside) for child in reversed(node)]
        self._close()
        return self

    def _begin(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._close()
        if reason := _reason(node):
            self._reasons.append(reason)
        if node.tag == "li":
            self._parts.append("• ")

    def _end(self, node: Any) -> None:
        if node.tag in _BLOCKS:
            self._close()
        elif node.tag in ("td", "th") and node.getnext() is not None:
            self._parts.append("; ")
        if _reason(node):
            self._reasons.pop()

    def _say(self, text: str | None, in_link: bool) -> None:
        if text:
            self._parts.append(text)
            self._linked += len(text.strip()) * in_link

    def _close(self) -> None:
        text = " ".join(clean("".join(self._parts)).split())
        if text.strip("•; "):
            if self._reasons:
                self.marked[len(self.lines)] = self._reasons[-1]
            elif self._linked >= 0.8 * len(text) and not is_prose(text):
                self.marked[len(self.lines)] = "links"
            self.lines.append(text)
        self._parts.clear()
        self._linked = 0


def _reason(node: Any) -> str:
    role = node.get("role", "") if isinstance(node.tag, str) else ""
    return _FURNITURE.get(node.tag, "") or _ROLES.get(role, "")


def _is_hidden(node: Any) -> bool:
    style = node.get("style", "").replace(" ", "").lower()
    return node.get("hidden") is not None or "display:none" in style


def _article(html: str) -> str:
    """The article as trafilatura finds it; '' when it finds none."""
    try:
        import trafilatura
    except ImportError as error:
        raise ImportFailure(say("error.libraries", reason=error.name)) from error
    found = trafilatura.extract(
        html, include_comments=False, include_tables=True, favor_recall=True, deduplicate=False
    )
    return found or ""


def _outside(lines: list[str], article: str) -> dict[int, str]:
    """The lines before and after the article, except long paragraphs that touch it."""
    if len(article) < 2 * _LONG:
        return {}
    squeezed = _squeezed(article)
    inside = [i for i, line in enumerate(lines) if len(line) > 30 and _squeezed(line) in squeezed]
    if not inside:
        return {}
    first, last = inside[0], inside[-1]
    while first > 0 and _is_long(lines[first - 1]):
        first -= 1
    while last + 1 < len(lines) and _is_long(lines[last + 1]):
        last += 1
    # The headline and the date stand just before the first paragraph.
    head = max(0, first - 6)
    return {i: "outside" for i in range(len(lines)) if not head <= i <= last + 2}


def _is_long(line: str) -> bool:
    return len(line) > _LONG and is_prose(line)


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _hints(tree: Any, raw: Raw) -> Hints:
    meta = {
        (node.get("property") or node.get("name") or node.get("itemprop") or "").lower(): (
            node.get("content") or ""
        ).strip()
        for node in tree.iter("meta")
    }
    headings = [" ".join("".join(node.itertext()).split()) for node in tree.iter("h1")]
    titles = [" ".join("".join(node.itertext()).split()) for node in tree.iter("title")]
    title = next(
        filter(
            None, [headings[0] if len(headings) == 1 else "", meta.get("og:title", ""), *headings, *titles]
        ),
        "",
    )
    canonical = next(
        (
            node.get("href", "")
            for node in tree.iter("link")
            if "canonical" in (node.get("rel") or "").lower()
        ),
        "",
    )
    url = raw.url or next(
        (u for u in (canonical, meta.get("og:url", "")) if re.match(r"https?://[^\s\"'<>]+\Z", u)), ""
    )
    return Hints(
        title[:400], _published(tree), meta.get("og:site_name", "")[:200], url, retrieved=raw.retrieved
    )


def _published(tree: Any) -> str:
    """The day of publication by the page's metadata; '' when it says none."""
    try:
        import htmldate
    except ImportError as error:
        raise ImportFailure(say("error.libraries", reason=error.name)) from error
    from achyq import edtf

    found = htmldate.find_date(tree, extensive_search=False, original_date=True, outputformat="%Y-%m-%d")
    try:
        return edtf.parse(found).text if found else ""
    except ValueError:
        return ""

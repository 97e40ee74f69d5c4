"""Every link of a built site leads somewhere, at any address, and nothing is fetched from elsewhere."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from tests.engine.helpers import CODES, Archive, run, small, tree

from achyq.chrome import Chrome

BASE = "http://127.0.0.1:8000/"
PREFIX = "some/sub/path/"
ADDRESSES = {"href", "src", "action", "poster", "cite", "data-search", "srcset", "formaction", "content"}


class Link(NamedTuple):
    tag: str
    attribute: str
    target: str
    rel: str


class Page(HTMLParser):
    """The ids and the links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[Link] = []
        self.lang = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "html":
            self.lang = values.get("lang", "")
        for name in ADDRESSES & values.keys():
            if tag != "meta":
                self.links.append(Link(tag, name, values[name], values.get("rel", "")))


class Built(NamedTuple):
    site: Path
    files: dict[str, bytes]
    pages: dict[str, Page]


def content() -> Archive:
    """The small archive with links of every kind between its articles."""
    archive = small()
    archive.attachments["2025/script/paper one.pdf"] = b"%PDF"
    archive.attachments["2025/pair/a.png"] = b"\x89PNG"
    archive.put("2025/linked", "uz", "Havolalar", LINKS, date="2025", region=["KG"], source="Manba",
        note="Izoh", corrections=[{"date": "2025-02", "note": "Tuzatildi"}])  # fmt: skip
    archive.articles["2025/script", "uz"]["body"] += (
        "\n\n[PDF](script/paper%20one.pdf) ![rasm](../2025/script/paper%20one.pdf)"
    )
    archive.articles["2023/story-01", "ru"] |= {"status": "withdrawn", "withdrawn_reason": "Неверно."}
    archive.articles["2023/story-02", "kk"]["status"] = "draft"
    archive.articles["2023/story-03", "ky"] |= {"region": ["KG-Y-TON", "UZ"], "organiser": ["club", "office"]}
    return archive


LINKS = """# Boʻlim bir

## Oʻzbekcha boʻlim

[Shu yerda](#oʻzbekcha-boʻlim), [u yerda](script.uz.md#boʻlim), [boshqa](pair.ky.md#баш-сөз),
[yoʻq](../2023/story-01.ru.md), [rasmiy](https://site.example/x?y=1&z=2), <mailto:a@site.example>.

Izoh[^1] va yana[^b].

[^1]: Bir.
[^b]: Ikki.
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, whole_chrome: Chrome) -> Built:
    root = tmp_path_factory.mktemp("links")
    content().write(root)
    site = root / "served" / PREFIX
    run(root, site, whole_chrome, database=True)  # as it is published
    files = tree(site)
    pages = {path: Page(data.decode()) for path, data in files.items() if path.endswith(".html")}
    return Built(site, files, pages)


def inside(built: Built) -> Iterator[tuple[str, Link, str, str]]:
    """Every link that stays in the site: page, link, the path it leads to, its anchor."""
    for path, page in built.pages.items():
        for link in page.links:
            address = urljoin(BASE + path, link.target)
            if address.startswith(BASE) and link.rel != "canonical":
                parts = urlsplit(address)
                yield path, link, unquote(parts.path[1:]), unquote(parts.fragment)


def file_of(path: str) -> str:
    return path + "index.html" if path.endswith("/") or not path else path


def test_there_is_something_to_check(built: Built):
    assert len(built.pages) > 200
    assert sum(1 for _ in inside(built)) > 5000
    assert {link.tag for page in built.pages.values() for link in page.links} >= {
        "a",
        "link",
        "script",
        "img",
    }


def test_every_link_leads_to_a_file(built: Built):
    broken = {
        (path, link.target) for path, link, target, _ in inside(built) if file_of(target) not in built.files
    }
    assert broken == set()


def test_every_anchor_is_there(built: Built):
    broken = set()
    for path, link, target, anchor in inside(built):
        page = built.pages.get(file_of(target))
        if anchor and page and anchor not in page.ids:
            broken.add((path, link.target))
    assert broken == set()


def test_ids_are_unique(built: Built):
    double = {path for path, page in built.pages.items() if len(page.ids) != len(set(page.ids))}
    assert double == set()


def test_links_are_relative(built: Built):
    """So that the site works from any folder; only the 404 page, which has no place, says where it lies."""
    absolute = {
        (path, link.target)
        for path, page in built.pages.items()
        for link in page.links
        if path != "404.html"
        and link.rel != "canonical"
        and (link.target.startswith("/") or BASE in link.target)
    }
    assert absolute == set()


def test_nothing_is_fetched_from_elsewhere_and_links_out_are_the_sources(built: Built):
    allowed = {"site.example", "club.example", "law.example"}
    for path, page in built.pages.items():
        for link in page.links:
            parts = urlsplit(link.target)
            if link.rel == "canonical":
                assert link.target == BASE + path.removesuffix("index.html")
            elif parts.scheme == "mailto":
                assert link.tag == "a"
            elif parts.netloc:
                assert link.tag == "a", (path, link)
                assert parts.netloc in allowed, (path, link)
                assert "noopener" in link.rel, (path, link)
    for path, data in built.files.items():
        if path.endswith((".css", ".html")):
            for text in (b"url(http", b"url(//", b"@import"):
                assert text not in data, path


def test_pages_say_the_language_of_their_address(built: Built):
    for path, page in built.pages.items():
        code = path.split("/")[0]
        assert page.lang == (code if code in CODES else "mul"), path


@pytest.fixture(scope="module")
def server(built: Built) -> Iterator[str]:
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(built.site.parents[len(PREFIX.split("/")) - 2]))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/{PREFIX}"
        running.shutdown()
        thread.join()


def get(address: str) -> tuple[int, str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.url, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.url or "", b""


def test_links_work_below_a_path(built: Built, server: str):
    """As a reader walks: from page to page, all below the path and no redirect on the way."""
    start = [
        "",
        "ky/",
        "uz-Cyrl/2025/linked/",
        "uz/2025/linked/",
        "en/2025/pair/",
        "ru/regions/",
        "kk/years/2024/",
    ]
    seen: set[str] = set()
    for place in start:
        status, address, data = get(server + place)
        assert (status, address) == (200, server + place)
        for link in Page(data.decode()).links:
            target = urljoin(address, link.target).split("#")[0]
            if link.rel != "canonical" and urlsplit(target).netloc == urlsplit(server).netloc:
                assert target.startswith(server), (place, link)
                seen.add(target)
    assert len(seen) > 80
    for target in sorted(seen):
        assert get(target)[:2] == (200, target)
    assert get(server + "no/such/page/")[0] == 404


# --- sitemaps


NS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def test_sitemaps_list_the_pages_there_are(built: Built):
    index = ET.fromstring(built.files["sitemap.xml"])
    maps = [element.text or "" for element in index.iter(f"{NS}loc")]
    assert {address.removeprefix(BASE) for address in maps} == {
        path for path in built.files if path.startswith("sitemaps/")
    }
    listed: list[str] = []
    alternates: dict[str, dict[str, str]] = {}
    for address in maps:
        for url in ET.fromstring(gzip.decompress(built.files[address.removeprefix(BASE)])):
            location = url.findtext(f"{NS}loc") or ""
            listed.append(location)
            alternates[location] = {
                link.get("hreflang", ""): link.get("href", "") for link in url.iter(f"{XHTML}link")
            }
    assert len(listed) == len(set(listed))
    pages = {BASE + path.removesuffix("index.html") for path in built.pages}
    indexable = {
        BASE + path.removesuffix("index.html")
        for path in built.pages
        if b"name=robots content=noindex" not in built.files[path] and path not in ("404.html", "index.html")
    }
    assert set(listed) <= pages
    assert set(listed) == indexable
    defaults = {location: links.pop("x-default", None) for location, links in alternates.items()}
    assert defaults[f"{BASE}ky/"] == BASE
    for location, links in alternates.items():
        if re.match(r"[a-zA-Z-]+/(\d{4}|undated)/", location.removeprefix(BASE)) and links:
            assert defaults[location] in links.values()
        assert not links or links[location.removeprefix(BASE).split("/")[0]] == location
        for code, other in links.items():
            assert other.removeprefix(BASE).split("/")[0] == code
            assert alternates[other] == links
    assert not any("story-01" in address or "story-02" in address for address in listed)


#: Pages that search engines need not know.
BY_HAND = {"search"}


def test_sitemaps_list_the_pages_of_docs(built: Built):
    data = b"".join(
        gzip.decompress(data) for path, data in built.files.items() if path.startswith("sitemaps/")
    )
    assert b"/ky/about/" in data


def test_what_is_not_published_is_nowhere(built: Built):
    assert "kk/2023/story-02/index.html" not in built.files
    assert not [path for path, data in built.files.items() if b"story-02" in data]
    tomb = built.files["ru/2023/story-01/index.html"].decode()
    assert "Неверно." in tomb
    assert "Text <strong>1" not in tomb

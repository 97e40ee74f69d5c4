"""Whole little sites as data (tests/sites/*.txt, see tests/archives.py), and what can't be data."""

from __future__ import annotations

import gzip
import json
import os
import posixpath
import re
import time
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tests import archives
from tests.archives import article, make, problems, publish, where

from achyq import build
from achyq.chrome import Chrome
from achyq.errors import CODES, WARNINGS, InputError, UsageError
from achyq.locale import LOCALES
from achyq.search.reader import Reader

LOCALE_CODES = [locale.code for locale in LOCALES]


@pytest.mark.parametrize("name", archives.names())
def test_little_site(name: str, tmp_path: Path, chrome: Chrome) -> None:
    site = archives.load(name)
    root = make(tmp_path, site.files)
    check_warnings(root, site)
    if site.problems:
        check_problems(root, site, chrome)
        return
    publish(root, chrome)
    check_outputs(root / "site", site)
    check_texts(root / "site", site)
    check_pages(root / "site", chrome)


def check_problems(root: Path, site: archives.LittleSite, chrome: Chrome) -> None:
    """The problems are those of the site file, in that order; the old site stays as it was."""
    old = {".achyq": "ours", "ky/index.html": "the old site"}
    for path, text in old.items():
        (root / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "site" / path).write_text(text)
    found = problems(root, chrome)
    expected = [line.split(maxsplit=2) for line in site.problems]
    assert [where(problem) for problem in found] == [" ".join(words[:2]) for words in expected]
    for problem, words in zip(found, expected, strict=True):
        assert problem.severity == "error"
        assert " ".join(words[2:]) in f"{problem.message} {problem.hint}"
    assert {path: (root / "site" / path).read_text() for path in files(root / "site")} == old


def check_warnings(root: Path, site: archives.LittleSite) -> None:
    """The warnings are those of the site file, in that order; where it expects none, there are none (but
    about attachments that are made up)."""
    found = archives.warnings(root)
    if not site.warnings:
        found = [problem for problem in found if problem.code != "wrong-file-type"]
    expected = [line.split(maxsplit=2) for line in site.warnings]
    assert [where(problem) for problem in found] == [" ".join(words[:2]) for words in expected]
    for problem, words in zip(found, expected, strict=True):
        assert problem.code in WARNINGS
        assert " ".join(words[2:]) in f"{problem.message} {problem.hint}"


def check_outputs(site: Path, expected: archives.LittleSite) -> None:
    there = set(files(site))
    for line in expected.outputs:
        if line.startswith("! "):
            assert line[2:] not in there
        else:
            assert line in there


def check_texts(site: Path, expected: archives.LittleSite) -> None:
    faults = []
    for path, pieces in expected.texts.items():
        text = plain(found(site) if path == "search" else said(site / path))
        for piece in pieces:
            unwanted = piece.startswith("! ")
            if (plain(piece.removeprefix("! ")) in text) == unwanted:
                faults.append(f"{path} {'has' if unwanted else 'has not'}: {piece.removeprefix('! ')}")
    assert not faults, "\n".join(faults)


def said(path: Path) -> str:
    """What a file says; sitemaps are gzipped."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()


def found(site: Path) -> str:
    """What the search index holds of each document: story, language, title, date, status."""
    reader = Reader.of(site)
    rows = reader.rows(range(reader.directory["documents"])).values()
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows) or "nothing\n"


class Page(HTMLParser):
    """What of a page may do harm or break: its scripts, attributes, ids, links."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.scripts = 0
        self.data = False
        self.attributes: set[str] = set()
        self.ids: Counter[str] = Counter()
        self.links: list[str] = []
        self.leads_on = False
        self.feed(path.read_text("utf-8"))
        self.close()

    def handle_data(self, data: str) -> None:
        if self.data:
            assert json.loads(data)["@context"] == "https://schema.org"
            self.data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.data = ("type", "application/ld+json") in attrs  # which no browser runs
        if not self.data:
            self.scripts += tag in ("script", "iframe", "object", "embed", "base", "form")
        self.leads_on = self.leads_on or ("http-equiv", "refresh") in attrs
        for name, value in attrs:
            self.attributes.add(name)
            if name == "id":
                self.ids[value or ""] += 1
            if name in ("href", "src") and tag != "link":
                self.links.append(value or "")


def check_pages(site: Path, chrome: Chrome) -> None:
    """What holds for every site: articles and home pages bring no script of their own and no
    handlers, their ids are unique, and their links lead to files of the site."""
    there = set(files(site))
    of_theme: dict[str, Page] = {}
    for path in sorted(there):
        match = re.fullmatch(
            r"(?:[0-9]{4}|undated)/[a-z0-9-]+/index\.html|index\.html", path.partition("/")[2]
        )
        if not match or path.partition("/")[0] not in LOCALE_CODES:
            continue
        page = Page(site / path)
        if page.leads_on:  # a former address
            assert page.scripts == 0, f"{path} has a script"
            assert len(page.links) == 1
            check_link(page.links[0], path, page, there)
            continue
        kind = "article" if path.count("/") == 3 else "home"
        empty = of_theme.setdefault(kind, _shell(chrome, kind, site.parent))
        assert page.scripts == empty.scripts, f"{path} has a script of its own"
        assert not {name for name in page.attributes - empty.attributes if name.startswith(("on", "style"))}
        assert max(page.ids.values()) == 1, f"{path}: {page.ids.most_common(1)}"
        for link in page.links:
            check_link(link, path, page, there)


def check_link(link: str, path: str, page: Page, there: set[str]) -> None:
    parts = urlsplit(link)
    assert parts.scheme in ("", "http", "https", "mailto"), f"{path}: {link}"
    if parts.scheme:
        return
    assert not parts.netloc, f"{path}: {link}"
    assert link, f"{path} has a link to nowhere"
    if not parts.path:
        assert page.ids[unquote(parts.fragment)] or page.ids[parts.fragment], f"{path}: {link} leads to no id"
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    target = posixpath.join(target, "index.html") if parts.path.endswith(("/", "..", ".")) else target
    assert target.removeprefix("./") in there, f"{path}: {link} leads to nothing"


def _shell(chrome: Chrome, kind: str, folder: Path) -> Page:
    shell = chrome.shells["ky", "article", 3] if kind == "article" else chrome.shells["ky", "page", 1]
    file = folder / f"{kind}.html"
    file.write_text("".join(shell.parts[::2]), "utf-8")
    return Page(file)


def files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


def plain(html: str) -> str:
    """HTML in which white space, quotes that need not be, and hreflang make no difference."""
    html = re.sub(r' hreflang="?[A-Za-z-]+"?(?=[ >])', "", html)
    return " ".join(re.sub(r'="([^\s"<>=\'`]+)"', r"=\1", html).split())


# --- the site files themselves

#: Codes that the tests below show, not a site file.
IN_CODE = {"symbolic-link", "too-large", "theme-failed"}
#: Codes that nothing reports: a folder that is no archive is a UsageError.
NEVER = {"bad-archive"}


def test_every_code_has_a_bad_site() -> None:
    shown = {code for name in archives.names() for code in archives.load(name).codes}
    assert shown <= set(CODES)
    assert set(CODES) - shown - IN_CODE - NEVER == set()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "== articles/2025/a.ky.md\n== expect outputs\nx\n",
        "About\n== articles/2025/a.ky.md\n",
        "About\n== expect outputs\nx\n",
        "About\n== elsewhere/a.md\n== expect outputs\nx\n",
        "About\n== articles/2025/a.ky.md (zip)\n== expect outputs\nx\n",
        "About\n== articles/2025/a.ky.md\n== expect outputs\nx\n== expect problems\ny\n",
    ],
)
def test_a_site_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"nameless|unknown option"):
        archives.parse("nameless", text)


# --- links and special files


@pytest.mark.parametrize(
    "path",
    [
        "articles/2025/a.ky.md",
        "articles/2025/b.ky.md",
        "articles/2024",
        "articles/2025/a/plan.pdf",
        "registry/tags.yml",
        "registry/regions",
    ],
)
def test_symbolic_links_are_refused(path: str, tmp_path: Path, chrome: Chrome) -> None:
    root = make(tmp_path / "archive", {"articles/2025/a.ky.md": article()})
    outside = tmp_path / "outside"
    make(outside, {"articles/2024/secret.ky.md": article("Secret", date="2024-01-01")})
    link = root / path
    link.unlink(missing_ok=True)
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(outside if "." not in link.name else outside / "articles/2024/secret.ky.md")
    assert [where(problem) for problem in problems(root, chrome) if problem.code == "symbolic-link"] == [
        f"{path} symbolic-link"
    ]
    assert not (root / "site").exists()


def test_a_link_that_leads_nowhere_or_round_in_circles(tmp_path: Path, chrome: Chrome) -> None:
    root = make(tmp_path, {"articles/2025/a.ky.md": article()})
    (root / "articles/2025/b.ky.md").symlink_to("gone")
    (root / "articles/2025/round").symlink_to(root / "articles")
    assert [where(problem) for problem in problems(root, chrome)] == [
        "articles/2025/b.ky.md symbolic-link",
        "articles/2025/round symbolic-link",
    ]


def test_a_pipe_is_not_waited_for(tmp_path: Path, chrome: Chrome) -> None:
    root = make(tmp_path, {"articles/2025/a.ky.md": article()})
    os.mkfifo(root / "articles/2025/b.ky.md")
    assert [where(problem) for problem in problems(root, chrome)] == ["articles/2025/b.ky.md symbolic-link"]


@pytest.mark.parametrize("folder", ["articles", "registry"])
def test_the_folders_themselves_may_not_be_links(folder: str, tmp_path: Path, chrome: Chrome) -> None:
    outside = make(tmp_path / "outside", {"articles/2024/secret.ky.md": article("Secret", date="2024-01-01")})
    root = make(tmp_path / "archive", {})
    for file in (root / folder).glob("*"):
        file.unlink()
    (root / folder).rmdir()
    (root / folder).symlink_to(outside / folder)
    assert [problem.code for problem in problems(root, chrome)] == ["symbolic-link"]


def test_a_file_name_that_is_no_text(tmp_path: Path, chrome: Chrome) -> None:
    root = make(tmp_path, {"articles/2025/a.ky.md": article()})
    name = os.fsencode(root / "articles/2025") + b"/b\xff.ky.md"
    Path(os.fsdecode(name)).write_text(article())
    assert [problem.code for problem in problems(root, chrome)] == ["bad-path"]


# --- sizes


def test_too_large(tmp_path: Path, chrome: Chrome) -> None:
    long = "note: " + "м" * 40_000 + "\n"
    root = make(
        tmp_path,
        {
            "articles/2025/body.ky.md": article(body="x" * 1024 * 1024),
            "articles/2025/endless.ky.md": "---\n" + long * 3,
            "articles/2025/front.ky.md": "---\n" + long * 3 + "---\n",
            "articles/2025/good.ky.md": article(),
            "articles/2025/good/film.pdf": "",
        },
    )
    os.truncate(root / "articles/2025/good/film.pdf", 20 * 1024 * 1024 + 1)
    assert [where(problem) for problem in problems(root, chrome)] == [
        "articles/2025/body.ky.md too-large",
        "articles/2025/endless.ky.md:1:1 too-large",
        "articles/2025/front.ky.md:1:1 too-large",
        "articles/2025/good/film.pdf too-large",
    ]


def test_a_body_just_under_the_limit_is_published(tmp_path: Path, chrome: Chrome) -> None:
    paragraph = "Сөз " * 250 + "\n\n"
    root = make(tmp_path, {"articles/2025/a.ky.md": article(body=paragraph * 550)})
    assert publish(root, chrome).articles == 1


@pytest.mark.parametrize(
    "front_matter",
    [
        "title: " + "[" * 10_000,
        "title: " + "{a: " * 10_000,
        "- " * 20_000,
        "? " * 20_000,
        "a: &a [x]\n" + "\n".join(f"b{i}: &b{i} [*a, *a, *a, *a]" for i in range(1000)),
        "\n".join(f"key{i}: {i}" for i in range(4000)),
        "tags: [" + ", ".join(f"tag{i}" for i in range(5000)) + "]",
        "title: >-\n" + "  word\n" * 8000,
        "title: '" + "'' " * 15_000 + "'",
        'title: "' + "\\x41" * 15_000 + '"',
    ],
    ids=[
        "lists",
        "mappings",
        "block-lists",
        "keys",
        "aliases",
        "many-keys",
        "many-terms",
        "folded",
        "quotes",
        "escapes",
    ],
)
def test_front_matter_that_would_be_a_bomb_takes_no_time(
    front_matter: str, tmp_path: Path, chrome: Chrome
) -> None:
    root = make(tmp_path, {"articles/2025/a.ky.md": f"---\n{front_matter}\n---\nText\n"})
    started = time.process_time()
    assert problems(root, chrome)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "body",
    [
        "> " * 5000 + "x",
        "[" * 50_000,
        "![" * 25_000,
        "*a _b " * 10_000,
        "`" * 50_000 + "x",
        "- " * 10_000 + "x",
        "[^a]" * 10_000 + "\n\n[^a]: " + "x" * 100,
        "\n".join(f"[a{i}]: https://example.org/{i}" for i in range(10_000)) + "\n\n" + "[a1] " * 10_000,
        "# x\n" * 2000,
        "[x](#nowhere) " * 5000,
    ],
    ids=[
        "quotes",
        "brackets",
        "images",
        "emphasis",
        "ticks",
        "lists",
        "notes",
        "references",
        "headings",
        "anchors",
    ],
)
def test_a_body_that_would_be_a_bomb_takes_little_time(body: str, tmp_path: Path, chrome: Chrome) -> None:
    root = make(tmp_path, {"articles/2025/a.ky.md": article(body=body)})
    started = time.process_time()
    problems(root, chrome)
    assert time.process_time() - started < 5


def test_a_table_does_not_grow_beyond_measure(tmp_path: Path, chrome: Chrome) -> None:
    table = "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + "|x|\n" * 60 + "\n"
    root = make(tmp_path, {"articles/2025/a.ky.md": article(body=table * 20)})
    started = time.process_time()
    assert [where(problem) for problem in problems(root, chrome)] == ["articles/2025/a.ky.md:76:1 too-large"]
    assert time.process_time() - started < 5


# --- the whole


def test_a_theme_that_fails_is_a_problem_of_the_archive(tmp_path: Path) -> None:
    root = make(
        tmp_path,
        {"articles/2025/a.ky.md": article(), "mkdocs.yml": "site_name: X\ntheme: {name: no-such-theme}\n"},
    )
    with pytest.raises(InputError) as caught:
        build.run(build.Options(root, root / "site", jobs=1))
    assert [where(problem) for problem in caught.value.problems] == ["mkdocs.yml theme-failed"]
    assert "no-such-theme" in caught.value.problems[0].hint
    assert not (root / "site").exists()


def test_a_folder_without_articles_is_no_archive(tmp_path: Path, chrome: Chrome) -> None:
    with pytest.raises(UsageError):
        publish(tmp_path, chrome)


def test_two_builds_of_one_archive_give_the_same_bytes(tmp_path: Path, chrome: Chrome) -> None:
    site = archives.load("story-with-translations")
    one, two = make(tmp_path / "one", site.files), make(tmp_path / "two", dict(reversed(site.files.items())))
    publish(one, chrome)
    publish(two, chrome)
    names = files(one / "site")
    assert names == files(two / "site")
    assert all((one / "site" / name).read_bytes() == (two / "site" / name).read_bytes() for name in names)


def test_the_second_build_renders_nothing(tmp_path: Path, chrome: Chrome) -> None:
    root = make(tmp_path, archives.load("story-with-translations").files)
    first, second = publish(root, chrome), publish(root, chrome)
    assert first.rendered == first.outputs
    assert (second.rendered, second.written, second.removed) == (0, 0, 0)
    assert second.bytes == first.bytes


def test_drafts_are_shown_on_request(tmp_path: Path, chrome: Chrome) -> None:
    root = make(tmp_path, archives.load("draft").files)
    summary = publish(root, chrome, drafts=True)
    page = (root / "site/en/2025/draft/index.html").read_text("utf-8")
    assert summary.drafts == 0
    assert '<p class="banner draft">' in page
    assert "<meta name=robots content=noindex>" in page


def test_a_long_listing_is_cut_by_year(tmp_path: Path, chrome: Chrome) -> None:
    """Up to 200 stories are one page; beyond, whole years: the newest hundred or more come first."""
    years = {"2025": 60, "2024": 50, "2023": 70, "2022": 21}
    texts = {
        f"articles/{year}/s{number:03}.ky.md": article(
            f"S {year} {number}", date=f"{year}-05-{number % 28 + 1:02}", region="KG-Y-TON"
        )
        for year, count in years.items()
        for number in range(count)
    }
    texts["articles/undated/old.ky.md"] = article("Old", date="", region="KG-O")
    root = make(tmp_path, texts)
    publish(root, chrome)

    def page(path: str) -> str:
        return plain((root / "site/en" / path / "index.html").read_text("utf-8"))

    for listing in ("regions/kg", "regions/kg-y-ton"):
        first, older = page(listing), page(f"{listing}/2023")
        assert [first.count(f">S {year} ") for year in years] == [60, 50, 0, 0]
        assert [older.count(f">S {year} ") for year in years] == [0, 0, 70, 0]
        for piece in (
            '<a href="2023/">2023</a> <span>70</span>',
            '<a href="./" aria-current="page">2025</a> <span>60</span>',
        ):
            assert plain(piece) in first
        for piece in (
            '<a href="../2022/">2022</a>',
            '<a href="../2023/" aria-current="page">2023</a>',
            '<a href="../">2025</a>',
        ):
            assert plain(piece) in older
    assert plain('href="undated/"') in page("regions/kg")
    assert ">Old<" in page("regions/kg/undated")
    for listing in ("all", "languages/ky"):  # their older years are the listings of the years
        assert [page(listing).count(f">S {year} ") for year in years] == [60, 50, 0, 0]
        assert "years/2022/>2022</a>" in page(listing)
    assert page("years/2023").count(">S 2023 ") == 70
    assert not (root / "site/en/regions/kg/2025").exists()
    assert not (root / "site/en/regions/kg-o/undated").exists()
    assert not (root / "site/en/all/2022").exists()


def test_a_listing_of_two_hundred_is_one_page(tmp_path: Path, chrome: Chrome) -> None:
    texts = {
        f"articles/{2020 + number % 2}/s{number:03}.ky.md": article(
            f"S {number}", date=str(2020 + number % 2), region="KZ"
        )
        for number in range(200)
    }
    root = make(tmp_path, texts)
    publish(root, chrome)
    page = (root / "site/en/regions/kz/index.html").read_text("utf-8")
    assert page.count(">S ") == 200
    assert "periods" not in page
    assert "200 stories" in page

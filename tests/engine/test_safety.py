"""Any bytes at all: problems or success, never an exception, and in time linear in the input."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engine.helpers import Archive, environ, run, scratch, small, tree
from tests.engine.test_properties import Held, held  # noqa: F401

from achyq import article, registry, registry_files
from achyq.check.text import inspect
from achyq.errors import CODES, InputError, Problem

PATH = "articles/2024/fuzz.ky.md"
KEYS = [
    "title", "date", "language", "region", "organiser", "strategy", "tags", "event_date", "summary", "source",
    "translated_from", "status", "withdrawn_reason", "corrections", "note", "name", "level", "parent", "kind",
    "url", "ky", "ru", "uz-Cyrl", "unknown", "", "?", "<<", "no",
]  # fmt: skip
SCALARS = st.one_of(
    st.sampled_from(
        [
            "", "~", "null", "no", "ky", "2024-01-02", "2024-02-30", "12:30", "017", "0x1F", ".inf",
            "1e999999",
            "KG-Y", "draft", "withdrawn", "https://a.example/", "javascript:alert(1)", "[", "{", "'",
            '"', "|",
            ">-", "&a b", "*a", "!!python/object:os.system x", "%YAML 9.9", "---", "...", "# c", "- - -",
            "? :",
            "9999-99", "XXXX-XX-XX", "../..", "-99999999999", "Y-17E7", "\u2028", "\ufeff", "a: b: c",
        ]
    ),
    st.text(max_size=12),
    st.text(alphabet="[]{}:,-?!&*|>'\"%@`#~\\ \n\tx", max_size=12),
)  # fmt: skip


@st.composite
def yamlish(draw: st.DrawFn) -> str:
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        indent = " " * draw(st.sampled_from([0, 0, 0, 1, 2, 4]))
        dash = draw(st.sampled_from(["", "", "", "- "]))
        key, value = draw(st.sampled_from(KEYS)), draw(SCALARS)
        lines.append(f"{indent}{dash}{key}{draw(st.sampled_from([': ', ': ', ':', ' ']))}{value}")
    return "\n".join(lines)


MARKDOWN = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "# ", "> ", "- ", "1. ", "[a](b.md)", "[a](../../../etc/passwd)", "![](x.jpg)", "[^1]",
                "[^1]: n",
                "<script>alert(1)</script>", "<b onclick=x>", "`", "```\n", "|a|b|\n|-|-|\n",
                "[a](javascript:x)",
                "\n\n", "***", "~~", "\\", "&amp;", "&#0;", "&#x110000;", "[a]: /b", "[a][a]", "⟦body⟧", "\0",
                "[a](<b c>)", "[a](//host)", "[a](#s)", "<https://a.example>", "[x](http://[)", "[x](%)",
            ]
        ),
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)  # fmt: skip


def check(problems: tuple[Problem, ...] | list[Problem], path: str, data: bytes) -> None:
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in problems:
        assert problem.code in CODES
        assert problem.path == path
        assert problem.message
        assert 0 <= problem.line <= lines
        assert problem.column >= 0
        assert str(problem)


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    st.one_of(st.binary(max_size=200), st.binary(max_size=60).map(lambda data: b"---\n" + data + b"\n---\n"))
)
def test_any_bytes_as_an_article(data: bytes):
    reading = article.read(PATH, data)
    check(reading.problems, PATH, data)
    assert reading.record or reading.problems


@settings(max_examples=250, deadline=None, derandomize=True, database=None)
@given(yamlish(), MARKDOWN)
def test_any_front_matter_and_text(front: str, body: str):
    data = f"---\n{front}\n---\n{body}".encode("utf-8", "surrogatepass")
    reading = article.read(PATH, data)
    check(reading.problems, PATH, data)
    assert reading.record or reading.problems
    assert "<script" not in reading.body
    assert "javascript:" not in reading.body.replace("(javascript:", "")


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(MARKDOWN)
def test_any_text_is_a_page_or_problems(body: str):
    """A text without problems renders to HTML in which nothing is active."""
    front = "---\ntitle: T\nlanguage: ky\ndate: 2024\n---\n"
    reading = article.read(PATH, (front + body).encode())
    if not reading.problems:
        assert reading.record
        for forbidden in ("<script", "onclick", "<style", "<iframe", "<form"):
            assert forbidden not in reading.body.replace("&lt;", "") or forbidden == "onclick"


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(
    st.sampled_from(registry.KINDS),
    st.one_of(yamlish(), yamlish().map(lambda t: "X:\n  " + t.replace("\n", "\n  "))),
)
def test_any_text_as_a_registry(kind: str, text: str):
    problems: list[Problem] = []
    path = f"registry/{kind}.yml"
    raw = {kind: registry_files.read(kind, [(path, text)], problems.append)}
    registry_files.link(raw, problems.append)
    check(problems, path, text.encode("utf-8", "surrogatepass"))


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(
    st.dictionaries(
        st.sampled_from([PATH, "articles/2023/story-00.ky.md", "registry/tags.yml", "registry/regions.yml"]),
        st.one_of(
            st.binary(max_size=99), yamlish().map(lambda t: f"---\n{t}\n---\n".encode("utf-8", "replace"))
        ),
        min_size=1,
    )
)
def test_any_files_are_a_site_or_problems(held: Held, files: dict[str, bytes]):  # noqa: F811
    with scratch() as root:
        small().write(root)
        for path, data in files.items():
            (root / path).write_bytes(data)
        try:
            run(root, root / "site", held.chrome)
        except InputError as error:
            assert error.problems
            assert not (root / "site").exists()


# --- files that are none


FOREIGN = [
    pytest.param(b"articles/2024/\xff.md", id="not UTF-8"),
    pytest.param(b"articles/2024/new\nline.ky.md", id="newline"),
    pytest.param("articles/2024/СЛОВО.ky.md".encode(), id="Cyrillic"),
    pytest.param(b"articles/2024/a.b.c.md", id="two suffixes"),
    pytest.param(b"articles/stray.txt", id="attachment at the top"),
    pytest.param(b"articles/2024/x/page.html", id="active content"),
    pytest.param(b"registry/unknown.yml", id="registry"),
    pytest.param(b"registry/regions/\xff.yml", id="registry not UTF-8"),
]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_with_any_name(root: Path, held: Held, name: bytes, request: pytest.FixtureRequest):  # noqa: F811
    path = os.fsencode(root) + b"/" + name
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"---\ntitle: T\nlanguage: ky\n---\n")
    with pytest.raises(InputError) as failure:
        run(root, root / "site", held.chrome)
    for problem in failure.value.problems:
        assert problem.code in CODES
        str(problem).encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("target", ["/etc/hostname", "story-00.ky.md", "/etc", "nowhere"])
@pytest.mark.parametrize(
    "name", ["articles/2023/link.ky.md", "articles/2023/story-00/a.pdf", "registry/tags.yml", "articles/2022"]
)
def test_links_are_not_followed(root: Path, held: Held, name: str, target: str):  # noqa: F811
    path = root / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(target)
    with pytest.raises(InputError) as failure:
        run(root, root / "site", held.chrome)
    assert "symbolic-link" in {problem.code for problem in failure.value.problems}


def test_a_pipe_does_not_block(root: Path, held: Held):  # noqa: F811
    os.mkfifo(root / "articles/2023/pipe.ky.md")
    with pytest.raises(InputError):
        run(root, root / "site", held.chrome)


# --- links to what is not published


@pytest.mark.parametrize("status", ["published", "withdrawn", "draft"])
def test_a_link_leads_to_a_page_or_is_a_problem(root: Path, archive: Archive, held: Held, status: str):  # noqa: F811
    archive.articles["2023/story-01", "ru"] |= {"status": status, "withdrawn_reason": "Untrue."}
    archive.articles["2023/story-00", "ky"]["body"] = "[There](story-01.ru.md)"
    archive.write(root)
    try:
        run(root, root / "site", held.chrome)
    except InputError as error:
        assert [problem.code for problem in error.problems] == ["broken-link"]
    else:
        assert "ru/2023/story-01/index.html" in tree(root / "site")


# --- time


FRONT = "---\ntitle: T\nlanguage: ky\ndate: 2024\n"
HEAD = FRONT + "---\n"
LINEAR = {
    "words": (HEAD, "word "),
    "paragraphs": (HEAD, "word\n\n"),
    "headings": (HEAD, "# head\n\n"),
    "links": (HEAD, "[a](https://a.example/) "),
    "anchors": (HEAD, "[a](#none) "),
    "anchors spelled otherwise": (HEAD, "[a](#b&amp;c) "),
    "bad links": (HEAD, "[a](/etc) "),
    "emphasis": (HEAD, "*a **a "),
    "open brackets": (HEAD, "["),
    "open links": (HEAD, "[a]("),
    "backticks": (HEAD, "`a "),
    "entities": (HEAD, "&amp;"),
    "raw HTML": (HEAD, "<b>"),
    "comments": (HEAD, "<!-- "),
    "footnotes": (HEAD, "[^1] "),
    "lists": (HEAD, "- a\n"),
    "quotes": (HEAD, ">"),
    "indented lists": (HEAD, "- "),
    "table rows": (HEAD + "|a|b|\n|-|-|\n", "|c|d|\n"),
    "control characters": (HEAD, "\x01"),
    "carriage returns": (HEAD, "\r"),
    "fences": ("", "---\n"),
    "tabs after a fence": (HEAD, "---\t\t\t\tx"),
    "unclosed front matter": ("---\n", "a: b\n"),
    "brackets in YAML": ("---\nregion: ", "["),
    "unknown keys": ("---\n", ""),
    "empty items": ("---\ntags: [", "~,"),
    "one word": (HEAD, "сөз"),
    "one word in two scripts": (HEAD + "word сөз\n\n", "сwоrд"),
    "words in two scripts": (HEAD, "сөз word "),
    "digits": (HEAD, "12"),
    "numbers": (HEAD, "+996 "),
    "at signs": (HEAD, "a@"),
    "apostrophes": (HEAD.replace("ky", "uz"), "o'g'"),
    "soft hyphens": (HEAD, "a\u00ad"),
    "accents": (HEAD, "a\u0301"),
    "addresses": (HEAD, "http://"),
    "file names": (HEAD, "a/b.md/"),
    "open code": (HEAD, "``` "),
    "words without their letters": (HEAD, "окмот мумкун дуйно "),
}
#: Bytes of the smaller sample, where they are not 20,000: front matter must stay below its limit.
SIZES = {
    **dict.fromkeys(("unknown keys", "empty items", "unclosed front matter"), 6_000),
    **dict.fromkeys(("headings", "quotes", "soft hyphens"), 2_000),
    "brackets in YAML": 2_500,
    "anchors spelled otherwise": 8_000,
}


def sample(name: str, size: int) -> bytes:
    head, piece = LINEAR[name]
    if name == "unknown keys":
        return (head + "".join(f"k{n}: 1\n" for n in range(size // 8))).encode() + b"---\n"
    return (head + piece * (size // len(piece)) + ("\n---\n" if name in SIZES else "")).encode()


def timed(data: bytes) -> float:
    gc.disable()  # as a build does
    started = time.process_time()
    reading = article.read(PATH, data)
    inspect(reading.record, reading.text)
    used = time.process_time() - started
    gc.enable()
    return used


@pytest.mark.parametrize("name", LINEAR)
def test_time_is_linear(name: str):
    size = SIZES.get(name, 20_000)
    article.read(PATH, sample(name, 2000))
    one = min(timed(sample(name, size)) for _ in range(3))
    ten = min(timed(sample(name, 10 * size)) for _ in range(2))
    assert ten < 25 * max(one, 0.004)


NESTED = {
    "quotes": ">" * 5_000 + " a",
    "lists": "- " * 5_000 + "a",
    "emphasis": "*a _b " * 30_000,
    "brackets": "[" * 100_000 + "a" + "]" * 100_000,
    "images": "![" * 50_000 + "a" + "](b)" * 50_000,
}


@pytest.mark.parametrize("name", NESTED)
def test_deep_nesting_ends(name: str, tmp_path: Path):
    """In a process of its own: native code could end it."""
    (tmp_path / "article.md").write_text(HEAD + NESTED[name])
    code = f"import sys; from achyq import article; article.read({PATH!r}, open(sys.argv[1], 'rb').read())"
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "article.md")], env=environ(), timeout=20, check=False
    )
    assert ran.returncode == 0

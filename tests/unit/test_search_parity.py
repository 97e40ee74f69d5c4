"""The browser's search engine against the reference in Python: the same index, the same queries."""

from __future__ import annotations

import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests import archives

from achyq import build, bundle, translit
from achyq.search import command, engine, index, partition
from achyq.search.document import documents
from achyq.search.files import FOLDER
from achyq.search.query import read
from achyq.search.reader import Reader
from achyq.search.text import LANGUAGES, analysis_language, fold, tokens
from achyq.view import escape

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "tests/tools"
SCRIPTS = ROOT / "overrides/assets/javascripts"
MODULES = SCRIPTS / "search"
NODE = shutil.which("node")
LOCALES = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")
TERMS = {
    "region": ("KG", "KG-Y", "KG-Y-TON", "KG-O", "none"),
    "organiser": ("kg-prosecutor", "unodc"),
    "strategy": ("kg-plan-2021", "kg-plan-2025"),
    "tag": (),
    "language": LOCALES,
    "status": ("published", "withdrawn"),
}
HOSTILE = (
    *(
        "",
        " ",
        '"',
        '""',
        "-",
        "--",
        '-"',
        '"-',
        "- -",
        "«»",
        "\\",
        "/",
        "*",
        "?",
        "(",
        "[a",
        "a{9999}",
        ".*",
    ),
    *(
        "<script>alert(1)</script>",
        "&amp;",
        "\u202eабв",
        "\u200bа\u200b",
        "\ufeff",
        "\x00",
        "a\x00b",
        "😀",
        "😀а",
    ),
    *("а" * 10_000, "а " * 5_000, '"' * 9_999, "- " * 3_000, '-"а б" в', '"а', "а-", "-а", "а-б-в", "а--б"),
    *(
        "'",
        "ʻ",
        "oʻ",
        "o'",
        "gʻ",
        "O‘zbekiston",
        "İstanbul",
        "ıI",
        "ß",
        "ﬁ",
        "Å",
        "А\u0301",
        "\u0301",
        "5",
        "2025",
    ),
    *("constructor", "__proto__", "toString", "hasOwnProperty", "%00", "’", "ё", "Ё", "ъ", "ь", "ъъъ", "ўҚ"),
)

pytestmark = pytest.mark.skipif(
    NODE is None and os.environ.get("CI") != "true", reason="needs node: see scripts/test-tools.sh"
)


class Site(NamedTuple):
    """A folder with an index and the pages of its articles, and the texts they have."""

    folder: Path
    texts: dict[str, list[str]]


def vocabulary() -> dict[str, list[str]]:
    """The words of the project's own articles, by locale."""
    words: dict[str, list[str]] = {locale: [] for locale in LOCALES}
    for path in sorted((ROOT / "articles").rglob("*.md")):
        locale = path.name.split(".")[-2]
        text = path.read_text("utf-8").split("\n---\n", 1)[1]
        words[locale] += [token.text for token in tokens(text) if not token.text[0].isdigit()]
    words["uz"] = [translit.to_latin(word) for word in words["uz-Cyrl"]]
    words["kk"] += [word for word in words["ru"][::7] if word]
    return words


def texts(draw: random.Random, words: Sequence[str]) -> tuple[str, str]:
    """A title and a body."""

    def sentence(most: int) -> str:
        return " ".join(draw.choices(words, k=draw.randint(2, most)))

    body = "\n\n".join(sentence(12) + ". " + sentence(9) + "." for _ in range(draw.randint(1, 3)))
    return sentence(6), body


def archive(root: Path, seed: int) -> Path:
    """An archive of some hundred made-up articles in all languages."""
    draw = random.Random(seed)
    words = vocabulary()
    files = {}
    for number in range(90):
        year = draw.choice([2012, 2019, 2024, 2025, 0])
        story = f"{year or 'undated'}/story-{number}"
        original, *others = draw.sample(LOCALES, draw.choice([1, 1, 2, 3]))
        facts = {
            "region": draw.choice(["KG", "KG-Y", "KG-Y-TON", "KG-O", ""]),
            "organiser": draw.choice(["kg-prosecutor", "unodc", "", "[ton-prosecutor, unodc]"]),
            "strategy": draw.choice(["kg-plan-2021", "", ""]),
        }
        for language in (original, *others):
            title, body = texts(draw, words[language])
            date = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}" if year else ""
            fields = {"summary": json.dumps(" ".join(draw.choices(words[language], k=6)), ensure_ascii=False)}
            if language != original:
                fields, date = {"translated_from": original}, ""
            else:
                fields |= {name: value for name, value in facts.items() if value}
                if number % 20 == 7:
                    fields |= {"status": "withdrawn", "withdrawn_reason": "Made up"}
            files[f"articles/{story}.{language}.md"] = archives.article(
                json.dumps(title, ensure_ascii=False), body, language, date, **fields
            )
    return archives.make(root, files)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The index of the archive, in so many shards that keys are merged, and a page for each article."""
    root = archive(tmp_path_factory.mktemp("archive"), seed=5)
    library, bodies = build.load(build.Options(root, root / "site"), root / ".cache", build.Silent(), 1)
    body_of = partial(build._body, root, bodies)
    folder = tmp_path_factory.mktemp("site")
    (folder / FOLDER).mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "SHARD", 600)
        patch.setattr(partition, "LEAST", 2_400)
        patch.setattr(partition, "FULL", 10_000)
        files = index.update(library, CONCEPTS, root / ".cache", "1", body_of)
        content = index.reader(root / ".cache", "1")
        for path, _ in files:
            (folder / path).write_bytes(content(path))
    found: dict[str, list[str]] = {}
    for document in chain.from_iterable(documents(library).values()):
        article = document.article
        page = folder / article.language / article.story / "index.html"
        page.parent.mkdir(parents=True)
        body = "" if article.status == "withdrawn" else body_of(article.path, article.body)
        page.write_text(
            f'<header><h1 lang="{article.language}">{escape(article.title)}</h1>'
            f'<p class="summary">{escape(article.summary or "")}</p></header>'
            f'<div class="prose">{body}</div><aside>-</aside>',
            "utf-8",
        )
        found.setdefault(article.language, []).append(re.sub(r"<[^>]*>", " ", body) + " " + article.title)
    return Site(folder, found)


CONCEPTS = (
    {"ky": ["коррупция", "паракорчулук"], "kk": ["жемқорлық", "сыбайлас жемқорлық"], "ru": ["коррупция"]},
    {"ru": ["обучение", "тренинг"], "en": ["training", "seminar"], "ky": ["окутуу", "семинар-тренинг"]},
    {"uz": ["korrupsiya"], "en": ["corruption"], "*": ["КОРРУПЦИЯ"]},
)
#: Words that name them, and one that does not.
NAMED = ("коррупция", "коррупцияга", "сыбайлас жемқорлық", "training", "korrupsiyani", "тренинги", "окуу")


def spelled_otherwise(draw: random.Random, word: str, locale: str) -> str:
    """A word as somebody else may type it."""
    language = analysis_language(locale)
    at = draw.randrange(len(word))
    ways = {
        "same": word,
        "folded": fold(word.lower(), language),
        "capitals": word.upper(),
        "script": translit.to_cyrillic(word) if locale == "uz" else translit.to_latin(word),
        "longer": word + draw.choice(["лар", "нын", "га", "lar", "ning", "s", "ами"]),
        "shorter": word[: max(1, len(word) - draw.randint(1, 4))],
        "mistyped": word[:at] + word[at + 1 :] or word,
        "swapped": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        "joined": word + "-" + word,
    }
    return ways[draw.choice(list(ways))]


def made_queries(site: Site, seed: int, count: int) -> Iterator[dict[str, Any]]:
    """Queries of all kinds, which find much, little or nothing."""
    draw = random.Random(seed)
    for _ in range(count):
        locale = draw.choice(LOCALES)
        text = draw.choice(site.texts[draw.choice([locale, locale, locale, draw.choice(LOCALES)])])
        words = [token.text for token in tokens(text)]
        at = draw.randrange(len(words))
        parts = [
            spelled_otherwise(draw, draw.choice(words), locale)
            for _ in range(draw.choice([0, 1, 1, 1, 2, 2, 3]))
        ]
        if draw.random() < 0.2:
            phrase = words[at : at + draw.randint(1, 3)]
            parts.append('"' + " ".join(phrase) + '"')
        if draw.random() < 0.15:
            parts.append("-" + draw.choice(words))
        if draw.random() < 0.3:
            parts.append(draw.choice(NAMED))
        query: dict[str, Any] = {"q": " ".join(parts), "locale": locale}
        for kind, terms in TERMS.items():
            if terms and draw.random() < 0.08:
                query[kind] = draw.sample(terms, draw.randint(1, 2))
        if draw.random() < 0.15:
            query |= draw.choice([{"from": 2019}, {"to": 2019}, {"from": 2018, "to": 2024}, {"from": 2030}])
        if draw.random() < 0.15:
            query["exact"] = True
        if draw.random() < 0.2:
            query["prefix"] = True
        if draw.random() < 0.2:
            query["sort"] = draw.choice(["newest", "oldest"])
        if draw.random() < 0.5:
            query |= {"limit": draw.choice([0, 1, 3, 50, None]), "offset": draw.choice([0, 0, 2])}
        yield query


def in_node(queries: Sequence[dict[str, Any]], script: Path, *arguments: Path) -> list[Any]:
    """What a script says of queries, each a line of JSON."""
    given = "\n".join(json.dumps(query) for query in queries)
    done = subprocess.run(
        [str(NODE), str(script), *map(str, arguments)],
        input=given,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def in_python(reader: Reader, values: dict[str, Any]) -> dict[str, Any]:
    """The same from the reference."""
    query = read(values)
    result = engine.search(reader, query)
    said = {
        "total": result.total,
        "words": [word._asdict() for word in result.words],
        "groups": [
            group._asdict() | {"hits": [hit._asdict() for hit in group.hits]} for group in result.groups
        ],
        "relaxed": result.relaxed,
        "unread": result.unread,
        "suggestion": result.suggestion,
        "facets": None,
    }
    return {"result": said, "facets": engine.facets(reader, query, result)}


def assert_same(site: Path, queries: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Both engines say the same of all queries, to the last hit, form, score and count: that of the
    browser as it is written and as it is published.
    """
    reader = Reader.of(site)
    published = site.parent / "search.mjs"
    published.write_text(bundle.bundled(SCRIPTS, "search.mjs"), "utf-8")
    parity = TOOLS / "search-parity.mjs"
    found = in_node(queries, parity, site, published)
    assert found == in_node(queries, parity, site, SCRIPTS / "search.mjs")
    assert len(found) == len(queries)
    for query, mine in zip(queries, found, strict=True):
        first = mine.pop("first")
        wanted = in_python(reader, query)
        assert mine == wanted, query
        groups = [f"{group['language']}/{group['by']}" for group in wanted["result"]["groups"]]
        own = analysis_language(query["locale"])
        if not wanted["result"]["relaxed"] and first is not None:
            assert first == [group for group in groups if group.startswith(f"{own}/")], query
    return [mine["result"] for mine in found]


def test_both_engines_find_the_same(site: Site) -> None:
    found = assert_same(site.folder, list(made_queries(site, seed=11, count=500)))
    # The queries were worth asking.
    assert sum(bool(result["total"]) for result in found) > 250
    assert sum(result["relaxed"] for result in found) > 20
    assert sum(result["suggestion"] is not None for result in found) > 20
    assert sum(any(group["by"] == "synonyms" for group in result["groups"]) for result in found) > 20
    assert (
        sum(
            any(word["state"] == "phrase" for word in result["words"]) and bool(result["total"])
            for result in found
        )
        > 10
    )


def test_both_engines_bear_the_same(site: Site) -> None:
    queries: list[dict[str, Any]] = [{"q": q, "locale": locale} for q in HOSTILE for locale in ("ky", "uz")]
    queries += [{"q": q, "locale": "ru", "prefix": True, "region": [q]} for q in HOSTILE]
    assert_same(site.folder, queries)


def test_the_command_says_what_the_script_says(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    queries = list(made_queries(site, seed=12, count=40))
    for query in queries:
        query.pop("limit", None)
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n".join(map(json.dumps, queries))))
    assert command._batch(Reader.of(site.folder)) == 0
    said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert in_node(queries, ROOT / "scripts/search-cli.mjs", site.folder) == said


@pytest.mark.parametrize("published", [False, True])
def test_the_parts_of_the_browsers_engine(published: bool, tmp_path: Path) -> None:
    environ = dict(os.environ)
    if published:
        environ["MODULES"] = tmp_path.as_uri() + "/"
        for path in MODULES.glob("*.mjs"):
            text = bundle.bundled(SCRIPTS, f"search/{path.name}", ["search/failure.mjs"])
            (tmp_path / path.name).write_text(text, "utf-8")
    done = subprocess.run(
        [str(NODE), "--test", str(TOOLS / "search.test.mjs")],
        env=environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_languages_are_those_of_the_reference() -> None:
    source = (MODULES / "run.mjs").read_text("utf-8")
    listed = re.search(r"const LANGUAGES = (\[.*\])", source)
    assert listed
    assert json.loads(listed[1]) == list(LANGUAGES)

"""The archive as data: valid by its own description, whole, and of one mind with the pages."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import re
import sqlite3
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import frictionless
import jsonschema
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from lxml import etree, html
from tests import archives
from tests.engine.helpers import PROJECT, Archive, assert_same, full, run, tree

from achyq.chrome import Chrome
from achyq.export import record, tables
from achyq.story import Story
from achyq.tree import SUMS

TOOLS = Path(__file__).parents[1] / "tools"
LITTLE = (
    "hostile-text",
    "hostile-registry",
    "undated",
    "edtf-dates",
    "corrections",
    "uzbek-twin",
    "empty-archive",
)


@pytest.fixture
def hard(tmp_path: Path, chrome: Chrome) -> list[Path]:
    """Sites of little archives with what is hard to export."""
    sites = []
    for name in LITTLE:
        root = archives.make(tmp_path / name, archives.load(name).files)
        archives.publish(root, chrome)
        sites.append(root / "site")
    return sites


@pytest.fixture
def site(root: Path, chrome: Chrome) -> Path:
    """The small archive as it is published, with the database."""
    run(root, root / "site", chrome, database=True)
    return root / "site"


def rows(site: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((site / f"data/{name}.csv").read_text("utf-8"))))


def lines(site: Path, name: str) -> list[dict]:
    return [json.loads(line) for line in (site / f"data/{name}.jsonl").read_text("utf-8").splitlines()]


def test_the_package_is_valid(site: Path, hard: list[Path]) -> None:
    for folder in (site, *hard):
        if not rows(folder, "stories"):  # frictionless can't read JSON Lines without a line
            continue
        report = frictionless.validate(str(folder / "data/datapackage.json"))
        assert report.valid, report.flatten(["type", "note", "rowNumber", "fieldName"])
        assert report.stats["tasks"] >= len(tables.TABLES)


def test_the_package_shows_what_is_wrong(site: Path) -> None:
    path = site / "data/story_terms.csv"
    path.write_text(path.read_text("utf-8") + "2099/nobody,tags,meeting,1\n", "utf-8")
    found = {
        error[0] for error in frictionless.validate(str(site / "data/datapackage.json")).flatten(["type"])
    }
    assert {"foreign-key", "hash-count", "byte-count"} <= found


def test_coverage_is_described(site: Path) -> None:
    """Its tables stand in the package with all their columns, and a year that is none is a fault."""
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    schemas = {found["path"]: found["schema"] for found in package["resources"] if "schema" in found}
    for name in ("coverage_strategies", "coverage_years"):
        assert [field["name"] for field in schemas[f"{name}.csv"]["fields"]] == list(rows(site, name)[0])
    years = site / "data/coverage_years.csv"
    last = list(rows(site, "coverage_years")[-1].values())
    years.write_text(years.read_text("utf-8") + ",".join([*last[:-2], "1999?", "1"]) + "\n", "utf-8")
    report = frictionless.validate(str(site / "data/datapackage.json"))
    assert ["constraint-error", "year"] in report.flatten(["type", "fieldName"])


def test_coverage_adds_up(site: Path) -> None:
    """A strategy's numbers by place are those that the tables of stories give."""
    terms = {row["id"]: row for row in rows(site, "terms")}
    named: dict[str, dict[str, set[str]]] = {}
    for row in rows(site, "story_terms"):
        term = terms[row["term"]]
        if term["level"] == "district":
            term = terms[term["parent"]]
        named.setdefault(row["story"], {}).setdefault(row["kind"], set()).add(term["id"])
    counts: Counter[tuple[str, str]] = Counter()
    for found in named.values():
        places = found.get("regions", set())
        places = places - {terms[place]["parent"] for place in places}
        counts.update(itertools.product(places, found.get("strategies", ())))
    table = rows(site, "coverage_strategies")
    assert any(row["stories"] != "0" for row in table)
    for row in table:
        assert row["country"] == terms[row["strategy"]]["country"]
        assert counts[row["region"], row["strategy"]] == int(row["stories"])


def test_every_story_is_there_once(site: Path, archive: Archive) -> None:
    ids = sorted({story for story, _ in archive.articles})
    assert sorted(row["id"] for row in rows(site, "stories")) == ids
    assert sorted(story["id"] for story in lines(site, "stories")) == ids
    written = {
        (row["story"], row["language"]) for row in rows(site, "articles") if not row["transliterated_from"]
    }
    assert written == set(archive.articles)


def test_a_story_has_its_own_record(site: Path) -> None:
    for line in lines(site, "stories"):
        whole = json.loads((site / record.file_of(line["id"])).read_text("utf-8"))
        assert whole.pop("version") == record.VERSION
        for article in whole["articles"]:
            page = (site / article["url"].removeprefix("http://127.0.0.1:8000/") / "index.html").read_text(
                "utf-8"
            )
            assert bool(article["transliterated_from"]) != ("html" in article)
            assert article.pop("html", "") in page
        assert whole == line


def test_records_keep_their_schema(site: Path, hard: list[Path]) -> None:
    for folder in (site, *hard):
        schema = json.loads((folder / record.API / "story.schema.json").read_text("utf-8"))
        validator = jsonschema.Draft202012Validator(schema)
        for path in (folder / record.API / "stories").rglob("*.json"):
            assert not list(validator.iter_errors(json.loads(path.read_text("utf-8")))), path
    assert list(validator.iter_errors({"version": 1, "id": "2025/a"}))


def test_what_stands_under_a_term(site: Path) -> None:
    index = json.loads((site / record.API / "index.json").read_text("utf-8"))
    for kind in ("regions", "organisers", "strategies", "tags"):
        assert index[kind].endswith(f"/{kind}.json")
        terms = json.loads((site / record.API / f"{kind}.json").read_text("utf-8"))[kind]
        for term in terms:
            path = site / record.API / kind / f"{term['id'].lower()}.json"
            under = json.loads(path.read_text("utf-8"))["stories"] if path.exists() else []
            assert len(under) == term["stories"]
            page = (site / f"en/{kind}/{term['id'].lower()}/index.html").read_text("utf-8")
            assert all(story in page for story in under)


def test_the_database_answers(site: Path) -> None:
    base = sqlite3.connect(f"file:{site}/data/achyq.sqlite?mode=ro", uri=True)
    try:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        assert base.execute("pragma foreign_key_check").fetchall() == []
        for table in tables.TABLES:
            count = base.execute(f"select count(*) from {table.name}").fetchone()[0]
            assert count == len(rows(site, table.name))
        found = base.execute(
            "select story from articles_fts join articles on articles.rowid = articles_fts.rowid"
            " where articles_fts match 'text AND 7'"
        ).fetchall()
        assert found == [("2024/story-07",)]
    finally:
        base.close()


def test_the_static_repository_is_valid(site: Path, hard: list[Path]) -> None:
    schema = etree.RelaxNG(etree.parse(TOOLS / "oai-static.rng"))
    for folder in (site, *hard):
        tree_ = etree.fromstring((folder / "data/oai-pmh.xml").read_bytes())
        assert schema.validate(tree_), schema.error_log
        identifiers = tree_.findall(".//{http://www.openarchives.org/OAI/2.0/}identifier")
        assert len(identifiers) == sum(not row["transliterated_from"] for row in rows(folder, "articles"))
        tree_[0][0].text = ""
        assert not schema.validate(tree_)


def test_checksums_are_of_everything(site: Path) -> None:
    lines = [line.split("  ", 1) for line in (site / SUMS).read_text("utf-8").splitlines()]
    sums = {path: sum_ for sum_, path in lines}
    assert sums == {
        path: hashlib.sha256(data).hexdigest() for path, data in tree(site).items() if path != SUMS
    }


def test_an_unchanged_archive_is_not_exported_again(
    root: Path, site: Path, chrome: Chrome, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("achyq.export.pieces.update", None)
    assert run(root, site, chrome, database=True).rendered == []


def test_without_the_database_only_that_is_missing(root: Path, site: Path, chrome: Chrome) -> None:
    whole = tree(site)
    run(root, site, chrome)
    parts = tree(site)
    assert whole.keys() - parts.keys() == {"data/achyq.sqlite"}
    assert {path for path in parts if parts[path] != whole[path]} == {"SHA256SUMS", "data/datapackage.json"}
    assert not (root / ".cache/data/data/achyq.sqlite").exists()
    run(root, site, chrome, database=True)
    assert tree(site) == whole


def test_only_the_pieces_of_an_edited_story_are_made(
    root: Path, archive: Archive, chrome: Chrome, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = root / "site"
    run(root, site, chrome)
    before = tree(site)
    archive.articles["2025/pair", "ru"]["title"] = "Иначе"
    archive.write(root)
    made: list[str] = []
    original = record.story

    def story(story: Story, *others: Any) -> record.Record:
        made.append(story.id)
        return original(story, *others)

    with monkeypatch.context() as patch:
        patch.setattr(record, "story", story)
        rendered = run(root, site, chrome).rendered
    assert made == ["2025/pair"] * 2  # for the pieces, and for its own record
    after = tree(site)
    changed = {path for path in after if after[path] != before.get(path)}
    assert changed == set(rendered)
    assert {path for path in changed if path.startswith("data/")} == {
        "data/articles.csv",
        "data/stories.jsonl",
        "data/oai-pmh.xml",
        "data/datapackage.json",
        "data/v1/stories/2025/pair.json",
    }
    assert_same(after, full(archive, chrome))


def test_a_changed_export_is_not_believed(root: Path, site: Path, archive: Archive, chrome: Chrome) -> None:
    jsonl = root / ".cache/data/data/stories.jsonl"
    jsonl.write_bytes(jsonl.read_bytes().replace(b'"en"', b'"xx"'))
    archive.articles["2025/pair", "ru"]["title"] = "Иначе"
    archive.write(root)
    run(root, site, chrome)
    assert_same(tree(site), full(archive, chrome))


def test_a_deleted_export_heals(root: Path, site: Path, chrome: Chrome) -> None:
    before = tree(site)
    for path in (root / ".cache/data").rglob("*.csv"):
        path.unlink()
    (site / "data/stories.csv").unlink()
    assert run(root, site, chrome, database=True).rendered == ["data/stories.csv"]
    assert tree(site) == before


def test_citations_are_read(site: Path, hard: list[Path]) -> None:
    pages = [path for folder in (site, *hard) for path in folder.glob("*/*/*/index.html")]
    read = 0
    for page in pages:
        records = html.fromstring(page.read_bytes()).xpath('//section[@class="cite"]//pre/text()')
        if not records:
            continue
        bib, ris, csl = records
        library = parse_string(bib)
        assert (len(library.entries), library.failed_blocks) == (1, [])
        (reference,) = rispy.loads(ris)
        (item,) = json.loads(csl)
        url = f"/{page.parent.relative_to(page.parents[3])}/"
        assert item["URL"].endswith(url)
        assert reference["urls"] == [item["URL"]]
        assert library.entries[0]["url"] == item["URL"]
        assert reference["title"] == " ".join(item["title"].split())
        read += 1
    assert read > 30


def examples(path: Path, kind: str) -> list[str]:
    """The blocks of code of that kind in a page of docs/."""
    return re.findall(rf"```{kind}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


def test_the_examples_of_the_page_work(site: Path, archive: Archive, root: Path, chrome: Chrome) -> None:
    archive.put("2026/k", "ru", "Против коррупции", date="2026-01-02")
    archive.write(root)
    run(root, site, chrome, database=True)
    pages = sorted((PROJECT / "docs").glob("*/data.md"))
    assert len(pages) == 6
    base = sqlite3.connect(f"file:{site}/data/achyq.sqlite?mode=ro", uri=True)
    try:
        for page in pages:
            (query,), (check,) = examples(page, "sql"), examples(page, "sh")
            assert [row[0] for row in base.execute(query)] == ["Против коррупции"]
            assert subprocess.run(["sh", "-c", check], cwd=site, check=False).returncode == 0
            for path in re.findall(r'href="\.\./\.\./([^"]+)"', page.read_text("utf-8")):
                assert (site / path).is_file(), path
    finally:
        base.close()

"""Feeds: valid, whole, and as new as their stories."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import feedparser
import jsonschema
import pytest
from lxml import etree
from tests import archives
from tests.engine.helpers import Archive, run, tree

from achyq import feed
from achyq.chrome import Chrome

TOOLS = Path(__file__).parents[1] / "tools"
ATOM = "{http://www.w3.org/2005/Atom}"
#: Little sites with what is hard for a feed: markup in every field, dates that are none, no stories …
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
def hard(tmp_path: Path, chrome: Chrome) -> dict[str, bytes]:
    """All feeds of the little sites."""
    found: dict[str, bytes] = {}
    for name in LITTLE:
        root = archives.make(tmp_path / name, archives.load(name).files)
        archives.publish(root, chrome)
        found |= {f"{name}/{path}": data for path, data in feeds(root / "site").items()}
    return found


def feeds(site: Path) -> dict[str, bytes]:
    return {path: data for path, data in tree(site).items() if path.endswith(feed.FILES)}


def test_beside_every_listing(site: Path) -> None:
    files = tree(site)
    listings = [path for path, data in files.items() if b"<div class=listing>" in data]
    assert len(listings) > 100
    for path in listings:
        folder = path.removesuffix("index.html")
        assert folder + feed.ATOM in files
        assert folder + feed.JSON in files
        assert b"<link rel=alternate type=application/atom+xml href=feed.xml>" in files[path]


def test_atom_is_valid(site: Path, hard: dict[str, bytes]) -> None:
    schema = etree.RelaxNG(etree.parse(TOOLS / "atom.rng"))
    found = {path: data for path, data in (hard | feeds(site)).items() if path.endswith(feed.ATOM)}
    assert len(found) > 500
    for path, data in found.items():
        assert schema.validate(etree.fromstring(data)), (path, schema.error_log)


def test_what_is_no_atom_is_refused(site: Path) -> None:
    schema = etree.RelaxNG(etree.parse(TOOLS / "atom.rng"))
    good = (site / "en/all/feed.xml").read_bytes()
    for part in (b"<id>", b"<updated>", b"<title>"):
        start = good.index(part)
        end = good.index(b"</", start)
        less = good[:start] + good[good.index(b">", end) + 1 :]
        assert not schema.validate(etree.fromstring(less)), part


def test_readers_read_it(hard: dict[str, bytes]) -> None:
    for path, data in hard.items():
        if path.endswith(feed.ATOM):
            read = feedparser.parse(data)
            assert not read.bozo, (path, read.get("bozo_exception"))
            assert len(read.entries) == len(json.loads(hard[path.replace(feed.ATOM, feed.JSON)])["items"])


@pytest.mark.schemas
def test_json_feed_is_valid(site: Path, hard: dict[str, bytes]) -> None:
    schema = json.loads((TOOLS / "node_modules/jsonfeed-schema/schema-v1.1.json").read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    found = {path: data for path, data in (hard | feeds(site)).items() if path.endswith(feed.JSON)}
    assert len(found) > 500
    for path, data in found.items():
        assert not list(validator.iter_errors(json.loads(data))), path
    assert list(validator.iter_errors({"version": "https://jsonfeed.org/version/1.1", "items": []}))


def test_every_entry_says_its_language(site: Path) -> None:
    root = etree.fromstring((site / "kk/all/feed.xml").read_bytes())
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    languages = Counter(
        entry.find(f"{ATOM}title").get(lang, root.get(lang)) for entry in root.iter(f"{ATOM}entry")
    )
    assert len(languages) > 1
    items = json.loads((site / "kk/all/feed.json").read_text("utf-8"))["items"]
    assert Counter(item["language"] for item in items) == languages
    for entry in root.iter(f"{ATOM}entry"):
        language = entry.find(f"{ATOM}title").get(lang, "kk")
        assert f"/{language}/" in entry.find(f"{ATOM}id").text


def test_order_and_length(tmp_path: Path, archive: Archive, chrome: Chrome) -> None:
    for number in range(40):
        day = f"2026-{number % 12 + 1:02}-{number // 12 + 1:02}"
        archive.put(f"2026/many-{number}", "ky", f"Many {number}", date=day, region=["KG-B"])
    archive.write(tmp_path / "archive")
    run(tmp_path / "archive", tmp_path / "site", chrome)
    items = json.loads((tmp_path / "site/ky/regions/kg-b/feed.json").read_text("utf-8"))["items"]
    days = [item["date_published"] for item in items]
    assert len(days) == feed.NEWEST
    assert days == sorted(days, reverse=True)
    assert days[0] == "2026-12-03T00:00:00Z"
    newest = etree.fromstring((tmp_path / "site/ky/regions/kg-b/feed.xml").read_bytes()).find(
        f"{ATOM}updated"
    )
    assert newest.text == days[0]


def test_a_correction_is_an_update_and_moves_only_its_feeds(
    root: Path, site: Path, archive: Archive, chrome: Chrome
) -> None:
    before = feeds(site)
    story, language = next(key for key, front in archive.articles.items() if front.get("region") == ["UZ"])
    archive.articles[story, language]["corrections"] = [{"date": "2026-07-08", "note": "A number."}]
    archive.write(root)
    rendered = run(root, site, chrome).rendered
    after = feeds(site)
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {path for path in rendered if path.endswith(feed.FILES)}
    assert {path.split("/", 1)[1] for path in changed if path.startswith("ky/regions")} == {
        f"regions/uz/{name}" for name in feed.FILES
    }
    assert b"<updated>2026-07-08T00:00:00Z</updated>" in after[f"{language}/regions/uz/feed.xml"]


def test_a_feed_keeps_its_former_address(root: Path, site: Path, archive: Archive, chrome: Chrome) -> None:
    archive.registry["tags"]["lesson"] = archive.registry["tags"].pop("school") | {"formerly": ["school"]}
    for front in archive.articles.values():
        if "tags" in front:
            front["tags"] = ["lesson" if tag == "school" else tag for tag in front["tags"]]
    archive.write(root)
    run(root, site, chrome)
    for name in feed.FILES:
        old, new = (site / f"en/tags/{tag}/{name}" for tag in ("school", "lesson"))
        assert old.read_bytes() == new.read_bytes()
        assert b"/en/tags/lesson/" in new.read_bytes()
    assert run(root, site, chrome).rendered == []

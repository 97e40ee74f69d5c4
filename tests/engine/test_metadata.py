"""What pages say to machines, as real parsers read it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from tests import archives
from tests.engine.helpers import Archive, run

from achyq.chrome import Chrome

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of its own dependencies
    import extruct

BASE = "http://127.0.0.1:8000/"


def read(page: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The JSON-LD and the Open Graph of a page."""
    found = extruct.extract(page.read_text("utf-8"), BASE, syntaxes=["json-ld", "opengraph"])
    (news,), (graph,) = found["json-ld"], found["opengraph"]
    return news, dict(graph["properties"])


def test_an_article_says_what_it_is(root: Path, site: Path, archive: Archive, chrome: Chrome) -> None:
    archive.articles["2025/pair", "ky"] |= {
        "date": "2025-03-04", "event_date": "2025-03-01", "region": ["KG-B"], "organiser": ["club"],
        "tags": ["meeting"], "strategy": ["plan-2"], "source": {"name": "Gazette", "url": "https://g.example/1"},
        "corrections": [{"date": "2025-04-05", "note": "A number."}],
    }  # fmt: skip
    archive.write(root)
    run(root, site, chrome)
    news, graph = read(site / "ky/2025/pair/index.html")
    assert (news["@type"], news["@context"]) == ("NewsArticle", "https://schema.org")
    assert news["@id"] == news["url"] == graph["og:url"] == f"{BASE}ky/2025/pair/"
    assert news["headline"] == graph["og:title"] == archive.articles["2025/pair", "ky"]["title"]
    assert (news["inLanguage"], graph["og:locale"]) == ("ky", "ky_KG")
    assert (news["datePublished"], news["dateModified"], news["temporalCoverage"]) == (
        "2025-03-04", "2025-04-05", "2025-03-01",
    )  # fmt: skip
    assert news["spatialCoverage"] == [
        {"@type": "Place", "name": "Batken (ky)", "url": f"{BASE}ky/regions/kg-b/"}
    ]
    assert news["contributor"][0]["name"] == "Club (ky)"
    assert news["about"][0]["name"] == "Plan 2 (ky)"
    assert news["keywords"] == ["Meeting (ky)"]
    assert news["citation"] == {"@type": "CreativeWork", "name": "Gazette", "url": "https://g.example/1"}
    translated, _ = read(site / "en/2025/pair/index.html")
    assert translated["translationOfWork"] == {"@id": news["@id"]}
    assert {"@id": translated["@id"]} in news["workTranslation"]
    assert "translationOfWork" not in news


@pytest.mark.parametrize("name", ["hostile-text", "hostile-registry", "undated", "edtf-dates", "uzbek-twin"])
def test_hard_articles_say_no_more_than_is_known(tmp_path: Path, chrome: Chrome, name: str) -> None:
    root = archives.make(tmp_path, archives.load(name).files)
    archives.publish(root, chrome)
    pages = [*root.glob("site/*/[0-9]*/*/index.html"), *root.glob("site/*/undated/*/index.html")]
    assert pages
    for page in pages:
        if b'content="noindex"' in page.read_bytes():
            continue
        news, _ = read(page)
        assert news["inLanguage"] == page.relative_to(root / "site").parts[0]
        assert set("X?~%/") & set(news.get("datePublished", "")) == set()
        assert all(news.values())


def test_what_is_withdrawn_says_nothing(tmp_path: Path, chrome: Chrome) -> None:
    root = archives.make(tmp_path, archives.load("withdrawn").files)
    archives.publish(root, chrome)
    tombs = [page for page in root.glob("site/*/*/*/index.html") if b'content="noindex"' in page.read_bytes()]
    assert tombs
    for page in tombs:
        assert b"ld+json" not in page.read_bytes()


def test_the_glossary_is_a_set_of_terms(site: Path) -> None:
    for code, law in (("en", "Law"), ("uz-Cyrl", "Қонун")):
        text = (site / code / "glossary/index.html").read_text("utf-8")
        (found,) = extruct.extract(text, f"{BASE}{code}/glossary/", syntaxes=["microdata"])["microdata"]
        assert found["type"] == "https://schema.org/DefinedTermSet"
        assert found["properties"]["url"] == f"{BASE}{code}/glossary/"
        assert found["properties"]["inLanguage"] == code
        terms = [term["properties"] for term in found["properties"]["hasDefinedTerm"]]
        assert len(terms) == 2
        by_name = {term["name"]: term for term in terms}
        assert by_name[law]["url"] == f"{BASE}{code}/glossary/#law"
        assert by_name[law]["description"] == f"What must be done. ({code})"

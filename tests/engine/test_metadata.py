"""What pages say to machines, as real parsers read it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests import archives
from tests.engine.helpers import Archive, run

from achyq import build, card
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


def test_an_article_shows_its_own_card(root: Path, site: Path, archive: Archive, chrome: Chrome) -> None:
    addresses = {}
    for code in ("ky", "en", "ru"):
        page = site / code / "2025/pair/index.html"
        news, graph = read(page)
        addresses[code] = address = graph["og:image"]
        assert news["image"] == address
        path, mark = address.removeprefix(BASE).split("?")
        assert (path, len(mark)) == (f"{code}/2025/pair/card.png", 8)
        with Image.open(site / path) as picture:
            assert picture.format == "PNG"
            assert picture.size == (int(graph["og:image:width"]), int(graph["og:image:height"]))
        assert archive.articles["2025/pair", code]["title"] in graph["og:image:alt"]
        assert f"Ton ({code})" in graph["og:image:alt"]
        assert b"<meta name=twitter:card content=summary_large_image>" in page.read_bytes()
    assert len({(site / code / "2025/pair/card.png").read_bytes() for code in addresses}) == 3
    archive.articles["2025/pair", "en"] |= {"body": "Another text.", "summary": "Another summary."}
    archive.articles["2025/pair", "ru"]["title"] = "Иначе"
    archive.write(root)
    run(root, site, chrome)
    after = {code: read(site / code / "2025/pair/index.html")[1]["og:image"] for code in addresses}
    assert {code for code in after if after[code] != addresses[code]} == {"ru"}


def test_other_pages_show_the_card_of_their_locale(site: Path) -> None:
    for path in ("index.html", "ky/index.html", "uz-Cyrl/all/index.html", "en/regions/index.html",
                 "kk/search/index.html", "ru/offline/index.html", "uz/tags/school/index.html"):  # fmt: skip
        found = extruct.extract((site / path).read_text("utf-8"), BASE, syntaxes=["opengraph"])
        graph = dict(found["opengraph"][0]["properties"])
        code = path.rpartition("index.html")[0].partition("/")[0]
        picture = graph["og:image"].removeprefix(BASE).split("?")[0]
        assert picture == (f"{code}/card.png" if code else "card.png")
        assert (site / picture).is_file()
        assert graph["og:url"] == BASE + path.removesuffix("index.html")
        assert (graph["og:type"], bool(graph["og:title"])) == ("website", True)


def test_pages_of_docs_show_the_card_of_their_locale(whole_chrome: Chrome) -> None:
    text = whole_chrome.read("kk/about/index.html").decode()
    graph = dict(extruct.extract(text, BASE, syntaxes=["opengraph"])["opengraph"][0]["properties"])
    assert graph["og:image"] == BASE + card.address("kk/", card.of_archive("kk"))
    assert graph["og:url"] == f"{BASE}kk/about/"
    assert graph["og:site_name"] == "Ашық"


def test_the_preview_has_no_cards(root: Path, chrome: Chrome) -> None:
    build.run(build.Options(root, root / "site", 1, cards=False), chrome=chrome)
    assert not list(root.glob("site/**/card.png"))
    build.run(build.Options(root, root / "site", 1), chrome=chrome)
    assert list(root.glob("site/**/card.png"))


@pytest.mark.parametrize("name", ["hostile-text", "hostile-registry", "undated", "edtf-dates", "uzbek-twin"])
def test_hard_articles_say_no_more_than_is_known(tmp_path: Path, chrome: Chrome, name: str) -> None:
    root = archives.make(tmp_path, archives.load(name).files)
    archives.publish(root, chrome)
    pages = [*root.glob("site/*/[0-9]*/*/index.html"), *root.glob("site/*/undated/*/index.html")]
    assert pages
    for page in pages:
        if b"content=noindex" in page.read_bytes():
            continue
        news, _ = read(page)
        assert news["inLanguage"] == page.relative_to(root / "site").parts[0]
        assert set("X?~%/") & set(news.get("datePublished", "")) == set()
        assert all(news.values())


def test_what_is_withdrawn_says_nothing(tmp_path: Path, chrome: Chrome) -> None:
    root = archives.make(tmp_path, archives.load("withdrawn").files)
    archives.publish(root, chrome)
    tombs = [page for page in root.glob("site/*/*/*/index.html") if b"content=noindex" in page.read_bytes()]
    assert tombs
    for page in tombs:
        assert b"ld+json" not in page.read_bytes()
        assert b"og:" not in page.read_bytes()
        assert not page.with_name("card.png").exists()


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

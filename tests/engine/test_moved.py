"""Former addresses: whatever is renamed, no address of the site dies."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.engine.helpers import Archive, assert_same, full, run, small, tree

from achyq import listing_page
from achyq.chrome import Chrome


def pages(files: dict[str, bytes]) -> set[str]:
    return {path for path in files if path.endswith("index.html") or path.startswith("files/")}


def renamed(archive: Archive) -> Archive:
    """The archive with a story, a district and an organiser under new ids."""
    after = archive.copy()
    for (story, language), values in archive.articles.items():
        if story == "2025/pair":
            front = after.articles.pop((story, language))
            formerly = {} if "translated_from" in values else {"formerly": ["2025/pair"]}
            after.articles["2025/two", language] = front | formerly
        if story == "undated/old":
            after.articles[story, language]["body"] = "Было. [Далее](../2025/two.ru.md)"
    after.articles["2025/two", "en"]["body"] = "See [it](two.ky.md#баш-сөз)."
    after.attachments = {path.replace("pair", "two"): data for path, data in archive.attachments.items()}
    for kind, old, new in (("regions", "KG-Y-TON", "KG-Y-TNG"), ("organisers", "ministry", "kg-ministry")):
        terms = after.registry[kind]
        after.registry[kind] = {
            (new if term == old else term): facts | ({"formerly": [old]} if term == old else {})
            for term, facts in terms.items()
        }
    after.registry["organisers"]["office"]["parent"] = "kg-ministry"
    return after


def test_no_address_dies(tmp_path: Path, chrome: Chrome, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing_page, "ONE_PAGE", 4)  # so that listings have older pages
    monkeypatch.setattr(listing_page, "FIRST_PAGE", 2)
    archive = small()
    archive.attachments["2025/pair/plan.pdf"] = b"%PDF"
    archive.write(tmp_path / "archive")
    run(tmp_path / "archive", tmp_path / "site", chrome)
    before = tree(tmp_path / "site")
    assert any(path.count("/") == 4 and "organisers/ministry" in path for path in before)
    after = renamed(archive)
    after.write(tmp_path / "archive")
    run(tmp_path / "archive", tmp_path / "site", chrome)
    there = tree(tmp_path / "site")
    assert pages(before) <= pages(there)
    assert there["files/2025/pair/plan.pdf"] == there["files/2025/two/plan.pdf"]
    assert b'url=../../../ky/2025/two/"' in there["ky/2025/pair/index.html"]
    assert b"kg-y-tng" in there["en/regions/kg-y-ton/index.html"]
    assert_same(there, full(after, chrome))


def test_only_what_changed_is_rendered(tmp_path: Path, chrome: Chrome) -> None:
    archive = small()
    archive.articles["2025/pair", "ky"]["formerly"] = ["2024/was"]
    archive.write(tmp_path / "archive")
    run(tmp_path / "archive", tmp_path / "site", chrome)
    assert run(tmp_path / "archive", tmp_path / "site", chrome).rendered == []
    archive.articles["2025/pair", "ky"]["formerly"] = ["2024/was", "2023/before"]
    archive.write(tmp_path / "archive")
    rendered = run(tmp_path / "archive", tmp_path / "site", chrome).rendered
    pages = [f"{code}/2023/before/index.html" for code in ("en", "ky", "ru")]
    assert sorted(rendered) == ["SHA256SUMS", *pages]

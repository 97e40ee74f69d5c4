"""The copy that opens without a server, as from a USB stick."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import KINDS, STORY, Place, Visit

from achyq import filecopy

LOCALES = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")


@pytest.fixture(scope="module")
def stick(at_path: Place, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The copy of the project's site, unpacked into a folder whose name needs care in addresses."""
    folder = tmp_path_factory.mktemp("stick")
    packed = folder / "achyq.zip"
    filecopy.write(at_path.site, packed, lambda count: None)
    site = folder / "Ачык #1 100%"
    with zipfile.ZipFile(packed) as copy:
        copy.extractall(site)
    packed.unlink()
    return Place(site.as_uri() + "/", site)


def test_every_link_leads_to_a_file(stick: Place) -> None:
    """In all pages of a locale, and from the first page."""
    pages = [stick.site / "index.html", *(stick.site / "uz").rglob("*.html")]
    assert len(pages) > 100
    links = 0
    for page in pages:
        text = page.read_text("utf-8")
        for address in re.findall(
            r'<(?:a|link|script|img|form)\b[^>]*? (?:href|src|action)="?([^\s">]*)', text
        ):
            path = address.split("#")[0].split("?")[0]
            if path and not re.match("[a-z]+:", path):
                assert (page.parent / path).is_file(), (page, address)
                links += 1
    assert links > 10_000


@pytest.mark.chromium
@pytest.mark.parametrize("scripts", [True, False])
def test_the_copy_is_walked_from_file_to_file(scripts: bool, stick: Place, visit: Visit) -> None:
    page = visit(stick, "index.html", scripts=scripts)
    page.get_by_role("link", name="Кыргызча").click()
    expect(page.locator("h1")).to_be_visible()
    page.locator(".sections").get_by_role("link", name="Аймактар").click()
    page.wait_for_url("**/ky/regions/index.html")
    expect(page.locator(".sections a[aria-current]")).to_have_count(1 if scripts else 0)
    page.locator("main").get_by_role("link", name="Кыргызстан").first.click()
    page.wait_for_url("**/ky/regions/kg/index.html")
    page.get_by_role("link", name="Тоң районунда коррупцияга каршы").click()
    page.wait_for_url(f"**/ky/{STORY}/index.html")
    expect(page.locator(".record h1")).to_have_css("font-weight", "700")  # with its style
    expect(page.locator(".look summary")).to_be_visible(visible=scripts)
    page.locator(".lang summary").click()
    page.locator(".lang").get_by_role("link", name="Русский").click()
    page.wait_for_url(f"**/ru/{STORY}/index.html")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.locator("a.name").click()
    page.wait_for_url("**/ru/index.html")


@pytest.mark.chromium
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("locale", LOCALES)
def test_what_needs_a_server_is_said(locale: str, scripts: bool, stick: Place, visit: Visit) -> None:
    said = set()
    for kind in ("search", "offline"):
        page = visit(stick, f"{locale}/{kind}/index.html", scripts=scripts)
        expect(page.locator(".needs-server")).to_be_visible()
        expect(page.locator(".needs-scripts, main button, main input")).to_have_count(
            page.locator(":is(.needs-scripts, main button, main input):not(:visible)").count()
        )
        said.add(page.locator(".needs-server").inner_text())
    assert len(said) == 2
    page.goto(f"{stick.url}{locale}/search/index.html")
    page.locator(".browse a").first.click()
    expect(page.locator("main h1")).to_be_visible()


@pytest.mark.chromium
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_fails_on_a_page_from_a_file(kind: str, stick: Place, visit: Visit) -> None:
    page = visit(stick, f"en/{KINDS[kind]}index.html", width=360)
    expect(page.locator("main")).to_be_visible()
    expect(page.locator(".needs-server:visible, .md-search:visible")).to_have_count(0)


@pytest.mark.chromium
def test_a_served_page_does_not_speak_of_files(at_root: Place, visit: Visit) -> None:
    for path in ("en/search/", "en/offline/"):
        expect(visit(at_root, path).locator(".needs-server")).to_be_hidden()


def test_the_same_site_gives_the_same_bytes(at_root: Place, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in ("index.html", "robots.txt", "sw.js"):
        (site / name).write_bytes((at_root.site / name).read_bytes())
    told: list[int] = []
    first, second = tmp_path / "a.zip", tmp_path / "b.ZIP"
    assert filecopy.write(site, first, told.append) == len(first.read_bytes())
    filecopy.write(site, second, told.append)
    assert first.read_bytes() == second.read_bytes()
    assert told == [1, 1]
    assert zipfile.ZipFile(first).namelist() == ["index.html", "SHA256SUMS"]
    assert {path.name for path in tmp_path.iterdir()} == {"site", "a.zip", "b.ZIP"}

"""How pages look and fit: narrow screens, dark and light, motion, paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import KINDS, STORY, Place, Visit

pytestmark = pytest.mark.chromium

PAGES = [
    "",
    "404.html",
    *(f"{locale}/{path}" for locale in ("ky", "uz") for path in KINDS.values() if "2025" not in path),
]
PAGES += [
    f"ky/{STORY}/",
    "kk/2018/turkistan-monitoring-group-session/",
    "uz/undated/uzbekistan-public-councils-training/",
    "ru/organisers/",
    "en/all/",
]
DARK = re.compile(r"rgb\((\d\d?), (\d\d?), (\d\d?)\)")


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_nothing_is_wider_than_the_screen(width: int, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, width=width)
    too_wide = {}
    for path in PAGES:
        page.goto(at_root.url + path)
        page.evaluate("for (const folded of document.querySelectorAll('main details')) folded.open = true")
        size = page.evaluate("Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)")
        if size > width:
            too_wide[path] = size
    assert too_wide == {}


@pytest.mark.parametrize("width", [320, 1280])
def test_menus_fit_the_screen(width: int, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, f"ky/{STORY}/", width=width)
    page.locator(".lang summary").click()
    assert fits(page, ".lang ul", width)
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").click()
    page.keyboard.type("корруп")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert fits(page, ".md-search__output", width)
    assert fits(page, ".md-search__input", width)


def fits(page: Page, selector: str, width: int) -> bool:
    box = page.locator(selector).bounding_box()
    assert box
    return box["x"] >= 0 and box["x"] + box["width"] <= width and box["width"] >= 200


def test_a_wide_table_scrolls_and_the_keyboard_reaches_it(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, f"ky/{STORY}/", width=320)
    table = "<table><tr>" + "<th>коррупцияга-каршы-аракеттенүү</th>" * 6 + "</tr></table>"
    text = '<div class="prose">'
    page.route(
        "**/ky/2025/**",
        lambda route: route.fulfill(
            content_type="text/html", body=route.fetch().text().replace(text, text + table)
        ),
    )
    page.reload()
    expect(page.locator("table")).to_have_attribute("tabindex", "0")
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("path", ["", f"ky/{STORY}/", "ky/lost/"])
def test_dark_where_the_system_is_dark(path: str, at_root: Place, visit: Visit) -> None:
    for scripts in (True, False):
        page = visit(at_root, path, color_scheme="dark", scripts=scripts, missing="lost" in path)
        expect(page.locator("body")).to_have_css("background-color", DARK)
        page.emulate_media(color_scheme="light")
        expect(page.locator("body")).not_to_have_css("background-color", DARK)


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_theme_is_chosen_and_remembered(system: str, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, "ky/", color_scheme=system)
    button, body = page.locator(".theme"), page.locator("body")

    def is_dark(wanted: bool) -> None:
        expect(button).to_have_attribute("aria-pressed", str(wanted).lower())
        assertion = expect(body)
        (assertion.to_have_css if wanted else assertion.not_to_have_css)("background-color", DARK)

    is_dark(system == "dark")
    button.click()
    is_dark(system == "light")
    for path in ("ky/regions/", f"ky/{STORY}/", "ky/editors/"):
        page.goto(at_path.url + path)
        is_dark(system == "light")
    page.goto(at_path.url)
    (expect(body).to_have_css if system == "light" else expect(body).not_to_have_css)(
        "background-color", DARK
    )
    page.goto(at_path.url + "ky/")
    button.click()
    is_dark(system == "dark")
    assert page.evaluate("localStorage.getItem('achyq.theme')") is None
    page.emulate_media(color_scheme="dark" if system == "light" else "light")
    is_dark(system == "light")


def test_the_chosen_theme_is_there_before_the_first_paint(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/", color_scheme="light")
    page.locator(".theme").click()
    page.add_init_script(
        "requestAnimationFrame(() => { first = getComputedStyle(document.documentElement).colorScheme })"
    )
    page.reload()
    page.wait_for_function("window.first")
    assert page.evaluate("window.first") == "dark"


def test_nothing_moves_where_motion_is_unwelcome(at_root: Place, visit: Visit) -> None:
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        page = visit(at_root, "ky/", reduced_motion=wish)
        expect(page.locator("html")).to_have_css("scroll-behavior", behaviour)
        page.locator(".lang summary").click()
        assert page.evaluate("document.getAnimations().length") == 0


def test_no_page_needs_a_font_or_a_picture_from_the_net(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    asked = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    names = sorted({url.removeprefix(at_root.url) for url in asked} - {"assets/images/favicon.svg"})
    assert names == ["assets/javascripts/achyq.js", "assets/stylesheets/achyq.css"]


def test_paper_gets_the_record_alone(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "uz/undated/uzbekistan-public-councils-training/", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("h1")).to_have_css("color", "rgb(0, 0, 0)")
    for hidden in (".sections", ".lang", ".theme", ".md-search", ".skip", ".foot ul"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("h1", ".prose p >> nth=0", ".facts", ".cite", ".name", ".fine"):
        expect(page.locator(shown)).to_be_visible()
    source = page.locator(".facts a[href^=http]").first
    address = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(source.get_attribute("href")) in address
    assert page.pdf(format="A4").startswith(b"%PDF")

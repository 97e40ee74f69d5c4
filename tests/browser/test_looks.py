"""How pages look and fit: narrow screens, dark and light, motion, paper."""

from __future__ import annotations

import re
from typing import Literal

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


@pytest.mark.parametrize("locale", ["ky", "kk", "uz", "uz-Cyrl", "ru", "en"])
def test_the_sections_fit_or_are_within_reach(locale: str, at_root: Place, visit: Visit) -> None:
    """Beside each other on a wide screen; on a phone a row that moves sideways, while the page does not."""
    page = visit(at_root, f"{locale}/coverage/", reduced_motion="reduce")
    links = page.locator(".sections a")
    assert links.count() == 7
    expect(page.locator(".sections [aria-current=page]")).to_have_attribute("href", "../coverage/")
    rows = {link.bounding_box()["y"] for link in links.all()}  # type: ignore[index]
    assert len(rows) == 1
    for link in links.all():
        expect(link).to_be_in_viewport(ratio=1)
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.locator(".look summary").focus()
    for link in links.all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport(ratio=0.9)
    expect(page.locator(".foot").get_by_role("link", name=links.nth(5).inner_text())).to_be_visible()


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
    text = "<div class=prose>"
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


def choose(page: Page, setting: str, value: str) -> None:
    """Choose a value of a reading setting in the panel."""
    if not page.locator(".look[open]").count():
        page.locator(".look summary").click()
    choice = page.locator(f"input[name=look-{setting}][value='{value}']")
    choice.check(force=True)
    expect(choice).to_be_checked()


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_theme_is_chosen_and_remembered(system: str, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, "ky/", color_scheme=system)
    body = expect(page.locator("body"))

    def is_dark(wanted: bool) -> None:
        (body.to_have_css if wanted else body.not_to_have_css)("background-color", DARK)

    other: Literal["light", "dark"] = "light" if system == "dark" else "dark"
    is_dark(system == "dark")
    choose(page, "theme", other)
    is_dark(system == "light")
    for path in ("ky/regions/", f"ky/{STORY}/", "ky/editors/", ""):
        page.goto(at_path.url + path)
        is_dark(system == "light")
    page.goto(at_path.url + "ky/")
    choose(page, "theme", "")
    is_dark(system == "dark")
    assert page.evaluate("localStorage.length") == 0
    page.emulate_media(color_scheme=other)
    is_dark(system == "light")


def test_text_grows_as_chosen(at_path: Place, visit: Visit) -> None:
    page = visit(at_path, "ky/")
    sizes = []
    for size in ("small", "", "large", "largest"):
        choose(page, "size", size)
        for path in (f"ky/{STORY}/", "ky/search/", "ky/"):
            page.goto(at_path.url + path)
        sizes.append(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.lead')).fontSize)"))
    assert sizes == sorted(set(sizes))
    assert sizes[3] > 1.25 * sizes[1]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_largest_text_fits_the_screen(width: int, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/", width=width)
    choose(page, "size", "largest")
    too_wide = {}
    for path in [*PAGES, *(f"{code}/" for code in ("kk", "uz-Cyrl", "ru", "en"))]:
        page.goto(at_root.url + path)
        size = page.evaluate("document.documentElement.scrollWidth")
        if size > width:
            too_wide[path] = size
    assert too_wide == {}
    page.goto(at_root.url + "ru/")
    page.locator(".look summary").click()
    assert fits(page, ".look > div", width)


def ratio(page: Page, selector: str) -> float:
    """The contrast of an element's text with the page (WCAG 2.2)."""
    return float(
        page.evaluate(
            """selector => {
            const light = colour => {
                const [r, g, b] = colour.match(/\\d+/g).map(n => n / 255)
                    .map(n => n <= .04045 ? n / 12.92 : ((n + .055) / 1.055) ** 2.4)
                return .2126 * r + .7152 * g + .0722 * b + .05 }
            const of = (name, property) => light(getComputedStyle(document.querySelector(name))[property])
            const [a, b] = [of(selector, "color"), of("body", "backgroundColor")]
            return Math.max(a, b) / Math.min(a, b) }""",
            selector,
        )
    )


@pytest.mark.parametrize("system", ["light", "dark"])
def test_high_contrast_is_chosen_or_wished_by_the_system(system: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/", color_scheme=system)
    assert ratio(page, ".count, .stories p") < 9
    choose(page, "contrast", "more")
    chosen = [ratio(page, selector) for selector in ("h1", ".stories p", ".stories a")]
    assert chosen[0] == 21
    assert min(chosen) >= 9
    page.reload()
    assert ratio(page, "h1") == 21
    for scripts in (True, False):
        wished = visit(at_root, "ky/", color_scheme=system, contrast="more", scripts=scripts)
        assert [ratio(wished, selector) for selector in ("h1", ".stories p", ".stories a")] == chosen
        expect(wished.locator("body")).to_have_css(
            "background-color", "rgb(0, 0, 0)" if system == "dark" else "rgb(255, 255, 255)"
        )


def test_forced_colours_leave_nothing_invisible(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/", forced_colors="active", width=360)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    for icon in (".md-search__icon", ".name::before"):
        name, _, part = icon.partition("::")
        painted = page.locator(name).evaluate(
            "(element, part) => getComputedStyle(element, part || null).backgroundColor", part
        )
        assert painted != ground, icon


def test_settings_are_there_before_the_first_paint(at_root: Place, visit: Visit) -> None:
    """And no part of the page moves because of them."""
    page = visit(at_root, "ky/", color_scheme="light")
    choose(page, "theme", "dark")
    choose(page, "size", "large")
    page.add_init_script(
        """requestAnimationFrame(() => { first = getComputedStyle(document.documentElement) && {
            scheme: getComputedStyle(document.documentElement).colorScheme,
            size: getComputedStyle(document.documentElement).fontSize } })
        shifts = 0
        new PerformanceObserver(list => { for (const entry of list.getEntries()) shifts += entry.value })
            .observe({ type: "layout-shift", buffered: true })"""
    )
    page.reload()
    page.wait_for_function("window.first")
    assert page.evaluate("first") == {"scheme": "dark", "size": "18.4px"}
    assert page.evaluate("shifts") == 0


def test_nothing_moves_where_motion_is_unwelcome(at_root: Place, visit: Visit) -> None:
    for wish, behaviour in (("reduce", "auto"), ("no-preference", "smooth")):
        page = visit(at_root, "ky/", reduced_motion=wish)
        expect(page.locator("html")).to_have_css("scroll-behavior", behaviour)
        page.locator(".lang summary").click()
        assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_home_stays_where_it_is(width: int, at_root: Place, visit: Visit) -> None:
    """Nothing moves while it comes or while a reader goes down, and a phone has less to go through."""
    page = visit(at_root, "ru/", width=width)
    page.evaluate(
        """() => { globalThis.moved = []
            new PerformanceObserver(list => moved.push(...list.getEntries().map(({ value }) => value)))
            .observe({ type: "layout-shift", buffered: true }) }"""
    )
    high = page.evaluate("document.documentElement.scrollHeight")
    for _ in range(8):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(30)
    assert page.evaluate("moved") == []
    assert page.evaluate("document.documentElement.scrollHeight") == high
    stories = page.locator(".latest li")
    assert sum(story.is_visible() for story in stories.all()) == (3 if width == 360 else stories.count())


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
    for hidden in (".sections", ".lang", ".look", ".scripts", ".share", ".md-search", ".skip", ".foot ul"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in ("h1", ".prose p >> nth=0", ".facts", ".cite", ".name", ".fine"):
        expect(page.locator(shown)).to_be_visible()
    source = page.locator(".facts a[href^=http]").first
    address = source.evaluate("link => getComputedStyle(link, '::after').content")
    assert str(source.get_attribute("href")) in address
    assert page.pdf(format="A4").startswith(b"%PDF")

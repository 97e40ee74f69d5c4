"""The search box: the theme's own, which asks our worker for titles."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.browser.conftest import STORY, Place, Visit

pytestmark = pytest.mark.chromium

SEMINAR = "undated/uzbekistan-public-councils-training"
TITLES = "**/search/titles.json"


def box(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def results(page: Page) -> Locator:
    return page.locator(".md-search-result__link")


def search(page: Page, query: str) -> None:
    """Type a query and wait until the box has answered."""
    box(page).click()
    expect(page.locator(".md-search-result__meta")).to_be_visible()
    page.keyboard.type(query)
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d|жок|не най|No "))


def test_nothing_is_fetched_before_a_reader_reaches_for_it(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(at_root.url)))
    search(page, "Тоң")
    names = [re.sub(r"\.[0-9a-f]{8}\.", ".", url) for url in asked]
    assert [name for name in names if not name.endswith("favicon.svg")] == [
        "search/ky.json",
        "assets/javascripts/bundle.min.js",
        "assets/javascripts/search-worker.js?locale=ky",
        "search/titles.json",
    ]


@pytest.mark.parametrize(
    ("locale", "query", "found"),
    [
        ("ky", "тоң", f"ky/{STORY}/"),
        ("ky", "КОРРУПЦИЯГА Тоң", f"ky/{STORY}/"),
        ("ru", "тонском", f"ru/{STORY}/"),
        ("en", "tong district", f"en/{STORY}/"),
        ("kk", "Түркістан", "kk/2018/turkistan-monitoring-group-session/"),
        ("uz", "seminar-trening oʻtdi", f"uz/{SEMINAR}/"),
        ("uz", "seminar-trening o'tdi", f"uz/{SEMINAR}/"),
        ("uz-Cyrl", "ўтди", f"uz-Cyrl/{SEMINAR}/"),
        # In another language or script than the page's:
        ("ky", "Tong District", f"en/{STORY}/"),
        ("uz", "ўтди", f"uz-Cyrl/{SEMINAR}/"),
        ("uz-Cyrl", "oʻtdi", f"uz/{SEMINAR}/"),
    ],
)
def test_a_query_finds_the_story(locale: str, query: str, found: str, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, f"{locale}/regions/")
    box(page).click()
    page.keyboard.type(query)
    expect(results(page)).to_have_count(1)
    results(page).click()
    page.wait_for_url(at_path.url + found)
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", ["en/", "en/regions/kg-y/", f"en/{STORY}/", "en/editors/"])
def test_enter_opens_the_first_result(path: str, place: Place, visit: Visit) -> None:
    page = visit(place, path)
    search(page, "tong")
    expect(results(page)).to_have_count(1)
    with page.expect_navigation(url=f"{place.url}en/{STORY}/"):
        page.keyboard.press("Enter")


def test_a_title_in_another_language_says_so(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    search(page, "Түркістан")
    expect(page.locator(".md-search-result__meta")).to_have_text("1 барак табылды")
    expect(results(page).locator("h1 span")).to_have_attribute("lang", "kk")
    expect(results(page).locator("p span")).to_have_text("Қазақша")


def test_a_query_may_find_nothing(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    search(page, "ъъъ")
    expect(page.locator(".md-search-result__meta")).to_have_text("Эч нерсе табылган жок")
    expect(results(page)).to_have_count(0)


def test_pasting_counts_as_typing(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    search(page, "ъъъ")
    box(page).fill("тонском")
    expect(results(page)).to_have_count(1)


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "\"'><b>"]
)
def test_markup_in_a_query_is_text(query: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    search(page, query)
    expect(results(page)).to_have_count(0)
    expect(page.locator(".md-search img, .md-search script, .md-search b")).to_have_count(0)
    page.goto(f"{at_root.url}ru/?q={query}")
    expect(box(page)).to_have_value(query)
    expect(page.locator(".md-search-result__meta")).to_be_visible()
    expect(page.locator(".md-search img, .md-search script, .md-search b")).to_have_count(0)


def test_markup_in_a_title_is_text(at_root: Place, visit: Visit) -> None:
    title = "<img src=x onerror=alert(1)> & \"quoted\" 'title'</h1><script>alert(2)</script>"
    page = visit(at_root, "ru/")
    page.context.route(TITLES, lambda route: route.fulfill(json=[["2025/a", {"ru": title}]]))
    search(page, "title")
    expect(results(page).locator("h1")).to_have_text(title)
    expect(page.locator(".md-search img, .md-search script")).to_have_count(0)


def test_arrows_walk_and_escape_closes(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    search(page, "в")
    first, last = results(page).first, results(page).last
    assert results(page).count() > 1
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(last).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    box(page).click()
    expect(page.locator(".md-search__output")).to_be_visible()
    page.keyboard.press("ArrowDown")
    target = str(first.get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(target)


@pytest.mark.parametrize("width", [360, 1280])
def test_the_box_closes_with_a_click_beside_it(width: int, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/", width=width)
    search(page, "Тоң")
    expect(results(page)).to_be_visible()
    if width == 360:
        page.locator(".md-search__overlay").click()
    else:
        page.mouse.click(20, 600)
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    page.locator(".sections a").first.click()
    page.wait_for_url("**/ky/regions/")


def test_letters_typed_beside_the_box_are_no_commands(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/")
    search(page, "tong")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    for key in "fs/pn,.":
        page.keyboard.press(key)
    expect(box(page)).not_to_be_focused()
    expect(page.locator(".md-search__output")).to_be_hidden()
    assert page.url == f"{at_root.url}en/"


def never(route: Route) -> None:
    """Leave a request without an answer."""


def test_enter_before_the_box_is_ready_asks_again(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    page.context.route("**/bundle.*.js", never)
    box(page).click()
    page.keyboard.type("тонском")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/?q=*")
    assert unquote(page.url).endswith("?q=тонском")
    page.context.unroute_all(behavior="ignoreErrors")
    page.reload()
    expect(box(page)).to_have_value("тонском")
    expect(results(page)).to_have_count(1)

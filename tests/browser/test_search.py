"""The search box in the header: the theme's own, which asks our worker and leads to the search page."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from tests.browser.conftest import STORY, Place, Visit

pytestmark = pytest.mark.chromium

SEMINAR = "undated/uzbekistan-public-councils-training"


def box(page: Page) -> Locator:
    return page.get_by_role("searchbox")


def results(page: Page) -> Locator:
    """What the box shows, without the link to the search page under it."""
    return page.locator(".md-search-result__item > a:first-of-type")


def search(page: Page, query: str) -> None:
    """Type a query and wait until the box has answered."""
    box(page).click()
    expect(page.locator(".md-search-result__meta")).to_be_visible()
    page.keyboard.type(query)
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile(r"\d|жок|не най|No "))


def test_nothing_is_fetched_before_a_reader_reaches_for_it(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [url for url in loaded if "search" in url or "bundle" in url] == []
    search(page, "Тоң")
    expect(results(page).first).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "query", "found"),
    [
        ("ky", "тоң районуна", f"ky/{STORY}/"),
        ("ky", "КОРРУПЦИЯНЫН тон", f"ky/{STORY}/"),
        ("ru", "тонский", f"ru/{STORY}/"),
        ("en", "tong district", f"en/{STORY}/"),
        ("kk", "Түркістанда", "kk/2018/turkistan-monitoring-group-session/"),
        ("uz-Cyrl", "семинарда", f"uz-Cyrl/{SEMINAR}/"),
    ],
)
def test_a_query_finds_the_story(locale: str, query: str, found: str, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, f"{locale}/regions/")
    box(page).click()
    page.keyboard.type(query)
    results(page).first.click()
    page.wait_for_url(at_path.url + found + "*")
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("path", ["en/", "en/regions/kg-y/", f"en/{STORY}/", "en/editors/"])
def test_enter_leads_to_the_search_page(path: str, place: Place, visit: Visit) -> None:
    page = visit(place, path)
    search(page, "tong district")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{place.url}en/search/?*")
    assert parse_qs(urlsplit(page.url).query) == {"q": ["tong district"]}
    expect(page.locator("#q")).to_have_value("tong district")
    expect(page.locator(".hits a").first).to_be_visible()
    expect(page.locator(".md-search")).to_have_count(0)


def test_enter_leads_there_before_the_box_is_ready(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    page.context.route("**/bundle.*.js", never)
    box(page).click()
    page.keyboard.type("тонском")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ru/search/?q=*")
    assert unquote(page.url).endswith("?q=тонском")


def never(route: Route) -> None:
    """Leave a request without an answer."""


def test_pasting_counts_as_typing(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    search(page, "ъъъ")
    box(page).fill("тонском")
    expect(results(page).first).to_be_visible()


@pytest.mark.parametrize(
    "query", ["<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "\"'><b>"]
)
def test_markup_in_a_query_is_text(query: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    search(page, query)
    expect(page.locator(".md-search img, .md-search script, .md-search b")).to_have_count(0)


def test_arrows_walk_and_escape_closes(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    search(page, "коррупции")
    expect(results(page).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(results(page).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    target = str(results(page).first.get_attribute("href"))
    page.keyboard.press("Enter")
    page.wait_for_url(target)


#: A worker whose second answer comes when a reader is already among the lines of the first.
IN_TWO = """
const entry = n => [{ location: `ru/${n}/`, title: `Title ${n}`, text: "", score: 1, terms: {} }]
onmessage = ({ data: { type, data } }) => {
  if (type !== 2 || !data) return
  const items = count => Array.from({ length: count }, (_, n) => entry(n))
  const answer = count => postMessage({ type: 3, data: { items: items(count) } })
  answer(2)
  setTimeout(answer, 1000, 3)
}
postMessage({ type: 1 })
"""


def test_more_results_leave_the_reader_where_she_is(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    page.context.route(
        "**/search-worker.js?*", lambda route: route.fulfill(body=IN_TWO, content_type="text/javascript")
    )
    search(page, "коррупции")
    expect(results(page)).to_have_count(2)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(1)).to_be_focused()
    expect(results(page)).to_have_count(3)
    expect(results(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(2)).to_be_focused()


def test_escape_does_not_lose_the_focus(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/")
    search(page, "коррупции")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__output")).to_be_hidden()
    expect(page.locator(".md-search form")).to_be_focused()
    page.keyboard.press("Tab")
    expect(box(page)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".md-search")).not_to_contain_text("ъъъ")
    assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_box_closes_with_a_click_beside_it(width: int, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/", width=width)
    search(page, "Тоң")
    expect(results(page).first).to_be_visible()
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
    for key in "fspn,.":
        page.keyboard.press(key)
    expect(box(page)).not_to_be_focused()
    expect(page.locator(".md-search__output")).to_be_hidden()
    assert page.url == f"{at_root.url}en/"


def test_a_slash_leads_to_the_box_until_it_is_switched_off(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    expect(box(page)).to_have_value("")
    page.goto(f"{at_root.url}en/search/")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.get_by_label("The key / leads").uncheck()
    page.goto(f"{at_root.url}en/")
    page.keyboard.press("/")
    expect(box(page)).not_to_be_focused()

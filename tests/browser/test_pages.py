"""Pages, languages, the chooser and lost addresses, with scripts and without."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import KINDS, STORY, Place, Visit

pytestmark = pytest.mark.chromium

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def open_languages(page: Page) -> None:
    page.locator(".lang summary").click()
    expect(page.locator(".lang ul")).to_be_visible()


def language(page: Page, code: str):
    """The entry of a language in the switcher."""
    return page.locator(f".lang li a[lang='{code}']")


@with_and_without_scripts
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_whole(kind: str, scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, f"ky/{KINDS[kind]}", scripts=scripts)
    expect(page.locator("html")).to_have_attribute("lang", "ky")
    assert page.title().strip()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("main")).not_to_have_css("max-width", "none")  # our style sheet is here
    canonical = page.locator("link[rel=canonical]").get_attribute("href")
    assert canonical == f"https://news.example{urlsplit(page.url).path}"
    assert "⟦" not in page.content()
    for name in (".md-search", ".look"):
        expect(page.locator(name)).to_be_visible(visible=scripts)


@pytest.mark.parametrize("kind", KINDS)
def test_links_lead_to_pages(kind: str, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, f"ru/{KINDS[kind]}")
    for address in page.evaluate("[...document.querySelectorAll('a')].map(link => link.href)"):
        if address.startswith(at_path.origin):
            assert address.startswith(at_path.url)
            target = at_path.site / unquote(urlsplit(address.removeprefix(at_path.url)).path)
            page_or_file = target if target.suffix in (".xml", ".json", ".csv") else target / "index.html"
            assert page_or_file.is_file(), address


@with_and_without_scripts
def test_a_story_is_found_from_the_door(scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, scripts=scripts)
    page.get_by_role("link", name="Кыргызча").click()
    page.wait_for_url(place.url + "ky/")
    page.locator(".sections").get_by_role("link", name="Аймактар").click()
    page.wait_for_url(place.url + "ky/regions/")
    page.get_by_role("link", name="Кыргызстан", exact=True).click()
    page.wait_for_url(place.url + "ky/regions/kg/")
    page.get_by_role("link", name="Тоң районунда коррупцияга каршы").click()
    page.wait_for_url(place.url + f"ky/{STORY}/")


@with_and_without_scripts
def test_the_switcher_keeps_the_story(scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, f"ky/{STORY}/", scripts=scripts)
    expect(language(page, "ky")).to_have_attribute("aria-current", "true")
    open_languages(page)
    language(page, "ru").click()
    page.wait_for_url(place.url + f"ru/{STORY}/")
    expect(page.locator("h1")).to_contain_text("В Тонском районе")


@with_and_without_scripts
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "article"])
def test_the_switcher_keeps_the_page(kind: str, scripts: bool, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, f"ky/{KINDS[kind]}", scripts=scripts)
    open_languages(page)
    language(page, "uz-Cyrl").click()
    page.wait_for_url(at_path.url + f"uz-Cyrl/{KINDS[kind]}")
    expect(page.locator(".lang summary")).to_have_text("Ўзбекча")


@with_and_without_scripts
def test_a_language_without_the_story_says_so(scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, f"ky/{STORY}/", scripts=scripts)
    open_languages(page)
    expect(language(page, "kk")).to_contain_text("аудармасы жоқ")
    language(page, "kk").click()
    page.wait_for_url(place.url + "kk/")


def test_the_switcher_closes(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    languages = page.locator(".lang ul")
    open_languages(page)
    page.locator("h1").click()
    expect(languages).to_be_hidden()
    open_languages(page)
    page.keyboard.press("Escape")
    expect(languages).to_be_hidden()
    expect(page.locator(".lang summary")).to_be_focused()


def test_a_story_shows_its_other_script(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "uz/undated/uzbekistan-public-councils-training/")
    expect(page.locator(".banner.automatic")).to_be_visible()
    page.locator(".banner.automatic a").click()
    page.wait_for_url(at_root.url + "uz-Cyrl/undated/uzbekistan-public-councils-training/")
    expect(page.locator(".banner")).to_have_count(0)


@with_and_without_scripts
@pytest.mark.parametrize(
    "path",
    [
        "",
        "regions/uz/",
        "regions/",
        "coverage/",
        "search/",
        "about/",
        "undated/uzbekistan-public-councils-training/",
    ],
)
def test_uzbek_is_read_in_either_script(path: str, scripts: bool, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, "uz/" + path, scripts=scripts)
    scripts_of_uzbek = page.get_by_role("navigation", name="Yozuv")
    expect(scripts_of_uzbek.locator("[aria-current]")).to_have_text("Lotin")
    scripts_of_uzbek.get_by_role("link", name="Кирилл").click()
    page.wait_for_url(at_path.url + "uz-Cyrl/" + path)
    page.get_by_role("navigation", name="Ёзув").get_by_role("link", name="Lotin").click()
    page.wait_for_url(at_path.url + "uz/" + path)


def test_the_other_script_keeps_the_reader_s_place(at_root: Place, visit: Visit) -> None:
    story = "undated/uzbekistan-public-councils-training/"
    page = visit(at_root, "uz-Cyrl/" + story, width=360, reduced_motion="reduce")
    top = "[...document.querySelectorAll('.prose > *')].findIndex(e => e.getBoundingClientRect().bottom > 1)"
    page.locator(".prose > *").nth(3).evaluate("part => part.scrollIntoView()")
    assert page.evaluate(top) == 3
    page.locator(".scripts a[lang=uz]").evaluate("link => link.click()")  # it lies above
    page.wait_for_url(at_root.url + "uz/" + story)
    page.wait_for_function("scrollY > 0")
    assert page.evaluate(top) == 3
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.reload()
    page.locator(".scripts").scroll_into_view_if_needed()
    page.evaluate("scrollTo(0, 0)")
    page.locator(".scripts a[lang=uz-Cyrl]").click()
    page.wait_for_url(at_root.url + "uz-Cyrl/" + story)
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("path", ["ky/", f"ru/{STORY}/", "ru/about/"])
def test_other_languages_have_no_choice_of_script(path: str, at_root: Place, visit: Visit) -> None:
    expect(visit(at_root, path).locator(".scripts")).to_have_count(0)


def test_an_address_is_shared_without_telling_anyone(at_path: Place, visit: Visit) -> None:
    page = visit(at_path, f"en/{STORY}/", permissions=["clipboard-read", "clipboard-write"])
    expect(page.get_by_role("button", name="Share")).to_be_hidden()  # this browser has nothing to share with
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".share [role=status]")).to_have_text("Link copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"https://news.example/some/sub/path/en/{STORY}/"
    page.add_init_script("navigator.share = async what => { window.shared = what }")
    page.reload()
    page.get_by_role("button", name="Share").click()
    assert page.evaluate("shared.url") == copied
    assert page.evaluate("shared.title") == page.locator("h1").inner_text()


def test_an_address_that_may_not_be_copied_is_selected(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, f"en/{STORY}/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Copy link").click()
    page.wait_for_function("String(getSelection())")
    assert page.evaluate("String(getSelection())").strip() == f"https://news.example/en/{STORY}/"


def test_a_foreign_title_in_a_listing_has_a_badge(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/regions/kz/")
    entry = page.locator(".stories li").first
    expect(entry.locator("a").first).to_have_attribute("lang", "kk")
    expect(entry.locator("b")).to_be_visible()
    expect(entry.locator("b")).to_have_attribute("title", "Казакча")


# --- the door


@with_and_without_scripts
def test_the_chooser_offers_six_languages(scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, scripts=scripts)
    codes = [link.get_attribute("lang") for link in page.locator(".chooser a").all()]
    assert codes == ["ky", "kk", "uz", "uz-Cyrl", "ru", "en"]
    page.locator(".chooser a[lang=uz-Cyrl]").click()
    page.wait_for_url(place.url + "uz-Cyrl/")


def test_the_chooser_remembers(place: Place, visit: Visit) -> None:
    page = visit(place)
    expect(page.locator(".chosen")).to_have_count(0)
    page.locator(".chooser a[lang=ru]").click()
    page.wait_for_url(place.url + "ru/")
    page.goto(place.url)
    expect(page.locator(".chooser a")).to_have_count(6)
    expect(page.locator(".chooser a").first).to_have_attribute("lang", "ru")
    expect(page.locator(".chosen")).to_contain_text("Русский")


def test_the_chooser_remembers_what_the_switcher_chose(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    open_languages(page)
    language(page, "kk").click()
    page.wait_for_url(at_root.url + "kk/")
    page.goto(at_root.url)
    expect(page.locator(".chosen")).to_contain_text("Қазақша")


def test_pages_work_where_storage_is_forbidden(at_root: Place, visit: Visit) -> None:
    page = visit(at_root)
    page.context.add_init_script(
        """Object.defineProperty(window, "localStorage", {
            get() { throw new DOMException("no", "SecurityError") } })"""
    )
    page.reload()
    page.locator(".chooser a[lang=ru]").click()
    page.wait_for_url(at_root.url + "ru/")
    page.locator(".look summary").click()
    page.get_by_role("radio", name="Тёмные").check()
    expect(page.locator("html")).to_have_css("color-scheme", "dark")


# --- lost addresses


@pytest.mark.parametrize("address", ["ky/nothing", "ky/", "ky/2025/a/b/c/d/e/"])
@pytest.mark.parametrize("code", ["ky", "uz-Cyrl", "en"])
def test_a_lost_address_answers_in_its_language(address: str, code: str, place: Place, visit: Visit) -> None:
    path = address.replace("ky", code, 1) + "lost/"
    page = visit(place, path, missing=True)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("html")).to_have_attribute("lang", code)
    expect(page.locator("main")).not_to_have_css("max-width", "none")
    page.locator(".missing a").click()
    page.wait_for_url(place.url + f"{code}/")


def test_a_lost_address_without_a_language(place: Place, visit: Visit) -> None:
    page = visit(place, "lost/", missing=True)
    expect(page.locator(".missing")).to_have_count(6)
    page.locator(".missing[lang=ru] a").click()
    page.wait_for_url("**/ru/")
    page.goto(place.url)
    page.locator(".chooser a[lang=en]").click()
    page.wait_for_url(place.url + "en/")
    page.goto(place.url + "lost/")
    expect(page.locator(".missing")).to_have_count(1)
    expect(page.locator("h1")).to_have_text("Page not found")


def test_a_lost_address_without_scripts_answers_in_all_languages(place: Place, visit: Visit) -> None:
    page = visit(place, "kk/lost/deep/", scripts=False, missing=True)
    expect(page.locator(".missing")).to_have_count(6)
    for section in page.locator(".missing").all():
        expect(section).to_be_visible()
    page.locator(".missing[lang=kk] a").click()
    page.wait_for_url(place.url + "kk/")

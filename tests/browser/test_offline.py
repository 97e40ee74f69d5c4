"""Reading without a connection: only for who asks for it, and gone when she says so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import KINDS, STORY, Place, Visit

pytestmark = pytest.mark.chromium

KAZAKH = "2018/turkistan-monitoring-group-session"
NOTHING: list[object] = [[], 0]
HELD = """async () => [
    await caches.keys(),
    (await navigator.serviceWorker.getRegistrations()).length]"""
ADDRESSES = "async () => (await (await caches.open('achyq')).keys()).map(request => request.url).sort()"


KEPT = """async url => {
    for (let turn = 0; turn < 100 && !await caches.match(url); turn++)
        await new Promise(done => setTimeout(done, 50))
    return Boolean(await caches.match(url)) }"""


def ready(page: Page) -> None:
    expect(page.locator(".offline")).to_have_attribute("data-state", "ready")


def wait_until_kept(page: Page, url: str) -> None:
    assert page.evaluate(KEPT, url)


def ask(page: Page, name: str) -> None:
    """Ask for keeping, by the button of that name."""
    ready(page)
    page.get_by_role("button", name=name).click()
    expect(page.locator("[data-part=forget]")).to_be_visible()


def status(page: Page):
    return expect(page.locator("[data-part=status]"))


def test_nothing_is_kept_before_it_is_asked_for(at_path: Place, visit: Visit) -> None:
    page = visit(at_path, "ky/")
    for path in (*KINDS.values(), "search/?q=коррупция", "offline/"):
        page.goto(f"{at_path.url}ky/{path}")
    ready(page)
    assert page.evaluate(HELD) == NOTHING
    expect(page.locator("[data-part=total]")).to_have_text("Эч нерсе сакталган эмес.")
    expect(page.locator("[data-part=collect]")).to_be_hidden()
    expect(page.locator("[data-part=forget]")).to_be_hidden()


def test_what_was_read_can_be_read_again(place: Place, visit: Visit) -> None:
    page = visit(place, f"ky/{STORY}/")
    page.locator(".foot").get_by_role("link", name="Интернетсиз окуу").click()
    ask(page, "Окуганымды ушул түзмөктө сактоо")
    status(page).to_have_text("Мындан ары окуганыңыз ушул түзмөктө сакталат.")
    page.goto(f"{place.url}ky/regions/kg/")
    page.get_by_role("link", name="Тоң районунда коррупцияга каршы").click()
    page.wait_for_url(f"**/ky/{STORY}/")
    title = page.title()
    wait_until_kept(page, f"{place.url}ky/{STORY}/")
    page.context.set_offline(True)
    page.goto(f"{place.url}ky/regions/kg/")
    page.get_by_role("link", name="Тоң районунда коррупцияга каршы").click()
    page.wait_for_url(f"**/ky/{STORY}/")
    assert page.title() == title
    expect(page.locator("main")).not_to_have_css("max-width", "none")  # with its style
    page.locator(".look summary").click()  # and its script
    expect(page.locator(".look fieldset").first).to_be_visible()
    page.goto(f"{place.url}ky/offline/")
    ready(page)
    kept = page.locator("[data-part=list] a")
    assert title in kept.all_inner_texts()
    kept.get_by_text(title).click()
    page.wait_for_url(f"**/ky/{STORY}/")


def test_what_was_not_read_is_said_to_be_missing(at_path: Place, visit: Visit) -> None:
    page = visit(at_path, "uz/offline/")
    ask(page, "Oʻqiganlarimni shu qurilmada saqlash")
    page.goto(f"{at_path.url}en/")
    wait_until_kept(page, f"{at_path.url}en/offline/")
    page.context.set_offline(True)
    for path, locale in ((f"en/{STORY}/", "en"), ("uz/tags/", "uz"), ("", "uz")):
        page.goto(at_path.url + path)
        page.wait_for_url(f"{at_path.url}{locale}/offline/?missing")
        ready(page)
        expect(page.locator("html")).to_have_attribute("lang", locale)
        expect(page.locator("[data-part=status]")).not_to_be_empty()
        assert page.locator("[data-part=list] a").count() >= 3


@contextmanager
def own_server(site: Path, folder: Path) -> Iterator[Place]:
    """A server for one test, in a process of its own, so that its open connections end with it."""
    (folder / "below").symlink_to(site)
    command = [
        sys.executable,
        "-u",
        "-m",
        "http.server",
        "--bind",
        "127.0.0.1",
        "--directory",
        str(folder),
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        assert server.stdout
        port = re.findall(r" port (\d+) ", server.stdout.readline())
        try:
            yield Place(f"http://127.0.0.1:{port[0]}/below/", site)
        finally:
            server.kill()


def test_without_its_server_the_archive_is_still_read(at_root: Place, tmp_path: Path, visit: Visit) -> None:
    """Not by the browser's switch, but with no one behind the address any more."""
    with own_server(at_root.site, tmp_path) as place:
        url = place.url
        page = visit(place, "kk/offline/")
        ask(page, "Оқығанымды осы құрылғыда сақтау")
        page.goto(f"{url}kk/{KAZAKH}/")
        wait_until_kept(page, f"{url}kk/{KAZAKH}/")
        title = page.title()
    page.goto("about:blank")
    page.goto(f"{url}kk/{KAZAKH}/")
    assert page.title() == title
    page.goto(f"{url}kk/glossary/")
    page.wait_for_url(f"{url}kk/offline/?missing")
    status(page).to_have_text("Байланыс жоқ, ал бет сақталмаған. Сақталғандар төменде.")
    page.locator("[data-part=list]").get_by_text(title).click()
    page.wait_for_url(f"{url}kk/{KAZAKH}/")
    expect(page.locator("main")).to_contain_text("Түркістан")


def test_deleting_deletes(place: Place, visit: Visit) -> None:
    page = visit(place, "en/offline/")
    ask(page, "Keep what I read on this device")
    other = page.context.new_page()
    other.goto(f"{place.url}en/{STORY}/")
    page.reload()
    ready(page)
    page.get_by_role("button", name="Delete everything").click()
    status(page).to_have_text("Everything is deleted. Nothing more is kept.")
    expect(page.locator("[data-part=total]")).to_have_text("Nothing is kept.")
    assert page.evaluate(HELD) == NOTHING
    other.goto(f"{place.url}en/regions/kg/")  # a tab that was open before
    other.goto(f"{place.url}en/tags/")
    page.goto(f"{place.url}en/")
    assert page.evaluate(HELD) == NOTHING
    assert page.evaluate("navigator.serviceWorker.controller") is None


def test_what_was_looked_for_is_not_kept(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/offline/")
    ask(page, "Keep what I read on this device")
    page.goto(f"{at_root.url}en/search/?q=training")
    expect(page.locator("#results a").first).to_be_visible()
    kept = page.evaluate(ADDRESSES)
    assert f"{at_root.url}en/search/" in kept
    assert not [url for url in kept if "?" in url or "/search/" in url.removesuffix("en/search/")]


def test_the_newest_of_a_list_is_kept_when_its_size_is_known(at_path: Place, visit: Visit) -> None:
    page = visit(at_path, "en/offline/")
    ask(page, "Keep what I read on this device")
    before = page.evaluate(ADDRESSES)
    page.get_by_label("List").select_option("Kyrgyzstan (3)")
    page.get_by_label("How many of the newest").select_option("20")
    page.get_by_role("button", name="Show the size").click()
    status(page).to_have_text(re.compile(r"^Articles: 3, about 0\.0\d MB$"))
    assert page.evaluate(ADDRESSES) == before
    page.get_by_role("button", name="Keep them").click()
    status(page).to_have_text("Kept: 3 of 3")
    stories = [
        f"{at_path.url}en/{story}/"
        for story in (
            STORY,
            "2017/aiyl-okmotu-heads-training",
            "undated/regional-anticorruption-policy-seminars",
        )
    ]
    assert set(page.evaluate(ADDRESSES)) == {*before, f"{at_path.url}en/regions/kg/", *stories}
    page.context.set_offline(True)
    page.goto(stories[1])
    expect(page.locator(".record h1")).to_be_visible()


def test_a_language_is_kept_in_that_language(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/offline/")
    ask(page, "Keep what I read on this device")
    page.get_by_label("List").select_option("Kazakh (1)")
    page.get_by_role("button", name="Show the size").click()
    page.get_by_role("button", name="Keep them").click()
    status(page).to_have_text("Kept: 1 of 1")
    assert f"{at_root.url}kk/{KAZAKH}/" in page.evaluate(ADDRESSES)


def test_what_fails_is_said(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ru/offline/")
    ready(page)
    page.evaluate("() => { navigator.serviceWorker.register = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Хранить прочитанное на этом устройстве").click()
    status(page).to_contain_text("Загрузить не удалось.")
    assert page.evaluate(HELD) == NOTHING


def test_a_browser_that_can_t_says_so(at_root: Place, visit: Visit) -> None:
    page = visit(at_root)
    page.add_init_script("delete Navigator.prototype.serviceWorker")
    page.goto(f"{at_root.url}kk/offline/")
    status(page).to_have_text("Бұл браузер беттерді сақтай алмайды.")
    expect(page.locator(".offline button:visible")).to_have_count(0)


def test_without_scripts_it_says_what_it_would_mean(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/offline/", scripts=False)
    expect(page.locator(".needs-scripts")).to_be_visible()
    expect(page.locator(".meaning li:visible")).to_have_count(3)
    expect(page.locator(".offline button:visible")).to_have_count(0)


@pytest.mark.parametrize("locale", ["ky", "kk", "uz", "uz-Cyrl", "ru", "en"])
def test_the_archive_can_be_installed(locale: str, at_path: Place, visit: Visit) -> None:
    page = visit(at_path, f"{locale}/{KINDS['listing']}")
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getAppManifest")
    assert found["errors"] == []
    assert found["url"] == f"{at_path.url}{locale}/manifest.webmanifest"
    manifest = json.loads(found["data"])
    assert manifest["lang"] == locale
    assert manifest["short_name"] == page.locator(".bar .name").inner_text()
    errors = {
        error["errorId"] for error in session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    }
    assert errors <= {"in-incognito"}  # as each test's reader is
    for icon in manifest["icons"]:
        answer = page.request.get(f"{at_path.url}{locale}/{icon['src']}")
        assert answer.ok
        assert answer.headers["content-type"] == icon["type"]

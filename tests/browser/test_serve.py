"""The previews, `achyq serve` and `mkdocs serve`: an edit shows in the browser by itself."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.archives import article
from tests.browser import published, visitor
from tests.browser.conftest import Start, commands, preview, previewed

pytestmark = pytest.mark.chromium

STORY = "articles/2025/story.ky.md"
PAGE = "ky/2025/story/"
#: How long (milliseconds) an edit may take to show; a machine with much to do needs some of it.
PATIENCE = 60_000


@pytest.fixture(scope="session")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one story and one draft, with the project's theme, whose chrome is made."""
    files = {
        STORY: article("Окуя", "Эски текст."),
        "articles/2025/draft.ky.md": article("Долбоор", status="draft"),
    }
    return previewed(tmp_path_factory.mktemp("preview") / "archive", files)


@pytest.fixture
def root(ready: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(ready, tmp_path / "archive"))


@pytest.fixture
def started(root: Path) -> Iterator[Start]:
    """Starts commands of Python modules, and ends them after the test."""
    with commands(root) as start:
        yield start


@pytest.fixture
def serve(started: Start) -> Callable[..., str]:
    """Starts `achyq serve` on a free port; gives its address."""
    return partial(preview, started)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[[str, str], Page]]:
    """Opens a page of a preview; nothing may go wrong in it."""
    visitors: list[visitor.Visitor] = []

    def visit(url: str, path: str) -> Page:
        visitors.append(visitor.Visitor(browser, url.rstrip("/"), {}))
        page = visitors[-1].page()
        page.goto(url + path, timeout=PATIENCE)
        return page

    yield visit
    faults = [fault for reader in visitors for fault in reader.faults]
    for reader in visitors:
        reader.close()
    assert faults == []


def edit(root: Path, body: str) -> None:
    (root / STORY).write_text(article("Окуя", body), "utf-8")


def test_an_edit_shows_by_itself(
    root: Path, serve: Callable[..., str], visit: Callable[[str, str], Page]
) -> None:
    url = serve()
    page = visit(url, PAGE)
    expect(page.locator(".prose")).to_have_text("Эски текст.")
    listening(page)
    edit(root, "Жаңы текст.")
    expect(page.locator(".prose")).to_have_text("Жаңы текст.", timeout=PATIENCE)
    page = visit(url, "ky/all/")
    listening(page)
    (root / "articles/2025/other.ky.md").write_text(article("Башка окуя", date="2025-05-05"), "utf-8")
    expect(page.get_by_role("link", name="Башка окуя")).to_be_visible(timeout=PATIENCE)


def listening(page: Page) -> None:
    """Wait until the page has asked to be told of the next build, and the preview has had time to note it."""
    page.wait_for_load_state("load")
    page.wait_for_function(
        "performance.getEntriesByType('resource').some(entry => entry.name.endsWith('preview.js'))"
    )
    page.evaluate(
        """new Promise(resolve => { const events = new EventSource("/~achyq/events")
            events.onopen = () => { events.close(); resolve() } })"""
    )


def scrolled(page: Page, there: Callable[[float], bool]) -> None:
    """Wait until the page is scrolled there (the policy forbids `wait_for_function`)."""
    end = time.monotonic() + PATIENCE / 1000
    while not there(page.evaluate("scrollY")):
        assert time.monotonic() < end, "the page did not come there"
        page.wait_for_timeout(50)


def test_a_broken_edit_is_shown_where_it_is_and_the_old_site_stays(
    root: Path, serve: Callable[..., str], visit: Callable[[str, str], Page]
) -> None:
    url = serve()
    page, listing = visit(url, PAGE), visit(url, "ky/all/")
    for one in (page, listing):
        listening(one)
    (root / STORY).write_text(article("Башка аталыш", "Жаңы текст.", colour="red"), "utf-8")
    for one in (page, listing):
        alert = one.get_by_role("alert")
        expect(alert).to_contain_text(f"{STORY}:5", timeout=PATIENCE)
        expect(alert).to_contain_text("colour")
        expect(one).to_have_title(re.compile(r"^\(1\) "))
    expect(page.locator("header .achyq-note.error")).to_contain_text(f"{STORY}:5")
    expect(page.locator(".prose")).to_have_text("Жаңы текст.")
    expect(listing.get_by_role("link", name="Окуя")).to_be_visible()
    listing.get_by_role("link", name=f"{STORY}:5").click()
    expect(listing.locator("h1")).to_have_text("Башка аталыш")
    edit(root, "Оңдолгон текст.")
    for one in (page, listing):
        expect(one.locator(".prose")).to_have_text("Оңдолгон текст.", timeout=PATIENCE)
        expect(one.get_by_role("alert")).to_have_count(0)
        expect(one.locator(".achyq-note, #achyq-preview")).to_have_count(0)


def test_what_cannot_be_read_leaves_the_old_page(
    root: Path, serve: Callable[..., str], visit: Callable[[str, str], Page]
) -> None:
    url = serve("--lang", "ru")
    page = visit(url, PAGE)
    listening(page)
    (root / STORY).write_text("---\ntitle: [\n---\n\nЖаңы текст.\n", "utf-8")
    expect(page.get_by_role("alert")).to_contain_text("сайт не публикуется", timeout=PATIENCE)
    expect(page.locator(".prose")).to_have_text("Эски текст.")
    another = visit(url, PAGE)  # opened now
    expect(another.locator(".prose")).to_have_text("Эски текст.")
    edit(root, "Оңдолгон текст.")
    for one in (page, another):
        expect(one.locator(".prose")).to_have_text("Оңдолгон текст.", timeout=PATIENCE)


def test_a_broken_archive_is_shown_from_the_start_and_comes_back(
    root: Path, serve: Callable[..., str], visit: Callable[[str, str], Page]
) -> None:
    (root / STORY).write_text(article("Окуя", "Жаңы текст.", colour="red"), "utf-8")
    page = visit(serve(), PAGE)
    expect(page.get_by_role("alert")).to_contain_text(f"{STORY}:5")
    edit(root, "Оңдолгон текст.")
    expect(page.locator(".prose")).to_have_text("Оңдолгон текст.", timeout=PATIENCE)


def test_a_warning_is_marked_in_the_text_and_found_by_keyboard(
    root: Path, serve: Callable[..., str], visit: Callable[[str, str], Page]
) -> None:
    edit(root, "Биринчи.\n\nТелефон: +996 555 123 456.")
    page = visit(serve(), PAGE)
    expect(page.locator("[data-problem=warning]")).to_have_text("Телефон: +996 555 123 456.")
    expect(page.get_by_role("alert")).to_have_count(0)
    panel = page.get_by_role("complementary", name="эскертүүлөр: 1")
    panel.locator("summary").press("Enter")
    panel.get_by_role("link", name=f"{STORY}:9").press("Enter")
    expect(page.locator(".achyq-note:target")).to_contain_text("personal-data")
    expect(page.locator(".achyq-note:target")).to_be_in_viewport()


def test_a_reload_keeps_the_place_and_only_comes_when_the_page_differs(
    root: Path, serve: Callable[..., str], visit: Callable[[str, str], Page]
) -> None:
    lines = "\n\n".join(f"{number}-сап." for number in range(200))
    edit(root, lines)
    url = serve()
    page, other = visit(url, PAGE), visit(url, "kk/years/")
    for one in (page, other):
        listening(one)
        one.evaluate("window.sameVisit = true")
    page.mouse.wheel(0, 3000)
    scrolled(page, lambda y: y > 2000)
    place = page.evaluate("scrollY")
    edit(root, lines + "\n\nАягы.")
    expect(page.locator(".prose p").last).to_have_text("Аягы.", timeout=PATIENCE)
    scrolled(page, lambda y: abs(y - place) < 5)
    assert not page.evaluate("window.sameVisit === true")
    assert other.evaluate("window.sameVisit")
    (root / "articles/2024").mkdir()
    (root / "articles/2024/other.ky.md").write_text(article("Башка окуя", date="2024-05-05"), "utf-8")
    expect(other.get_by_role("link", name="2024")).to_be_visible(timeout=PATIENCE)


def test_drafts_are_shown_and_marked(
    root: Path, serve: Callable[..., str], visit: Callable[[str, str], Page]
) -> None:
    url = serve()
    page = visit(url, "ky/2025/draft/")
    expect(page.locator("h1")).to_have_text("Долбоор")
    expect(page.locator(".banner.draft")).to_be_visible()
    page = visit(url, "ru/all/")
    expect(page.locator("li", has_text="Долбоор").locator("b.draft")).to_have_text("черновик")


def test_drafts_are_not_shown_when_not_wanted(
    root: Path, serve: Callable[..., str], browser: Browser
) -> None:
    url = serve("--no-drafts")
    page = browser.new_page()
    answer = page.goto(f"{url}ky/2025/draft/")
    assert answer
    assert answer.status == 404
    page.goto(f"{url}ky/all/")
    expect(page.get_by_role("link", name="Окуя")).to_have_count(1)
    expect(page.get_by_role("link", name="Долбоор")).to_have_count(0)
    page.goto("about:blank")
    page.close()


def test_a_port_that_is_taken_is_no_riddle(root: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = subprocess.run(
            [sys.executable, "-m", "achyq", "serve", "--port", port], cwd=root, env=published.environment(),
            capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
    assert result.returncode == 3
    assert f"Port {port} can't be used" in result.stderr
    assert "--port" in result.stderr
    assert "Traceback" not in result.stderr


def test_mkdocs_serve_shows_an_edit_by_itself(
    root: Path, started: Start, visit: Callable[[str, str], Page]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = started("mkdocs", "serve", "-a", f"127.0.0.1:{port}")
    log = root.parent / "mkdocs.log"
    wait_for(lambda: "Serving on" in log.read_text("utf-8"), process)
    page = visit(f"http://127.0.0.1:{port}/", PAGE)
    expect(page.locator(".prose")).to_have_text("Эски текст.")
    edit(root, "Жаңы текст.")
    expect(page.locator(".prose")).to_have_text("Жаңы текст.", timeout=PATIENCE)


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Wait until the condition holds; fails when the process ends before."""
    while not condition():
        try:
            process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError("it ended")

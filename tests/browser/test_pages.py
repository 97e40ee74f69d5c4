"""Pages, languages, the chooser and lost addresses, with scripts and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import KINDS, STORY, Place, Visit

pytestmark = pytest.mark.chromium

with_and_without_scripts = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])


def path_of(page: Page, place: Place) -> str:
    """The address of a page below the site's."""
    assert page.url.startswith(place.url)
    return page.url.removeprefix(place.url)


def is_styled(page: Page) -> bool:
    """Whether our style sheet arrived (without scripts in the page)."""
    return page.locator("main").evaluate("main => getComputedStyle(main).maxWidth") != "none"


@with_and_without_scripts
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_each_kind_is_whole(kind: str, scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, f"ky/{KINDS[kind]}", scripts=scripts)
    assert is_styled(page)
    expect(page.locator("html")).to_have_attribute("lang", "ky")
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("main h1")).to_be_visible()
    expect(page).to_have_title(re.compile(r"\w"))
    assert page.locator("meta[name=description]").get_attribute("content") or kind == "document"
    assert page.locator("link[rel=canonical]").get_attribute("href", timeout=1000).endswith(  # type: ignore[union-attr]
        path_of(page, place)
    )
    assert "⟦" not in page.content()


@with_and_without_scripts
@pytest.mark.parametrize("kind", KINDS)
def test_every_link_of_a_page_leads_somewhere(kind: str, scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, f"ru/{KINDS[kind]}", scripts=scripts)
    links = {link.get_attribute("href") for link in page.locator("a").all()} if not scripts else set(
        page.evaluate("[...document.querySelectorAll('a')].map(link => link.getAttribute('href'))")
    )
    assert links
    for link in sorted(links):
        if link.startswith(("http:", "https:")):
            continue
        target = page.evaluate_handle  # noqa: F841

"""For those who use a keyboard, a screen reader, or other help."""

from __future__ import annotations

import re
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import KINDS, STORY, Place, Visit

pytestmark = pytest.mark.chromium

PATHS = {
    **KINDS,
    "search": "search/?q=2025",
    "offline": "offline/",
    "data": "data/",
    "topics": "tags/",
    "year": "years/2025/",
    "lost": "lost/",
}
LOCALES = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")
#: Articles that are there in a locale, where the usual one is not.
OWN_ARTICLES = {
    "kk": "2018/turkistan-monitoring-group-session/",
    "uz": "undated/uzbekistan-public-councils-training/",
    "uz-Cyrl": "undated/uzbekistan-public-councils-training/",
}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
#: Where both a phone's width and a desktop's are looked at; elsewhere only the phone's.
BOTH = ("ky", "en")


def violations(page: Page, axe: str, **switched: bool) -> list[str]:
    """What axe finds wrong with a page as it is now, with some of its rules switched on or off."""
    page.evaluate(axe)
    rules = {name.replace("_", "-"): {"enabled": on} for name, on in switched.items()}
    found: list[dict[str, Any]] = page.evaluate(
        "rules => axe.run(document, { resultTypes: ['violations'], rules })", rules
    )["violations"]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:150]}" for rule in found for node in rule["nodes"]
    ]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("kind", PATHS)
def test_axe_finds_nothing(kind: str, locale: str, axe: str, at_root: Place, visit: Visit) -> None:
    own = OWN_ARTICLES.get(locale, PATHS[kind]) if kind == "article" else PATHS[kind]
    page = visit(at_root, f"{locale}/{own}", width=360, bypass_csp=True, missing=kind == "lost")
    if kind == "search":
        expect(page.locator(".finder [aria-busy=true]")).to_have_count(0)
    for width in (360, 1280) if locale in BOTH else (360,):
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            assert violations(page, axe) == [], (scheme, width)


@pytest.mark.parametrize("wish", ["chosen", "system"])
@pytest.mark.parametrize("kind", PATHS)
def test_axe_finds_nothing_in_high_contrast(
    kind: str, wish: str, axe: str, at_root: Place, visit: Visit
) -> None:
    """As a reader chose it, in Kyrgyz; as the system wishes it and with forced colours, in another language
    by turns. All text has a contrast of 7 then (WCAG 1.4.6), not of 4.5 only."""
    others = [locale for locale in LOCALES if locale != "ky"]
    locale = "ky" if wish == "chosen" else others[list(PATHS).index(kind) % len(others)]
    own = OWN_ARTICLES.get(locale, PATHS[kind]) if kind == "article" else PATHS[kind]
    settings: dict[str, Any] = {"contrast": "more"} if wish == "system" else {}
    page = visit(at_root, f"{locale}/{own}", width=360, bypass_csp=True, missing=kind == "lost", **settings)
    if wish == "chosen":
        page.evaluate("localStorage.setItem('achyq.contrast', 'more')")
        page.reload()
    if kind == "search":
        expect(page.locator(".finder [aria-busy=true]")).to_have_count(0)
    expect(page.locator("html")).to_have_attribute("data-contrast", "more")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert violations(page, axe, color_contrast_enhanced=True) == [], scheme
    if wish == "system":  # of forced colours axe sees the grounds, but not those of text
        page.emulate_media(forced_colors="active", contrast="no-preference")
        assert violations(page, axe, color_contrast=False) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        "ru/regions/kz/",
        "ky/handbook/",
        "uz/handbook/",
        "404.html",
        "",
    ],
)
def test_axe_finds_nothing_elsewhere(path: str, scheme: str, axe: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, path, color_scheme=scheme, bypass_csp=True)
    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_in_what_opens(
    width: int, scheme: str, axe: str, at_root: Place, visit: Visit
) -> None:
    page = visit(at_root, f"ky/{STORY}/", width=width, color_scheme=scheme, bypass_csp=True)
    page.locator(".lang summary").click()
    assert violations(page, axe) == []
    page.keyboard.press("Escape")
    page.get_by_role("searchbox").click()
    page.keyboard.type("корруп")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert violations(page, axe) == []


def focused(page: Page) -> str:
    """The text, or the name, of what has the focus."""
    return page.evaluate(
        "(document.activeElement.getAttribute('aria-label') || document.activeElement.textContent).trim()"
    )


def has_ring(page: Page) -> bool:
    """Whether the focus can be seen."""
    return page.evaluate(
        "(({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2)"
        "(getComputedStyle(document.activeElement))"
    )


def test_a_keyboard_walks_from_the_top_in_order(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, f"en/{STORY}/")
    walk = []
    for _ in range(10):
        page.keyboard.press("Tab")
        walk.append(focused(page))
        assert has_ring(page), walk
        box = page.locator(":focus").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["width"] > 0
    assert walk[:3] == ["Skip to content", "Achyq", "Search"]
    assert walk[3].endswith("English")
    assert walk[4] == "Reading settings"
    assert walk[5:8] == ["Regions", "Strategies", "Organisers"]


def test_the_keyboard_sees_every_link_of_a_page(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, f"ky/{STORY}/", width=360, reduced_motion="reduce")
    count = page.locator("a:visible, button:visible, summary:visible, input:visible").count()
    seen = 0
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        seen += 1
        assert has_ring(page)
        assert page.evaluate(
            """(() => { const { top, bottom, left, right } = document.activeElement.getBoundingClientRect()
                return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth })()"""
        ), focused(page)
    assert seen == count


@pytest.mark.parametrize("scripts", [True, False])
def test_the_skip_link_skips(scripts: bool, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, f"en/{STORY}/", scripts=scripts)
    skip = page.locator(".skip")
    assert (skip.bounding_box() or {"x": 0})["x"] < -100
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**/#content")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_language_is_switched_by_keyboard(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, f"ky/{STORY}/", scripts=False)
    page.locator(".lang summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".lang ul")).to_be_visible()
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ru/{STORY}/")


def test_reading_settings_are_changed_by_keyboard(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/")
    page.locator(".look summary").focus()
    page.keyboard.press("Enter")
    sets = page.locator(".look").get_by_role("group")
    assert [focused_group.evaluate("set => set.firstChild.textContent") for focused_group in sets.all()] == [
        "Тексттин өлчөмү",
        "Түстөр",
        "Контраст",
    ]
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Кадимки")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Чоң", exact=True)).to_be_checked()
    expect(page.locator("html")).to_have_css("font-size", "18.4px")
    assert page.evaluate("getComputedStyle(document.activeElement.nextSibling).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    expect(page.locator(".look summary")).to_be_focused()
    expect(sets.first).to_be_hidden()


def test_a_map_is_walked_by_keyboard(at_root: Place, visit: Visit) -> None:
    """Tile by tile, each says its region and its number, where it can be seen; Enter leads there."""
    page = visit(at_root, "ky/", scripts=False, width=360, reduced_motion="reduce")
    country = page.locator(".countries > li").filter(has=page.locator("[href*=kg-y]"))
    tiles = country.locator(".tiles a")
    assert tiles.count() == 9
    country.get_by_role("link", name="Кыргызстан").focus()
    page.keyboard.press("Tab")
    assert focused(page) == "Аймактар: Кыргызстан"
    assert has_ring(page)
    expect(tiles.first).to_be_hidden()
    page.keyboard.press("Enter")
    names = []
    for place in range(9):
        page.keyboard.press("Tab")
        expect(tiles.nth(place)).to_be_focused()
        expect(tiles.nth(place)).to_be_in_viewport()
        assert has_ring(page)
        names.append(focused(page))
        assert page.evaluate("getComputedStyle(document.activeElement.lastElementChild).opacity") == "1"
    assert names[0] == "Биш 0 Бишкек шаары"
    assert len(set(names)) == 9
    page.keyboard.press("Tab")  # out of the map, to the next country, and back
    assert focused(page) == "Түркмөнстан"
    page.keyboard.press("Shift+Tab")
    while "Ы-Көл" not in focused(page):
        page.keyboard.press("Shift+Tab")
        expect(country.locator(":focus")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ky/regions/kg-y/")
    expect(page.locator(".tiles [aria-current=page]")).to_have_text("Ы-Көл Ысык-Көл облусу")


@pytest.mark.parametrize("locale", ["kk", "uz", "ru", "en"])
def test_tiles_are_named_in_the_page_s_language(locale: str, at_root: Place, visit: Visit) -> None:
    """Each has, as its accessible name, what is drawn in it and the region's name as the table has it."""
    page = visit(at_root, f"{locale}/regions/kg/", scripts=False, reduced_motion="reduce")
    rows = page.locator(".explore tbody tr")
    told = sorted(
        (row.locator("th").text_content() or "", row.locator("td").text_content() or "") for row in rows.all()
    )
    tiles = page.locator(".tiles a")
    tiles.first.focus()
    walked = []
    for tile in tiles.all():
        expect(tile).to_be_focused()
        assert has_ring(page)
        shown = [tile.locator(part).text_content() or "" for part in ("span", "b")]
        drawn = (tile.text_content() or "").split()[0]
        expect(tile).to_have_accessible_name(re.compile(rf"^{re.escape(drawn)}.* {shown[1]} {shown[0]}$"))
        walked.append((shown[0], shown[1]))
        page.keyboard.press("Tab")
    assert sorted(walked) == told
    assert len(told) == 9
    expect(page.locator(".explore summary").first).to_be_focused()


def test_maps_are_folded_on_a_phone_only(at_root: Place, visit: Visit) -> None:
    """Where there is room nothing is to be unfolded, neither by hand nor by the keyboard."""
    page = visit(at_root, "en/", scripts=False)
    tiles, folds = page.locator(".countries .tiles a"), page.locator(".countries summary")
    assert (tiles.count(), folds.count()) == (54, 5)
    for tile in tiles.all():
        expect(tile).to_be_visible()
    for fold in folds.all():
        expect(fold).to_be_hidden()
    page.get_by_role("link", name="Kazakhstan", exact=True).first.focus()
    page.keyboard.press("Tab")
    expect(tiles.first).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 800})
    for fold in folds.all():
        expect(fold).to_be_visible()
    for tile in tiles.all():
        expect(tile).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360])
def test_tiles_are_large_enough_for_fingers(width: int, at_root: Place, visit: Visit) -> None:
    """WCAG 2.5.8 asks for 24 pixels; names stay inside of their tiles."""
    page = visit(at_root, "en/", width=width)
    for locale in ("ky", "kk", "uz", "uz-Cyrl", "ru", "en"):
        page.goto(f"{at_root.url}{locale}/")
        page.evaluate(
            "for (const folded of document.querySelectorAll('.countries details')) folded.open = true"
        )
        sizes = page.evaluate(
            """[...document.querySelectorAll('.tiles a')].map(a => {
                const range = document.createRange()
                range.selectNode(a.firstChild)
                const over = range.getBoundingClientRect().width - a.clientWidth
                return [a.offsetWidth, a.offsetHeight, over] })"""
        )
        assert len(sizes) == 54
        assert min(wide for wide, _, _ in sizes) >= 36
        assert min(high for _, high, _ in sizes) >= 44
        assert max(over for _, _, over in sizes) <= 0, locale


def test_the_table_of_a_map_unfolds_by_keyboard(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/strategies/kg-anticorruption-2025-2030/", scripts=False)
    table = page.get_by_role("row", name="Issyk-Kul Region")
    expect(table).to_be_hidden()
    page.locator(".explore summary").first.focus()
    page.keyboard.press("Enter")
    expect(table).to_be_visible()
    expect(table.get_by_role("cell")).to_have_text("1")


def test_a_number_of_the_coverage_leads_to_its_stories(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/coverage/", scripts=False)
    row = page.get_by_role("row", name="Issyk-Kul Region").first
    row.get_by_role("cell").get_by_role("link").first.click()
    page.wait_for_url("**/en/regions/kg-y/#y*")
    expect(page.locator(":target h2")).to_be_in_viewport()
    expect(page.locator(":target li").first).to_be_visible()


def test_names_stay_when_a_table_of_coverage_moves(at_root: Place, visit: Visit) -> None:
    """And they cover nothing that has the focus (WCAG 2.4.11)."""
    page = visit(at_root, "en/coverage/", width=320, scripts=False, reduced_motion="reduce")
    table = page.get_by_role("region", name="Kyrgyzstan: Regions and strategies")
    heads = table.locator("thead a")
    heads.last.focus()
    assert table.evaluate("table => table.scrollLeft") > 100
    name = table.get_by_role("rowheader", name="Issyk-Kul Region")
    for part in (name, table.locator("caption span")):
        box = part.bounding_box()
        assert box
        assert 0 <= box["x"] < 40
    for head in reversed(heads.all()):
        expect(head).to_be_focused()
        seen = head.evaluate(
            """link => { const { left, right, top, bottom } = link.getBoundingClientRect()
                return [0.2, 0.5, 0.8].some(part => link.contains(
                    document.elementFromPoint(left + part * (right - left), (top + bottom) / 2))) }"""
        )
        assert seen, head.inner_text()
        page.keyboard.press("Shift+Tab")


def test_districts_fold_and_unfold_by_keyboard(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/regions/", scripts=False)
    folded = page.locator("main details").first
    expect(folded.locator("ul")).to_be_hidden()
    folded.locator("summary").focus()
    page.keyboard.press("Space")
    expect(folded.locator("ul")).to_be_visible()


@pytest.mark.parametrize("path", ["ky/", "ky/regions/", f"ky/{STORY}/", ""])
def test_text_grows_with_the_reader_s_setting(path: str, at_root: Place, visit: Visit) -> None:
    """At twice the size of text on a narrow screen nothing is cut off sideways (WCAG 1.4.4, 1.4.10)."""
    page = visit(at_root, path, width=640)
    page.emulate_media(reduced_motion="reduce")
    session = page.context.new_cdp_session(page)
    session.send(
        "Emulation.setDeviceMetricsOverride",
        {"width": 320, "height": 400, "deviceScaleFactor": 2, "mobile": False},
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sizes = page.evaluate(
        "[...new Set([...document.querySelectorAll('main *')].map(e => getComputedStyle(e).fontSize))]"
    )
    assert min(float(size.removesuffix("px")) for size in sizes) >= 12


@pytest.mark.parametrize("width", [320, 360])
def test_fingers_hit_what_they_aim_at(width: int, at_root: Place, visit: Visit) -> None:
    """Controls of the header are 44 pixels high and wide, or nearly (WCAG 2.5.8 asks for 24)."""
    page = visit(at_root, width=width)
    for locale in ("ky", "kk", "uz", "uz-Cyrl", "ru", "en"):
        page.goto(f"{at_root.url}{locale}/")
        for selector in (".lang summary", ".look summary", ".md-search__input", ".sections a >> nth=0"):
            box = page.locator(selector).bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 40, (locale, selector)
            assert box["x"] + box["width"] <= width, (locale, selector)

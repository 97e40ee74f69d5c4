"""The search page, on the project's own archive and on answers of a made-up engine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect
from tests.browser.conftest import STORY, Place, Visit
from tests.browser.test_access import violations
from tests.browser.test_pages import with_and_without_scripts

from achyq import edtf, wording
from achyq.locale import LOCALES
from achyq.search_page import EXAMPLES

pytestmark = pytest.mark.chromium

WORDS = Path(__file__).parents[2] / "overrides/assets/javascripts/search-page/words.mjs"
CODES = [locale.code for locale in LOCALES]
SESSION = "2018/turkistan-monitoring-group-session"
SEMINAR = "undated/uzbekistan-public-councils-training"
SEMINARS = "undated/regional-anticorruption-policy-seminars"


def address(locale: str, **said: Any) -> str:
    """The address of a search below the site's root."""
    pairs = [
        (name, value)
        for name, values in said.items()
        for value in ([values] if isinstance(values, str) else values)
    ]
    return f"{locale}/search/" + ("?" + "&".join(f"{n}={quote(v)}" for n, v in pairs) if pairs else "")


def query(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def settled(page: Page, state: str = "found") -> None:
    """Wait until the page shows an answer, with its filters."""
    expect(page.locator(".finder")).to_have_attribute("data-state", state)
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")
    expect(
        page.locator("#filters fieldset, .finder[data-state=failed], .finder[data-state=none]").first
    ).to_be_attached()


def found(page: Page) -> list[str]:
    """The stories that are shown, in order, as 'ky/2025/…'."""
    links = page.locator(".hits h3 a").all()
    return [
        urlsplit(str(link.get_attribute("href"))).path.partition("/search")[0].strip("/") for link in links
    ]


# --- on the archive


@pytest.mark.parametrize(
    ("locale", "words", "story"),
    [
        ("ky", "коррупциянын", f"ky/{STORY}"),
        ("ky", "тон районундагы", f"ky/{STORY}"),
        ("kk", "жемқорлықтың", f"kk/{SESSION}"),
        ("kk", "жемкорлыктын", f"kk/{SESSION}"),
        ("kk", "отырыстар", f"kk/{SESSION}"),
        ("uz-Cyrl", "кенгашларнинг", f"uz-Cyrl/{SEMINAR}"),
        ("uz", "kengashlarning", f"uz-Cyrl/{SEMINAR}"),
        ("uz", "узбекистон", f"uz-Cyrl/{SEMINAR}"),
        ("uz-Cyrl", "o'zbekistonda", f"uz-Cyrl/{SEMINAR}"),
        ("ru", "прокурор", f"ru/{STORY}"),
        ("en", "prosecutors", f"en/{STORY}"),
    ],
)
def test_any_form_letters_and_script_find_the_article(
    locale: str, words: str, story: str, at_path: Place, visit: Visit
) -> None:
    page = visit(at_path, address(locale))
    page.locator("#q").fill(words)
    settled(page)
    hrefs = [str(link.get_attribute("href")) for link in page.locator(".hits h3 a").all()]
    assert f"{at_path.url}{story}/" in hrefs
    hit = page.locator(".hits li", has=page.locator(f"a[href$='{story}/']")).first
    expect(hit.locator("mark").first).to_be_visible()
    expect(hit.locator(".excerpt")).not_to_be_empty()
    hit.locator("a").first.click()
    page.wait_for_url(f"{at_path.url}{story}/")


@pytest.mark.parametrize("locale", CODES)
def test_each_example_finds_something(locale: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address(locale))
    for example in EXAMPLES[locale]:
        page.goto(f"{at_root.url}{address(locale)}")
        page.get_by_role("link", name=example, exact=True).click()
        settled(page)
        expect(page.locator("#q")).to_have_value(example)
        assert query(page) == {"q": [example]}
        expect(page.locator("#notices .notice")).to_have_count(0)


def test_a_filter_narrows_and_its_number_tells_how_much(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("ky", q="коррупция"))
    settled(page)
    line = page.locator("#filters li", has=page.get_by_role("checkbox", name="Кыргызстан")).first
    expect(line.locator(".n").first).not_to_be_empty()
    count = int(line.locator(".n").first.inner_text())
    line.get_by_role("checkbox").first.check()
    expect(page.locator("#tally")).to_have_text(re.compile(rf"^{count}\b"))
    assert query(page) == {"q": ["коррупция"], "region": ["KG"]}
    expect(line.get_by_role("checkbox").first).to_be_focused()
    chip = page.locator("#chosen button")
    expect(chip).to_have_text("Кыргызстан")
    chip.click()
    expect(page.locator("#chosen")).to_be_hidden()
    expect(page.locator("#q")).to_be_focused()
    assert query(page) == {"q": ["коррупция"]}


def test_a_region_unfolds_to_its_parts(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("ky", q="коррупция"))
    settled(page)
    summary = page.locator("summary[aria-label$='Кыргызстан']")
    summary.focus()
    if not summary.evaluate("summary => summary.parentElement.open"):
        page.keyboard.press("Enter")
    whole = page.locator(".hits h3 a").count()
    page.get_by_role("checkbox", name="Ысык-Көл облусу").check()
    expect(page.locator(".hits h3 a")).not_to_have_count(whole)
    settled(page)
    assert query(page)["region"] == ["KG-Y"]
    page.reload()
    settled(page)
    expect(page.get_by_role("checkbox", name="Ысык-Көл облусу")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Ысык-Көл облусу")).to_be_checked()


def test_years_sort_and_the_exact_switch(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("ru", q="коррупции"))
    settled(page)
    whole = page.locator(".hits h3 a").count()
    page.locator("select[name=from]").select_option("2018")
    page.locator("select[name=to]").select_option("2025")
    expect(page.locator("#chosen li")).to_have_count(3)
    settled(page)
    assert query(page) == {"q": ["коррупции"], "from": ["2018"], "to": ["2025"]}
    assert 0 < page.locator(".hits h3 a").count() < whole
    page.locator("#sort").select_option("oldest")
    page.wait_for_url("**sort=oldest")
    page.locator("[name=exact]").check()
    page.wait_for_url("**exact=1*")
    page.locator("#chosen .all button").click()
    expect(page.locator("#chosen")).to_be_hidden()
    assert query(page) == {"q": ["коррупции"], "exact": ["1"], "sort": ["oldest"]}


def test_back_and_forward_walk_through_searches(at_path: Place, visit: Visit) -> None:
    page = visit(at_path, address("ky"))
    page.locator("#q").press_sequentially("коррупция", delay=30)
    settled(page)
    page.get_by_role("checkbox", name="Кыргызстан").first.check()
    page.wait_for_url("**region=KG")
    page.go_back()
    expect(page.locator("#chosen")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("коррупция")
    page.go_back()
    expect(page.locator(".finder")).to_have_attribute("data-state", "start")
    expect(page.locator("#q")).to_have_value("")
    expect(page.locator(".start .advice")).to_be_visible()
    page.go_forward()
    page.go_forward()
    settled(page)
    expect(page.locator("#chosen button")).to_have_text("Кыргызстан")
    assert page.url.startswith(at_path.url)


def test_a_shared_address_shows_the_same(at_path: Place, visit: Visit) -> None:
    path = address("en", q="corruption", tag="training", sort="newest")
    page = visit(at_path, path)
    settled(page)
    first = found(page)
    assert first
    assert found(visit(at_path, path)) or first
    expect(page.locator("#sort")).to_have_value("newest")
    expect(page).to_have_title(re.compile("^corruption · Search"))
    page.locator(".lang summary").click()
    page.locator(".lang a[lang=ru]").click()
    page.wait_for_url(at_path.url + address("ru", q="corruption", tag="training", sort="newest"))


@pytest.mark.parametrize(
    "path", ["?q=%E0%A4%A&page=-1&from=x&sort=best&region=", "?page=99999&to=20255", "?&&="]
)
def test_a_broken_address_is_read_as_far_as_it_goes(path: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "ky/search/" + path)
    expect(page.locator(".finder")).to_have_attribute("data-state", re.compile("start|none|found"))


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "(a+)+$ [^]* \\1 .*",
        "коррупция " * 1000,
        "😀🇰🇬‍ коррупция",
        "\u202eяицпуррок\u202c \u2066коррупция\u2069",
        '"""- - -- " -',
        "-коррупция",
        "__proto__ constructor toString",
        "\u0000 \ufffe \ud83d",
    ],
)
def test_a_hostile_query_is_only_text(words: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("ky"))
    page.locator("#q").evaluate(
        "(field, words) => { field.value = words; field.dispatchEvent(new Event('input')) }", words
    )
    page.locator("#q").press("Enter")
    expect(page.locator(".finder")).to_have_attribute("data-state", re.compile("found|none"))
    expect(page.locator("main img, #results script, #notices script")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.reload()
    expect(page.locator(".finder")).to_have_attribute("data-state", re.compile("found|none"))
    assert len(page.locator("#q").input_value()) <= 500


def test_nothing_found_says_what_to_try(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("en", q="ъъъ", region="KG", exact="1"))
    settled(page, "none")
    expect(page.locator("#tally")).to_have_text("Nothing was found.")
    expect(page.locator("#results .advice li")).to_have_count(4)
    expect(page.locator(".browse")).to_be_visible()
    page.get_by_role("link", name="Find all forms of the words").click()
    page.wait_for_url(at_root.url + address("en", q="ъъъ", region="KG"))
    expect(page.locator("#tally")).to_be_focused()


# --- without


@with_and_without_scripts
def test_the_page_leads_to_the_lists(scripts: bool, place: Place, visit: Visit) -> None:
    page = visit(place, address("ky"), scripts=scripts)
    expect(page.locator(".needs-scripts")).to_be_visible(visible=not scripts)
    expect(page.locator(".find")).to_be_visible(visible=scripts)
    for way in ("regions", "strategies", "organisers", "tags", "years", "languages", "all"):
        expect(page.locator(f".ways a[href='../{way}/']")).to_be_visible()
    page.locator(".ways a").first.click()
    page.wait_for_url(f"{place.url}ky/regions/")


def test_scripts_that_do_not_come_are_as_none(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/")
    page.context.route(
        "**/search-page.mjs", lambda route: route.fulfill(body="", content_type="text/javascript")
    )
    page.goto(at_root.url + address("en", q="corruption"))
    expect(page.locator(".needs-scripts")).to_be_visible()
    expect(page.locator(".browse")).to_be_visible()
    expect(page.locator(".find")).to_be_hidden()


#: Cuts the page's scripts off from the net. (A request that fails would be an error in the console.)
OFFLINE = """off => {
  globalThis.online ??= fetch
  globalThis.fetch = off ? () => Promise.reject(new TypeError("Failed to fetch")) : online
}"""


def test_a_failure_is_said_and_can_be_tried_again(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("en"))
    page.evaluate(OFFLINE, True)
    page.locator("#q").fill("corruption")
    settled(page, "failed")
    expect(page.locator("#tally")).to_have_text(re.compile("Check the connection"))
    expect(page.locator(".browse")).to_be_visible()
    page.evaluate(OFFLINE, False)
    page.get_by_role("button", name="Try again").click()
    settled(page)
    expect(page.locator("#tally")).to_be_focused()


def test_a_browser_that_cannot_unpack_is_told(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, "en/")
    page.context.add_init_script("delete window.DecompressionStream")
    page.goto(at_root.url + address("en", q="corruption"))
    settled(page, "failed")
    expect(page.locator("#tally")).to_have_text(re.compile("too old"))
    expect(page.locator("#notices button")).to_have_count(0)
    expect(page.locator(".browse")).to_be_visible()


# --- on answers of a made-up engine

ENGINE = """
const { results, counts, terms } = %s
export const open = () => ({
  warm: async () => {},
  terms: async () => terms,
  facets: async () => counts,
  search: async ({ q, offset, limit }) => {
    const result = results[q] ?? results["*"]
    const groups = result.groups.map((group, index) =>
      ({ ...group, hits: index ? group.hits.slice(0, 3) : group.hits.slice(offset, offset + limit) }))
    return { suggestion: null, relaxed: false, words: [], ...result, groups }
  },
})
export const fetched = () => null
export class SearchError extends Error {}
const late = value => new Promise(resolve => setTimeout(resolve, 150, value))
export const excerpt = () => late([{ text: "… an ", mark: false }, { text: "excerpt", mark: true }])
export const markedTitle = (engine, result, hit) => late([{ text: hit.title, mark: false }])
"""
TERMS = {
    "region": [["KG", "Kyrgyzstan", -1, "en/regions/kg/"], ["KG-Y", "Issyk-Kul", 0, "en/regions/kg-y/"]],
    "strategy": [],
    "organiser": [[f"o{n}", f"Organiser {n}", -1, f"en/organisers/o{n}/"] for n in range(30)],
    "tag": [],
}
COUNTS = {
    "region": {"KG": 25, "KG-Y": 5},
    "strategy": {},
    "organiser": {f"o{n}": 30 - n for n in range(30)},
    "tag": {},
    "language": {"en": 25, "ru": 12},
    "status": {"published": 36, "withdrawn": 1},
    "year": {"2025": 37},
}


def hits(language: str, total: int, **more: Any) -> list[dict[str, Any]]:
    return [
        {
            "document": n,
            "story": f"2025/{language}-{n}",
            "language": language,
            "url": f"{language}/2025/{language}-{n}/",
            "title": f"Title {n} in {language}",
            "date": "2025-12-10",
            "status": "published",
            "score": 1,
            "matched": ["formed"],
            **more,
        }
        for n in range(total)
    ]


def group(language: str, total: int, **more: Any) -> dict[str, Any]:
    return {
        "language": language,
        "by": "words",
        "total": total,
        "synonyms": [],
        "hits": hits(language, total),
        **more,
    }


Answers = Callable[..., Page]


@pytest.fixture
def answers(at_root: Place, visit: Visit) -> Answers:
    """Opens the search page with an engine that gives these results, by query."""

    def answers(path: str, results: dict[str, Any], **settings: Any) -> Page:
        page = visit(at_root, "en/", **settings)
        data = json.dumps({"results": results, "counts": COUNTS, "terms": TERMS})

        def fulfil(body: str) -> Callable[[Route], None]:
            return lambda route: route.fulfill(body=body, content_type="text/javascript")

        page.context.route("**/search.mjs", fulfil(ENGINE % data))
        page.goto(at_root.url + path)
        return page

    return answers


MANY = {"*": {"total": 37, "groups": [group("en", 25), group("ru", 12)]}}


def test_groups_have_their_numbers_and_lead_on(answers: Answers) -> None:
    page = answers(address("en", q="a"), MANY)
    settled(page)
    expect(page.locator("#tally")).to_have_text("37 articles found")
    expect(page.locator(".found h2")).to_have_text(["English 25", "Russian 12"])
    expect(page.locator("#jump li")).to_have_text(["English 25", "Russian 12"])
    expect(page.locator(".hits h3")).to_have_count(13)
    russian = page.locator(".found").nth(1).locator("h3").first
    expect(russian.locator("a")).to_have_attribute("lang", "ru")
    expect(russian.locator("b")).to_have_text("ru")
    page.locator("#jump a").nth(1).click()
    expect(page.locator("#in-ru")).to_be_in_viewport()
    settled(page)
    page.get_by_role("link", name="Russian: Show all: 12").click()
    assert query(page) == {"q": ["a"], "language": ["ru"]}


def test_pages_of_results(answers: Answers) -> None:
    page = answers(address("en", q="a"), MANY)
    settled(page)
    pager = page.get_by_role("navigation", name="Pages of results")
    expect(pager).to_have_text("Page 1 of 3Next page")
    pager.get_by_role("link", name="Next page").click()
    expect(page.locator(".hits h3").first).to_have_text("Title 10 in en")
    expect(page.locator("#tally")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    assert query(page)["page"] == ["2"]
    page.get_by_role("checkbox", name="Kyrgyzstan").check()
    assert "page" not in query(page)


def test_what_was_left_out_meant_or_withdrawn_is_said(answers: Answers) -> None:
    withdrawn = group("en", 1) | {"hits": hits("en", 1, status="withdrawn", date="2012?")}
    synonyms = group("ru", 1) | {"by": "synonyms", "synonyms": ["взятка", "мздоимство"]}
    word = {"typed": "xyz<b>", "state": "relaxed", "forms": []}
    page = answers(
        address("en", q="a"),
        {
            "a": {
                "total": 2,
                "groups": [withdrawn, synonyms],
                "relaxed": True,
                "unread": 1234,
                "words": [word],
                "suggestion": "b <i>",
            },
            "b <i>": {"total": 0, "groups": []},
        },
    )
    settled(page)
    expect(page.locator(".notice")).to_have_text(
        [
            "Did you mean b <i>?",
            "Words in quotes were looked for in the best matches only. Articles that were not read: 1,234",
            "No article has all these words. Left out: “xyz<b>”",
        ]
    )
    expect(page.locator(".when").first).to_have_text("possibly 2012 · Withdrawn")
    expect(page.locator(".other")).to_have_text("Other words for it: взятка, мздоимство")
    expect(page.locator(".other span")).to_have_attribute("lang", "ru")
    expect(page.locator(".why").first).to_have_text("Found as: formed")
    page.locator(".meant a").click()
    settled(page, "none")
    expect(page.locator("#q")).to_have_value("b <i>")


def test_long_lists_of_filters_are_short_at_first(answers: Answers) -> None:
    page = answers(address("en", q="a"), MANY)
    settled(page)
    organisers = page.locator("fieldset", has_text="Organiser").get_by_role("checkbox")
    expect(organisers.locator("visible=true")).to_have_count(6)
    page.get_by_role("button", name="Show all: 30").click()
    expect(organisers.locator("visible=true")).to_have_count(30)
    expect(organisers.nth(6)).to_be_focused()


#: Collects what moves from the page's first moment on, save while a reader types or clicks.
SHIFTS = """() => {
  globalThis.shifts = []
  const moved = ({ value, hadRecentInput, sources }) =>
    hadRecentInput || shifts.push([value, sources.map(({ node }) => node?.className || node?.nodeName)])
  const observer = new PerformanceObserver(list => list.getEntries().forEach(moved))
  observer.observe({ type: "layout-shift", buffered: true })
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves(width: int, answers: Answers) -> None:
    page = answers(address("en", q="a"), MANY, width=width)
    page.evaluate(SHIFTS)
    settled(page)
    for _ in range(12):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(60)
    expect(page.locator(".hits mark")).to_have_count(13)
    assert page.evaluate("shifts") == []


def test_a_first_partial_answer_stays_where_it_is(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("en", q="corruption"))
    settled(page)
    page.evaluate("document.querySelector('.found').kept = true")
    page.locator("#q").press("Enter")
    settled(page)
    assert page.evaluate("document.querySelector('.found').kept")


def test_filters_fold_on_a_phone(answers: Answers) -> None:
    page = answers(address("en", q="a", language="en"), MANY, width=360)
    settled(page)
    filters = page.locator(".filters > summary")
    expect(filters).to_have_text("Filters (1)")
    expect(page.get_by_role("checkbox", name="Kyrgyzstan")).to_be_hidden()
    filters.click()
    expect(page.get_by_role("checkbox", name="Kyrgyzstan")).to_be_visible()
    for target in page.locator(
        ".filters label:visible, .filters summary:visible, .filters select:visible"
    ).all():
        box = target.bounding_box()
        assert box
        assert box["height"] >= 24
        assert box["width"] >= 24


def test_the_keyboard_alone_searches_filters_and_opens(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("en"))
    page.keyboard.press("/")
    page.keyboard.type("corruption")
    page.keyboard.press("Enter")
    settled(page)
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#filters input").first).to_be_visible()
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement !== document.body")
        if page.evaluate("document.activeElement.matches('[name=region]')"):
            break
    page.keyboard.press("Space")
    page.wait_for_url("**region=*")
    settled(page)
    assert page.evaluate("document.activeElement.matches('[name=region]')")
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.hits a')"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/en/.+/$"))
    expect(page.locator("article.record")).to_be_visible()


def test_the_tally_is_announced(at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address("en"))
    status = page.get_by_role("status")
    expect(status).to_have_text("")
    page.locator("#q").fill("corruption")
    expect(status).to_have_text(re.compile(r"^\d+ articles? found$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("locale", ["ky", "en"])
@pytest.mark.parametrize("words", ["", "коррупция", "ъъъ"])
def test_axe_finds_nothing(
    words: str, locale: str, scheme: str, axe: str, at_root: Place, visit: Visit
) -> None:
    path = address(locale, q=words, region="KG") if words else address(locale)
    page = visit(at_root, path, color_scheme=scheme, bypass_csp=True)
    if words:
        expect(page.locator(".finder")).to_have_attribute("data-state", re.compile("found|none"))
        expect(page.locator("#filters fieldset").first).to_be_attached()
    assert violations(page, axe) == []
    page.set_viewport_size({"width": 360, "height": 800})
    page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
    assert violations(page, axe) == []


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_it_fits_the_screen(width: int, answers: Answers) -> None:
    page = answers(address("en", q="a"), MANY, width=width)
    settled(page)
    page.evaluate("for (const folded of document.querySelectorAll('main details')) folded.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_the_page_needs_is_asked_for_at_once(at_root: Place, visit: Visit) -> None:
    """The page's script and the engine are named in the head; each holds all that it imports."""
    page = visit(at_root, "ky/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(at_root.url)))
    page.goto(at_root.url + address("ky", q="коррупция"))
    settled(page)
    # Icons and parts of packs may be asked for again.
    once = [url for url in asked if url.endswith((".mjs", ".js", ".css", ".json"))]
    assert sorted(once) == sorted(set(once)), "something was asked for twice"
    assert asked.index("search/directory.json") < min(i for i, url in enumerate(asked) if ".bin" in url)
    links = "[...document.querySelectorAll('link[rel=modulepreload], script[type=module]')]"
    named = set(page.evaluate(f"{links}.map(link => link.href || link.src)"))
    loaded = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    scripts = {at_root.url + f"assets/javascripts/{name}" for name in ("search.mjs", "search-page.mjs")}
    assert {url for url in loaded if url.endswith(".mjs")} == named == scripts


DATES = [
    "2025-12-10", "2025-12", "2025", "2025-21", "201X", "20XX", "XXXX-02-23", "XXXX-02-23/XXXX-02-24",
    "2012?", "2012-10~", "2012%", "2012-10-16/2012-10-21", "2012/2014",
]  # fmt: skip


def worded(page: Page, function: str, values: list[Any]) -> list[str]:
    """What a function of words.mjs says of each value."""
    module = "../../assets/javascripts/search-page/words.mjs"
    page.route("**/search-page/words.mjs", lambda route: route.fulfill(path=WORDS))
    call = """async ([module, name, values]) => {
        const words = await import(new URL(module, location))
        return values.map(value => words[name](value)) }"""
    return page.evaluate(call, [module, function, values])


@pytest.mark.parametrize("locale", CODES)
def test_dates_are_worded_as_elsewhere(locale: str, at_root: Place, visit: Visit) -> None:
    page = visit(at_root, address(locale))
    assert worded(page, "date", DATES) == [wording.words(edtf.parse(text), locale) for text in DATES]


def test_rarer_dates_keep_their_years(at_root: Place, visit: Visit) -> None:
    dates = ["2012-10-16/2013-01-02", "2012/..", "../2012-05", "", "XXXX", "2012-?10"]
    said = worded(visit(at_root, address("en")), "date", dates)
    assert said == [
        "16 October 2012 – 2 January 2013",
        "2012 – …",
        "… – May 2012",
        "",
        "date unknown",
        "2012-10",
    ]


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        ("ru", ["Найдена 1 статья", "Найдено 3 статьи", "Найдено 11 статей", "Найдена 1\xa0021 статья"]),
        ("en", ["1 article found", "3 articles found", "11 articles found", "1,021 articles found"]),
        ("ky", ["1 макала табылды", "3 макала табылды", "11 макала табылды", "1\xa0021 макала табылды"]),
    ],
)
def test_numbers_have_their_plural_forms(locale: str, said: list[str], at_root: Place, visit: Visit) -> None:
    assert worded(visit(at_root, address(locale)), "found", [1, 3, 11, 1021]) == said

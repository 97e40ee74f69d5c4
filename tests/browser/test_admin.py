"""Editing in the browser: `/admin/` of the preview, from opening an article to a file that checks clean."""

from __future__ import annotations

import base64
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests import archives
from tests.browser import published, visitor
from tests.browser.conftest import Place, commands, preview, previewed

from achyq import attachment
from achyq.admin import package

pytestmark = [pytest.mark.chromium, pytest.mark.decap]

TOOLS = published.ROOT / "tests/tools/node_modules"
ORIGINAL = "articles/2025/story.ky.md"
TRANSLATION = "articles/2025/story.ru.md"
#: An article with all that another program's writer of YAML would not keep.
TEXT = """\
---
# Редакция үчүн эскертүү
title: 'Окуя'   # аталышы
language: ky
date: 2025-12-10
region: Тоң району # аты менен
tags:
  - meeting
  # калганын кийин
  - training
source: Kabar
note: >
  Узун
  эскертүү
# аягы
---

Биринчи абзац, * жылдызча менен.
Экинчи сап[^1].

+ тизме
+ дагы

[^1]: Булак.
"""
RUSSIAN = """\
---
title: Событие
language: ru
translated_from: {language: ky, digest: 0123456789abcdef}
---

Текст.
"""
#: How long (milliseconds) a step may take.
PATIENCE = 20_000


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the project's theme, whose chrome is made, and the program."""
    root = previewed(tmp_path_factory.mktemp("admin") / "archive", {ORIGINAL: TEXT, TRANSLATION: RUSSIAN})
    shutil.copytree(package.folder(TOOLS), package.folder(root / ".cache"))
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[str]:
    """The address of a preview of it."""
    with commands(root) as start:
        yield preview(start, "--admin")


@pytest.fixture(autouse=True)
def _as_it_was(root: Path) -> None:
    """Each test begins with the same files. The folder itself stays: it is watched."""
    for path in (root / "articles").rglob("*.md"):
        path.unlink()
    shutil.rmtree(root / "articles/2025/story", ignore_errors=True)
    archives.make(root, {ORIGINAL: TEXT, TRANSLATION: RUSSIAN})


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens a page of `/admin/`. Nothing may go wrong in it, and no request may leave for elsewhere."""
    visitors: list[visitor.Visitor] = []

    def visit(address: str, refused: bool = False, agreed: str = "", **settings: Any) -> Page:
        reader = visitor.Visitor(browser, server.rstrip("/"), settings)
        reader.agreed = frozenset({agreed})
        visitors.append(reader)
        if refused:  # a request will be; the browser notes that, and Decap too
            language = address.partition("#")[0]
            reader.expected = frozenset({f"{server}admin/api{language}", f"{server}admin/decap-cms.js"})
        page = reader.page()
        page.goto(f"{server}admin/{address}")
        return page

    yield visit
    # Decap lets a promise fail with the action that it tells itself of a refusal.
    noise = {"exception: Object"} if any(reader.expected for reader in visitors) else set()
    faults = [fault for reader in visitors for fault in reader.faults if fault not in noise]
    for reader in visitors:
        reader.close()
    assert faults == []


def field(page: Page, label: str) -> Locator:
    """The input with that label."""
    return page.get_by_label(re.compile(f"^{re.escape(label)}( \\(|$)", re.IGNORECASE))


def choose(page: Page, label: str, typed: str, option: str) -> None:
    """Choose from a select box by typing a part of the name."""
    box = field(page, label)
    box.fill(typed)
    page.get_by_role("option", name=option, exact=True).click()


def save(page: Page, word: str = "Save") -> None:
    """Choose the first entry of the menu behind the button that says so."""
    page.get_by_role("button", name=word, exact=True).click()
    page.get_by_role("menuitem").first.click()


def check(root: Path) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "achyq", "-C", str(root), "check"], env=published.environment(LC_ALL="C"),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return f"{result.returncode} {result.stdout}{result.stderr}"


def opened(page: Page, language: str, title: str) -> None:
    """Go from the list of languages to an article."""
    root = page.locator("#nc-root")
    root.get_by_role("link", name=language, exact=True).click(timeout=PATIENCE)
    root.get_by_role("link", name=title).click()
    expect(field(page, "Title")).to_have_value(title, timeout=PATIENCE)


def saved(page: Page) -> None:
    expect(page.get_by_text("All is saved")).to_be_visible(timeout=PATIENCE)


def test_an_article_is_edited_and_all_else_in_its_file_stays(root: Path, visit: Visit) -> None:
    page = visit("?lang=en")
    opened(page, "Кыргызча", "Окуя")
    field(page, "Title").fill("Окуя: экинчи жолу")
    choose(page, "Region", "osh", "Osh Region — Kyrgyzstan")
    text = field(page, "Text")
    text.fill(text.input_value().replace("Экинчи сап", "Башка сап"))
    save(page)
    saved(page)
    expected = TEXT.replace("title: 'Окуя'   # аталышы", "title: 'Окуя: экинчи жолу'  # аталышы")
    expected = expected.replace("region: Тоң району # аты", "region: [KG-Y-TON, KG-O]  # аты")
    expected = expected.replace("Экинчи сап", "Башка сап")
    assert (root / ORIGINAL).read_text("utf-8") == expected
    assert check(root).startswith("0 ")
    # Saved again, from the state that was saved, and seen in the preview.
    field(page, "Summary").fill("Кыскача.")
    save(page)
    saved(page)
    expected = expected.replace("source: Kabar", "summary: Кыскача.\nsource: Kabar")
    assert (root / ORIGINAL).read_text("utf-8") == expected
    with page.expect_popup() as popup:
        page.get_by_role("link", name="See the page").click()
    expect(popup.value.locator("h1")).to_have_text("Окуя: экинчи жолу")
    expect(popup.value.locator(".prose")).to_contain_text("Башка сап")
    popup.value.get_by_role("link", name="Бул макаланы оңдоо").click()
    expect(popup.value.get_by_label("Аталышы", exact=True)).to_have_value("Окуя: экинчи жолу")


def test_a_translation_keeps_what_programs_wrote(root: Path, visit: Visit) -> None:
    page = visit("?lang=ru#/collections/ru/entries/2025/story")
    title = page.get_by_label("Заголовок")
    expect(title).to_have_value("Событие", timeout=PATIENCE)
    title.fill("Другое событие")
    save(page, "Сохранить")
    expect(page.get_by_text("Всё сохранено")).to_be_visible(timeout=PATIENCE)
    assert (root / TRANSLATION).read_text("utf-8") == RUSSIAN.replace("Событие", "Другое событие")
    assert check(root).startswith("0 ")


def test_a_new_article(root: Path, visit: Visit) -> None:
    page = visit("?lang=en#/collections/ky/new", refused=True)  # Decap asks whether the file is there
    field(page, "Title").fill("Жаңы жыйын болду", timeout=PATIENCE)
    field(page, "Date of publication").fill("2024-05-06")
    choose(page, "Region", "ton", "Ton District — Issyk-Kul Region, Kyrgyzstan")
    choose(page, "Topics", "meet", "Meeting")
    field(page, "Text").fill("Биринчи абзац.\n\nЭкинчи абзац.")
    field(page, "Name of the source").fill("Kabar")
    field(page, "Address of the source").fill("https://kabar.kg/1")
    save(page)
    saved(page)
    page.wait_for_url("**/entries/2024/jangy-jyiyn-boldu")
    assert (root / "articles/2024/jangy-jyiyn-boldu.ky.md").read_text("utf-8") == (
        "---\ntitle: Жаңы жыйын болду\ndate: 2024-05-06\nlanguage: ky\nregion: [KG-Y-TON]\ntags: [meeting]\n"
        "source:\n  name: Kabar\n  url: https://kabar.kg/1\nstatus: draft\n---\n\n"
        "Биринчи абзац.\n\nЭкинчи абзац.\n"
    )
    assert check(root).startswith("0 ")
    field(page, "Text").fill("Башка текст.")
    save(page)
    saved(page)
    assert (root / "articles/2024/jangy-jyiyn-boldu.ky.md").read_text("utf-8").endswith("\nБашка текст.\n")


def test_what_is_wrong_is_said_and_not_saved(root: Path, visit: Visit) -> None:
    page = visit("?lang=en#/collections/ky/entries/2025/story", refused=True)
    date = field(page, "Date of publication")
    date.fill("2025-13-01", timeout=PATIENCE)
    save(page)
    expect(page.get_by_role("alert").first).to_contain_text("'2025-13-01' is not a date", timeout=PATIENCE)
    assert (root / ORIGINAL).read_text("utf-8") == TEXT
    expect(page.get_by_text("It was not saved").first).to_be_visible()
    date.click()
    date.press(
        "Control+a"
    )  # `fill` selects all too, but Decap puts the cursor back when it is given the focus
    date.press_sequentially("2025-12-11")
    save(page)
    saved(page)
    expect(page.locator("#achyq-problems")).to_be_hidden()
    assert (root / ORIGINAL).read_text("utf-8") == TEXT.replace("2025-12-10", "2025-12-11")


PHONE = {"viewport": {"width": 360, "height": 640}, "is_mobile": True, "has_touch": True}
#: What stands out of the screen at the side, but for what nobody sees: the margin of the list's cards, and
#: what is a pixel wide for screen readers.
OUTSIDE = """() => [...document.querySelectorAll("#nc-root *:not(ul)")].filter(element => {
    const {left, right, width} = element.getBoundingClientRect()
    return width > 1 && (left < 0 || right > innerWidth)
}).map(element => element.className)"""


def fits(page: Page) -> None:
    """Nothing is wider than the screen, and the page does not scroll sideways."""
    assert page.evaluate("[innerWidth, document.documentElement.scrollWidth]") == [360, 360]
    assert page.evaluate(OUTSIDE) == []


@pytest.mark.parametrize("language", ["en", "uz-Cyrl"])
def test_list_and_form_fit_a_phone(root: Path, visit: Visit, language: str) -> None:
    page = visit(f"?lang={language}#/collections/ky", **PHONE)
    entry = page.get_by_role("link", name=re.compile("^Окуя"))
    entry.wait_for(timeout=PATIENCE)
    fits(page)
    page.get_by_role("button", name=re.compile("^(New article|Янги мақола)$")).click()
    names = page.get_by_role("menuitem").all_text_contents()
    assert len(set(names)) == len(names) == 6
    fits(page)
    page.keyboard.press("Escape")
    entry.click()
    title = page.get_by_role("textbox").first
    expect(title).to_have_value("Окуя", timeout=PATIENCE)
    fits(page)
    title.fill("Башка окуя")
    page.get_by_role("button", name=re.compile("^(Save|Сақлаш)$")).click()
    fits(page)
    page.get_by_role("menuitem").first.tap()
    expect(page.get_by_text(re.compile("^(All is saved|Ҳаммаси сақланди)$"))).to_be_visible(timeout=PATIENCE)
    assert (root / ORIGINAL).read_text("utf-8") == TEXT.replace("'Окуя'   #", "Башка окуя  #")


def test_what_another_changed_meanwhile_is_not_overwritten(root: Path, visit: Visit) -> None:
    page = visit("?lang=en#/collections/ky/entries/2025/story", refused=True)
    field(page, "Title").fill("Менин аталышым", timeout=PATIENCE)
    theirs = TEXT.replace("Биринчи", "Алардын")
    (root / ORIGINAL).write_text(theirs, "utf-8")
    save(page)
    expect(page.get_by_role("alert").first).to_contain_text("changed by someone else", timeout=PATIENCE)
    assert (root / ORIGINAL).read_text("utf-8") == theirs
    expect(page.get_by_text("It was not saved").first).to_be_visible()
    expect(field(page, "Title")).to_have_value("Менин аталышым")
    page.close(run_before_unload=False)  # what was not saved would ask whether to leave


def photo(page: Page, *, located: bool) -> bytes:
    """A photo as a telephone takes it, which says where it was taken if it is `located`."""
    drawn = page.evaluate(
        """() => {
            const canvas = Object.assign(document.createElement("canvas"), {width: 40, height: 30})
            canvas.getContext("2d").fillRect(5, 5, 20, 20)
            return canvas.toDataURL("image/jpeg")
        }"""
    )
    data = base64.b64decode(drawn.partition(",")[2])
    place = (
        struct.pack(">IHHHIII", 8, 1, 0x8825, 4, 1, 26, 0) + struct.pack(">HHHII", 1, 2, 5, 3, 0) + bytes(4)
    )
    exif = b"Exif\0\0MM\0*" + place
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:] if located else data


def add_file(page: Page, name: str, data: bytes, about: str) -> None:
    files = page.get_by_role("group", name="Pictures and documents of this article")
    files.get_by_label("File").set_input_files({"name": name, "mimeType": "image/jpeg", "buffer": data})
    files.get_by_label("What the picture shows").fill(about)
    files.get_by_role("button", name="Add to the text").click()


def test_a_picture_is_put_into_the_text(root: Path, visit: Visit) -> None:
    page = visit("?lang=en#/collections/ky/entries/2025/story")
    text = field(page, "Text")
    expect(text).to_have_value(re.compile("Биринчи"), timeout=PATIENCE)
    text.evaluate("area => area.setSelectionRange(9, 9)")
    add_file(page, "Жыйын 1.JPG", picture := photo(page, located=False), "Залда [эл] отурат")
    expect(text).to_have_value(re.compile(re.escape(r"![Залда \[эл\] отурат](story/zhyyyn-1.jpg)")))
    page.get_by_role("button", name="Into the text again: articles/2025/story/zhyyyn-1.jpg").wait_for()
    save(page)
    saved(page)
    assert (root / "articles/2025/story/zhyyyn-1.jpg").read_bytes() == picture
    line = r"![Залда \[эл\] отурат](story/zhyyyn-1.jpg)"
    assert (root / ORIGINAL).read_text("utf-8") == TEXT.replace("сап[^1].\n", f"сап[^1].\n\n{line}\n", 1)
    assert check(root).startswith("0 ")
    with page.expect_popup() as popup:
        page.get_by_role("link", name="See the page").click()
    image = popup.value.get_by_role("img", name="Залда [эл] отурат")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("naturalWidth", 40, timeout=PATIENCE)


def test_of_a_photo_that_says_too_much_a_copy_is_taken(root: Path, visit: Visit) -> None:
    page = visit("?lang=en#/collections/ky/entries/2025/story", refused=True)
    expect(field(page, "Text")).to_have_value(re.compile("Биринчи"), timeout=PATIENCE)
    add_file(page, "photo.jpg", photo(page, located=True), "Зал")
    expect(page.get_by_role("alert").first).to_contain_text("where it was taken")
    assert not (root / "articles/2025/story").exists()
    page.get_by_role("button", name="Add a smaller copy without such data").click()
    expect(field(page, "Text")).to_have_value(re.compile(re.escape("![Зал](story/photo.jpg)")))
    expect(page.locator("#achyq-problems")).to_be_hidden()
    save(page)
    saved(page)
    told = check(root)
    assert told.startswith("0 ")
    assert "photo" not in told
    data = (root / "articles/2025/story/photo.jpg").read_bytes()
    assert attachment.inspect(data) == (40, 30, False, False)


def test_a_file_is_deleted_when_no_text_shows_it(root: Path, visit: Visit) -> None:
    archives.make(root, {"articles/2025/story/a.pdf": "%PDF-1.7", ORIGINAL: f"{TEXT}\n[А](story/a.pdf)\n"})
    page = visit("?lang=en#/collections/ky/entries/2025/story", True, "Delete articles/2025/story/a.pdf?")
    text = field(page, "Text")
    expect(text).to_have_value(re.compile("Биринчи"), timeout=PATIENCE)
    page.get_by_role("button", name="Delete: articles/2025/story/a.pdf").click()
    expect(page.get_by_role("alert").first).to_contain_text(ORIGINAL)
    text.fill(text.input_value().replace("[А](story/a.pdf)", ""))
    save(page)
    saved(page)
    page.get_by_role("button", name="Delete: articles/2025/story/a.pdf").click()
    expect(page.get_by_role("button", name="Delete: articles/2025/story/a.pdf")).to_have_count(0)
    assert not (root / "articles/2025/story/a.pdf").exists()
    assert check(root).startswith("0 ")


def test_an_article_is_deleted(root: Path, visit: Visit) -> None:
    page = visit("?lang=en#/collections/ru/entries/2025/story", True, "Delete this article?")
    expect(field(page, "Title")).to_have_value("Событие", timeout=PATIENCE)
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_role("alert").first).to_contain_text("Only drafts are deleted", timeout=PATIENCE)
    expect(page.get_by_text("It was not deleted").first).to_be_visible()
    assert (root / TRANSLATION).is_file()
    choose(page, "Status", "dra", "Draft")
    save(page)
    saved(page)
    page.get_by_role("button", name="Delete", exact=True).click()
    page.wait_for_url("**/collections/ru")
    assert not (root / TRANSLATION).exists()
    assert (root / ORIGINAL).read_text("utf-8") == TEXT
    assert check(root).startswith("0 ")


def test_the_published_site_has_nothing_of_it(at_root: Place) -> None:
    files = [path.relative_to(at_root.site).as_posix() for path in at_root.site.rglob("*")]
    assert files
    assert not [path for path in files if re.search(r"(^|/)admin|decap", path)]
    leads = re.compile(rb"""(?:src|href)=["'][^"']*/?admin(?:/|["'])|decap-cms""")
    assert not [path for path in at_root.site.rglob("*.html") if leads.search(path.read_bytes())]

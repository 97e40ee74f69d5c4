"""The preview's own pages, without a browser: they are the build's, and say what is wrong where it is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from tests import archives
from tests.archives import article

from achyq import build
from achyq.chrome import Chrome
from achyq.errors import InputError, Problem
from achyq.markdown import render
from achyq.preview import look, notes
from achyq.preview.server import _clean
from achyq.preview.state import Preview

STORY = "articles/2025/story.ky.md"
PAGE = "/ky/2025/story/"
FILES: dict[str, str | bytes] = {
    STORY: article("Окуя", "Биринчи сап.\n\nЭкинчи сап.", region="KG-Y-TON"),
    "articles/2025/story.ru.md": article("Событие", "Текст.", "ru", translated_from="ky"),
    "articles/2025/uzbek.uz.md": article("Voqea", "## Sarlavha\n\n- bir\n- ikki[^1]\n\n[^1]: Izoh.", "uz"),
    "articles/2025/draft.ky.md": article("Долбоор", status="draft"),
    "articles/2024/gone.ky.md": article(
        "Жок", date="2024-01-01", status="withdrawn", withdrawn_reason="Ката"
    ),
}


class Desk:
    """An archive that an editor sees in a preview."""

    def __init__(self, root: Path, chrome: Chrome) -> None:
        self.root, self.chrome = archives.make(root, FILES), chrome
        self.preview = Preview(root, root / "site", True, "en", "en")
        self.build()

    def build(self) -> tuple[Problem, ...]:
        options = build.Options(self.root, self.root / "site", 1, drafts=True)
        try:
            build.run(options, chrome=self.chrome, onlooker=self.preview)
        except InputError as error:
            return error.problems
        return ()

    def save(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_text(text, "utf-8")
        self.preview.touched([path])

    def html(self, path: str = PAGE) -> str:
        return self.preview.page(path).html


@pytest.fixture
def desk(tmp_path: Path, chrome: Chrome) -> Desk:
    return Desk(tmp_path, chrome)


def main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def count(html: str) -> str:
    found = re.search(r"<summary id=achyq-preview-count>([^<]*)<", html)
    return found[1] if found else ""


def test_a_page_from_files_is_the_page_of_a_build(desk: Desk) -> None:
    seen = desk.preview._seen
    assert seen.loaded
    assert seen.renderer
    pages = [(story, code) for story, code in sorted(seen.loaded.pages)]
    assert len(pages) == 6
    for story, code in pages:
        now = look.at(desk.root, story, seen.loaded)
        made = look.page(now, code, story, seen.renderer, (), "en")
        assert made == (desk.root / f"site/{code}/{story}/index.html").read_text("utf-8")


def test_an_edit_shows_before_the_build_and_stays_after_it(desk: Desk) -> None:
    desk.save(STORY, article("Окуя", "Жаңы сап.", region="KG-Y-TON"))
    before = desk.preview.page(PAGE)
    assert "Жаңы сап." in before.html
    assert "Жаңы сап." not in (desk.root / "site/ky/2025/story/index.html").read_text("utf-8")
    desk.build()
    assert desk.preview.page(PAGE) == before
    assert main(before.html) == main((desk.root / "site/ky/2025/story/index.html").read_text("utf-8"))


LISTS = [
    path
    for code in ("ky", "uz-Cyrl", "en")
    for path in (
        *(f"/{code}/", f"/{code}/all/", f"/{code}/years/", f"/{code}/years/2025/", f"/{code}/regions/KG-Y/"),
        *(f"/{code}/tags/", f"/{code}/coverage/", f"/{code}/search/", f"/{code}/languages/kk/index.html"),
    )
]
CHANGES: dict[str, dict[str, str | None]] = {
    "another title": {STORY: article("Жаңы аталыш", "Биринчи сап.", region="KG-Y-TON")},
    "another region and date": {STORY: article("Окуя", date="2025-01-01", region="KG-Y")},
    "a new story": {"articles/2026/new.kk.md": article("Жаңа", "Мәтін.", "kk", date="2026-02-01")},
    "a draft is published": {"articles/2025/draft.ky.md": article("Долбоор")},
    "a story is withdrawn": {
        "articles/2025/uzbek.uz.md": article(
            "Voqea", language="uz", status="withdrawn", withdrawn_reason="Xato"
        )
    },
    "a story is gone": {"articles/2025/uzbek.uz.md": None},
}


@pytest.mark.parametrize("change", CHANGES)
def test_lists_show_an_edit_before_the_build_and_stay_after_it(
    desk: Desk, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {path: desk.preview.page(path) for path in LISTS}
    for path, text in CHANGES[change].items():
        if text is None:
            (desk.root / path).unlink()
            desk.preview.touched([path])
        else:
            desk.save(path, text)
    before = {path: desk.preview.page(path) for path in LISTS}
    assert before != old
    middle: list[dict[str, str]] = []
    read = desk.preview.loaded

    def loaded(*told: Any) -> None:
        read(*told)
        middle.append({path: desk.html(path) for path in LISTS})

    monkeypatch.setattr(desk.preview, "loaded", loaded)
    assert desk.build() == ()
    assert middle == [{path: page.html for path, page in before.items()}]
    assert {path: desk.preview.page(path) for path in LISTS} == before
    assert desk.preview._behind == frozenset()


def test_lists_wait_while_there_are_errors(desk: Desk) -> None:
    old = main(desk.html("/ky/all/"))
    desk.save(STORY, article("Жаңы аталыш", colour="red"))
    assert main(desk.html("/ky/all/")) == old
    desk.save(STORY, article("Жаңы аталыш"))
    assert "Жаңы аталыш" in main(desk.html("/ky/all/"))
    desk.save("articles/2025/draft.ky.md", article("Долбоор", colour="red", status="draft"))
    assert main(desk.html("/ky/all/")) == old


def test_a_new_article_and_a_new_language_show_before_the_build(desk: Desk) -> None:
    desk.save("articles/2025/new.kk.md", article("Жаңа", "Мәтін.", "kk"))
    desk.save("articles/2025/story.en.md", article("Event", "Text.", "en", translated_from="ky"))
    for path, text in (("/kk/2025/new/", "Мәтін."), ("/en/2025/story/", "Text.")):
        page = desk.preview.page(path)
        assert page.found
        assert text in page.html
    assert not desk.preview.page("/en/2025/new/").found


def test_faults_are_counted_on_every_page_and_shown_where_they_are(desk: Desk) -> None:
    assert count(desk.html("/ky/all/")) == ""
    body = "Биринчи сап.\n\n- бир\n- [эки](../2024/jok.ky.md)\n"
    desk.save(STORY, article("Окуя", body, region="KG-Y-TONN", colour="red"))
    for built in (False, True):
        if built:
            assert {p.code for p in desk.build()} == {"broken-link", "unknown-key", "unknown-term"}
        assert count(desk.html("/ky/all/")) == "Preview. Errors: 3; warnings: 0"
        assert f'<a href="{PAGE}"><code>{STORY}:6:1</code></a>' in desk.html("/ky/all/")
        html = desk.html()
        assert html.startswith("<!doctype html>")
        assert "<title>(3) Окуя" in html
        fact = html[html.index("<dt>Аймак") :]
        assert re.match(
            r"<dt>Аймак</dt><dd><div class=\"achyq-note error\" id=\"achyq-5-9-unknown-term\"", fact
        )
        assert "Did you mean KG-Y-TON" in fact[: fact.index("</dd>")]
        head = html[: html.index("<div class=prose>")]
        assert f"<code>{STORY}:6:1</code> <strong>Error</strong> The key &#x27;colour&#x27;" in head
        assert re.search(
            r'id="achyq-12-9-broken-link".*?</div><ul>\n<li>бир</li>\n<li data-problem="error">', html
        )
        assert '<a href="#achyq-12-9-broken-link">' in html


def test_warnings_of_check_are_shown_and_stop_nothing(desk: Desk) -> None:
    desk.save(STORY, article("Окуя", "Телефон: +996 555 123 456.", region="KG-Y-TON"))
    for built in (False, True):
        if built:
            assert desk.build() == ()
        assert count(desk.html("/ru/2025/story/")) == "Preview. Errors: 0; warnings: 1"
        assert '<p data-problem="warning">Телефон' in desk.html()
        assert 'role="alert"' not in desk.html()
    assert "(1)" not in desk.html()


def test_what_cannot_be_read_leaves_the_last_page(desk: Desk) -> None:
    (desk.root / STORY).write_text("---\ntitle: [\n---\n\nЖаңы.\n", "utf-8")
    desk.preview.touched([STORY])
    assert desk.build()
    html = desk.html()
    assert "Биринчи сап." in html
    assert f"<code>{STORY}:" in html
    desk.save(STORY, str(FILES[STORY]))
    assert count(desk.html()) == ""
    desk.build()
    assert desk.html("/ky/all/").count("achyq-preview") == 0


def test_a_registry_with_faults_leaves_the_last_site(desk: Desk) -> None:
    (desk.root / "registry/tags.yml").write_text("meeting: {}\n", "utf-8")
    assert desk.build()
    assert "Биринчи сап." in desk.html()
    assert "registry/tags.yml" in desk.html()


def test_drafts_are_marked_in_pages_and_lists(desk: Desk) -> None:
    assert '<p class="banner draft">' in desk.html("/ky/2025/draft/")
    assert "Долбоор</a> <b class=draft>долбоор</b>" in desk.html("/ky/all/")
    assert 'Долбоор</a> <b title="Kyrgyz">ky</b> <b class=draft>draft</b>' in desk.html("/en/all/")
    desk.save("articles/2025/draft.ky.md", article("Долбоор"))
    desk.build()
    assert "class=draft" not in desk.html("/ky/all/")


def test_the_published_site_has_nothing_of_the_preview(desk: Desk) -> None:
    desk.save(STORY, article("Окуя", "Телефон: +996 555 123 456.", region="KG-Y-TON"))
    desk.build()
    site = desk.root / "published"
    build.run(build.Options(desk.root, site, 1), chrome=desk.chrome)
    for file in site.rglob("*"):
        if file.suffix in (".html", ".css", ".js", ".json", ".xml"):
            text = file.read_text("utf-8")
            for word in (
                "~achyq",
                "achyq-preview",
                "achyq-note",
                "data-sourcepos",
                "data-problem",
                "Долбоор",
            ):
                assert word not in text, file


def test_no_address_leads_out_of_the_site(desk: Desk) -> None:
    (desk.root / "secret.html").write_text("secret", "utf-8")
    for path in (
        "/../secret.html",
        "/%2e%2e/secret.html",
        "//../secret.html",
        "/ky/..%2f../secret.html",
        "/\0/",
    ):
        assert "secret<" not in desk.html(_clean(path)).replace("</body>", "<")


def test_notes_stand_before_blocks_and_marks_on_the_smallest() -> None:
    text = "\n\n# А\n\n> бир\n> эки\n\n| а | б |\n|---|---|\n| в | г |\n\nакыркы[^1]\n\n[^1]: шилтеме\n"
    html = render(text, "ky", "2025/a", places=True).html
    plain = render(text, "ky", "2025/a").html
    assert notes.in_body(html, ()) == plain

    def noted(line: int) -> str:
        return notes.in_body(html, [(Problem(STORY, line, 1, "x", "m"), "⚑")])

    assert noted(3).startswith('⚑<h2 id="s-а" data-problem="error">')
    assert '⚑<blockquote>\n<p data-problem="error">' in noted(6)
    assert '⚑<table data-problem="error">' in noted(10)
    assert '⚑<p data-problem="error">акыркы' in noted(12)
    assert "⚑<div" in noted(14)
    for line in range(1, 16):
        assert noted(line).count("⚑") == 1
        assert re.sub(r'⚑| data-problem="error"', "", noted(line)) == plain


def test_an_article_that_can_be_edited_in_the_browser_leads_to_its_form(desk: Desk) -> None:
    assert "achyq-edit" not in desk.html()
    desk.preview.editable = True
    assert 'href="/admin/?lang=en#/collections/ky/entries/2025/story"' in desk.html()
    assert "achyq-edit" not in desk.html("/uz-Cyrl/2025/uzbek/")  # made automatically: it has no file
    assert "achyq-edit" not in desk.html("/ky/all/")

"""Every page and the style sheet against the standards, by the Nu HTML checker (one Java process a test)."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from tests import archives
from tests.browser import published

from achyq.chrome import Chrome

pytestmark = pytest.mark.vnu

#: What names no fault: of files the checker says that 'self' is no place, as it would not of a server's
#: pages; a group of terms that is the only one of its page needs no heading; CommonMark's tables say by
#: `align` which columns hold numbers; an author's headings keep their levels, skipped ones too; and
#: an author's letters that are not composed are left as they are (`achyq check` warns of them).
NO_FAULT = re.compile(
    r"Resource violates Content Security Policy .*blocked by “(style|script|img)-src” directive"
    r"|Text run is not in Unicode Normalization Form C"
)


def complaints(command: list[str], *arguments: str | Path) -> list[str]:
    """What the checker says of files, errors and warnings: each thing once, with one of its places."""
    result = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", *map(str, arguments)],
        capture_output=True, check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    messages = json.loads(result.stderr)["messages"]
    found: dict[str, str] = {}
    for message in messages:
        text = f"{message.get('subType', message['type'])}: {message['message']}"
        if not NO_FAULT.search(text) and not _is_data(message):
            found.setdefault(text, f"{message.get('url', '')}: {message.get('extract', '').strip()}")
    return [f"{text} ({place})" for text, place in found.items()]


def _is_data(message: dict[str, str]) -> bool:
    """Whether a policy on scripts is said to be broken by data, which is no script to a browser (HTML,
    "prepare the script element": the policy is asked only for what can run). That Chromium reports no
    breach of the policy is held by the tests in the browser.
    """
    inline = message["message"].startswith("Inline script violates Content Security Policy")
    return inline and "<script type=application/ld+json>" in message.get("extract", "")


def test_every_page_of_the_archive_is_valid(
    tmp_path_factory: pytest.TempPathFactory, vnu_command: list[str]
) -> None:
    site = published.project_site(tmp_path_factory, "/")
    assert len(list(site.rglob("*.html"))) > 3000
    assert complaints(vnu_command, "--skip-non-html", site) == []


def test_pages_with_hostile_content_are_valid(tmp_path: Path, chrome: Chrome, vnu_command: list[str]) -> None:
    """Those of the little sites that can be published: markup in every field, withdrawn articles, …"""
    for name in archives.names():
        little = archives.load(name)
        if not little.problems:
            root = archives.make(tmp_path / name, little.files)
            archives.publish(root, chrome)
    pages = [page for page in tmp_path.rglob("site/**/*.html") if is_of_interest(page)]
    assert len(pages) > 500
    assert complaints(vnu_command, "--skip-non-html", *pages) == []


def is_of_interest(page: Path) -> bool:
    """Whether it shows content of its own: the pages of docs/ are the same in all little sites, and
    listings are alike in all locales."""
    locale, *rest = page.parts[page.parts.index("site") + 1 :]
    if rest and rest[0] in ("about", "how-it-works", "editors", "handbook"):
        return False
    return locale in ("ky", "en", "uz") or bool(re.match(r"\d{4}|undated", rest[0] if rest else ""))


def test_the_style_sheet_is_valid(vnu_command: list[str]) -> None:
    sheet = published.ROOT / "overrides/assets/stylesheets/achyq.css"
    assert complaints(vnu_command, "--css", sheet) == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path, vnu_command: list[str]) -> None:
    """The tests above would not pass for want of a working checker."""
    page = tmp_path / "page.html"
    page.write_text('<!doctype html><html lang="ky"><title>a</title><p><div></p>', "utf-8")
    script = tmp_path / "script.html"
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    script.write_text(
        f'<!doctype html><html lang="ky"><title>a</title>{policy}<script>alert(1)</script>', "utf-8"
    )
    sheet = tmp_path / "sheet.css"
    sheet.write_text("a { colour: red }", "utf-8")
    assert complaints(vnu_command, page)
    assert any("Inline script" in complaint for complaint in complaints(vnu_command, script))
    assert complaints(vnu_command, "--css", sheet)

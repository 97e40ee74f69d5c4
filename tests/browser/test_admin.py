"""Editing in the browser: `/admin/` of the preview, from opening an article to a file that checks clean."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests import archives
from tests.browser import published, visitor
from tests.browser.conftest import Place

from achyq.admin import package
from achyq.chrome import Job

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
  - prevention
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
    """An archive with the project's theme and registries, whose chrome is made, and the program."""
    root = tmp_path_factory.mktemp("admin") / "archive"
    published.copy(root)
    shutil.rmtree(root / "articles")
    archives.make(root, {ORIGINAL: TEXT, TRANSLATION: RUSSIAN})
    (root / ".cache").mkdir()
    shutil.copytree(package.folder(TOOLS), package.folder(root / ".cache"))
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ACHYQ_SITE_URL", raising=False)
        Job(root, root / ".cache").result()
    return root


@pytest.fixture(scope="module")
def server(root: Path) -> Iterator[str]:
    """The address of a preview of it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "achyq", "serve", "--port", "0", "--admin"], cwd=root,
        env=published.environment(PYTHONUNBUFFERED="1", LC_ALL="C"), stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout
    found = [match[0] for line in process.stdout if (match := re.search(r"http://127\.0\.0\.1:\d+/", line))][:1]
    yield found[0]
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=20)


@pytest.fixture(autouse=True)
def _as_it_was(root: Path) -> None:
    """Each test begins with the same files."""
    shutil.rmtree(root / "articles")
    archives.make(root, {ORIGINAL: TEXT, TRANSLATION: RUSSIAN})


Visit = Callable[[str], Page]


@pytest.fixture
def visit(browser: Browser, server: str) -> Iterator[Visit]:
    """Opens a page of `/admin/`. Nothing may go wrong in it, and no request may leave for elsewhere."""
    visitors: list[visitor.Visitor] = []

    def visit(address: str) -> Page:
        visitors.append(visitor.Visitor(browser, server.rstrip("/"), {}))
        page = visitors[-1].page()
        page.goto(f"{server}admin/{address}")
        return page

    yield visit
    faults = [fault for reader in visitors for fault in reader.faults]
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


def save(page: Page, button: str, item: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


def check(root: Path) -> str:
    result = subprocess.run(
        [sys.executable, "-m", "achyq", "-C", str(root), "check"], env=published.environment(LC_ALL="C"),
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return f"{result.returncode} {result.stdout}{result.stderr}"


def test_an_article_is_edited_and_all_else_in_its_file_stays(root: Path, visit: Visit) -> None:
    page = visit("?lang=en")
    page.get_by_role("link", name="Кыргызча").last.click()
    page.get_by_role("link", name="Окуя").click()
    expect(field(page, "Title")).to_have_value("Окуя", timeout=PATIENCE)
    page.screenshot(path="/tmp/admshot/t.png")

"""One browser for all of a worker's tests, the project's site at two kinds of address, and previews."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page, expect
from tests import archives
from tests.browser import published, visitor

from achyq.chrome import Job

AXE = published.ROOT / "tests/tools/node_modules/axe-core/axe.min.js"

#: A page of each kind: its address below a locale's.
KINDS = {
    "home": "",
    "listing": "regions/kg/",
    "empty listing": "regions/kz-15/",
    "index": "regions/",
    "strategies": "strategies/",
    "strategy": "strategies/kg-anticorruption-2025-2030/",
    "coverage": "coverage/",
    "glossary": "glossary/",
    "article": "2025/ton-anticorruption-week/",
    "document": "editors/",
}
STORY = "2025/ton-anticorruption-week"


class Place(NamedTuple):
    """Where the site is served: the address of its chooser, and the folder it lies in."""

    url: str
    site: Path

    @property
    def origin(self) -> str:
        return "/".join(self.url.split("/")[:3])


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with visitor.browser(chromium_path) as chromium:
        expect.set_options(timeout=5_000)
        yield chromium


@pytest.fixture(scope="session")
def at_root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The site at the root of a host."""
    site = published.project_site(tmp_path_factory, "/")
    with published.served(site) as url:
        yield Place(url, site)


@pytest.fixture(scope="session")
def at_path(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The site some folders below the root."""
    prefix = "/some/sub/path/"
    site = published.project_site(tmp_path_factory, prefix)
    with published.served(site, prefix) as url:
        yield Place(url, site)


@pytest.fixture(params=["at_root", "at_path"])
def place(request: pytest.FixtureRequest) -> Place:
    """The site in both places, one after the other."""
    return request.getfixturevalue(request.param)


def previewed(root: Path, files: Mapping[str, str]) -> Path:
    """An archive of these files at `root`, with the project's theme, whose chrome is made."""
    published.copy(root)
    for folder in ("articles", "registry"):
        shutil.rmtree(root / folder)
    archives.make(root, files)
    (root / ".cache").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("ACHYQ_SITE_URL", raising=False)
        Job(root, root / ".cache").result()
    return root


Start = Callable[..., subprocess.Popen[str]]


@contextmanager
def commands(root: Path) -> Iterator[Start]:
    """Starts commands of Python modules in the archive at `root`, and ends them. What they complain of is
    in a file beside it.
    """
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        with (root.parent / f"{arguments[0]}.log").open("w", encoding="utf-8") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", *arguments], cwd=root,
                env=published.environment(PYTHONUNBUFFERED="1", LC_ALL="C"), stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE, stderr=log, text=True, encoding="utf-8",
            )  # fmt: skip
        processes.append(process)
        return process

    try:
        yield start
    finally:
        for process in processes:
            process.send_signal(signal.SIGINT)
            try:
                process.communicate(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()


def preview(start: Start, *options: str) -> str:
    """Start `achyq serve` on a free port; gives its address."""
    process = start("achyq", "serve", "--port", "0", *options)
    assert process.stdout
    for line in process.stdout:
        if match := re.search(r"http://127\.0\.0\.1:\d+/", line):
            return match[0]
    raise AssertionError("it ended")


Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens a new reader's page: `visit(place, "ky/", width=360, scripts=False, …)`. At the end of the
    test nothing may have gone wrong in any of them."""
    visitors: list[visitor.Visitor] = []

    def visit(
        place: Place,
        path: str = "",
        *,
        width: int = 1280,
        scripts: bool = True,
        missing: bool = False,
        **settings: Any,
    ) -> Page:
        settings |= {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts}
        reader = visitor.Visitor(browser, place.origin, settings)
        visitors.append(reader)
        page = reader.page()
        if missing:
            reader.expected = frozenset({place.url + path})
        answer = page.goto(place.url + path)
        assert answer is not None
        assert answer.status == (404 if missing else 200)
        return page

    yield visit
    faults = [fault for reader in visitors for fault in reader.faults]  # before they leave their pages
    for reader in visitors:
        reader.close()
    assert faults == []


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which finds what keeps people with disabilities out."""
    if not AXE.is_file() and os.environ.get("CI") != "true":
        pytest.skip("needs axe-core: see scripts/test-tools.sh")
    return AXE.read_text("utf-8")

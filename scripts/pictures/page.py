"""Pages of the preview as small pictures: what an editor sees in the browser."""

from __future__ import annotations

import base64
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final
from urllib.request import urlopen

from playwright.sync_api import Browser, sync_playwright

from achyq.admin import package
from pictures.session import PROGRAM, ROOT, Desk

#: Of a picture, in px, and its WebP quality.
WIDTH: Final = 640
HEIGHT: Final = 600
_QUALITY: Final = 48
#: The form for editing is made for larger screens.
FORM_SCALE: Final = 0.8
#: A line around the picture, which else has no edge on a white page.
_FRAME: Final = """() => Object.assign(document.body.appendChild(document.createElement("div")).style,
    {position: "fixed", inset: "0", border: "1px solid #b8c2c9", zIndex: "9999"})"""
#: How long (s) the preview may take to begin.
_PATIENCE: Final = 120


@contextmanager
def serving(desk: Desk, *options: str) -> Iterator[str]:
    """The preview of an archive, when it is ready; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*PROGRAM, "-q", "serve", "--port", str(port), *options], cwd=desk.folder, env=desk.environment
    )
    address = f"http://127.0.0.1:{port}/"
    try:
        for _ in range(_PATIENCE * 5):
            time.sleep(0.2)
            try:
                with urlopen(address):
                    break
            except OSError:
                continue
        yield address
    finally:
        process.terminate()
        process.wait()


@contextmanager
def published(desk: Desk) -> Iterator[str]:
    """The site of an archive, built and served as any folder is; gives its address."""
    subprocess.run([*PROGRAM, "-q", "build"], cwd=desk.folder, env=desk.environment, check=True)
    handler = partial(_Handler, directory=str(desk.folder / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name there)
        """Say nothing."""


@contextmanager
def chromium(path: str) -> Iterator[Browser]:
    """The browser at `path`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@contextmanager
def editing(desk: Desk) -> Iterator[str]:
    """The preview of an archive with its form for editing, whose program is fetched once."""
    cache = ROOT / ".cache"
    if not package.is_there(cache):
        package.install(cache)
    there = package.folder(desk.folder / ".cache")
    if not there.exists():
        shutil.copytree(package.folder(cache), there)
    with serving(desk, "--admin") as address:
        yield f"{address}admin/?lang={desk.locale}#/collections/{desk.locale}/entries/{desk.story}"


def shot(browser: Browser, address: str, expected: str, file: Path, scale: float = 1) -> None:
    """The top of a page in light colours as a WebP file, when an element `expected` is there; at a `scale`
    below 1 more of it, and smaller.
    """
    width, height = round(WIDTH / scale), round(HEIGHT / scale)
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(expected)
    page.wait_for_load_state("networkidle")
    page.evaluate(_FRAME)
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": scale}
    session = context.new_cdp_session(page)
    taken = session.send("Page.captureScreenshot", {"format": "webp", "quality": _QUALITY, "clip": clip})
    file.write_bytes(base64.b64decode(taken["data"]))
    context.close()

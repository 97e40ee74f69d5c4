"""A web server that counts, and pages of Chromium that search what it serves."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage")
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: What a static host compresses by itself.
_TEXT = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".json": "application/json",
}
_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


class Traffic(NamedTuple):
    """What a server has sent: bytes of bodies, answers, and when the last of them left (Unix time)."""

    bytes: int = 0
    requests: int = 0
    last: float = 0.0


class Server(http.server.ThreadingHTTPServer):
    """Serves a folder as a static host does: text is compressed, parts are given on request."""

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        self.traffic = Traffic()
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}/"

    def sends(self, size: int) -> None:
        """Count an answer that is about to be sent."""
        with self._lock:
            before = self.traffic
            self.traffic = Traffic(before.bytes + size, before.requests + 1, time.time())


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self._answer(404, b"", {})
            return
        body, kind = path.read_bytes(), _TEXT.get(path.suffix)
        part = _RANGE.fullmatch(self.headers.get("Range", ""))
        if part:
            start, end = int(part[1]), int(part[2]) + 1
            place = f"bytes {start}-{min(end, len(body)) - 1}/{len(body)}"
            self._answer(206, body[start:end], {"Content-Range": place})
        elif kind:
            headers = {"Content-Type": f"{kind}; charset=utf-8", "Content-Encoding": "gzip"}
            self._answer(200, gzip.compress(body), headers)
        else:
            wasm = "application/wasm" if path.suffix == ".wasm" else "application/octet-stream"
            self._answer(200, body, {"Content-Type": wasm})

    def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.server.sends(len(body))  # before, or a page may be done when it is not counted yet
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing about each request."""


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Serve a folder on a free port of this machine."""
    server = Server(folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium; SystemExit if there is none."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        raise SystemExit("Chromium is missing (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@contextmanager
def reader(browser: Browser, url: str, slowdown: float) -> Iterator[Page]:
    """A page of a new reader, whose browser has nothing yet and a processor `slowdown` times as slow."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(url)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowdown})
        yield page
        page.goto("about:blank")
    finally:
        context.close()

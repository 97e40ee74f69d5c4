"""The project's own archive, built once in a test run, and served as GitHub Pages serves a site."""

from __future__ import annotations

import fcntl
import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PARTS = ("articles", "registry", "docs", "overrides", "mkdocs.yml")


def shared(factory: pytest.TempPathFactory) -> Path:
    """A folder that all of pytest's workers share."""
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "published"
    folder.mkdir(exist_ok=True)
    return folder


def environment(**more: str) -> dict[str, str]:
    """The environment of a command of this project."""
    inherited = {name: value for name, value in os.environ.items() if name != "ACHYQ_SITE_URL"}
    return (
        inherited
        | {"PYTHONPATH": str(ROOT / "scripts"), "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
        | more
    )


def copy(target: Path) -> Path:
    """A copy of the project's archive in the folder `target`."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target / name)
    return target


def project_site(factory: pytest.TempPathFactory, prefix: str) -> Path:
    """The site of the project's archive, made for an address that ends with `prefix`."""
    base = shared(factory)
    site = base / f"site{prefix.replace('/', '-')}"
    with (base / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (base / "archive").exists():
            copy(base / "archive")
        if not site.exists():
            command = [
                sys.executable,
                "-m",
                "achyq",
                "-C",
                str(base / "archive"),
                "-q",
                "build",
                "--database",
            ]
            address = f"https://news.example{prefix}"
            subprocess.run(
                [*command, "--site-dir", str(site)], env=environment(ACHYQ_SITE_URL=address), check=True
            )
    return site


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a site below a prefix; what is not there gets its 404.html."""

    protocol_version = "HTTP/1.1"

    def __init__(self, site: Path, prefix: str, *args: object) -> None:
        self.site, self.prefix = site, prefix
        super().__init__(*args, directory=str(site))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.prefix):
            return str(self.site / "outside the site")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = (self.site / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *args: object) -> None:
        """Say nothing about each request."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def served(site: Path, prefix: str = "/") -> Iterator[str]:
    """Serve a site below `prefix` on a free port of this machine; gives its address."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, site, prefix))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{prefix}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""The web server of the preview: pages with what is wrong in them, and word of when they change."""

from __future__ import annotations

import http.server
import queue
import sys
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from achyq.admin import site as admins
from achyq.admin.site import Admin
from achyq.preview.state import Preview

EVENTS = "/~achyq/events"
_OWN = {
    f"/~achyq/{path.name}": (path, kind)
    for path, kind in (
        (Path(__file__).with_name("preview.js"), "text/javascript; charset=utf-8"),
        (Path(__file__).with_name("preview.css"), "text/css; charset=utf-8"),
    )
}
#: A line sent this often (seconds) finds out which browsers are gone.
_KEEP_ALIVE = 15.0


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site's files, its pages as the preview has them, and the preview's own addresses."""

    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, admin: Admin, *args: object) -> None:
        self.preview, self.admin = preview, admin
        super().__init__(*args, directory=str(preview.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:  # noqa: D102 (http.server calls it)
        parts = urlsplit(self.path)
        path = _clean(parts.path)
        if parts.path in _OWN:
            file, kind = _OWN[parts.path]
            self._send(file.read_bytes(), kind)
        elif parts.path == EVENTS:
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            self._events(_clean(asked.get("page", "/")), asked.get("version", ""))
        elif admins.ours(parts.path):
            self._answer(self.admin.get(self.path, self.headers))
        elif self._is_page(path):
            page = self.preview.page(path)
            status = HTTPStatus.OK if page.found else HTTPStatus.NOT_FOUND
            self._send(page.html.encode(), "text/html; charset=utf-8", status)
        else:
            super().do_GET()

    def do_POST(self) -> None:  # noqa: D102 (http.server calls it)
        # Whatever of the body was not read would be taken for the next request.
        self.close_connection = True
        self._answer(self.admin.post(self.path, self.headers, self.rfile.read))

    def _answer(self, answer: admins.Answer) -> None:
        self._send(answer.data, answer.kind, answer.status, answer.headers)

    def _is_page(self, path: str) -> bool:
        """Whether the address is a page's or nothing's; no file, nor a folder that wants its '/'."""
        target = self.preview.site / path.strip("/")
        return path.endswith(("/", ".html")) or not target.exists()

    def _send(
        self, data: bytes, kind: str, status: int = HTTPStatus.OK, headers: Mapping[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self, path: str, version: str) -> None:
        """Say so when the page at `path` is no longer the `version` that the browser has."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        told: queue.SimpleQueue[None] = queue.SimpleQueue()
        leave = self.preview.listen(lambda: told.put(None))
        try:
            while self.preview.page(path).version == version:
                try:
                    told.get(timeout=_KEEP_ALIVE)
                    while not told.empty():
                        told.get()
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                    self.wfile.flush()
            self.wfile.write(b"data: changed\n\n")
        except OSError:
            pass  # the browser left
        finally:
            leave()
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name it has in http.server)
        """Say nothing about each request."""


def _clean(path: str) -> str:
    """An address as a path below the site, which leads nowhere else."""
    kept = [part for part in unquote(path).split("/") if part.strip(".") and "\0" not in part]
    return (
        "/"
        + "".join(f"{part}/" for part in kept[:-1])
        + "".join(kept[-1:])
        + "/" * (bool(kept) and path.endswith("/"))
    )


class Server(http.server.ThreadingHTTPServer):
    """One thread for each browser that waits."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error; anything else is one."""
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

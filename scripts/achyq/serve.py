"""The preview: a web server on this machine that builds again, and reloads the page, on every edit.

The published files are served as they are; only a script that listens for the next build is added
to each page on its way out.
"""

from __future__ import annotations

import functools
import html
import http.server
import json
import queue
import sys
import threading
from http import HTTPStatus
from pathlib import Path

from watchfiles import watch

from achyq import build
from achyq.errors import AchyqError, EnvironmentFailure, InputError

WATCHED = ("articles", "registry", "docs", "overrides", "mkdocs.yml")
_SCRIPT_PATH = "/~achyq/reload.js"
_EVENTS_PATH = "/~achyq/events"
_TAG = f'<script src="{_SCRIPT_PATH}" defer></script></body>'.encode()
_SCRIPT = """
const events = new EventSource("/~achyq/events")
let box = null
events.onmessage = ({ data }) => {
  const { problems } = JSON.parse(data)
  if (!problems) return location.reload()
  box ??= document.body.insertBefore(document.createElement("pre"), document.body.firstChild)
  box.setAttribute("role", "alert")
  box.className = "problems"
  box.textContent = problems
}
""".lstrip()
#: A line sent this often (seconds) finds out which browsers are gone.
_KEEP_ALIVE = 15.0
#: How long (ms) to wait for changes at a time.
_SETTLE = 2_000


class Preview:
    """The state that the watcher and the server share: the site's folder, what the last build
    said, and the browsers that wait for the next.
    """

    def __init__(self, site: Path) -> None:
        self.site = site
        self.problems = ""
        self._waiting: set[queue.SimpleQueue[str]] = set()
        self._guard = threading.Lock()

    def tell(self, problems: str) -> None:
        """Tell all browsers that a build is done; `problems` is '' when it went well."""
        self.problems = problems
        with self._guard:
            for waiting in self._waiting:
                waiting.put(self.message())

    def message(self) -> str:
        """What a browser is told, as JSON."""
        return json.dumps({"problems": self.problems})

    def join(self) -> queue.SimpleQueue[str]:
        """A queue for one browser, until it leaves."""
        mine: queue.SimpleQueue[str] = queue.SimpleQueue()
        with self._guard:
            self._waiting.add(mine)
        return mine

    def leave(self, mine: queue.SimpleQueue[str]) -> None:
        """Forget a browser."""
        with self._guard:
            self._waiting.discard(mine)


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site's files, and the two addresses that reload pages."""

    protocol_version = "HTTP/1.1"

    def __init__(self, preview: Preview, *args: object) -> None:
        self.preview = preview
        super().__init__(*args, directory=str(preview.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path == _SCRIPT_PATH:
            self._send(_SCRIPT.encode(), "text/javascript; charset=utf-8")
        elif path == _EVENTS_PATH:
            self._events()
        else:
            self._file()

    def _file(self) -> None:
        target = Path(self.translate_path(self.path))
        if target.is_dir() and not self.path.split("?")[0].endswith("/"):
            super().do_GET()  # redirects to the folder's address
            return
        page = target / "index.html" if target.is_dir() else target
        status = HTTPStatus.OK
        if not page.is_file():
            page, status = self.preview.site / "404.html", HTTPStatus.NOT_FOUND
        if page.suffix != ".html":
            super().do_GET()
        elif page.is_file():
            self._send(page.read_bytes().replace(b"</body>", _TAG), "text/html; charset=utf-8", status)
        else:
            text = (
                f"<!doctype html><title>Achyq</title><pre>{html.escape(self.preview.problems)}</pre>"
                "<body></body>"
            )
            self._send(text.encode().replace(b"</body>", _TAG), "text/html; charset=utf-8", status)

    def _send(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        mine = self.preview.join()
        try:
            if self.preview.problems:
                self.wfile.write(f"data: {self.preview.message()}\n\n".encode())
            while True:
                try:
                    self.wfile.write(f"data: {mine.get(timeout=_KEEP_ALIVE)}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b": still here\n\n")
                self.wfile.flush()
        except OSError:
            pass  # the browser left
        finally:
            self.preview.leave(mine)
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name it has in http.server)
        """Say nothing about each request."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no error; anything else is one."""
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def run(root: Path, port: int, drafts: bool, quiet: bool) -> int:
    """Serve the archive at `root` until interrupted. Raises EnvironmentFailure if the port is taken."""
    site = root / build.CACHE / "preview"
    options = build.Options(root, site, drafts=drafts)
    preview = Preview(site)
    try:
        server = _Server(("127.0.0.1", port), functools.partial(_Handler, preview))
    except OSError as error:
        raise EnvironmentFailure(
            f"Port {port} can't be used ({error.strerror}): choose another with --port."
        ) from error
    _build(options, preview, quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if not quiet:
        print(
            f"The archive is at http://127.0.0.1:{server.server_address[1]}/ (stop with Ctrl-C)", flush=True
        )
    try:
        folders = [root / name for name in WATCHED if (root / name).exists()]
        watching = False
        for changes in watch(*folders, step=30, debounce=300, rust_timeout=_SETTLE, yield_on_timeout=True):
            if changes or not watching:  # once more now: an edit may have come before the watch began
                watching = True
                _build(options, preview, quiet)
    except KeyboardInterrupt:
        return 130
    finally:
        server.shutdown()
        server.server_close()
    return 0


def _build(options: build.Options, preview: Preview, quiet: bool) -> None:
    """Build once; what is wrong is told to the terminal and to the browsers, and the old site stays."""
    try:
        summary = build.run(options)
    except InputError as error:
        text = "\n".join(map(str, error.problems))
    except (AchyqError, OSError) as error:
        text = str(error)
    else:
        if not quiet:
            print(
                f"{summary.rendered:,} of {summary.outputs:,} files rendered in {summary.seconds:.2f} s",
                flush=True,
            )
        if summary.rendered or summary.removed or preview.problems:
            preview.tell("")
        return
    print(text, file=sys.stderr, flush=True)
    preview.tell(text)

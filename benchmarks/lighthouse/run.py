"""How pages load on a slow phone, and what they weigh: Lighthouse on a built site.

    python benchmarks/lighthouse/run.py SITE

Its mobile preset: a processor four times slower, 1.6 Mbit/s, 150 ms. Pages come from a server on this machine
that compresses text and lets browsers keep files for ten minutes, as GitHub Pages does.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Of each score the median of so many runs.
RUNS = 3
TEXT = {".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".webmanifest"}
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


class Handler(http.server.SimpleHTTPRequestHandler):
    """A static host: compressed text, files kept for ten minutes; counts the bytes of bodies."""

    protocol_version = "HTTP/1.1"
    sent = 0

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path.name))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in TEXT:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        Handler.sent += len(body)
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Silent."""


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of the site while it is served."""
    Handler.extensions_map = Handler.extensions_map | {".mjs": "text/javascript"}
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Handler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def lighthouse(url: str, chromium: str, work: Path) -> dict[str, Any]:
    """The report on a page."""
    program = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
    report = work / "report.json"
    command = [
        "node",
        str(program),
        url,
        "--quiet",
        "--no-enable-error-reporting",
        "--output=json",
        f"--output-path={report}",
    ]
    command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(CATEGORIES)}"]
    environment = os.environ | {"CHROME_PATH": chromium}
    subprocess.run(command, check=True, env=environment, cwd=work, stdout=subprocess.DEVNULL)
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def failed(report: dict[str, Any]) -> list[str]:
    """The audits that count and are not passed."""
    counted = {
        ref["id"] for name in CATEGORIES for ref in report["categories"][name]["auditRefs"] if ref["weight"]
    }
    return sorted(name for name in counted if (report["audits"][name]["score"] or 0) < 0.9
                  and report["audits"][name]["score"] is not None)  # fmt: skip


def weights(url: str, first: str, second: str, chromium: str) -> tuple[int, int]:
    """Bytes of bodies for a first article with nothing kept, and for a second one after it."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 740})
        found = []
        for path in (first, second):
            before = Handler.sent
            page.goto(url + path, wait_until="networkidle")
            found.append(Handler.sent - before)
        browser.close()
    return found[0], found[1]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("site", type=Path, help="a built site")
    parser.add_argument("--locale", default="ky")
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("Chromium is missing.")
    if not (HERE / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], check=True, cwd=HERE)
    locale = options.locale
    articles = sorted(
        path.relative_to(options.site).parent.as_posix() + "/"
        for path in (options.site / locale).glob("[0-9][0-9][0-9][0-9]/*/index.html")
    )
    pages = {
        "home": f"{locale}/",
        "listing": f"{locale}/regions/kg/",
        "article": articles[0],
        "search": f"{locale}/search/?q=коррупция",
    }
    print("| page | performance | accessibility | best practices | SEO | bytes | requests | failed |")
    print("|---|---:|---:|---:|---:|---:|---:|---|")
    with served(options.site) as url, tempfile.TemporaryDirectory() as folder:
        for name, path in pages.items():
            reports = [lighthouse(url + path, chromium, Path(folder)) for _ in range(RUNS)]
            scores = [
                statistics.median(100 * report["categories"][category]["score"] for report in reports)
                for category in CATEGORIES
            ]
            sent = reports[0]["audits"]["network-requests"]["details"]["items"]
            size = sum(item["transferSize"] for item in sent)
            missed = ", ".join(sorted({audit for report in reports for audit in failed(report)})) or "–"
            cells = [f"{score:.0f}" for score in scores] + [f"{size / 1024:.1f} KB", str(len(sent)), missed]
            print(f"| {name} | {' | '.join(cells)} |", flush=True)
        cold, warm = weights(url, articles[0], articles[1], chromium)
    print(
        f"\nAn article with nothing kept: {cold / 1024:.1f} KB; the next one: {warm / 1024:.1f} KB (bodies)."
    )


if __name__ == "__main__":
    main()

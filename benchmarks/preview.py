"""How soon the preview shows a saved edit: `python benchmarks/preview.py --n 10000 [--articles]`.

Writes an archive of N invented stories, starts `achyq serve` on it, opens pages in Chromium and edits
the story in the middle. README.md says what is measured. Needs Linux and the project's environment
with Playwright.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).resolve().parent
PORT = 9317
URL = f"http://127.0.0.1:{PORT}"
#: How long (ms) an edit may take at most.
PATIENCE = 300_000
_TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(root: Path, chatter: Path) -> Iterator[int]:
    """`achyq serve` on the archive, when it is ready; gives its process id."""
    command = [sys.executable, "-m", "achyq", "-C", str(root), "serve", "--port", str(PORT)]
    environment = os.environ | {"PYTHONPATH": str(HERE.parent / "scripts"), "PYTHONUNBUFFERED": "1"}
    with (
        chatter.open("w") as log,
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout
        for line in process.stdout:
            if "http://" in line:
                break
        try:
            yield process.pid
        finally:
            process.send_signal(signal.SIGINT)
            process.stdout.close()


def processor(pid: int) -> float:
    """The processor time (s) that the server and its ended processes have used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / _TICKS


def settled(pid: int) -> float:
    """Wait until the server rests; gives the processor time that it has used."""
    used = processor(pid)
    while True:
        time.sleep(1.0)
        if (now := processor(pid)) - used < 0.03:
            return now
        used = now


def saved(path: Path, text: str) -> float:
    """Save a file as editors do; gives when that was."""
    path.write_text(text, "utf-8")
    return time.monotonic()


def edits(root: Path, pid: int, page: Page, listing: Page, times: int) -> dict[str, list[float]]:
    """Seconds from saving to seeing, and of processor time until all is done, of several edits."""
    article = middle(root)
    story = f"{article.parent.name}/{article.name.split('.')[0]}"
    language = article.name.split(".")[1]
    original = article.read_text("utf-8")
    page.goto(f"{URL}/{language}/{story}/")
    listing.goto(f"{URL}/{language}/years/{article.parent.name}/")
    found: dict[str, list[float]] = {}
    for number in range(times):
        marks = [f"Xyz{number}q{kind}" for kind in "tbe"]
        title = re.sub(r"(?m)^title: (.*)$", f"title: {marks[0]}", original, count=1)
        texts = {
            "a title, in the article": (title, page, marks[0]),
            "a text, in the article": (f"{title}\n\n{marks[1]}\n", page, marks[1]),
            "an error, in the article": (title.replace("\n", f"\n{marks[2]}: 1\n", 1), page, marks[2]),
            "the error mended": (title, page, ""),
        }
        for name, (text, shown_in, mark) in texts.items():
            before = settled(pid)
            since = saved(article, text)
            if mark:
                shown_in.get_by_text(mark).first.wait_for(timeout=PATIENCE)
            else:
                shown_in.locator("#achyq-preview [role=alert]").wait_for(state="detached", timeout=PATIENCE)
            found.setdefault(name, []).append(time.monotonic() - since)
            if name.startswith("a title"):
                listing.get_by_text(mark).first.wait_for(timeout=PATIENCE)
                found.setdefault("the title, in a listing", []).append(time.monotonic() - since)
            if not mark or name.startswith("a title"):
                found.setdefault("processor time until all is done", []).append(settled(pid) - before)
    article.write_text(original, "utf-8")
    return found


def middle(root: Path) -> Path:
    """The original article in the middle of the archive."""
    originals = [
        path
        for path in sorted((root / "articles").glob("*/*.md"))
        if "\ntranslated_from:" not in path.read_text("utf-8")
    ]
    return originals[len(originals) // 2]


def main() -> None:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--n", type=int, default=10_000, help="stories")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--dir", type=Path, help="where to write the archive (default: a temporary folder)")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="achyq-preview-", dir=given.dir))
    try:
        root = folder / "archive"
        generate = [sys.executable, str(HERE / "generate.py"), str(given.n), str(root)]
        subprocess.run(generate, check=True, stdout=subprocess.DEVNULL)
        articles = sum(1 for _ in (root / "articles").glob("*/*.md"))
        with serving(root, folder / "log") as pid, sync_playwright() as playwright:
            path = os.environ.get("ACHYQ_CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=path)
            found = edits(root, pid, browser.new_page(), browser.new_page(), given.times)
            browser.close()
            status = Path(f"/proc/{pid}/status").read_text()
            peak = int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024
    finally:
        shutil.rmtree(folder)
    result: dict[str, Any] = {"stories": given.n, "articles": articles, "peak memory (MB)": round(peak)}
    result |= {name: round(statistics.median(values), 2) for name, values in found.items()}
    if given.json:
        print(json.dumps(result))
    else:
        for name, value in result.items():
            print(f"{name:34} {value:>10,}")


if __name__ == "__main__":
    main()

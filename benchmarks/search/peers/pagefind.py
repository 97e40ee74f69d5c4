"""Pagefind: indexes HTML pages, and searches in a browser."""

from __future__ import annotations

import gzip
import html
import json
import subprocess
from pathlib import Path

from benchmarks.search.browser import chromium, reader, served
from benchmarks.search.corpus import Corpus

NODE_MODULES = Path(__file__).resolve().parent.parent / "node_modules"
#: The kinds of its files that hold the archive; the others are scripts, which are the same for all.
INDEX = (".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment", ".json")
#: Runs in the page; gives the names of the fragments that answer each query.
_ASK = """async queries => {
  const pagefind = await import("/pagefind/pagefind.js")
  const answers = []
  for (const query of queries) answers.push((await pagefind.search(query)).results.map(({ id }) => id))
  return answers
}"""


def command(site: Path) -> list[str]:
    """The command that indexes the pages of a site, into its folder `pagefind`."""
    found = sorted(NODE_MODULES.glob("@pagefind/*/bin/pagefind_extended"))
    if not found:
        raise SystemExit("Pagefind has no binary for this machine")
    return [str(found[0]), "--silent", "--site", str(site)]


def page(language: str, title: str, text: str) -> str:
    """A page for it; `text` is HTML. All of it is searched, the title with the weight that Pagefind gives."""
    name = html.escape(title)
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{name}</title>'
        f"<body><main data-pagefind-body><h1>{name}</h1>{text}</main>"
    )


def answer(corpus: Corpus, texts: list[str], folder: Path) -> list[list[int]]:
    """Pagefind as it comes, with pages that say their language; all words, or longer ones."""
    for number, text in enumerate(corpus.documents):
        content = page(corpus.locale, str(number), f"<p>{html.escape(text)}</p>")
        (folder / f"{number}.html").write_text(content, "utf-8")
    subprocess.run(command(folder), check=True)
    (folder / "index.html").write_text(f'<!doctype html><html lang="{corpus.locale}">', "utf-8")
    numbers = dict(map(_fragment, (folder / "pagefind" / "fragment").iterdir()))
    with (
        served(folder) as server,
        chromium() as browser,
        reader(browser, server.url + "index.html", 1) as tab,
    ):
        return [[numbers[name] for name in found] for found in tab.evaluate(_ASK, texts)]


def _fragment(path: Path) -> tuple[str, int]:
    """The name of a fragment, and the number of its document."""
    content = gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
    return path.stem, int(json.loads(content)["url"].strip("/").removesuffix(".html"))

"""Achyq itself: an archive of the documents, its index, and both of its engines."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.search.corpus import Corpus

PROJECT = Path(__file__).resolve().parents[3]
SCRIPTS = PROJECT / "overrides" / "assets" / "javascripts"
#: What an archive has besides articles and registries.
PARTS = ("mkdocs.yml", "docs", "overrides")
REGISTRIES = ("regions", "organisers", "strategies", "tags")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def python(corpus: Corpus, texts: list[str], folder: Path) -> list[list[int]]:
    """The archive asked by `achyq search --batch`."""
    return [_numbers(answer) for answer in _python(corpus, texts, folder)]


def strict(corpus: Corpus, texts: list[str], folder: Path) -> list[list[int]]:
    """The same, but answers that leave out words because nothing has them all count as no answer."""
    return [[] if answer["relaxed"] else _numbers(answer) for answer in _python(corpus, texts, folder)]


def javascript(corpus: Corpus, texts: list[str], folder: Path) -> list[list[int]]:
    """The archive asked by the code that readers' browsers run."""
    site = _indexed(corpus, folder)
    command = ["node", str(PROJECT / "scripts" / "search-cli.mjs"), str(site)]
    return [_numbers(answer) for answer in _asked(command, corpus, texts)]


def _python(corpus: Corpus, texts: list[str], folder: Path) -> list[dict[str, Any]]:
    _indexed(corpus, folder)
    return _asked([sys.executable, "-m", "achyq", "-C", str(folder), "search", "--batch"], corpus, texts)


def index_command(archive: Path, site: Path) -> list[str]:
    """The command that writes site/search/ for an archive."""
    # -P: the folder of the script, which has modules of the same names as packages, is not searched.
    return [sys.executable, "-P", str(Path(__file__).with_name("achyq_index.py")), str(archive), str(site)]


def _indexed(corpus: Corpus, folder: Path) -> Path:
    """An archive with an article for each document, without facts, and its index; gives the site."""
    for name in PARTS:
        source = PROJECT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    articles, registry = folder / "articles" / "undated", folder / "registry"
    articles.mkdir(parents=True)
    registry.mkdir()
    for kind in REGISTRIES:
        (registry / f"{kind}.yml").write_text("{}\n", "utf-8")
    for number, text in enumerate(corpus.documents):
        body = _PUNCTUATION.sub(r"\\\1", text)
        front = f"---\ntitle: {json.dumps(str(number))}\nlanguage: {corpus.locale}\n---\n\n"
        (articles / f"{number}.{corpus.locale}.md").write_text(f"{front}{body}\n", "utf-8")
    subprocess.run(index_command(folder, folder / "site"), check=True, stdout=subprocess.DEVNULL)
    return folder / "site"


def _asked(command: list[str], corpus: Corpus, texts: list[str]) -> list[dict[str, Any]]:
    lines = [json.dumps({"q": text, "locale": corpus.language}) for text in texts]
    done = subprocess.run(command, input="\n".join(lines), capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0]} failed:\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _numbers(answer: dict[str, Any]) -> list[int]:
    return [int(result["story"].rpartition("/")[2]) for result in answer["results"]]

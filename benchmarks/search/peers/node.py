"""Engines that run in Node: MiniSearch, and lunr as Material for MkDocs ships it."""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from pathlib import Path

from benchmarks.search.corpus import Corpus

HERE = Path(__file__).parent


def minisearch(corpus: Corpus, texts: list[str], _: Path) -> list[list[int]]:
    """MiniSearch with prefixes and fuzziness."""
    return _run(corpus, texts, HERE / "minisearch.mjs")


def material(corpus: Corpus, texts: list[str], _: Path) -> list[list[int]]:
    """The search worker of Material for MkDocs."""
    found = find_spec("material")
    if found is None or found.origin is None:
        raise SystemExit("mkdocs-material is not installed in this Python")
    assets = Path(found.origin).parent / "templates" / "assets" / "javascripts"
    return _run(corpus, texts, HERE / "material.mjs", assets)


def _run(corpus: Corpus, texts: list[str], *command: Path) -> list[list[int]]:
    given = json.dumps({"language": corpus.language, "documents": corpus.documents, "queries": texts})
    done = subprocess.run(["node", *command], input=given, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[0].name} failed:\n{done.stderr}")
    answers: list[list[int]] = json.loads(done.stdout)
    return answers

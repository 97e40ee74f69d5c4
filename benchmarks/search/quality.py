"""How well engines find: all of them asked the same queries of the same documents."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.search.corpus import Corpus, corpora
from benchmarks.search.measures import Summary, summary
from benchmarks.search.peers import achyq, fts5, node, pagefind


class Engine(NamedTuple):
    """An engine: its name for --only, what the tables call it, and how it is asked."""

    name: str
    label: str
    answer: Callable[[Corpus, list[str], Path], list[list[int]]]


ENGINES = (
    Engine("exact", "exact word (SQLite FTS5)", fts5.exact),
    Engine("fts5", "SQLite FTS5, prefix", fts5.prefix),
    Engine("material", "Material for MkDocs (lunr)", node.material),
    Engine("minisearch", "MiniSearch, prefix and fuzzy 0.2", node.minisearch),
    Engine("pagefind", "Pagefind", pagefind.answer),
    Engine("achyq", "Achyq (`achyq search`)", achyq.python),
    Engine("achyq-strict", "Achyq, without relaxed answers", achyq.strict),
    Engine("achyq-js", "Achyq in JavaScript", achyq.javascript),
)


def measure(
    data: Path, names: Iterable[str], seed: int, work: Path, quick: bool = False
) -> list[dict[str, Any]]:
    """Figures of each engine, corpus and set of queries, in the order of the tables."""
    chosen = [engine for engine in ENGINES if engine.name in names]
    figures: list[dict[str, Any]] = []
    for corpus in corpora(data, seed, quick):
        texts = [query.text for queries in corpus.sets.values() for query in queries]
        for engine in chosen:
            started = time.perf_counter()
            with tempfile.TemporaryDirectory(dir=work) as folder:
                answers = engine.answer(corpus, texts, Path(folder))
            seconds = time.perf_counter() - started
            print(f"  {corpus.locale}: {len(texts)} queries, {engine.name}: {seconds:.1f} s", file=sys.stderr)
            rest = iter(answers)
            for name, queries in corpus.sets.items():
                found = summary(queries, [next(rest) for _ in queries])
                figures.append(
                    {"language": corpus.language, "set": name, "engine": engine.name, **found._asdict()}
                )
    return figures


def tables(figures: Sequence[dict[str, Any]]) -> str:
    """A Markdown table for each set of queries, with a row for each language and engine."""
    labels = {engine.name: engine.label for engine in ENGINES}
    parts = []
    for name in dict.fromkeys(figure["set"] for figure in figures):
        lines = [
            f"### {name[0].upper()}{name[1:]}",
            "",
            "| | queries | | R | Rx | P | F1 | MRR | R@10 | nothing |",
            "|---|---:|---|---:|---:|---:|---:|---:|---:|---:|",
        ]
        chosen = [figure for figure in figures if figure["set"] == name]
        lines += [_row(figure, labels[figure["engine"]]) for figure in chosen]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _row(figure: dict[str, Any], label: str) -> str:
    count, *values = (figure[field] for field in Summary._fields)
    cells = [f"{value:.1f}" for value in values]
    if figure["nothing"] == 100:
        cells[Summary._fields.index("precision") - 1] = "–"
    return f"| {' | '.join([figure['language'], f'{count:,}', label, *cells])} |"

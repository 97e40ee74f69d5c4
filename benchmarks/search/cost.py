"""What an index costs those who build it and those who search: time, memory, files, bytes, latency."""

from __future__ import annotations

import html
import json
import re
import shutil
import statistics
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.search.browser import Server, chromium, reader, served
from benchmarks.search.peers import achyq, pagefind
from generate import generate
from measure import Run, run
from playwright.sync_api import Browser

from achyq import article, bundle

#: Articles of a story in a generated archive, on average (generate.TRANSLATIONS).
ARTICLES = 1.7
#: The reader's language; results on the page; how much slower her processor is; visits.
LANGUAGE, SHOWN, SLOWDOWN, VISITS = "ky", 10, 4, 3
EDITS = 3
LABELS = {"achyq": "Achyq", "pagefind": "Pagefind"}
_TARGET = re.compile(r"\]\([^)]*\)")
_WORD = re.compile(r"[^\W\d_]{3,}")


class Peer(NamedTuple):
    """An engine with its site: the command that indexes, the index's folder and kinds of files, its page."""

    name: str
    command: list[str]
    site: Path
    folder: Path
    suffixes: tuple[str, ...]
    search: str
    timings: Callable[[Run], dict[str, float]]
    incremental: bool


#: What a page does with a word: the first call loads the engine. Calls `first` when it could show results
#: of the reader's language, and gives the number of documents found.
_ACHYQ = """async (word, first) => {
  if (!window.engine) {
    const { fetched, open } = await import("/assets/javascripts/search.mjs")
    window.engine = open(fetched(new URL("/", location)))
  }
  const query = { q: word, locale: "LANGUAGE", limit: SHOWN }
  return (await window.engine.search(query, { onFirst: first })).total
}"""
_PAGEFIND = """async (word, first) => {
  if (!window.engine) {
    window.engine = await import("/pagefind/pagefind.js")
    await window.engine.options({ noWorker: true })
  }
  const { results } = await window.engine.search(word)
  await Promise.all(results.slice(0, SHOWN).map(result => result.data()))
  return results.length
}"""
_TIMED = """async word => {
  const search = SEARCH
  const now = () => (performance.timeOrigin + performance.now()) / 1000
  const begin = now()
  let first
  const found = await search(word, () => first ??= now())
  const end = now()
  return { found, begin, first: first ?? end, end }
}"""


def measure(articles: int, names: Iterable[str], seed: int, work: Path, limit: float) -> dict[str, Any]:
    """Figures of an archive of about so many articles, for each engine of `names` that has a cost."""
    archive = work / f"archive-{articles}"
    stories, count = generate(round(articles / ARTICLES), archive, seed)
    originals = sorted((archive / "articles").rglob(f"*.{LANGUAGE}.md"))
    words = chosen_words(originals)
    print(f"{stories} stories, {count} articles; words {words}", file=sys.stderr)
    figures: dict[str, Any] = {"stories": stories, "articles": count, "words": words, "engines": {}}
    for make in (_pagefind, _achyq):
        if make.__name__.removeprefix("_") in names:
            peer = make(archive, work / f"{make.__name__}-{articles}")
            found = figures["engines"][peer.name] = _build(peer, limit, work / "log.txt")
            if "outcome" not in found:
                found |= _size(peer, count) | _visits(peer, words)
                if peer.incremental:
                    found["update"] = _update(peer, originals[len(originals) // 2], limit, work / "log.txt")
            print(f"  {peer.name}: {json.dumps(found)}", file=sys.stderr)
            shutil.rmtree(peer.site)
    shutil.rmtree(archive)
    return figures


def chosen_words(paths: Iterable[Path]) -> dict[str, str]:
    """Of the words of these articles: one to begin with, a rare, a middling and the commonest one.

    By the number of articles that have it: the lowest, the median, the highest; the first is next to
    the median.
    """
    counts: Counter[str] = Counter()
    for path in paths:
        text = _TARGET.sub("", path.read_text("utf-8").partition("\n---\n")[2])
        counts.update(set(_WORD.findall(text.lower())))
    ranked = [word for word, _ in sorted(counts.items(), key=lambda item: (item[1], item[0]))]
    middle = len(ranked) // 2
    return {
        "first": ranked[middle + 1],
        "rare": ranked[0],
        "middling": ranked[middle],
        "commonest": ranked[-1],
    }


def _achyq(archive: Path, site: Path) -> Peer:
    shutil.copytree(achyq.SCRIPTS, site / bundle.FOLDER)
    bundle.publish(site)
    return Peer(
        name="achyq",
        command=achyq.index_command(archive, site),
        site=site,
        folder=site / "search",
        suffixes=(".bin", ".json"),
        search=_ACHYQ,
        timings=lambda done: json.loads(done.output),
        incremental=True,
    )


def _pagefind(archive: Path, site: Path) -> Peer:
    for story, language, title, text in _articles(archive):
        target = site / language / story / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(pagefind.page(language, title, text), "utf-8")
    return Peer(
        name="pagefind",
        command=pagefind.command(site),
        site=site,
        folder=site / "pagefind",
        suffixes=pagefind.INDEX,
        search=_PAGEFIND,
        timings=lambda _: {},
        incremental=False,
    )


def _articles(archive: Path) -> Iterator[tuple[str, str, str, str]]:
    """Of each article: its story, language and title, and its summary and text as HTML."""
    for path in sorted((archive / "articles").rglob("*.md")):
        reading = article.read(path.relative_to(archive).as_posix(), path.read_bytes())
        if reading.record is None:
            raise SystemExit(f"{path}: {reading.problems[0].message}")
        values = reading.record.values
        summary = f"<p>{html.escape(values['summary'])}</p>"
        yield reading.record.story, reading.record.language, values["title"], summary + reading.body


def _build(peer: Peer, limit: float, log: Path) -> dict[str, Any]:
    """Index everything, from nothing."""
    done = run(peer.command, peer.site, limit, log)
    if done.outcome:
        print(f"{peer.name}: {done.outcome}\n{done.output[-2000:]}", file=sys.stderr)
        return {"outcome": done.outcome, "peak": done.peak}
    return {"seconds": done.seconds, "cpu": done.cpu, "peak": done.peak} | peer.timings(done)


def _update(peer: Peer, path: Path, limit: float, log: Path) -> dict[str, float]:
    """Index again after a change of one title: the median of a few times."""
    runs = []
    for number in range(EDITS):
        text = path.read_text("utf-8")
        changed = re.sub("(?m)^title: .*", f"title: Жаңы аталыш {number}", text, count=1)
        path.write_text(changed, "utf-8")
        done = run(peer.command, peer.site, limit, log)
        if done.outcome:
            raise SystemExit(f"{peer.name}, one edit: {done.outcome}\n{done.output[-2000:]}")
        runs.append({"seconds": done.seconds} | peer.timings(done))
    return {key: statistics.median(found[key] for found in runs) for key in runs[0]}


def _size(peer: Peer, articles: int) -> dict[str, float]:
    sizes = [path.stat().st_size for path in peer.folder.rglob("*") if path.suffix in peer.suffixes]
    return {"files": len(sizes), "bytes": sum(sizes), "bytes_per_article": sum(sizes) / articles}


def _visits(peer: Peer, words: dict[str, str]) -> dict[str, Any]:
    """What readers wait for: for each word the bytes, requests and, in seconds, the times.

    `after` is from the last answer of the server to all results, `first` from the query to those in
    the reader's language, `in_all` to all.
    """
    (peer.site / "index.html").write_text(f'<!doctype html><html lang="{LANGUAGE}">', "utf-8")
    with served(peer.site) as server, chromium() as browser:
        visits = [_visit(peer, words, server, browser) for _ in range(VISITS)]
    return {
        "searches": {
            name: {key: statistics.median(visit[name][key] for visit in visits) for key in visits[0][name]}
            for name in words
        }
    }


def _visit(
    peer: Peer, words: dict[str, str], server: Server, browser: Browser
) -> dict[str, dict[str, float]]:
    search = peer.search.replace("LANGUAGE", LANGUAGE).replace("SHOWN", str(SHOWN))
    timed = _TIMED.replace("SEARCH", search)
    found = {}
    with reader(browser, server.url + "index.html", SLOWDOWN) as page:
        for name, word in words.items():
            before = server.traffic
            result = page.evaluate(timed, word)
            after, begin, end = server.traffic, result["begin"], result["end"]
            found[name] = {
                "found": result["found"],
                "bytes": after.bytes - before.bytes,
                "requests": after.requests - before.requests,
                "after": end - max(after.last, begin),
                "first": result["first"] - begin,
                "in_all": end - begin,
            }
    return found


def table(results: Iterable[dict[str, Any]]) -> str:
    """The Markdown tables: of the index, and of the searches."""
    built = [
        "| articles | | index | processor | peak memory | files | size | an article | one edit |",
        "|---:|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    asked = [
        "| articles | | word | found | bytes | requests | after the last byte | first shown | all |",
        "|---:|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    for result in results:
        for name, found in result["engines"].items():
            head = [f"{result['articles']:,}", LABELS[name]]
            if "outcome" in found:
                built.append(_line([*head, found["outcome"], "", _mb(found["peak"]), *[""] * 4]))
                continue
            size = [f"{found['files']:,}", _mb(found["bytes"]), f"{found['bytes_per_article']:,.0f} B"]
            spent = [_seconds(found), f"{found['cpu']:.1f} s", _mb(found["peak"])]
            built.append(_line([*head, *spent, *size, _seconds(found.get("update"))]))
            asked += [_line([*head, word, *_searched(search)]) for word, search in found["searches"].items()]
    return "\n".join([*built, "", *asked])


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _searched(search: dict[str, float]) -> list[str]:
    times = [f"{1000 * search[key]:.0f} ms" for key in ("after", "first", "in_all")]
    return [f"{search['found']:,.0f}", _kb(search["bytes"]), f"{search['requests']:.0f}", *times]


def _seconds(found: dict[str, float] | None) -> str:
    """Of a run as a process of its own; in brackets the index without reading the archive."""
    if found is None:
        return "all anew"
    return f"{found['seconds']:.2f} s" + (f" ({found['index']:.2f})" if "index" in found else "")


def _mb(size: float) -> str:
    return f"{size / 1e6:,.1f} MB"


def _kb(size: float) -> str:
    return f"{size / 1024:,.1f} KB"

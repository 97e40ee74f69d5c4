"""Write the search index of an archive: `python achyq_index.py ARCHIVE SITE`.

Prints, as JSON, seconds spent on reading the archive (from its cache if it was read before) and on the
index. This is the index alone, without the pages: what `achyq build` does for the search.
"""

from __future__ import annotations

import json
import sys
import time
from functools import partial
from pathlib import Path

from achyq import article, build
from achyq.bodies import Bodies
from achyq.progress import Bars
from achyq.search import index
from achyq.version import code_version
from achyq.workers import Crew, default_jobs, give_back, without_gc


def write(archive: Path, site: Path) -> dict[str, float]:
    """Bring site/search/ up to date; gives the seconds of both steps."""
    started = time.perf_counter()
    cache, jobs = archive / build.CACHE, default_jobs()
    cache.mkdir(exist_ok=True)
    options = build.Options(archive, site)
    crew = Crew(jobs)
    if not index.is_there(cache, code_version()):  # as a build does it
        crew.start()
    with Bars(quiet=True) as bars:
        library, bodies = build.load(options, cache, bars, jobs)
    give_back()
    read = time.perf_counter()
    body_of = partial(_body, archive, bodies)
    files = index.update(library, [], cache, code_version(), body_of, crew)
    crew.stop()
    folder = site / "search"
    folder.mkdir(parents=True, exist_ok=True)
    content = index.reader(cache, code_version())
    wanted = {site / path: path for path, _ in files}
    for file, path in wanted.items():
        if file.name == "directory.json" or not file.exists():  # other names change with the content
            file.write_bytes(content(path))
    for path in set(folder.iterdir()).difference(wanted):
        path.unlink()
    return {"read": read - started, "index": time.perf_counter() - read}


def _body(archive: Path, bodies: Bodies, path: str, digest: str) -> str:
    html = bodies.get(digest)
    return html if html is not None else article.read(path, (archive / path).read_bytes()).body


if __name__ == "__main__":
    with without_gc():  # as a build does it
        seconds = write(Path(sys.argv[1]), Path(sys.argv[2]))
    print(json.dumps(seconds))

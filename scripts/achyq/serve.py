"""`achyq serve`: shows the archive on this machine, and every edit as soon as it is saved.

An article's page is shown from its files as they are (`preview.look`); a build follows at once and
brings everything else. The published files are served as they are: what the preview adds to a page
is added on its way out.
"""

from __future__ import annotations

import functools
import sys
import threading
from pathlib import Path

from watchfiles import watch

from achyq import build, ledger
from achyq.admin import package
from achyq.admin.site import Admin
from achyq.check.report import translated
from achyq.errors import AchyqError, EnvironmentFailure, InputError, reason
from achyq.messages import locale_of, phrase, said
from achyq.preview.server import Handler, Server
from achyq.preview.state import Preview

WATCHED = ("articles", "registry", "docs", "overrides", "mkdocs.yml")
#: How long (ms) to wait for changes at a time.
_SETTLE = 2_000


def run(root: Path, port: int, drafts: bool, quiet: bool, lang: str = "", admin: bool = False) -> int:
    """Serve the archive at `root` until interrupted; `lang` is the language of what is said of problems
    ('' for that of each page). With `admin`, what editing in the browser needs is fetched first if it is not
    there. Raises EnvironmentFailure if the port is taken or that can't be had.
    """
    cache = root / ledger.CACHE
    if admin:
        _fetch(cache, quiet, lang or locale_of())
    site = root / ledger.CACHE / "preview"
    preview = Preview(root, site, drafts, lang, locale_of(), package.is_there(cache))
    try:
        server = Server(
            ("127.0.0.1", port), functools.partial(Handler, preview, Admin(root, cache, lang or locale_of()))
        )
    except OSError as error:
        raise EnvironmentFailure(
            phrase(
                "Port {port} can't be used, choose another with --port. ({reason})",
                port=str(port),
                reason=reason(error),
            )
        ) from error
    locale = lang or locale_of()
    builder = _Builder(
        build.Options(root, site, drafts=drafts, data=False, cards=False), preview, quiet, locale
    )
    builder.build()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if not quiet:
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        print(
            said(phrase("The archive is at {address} (stop with Ctrl-C)", address=address), locale),
            flush=True,
        )
        if package.is_there(cache):
            print(
                said(phrase("Articles are edited at {address}", address=f"{address}admin/"), locale),
                flush=True,
            )
    builder.start()
    try:
        folders = [root / name for name in WATCHED if (root / name).exists()]
        watching = False
        for changes in watch(*folders, step=30, debounce=300, rust_timeout=_SETTLE, yield_on_timeout=True):
            if changes or not watching:  # once more now: an edit may have come before the watch began
                watching = True
                preview.touched(Path(path).relative_to(root).as_posix() for _, path in changes)
                builder.wanted.set()
    except KeyboardInterrupt:
        return 130
    finally:
        server.shutdown()
        server.server_close()
    return 0


def _fetch(cache: Path, quiet: bool, locale: str) -> None:
    """See to it that the program for editing in the browser is there."""
    if package.is_there(cache):
        return
    if not quiet:
        name = f"Decap CMS {package.VERSION}"
        told = phrase("Fetching {name} from npm, once ({size} MB)", name=name, size=str(package.SIZE))
        print(said(told, locale), flush=True)
    package.install(cache)


class _Builder(threading.Thread):
    """Builds whenever something has changed, beside the watch, so that the next edit need not wait."""

    def __init__(self, options: build.Options, preview: Preview, quiet: bool, locale: str) -> None:
        super().__init__(daemon=True)
        self.options, self.preview, self.quiet, self.locale = options, preview, quiet, locale
        self.wanted = threading.Event()

    def run(self) -> None:
        """Build until the process ends."""
        while True:
            self.wanted.wait()
            self.wanted.clear()
            self.build()

    def build(self) -> None:
        """Build once; what is wrong is told to the terminal and in the pages, and the old site stays."""
        try:
            summary = build.run(self.options, onlooker=self.preview)
        except InputError as error:
            told = "\n".join(map(str, translated(error.problems, self.locale)))
            print(told, file=sys.stderr, flush=True)
            known = {*error.problems} <= {*self.preview.problems}
            self.preview.failed("" if known else told)
        except (AchyqError, OSError) as error:
            told = said(reason(error) if isinstance(error, OSError) else error.message, self.locale)
            print(told, file=sys.stderr, flush=True)
            self.preview.failed(told)
        else:
            if not self.quiet:
                done = phrase(
                    "Rendered: {rendered} of {files}; seconds: {seconds}",
                    rendered=summary.rendered,
                    files=summary.outputs,
                    seconds=f"{summary.seconds:.2f}",
                )
                print(said(done, self.locale), flush=True)

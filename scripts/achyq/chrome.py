"""The chrome: what the theme renders, kept by a key of all that it is made from.

`docs/`, `overrides/`, `mkdocs.yml`, this package and the versions of the parts underneath decide
the key; while it stays, MkDocs does not run.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from achyq.errors import InputError, Problem
from achyq.messages import phrase
from achyq.plan import Output, Shells
from achyq.version import code_version, digest_of_folder

_PARTS = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "jinja2", "markdown")
#: What MkDocs and Material write and this site does not use, or makes itself.
_UNUSED = ("404.html", "sitemap.xml", "sitemap.xml.gz")
_UNUSED_FOLDERS = ("archive/", "assets/javascripts/lunr/", "assets/javascripts/workers/")
_UNUSED_NAMES = (
    "assets/stylesheets/main.",
    "assets/stylesheets/palette.",
    "assets/images/favicon.png",
    "assets/_mkdocstrings",
)

_RENDER = "from achyq.mkdocs_plugin import main; main()"


class Chrome(NamedTuple):
    """The site's address, its shells, and the files that MkDocs made (by path: digest), which lie
    in `folder`.
    """

    site_url: str
    shells: Shells
    files: dict[str, bytes]
    folder: Path

    def pages(self) -> tuple[str, ...]:
        """The addresses of its pages."""
        return tuple(path.removesuffix("index.html") for path in self.files if path.endswith("/index.html"))

    def outputs(self) -> Iterator[Output]:
        """The chrome's own files as outputs."""
        for path, digest in self.files.items():
            yield Output(path, digest, ("chrome", path))

    def read(self, path: str) -> bytes:
        """The bytes of one of its files."""
        return (self.folder / path).read_bytes()


def key_of(root: Path) -> str:
    """The key of an archive's chrome."""
    parts = [
        code_version(),
        os.environ.get("ACHYQ_SITE_URL", ""),
        *(f"{part} {version(part)}" for part in _PARTS),
    ]
    parts += [digest_of_folder(root / "docs"), digest_of_folder(root / "overrides")]
    config = root / "mkdocs.yml"
    data = config.read_bytes() if config.is_file() else b""
    return hashlib.blake2b("\n".join(parts).encode() + data, digest_size=16).hexdigest()


def collect(folder: Path, site_url: str, shells: Shells) -> Chrome:
    """The chrome that MkDocs left in `folder`; what the site does not use is left out."""
    files = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        unused = (
            name in _UNUSED or name.endswith(".map") or name.startswith((*_UNUSED_FOLDERS, *_UNUSED_NAMES))
        )
        if path.is_file() and not path.is_symlink() and not unused:
            files[name] = hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
    return Chrome(site_url, shells, files, folder)


def store(chrome: Chrome, folder: Path) -> None:
    """Put a chrome into `folder` for `Job` to find."""
    (folder / "chrome.pickle").write_bytes(
        pickle.dumps((chrome.site_url, chrome.shells, chrome.files), protocol=5)
    )


class Job:
    """Gets an archive's chrome: from the cache, or from MkDocs in a process of its own that works
    while the articles are read.
    """

    def __init__(self, root: Path, cache: Path) -> None:
        self.root = root
        self.folder = cache / "chrome" / key_of(root)
        self.process: subprocess.Popen[str] | None = None
        if not (self.folder / "chrome.pickle").exists():
            self._start(cache / "chrome")

    def _start(self, chromes: Path) -> None:
        shutil.rmtree(chromes, ignore_errors=True)
        self.part = chromes / f"part-{os.getpid()}"
        self.part.mkdir(parents=True)
        self.process = subprocess.Popen(
            [sys.executable, "-c", _RENDER, str(self.root), str(self.part)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"},
        )

    def result(self) -> Chrome:
        """The chrome. Raises InputError with what MkDocs said when it failed."""
        if self.process:
            _, said = self.process.communicate()
            if self.process.returncode == -signal.SIGINT:
                raise KeyboardInterrupt  # Ctrl-C is for both, and this process may not have been told yet
            if self.process.returncode:
                lines = [line for line in said.strip().splitlines() if line.strip()]
                raise InputError(
                    [
                        Problem(
                            "mkdocs.yml",
                            0,
                            0,
                            "theme-failed",
                            phrase("MkDocs could not render the theme or a page of docs/"),
                            phrase("MkDocs says (in English): {text}", text="\n    ".join(lines[-12:])),
                        )
                    ]
                )
            os.rename(self.part, self.folder)
        site_url, shells, files = pickle.loads((self.folder / "chrome.pickle").read_bytes())  # noqa: S301 (our own cache)
        return Chrome(site_url, shells, files, self.folder / "tree")

    def stop(self) -> None:
        """End the process, if it still runs."""
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

"""Decap CMS as npm has it: one version, held by its digest, unpacked into the archive's cache.

The package holds the whole program as files for a browser, so none of its dependencies are installed
and none of its scripts is run. Pictures and maps of sources stay behind.
"""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from achyq.errors import EnvironmentFailure
from achyq.messages import phrase

NAME: Final = "decap-cms"
VERSION: Final = "3.16.3"
#: As npm gives it (`npm view decap-cms@… dist.integrity`): SHA-512 of the package's file.
INTEGRITY: Final = (
    "sha512-hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
)
#: What is downloaded, in MB, to be said before.
SIZE: Final = 16
#: Files that a browser asks for: the program, its parts, and the licences of what is in it.
_WANTED: Final = re.compile(r"package/dist/((?:[0-9]+\.)?decap-cms\.js(?:\.LICENSE\.txt)?)")
_MAIN: Final = "decap-cms.js"
#: No download takes longer (seconds).
_PATIENCE: Final = 600


def folder(cache: Path) -> Path:
    """Where the program lies below a folder of caches."""
    return cache / f"{NAME}-{VERSION}"


def is_there(cache: Path) -> bool:
    """Whether it is installed."""
    return (folder(cache) / _MAIN).is_file()


def install(cache: Path) -> None:
    """Fetch the program with npm and unpack it. Raises EnvironmentFailure when npm is missing or fails, or
    when what came is not what was expected.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise EnvironmentFailure(
            phrase(
                "Editing in the browser needs npm, which is missing: install Node.js (https://nodejs.org/), "
                "then try again."
            )
        )
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix=".admin-") as name:
        temporary = Path(name)
        unpack(_fetched(npm, temporary), temporary / "files")
        shutil.rmtree(folder(cache), ignore_errors=True)
        (temporary / "files").rename(folder(cache))


def _fetched(npm: str, target: Path) -> bytes:
    """The package's file."""
    command = [npm, "pack", f"{NAME}@{VERSION}", "--ignore-scripts", "--silent", "--pack-destination", "."]
    try:
        result = subprocess.run(
            command, cwd=target, capture_output=True, text=True, encoding="utf-8", errors="replace",
            check=False, timeout=_PATIENCE,
        )  # fmt: skip
        told, failed = result.stderr.strip(), result.returncode != 0
    except subprocess.TimeoutExpired:
        told, failed = "", True
    files = [*target.glob("*.tgz")]
    if failed or len(files) != 1:
        raise EnvironmentFailure(
            phrase("npm could not fetch {name}. ({reason})", name=f"{NAME} {VERSION}", reason=told[-500:])
        )
    return files[0].read_bytes()


def unpack(data: bytes, target: Path) -> None:
    """Put the wanted files of a package's file into a new folder. Raises EnvironmentFailure when it has
    not the digest that it must have.
    """
    digest = "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()
    if digest != INTEGRITY:
        raise EnvironmentFailure(
            phrase("What npm fetched is not {name} as it was published.", name=f"{NAME} {VERSION}")
        )
    target.mkdir()
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.seek(0)
        with tarfile.open(fileobj=file, mode="r:gz") as archive:
            for member in archive:
                wanted = _WANTED.fullmatch(member.name)
                content = archive.extractfile(member) if wanted and member.isfile() else None
                if wanted and content:
                    (target / wanted[1]).write_bytes(content.read())


if __name__ == "__main__":  # python -m achyq.admin.package FOLDER: for the tests
    try:
        install(Path(sys.argv[1]))
    except EnvironmentFailure as error:
        sys.exit(error.message)

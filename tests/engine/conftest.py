"""One chrome for all of the engine's tests, and an archive that is built already."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.helpers import Archive, frame, run, scratch, slim, small

from achyq.chrome import Chrome, Job


@pytest.fixture(scope="session")
def framed(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder with the project's theme and pages whose chrome is made; shared by all workers."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    root = base / "engine-frame"
    with (base / "engine-frame.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            with pytest.MonkeyPatch.context() as patch:
                patch.delenv("ACHYQ_SITE_URL", raising=False)
                frame(root)
                small().write(root)
                Job(root, root / ".cache").result()
    return root


@pytest.fixture(scope="session")
def whole_chrome(framed: Path) -> Chrome:
    """The chrome of the project's theme, with all its files."""
    os.environ.pop("ACHYQ_SITE_URL", None)
    return Job(framed, framed / ".cache").result()


@pytest.fixture(scope="session")
def chrome(whole_chrome: Chrome) -> Chrome:
    """The same shells, with few of the theme's files."""
    return slim(whole_chrome)


@pytest.fixture
def tmp_path() -> Iterator[Path]:
    """A folder in memory, where the system has such one: these tests write many small files."""
    with scratch() as folder:
        yield folder


@pytest.fixture
def archive() -> Archive:
    return small()


@pytest.fixture
def root(tmp_path: Path, archive: Archive) -> Path:
    """The small archive in a folder."""
    archive.write(tmp_path / "archive")
    return tmp_path / "archive"


@pytest.fixture
def site(root: Path, chrome: Chrome) -> Path:
    """Where it is published."""
    run(root, root / "site", chrome)
    return root / "site"

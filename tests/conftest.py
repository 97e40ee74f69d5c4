"""What all tests share: the chrome, made once in a run."""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# A machine that does other work as well is slow now and then; no test measures time.
settings.register_profile("achyq", deadline=None)
settings.load_profile("achyq")

ROOT = Path(__file__).parents[1]
if str(ROOT) not in sys.path:  # so that tests can import tests.archives
    sys.path.insert(0, str(ROOT))

from achyq.chrome import Chrome, Job  # noqa: E402 (needs no path; stays with its neighbours)


@pytest.fixture(scope="session")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Chrome:
    """The chrome of this project's own theme and docs.

    MkDocs runs once in a test run (some 2 s): pytest's workers share the result under a lock.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "chrome"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return Job(ROOT, folder).result()

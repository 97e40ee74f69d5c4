"""A pytest plugin: tests marked `chromium`, `vnu`, `decap` or `schemas` are skipped without that tool.

With CI=true nothing is skipped: scripts/test-tools.sh has installed the tools or failed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from achyq.admin import package

NODE_MODULES = Path(__file__).parent / "node_modules"
VNU_JAR = NODE_MODULES / "vnu-jar/build/dist/vnu.jar"
SCHEMAS = NODE_MODULES / "jsonfeed-schema"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of the system's Chromium (or Chrome)."""
    return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


def find_vnu() -> list[str] | None:
    """The command that runs the Nu HTML checker."""
    java = shutil.which("java")
    return [java, "-Xss1m", "-jar", str(VNU_JAR)] if java and VNU_JAR.is_file() else None


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser, for `playwright.chromium.launch(executable_path=…)`."""
    path = find_chromium()
    assert path, "Chromium is missing: see scripts/test-tools.sh"
    return path


@pytest.fixture(scope="session")
def vnu_command() -> list[str]:
    """The Nu HTML checker, to which options and files are added."""
    command = find_vnu()
    assert command, "the Nu HTML checker is missing: see scripts/test-tools.sh"
    return command


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if os.environ.get("CI") == "true":
        return
    found = {"chromium": find_chromium(), "vnu": find_vnu(), "schemas": SCHEMAS.is_dir()}
    found["decap"] = package.is_there(NODE_MODULES)
    for item in items:
        for name, tool in found.items():
            if not tool and item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=f"needs {name}: see scripts/test-tools.sh"))

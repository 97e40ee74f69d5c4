"""A small archive for the tests of the editors' commands, and the command line in this process."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from tests.engine.helpers import Archive, Ran, small

from achyq import build, ledger
from achyq.editing import command
from achyq.errors import InputError, Problem, UsageError


def archive() -> Archive:
    """The engine's small archive with names in several languages."""
    made = small()
    regions = made.registry["regions"]
    regions["KG-Y-TON"]["name"] |= {"ky": "Тоң району", "ru": "Тонский район"}
    regions["KG-Y"]["name"] |= {"ky": "Ысык-Көл облусу"}
    return made


def problems(root: Path) -> list[Problem]:
    """What `achyq check` would say of the archive."""
    cache = root / ledger.CACHE
    cache.mkdir(exist_ok=True)
    try:
        _, bodies = build.load(build.Options(root, root / "site", drafts=True), cache, build.Silent(), 1)
    except InputError as error:
        return list(error.problems)
    bodies.close()
    return []


def run(capsys: pytest.CaptureFixture[str], root: Path, *arguments: str) -> Ran:
    """Run one of the editors' commands as the command line does, in English."""
    parser = argparse.ArgumentParser()
    parser.add_argument("-q", "--quiet", action="store_true")
    command.add_arguments(parser.add_subparsers(dest="command", required=True))
    capsys.readouterr()
    try:
        code = command.run(root, parser.parse_args([*arguments]))
    except (InputError, UsageError) as error:
        text = "\n".join(map(str, error.problems)) if isinstance(error, InputError) else str(error)
        said = capsys.readouterr()
        return Ran(error.exit_code, said.out, text)
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)


def tree(root: Path) -> dict[str, bytes]:
    """The files of the archive that editors write."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("articles", "registry")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }

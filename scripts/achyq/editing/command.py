"""The editors' commands as the command line knows them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from achyq.editing import options

#: For each command: what it does, in a line; its options; the module that runs it.
_COMMANDS: Final[dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], str]]] = {
    "new": ("write a new article: from options, or asking on a terminal", options.new, "draft"),
    "translate": ("open a translation of a story", options.translate, "translation"),
    "status": ("show what is left to do in each language", options.status, "status"),
    "registry": ("add, rename, merge and check terms", options.registry, "terms"),
}


def add_arguments(commands: Any) -> None:
    """Add the four commands to those of the command line (what `add_subparsers` gave)."""
    for name, (about, add, _) in _COMMANDS.items():
        add(commands.add_parser(name, help=about, description=about.capitalize() + "."))


def run(root: Path, args: argparse.Namespace) -> int:
    """Run the command `args.command` in the archive at `root`; gives its exit code.

    Raises UsageError, and InputError with the problems of what was given or is there.
    """
    module = import_module(f"achyq.editing.{_COMMANDS[args.command][2]}")
    code: int = module.run(root, args)
    return code


#: The names of the commands.
NAMES: Final = tuple(_COMMANDS)

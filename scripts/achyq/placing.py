"""Placing: how files and folders get where they belong, whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path


def link(source: str, target: str, made: set[str] | None = None) -> None:
    """Let `target` be the same file as `source`, or a copy where a system has no hard links. With `made`,
    the folders that are known to be there, nothing is at `target` yet.
    """
    parent = target.rsplit("/", 1)[0]
    if made is None or parent not in made:
        os.makedirs(parent, exist_ok=True)
        if made is not None:
            made.add(parent)
    if made is None and os.path.lexists(target):
        os.unlink(target)
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def remove(folder: Path, path: str) -> None:
    """Remove the file `path` below a folder, if it is there, and the folders that it leaves empty."""
    target = folder / path
    target.unlink(missing_ok=True)
    for parent in target.parents:
        if parent == folder:
            break
        try:
            parent.rmdir()
        except OSError:
            break


def same(path: str, data: bytes) -> bool:
    """Whether a file has these bytes."""
    try:
        if os.lstat(path).st_size != len(data):
            return False
        with open(path, "rb") as file:
            return file.read() == data
    except OSError:
        return False


def write(target: str, data: bytes) -> os.stat_result:
    """Write a new file: never into an old one, which may be a link shared with the site."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    try:
        descriptor = os.open(target, flags, 0o644)
    except FileNotFoundError:
        os.makedirs(target.rsplit("/", 1)[0], exist_ok=True)
        descriptor = os.open(target, flags, 0o644)
    except FileExistsError:
        os.unlink(target)
        descriptor = os.open(target, flags, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


def exchange(following: Path, site: Path) -> None:
    """Let two folders change places, at once where the system can; without a site, the first becomes it."""
    if not site.exists():
        os.rename(following, site)
        return
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
        done = (
            renameat2(_AT_FDCWD, os.fsencode(following), _AT_FDCWD, os.fsencode(site), _RENAME_EXCHANGE) == 0
        )
    except (AttributeError, OSError):
        done = False
    if not done:
        aside = site.parent / f".{site.name}.old"
        if aside.exists():
            shutil.rmtree(aside)
        os.rename(site, aside)
        os.rename(following, site)
        os.rename(aside, following)

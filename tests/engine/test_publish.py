"""Publishing: the old site or the new one, never half; never into a folder that is not ours."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from tests.engine.helpers import (
    CODES,
    Archive,
    assert_same,
    empty_folders,
    environ,
    full,
    main,
    names,
    run,
    scratch,
    small,
    tree,
)

from achyq import placing
from achyq.chrome import Chrome
from achyq.publish import MARKER
from achyq.render import Renderer


class Bench(NamedTuple):
    """An archive that is published, and edited since: what a build finds, and what it should give."""

    root: Path
    site: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


@pytest.fixture
def bench(tmp_path: Path, chrome: Chrome) -> Bench:
    return prepare(tmp_path, chrome)


def prepare(folder: Path, chrome: Chrome) -> Bench:
    archive, root = small(), folder / "archive"
    for title in ("First", "Second"):  # twice, so that there is a folder beside the site
        archive.articles["2023/story-01", "ru"]["title"] = title
        archive.write(root)
        run(root, root / "site", chrome)
    old = tree(root / "site")
    archive.put("2019/added", "uz", "Added", date="2019", region=["KG-C"])
    del archive.articles["2024/story-06", "ky"]
    archive.registry["regions"]["KG-Y-TON"]["name"] = names("Tong")
    archive.write(root)
    new = full(archive, chrome)
    assert len(set(old.items()) ^ set(new.items())) > 100
    return Bench(root, root / "site", old, new)


def in_child(work: Callable[[], object]) -> int:
    """Do some work in a forked process; gives its process id."""
    process = os.fork()
    if not process:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001 (it is printed)
            traceback.print_exc()
        finally:
            os._exit(70)
    return process


def assert_heals(bench: Bench, chrome: Chrome) -> None:
    run(bench.root, bench.site, chrome)
    assert_same(tree(bench.site), bench.new)
    assert empty_folders(bench.site) == []
    assert run(bench.root, bench.site, chrome).summary.rendered == 0
    assert {path.name for path in bench.root.iterdir()} <= {
        "articles", "registry", "mkdocs.yml", "site", ".site.next", ".cache"
    }  # fmt: skip


# --- killed


#: Where to die: a function of this package, at which of its calls, before or after it.
STEPS = [
    ("publish._check_ours", 1, "after"),
    ("publish._prepare", 1, "after"),
    ("tree.Tree.forget", 1, "after"),
    ("placing.remove", 1, "before"),
    ("placing.remove", 1, "after"),
    ("placing.link", 1, "after"),
    ("placing.write", 1, "before"),
    ("placing.write", 1, "after"),
    ("placing.write", 50, "after"),
    ("tree.Tree.remember", 1, "before"),
    ("tree.Tree.remember", 1, "after"),
    ("placing.exchange", 1, "after"),
]


@pytest.mark.parametrize(("name", "call", "when"), STEPS)
def test_killed_at_a_step(bench: Bench, chrome: Chrome, name: str, call: int, when: str):
    owner: object = import_module("achyq")
    *path, function = name.split(".")
    for part in path:
        owner = getattr(owner, part)
    original, calls = getattr(owner, function), 0

    def dying(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == call and when == "before":
            os._exit(9)
        result = original(*arguments)
        if calls == call:
            os._exit(9)
        return result

    def work() -> None:
        setattr(owner, function, dying)
        run(bench.root, bench.site, chrome)

    _, status = os.waitpid(in_child(work), 0)
    assert os.waitstatus_to_exitcode(status) == 9, "the step was not reached"
    assert_same(tree(bench.site), bench.new if name == "placing.exchange" else bench.old)
    assert_heals(bench, chrome)


def test_killed_in_the_middle_of_a_file(bench: Bench, chrome: Chrome):
    def torn(target: str, data: bytes) -> NoReturn:
        Path(target).unlink(missing_ok=True)
        with open(target, "wb") as file:
            file.write(data[:100])
            file.flush()
            os._exit(9)

    def work() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(placing, "write", torn)
            run(bench.root, bench.site, chrome)

    os.waitpid(in_child(work), 0)
    assert_same(tree(bench.site), bench.old)
    assert_heals(bench, chrome)


def test_killed_at_random_moments(chrome: Chrome):
    rng = random.Random(1)
    seen = set()
    with scratch() as folder:
        for number in range(10):
            bench = prepare(folder / str(number), chrome)
            started = time.perf_counter()
            process = in_child(lambda bench=bench: run(bench.root, bench.site, chrome))  # type: ignore[misc]
            if number == 0:  # see how long it takes
                os.waitpid(process, 0)
                duration = time.perf_counter() - started
            else:
                time.sleep(rng.random() * duration)
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
            outcome = tree(bench.site)
            assert outcome in (bench.old, bench.new)
            seen.add(outcome == bench.old)
            assert_heals(bench, chrome)
    assert True in seen


def test_killed_during_the_first_build(tmp_path: Path, archive: Archive, chrome: Chrome):
    archive.write(tmp_path)
    site = tmp_path / "site"
    for moment in (0.005, 0.02, 0.04):
        process = in_child(lambda: run(tmp_path, site, chrome))
        time.sleep(moment)
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        assert not site.exists() or tree(site) == full(archive, chrome)
    run(tmp_path, site, chrome)
    assert_same(tree(site), full(archive, chrome))


def test_without_an_atomic_exchange(bench: Bench, chrome: Chrome, monkeypatch: pytest.MonkeyPatch):
    def none(*_: object, **__: object) -> None:
        raise OSError("no such call")

    monkeypatch.setattr(ctypes, "CDLL", none)
    assert_heals(bench, chrome)


@pytest.mark.parametrize("calls", [1, 2])
def test_killed_without_an_atomic_exchange(bench: Bench, chrome: Chrome, calls: int):
    """There is a moment without a site then; the next build heals it."""

    original, left = os.rename, [calls]

    def rename(source: str, target: str) -> None:
        original(source, target)
        left[0] -= 1
        if not left[0]:
            os._exit(9)

    def work() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "rename", rename)
            patch.setattr(ctypes, "CDLL", _no_library)
            run(bench.root, bench.site, chrome)

    _, status = os.waitpid(in_child(work), 0)
    assert os.waitstatus_to_exitcode(status) == 9
    run(bench.root, bench.site, chrome)
    assert_same(tree(bench.site), bench.new)


def _no_library(*_: object, **__: object) -> None:
    raise OSError("no such call")


SLOW = """
import pathlib, sys, time
from achyq import cli, render
original = render.Renderer.__call__
def slow(self, output):
    pathlib.Path(sys.argv[1]).touch()
    time.sleep(0.05)
    return original(self, output)
render.Renderer.__call__ = slow
sys.exit(cli.main(sys.argv[2:]))
"""


@pytest.fixture
def copy(framed: Path, tmp_path: Path) -> Path:
    """An archive with a theme, whose chrome is made."""
    return shutil.copytree(framed, tmp_path / "copy")


def start_slowly(root: Path, jobs: int) -> subprocess.Popen[str]:
    """Start a build and wait until it renders."""
    mark = root / "rendering"
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(mark), "-C", str(root), "build", "--jobs", str(jobs)],
        env=environ(), stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    wait_for(mark.exists)
    return process


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)


def group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_while_rendering(copy: Path, jobs: int):
    process = start_slowly(copy, jobs)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in said
    assert not (copy / "site").exists()
    wait_for(lambda: not group_lives(process.pid), 5)


def test_ctrl_c_while_mkdocs_runs(copy: Path):
    shutil.rmtree(copy / ".cache")
    process = subprocess.Popen(
        [sys.executable, "-m", "achyq", "-C", str(copy), "build"],
        env=environ(TMPDIR=str(copy)), stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    wait_for(lambda: any((copy / ".cache/chrome").glob("part-*")))
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in said
    wait_for(lambda: not group_lives(process.pid), 5)


def test_workers_end_with_a_killed_build(copy: Path):
    process = start_slowly(copy, 2)
    process.kill()
    try:
        process.communicate(timeout=5)  # until all that hold the other end of the pipe have ended
    finally:
        if group_lives(process.pid):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


# --- folders and disks


@pytest.mark.parametrize("kind", ["folder", "file", "link", "link to a site", "hidden file"])
def test_what_is_not_a_site_of_ours_is_refused(
    copy: Path, tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
):
    target = tmp_path / "target"
    if kind in ("folder", "hidden file"):
        target.mkdir()
        (target / (".hidden" if kind == "hidden file" else "thesis.odt")).write_text("mine")
    elif kind == "file":
        target.write_text("mine")
    else:
        (tmp_path / "elsewhere").mkdir()
        if kind == "link to a site":
            (tmp_path / "elsewhere" / MARKER).touch()
        target.symlink_to(tmp_path / "elsewhere")
    before = tree(target) if target.is_dir() else target.read_bytes()
    ran = main(capsys, "-C", copy, "build", "--site-dir", target)
    assert ran.code == 3
    assert ran.err.startswith("achyq: ")
    assert "Traceback" not in ran.err
    assert (tree(target) if target.is_dir() else target.read_bytes()) == before


@pytest.mark.parametrize("target", [".", "articles", "docs", ".."])
def test_the_archive_itself_is_not_a_site(copy: Path, target: str, capsys: pytest.CaptureFixture[str]):
    before = tree(copy)
    ran = main(capsys, "-C", copy, "build", "--site-dir", copy / target)
    assert ran.code == 3
    changed = {path for path, _ in tree(copy).items() ^ before.items()}
    assert {path for path in changed if not path.startswith(".cache/")} == set()


def test_an_empty_folder_may_become_a_site(root: Path, tmp_path: Path, chrome: Chrome, archive: Archive):
    (tmp_path / "empty").mkdir()
    run(root, tmp_path / "empty", chrome)
    assert_same(tree(tmp_path / "empty"), full(archive, chrome))


def test_a_place_that_cannot_be_written(copy: Path, capsys: pytest.CaptureFixture[str]):
    (copy / "file").touch()
    ran = main(capsys, "-C", copy, "build", "--site-dir", copy / "file/site")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("achyq: ")


def test_a_cache_that_cannot_be_written(copy: Path, capsys: pytest.CaptureFixture[str]):
    shutil.rmtree(copy / ".cache")
    (copy / ".cache").touch()
    ran = main(capsys, "-C", copy, "build")
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("achyq: ")


def test_two_builds_at_once_are_refused(copy: Path, capsys: pytest.CaptureFixture[str]):
    folder = os.open(copy, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    ran = main(capsys, "-C", copy, "build")
    os.close(folder)
    assert ran.code == 3
    assert "Another build" in ran.err


def test_two_builds_without_a_cache_at_once_are_refused(copy: Path, capsys: pytest.CaptureFixture[str]):
    """They would write into the same folder beside the site."""
    codes: list[int] = []

    def again(self: Renderer, output: object) -> bytes:
        if not codes:
            codes.append(-1)
            codes[0] = main(capsys, "-C", copy, "build", "--no-cache", "--jobs", "1").code
        return original(self, output)  # type: ignore[arg-type]

    original = Renderer.__call__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "__call__", again)
        main(capsys, "-C", copy, "build", "--no-cache", "--jobs", "1")
    assert codes == [3]


@pytest.mark.parametrize(
    "function",
    ["placing.write", "placing.link", "tree.Tree.remember", "placing.exchange", "publish._prepare"],
)
def test_a_full_disk(
    function: str, monkeypatch: pytest.MonkeyPatch, copy: Path, capsys: pytest.CaptureFixture[str]
):
    main(capsys, "-q", "-C", copy, "build")
    before = tree(copy / "site")
    article = next((copy / "articles").rglob("*.md"))
    article.write_bytes(article.read_bytes() + b"\nMore.\n")

    def full_disk(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "page.html")

    with monkeypatch.context() as patch:
        patch.setattr(f"achyq.{function}", full_disk)
        ran = main(capsys, "-C", copy, "build", "--jobs", "1")
    assert ran.code == 3
    assert ran.err.endswith("The disk is full: page.html\n")
    assert "Traceback" not in ran.err
    assert_same(tree(copy / "site"), before)
    assert main(capsys, "-C", copy, "build").code == 0
    assert tree(copy / "site") != before


@pytest.mark.parametrize("limit", [20_000, 60_000])
def test_a_disk_that_takes_no_more(copy: Path, limit: int, capfd: pytest.CaptureFixture[str]):
    """Files may not grow beyond a limit: so writes fail as on a full disk, SQLite's too."""

    def work() -> None:
        from achyq import cli

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        os._exit(cli.main(["-C", str(copy), "build", "--jobs", "1"]))

    for cache in [*(copy / ".cache").glob("bodies*"), *(copy / ".cache").glob("readings*")]:
        cache.unlink()
    for code in CODES:
        (copy / f"articles/2024/long.{code}.md").write_text(
            f"---\ntitle: Long\nlanguage: {code}\n"
            + ("date: 2024\n" if code == "ky" else "translated_from: ky\n")
            + "---\n" + "word\n\n" * 20_000
        )  # fmt: skip
    _, status = os.waitpid(in_child(work), 0)
    said = capfd.readouterr().err
    assert "Traceback" not in said
    assert os.waitstatus_to_exitcode(status) == 3
    assert said.startswith("achyq: ")
    assert not (copy / "site").exists()

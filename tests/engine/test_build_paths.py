"""`achyq build`, `mkdocs build` and `python scripts/build.py` give the same site."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.engine.helpers import PROJECT, Ran, achyq, assert_same, environ, frame, small, tree


def mkdocs(root: Path, *arguments: str) -> Ran:
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *arguments],
        cwd=root, env=environ(TMPDIR=str(root)), capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Ran(result.returncode, result.stdout, result.stderr)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("paths") / "project"
    frame(root)
    archive = small()
    archive.attachments["2025/pair/paper.pdf"] = b"%PDF"
    archive.write(root)
    return root


def test_all_ways_give_the_same_site(project: Path, tmp_path: Path):
    ran = achyq("-C", project, "-q", "build")
    assert ran == (0, "", "")
    site = tree(project / "site")
    assert "files/2025/pair/paper.pdf" in site

    ran = mkdocs(project, "--strict")
    assert (ran.code, "Traceback" in ran.err) == (0, False)
    assert_same(tree(project / "site"), site)

    script = [sys.executable, str(PROJECT / "scripts/build.py"), "--site-dir", str(tmp_path / "other")]
    subprocess.run(script, cwd=project, env=environ(), check=True, capture_output=True)
    assert_same(tree(tmp_path / "other"), site)
    assert not [path.name for path in project.iterdir() if path.name.startswith("achyq-chrome")]


def test_mkdocs_reports_problems_and_publishes_nothing(project: Path):
    site = tree(project / "site") if (project / "site").exists() else {}
    bad = project / "articles/2024/bad.ky.md"
    bad.write_text("---\ntitle: T\nlanguage: ky\ndate: 2024-99\n---\n")
    try:
        ran = mkdocs(project)
    finally:
        bad.unlink()
    assert ran.code == 1
    assert "articles/2024/bad.ky.md:4:7: error [bad-date]" in ran.err
    assert "Traceback" not in ran.err
    assert (tree(project / "site") if (project / "site").exists() else {}) == site
    assert not [path.name for path in project.iterdir() if path.name.startswith("achyq-chrome")]


def unpacked(files: dict[str, bytes]) -> dict[str, bytes]:
    """A site whose sitemaps are text."""
    return {path: gzip.decompress(data) if path.endswith(".gz") else data for path, data in files.items()}


def test_the_address_of_the_site_is_everywhere(project: Path, tmp_path: Path):
    """ACHYQ_SITE_URL moves canonical links and sitemaps, and nothing else."""
    target = tmp_path / "site"
    ran = achyq("-C", project, "-q", "build", "--site-dir", target, ACHYQ_SITE_URL="https://a.example/sub/")
    assert ran == (0, "", "")
    moved = unpacked(tree(target))
    assert not any(b"127.0.0.1:8000" in data for data in moved.values())
    achyq("-C", project, "-q", "build", "--site-dir", target, ACHYQ_SITE_URL="http://127.0.0.1:8000/")
    other = unpacked(tree(target))
    # What holds sums, sizes or the host alone differs in more than the address.
    apart = {"404.html", "SHA256SUMS", "data/achyq.sqlite", "data/datapackage.json", "data/oai-pmh.xml"}
    back = {
        path: data.replace(b"https://a.example/sub/", b"http://127.0.0.1:8000/")
        for path, data in moved.items()
        if path not in apart
    }
    assert moved.keys() == other.keys()
    assert_same(back, {path: data for path, data in other.items() if path not in apart})
    assert os.environ.get("ACHYQ_SITE_URL") is None

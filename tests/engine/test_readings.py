"""What is remembered of files: a check leaves out what only pages need, and takes nothing from a build."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from tests.engine.helpers import Archive, assert_same, full, run, small, tree
from tests.engine.test_related import ENGLISH, KYRGYZ, related

from achyq import article, traits
from achyq.article import Reading
from achyq.build import Silent
from achyq.check import archive as checks
from achyq.check import text
from achyq.chrome import Chrome
from achyq.errors import Problem
from achyq.ledger import Ledger
from achyq.readings import Known
from achyq.version import code_version


@pytest.fixture
def archive() -> Archive:
    """With an Uzbek story, of which there is a twin, and two whose texts are alike."""
    archive = small()
    archive.put("2016/school", "ky", "Мектеп", KYRGYZ, date="2016-05-02")
    archive.put("2019/audit", "en", "Money for a school", ENGLISH, date="2019-07-01")
    return archive


SCHOOL = "articles/2016/school.ky.md"


def check(root: Path) -> tuple[Problem, ...]:
    return checks.check(root, Silent(), jobs=1).problems


def remembered(root: Path) -> dict[str, Known]:
    return Ledger[Known](root / ".cache", "readings", code_version()).entries


def refuse(*_: object) -> None:
    raise AssertionError("it was known")


def test_a_check_makes_nothing_that_only_pages_need(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(traits, "of", refuse)
    check(root)
    assert {(known.whole, known.record.twin) for known in remembered(root).values()} == {(False, ("", ""))}


def test_a_build_after_a_check_makes_it(root: Path, chrome: Chrome, archive: Archive):
    check(root)
    run(root, root / "site", chrome)
    assert related(root / "site", "ky/2016/school") == ["2019/audit"]
    assert_same(tree(root / "site"), full(archive, chrome))
    assert all(known.whole for known in remembered(root).values())


def test_a_check_after_a_build_reads_what_has_changed_and_inspects_the_rest(
    root: Path, site: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    before = remembered(root)
    body = archive.articles["2016/school", "ky"]["body"]
    archive.articles["2016/school", "ky"]["body"] = f"{body} Бул мaселе."
    archive.write(root)
    read: list[str] = []
    original = article.read

    def noted(path: str, data: bytes, whole: bool = True) -> Reading:
        read.append(path)
        return original(path, data, whole)

    monkeypatch.setattr(article, "read", noted)
    assert [problem.code for problem in check(root)] == ["mixed-script"]
    after = remembered(root)
    assert read == [path for path, known in after.items() if not known.whole] == [SCHOOL]
    others = before.keys() - {SCHOOL}
    assert all(after[path].packed == before[path].packed and after[path].findings for path in others)


def test_a_build_after_a_check_inspects_nothing_anew(
    root: Path, chrome: Chrome, monkeypatch: pytest.MonkeyPatch
):
    check(root)
    monkeypatch.setattr(text, "inspect", refuse)
    run(root, root / "site", chrome)
    assert check(root) == ()


def test_checks_and_builds_can_take_turns(root: Path, site: Path, chrome: Chrome, archive: Archive):
    rng = random.Random(7)
    for turn in range(12):
        words = KYRGYZ if rng.random() < 0.5 else "Башка сөз мaселе."
        archive.articles["2016/school", "ky"]["body"] = words
        archive.articles["2025/script", "uz"]["title"] = f"Oʻzbekiston {turn % 3}"
        archive.write(root)
        if rng.random() < 0.6:
            assert [problem.code for problem in check(root)] == ["mixed-script"] * (words != KYRGYZ)
        if rng.random() < 0.6:
            run(root, site, chrome)
            assert_same(tree(site), full(archive, chrome))

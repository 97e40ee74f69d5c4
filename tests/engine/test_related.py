"""Related stories: those of one event, and those whose texts are alike, in whatever language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from tests.engine.helpers import Archive, full, run, small, tree

from achyq.chrome import Chrome

KYRGYZ = (
    "Нарында Токтогулов менен Алымбаева мектептин курулушуна бөлүнгөн 12 847 миң сомду аудитке көрсөттү. "
    "Жетиген айылында подрядчик менен келишим бузулган."
)
ENGLISH = (
    "In Naryn, Toktogulov and Alymbaeva showed the auditors 12,847 thousand soms meant for a school. "
    "The contract with the podryadchik in Jetigen was broken."
)


def related(site: Path, page: str) -> list[str]:
    """The stories that a page names as related."""
    text = (site / page / "index.html").read_text("utf-8")
    section = re.search(r'<section class="?related"?>.*?</section>', text, re.DOTALL)
    return re.findall(r"href=[^ >]*?((?:[0-9]{4}|undated)/[a-z0-9-]+)/", section[0]) if section else []


def lonely() -> Archive:
    """An archive with two stories that have no term in common."""
    archive = small()
    archive.put("2016/school", "ky", "Мектеп", KYRGYZ, date="2016-05-02")
    archive.put("2019/audit", "en", "Money for a school", "Something else.", date="2019-07-01")
    return archive


def test_texts_that_are_alike_meet_across_languages_and_only_what_changes_is_rendered(
    tmp_path: Path, chrome: Chrome
):
    archive, root, site = lonely(), tmp_path / "archive", tmp_path / "site"
    archive.write(root)
    run(root, site, chrome)
    before = tree(site)
    assert related(site, "ky/2016/school") == related(site, "en/2019/audit") == []
    archive.articles["2019/audit", "en"]["body"] = ENGLISH
    archive.write(root)
    rendered = run(root, site, chrome).rendered
    after = tree(site)
    assert related(site, "ky/2016/school") == ["2019/audit"]
    assert related(site, "en/2019/audit") == ["2016/school"]
    assert "ky/2016/school/index.html" in rendered
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert set(rendered) == changed & after.keys()
    assert after == full(archive, chrome)


def test_one_event_told_twice(tmp_path: Path, chrome: Chrome):
    archive, root, site = small(), tmp_path / "archive", tmp_path / "site"
    day: dict[str, Any] = {"date": "2017-03-01", "event_date": "2017-02-20", "tags": ["school"]}
    archive.put("2017/one", "ky", "Жыйын", **day, region="KG-C")
    archive.put("2017/two", "ru", "Встреча", **day, region="KG-C")
    archive.put("2017/elsewhere", "ru", "Не там", **day, region="UZ")
    archive.write(root)
    run(root, site, chrome)
    assert related(site, "ky/2017/one")[0] == "2017/two"
    assert related(site, "ru/2017/two")[0] == "2017/one"
    assert "2017/one" not in related(site, "ru/2017/elsewhere")

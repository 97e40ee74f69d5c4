"""What other people's editors are told: patterns and schemas that fit what this program writes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from achyq.errors import Problem

ROOT = Path(__file__).parents[2]


def test_the_task_of_vs_code_reads_problems() -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    problem = Problem("articles/2025/a.ky.md", 3, 7, "bad-date", "'2025-13-10' is not a date", "Write …")
    match = re.match(pattern["regexp"], str(problem).splitlines()[0])
    assert match
    found = {key: match[number] for key, number in pattern.items() if isinstance(number, int)}
    assert found == {
        "file": "articles/2025/a.ky.md", "line": "3", "column": "7", "severity": "error",
        "code": "bad-date", "message": "'2025-13-10' is not a date",
    }  # fmt: skip


def test_the_hooks_match_the_archives_files() -> None:
    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    }
    assert list(hooks) == ["achyq-fmt", "achyq-check"]
    for path in ("articles/2025/a.ky.md", "articles/undated/b.uz-Cyrl.md"):
        assert re.search(hooks["achyq-fmt"]["files"], path)
        assert re.search(hooks["achyq-check"]["files"], path)
    assert re.search(hooks["achyq-check"]["files"], "registry/tags.yml")
    assert not re.search(hooks["achyq-fmt"]["files"], "docs/ky/about.md")

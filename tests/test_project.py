"""The project's own files: workflows that work, locks that hold, nothing of one machine in them.

`test_workflow_steps_work_in_a_clean_clone` runs every `run:` step of the workflows in a clone. Two things
keep it short: the steps use the virtual environment that runs this test (ACHYQ_VENV, which the Makefile
takes as it is), with the clone's own package first in PYTHONPATH; and where a step runs pytest,
PYTEST_ADDOPTS lets it collect the tests and stop, so that this test does not run itself.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
SITE_URL = "https://example.github.io/archive"

#: What the jobs may write, those that may write anything.
WRITES = {"deploy": {"pages", "id-token"}, "draft": {"contents", "issues"}}

#: What stands in for the expressions that steps use.
EXPRESSIONS = {"steps.pages.outputs.base_url": SITE_URL}


def git(*arguments: str, cwd: Path = ROOT) -> str:
    return subprocess.run(["git", *arguments], cwd=cwd, check=True, capture_output=True, text=True).stdout


def paths(*arguments: str) -> list[str]:
    return [path for path in git("ls-files", "-z", *arguments).split("\0") if path]


def workflow(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def substitute(text: str) -> str:
    return re.sub(r"\$\{\{\s*(.+?)\s*\}\}", lambda match: EXPRESSIONS[match[1]], text)


@pytest.fixture(scope="module", autouse=True)
def _in_a_repository():
    if not (ROOT / ".git").exists():
        pytest.skip("not a git work tree")


# --- workflows


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of the last commit with the changes of the work tree on top (in CI there are none)."""
    target = tmp_path / "clone"
    git("clone", "--quiet", "--no-hardlinks", str(ROOT), str(target), cwd=tmp_path)
    for path in paths("--modified", "--others", "--exclude-standard"):
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / path).is_file():
            shutil.copy2(ROOT / path, target / path)
    for path in paths("--deleted"):
        (target / path).unlink(missing_ok=True)
    node_modules = ROOT / "tests/tools/node_modules"
    if node_modules.is_dir():
        (target / "tests/tools/node_modules").symlink_to(node_modules)
    return target


def github(folder: Path) -> dict[str, str]:
    """What GitHub gives to every step: a folder, a file for outputs, and the event, here an issue."""
    body = "### Title · Аталышы · Тақырып · Sarlavha · Сарлавҳа · Заголовок\n\nTwo words"
    event = folder / "event.json"
    event.write_text(json.dumps({"issue": {"number": 1, "body": body}}), "utf-8")
    return {
        "RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(folder / "output"), "GITHUB_EVENT_PATH": str(event),
    }  # fmt: skip


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_steps_work_in_a_clean_clone(path: Path, clone: Path):
    inherited = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "MAKE"))
    }
    environment = inherited | {
        "ACHYQ_VENV": sys.prefix,
        "PYTHONPATH": str(clone / "scripts"),
        "PYTEST_ADDOPTS": "--collect-only -q",
        **github(clone.parent),
    }
    ran = 0
    for job in workflow(path)["jobs"].values():
        for step in job["steps"]:
            if "run" in step:
                ran += 1
                if "GH_TOKEN" in step.get("env", {}):  # speaks to GitHub
                    continue
                extra = {name: substitute(str(value)) for name, value in step.get("env", {}).items()}
                result = subprocess.run(
                    ["bash", "-e", "-o", "pipefail", "-c", step["run"]],
                    cwd=clone,
                    env=environment | extra,
                    stdin=subprocess.DEVNULL,
                    capture_output=True,
                    text=True,
                    check=False,
                )
                assert result.returncode == 0, f"{step['run']}\n{result.stdout}\n{result.stderr}"
            elif step["uses"].startswith("actions/upload-pages-artifact@"):
                assert_publishable(clone / step["with"]["path"])
    assert ran


def test_a_submitted_article_gets_a_branch_once(clone: Path):
    """The steps that speak to GitHub, with a repository and a `gh` of our own in its place."""
    remote, folder = clone.parent / "remote.git", clone.parent
    git("init", "--quiet", "--bare", str(remote), cwd=folder)
    git("remote", "set-url", "origin", str(remote), cwd=clone)
    (folder / "bin").mkdir()
    gh = folder / "bin/gh"
    gh.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >> "$RUNNER_TEMP/asked"\n', "utf-8")
    gh.chmod(0o755)
    (folder / "report.md").write_text("Report\n", "utf-8")
    draft = "articles/2025/a-b.ky.md"
    (clone / draft).write_text("draft", "utf-8")
    environment = os.environ | github(folder) | {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}", "NUMBER": "12", "DRAFT": draft, "GH_TOKEN": "",
        "GITHUB_SERVER_URL": "https://github.example", "GITHUB_REPOSITORY": "a/b",
    }  # fmt: skip
    steps = workflow(ROOT / ".github/workflows/submit.yml")["jobs"]["draft"]["steps"]
    scripts = [step["run"] for step in steps if "GH_TOKEN" in step.get("env", {})]
    assert len(scripts) == 2
    heads = []
    for text in ("draft", "another"):
        (clone / draft).write_text(text, "utf-8")
        for script in scripts:
            subprocess.run(
                ["bash", "-e", "-c", script], cwd=clone, env=environment, check=True, capture_output=True
            )
        heads.append(git("rev-parse", "submission/12", cwd=remote))
    assert heads[0] == heads[1]
    assert git("show", "--format=%s", "--name-only", "submission/12", cwd=remote).split("\n") == [
        "Draft from issue #12", "", draft, "",
    ]  # fmt: skip
    link = "https://github.example/a/b/compare/submission/12?expand=1"
    assert (folder / "report.md").read_text("utf-8") == f"Report\n\n{link}\n\n{link}\n"
    asked = (folder / "asked").read_text("utf-8")
    assert asked.count("issue\ncomment\n12\n--body-file\n") == 2


def assert_publishable(site: Path) -> None:
    assert (site / "index.html").is_file()
    assert f"{SITE_URL}/" in (site / "sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_is_safe_for_pull_requests_from_forks(path: Path):
    text = path.read_text("utf-8")
    data = workflow(path)
    triggers = data[True]  # YAML 1.1 reads the key `on` so
    assert "pull_request_target" not in triggers
    assert "workflow_run" not in triggers
    for line in re.findall(r"uses:.*", text):
        assert re.fullmatch(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)
    for name, job in data["jobs"].items():
        permissions = job.get("permissions", data["permissions"])
        writes = {scope for scope, access in permissions.items() if access == "write"}
        assert writes == WRITES.get(name, set())
        assert "timeout-minutes" in job
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "an expression in a script is an injection: use env"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


# --- locks


def locked(name: str) -> dict[str, tuple[str, int]]:
    """The version and the number of hashes of each package in a lock."""
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    blocks = re.findall(r"^(?![ #])(?:.*\\\n)*.*$", text, re.MULTILINE)
    packages: dict[str, tuple[str, int]] = {}
    for block in filter(None, blocks):
        requirement = re.match(r"([\w.-]+)==([\w.!+-]+)( ; [^\\]+)? \\\n", block)
        assert requirement, f"neither a package nor its hashes: {block.splitlines()[0]}"
        packages[canonicalize_name(requirement[1])] = (requirement[2], block.count("--hash=sha256:"))
    return packages


def pinned(requirements: list[str]) -> dict[str, str]:
    pins: dict[str, str] = {}
    for text in requirements:
        requirement = Requirement(text)
        match = re.fullmatch(r"==([\w.]+)", str(requirement.specifier))
        assert match, f"{text} is not pinned to one version"
        pins[canonicalize_name(requirement.name)] = match[1]
    return pins


def lines(path: str) -> list[str]:
    return [
        line for line in (ROOT / path).read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]


@pytest.mark.parametrize("name", ["run", "dev", "lock"])
def test_lock_has_hashes_for_every_package(name: str):
    packages = locked(name)
    assert packages
    assert [package for package, (_, hashes) in packages.items() if hashes < 1] == []


def test_locks_hold_the_files_of_every_platform():
    packages = locked("run")
    for package in ("comrak", "markupsafe", "nh3", "pyyaml", "watchfiles"):
        assert packages[package][1] >= 20, f"{package}: locked on one machine, for that machine?"


def test_locks_agree_with_pyproject_and_each_other():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    build = pinned(lines("requirements/build.in"))
    run = {name: version for name, (version, _) in locked("run").items()}
    dev = {name: version for name, (version, _) in locked("dev").items()}
    lock = {name: version for name, (version, _) in locked("lock").items()}
    assert pinned(project["project"]["dependencies"]).items() <= run.items()
    assert build.items() <= run.items()
    assert pinned(project["build-system"]["requires"]).items() <= build.items()
    assert pinned(project["dependency-groups"]["dev"]).items() <= dev.items()
    assert run.items() <= dev.items()
    assert pinned(lines("requirements/lock.in")).items() <= lock.items()


def test_npm_lock_has_hashes_and_no_addresses():
    text = (ROOT / "tests/tools/package-lock.json").read_text("utf-8")
    packages = {name: entry for name, entry in yaml.safe_load(text)["packages"].items() if name}
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert '"resolved"' not in text


# --- every tracked file

#: Split, so that this file does not find itself.
REGISTRIES = [
    "py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com", "yarn" + "pkg.com",
    "deb.deb" + "ian.org", "archive.ub" + "untu.com", "gh" + "cr.io", "docker" + ".io", "crates" + ".io",
]  # fmt: skip
OF_A_MACHINE = re.compile(
    r"(?<![\w.:/*-])/(?:home|Users|root|work|opt|mnt|srv)/[\w.]|[A-Z]:\\\\?Users\\|file:///[\w]"
    "|" + "|".join(map(re.escape, REGISTRIES))
)


def test_no_file_names_a_machine_or_a_package_registry():
    found = []
    for path in paths():
        file = ROOT / path
        if not file.is_file() or file.is_symlink() or file == Path(__file__):
            continue
        content = file.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8").splitlines(), 1):
            if match := OF_A_MACHINE.search(line):
                found.append(f"{path}:{number}: {match[0]}")
    assert found == []


# --- what the README promises


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_commands_of_the_readme_exist_in_the_makefile():
    text = (ROOT / "README.md").read_text("utf-8")
    code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))
    commands = set(re.findall(r"\bmake ([a-z][a-z-]*)", code))
    assert {"serve", "test"} <= commands
    assert commands <= targets()


def test_every_target_is_phony_and_explained():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    explained = set(re.findall(r"^([a-z]+):.*## \S", makefile, re.MULTILINE))
    assert phony
    assert explained == targets() == set(phony[1].split())

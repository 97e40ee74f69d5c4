"""A small archive as data, and what the engine's tests ask of a build of it.

An `Archive` is plain dictionaries: tests copy one, change it, write it to a folder and build that.
"""

from __future__ import annotations

import contextlib
import copy
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from achyq import build, cli
from achyq.build import Options, Summary
from achyq.chrome import Chrome
from achyq.locale import LOCALES
from achyq.plan import Output
from achyq.render import Renderer

PROJECT = Path(__file__).parents[2]
CODES = tuple(locale.code for locale in LOCALES)
#: What an archive has besides its articles and registries.
FRAME = ("docs", "overrides", "mkdocs.yml")

Key = tuple[str, str]


class Archive:
    """The articles ((story, language): front matter and body), registries and attachments."""

    def __init__(self) -> None:
        self.articles: dict[Key, dict[str, Any]] = {}
        self.registry: dict[str, dict[str, dict[str, Any]]] = {}
        self.attachments: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"Archive({sorted(self.articles)})"

    def copy(self) -> Archive:
        return copy.deepcopy(self)

    def put(self, story: str, language: str, title: str, body: str = "Text.", **front: Any) -> None:
        self.articles[story, language] = {"title": title, "language": language, **front, "body": body}

    def files(self) -> dict[str, bytes]:
        files = {f"articles/{path}": data for path, data in self.attachments.items()}
        for (story, language), values in self.articles.items():
            front = "".join(
                f"{key}: {json.dumps(value, ensure_ascii=False)}\n"
                for key, value in values.items()
                if key != "body"
            )
            files[f"articles/{story}.{language}.md"] = f"---\n{front}---\n\n{values['body']}\n".encode()
        for kind, terms in self.registry.items():
            text = "".join(
                f"{term}: {json.dumps(facts, ensure_ascii=False)}\n" for term, facts in terms.items()
            )
            files[f"registry/{kind}.yml"] = text.encode()
        return files

    def write(self, root: Path) -> None:
        write(root, self.files())


def write(root: Path, files: dict[str, bytes]) -> None:
    """Make articles/ and registry/ hold exactly these files; what is the same is left alone."""
    for folder in ("articles", "registry"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for path in sorted((root / folder).rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(root).as_posix() not in files:
                path.unlink()
    if not (root / "mkdocs.yml").exists():
        shutil.copy(PROJECT / "mkdocs.yml", root)
    for name, data in files.items():
        path = root / name
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def names(text: str) -> dict[str, str]:
    """A name in every locale."""
    return {code: f"{text} ({code})" for code in CODES}


def small() -> Archive:
    """Fifteen stories in three years, in all languages, under terms of every kind."""
    archive = Archive()
    archive.registry = {
        "regions": {
            "KG": {"name": names("Kyrgyzstan"), "level": "country"},
            "KG-Y": {
                "name": names("Issyk-Kul"), "level": "region", "parent": "KG", "tile": "B1",
                "abbr": names("IK"),
            },
            "KG-Y-TON": {"name": names("Ton"), "level": "district", "parent": "KG-Y", "aliases": ["Tong"]},
            "KG-Y-AKS": {"name": names("Ak-Suu"), "level": "district", "parent": "KG-Y"},
            "KG-C": {
                "name": names("Chuy"), "level": "region", "parent": "KG", "valid_from": "1939",
                "tile": "A1",
            },
            "KG-B": {
                "name": names("Batken"), "level": "region", "parent": "KG", "replaces": ["KG-C"],
                "tile": "A2", "abbr": names("Ba"),
            },
            "UZ": {"name": names("Uzbekistan"), "level": "country"},
        },
        "organisers": {
            "ministry": {"name": names("Ministry"), "kind": "state", "country": "KG"},
            "office": {"name": names("Office"), "kind": "local", "region": "KG-Y", "parent": "ministry"},
            "club": {"name": names("Club"), "kind": "ngo", "url": "https://club.example/"},
        },
        "strategies": {
            "plan-1": {
                "name": names("The first plan"), "short": names("Plan 1"), "country": "KG",
                "period": "2015/2024", "source": {"name": "Gazette", "url": "https://law.example/1"},
            },
            "plan-2": {
                "name": names("The second plan"), "short": names("Plan 2"), "country": "KG",
                "period": "2021/2026", "replaces": ["plan-1"], "source": "Gazette",
                "decree": {"type": "law", "number": "7", "date": "2021-01-02"},
            },
        },
        "tags": {
            "meeting": {"name": names("Meeting"), "description": names("People met.")},
            "school": {"name": names("School")},
        },
        "glossary": {
            "gathering": {
                "ky": ["жыйын", "чогулуш"], "kk": "жиын", "uz": "yigʻin", "ru": "собрание", "en": "gathering",
                "definition": names("People come together."), "tags": ["meeting"], "source": "Gazette",
            },
            "law": {
                "ky": "мыйзам", "kk": "заң", "uz": "qonun", "ru": "закон", "en": "law",
                "definition": names("What must be done."), "see": ["gathering"],
            },
            "court": {"ky": "сот", "ru": "суд"},
        },
    }  # fmt: skip
    for number in range(12):
        year = 2023 + number // 6
        archive.put(
            f"{year}/story-{number:02}", ("ky", "ru", "kk")[number % 3], f"Story {number}",
            f"Text **{number}**.", date=f"{year}-{number % 6 + 1:02}-11",
            region=[("KG-Y-TON", "KG-Y-AKS", "KG-C", "UZ")[number % 4]],
            organiser=[("ministry", "office")[number % 2]],
            strategy=[("plan-1", "plan-2")[number // 6]], tags=[("meeting", "school")[number // 3 % 2]],
        )  # fmt: skip
    archive.put("2025/pair", "ky", "Эки тилдеги окуя", "# Баш сөз\n\nМекен[^1].\n\n[^1]: Эскертүү.",
        date="2025-03-04", region=["KG-Y-TON"], organiser=["club"], strategy=["plan-2"], tags=["meeting"],
        source={"name": "Сайт", "url": "https://site.example/a?b=1&c=2", "retrieved": "2025-03"})  # fmt: skip
    archive.put("2025/pair", "en", "A story in two languages",
        "# Preface\n\nSee [it](pair.ky.md#баш-сөз).", translated_from="ky")  # fmt: skip
    archive.put("2025/pair", "ru", "История на двух языках", translated_from="ky")
    archive.put("2025/script", "uz", "Oʻzbekiston haqida",
        "Soʻz va *yana* soʻz.\n\n## Boʻlim\n\n[Bu](#boʻlim).", date="2025-02",
        region=["UZ"], tags=["school"])  # fmt: skip
    archive.put(
        "undated/old", "ru", "Когда-то & <где-то>", "Было. [Далее](../2025/pair.ru.md)", region=["KG"]
    )
    return archive


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    found = {}
    for place, _, files in os.walk(folder):
        for name in files:
            path = os.path.join(place, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def empty_folders(folder: Path) -> list[str]:
    return [place for place, folders, files in os.walk(folder) if not folders and not files]


class Built(NamedTuple):
    """A build: its summary and the paths that were rendered, in order (in this process only)."""

    summary: Summary
    rendered: list[str]


@contextlib.contextmanager
def recording() -> Iterator[list[str]]:
    """Note the path of every output that is rendered in this process."""
    rendered: list[str] = []
    original = Renderer.__call__

    def call(self: Renderer, output: Output) -> bytes:
        rendered.append(output.path)
        return original(self, output)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "__call__", call)
        yield rendered


def run(
    root: Path,
    site: Path,
    chrome: Chrome | None,
    jobs: int = 1,
    cache: bool = True,
    drafts: bool = False,
    database: bool = False,
) -> Built:
    with recording() as rendered:
        summary = build.run(Options(root, site, jobs, cache, drafts, database=database), chrome=chrome)
    return Built(summary, rendered)


def full(archive: Archive, chrome: Chrome) -> dict[str, bytes]:
    """The tree of a build from nothing in a new folder (in memory, where the system has such one)."""
    with scratch() as folder:
        archive.write(folder / "archive")
        run(folder / "archive", folder / "site", chrome)
        return tree(folder / "site")


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as name:
        yield Path(name)


def difference(tree: dict[str, bytes], other: dict[str, bytes]) -> dict[str, tuple[bytes, bytes]]:
    """The files that differ between two trees, cut to where they begin to differ."""
    found = {}
    for path in sorted(tree.keys() | other.keys()):
        one, two = tree.get(path, b"<none>"), other.get(path, b"<none>")
        if one != two:
            same = next((n for n, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), 0)
            start = max(same - 60, 0)
            found[path] = one[start : start + 300], two[start : start + 300]
    return found


def assert_same(tree: dict[str, bytes], other: dict[str, bytes]) -> None:
    different = difference(tree, other)
    assert not different, different


def frame(root: Path) -> None:
    """Give an archive the project's theme and pages."""
    root.mkdir(exist_ok=True)
    for name in FRAME:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        else:
            shutil.copy(source, root / name)


def slim(chrome: Chrome) -> Chrome:
    """The same shells with a few of the theme's files, for builds that are made in great number."""
    files = dict(list(chrome.files.items())[:3])
    return chrome._replace(files=files)


class Ran(NamedTuple):
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str


def achyq(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> Ran:
    """Run the command line in a process of its own."""
    result = subprocess.run(
        [sys.executable, "-m", "achyq", *map(str, arguments)],
        cwd=cwd, env=environ(**environment), stdin=subprocess.DEVNULL, capture_output=True, check=False,
    )  # fmt: skip
    return Ran(result.returncode, result.stdout.decode(), result.stderr.decode())


def environ(**more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "ACHYQ_SITE_URL"}
    return inherited | {"PYTHONPATH": str(PROJECT / "scripts"), "NO_MKDOCS_2_WARNING": "1"} | more


def main(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run the command line in this process."""
    capsys.readouterr()
    try:
        code = cli.main([str(argument) for argument in arguments])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    said = capsys.readouterr()
    return Ran(code, said.out, said.err)

"""Little archives for tests: made from a mapping of paths to texts, or from one readable file.

A site file (tests/sites/<name>.txt) begins with a line or more that say what it shows; then come
sections, each introduced by a line that begins with '== ':

    == articles/2025/a.ky.md            a file of the archive, up to the next such line
    == articles/2025/a.ky.md (crlf)     … with options, see `_encode`
    == expect problems                  exactly these problems, in this order, one a line:
    articles/2025/a.ky.md:3:1 unknown-key a piece of its message or hint
    == expect warnings                  what `achyq check` warns of besides, in this order:
    articles/2025/a.ky.md:3:1 mixed-script a piece of its message or hint
    == expect outputs                   files that the site has, or has not
    ky/2025/a/index.html
    ! en/2025/a/index.html
    == expect text ky/2025/a/index.html
    pieces of its HTML, one a line, white space being all the same
    ! a piece that is not there

Every archive has the registries of tests/sites/registry/ unless it brings its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from achyq import build
from achyq.check.archive import check
from achyq.chrome import Chrome
from achyq.errors import InputError, Problem

SITES = Path(__file__).parent / "sites"
REGISTRIES = {
    f"registry/{path.name}": path.read_bytes() for path in sorted((SITES / "registry").glob("*.yml"))
}


class LittleSite(NamedTuple):
    """A site file: its archive's files, and what is expected of the build."""

    name: str
    about: str
    files: dict[str, bytes]
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    outputs: tuple[str, ...]
    texts: dict[str, tuple[str, ...]]

    @property
    def codes(self) -> set[str]:
        """The codes of the problems and warnings that are expected."""
        return {line.split()[1] for line in self.problems + self.warnings}


def make(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Make an archive of these files and the default registries in the folder `root`."""
    (root / "articles").mkdir(parents=True, exist_ok=True)
    for path, content in {**REGISTRIES, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def article(
    title: str = "Title", body: str = "Text.", language: str = "ky", date: str = "2025-03-04", **fields: str
) -> str:
    """The text of an article; `fields` are further lines of its front matter."""
    given = {"title": title, "date": date, "language": language, **fields}
    lines = [f"{key}: {value}" for key, value in given.items() if value]
    return "\n".join(["---", *lines, "---", "", body, ""])


def publish(root: Path, chrome: Chrome, *, jobs: int = 1, drafts: bool = False) -> build.Summary:
    """Build the archive at `root` into `root/site` with a chrome that is there already."""
    return build.run(build.Options(root, root / "site", jobs, drafts=drafts), chrome=chrome)


def problems(root: Path, chrome: Chrome) -> tuple[Problem, ...]:
    """The problems that keep the archive at `root` from being published; none if it is."""
    try:
        publish(root, chrome)
    except InputError as error:
        return error.problems
    return ()


def warnings(root: Path) -> list[Problem]:
    """What `achyq check` warns of in the archive at `root`."""
    found = check(root, build.Silent(), jobs=1).problems
    return [problem for problem in found if problem.severity == "warning"]


def where(problem: Problem) -> str:
    """A problem's place and code, as site files write them."""
    place = f"{problem.path}:{problem.line}:{problem.column}" if problem.line else problem.path
    return f"{place} {problem.code}"


def names() -> list[str]:
    """The names of the site files."""
    return sorted(path.stem for path in SITES.glob("*.txt"))


def load(name: str) -> LittleSite:
    """Read a site file. Raises ValueError when it is not one."""
    return parse(name, (SITES / f"{name}.txt").read_text("utf-8"))


_SECTION = re.compile(r"^== (.+)\n", re.MULTILINE)
_FILE = re.compile(r"((?:articles|registry)/.+?)(?: \(([a-z, ]+)\))?")


def parse(name: str, text: str) -> LittleSite:
    """Read the text of a site file. Raises ValueError when it is not one."""
    about, *sections = _SECTION.split(text)
    site = LittleSite(name, about.strip(), {}, (), (), (), {})
    if not site.about:
        raise ValueError(f"{name}: it does not say what it shows")
    for head, content in zip(sections[::2], sections[1::2], strict=True):
        lines = tuple(line.strip() for line in content.splitlines() if line.strip())
        if head == "expect problems":
            site = site._replace(problems=site.problems + lines)
        elif head == "expect warnings":
            site = site._replace(warnings=site.warnings + lines)
        elif head == "expect outputs":
            site = site._replace(outputs=site.outputs + lines)
        elif head.startswith("expect text "):
            path = head.removeprefix("expect text ")
            site.texts[path] = site.texts.get(path, ()) + lines
        elif match := _FILE.fullmatch(head):
            site.files[match[1]] = _encode(content, match[2] or "")
        else:
            raise ValueError(f"{name}: what is '== {head}'?")
    if not site.files or not (site.problems or site.warnings or site.outputs or site.texts):
        raise ValueError(f"{name}: it has no files, or expects nothing")
    if site.problems and (site.outputs or site.texts):
        raise ValueError(f"{name}: nothing is published when there are problems")
    return site


def _encode(content: str, options: str) -> bytes:
    r"""The bytes of a file. Options: `crlf` line ends, a byte order mark (`bom`), and `escapes`:
    \x80 is that byte and \u202e that character."""
    wanted = {option for option in re.split(r"[ ,]+", options) if option}
    if unknown := wanted - {"crlf", "bom", "escapes"}:
        raise ValueError(f"unknown option: {', '.join(sorted(unknown))}")
    if "crlf" in wanted:
        content = content.replace("\n", "\r\n")
    data = content.encode("utf-8-sig" if "bom" in wanted else "utf-8")
    if "escapes" in wanted:
        data = re.sub(rb"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)).encode(), data)
        data = re.sub(rb"\\x([0-9a-f]{2})", lambda m: bytes([int(m[1], 16)]), data)
    return data

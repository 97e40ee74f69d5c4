"""Scripts as readers get them: an ES module with all that it imports as one file, without comments.

The modules as written stay the source, and run as they are in Node. What is understood here is the part
of the language that they use: imports and exports by name, each at the start of a line. All else is
refused. Each imported module becomes a function that is called once and gives what it exports, so that
names never clash.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from achyq.jstext import ScriptError, minified, pieces

#: Where a site's scripts lie, and which modules pages ask for by name: what these import is published in
#: them, but an entry that imports another leaves it apart.
FOLDER = "assets/javascripts"
ENTRIES = ("search.mjs", "search-page.mjs", "offline.mjs")
#: Scripts that are no modules, by their place in the site.
PLAIN = (f"{FOLDER}/achyq.js", f"{FOLDER}/search-worker.js", "sw.js")

_FROM = re.compile(r'^(import|export)\s*\{([^{}]*)\}\s*from\s*"(\.\.?/[^"]+)"[ \t]*;?[ \t]*$', re.MULTILINE)
_LIST = re.compile(r"^export\s*\{([^{}]*)\}[ \t]*;?[ \t]*$", re.MULTILINE)
_DECLARED = re.compile(
    r"^export\s+(?=(?:const|class|(?:async\s+)?function(?:\s*\*)?)\s+([A-Za-z_]\w*))", re.MULTILINE
)
_NAME = re.compile(r"([A-Za-z_]\w*)(?:\s+as\s+([A-Za-z_]\w*))?")
_OTHER = re.compile(r"(?<![\w$.#])(?:export|import(?!\.meta\.url\b))(?![\w$]).{0,40}")
_HERE = re.compile(r"(?<![\w$.#])import\.meta\b")
# What imported modules are called in a bundle: `$m0`, `$m1` and so on.
_TAKEN = re.compile(r"(?<![\w.#])\$m\d+")
_ALLOWED = (
    'a module may say import { a, b as c } from "./…", export { … }, export { … } from "./…", '
    "and export before const, class or function"
)


class Taken(NamedTuple):
    """What a module takes from another: the other's path, and pairs of its name there and here."""

    path: str
    names: tuple[tuple[str, str], ...]


class Module(NamedTuple):
    """A module: its imports, what it hands on from others, its exports by name, its text without them."""

    path: str
    imports: tuple[Taken, ...]
    passed: tuple[Taken, ...]
    exports: tuple[tuple[str, str], ...]
    body: str

    def needs(self) -> tuple[Taken, ...]:
        """All that it takes from others."""
        return self.imports + self.passed

    def names(self) -> set[str]:
        """All that others can import from it."""
        passed = {name for taken in self.passed for _, name in taken.names}
        return passed | {name for _, name in self.exports}


def publish(site: Path) -> None:
    """Put bundles in the place of the scripts of a site, and remove what they hold.

    A site without one of the scripts does without it. Raises ScriptError.
    """
    folder = site / FOLDER
    made, held = {}, set()
    for name in ENTRIES:
        if (folder / name).is_file():
            made[folder / name] = bundled(folder, name)
            held |= {path for path in _ordered(folder, name, ENTRIES) if path not in ENTRIES}
    for name in PLAIN:
        if (site / name).is_file():
            made[site / name] = minified(name, (site / name).read_text("utf-8")) + "\n"
    for path, text in made.items():
        path.write_text(text, "utf-8")
    for name in held:
        (folder / name).unlink()
    for parent in {(folder / name).parent for name in held}:
        if not any(parent.iterdir()):
            parent.rmdir()


def bundled(folder: Path, entry: str, apart: Collection[str] = ENTRIES) -> str:
    """The module `entry` of a folder with all that it imports, but for modules named in `apart`.

    Raises ScriptError.
    """
    modules = _ordered(folder, entry, apart)
    called = {path: f"$m{number}" for number, path in enumerate(modules)}
    lines = []
    for path, module in modules.items():
        if path in apart and path != entry:
            lines.append(f'import * as {called[path]} from "{_relative(path, entry)}"')
            continue
        _check_names(module, modules)
        if path == entry:
            lines += [*_local(module, called), module.body, *_handed_on(module, called)]
            continue
        if _HERE.search(module.body) and posixpath.dirname(path) != posixpath.dirname(entry):
            raise ScriptError(f"{path}: in a bundle, import.meta.url is another folder's; hand it over")
        lines.append(f"const {called[path]} = (() => {{\n{_wrapped(module, called)}\n}})();")
    return "\n".join(lines) + "\n"


def _ordered(folder: Path, entry: str, apart: Collection[str]) -> dict[str, Module]:
    """An entry and all that it imports, each behind what it needs itself."""
    done: dict[str, Module] = {}
    under: list[str] = []

    def visit(path: str) -> None:
        if path in under:
            raise ScriptError(f"{path}: modules that import each other: {' → '.join([*under, path])}")
        if path in done:
            return
        under.append(path)
        module = _read(folder, path)
        if path == entry or path not in apart:
            for taken in module.needs():
                visit(taken.path)
        under.pop()
        done[path] = module

    visit(entry)
    return done


def _read(folder: Path, path: str) -> Module:
    try:
        text = (folder / path).read_text("utf-8")
    except OSError:
        raise ScriptError(f"{path}: a script imports it, and it is not there") from None
    imports: list[Taken] = []
    passed: list[Taken] = []
    for found in _FROM.finditer(text):
        other = posixpath.normpath(posixpath.join(posixpath.dirname(path), found[3]))
        (imports if found[1] == "import" else passed).append(Taken(other, tuple(_names(path, found[2]))))
    text = _FROM.sub("", text)
    exports = [pair for found in _LIST.finditer(text) for pair in _names(path, found[1])]
    text = _LIST.sub("", text)
    exports += [(found[1], found[1]) for found in _DECLARED.finditer(text)]
    body = minified(path, _DECLARED.sub("", text))
    code = "".join(piece if kind in {"code", "blank"} else '""' for kind, piece in pieces(path, body))
    if other_form := _OTHER.search(code):
        raise ScriptError(f"{path}: {other_form[0]}: {_ALLOWED}")
    if own := _TAKEN.search(code):
        raise ScriptError(f"{path}: {own[0]} is a name for bundles only")
    return Module(path, tuple(imports), tuple(passed), tuple(exports), body)


def _names(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The names of a list between braces: as the module that has it says, and as the one that gets it."""
    for part in filter(None, map(str.strip, text.split(","))):
        found = _NAME.fullmatch(part)
        if not found or "default" in found.groups():
            raise ScriptError(f"{path}: {part}: {_ALLOWED}")
        yield found[1], found[2] or found[1]


def _check_names(module: Module, modules: dict[str, Module]) -> None:
    for taken in module.needs():
        missing = [name for name, _ in taken.names if name not in modules[taken.path].names()]
        if missing:
            raise ScriptError(f"{module.path}: {taken.path} does not export {', '.join(missing)}")


def _local(module: Module, called: dict[str, str]) -> Iterator[str]:
    """What a module imports, under its own names for it."""
    for taken in module.imports:
        yield f"const {{ {_pairs(taken.names)} }} = {called[taken.path]};"


def _wrapped(module: Module, called: dict[str, str]) -> str:
    """A module as the body of a function that gives its exports."""
    given = [_pairs((name, local) for local, name in module.exports)] if module.exports else []
    for taken in module.passed:
        given += [f"{name}: {called[taken.path]}.{theirs}" for theirs, name in taken.names]
    return "\n".join([*_local(module, called), module.body, f"return {{ {', '.join(given)} }}"])


def _handed_on(module: Module, called: dict[str, str]) -> Iterator[str]:
    """The exports of an entry."""
    if module.exports:
        names = ", ".join(a if a == b else f"{a} as {b}" for a, b in module.exports)
        yield f"export {{ {names} }}"
    for taken in module.passed:
        other = called[taken.path]
        for theirs, name in taken.names:
            yield f"const {other}_{name} = {other}.{theirs}; export {{ {other}_{name} as {name} }}"


def _pairs(names: Iterable[tuple[str, str]]) -> str:
    return ", ".join(a if a == b else f"{a}: {b}" for a, b in names)


def _relative(path: str, entry: str) -> str:
    found = posixpath.relpath(path, posixpath.dirname(entry) or ".")
    return found if found.startswith(".") else f"./{found}"

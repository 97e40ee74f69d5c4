"""Bundles of scripts: they do what the modules do, and refuse what they don't understand."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq import bundle
from achyq.jstext import ScriptError, minified, pieces

SCRIPTS = Path(__file__).parents[2] / "overrides/assets/javascripts"
needs_node = pytest.mark.skipif(
    os.environ.get("CI") != "true" and not shutil.which("node"),
    reason="needs Node.js: see scripts/test-tools.sh",
)

#: Modules whose names clash, that hand things on, rename them, and begin and end with what a missing
#: semicolon would join; `entry.mjs` says what came of it.
MODULES = {
    "entry.mjs": """
        // What it says.
        import { name as one, twice } from "./one.mjs"
        import { Two, name } from "./deep/two.mjs"
        import {
          count,
        } from "./count.mjs"
        [one, name].forEach(text => (globalThis.said ??= []).push(text))   // no index of what stands before
        /** Exported below, too. */
        export const here = new URL("x", import.meta.url).pathname.split("/").at(-1)
        export async function* later() { yield* [twice(count()), new Two().value] }
        const own = `import { a } from "b" // ${one} /* ${name} */`
        export { own, own as other }
        export { name as handed, name } from "./one.mjs"
    """,
    "one.mjs": """
        import { count } from "./count.mjs"
        const local = "one", pattern = /["'`/]\\/\\/[/"]/g      /* a comment " */
        export { local as name }
        export const twice = n => 2 * n + count() / 2 / 1 + ("a//b".match(pattern) ?? []).length
    """,
    "count.mjs": """
        let local = 0
        export function count() { return local++ }
    """,
    "deep/two.mjs": """
        import { count } from "../count.mjs"
        export { name } from "../one.mjs"
        const local = "two"
        export class Two {
          #hidden = local
          #other = "'"
          get value() { return `${this.#hidden}${this.#other}${count()}
            // kept` }
        }
    """,
}
SAY = """
const { here, later, own, other, handed, name } = await import(process.argv[1])
const said = []
for await (const value of later()) said.push(value)
console.log(JSON.stringify([here, said, own, other, handed, name, globalThis.said]))
"""


def written(folder: Path, modules: dict[str, str]) -> Path:
    """The modules as files, without the indentation of this one."""
    for path, text in modules.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        lines = [line.removeprefix("        ") for line in text.strip("\n").splitlines()]
        (folder / path).write_text("\n".join(lines), "utf-8")
    return folder


def said_by(script: Path) -> str:
    node = ["node", "--input-type=module", "-e", SAY, "--", script.as_uri()]
    return subprocess.run(node, capture_output=True, text=True, check=True).stdout


@needs_node
def test_a_bundle_does_what_its_modules_do(tmp_path: Path) -> None:
    modules = written(tmp_path / "written", MODULES)
    made = tmp_path / "entry.mjs"
    made.write_text(bundle.bundled(modules, "entry.mjs"), "utf-8")
    expected = said_by(modules / "entry.mjs")
    assert "kept" in expected
    assert said_by(made) == expected


@needs_node
def test_entries_share_what_they_both_import(tmp_path: Path) -> None:
    modules = written(
        tmp_path / "written", MODULES | {"one.mjs": MODULES["one.mjs"].replace("./count.mjs", "./shared.mjs")}
    )
    for path in ("entry.mjs", "deep/two.mjs"):
        text = (modules / path).read_text("utf-8").replace("count.mjs", "shared.mjs")
        (modules / path).write_text(text, "utf-8")
    (modules / "shared.mjs").write_text('export { count } from "./count.mjs"\n', "utf-8")
    made = tmp_path / "made"
    made.mkdir()
    for entry in ("entry.mjs", "shared.mjs"):
        text = bundle.bundled(modules, entry, ["entry.mjs", "shared.mjs"])
        assert ("let local = 0" in text) == (entry == "shared.mjs")
        (made / entry).write_text(text, "utf-8")
    assert said_by(made / "entry.mjs") == said_by(modules / "entry.mjs")


def test_our_own_bundles_hold_all_and_are_always_the_same(tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(SCRIPTS, site / bundle.FOLDER)
    (site / bundle.FOLDER / "bundle.min.js").write_text("/* the theme's */", "utf-8")
    bundle.publish(site)
    made = {path.name: path.read_text("utf-8") for path in (site / bundle.FOLDER).iterdir()}
    assert made.pop("bundle.min.js") == "/* the theme's */"
    plain = {name.rpartition("/")[2] for name in bundle.PLAIN if name.startswith(bundle.FOLDER)}
    assert set(made) == {*bundle.ENTRIES, *plain}
    for name in bundle.ENTRIES:
        assert made[name] == bundle.bundled(SCRIPTS, name)
        assert "/**" not in made[name]
    assert 'import * as $m0 from "./search.mjs"' in made["search-page.mjs"]
    assert sum("class Shard" in text for text in made.values()) == 1


REFUSED = [
    ('import a from "./b.mjs"', "entry.mjs: import a from"),
    ('import * as a from "./b.mjs"', "import * as a"),
    ('import "./b.mjs"', "entry.mjs: import"),
    ('import { a } from "b"', "import { a } from"),
    ("import { a } from './b.mjs'", "import { a } from"),
    ('import { default as a } from "./b.mjs"', "default as a"),
    ('  import { a } from "./b.mjs"', "import { a } from"),
    ('const b = await import("./b.mjs")', 'import(""'),
    ('export * from "./b.mjs"', "export * from"),
    ("export default 1", "export default 1"),
    ("export let a = 1", "export let a"),
    ("export const { a } = {}", "export const { a }"),
    ("export var a = 1", "export var a"),
    ('import { c } from "./b.mjs"', "entry.mjs: ./b.mjs does not export c".replace("./", "")),
    ('export { c } from "./b.mjs"', "b.mjs does not export c"),
    ('import { a } from "./c.mjs"', "c.mjs: a script imports it, and it is not there"),
    ('import { a } from "./round.mjs"', "import each other: entry.mjs → round.mjs → entry.mjs"),
    ('import { here } from "./deep/here.mjs"', "deep/here.mjs: in a bundle, import.meta.url"),
    ("const $m0 = 1", "$m0 is a name for bundles only"),
    ("console.log(import.meta.resolve)", "import.meta.resolve"),
    ("\nconst a = `${`b`}`", "entry.mjs:2: a template within another"),
    ("const a = `${[{}, `}`]}`", "a template within another"),
    ("if (a) {} /b/.test(c)", "entry.mjs:1: a slash behind }"),
    ("const a = 'b\n'", "entry.mjs:1: a string without end"),
]


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_not_understood_is_refused(text: str, why: str, tmp_path: Path) -> None:
    others = {
        "entry.mjs": text,
        "b.mjs": "export const a = 1\n",
        "round.mjs": 'import { b } from "./entry.mjs"\nexport const a = b',
        "deep/here.mjs": "export const here = import.meta.url",
    }
    for path, content in others.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
    with pytest.raises(ScriptError) as caught:
        bundle.bundled(tmp_path, "entry.mjs")
    assert why in str(caught.value)


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("a /* b */ = 1 // c\n\n\n  b()\n", "a = 1\nb()"),
        ("a = b /* c\n d */ ++\ne", "a = b\n++\ne"),
        ('a = "// b"  + `\n  // c\n`', 'a = "// b" + `\n  // c\n`'),
        ("a = b / c // d / e", "a = b / c"),
        ("a = /[/]\\/'/g // '", "a = /[/]\\/'/g"),
        ("return /'/ // '", "return /'/"),
        ("a => /'/ // '", "a => /'/"),
        ("(a) / b / '//'", "(a) / b / '//'"),
        ("a[1] / 2 // /", "a[1] / 2"),
        ("class A {\n  #a = 1\n  #b // c\n}", "class A {\n#a = 1\n#b\n}"),
        ("x = `${a} // ${{ b: 1 }.b}` // c", "x = `${a} // ${{ b: 1 }.b}`"),
    ],
)
def test_comments_and_blanks_go(text: str, shorter: str) -> None:
    assert minified("a.js", text) == shorter


@given(st.text("ab/*'\"`${}\n\\ ;=([])", max_size=40))
def test_pieces_are_the_whole_text(text: str) -> None:
    try:
        found = list(pieces("a.js", text))
    except ScriptError:
        return
    assert "".join(piece for _, piece in found) == text

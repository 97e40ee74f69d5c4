"""`achyq registry`: terms added, renamed and merged; comments, order and all else stay."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.editing_archive import archive, problems, run, tree

from achyq import front_matter, yamlspans
from achyq.editing import desk as desks
from achyq.editing import new_term, term_edits
from achyq.editing.dialogue import Dialogue
from achyq.editing.speech import Speech
from achyq.registry import fold

PROJECT = Path(__file__).parents[2]
Capture = pytest.CaptureFixture[str]
NAMES = "{ky: %s, kk: %s, uz: %s, uz-Cyrl: %s, ru: %s, en: %s}"


def named(text: str) -> str:
    return NAMES % ((text,) * 6)


ORGANISERS = f"""# Who held it.

# ---- Offices
office: # the oldest
  name: {named("Office")}   # a name
  kind: state
  aliases:
    # as the press says
    - The Office  # often
    - 'O: ffice'

# ---- Branches
branch:
  name: {named("Branch")}
  kind: state
  parent: office # since 2001
  aliases: [Br, "The Branch"]

lone: {{name: {named("Lone")}, kind: ngo, parent: office}}
bare:
  name: {named("Bare")}
  kind: ngo
# the end
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive().write(tmp_path)
    return tmp_path


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project's own archive."""
    for name in ("articles", "registry"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    (tmp_path / "mkdocs.yml").touch()
    return tmp_path


def comments(text: str) -> list[str]:
    spans = list(yamlspans.scalars(yamlspans.read(text)))
    return sorted(comment for _, comment in yamlspans.comments(text, 0, len(text), spans))


def changes(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_renaming_touches_its_own_lines() -> None:
    texts = {"registry/organisers.yml": ORGANISERS}
    changed = term_edits.renamed(texts, "organisers", "office", "main-office")["registry/organisers.yml"]
    assert changes(ORGANISERS, changed) == [
        "-office: # the oldest",
        "+main-office: # the oldest",
        "+  formerly:",
        "+    - office",
        "-  parent: office # since 2001",
        "+  parent: main-office # since 2001",
        f"-lone: {{name: {named('Lone')}, kind: ngo, parent: office}}",
        f"+lone: {{name: {named('Lone')}, kind: ngo, parent: main-office}}",
    ]
    _, found = desks.link_terms({"registry/organisers.yml": changed})
    assert found == []


@pytest.mark.parametrize(
    ("old", "lines"),
    [
        ("branch", ["-branch:", "+new:", "+  formerly:", "+    - branch"]),
        ("bare", ["-bare:", "+new:", "+  formerly:", "+    - bare"]),
    ],
)  # fmt: skip
def test_where_the_old_id_is_kept(old: str, lines: list[str]) -> None:
    texts = {"registry/organisers.yml": ORGANISERS}
    changed = term_edits.renamed(texts, "organisers", old, "new")["registry/organisers.yml"]
    assert changes(ORGANISERS, changed) == lines


def test_in_braces() -> None:
    texts = {"registry/organisers.yml": ORGANISERS}
    changed = term_edits.renamed(texts, "organisers", "lone", "new")["registry/organisers.yml"]
    assert "parent: office, formerly: [lone]}" in changed
    terms_of, found = desks.link_terms({"registry/organisers.yml": changed})
    assert found == []
    assert terms_of["organisers"].find("lone") == ["new"]


def test_renaming_there_and_back() -> None:
    path = "registry/organisers.yml"
    there = term_edits.renamed({path: ORGANISERS}, "organisers", "office", "x")[path]
    back = term_edits.renamed({path: there}, "organisers", "x", "office")[path]
    assert comments(back) == comments(ORGANISERS)
    terms_of, found = desks.link_terms({path: back})
    assert found == []
    assert terms_of["organisers"].find("x") == ["office"]


def test_merging_loses_no_comment() -> None:
    path = "registry/organisers.yml"
    known, _ = desks.link_terms({path: ORGANISERS})
    changed = term_edits.merged({path: ORGANISERS}, known["organisers"], "office", "branch")[path]
    assert comments(changed) == comments(ORGANISERS)
    after, found = desks.link_terms({path: changed})
    assert found == []
    organisers = after["organisers"]
    assert list(organisers.terms) == ["branch", "lone", "bare"]
    for name in ("office", "Office", "The Office", "o: ffice", "Br"):
        assert organisers.find(name) == ["branch"]
    assert organisers["branch"].parent == ""
    assert organisers["lone"].parent == "branch"
    assert "- The Branch" not in changed  # its own style stays


def test_merging_what_replaces_and_belongs() -> None:
    path = "registry/strategies.yml"
    more = f"short: {named('s')}\n  country: KG\n  source: G\n"
    text = "".join(
        f"{i}:\n  name: {named(i)}\n  {more}{replaces}"
        for i, replaces in (("a", ""), ("b", "  replaces: [a]\n"), ("c", "  replaces: [a, b]\n"))
    )
    texts = {path: text, "registry/regions.yml": f"KG: {{name: {named('KG')}, level: country}}\n"}
    known, found = desks.link_terms(texts)
    assert found == []
    changed = texts | term_edits.merged(texts, known["strategies"], "a", "b")
    after, found = desks.link_terms(changed)
    assert found == []
    assert after["strategies"]["b"].replaces == ()
    assert after["strategies"]["c"].replaces == ("b",)


def test_line_ends_stay() -> None:
    path = "registry/organisers.yml"
    text = ORGANISERS.replace("\n", "\r\n")
    for changed in (
        term_edits.renamed({path: text}, "organisers", "bare", "new")[path],
        term_edits.added(text, "organisers", "z", {"name": {"ky": "Z"}, "kind": "ngo"}),
    ):
        assert "\n" not in changed.replace("\r\n", "")


@pytest.mark.parametrize(
    "text", ["a: {x: [\n", "{office: {kind: ngo}}\n", "office: text\n", "a: &x {kind: ngo}\n"]
)
def test_what_cannot_be_edited(text: str) -> None:
    with pytest.raises(ValueError, match=r"^registry/organisers\.yml:\d+: "):
        term_edits.renamed({"registry/organisers.yml": text}, "organisers", "office", "x")


# --- the commands


def test_rename_in_a_copy_of_this_archive(copy: Path, capsys: Capture) -> None:
    before = tree(copy)
    ran = run(capsys, copy, "registry", "rename", "regions", "KG-Y-TON", "KG-Y-TNG")
    after = tree(copy)
    assert ran.code == 0
    assert ran.out.endswith("3 files changed\n")
    assert {path for path in before if before[path] != after[path]} == set(ran.out.splitlines()[:3])
    assert problems(copy) == []
    known = desks.open_desk(copy).terms["regions"]
    assert known.find("KG-Y-TON") == known.find("Тонский район") == ["KG-Y-TNG"]
    for path, data in before.items():
        if path.startswith("registry/"):
            assert comments(after[path].decode()) == comments(data.decode())
            assert after[path].count(b"\n") - data.count(b"\n") in (0, 2)


def test_merge_in_a_copy_of_this_archive(copy: Path, capsys: Capture) -> None:
    old, into = "ton-district-administration", "ton-district-prosecutor"
    before = desks.open_desk(copy).terms["organisers"]
    dry = run(capsys, copy, "registry", "merge", "organisers", old, into, "--dry-run")
    assert "Nothing was changed" in dry.out
    assert desks.open_desk(copy).terms["organisers"].terms == before.terms
    ran = run(capsys, copy, "-q", "registry", "merge", "organisers", old, into)
    assert ran.out == "registry/organisers/kg.yml\narticles/2025/ton-anticorruption-week.ky.md\n"
    assert problems(copy) == []
    after = desks.open_desk(copy).terms["organisers"]
    term = before[old]
    for name in (old, *term.name.values(), *term.aliases):
        assert after.find(name) == [into]
    front = front_matter.parse((copy / "articles/2025/ton-anticorruption-week.ky.md").read_text("utf-8"))
    assert front.values["organiser"] == [into]


def test_articles_that_name_it_otherwise_still_do(root: Path, capsys: Capture) -> None:
    path = root / "articles/2023/story-00.ky.md"
    path.write_text(path.read_text("utf-8").replace('["KG-Y-TON"]', '"kg-y-ton" # там'), "utf-8")
    other = root / "articles/2023/story-04.ru.md"
    other.write_text(other.read_text("utf-8").replace('"KG-Y-TON"', '"Тонский район"'), "utf-8")
    kept = other.read_bytes()
    assert run(capsys, root, "registry", "rename", "regions", "KG-Y-TON", "KG-Y-T").code == 0
    assert "region: KG-Y-T  # там\n" in path.read_text("utf-8")
    assert other.read_bytes() == kept
    assert run(capsys, root, "registry", "merge", "regions", "KG-Y-T", "KG-Y").code == 0
    assert "region: KG-Y  # там\n" in path.read_text("utf-8")
    assert other.read_bytes() == kept
    assert problems(root) == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["rename", "regions", "XX", "YY"], 2, "XX"),
        (["rename", "regions", "KG-Y", "KG-C"], 2, "already"),
        (["rename", "regions", "KG-Y", "kg-c"], 2, "already"),
        (["rename", "regions", "KG-Y", "KG-Y"], 2, "one and the same"),
        (["rename", "regions", "KG-Y", "../x"], 2, "ASCII"),
        (["merge", "regions", "KG-Y", "XX"], 2, "XX"),
        (["merge", "regions", "KG", "KG-Y"], 0, ""),
        (["add", "tags"], 2, "ID, name"),
        (["add", "tags", "x", "--name", "xx=A"], 2, "--name xx=A"),
        (["add", "tags", "x", "--name", "ky=A", "--set", "colour=red"], 2, "colour=red"),
        (["add", "tags", "school", "--name", "ky=A"], 2, "already"),
        (["add", "tags", "x", "--name", "ky=A", "--file", "registry/tags/../../x.yml"], 2, "registry/tags"),
        (["add", "tags", "x", "--name", "ky=A", "--file", "articles/x.yml"], 2, "registry/tags"),
        (["add", "organisers", "x", "--name", "ky=A", "--set", "kind=x"], 1, "[unknown-value]"),
        (["add", "organisers", "x", "--name", "ky=A", "--set", "kind=ngo", "--set", "country=X"], 1,
         "[unknown-term]"),
        (["add", "organisers", "x", "--name", "ky=A", "--alias", "Club (en)", "--set", "kind=ngo"], 1,
         "[name-collision]"),
    ],
)  # fmt: skip
def test_what_is_refused(root: Path, capsys: Capture, arguments: list[str], code: int, said: str) -> None:
    before = tree(root)
    ran = run(capsys, root, "registry", *arguments)
    assert ran.code == code
    assert said in ran.err
    assert (tree(root) == before) == (code != 0)
    assert problems(root) == []


def test_an_article_that_cannot_be_edited_stops_a_rename(root: Path, capsys: Capture) -> None:
    (root / "articles/2023/story-00.ky.md").write_text(
        "---\n{title: T, language: ky, region: KG-Y-TON}\n---\n"
    )
    before = tree(root)
    ran = run(capsys, root, "registry", "rename", "regions", "KG-Y-TON", "X")
    assert ran.code == 1
    assert "articles/2023/story-00.ky.md:2" in ran.err
    assert tree(root) == before


def test_adding(root: Path, capsys: Capture) -> None:
    ran = run(
        capsys, root, "registry", "add", "organisers", "new-club", "--name", "ru=Клуб: новый", "--name",
        "uz=Yangi klub", "--set", "kind=ngo", "--set", "country=Kyrgyzstan (en)", "--alias", "НК",
    )  # fmt: skip
    assert ran.code == 0
    assert "ky, kk, uz-Cyrl, en" in ran.out
    text = (root / "registry/organisers.yml").read_text("utf-8")
    assert text.endswith(
        "\n\nnew-club:\n  name:\n    ky: 'Клуб: новый'\n    kk: 'Клуб: новый'\n    uz: Yangi klub\n"
        "    uz-Cyrl: Янги клуб\n    ru: 'Клуб: новый'\n    en: 'Клуб: новый'\n  kind: ngo\n  country: KG\n"
        "  aliases:\n    - НК\n  review: [ky, kk, uz-Cyrl, en]\n"
    )
    assert problems(root) == []


@pytest.mark.parametrize(
    ("term_id", "parent", "path"),
    [
        ("KG-Y-NEW", "KG-Y", "registry/regions/kg.yml"),
        ("UZ-TO-NEW", "", "registry/regions/uz.yml"),
        ("CN", "", "registry/regions/cn.yml"),
    ],
)
def test_where_a_new_region_goes(copy: Path, capsys: Capture, term_id: str, parent: str, path: str) -> None:
    names = [
        part for code in ("ky", "kk", "uz", "uz-Cyrl", "ru", "en") for part in ("--name", f"{code}=N {code}")
    ]
    more = ["--set", f"parent={parent}"] if parent else []
    ran = run(capsys, copy, "registry", "add", "regions", term_id, *names, "--set", "level=district", *more)
    assert ran.out == f"{path}: {term_id}\n"
    assert problems(copy) == []


@pytest.mark.parametrize(
    ("term_id", "country", "path"),
    [
        ("new-club", "KG", "registry/organisers/kg.yml"),
        ("kz-club", "KZ", "registry/organisers/kz.yml"),
        ("world-club", "", "registry/organisers/international.yml"),
    ],
)
def test_where_a_new_organiser_goes(
    copy: Path, capsys: Capture, term_id: str, country: str, path: str
) -> None:
    names = [part for code in ("ky", "ru", "en") for part in ("--name", f"{code}=N {term_id} {code}")]
    more = ["--set", f"country={country}"] if country else []
    ran = run(capsys, copy, "registry", "add", "organisers", term_id, *names, "--set", "kind=ngo", *more)
    assert ran.out.startswith(f"{path}: {term_id}\n")
    assert problems(copy) == []


def test_the_wizard(root: Path) -> None:
    answers = iter([
        "Клуб", "", "Klub", "", "", "New club",                # names; uz-Cyrl from uz
        "circle", "ngo", "Атлантида", "Kyrgyzstan (ru)", "", "Тонский район", "https://a.example/",
        "НК", "", "",
    ])  # fmt: skip
    shown: list[str] = []
    talk = Dialogue(Speech("en"), lambda prompt: next(answers), shown.append)
    term_id, values = new_term.converse(talk, desks.open_desk(root), "organisers", "", {})
    assert term_id == "kg-new-club"
    assert values["name"] == {"ky": "Клуб", "uz": "Klub", "uz-Cyrl": "Клуб", "en": "New club"}
    assert values["kind"] == "ngo"
    assert values["region"] == "Тонский район"
    assert len([line for line in shown if line.startswith("  ")]) == 2


def test_check(root: Path, capsys: Capture) -> None:
    ran = run(capsys, root, "registry", "check")
    assert ran.code == 0
    assert ran.out == (
        "registry/regions: 7 terms, no problems\nregistry/organisers: 3 terms, no problems\n"
        "registry/strategies: 2 terms, no problems\nregistry/tags: 2 terms, no problems\n"
        "registry/glossary: 3 terms, no problems\n"
    )
    (root / "registry/glossary.yml").write_text("a: {ky: сөз, see: b, review: ky}\n")
    ran = run(capsys, root, "registry", "check")
    assert ran.code == 1
    assert "registry/glossary.yml:1:19" in ran.err
    (root / "registry/glossary.yml").write_text("a: {ky: сөз, review: [ky]}\n")
    ran = run(capsys, root, "registry", "check")
    assert ran.code == 0
    assert "registry/glossary: 1 terms" in ran.out
    assert "wait for a native speaker: ky 1" in ran.out
    (root / "registry/tags.yml").write_text("a: {name: {ky: A}}\n")
    ran = run(capsys, root, "registry", "check")
    assert ran.code == 1
    assert "registry/tags.yml:1" in ran.err


IDS = st.sampled_from(["office", "branch", "lone", "bare"])


@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.booleans(), IDS, IDS), max_size=4))
def test_any_moves(moves: list[tuple[bool, str, str]]) -> None:
    path, text = "registry/organisers.yml", ORGANISERS
    names = {fold(name) for _, term in yamlspans.read(text).pairs for name in all_names(term)}
    for number, (merge, old, other) in enumerate(moves):
        known = desks.link_terms({path: text})[0]["organisers"]
        (now,), (into,) = known.find(old), known.find(other)
        if merge and now != into:
            text = term_edits.merged({path: text}, known, now, into)[path]
        elif not merge:
            text = term_edits.renamed({path: text}, "organisers", now, f"new-{number}")[path]
        after, found = desks.link_terms({path: text})
        assert found == []
        assert comments(text) == comments(ORGANISERS)
        for name in (*names, "office", "branch", "lone", "bare"):
            assert len(after["organisers"].find(name)) == 1, name


def all_names(term: yamlspans.Span) -> list[str]:
    assert isinstance(term, yamlspans.MapSpan)
    return [scalar.text for key in ("name", "aliases") if (span := term.get(key))
            for scalar in values_of(span)]  # fmt: skip


def values_of(span: yamlspans.Span) -> list[yamlspans.ScalarSpan]:
    if isinstance(span, yamlspans.MapSpan):
        return [value for _, value in span.pairs if isinstance(value, yamlspans.ScalarSpan)]
    return list(yamlspans.scalars(span))

"""The laws of incremental builds: nothing changed, nothing done; what changed, and nothing else, is done.

What an edit changes is not looked up in the engine: the whole tree is built from nothing before and after
it, and the files whose bytes differ are what a build must render.
"""

from __future__ import annotations

import os
import pickle
import random
import shutil
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.engine.helpers import (
    Archive,
    Built,
    assert_same,
    difference,
    empty_folders,
    full,
    names,
    run,
    scratch,
    small,
    tree,
)

from achyq import chrome as chromes
from achyq import publish
from achyq.chrome import Chrome, Job
from achyq.errors import InputError
from achyq.keys import Keys
from achyq.story import Article, Story
from achyq.version import code_version

Edit = Callable[[Archive], object]


# --- nothing changed


def test_second_build_does_nothing(root: Path, site: Path, chrome: Chrome):
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    for _ in range(2):
        summary, rendered = run(root, site, chrome)
        assert (summary.rendered, summary.written, summary.removed, rendered) == (0, 0, 0, [])
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before


def test_summary_counts_what_is_there(root: Path, site: Path, chrome: Chrome, archive: Archive):
    shutil.rmtree(site)
    summary = run(root, site, chrome).summary
    files = tree(site)
    assert summary.outputs == summary.rendered == summary.written == len(files)
    assert summary.bytes == sum(map(len, files.values()))
    assert summary.articles == len(archive.articles)
    assert summary.stories == len({story for story, _ in archive.articles})
    assert summary.bytes == run(root, site, chrome).summary.bytes


def test_mkdocs_does_not_run_again(framed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object) -> None:
        raise AssertionError("MkDocs was started")

    root = shutil.copytree(framed, tmp_path / "copy")  # the other workers' builds lock the shared one
    monkeypatch.setattr(Job, "_start", refuse)
    first = run(root, tmp_path / "site", None).summary
    second = run(root, tmp_path / "site", None).summary
    assert (first.outputs, first.rendered) == (first.outputs, first.outputs)
    assert (second.rendered, second.written) == (0, 0)


@pytest.mark.parametrize("path", ["docs/en/about.md", "overrides/main.html", "mkdocs.yml", "docs/ky/new.md"])
def test_chrome_key_follows_its_sources(framed: Path, tmp_path: Path, path: str):
    root = shutil.copytree(framed, tmp_path / "copy", ignore=shutil.ignore_patterns(".cache"))
    assert chromes.key_of(root) == chromes.key_of(framed), "the key depends on where the archive lies"
    with (root / path).open("a") as file:
        file.write(" \n")
    assert chromes.key_of(root) != chromes.key_of(framed)


def test_chrome_key_does_not_follow_articles(framed: Path, tmp_path: Path):
    root = shutil.copytree(framed, tmp_path / "copy", ignore=shutil.ignore_patterns(".cache"))
    shutil.rmtree(root / "articles")
    shutil.rmtree(root / "registry")
    assert chromes.key_of(root) == chromes.key_of(framed)


@pytest.mark.parametrize(
    "package",
    [
        "mkdocs",
        "mkdocs-material",
        "mkdocs-static-i18n",
        "jinja2",
        "markdown",
        "comrak",
        "nh3",
        "pyyaml",
        "pillow",
        "fontpkg-noto-serif",
        "fontpkg-noto-sans",
    ],
)
def test_another_version_of_a_part_is_another_site(
    framed: Path, package: str, monkeypatch: pytest.MonkeyPatch
):
    def keys() -> tuple[str, str]:
        code_version.cache_clear()
        return code_version(), chromes.key_of(framed)

    before = keys()
    with monkeypatch.context() as patch:
        patch.setattr("importlib.metadata.version", lambda name: "0.0" if name == package else version(name))
        patch.setattr("achyq.version.version", lambda name: "0.0" if name == package else version(name))
        patch.setattr("achyq.chrome.version", lambda name: "0.0" if name == package else version(name))
        after = keys()
    assert keys() == before
    assert before != after


# --- something was damaged


def _delete(path: Path) -> None:
    path.unlink()


def _touch(path: Path) -> None:
    os.utime(path, (1, 1))


def _write_into(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"<!-- by hand -->")


def _replace(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"by hand")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [_delete, _touch, _write_into, _replace, _empty])
def test_one_damaged_file_heals(root: Path, site: Path, chrome: Chrome, damage: Callable[[Path], None]):
    before = tree(site)
    path = random.Random(damage.__name__).choice(sorted(set(before) - {publish.MARKER}))
    damage(site / path)
    summary, rendered = run(root, site, chrome)
    assert rendered == [path]
    assert summary.rendered == 1
    assert tree(site) == before
    assert run(root, site, chrome).summary.rendered == 0


@pytest.mark.parametrize(
    "damage",
    [
        _touch,
        *(damage for damage in (_delete, _write_into, _replace, _empty)),
    ],
)
def test_what_healed_stays_healed(
    root: Path, site: Path, chrome: Chrome, archive: Archive, damage: Callable[[Path], None]
):
    """The folder beside the site shares the damaged file, and is the site of the build after."""
    _change_something(root, site, chrome)
    damage(site / "ky/index.html")
    for title in ("One", "Two", "Three"):
        archive.articles["2025/pair", "en"]["title"] = title
        archive.write(root)
        run(root, site, chrome)
        assert_same(tree(site), full(archive, chrome))


@pytest.mark.parametrize(
    "damage",
    [_write_into, _empty, *(damage for damage in (_delete, _replace))],
)
def test_damage_beside_the_site_is_not_published(
    root: Path, site: Path, chrome: Chrome, archive: Archive, damage: Callable[[Path], None]
):
    _change_something(root, site, chrome)
    damage(root / ".site.next/en/tags/index.html")
    archive.articles["2025/pair", "en"]["title"] = "One"
    archive.write(root)
    run(root, site, chrome)
    assert_same(tree(site), full(archive, chrome))


def test_where_there_are_no_links_copies_are_looked_at_too(
    root: Path, site: Path, chrome: Chrome, archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    def none(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", none)
    _change_something(root, site, chrome)
    _write_into(root / ".site.next/en/tags/index.html")
    archive.articles["2025/pair", "en"]["title"] = "One"
    archive.write(root)
    run(root, site, chrome)
    assert_same(tree(site), full(archive, chrome))


def test_a_removed_folder_of_the_site_heals(root: Path, site: Path, chrome: Chrome):
    before = tree(site)
    shutil.rmtree(site / "ky/2023")
    rendered = run(root, site, chrome).rendered
    assert set(rendered) == {path for path in before if path.startswith("ky/2023/")}
    assert tree(site) == before


@pytest.mark.parametrize("what", ["site", "site.next", "cache", "both"])
def test_what_can_be_made_again_may_be_deleted(root: Path, site: Path, chrome: Chrome, what: str):
    before = tree(site)
    _change_something(root, site, chrome)
    for folder in {
        "site": [site],
        "site.next": [root / ".site.next"],
        "cache": [root / ".cache"],
        "both": [root / ".cache", site],
    }[what]:
        shutil.rmtree(folder)
    run(root, site, chrome)
    assert tree(site) == before
    summary = run(root, site, chrome).summary
    assert (summary.rendered, summary.written, summary.removed) == (0, 0, 0)


def _change_something(root: Path, site: Path, chrome: Chrome) -> None:
    """Two builds, there and back, so that the folder beside the site exists."""
    path = next((root / "articles").rglob("*.md"))
    data = path.read_bytes()
    path.write_bytes(data + b"\nMore.\n")
    run(root, site, chrome)
    path.write_bytes(data)
    run(root, site, chrome)


def test_without_a_cache_what_is_the_same_is_not_written(root: Path, site: Path, chrome: Chrome):
    shutil.rmtree(root / ".cache")
    summary = run(root, site, chrome).summary
    assert (summary.rendered, summary.written) == (summary.outputs, 0)


@pytest.mark.parametrize(
    ("name", "garbage"),
    [
        ("readings", b""),
        ("readings", b"garbage\n" * 99),
        ("readings", pickle.dumps(7)),
        ("readings", pickle.dumps(("a", {}, None))),
        ("stories", b""),
        ("stories", b"garbage\n" * 99),
        ("stories", pickle.dumps(7)),
        ("stories", pickle.dumps(("a", {}, None))),
        ("tree", b""),
        ("tree", b"garbage\n" * 99),
        pytest.param("tree", pickle.dumps(7)),
        pytest.param("tree", pickle.dumps(("a", {}, None))),
        ("likeness", b""),
        ("likeness", b"garbage\n" * 99),
        ("likeness", pickle.dumps(7)),
        ("likeness", pickle.dumps(("a", {}, None))),
        ("plan", b""),
        ("plan", b"garbage\n" * 99),
        pytest.param("plan", pickle.dumps(7)),
        pytest.param("plan", pickle.dumps((b"", (), (), {}, {}, {}))),
    ],
)
def test_a_damaged_cache_heals(root: Path, site: Path, chrome: Chrome, name: str, garbage: bytes):
    before = tree(site)
    caches = list((root / ".cache").glob(f"{name}*"))
    assert caches
    for path in caches:
        path.write_bytes(garbage)
    run(root, site, chrome)
    assert tree(site) == before


@pytest.mark.parametrize("garbage", [b"", b"garbage\n" * 999])
def test_a_damaged_body_cache_heals(root: Path, site: Path, chrome: Chrome, garbage: bytes):
    before = tree(site)
    caches = list((root / ".cache").glob("bodies*.sqlite"))
    assert caches
    for path in (root / ".cache").glob("bodies*"):
        path.unlink()
    caches[0].write_bytes(garbage)
    (root / ".cache/readings.pickle").unlink()
    run(root, site, chrome)
    assert tree(site) == before


def test_a_file_that_is_not_planned_is_removed(root: Path, site: Path, chrome: Chrome):
    before = tree(site)
    (site / "ky/by-hand.html").write_text("old")
    (site / "left/over").mkdir(parents=True)
    for _ in range(2):
        _change_something(root, site, chrome)
        assert tree(site) == before
    assert empty_folders(site) == []


def test_a_damaged_page_is_removed_with_its_article(root: Path, site: Path, chrome: Chrome, archive: Archive):
    _change_something(root, site, chrome)
    _touch(site / "kk/2023/story-02/index.html")
    _touch(root / ".site.next/kk/2023/story-02/index.html")
    del archive.articles["2023/story-02", "kk"]
    archive.write(root)
    run(root, site, chrome)
    assert_same(tree(site), full(archive, chrome))


def test_builds_with_and_without_cache_can_take_turns(
    root: Path, site: Path, chrome: Chrome, archive: Archive
):
    rng = random.Random(4)
    for turn in range(8):
        if turn % 2:
            del archive.articles[f"2024/extra-{turn - 1}", "ky"]
        else:
            archive.put(f"2024/extra-{turn}", "ky", f"Extra {turn}", date="2024")
        archive.articles["2023/story-00", "ky"]["title"] = f"Title {turn}"
        archive.write(root)
        run(root, site, chrome, cache=rng.random() < 0.5)
        assert_same(tree(site), full(archive, chrome))


def test_a_removed_article_stays_away(
    tmp_path_factory: pytest.TempPathFactory, chrome: Chrome, archive: Archive
):
    """On a disk, where numbers of folders (inodes) are used again; not every file system does so."""
    root = tmp_path_factory.mktemp("archive")
    changes = [
        ("One", True),
        ("Two", True),
        ("Added", False),
        ("Three", False),
        ("Removed", True),
        ("Four", True),
    ]
    for title, cache in changes:
        if title == "Added":
            archive.put("2024/extra", "ky", "Extra", date="2024")
        elif title == "Removed":
            del archive.articles["2024/extra", "ky"]
        archive.articles["2023/story-00", "ky"]["title"] = title
        archive.write(root)
        run(root, root / "site", chrome, cache=cache)
        assert_same(tree(root / "site"), full(archive, chrome))


# --- something was edited


class Effect(NamedTuple):
    """What an edit changed (by comparing whole trees) and what the build of it did."""

    changed: set[str]
    gone: set[str]
    built: Built
    back: Built


class Bench(NamedTuple):
    """An archive that stays built while one edit after another is made and undone."""

    archive: Archive
    root: Path
    site: Path
    chrome: Chrome
    tree: dict[str, bytes]


@pytest.fixture(scope="module")
def bench(chrome: Chrome) -> Iterator[Bench]:
    with scratch() as root:
        archive = small()
        archive.write(root)
        run(root, root / "site", chrome)
        yield Bench(archive, root, root / "site", chrome, tree(root / "site"))


def effect(edit: Edit, bench: Bench) -> Effect:
    """Build an edit and then its undoing; both must give the tree of a build from nothing."""
    archive, root, site, chrome, before = bench
    edited = archive.copy()
    edit(edited)
    try:
        edited.write(root)
        built = run(root, site, chrome)
        after = tree(site)
        assert_same(after, full(edited, chrome))
    finally:
        archive.write(root)
        back = run(root, site, chrome)
        differing = difference(tree(site), before)
        if differing:  # do not spoil the tests after this one
            shutil.rmtree(root / ".cache")
            run(root, site, chrome)
    assert differing == {}
    assert empty_folders(site) == []
    changed = {path for path in after if after[path] != before.get(path)}
    return Effect(changed, set(before) - set(after), built, back)


def article(story: str, language: str, **values: object) -> Edit:
    def edit(archive: Archive) -> None:
        front = archive.articles[story, language]
        for key, value in values.items():
            if value is None:
                front.pop(key)
            else:
                front[key] = value

    return edit


def term(registry: str, term_id: str, /, **facts: object) -> Edit:
    return lambda archive: archive.registry[registry][term_id].update(facts)


def new_term(registry: str, term_id: str, /, **facts: object) -> Edit:
    return lambda archive: archive.registry[registry].update({term_id: {"name": names("New"), **facts}})


def reverse(*key: str) -> Edit:
    def edit(archive: Archive) -> None:
        story, language = key
        archive.articles[story, language] = dict(reversed(archive.articles[story, language].items()))

    return edit


def rename(kind: str, term_id: str, locale: str = "", field: str = "name") -> Edit:
    def edit(archive: Archive) -> None:
        for code, name in archive.registry[kind][term_id][field].items():
            if code == locale or not locale:
                archive.registry[kind][term_id][field][code] = f"New {name}"

    return edit


def add(story: str, language: str, **front: object) -> Edit:
    return lambda archive: archive.put(story, language, "A new title", **front)  # type: ignore[arg-type]


def remove(story: str, *languages: str) -> Edit:
    return lambda archive: [archive.articles.pop((story, language)) for language in languages]


def attach(path: str, data: bytes) -> Edit:
    return lambda archive: archive.attachments.update({path: data})


def several(*edits: Edit) -> Edit:
    return lambda archive: [edit(archive) for edit in edits]


FULL = {"region": ["KG-Y-TON"], "organiser": ["office"], "strategy": ["plan-2"], "tags": ["school"]}

EDITS: dict[str, Edit] = {
    "title of a translation": article("2025/pair", "en", title="Another title"),
    "title of an original": article("2025/pair", "ky", title="Башка аталыш"),
    "title of an old story": article("2023/story-00", "ky", title="Another title"),
    "title in two scripts": article("2025/script", "uz", title="Yangi sarlavha"),
    "body of a story": article("2023/story-05", "kk", body="Another text."),
    "body of a translation": article("2025/pair", "en", body="# Preface\n\nAnother text."),
    "body of an original": article("2025/pair", "ky", body="# Баш сөз\n\nБашка текст."),
    "body in two scripts": article("2025/script", "uz", body="Boshqa soʻz."),
    "summary": article("2024/story-07", "ru", summary="In short."),
    "note of an original": article("2025/pair", "ky", note="Белгисиз."),
    "correction": article("2024/story-07", "ru", corrections=[{"date": "2025-01-01", "note": "Wrong."}]),
    "source": article("2024/story-07", "ru", source={"name": "Site", "url": "https://site.example/"}),
    "day of a date": article("2024/story-08", "kk", date="2024-03-12"),
    "date that reorders": article("2024/story-08", "kk", date="2024-12-31"),
    "date of the event": article("2024/story-08", "kk", event_date="2024-03-01"),
    "regions": article("2023/story-04", "ru", region=["KG-Y-AKS", "UZ"]),
    "no region": article("2023/story-04", "ru", region=None),
    "strategy": article("2023/story-04", "ru", strategy=["plan-2"]),
    "organiser": article("2023/story-04", "ru", organiser=["club"]),
    "tags": article("2023/story-04", "ru", tags=["school", "meeting"]),
    "region above as well as the district": article("2023/story-00", "ky", region=["KG-Y", "KG-Y-TON"]),
    "region above the district, late": article("undated/old", "ru", region=["KG", "UZ"]),
    "draft of a translation": article("2025/pair", "en", status="draft"),
    "draft of a story": article("2024/story-06", "ky", status="draft"),
    "draft of an original": several(
        article("2025/pair", "ky", status="draft"),
        article("2025/pair", "en", status="published", body="Text."),
        article("2025/pair", "ru", status="published"),
    ),
    "withdrawn story": article("2024/story-06", "ky", status="withdrawn", withdrawn_reason="Untrue."),
    "withdrawn translation": article("2025/pair", "en", status="withdrawn", withdrawn_reason="Untrue."),
    "new story": add("2025/new", "ky", date="2025-01-01", **FULL),
    "new story, only a region": add("2025/new", "ky", date="2025-01-01", region=["KG-C"]),
    "new story, no terms": add("2025/new", "ky", date="2025-01-01"),
    "new story, newest": add("2025/new", "ky", date="2025-12-31", **FULL),
    "new story in a new year": add("2020/new", "uz", date="2020", **FULL),
    "new translation": add("2023/story-00", "en", translated_from="ky"),
    "new translation in a script": add("2025/script", "uz-Cyrl", translated_from="uz"),
    "new translation with a twin": add("2023/story-00", "uz", translated_from="ky"),
    "removed translation": remove("2025/pair", "en"),
    "removed story": remove("2024/story-11", "kk"),
    "removed pair": several(
        remove("2025/pair", "ky", "en", "ru"), article("undated/old", "ru", body="Было.")
    ),
    "removed year": lambda archive: [
        archive.articles.pop(key) for key in [*archive.articles] if key[0][:4] == "2024"
    ],
    "district in one locale": rename("regions", "KG-Y-TON", "kk"),
    "district in all": rename("regions", "KG-Y-TON"),
    "region in one locale": rename("regions", "KG-Y", "en"),
    "region in all": rename("regions", "KG-Y"),
    "country in one locale": rename("regions", "KG", "ky"),
    "country without stories": several(rename("regions", "UZ", "ky")),
    "unused region": rename("regions", "KG-B", "en"),
    "organiser in one locale": rename("organisers", "office", "uz"),
    "strategy in one locale": rename("strategies", "plan-2", "ru", "short"),
    "long name of a strategy": rename("strategies", "plan-2", "ru"),
    "tag in one locale": rename("tags", "school", "ru"),
    "description of a tag": term("tags", "meeting", description=names("They met.")),
    "period of a strategy": term("strategies", "plan-2", period="2021/2027"),
    "decree of a strategy": term("strategies", "plan-2", decree={"type": "law", "number": "8"}),
    "source of a strategy": term("strategies", "plan-1", source="Another gazette"),
    "address of an organiser": term("organisers", "club", url="https://club.example/en"),
    "kind of an organiser": term("organisers", "club", kind="donor"),
    "parent of an organiser": term("organisers", "club", parent="ministry"),
    "parent of a region": term("regions", "KG-Y-TON", parent="KG-C"),
    "beginning of a region": term("regions", "KG-C", valid_from="1940"),
    "place on the map": term("regions", "KG-B", tile="B2"),
    "name on the map": rename("regions", "KG-Y", "ru", "abbr"),
    "end of a region": term("regions", "KG-B", valid_to="2020"),
    "uncertain date": article("2024/story-08", "kk", date="2024-03-11?"),
    "predecessor of a region": term("regions", "KG-Y", replaces=["KG-C"]),
    "new term": new_term("regions", "KG-N", level="region", parent="KG"),
    "removed term": lambda archive: archive.registry["regions"].pop("KG-B"),
    "attachment": attach("2023/story-00/paper.pdf", b"%PDF"),
    "alias": term("regions", "KG-Y-TON", aliases=["Tong", "Tonskiy"]),
    "review": term("regions", "KG-Y-TON", review=["kk"]),
    "spelling of a term": article("2023/story-00", "ky", region=["Tong"]),
    "definition in one locale": rename("glossary", "law", "kk", "definition"),
    "definition in all": rename("glossary", "gathering", field="definition"),
    "term of the glossary": term("glossary", "gathering", ru="сбор"),
    "other words of the glossary": term("glossary", "law", en=["law", "act", "statute"]),
    "order of the glossary": term("glossary", "law", en="act"),
    "source of a concept": term("glossary", "law", source="Gazette"),
    "topic of a concept": term("glossary", "gathering", tags=["school"]),
    "what a concept leads to": term("glossary", "gathering", see=["law"]),
    "concept that search leaves": term("glossary", "law", search="no"),
    "words for search only": term("glossary", "court", en="court"),
    "review of a concept": term("glossary", "law", review=["kk"]),
    "new concept": lambda archive: archive.registry["glossary"].update(
        {"tax": archive.registry["glossary"]["law"] | {"ky": "салык", "kk": "салық", "uz": "soliq",
                                                       "ru": "налог", "en": "tax"}}
    ),
    "removed concept": lambda archive: archive.registry["glossary"].pop("law"),
    "order of the keys": reverse("2023/story-00", "ky"),
}  # fmt: skip


#: Edits for which more is rendered than changes, and why that is accepted.
OVER: dict[str, str] = {
    "strategy in one locale": "the key of a listing holds its own term's label, which its lines leave out",
}


@pytest.mark.parametrize("name", EDITS)
def test_edit_renders_what_shows_it_and_nothing_else(name: str, bench: Bench):
    changed, gone, built, back = effect(EDITS[name], bench)
    over = set(built.rendered) - changed
    assert len(built.rendered) == len(set(built.rendered)) == built.summary.rendered
    assert built.summary.written == len(changed)
    assert built.summary.removed == len(gone)
    assert changed <= set(built.rendered)
    assert back.summary.written == len({path for path in changed if path in bench.tree} | gone)
    assert bool(over) == (name in OVER)


def test_an_edit_needs_keys_only_where_it_may_show(
    root: Path, site: Path, chrome: Chrome, archive: Archive, monkeypatch: pytest.MonkeyPatch
):
    """Titles move no story: the keys of pages that don't show them are those of the last plan."""
    asked: list[str] = []
    article = Keys.article

    def counted(self: Keys, shell: str, story: Story, shown: Article) -> bytes:
        asked.append(story.id)
        return article(self, shell, story, shown)

    monkeypatch.setattr(Keys, "article", counted)
    story, language = next(iter(archive.articles))
    edited = archive.copy()
    edited.articles[story, language]["title"] = "Another title"
    edited.write(root)
    run(root, site, chrome)
    assert story in asked
    assert len(set(asked)) < len({other for other, _ in archive.articles})
    edited.articles[story, language]["tags"] = []
    edited.write(root)
    asked.clear()
    run(root, site, chrome)
    assert {other for other, _ in archive.articles} <= set(asked), "it stands elsewhere: all is planned anew"


def test_a_link_breaks_when_only_its_target_changes(root: Path, site: Path, chrome: Chrome, archive: Archive):
    """What is remembered of a story's links holds no longer when a file at their other end changes."""
    linked = archive.copy()
    linked.put("2024/target", "ky", "Target", "## Part", date="2024-03-01")
    linked.put("2024/linking", "ky", "Linking", "[Part](target.ky.md#part)", date="2024-03-02")
    linked.write(root)
    run(root, site, chrome)
    linked.articles["2024/target", "ky"]["body"] = "## Other"
    linked.write(root)
    with pytest.raises(InputError) as caught:
        run(root, site, chrome)
    assert [problem.code for problem in caught.value.problems] == ["broken-anchor"]
    linked.articles["2024/target", "ky"]["status"] = "draft"
    linked.write(root)
    with pytest.raises(InputError) as caught:
        run(root, site, chrome)
    assert [problem.code for problem in caught.value.problems] == ["broken-link"]
    linked.articles["2024/target", "ky"] |= {"body": "## Part", "status": "published"}
    linked.write(root)
    run(root, site, chrome)

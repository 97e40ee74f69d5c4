"""Whatever is edited, in whatever order: a build ends where a build from nothing ends."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from hypothesis import strategies as st
from tests.engine.helpers import CODES, Archive, achyq, assert_same, names, run, scratch, small, tree

from achyq.chrome import Chrome
from achyq.errors import InputError, Problem

STORIES = ("2024/a", "2024/b", "2025/c", "undated/d")
TITLES = ("One", "Oʻzbekcha ў", "A < B & \"C\" 'D'", "Ачык архив")
BODIES = (
    "Text.",
    "# Head\n\nA [note](#head)[^1].\n\n[^1]: Small.",
    "| a | b |\n|---|---|\n| 1 | `x < y` |",
    "Soʻz ⟦title⟧ ⟦csp⟧.",
)
TERMS = {
    "region": ("KG", "KG-Y", "KG-Y-TON", "KG-C", "UZ"),
    "organiser": ("ministry", "office", "club"),
    "strategy": ("plan-1", "plan-2"),
    "tags": ("meeting", "school"),
}
REGISTRIES = {"region": "regions", "organiser": "organisers", "strategy": "strategies", "tags": "tags"}
Draw = st.DrawFn


def start() -> Archive:
    """The small archive with two stories only: a build of it takes some milliseconds."""
    archive = small()
    archive.articles = {key: archive.articles[key] for key in (("2025/script", "uz"),)}
    archive.put("2024/a", "ky", "One", date="2024-05-01", region=["KG-Y-TON"], strategy=["plan-1"])
    archive.put("2024/a", "ru", "One", translated_from="ky")
    return archive


def facts(draw: Draw, story: str) -> dict[str, object]:
    front: dict[str, object] = {}
    if not story.startswith("undated"):
        year = story[:4]
        front["date"] = draw(st.sampled_from([year, f"{year}-05-01", f"{year}-05?", f"{year}-11"]))
    for key, ids in TERMS.items():
        chosen = draw(st.lists(st.sampled_from(ids), max_size=2, unique=True))
        if chosen:
            front[key] = chosen
    return front


@st.composite
def edited(draw: Draw, archive: Archive) -> Archive:  # noqa: C901
    """The archive after one edit of any kind."""
    archive = archive.copy()
    kinds = [
        "add",
        "add",
        "translate",
        "text",
        "text",
        "facts",
        "status",
        "remove",
        "rename",
        "term",
        "attach",
    ]
    kind = draw(st.sampled_from(kinds))
    keys = sorted(archive.articles)
    originals = [key for key in keys if "translated_from" not in archive.articles[key]]
    if kind == "add" or not keys:
        story = draw(st.sampled_from(STORIES))
        if not any(key[0] == story for key in keys):
            archive.put(
                story,
                draw(st.sampled_from(CODES)),
                draw(st.sampled_from(TITLES)),
                draw(st.sampled_from(BODIES)),
                **facts(draw, story),
            )
    elif kind == "translate":
        story, source = draw(st.sampled_from(originals))
        language = draw(st.sampled_from(CODES))
        if (story, language) not in archive.articles:
            archive.put(
                story,
                language,
                draw(st.sampled_from(TITLES)),
                draw(st.sampled_from(BODIES)),
                translated_from=source,
            )
    elif kind == "text":
        front = archive.articles[draw(st.sampled_from(keys))]
        field, values = draw(st.sampled_from([("title", TITLES), ("body", BODIES), ("summary", TITLES)]))
        front[field] = draw(st.sampled_from(values))
    elif kind == "facts":
        key = draw(st.sampled_from(originals))
        kept = {name: archive.articles[key][name] for name in ("title", "language", "body")}
        archive.articles[key] = kept | facts(draw, key[0])
    elif kind == "status":
        front = archive.articles[draw(st.sampled_from(keys))]
        front["status"] = draw(st.sampled_from(["draft", "published", "withdrawn"]))
        front["withdrawn_reason"] = "Untrue."
    elif kind == "remove":
        story, language = draw(st.sampled_from(keys))
        original = (story, language) in originals
        archive.articles = {
            key: front
            for key, front in archive.articles.items()
            if key != (story, language) and not (original and key[0] == story)
        }
    elif kind in ("rename", "term"):
        field = draw(st.sampled_from(sorted(TERMS)))
        terms = archive.registry[REGISTRIES[field]]
        term_id = draw(st.sampled_from(sorted(TERMS[field])))
        if kind == "rename":
            name = terms[term_id]["name"]
            for code in draw(st.sampled_from([*((code,) for code in CODES), CODES])):
                name[code] = draw(st.sampled_from(["X", "Y"])) + f" {term_id} {code}"
        elif field == "tags":
            terms[draw(st.sampled_from(["new-1", "new-2"]))] = {"name": names("New")}
        elif field == "organiser":
            terms["club"]["parent"] = draw(st.sampled_from(["ministry", "office", "club", "nobody"]))
        elif field == "region":
            terms[draw(st.sampled_from(["KG-Y", "KG-C"]))]["valid_to"] = draw(
                st.sampled_from(["2020", "2021"])
            )
        else:
            terms["plan-2"]["period"] = draw(st.sampled_from(["2021/2026", "2022/2027"]))
    else:
        path = f"{draw(st.sampled_from(STORIES))}/{draw(st.sampled_from(['a.pdf', 'b.jpg']))}"
        if archive.attachments.pop(path, None) is None:
            archive.attachments[path] = draw(st.binary(max_size=9))
    return archive


@st.composite
def histories(draw: Draw) -> list[Archive]:
    archive = start()
    history = [archive]
    for _ in range(draw(st.integers(3, 8))):
        archive = draw(edited(archive))
        history.append(archive)
    return history


Outcome = dict[str, bytes] | tuple[Problem, ...]


def build(root: Path, chrome: Chrome) -> Outcome:
    """The tree, or the problems; these leave what was published as it was."""
    site = root / "site"
    before = tree(site)
    try:
        run(root, site, chrome)
    except InputError as error:
        assert_same(tree(site), before)
        return error.problems
    return tree(site)


def from_nothing(archive: Archive, chrome: Chrome) -> Outcome:
    with scratch() as folder:
        archive.write(folder)
        return build(folder, chrome)


def assert_equal(outcome: Outcome, other: Outcome) -> None:
    if isinstance(outcome, dict) and isinstance(other, dict):
        assert_same(outcome, other)
    else:
        assert outcome == other


class Held:
    """A chrome that Hypothesis does not print."""

    def __init__(self, chrome: Chrome) -> None:
        self.chrome = chrome


@pytest.fixture(scope="module")
def held(chrome: Chrome) -> Held:
    return Held(chrome)


def examples(count: int) -> settings:
    """Settings for examples that build sites: no shrinking, which would take minutes."""
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    return settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=checks,
    )


@examples(25)
@given(histories())
def test_a_history_of_edits_ends_like_a_build_from_nothing(held: Held, history: list[Archive]):
    chrome = held.chrome
    with scratch() as root:
        for number, archive in enumerate(history):
            archive.write(root)
            outcome = build(root, chrome)
            note(f"{number}: {sorted(archive.articles)}")
            if isinstance(outcome, dict) and number and archive.files() == history[number - 1].files():
                assert run(root, root / "site", chrome).rendered == []
        assert_equal(outcome, from_nothing(history[-1], chrome))


@examples(4)
@given(histories())
def test_every_step_of_a_history_is_like_a_build_from_nothing(held: Held, history: list[Archive]):
    chrome = held.chrome
    with scratch() as root:
        for archive in history:
            archive.write(root)
            assert_equal(build(root, chrome), from_nothing(archive, chrome))


# --- determinism


def many() -> Archive:
    """Enough articles that a second process is worth its start, in reading and in rendering."""
    archive = small()
    for number in range(300):
        year = 2010 + number % 9
        archive.put(
            f"{year}/many-{number}", CODES[number % 6], f"Number {number}", "Text.\n\n- a\n- b\n",
            date=f"{year}-{number % 12 + 1:02}", region=["KG-Y-TON"], organiser=["club"],
            strategy=["plan-1"], tags=["school"],
        )  # fmt: skip
    return archive


def test_more_processes_give_the_same_tree(chrome: Chrome, monkeypatch: pytest.MonkeyPatch):
    pools = []

    class Pool(ProcessPoolExecutor):
        def __init__(self, jobs: int, *arguments: Any, **more: Any) -> None:
            pools.append(jobs)
            super().__init__(jobs, *arguments, **more)

    monkeypatch.setattr("achyq.workers.ProcessPoolExecutor", Pool)
    archive = many()
    with scratch() as folder:
        for name, jobs in (("one", 1), ("two", 2)):
            archive.write(folder / name)
            run(folder / name, folder / name / "site", chrome, jobs)
        assert set(pools) == {2}, "every pool has two processes"
        assert_same(tree(folder / "one/site"), tree(folder / "two/site"))
        second = run(folder / "two", folder / "two/site", chrome, 2).summary
        assert (second.rendered, second.written) == (0, 0)


def test_place_and_time_and_order_of_files_do_not_matter(chrome: Chrome, whole_chrome: Chrome):
    files = small().files()
    with scratch() as folder:
        for place, order in (("a", sorted(files)), ("b/deeper/place", sorted(files, reverse=True))):
            root = folder / place
            for number, path in enumerate(order):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(files[path])
                os.utime(root / path, (1_000_000_000 + number, 1_000_000_000 - number))
            run(root, root / "site", chrome)
        one = tree(folder / "a/site")
        assert_same(one, tree(folder / "b/deeper/place/site"))
        secrets = [os.fsencode(folder), os.fsencode(whole_chrome.folder), os.fsencode(Path.home()) + b"/"]
        for path, data in {**one, **tree(whole_chrome.folder)}.items():
            assert not any(secret in data for secret in secrets), path
        shutil.rmtree(folder / "b")


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seed_does_not_matter(framed: Path, seed: str, tmp_path: Path, whole_chrome: Chrome):
    root = shutil.copytree(framed, tmp_path / "copy")  # the other workers' builds lock the shared one
    ran = achyq("-C", root, "-q", "build", "--no-cache", "--site-dir", tmp_path / "site", PYTHONHASHSEED=seed)
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    run(root, tmp_path / "other", whole_chrome)
    assert_same(tree(tmp_path / "site"), tree(tmp_path / "other"))

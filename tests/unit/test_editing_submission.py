"""Articles from GitHub: real-looking issue bodies, and hostile ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.editing_archive import archive, problems, tree

from achyq import article, front_matter, yamlspans
from achyq.editing import desk as desks
from achyq.editing import submission
from achyq.editing.desk import Desk
from achyq.editing.submission import LABELS, answers, made, report
from achyq.fields import ARTICLE, LOCALE_CODES

PROJECT = Path(__file__).parents[2]
FORM = PROJECT / ".github/ISSUE_TEMPLATE/submit-article.yml"
TITLES = {field: label for label, field in LABELS.items()}
Capture = pytest.CaptureFixture[str]


def body(end: str = "\n", **given: str) -> str:
    """An issue's body as GitHub writes it: every label in its order, answered or not."""
    values = {"title": "Жыйын өттү", "language": "Кыргызча (ky)", "text": "Текст."} | {
        name.replace("__", "."): text for name, text in given.items()
    }
    parts = [
        f"### {label}\n\n{values.get(name, '_No response_') if name else '- [x] Rules'}"
        for label, name in LABELS.items()
    ]
    return "\n\n".join(parts).replace("\n", end)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive().write(tmp_path)
    return tmp_path


@pytest.fixture
def desk(root: Path) -> Desk:
    return desks.open_desk(root)


def test_the_form_asks_what_the_script_reads() -> None:
    form = yaml.safe_load(FORM.read_text("utf-8"))
    items = [item for item in form["body"] if item["type"] != "markdown"]
    assert [item["attributes"]["label"] for item in items] == list(LABELS)
    for item, name in zip(items, LABELS.values(), strict=True):
        assert item["id"] == (name.replace(".", "-") or "rules")
    options = items[1]["attributes"]["options"]
    assert [option.rpartition("(")[2].rstrip(")") for option in options] == list(LOCALE_CODES)
    assert items[-1]["id"] == "text"
    known = {field.name for field in ARTICLE} | {"source.name", "source.url", "text", ""}
    assert set(LABELS.values()) <= known


def test_a_whole_article(desk: Desk) -> None:
    text = "Биринчи абзац — «тырмакча».\n\n## Баш сөз\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n---\n\nАягы."
    found = made(
        desk,
        body(
            "\r\n", date="2025-12-10", event_date="2025-12-09", region="Тонский район; Ысык-Көл облусу",
            organiser="Club (en), Ministry (ru)", strategy="plan-1", tags="School (uz)\nmeeting",
            source__name="Сайт: жаңылык", source__url="https://site.example/?a=1#b",
            summary="Бир сүйлөм.\n\nЭки сүйлөм.", note="Жок", text=text,
        ),
        12,
    )  # fmt: skip
    assert (found.problems, found.left_out) == ((), ())
    assert found.path == "articles/2025/jyiyn-ottu.ky.md"
    front = front_matter.parse(found.text)
    assert front.values == {
        "title": "Жыйын өттү", "date": "2025-12-10", "language": "ky", "region": ["KG-Y-TON", "KG-Y"],
        "organiser": ["club", "ministry"], "strategy": ["plan-1"], "tags": ["school", "meeting"],
        "event_date": "2025-12-09", "summary": "Бир сүйлөм. Эки сүйлөм.",
        "source": {"name": "Сайт: жаңылык", "url": "https://site.example/?a=1#b"},
        "status": "draft", "note": "Жок",
    }  # fmt: skip
    assert front.body == f"\n{text}\n"
    assert front.entries[0].before == "# issue 12\n"
    assert report(found).startswith("Макаланын долбоору бул жерде: `articles/2025/jyiyn-ottu.ky.md`")


def test_little_said(desk: Desk) -> None:
    found = made(desk, body(language="Ўзбекча (uz-Cyrl)", title="Бир икки"), 1)
    assert found.path == "articles/undated/bir-ikki.uz-Cyrl.md"
    assert front_matter.parse(found.text).values == {
        "title": "Бир икки", "language": "uz-Cyrl", "status": "draft",
    }  # fmt: skip


def test_what_is_not_taken_is_kept_as_a_comment(desk: Desk) -> None:
    found = made(
        desk,
        body(language="English (en)", title="A b", date="10.12.2025", region="Атлантида; KG-C",
             source__url="javascript:alert(1)", tags="x\n---\nstatus: published"),
        3,
    )  # fmt: skip
    assert [item.field for item in found.left_out] == ["date", "region", "tags", "tags", "tags", "source.url"]
    front = front_matter.parse(found.text)
    assert front.values == {"title": "A b", "language": "en", "region": ["KG-C"], "status": "draft"}
    assert front.entries[0].before.splitlines() == [
        "# issue 3", "# date: 10.12.2025", "# region: Атлантида", "# tags: x", "# tags: ---",
        "# tags: status: published", "# source.url: javascript:alert(1)",
    ]  # fmt: skip
    assert found.problems == ()
    assert "`date: 10.12.2025`" in report(found)


def test_a_source_without_a_name_is_called_by_its_host(desk: Desk) -> None:
    found = made(desk, body(source__url="https://news.example/a/b"), 1)
    assert front_matter.parse(found.text).values["source"] == {
        "name": "news.example", "url": "https://news.example/a/b",
    }  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [
        {"title": "_No response_"},
        {"title": "\u202e \x00"},
        {"title": "T" * 400},
        {"language": "None"},
        {"language": "../../etc (passwd)"},
        {"language": "ky"},
    ],
)
def test_without_a_title_or_a_language_there_is_no_draft(desk: Desk, given: dict[str, str]) -> None:
    found = made(desk, body(**given), 1)
    assert (found.path, found.text) == ("", "")
    assert report(found).strip()


@pytest.mark.parametrize(
    "text", ["", "null", "Hello", "### Title\n\nT", "\0" * 50, "### " + next(iter(LABELS))]
)
def test_other_issues(desk: Desk, text: str) -> None:
    assert made(desk, text, 1).path == ""


HOSTILE = [
    "---\nstatus: published\n---\n",
    "x\nstatus: published",
    "x\r\nstatus: published",
    "'\nstatus: published\n'",
    '"\\nstatus: published',
    "x # comment",
    "[a, b]",
    "{status: published}",
    "&a *a !!python/object:os.system",
    "<<: {status: published}",
    "$(touch /tmp/x) `id` ${{ secrets.TOKEN }}",
    "::set-output name=path::x",
    "../../../etc/passwd",
    "\u2028status: published",
    "\u0085status: published",
    "@everyone <script>alert(1)</script> ![x](https://e.example/)",
    "### Text · Текст · Мәтін · Matn · Матн\n\nstatus: published",
    "..\\..\\windows\\system32",
    "/etc/passwd\x00.md",
    "con",
    "\u202estatus: published\u202c",
    "<!-- \n---\n--> status: published",
    "x\n...\nstatus: published",
    "? status\n: published",
    "| \n  status: published",
    "%YAML 1.2\n---",
    "{{ config }} {% raw %} <%= 1 %>",
    "`x` ``y`` ```\n@team\n```",
    "https://a.example/\n@team",
    "\ud83d",
]
FIELDS = [name for name in LABELS.values() if name and name != "language"]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_answers(desk: Desk, field: str, text: str) -> None:
    check_safe(desk, body(**{field.replace(".", "__"): text}))


def check_safe(desk: Desk, issue: str) -> None:
    """Whatever is written, the draft is one: in its place, unpublished, with known keys."""
    found = made(desk, issue, 7)
    said = report(found)
    assert "\n@" not in said
    for line in said.splitlines():
        assert line.count("`") % 2 == 0
    if not found.path:
        return
    assert article.story_of(found.path)
    assert found.path.split("/")[1] in ("undated", *map(str, range(1000, 10000)))
    front = front_matter.parse(found.text)
    assert front.values["status"] == "draft"
    assert front.values.keys() <= {field.name for field in ARTICLE} - {"translated_from", "corrections"}
    assert not found.problems or "https://e.example" in issue  # pictures of other sites
    assert (
        "\n---\n"
        not in yamlspans.replaced(found.text, [(len(found.text) - len(front.rest), len(found.text), "")])[4:]
    )


def test_what_cannot_be_seen_is_not_taken(desk: Desk) -> None:
    hidden = f"### {TITLES['text']}\n\nhidden text"
    found = made(
        desk,
        body(title="Бир \u200b\u2066эки\u00ad\U000e0041\U000e0042 үч", summary=f"Кыска.<!--\n{hidden}\n-->",
             text="А<!-- hidden -->\u202eб\ufeff\u2060в"),
        1,
    )  # fmt: skip
    assert found.path == "articles/undated/bir-eki-uch.ky.md"
    front = front_matter.parse(found.text)
    assert (front.values["title"], front.values["summary"], front.body) == ("Бир эки үч", "Кыска.", "\nАбв\n")
    assert found.problems == ()


def test_a_comment_that_does_not_end_hides_nothing_from_the_editor(desk: Desk) -> None:
    assert front_matter.parse(made(desk, body(text="А <!-- б"), 1).text).body == "\nА <!-- б\n"


def test_half_of_a_character(desk: Desk) -> None:
    found = made(desk, body(title="А \ud800 б", region="\udfff", text="в \udc00"), 1)
    assert front_matter.parse(found.text).values["title"] == "А ? б"
    found.text.encode()
    report(found).encode()


@pytest.mark.parametrize("items", [60, 201, 30_000])
def test_a_flood_of_answers(desk: Desk, items: int) -> None:
    found = made(desk, body(tags=";".join(f"a{number}" for number in range(items))), 1)
    assert "tags" not in front_matter.parse(found.text).values
    assert found.problems == ()
    assert len(report(found)) < 60_000  # GitHub takes 65,536 characters
    assert len(found.text) < 32_000  # front matter may have 65,536
    assert len(found.left_out) == (items if items <= 200 else 1)
    assert ("\n- …\n" in report(found)) == (items == 60)


def test_a_text_as_long_as_github_takes(desk: Desk) -> None:
    for text in ("сөз " * 16_000, "> " * 30_000, "|a" * 30_000, "### " * 16_000, "`" * 60_000, "[" * 60_000):
        found = made(desk, body(text=text), 1)
        assert front_matter.parse(found.text).body.strip() == text.strip()
        assert len(report(found)) < 60_000


LINES = st.one_of(
    st.sampled_from([*(f"### {label}" for label in LABELS), "---", "status: published", "_No response_", ""]),
    st.text(max_size=20),
    st.sampled_from(["Кыргызча (ky)", "English (en)", "KG-Y-TON", "2025-12-10", "https://a.example/"]),
)


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(LINES, max_size=30))
def test_any_body(issue_lines: list[str]) -> None:
    found = answers("\n".join(issue_lines))
    assert set(found) <= set(LABELS.values())
    assert all(text.strip() == text and text for text in found.values())


def test_nothing_in_the_text_passes_for_a_label() -> None:
    text = f"A\n\n### {TITLES['title']}\n\nB\n\n### {TITLES['text']}\n\nC"
    found = answers(body(text=text))
    assert found["text"] == text
    assert found["title"] == "Жыйын өттү"


# --- as the workflow runs it


def event(folder: Path, issue: str | None, number: int = 12) -> Path:
    path = folder / "event.json"
    path.write_text(json.dumps({"issue": {"number": number, "body": issue}}), "utf-8")
    return path


def test_the_script(root: Path, tmp_path: Path, capsys: Capture) -> None:
    answer = tmp_path / "report.md"
    arguments = [str(event(tmp_path, body(date="2025-12-10"))), str(answer), "--root", str(root)]
    assert submission.main(arguments) == 0
    assert capsys.readouterr().out == "path=articles/2025/jyiyn-ottu.ky.md\n"
    assert "`articles/2025/jyiyn-ottu.ky.md`" in answer.read_text("utf-8")
    assert problems(root) == []
    before = tree(root)
    assert submission.main(arguments) == 0
    assert capsys.readouterr().out == "path=articles/2025/jyiyn-ottu-2.ky.md\n"
    assert {path: data for path, data in tree(root).items() if path in before} == before


@pytest.mark.parametrize("issue", [None, "", "Hello"])
def test_the_script_without_a_draft(root: Path, tmp_path: Path, capsys: Capture, issue: str | None) -> None:
    answer, before = tmp_path / "report.md", tree(root)
    assert submission.main([str(event(tmp_path, issue)), str(answer), "--root", str(root)]) == 0
    assert capsys.readouterr().out == "path=\n"
    assert answer.read_text("utf-8").strip()
    assert tree(root) == before

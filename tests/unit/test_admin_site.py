"""The door to the articles: only articles, only for pages of this server, and nothing overwritten unseen."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import tarfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.archives import article, make
from tests.unit.admin_door import HERE, PATH, TEXT, ask, headers, opened, persist, post, refusal

from achyq.admin import package
from achyq.admin.files import LISTED
from achyq.admin.settings import settings as decap_settings
from achyq.admin.site import MOST, Admin, ours
from achyq.editing import desk
from achyq.errors import EnvironmentFailure
from achyq.fields import LOCALE_CODES


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", {PATH: TEXT, "articles/2024/old.ky.md": article("Эски", date="2024")})


@pytest.fixture
def admin(root: Path) -> Admin:
    return Admin(root, root / ".cache", "en")


# --- opening and saving


def test_lists_are_by_language_newest_first(root: Path, admin: Admin) -> None:
    make(
        root,
        {
            "articles/2025/draft.ky.md": article("Долбоор", date="2025-09", status="draft"),
            "articles/2025/story.ru.md": article("Событие", language="ru"),
            "articles/undated/none.md": article("Күнсүз", date=""),
            "articles/2025/broken.ky.md": "no front matter",
        },
    )
    found = ask(admin, "entriesByFolder", folder="articles", extension="ky.md", depth=2)
    listed = [(one["file"]["path"], json.loads(one["data"])) for one in found]
    assert [(path.split("/")[-1], values["title"], values["~line"]) for path, values in listed] == [
        ("draft.ky.md", "Долбоор", "2025‑09 · Draft"),
        ("story.ky.md", "Окуя", "2025‑03‑04"),
        ("broken.ky.md", "articles/2025/broken.ky.md", "2025"),
        ("old.ky.md", "Эски", "2024"),
        ("none.md", "Күнсүз", "no date"),
    ]
    assert opened(admin, "articles/undated/none.md.ky.md")["title"] == "Күнсүз"  # as Decap calls it
    answer = post(admin, {"action": "getEntry", "params": {"path": "articles/2025/broken.ky.md"}})
    assert "articles/2025/broken.ky.md:1: There is no front matter" in refusal(answer, 422)


def test_of_many_articles_the_newest_and_the_drafts_are_listed(root: Path, admin: Admin) -> None:
    many = {f"articles/2025/n-{number}.ky.md": article(f"N{number}") for number in range(LISTED)}
    make(root, {**many, "articles/2001/old-draft.ky.md": article("Draft", date="2001", status="draft")})
    found = [
        one["file"]["path"] for one in ask(admin, "entriesByFolder", folder="articles", extension="ky.md")
    ]
    assert len(found) == LISTED + 1
    assert found[-1] == "articles/2001/old-draft.ky.md"
    assert "articles/2024/old.ky.md" not in found


def test_saving_twice_and_what_another_did_meanwhile(root: Path, admin: Admin) -> None:
    mine, theirs = opened(admin), opened(admin)
    assert persist(admin, {**mine, "title": "Биринчи"}).status == 200
    assert persist(admin, {**mine, "title": "Экинчи"}).status == 200  # Decap does not open it again
    expected = TEXT.replace("Окуя", "Экинчи")
    assert (root / PATH).read_text("utf-8") == expected
    assert "changed by someone else" in refusal(persist(admin, {**theirs, "title": "Үчүнчү"}), 409)
    del mine["~version"]
    assert "changed by someone else" in refusal(persist(admin, mine), 409)
    assert (root / PATH).read_text("utf-8") == expected
    assert [path.name for path in (root / "articles/2025").iterdir()] == ["story.ky.md"]  # no temporary files


def test_what_was_wrong_before_keeps_nobody_from_mending_the_rest(root: Path, admin: Admin) -> None:
    make(root, {PATH: TEXT.replace("language: ky", "language: ky\ncolour: red\nevent_date: soon")})
    data = opened(admin)
    assert persist(admin, {**data, "title": "Жаңы"}).status == 200
    assert "colour: red\nevent_date: soon" in (root / PATH).read_text("utf-8")
    told = refusal(persist(admin, {**data, "title": "Жаңы", "date": "2025-02-30"}), 422)
    assert "2025-02-30" in told
    assert "colour" not in told
    assert persist(admin, {**data, "event_date": "2025-03-03"}).status == 200


def test_a_new_article(root: Path, admin: Admin) -> None:
    data = {
        "title": "Жаңы жыйын",
        "language": "ky",
        "date": "2023-05",
        "status": "draft",
        "region": ["KG-Y"],
        "body": "А\n",
    }
    place = ask(admin, "propose", new=True, raw=json.dumps(data))
    assert place == {"year": "2023", "slug": "jangy-jyiyn"}
    path = "articles/2023/jangy-jyiyn.ky.md"
    assert persist(admin, data, path, new=True).status == 200
    assert (root / path).read_text("utf-8") == (
        "---\ntitle: Жаңы жыйын\ndate: 2023-05\nlanguage: ky\nregion: [KG-Y]\nstatus: draft\n---\n\nА\n"
    )
    assert ask(admin, "propose", new=True, raw=json.dumps(data))["slug"] == "jangy-jyiyn-2"
    assert "already" in refusal(persist(admin, data, path, new=True), 409)
    assert "belongs at" in refusal(persist(admin, data, "articles/2022/jangy-jyiyn.ky.md", new=True), 409)
    assert "already" in refusal(
        persist(admin, {**data, "language": "ru"}, path.replace("ky", "ru"), new=True), 409
    )
    told = refusal(post(admin, {"action": "propose", "params": {"new": True, "raw": '{"title": "А"}'}}), 422)
    assert "language" in told


def test_registries_with_problems_are_told(root: Path, admin: Admin) -> None:
    (root / "registry/tags.yml").write_text("meeting: [", "utf-8")
    told = json.loads(admin.get("/admin/settings.json", headers({"Host": "localhost"})).data)
    assert any("registry/tags.yml:2: This is not valid YAML" in line for line in told["problems"])
    answer = post(admin, {"action": "getEntry", "params": {"path": PATH}})
    assert "registry/tags.yml" in refusal(answer, 422)


# --- what is refused

ELSEWHERE = [
    "", "/", "articles", "articles/", "articles/2025", "/etc/passwd", "mkdocs.yml", "registry/tags.yml",
    "articles/2025/../../mkdocs.yml", "articles/../articles/2025/story.ky.md", "articles/2025/./story.ky.md",
    "/articles/2025/story.ky.md", "articles\\2025\\story.ky.md", "articles/2025/story.ky.md\n",
    "articles/2025/story.ky.md\0", "articles/2025/story.ky.md/", "articles//2025/story.ky.md",
    "ARTICLES/2025/story.ky.md", "articles/2025/.hidden.md", "articles/2025/story/photo.md",
    "articles/2025/story.ky.txt", "articles/%2e%2e/story.ky.md", "C:/articles/2025/a.md",
]  # fmt: skip


@pytest.mark.parametrize("path", ELSEWHERE)
def test_nothing_but_articles_is_read_or_written(root: Path, admin: Admin, path: str) -> None:
    for request in (
        {"action": "getEntry", "params": {"path": path}},
        {"action": "propose", "params": {"path": path, "raw": "{}"}},
    ):
        assert "This is no article" in refusal(post(admin, request), 403)
    for new in (True, False):
        assert persist(admin, {"title": "А", "language": "ky"}, path, new=new).status == 403
    if path != "articles":
        listed = {"action": "entriesByFolder", "params": {"folder": path, "extension": "ky.md"}}
        assert "This is no article" in refusal(post(admin, listed), 403)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["articles", "2025", "undated", "..", ".", "", "story", ".ky", ".md", "/", "//", "\\", "a"]
        ),
        max_size=9,
    )
)
@example(["articles", "/", "..", "/", "a", ".md"])
def test_no_path_leads_out(root: Path, admin: Admin, parts: list[str]) -> None:
    path = "".join(parts)
    outside = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    answer = persist(admin, {"title": "А", "language": "ky", "date": "2025", "body": "x"}, path, new=True)
    there = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    for file in there.keys() - outside.keys():
        assert answer.status == 200
        assert file.parent == root / "articles/2025"
        assert file.suffix == ".md"
        file.unlink()
    assert {file: there[file] for file in outside} == outside
    assert not (root.parent / "a.md").exists()


def test_symbolic_links_are_not_followed(root: Path, admin: Admin, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text(TEXT, "utf-8")
    (root / "articles/2025/link.ky.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/story.ky.md").write_text(TEXT, "utf-8")
    (root / "articles/2020").symlink_to(tmp_path / "folder")
    for path in ("articles/2025/link.ky.md", "articles/2020/story.ky.md"):
        request = {"action": "getEntry", "params": {"path": path}}
        assert "symbolic link" in refusal(post(admin, request), 403)
        assert persist(admin, {"title": "А", "~version": "a.b"}, path).status == 403
    new = {"title": "Жаңы жыйын", "language": "ky", "date": "2020"}
    assert persist(admin, new, "articles/2020/jangy-jyiyn.ky.md", new=True).status == 403
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["story.ky.md"]


FOREIGN: list[dict[str, str | None]] = [
    {"Host": "evil.example"}, {"Host": "evil.example", "Origin": "http://evil.example"}, {"Host": None},
    {"Host": "127.0.0.1.evil.example:8000"}, {"Host": "127.0.0.1:8000@evil.example"},
    {"Host": "192.0.2.1:8000"}, {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": None},
    {"Origin": "http://127.0.0.1:9000"}, {"Origin": "https://127.0.0.1:8000"}, {"Content_Type": None},
    {"Sec_Fetch_Site": "cross-site"}, {"Sec_Fetch_Site": "same-site"}, {"Content_Type": "text/plain"},
    {"Content_Type": "application/x-www-form-urlencoded"},
]  # fmt: skip


@pytest.mark.parametrize("changes", FOREIGN, ids=str)
def test_other_sites_get_nothing(root: Path, admin: Admin, changes: dict[str, str | None]) -> None:
    data = {**opened(admin), "title": "Бөтөн"}
    params = {"dataFiles": [{"path": PATH, "raw": json.dumps(data)}], "options": {}}
    answer = post(admin, {"action": "persistEntry", "params": params}, **changes)
    assert "comes from elsewhere" in refusal(answer, 403)
    assert (root / PATH).read_text("utf-8") == TEXT


def test_pages_too_are_for_this_machine_by_its_own_name(admin: Admin) -> None:
    for address in ("/admin/", "/admin/settings.json", "/admin/admin.js"):
        assert admin.get(address, headers({"Host": "localhost:8000"})).status == 200
        assert admin.get(address, headers({"Host": "evil.example"})).status == 403
        assert (
            admin.get(address, headers({"Host": "localhost:8000", "Sec-Fetch-Site": "cross-site"})).status
            == 403
        )


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"{", 400), (b"[]", 400), (b"\xff", 400), (b"[" * 100_000, 400), ({"action": "getEntry"}, 400),
        ({"action": "getEntry", "params": [0]}, 400),
        ({"action": "getEntry", "params": {"path": 1}}, 400),
        ({"action": "deleteFiles", "params": {"paths": [PATH, PATH]}}, 400),
        ({"action": "deleteFiles", "params": {"paths": PATH}}, 400),
        ({"action": ["getEntry"]}, 404),
        ({"action": "persistMedia", "params": {}}, 400),
        ({"action": "persistEntry", "params": {"dataFiles": []}}, 400),
        (
            {"action": "persistEntry", "params": {"dataFiles": [{"path": PATH, "raw": "["}], "options": {}}},
            400,
        ),
    ],
    ids=str,
)  # fmt: skip
def test_requests_that_make_no_sense(root: Path, admin: Admin, request_: Any, status: int) -> None:
    assert refusal(post(admin, request_), status)
    assert (root / PATH).read_text("utf-8") == TEXT


def test_sizes_have_limits(root: Path, admin: Admin) -> None:
    def never(_: int) -> bytes:
        raise AssertionError("it was read")

    for length, status in ((str(MOST + 1), 413), ("-1", 411), ("", 411), ("٣", 411), ("1e3", 411)):
        given = headers({**HERE, "Content-Length": length})
        assert admin.post("/admin/api", given, never).status == status
    data = opened(admin)
    assert "too large" in refusal(persist(admin, {**data, "body": "а" * 600_000}), 413)
    assert "can't be done" in refusal(persist(admin, data, newPath="articles/2025/b.ky.md"), 404)
    assert (root / PATH).read_text("utf-8") == TEXT


def test_a_broken_disk_is_told(root: Path, admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    data = opened(admin)
    monkeypatch.setattr(desk, "replace", full)
    assert "disk is full" in refusal(persist(admin, {**data, "title": "А"}), 500)


# --- the page, the settings, the program


@pytest.mark.parametrize("locale", LOCALE_CODES)
def test_without_the_program_the_page_says_how_to_get_it(admin: Admin, locale: str) -> None:
    answer = admin.get(f"/admin/?lang={locale}", headers({"Host": "localhost:8000"}))
    html = answer.data.decode()
    assert f'<html lang="{locale}">' in html
    assert "achyq serve --admin" in html
    assert "https://nodejs.org/" in html
    assert "<script" not in html
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_with_the_program_the_page_starts_it(root: Path, admin: Admin) -> None:
    package.folder(root / ".cache").mkdir(parents=True)
    (package.folder(root / ".cache") / "decap-cms.js").write_text("0")
    (package.folder(root / ".cache") / "secret.js").write_text("0")
    local = headers({"Host": "localhost:8000"})
    html = admin.get("/admin/", local).data.decode()
    assert '<html lang="en">' in html
    assert "decap-cms.js" in html
    assert admin.get("/admin/decap-cms.js", local).data == b"0"
    for name in (
        "secret.js",
        "1.decap-cms.js",
        "../decap-cms.js",
        "decap-cms.js/",
        "%2e%2e/mkdocs.yml",
        "site.py",
    ):
        assert admin.get(f"/admin/{name}", local).status == 404
    assert admin.get("/admin", local).headers["Location"] == "/admin/"
    assert ours("/admin")
    assert not ours("/administration/")


@pytest.mark.parametrize("locale", LOCALE_CODES)
def test_settings_speak_the_editors_language(admin: Admin, locale: str) -> None:
    terms = admin.files.desk().terms
    made = decap_settings(terms, locale)
    assert made["collections"][0]["name"] == locale
    assert sorted(each["name"] for each in made["collections"]) == sorted(LOCALE_CODES)
    known = {field["name"]: field for field in made["collections"][0]["fields"]}
    regions = {option["value"]: option["label"] for option in known["region"]["options"]}
    assert regions.keys() == terms["regions"].terms.keys()
    names = [terms["regions"][term].name[locale] for term in ("KG-Y-TON", "KG-Y", "KG")]
    assert [*regions][:2] == sorted(("KG", "KZ"), key=regions.__getitem__)  # countries come first
    assert regions["KG-Y-TON"] == f"{names[0]} — {names[1]}, {names[2]}"
    assert known["language"] == known["language"] | {"widget": "hidden", "default": locale}
    assert known["status"]["default"] == "draft"
    assert "digest" not in json.dumps(made)


def test_only_the_package_that_was_meant_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name in (
            "package/dist/decap-cms.js",
            "package/dist/12.decap-cms.js",
            "package/dist/../../evil.decap-cms.js",
            "package/dist/cms.js",
            "package/dist/decap-cms.js.map",
            "/etc/decap-cms.js",
        ):
            member = tarfile.TarInfo(name)
            member.size = 1
            archive.addfile(member, io.BytesIO(b"0"))
        link = tarfile.TarInfo("package/dist/13.decap-cms.js")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with pytest.raises(EnvironmentFailure, match="is not decap-cms"):
        package.unpack(data.getvalue(), tmp_path / "no")
    assert not (tmp_path / "no").exists()
    digest = base64.b64encode(hashlib.sha512(data.getvalue()).digest()).decode()
    monkeypatch.setattr(package, "INTEGRITY", f"sha512-{digest}")
    package.unpack(data.getvalue(), tmp_path / "yes")
    assert sorted(path.name for path in (tmp_path / "yes").iterdir()) == ["12.decap-cms.js", "decap-cms.js"]


def test_without_npm_it_is_said_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentFailure, match=r"needs npm.*https://nodejs\.org/"):
        package.install(tmp_path / "cache")
    (tmp_path / "npm").write_text("#!/bin/sh\necho no network >&2\nexit 1\n")
    (tmp_path / "npm").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    with pytest.raises(EnvironmentFailure, match="no network"):
        package.install(tmp_path / "cache")
    assert not package.is_there(tmp_path / "cache")
    assert [*(tmp_path / "cache").iterdir()] == []

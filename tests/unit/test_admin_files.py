"""Pictures and documents in `/admin/`, and deleting: nothing outside a story, nothing that others need."""

from __future__ import annotations

import base64
import json
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.archives import article, make, warnings
from tests.unit.admin_door import PATH, ask, opened, persist, post, refusal

from achyq.admin.site import Admin, Answer
from achyq.source import ATTACHMENTS, MAX_ATTACHMENT

FOLDER = "articles/2025/story"
DRAFT = article("Окуя", "Текст.", status="draft")
PDF = b"%PDF-1.7\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make(tmp_path / "archive", {PATH: DRAFT, "articles/2024/old.ky.md": article("Эски", date="2024")})


@pytest.fixture
def admin(root: Path) -> Admin:
    return Admin(root, root / ".cache", "en")


def png(width: int = 2, *chunks: bytes) -> bytes:
    """A picture of that many pixels by two."""
    parts = [_chunk(b"IHDR", struct.pack(">IIBBBBB", width, 2, 8, 0, 0, 0, 0)), *chunks]
    parts += [_chunk(b"IDAT", zlib.compress((b"\0" + bytes(width)) * 2)), _chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


#: Exif that tells the latitude of the place.
GPS = _chunk(
    b"eXIf",
    b"MM\0*"
    + struct.pack(">IHHHIII", 8, 1, 0x8825, 4, 1, 26, 0)
    + struct.pack(">HHHII", 1, 2, 5, 3, 0)
    + bytes(4),
)


def upload(admin: Admin, path: str, data: bytes) -> Answer:
    asset = {"path": path, "content": base64.b64encode(data).decode(), "encoding": "base64"}
    return post(admin, {"action": "persistMedia", "params": {"asset": asset}})


def delete(admin: Admin, path: str) -> Answer:
    """The answer to what Decap asks for; it has asked before whether it may, and is told the same."""
    asked = post(admin, {"action": "mayDelete", "params": {"path": path}})
    answer = _delete(admin, path)
    assert asked.status == answer.status
    assert asked.data == (b"{}" if answer.status == 200 else answer.data)
    return answer


def _delete(admin: Admin, path: str) -> Answer:
    return post(admin, {"action": "deleteFiles", "params": {"paths": [path]}})


def tree(root: Path) -> dict[str, bytes]:
    """The files of the archive but for its cache."""
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def deleted(root: Path) -> dict[str, bytes]:
    """What was deleted, by the path that it had."""
    files = [path for path in (root / ".cache/deleted").rglob("*") if path.is_file()]
    return {"/".join(path.relative_to(root).parts[3:]): path.read_bytes() for path in files}


# --- adding


def test_a_picture_is_added_under_a_name_that_an_address_can_have(root: Path, admin: Admin) -> None:
    told = json.loads(upload(admin, f"{FOLDER}/Тоң району (1).PNG", png()).data)
    assert told == {"path": f"{FOLDER}/tong-rayonu-1.png", "link": "story/tong-rayonu-1.png"}
    assert (root / told["path"]).read_bytes() == png()
    assert (root / told["path"]).stat().st_mode & 0o777 == 0o644
    assert json.loads(upload(admin, f"{FOLDER}/again.png", png()).data) == told  # the same content
    other = json.loads(upload(admin, f"{FOLDER}/Тоң району 1.png", png(3)).data)
    assert other["link"] == "story/tong-rayonu-1-2.png"
    document = json.loads(upload(admin, f"{FOLDER}/tong-rayonu-1.pdf", PDF).data)
    assert document["link"] == "story/tong-rayonu-1-3.pdf"
    assert [each["link"] for each in ask(admin, "attachments", path=f"{PATH}.ky.md")] == [
        "story/tong-rayonu-1-2.png", "story/tong-rayonu-1-3.pdf", "story/tong-rayonu-1.png"
    ]  # fmt: skip
    assert ask(admin, "attachments", path="articles/2024/old.ky.md") == []
    data = opened(admin)
    assert persist(admin, {**data, "body": f"![Жыйын]({told['link']})"}).status == 200
    assert warnings(root) == []
    assert not [path for path in tree(root) if ".achyq" in path]


@pytest.mark.parametrize(
    ("name", "data", "status", "told"),
    [
        ("a.png", png(2, GPS), 422, "where it was taken"),
        ("a.png", png(2600), 422, "heavy: 2,600×2"),
        ("a.png", png() + bytes(1_000_000), 422, "heavy: 2×2 pixels, 1,000 KB"),
        ("a.jpg", b"<script>alert(1)</script>", 422, "not what '.jpg' stands for"),
        ("a.webp", b"RIFF____WAVE", 422, "not what '.webp' stands for"),
        ("a.txt", b"\0", 422, "not what '.txt' stands for"),
        ("a.pdf", b"", 422, "is empty"),
        ("a.pdf", PDF + bytes(MAX_ATTACHMENT), 413, "at most 20 MB"),
        ("a.svg", b"<svg/>", 403, ".csv, .gif, .jpeg"),
        ("a.html", b"<p>", 403, "no file of an article"),
        ("a", b"a", 403, "no file of an article"),
        (".png", png(), 403, "no file of an article"),
        (".htaccess.txt", b"a", 403, "no file of an article"),
        ("a\n.png", png(), 403, "no file of an article"),
    ],
    ids=lambda value: "data" if isinstance(value, bytes) else repr(value),
)
def test_what_check_would_not_have_is_not_taken(
    root: Path, admin: Admin, name: str, data: bytes, status: int, told: str
) -> None:
    before = tree(root)
    answer = upload(admin, f"{FOLDER}/{name}", data)
    assert told in refusal(answer, status)
    assert tree(root) == before
    assert not (root / FOLDER).exists()
    # Of a picture that is only too much, or says too much, the browser can make another.
    assert json.loads(answer.data).get("mendable", False) == (
        told.startswith(("where", "heavy")) and name.endswith("png")
    )


def test_a_moving_picture_is_not_copied(admin: Admin) -> None:
    answer = upload(admin, f"{FOLDER}/a.gif", b"GIF89a" + struct.pack("<HH", 3000, 2))
    assert "heavy" in refusal(answer, 422)
    assert "mendable" not in json.loads(answer.data)


def test_files_belong_to_a_story_that_is_there(root: Path, admin: Admin) -> None:
    assert "no such article" in refusal(upload(admin, "articles/2025/none/a.png", png()), 404)
    assert "no such article" in refusal(upload(admin, "articles/1999/none/a.png", png()), 404)
    assert not (root / "articles/1999").exists()


@pytest.mark.parametrize(
    "asset",
    [
        {}, {"path": f"{FOLDER}/a.png"}, {"path": f"{FOLDER}/a.png", "content": "AA==", "encoding": "utf-8"},
        {"path": f"{FOLDER}/a.png", "content": "A", "encoding": "base64"},
        {"path": f"{FOLDER}/a.png", "content": "Ж", "encoding": "base64"},
        {"path": f"{FOLDER}/a.png", "content": 1, "encoding": "base64"},
        {"path": 1, "content": "AA==", "encoding": "base64"}, [], "a", None,
    ],
    ids=str,
)  # fmt: skip
def test_requests_that_make_no_sense(root: Path, admin: Admin, asset: Any) -> None:
    before = tree(root)
    assert refusal(post(admin, {"action": "persistMedia", "params": {"asset": asset}}), 400)
    assert tree(root) == before


PARTS = [
    "articles",
    "2025",
    "story",
    "old",
    "2024",
    "..",
    ".",
    "/",
    "//",
    "\\",
    "a.png",
    ".ky",
    ".md",
    "\0",
    "~",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(st.lists(st.sampled_from(PARTS), max_size=9))
@example(["articles", "/", "2025", "/", "story", "/", "a.png"])
@example(["articles", "/", "2025", "/", "story", "/", "..", "/", "a.png"])
@example(["articles", "/", "..", "/", "..", "/", "a.png"])
@example(["/", "articles", "/", "2025", "/", "story", "/", "a.png"])
def test_no_path_leads_out(root: Path, admin: Admin, parts: list[str]) -> None:
    path = "".join(parts)
    before = tree(root.parent)
    answer = upload(admin, path, png())
    new = tree(root.parent).keys() - before.keys()
    assert {os.path.dirname(file) for file in new} <= {
        "archive/articles/2025/story",
        "archive/articles/2024/old",
    }
    assert bool(new) == (answer.status == 200)
    assert {file: data for file, data in tree(root.parent).items() if file in before} == before
    for file in new:
        (root.parent / file).unlink()
        (root.parent / file).parent.rmdir()
    # Neither is anything deleted: the only draft is asked for below, by its whole path.
    if path != PATH:
        assert delete(admin, path).status != 200
        assert tree(root.parent) == before
    asked = post(admin, {"action": "attachments", "params": {"path": path}})
    assert asked.status in (200, 403)
    assert asked.status == 403 or path.startswith("articles/202")


def test_symbolic_links_are_not_followed(root: Path, admin: Admin, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.png").write_bytes(png())
    (root / FOLDER).symlink_to(tmp_path / "elsewhere")
    assert "symbolic link" in refusal(upload(admin, f"{FOLDER}/b.png", png(3)), 403)
    assert "symbolic link" in refusal(delete(admin, f"{FOLDER}/a.png"), 403)
    assert "symbolic link" in refusal(post(admin, {"action": "attachments", "params": {"path": PATH}}), 403)
    (root / FOLDER).unlink()
    (root / FOLDER).mkdir()
    (root / FOLDER / "a.png").symlink_to(tmp_path / "elsewhere/a.png")
    assert json.loads(upload(admin, f"{FOLDER}/a.png", png(3)).data)["link"] == "story/a-2.png"
    assert delete(admin, f"{FOLDER}/a.png").status == 404
    assert delete(admin, PATH).status == 200
    assert (tmp_path / "elsewhere/a.png").read_bytes() == png()


def test_nothing_is_half_written(root: Path, admin: Admin, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = tree(root)
    monkeypatch.setattr(os, "link", full)
    assert "disk is full" in refusal(upload(admin, f"{FOLDER}/a.png", png()), 500)
    assert tree(root) == before
    assert not (root / FOLDER).exists()


# --- deleting


def test_a_draft_goes_with_its_files_and_can_be_had_again(root: Path, admin: Admin) -> None:
    upload(admin, f"{FOLDER}/a.png", png())
    before = tree(root)
    assert delete(admin, PATH).status == 200
    assert tree(root).keys() == before.keys() - {PATH, f"{FOLDER}/a.png"}
    assert not (root / FOLDER).exists()
    assert deleted(root) == {PATH: before[PATH], f"{FOLDER}/a.png": png()}
    assert "no such article" in refusal(delete(admin, PATH), 404).lower()
    assert warnings(root) == []


def test_files_stay_as_long_as_the_story_has_an_article(root: Path, admin: Admin) -> None:
    other = "articles/2025/story.ru.md"
    translated = article("Событие", language="ru", status="draft", translated_from="ky", date="")
    make(root, {other: translated, f"{FOLDER}/a.png": png()})
    assert refusal(delete(admin, PATH), 409).endswith(f"Delete them first: {other}")
    assert delete(admin, other).status == 200
    assert (root / FOLDER / "a.png").is_file()
    assert delete(admin, PATH).status == 200
    assert not (root / FOLDER).exists()


@pytest.mark.parametrize(
    "text",
    [
        article("Окуя"),
        article("Окуя", status="published"),
        article("Окуя", status="withdrawn", withdrawn_reason="Ката."),
        DRAFT.replace("language: ky", "language: ["),
        "no front matter",
    ],
)
def test_what_readers_may_know_is_not_deleted(root: Path, admin: Admin, text: str) -> None:
    (root / PATH).write_text(text, "utf-8")
    before = tree(root)
    assert "Only drafts are deleted" in refusal(delete(admin, PATH), 409)
    assert tree(root) == before


@pytest.mark.parametrize("link", ["../2025/story.ky.md", "../2025/story.md", "../2025/story.ky.md#a"])
def test_what_others_lead_to_is_not_deleted(root: Path, admin: Admin, link: str) -> None:
    other = "articles/2024/old.ky.md"
    make(root, {other: article("Эски", f"[Окуя]({link}).", date="2024")})
    assert refusal(delete(admin, PATH), 409).endswith(f"Change their links first: {other}")
    make(root, {other: article("Эски", "story.ky.md, [Окуя](../2025/story.ru.md).", date="2024")})
    assert delete(admin, PATH).status == 200


def test_a_file_that_a_text_shows_is_not_deleted(root: Path, admin: Admin) -> None:
    path = f"{FOLDER}/a.png"
    make(root, {path: png(), PATH: DRAFT.replace("Текст.", "![Жыйын](story/a.png)")})
    assert refusal(delete(admin, path), 409).endswith(f"Take it out of their text and save: {PATH}")
    (root / PATH).write_text(DRAFT.replace("language: ky", "language: [ a.png"), "utf-8")
    assert refusal(delete(admin, path), 409)  # where its links lead can't be known
    (root / PATH).write_text(DRAFT, "utf-8")
    assert delete(admin, path).status == 200
    assert deleted(root) == {path: png()}
    assert "no such file" in refusal(delete(admin, path), 404)


def test_every_kind_of_file_may_be_added(admin: Admin) -> None:
    begins = {
        ".png": png(),
        ".jpg": b"\xff\xd8\xff",
        ".jpeg": b"\xff\xd8\xff\xd9",
        ".gif": b"GIF89a",
        ".pdf": PDF,
    }
    begins |= {".webp": b"RIFF____WEBP", ".csv": b"a,b\n", ".txt": "Текст".encode()}
    assert begins.keys() == ATTACHMENTS
    for suffix, data in begins.items():
        assert upload(admin, f"{FOLDER}/a{suffix}", data).status == 200

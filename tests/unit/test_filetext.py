"""Files in old encodings and with marks of a merge, as every command meets them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.editing_archive import archive

from achyq import cli, filetext
from achyq.errors import InputError

CYRILLIC = "Коррупцияга каршы күрөшүү: жыйын өттү".replace("ү", "у").replace("ө", "о")
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (CYRILLIC.encode("cp1251"), "Windows-1251"),
        (CYRILLIC.encode("utf-16"), "UTF-16"),
        ("title: A\nlanguage: en\n§".encode("utf-16-be"), "UTF-16"),
        (b"title: caf\xc3 \xa9\xa9\xa9", "Save it"),
        (b"\x80", "Save it"),
    ],
)
def test_what_an_encoding_seems_to_be(data: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        filetext.text_of("a.md", data)
    (problem,) = caught.value.problems
    assert problem.code == "not-utf8"
    assert problem.hint.startswith(said if said == "Save it" else f"It seems to be {said}. Save it")


def test_a_text() -> None:
    assert filetext.text_of("a", b"\xef\xbb\xbfa\r\nb <<<<<<< c\n <<<<<<<\n<<<<<<<x\n=======\n") == (
        "a\nb <<<<<<< c\n <<<<<<<\n<<<<<<<x\n=======\n"
    )


@pytest.mark.parametrize(
    "command",
    [
        ["check"], ["fmt"], ["status"], ["registry", "check"], ["import", "a.txt"],
        ["registry", "rename", "tags", "meeting", "meet"],
        ["registry", "add", "tags", "new", "--name", "ru=А"],
        ["new", "--title", "A b", "--language", "ky"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["cp1251", "utf-16", "merge"])
def test_a_registry_that_cannot_be_read(
    command: list[str], kind: str, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command says so in our words, and says nothing of the articles that name its terms."""
    archive().write(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Жыйын өттү\n\nНарын шаарында жыйын өттү.\n", "utf-8")
    path = tmp_path / "registry/tags.yml"
    text = "# Темалар\n" + path.read_text("utf-8")
    path.write_bytes(f"<<<<<<< HEAD\n{text}".encode() if kind == "merge" else text.encode(kind, "replace"))
    code = cli.main(["--lang", "en", "-C", str(tmp_path), *command])
    said = capsys.readouterr().err
    assert code == 1
    assert said.startswith("registry/tags.yml:")
    assert ("[merge-conflict]" if kind == "merge" else "[not-utf8] The file is not UTF-8 text") in said
    assert "codec" not in said
    assert said.count("error [") == 1

"""Addresses and pages that work from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from achyq import filecopy
from achyq.errors import UsageError


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("../tags/", "../tags/index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../../regions/kg/#y2020", "../../regions/kg/index.html#y2020"),
        ("../search/?q=a/b", "../search/index.html?q=a/b"),
        ("../search/?tag=x#y", "../search/index.html?tag=x#y"),
        ("feed.xml", "feed.xml"),
        ("#part/", "#part/"),
        ("?q=x/", "?q=x/"),
        ("", ""),
        ("https://news.example/", "https://news.example/"),
        ("//news.example/", "//news.example/"),
        ("mailto:a@b.example/", "mailto:a@b.example/"),
    ],
)
def test_addresses(address: str, expected: str) -> None:
    assert filecopy.in_file(address) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a class=x href=../a/>A</a>", '<a class=x href="../a/index.html">A</a>'),
        ('<a title="href=b/ >" href="a/">A</a>', '<a title="href=b/ >" href="a/index.html">A</a>'),
        ('<p>href=a/ &lt;a href="a/"&gt;</p>', '<p>href=a/ &lt;a href="a/"&gt;</p>'),
        ('<form action="../search/">', '<form action="../search/index.html">'),
        ('<a data-href="a/">', '<a data-href="a/">'),
        (
            '<meta http-equiv="refresh" content="0; url=../b/">',
            '<meta http-equiv="refresh" content="0; url=../b/index.html">',
        ),
        (
            '<meta http-equiv="Content-Security-Policy" content="img-src \'self\' data:">',
            '<meta http-equiv="Content-Security-Policy" content="img-src file: data:">',
        ),
        ('<link rel="manifest" href="m">', ""),
        ('<link rel="icon" href="i">', '<link rel="icon" href="i">'),
        ('<script type="module" src="s"></script>', "</script>"),
        ('<script src="s"></script>', '<script src="s"></script>'),
    ],
)
def test_tags(html: str, expected: str) -> None:
    assert filecopy.opened(html) == expected


@pytest.mark.parametrize("name", ["copy", "copy.tar", "folder.zip", "nowhere/copy.zip"])
def test_where_no_copy_can_be_is_said_before_the_build(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder.zip").mkdir()
    with pytest.raises(UsageError):
        filecopy.check(tmp_path / name)


def test_pictures_of_pages_stay_behind_and_attachments_come_along(tmp_path: Path) -> None:
    for name in (
        "card.png",
        "en/card.png",
        "en/2024/a/card.png",
        "en/2024/a/index.html",
        "files/2024/card.png",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert [*filecopy.paths(tmp_path)] == ["en/2024/a/index.html", "files/2024/card.png"]

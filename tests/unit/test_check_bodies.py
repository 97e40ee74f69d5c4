"""A check reads bodies without making HTML: it must find the same links and headings as a build."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq import markdown

PIECES = [
    "[x](a.ky.md)", "![x](https://x.example/a.png)", "<https://x.example>", "[a]: b.md", "[a]", "# Баш",
    "Баш\n===",
    "Баш\n-", " Баш\n  ---", "> Баш\n> ---", "- Баш\n  -", "text", "1. # Баш", "[^1]", "[^1]: note", "\n",
    "[^]", "[^]: b.ky.md", "[^a b]", "[^a b]: b.ky.md", "[^1](b.ky.md)", "[^1][b]", "[^1]: b.ky.md",
    "- [^1]: b.ky.md",
    "Баш\n=== ", "Баш\n-\t", "- Баш\n  == \n", "1. Баш\n   -\n", ": ", "[^ä]: b.ky.md", "![^1]", "[",
    "\t# x", "|a|\n|-|", "*b*", "[x](#баш)", "<a href=x>", "-", "=", "Баш\n=",
]  # fmt: skip


def same(text: str) -> None:
    shown = markdown.render(text, "ky", "2025/a")
    quiet = markdown.render(text, "ky", "2025/a", show=False)
    assert (quiet.links, quiet.bad, quiet.anchors) == (shown.links, shown.bad, shown.anchors)
    assert quiet.html == ""


@pytest.mark.parametrize("piece", PIECES)
def test_each_piece(piece: str) -> None:
    same(piece)


@given(st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n"]), max_size=12).map("".join))
def test_any_body(text: str) -> None:
    same(text)

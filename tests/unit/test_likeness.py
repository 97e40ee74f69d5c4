"""What texts have in common, and which stories are alike for it."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq import likeness, traits


def common(one: str, other: str) -> int:
    return len(set(array("I", traits.of(one))) & set(array("I", traits.of(other))))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Нарындагы", "Naryn"),
        ("Прокуратурасында", "prokuraturaning"),
        ("Бишкекте", "Bishkek"),
        ("Жалал-Абадда", "Жалал-Абадский"),
        ("Казахстан", "Kazakhstan"),
        ("чиновниктер", "chinovniklar"),
        ("оʻqituvchilarga", "oʼqituvchi"),
        ("12 847 сом", "12,847 soms"),
        ("23.02.2018", "23.02.2018-жылы"),
    ],
)
def test_one_trait_in_any_language(one: str, other: str):
    assert common(one, other) == 1


@pytest.mark.parametrize("text", ["", "бул да", "2025", "2025-ж., 12 адам", "1990 2026"])
def test_short_words_and_years_say_nothing(text: str):
    assert traits.of(text) == b""


@given(st.lists(st.text(max_size=40), max_size=4))
def test_any_text_has_traits_in_order(texts: list[str]):
    found = list(array("I", traits.of(*texts)))
    assert found == sorted(set(found))
    assert len(found) <= 64


def test_a_sample_of_a_long_text_is_kept():
    assert len(traits.of(" ".join(f"{n:04}word" for n in range(1000)))) == 64 * 4


def said(*numbers: int) -> bytes:
    return array("I", numbers).tobytes()


def test_stories_that_share_rare_traits_are_alike():
    found = dict(
        likeness.find(
            {
                "2025/a": said(1, 2, 3, 4, 5, 10),
                "2025/b": said(1, 2, 3, 4, 5, 20),
                "2025/c": said(1, 2, 3, 4, 30, 31, 32, 33),
                "2025/d": said(1, 2, 3, 40),
            }
        )
    )
    assert [like.story for like in found["2025/a"]] == ["2025/b", "2025/c"]
    assert found["2025/a"][0].likeness > found["2025/a"][1].likeness
    assert "2025/d" not in found  # three are too few


def test_what_many_say_makes_nobody_alike():
    assert not dict(likeness.find({f"2025/{n}": said(1, 2, 3, 4, 5, 100 + n) for n in range(17)}))


@given(
    st.dictionaries(
        st.integers(0, 30).map(lambda n: f"2025/{n}"),
        st.lists(st.integers(0, 12), max_size=10).map(lambda numbers: said(*numbers)),
    )
)
def test_alike_is_a_law(all_said: dict[str, bytes]):
    found = dict(likeness.find(all_said))
    for story, likes in found.items():
        assert story not in {like.story for like in likes}
        assert 0 < len(likes) <= 4
        assert list(likes) == sorted(likes, key=lambda like: (-like.likeness, like.story))
        for like in likes:
            assert 0 < like.likeness <= 1.001
            back = {other.story: other.likeness for other in found[like.story]}
            # Both see the same likeness, if there is room for it.
            assert back.get(story, like.likeness) == like.likeness
            assert story in back or len(back) == 4
    assert dict(likeness.find(dict(reversed(all_said.items())))) == found


def test_what_is_remembered_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "Нарындагы жолугушуу",
        "Naryndagi uchrashuv",
        "ъъъъъъ ььььь",
        "1 250 000 сом, 2024",
        "",
        "Нарындагы",
    ]
    alone = []
    for text in texts:
        monkeypatch.setattr(traits, "_met", [{}])
        alone.append(traits.of(text))
    monkeypatch.setattr(traits, "_REMEMBERED", 1)
    monkeypatch.setattr(traits, "_met", [{}])
    assert [traits.of(text) for text in [*texts, *texts]] == [*alone, *alone]
    assert len({*alone}) > 3

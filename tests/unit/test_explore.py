"""Maps, tallies and coverage: laws that hold of any archive, and the project's own map."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq import listing_page, registry_files, tile_map
from achyq.locale import LOCALES
from achyq.registry import Term

REGIONS = Path(__file__).parents[2] / "registry" / "regions"


@pytest.fixture(scope="module")
def regions() -> dict[str, Term]:
    files = [(str(path), path.read_text("utf-8")) for path in sorted(REGIONS.glob("*.yml"))]
    problems: list[object] = []
    terms = registry_files.read("regions", files, problems.append)
    linked = registry_files.link({"regions": terms}, problems.append)
    assert problems == []
    return linked["regions"].terms


def first_level(regions: dict[str, Term]) -> list[Term]:
    return [term for term in regions.values() if term.level == "region"]


def test_every_region_that_exists_has_a_tile_of_its_own(regions: dict[str, Term]):
    current = [term for term in first_level(regions) if not term.valid_to]
    assert len(current) == 9 + 20 + 14 + 5 + 6
    taken = Counter((term.parent, term.tile) for term in current)
    assert all(term.tile and term.abbr for term in current)
    assert set(taken.values()) == {1}


def test_only_regions_that_exist_have_tiles(regions: dict[str, Term]):
    assert not [t.id for t in regions.values() if t.tile and (t.level != "region" or t.valid_to)]


@pytest.mark.parametrize("locale", [locale.code for locale in LOCALES])
def test_names_on_a_map_are_short_and_differ(regions: dict[str, Term], locale: str):
    names: dict[str, list[str]] = defaultdict(list)
    for term in first_level(regions):
        if term.abbr:
            names[term.parent].append(term.abbr[locale])
    for shown in names.values():
        assert len(set(shown)) == len(shown)
        assert max(map(len, shown)) <= 8


def test_every_map_is_in_one_piece(regions: dict[str, Term]):
    """From each tile the others of its country can be reached over sides or corners."""
    places: dict[str, set[tuple[int, int]]] = defaultdict(set)
    for term in first_level(regions):
        if term.tile:
            places[term.parent].add((ord(term.tile[0]), int(term.tile[1])))
    assert len(places) == 5
    for tiles in places.values():
        reached: set[tuple[int, int]] = set()
        front = [min(tiles)]
        while front:
            x, y = front.pop()
            if (x, y) in tiles - reached:
                reached.add((x, y))
                front += [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert reached == tiles


@given(st.integers(1, 10**6), st.lists(st.integers(0, 10**6)))
def test_shades_follow_numbers(most: int, counts: list[int]):
    scale = tile_map.steps(most)
    assert scale[0] == 1
    assert len(scale) == len(set(scale)) <= 4
    shades = [tile_map.shade(count, scale) for count in sorted(counts)]
    assert shades == sorted(shades)
    assert all((shade == 0) == (count == 0) for count, shade in zip(sorted(counts), shades, strict=True))
    assert tile_map.shade(most, scale) == len(scale)


@given(st.lists(st.integers(1, 250), min_size=1, max_size=30))
def test_first_page_has_whole_years_until_there_are_enough(numbers: list[int]):
    counts = [(str(2030 - place), number) for place, number in enumerate(numbers)]
    first = listing_page.first_years(counts)
    shown = [number for year, number in counts if year in first]
    assert first == {year for year, _ in counts[: len(shown)]}
    if sum(numbers) <= listing_page.ONE_PAGE:
        assert len(shown) == len(counts)
    else:
        assert sum(shown[:-1]) < listing_page.FIRST_PAGE
        assert sum(shown) >= listing_page.FIRST_PAGE

"""Maps of tiles: one tile for each first-level region of a country, where its neighbours lie.

Drawn from the `tile` and `abbr` of the regions' registry, so no border and no map of others is
needed. Tiles are links in the order of reading; the same numbers stand in a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from achyq import tally
from achyq.locale import number
from achyq.registry import Term
from achyq.view import ROOT, View, escape


def tiles(view: View, country: str) -> list[Term]:
    """The regions of a country that have a place on its map, from the north-west."""
    terms = [term for term in tally.first_level(view.registry("regions"), country) if term.tile]
    return sorted(terms, key=lambda term: (term.tile[1], term.tile[0]))


def steps(most: int) -> list[int]:
    """The smallest number of each shade, of at most four: 1 and an eighth, quarter and half of `most`;
    when that is four or less, each number has its own.
    """
    if most <= 4:
        return list(range(1, most + 1))
    return sorted({1, *(-(-most // part) for part in (8, 4, 2))})


def shade(count: int, scale: list[int]) -> int:
    """The number of the shade for a count; 0 for none."""
    return sum(count >= low for low in scale)


def draw(view: View, country: str, counts: Mapping[str, int] | None, scale: list[int], here: str = "") -> str:
    """The map of a country. Without `counts` it only shows where the region `here` lies."""
    items = []
    for term in tiles(view, country):
        name = (term.abbr or term.name)[view.locale]
        classes, shown = f"x{term.tile[0]} y{term.tile[1]}", ""
        if counts is not None:
            count = counts.get(term.id, 0)
            classes += f" s{shade(count, scale)}"
            shown = f" <b>{number(count, view.locale)}</b>"
        current = " aria-current=page" if term.id == here else ""
        items.append(
            f'<li class="{classes}"><a href={ROOT}regions/{term.slug}/{current}>{escape(name)}{shown}'
            f" <span>{escape(term.label(view.locale))}</span></a>"
        )
    wide = max((term.tile[0] for term in tiles(view, country)), default="")
    return f'<ol class="tiles k{wide}">{"".join(items)}</ol>' if items else ""


def legend(view: View, scale: list[int]) -> str:
    """What the shades mean."""
    if not scale:
        return ""
    ends = [*(low - 1 for low in scale[1:]), 0]
    chips = ["<span class=s0>0</span>"]
    for step, (low, high) in enumerate(zip(scale, ends, strict=True), 1):
        text = number(low, view.locale)
        if high != low:
            text += f"–{number(high, view.locale)}" if high else "+"
        chips.append(f"<span class=s{step}>{text}</span>")
    return f'<p class="legend">{view.say("Stories")}: {" ".join(chips)}</p>'


def rows(view: View, country: str, counts: Mapping[str, int]) -> str:
    """The rows of a table with the numbers of a map; regions of before only if they have any."""
    ids = [
        term.id
        for i in view.registry("regions").children.get(country, ())
        if (term := view.term("regions", i)).level == "region" and (not term.valid_to or counts.get(i))
    ]
    return "".join(
        f"<tr><th scope=row>{view.link('regions', term.id)}<td>{number(counts.get(term.id, 0), view.locale)}"
        for term in view.sorted_terms("regions", ids)
    )


def table(view: View, label: str, body: str, head: Iterable[str]) -> str:
    """A table to unfold, with the numbers of what is drawn above it; `label` is what that shows."""
    heads = "".join(f"<th scope=col>{name}" for name in head)
    return (
        f'<details class="data"><summary>{view.say("The same as a table")}</summary>'
        f'<div class="wide" tabindex=0 role=region aria-label="{label}">'
        f"<table><thead><tr>{heads}<tbody>{body}</table></div></details>"
    )


def counts(view: View, country: str) -> dict[str, int]:
    """The number of stories of each region of a country."""
    return {i: len(view.stories("regions", i)) for i in view.registry("regions").children.get(country, ())}


def whole(view: View, country: str, numbers: Mapping[str, int], label: str) -> str:
    """A country's map with its legend and its table, or '' for a country without tiles."""
    scale = steps(max(numbers.values(), default=0))
    drawn = draw(view, country, numbers, scale)
    if not drawn:
        return ""
    body = rows(view, country, numbers)
    head = (view.say("Region"), view.say("Stories"))
    return f"{drawn}{legend(view, scale)}{table(view, label, body, head)}"

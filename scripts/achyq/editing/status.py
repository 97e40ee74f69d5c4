"""`achyq status`: what is left to do in each language, and what the archive covers."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from achyq import fields, messages
from achyq.article import Record
from achyq.build import Options, Silent, load
from achyq.editing.speech import Speech
from achyq.ledger import CACHE, Ledger
from achyq.library import Library
from achyq.locale import language_name
from achyq.readings import Known
from achyq.registry import Registry
from achyq.story import Article, Story
from achyq.version import code_version
from achyq.workers import default_jobs


class Left(NamedTuple):
    """What is left to do in one language: ids of stories without an article in it (`untranslated`),
    and paths of its own articles: translations whose original has changed (`stale`) or that do not
    say what they were made from (`unmarked`), drafts, and originals whose year (`undated`) or
    region is not known. `automatic` counts stories with no more than a transliteration.
    """

    articles: int
    automatic: int
    untranslated: tuple[str, ...]
    stale: tuple[str, ...]
    unmarked: tuple[str, ...]
    drafts: tuple[str, ...]
    undated: tuple[str, ...]
    without_region: tuple[str, ...]


class Coverage(NamedTuple):
    """The stories of a strategy ('': of none): how many there are in each region of the first level
    (or country; '' for none), and the regions of the strategy's country that have none.
    """

    stories: int
    regions: dict[str, int]
    gaps: tuple[str, ...]


class Status(NamedTuple):
    """The archive's state: `left` by language, `coverage` by strategy."""

    stories: int
    left: dict[str, Left]
    coverage: dict[str, Coverage]


#: The lists of `Left`, as they are headed.
LISTS = {
    "untranslated": "Not translated into it",
    "stale": "Translations whose original has changed",
    "unmarked": "Translations without a digest of their original",
    "drafts": "Drafts",
    "undated": "Without a year",
    "without_region": "Without a region",
}


def of(record_of: Callable[[str], Record], whole: Library) -> Status:
    """The state of an archive; `record_of` gives what an article file says, by its path.

    Cost: linear in the number of articles.
    """
    left = {code: _left(code, record_of, whole) for code in fields.LOCALE_CODES}
    strategies = ("", *whole.registries["strategies"].terms)
    return Status(len(whole.stories), left, {term: _covered(term, whole) for term in strategies})


def _covered(strategy: str, whole: Library) -> Coverage:
    """Where the stories of a strategy took place."""
    regions = whole.registries["regions"]
    under = [story for story in whole.stories if strategy in (story.original.strategies or ("",))]
    counts: dict[str, int] = {}
    for story in under:
        for region in {_top(region, regions) for region in story.original.regions} or {""}:
            counts[region] = counts.get(region, 0) + 1
    country = whole.registries["strategies"][strategy].country if strategy else ""
    here = [regions[i] for i in regions.children.get(country, ()) if country]
    gaps = tuple(r.id for r in here if r.id not in counts and r.level == "region" and not r.valid_to)
    return Coverage(len(under), dict(sorted(counts.items())), gaps)


def _left(code: str, record_of: Callable[[str], Record], whole: Library) -> Left:
    own, automatic, untranslated, states = [], 0, [], {}
    for story in whole.stories:
        article = story.articles.get(code)
        if article is None:
            untranslated.append(story.id)
        elif article.automatic:
            automatic += 1
        else:
            own.append(article)
            if article.translated_from:
                states[article.path] = _state(article, story, record_of)
    originals = [a for a in own if not a.translated_from]
    return Left(
        articles=len(own),
        automatic=automatic,
        untranslated=tuple(untranslated),
        stale=tuple(path for path, state in states.items() if state == "stale"),
        unmarked=tuple(path for path, state in states.items() if state == "unmarked"),
        drafts=_paths(own, lambda a: a.status == "draft"),
        undated=_paths(originals, lambda a: all(d is None or d.year is None for d in (a.date, a.event_date))),
        without_region=_paths(originals, lambda a: not a.regions),
    )


def _paths(articles: Sequence[Article], wanted: Any) -> tuple[str, ...]:
    return tuple(article.path for article in articles if wanted(article))


def _state(translation: Article, story: Story, record_of: Callable[[str], Record]) -> str:
    """Whether a translation is 'stale', 'unmarked', or neither ('')."""
    made_from = record_of(translation.path).values["translated_from"]
    original = story.articles.get(made_from["language"])
    if "digest" not in made_from:
        return "unmarked"
    return "stale" if original and record_of(original.path).text != made_from["digest"] else ""


def _top(region: str, regions: Registry) -> str:
    """The region of the first level that a region lies in, or the country itself."""
    line = [region, *regions.ancestors(region)]
    return next((i for i in line if regions[i].level == "region"), line[-1])


def run(root: Path, args: argparse.Namespace) -> int:
    """Print the state of the archive; gives the exit code. Raises InputError when it has problems."""
    tell = Speech(messages.spoken(args))
    record_of, whole = _read(root)
    status = of(record_of, whole)
    codes = [args.language] if args.language else list(fields.LOCALE_CODES)
    if args.json:
        print(json.dumps(_as_json(status, codes), ensure_ascii=False, indent=1))
        return 0
    if status.stories == 0:
        print(tell("The archive has no stories yet."))
        return 0
    print("\n".join(_report(status, whole, codes, tell)))
    return 0


def _read(root: Path) -> tuple[Callable[[str], Record], Library]:
    """What each article file says, by path, and the library with its drafts."""
    cache = root / CACHE
    cache.mkdir(exist_ok=True)
    options = Options(root, root / "site", drafts=True)
    whole, bodies = load(options, cache, Silent(), default_jobs())
    bodies.close()
    readings: Ledger[Known] = Ledger(cache, "readings", code_version())
    return lambda path: readings.entries[path].record, whole


def _as_json(status: Status, codes: Sequence[str]) -> dict[str, Any]:
    languages = {code: status.left[code]._asdict() for code in codes}
    coverage = [{"strategy": term, **covered._asdict()} for term, covered in status.coverage.items()]
    return {"stories": status.stories, "languages": languages, "coverage": coverage}


def _report(status: Status, whole: Library, codes: Sequence[str], tell: Speech) -> Iterator[str]:
    yield tell.n("{n} story", "{n} stories", status.stories)
    yield ""
    yield from _overview(status, codes, tell)
    for name, heading in LISTS.items():
        for code in codes:
            if found := getattr(status.left[code], name):
                yield ""
                yield f"{language_name(code, tell.locale)}: {tell(heading)} ({len(found)})"
                yield from (f"  {item}" for item in found)
    yield ""
    yield tell("Stories by strategy and region")
    yield from _coverage(status, whole, tell)


def _overview(status: Status, codes: Sequence[str], tell: Speech) -> Iterator[str]:
    """A column for each language: how many articles it has, and how many are left."""
    left = [status.left[code] for code in codes]
    rows = [
        (tell("Articles"), *(str(each.articles) for each in left)),
        (tell("Transliterated automatically"), *(str(each.automatic) for each in left)),
    ]
    rows += [
        (tell(heading), *(str(len(getattr(each, name))) for each in left)) for name, heading in LISTS.items()
    ]
    yield from table(["", *codes], rows)


def _coverage(status: Status, whole: Library, tell: Speech) -> Iterator[str]:
    """For each strategy the regions with their numbers, and those that have none."""
    regions, strategies = whole.registries["regions"], whole.registries["strategies"]
    for strategy, covered in status.coverage.items():
        if not covered.stories and not strategy:
            continue
        name = strategies[strategy].label(tell.locale) if strategy else tell("Without a strategy")
        yield f"  {name}: {covered.stories}"
        counts = [
            f"{regions[region].label(tell.locale) if region else tell('no region')} {count}"
            for region, count in covered.regions.items()
        ]
        if counts:
            yield f"    {', '.join(counts)}"
        if covered.stories and covered.gaps:
            gaps = ", ".join(regions[region].label(tell.locale) for region in covered.gaps)
            yield f"    {tell('none: {regions}', regions=gaps)}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows with their columns in line: the first to the left, numbers to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    for row in (head, *rows):
        first, *others = row
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()

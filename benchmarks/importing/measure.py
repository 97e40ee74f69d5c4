"""How well `achyq import` reads the invented press releases in tests/import: one table, one command.

    python benchmarks/importing/measure.py [--set SET] [--by-set] [--faults]

Each text has its gold values in a head of `key: value` lines. In its body a line that begins with `~` is page
furniture and one with `=` the headline; the marks are taken away before the text is read. The texts of the
set `develop` were looked at while the rules were written, those of `measure` only counted; `fresh` and
all later ones were written afterwards, counted once as they were, and then used to mend the rules.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from achyq.importer import lookalikes, morphology, reading, resemblance, terms  # noqa: E402
from achyq.importer.guess import Guess, Hints  # noqa: E402
from achyq.importer.raw import Extract  # noqa: E402

SETS = tuple(
    """
    develop measure fresh second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
    thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
    twenty-second twenty-third twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth
    twenty-ninth thirtieth thirty-first thirty-second thirty-third thirty-fourth thirty-fifth thirty-sixth
    thirty-seventh thirty-eighth thirty-ninth fortieth forty-first forty-second forty-third forty-fourth
    forty-fifth forty-sixth forty-seventh forty-eighth forty-ninth fiftieth fifty-first fifty-second
    fifty-third fifty-fourth fifty-fifth
    """.split()
)
TEXTS = ROOT / "tests/import"
FIELDS = (
    "language",
    "title",
    "date",
    "event_date",
    "region",
    "strategy",
    "organiser",
    "source",
    "masked",
    "junk",
    "body",
)
#: Fields that may have several values.
MANY = ("region", "strategy", "organiser", "masked")


class Sample(NamedTuple):
    """One text with its gold values."""

    name: str
    half: str
    gold: dict[str, str]
    text: str
    title: str
    junk: tuple[str, ...]
    body: tuple[str, ...]


class Score(NamedTuple):
    """What was right, wrongly given and missed, in one field."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: object) -> Score:
        assert isinstance(other, Score)
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def share(self) -> float:
        """The share of what is right; of a wrong value and the one it should have been, one counts."""
        return self.right / max(1, self.right + max(self.wrong, self.missed))

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if any(self) else 1.0


@cache
def load(path: Path) -> Sample:
    """Read one text with its gold values."""
    head, text = lookalikes.repaired(path.read_text("utf-8")).split("---\n", 1)
    gold = dict(line.split(": ", 1) for line in head.splitlines())
    lines = text.splitlines()
    marked = {mark: tuple(line[1:] for line in lines if line[:1] == mark) for mark in "~="}
    plain = tuple(line for line in lines if line[:1] not in ("~", "=") and line.strip())
    bare = "\n".join(line[1:] if line[:1] in ("~", "=") else line for line in lines)
    return Sample(path.stem, gold["set"], gold, bare, marked["="][0], marked["~"], plain)


def samples(half: str = "") -> list[Sample]:
    """All texts, or those of one set."""
    found = [load(path) for path in sorted(TEXTS.glob("*.txt"))]
    return [sample for sample in found if half in ("", sample.half)]


def score(sample: Sample, read: reading.Reading) -> dict[str, tuple[Score, str]]:
    """For each field what was right, with words about what was not."""
    gold = sample.gold
    result = {
        "language": _one(gold["language"], read.language.value),
        "title": _one(sample.title, read.title.value if read.title else ""),
        "date": _one(gold.get("date", ""), read.date.value if read.date else ""),
        "event_date": _one(gold.get("event_date", ""), read.event_date.value if read.event_date else ""),
        "region": _many(gold.get("region", "").split(), [guess.value for guess in read.region]),
        "strategy": _many(gold.get("strategy", "").split(), [guess.value for guess in read.strategy]),
        "organiser": _organisers(gold.get("organiser", ""), read.organiser),
        "source": _source(gold.get("source", ""), read),
        "masked": _count(int(gold["masked"]), read),
    }
    body = [line.text for line in read.page.body]
    title = read.title.text if read.title else ""
    left = [line for line in sample.junk if line in body]
    lost = [line for line in sample.body if line.strip() not in body and line.strip() != title]
    doubled = max(0, [*body, title].count(sample.title) - 1)
    result["junk"] = (
        Score(len(sample.junk) - len(left) - doubled, 0, len(left) + doubled),
        f"left {left}" if left else "",
    )
    why = [(line, next((d.dropped for d in read.dropped if d.text == line.strip()), "")) for line in lost]
    result["body"] = Score(len(sample.body) - len(lost), 0, len(lost)), f"lost {why}" if lost else ""
    return result


def _one(gold: str, found: str) -> tuple[Score, str]:
    if gold == found:
        return Score(int(bool(gold)), 0, 0), ""
    return Score(0, int(bool(found)), int(bool(gold))), f"{found or 'nothing'} for {gold or 'nothing'}"


def _many(gold: Iterable[str], found: Iterable[str]) -> tuple[Score, str]:
    expected, given = set(gold), set(found)
    right = Score(len(expected & given), len(given - expected), len(expected - given))
    return right, f"{sorted(given)} for {sorted(expected)}" if given != expected else ""


def _organisers(gold: str, found: tuple[Guess, ...]) -> tuple[Score, str]:
    """Ids compared as they are; names without an id by the stems of their words, but for those that say
    the country and small words (three quarters must agree).
    """
    expected = [part.strip() for part in gold.split(";") if part.strip()]
    given = [(guess.value, guess.text) for guess in found]
    right = 0
    left = list(given)
    missed = []
    for name in expected:
        match = next((pair for pair in left if _names(name, pair)), None)
        if match:
            left.remove(match)
            right += 1
        else:
            missed.append(name)
    words = f"wrong {left}, missed {missed}" if left or missed else ""
    return Score(right, len(left), len(missed)), words


def _names(gold: str, found: tuple[str | None, str]) -> bool:
    if not gold.startswith('"'):
        return gold == found[0]
    if found[0]:
        return False
    left, right = (
        {token.key[:5] for token in morphology.tokens(text) if not resemblance.is_empty(token.key)}
        for text in (gold, found[1])
    )
    alike = sum(any(_is_one_word(a, b) for b in right) for a in left)
    return alike > 0 and alike / (len(left) + len(right) - alike) >= 0.75


def _is_one_word(one: str, other: str) -> bool:
    """Whether the beginnings of two words are of one, of which the shorter may be the whole: союз, союза."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and (len(short) > 3 or short == long)


def _source(gold: str, read: reading.Reading) -> tuple[Score, str]:
    if not gold:
        return Score(), ""
    name = read.source.value["name"] if read.source else ""
    if gold.casefold() in name.casefold():
        return Score(1), ""
    return Score(0, int(bool(name)), 1), f"{name or 'nothing'} for {gold}"


def _count(gold: int, read: reading.Reading) -> tuple[Score, str]:
    """Personal data anywhere in the text: what is in a dropped line is away as well."""
    found = len(read.masked)
    words = f"{found} for {gold}" if found != gold else ""
    return Score(min(gold, found), max(0, found - gold), max(0, gold - found)), words


def value(field: str, points: Score) -> float:
    """What a field is measured by: F1 of fields with several values, the share that is right of others."""
    return points.f1 if field in MANY else points.share


def cell(field: str, points: Score) -> str:
    """The same as text; a dash where there was nothing to find, and nothing was given."""
    return f"{value(field, points):.3f}" if any(points) else "–"


def table(totals: dict[str, Score]) -> list[str]:
    """Precision, recall and what a field is measured by, one row for each field."""
    rows = [
        "| field | precision | recall | measured | right | wrong | missed |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for field in FIELDS:
        points = totals[field]
        precision = points.right / max(1, points.right + points.wrong)
        recall = points.right / max(1, points.right + points.missed)
        kind = "F1" if field in MANY else "share"
        rows.append(
            f"| {field} | {precision:.3f} | {recall:.3f} | {kind} {value(field, points):.3f} "
            f"| {points.right} | {points.wrong} | {points.missed} |"
        )
    return rows


def table_of_sets(totals: dict[str, dict[str, Score]]) -> list[str]:
    """What each field is measured by in each set, one row for each set."""
    rows = ["| set | " + " | ".join(FIELDS) + " |", "|---|" + "---:|" * len(FIELDS)]
    return rows + [
        f"| {half} | " + " | ".join(cell(field, totals[half][field]) for field in FIELDS) + " |"
        for half in SETS
        if half in totals
    ]


def main() -> int:
    """Print the table; gives 0."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--set", choices=SETS, default="", help="only the texts of one set")
    options.add_argument("--by-set", action="store_true", help="a row for each set as well")
    options.add_argument("--faults", action="store_true", help="say what was not right")
    chosen = options.parse_args()
    knowledge = reading.prepare(terms.load(ROOT))
    totals: dict[str, dict[str, Score]] = defaultdict(lambda: defaultdict(Score))
    texts = samples(chosen.set)
    for sample in texts:
        read = reading.read(Extract(sample.text, {}, Hints()), knowledge)
        for field, (points, words) in score(sample, read).items():
            for half in (sample.half, ""):
                totals[half][field] += points
            if words and chosen.faults:
                print(f"{sample.name}: {field}: {words}")
    print(f"{len(texts)} texts\n")
    print("\n".join(table(totals[""])))
    if chosen.by_set:
        print()
        print("\n".join(table_of_sets(totals)))
    return 0


if __name__ == "__main__":
    sys.exit(main())

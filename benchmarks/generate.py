"""Write an archive of N invented stories: `python benchmarks/generate.py N DIR [--seed 1]`.

The same N and seed always give the same bytes, and story number i is the same in every archive of that
seed that is large enough to have it. The shares below were decided before the first measurement;
README.md lists them too.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
from bisect import bisect
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from words import BODIES, SOURCES, Words, stems

from achyq.article import text_digest

PROJECT = Path(__file__).resolve().parent.parent
COPIED = ("mkdocs.yml", "docs", "overrides", "registry")
LANGUAGES = {"ky": 35, "kk": 25, "uz": 10, "uz-Cyrl": 15, "ru": 15}
COUNTRIES = {
    "ky": {"KG": 100},
    "kk": {"KZ": 100},
    "uz": {"UZ": 100},
    "uz-Cyrl": {"UZ": 90, "KG": 10},
    "ru": {"KG": 40, "KZ": 40, "UZ": 8, "TJ": 8, "TM": 4},
}
TRANSLATIONS = {0: 50, 1: 30, 2: 20}
LEVELS = {"district": 65, "region": 25, "country": 10}
TWO_REGIONS, TWO_ORGANISERS, STRATEGY = 0.12, 0.30, 0.60
TAGS = {1: 35, 2: 35, 3: 20, 4: 10}
DATES = {"day": 90, "month": 3, "uncertain": 3, "event only": 2, "undated": 2}
YEARS = range(2008, 2027)
EVENT_DATE, SOURCE = 0.40, 0.90
WORDS, SPREAD = 270, 60
HEADING, LIST, TABLE, LINK, FOOTNOTE = 0.30, 0.25, 0.10, 0.30, 0.15
FEW_ORGANISERS, MADE_ORGANISERS = 40, 60


class Story(NamedTuple):
    """What is decided about a story before its texts: its id, languages (the original first) and facts."""

    number: int
    id: str
    languages: tuple[str, ...]
    facts: dict[str, str]


class Zipf:
    """Draws items so that the one at rank r comes with a weight of 1 / (r + shift)."""

    def __init__(self, items: list[str], shift: float) -> None:
        self.items = items
        self.sums = list(accumulate(1 / (rank + shift) for rank in range(1, len(items) + 1)))

    def draw(self, rng: random.Random) -> str:
        """One item."""
        return self.items[bisect(self.sums, rng.random() * self.sums[-1])]

    def several(self, rng: random.Random, count: int) -> list[str]:
        """Items, with repetition."""
        return rng.choices(self.items, cum_weights=self.sums, k=count)


def weighted(rng: random.Random, shares: dict[Any, int]) -> Any:
    """A key of `shares`, by its share."""
    return rng.choices(list(shares), list(shares.values()))[0]


class World:
    """The terms of a registry by country, as stories need them."""

    def __init__(self, folder: Path, seed: int) -> None:
        regions = _registry(folder, "regions")
        self.regions = {key: term for key, term in regions.items() if "valid_to" not in term}
        missing = {c for shares in COUNTRIES.values() for c in shares} - set(self.regions)
        if missing:
            raise SystemExit(
                f"registry/regions has no {', '.join(sorted(missing))}: can't place stories there"
            )
        self.country = {key: self._root(key) for key in self.regions}
        self.organisers = _registry(folder, "organisers")
        self.strategies = _registry(folder, "strategies")
        self.tags = self._mixed(sorted(_registry(folder, "tags")), seed, 3)
        self.places: dict[tuple[str, str], Zipf] = {}
        self.bodies: dict[str, Zipf] = {}

    def _root(self, key: str) -> str:
        while parent := self.regions[key].get("parent"):
            key = parent
        return key

    def _mixed(self, items: list[str], seed: int, shift: float) -> Zipf:
        random.Random(f"{seed}/{items}").shuffle(items)
        return Zipf(items, shift)

    def add_organisers(self) -> dict[str, Any]:
        """Bodies for a registry that has few: a council for each first-level region, then centres."""
        if len(self.organisers) >= FEW_ORGANISERS:
            return {}
        first = sorted(key for key, term in self.regions.items() if term["level"] == "region")
        made = {}
        for sort, (kind, names) in BODIES.items():
            for key in first[: MADE_ORGANISERS - len(made)]:
                name = {code: text.format(self.regions[key]["name"][code]) for code, text in names.items()}
                made[f"made-{sort}-{key.lower()}"] = {
                    "name": name,
                    "kind": kind,
                    "country": self.country[key],
                }
        self.organisers = {**self.organisers, **made}
        return made

    def place(self, rng: random.Random, country: str, level: str, seed: int, day: date) -> str:
        """A region of that country and level that there was on a day."""
        if (country, level) not in self.places:
            found = sorted(
                k for k, t in self.regions.items() if t["level"] == level and self.country[k] == country
            )
            self.places[country, level] = self._mixed(found, seed, 10)
        choice = self.places[country, level]
        if not choice.items:
            return self.place(rng, country, "region", seed, day)
        while str(self.regions[region := choice.draw(rng)].get("valid_from", "")) > day.isoformat():
            pass
        return region

    def body(self, rng: random.Random, country: str, region: str, seed: int) -> str:
        """An organiser: often the council of the region, else one of the country or an international one."""
        first = region
        while self.regions[first]["level"] == "district":
            first = self.regions[first]["parent"]
        council = f"made-council-{first.lower()}"
        if rng.random() < 0.4 and council in self.organisers:
            return council
        if country not in self.bodies:
            found = sorted(k for k, t in self.organisers.items() if t.get("country", country) == country)
            self.bodies[country] = self._mixed(found, seed, 3)
        return self.bodies[country].draw(rng)

    def strategy(self, rng: random.Random, country: str, year: int) -> str:
        """A strategy of that country in force that year; '' if there is none."""
        own = sorted(k for k, t in self.strategies.items() if t["country"] == country)
        current = []
        for key in own:
            years = [int(y) for y in re.findall(r"\b(\d{4})", str(self.strategies[key].get("period", "")))]
            if years and min(years) <= year <= max(years):
                current.append(key)
        return rng.choice(current) if current else ""


def _registry(folder: Path, kind: str) -> dict[str, Any]:
    files = sorted((folder / kind).glob("*.yml")) if (folder / kind).is_dir() else [folder / f"{kind}.yml"]
    terms: dict[str, Any] = {}
    for file in files:
        terms |= yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}
    return terms


class Text:
    """Titles, sentences and bodies in one language."""

    def __init__(self, language: str) -> None:
        self.language, self.words = language, Words(language)

    def phrase(self, rng: random.Random, low: int, high: int) -> str:
        """Words that begin with a capital letter."""
        words = self.words.several(rng, rng.randint(low, high))
        if rng.random() < 0.15:
            words[-1] = str(rng.choice((rng.randint(2, 400), rng.randint(2008, 2030))))
        text = " ".join(words)
        return text[0].upper() + text[1:]

    def sentences(self, rng: random.Random, words: int) -> str:
        """Sentences of about so many words together."""
        parts, left = [], words
        while left > 0:
            count = min(left, rng.randint(8, 18))
            count = left if left - count < 5 else count
            parts.append(self.phrase(rng, count, count) + ".")
            left -= count
        return " ".join(parts)

    def body(self, rng: random.Random, link: str) -> str:
        """About WORDS words as 5 to 8 paragraphs, and now and then something else; `link` may be ''."""
        total = max(120, round(rng.gauss(WORDS, SPREAD)))
        count = rng.randint(5, 8)
        shares = [rng.uniform(0.6, 1.4) for _ in range(count)]
        blocks = [self.sentences(rng, max(8, round(total * share / sum(shares)))) for share in shares]
        if link and rng.random() < LINK:
            blocks[1] += f" [{self.phrase(rng, 2, 5)}]({link})."
        notes = []
        if rng.random() < FOOTNOTE:
            blocks[2] += "[^1]"
            notes.append(f"[^1]: {self.phrase(rng, 6, 14)}.")
        if rng.random() < LIST:
            blocks.insert(
                rng.randint(2, count - 1),
                "\n".join(f"- {self.phrase(rng, 4, 9)};" for _ in range(rng.randint(3, 5))),
            )
        if rng.random() < TABLE:
            rows = [f"| {self.phrase(rng, 1, 3)} | {rng.randint(1, 900)} |" for _ in range(rng.randint(3, 5))]
            blocks.insert(
                3, "\n".join([f"| {self.phrase(rng, 1, 2)} | {self.phrase(rng, 1, 1)} |", "|---|---|", *rows])
            )
        if rng.random() < HEADING:
            for place in sorted(rng.sample(range(1, count), rng.randint(1, 2)), reverse=True):
                blocks.insert(place, f"## {self.phrase(rng, 2, 5)}")
        return "\n\n".join(blocks + notes) + "\n"


def plan(number: int, seed: int, world: World, slugs: Zipf) -> Story:
    """Decide all facts of story `number`."""
    rng = random.Random(f"{seed}/{number}")
    language = weighted(rng, LANGUAGES)
    country = weighted(rng, COUNTRIES[language])
    wanted = ("en" if language == "ru" else "ru", "en") if language != "ru" else ("en", "ky")
    languages = (language, *wanted[: weighted(rng, TRANSLATIONS)])
    year = weighted(rng, {y: 10 + 2 * (y - YEARS[0]) for y in YEARS})
    day = date(year, 1, 1) + timedelta(rng.randrange(365))
    facts: dict[str, str] = {}
    folder = str(year)
    match weighted(rng, DATES):
        case "day":
            facts["date"] = day.isoformat()
        case "month":
            facts["date"] = day.isoformat()[:7]
        case "uncertain":
            facts["date"] = rng.choice((f"{year}?", f"{day.isoformat()[:7]}?", f"{year}~"))
        case "event only":
            facts["event_date"] = day.isoformat()
        case "undated":
            folder = "undated"
            if rng.random() < 0.5:
                facts["event_date"] = f"XXXX-{day.isoformat()[5:]}"
    if len(facts.get("date", "")) == 10 and rng.random() < EVENT_DATE:
        before = day - timedelta(rng.randint(1, 3))
        facts["event_date"] = before.isoformat()
        if rng.random() < 0.12:
            facts["event_date"] = (
                f"{(before - timedelta(rng.randint(1, 5))).isoformat()}/{before.isoformat()}"
            )
    regions = [world.place(rng, country, weighted(rng, LEVELS), seed, day)]
    if rng.random() < TWO_REGIONS:
        regions.append(world.place(rng, country, "district", seed, day))
    facts["region"] = _list(regions)
    bodies = [world.body(rng, country, regions[0], seed) for _ in range(1 + (rng.random() < TWO_ORGANISERS))]
    facts["organiser"] = _list(bodies)
    if rng.random() < STRATEGY and (strategy := world.strategy(rng, country, year)):
        facts["strategy"] = _list([strategy])
    facts["tags"] = _list([world.tags.draw(rng) for _ in range(weighted(rng, TAGS))])
    slug = "-".join([*dict.fromkeys(slugs.several(rng, 3)), str(number)])
    return Story(number, f"{folder}/{slug}", languages, facts)


def _list(ids: list[str]) -> str:
    return f"[{', '.join(dict.fromkeys(ids))}]"


def articles(story: Story, seed: int, texts: dict[str, Text], stories: list[Story]) -> dict[str, str]:
    """The story's files: path below articles/ → content."""
    files = {}
    original, digest = story.languages[0], ""
    for language in story.languages:
        rng = random.Random(f"{seed}/{story.number}/{language}")
        text = texts[language]
        title = text.phrase(rng, 6, 11)
        lines = [f"title: {title}"]
        if language == original:
            facts = dict(story.facts)
            if "date" in facts:
                lines.append(f"date: {facts.pop('date')}")
            lines.append(f"language: {language}")
            lines += [f"{key}: {value}" for key, value in facts.items() if key != "event_date"]
            if "event_date" in facts:
                lines.append(f"event_date: {facts['event_date']}")
        else:
            lines.append(f"language: {language}")
        lines.append(f"summary: {text.sentences(rng, rng.randint(14, 26))}")
        if language == original and rng.random() < SOURCE:
            lines += [
                "source:",
                f"  name: {rng.choice(SOURCES[language])}",
                f"  url: https://news.example/{language.lower()}/{story.number}",
                f"  retrieved: 2026-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            ]
        if language != original:
            lines += ["translated_from:", f"  language: {original}", f"  digest: {digest}"]
        link = ""
        if story.number:
            target = stories[rng.randrange(story.number)]
            link = f"../{target.id}.{target.languages[0]}.md"
        body = text.body(rng, link)
        digest = digest or text_digest(title, body)
        files[f"{story.id}.{language}.md"] = "---\n" + "\n".join(lines) + f"\n---\n\n{body}"
    return files


def generate(count: int, target: Path, seed: int = 1, project: Path = PROJECT) -> tuple[int, int]:
    """Write an archive of `count` stories to the new folder `target`; gives (stories, articles)."""
    target.mkdir(parents=True)
    for name in COPIED:
        source = project / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        elif source.exists():
            shutil.copy(source, target / name)
        else:
            print(f"warning: the project has no {name}", file=sys.stderr)
    world = World(target / "registry", seed)
    if made := world.add_organisers():
        text = "\n# ---- Made up for the benchmark\n\n" + yaml.safe_dump(
            made, allow_unicode=True, sort_keys=False, width=1000
        )
        with (target / "registry" / "organisers.yml").open("a", encoding="utf-8") as file:
            file.write(text)
    slugs = Zipf([word for word in stems("en") if len(word) > 3], 20)
    stories = [plan(number, seed, world, slugs) for number in range(count)]
    texts = {language: Text(language) for language in (*LANGUAGES, "en")}
    written = 0
    for story in stories:
        (target / "articles" / story.id).parent.mkdir(parents=True, exist_ok=True)
        for path, content in articles(story, seed, texts, stories).items():
            (target / "articles" / path).write_text(content, encoding="utf-8")
            written += 1
    return count, written


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write an archive of N invented stories.")
    parser.add_argument("n", type=int)
    parser.add_argument("dir", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    stories, count = generate(options.n, options.dir, options.seed)
    print(f"{stories} stories, {count} articles in {options.dir}")


if __name__ == "__main__":
    main()

"""Read a generated archive for the peers: plain facts, no checks."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

LOCALES = ("ky", "kk", "uz", "uz-Cyrl", "ru", "en")
NAMES = ("Кыргызча", "Қазақша", "Oʻzbekcha", "Ўзбекча", "Русский", "English")
KINDS = {"regions": "region", "strategies": "strategy", "organisers": "organiser", "tags": "tags"}
INHERITED = ("date", "event_date", "region", "organiser", "strategy", "tags", "source", "note", "status")
ONE_PAGE, FIRST_PAGE = 200, 100
BY_YEARS = ("all", "languages")  # their older stories are in the listings of the years
_LINK = re.compile(r"\]\(\.\./((?:\d{4}|undated)/[a-z0-9-]+)\.([A-Za-z-]+)\.md\)")


class Article(NamedTuple):
    """One Markdown file: its front matter with what it inherits, and its text."""

    story: str
    language: str
    facts: dict[str, Any]
    body: str


class Story(NamedTuple):
    """A story: its original and all its articles by language."""

    id: str
    original: Article
    articles: dict[str, Article]

    @property
    def year(self) -> str:
        """The folder it is in."""
        return self.id.split("/")[0]

    @property
    def date(self) -> str:
        """When it was published, else when it happened; '' if unknown."""
        return str(self.original.facts.get("date", self.original.facts.get("event_date", "")))

    def terms(self, kind: str) -> list[str]:
        """The ids of its terms."""
        return list(self.original.facts.get(KINDS[kind], []))


class Page(NamedTuple):
    """One page of a listing: `here` are its years with their stories, `years` all years of the listing."""

    kind: str
    slug: str
    term: str
    period: str
    here: list[tuple[str, list[str]]]
    years: list[tuple[str, int]]
    first: list[str]
    total: int


class Archive:
    """A generated archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.terms = {kind: self._registry(kind) for kind in KINDS}
        by_story: dict[str, dict[str, Article]] = {}
        for path in sorted((folder / "articles").glob("*/*.md")):
            slug, language, _ = path.name.split(".")
            _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
            facts = yaml.load(head, _Loader)
            story = f"{path.parent.name}/{slug}"
            by_story.setdefault(story, {})[language] = Article(story, language, facts, body.lstrip("\n"))
        stories = []
        for story, articles in by_story.items():
            original = next(a for a in articles.values() if "translated_from" not in a.facts)
            for article in articles.values():
                for key in INHERITED:
                    if key in original.facts:
                        article.facts.setdefault(key, original.facts[key])
            stories.append(Story(story, original, articles))
        self.stories = sorted(stories, key=lambda s: (_order(s.date), s.id), reverse=True)

    def _registry(self, kind: str) -> dict[str, Any]:
        place = self.folder / "registry"
        files = sorted((place / kind).glob("*.yml")) or [place / f"{kind}.yml"]
        terms: dict[str, Any] = {}
        for file in files:
            terms |= yaml.load(file.read_text(encoding="utf-8"), _Loader)
        return terms

    def chain(self, kind: str, term: str) -> list[str]:
        """The parents of a term, nearest first."""
        parents = []
        while term := self.terms[kind][term].get("parent", ""):
            parents.append(term)
        return parents

    def under(self) -> dict[str, dict[str, list[Story]]]:
        """The stories under each term, newest first; regions roll up."""
        lists: dict[str, dict[str, list[Story]]] = {kind: {} for kind in KINDS}
        for story in self.stories:
            for kind, found in lists.items():
                ids = dict.fromkeys(
                    t
                    for i in story.terms(kind)
                    for t in (i, *(self.chain(kind, i) if kind == "regions" else ()))
                )
                for term in ids:
                    found.setdefault(term, []).append(story)
        return lists

    def pages(self, lists: dict[str, dict[str, list[Story]]]) -> list[Page]:
        """Every page of every listing, the same in each locale."""
        result = cut("all", "", "", self.stories)
        for kind, terms in self.terms.items():
            for term in terms:
                result += cut(kind, term.lower(), term, lists[kind].get(term, []))
        for year in sorted({story.year for story in self.stories}):
            result += cut("years", year, year, [s for s in self.stories if s.year == year])
        for code in LOCALES:
            result += cut("languages", code.lower(), code, [s for s in self.stories if code in s.articles])
        return result


def cut(kind: str, slug: str, term: str, stories: list[Story]) -> list[Page]:
    """Cut a listing into pages by year, by the rule of the project."""
    groups: dict[str, list[str]] = {}
    for story in stories:
        groups.setdefault(story.year, []).append(story.id)
    periods = sorted(groups.items(), key=lambda p: (p[0] != "undated", p[0]), reverse=True)
    total = len(stories)
    if total <= ONE_PAGE or kind == "years":
        return [Page(kind, slug, term, "", periods, [], [], total)]
    shown, head = 0, 0
    while shown < FIRST_PAGE:
        shown += len(periods[head][1])
        head += 1
    years = [(year, len(ids)) for year, ids in periods]
    first = [year for year, _ in periods[:head]]
    pages = [Page(kind, slug, term, "", periods[:head], years, first, total)]
    if kind not in BY_YEARS:
        pages += [
            Page(kind, slug, term, year, [(year, ids)], years, first, total) for year, ids in periods[head:]
        ]
    return pages


def relink(body: str, replacement: str) -> str:
    """The body with its links to other articles rewritten; groups 1 and 2 are story and language."""
    return _LINK.sub(replacement, body)


def _order(date: str) -> str:
    return "" if date.startswith("X") or not date else date.partition("/")[0].rstrip("?~")


class _Loader(yaml.CSafeLoader):
    """YAML without dates: an archive's dates are text."""


_Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}

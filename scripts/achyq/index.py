"""The index: which stories stand under which term, year and language."""

from __future__ import annotations

from functools import cached_property

from achyq import tally
from achyq.library import Library
from achyq.registry import KINDS
from achyq.story import Story
from achyq.tally import Tally


class Index:
    """For every term, the published stories under it, newest first; regions roll up."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.by_term: dict[str, dict[str, list[Story]]] = {kind: {} for kind in KINDS}
        self.by_year: dict[str, list[Story]] = {}
        self.by_language: dict[str, list[Story]] = {}
        lines = {kind: library.registries[kind].ancestors for kind in KINDS}
        for story in library.stories:
            self.by_year.setdefault(story.year, []).append(story)
            for language, article in story.articles.items():
                if not article.automatic:
                    self.by_language.setdefault(language, []).append(story)
            for kind, lists in self.by_term.items():
                ids = story.original.terms(kind)
                if kind == "regions" and ids:
                    ids = tuple(dict.fromkeys(t for i in ids for t in (i, *lines[kind](i))))
                for term_id in ids:
                    lists.setdefault(term_id, []).append(story)

    @cached_property
    def positions(self) -> dict[tuple[str, str], dict[str, int]]:
        """For each (kind, term id), the place of each story id in its list."""
        return {
            (kind, term): {story.id: place for place, story in enumerate(stories)}
            for kind, lists in self.by_term.items()
            for term, stories in lists.items()
        }

    @cached_property
    def tally(self) -> Tally:
        """The numbers of stories by place, year and strategy."""
        return tally.of(self.library)

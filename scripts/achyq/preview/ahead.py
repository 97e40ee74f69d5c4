"""The lists of the site with some stories as their files are now: what the next build will make of them.

The stories are replaced in the library of the last build, and all are put under their terms anew; nothing
is read, and no page is rendered before it is asked for. Cost: some 10 µs for each story of the archive.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from achyq import library as libraries
from achyq import plan
from achyq.index import Index
from achyq.plan import Output
from achyq.preview.look import Look
from achyq.render import Renderer


class Ahead:
    """What `renderer` would make of pages that are no article's if these stories, by id, were in its site."""

    def __init__(self, renderer: Renderer, stories: Mapping[str, Look]) -> None:
        site = renderer.site
        library = site.library
        found = [story for story in library.stories if story.id not in stories]
        found += [look.story for look in stories.values() if look.story]
        withdrawn = [article for article in library.withdrawn if article.story not in stories]
        withdrawn += [article for look in stories.values() for article in look.withdrawn]
        library = library._replace(
            stories=tuple(sorted(found, key=libraries.newest_first)), withdrawn=tuple(withdrawn)
        )
        site = site._replace(library=library, listed=Index(library))
        self._base, self._marks = renderer, {story: look.mark for story, look in stories.items()}
        self._renderer = renderer.of(site)
        self._listings = list(plan.listings(site))
        self._jobs: dict[str, dict[str, tuple[Any, ...]]] = {}

    def shows(self, renderer: Renderer, stories: Mapping[str, Look]) -> bool:
        """Whether it was made of these."""
        return self._base is renderer and self._marks == {story: look.mark for story, look in stories.items()}

    def page(self, locale: str, file: str) -> str | None:
        """The page in that file of the site, of a locale; None when it is none, or an article's."""
        if locale not in self._jobs:
            self._jobs[locale] = {
                plan.file_of(job): job for job in plan.lists(locale, self._listings) if job[0] != "feed"
            }
        job = self._jobs[locale].get(file)
        return self._renderer(Output(file, b"", job)).decode() if job else None

"""Reading an index: the reference for what the browser does."""

from __future__ import annotations

import json
import re
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from achyq.errors import EnvironmentFailure
from achyq.messages import phrase
from achyq.search import synonyms as concepts
from achyq.search.coding import Cursor
from achyq.search.files import DIRECTORY, FACETS_AS, FOLDER, MEMBER, ROWS, VERSION
from achyq.search.pack import members
from achyq.search.plain import text_of
from achyq.search.shard import Shard

#: Shards that are kept.
_AT_HAND = 64
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_SUMMARY = re.compile(r'<p class="?summary"?>(.*?)</p>', re.DOTALL)
_BODY = re.compile(r'<div class="?prose"?>(.*?)<aside>', re.DOTALL)


class Row(NamedTuple):
    """What results show of a document."""

    story: str
    language: str
    title: str
    date: str
    status: str


class Reader:
    """The index of a built site. `get` gives the bytes of a file of the site by its path.

    A document's number is its number in its language, after all documents of the languages before.
    """

    def __init__(self, get: Callable[[str], bytes]) -> None:
        self.get = get
        self._shards: OrderedDict[str, Shard] = OrderedDict()

    @classmethod
    def of(cls, site: Path) -> Reader:
        """The index of the site in a folder. Raises EnvironmentFailure when there is none."""
        if not (site / FOLDER / DIRECTORY).is_file():
            raise EnvironmentFailure(
                phrase("There is no site with a search index here, run achyq build: {path}", path=str(site))
            )
        return cls(lambda path: (site / path).read_bytes())

    def _file(self, name: str) -> bytes:
        return self.get(f"{FOLDER}/{name}")

    def _json(self, name: str, found: str) -> Any:
        return json.loads(self._file(f"{name}-{found}.json"))

    @cached_property
    def directory(self) -> dict[str, Any]:
        """The directory, as it was when first asked for. Raises ValueError for one of another version."""
        found: dict[str, Any] = json.loads(self._file(DIRECTORY))
        if found.get("version") != VERSION:
            raise ValueError("an index of another version")
        return found

    def count(self, language: str) -> int:
        """The number of documents of a language of analysis."""
        found: int = self.directory["languages"].get(language, {"documents": 0})["documents"]
        return found

    @cached_property
    def languages(self) -> dict[str, range]:
        """The documents of each language that has any, in the order of languages."""
        known = [language for language in self.directory["languages"] if language != FACETS_AS]
        ends = accumulate((self.count(language) for language in known), initial=0)
        return {
            language: range(start, end) for language, (start, end) in zip(known, pairwise(ends), strict=True)
        }

    def place(self, document: int) -> tuple[str, int]:
        """The language of a document, and its number there."""
        language, own = next(pair for pair in self.languages.items() if document in pair[1])
        return language, document - own.start

    def years(self, language: str) -> list[tuple[int, int]]:
        """Each year of a language's documents, and the first document of it."""
        start = self.languages[language].start
        return [(year, start + at) for year, at in self.directory["languages"][language]["years"]]

    def shard(self, language: str, spelled: str) -> Shard | None:
        """The shard to which a fold of a language, or a facet of '_', belongs."""
        cuts = self.directory["languages"].get(language, {"shards": []})["shards"]
        pack = next((pack for pack in reversed(cuts) if pack[0] <= spelled), None)
        if pack is None:
            return None
        _, found, *table = pack
        data = self._file(f"{language}-{found}.bin")
        start, end = 0, len(data)
        if table:
            end = table[0]
            for first, length in members(data[: table[0]]):
                if first > spelled:
                    break
                start, end = end, end + length
        place = f"{found}/{start}"
        if place not in self._shards:
            base = self.languages[language].start if language != FACETS_AS else 0
            self._shards[place] = Shard(data[start:end], base)
            if len(self._shards) > _AT_HAND:
                self._shards.popitem(last=False)
        self._shards.move_to_end(place)
        return self._shards[place]

    @cached_property
    def _members(self) -> dict[str, list[tuple[int, int]]]:
        """Where each member of the files of rows of a language lies."""
        data = zlib.decompress(self._file(f"docs_index-{self.directory['docs_index']}.bin"))
        cursor = Cursor(data)
        found: dict[str, list[tuple[int, int]]] = {}
        for language, own in self.languages.items():
            lengths = cursor.numbers(-(-len(own) // MEMBER))
            places: list[tuple[int, int]] = []
            for start in range(0, len(lengths), ROWS // MEMBER):
                places += pairwise(accumulate(lengths[start : start + ROWS // MEMBER], initial=0))
            found[language] = places
        return found

    def rows(self, documents: Iterable[int]) -> dict[int, Row]:
        """The rows of documents."""
        found: dict[int, Row] = {}
        members: dict[tuple[str, int], list[Row]] = {}
        files: dict[str, bytes] = {}
        for document in documents:
            language, number = self.place(document)
            member, file = number // MEMBER, self.directory["languages"][language]["docs"][number // ROWS]
            if (language, member) not in members:
                if file not in files:
                    files[file] = self._file(f"docs-{file}.bin")
                start, end = self._members[language][member]
                rows = json.loads(zlib.decompress(files[file][start:end]))
                members[language, member] = [Row(*row) for row in rows]
            found[document] = members[language, member][number % MEMBER]
        return found

    def facets(self, language: str, block: int) -> dict[str, list[Any]]:
        """The facets of a language's documents from `block` · FACETS on."""
        hash_ = self.directory["languages"][language]["facets"][block]
        found: dict[str, list[Any]] = json.loads(zlib.decompress(self._file(f"facets-{hash_}.bin")))
        return found

    def terms(self, locale: str) -> dict[str, list[tuple[str, str, int, str]]]:
        """The terms that documents have, in the words of a locale: id, name, parent's place, address."""
        found: dict[str, list[tuple[str, str, int, str]]] = self._json(
            f"terms-{locale}", self.directory["terms"][locale]
        )
        return found

    @cached_property
    def synonyms(self) -> list[dict[str, list[str]]]:
        """The concepts."""
        return concepts.unpacked(self._file(f"synonyms-{self.directory['synonyms']}.bin"))

    def texts(self, url: str) -> tuple[str, ...]:
        """Title, summary and body of an article, from its page; nothing when there is no such page."""
        try:
            page = self.get(f"{url}index.html").decode()
        except FileNotFoundError:
            return ()
        found = (pattern.search(page) for pattern in (_TITLE, _SUMMARY, _BODY))
        return tuple(text_of(match[1]) for match in found if match)

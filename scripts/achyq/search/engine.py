"""Search: from a query to its result (docs-dev/search.md, "Query"). The browser's engine does the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import floor
from operator import add
from typing import NamedTuple

from achyq.search import filters, recognition
from achyq.search.lookup import Looked, Worth, every, lookup, some
from achyq.search.query import Part, Query, parse
from achyq.search.reader import Reader
from achyq.search.recognition import Run
from achyq.search.result import Group, Hit, Result, Word
from achyq.search.suggestion import suggestion
from achyq.search.text import LANGUAGES, analysis_language, form, tokens

#: Hits of a group that is neither the first nor asked for by language.
OTHERS = 3
#: Candidates of a phrase whose texts are read.
_READ = 200
#: Fewer documents than this call for a suggestion.
_FEW = 3
#: Forms of a word that are told.
_FORMS = 50


class _Matches(NamedTuple):
    """What some words find in a language, all of them needed."""

    scores: Worth
    looked: list[Looked]


class _Found(NamedTuple):
    """A group before it is told: its documents, how many of the words each has if not all are needed,
    those there would be without filters, and how many were not read for phrases.
    """

    language: str
    by: str
    synonyms: list[str]
    scores: Worth
    looked: list[Looked]
    held: dict[int, int]
    unfiltered: frozenset[int]
    unread: int


def search(reader: Reader, query: Query) -> Result:
    """Answer a query. A query never fails, whatever is typed."""
    return _Search(reader, query).result()


def facets(reader: Reader, query: Query, result: Result) -> dict[str, dict[str, int]]:
    """How many of the documents of a query's result there are under each term."""
    return filters.counts(reader, result.candidates, result.filters, query.locale)


class _Search:
    def __init__(self, reader: Reader, query: Query) -> None:
        self.reader, self.query = reader, query
        self.own = analysis_language(query.locale)
        self.parts = parse(query.q)
        self.asked = [part for part in self.parts if part.kind in ("word", "phrase")]
        self.filters = filters.passing(reader, query)
        self.seen: dict[tuple[int, str], list[Looked]] = {}
        self.matches = lru_cache(maxsize=None)(self._matches)

    def result(self) -> Result:
        if not self.asked:
            return self._told(self._everything() if self.filters else [])
        own = self._answers(self.asked, [self.own])
        suggested = self._suggestion(own)
        groups = own + self._answers(self.asked, self._others())
        if any(found.scores for found in groups):
            return self._told(groups, suggestion=suggested)
        unread = sum(found.unread for found in groups)
        groups, dropped = self._relaxed()
        return self._told(groups, dropped, True, suggested, unread)

    def _others(self) -> list[str]:
        """The languages besides the reader's that are looked at."""
        named = {analysis_language(locale) for locale in self.query.language}
        return [code for code in LANGUAGES if code != self.own and (not named or code in named)]

    def _matches(
        self, words: tuple[str, ...], language: str, exact: bool = False, prefix: bool = False
    ) -> _Matches:
        population = self.reader.count(language)
        looked = [lookup(self.reader, word, language, exact, prefix) for word in words]
        return _Matches(every([found.scores(population) for found in looked], add), looked)

    def _part(self, part: Part, language: str) -> _Matches:
        """What a part of the query finds."""
        prefix = self.query.prefix and part is self.parts[-1] and part.kind == "word"
        exact = self.query.exact or part.kind == "phrase"
        found = self.matches(part.words, language, exact, prefix)
        self.seen[part.start, language] = found.looked
        return found

    def _answers(self, asked: Sequence[Part], languages: Sequence[str]) -> list[_Found]:
        """The groups of some languages, empty ones among them."""
        runs = [] if self.query.exact else recognition.runs(self.reader.synonyms, asked, self._order())
        return [found for language in languages for found in self._answer(asked, runs, language)]

    def _order(self) -> list[str]:
        return [self.own, *(language for language in LANGUAGES if language != self.own)]

    def _answer(self, asked: Sequence[Part], runs: Sequence[Run], language: str) -> Iterator[_Found]:
        typed = [self._part(part, language) for part in asked]
        plain = every([found.scores for found in typed], add)
        starts = {run.start: run for run in runs}
        slots: list[Worth] = []
        said: list[str] = []
        looked = [word for found in typed for word in found.looked]
        others: list[Looked] = []
        at = 0
        while at < len(asked):
            run = starts.get(at)
            end = run.end if run else at + 1
            own = every([found.scores for found in typed[at:end]], add)
            alternatives = []
            for entry in run.others(language, asked) if run else ():
                found = self.matches(tuple(token.text for token in tokens(entry)), language)
                alternatives.append(found.scores)
                others += found.looked
                if not found.scores.keys() <= own.keys():
                    said.append(entry)
            slots.append(some([own, *alternatives], max))
            at = end
        wide = every(slots, add) if others else plain
        looked += others
        if language != self.own:
            yield self._group(language, "synonyms" if said else "words", said, wide, looked, asked)
            return
        yield self._group(language, "words", [], plain, looked, asked)
        rest = {number: score for number, score in wide.items() if number not in plain}
        yield self._group(language, "synonyms", said, rest, looked, asked)

    def _group(
        self,
        language: str,
        by: str,
        synonyms: list[str],
        scores: Worth,
        looked: list[Looked],
        asked: Sequence[Part],
        held: dict[int, int] | None = None,
    ) -> _Found:
        """A group without excluded and filtered documents, its phrases read."""
        held = held or {}
        for part in self.parts:
            if part.kind == "excluded" and self.asked:
                gone = self.matches(part.words, language).scores
                scores = {number: score for number, score in scores.items() if number not in gone}
        unfiltered = frozenset(scores)
        scores = {number: score for number, score in scores.items() if filters.passes(self.filters, number)}
        phrases = [part.words for part in asked if part.kind == "phrase" and len(part.words) > 1]
        unread = 0
        if phrases:
            unread = max(0, len(scores) - _READ)
            scores = self._read(scores, phrases, language)
            unfiltered = frozenset(scores)
        return _Found(language, by, synonyms, scores, looked, held, unfiltered, unread)

    def _read(self, scores: Worth, phrases: Sequence[tuple[str, ...]], language: str) -> Worth:
        """The best documents whose texts have the phrases."""
        best = sorted(scores, key=lambda number: (-_rounded(scores[number]), -number))[:_READ]
        rows = self.reader.rows(best)
        wanted = [_forms(" ".join(words), language) for words in phrases]
        found = {}
        for number in best:
            row = rows[number]
            texts = [_forms(text, language) for text in self.reader.texts(f"{row.language}/{row.story}/")]
            if all(any(phrase in text for text in texts) for phrase in wanted):
                found[number] = scores[number]
        return found

    def _relaxed(self) -> tuple[list[_Found], list[Part]]:
        """The groups when nothing has all the words, and the words that were dropped."""
        dropped = [part for part in self.asked if not self._part(part, self.own).scores]
        left = [part for part in self.asked if part not in dropped]
        if dropped and left:
            groups = self._answers(left, [self.own, *self._others()])
            if any(found.scores for found in groups):
                return groups, dropped
        groups = []
        for language in self._order():
            typed = [self._part(part, language) for part in self.asked]
            scores = some([found.scores for found in typed], add)
            held = {number: sum(number in found.scores for found in typed) for number in scores}
            looked = [word for found in typed for word in found.looked]
            groups.append(self._group(language, "words", [], scores, looked, (), held))
        return groups, dropped

    def _suggestion(self, own: Sequence[_Found]) -> str | None:
        if any(found.by == "words" and len(found.scores) >= _FEW for found in own):
            return None
        words = [(part, self._part(part, self.own).looked[0]) for part in self.asked if part.kind == "word"]
        return suggestion(self.reader, self.query.q, words, self.own)

    def _everything(self) -> list[_Found]:
        """What filters alone find."""
        return [
            self._group(language, "words", [], dict.fromkeys(self.reader.languages[language], 0.0), [], ())
            for language in self._order()
            if language in self.reader.languages
        ]

    def _told(
        self,
        groups: Sequence[_Found],
        dropped: Sequence[Part] = (),
        relaxed: bool = False,
        suggestion: str | None = None,
        unread: int = 0,
    ) -> Result:
        unread += sum(found.unread for found in groups)
        limit, offset = self.query.limit, self.query.offset
        named = {analysis_language(locale) for locale in self.query.language}
        candidates = frozenset[int]().union(*(found.unfiltered for found in groups))
        groups = [found for found in groups if found.scores]
        shown = []
        for place, found in enumerate(groups):
            order = self._sorted(found)
            if place == 0 or found.language in named:
                shown.append(order[offset:] if limit is None else order[offset : offset + limit])
            else:
                shown.append(order if limit is None else order[:OTHERS])
        rows = self.reader.rows([number for numbers in shown for number in numbers])
        told = []
        for found, numbers in zip(groups, shown, strict=True):
            hits = []
            for number in numbers:
                story, language, title, date, status = rows[number]
                matched = [
                    name for looked in found.looked for name, has in looked.forms.items() if number in has
                ]
                hits.append(
                    Hit(
                        number,
                        story,
                        language,
                        f"{language}/{story}/",
                        title,
                        date,
                        status,
                        _rounded(found.scores[number]),
                        list(dict.fromkeys(matched)),
                    )
                )
            told.append(Group(found.language, found.by, len(found.scores), found.synonyms, hits))
        return Result(
            sum(group.total for group in told),
            [self._word(part, dropped) for part in self.parts],
            told,
            relaxed and bool(groups),
            unread,
            suggestion,
            candidates,
            self.filters,
        )

    def _sorted(self, found: _Found) -> list[int]:
        """The documents of a group in the order that was asked for."""
        if self.query.sort == "relevance":
            scores, held = found.scores, found.held
            return sorted(scores, key=lambda n: (-held.get(n, 0), -_rounded(scores[n]), -n))
        if self.query.sort == "newest":
            return sorted(found.scores, reverse=True)
        dated = next((first for _, first in self.reader.years(found.language)), 0)
        return sorted(found.scores, key=lambda number: (number < dated, number))

    def _word(self, part: Part, dropped: Sequence[Part]) -> Word:
        looked = [word for language in self._order() for word in self.seen.get((part.start, language), ())]
        forms = list(dict.fromkeys(name for word in looked for name in word.forms))[:_FORMS]
        if part.kind == "ignored" or part in dropped:
            return Word(part.typed, "relaxed", forms)
        if part.kind == "word":
            return Word(part.typed, "exact" if self.query.exact else "found", forms)
        return Word(part.typed, part.kind, forms)


def _rounded(score: float) -> float:
    """A score to three decimals, as JavaScript rounds."""
    return floor(score * 1000 + 0.5) / 1000


def _forms(text: str, language: str) -> str:
    """The forms of a text, in which a phrase's are looked for as a part."""
    return " ".join(["", *(form(token.text, language) for token in tokens(text)), ""])

"""Stems and lemmas of Russian and English words.

The stems are cut by the rules in `rules/ru.json` and `rules/en.json`, which the reader's browser has
too: step by step, in each the longest suffix that may go. They only strip inflection. The lemmas of
Russian come from the dictionary of OpenCorpora through pymorphy3, at build time only.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple

from achyq.search.text import fold, rules

LANGUAGES: Final = ("ru", "en")
_LEAST: Final = 2
#: Before an irregular word that is its own stem.
_AS_IT_IS: Final = "="
#: How likely a second lemma must be to count (мыла: мыло, мыть).
_SECOND: Final = 0.25


class Cut(NamedTuple):
    """A suffix that may be replaced, when a letter of `after` (any, if empty) stands before it."""

    suffix: str
    replacement: str
    after: str


class Stripper:
    """The stems of one language by rule."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._vowels = frozenset(table["vowels"])
        self._irregular: dict[str, str] = table["irregular"]
        self._steps = [_step(step) for step in table["steps"]]

    def stem(self, form: str) -> str:
        """Cut off what inflection adds; something with a vowel, of two letters or more, stays."""
        before, hyphen, word = form.rpartition("-")
        word = self._irregular.get(word, word)
        if word.startswith(_AS_IT_IS):
            return before + hyphen + word[1:]
        for step in self._steps:
            word = self._stepped(word, step)
        return before + hyphen + word

    def _stepped(self, word: str, step: list[Cut]) -> str:
        for suffix, replacement, after in step:
            if word.endswith(suffix):
                rest = word[: len(word) - len(suffix)]
                left = rest + replacement
                fits = not after or rest[-1:] in after
                if fits and rest and len(left) >= _LEAST and not self._vowels.isdisjoint(left):
                    return left
        return word


def _step(step: str) -> list[Cut]:
    """Read `ies>y ed s/abc`, the longest first."""
    cuts = []
    for rule in step.split():
        suffix, _, after = rule.partition("/")
        suffix, _, replacement = suffix.partition(">")
        cuts.append(Cut(suffix, replacement, after))
    return sorted(cuts, key=lambda cut: -len(cut.suffix))


@lru_cache(maxsize=2)
def _stripper(language: str) -> Stripper:
    return Stripper(rules(language))


def stem(form: str, language: str) -> str:
    """Stem a Russian or English form by rule; folded or not is the same."""
    return _stripper(language).stem(fold(form, language))


@lru_cache(maxsize=1)
def _dictionary() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=1 << 16)
def lemmas(form: str) -> tuple[tuple[str, ...], bool]:
    """The likeliest lemmas of a Russian form, folded, and whether the dictionary has the form."""
    before, hyphen, word = form.rpartition("-")
    if not all(unicodedata.name(letter, "") for letter in word):
        return (before + hyphen + fold(word, "ru"),), False  # pymorphy3 fails at letters without a name
    likely: defaultdict[str, float] = defaultdict(float)
    known = False
    for parse in _dictionary().parse(word):
        likely[fold(parse.normal_form, "ru")] += parse.score
        known = known or parse.is_known
    total = sum(likely.values())
    order = sorted(likely, key=lambda lemma: (-likely[lemma], lemma))
    found = [lemma for lemma in order[:2] if lemma == order[0] or likely[lemma] >= _SECOND * total]
    return tuple([before + hyphen + lemma for lemma in found]), known

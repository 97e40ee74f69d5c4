"""Keys of words: the canonical stems by which the archive finds a word in every form."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from achyq.search import inflection
from achyq.search.lexicon import UNSEEN, Entry, Lexicon, unseen
from achyq.search.stems import Stemmer
from achyq.search.text import Token, analysis_language, fold, form, rules, tokens

__all__ = ["Entry", "Lexicon", "Token", "analysis_language", "bucket", "fold", "form", "keys", "tokens"]

_BUCKET: Final = 3


def bucket(form: str, language: str) -> str:
    """Name the bucket of a form: an Entry depends on the set of forms of its bucket only."""
    return fold(form, language)[:_BUCKET]


@lru_cache(maxsize=8)
def _stemmer(language: str) -> tuple[Stemmer, int]:
    grammar = rules(language)
    return Stemmer(grammar, grammar["weights"], folded=True), grammar["margin"]


@lru_cache(maxsize=1 << 12)
def keys(form: str, language: str) -> tuple[str, ...]:
    """Find the keys of a form that the archive has never seen, best first; folded or not is the same.

    Each stem comes as a key of its own, and as that of forms which the archive knows by another.
    """
    folded = fold(form, language)
    if not folded:
        return ()
    if language in inflection.LANGUAGES:
        return (inflection.stem(folded, language) + UNSEEN,)
    stems = unseen(folded, *_stemmer(language))
    return tuple([stem + mark for stem in stems for mark in ("", UNSEEN)])

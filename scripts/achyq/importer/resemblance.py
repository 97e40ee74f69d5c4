"""Bodies of the registry whose names a text shortens or misspells: Агентство по борьбе с коррупцией for the
one of financial control and the fight against corruption, Коррупсияга қарши кураш агентлиги.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from achyq.importer import kinds, morphology, name_words
from achyq.registry import Registry, Term

#: Words that say no more than to whom a body belongs, or nothing by themselves.
_EMPTY: Final = re.compile(
    r"(?:кыргыз|қырғыз|қирғиз|казак|қазақ|қозоғ|казах|өзбек|ўзбек|узбек|тажик|тәжік|тожик|таджик|туркм|"
    r"түркм|түрікм|"
    r"kyrgyz|kazakh|uzbek|tajik|turkm|qirg|qozog|ozbek|tojik)\w*|республик\w*|respublika\w*|republic|"
    r"кр|рк|қр|рт|руз|ўзр|oʻzr|"
    r"президент\w*|prezident\w*|president|караштуу|алдындагы|жанындағы|ҳузуридаги|huzuridagi|при|under|"
    r"по|и|с|в|of|the|for|and|on|to|жана|және|ва|va|боюнча|бойынша|бўйича|boyicha|жөніндегі"
)
#: How alike the whole words must be that differ by a slip of the pen, and how long they are at least.
_SLIP, _LONG = 0.84, 7
#: So many letters at the beginning make two words forms of one.
_STEM: Final = 5
#: The fewest words of a shortened name, and their share of those of the whole.
_FEWEST, _SHARE = 3, 0.5


class _Known(NamedTuple):
    id: str
    country: str
    words: tuple[str, ...]


class Resemblance:
    """The names of a registry's bodies by their words."""

    def __init__(self, registry: Registry, country_of: Callable[[Term], str]) -> None:
        known = [
            _Known(term.id, country_of(term), words_of(name))
            for term in registry.terms.values()
            if not term.region and not term.parent  # branches have names that many share
            for name in (*term.name.values(), *term.aliases)
        ]
        #: By country and by the word that says the kind: few names are compared with one in a text.
        self._known: dict[str, dict[str, list[_Known]]] = {}
        for one in dict.fromkeys(known):
            if one.country and len(one.words) > 1:
                by_kind = self._known.setdefault(one.country, {})
                by_kind.setdefault(_head(one.words), []).append(one)
        self.id_of = lru_cache(maxsize=1024)(self._id_of)

    def _id_of(self, name: str, country: str) -> str:
        """The id of the one body of the country that the name may be meant for, or ''."""
        said = words_of(name)
        if len(said) < 2 or not any(_is_kind(word) for word in said):
            return ""
        kind = _head(said)
        alike = [known for head, known in self._known.get(country, {}).items() if _are_alike(kind, head)]
        shares: dict[str, float] = {}
        for one in (one for known in alike for one in known):
            if share := _share(said, one.words):
                shares[one.id] = max(share, shares.get(one.id, 0.0))
        best = max(shares.values(), default=0.0)
        ids = [term_id for term_id, share in shares.items() if share == best]
        return ids[0] if len(ids) == 1 else ""


def words_of(name: str) -> tuple[str, ...]:
    """The words of the name that tell it from others, as they are compared."""
    parts = (part for token in morphology.tokens(name) for part in token.key.split("-"))
    return tuple(dict.fromkeys(_plain(part) for part in parts if not _EMPTY.fullmatch(part)))


def is_empty(word: str) -> bool:
    """Whether the word of a name only joins others, or says its country."""
    return bool(_EMPTY.fullmatch(morphology.key(word)))


def _plain(word: str) -> str:
    """The word without what writers of these languages mix up: ц and с, э and е, signs."""
    return word.replace("ц", "с").replace("э", "е").replace("ъ", "").replace("ь", "").replace("ts", "s")


def _is_kind(word: str) -> bool:
    grammars = ("turkic", "russian") if re.match("[а-яёәғқңөұүһіўҳ]", word) else ("latin",)
    english = re.fullmatch(kinds.ENGLISH.casefold(), word)
    return bool(english) or any(kinds.kind_of(word, grammar) for grammar in grammars)


def _share(said: tuple[str, ...], known: tuple[str, ...]) -> float:
    """Which share of a known name is said; 0 when something else is said besides, or too little."""
    meant = [next((k for k in known if _are_alike(word, k)), "") for word in said]
    if not all(meant):
        return 0.0
    share = len(set(meant)) / len(known)
    in_english = bool(re.match("[a-z]", said[0]))  # whose order of words says which of them is the kind
    shortened = share >= _SHARE and len(set(meant)) >= _FEWEST and not in_english
    return share if share == 1.0 or shortened else 0.0


def _head(words: tuple[str, ...]) -> str:
    """The word that says what kind of body it is: the first such in Russian, the last word elsewhere."""
    in_russian = next((word for word in words if kinds.kind_of(word, "russian")), "")
    return in_russian if in_russian and not _is_kind(words[-1]) else words[-1]


def _are_alike(one: str, other: str) -> bool:
    """Whether two words are forms of one, or one of them is misspelt."""
    size = min(len(one), len(other), _STEM)
    if one[:size] == other[:size] and (size == _STEM or one == other):
        return not name_words.LEVEL.fullmatch(one) or one == other
    if min(len(one), len(other)) < _LONG:
        return False
    short, long = sorted((one, other), key=len)
    return difflib.SequenceMatcher(None, short, long[: len(short)]).ratio() >= _SLIP

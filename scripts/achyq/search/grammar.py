"""Endings of the agglutinative languages: which chains of suffixes may follow a stem, and how likely.

A grammar is data (`rules/<language>.json`, described in docs-dev/analyser.md): suffixes in slots, with
letters that stand for several (A for а е о ө), the slots that may follow each slot, and weights learned
from treebanks. All weights are whole numbers, so that every program adds them up to the same sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

#: Endings up to so many letters are remembered, so many of them.
_SHORT: Final = 6
_KEPT: Final = 1 << 16


class Suffix(NamedTuple):
    """One spelling of a suffix: its slot and number there, and after which letters it is right."""

    slot: str
    number: int
    restored: str  # the letter of the stem that it swallowed: башта + оо is баштоо
    vowels: frozenset[str] | None  # None: whatever the last vowel before it
    consonants: frozenset[str] | None  # None: whatever the letter before it
    after_vowel: int = 0  # weights
    after_other: int = 0


class Ending(NamedTuple):
    """The best chain of suffixes that spells an ending, its first slot, and the letter that this swallowed.

    `features` names the weights that add up to the score; it is empty unless it was asked for.
    """

    score: int
    slot: str
    restored: str
    features: tuple[str, ...]


class Grammar:
    """The suffixes of a language, with weights by feature.

    Features of a chain: `m:SLOT:number:v` (a suffix after a vowel; `c`: after another letter),
    `t:SLOT:SLOT` (what follows what; the first is empty for the stem, the last at the end), `h` and `k`
    (a vowel or a consonant that the letters before it do not call for).
    """

    def __init__(
        self,
        rules: Mapping[str, Any],
        weights: Mapping[str, int],
        fold: dict[int, str],
        *,
        traced: bool = False,
    ) -> None:
        self._traced = traced
        self._vowels = frozenset(rules["vowels"])
        self._disharmony, self._dissimilation = weights.get("h", 0), weights.get("k", 0)
        self._next: dict[str, dict[str, int]] = {
            slot: {
                after: weights.get(f"t:{slot}:{after}", 0) for after in rules["next"].get(slot, "").split()
            }
            for slot in ("", *rules["slots"])
        }
        self._ends: dict[str, Ending | None] = {
            slot: Ending(weights.get(f"t:{slot}:", 0), "", "", (f"t:{slot}:",)) for slot in rules["slots"]
        }
        self._suffixes = _spellings(rules, weights, fold)
        self._longest = max(map(len, self._suffixes))
        self._known: dict[str, dict[str, Ending]] = {}
        self._first: dict[str, Ending | None] = {}

    def endings(self, spelling: str, vowels: Sequence[str], start: int) -> list[Ending | None]:
        """Parse what follows each letter from `start` on: None where it is no ending.

        `vowels` has for each letter the last vowel up to it. The last item is None: nothing follows.
        """
        whole = len(spelling)
        chains: list[dict[str, Ending]] = [_NO_CHAINS] * (whole + 1)
        found: list[Ending | None] = [None] * (whole + 1)
        ends = [whole]
        for cut in range(whole - 1, start - 1, -1):
            if whole - cut > _SHORT:
                begun = self._begun(spelling, vowels[cut - 1], cut, ends, chains)
                if begun:
                    found[cut] = self._after_stem(begun)
            else:
                key = f"{vowels[cut - 1]}{spelling[cut - 1 :]}"
                known = self._known.get(key)
                if known is None:
                    if len(self._known) >= _KEPT:
                        self._known.clear()
                        self._first.clear()
                    known = self._known[key] = self._begun(spelling, vowels[cut - 1], cut, ends, chains)
                    self._first[key] = self._after_stem(known)
                begun = known
                found[cut] = self._first[key]
            if begun:
                chains[cut] = begun
                ends.append(cut)
        return found

    def _begun(
        self, spelling: str, vowel: str, start: int, ends: Sequence[int], chains: Sequence[dict[str, Ending]]
    ) -> dict[str, Ending]:
        """The best chain from `start` to the end that begins in each slot."""
        best: dict[str, Ending] = {}
        before = spelling[start - 1]
        after_vowel = before in self._vowels
        for stop in reversed(ends):
            if stop - start > self._longest:
                break
            spelled = self._suffixes.get(spelling[start:stop])
            if spelled is None:
                continue
            rests: dict[str, Ending | None] = self._ends if stop == len(spelling) else {}
            for suffix in spelled:
                slot, _, restored, vowels, consonants, vocalic, consonantal = suffix
                if slot not in rests:
                    rests[slot] = self._rest(slot, chains[stop])
                rest = rests[slot]
                if rest is None:
                    continue
                score = rest.score + (vocalic if after_vowel else consonantal)
                if vowels is not None and vowel and vowel not in vowels:
                    score += self._disharmony
                if consonants is not None and before not in consonants:
                    score += self._dissimilation
                if slot not in best or score > best[slot].score:
                    features = (*self._named(suffix, vowel, before), *rest.features) if self._traced else ()
                    best[slot] = Ending(score, slot, restored, features)
        return best

    def _rest(self, slot: str, chains: Mapping[str, Ending]) -> Ending | None:
        """The best of what may follow a slot."""
        best, score = None, 0
        follows = self._next.get(slot, _NO_SLOTS)
        for after, chain in chains.items():
            weight = follows.get(after)
            if weight is not None and (best is None or chain.score + weight > score):
                best, score = chain, chain.score + weight
        if best is None:
            return None
        features = (f"t:{slot}:{best.slot}", *best.features) if self._traced else ()
        return Ending(score, best.slot, best.restored, features)

    def _after_stem(self, chains: Mapping[str, Ending]) -> Ending | None:
        return self._rest("", chains) if chains else None

    def _named(self, suffix: Suffix, vowel: str, before: str) -> list[str]:
        names = [f"m:{suffix.slot}:{suffix.number}:{'v' if before in self._vowels else 'c'}"]
        if suffix.vowels is not None and vowel and vowel not in suffix.vowels:
            names.append("h")
        if suffix.consonants is not None and before not in suffix.consonants:
            names.append("k")
        return names


_NO_SLOTS: Final[dict[str, int]] = {}
_NO_CHAINS: Final[dict[str, Ending]] = {}

_Contexts = frozenset[str] | None
_Alternants = Mapping[str, list[tuple[str, _Contexts]]]


def _spellings(
    rules: Mapping[str, Any], weights: Mapping[str, int], fold: dict[int, str]
) -> dict[str, list[Suffix]]:
    """Spell every suffix in all its ways, with folded letters when there is a fold."""
    alternants = {name: _contexts(options, rules["letters"]) for name, options in rules["alternants"].items()}
    vowels = frozenset(rules["vowels"])
    table: dict[str, dict[tuple[str, int], Suffix]] = {}
    for slot, patterns in rules["slots"].items():
        for number, pattern in enumerate(patterns.split()):
            for spelling, restored, by_vowel, by_consonant in _ways(pattern, alternants, vowels):
                suffix = Suffix(
                    slot,
                    number,
                    restored.translate(fold),
                    _folded(by_vowel, fold),
                    _folded(by_consonant, fold),
                    weights.get(f"m:{slot}:{number}:v", 0),
                    weights.get(f"m:{slot}:{number}:c", 0),
                )
                same = table.setdefault(spelling.translate(fold), {})
                other = same.get((slot, number))
                same[slot, number] = _either(suffix, other) if other else suffix
    return {spelling: list(suffixes.values()) for spelling, suffixes in table.items()}


def _contexts(options: list[str], letters: str) -> list[tuple[str, _Contexts]]:
    """Read `д:*` and `т:пткш`: which letters an alternant may be after which others; * is all the rest."""
    split = [option.partition(":") for option in options]
    named = {letter for _, _, contexts in split for letter in contexts if contexts != "*"}
    return [
        (letter, frozenset(letters) - named if contexts == "*" else frozenset(contexts))
        for spelled, _, contexts in split
        for letter in spelled
    ]


def _ways(
    pattern: str, alternants: _Alternants, vowels: frozenset[str]
) -> Iterator[tuple[str, str, _Contexts, _Contexts]]:
    """Spell a pattern in all ways in which its own letters agree with each other.

    `а>оо` is оо for а and something else: а is restored, and agrees with the vowel before as A does.
    """
    restored, _, spelled = pattern.rpartition(">")
    if restored:
        yield spelled, restored, dict(alternants["A"])[restored], None
        return
    for choice in product(*(alternants.get(sign, [(sign, None)]) for sign in spelled)):
        by_vowel = by_consonant = None
        vowel = before = ""
        agrees = True
        for letter, contexts in choice:
            if contexts is not None:
                last = vowel if letter in vowels else before
                if last:
                    agrees = agrees and last in contexts
                elif letter in vowels:
                    by_vowel = contexts
                else:
                    by_consonant = contexts
            vowel = letter if letter in vowels else vowel
            before = letter
        if agrees:
            yield "".join([letter for letter, _ in choice]), "", by_vowel, by_consonant


def _folded(contexts: _Contexts, fold: dict[int, str]) -> _Contexts:
    return None if contexts is None else frozenset("".join(contexts).translate(fold))


def _either(one: Suffix, other: Suffix) -> Suffix:
    """Merge two spellings that a fold made one."""
    return one._replace(
        vowels=_union(one.vowels, other.vowels), consonants=_union(one.consonants, other.consonants)
    )


def _union(one: _Contexts, other: _Contexts) -> _Contexts:
    return None if one is None or other is None else one | other

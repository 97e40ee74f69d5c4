"""Stems that a form may have, each with a score, and the keys by which stems are known.

A form is first spelled for analysis: ю я ё as й with a vowel (кой+от is written коёт), Uzbek oʻ and gʻ
as one letter. Then every cut after which an ending of the grammar follows proposes a stem.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from achyq.search.grammar import Ending, Grammar

#: How many kinds of shape there are (see Stem).
SHAPES: Final = 37
_SHORT, _LONG, _MANY = 5, 9, 4
_VERBAL: Final = frozenset({"V", "VOICE", "NEG", "FIN", "CONV", "PART", "FUSED", "AOR"})
_GLIDED: Final = frozenset("аеиоуыэ")
_WHOLE: Final = Ending(0, "", "", ())
#: What follows a stem: nothing, an ending of a noun, or one of a verb.
BARE, NOMINAL, VERBAL = range(3)


class Stem(NamedTuple):
    """A proposal: a stem in canonical letters, what kind of ending follows, and how likely it is.

    The shape is the pattern of vowels and consonants up to four letters (a 1, then a bit for each
    letter, 1 for a vowel), from 32 on the length, up to nine.
    """

    canonical: str
    kind: int
    score: int
    shape: int
    vowels: int
    last: str
    ending: Ending

    def features(self) -> list[str]:
        """Name the weights that add up to the score, when the stemmer is traced."""
        shape, vowels, last = f"l:{self.shape}", f"w:{self.vowels}", f"z:{self.kind}:{self.last}"
        return [shape, vowels, f"b:{self.kind}", last, *self.ending.features]


_Proposal = tuple[int, int, int, int, int, str, Ending]


def _worse(proposal: _Proposal) -> int:
    return -proposal[0]


class Stemmer:
    """The stems of one language: with `folded` those of folded forms, else of forms as they are."""

    def __init__(
        self, rules: Mapping[str, Any], weights: Mapping[str, int], *, folded: bool, traced: bool = False
    ) -> None:
        self._fold = {ord(a): b for a, b in zip(rules["native"], rules["plain"], strict=True)}
        self._spell = [pair.split(":") for pair in rules["spell"]]
        self._folded = folded
        self._vowels = frozenset(rules["vowels"])
        self._dropped = frozenset(rules["dropped"])
        self._fleeting = frozenset(rules["fleeting"])
        self._final = {pair[0]: pair[1] for pair in rules["final"]}
        self._special = frozenset(rules["special"])
        self._shapes = [weights.get(f"l:{n}", 0) for n in range(SHAPES)]
        self._counts = [weights.get(f"w:{n}", 0) for n in range(_MANY + 1)]
        self._kinds = [weights.get(f"b:{kind}", 0) for kind in range(3)]
        self._last: list[dict[str, int]] = [{}, {}, {}]
        for feature, weight in weights.items():
            if feature.startswith("z:"):
                self._last[int(feature[2])][feature[4:]] = weight
        self._grammar = Grammar(rules, weights, self._fold if folded else {}, traced=traced)
        self._irregular = {
            self.spelled(form): self.canonical(self.spelled(stem or form))
            for stem, forms in rules["irregular"].items()
            for form in forms.split()
        }

    def spelled(self, form: str) -> str:
        """Spell a form for analysis."""
        for letters, others in self._spell:
            if letters in form:
                form = form.replace(letters, others)
        return self.plain(form) if self._folded else form

    def plain(self, spelling: str) -> str:
        """Fold a spelling; и after a vowel can only be й then."""
        folded = spelling.translate(self._fold)
        if "и" not in folded:
            return folded
        out: list[str] = []
        for letter in folded:
            out.append("й" if letter == "и" and out and out[-1] in _GLIDED else letter)
        return "".join(out)

    def stems(self, spelling: str) -> list[Stem]:
        """Propose all stems of a spelled form, the whole form first, then from the longest on.

        A number or the part before a hyphen may be a stem too: 100дөн, ЖӨБ-дүн.
        """
        irregular = self._irregular.get(spelling)
        if irregular:
            return [Stem(irregular, BARE, 0, 0, 0, "", _WHOLE)]
        return [
            Stem(self.canonical(spelling[:stop] + ending.restored), kind, score, shape, count, last, ending)
            for score, stop, kind, shape, count, last, ending in self._proposals(spelling)
        ]

    def likely(self, spelling: str, margin: int) -> list[str]:
        """The canonical stems at most `margin` below the best, best first, each once."""
        irregular = self._irregular.get(spelling)
        if irregular:
            return [irregular]
        proposals = self._proposals(spelling)
        worst = max([proposal[0] for proposal in proposals]) - margin
        near = sorted([proposal for proposal in proposals if proposal[0] >= worst], key=_worse)
        return list(dict.fromkeys([self.canonical(spelling[: one[1]] + one[6].restored) for one in near]))

    def _proposals(self, spelling: str) -> list[_Proposal]:
        whole = len(spelling)
        first = spelling.rfind("-") + 1
        start = first
        while start < whole and spelling[start].isdecimal():
            start += 1
        vowels: list[str] = []
        counts: list[int] = []
        shapes: list[int] = []
        vowel, count, shape = "", 0, 1
        for i, letter in enumerate(spelling):
            if i == first:
                shape = 1
            shape += shape
            if letter in self._vowels:
                vowel = letter
                count += count < _MANY
                shape += 1
            vowels.append(vowel)
            counts.append(count)
            length = i + 1 - first if i >= first else i + 1
            shapes.append(shape if length < _SHORT else 27 + min(length, _LONG))
        shortest = min(start if start > first else first + 2, whole)
        cuts = list(range(whole, shortest - 1, -1))
        if first > 1 and start == first:
            cuts.append(first)
        endings = self._grammar.endings(spelling, vowels, cuts[-1])
        found: list[_Proposal] = []
        for cut in cuts:
            ending = endings[cut] if cut < whole else _WHOLE
            if ending is None:
                continue
            stop = cut - (cut == first)
            last = spelling[stop - 1]
            slot = ending.slot
            kind = VERBAL if slot in _VERBAL else NOMINAL if slot else BARE
            count, shape = counts[stop - 1], shapes[stop - 1]
            score = ending.score + self._shapes[shape] + self._counts[count] + self._kinds[kind]
            score += self._last[kind].get(last, 0)
            found.append((score, stop, kind, shape, count, last, ending))
        return found

    def canonical(self, stem: str) -> str:
        """Reduce a stem to what all its forms share: no last ы, no fleeting vowel, п for б and so on."""
        vowels = self._vowels
        if len(stem) > 2 and stem[-1] in self._dropped and not vowels.isdisjoint(stem[:-1]):
            stem = stem[:-1]
        last = self._final.get(stem[-1])
        if last:
            stem = stem[:-1] + last
        if len(stem) > 3 and stem[-1] not in vowels and stem[-2] in self._fleeting and stem[-3] not in vowels:
            stem = stem[:-2] + stem[-1]
        return stem

    def special(self, canonical: str) -> str:
        """The letters by which this stem differs from others of the same fold."""
        return "".join([letter for letter in canonical if letter in self._special])

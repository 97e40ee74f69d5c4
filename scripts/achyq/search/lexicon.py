"""The forms of one bucket of the archive, and what they say of each other's stems.

The grammar alone often leaves two stems open. Then it counts whether a stem stands alone somewhere,
how many other forms it explains, and whether forms that have the same two stems open prefer the one.
The counts are of different forms, not of words, and of the bucket only: so a form's entry changes
only when a form of its bucket comes or goes.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from math import exp
from typing import Any, Final, NamedTuple

from achyq.search import inflection
from achyq.search.stems import NOMINAL, SHAPES, VERBAL, Stem, Stemmer
from achyq.search.text import fold, rules

#: What weights are multiplied with, to be whole numbers.
SCALE: Final = 20
#: At most so many keys of a form.
MOST: Final = 2
#: Marks at the end of keys: of the stemmer that knows no archive, and of a stem's special letters.
UNSEEN, SPECIAL = "~", "="
#: How much the other forms that have the same two stems open count, and the bound of what each says.
_OTHERS: Final = 0.5
_LOUDEST: Final = 4.0
_SUPPORT: Final = (0.05, 0.3, 0.8, 1.6, 3.0, 6.0, 12.0, 25.0)
_SHARE: Final = (0.02, 0.1, 0.3, 0.6, 0.9)
_SHORT_KEY: Final = 3
_SIZES: Final = (9, 27, 27, 2 * SHAPES, 6, 6, 2, 6, 9 * 34)
_START: Final = [sum(_SIZES[:n]) for n in range(len(_SIZES) + 1)]
#: How many kinds of evidence there are.
EVIDENCE: Final = _START[-1]


class Entry(NamedTuple):
    """What a query of a form looks for, and under which keys the form is found (those, or more)."""

    query: tuple[str, ...]
    found: tuple[str, ...]


class Model(NamedTuple):
    """What an archive's forms are analysed with: the stemmers, and what counts for a stem.

    A stem's score is `trust` times that of the stemmer, plus the weights of the evidence for it; it
    becomes a key when it is at most `margin` below the best.
    """

    stemmer: Stemmer
    unseen: Stemmer
    unseen_margin: int
    trust: float
    evidence: list[float]
    margin: float


@lru_cache(maxsize=1)  # an index is made language by language
def model(language: str) -> Model:
    """Load what was learned for a language (`lexicon.json`, `rules/`)."""
    learned = json.loads(resources.files("achyq.search").joinpath("lexicon.json").read_text("utf-8"))
    return make(rules(language), learned["weights"][language], learned["evidence"])


def make(grammar: Mapping[str, Any], weights: Mapping[str, int], evidence: Mapping[str, Any]) -> Model:
    """Put a model together from a language's rules, the weights of its native stems, and the evidence."""
    scores = [0.0] * EVIDENCE
    for number, weight in evidence["weights"].items():
        scores[int(number)] = weight / SCALE
    return Model(
        Stemmer(grammar, weights, folded=False),
        Stemmer(grammar, grammar["weights"], folded=True),
        grammar["margin"],
        evidence["trust"] / SCALE,
        scores,
        evidence["margin"] / SCALE,
    )


def unseen(form: str, stemmer: Stemmer, margin: int) -> list[str]:
    """The stems of a folded form by the grammar alone, best first."""
    return stemmer.likely(stemmer.spelled(form), margin)[:MOST]


class Lexicon:
    """All forms of one bucket of the archive; the order in which they come does not matter."""

    def __init__(self, language: str, forms: Iterable[str], trained: Model | None = None) -> None:
        self._language = language
        self._forms = frozenset(forms)
        self._trained = trained
        self._entries: dict[str, Entry] = {}

    def entry(self, form: str) -> Entry:
        """Look up a form of the lexicon. Raises KeyError when it is none of its forms."""
        if not self._entries:
            if self._language in inflection.LANGUAGES:
                model.cache_clear()  # of the language before
                self._entries = {form: _inflected(form, self._language) for form in self._forms}
            else:
                self._entries = self._analysed(self._trained or model(self._language))
        return self._entries[form]

    def _analysed(self, trained: Model) -> dict[str, Entry]:
        stemmer = trained.stemmer
        scores = chosen(candidates(self._forms, stemmer), trained)
        best: dict[str, list[str]] = {}
        specials: defaultdict[str, set[str]] = defaultdict(set)
        for form, by_stem in scores.items():
            order = sorted(by_stem, key=lambda stem: (-by_stem[stem], stem))
            worst = by_stem[order[0]] - trained.margin
            best[form] = [stem for stem in order[:MOST] if by_stem[stem] >= worst]
            for stem in best[form]:
                specials[stemmer.plain(stem)].add(stemmer.special(stem))
        return {form: self._entry(form, stems, specials, trained) for form, stems in best.items()}

    def _entry(self, form: str, stems: list[str], specials: Mapping[str, set[str]], trained: Model) -> Entry:
        """Name the stems; a key tells special letters where the bucket has stems that differ in them.

        Stems of three letters may have forms in several buckets, so there special letters are always
        told. The keys that a query of an unseen form has are added, marked where they are not the same.
        """
        keys, marked = [], []
        for stem in stems:
            plain, special = trained.stemmer.plain(stem), trained.stemmer.special(stem)
            if special and (len(plain) <= _SHORT_KEY or len(specials[plain]) > 1):
                keys.append(f"{plain}{SPECIAL}{special}")
                marked.append(plain + UNSEEN)
            else:
                keys.append(plain)
        others = unseen(fold(form, self._language), trained.unseen, trained.unseen_margin)
        marked += [stem + UNSEEN for stem in others if stem not in keys]
        return Entry(tuple(keys), (*keys, *dict.fromkeys(marked)))


def _inflected(form: str, language: str) -> Entry:
    """The entry of a Russian or English form, which asks no other: lemmas where there is a dictionary."""
    stem = inflection.stem(form, language) + UNSEEN
    if language == "en":
        return Entry((stem,), (stem,))
    lemmas, known = inflection.lemmas(form)
    marked = [stem, *(inflection.stem(lemma, language) + UNSEEN for lemma in lemmas)]
    query = lemmas if known else (*lemmas, stem)
    return Entry(query, tuple(dict.fromkeys([*lemmas, *marked])))


def candidates(forms: Iterable[str], stemmer: Stemmer) -> dict[str, dict[str, Stem]]:
    """The best proposal for each canonical stem of each form; the first is that of the whole form."""
    found = {}
    for form in sorted(forms):
        by_stem: dict[str, Stem] = {}
        for stem in stemmer.stems(stemmer.spelled(form)):
            other = by_stem.get(stem.canonical)
            if other is None or stem.score > other.score:
                by_stem[stem.canonical] = stem
        found[form] = by_stem
    return found


def evidence(proposed: Mapping[str, Mapping[str, Stem]]) -> dict[str, dict[str, list[int]]]:
    """List what speaks for and against each candidate stem of each form, as numbers below EVIDENCE.

    The kinds, in this order: how often the stem stands alone; the forms that it explains as a noun,
    and as a verb (each counts as its share of belief); shape; longer and shorter candidates that stand
    alone; whether it explains most; its part of what the best explains; what it explains, by shape.
    """
    alone: defaultdict[str, int] = defaultdict(int)
    explained: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    beliefs: dict[str, dict[str, float]] = {}
    for form, stems in proposed.items():
        alone[next(iter(stems))] += 1
        best = max([stem.score for stem in stems.values()])
        belief = {name: exp((stem.score - best) / SCALE) for name, stem in stems.items()}
        total = sum(belief.values())
        for name, stem in stems.items():
            belief[name] /= total
            explained[name][stem.kind] += belief[name]
        beliefs[form] = belief
    return {form: _evidence(stems, beliefs[form], alone, explained) for form, stems in proposed.items()}


def _evidence(
    stems: Mapping[str, Stem],
    belief: Mapping[str, float],
    alone: Mapping[str, int],
    explained: Mapping[str, list[float]],
) -> dict[str, list[int]]:
    whole = next(iter(stems))
    support: dict[str, tuple[float, float, float]] = {}
    most = 0.0
    for name, stem in stems.items():
        nominal, verbal, total = explained[name][NOMINAL], explained[name][VERBAL], sum(explained[name])
        own = belief[name]
        if stem.kind == NOMINAL:
            nominal -= own
        elif stem.kind == VERBAL:
            verbal -= own
        support[name] = nominal, verbal, total - own
        most = max(most, total - own)
    attested = {name: alone.get(name, 0) - (name == whole) for name in stems}
    left = sum([count > 0 for count in attested.values()])
    longer = 0
    found = {}
    a, n, v, s, lo, sh, m, p, e = _START[:-1]
    for name, stem in sorted(stems.items(), key=lambda item: (-len(item[0]), item[0])):
        nominal, verbal, total = support[name]
        stands = attested[name] > 0
        left -= stands
        step = bisect_right(_SUPPORT, total)
        found[name] = [
            a + 3 * stem.kind + min(attested[name], 2),
            n + 9 * stem.kind + bisect_right(_SUPPORT, nominal),
            v + 9 * stem.kind + bisect_right(_SUPPORT, verbal),
            s + SHAPES * stands + stem.shape,
            lo + 3 * stands + min(longer, 2),
            sh + 3 * stands + min(left, 2),
            m + (total >= most - 1e-9 and most > _SUPPORT[0]),
            p + bisect_right(_SHARE, total / (most + 0.01)),
            e + 34 * step + min(stem.shape, 33),
        ]
        longer += stands
    return found


def chosen(proposed: Mapping[str, Mapping[str, Stem]], trained: Model) -> dict[str, dict[str, float]]:
    """Score every candidate stem of every form by the stemmer, the evidence and the forms like it."""
    weights, trust = trained.evidence, trained.trust
    alone: dict[str, dict[str, float]] = {}
    for form, listed in evidence(proposed).items():
        stems = proposed[form]
        alone[form] = {
            name: trust * stems[name].score / SCALE + sum([weights[number] for number in numbers])
            for name, numbers in listed.items()
        }
    return _agreed(alone)


def _agreed(scores: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Move each form's preference between two stems towards that of all forms which have both."""
    said: defaultdict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for by_stem in scores.values():
        names = sorted(by_stem)
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                sums = said[one, other]
                sums[0] += max(-_LOUDEST, min(_LOUDEST, by_stem[one] - by_stem[other]))
                sums[1] += 1
    found = {}
    for form, by_stem in scores.items():
        best = max(by_stem, key=lambda name: (by_stem[name], name))
        top = by_stem[best]
        agreed = {best: top}
        for name, score in by_stem.items():
            if name != best:
                one, other, sign = (best, name, 1) if best < name else (name, best, -1)
                total, count = said[one, other]
                agreed[name] = top - (1 - _OTHERS) * (top - score) - _OTHERS * sign * total / count
        found[form] = agreed
    return found

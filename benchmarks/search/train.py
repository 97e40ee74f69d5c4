"""Learns the analyser's weights from treebanks and paradigms, and says how well they find.

    python benchmarks/search/train.py --data DIR [--write]

Needs numpy and scipy. See TRAINING.md for the data and the method.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from achyq.search import lexicon
from achyq.search.lexicon import SCALE, UNSEEN, Entry, Lexicon, Model
from achyq.search.stems import Stem, Stemmer
from achyq.search.text import fold, form, rules, tokens

LANGUAGES = ("ky", "kk", "uz")
RULES = Path(lexicon.__file__).parent
FOLDS = 5
#: How much a form of a paradigm counts against one of a treebank, where there are thousands of them.
PARADIGM = 0.1
#: How much a form whose lemma has no other form counts for the evidence: any key would find it.
LONELY = 0.8
#: Strength of the regularisation (L2) of the stemmers' weights, and of the evidence.
STEMMER_L2, EVIDENCE_L2 = 0.5, 10.0
#: How much worse than the best a second stem may be: by the evidence, and by the grammar alone.
MARGIN, UNSEEN_MARGIN = 20, 20
ROUNDS = 2

Row = tuple[float, list[tuple[list[tuple[Any, float]], bool]]]


class Data(NamedTuple):
    """One language: lemmas by form (those of the treebank marked), sentences as forms, queries."""

    language: str
    lemmas: dict[str, set[tuple[bool, str]]]
    sentences: list[list[str]]
    queries: list[tuple[str, frozenset[int], frozenset[int]]]

    @property
    def forms(self) -> frozenset[str]:
        """The forms of all sentences."""
        return frozenset(word for sentence in self.sentences for word in sentence)


def read(folder: Path, language: str) -> Data:
    """Read `<language>.pairs.tsv`, `.paradigms.tsv` and `_dev.json`."""
    lemmas: defaultdict[str, set[tuple[bool, str]]] = defaultdict(set)
    for kind in ("pairs", "paradigms"):
        for line in (folder / f"{language}.{kind}.tsv").read_text("utf-8").splitlines():
            word, lemma = (form(cell, language) for cell in line.split("\t")[:2])
            in_treebank = any(treebank for treebank, _ in lemmas.get(word, ()))
            if word and lemma and (word, lemma) != ("form", "lemma") and (kind == "pairs" or not in_treebank):
                lemmas[word].add((kind == "pairs", lemma))
    dev = json.loads((folder / f"{language}_dev.json").read_text("utf-8"))
    queries = [
        (form(query["q"], language), frozenset(query["rel"]), frozenset(query["same"]))
        for query in dev["queries"]
    ]
    return Data(language, dict(lemmas), [_words(text, language) for text in dev["docs"]], queries)


def _words(text: str, language: str) -> list[str]:
    """The forms of a text; those with hyphens also in parts, as the index has them."""
    whole = [form(token.text, language) for token in tokens(text)]
    return [part for word in whole if word for part in ([word, *word.split("-")] if "-" in word else [word])]


def part(word: str, language: str) -> int:
    """The part of a form in cross-validation: all forms of a lemma begin with the same two letters."""
    return zlib.crc32(fold(word, language)[:2].encode()) % FOLDS


def right_stems(data: Data, stemmer: Stemmer, folded: bool) -> dict[str, set[str]]:
    """The stem by which most forms of a lemma can be known; that of the treebank's lemma if it fits."""
    spelled = {word: stemmer.spelled(_spelling(word, data, folded)) for word in data.lemmas}
    possible = {word: {stem.canonical for stem in stemmer.stems(spelled[word])} for word in data.lemmas}
    groups: defaultdict[tuple[bool, str], list[str]] = defaultdict(list)
    for word, lemmas in data.lemmas.items():
        for lemma in lemmas:
            groups[lemma].append(word)
    right: defaultdict[str, set[str]] = defaultdict(set)
    for (treebank, lemma), words in groups.items():
        counts: Counter[str] = Counter()
        for word in words:
            counts.update(possible[word])
        own = stemmer.canonical(stemmer.spelled(_spelling(lemma, data, folded))) if treebank else ""
        bonus = 0.5 + 0.3 * len(words)
        best = max(counts, key=lambda stem: (counts[stem] + bonus * (stem == own), len(stem), stem))
        for word in words:
            if best in possible[word]:
                right[word].add(best)
    return dict(right)


def _spelling(word: str, data: Data, folded: bool) -> str:
    return fold(word, data.language) if folded else word


def fit(rows: Sequence[Row], l2: float, prior: Mapping[Any, float]) -> dict[Any, float]:
    """Fit a log-linear choice among each row's candidates, of which one or more are right."""
    columns: dict[Any, int] = {}
    values, row_numbers, column_numbers, owners, right = [], [], [], [], []
    for owner, (_, candidates) in enumerate(rows):
        for features, is_right in candidates:
            for feature, value in features:
                row_numbers.append(len(owners))
                column_numbers.append(columns.setdefault(feature, len(columns)))
                values.append(value)
            owners.append(owner)
            right.append(float(is_right))
    matrix = csr_matrix((values, (row_numbers, column_numbers)), shape=(len(owners), len(columns)))
    transposed, owner_of, is_right = matrix.T.tocsr(), np.array(owners), np.array(right)
    importance = np.array([weight for weight, _ in rows])
    starts = np.r_[0, np.flatnonzero(np.diff(owner_of)) + 1]
    start = np.array([prior.get(name, 0.0) for name in columns])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner_of])
        whole = np.add.reduceat(powers, starts)
        good = np.maximum(np.add.reduceat(powers * is_right, starts), 1e-300)
        slope = (powers / whole[owner_of] - powers * is_right / good[owner_of]) * importance[owner_of]
        away = weights - start
        value = (importance * (np.log(whole) - np.log(good))).sum() + l2 / 2 * (away**2).sum()
        return value, transposed @ slope + l2 * away

    fitted = minimize(loss, start.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return dict(zip(columns, fitted.x, strict=True))


class _Innocent(dict[str, int]):
    """Weights before anything was learned: every suffix costs a little, every breach of harmony much."""

    def get(self, feature: str, default: int = 0) -> int:  # type: ignore[override]
        return -40 if feature in ("h", "k") else -6 if feature.startswith("m:") else default


def train_stemmer(data: Data, folded: bool, take: Callable[[str], bool]) -> dict[str, int]:
    """Learn the weights of the stemmer from the forms that `take` says yes to."""
    grammar = rules(data.language)
    weights: dict[str, int] = _Innocent()
    right = right_stems(data, Stemmer(grammar, weights, folded=folded), folded)
    for _ in range(ROUNDS):
        stemmer = Stemmer(grammar, weights, folded=folded, traced=True)
        rows: list[Row] = []
        for word in sorted(data.lemmas):
            if word not in right or not take(word):
                continue
            stems = best_stems(stemmer, _spelling(word, data, folded))
            if len(stems) > 1 and not right[word].isdisjoint(stems):
                weight = 1.0 if any(treebank for treebank, _ in data.lemmas[word]) else PARADIGM
                rows.append((weight, [_example(stem, right[word]) for stem in stems.values()]))
        weights = whole(fit(rows, STEMMER_L2, {}))
    return weights


def _example(stem: Stem, right: set[str]) -> tuple[list[tuple[Any, float]], bool]:
    return [(feature, 1.0) for feature in stem.features()], stem.canonical in right


def best_stems(stemmer: Stemmer, word: str) -> dict[str, Stem]:
    return lexicon.candidates([word], stemmer)[word]


def whole(weights: Mapping[Any, float]) -> dict[Any, int]:
    """Scaled to whole numbers; zeros left out."""
    scaled = {feature: round(weight * SCALE) for feature, weight in weights.items()}
    return {feature: scaled[feature] for feature in sorted(scaled, key=str) if scaled[feature]}


class Trained(NamedTuple):
    """A language's data with the weights of both stemmers for each part, learned from the others.

    The weights of part FOLDS are learned from all.
    """

    data: Data
    right: dict[str, set[str]]
    native: list[dict[str, int]]
    folded: list[dict[str, int]]


def train_stemmers(data: Data, parts: Iterable[int]) -> Trained:
    """Learn the stemmers of one language, for each part of cross-validation and once for good."""
    language = data.language
    stemmer = Stemmer(rules(language), {}, folded=False)
    native, folded = [], []
    for left_out in parts:
        native.append(train_stemmer(data, False, lambda word, n=left_out: part(word, language) != n))
        folded.append(train_stemmer(data, True, lambda word, n=left_out: part(word, language) != n))
        print(
            f"  {language}, without part {left_out}: {len(native[-1])} and {len(folded[-1])} weights",
            file=sys.stderr,
        )
    return Trained(data, right_stems(data, stemmer, False), native, folded)


def buckets(data: Data) -> list[list[str]]:
    """The forms of the sentences by bucket."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(data.forms):
        found[fold(word, data.language)[:3]].append(word)
    return list(found.values())


def evidence_rows(trained: Trained) -> dict[int, list[Row]]:
    """What the lexicon of the sentences says of the candidates of each form, by part."""
    data, rows = trained.data, defaultdict(list)
    grammar = rules(data.language)
    stemmers = [Stemmer(grammar, weights, folded=False) for weights in trained.native]
    companions = Counter(lemma for word in data.forms for lemma in data.lemmas.get(word, ()))
    for words in buckets(data):
        number = part(words[0], data.language)
        proposed = lexicon.candidates(words, stemmers[number])
        for word, by_stem in lexicon.evidence(proposed).items():
            stems, right = proposed[word], trained.right.get(word, set())
            lemmas = data.lemmas.get(word, set())
            if len(stems) < 2 or right.isdisjoint(stems) or not any(treebank for treebank, _ in lemmas):
                continue
            weight = 1.0 if max(companions[lemma] for lemma in lemmas) > 1 else LONELY
            candidates = [
                ([("trust", stems[name].score / SCALE), *((n, 1.0) for n in numbers)], name in right)
                for name, numbers in by_stem.items()
            ]
            rows[number].append((weight, candidates))
    return rows


def train_evidence(rows: Sequence[Row]) -> dict[str, Any]:
    """Learn what evidence counts, the same for all languages."""
    weights = whole(fit(rows, EVIDENCE_L2, {"trust": 1.0}))
    return {
        "trust": weights.pop("trust"),
        "margin": MARGIN,
        "weights": {str(n): weights[n] for n in sorted(weights)},
    }


def model(trained: Trained, number: int, evidence: Mapping[str, Any]) -> Model:
    grammar = dict(rules(trained.data.language), weights=trained.folded[number], margin=UNSEEN_MARGIN)
    return lexicon.make(grammar, trained.native[number], evidence)


def entries(trained: Trained, models: Sequence[Model]) -> dict[str, Entry]:
    """The entry of each form, by the model that has not learned from its part."""
    data, found = trained.data, {}
    for words in buckets(data):
        bucket = Lexicon(data.language, words, models[part(words[0], data.language) % len(models)])
        found.update({word: bucket.entry(word) for word in words})
    return found


def measured(data: Data, found: Mapping[str, Entry], asked: Callable[[str], Iterable[str]]) -> list[float]:
    """Recall, recall among sentences without the typed form, precision, and F1 of the first and third."""
    index: defaultdict[str, set[int]] = defaultdict(set)
    for number, sentence in enumerate(data.sentences):
        for word in sentence:
            for key in found[word].found:
                index[key].add(number)
    recalls, others, precisions = [], [], []
    for word, relevant, same in data.queries:
        hits = set().union(*(index.get(key, ()) for key in asked(word)))
        recalls.append(len(hits & relevant) / len(relevant))
        if relevant - same:
            others.append(len(hits & relevant - same) / len(relevant - same))
        precisions.append(len(hits & relevant) / len(hits) if hits else 0.0)
    recall, other, precision = (100 * fmean(values) for values in (recalls, others, precisions))
    return [recall, other, precision, 2 * recall * precision / (recall + precision)]


def report(trained: Trained, models: Sequence[Model]) -> None:
    """Print what cross-validation says: queries that the archive knows, the same folded, and unseen ones."""
    data, found = trained.data, entries(trained, models)
    language = data.language
    folds: defaultdict[str, set[str]] = defaultdict(set)
    for word, entry in found.items():
        folds[fold(word, language)].update(entry.query)

    def unseen(word: str) -> set[str]:
        own = models[part(word, language) % len(models)]
        stems = lexicon.unseen(fold(word, language), own.unseen, own.unseen_margin)
        return {*stems, *(stem + UNSEEN for stem in stems)}

    ways: dict[str, Callable[[str], Iterable[str]]] = {
        "known": lambda word: found[word].query if word in found else unseen(word),
        "known, typed folded": lambda word: folds.get(fold(word, language)) or unseen(word),
        "unseen": unseen,
    }
    for name, asked in ways.items():
        figures = " / ".join(f"{figure:.1f}" for figure in measured(data, found, asked))
        print(f"{language} | {name} | {figures}", flush=True)
    keys = fmean(len(entry.found) for entry in found.values())
    print(f"{language} | keys a form | {keys:.2f}", flush=True)


def write(trained: Sequence[Trained], evidence: Mapping[str, Any]) -> None:
    """Write the weights into the package."""
    for one in trained:
        path = RULES / "rules" / f"{one.data.language}.json"
        grammar = json.loads(path.read_text("utf-8"))
        path.write_text(dump({**grammar, "margin": UNSEEN_MARGIN, "weights": one.folded[-1]}), "utf-8")
    native = {one.data.language: one.native[-1] for one in trained}
    (RULES / "lexicon.json").write_text(dump({"evidence": evidence, "weights": native}), "utf-8")


def dump(value: Mapping[str, Any]) -> str:
    """JSON with a line for each entry down to the third level."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the data (TRAINING.md)")
    parser.add_argument("--write", action="store_true", help="write the weights into the package")
    options = parser.parse_args()
    trained = [train_stemmers(read(options.data, language), range(FOLDS + 1)) for language in LANGUAGES]
    rows: defaultdict[int, list[Row]] = defaultdict(list)
    for one in trained:
        for number, some in evidence_rows(one).items():
            rows[number] += some
    learned = [
        train_evidence([row for number, some in rows.items() if number != left_out for row in some])
        for left_out in range(FOLDS + 1)
    ]
    print("language | queries | recall / recall of other forms / precision / F1")
    for one in trained:
        report(one, [model(one, number, learned[number]) for number in range(FOLDS)])
    if options.write:
        write(trained, learned[-1])


if __name__ == "__main__":
    main()

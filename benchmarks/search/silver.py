"""Makes an evaluation set for Russian or English, for which there is no treebank in the data.

    python benchmarks/search/silver.py ru --out DIR FILE...

Reads paragraphs of HTML pages and of Markdown, and writes `DIR/<language>_dev.json`, which
`run.py --data DIR` reads. A word's lemma is what independent lemmatisers agree on, none of which Achyq
uses; words on which they differ are taken out of the sentences, so that nothing is found or missed for
them. Needs lxml, simplemma, lemmagen3 and lemminflect. See README.md.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import lxml.html
import simplemma
from lemmagen3 import Lemmatizer
from lemminflect import getAllLemmas

#: Sentences that are taken, the words that one has, and the share of them in the language's letters.
SENTENCES, LEAST, MOST, OWN = 1_250, 6, 40, 0.8
SEED = 1
_LETTERS = {"ru": "[а-яё]", "en": "[a-z]"}
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[«\"A-ZА-ЯЁ])")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_TARGET = re.compile(r"\]\([^)]*\)|`[^`]*`|https?://\S+")

Lemmatiser = Callable[[str], set[str]]


def lemmatisers(language: str) -> list[Lemmatiser]:
    """Simplemma (word lists) and LemmaGen (rules learnt from MULTEXT-East); for English also LemmInflect."""
    learned = Lemmatizer(language)
    found: list[Lemmatiser] = [
        lambda word: {simplemma.lemmatize(word, language)},
        lambda word: {learned.lemmatize(word)},
    ]
    if language == "en":
        found.append(lambda word: set(chain(*getAllLemmas(word).values())) or {word})
    return found


def agreed(language: str) -> Callable[[str], str | None]:
    """What gives the one lemma of a word that all lemmatisers allow, else None."""
    asked = lemmatisers(language)

    @cache
    def lemma(word: str) -> str | None:
        said = [{lemma.lower().replace("ё", "е") for lemma in one(word)} for one in asked]
        common = set.intersection(*said)
        return common.pop() if len(common) == 1 else None

    return lemma


def paragraphs(path: Path) -> Iterator[str]:
    """The running text of a page."""
    if path.suffix == ".html":
        for element in lxml.html.parse(str(path)).getroot().iter("p"):
            if element.find(".//pre") is None:
                yield " ".join(element.text_content().split())
    else:
        for text in _FRONT.sub("", path.read_text("utf-8")).split("\n\n"):
            if not text.startswith(("#", "|", "```", "    ", "- ", "!", ":")):
                yield " ".join(_TARGET.sub("", text).replace("[", "").replace("*", "").split())


def sentences(paths: list[Path], language: str) -> list[list[str]]:
    """The words of sentences, each sentence once; nearly all are in the letters of the language."""
    word = re.compile(f"{_LETTERS[language]}+(?:-{_LETTERS[language]}+)*")
    found: dict[tuple[str, ...], None] = {}
    for path in paths:
        for text in paragraphs(path):
            for sentence in _SENTENCE.split(text):
                words = [other.lower() for other in _WORD.findall(sentence)]
                own = [other for other in words if word.fullmatch(other)]
                if LEAST <= len(words) <= MOST and len(own) >= OWN * len(words):
                    found[tuple(own)] = None
    return [list(words) for words in found]


def made(language: str, paths: list[Path]) -> dict[str, object]:
    """The evaluation set: sentences without disputed words, and queries as in the other sets."""
    taken = sentences(paths, language)
    random.Random(SEED).shuffle(taken)
    lemma = agreed(language)
    taken = taken[:SENTENCES]
    left = [[word for word in words if lemma(word)] for words in taken]
    all_words, kept = sum(map(len, taken)), sum(map(len, left))
    print(
        f"{language}: {len(taken)} sentences, {all_words} words, {all_words - kept} disputed", file=sys.stderr
    )
    by_form: defaultdict[str, set[int]] = defaultdict(set)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for number, words in enumerate(left):
        for word in words:
            by_form[word].add(number)
            forms[lemma(word) or ""].add(word)
    queries = []
    for name, own in sorted(forms.items()):
        relevant = set().union(*(by_form[word] for word in own))
        if len(own) > 1 and len(relevant) > 1:
            queries += [
                {"q": word, "lem": [name], "rel": sorted(relevant), "same": sorted(by_form[word])}
                for word in sorted(own)
            ]
    return {"docs": [" ".join(words) for words in left], "queries": queries}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("language", choices=_LETTERS)
    parser.add_argument("files", nargs="+", type=Path, help="HTML or Markdown")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / f"{options.language}_dev.json"
    path.write_text(json.dumps(made(options.language, options.files), ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()

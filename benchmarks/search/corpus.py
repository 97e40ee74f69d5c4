"""The development data as corpora: documents, and sets of queries with what they should find."""

from __future__ import annotations

import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.search.measures import Query
from benchmarks.search.spelling import WITH_LETTERS, other_script, plain

#: Whose data may be there; words are asked without special letters only where there are such.
LANGUAGES = ("ky", "kk", "uz", "ru", "en")
#: Queries of two words in a language; of each set with --quick.
PAIRS, FEW = 500, 60
NATIVE, PLAIN, TWO, TWO_PLAIN = "one word", "one word, plain letters", "two words", "two words, plain letters"
SCRIPTS = {
    "kk": ("Latin words, Cyrillic texts", "Cyrillic words, Latin texts"),
    "uz": ("Cyrillic words, Latin texts", "Latin words, Cyrillic texts"),
}


class Corpus(NamedTuple):
    """Texts in one language and script, and the queries by the name of their set.

    `locale` is that of the texts, `language` the one that they are in.
    """

    language: str
    locale: str
    documents: list[str]
    sets: dict[str, list[Query]]


def corpora(folder: Path, seed: int, quick: bool) -> Iterator[Corpus]:
    """All corpora of the data in `folder`; raises OSError if there are none, KeyError for another form."""
    paths = {language: folder / f"{language}_dev.json" for language in LANGUAGES}
    if not any(path.is_file() for path in paths.values()):
        raise FileNotFoundError(f"{folder} has none of: {', '.join(path.name for path in paths.values())}")
    for language, path in paths.items():
        if not path.is_file():
            continue
        data = json.loads(path.read_text("utf-8"))
        ones = [_query(entry) for entry in data["queries"]]
        twos = two_words(data["queries"], random.Random(f"{seed}/{language}"), PAIRS)
        sets = {NATIVE: ones, PLAIN: ones, TWO: twos, TWO_PLAIN: twos}
        for name in (PLAIN, TWO_PLAIN):
            if language in WITH_LETTERS:
                sets[name] = _respelt(sets[name], plain, language)
            else:
                del sets[name]
        if language in SCRIPTS:
            into, out_of = SCRIPTS[language]
            sets[into] = _respelt(ones, other_script, language)
        yield Corpus(language, language, data["docs"], _few(sets, seed, quick))
        if language in SCRIPTS:
            texts = [other_script(text, language) for text in data["docs"]]
            locale = {"kk": "kk", "uz": "uz-Cyrl"}[language]
            yield Corpus(language, locale, texts, _few({out_of: ones}, seed, quick))


def two_words(entries: Sequence[Mapping[str, Any]], rng: random.Random, count: int) -> list[Query]:
    """Up to `count` queries of two words of one document, in forms that it has not where that can be.

    For each, a document is drawn, two of its lemmas, and a form of each; relevant are the documents
    that have both lemmas. Only lemmas that some query has are known.
    """
    forms: dict[int, dict[tuple[str, ...], list[Mapping[str, Any]]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        for document in entry["rel"]:
            forms[document][tuple(entry["lem"])].append(entry)
    rich = sorted(document for document, lemmas in forms.items() if len(lemmas) > 1)
    queries: list[Query] = []
    for _ in range(2 * count if rich else 0):
        document = rng.choice(rich)
        lemmas = rng.sample(sorted(forms[document]), 2)
        if set(lemmas[0]).isdisjoint(lemmas[1]) and len(queries) < count:
            one, two = (_query(_other_form(forms[document][lemma], document, rng)) for lemma in lemmas)
            text = f"{one.text} {two.text}"
            queries.append(Query(text, one.relevant & two.relevant, one.same & two.same))
    return queries


def _other_form(entries: list[Mapping[str, Any]], document: int, rng: random.Random) -> Mapping[str, Any]:
    return rng.choice([entry for entry in entries if document not in entry["same"]] or entries)


def _query(entry: Mapping[str, Any]) -> Query:
    return Query(entry["q"], frozenset(entry["rel"]), frozenset(entry["same"]))


def _respelt(queries: Sequence[Query], spell: Callable[[str, str], str], language: str) -> list[Query]:
    """The queries that another spelling changes, in that spelling."""
    respelt = [query._replace(text=spell(query.text, language)) for query in queries]
    return [new for new, old in zip(respelt, queries, strict=True) if new.text != old.text]


def _few(sets: dict[str, list[Query]], seed: int, quick: bool) -> dict[str, list[Query]]:
    if not quick:
        return sets
    return {
        name: random.Random(f"{seed}/{name}").sample(queries, min(FEW, len(queries)))
        for name, queries in sets.items()
    }

"""One word of a query in one language: the documents that have it, in any form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from math import log
from typing import NamedTuple

from achyq.search.analyser import keys
from achyq.search.reader import Reader
from achyq.search.shard import WEIGHTS, Found, Shard
from achyq.search.text import fold, form, rules
from achyq.search.words import parts

#: Documents and what each is worth.
Worth = dict[int, float]
#: So many letters of a word are read in two ways.
_LETTERS = 4
#: A prefix has at least so many letters.
_PREFIX = 2


class Looked(NamedTuple):
    """What was found: the typed form, the documents with their u, those that have the very form,
    the documents of each form that is known, and the keys that were looked for.
    """

    form: str
    documents: Worth
    exact: frozenset[int]
    forms: dict[str, frozenset[int]]
    keys: tuple[str, ...]

    def scores(self, population: int) -> Worth:
        """What each document is worth for this word, among so many of the language (BM25)."""
        idf = log(1 + (population - len(self.documents) + 0.5) / (len(self.documents) + 0.5))
        return {
            number: idf * u * 2.2 / (u + 1.2) + (0.5 * idf if number in self.exact else 0.0)
            for number, u in self.documents.items()
        }


def lookup(reader: Reader, word: str, language: str, exact: bool = False, prefix: bool = False) -> Looked:
    """Look a word up as it was typed. With `exact` only that form counts; with `prefix` also the forms
    that begin so.
    """
    typed = form(word, language)
    nothing = Looked(typed, {}, frozenset(), {}, ())
    spelled = fold(typed, language)
    shard = reader.shard(language, spelled) if typed else None
    if shard is None:
        return nothing
    near = _near(shard, language, spelled, spelled.__eq__)
    place = shard.place(typed)
    very = shard.documents(place) if place >= 0 else Found([], b"")
    own = frozenset(very.documents)
    if exact:
        return nothing._replace(documents=_sum([very]), exact=own, forms={typed: own} if own else {})
    if not near and (read := _reread(reader, word, language)):
        return nothing._replace(
            documents=some([found.documents for found in read], max),
            forms={name: documents for found in read for name, documents in found.forms.items()},
            keys=tuple(dict.fromkeys(key for found in read for key in found.keys)),
        )
    if not near and not prefix and len(pieces := parts(typed)) > 1:
        looked = [lookup(reader, piece, language) for piece in pieces]
        return nothing._replace(
            documents=every([found.documents for found in looked], min),
            forms={name: documents for found in looked for name, documents in found.forms.items()},
            keys=tuple(key for found in looked for key in found.keys),
        )
    if near:
        places = [place] if place >= 0 else near
        wanted = tuple(dict.fromkeys(key for at in places for key in shard.queries[at]))
    else:
        wanted = tuple(dict.fromkeys(keys(typed, language)))
    lists: list[Found] = []
    forms: dict[str, frozenset[int]] = {}
    for key in wanted:
        home = reader.shard(language, fold(key, language))
        assert home is not None
        known, found = home.found(key)
        lists += found
        forms.update((home.forms[at], frozenset(home.documents(at).documents)) for at in known)
    if prefix and len(spelled) >= _PREFIX:
        for at in _near(shard, language, spelled, lambda other: other.startswith(spelled)):
            if shard.forms[at] not in forms:
                lists.append(shard.documents(at))
                forms[shard.forms[at]] = frozenset(lists[-1].documents)
    if own:
        forms[typed] = own
    return Looked(typed, _sum(lists), own, forms, wanted)


def _reread(reader: Reader, word: str, language: str) -> list[Looked]:
    """What a word finds that was typed on a keyboard without some letters, read with them (`other`
    of the rules: узбекистон for ўзбекистон); only forms that the archive has count.
    """
    pairs = dict(rules("text")["other"].get(language, ()))
    places = [at for at, letter in enumerate(word.lower()) if letter in pairs][:_LETTERS]
    found = []
    for choice in range(1, 1 << len(places)):
        letters = list(word.lower())
        for bit, at in enumerate(places):
            if choice >> bit & 1:
                letters[at] = pairs[letters[at]]
        spelled = fold(form("".join(letters), language), language)
        shard = reader.shard(language, spelled)
        if shard and _near(shard, language, spelled, spelled.__eq__):
            found.append(lookup(reader, "".join(letters), language))
    return found


def _near(shard: Shard, language: str, spelled: str, is_near: Callable[[str], bool]) -> list[int]:
    """The places of forms whose folds are like a fold; they stand together."""
    start = bisect_left(shard.forms, spelled, key=lambda name: fold(name, language))
    end = start
    while end < len(shard.forms) and is_near(fold(shard.forms[end], language)):
        end += 1
    return list(range(start, end))


def _sum(lists: Iterable[Found]) -> Worth:
    worth: Worth = {}
    for documents, impacts in lists:
        for number, c in zip(documents, impacts, strict=True):
            worth[number] = worth.get(number, 0.0) + WEIGHTS[c]
    return worth


def every(lists: Sequence[Worth], join: Callable[[float, float], float]) -> Worth:
    """The documents of all lists, with what they are worth taken together."""
    if not lists:
        return {}
    worth = lists[0]
    for other in lists[1:]:
        worth = {number: join(value, other[number]) for number, value in worth.items() if number in other}
    return worth


def some(lists: Sequence[Worth], join: Callable[[float, float], float]) -> Worth:
    """The documents of any list, with what they are worth taken together."""
    worth: Worth = {}
    for other in lists:
        for number, value in other.items():
            worth[number] = join(worth[number], value) if number in worth else value
    return worth

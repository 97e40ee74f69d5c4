"""Synonyms: concepts of the field with their words in each language, as search knows them.

They come from the glossary, and from the names and aliases of tags.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from achyq import glossary
from achyq.registry import Registry, Term, fold
from achyq.search.coding import Cursor, varint
from achyq.search.files import ANY, Concept
from achyq.search.text import LANGUAGES, analysis_language

#: Locales that only write the words of another one in other letters: search reads both scripts.
_OTHER_SCRIPTS = ("uz-Cyrl",)
#: Entries of more words are for the glossary alone: hardly anybody types them, or writes all of them.
_MOST_WORDS = 5
#: A tag that has words of a concept in so many languages is that concept.
_SHARED = 2
_ORDER = (*LANGUAGES, ANY)
#: So many letters have a number of one byte.
_SHORT = 128


def of(concepts: Iterable[glossary.Concept]) -> tuple[Concept, ...]:
    """The words of the concepts that search takes for the same."""
    found: list[Concept] = []
    for concept in concepts:
        words = {code: tuple(filter(_is_short, concept.terms.get(code, ()))) for code in LANGUAGES}
        if concept.search:
            found.append({str(code): terms for code, terms in words.items() if terms})
    return tuple(found)


def _is_short(entry: str) -> bool:
    return len(entry.replace("-", " ").split()) <= _MOST_WORDS


def table(tags: Registry, concepts: Iterable[Concept]) -> list[dict[str, list[str]]]:
    """All concepts, and each tag: as the concept that it shares words with, or else as one of its own.

    An alias that is a word of a concept is left out: search recognises it there.
    """
    found = [{language: list(words) for language, words in concept.items()} for concept in concepts]
    owners: dict[tuple[str, str], int] = {}
    for place, concept in enumerate(found):
        for language, words in concept.items():
            for word in words:
                owners.setdefault((language, fold(word)), place)
    known = {word for _, word in owners}
    for term in tags.terms.values():
        tag = _names(term)
        keys = ((language, fold(name)) for language, name in tag.items())
        shared = Counter(owners[key] for key in keys if key in owners)
        (place, count), *_ = [*shared.most_common(1), (0, 0)]
        if count < _SHARED:
            place = len(found)
            found.append({})
        for language, name in tag.items():
            words = found[place].setdefault(language, [])
            if fold(name) not in map(fold, words):
                words.append(name)
        own = known.union(map(fold, tag.values()))
        if aliases := [alias for alias in term.aliases if fold(alias) not in own]:
            found[place].setdefault(ANY, []).extend(aliases)
    return found


def _names(tag: Term) -> dict[str, str]:
    """A tag's names by language of analysis."""
    return {analysis_language(code): name for code, name in tag.name.items() if code not in _OTHER_SCRIPTS}


def packed(concepts: Sequence[Mapping[str, Sequence[str]]]) -> bytes:
    """A table as a file, deflated: its letters, and numbers of letters.

    For each language there is a line for each concept, with its words between tabs. Letters of two
    bytes would cost a tenth more; each language has Huffman codes of its own.
    """
    columns = ["".join("\t".join(words.get(code, ())) + "\n" for words in concepts) for code in _ORDER]
    counts = Counter("".join(columns))
    often = sorted(sorted(counts, key=lambda letter: (-counts[letter], letter))[:_SHORT])
    letters = "".join([*often, *sorted(set(counts).difference(often))])
    numbers = {letter: varint(number) for number, letter in enumerate(letters)}
    coded = letters.encode()
    packer = zlib.compressobj(9)
    parts = [packer.compress(varint(len(coded)) + coded)]
    for column in columns:
        parts.append(packer.flush(zlib.Z_SYNC_FLUSH))
        parts.append(packer.compress(b"".join(map(numbers.__getitem__, column))))
    return b"".join([*parts, packer.flush()])


def unpacked(data: bytes) -> list[dict[str, list[str]]]:
    """The table that a file holds."""
    cursor = Cursor(zlib.decompress(data))
    letters = cursor.text().decode()
    text = []
    while cursor.at < len(cursor.data):
        text.append(letters[cursor.number()])
    lines = "".join(text).split("\n")[:-1]
    size = len(lines) // len(_ORDER)
    return [
        {code: line.split("\t") for code, line in zip(_ORDER, lines[place::size], strict=True) if line}
        for place in range(size)
    ]

"""Letters that look right and are not: of the other script, of another alphabet, hidden ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from typing import Final, NamedTuple

from achyq.check.prose import AROUND, Prose
from achyq.messages import Phrase, phrase

#: So many words of a kind are named in an article, no more.
_MOST: Final = 5


class Fault(NamedTuple):
    """Something wrong at an index of a text."""

    at: int
    code: str
    message: Phrase
    hint: Phrase


# --- the other script

#: Latin letters with the Cyrillic ones that look the same (Unicode's confusables, UTS 39).
_TWINS: Final = dict(zip("aceshijopxyəABCEHIKMOPTXYƏ", "асеѕһіјорхуәАВСЕНІКМОРТХУӘ", strict=True))
_CYRILLIC_TWINS: Final = {cyrillic: latin for latin, cyrillic in _TWINS.items()}
_LATIN = re.compile("[A-Za-zƏə]")
#: The bytes that begin U+0400 to U+04FF in UTF-8, and nothing else.
_CYRILLIC_BYTES: Final = (b"\xd0", b"\xd1", b"\xd2", b"\xd3")
_SEAM = re.compile("[A-Za-zƏə][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-zƏə]")
_WORD = re.compile("[^\\W\\d_]+")


#: How endings of cases end, which a letter as a name may have: Xтен, Cдан.
_ENDINGS: Final = frozenset("ан ен он өн ын ин ун үн ың ің га ге".split())


def mixed(text: Prose) -> Iterator[Fault]:
    """Words with a letter hidden in them that belongs to the other script.

    A Latin name or abbreviation with an ending (USAIDдин, PDFке) is none, so only words count whose
    foreign letters all look like letters of the word's own script.
    """
    if not _may_be_mixed(text):
        return
    seen: set[str] = set()
    for match in _WORD.finditer(text.prose):
        word = match[0]
        right = _in_one_script(word) if _SEAM.search(word) else ""
        if right and word not in seen and len(seen) < _MOST:
            seen.add(word)
            bad, good = next((b, g) for b, g in zip(word, right, strict=True) if b != g)
            yield Fault(
                match.start(),
                "mixed-script",
                phrase("'{word}' mixes Latin and Cyrillic letters", word=word),
                phrase(
                    "{letter} ({code}) looks like {right} ({right_code}). Type the word again: {word}",
                    letter=bad,
                    code=f"U+{ord(bad):04X}",
                    right=good,
                    right_code=f"U+{ord(good):04X}",
                    word=right,
                ),
            )


def _may_be_mixed(text: Prose) -> bool:
    """Whether letters of both scripts stand side by side."""
    rare = "ə" in text.prose or "Ə" in text.prose
    if not rare and b"a" not in text.shape:
        return False
    data = text.prose.encode("utf-8", "surrogatepass")
    if not any(byte in data for byte in _CYRILLIC_BYTES):
        return False
    if rare:
        return bool(_SEAM.search(text.prose))
    for pair in (b"a?", b"?a"):
        at = text.shape.find(pair)
        while at >= 0:
            if _SEAM.match(text.prose, at):
                return True
            at = text.shape.find(pair, at + 1)
    return False


def _in_one_script(word: str) -> str:
    """The word in the script it was meant in; '' when it may be meant as it is."""
    runs = [(m.start(), m[0]) for m in re.finditer("[A-Za-zƏə]+|[\u0400-\u04ff]+", word)]
    latin = "".join(run for _, run in runs if _LATIN.match(run))
    cyrillic = "".join(run for _, run in runs if not _LATIN.match(run))
    foreign, table = (latin, _TWINS) if len(latin) < len(cyrillic) else (cyrillic, _CYRILLIC_TWINS)
    if not all(letter in table for letter in foreign):
        return ""
    first, *others = runs
    if len(others) == 1 and _LATIN.match(first[1]) and first[1].isupper() and others[0][1].islower():
        # A Latin abbreviation with an ending, unless one capital begins a long word: Cоюз.
        rest = others[0][1]
        is_word = foreign is latin and len(first[1]) == 1 and len(rest) > 2 and rest[-2:] not in _ENDINGS
        return "".join(table.get(letter, letter) for letter in word) if is_word else ""
    return "".join(table.get(letter, letter) for letter in word)


# --- Uzbek apostrophes

# Not in names such as O'Brien, nor in an English possessive. What begins with the mark itself is found fast.
_LETTER_MARK = re.compile("['`´‘’ʼ′](?<=[oOgG].)(?=[a-z]|[A-Z]{2})")
_STOP_MARK = re.compile("['`´‘’ʻ′](?<=[A-Za-z].)(?<![oOgG].)(?=[A-Za-z])(?!s\\b)")
_WRONG_MARKS: Final = frozenset("'`´‘’ʻʼ′")


def apostrophes(text: Prose) -> Iterator[Fault]:
    """The marks of Latin Uzbek: oʻ and gʻ have U+02BB, the tutuq belgisi is U+02BC."""
    for pattern, right, name in (
        (_LETTER_MARK, "ʻ", "U+02BB"),
        (_STOP_MARK, "ʼ", "U+02BC"),
    ):
        found = list(pattern.finditer(text.prose))
        if found:
            at = found[0].start()
            word = _word_at(text.prose, at)
            yield Fault(
                at,
                "wrong-apostrophe",
                phrase("'{word}' has a wrong apostrophe (places: {count})", word=word, count=len(found)),
                phrase(
                    "Use {right} ({code}): {word}",
                    right=right,
                    code=name,
                    word=pattern.sub(right, word),
                ),
            )


def with_apostrophes(text: str) -> str:
    """A Latin Uzbek text with the right apostrophes."""
    return _STOP_MARK.sub("ʼ", _LETTER_MARK.sub("ʻ", text))


def _word_at(text: str, index: int) -> str:
    start = end = index
    while start and (text[start - 1].isalpha() or text[start - 1] in _WRONG_MARKS):
        start -= 1
    while end < len(text) and (text[end].isalpha() or text[end] in _WRONG_MARKS):
        end += 1
    return text[start:end]


# --- н for ң, о for ө, к for қ

#: Beginnings of words that exist with these letters only; with '.', whole words.
_WORDS: Final[dict[str, str]] = {
    "ky": """
        өкмөт күрөшү мүмкүн дүйнө өзгөч өзгөр өнүгүү өнүктүр кеңешме кеңеши. кеңешинин. жөнүндө көрсөт
        үчүнчү төрага жүргүз өткөр күчөт жүзөгө көзөмөл өлкө. өлкөнүн өлкөдө өлкөбүз сүйлө үйрөн көбөй
        мөөнөт жаңылык маңыз жөнөкөй сүрөт төмөн көптөгөн өндүрүш түшүндүр түзүлгөн өткөн. өнөктөш
        """,
    "kk": """
        қазақстан жемқор әкімдік әкімшілік үкімет құқық қаржы қоғам үшін. және. бөлім өткіз өткен.
        жүргіз тәртіп мүмкін қызмет басқар қарсы. өңір қатыс түркістан қылмыс сәйкес бағдарлама өкілдер
        жауапкершілік мемлекеттік халықаралық көптеген шығын ұйым бақыла тұрғын ғылым кәсіпкер жұмыс
        """,
    "uz-Cyrl": """
        қарши. қонун ҳуқуқ ўзбекистон тўғрисида тўғри. ҳақида. ҳоким ҳудуд бўйича. бўлиб. ўтказ қилинди
        қилинган қарор ўқув. ҳамкорлик муҳокама маҳалла йўналиш кўрсат ўзгар меҳнат ҳисобот бошқар
        ташқари. тақдим фуқаро ҳужжат қўшимча юқори. ўртасида
        """,
    "uz": """
        oʻzbekiston toʻgʻrisida toʻgʻri. boʻyicha. boʻlib. boʻlgan oʻtkaz yoʻnalish koʻrsat oʻzgar
        qoʻllab. qoʻshimcha oʻrtasida koʻplab. oʻquv.
        """,
}
_PLAIN: Final = {
    **dict(zip("өүңқғәұіһўҳ", "оункгауихух", strict=True)),
    "ʻ": "",
    "ʼ": "",
}


class _Wrong(NamedTuple):
    right: str
    whole: bool


def plain(text: Prose, language: str) -> Iterator[Fault]:
    """Words that were typed without the letters of the language (н for ң, о for ө, к for қ)."""
    wrong, beginnings = _wrong(language)
    if not wrong:
        return
    doubtful = [part for part in text.different if part[:4] in beginnings or part[0] in _AROUND]
    seen: dict[str, str] = {}
    for word in sorted({part.strip(AROUND) for part in doubtful}):
        if len(seen) >= _MOST:
            break
        for length in range(min(len(word), _LONGEST), 3, -1):
            known = wrong.get(word[:length])
            if known and (not known.whole or length == len(word)):
                seen[word] = known.right + "…" * (length < len(word))
                break
    for word, right in seen.items():
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text.prose, re.IGNORECASE)
        yield Fault(
            found.start() if found else 0,
            "wrong-letter",
            phrase("'{word}' is not spelled with the letters of the language", word=word),
            phrase("Did you mean '{nearest}'?", nearest=right),
        )


_LONGEST: Final = 16
_AROUND: Final = frozenset(AROUND)


@cache
def _wrong(language: str) -> tuple[dict[str, _Wrong], frozenset[str]]:
    """The wrong spellings of a language's words, each with the right one, and how they begin."""
    wrong: dict[str, _Wrong] = {}
    for entry in _WORDS.get(language, "").split():
        word, whole = entry.rstrip("."), entry.endswith(".")
        places = [i for i, letter in enumerate(word) if letter in _PLAIN]
        for count in range(1, len(places) + 1):
            for chosen in combinations(places, count):
                typed = "".join(_PLAIN[c] if i in chosen else c for i, c in enumerate(word))
                wrong[typed] = _Wrong(word, whole)
    return wrong, frozenset(typed[:4] for typed in wrong)


# --- hidden characters and normal forms

_HIDDEN = re.compile("[\u00ad\u200b\u2060\ufeff]|(?<=[^\\W\\d_])[\u200c\u200d](?=[^\\W\\d_])")
_HIDING: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def hidden(text: Prose) -> Iterator[Fault]:
    """Soft hyphens and spaces without width, which come with text from PDF files and web pages."""
    if not any(character in text.text for character in _HIDING):
        return
    found = list(_HIDDEN.finditer(text.text))
    if found:
        character = f"U+{ord(found[0][0]):04X}"
        yield Fault(
            found[0].start(),
            "hidden-character",
            phrase(
                "A character that can't be seen: {character} (places: {count})",
                character=character,
                count=len(found),
            ),
            phrase(
                "It splits words for search and screen readers. Delete it, or paste the text as plain text."
            ),
        )


def decomposed(text: Prose) -> Iterator[Fault]:
    """Letters put together from a letter and an accent, where one character is usual (not NFC)."""
    if unicodedata.is_normalized("NFC", text.text):
        return
    faults = [
        m for m in re.finditer("\\w[\u0300-\u036f]+", text.text) if unicodedata.normalize("NFC", m[0]) != m[0]
    ]
    at = faults[0].start() if faults else 0
    letter = unicodedata.normalize("NFC", faults[0][0]) if faults else "?"
    yield Fault(
        at,
        "not-nfc",
        phrase(
            "Letters are coded in two parts, such as '{letter}' (places: {count})",
            letter=letter,
            count=max(len(faults), 1),
        ),
        phrase("Search and comparison miss them. Type them again, or paste the text as plain text (NFC)."),
    )

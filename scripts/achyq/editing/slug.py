"""Slugs: short names of stories in lower-case ASCII, made from titles in any of the six languages.

The letters follow what maps and passports print (Ысык-Көл: ysyk-kol, Қазақстан: qazaqstan,
Oʻzbekiston: ozbekiston), not a scholarly system: a slug is read, never turned back.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Final

from achyq import translit

MOST_WORDS: Final = 6
FEWEST_WORDS: Final = 2
MOST_LETTERS: Final = 60
_LONGEST_WORD: Final = 24


def _table(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


_CYRILLIC: Final = _table(
    "а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh "
    "ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya"
)
_LETTERS: Final[dict[str, dict[str, str]]] = {
    "ru": _CYRILLIC,
    "ky": _CYRILLIC | _table("ж=j й=i ң=ng ө=o ү=u х=h щ=sh"),
    "kk": _CYRILLIC | _table("й=i ә=a ғ=gh қ=q ң=ng ө=o ұ=u ү=u һ=h і=i"),
}
#: Letters of a neighbour's name in a text, wherever they come from.
_ANY: Final = _table("ў=o қ=q ғ=gh ҳ=h ә=a ң=ng ө=o ұ=u ү=u һ=h і=i ß=ss æ=ae ø=o đ=d ł=l ı=i")
#: Words that say nothing by themselves.
_SMALL: Final = frozenset(
    "жана менен үчүн боюнча катары тууралуу мен және үшін туралы бойынша va bilan uchun haqida boʻyicha"
    " ва билан учун ҳақида бўйича и в во на о об по с со для из к у от за при the a an of in on at to for and"
    " by with as from".split()
)
_WORD: Final = re.compile(r"[^\W_]+(?:[ʻʼ'’‘`ʹ][^\W_]+)*[ʻʼ'’‘`]?")
_MARKS: Final = re.compile(r"[ʻʼ'’‘`ʹ]")


def of(title: str, language: str, *more: str) -> str:
    """The slug of a title: its first words that say something, two to six of them.

    Where the title has fewer, words of `more` follow; without any the slug is 'article'.
    """
    words = list(_words(title, language))
    telling = [word for word, small in words if not small]
    chosen = telling if len(telling) >= FEWEST_WORDS else [word for word, _ in words]
    if len(chosen) < FEWEST_WORDS:
        extra = [word for text in more for word, _ in _words(text, "en")]
        chosen = [*(chosen or ["article"]), *extra[: FEWEST_WORDS - len(chosen[:1])]]
    slug = ""
    for word in chosen[:MOST_WORDS]:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > MOST_LETTERS:
            break
        slug = longer
    return slug


def unique(slug: str, taken: Collection[str]) -> str:
    """The slug, or the first of slug-2, slug-3, … that is not taken."""
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _words(text: str, language: str) -> Iterator[tuple[str, bool]]:
    """The words of a text in ASCII, and whether each is a small one."""
    for match in _WORD.finditer(unicodedata.normalize("NFC", text).lower()):
        word = match[0]
        small = _MARKS.sub("ʻ", word) in _SMALL
        latin = translit.to_latin(word) if language == "uz-Cyrl" else word
        ascii_word = _ascii(_MARKS.sub("", latin), _LETTERS.get(language, _CYRILLIC))
        if ascii_word:
            yield ascii_word[:_LONGEST_WORD], small


def _ascii(word: str, letters: dict[str, str]) -> str:
    spelled = "".join(letters.get(letter, _ANY.get(letter, letter)) for letter in word)
    plain = unicodedata.normalize("NFKD", spelled)
    return "".join(letter for letter in plain.lower() if letter.isascii() and letter.isalnum())

"""How a card looks: from what it says to a PNG.

The same card gives the same bytes. Four colours are all it has, two bits a pixel: paper, ink and two
blues of the style sheet. Edges of letters are hard: whoever shows a card makes it smaller, which smooths
them, and grey edges would double its bytes. Cost: about 1.5 ms and 5 KB a card; letters are drawn once for
each process.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

from PIL import Image, ImageFont

from achyq.card import HEIGHT, WIDTH, Card

#: `--paper`, `--s2`, `--s3` and `--ink` of the style sheet.
COLOURS: Final = ((0xFD, 0xFD, 0xFB), (0xA9, 0xC0, 0xE8), (0x46, 0x6A, 0xAD), (0x1A, 0x1D, 0x21))
_PAPER, _PALE, _SOFT, _INK = range(4)
#: A pixel of which a letter covers half (of 255) or more is the letter's.
_COUNTS: Final = bytes(255 * (grey > 127) for grey in range(256))

_SERIF, _SANS = "serif", "sans"
_FILES: Final = {
    _SERIF: ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    _SANS: ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
}


class Type(NamedTuple):
    """A font as it is used: a family, its size in pixels, its weight (100 to 900), and a colour."""

    family: str
    size: int
    weight: int
    colour: int = _INK


_EDGE: Final = 51
_MEASURE: Final = WIDTH - 2 * _EDGE
_NAME: Final = Type(_SERIF, 29, 700)
_FACTS: Final = (Type(_SANS, 21, 500), Type(_SANS, 21, 400, _SOFT))
#: The types that a title may have, the largest first, and the distance of its lines.
_TITLES: Final = ((Type(_SERIF, 47, 700), 57), (Type(_SERIF, 39, 700), 46), (Type(_SERIF, 29, 700), 36))
_COVER_NAME: Final = Type(_SERIF, 100, 700)
_COVER_TITLE: Final = (Type(_SANS, 29, 400), 40)
#: Where the capitals of a title begin, and how much of a type's size they and what hangs below the line take.
_TOP: Final = 116
_CAPITALS, _BELOW = 0.72, 0.22
_MORE: Final = "…"
#: A dash does not begin a line.
_DASH: Final = re.compile(r" (?=[—–] )")


class _Glyph(NamedTuple):
    """A letter's picture, whose colours are places in COLOURS; which of its pixels count; where it lies
    from the pen on the line; and how far the pen moves.
    """

    picture: Image.Image | None
    counts: Image.Image | None
    left: int
    top: int
    advance: int


def draw(card: Card) -> bytes:
    """The card as a PNG."""
    picture = _blank(card.name, card.cover).copy()
    if card.cover:
        type_, leading = _COVER_TITLE
        _write_lines(picture, 292, wrapped(drawable(card.title) or "", type_, 2), type_, leading)
        return _png(picture)
    facts = [line for fact in card.facts if (line := [text for item in fact if (text := drawable(item))])]
    bottom = HEIGHT - 47 - 32 * len(facts)
    for number, (fact, type_) in enumerate(zip(facts, _FACTS, strict=False)):
        _write(picture, _EDGE, bottom + 37 + 32 * number, joined(fact, type_), type_)
    picture.paste(_PALE, (_EDGE, bottom, WIDTH - _EDGE, bottom + 1))
    title = drawable(card.title) or drawable(card.instead) or ""
    type_, leading, lines = fitted(title, bottom - 16 - _TOP)
    _write_lines(picture, _TOP + round(type_.size * _CAPITALS), lines, type_, leading)
    return _png(picture)


def drawable(text: str) -> str | None:
    """The text without what can't be drawn and is no loss (emoji, marks of direction), in composed
    letters and with single spaces; None when a letter or a number is among that.
    """
    kept = []
    for char in unicodedata.normalize("NFC", text):
        kind = unicodedata.category(char)
        if char.isspace():
            kept.append(
                "\N{NO-BREAK SPACE}" if char in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}" else " "
            )
        elif unicodedata.combining(char) and (not kept or kept[-1] == " "):
            continue  # there is no letter that it belongs to
        elif kind[0] != "C" and _has(char):
            kept.append(char)
        elif kind[0] in "LN":
            return None
    return re.sub(" +", " ", "".join(kept)).strip(" ")


def fitted(title: str, height: int) -> tuple[Type, int, list[str]]:
    """A title in the largest type in which it has room in so many pixels and no word is broken, the
    distance of its lines, and the lines; in the smallest, words may be broken and the end left out.
    """
    words = _words(title)
    for type_, leading in _TITLES:
        most = int((height - type_.size * (_CAPITALS + _BELOW)) / leading) + 1
        whole = all(width(word, type_) <= _MEASURE for word in words)
        if whole and len(list(_lines(words, type_, _MEASURE))) <= most:
            break
    return type_, leading, wrapped(title, type_, most)


def wrapped(text: str, type_: Type, most: int) -> list[str]:
    """The text in at most so many lines of about the same length, broken between words; a word that
    is wider than a line is broken at a hyphen or between letters. What has no room is left out from a
    word on, and an ellipsis says so.
    """
    words = _words(text)
    lines = list(_lines(words, type_, _MEASURE))
    if len(lines) > most:
        return [*lines[: most - 1], _cut(lines[most - 1], type_)]
    narrow = max([_MEASURE // 2, *(width(word, type_) for word in words)])
    wide = _MEASURE
    while wide - narrow > 10:
        middle = (narrow + wide) // 2
        if len(list(_lines(words, type_, middle))) > len(lines):
            narrow = middle
        else:
            wide = middle
    return list(_lines(words, type_, wide))


def joined(items: list[str], type_: Type) -> str:
    """As many of the items as have room in a line, and how many more there are; the first may be cut."""
    for count in range(len(items), 0, -1):
        more = [f"+{len(items) - count}"] if count < len(items) else []
        line = " · ".join(items[:count] + more)
        if width(line, type_) <= _MEASURE:
            return line
    return _cut(items[0], type_)


def _words(text: str) -> list[str]:
    return _DASH.sub("\N{NO-BREAK SPACE}", text).split(" ")


def _cut(line: str, type_: Type) -> str:
    """The beginning of a line that goes on, with an ellipsis."""
    while width(line + _MORE, type_) > _MEASURE:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip(" ,;:—–-·«“(") + _MORE


def _lines(words: list[str], type_: Type, measure: int) -> Iterator[str]:
    line, taken, space = "", 0, width(" ", type_)
    for word in words:
        wide = width(word, type_)
        if line and taken + space + wide <= measure:
            line, taken = f"{line} {word}", taken + space + wide
            continue
        if line:
            yield line
        line, taken = word, wide
        while taken > measure:
            head = _head(line, type_, measure)
            yield line[:head]
            line = line[head:]
            taken = width(line, type_)
    if line:
        yield line


def _head(word: str, type_: Type, measure: int) -> int:
    """How many letters of a word fit, with the marks that belong to the last, or up to its last hyphen."""
    count = taken = 0
    for char in word:
        taken += _glyph(char, type_).advance
        if taken > measure:
            break
        count += 1
    while count > 1 and unicodedata.combining(word[count]):
        count -= 1
    return word.rfind("-", 1, count) + 1 or max(count, 1)


@lru_cache(maxsize=4096)
def width(text: str, type_: Type) -> int:
    """How wide a line is, in pixels: as wide as its letters, since no pair of them is set closer."""
    return sum(_glyph(char, type_).advance for char in text)


def _write_lines(picture: Image.Image, baseline: int, lines: list[str], type_: Type, leading: int) -> None:
    for number, line in enumerate(lines):
        _write(picture, _EDGE, baseline + number * leading, line, type_)


def _write(picture: Image.Image, x: int, baseline: int, text: str, type_: Type) -> None:
    for char in text:
        glyph = _glyph(char, type_)
        if glyph.picture:
            picture.paste(glyph.picture, (x + glyph.left, baseline + glyph.top), glyph.counts)
        x += glyph.advance


@lru_cache(maxsize=4096)
def _glyph(char: str, type_: Type) -> _Glyph:
    font = _font(type_.family, type_.size, type_.weight)
    advance = round(font.getlength(char))
    grey, (left, top) = font.getmask2(char, "L", anchor="ls")
    if not all(grey.size):
        return _Glyph(None, None, 0, 0, advance)
    picture = Image.new("P", grey.size, type_.colour)
    counts = Image.frombytes("L", grey.size, bytes(grey).translate(_COUNTS))
    return _Glyph(picture, counts, round(left), round(top), advance)


@cache
def _font(family: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    package, name = _FILES[family]
    with as_file(files(package) / "files" / name) as path:
        # The basic layout needs no library that one machine has and another has not.
        font = ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight, 100])
    return font


@lru_cache(maxsize=4096)
def _has(char: str) -> bool:
    """Whether both fonts have a letter: what they lack, they draw as they draw what is no character."""
    return all(_drawn(char, type_) != _drawn("\U0010ffff", type_) for type_ in (_NAME, _FACTS[0]))


@lru_cache(maxsize=64)
def _drawn(char: str, type_: Type) -> bytes:
    return bytes(_font(type_.family, type_.size, type_.weight).getmask(char))


@lru_cache(maxsize=16)
def _blank(name: str, cover: bool) -> Image.Image:
    """A card without its title and facts."""
    picture = Image.new("P", (WIDTH, HEIGHT), _PAPER)
    picture.putpalette([part for colour in COLOURS for part in colour])
    name = drawable(name) or ""
    if cover:
        _mark(picture, _EDGE, 48, 70)
        _write(picture, _EDGE - 4, 227, name, _COVER_NAME)
        picture.paste(_INK, (_EDGE, 369, WIDTH - _EDGE, 372))
    else:
        _mark(picture, _EDGE, 43, 20)
        _write(picture, _EDGE + 34, 63, name, _NAME)
        picture.paste(_INK, (_EDGE, 84, WIDTH - _EDGE, 87))
    return picture


def _mark(picture: Image.Image, x: int, y: int, size: int) -> None:
    """The archive's mark in so many pixels, as in favicon.svg: rectangles on a field of 26 by 26."""
    for left, top, right, bottom in (
        (0, 0, 14, 5),
        (0, 0, 5, 26),
        (0, 21, 26, 26),
        (21, 12, 26, 26),
        (18, 0, 26, 8),
    ):
        near, far = ((x + size * a // 26, y + size * b // 26) for a, b in ((left, top), (right, bottom)))
        picture.paste(_SOFT, (*near, *far))


def _png(picture: Image.Image) -> bytes:
    sink = io.BytesIO()
    # Of what zlib offers, runs (3, Z_RLE) take half the time of the usual way, and as many bytes.
    picture.save(sink, "PNG", compress_type=3)
    return sink.getvalue()

"""Attachments by themselves: whether a file is what its name says, and what a photo tells besides.

Only headers are read, with bounds checked at each step. Sources: JPEG, ITU-T T.81 annex B and Exif
2.32 (CIPA DC-008); PNG, W3C third edition; WebP, RFC 9649; TIFF 6.0 for the directories of Exif.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

from achyq.errors import Problem
from achyq.messages import Phrase, phrase, phrases

#: Heavier or larger pictures are slow on a phone and look no better (bytes, pixels of a side).
MAX_BYTES: Final = 1_000_000
MAX_SIDE: Final = 2560
#: What a file's first bytes must be.
_MAGIC: Final[dict[str, tuple[bytes, ...]]] = {
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".webp": (b"RIFF",),
    ".pdf": (b"%PDF",),
}
_IMAGES: Final = {".jpg", ".jpeg", ".png", ".gif", ".webp"}
_EXIF, _XMP = b"Exif\0\0", b"http://ns.adobe.com/xap/1.0/\0"
_EXIF_POINTER, _GPS_POINTER = 0x8769, 0x8825
_LATITUDE, _LONGITUDE = 2, 4
#: Tags that only say how a picture is to be shown: orientation, resolution, colours, size, versions.
_HARMLESS: Final = frozenset(range(0x100, 0x10E)) | {
    *(0x111, 0x112, 0x115, 0x116, 0x117, 0x11A, 0x11B, 0x11C, 0x128, 0x213, _EXIF_POINTER),
    *(0x9000, 0x9101, 0xA000, 0xA001, 0xA002, 0xA003, 0xA005),
}


class Image(NamedTuple):
    """What the header of a picture says: its size in pixels, whether it tells where it was taken
    (`located`), and whether it tells by what, when or by whom (`tells`).
    """

    width: int
    height: int
    located: bool
    tells: bool


def check(path: str, data: bytes) -> list[Problem]:
    """The problems of an attachment. Cost: linear in the number of its parts, not in its size."""
    suffix = os.path.splitext(path)[1].lower()
    if not _is_what_it_says(suffix, data):
        message = phrase("The content of this file is not what '{suffix}' stands for", suffix=suffix)
        hint = phrase("Save it again in the right format, or give it the right ending.")
        return [_problem(path, "wrong-file-type", message, hint)]
    if suffix not in _IMAGES:
        return []
    image = inspect(data)
    found = []
    clean = phrase("Save a copy without metadata, for example: {line}", line=f"exiftool -all= {path}")
    if image.located:
        message = phrase("The photo says where it was taken (GPS)")
        hint = phrases(phrase("That can put people in danger."), clean)
        found.append(_problem(path, "photo-location", message, hint, "error"))
    elif image.tells:
        message = phrase("The photo says with what, when or by whom it was taken (Exif)")
        found.append(_problem(path, "photo-metadata", message, clean))
    if len(data) > MAX_BYTES or max(image.width, image.height) > MAX_SIDE:
        message = phrase(
            "The image is heavy: {width}×{height} pixels, {size} KB",
            width=image.width,
            height=image.height,
            size=len(data) // 1000,
        )
        hint = phrase(
            "At most {side} pixels on a side and {size} KB: most readers have slow phones.",
            side=MAX_SIDE,
            size=MAX_BYTES // 1000,
        )
        found.append(_problem(path, "heavy-image", message, hint))
    return found


def inspect(data: bytes) -> Image:
    """What the header of a JPEG, PNG, GIF or WebP says; zeros where it is cut short."""
    try:
        if data.startswith(b"\xff\xd8"):
            return _jpeg(data)
        if data.startswith(b"\x89PNG"):
            return _png(data)
        if data.startswith(b"GIF"):
            width, height = struct.unpack_from("<HH", data, 6)
            return Image(width, height, located=False, tells=False)
        if data.startswith(b"RIFF"):
            return _webp(data)
    except struct.error:
        pass
    return Image(0, 0, located=False, tells=False)


def _is_what_it_says(suffix: str, data: bytes) -> bool:
    if suffix not in _MAGIC:
        return b"\0" not in data[:4096]  # text
    return data.startswith(_MAGIC[suffix]) and (suffix != ".webp" or data[8:12] == b"WEBP")


def _jpeg(data: bytes) -> Image:
    """Segment by segment: a marker, the length of the rest, the rest; up to the start of the scan."""
    at, width, height, located, tells = 2, 0, 0, False, False
    while at < len(data) - 4 and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker in (0xD9, 0xDA):
            break
        (length,) = struct.unpack_from(">H", data, at + 2)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
        elif marker == 0xE1:
            part = data[at + 4 : at + 2 + length]
            here, there = _metadata(part)
            located, tells = located or here, tells or there
        at += 2 + max(length, 2)
    return Image(width, height, located, tells)


def _png(data: bytes) -> Image:
    width, height = struct.unpack_from(">II", data, 16)
    at, located, tells = 8, False, False
    while at + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind in (b"eXIf", b"iTXt"):
            here, there = _metadata(data[at + 8 : at + 8 + length], tiff=kind == b"eXIf")
            located, tells = located or here, tells or there
        at += 12 + length
    return Image(width, height, located, tells)


def _webp(data: bytes) -> Image:
    at, width, height, located, tells = 12, 0, 0, False, False
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        part = data[at + 8 : at + 8 + length]
        if kind == b"VP8X":
            width = int.from_bytes(part[4:7], "little") + 1
            height = int.from_bytes(part[7:10], "little") + 1
        elif kind == b"VP8 " and not width:
            width, height = (side & 0x3FFF for side in struct.unpack_from("<HH", part, 6))
        elif kind == b"VP8L" and not width:
            (bits,) = struct.unpack_from("<I", part, 1)
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        elif kind in (b"EXIF", b"XMP "):
            here, there = _metadata(part, tiff=kind == b"EXIF")
            located, tells = located or here, tells or there
        at += 8 + length + length % 2
    return Image(width, height, located, tells)


def _metadata(part: bytes, tiff: bool = False) -> tuple[bool, bool]:
    """Whether Exif or XMP tells the place, and whether it tells anything else of a person's."""
    if part.startswith(_EXIF):
        part, tiff = part[len(_EXIF) :], True
    if not tiff:
        return b"GPSLatitude" in part or b"GPSLongitude" in part, b"SerialNumber" in part
    order = {b"II": "<", b"MM": ">"}.get(part[:2], "")
    if not order or len(part) < 8:
        return False, False
    tags: set[int] = set()
    located = False
    (first,) = struct.unpack_from(f"{order}I", part, 4)
    for tag, value in _directory(part, order, first):
        tags.add(tag)
        if tag == _EXIF_POINTER:
            tags.update(inner for inner, _ in _directory(part, order, value))
        elif tag == _GPS_POINTER:
            located = any(inner in (_LATITUDE, _LONGITUDE) for inner, _ in _directory(part, order, value))
    return located, bool(tags - _HARMLESS - {_GPS_POINTER})


def _directory(part: bytes, order: str, at: int) -> Iterator[tuple[int, int]]:
    """The tags of a TIFF directory with their values or offsets, those that are within the data."""
    if at + 2 > len(part):
        return
    (count,) = struct.unpack_from(f"{order}H", part, at)
    for place in range(at + 2, min(at + 2 + 12 * count, len(part) - 11), 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHII", part, place)
        yield tag, value


def _problem(path: str, code: str, message: Phrase, hint: Phrase, severity: str = "warning") -> Problem:
    return Problem(path, 0, 0, code, message, hint, severity)

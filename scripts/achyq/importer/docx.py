"""The text of a .docx document, read with its limits: no macros, no links followed, no bomb unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any, Final

from achyq.importer.raw import ImportFailure
from achyq.importer.words import say

_BODY: Final = "word/document.xml"
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: Unpacked, a document of a hundred pages has about 2 MB.
_MAX_XML: Final = 16 * 1024 * 1024
_MAX_MEMBERS: Final = 4000


def text(data: bytes) -> str:
    """The paragraphs of the document, one a line; the cells of a table's row are joined by semicolons.

    Deleted text and field codes are left out. Raises ImportFailure when it is no document or too large.
    """
    root = _tree(_xml(data))
    body = root.find(f"{_W}body")
    if body is None:
        raise ImportFailure(say("error.docx.body"))
    return "\n".join(_lines(body))


def _xml(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if len(archive.infolist()) > _MAX_MEMBERS:
                raise ImportFailure(say("error.docx.parts"))
            with archive.open(_BODY) as member:
                xml = member.read(_MAX_XML + 1)  # what the archive says of its size need not be true
    except (
        zipfile.BadZipFile,
        KeyError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
        OSError,
    ) as error:
        raise ImportFailure(say("error.docx", reason=type(error).__name__)) from error
    if len(xml) > _MAX_XML:
        raise ImportFailure(say("error.large", limit=_MAX_XML // 1024**2))
    return xml


def _tree(xml: bytes) -> Any:
    from lxml import etree

    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"<\x00!\x00D" in xml or b"\x00<\x00!\x00D" in xml:
        raise ImportFailure(say("error.docx", reason="DOCTYPE"))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise ImportFailure(say("error.docx", reason="XML")) from error


def _lines(body: Any) -> list[str]:
    lines: list[str] = []
    for block in body:
        if block.tag == f"{_W}tbl":
            for row in block.iter(f"{_W}tr"):
                cells = [
                    " ".join(filter(None, map(_paragraph, cell.iter(f"{_W}p"))))
                    for cell in row.iter(f"{_W}tc")
                ]
                lines.append("; ".join(cells))
        else:
            for paragraph in block.iter(f"{_W}p"):
                lines += _paragraph(paragraph).split("\n")
    return lines


def _paragraph(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter():
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        elif node.tag == f"{_W}tab":
            parts.append(" ")
        elif node.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
    return "".join(parts).strip()

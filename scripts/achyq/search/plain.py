"""The words of HTML."""

from __future__ import annotations

import re
from html import unescape

_SILENT = re.compile(r"<(sup|pre|code)\b[^>]*>.*?</\1>", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|code|del|em|i|s|small|span|strong|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


def text_of(html: str) -> str:
    """The words of sanitised HTML: without markup, code, footnote marks and addresses."""
    text = _SILENT.sub(" ", html)
    text = unescape(_TAG.sub(" ", _INLINE.sub("", text)))
    return _ADDRESS.sub(" ", text)

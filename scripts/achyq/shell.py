"""Shells: the theme's HTML for one (locale, kind, depth), with holes where pages differ."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any, NamedTuple, NoReturn

_MARK = re.compile("⟦([a-z_]+)⟧")
_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*\ssrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>(.*?)</script>", re.DOTALL
)
_INDENT = re.compile(r"\n\s+")
CSP = "⟦csp⟧"


class HoleError(Exception):
    """A template compares, measures or branches on a value that differs from page to page."""


class Hole(str):
    """A placeholder that a template may print, join or hand on, and nothing else.

    What reads text below Python's methods (the filters `title`, `tojson`, `int` and `wordcount`) can't
    be refused here; that a spliced page equals the theme's own render is what the tests hold.
    """

    __slots__ = ()

    def __new__(cls, name: str) -> Hole:
        """The hole called `name` (lower-case letters and underscores)."""
        return super().__new__(cls, f"⟦{name}⟧")

    def _refuse(self, *_: object) -> NoReturn:
        raise HoleError(
            f"a template depends on the value of archive.{str.__getitem__(self, slice(1, -1))}:"
            " it may only print it, because the page is rendered once for all"
        )

    def __str__(self) -> str:
        return self

    def __html__(self) -> NoReturn:
        self._refuse()

    __bool__ = _refuse
    __hash__ = str.__hash__


#: What printing a value needs; everything else that text can do would depend on what it is.
_PRINTING = {
    *("__new__", "__init__", "__str__", "__repr__", "__hash__", "__class__", "__doc__", "__getattribute__"),
    *("__setattr__", "__delattr__", "__init_subclass__", "__subclasshook__", "__slots__", "__module__"),
    *("__bool__", "__html__", "__dir__"),
}
for _name in set(dir(str)) - _PRINTING:
    setattr(Hole, _name, Hole.__bool__)


class Holes:
    """Gives a `Hole` for every attribute: what templates see as `archive` when a shell is made."""

    def __getattr__(self, name: str) -> Hole:
        """The hole of that name."""
        if name.startswith("_"):
            raise AttributeError(name)
        return Hole(name)


class Shell(NamedTuple):
    """Text and hole names in turn: `parts[0]` text, `parts[1]` a hole's name, and so on."""

    parts: tuple[str, ...]
    digest: str

    @property
    def holes(self) -> frozenset[str]:
        """The names of the holes."""
        return frozenset(self.parts[1::2])

    def fill(self, view: dict[str, str]) -> str:
        """The page: each hole replaced by the value of that name. KeyError if one is missing."""
        parts = list(self.parts)
        for index in range(1, len(parts), 2):
            parts[index] = view[parts[index]]
        return "".join(parts)


def of(html: str) -> Shell:
    """The shell of a page that was rendered with `Holes`."""
    return Shell(tuple(_MARK.split(html)), hashlib.blake2b(html.encode(), digest_size=16).hexdigest())


def finish(html: str, allow_inline: bool = False) -> str:
    """A rendered page without its indentation and with its content security policy filled in."""
    return with_policy(_INDENT.sub("\n", html), allow_inline)


def with_policy(html: str, allow_inline: bool = False) -> str:
    """Fill in the content security policy with the hashes of the page's inline scripts (CSP 3).

    `allow_inline` is for `mkdocs serve` only, which adds a script of its own to each page.
    """
    hashes = {
        "'sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() + "'"
        for script in _INLINE_SCRIPT.findall(html)
    }
    sources = ["'self'", "'unsafe-inline'"] if allow_inline else ["'self'", *sorted(hashes)]
    policy = (
        f"default-src 'none'; script-src {' '.join(sources)}; style-src 'self'; "
        "img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'"
    )
    return html.replace(CSP, policy)


def context(values: dict[str, Any]) -> Any:
    """Values as an object with attributes: what templates see as `archive` in a whole render."""
    return type("Values", (), values)()

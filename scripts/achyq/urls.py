"""Addresses of the site (DESIGN 4): all relative to the site's root, all ending in '/'."""

from __future__ import annotations

import re

from achyq.locale import LOCALES

_STORY = re.compile(r"(?:[0-9]{4}|undated)/[a-z0-9]+(?:-[a-z0-9]+)*\Z")

#: Registry and path segment are the same word.
INDEXES = ("regions", "strategies", "organisers", "tags", "years", "languages")


_CARD = "card.png"


def is_story(text: str) -> bool:
    """Whether `text` may be the id of a story."""
    return bool(_STORY.match(text))


def article(locale: str, story: str) -> str:
    """The page of a story's article in that language."""
    return f"{locale}/{story}/"


def listing(locale: str, kind: str, slug: str, period: str = "") -> str:
    """A listing, or one older period of it."""
    return f"{locale}/{kind}/{slug}/{period}/" if period else f"{locale}/{kind}/{slug}/"


def index(locale: str, kind: str) -> str:
    """The page that lists the terms of a kind, or the home page for ''."""
    return f"{locale}/{kind}/" if kind else f"{locale}/"


def card(page: str) -> str:
    """The picture of a page, for those who share it."""
    return f"{page}{_CARD}"


def is_card(path: str) -> bool:
    """Whether a file of the site is the picture of a page."""
    return path.rpartition("/")[2] == _CARD and not path.startswith("files/")


def file_of(url: str) -> str:
    """The file that a server gives for an address."""
    return url + "index.html"


def depth(url: str) -> int:
    """How many folders an address lies below the root."""
    return url.count("/")


def in_locale(url: str, locale: str) -> str:
    """The same address in another locale."""
    return locale + url[url.index("/") :]


CODES = tuple(locale.code for locale in LOCALES)

"""Cards: the picture that a messenger shows beside a link. Here, what a card says; how it looks is
`card_picture`'s.

A card shows nothing that its page does not show: whatever changes a card changes the page.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from achyq import urls, wording
from achyq.home_page import TAGLINE
from achyq.locale import LOCALES, Words
from achyq.story import Article
from achyq.view import View

#: Pixels: in the shape that Open Graph's readers show without cutting; from 600 × 315 on they show it large.
WIDTH, HEIGHT = 800, 420


class Card(NamedTuple):
    """What a card says: the archive's `name`, a `title`, and lines of `facts` below it, each of some
    items. `instead` is the title where the letters of the true one can't be drawn. The archive's own
    card is a `cover`.
    """

    name: str
    title: str
    facts: tuple[tuple[str, ...], ...] = ()
    instead: str = ""
    cover: bool = False

    @property
    def alt(self) -> str:
        """The same in words, for those who do not see it."""
        return ". ".join(part.rstrip(".") for part in (self.name, self.title, *map(", ".join, self.facts)))

    @property
    def mark(self) -> str:
        """Stands in the card's address: a service that keeps pictures fetches it again when it says
        something else.
        """
        return hashlib.blake2b(repr(tuple(self)).encode(), digest_size=4).hexdigest()


def of_article(view: View, article: Article) -> Card:
    """The card of an article, in its own language."""
    date = article.date or article.event_date
    when = wording.words(date, view.locale) if date else view.words("date unknown")
    where, who = (
        tuple(view.label(kind, i) for i in article.terms(kind)) for kind in ("regions", "organisers")
    )
    facts = ((when, *where), who) if who else ((when, *where),)
    return Card(view.words("Achyq"), article.title, facts, view.words(TAGLINE))


def of_archive(locale: str) -> Card:
    """The card of all other pages of a locale; of the page at '/', in no language, for ''."""
    if not locale:
        return Card("Achyq", ", ".join(locale.name for locale in LOCALES), cover=True)
    words = Words(locale)
    return Card(words("Achyq"), words(TAGLINE), cover=True)


def key(card: Card, code: str) -> bytes:
    """The content key of a card's picture, which `code` of that version draws."""
    return hashlib.blake2b(f"{code} {card!r}".encode(), digest_size=12).digest()


def address(page: str, card: Card) -> str:
    """Where the card of a page lies, below the site's address."""
    return f"{urls.card(page)}?{card.mark}"

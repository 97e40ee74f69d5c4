"""Feeds: the newest stories of a listing, as Atom (RFC 4287) and as JSON Feed 1.1.

A feed lies beside its listing and tells, in the listing's locale, what the listing tells: a story in
the reader's language, else as its original with its own language tag. No clock: what changes a feed
is a change of its stories.
"""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import Any, Final, NamedTuple

from achyq import listing_page, urls
from achyq.edtf import Edtf
from achyq.listing_page import Listing
from achyq.registry import KINDS
from achyq.story import Article, Story
from achyq.view import View, escape, machine_date

#: How many stories a feed has: of a term or a year, and of the whole archive or a language. There are
#: some thousand listings in six locales with two feeds each, so each story here counts ten thousand times.
NEWEST: Final = 10
NEWEST_OF_ALL: Final = 20
ATOM: Final = "feed.xml"
JSON: Final = "feed.json"
FILES: Final = (ATOM, JSON)
#: What `updated` says where no date is known: both formats ask for a moment.
_NEVER: Final = "1970-01-01"
#: What XML 1.0 (2.2) has no place for.
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Item(NamedTuple):
    """A story in a feed: the article shown, its address below the site, the day it was published (''
    unless a whole day is known) and last changed, the ids and names of its terms, and its other languages.
    """

    story: Story
    article: Article
    url: str
    published: str
    updated: str
    terms: tuple[tuple[str, str], ...]
    languages: tuple[str, ...]


def stories(page: Listing) -> tuple[Story, ...]:
    """The newest stories of a listing, by its first page."""
    most = NEWEST_OF_ALL if page.kind in ("all", "languages") else NEWEST
    return tuple(islice(chain.from_iterable(period.stories for period in page.here), most))


def items(view: View, page: Listing) -> list[Item]:
    """What a listing's feed tells in a locale."""
    return [_item(view, story) for story in stories(page)]


def updated(article: Article) -> str:
    """The day an article last changed, as far as it says: its latest correction, else when it was
    published, its source was read, or it happened. Of an uncertain date, its earliest day.
    """
    dates: list[Edtf | None] = [date for date, _ in article.corrections]
    dates += [article.date] if article.date else [article.source and article.source.retrieved]
    days = [date.earliest for date in dates if date and date.earliest]
    if not days and article.event_date and article.event_date.earliest:
        days = [article.event_date.earliest]
    return max(days).isoformat() if days else _NEVER


def published(article: Article) -> str:
    """The day an article was published; '' unless a whole day is known."""
    day = machine_date(article.date) if article.date else ""
    return day if len(day) == 10 else ""


def _item(view: View, story: Story) -> Item:
    article = story.shown(view.locale)
    return Item(
        story,
        article,
        urls.article(article.language, story.id),
        published(article),
        updated(article),
        tuple((term, view.label(kind, term)) for kind in KINDS for term in article.terms(kind)),
        tuple(code for code in urls.CODES if code in story.articles and code != article.language),
    )


def render(view: View, page: Listing, name: str) -> bytes:
    """The file `name` (one of FILES) beside a listing."""
    return (_atom if name == ATOM else _json)(view, page).encode()


def _title(view: View, page: Listing) -> str:
    return f"{view.words('Achyq')}: {listing_page.name(view, page)}"


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _atom(view: View, page: Listing) -> str:
    base, url = escape(view.site.url), page.url(view.locale)
    entries = items(view, page)
    newest = max((item.updated for item in entries), default=_NEVER)
    text = "".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n',
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{view.locale}">\n',
            f"<id>{base}{url}{ATOM}</id>\n<title>{escape(_title(view, page))}</title>\n",
            f'<link rel="self" type="application/atom+xml" href="{base}{url}{ATOM}"/>\n',
            f'<link rel="alternate" type="text/html" hreflang="{view.locale}" href="{base}{url}"/>\n',
            f"<updated>{_moment(newest)}</updated>\n",
            f"<author><name>{view.say('Achyq')}</name><uri>{base}</uri></author>\n",
            *(_entry(view, item) for item in entries),
            "</feed>\n",
        )
    )
    return NOT_XML.sub("", text)


def _entry(view: View, item: Item) -> str:
    base, article = escape(view.site.url), item.article
    lang = f' xml:lang="{article.language}"' if article.language != view.locale else ""
    links = "".join(
        f'<link rel="alternate" type="text/html" hreflang="{code}" href="{base}{code}/{item.story.id}/"/>'
        for code in item.languages
    )
    categories = "".join(
        f'<category term="{escape(term)}" label="{escape(label)}"/>' for term, label in item.terms
    )
    published = f"<published>{_moment(item.published)}</published>" if item.published else ""
    own = f'<link rel="alternate" type="text/html" hreflang="{article.language}" href="{base}{item.url}"/>'
    return (
        f"<entry><id>{base}{item.url}</id><title{lang}>{escape(article.title)}</title>{own}{links}"
        f"{published}<updated>{_moment(item.updated)}</updated>{categories}"
        f"<summary{lang}>{escape(article.summary or article.title)}</summary></entry>\n"
    )


def _json(view: View, page: Listing) -> str:
    base, url = view.site.url, page.url(view.locale)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(view, page),
        "home_page_url": base + url,
        "feed_url": base + url + JSON,
        "language": view.locale,
        "authors": [{"name": view.words("Achyq"), "url": base}],
        "_achyq": {"about": f"{base}{view.locale}/how-it-works/"},
        "items": [_entry_json(view, item) for item in items(view, page)],
    }
    return json.dumps(feed, ensure_ascii=False, separators=(",", ":")) + "\n"


def _entry_json(view: View, item: Item) -> dict[str, Any]:
    base, article = view.site.url, item.article
    date, event = article.date, article.event_date
    own = {"story": item.story.id, "date": date and date.text, "event_date": event and event.text}
    entry = {
        "id": base + item.url,
        "url": base + item.url,
        "title": article.title,
        "content_text": article.summary or article.title,
        "date_published": _moment(item.published) if item.published else "",
        "date_modified": _moment(item.updated) if item.updated != _NEVER else "",
        "language": article.language,
        "tags": [label for _, label in item.terms],
        "_achyq": {key: value for key, value in own.items() if value},
    }
    return {key: value for key, value in entry.items() if value}

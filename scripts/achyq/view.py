"""What every page is made of: one locale's view of the library, as safe HTML.

All text passes through `escape` here; what leaves this module may be printed as it is.
Links are written with ROOT where the way up to the locale's folder belongs, so that one entry
serves pages at every depth; `at` puts it in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from html import escape as _escape
from typing import NamedTuple

from achyq import urls, wording
from achyq.collation import sort_key
from achyq.edtf import Edtf
from achyq.index import Index
from achyq.library import Library
from achyq.locale import LOCALES, Words, language_name, number
from achyq.registry import Registry, Term
from achyq.related import Around
from achyq.story import Article, Story

ROOT = "\x00"
#: How many terms of a kind a line of a listing shows; the article has them all.
SHOWN = {"regions": 3, "strategies": 2, "organisers": 2}
#: The scripts of Uzbek, as they call themselves, by the locale that is written in them.
_SCRIPTS = {"uz": "Lotin", "uz-Cyrl": "Кирилл"}
BADGES = {locale.code: locale.badge for locale in LOCALES}


@lru_cache(maxsize=65536)
def escape(text: str) -> str:
    """Text as HTML, safe in content and in double-quoted attributes."""
    return _escape(text).replace("&#x27;", "'")


def at(html: str, depth: int) -> str:
    """Links made right for a page that lies `depth` folders below the site's root."""
    return html.replace(ROOT, "../" * (depth - 1))


class Entry(NamedTuple):
    """A story in a listing: its title, its date, its terms by registry, and all that in one."""

    head: str
    date: str
    terms: dict[str, str]
    whole: str


class Site(NamedTuple):
    """The library and what else pages need: the index of terms, what surrounds each story, the
    site's address, and the addresses of the hand-written pages.
    """

    library: Library
    listed: Index
    around: Around
    url: str
    pages: tuple[str, ...]


class View:
    """The library as readers in one locale see it."""

    def __init__(self, site: Site, locale: str) -> None:
        self.site, self.locale = site, locale
        self.words = Words(locale)
        self._entries: dict[str, Entry] = {}
        self._links: dict[tuple[str, str], str] = {}

    def say(self, message: str, **values: str) -> str:
        """A translated message of the interface; `values` are already HTML."""
        return self.words(message, **values)

    def registry(self, kind: str) -> Registry:
        """The registry of that kind."""
        return self.site.library.registries[kind]

    def term(self, kind: str, term_id: str) -> Term:
        """A term by its id."""
        return self.site.library.registries[kind][term_id]

    def label(self, kind: str, term_id: str) -> str:
        """A term's name for lists, as text."""
        return self.term(kind, term_id).label(self.locale)

    def link(self, kind: str, term_id: str) -> str:
        """A link to a term's listing."""
        key = (kind, term_id)
        if key not in self._links:
            term = self.term(kind, term_id)
            self._links[key] = f"<a href={ROOT}{kind}/{term.slug}/>{escape(term.label(self.locale))}</a>"
        return self._links[key]

    def stories(self, kind: str, term_id: str) -> list[Story]:
        """The published stories under a term, newest first."""
        return self.site.listed.by_term[kind].get(term_id, [])

    def count(self, stories: int) -> str:
        """'12 stories'."""
        return self.words.n("{n} story", "{n} stories", stories, n=number(stories, self.locale))

    def badge(self, language: str) -> str:
        """The mark of a title that is not in the page's language."""
        return f'<b title="{escape(language_name(language, self.locale))}">{BADGES[language]}</b>'

    def time(self, date: Edtf) -> str:
        """A date in words, with its machine form where HTML has one."""
        words = escape(wording.words(date, self.locale))
        stamp = machine_date(date)
        return f"<time datetime={stamp}>{words}</time>" if stamp else words

    def draft_mark(self, article: Article) -> str:
        """The mark of a draft, which only a preview shows."""
        return f" <b class=draft>{self.say('draft')}</b>" if article.status == "draft" else ""

    def story_link(self, story: Story) -> str:
        """A link to a story: its title in the reader's language, else the original with a badge."""
        shown = story.shown(self.locale)
        mark = self.draft_mark(shown)
        if shown.language == self.locale:
            return f"<a href={ROOT}{story.id}/>{escape(shown.title)}</a>{mark}"
        return (
            f"<a href={ROOT}../{shown.language}/{story.id}/ lang={shown.language}>"
            f"{escape(shown.title)}</a> {self.badge(shown.language)}{mark}"
        )

    def entry(self, story: Story) -> Entry:
        """A story as listings show it. Its links are unquoted and its date is plain text: a line
        stands in some fifty listings, so its length decides the size of the site.
        """
        entry = self._entries.get(story.id)
        if entry is None:
            date = escape(wording.words_short(story.date, self.locale)) if story.date else ""
            terms = {kind: self._some(kind, story.original.terms(kind)) for kind in SHOWN}
            head = self.story_link(story)
            entry = self._entries[story.id] = Entry(head, date, terms, _line(head, date, terms.values()))
        return entry

    def _some(self, kind: str, ids: tuple[str, ...]) -> str:
        """Links to the first terms of a story, and how many more there are."""
        most = SHOWN[kind]
        links = [self.link(kind, term_id) for term_id in ids[:most]]
        if len(ids) > most:
            links.append(f"+{len(ids) - most}")
        return " · ".join(links)

    def entries(
        self, stories: Sequence[Story], without: tuple[str, str] = ("", ""), year: bool = False
    ) -> str:
        """A list of stories. What every line would repeat, the listing's own term, is left out;
        with `year`, dates have their year.
        """
        kind, term_id = without
        alone = (term_id,)
        omits = kind in SHOWN
        lines = []
        for story in stories:
            entry = self.entry(story)
            if year and story.date:
                lines.append(
                    _line(entry.head, escape(wording.words(story.date, self.locale)), entry.terms.values())
                )
            elif omits and story.original.terms(kind) == alone:
                lines.append(
                    _line(
                        entry.head, entry.date, [html for name, html in entry.terms.items() if name != kind]
                    )
                )
            else:
                lines.append(entry.whole)
        return f"<ol class=stories>{''.join(lines)}</ol>"

    def news(self, stories: Sequence[Story]) -> str:
        """A list of stories for who passes by: what happened, when, where, and under which strategy."""
        lines = []
        for story in stories:
            entry = self.entry(story)
            date = escape(wording.words(story.date, self.locale)) if story.date else ""
            lines.append(_line(entry.head, date, [entry.terms[kind] for kind in ("regions", "strategies")]))
        return f"<ol class=stories>{''.join(lines)}</ol>"

    def titles(self, stories: Sequence[Story]) -> str:
        """A list of stories with no more than their titles and dates."""
        lines = [
            _line(
                self.story_link(story),
                escape(wording.words(story.date, self.locale)) if story.date else "",
                (),
            )
            for story in stories
        ]
        return f"<ol class=stories>{''.join(lines)}</ol>"

    def sorted_terms(self, kind: str, ids: list[str]) -> list[Term]:
        """Terms in the order of the locale's alphabet."""
        terms = [self.term(kind, term_id) for term_id in ids]
        return sorted(terms, key=lambda term: (sort_key(self._sorted_name(term), self.locale), term.id))

    def _sorted_name(self, term: Term) -> str:
        """The name without a type word before it ('город Каракол'), which says nothing of its place."""
        return term.name[self.locale].removeprefix("город ").removeprefix("область ")

    def switch(self, url: str, articles: dict[str, Article] | None = None) -> str:
        """The language switcher: the same page in each locale, or that there is none."""
        items = []
        up = "../" * urls.depth(url)
        for locale in LOCALES:
            code = locale.code
            if articles is not None and code not in articles:
                items.append(
                    f"<li class=none><a href={up}{code}/ lang={code} hreflang={code}>{locale.name}"
                    f" <small>{self.no_translation[code]}</small></a>"
                )
                continue
            here = " aria-current=true" if code == self.locale else ""
            items.append(f"<li><a href={up}{urls.in_locale(url, code)} lang={code}{here}>{locale.name}</a>")
        return "".join(items)

    def scripts(self, url: str, articles: Mapping[str, Article] | None = None) -> str:
        """On a page in Uzbek, the two scripts to read it in; else, or where there is only one, ''."""
        if self.locale not in _SCRIPTS or (articles is not None and not _SCRIPTS.keys() <= articles.keys()):
            return ""
        up = "../" * urls.depth(url)
        here = {self.locale: " aria-current=true"}
        links = "".join(
            f"<a href={up}{urls.in_locale(url, code)} lang={code}{here.get(code, '')}>{name}</a>"
            for code, name in _SCRIPTS.items()
        )
        return f'<nav class=scripts aria-label="{self.say("Script")}">{links}</nav>'

    @cached_property
    def no_translation(self) -> dict[str, str]:
        """'no translation', said in each language itself."""
        return {code: escape(Words(code)("no translation")) for code in urls.CODES}

    def head(self, url: str, document_title: str, description: str, extra: str = "") -> dict[str, str]:
        """The holes that every page has, but the switcher."""
        return {
            "document_title": escape(document_title),
            "description": escape(description),
            "canonical": escape(self.site.url + url),
            "head": extra,
        }


def _line(head: str, date: str, terms: Iterable[str]) -> str:
    facts = " · ".join([part for part in (date, *terms) if part])
    return f"<li>{head}<p>{facts}" if facts else f"<li>{head}"


def machine_date(date: Edtf) -> str:
    """The date as HTML's `datetime` takes it (a day, month or year), or ''."""
    text = date.text.rstrip("?~%")
    if date.is_range or "X" in text or not text[:4].isdigit() or (len(text) == 7 and text[5:] > "12"):
        return ""
    return text if len(text) in (4, 7, 10) else ""

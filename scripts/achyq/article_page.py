"""The page of one article: its holes, from the article's own facts and its place in the library."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from types import MappingProxyType

from achyq import citation, metadata, translit, urls
from achyq.edtf import Edtf
from achyq.locale import language_name, number
from achyq.related import Surroundings
from achyq.search.plain import text_of
from achyq.story import Article, Story
from achyq.view import ROOT, View, at, escape

KINDS = ("regions", "organisers", "strategies", "tags")
#: The field of each kind of term.
_FIELDS = {"regions": "region", "organisers": "organiser", "strategies": "strategy", "tags": "tags"}
#: Fields that a page shows among its facts; notes on others stand below the title.
FACTS = ("date", "event_date", *_FIELDS.values(), "language", "source", "note")
_LABELS = {"regions": "Region", "organisers": "Organiser", "strategies": "Strategy", "tags": "Topics"}


def holes(
    view: View,
    story: Story,
    article: Article,
    body: str,
    around: Surroundings,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """The values of `archive/article.html`'s holes; `body` is the sanitised HTML of the text.

    `notes` are for the preview: HTML to show beside a fact, by its field, and ('') below the title.
    """
    url = urls.article(view.locale, story.id)
    if article.automatic:
        body = translit.html(body, article.language)
    withdrawn = article.status == "withdrawn"
    about = _shortened(article.title if withdrawn else article.summary or article.title)
    hidden = withdrawn or article.status == "draft"
    head = (
        f'<meta name=description content="{escape(about)}"><meta name=robots content=noindex>'
        if hidden
        else metadata.head(view, story, article, url, about)
    )
    values = view.head(url, article.title, "", head)
    values |= {
        "switch": view.switch(url, story.articles),
        "kicker": view.scripts(url, story.articles) + _kicker(view, article, "" if withdrawn else body),
        "title": escape(article.title),
        "summary": f"<p class=summary>{escape(article.summary)}</p>"
        if article.summary and not withdrawn
        else "",
        "banner": _banner(view, article) + notes.get("", ""),
        "body": "" if withdrawn else body,
        "facts": _facts(view, article, notes),
        "translations": _translations(view, story, article),
        "corrections": _corrections(view, article),
        "cite": _cite(view, article, url),
        "neighbours": _neighbours(view, around),
        "related": _related(view, around),
    }
    return {name: at(value, 3) for name, value in values.items()}


def _related(view: View, around: Surroundings) -> str:
    if not around.related:
        return ""
    heading = view.say("Related stories")
    return f"<section class=related><h2>{heading}</h2>{view.titles(around.related)}</section>"


def _shortened(text: str, limit: int = 160) -> str:
    """At most about as much as search engines show of a description, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"


#: Words read in a minute, of languages that build long words: Trauzettel-Klosinski and Dietz (2012)
#: measured 161 to 228 in seventeen languages, 166 in Turkish and 184 in Russian.
_PACE = 170


def _kicker(view: View, article: Article, body: str) -> str:
    date = article.date or article.event_date
    parts = [view.time(date) if date else f"<span>{view.say('date unknown')}</span>"]
    parts += [view.link("regions", region) for region in article.regions[:3]]
    if words := len(text_of(body).split()):
        minutes = max(1, round(words / _PACE))
        parts.append(view.words.n("{n} min read", "{n} min read", minutes, n=number(minutes, view.locale)))
    return f"<p class=kicker>{' · '.join(parts)}</p>"


def _banner(view: View, article: Article) -> str:
    banners = []
    if article.status == "withdrawn":
        reason = f"<span{_borrowed(article, 'withdrawn_reason')}>{escape(article.withdrawn_reason)}</span>"
        said = f"<strong>{view.say('This article was withdrawn.')}</strong> {reason}"
        banners.append(("withdrawn", said))
    if article.status == "draft":
        banners.append(
            (
                "draft",
                f"<strong>{view.say('This is a draft.')}</strong> {view.say('It is not published yet.')}",
            )
        )
    if article.automatic:
        written = article.automatic
        text = view.say("Read it as it was written")
        link = f"<a href=../../../{written}/{article.story}/ lang={written}>{text}</a>"
        banners.append(
            ("automatic", f"{view.say('This text was put into this script automatically.')} {link}")
        )
    return "".join(f'<p class="banner {kind}">{html}</p>' for kind, html in banners)


def _borrowed(article: Article, field: str) -> str:
    """A `lang` attribute for text that stands in another language than the page."""
    return f" lang={article.borrowed_from}" if field in article.borrowed else ""


def _facts(view: View, article: Article, notes: Mapping[str, str]) -> str:
    rows: list[tuple[str, str, str]] = []
    date = view.time(article.date) if article.date else view.say("date unknown")
    rows.append(("date", view.say("Published"), date))
    event = view.time(article.event_date) if article.event_date else ""
    rows.append(("event_date", view.say("Event"), event))
    for kind in KINDS:
        items = "".join(f"<li>{_with_ancestors(view, kind, term_id)}" for term_id in article.terms(kind))
        rows.append((_FIELDS[kind], view.say(_LABELS[kind]), f"<ul>{items}</ul>" if items else ""))
    rows.append(("language", view.say("Language"), _language(view, article)))
    rows.append(("source", view.say("Source"), _source(view, article) if article.source else ""))
    note = f"<p{_borrowed(article, 'note')}>{escape(article.note)}</p>" if article.note else ""
    rows.append(("note", view.say("Note"), note))
    shown = [(label, value + notes.get(field, "")) for field, label, value in rows]
    return (
        "<dl class=facts>"
        + "".join(f"<div><dt>{label}</dt><dd>{value}</dd></div>" for label, value in shown if value)
        + "</dl>"
    )


def _with_ancestors(view: View, kind: str, term_id: str) -> str:
    ids = [term_id]
    if kind == "regions":
        ids += view.registry(kind).ancestors(term_id)
    return ", ".join(view.link(kind, i) for i in ids)


def _language(view: View, article: Article) -> str:
    name = escape(language_name(article.language, view.locale))
    link = f"<a href={ROOT}languages/{article.language.lower()}/>{name}</a>"
    if article.translated_from and not article.automatic:
        original = escape(language_name(article.translated_from, view.locale))
        return f"{link} <small>({view.say('translated from: {language}', language=original)})</small>"
    return link


def _source(view: View, article: Article) -> str:
    source = article.source
    assert source is not None
    lang = _borrowed(article, "source")
    name = f"<span{lang}>{escape(source.name)}</span>"
    if source.url:
        name = f'<a href="{escape(source.url)}" rel="noopener nofollow"{lang}>{escape(source.name)}</a>'
    extras = []
    if source.retrieved:
        extras.append(view.say("retrieved {date}", date=view.time(source.retrieved)))
    if source.archived:
        extras.append(
            f'<a href="{escape(source.archived)}" rel="noopener nofollow">{view.say("archived copy")}</a>'
        )
    return name + (f" <small>({', '.join(extras)})</small>" if extras else "")


def _translations(view: View, story: Story, article: Article) -> str:
    others = [a for code, a in story.articles.items() if code != article.language]
    if not others:
        return ""
    others.sort(key=lambda a: urls.CODES.index(a.language))
    items = "".join(
        f"<li><a href=../../../{a.language}/{story.id}/ lang={a.language}>{escape(a.title)}</a>"
        f" <small>{escape(language_name(a.language, view.locale))}{_kind(view, a)}</small>"
        f"{view.draft_mark(a)}"
        for a in others
    )
    return f"<section class=translations><h2>{view.say('In other languages')}</h2><ul>{items}</ul></section>"


def _kind(view: View, article: Article) -> str:
    if article.automatic:
        return f", {view.say('automatic transliteration')}"
    return "" if article.translated_from else f", {view.say('original')}"


def _corrections(view: View, article: Article) -> str:
    if not article.corrections:
        return ""
    lang = _borrowed(article, "corrections")
    items = "".join(
        f"<li>{view.time(date)}: <span{lang}>{escape(note)}</span>" for date, note in article.corrections
    )
    return f"<section class=corrections><h2>{view.say('Corrections')}</h2><ul>{items}</ul></section>"


def _cite(view: View, article: Article, url: str) -> str:
    date: Edtf | None = article.date or article.event_date
    parts = [
        f"«{escape(article.title)}»",
        view.time(date) if date else view.say("date unknown"),
        f"<cite>{view.say('Achyq')}</cite>",
    ]
    parts = [re.sub(r"\.(</time>)?$", r"\1", part) for part in parts]  # a Russian date ends with one
    address = escape(view.site.url + url)
    return (
        f"<section class=cite><h2>{view.say('How to cite')}</h2>"
        f"<p>{'. '.join(part.rstrip('.') for part in parts)}. "
        f"<span class=url>{address}</span></p>"
        f"<details><summary>{view.say('For reference managers')}</summary>{_records(view, article, url)}"
        "</details></section>"
    )


def _records(view: View, article: Article, url: str) -> str:
    """The citation in the formats that reference managers read."""
    address = view.site.url + url
    forms = (("BibTeX", citation.bibtex), ("RIS", citation.ris), ("CSL-JSON", citation.csl))
    return "".join(
        f"<h3>{name}</h3><pre>{html.escape(form(article, address).strip(), quote=False)}</pre>"
        for name, form in forms
    )


def _neighbours(view: View, around: Surroundings) -> str:
    rows = []
    for kind, term_id, newer, older in around.neighbours:
        links = []
        if older:
            links.append(f"<span>{view.say('Earlier')}: {view.story_link(older)}</span>")
        if newer:
            links.append(f"<span>{view.say('Later')}: {view.story_link(newer)}</span>")
        if links:
            rows.append(f"<li><small>{view.link(kind, term_id)}</small> {' '.join(links)}")
    if not rows:
        return ""
    heading = view.say("Earlier and later")
    return f'<nav class=neighbours aria-label="{heading}"><h2>{heading}</h2><ul>{"".join(rows)}</ul></nav>'

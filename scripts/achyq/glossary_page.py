"""The glossary's page in a locale: what words mean, and how the other languages say it.

It describes itself to machines with the words of schema.org (DefinedTermSet, DefinedTerm) as
attributes: said in JSON, every definition would be there twice.
"""

from __future__ import annotations

from itertools import groupby
from urllib.parse import quote_plus

from achyq import collation, urls
from achyq.glossary import Concept, defined
from achyq.locale import LOCALES
from achyq.view import BADGES, ROOT, View, at, escape

LEAD = (
    "What the words of the fight against corruption mean, and how the other languages of the archive "
    "say them."
)


def holes(view: View) -> dict[str, str]:
    """The values of `archive/page.html`'s holes."""
    url = urls.index(view.locale, "glossary")
    title = view.say("Glossary")
    main = f'<p class="lead">{view.say(LEAD)}</p>{_concepts(view)}'
    values = view.head(url, "", "") | {
        "document_title": title,
        "description": view.say(LEAD),
        "switch": view.switch(url),
        "kicker": "",
        "title": title,
        "main": main,
    }
    return {name: at(value, urls.depth(url)) for name, value in values.items()}


def explained(view: View, kind: str, term: str) -> str:
    """Links to the concepts of the glossary that belong to a topic; '' for other terms."""
    if kind != "tags":
        return ""
    return ", ".join(_link(view, concept) for concept in _sorted(view, term))


def _sorted(view: View, tag: str = "") -> list[Concept]:
    """The concepts in the order of the locale's alphabet: all, or those of a topic."""
    found = defined(view.site.library.glossary, tag)
    return sorted(found, key=lambda c: (collation.sort_key(c.label(view.locale), view.locale), c.id))


def _link(view: View, concept: Concept, page: str = f"{ROOT}glossary/") -> str:
    return f"<a href={page}#{concept.id}>{escape(concept.label(view.locale))}</a>"


def _concepts(view: View) -> str:
    concepts = _sorted(view)
    if not concepts:
        return f'<p class="empty">{view.say("No word is explained here yet.")}</p>'
    known = {concept.id: concept for concept in concepts}
    letters, sections = [], []
    groups = groupby(concepts, key=lambda c: collation.initial(c.label(view.locale), view.locale))
    for number, (letter, group) in enumerate(groups, 1):
        # No id of a concept has an underscore.
        letters.append(f'<li><a href="#_{number}">{escape(letter) or "…"}</a>')
        entries = "".join(_entry(view, concept, known) for concept in group)
        sections.append(f'<section><h2 id="_{number}">{escape(letter) or "…"}</h2>{entries}</section>')
    return (
        f'<nav class="letters" aria-label="{view.say("Letters")}"><ul>{"".join(letters)}</ul></nav>'
        '<div class="glossary" itemscope itemtype="https://schema.org/DefinedTermSet">'
        f'<meta itemprop="name" content="{view.say("Glossary")}">'
        f'<meta itemprop="inLanguage" content="{view.locale}">'
        f'<link itemprop="url" href="{ROOT}glossary/">{"".join(sections)}</div>'
    )


def _entry(view: View, concept: Concept, known: dict[str, Concept]) -> str:
    """A concept: its term, its definition, its other words, and where to go on."""
    label = concept.label(view.locale)
    others = [
        f'<li><b title="{escape(locale.name)}">{BADGES[locale.code]}</b>'
        f" <span lang={locale.code}>{escape(concept.terms[locale.code][0])}</span>"
        for locale in LOCALES
        if locale.code != view.locale
    ]
    rows = []
    if also := concept.terms[view.locale][1:]:
        rows.append((view.say("Also called"), escape(", ".join(also))))
    if concept.see:
        links = [_link(view, known[i], "") for i in concept.see]
        rows.append((view.say("See also"), ", ".join(links)))
    if concept.tags:
        rows.append((view.say("Topics"), ", ".join(view.link("tags", i) for i in concept.tags)))
    if concept.source:
        rows.append((view.say("Source"), f"<span lang=en>{escape(concept.source)}</span>"))
    query = quote_plus(concept.terms[view.locale][0])
    find = (
        f'<a href="{ROOT}search/?q={query}">{view.say("Search")}: {escape(concept.terms[view.locale][0])}</a>'
    )
    table = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in rows)
    return (
        f'<div id="{concept.id}" class="concept" itemprop="hasDefinedTerm" itemscope'
        ' itemtype="https://schema.org/DefinedTerm">'
        f'<h3><a href="#{concept.id}" itemprop="url"><span itemprop="name">{escape(label)}</span></a></h3>'
        f'<p itemprop="description">{escape(concept.definition[view.locale])}'
        f'<ul class="said">{"".join(others)}</ul>'
        + (f'<dl class="facts">{table}</dl>' if table else "")
        + f'<p class="find">{find}</div>'
    )

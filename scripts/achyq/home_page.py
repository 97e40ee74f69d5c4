"""The pages that lead to the others: home, indexes of terms, the chooser, the 404 page."""

from __future__ import annotations

from html import escape as html_escape

from achyq import urls
from achyq.listing_page import INDEX_TITLES, counted, li, year_name
from achyq.locale import LOCALES, Words, language_name, number
from achyq.registry import Term
from achyq.view import ROOT, View, at, escape

LATEST = 10


def home(view: View) -> dict[str, str]:
    """The values of `archive/page.html`'s holes for the home page of a locale."""
    site = view.site
    library = site.library
    regions = {i for story in library.stories for i in story.original.regions}
    figures = (
        (view.say("Stories"), "all/", len(library.stories)),
        (view.say("Regions"), "regions/", len(regions)),
        (view.say("Organisers"), "organisers/", len(site.listed.by_term["organisers"])),
        (view.say("Strategies"), "strategies/", len(site.listed.by_term["strategies"])),
    )
    figure_rows = "".join(
        f'<div><dt><a href="{ROOT}{target}">{name}</a></dt><dd>{number(count, view.locale)}</dd></div>'
        for name, target, count in figures
    )
    latest = library.stories[:LATEST]
    used = [view.term("strategies", i) for i in site.listed.by_term["strategies"]]
    used.sort(key=lambda term: (term.period.sort_key if term.period else (9, 0, 0), term.id))
    cards = "".join(f"<li>{view.link('strategies', term.id)}<p>{_card(view, term)}" for term in used)
    countries = [t for t in view.registry("regions").terms.values() if t.level == "country"]
    places = "".join(
        counted(view, term, _regions(view, term))
        for term in view.sorted_terms("regions", [t.id for t in countries])
    )
    main = (
        f'<div class="hello"><p class="lead">{view.say(LEAD)}</p>'
        f'<dl class="figures">{figure_rows}</dl></div>'
        f'<section class="latest"><h2>{view.say("Latest stories")}</h2>{view.entries(latest, year=True)}'
        f'<p class="more"><a href="{ROOT}all/">{view.say("All stories")}</a></section>'
    )
    if cards:
        main += (
            f'<section class="strategies"><h2>{view.say("Strategies")}</h2><ul class="cards">{cards}</ul>'
            f'<p class="more"><a href="{ROOT}strategies/">{view.say("All strategies")}</a></section>'
        )
    main += (
        f'<section class="places"><h2>{view.say("Regions")}</h2><ul class="terms tree">{places}</ul>'
        f'<p class="more"><a href="{ROOT}regions/">{view.say("All regions")}</a></section>'
    )
    return _page(view, urls.index(view.locale, ""), view.say(TAGLINE), "", main, view.say(LEAD)) | {
        "head": '<link rel="alternate" type="application/atom+xml" href="all/feed.xml">'
    }


TAGLINE = "Anti-corruption news of Central Asia"
LEAD = (
    "An open archive of what was done against corruption in Central Asia: where, "
    "when, by whom and under which state strategy. Every story keeps its source; "
    "what is not known stays open."
)


def _regions(view: View, country: Term) -> str:
    """The regions of a country that have stories, as a nested list."""
    ids = [i for i in view.registry("regions").children.get(country.id, []) if view.stories("regions", i)]
    items = "".join(counted(view, term) for term in view.sorted_terms("regions", ids))
    return f"<ul>{items}</ul>" if items else ""


def _card(view: View, term: Term) -> str:
    parts = [view.time(term.period)] if term.period else []
    parts.append(view.link("regions", term.country))
    parts.append(view.count(len(view.stories("strategies", term.id))))
    return " · ".join(parts)


def index(view: View, kind: str) -> dict[str, str]:
    """The page of all terms of a kind (`urls.INDEXES`), with their numbers of stories."""
    site = view.site
    if kind == "years":
        main = _plain(
            view,
            [
                (year, year_name(view, year), len(s))
                for year, s in sorted(site.listed.by_year.items(), key=_newest_year, reverse=True)
            ],
            kind,
        )
    elif kind == "languages":
        rows = [
            (code, language_name(code, view.locale), len(site.listed.by_language.get(code, ())))
            for code in urls.CODES
        ]
        main = _plain(view, [(code.lower(), name, count) for code, name, count in rows], kind)
    elif kind in ("regions", "organisers"):
        main = _tree(view, kind)
    elif kind == "strategies":
        main = _by_country(view)
    else:
        items = "".join(
            counted(view, term) for term in view.sorted_terms(kind, list(view.registry(kind).terms))
        )
        main = f'<div class="group"><ul class="terms">{items}</ul></div>'
    title = view.say(INDEX_TITLES[kind])
    return _page(view, urls.index(view.locale, kind), title, "", main, title)


def _newest_year(item: tuple[str, object]) -> tuple[bool, str]:
    return item[0] != "undated", item[0]


def _plain(view: View, rows: list[tuple[str, str, int]], kind: str) -> str:
    items = "".join(
        f'{li(count)}<a href="{ROOT}{kind}/{slug}/">{escape(name)}</a> '
        f"<span>{number(count, view.locale)}</span>"
        for slug, name, count in rows
    )
    return f'<div class="group"><ul class="terms">{items}</ul></div>'


def _tree(view: View, kind: str) -> str:
    children = view.registry(kind).children

    def branch(parent: str, folded: bool = False) -> str:
        terms = view.sorted_terms(kind, children.get(parent, []))
        items = "".join(counted(view, term, branch(term.id, term.level == "region")) for term in terms)
        if folded and items:
            return (
                f"<details><summary>{view.say('Districts')} ({len(terms)})</summary>"
                f"<ul>{items}</ul></details>"
            )
        return f"<ul>{items}</ul>" if items else ""

    if kind == "organisers":
        return f'<div class="group"><ul class="terms tree">{branch("")[4:-5]}</ul></div>'
    return "".join(
        f'<section class="group"><h2>{view.link(kind, term.id)} '
        f"<span>{number(len(view.stories(kind, term.id)), view.locale)}</span></h2>"
        f'<ul class="terms tree">{branch(term.id)[4:-5]}</ul></section>'
        for term in view.sorted_terms(kind, children.get("", []))
    )


def _by_country(view: View) -> str:
    countries: dict[str, list[Term]] = {}
    for term in view.registry("strategies").terms.values():
        countries.setdefault(term.country, []).append(term)
    sections = []
    for country in view.sorted_terms("regions", list(countries)):
        terms = sorted(
            countries[country.id],
            key=lambda term: (term.period.sort_key if term.period else (9, 0, 0), term.id),
        )
        items = "".join(f"<li>{view.link('strategies', term.id)}<p>{_card(view, term)}" for term in terms)
        sections.append(
            f'<section class="group"><h2>{view.link("regions", country.id)}</h2>'
            f'<ul class="cards">{items}</ul></section>'
        )
    return "".join(sections)


def _page(view: View, url: str, title: str, kicker: str, main: str, description: str) -> dict[str, str]:
    values = view.head(url, "", "") | {
        "document_title": title,
        "description": description,
        "switch": view.switch(url),
        "kicker": kicker,
        "title": title,
        "main": main,
    }
    return {name: at(value, urls.depth(url)) for name, value in values.items()}


def chooser(view: View) -> dict[str, str]:
    """The values of `archive/chooser.html`'s holes: the page at '/', in no language."""
    items = "".join(
        f'<li><a href="{locale.code}/" lang="{locale.code}" hreflang="{locale.code}">'
        f"<strong>{locale.name}</strong> <span>{Words(locale.code)(TAGLINE)}</span></a></li>"
        for locale in LOCALES
    )
    names = " · ".join(locale.name for locale in LOCALES)
    return view.head("", "Achyq", names) | {"main": f'<ul class="chooser">{items}</ul>', "switch": ""}


_MISSING = "There is no page at this address. It may have moved, or the address has a mistake in it."


def notfound(view: View, base: str) -> dict[str, str]:
    """The values of `archive/notfound.html`'s holes; `base` is the site's absolute path."""
    sections = []
    for locale in LOCALES:
        words = Words(locale.code)
        sections.append(
            f'<section class="missing" lang="{locale.code}" data-locale="{locale.code}">'
            f"<h1>{words('Page not found')}</h1>"
            f"<p>{words(_MISSING)}</p>"
            f'<p><a href="{html_escape(base)}{locale.code}/">{words("To the start page")}</a></p></section>'
        )
    return view.head("404.html", "404 · Achyq", "404") | {
        "main": "".join(sections),
        "base": html_escape(base),
        "switch": "",
    }

"""The pages that lead to the others: home, indexes of terms, the chooser, the 404 page."""

from __future__ import annotations

from html import escape as html_escape

from achyq import coverage_page, tally, tile_map, timeline, urls
from achyq.listing_page import INDEX_TITLES, counted, li, year_name
from achyq.locale import LOCALES, Words, language_name, number
from achyq.registry import Term
from achyq.view import ROOT, View, at, escape

LATEST = 6


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
    main = (
        f'<div class="hello"><p class="lead">{view.say(LEAD)}</p>'
        f'<dl class="figures">{figure_rows}</dl></div>'
        f'<section class="latest"><h2>{view.say("Latest stories")}</h2>'
        f"{view.news(library.stories[:LATEST])}"
        f'<p class="more"><a href="{ROOT}all/">{view.say("All stories")}</a></section>'
        f"{_maps(view)}{_current(view)}{_time(view)}"
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


#: With more regions than this a card leaves the names of those without a report to the coverage page.
_FEW = 6


def _maps(view: View) -> str:
    """Each country as a map of its regions, all in one scale, with one table. On a phone a map is
    folded; where there is room the style sheet shows all.
    """
    terms = view.sorted_terms("regions", [term.id for term in tally.countries(view.registry("regions"))])
    terms.sort(key=lambda term: -len(tile_map.tiles(view, term.id)))
    numbers = {term.id: tile_map.counts(view, term.id) for term in terms}
    most = max((n for counts in numbers.values() for n in counts.values()), default=0)
    scale = tile_map.steps(most)
    maps, rows = [], []
    for term in terms:
        total = number(len(view.stories("regions", term.id)), view.locale)
        drawn = tile_map.draw(view, term.id, numbers[term.id], scale)
        if drawn:
            label = f"{view.say('Regions')}: {escape(term.label(view.locale))}"
            summary = f'<summary aria-label="{label}">{view.say("Regions")}</summary>'
            drawn = f"<details>{summary}{drawn}</details>"
        maps.append(f"<li><h3>{view.link('regions', term.id)} <span>{total}</span></h3>{drawn}")
        rows.append(f"<tr class=whole><th scope=row>{view.link('regions', term.id)}<td>{total}")
        rows.append(tile_map.rows(view, term.id, numbers[term.id]))
    told = tile_map.table(view, view.say("Regions"), "".join(rows), (view.say("Region"), view.say("Stories")))
    return (
        f'<section class="maps"><h2>{view.say("Choose your region")}</h2>'
        f'<ul class="countries">{"".join(maps)}</ul>{tile_map.legend(view, scale)}{told}'
        f'<p class="more"><a href="{ROOT}regions/">{view.say("All regions")}</a>'
        f' <a href="{ROOT}coverage/">{view.say("What is missing")}</a></section>'
    )


def _current(view: View) -> str:
    """What came of each current strategy: its period, its stories, and which regions reported none."""
    cards = [
        f"<li>{view.link('strategies', term.id)}<p>{_card(view, term)}{_reach(view, term)}"
        for country in tally.countries(view.registry("regions"))
        for term in coverage_page.current(view, country.id)
    ]
    if not cards:
        return ""
    return (
        f'<section class="strategies"><h2>{view.say("Current strategies")}</h2>'
        f'<ul class="cards">{"".join(cards)}</ul>'
        f'<p class="more"><a href="{ROOT}strategies/">{view.say("All strategies")}</a></section>'
    )


def _reach(view: View, term: Term) -> str:
    """From how many of a country's regions there are reports under a strategy, and where none."""
    regions = tally.first_level(view.registry("regions"), term.country)
    under = view.site.listed.tally.strategies.get(term.id, {})
    without = [region.id for region in regions if region.id not in under]
    if not regions or not under:
        return ""
    reached = view.say(
        "regions with a report: {n} of {total}",
        n=number(len(regions) - len(without), view.locale),
        total=number(len(regions), view.locale),
    )
    if not without:
        return f"<p>{reached}"
    if len(without) <= _FEW:
        names = ", ".join(view.link("regions", i.id) for i in view.sorted_terms("regions", without))
        return f"<p>{reached}<p>{view.say('No report: {regions}.', regions=names)}"
    where = f'<a href="{ROOT}coverage/#{term.country.lower()}">{view.say("What is missing")}</a>'
    return f"<p>{reached} · {where}"


def _time(view: View) -> str:
    """All strategies that have stories, and all stories, over the years."""
    used = [view.term("strategies", i) for i in view.site.listed.by_term["strategies"]]
    used.sort(key=timeline.begins)
    years, bars = (
        timeline.years_chart(view),
        timeline.strategies(view, view.say("Strategies over time"), used, brief=True),
    )
    parts = []
    if bars:
        heading = view.say("Strategies over time")
        parts.append(f'<section class="over"><h2>{heading}</h2>{bars}</section>')
    if years:
        parts.append(f'<section class="by-year"><h2>{view.say("Stories by year")}</h2>{years}</section>')
    return "".join(parts)


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
        main += f'<p class="more"><a href="{ROOT}glossary/">{view.say("Glossary")}</a>'
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


def _in_use(view: View) -> set[str]:
    """The bodies that stories name, and those above them: of the hundreds that a registry has."""
    above = view.registry("organisers").ancestors
    return {i for term_id in view.site.listed.by_term["organisers"] for i in (term_id, *above(term_id))}


def _tree(view: View, kind: str) -> str:
    children = view.registry(kind).children
    if kind == "organisers":
        used = _in_use(view)
        children = {parent: [i for i in ids if i in used] for parent, ids in children.items()}

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
        terms = sorted(countries[country.id], key=timeline.begins)
        heading = f"<h2>{view.link('regions', country.id)}</h2>"
        drawn = timeline.strategies(view, escape(country.label(view.locale)), terms)
        sections.append(f'<section class="group">{heading}{drawn}</section>')
    more = f'<p class="more"><a href="{ROOT}coverage/">{view.say("Coverage")}</a>'
    return "".join(sections) + more


def _page(view: View, url: str, title: str, kicker: str, main: str, description: str) -> dict[str, str]:
    values = view.head(url, "", "") | {
        "document_title": title,
        "description": description,
        "switch": view.switch(url),
        "kicker": view.scripts(url) + kicker,
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

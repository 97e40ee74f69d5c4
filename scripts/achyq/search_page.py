"""The search page: how to search and where to browse, and the words its script needs.

What a query finds is shown by `search-page.mjs`, which knows no language: all it says stands in the
page as JSON, with the plural forms in the order of `locale.plural_form`.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote_plus

from achyq import edtf, urls, wording
from achyq.glossary import defined
from achyq.home_page import LEAD
from achyq.listing_page import counted
from achyq.locale import LOCALES, language_name, number, plural_form
from achyq.registry import Term
from achyq.view import BADGES, ROOT, View, at, escape

#: How many topics the page leads to: those with the most stories.
TOPICS = 12
#: Queries that show how to search, in the order of the explanations in `_start`.
EXAMPLES = {
    "ky": ("коррупцияны", "тон району", '"коррупцияга каршы"', "семинар -прокуратура"),
    "kk": ("жемқорлықпен", "жемкорлык", '"сыбайлас жемқорлыққа"', "топ -прокуратура"),
    "uz": ("korrupsiyaning", "ozbekiston", '"korrupsiyaga qarshi"', "seminar -prokuratura"),
    "uz-Cyrl": ("коррупциянинг", "узбекистон", '"коррупцияга қарши"', "семинар -прокуратура"),
    "ru": ("прокуроров", "Ысык-Кол", '"по противодействию коррупции"', "семинар -прокуратура"),
    "en": ("trainings", "Ысык-Кол", '"anti-corruption week"', "seminar -prosecutor"),
}
#: Numbers of which at least one takes each plural form.
_NUMBERS = (1, 2, 5)


def holes(view: View) -> dict[str, str]:
    """The values of `archive/search.html`'s holes."""
    url = urls.index(view.locale, "search")
    title = view.say("Search")
    values = view.head(url, title, view.say(LEAD)) | {
        "switch": view.switch(url),
        "kicker": view.scripts(url),
        "title": title,
        "main": _start(view) + _browse(view),
        "data": _data(view),
    }
    return {name: at(value, urls.depth(url)) for name, value in values.items()}


def shown(view: View) -> str:
    """All that the page shows beside the words of the interface: what its key must hold."""
    listed = view.site.listed
    rows = [
        (term.slug, term.label(view.locale), len(view.stories(term.kind, term.id))) for term in _topics(view)
    ]
    rows += [(t.slug, t.label(view.locale), len(view.stories("regions", t.id))) for t in _places(view)]
    return repr((rows, _totals(view), sorted(listed.by_year)))


def _start(view: View) -> str:
    """How to search, with a query to try for each piece of advice."""
    advice = (
        view.say("Any form of a word finds all its forms."),
        view.say("Letters that your keyboard lacks may be replaced by similar ones."),
        view.say("Words in quotes are found as they stand, in that order."),
        view.say("A minus before a word leaves out the articles that have it."),
    )
    items = "".join(
        f'<li>{text} <a class="try" href="?q={quote_plus(query)}">{escape(query)}</a>'
        for text, query in zip(advice, EXAMPLES[view.locale], strict=True)
    )
    slash = view.say("The key / leads from any page to the search")
    return (
        f'<section class="advice js-only"><h2>{view.say("How to search")}</h2><ul>{items}</ul>'
        f'<p><label class="tick"><input type="checkbox" id="slash"> {slash}</label></p></section>'
    )


def _browse(view: View) -> str:
    """Links to the listings."""
    names = {
        "regions": view.say("Regions"),
        "strategies": view.say("Strategies"),
        "organisers": view.say("Organisers"),
        "tags": view.say("Topics"),
        "years": view.say("Years"),
        "languages": view.say("Languages"),
        "all": view.say("All stories"),
        "glossary": view.say("Glossary"),
    }
    ways = "".join(
        f'<li><a href="{ROOT}{kind}/">{names[kind]}</a> <span>{number(total, view.locale)}</span>'
        for kind, total in _totals(view)
    )
    topics = "".join(counted(view, term) for term in _topics(view))
    places = "".join(counted(view, term) for term in _places(view))
    return (
        f'<section class="browse"><h2>{view.say("Browse the lists")}</h2><ul class="terms ways">{ways}</ul>'
        + (f'<h3>{view.say("Topics")}</h3><ul class="terms">{topics}</ul>' if topics else "")
        + (f'<h3>{view.say("Regions")}</h3><ul class="terms">{places}</ul>' if places else "")
        + "</section>"
    )


def _totals(view: View) -> list[tuple[str, int]]:
    """How many entries with stories each index has, and the glossary."""
    listed = view.site.listed
    rows = [(kind, len(listed.by_term[kind])) for kind in ("regions", "strategies", "organisers", "tags")]
    rows += [("years", len(listed.by_year)), ("languages", len(listed.by_language))]
    rows.append(("all", len(view.site.library.stories)))
    return [*rows, ("glossary", len(defined(view.site.library.glossary)))]


def _topics(view: View) -> list[Term]:
    lists = view.site.listed.by_term["tags"]
    most = sorted(lists, key=lambda term: (-len(lists[term]), term))[:TOPICS]
    return view.sorted_terms("tags", most)


def _places(view: View) -> list[Term]:
    """The countries, and their regions, that have stories."""
    registry = view.registry("regions")
    ids = [i for i in view.site.listed.by_term["regions"] if registry[i].level in ("country", "region")]
    countries = view.sorted_terms("regions", [i for i in ids if registry[i].level == "country"])
    return [
        term
        for country in countries
        for term in (
            country,
            *view.sorted_terms("regions", [i for i in ids if registry[i].parent == country.id]),
        )
    ]


def _data(view: View) -> str:
    """What the script needs to know, as JSON in an attribute between single quotes."""
    code = view.locale
    years = sorted((int(year) for year in view.site.listed.by_year if year.isdigit()), reverse=True)
    data = {
        "locale": code,
        "words": _words(view),
        "languages": {other.code: [language_name(other.code, code), BADGES[other.code]] for other in LOCALES},
        "dates": date_patterns(code),
        "years": years,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "&amp;").replace("'", "&#39;").replace("<", "&lt;")


def _words(view: View) -> dict[str, str | list[str]]:
    """All that the script says: text with {fields}, or a list of plural forms."""
    say = view.say
    found: dict[int, str] = {}
    for count in _NUMBERS:
        form = plural_form(count, view.locale)
        found.setdefault(form, view.words.n("{n} article found", "{n} articles found", count, n="{n}"))
    return {
        "title": say("Search"),
        "site": say("Achyq"),
        "found": list(found.values()),
        "searching": say("Searching …"),
        "none": say("Nothing was found."),
        "page": say("Page {page} of {pages}", page="{page}", pages="{pages}"),
        "previous": say("Previous page"),
        "next": say("Next page"),
        "pages": say("Pages of results"),
        "all": say("Show all: {n}", n="{n}"),
        "synonyms_short": say("Other words"),
        "matched": say("Found as: {words}", words="{words}"),
        "synonyms": say("Other words for it: {words}", words="{words}"),
        "relaxed": say("No article has all these words. Left out: {words}", words="{words}"),
        "some": say("No article has all these words. These have some of them:"),
        "ignored": say("Too many words. Left out: {words}", words="{words}"),
        "unread": say(
            "Words in quotes were looked for in the best matches only. Articles that were not read: {n}",
            n="{n}",
        ),
        "suggestion": say("Did you mean {query}?", query="{query}"),
        "try": say("What you can try"),
        "try_spelling": say("Check the spelling, or leave out a word."),
        "try_forms": say("Find all forms of the words"),
        "try_lists": say("Browse the lists below."),
        "offline": say("The search could not fetch its files. Check the connection and try again."),
        "unsupported": say(
            "This browser is too old for the search. All articles can be reached from the lists below."
        ),
        "damaged": say(
            "The search does not work at the moment. All articles can be reached from the lists below."
        ),
        "retry": say("Try again"),
        "filters": say("Filters"),
        "clear": say("Remove all filters"),
        "remove": say("Remove the filter {name}", name="{name}"),
        "parts": say("Regions in it: {name}", name="{name}"),
        "more": say("Show all: {n}", n="{n}"),
        "region": say("Region"),
        "strategy": say("Strategy"),
        "organiser": say("Organiser"),
        "tag": say("Topic"),
        "language": say("Language"),
        "year": say("Years"),
        "status": say("Status"),
        "from": say("From the year"),
        "to": say("To the year"),
        "any": say("any"),
        "published": say("status: published"),
        "withdrawn": say("status: withdrawn"),
    }


def date_patterns(locale: str) -> dict[str, Any]:
    """How `wording.words` words dates in a locale, as patterns: {y} for the year, {d} for the day.

    `day` and `month` are lists by month (`month` with the four seasons behind); `undated_day` and
    `undated_month` are those of an unknown year; in `uncertain`, `approximate` and `both`, {} is the date.
    """

    def pattern(text: str) -> str:
        words = wording.words(edtf.parse(text), locale)
        return words.replace("2001", "{y}").replace("2000", "{y}").replace("27", "{d}")

    months = [f"{month:02}" for month in (*range(1, 13), 21, 22, 23, 24)]
    year = wording.words(edtf.parse("2001"), locale)
    return {
        "day": [pattern(f"2001-{month}-27") for month in months[:12]],
        "month": [pattern(f"2001-{month}") for month in months],
        "undated_day": [pattern(f"XXXX-{month}-27") for month in months[:12]],
        "undated_month": [pattern(f"XXXX-{month}") for month in months],
        "year": pattern("2001"),
        "decade": pattern("200X"),
        "years": wording.words(edtf.parse("2001/2003"), locale).replace("2001–2003", "{y}"),
        "uncertain": wording.words(edtf.parse("2001?"), locale).replace(year, "{}"),
        "approximate": wording.words(edtf.parse("2001~"), locale).replace(year, "{}"),
        "both": wording.words(edtf.parse("2001%"), locale).replace(year, "{}"),
        "unknown": wording.undated(locale),
    }

"""The page on which readers let their device keep what they read, and delete it again.

Without scripts it says what that means; `offline.mjs` does the rest, with the words that stand in the page.
"""

from __future__ import annotations

import html

from achyq import urls
from achyq.locale import language_name, number
from achyq.registry import Term
from achyq.view import ROOT, View, at, escape

LEAD = (
    "Pages that you have read can stay on this device, to be read again without a connection. "
    "Nothing is kept until you ask for it."
)
#: So many of a list's newest articles can be kept.
_MOST = (20, 100, 500)
_SCRIPT = "assets/javascripts/offline.mjs"


def holes(view: View) -> dict[str, str]:
    """The values of `archive/page.html`'s holes for the page of a locale."""
    url = urls.index(view.locale, "offline")
    title = view.say("Reading offline")
    script = f'<script type="module" src="{ROOT}../{_SCRIPT}"></script>'
    values = view.head(url, title, "", script) | {
        "description": view.say(LEAD),
        "switch": view.switch(url),
        "kicker": view.scripts(url),
        "title": title,
        "main": _main(view),
    }
    return {name: at(value, urls.depth(url)) for name, value in values.items()}


def _main(view: View) -> str:
    say = view.say
    meaning = (
        say("Every page that you open after that is stored in this browser. No one is told."),
        say(
            "Anyone who can open this device can see what you have read. "
            "If that could harm you, do not switch it on."
        ),
        say(
            "Everything can be deleted here at any time. "
            "The browser's own history is another matter: clear it in the browser."
        ),
    )
    items = "".join(f"<li>{text}</li>" for text in meaning)
    most = "".join(f"<option>{number_of}</option>" for number_of in _MOST)
    return (
        f'<div class="offline"{_words(view)}><p class="lead">{say(LEAD)}</p>'
        f'<p class="banner js-only" data-part="status" role="status"></p>'
        f'<p class="banner needs-scripts">'
        f"{say('Keeping pages needs scripts: they are switched off or did not come.')}</p>"
        f'<p class="banner needs-server">'
        f"{say('These pages were opened from files: all of them can be read without a connection.')}</p>"
        f'<section><h2>{say("What it means")}</h2><ul class="prose meaning">{items}</ul>'
        f'<p class="buttons js-only">'
        f'<button type="button" data-part="begin" hidden>{say("Keep what I read on this device")}</button>'
        f'<button type="button" data-part="forget" hidden>{say("Delete everything")}</button></p></section>'
        f'<section class="js-only" data-part="collect" hidden><h2>{say("Keep a whole list")}</h2>'
        f'<p class="buttons"><label>{say("List")} <select data-part="which">{_lists(view)}</select></label>'
        f'<label>{say("How many of the newest")} <select data-part="most">{most}</select></label>'
        f'<button type="button" data-part="measure">{say("Show the size")}</button>'
        f'<button type="button" data-part="fetch" hidden>{say("Keep them")}</button></p></section>'
        f'<section class="js-only"><h2>{say("What is kept")}</h2><p class="count" data-part="total"></p>'
        f'<ul class="prose meaning" data-part="list"></ul></section></div>'
    )


def _words(view: View) -> str:
    """What the script says, as attributes."""
    say = view.say
    words = {
        "on": say("What you read is kept on this device from now on."),
        "off": say("Everything is deleted. Nothing more is kept."),
        "impossible": say("This browser can't keep pages."),
        "measured": say("Articles: {n}, about {size} MB", n="{n}", size="{size}"),
        "progress": say("Kept: {n} of {total}", n="{n}", total="{total}"),
        "nothing": say("Nothing is kept."),
        "total": say("Pages: {n}, {size} MB", n="{n}", size="{size}"),
        "missing": say("There is no connection, and that page is not kept. What is kept stands below."),
        "failed": say("It could not be fetched. Check the connection and try again."),
    }
    return "".join(f' data-{name}="{html.escape(text)}"' for name, text in words.items())


def _lists(view: View) -> str:
    """The lists that can be kept: regions with stories by country, and languages, each in itself."""
    registry, listed = view.registry("regions"), view.site.listed
    ids = [i for i in listed.by_term["regions"] if registry[i].level in ("country", "region")]
    groups = []
    for country in view.sorted_terms("regions", [i for i in ids if registry[i].level == "country"]):
        inside = view.sorted_terms("regions", [i for i in ids if registry[i].parent == country.id])
        options = [_option(view, term) for term in (country, *inside)]
        groups.append((escape(country.label(view.locale)), options))
    languages = [
        f'<option value="{urls.listing(code, "languages", code.lower())}">'
        f"{escape(language_name(code, view.locale))} "
        f"({number(len(listed.by_language[code]), view.locale)})</option>"
        for code in urls.CODES
        if code in listed.by_language
    ]
    groups.append((view.say("Languages"), languages))
    return "".join(f'<optgroup label="{name}">{"".join(found)}</optgroup>' for name, found in groups if found)


def _option(view: View, term: Term) -> str:
    count = number(len(view.stories("regions", term.id)), view.locale)
    address = urls.listing(view.locale, "regions", term.slug)
    return f'<option value="{address}">{escape(term.label(view.locale))} ({count})</option>'

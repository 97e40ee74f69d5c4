"""What a page says of an article to machines: schema.org (JSON-LD) and Open Graph.

Only what the archive knows: no date is made up (an uncertain one stays out of `datePublished`, which
has no way to say so), and who held an event is not its author.
"""

from __future__ import annotations

import json
from typing import Any, Final

from achyq import card, feed, urls
from achyq.story import Article, Story
from achyq.view import View, escape, machine_date

#: Open Graph names a language with a territory; only Kyrgyz, Kazakh, Uzbek, Russian and English are named.
_OG_LOCALES: Final = {
    "ky": "ky_KG",
    "kk": "kk_KZ",
    "uz": "uz_UZ",
    "uz-Cyrl": "uz_UZ",
    "ru": "ru_RU",
    "en": "en_GB",
}
_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def head(view: View, story: Story, article: Article, url: str, about: str) -> str:
    """The elements for an article's `<head>`; `url` is its address below the site's, `about` a sentence,
    which stands in the page's description already: as Open Graph's too.
    """
    address = view.site.url + url
    graph = {
        "og:type": "article",
        "og:site_name": view.words("Achyq"),
        "og:title": article.title,
        "og:url": address,
        "og:locale": _OG_LOCALES[article.language],
    }
    if day := feed.published(article):
        graph["article:published_time"] = day
    if article.corrections:
        graph["article:modified_time"] = feed.updated(article)
    picture = card.of_article(view, article)
    pictured = view.site.url + card.address(url, picture)
    graph |= {
        "og:image": pictured,
        "og:image:width": str(card.WIDTH),
        "og:image:height": str(card.HEIGHT),
        "og:image:alt": picture.alt,
    }
    metas = f'<meta name=description property=og:description content="{escape(about)}">'
    metas += "".join(f'<meta property={name} content="{escape(value)}">' for name, value in graph.items())
    metas += "<meta name=twitter:card content=summary_large_image>"
    linked = json.dumps(
        _news(view, story, article, address, pictured), ensure_ascii=False, separators=(",", ":")
    )
    # A closing tag or a comment in a text may not end the script.
    linked = linked.replace("<", "\\u003c")
    return f"{metas}<script type=application/ld+json>{linked}</script>"


def _news(view: View, story: Story, article: Article, address: str, picture: str) -> dict[str, Any]:
    """An article as schema.org's NewsArticle."""
    base = view.site.url
    source = article.source
    news: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address,
        "url": address,
        "headline": article.title,
        "image": picture,
        "inLanguage": article.language,
        "datePublished": machine_date(article.date) if article.date else "",
        "dateModified": feed.updated(article) if article.corrections else "",
        "temporalCoverage": machine_date(article.event_date) if article.event_date else "",
        "isAccessibleForFree": True,
        "license": _LICENCE,
        "publisher": {"@type": "Organization", "name": view.words("Achyq"), "url": base},
        "spatialCoverage": [_named(view, "Place", "regions", i) for i in article.regions],
        "contributor": [_named(view, "Organization", "organisers", i) for i in article.organisers],
        "about": [_named(view, "Legislation", "strategies", i) for i in article.strategies],
        "keywords": [view.label("tags", i) for i in article.tags],
    }
    if source and (source.name or source.url):
        cited = {
            "@type": "CreativeWork",
            "name": source.name,
            "url": source.url,
            "archivedAt": source.archived,
        }
        news["citation"] = {key: value for key, value in cited.items() if value}
    if article.language != story.original.language:
        news["translationOfWork"] = {"@id": base + urls.article(story.original.language, story.id)}
    else:
        news["workTranslation"] = [
            {"@id": base + urls.article(code, story.id)}
            for code in story.articles
            if code != article.language
        ]
    return {key: value for key, value in news.items() if value not in ("", [])}


def _named(view: View, type_: str, kind: str, term: str) -> dict[str, str]:
    slug = view.term(kind, term).slug
    return {
        "@type": type_,
        "name": view.label(kind, term),
        "url": view.site.url + urls.listing(view.locale, kind, slug),
    }

"""The settings of Decap CMS, made of the definition of fields and of the registries, in one language.

Source: Decap's `configSchema.js` and its widgets. Entries are JSON to Decap (`format`), though the files
are Markdown: `api` turns the one into the other, so that no second reader or writer of YAML is at work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from achyq import fields
from achyq.admin import entry
from achyq.admin.files import LINE, LISTED
from achyq.collation import sort_key
from achyq.editing.speech import Speech
from achyq.fields import Field
from achyq.locale import LOCALES, language_name
from achyq.registry import Registry

Settings = dict[str, Any]
#: What fields are called, by their place; of a choice, by the field's name and the choice.
LABELS: Final = {
    "title": "Title",
    "date": "Date of publication",
    "region": "Region",
    "organiser": "Organiser",
    "strategy": "Strategy",
    "tags": "Topics",
    "event_date": "Date of the event",
    "summary": "Summary",
    "source": "Source",
    "source.name": "Name of the source",
    "source.url": "Address of the source",
    "source.retrieved": "Day when it was read",
    "source.archived": "Address of a saved copy",
    "language": "Language",
    "translated_from": "Translation of",
    "translated_from.language": "Language of the original",
    "status": "Status",
    "status=draft": "Draft",
    "status=published": "Published",
    "status=withdrawn": "Withdrawn",
    "withdrawn_reason": "Why it was withdrawn",
    "corrections": "Corrections",
    "corrections.date": "Date of the correction",
    "corrections.note": "What was corrected",
    "note": "Note for readers",
    "formerly": "Former ids",
    "unsure": "Guessed by an import",
    "body": "Text",
}
_DATE: Final = "For example 2025-12-10, 2012-10 or 2012?; empty if it is not known."
#: What is said below fields.
HINTS: Final = {
    "date": _DATE,
    "event_date": "If it differs from the date of publication.",
    "region": "In a translation these facts come from the original and may stay empty.",
    "summary": "One or two sentences.",
    "status": "Without a status an article is published.",
    "withdrawn_reason": "Readers see it.",
    "corrections": "Readers see what was corrected, and when.",
    "note": "What could not be established; readers see it.",
    "translated_from": "In a translation only.",
    "formerly": "Divided by commas; addresses with them lead here.",
    "unsure": "Remove what you have checked; only a draft may have guesses.",
    "body": "Markdown: an empty line begins a paragraph, ## a heading; **bold**, [words](address).",
}
#: Texts that may be long.
_LONG: Final = frozenset({"summary", "note", "withdrawn_reason", "corrections.note"})


def settings(terms: Mapping[str, Registry], locale: str) -> Settings:
    """Everything that Decap must know but where it runs; labels and options in the language of `locale`."""
    tell = Speech(locale, "admin")
    codes = [code for code in fields.LOCALE_CODES if code != locale]
    options = {kind: _terms(registry, terms["regions"], locale) for kind, registry in terms.items()}
    return {
        "backend": {"name": "proxy", "proxy_url": f"/admin/api?lang={locale}", "branch": "-"},
        "load_config_file": False,
        "locale": locale,
        "publish_mode": "simple",
        "media_library": {"name": "none"},  # pictures belong to articles: `attachments.js`
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "editor": {"preview": False},  # the preview itself shows the article as it will be
        "collections": [_collection(code, tell, options) for code in (locale, *codes)],
    }


def _collection(language: str, tell: Speech, options: Mapping[str, list[Settings]]) -> Settings:
    """The articles of one language."""
    names = {locale.code: locale.name for locale in LOCALES}
    return {
        "name": language,
        "label": names[language],
        "label_singular": f"{tell('Article')} ({names[language]})",  # one menu has those of all languages
        "description": tell(
            "The newest ones, up to {count}, and all drafts. Any other opens from its page in the preview.",
            count=LISTED,
        ),
        "folder": "articles",
        "format": "json",
        "extension": f"{language}.md",
        # Where a new article goes: `files.place` says it, before Decap saves.
        "path": "{{~year}}/{{slug}}",
        "slug": "{{~slug}}",
        "identifier_field": "title",
        "summary": f"{{{{title}}}} — {{{{{LINE}}}}}",
        "preview_path": f"{language}/{{{{slug}}}}/",
        "preview_path_preserve_slashes": True,
        "create": True,
        "delete": True,
        "view_filters": [{"label": tell("Drafts"), "field": "status", "pattern": "draft"}],
        "view_groups": [{"label": tell("Year"), "field": "year"}],
        "sortable_fields": ["title", "date"],
        "fields": [*_fields(language, tell, options)],
    }


def _fields(language: str, tell: Speech, options: Mapping[str, list[Settings]]) -> Iterator[Settings]:
    for field in fields.ARTICLE:
        if field.name == "language":
            yield {
                "name": "language",
                "label": tell(LABELS["language"]),
                "widget": "hidden",
                "default": language,
            }
        else:
            yield _field(field, tell, options)
        if field.name == "summary":
            label, hint = tell(LABELS[entry.BODY]), _plain(tell(HINTS[entry.BODY]))
            yield {"name": entry.BODY, "label": label, "hint": hint, "widget": "article", "required": False}


def _field(field: Field, tell: Speech, options: Mapping[str, list[Settings]], owner: str = "") -> Settings:
    """The widget of a field."""
    place = f"{owner}.{field.name}" if owner else field.name
    # A key that a group needs is needed only where there is a group: the check says so.
    made: Settings = {
        "name": field.name,
        "label": tell(LABELS[place]),
        "required": field.required and not owner,
    }
    if place in HINTS:
        made["hint"] = _plain(tell(HINTS[place]))
    if field.kind == "group":
        made["fields"] = [_field(inner, tell, options, place) for inner in entry.offered(field)]
        if field.many:
            return made | {"widget": "list", "label_singular": made["label"], "default": []}
        return made | {"widget": "object", "collapsed": field.name != "source"}
    if field.kind == "term":
        return made | {"widget": "select", "multiple": field.many, "options": options[field.registry]}
    if field.choices:
        made |= {"widget": "select", "multiple": field.many, "options": _choices(field, tell)}
        return made | ({"default": "draft"} if field.name == "status" else {})
    if field.many:
        return made | {"widget": "list"}
    return made | {"widget": "text" if place in _LONG else "string"}


def _plain(hint: str) -> str:
    """A hint for Decap, which takes hints for Markdown."""
    return re.sub(r"([*_\[\]#`~<])", r"\\\1", hint)


def _choices(field: Field, tell: Speech) -> list[Settings]:
    if field.choices == fields.LOCALE_CODES:
        return [{"value": code, "label": language_name(code, tell.locale)} for code in field.choices]
    labels = {name: LABELS.get(f"{field.name}={name}") or LABELS[name] for name in field.choices}
    return [{"value": name, "label": tell(label)} for name, label in labels.items()]


def _terms(registry: Registry, regions: Registry, locale: str) -> list[Settings]:
    """The terms of a registry, named with where they belong: countries, then regions, then districts, each
    in the order of their names.
    """
    labels = {}
    for term in registry.terms.values():
        name = term.name[locale]
        if registry is regions:
            wider = [regions[above].name[locale] for above in regions.ancestors(term.id)]
        else:
            wider = [regions[term.country].name[locale]] if term.country else []
        labels[term.id] = f"{name} — {', '.join(wider)}" if wider else name
    levels = {term: len(regions.ancestors(term)) if registry is regions else 0 for term in labels}
    order = sorted(labels, key=lambda term: (levels[term], sort_key(labels[term], locale), term))
    return [{"value": term_id, "label": labels[term_id]} for term_id in order]

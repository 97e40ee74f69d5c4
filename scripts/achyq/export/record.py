"""Stories and terms as records: the one shape that JSON, CSV and SQLite are made of.

Version 1 of the shape. A record only grows: a field that is added leaves the version as it is, one
that changes its meaning or goes makes it 2, at addresses of its own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from achyq import urls
from achyq.edtf import Edtf
from achyq.glossary import Concept
from achyq.registry import KINDS, Term
from achyq.story import Article, Story

VERSION: Final = 1
FOLDER: Final = "data"
API: Final = f"{FOLDER}/v{VERSION}"

Record = dict[str, Any]


def file_of(story: str) -> str:
    """The path of a story's own record."""
    return f"{API}/stories/{story}.json"


def story(story: Story, base: str, html_of: Callable[[str, str], str] | None = None) -> Record:
    """A story's record: ids of terms, dates as EDTF with their first and last day, null where nothing
    is known. `base` is the site's address. With `html_of`, articles have their text as HTML.
    """
    original = story.original
    source = original.source
    return {
        "id": story.id,
        "url": base + urls.article(original.language, story.id),
        "language": original.language,
        **_dates("date", original.date),
        **_dates("event", original.event_date),
        **{kind: list(original.terms(kind)) for kind in KINDS},
        "source": source
        and {
            "name": source.name or None,
            "url": source.url or None,
            "retrieved": source.retrieved.text if source.retrieved else None,
            "archived": source.archived or None,
        },
        "note": original.note or None,
        "corrections": [{"date": date.text, "note": note} for date, note in original.corrections],
        "articles": [_article(a, base, html_of) for _, a in sorted(story.articles.items())],
    }


def _article(article: Article, base: str, html_of: Callable[[str, str], str] | None) -> Record:
    record: Record = {
        "language": article.language,
        "title": article.title,
        "summary": article.summary or None,
        "url": base + urls.article(article.language, article.story),
        "translated_from": (article.translated_from or None) if not article.automatic else None,
        "transliterated_from": article.automatic or None,
    }
    if html_of and not article.automatic:
        record["html"] = html_of(article.path, article.body)
    return record


def _dates(name: str, date: Edtf | None) -> Record:
    return {
        name: date.text if date else None,
        f"{name}_earliest": date.earliest.isoformat() if date and date.earliest else None,
        f"{name}_latest": date.latest.isoformat() if date and date.latest else None,
    }


def term(term: Term, base: str, stories: int) -> Record:
    """A term's record: its names by locale and its facts; `stories` are those under it, children's too."""
    decree = term.decree
    return {
        "kind": term.kind,
        "id": term.id,
        "name": term.name,
        "short": term.short or None,
        "parent": term.parent or None,
        "country": term.country or None,
        "region": term.region or None,
        "level": term.level or None,
        "type": term.type or None,
        "period": term.period.text if term.period else None,
        "valid_from": term.valid_from.text if term.valid_from else None,
        "valid_to": term.valid_to.text if term.valid_to else None,
        "replaces": list(term.replaces),
        "decree": decree
        and {
            "type": decree.type,
            "number": decree.number or None,
            "date": decree.date.text if decree.date else None,
        },
        "website": term.url or None,
        "stories": stories,
        "urls": {code: base + urls.listing(code, term.kind, term.slug) for code in urls.CODES},
    }


def concept(concept: Concept, base: str) -> Record:
    """A concept of the glossary: its terms by locale, the preferred one first, and its definitions."""
    return {
        "id": concept.id,
        "terms": {code: list(concept.terms[code]) for code in urls.CODES},
        "definition": {code: concept.definition[code] for code in urls.CODES},
        "tags": list(concept.tags),
        "see": list(concept.see),
        "source": concept.source or None,
        "urls": {code: f"{base}{urls.index(code, 'glossary')}#{concept.id}" for code in urls.CODES},
    }


def _object(**properties: Any) -> Record:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": True,
    }


def schema() -> Record:
    """The shape of a story's own record as JSON Schema (draft 2020-12)."""
    text, known = {"type": "string"}, {"type": ["string", "null"]}
    ids = {"type": "array", "items": text}
    dates = [f"{name}{end}" for name in ("date", "event") for end in ("", "_earliest", "_latest")]
    words = {"language": {"enum": list(urls.CODES)}, "title": text, "url": text}
    article = _object(**words, summary=known, translated_from=known, transliterated_from=known)
    article["properties"] = {**article["properties"], "html": text}
    source = _object(name=known, url=known, retrieved=known, archived=known)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A story of Achyq, version {VERSION}",
        **_object(
            version={"const": VERSION},
            id=text,
            url=text,
            language={"enum": list(urls.CODES)},
            **dict.fromkeys(dates, known),
            **dict.fromkeys(KINDS, ids),
            source={"anyOf": [{"type": "null"}, source]},
            note=known,
            corrections={"type": "array", "items": _object(date=text, note=text)},
            articles={"type": "array", "items": article, "minItems": 1},
        ),
    }


def dump(record: object) -> bytes:
    """A record as one line of JSON."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

"""Synonyms: concepts of the field with their words in each language.

They come from `registry/synonyms.yml`, and from the names and aliases of tags.
"""

from __future__ import annotations

from collections.abc import Iterable

from achyq import schema, yamltext
from achyq.errors import Problem
from achyq.fields import LOCALE_CODES, Field
from achyq.messages import phrase
from achyq.registry import Registry
from achyq.schema import Report
from achyq.search.files import ANY, Concept
from achyq.search.text import LANGUAGES, analysis_language

FIELDS = (
    *(Field(code, "text", many=True, limit=60, about="Words that mean the same") for code in LANGUAGES),
    Field("review", "choice", many=True, choices=LOCALE_CODES, about="Words a native speaker should see"),
)
#: Locales that only write the words of another one in other letters: search reads both scripts.
_OTHER_SCRIPTS = ("uz-Cyrl",)


def read(files: Iterable[tuple[str, str]], report: Report) -> tuple[Concept, ...]:
    """Read files of concepts, given as (path, text), and report what is wrong in them."""
    concepts = []
    taken: dict[str, str] = {}
    for path, text in files:
        mapping, problems = yamltext.read(text, path)
        for problem in problems:
            report(problem)
        for key, node in mapping.pairs if mapping else ():
            where = path, key.line, key.column
            if other := taken.get(key.text):
                message = phrase("The id '{id}' is already taken", id=key.text)
                hint = phrase("It is defined at {place}.", place=other)
                report(Problem(*where, "duplicate-term", message, hint, field=key.text))
                continue
            taken[key.text] = f"{path}:{key.line}"
            if not isinstance(node, yamltext.Mapping):
                message = phrase("'{key}' must hold keys and values", key=key.text)
                hint = phrase("Keys: {list}.", list=", ".join(field.name for field in FIELDS))
                report(Problem(*where, "wrong-type", message, hint, field=key.text))
                continue
            values = schema.read(node, FIELDS, path, report, key.text)
            concepts.append({code: values[code] for code in LANGUAGES if values.get(code)})
    return tuple(concepts)


def table(tags: Registry, concepts: Iterable[Concept]) -> list[dict[str, list[str]]]:
    """All concepts, those of `synonyms.yml` first, then one for each tag."""
    found = [{language: list(entries) for language, entries in concept.items()} for concept in concepts]
    for term in tags.terms.values():
        tag: dict[str, list[str]] = {}
        for locale, name in term.name.items():
            if locale not in _OTHER_SCRIPTS:
                tag.setdefault(analysis_language(locale), []).append(name)
        found.append({**tag, ANY: list(term.aliases)} if term.aliases else tag)
    return found

"""The glossary: concepts of work against corruption, with their terms and definitions by locale.

One registry serves readers, who look a word up, and the search, which takes a concept's terms for
the same. Uzbek in Cyrillic is made from the Latin, unless the registry has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from achyq import fields, registry, registry_files, schema, translit, yamltext
from achyq.errors import Problem
from achyq.fields import LOCALE_CODES
from achyq.messages import phrase
from achyq.registry import Registry, Term
from achyq.schema import Report, TermRef

KIND = "glossary"


class Concept(NamedTuple):
    """One concept. `terms` are its words by locale, the preferred one first; `definition` is empty
    for a concept that is for search only; `tags` are ids of topics, `see` those of other concepts;
    `source` says which law defines it; with `search`, its terms are synonyms.
    """

    id: str
    terms: dict[str, tuple[str, ...]]
    definition: dict[str, str]
    tags: tuple[str, ...] = ()
    see: tuple[str, ...] = ()
    source: str = ""
    search: bool = True
    path: str = ""
    line: int = 0
    column: int = 0

    def label(self, locale: str) -> str:
        """Its preferred term, with a capital letter."""
        term = self.terms[locale][0]
        return term[:1].upper() + term[1:]


def defined(concepts: Iterable[Concept], tag: str = "") -> list[Concept]:
    """The concepts that have a definition: all, or those of a topic."""
    return [concept for concept in concepts if concept.definition and (not tag or tag in concept.tags)]


def read(files: Iterable[tuple[str, str]], terms: dict[str, Registry], report: Report) -> tuple[Concept, ...]:
    """Read files of concepts, given as (path, text), and report what is wrong in them; `terms` are
    the registries that they refer to.
    """
    raw: dict[str, tuple[Concept, dict[str, Any]]] = {}
    for path, text in files:
        mapping, problems = yamltext.read(text, path)
        for problem in problems:
            report(problem)
        for key, node in mapping.pairs if mapping else ():
            if not registry_files.is_entry(key, node, path, fields.GLOSSARY, report):
                continue
            if other := raw.get(key.text):
                registry_files.report_taken(key, path, f"{other[0].path}:{other[0].line}", report)
                continue
            assert isinstance(node, yamltext.Mapping)
            anchored = yamltext.Mapping(node.pairs, key.line, key.column)
            values = schema.read(anchored, fields.GLOSSARY, path, report, key.text)
            concept = _concept(key, values, path)
            if concept.definition:
                _check_terms(concept, report)
            raw[key.text] = concept, values
    found = _linked(raw, terms, report)
    _check_shared(found, report)
    return found


def _concept(key: yamltext.Scalar, values: dict[str, Any], path: str) -> Concept:
    terms = {code: values[code] for code in LOCALE_CODES if values.get(code)}
    definition = dict(values.get("definition", {}))
    if "uz" in terms:
        terms.setdefault("uz-Cyrl", tuple(map(translit.to_cyrillic, terms["uz"])))
    if "uz" in definition:
        definition.setdefault("uz-Cyrl", translit.to_cyrillic(definition["uz"]))
    return Concept(
        id=key.text,
        terms=terms,
        definition=definition,
        source=values.get("source", ""),
        search=values.get("search", "yes") == "yes",
        path=path,
        line=key.line,
        column=key.column,
    )


def _check_terms(concept: Concept, report: Report) -> None:
    """Report the languages in which a concept of the glossary has no term."""
    for code in fields.WRITTEN:
        if code not in concept.terms:
            message = phrase("The key '{key}' is missing in '{owner}'", key=code, owner=concept.id)
            hint = phrase("It needs a text for each of {list}.", list=", ".join(fields.WRITTEN))
            place = (concept.path, concept.line, concept.column)
            report(Problem(*place, "missing-key", message, hint, field=f"{concept.id}.{code}"))


def _linked(
    raw: dict[str, tuple[Concept, dict[str, Any]]], terms: dict[str, Registry], report: Report
) -> tuple[Concept, ...]:
    """The concepts with ids in place of what they name."""
    whole = {i: concept for i, (concept, _) in raw.items() if concept.definition}
    named = Registry(KIND, {i: _as_term(concept) for i, concept in whole.items()})

    def ids(references: Iterable[TermRef], known: Registry, path: str) -> tuple[str, ...]:
        return tuple(
            i for reference in references if (i := registry_files.resolve(reference, known, path, report))
        )

    return tuple(
        concept._replace(
            tags=ids(values.get("tags", ()), terms["tags"], concept.path),
            see=ids(values.get("see", ()), named, concept.path),
        )
        for concept, values in raw.values()
    )


def _as_term(concept: Concept) -> Term:
    """A concept as registries look terms up: by its id and its preferred terms."""
    names = {code: terms[0] for code, terms in concept.terms.items()}
    return Term(KIND, concept.id, dict.fromkeys(LOCALE_CODES, concept.id) | names, {})


def _check_shared(concepts: Iterable[Concept], report: Report) -> None:
    """Report terms that search would have to take for two concepts."""
    owners: dict[tuple[str, str], str] = {}
    for concept in concepts:
        for code, terms in concept.terms.items() if concept.search else ():
            for term in dict.fromkeys(terms):
                owner = owners.setdefault((code, registry.fold(term)), concept.id)
                if owner != concept.id and code != "uz-Cyrl":
                    message = phrase(
                        "The alias '{alias}' of '{id}' also means {others}",
                        alias=term,
                        id=concept.id,
                        others=owner,
                    )
                    hint = phrase("Remove it from one of them: an alias must lead to one term.")
                    place = (concept.path, concept.line, concept.column)
                    report(Problem(*place, "name-collision", message, hint, field=f"{concept.id}.{code}"))

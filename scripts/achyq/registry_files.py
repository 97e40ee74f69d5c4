"""Registries as files: entries read, the references between them resolved, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from achyq import fields, filetext, schema, yamltext
from achyq.errors import Problem
from achyq.messages import phrase, phrases
from achyq.registry import KINDS, Decree, Registry, Term
from achyq.schema import Report, TermRef
from achyq.yamltext import Mapping, Scalar


def read(kind: str, files: Iterable[tuple[str, str]], report: Report) -> dict[str, Term]:
    """Read the registry files of one kind, given as (path, text); gives the terms by id."""
    terms: dict[str, Term] = {}
    for path, text in files:
        mapping, problems = yamltext.read(text, path)
        for problem in problems:
            report(problem)
        for key, node in mapping.pairs if mapping else ():
            term = _term(kind, key, node, path, report)
            if term is None:
                continue
            if other := terms.get(term.id):
                report_taken(key, path, f"{other.path}:{other.line}", report)
                continue
            terms[term.id] = term
    slugs: dict[str, str] = {}
    for term in terms.values():
        if (other_id := slugs.setdefault(term.slug, term.id)) != term.id:
            report(
                Problem(
                    term.path,
                    term.line,
                    term.column,
                    "case-collision",
                    phrase("The ids '{id}' and '{other}' differ only in case", id=other_id, other=term.id),
                    phrase("Addresses are in lower case: choose another id."),
                    field=term.id,
                )
            )
    return terms


def report_taken(key: Scalar, path: str, place: str, report: Report) -> None:
    """Report an id that an entry at `place` has already."""
    message = phrase("The id '{id}' is already taken", id=key.text)
    hint = phrase("It is defined at {place}.", place=place)
    report(Problem(path, key.line, key.column, "duplicate-term", message, hint, field=key.text))


def is_entry(
    key: Scalar, node: yamltext.Node, path: str, known: tuple[fields.Field, ...], report: Report
) -> bool:
    """Whether an entry has an id, and keys and values; reported if not. `known` are the keys it may have."""
    if not schema.is_id(key.text):
        message = phrase("'{text}' can't be an id", text=key.text)
        hint = phrase("An id is made of ASCII letters, digits and single hyphens.")
        report(Problem(path, key.line, key.column, "bad-id", message, hint, field=key.text))
        return False
    if not isinstance(node, Mapping):
        message = phrase("'{key}' must hold keys and values", key=key.text)
        hint = phrase("Keys: {list}.", list=", ".join(field.name for field in known))
        report(Problem(path, node.line, node.column, "wrong-type", message, hint, field=key.text))
        return False
    return True


def _term(kind: str, key: Scalar, node: yamltext.Node, path: str, report: Report) -> Term | None:
    if not is_entry(key, node, path, fields.TERMS[kind], report):
        return None
    assert isinstance(node, Mapping)
    anchored = Mapping(node.pairs, key.line, key.column)
    values = schema.read(anchored, fields.TERMS[kind], path, report, key.text)
    name = dict.fromkeys(fields.LOCALE_CODES, key.text) | values.get("name", {})
    decree = values.get("decree")
    source = values.get("source", {})
    return Term(
        kind=kind,
        id=key.text,
        name=name,
        short=values.get("short", {}),
        aliases=values.get("aliases", ()),
        formerly=values.get("formerly", ()),
        parent=values.get("parent", ""),
        replaces=values.get("replaces", ()),
        country=values.get("country", ""),
        region=values.get("region", ""),
        level=values.get("level", ""),
        tile=values.get("tile", ""),
        abbr=values.get("abbr"),
        type=values.get("kind", ""),
        period=values.get("period"),
        valid_from=values.get("valid_from"),
        valid_to=values.get("valid_to"),
        decree=Decree(decree["type"], decree.get("number", ""), decree.get("date"))
        if decree and "type" in decree
        else None,
        url=values.get("url", ""),
        source=(source.get("name", ""), source.get("url", "")),
        description=values.get("description"),
        path=path,
        line=key.line,
        column=key.column,
    )


def unread(problems: Iterable[Problem]) -> frozenset[str]:
    """The kinds of terms with a file that could not be read, by what was reported."""
    paths = [problem.path for problem in problems if problem.code in filetext.UNREAD]
    return frozenset(path.split("/")[1].removesuffix(".yml") for path in paths)


def link(
    raw: dict[str, dict[str, Term]], report: Report, lost: Set[str] = frozenset()
) -> dict[str, Registry]:
    """Resolve the references between terms, and check names and hierarchies. Of kinds that are `lost`
    some terms are not known, so nothing is said of references to them.
    """
    names = {kind: Registry(kind, raw.get(kind, {}), kind not in lost) for kind in KINDS}
    linked = {}
    for kind in KINDS:
        terms = {}
        for term in names[kind].terms.values():
            changes: dict[str, Any] = {}
            for field, target in (("parent", kind), ("country", "regions"), ("region", "regions")):
                if reference := getattr(term, field):
                    changes[field] = resolve(reference, names[target], term.path, report)
            changes["replaces"] = tuple(
                found
                for reference in term.replaces
                if (found := resolve(reference, names[kind], term.path, report))
            )
            terms[term.id] = term._replace(**changes)
        _check_cycles(terms, report)
        linked[kind] = names[kind].with_terms(terms)
        _check_aliases(linked[kind], report)
        _check_former(linked[kind], report)
    _check_tiles(linked["regions"], report)
    return linked


def resolve(reference: TermRef | str, registry: Registry, path: str, report: Report) -> str:
    """The id that a mention means; '' after reporting an unknown or ambiguous one."""
    assert isinstance(reference, TermRef)
    found = registry.find(reference.text)
    if len(found) == 1:
        return found[0]
    if found:
        report(
            Problem(
                path,
                reference.line,
                reference.column,
                "ambiguous-term",
                phrase(
                    "'{text}' has several meanings in registry/{kind}",
                    text=reference.text,
                    kind=registry.kind,
                ),
                phrase(
                    "Write one of these ids: {list}.",
                    list={
                        code: ", ".join(f"{i} ({registry[i].name[code]})" for i in found)
                        for code in fields.LOCALE_CODES
                    },
                ),
                field=reference.field,
            )
        )
    elif registry.whole:
        report(
            Problem(
                path,
                reference.line,
                reference.column,
                "unknown-term",
                phrase("'{text}' is not among the {kind}", text=reference.text, kind=registry.kind),
                phrases(
                    registry.nearest(reference.text),
                    phrase(
                        "The allowed ones are in registry/{kind}; a new one is added there first.",
                        kind=registry.kind,
                    ),
                    schema.example(reference.field),
                ),
                field=reference.field,
            )
        )
    return ""


def _check_cycles(terms: dict[str, Term], report: Report) -> None:
    """Report terms that are above or before themselves, and cut them loose."""
    for field in ("parent", "replaces"):
        for term_id in _in_cycles({t.id: _ids(getattr(t, field)) for t in terms.values()}):
            term = terms[term_id]
            message = phrase("'{id}' is its own ancestor by '{key}'", id=term.id, key=field)
            report(
                Problem(
                    term.path,
                    term.line,
                    term.column,
                    "term-cycle",
                    message,
                    phrase("Mend its '{key}'.", key=field),
                    field=term.id,
                )
            )
            terms[term_id] = term._replace(parent="") if field == "parent" else term._replace(replaces=())


def _ids(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return ((value,) if value else ()) if isinstance(value, str) else value


def _in_cycles(graph: dict[str, tuple[str, ...]]) -> list[str]:
    """The nodes left when those that lead nowhere are taken away again and again, and then those
    that nothing leads to: the nodes of cycles and of the paths between them (Kahn 1962).
    """
    for _ in range(2):
        degree = {node: sum(target in graph for target in targets) for node, targets in graph.items()}
        sources: dict[str, list[str]] = {node: [] for node in graph}
        for node, targets in graph.items():
            for target in targets:
                if target in graph:
                    sources[target].append(node)
        free = [node for node, count in degree.items() if not count]
        while free:
            node = free.pop()
            del degree[node]
            for source in sources[node]:
                degree[source] -= 1
                if not degree[source]:
                    free.append(source)
        graph = {node: tuple(sources[node]) for node in degree}
    return list(graph)


def _check_former(registry: Registry, report: Report) -> None:
    """Report former ids that are no ids, or those of another term."""
    owners = {term.slug: term.id for term in registry.terms.values()}
    for term in registry.terms.values():
        for old in term.formerly:
            if not schema.is_id(old):
                code, message = "bad-id", phrase("'{text}' can't be an id", text=old)
                hint = phrase("An id is made of ASCII letters, digits and single hyphens.")
            elif (owner := owners.setdefault(old.lower(), term.id)) != term.id or old.lower() == term.slug:
                code = "name-collision"
                message = phrase("The former id '{id}' is also that of {other}", id=old, other=owner)
                hint = phrase("Remove it from 'formerly'.")
            else:
                continue
            place = (term.path, term.line, term.column)
            report(Problem(*place, code, message, hint, field=f"{term.id}.formerly"))


def _check_tiles(regions: Registry, report: Report) -> None:
    """Report two regions of one country in one place of its map."""
    taken: dict[tuple[str, str], str] = {}
    for term in regions.terms.values():
        if term.tile and (other := taken.setdefault((term.parent, term.tile), term.id)) != term.id:
            message = phrase(
                "The tile {tile} of '{id}' is also that of {other}", tile=term.tile, id=term.id, other=other
            )
            hint = phrase("Give one of them another place on the map.")
            place = (term.path, term.line, term.column)
            report(Problem(*place, "name-collision", message, hint, field=f"{term.id}.tile"))


def _check_aliases(registry: Registry, report: Report) -> None:
    for term in registry.terms.values():
        for alias in term.aliases:
            others = [other for other in registry.find(alias) if other != term.id]
            if others and alias not in term.name.values():
                report(
                    Problem(
                        term.path,
                        term.line,
                        term.column,
                        "name-collision",
                        phrase(
                            "The alias '{alias}' of '{id}' also means {others}",
                            alias=alias,
                            id=term.id,
                            others=", ".join(others),
                        ),
                        phrase("Remove it from one of them: an alias must lead to one term."),
                        field=f"{term.id}.aliases",
                    )
                )

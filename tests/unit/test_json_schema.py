"""The published JSON Schemas: they take what the archive takes, and the repository's own files."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from achyq import json_schema, schema, yamltext
from achyq.errors import Problem
from achyq.fields import ARTICLE, GLOSSARY, LOCALE_CODES, TERMS, Field

ROOT = Path(__file__).parents[2]
SCHEMAS = {name.removesuffix(".json"): json.loads(data) for name, data in json_schema.files()}
FIELDS = {"article": ARTICLE, "glossary": GLOSSARY, **TERMS}


class Core(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: numbers, true and false, null; `no` and dates are text."""


Core.yaml_implicit_resolvers = {}
for pattern, tag, firsts in (
    (r"true|True|TRUE|false|False|FALSE", "bool", "tTfF"),
    (r"[-+]?[0-9]+", "int", "-+0123456789"),
    (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "float", "-+.0123456789"),
    (r"~|null|Null|NULL|", "null", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{pattern})\Z"), list(firsts))
# In YAML 1.1, which PyYAML follows, 09 is a wrong octal number; in 1.2 it is nine.
Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def faults(kind: str, text: str, without: str = "") -> list[str]:
    known = {key: value for key, value in SCHEMAS[kind].items() if key != without}
    validator = jsonschema.Draft7Validator(known)
    value = yaml.load(text, Core)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(value)]


def front(path: Path) -> str:
    return path.read_text("utf-8").split("\n---\n", 1)[0].removeprefix("---\n")


@pytest.mark.parametrize("kind", SCHEMAS)
def test_they_are_schemas(kind: str) -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMAS[kind])
    assert SCHEMAS[kind]["$schema"] == "http://json-schema.org/draft-07/schema#"


def test_every_article_of_the_archive() -> None:
    paths = sorted((ROOT / "articles").rglob("*.md"))
    assert len(paths) >= 15
    assert {str(path): found for path in paths if (found := faults("article", front(path)))} == {}


def test_every_registry_of_the_archive() -> None:
    found: dict[str, list[str]] = {}
    for kind in (*TERMS, "glossary"):
        paths = [ROOT / f"registry/{kind}.yml", *(ROOT / "registry" / kind).glob("*.yml")]
        paths = [path for path in paths if path.is_file()]
        assert paths
        found |= {str(path): faults(kind, path.read_text("utf-8")) for path in paths}
    assert {path: problems for path, problems in found.items() if problems} == {}


@pytest.mark.parametrize("locale", LOCALE_CODES)
def test_the_examples_of_the_editors_page(locale: str) -> None:
    page = (ROOT / f"docs/{locale}/editors.md").read_text("utf-8")
    examples = re.findall(r"```yaml\n---\n(.*?)---\n```", page, re.DOTALL)
    assert len(examples) >= 2
    assert [faults("article", example) for example in examples] == [[]] * len(examples)


def test_the_editors_copies_are_those_of_the_site() -> None:
    """VS Code reads them from the repository, before anything is built."""
    found = {path.name: path.read_bytes() for path in (ROOT / ".vscode/schema").iterdir()}
    assert found == dict(json_schema.files()), "python -m achyq.json_schema .vscode/schema"


def test_vs_code_finds_a_schema_for_every_registry() -> None:
    tied = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert all((ROOT / path).is_file() for path in tied)
    kinds = {path.stem: glob for path, glob in ((Path(path), glob) for path, glob in tied.items())}
    assert kinds.keys() == {*TERMS, "glossary"}
    for path in sorted((ROOT / "registry").rglob("*.yml")):
        relative = path.relative_to(ROOT)
        assert [kind for kind, glob in kinds.items() if relative.match(glob)] == [
            relative.parts[1].removesuffix(".yml")
        ]


# --- faults that it sees

WHOLE = """\
title: A
language: ky
date: 2025-12-10
tags: [meeting]
source: {name: A, url: https://a.example/}
"""


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("titel: A", "Additional properties"),
        ("status: hidden", "is not one of"),
        ("event_date: 10 December", "does not match"),
        ("event_date: 9.12.2025 г.", "does not match"),
        ("summary: [a, b]", "is not of type"),
        ("note:", "is not of type"),
        ("withdrawn_reason: {a: b}", "is not of type"),
        ("status: withdrawn", "'withdrawn_reason' is a required property"),
        ("unsure: [date]", "'status' is a required property"),
        ("status: published\nunsure: [date]", "'draft' was expected"),
        ("corrections: [{date: 2026-01-05}]", "is not valid under any"),
        ("translated_from: xx", "is not valid under any"),
        ("organiser: [{a: b}]", "is not valid under any"),
        (f"region: [{', '.join(map(str, range(201)))}]", "is not valid under any"),
        (f"summary: {'a' * 601}", "is too long"),
    ],
)
def test_faults_of_an_article(line: str, fault: str) -> None:
    assert faults("article", WHOLE) == []
    assert any(fault in problem for problem in faults("article", WHOLE + line))


@pytest.mark.parametrize("without", ["title", "language"])
def test_what_an_article_must_have(without: str) -> None:
    text = "\n".join(line for line in WHOLE.splitlines() if not line.startswith(without))
    assert faults("article", text) == [f"$: '{without}' is a required property"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda term: term.pop("name"), "'name' is a required property"),
        (lambda term: term["name"].pop("kk"), "'kk' is a required property"),
        (lambda term: term.update(level="oblast"), "is not one of"),
        (lambda term: term.update(valid_from="2018-06-19/2019"), "does not match"),
        (lambda term: term.update(colour="red"), "Additional properties"),
    ],
)
def test_faults_of_a_term(change: Callable[[Any], Any], fault: str) -> None:
    term: dict[str, Any] = {"name": dict.fromkeys(LOCALE_CODES, "A"), "level": "region", "valid_from": 2018}
    validator = jsonschema.Draft7Validator(SCHEMAS["regions"])
    assert not list(validator.iter_errors({"KG-X": term}))
    assert any(
        "does not match" in error.message for error in validator.iter_errors({"KG X": copy.deepcopy(term)})
    )
    change(term)
    assert any(fault in error.message for error in validator.iter_errors({"KG-X": term}))


# --- it refuses nothing that the archive takes

TEXTS = st.one_of(
    st.sampled_from(
        [
            "no",
            "2025",
            "155",
            "12:30",
            "0x1f",
            "1e5",
            ".5",
            "true",
            "~x",
            "А б",
            "2012-10",
            "61b9be7fdcd0ac3b",
        ]
    ),
    st.text("абв xyz019.-'\"#:", min_size=1, max_size=20),
)
DATES = st.sampled_from(
    ["2025-12-10", "2012-10", "2012", "2012?", "2012-10~", "201X", "XXXX-02-23", "2012-10-16/2012-10-21",
     "../2012", "2012/..", "2012-21", "?2012-10-%16", "10.12.2025", "2012-13-01", "2012/"]
)  # fmt: skip
URLS = st.sampled_from(
    ["https://a.example/", "HTTP://a.example", "ftp://a", "https://", "https://a.example/ж?b#c"]
)


def values(field: Field) -> st.SearchStrategy[Any]:
    if field.kind == "group":
        one: st.SearchStrategy[Any] = mappings(field.fields)
        one = st.one_of(one, TEXTS, st.sampled_from(LOCALE_CODES)) if field.scalar else one
    elif field.kind == "localised":
        one = mappings(tuple(Field(code, "text", required=True) for code in LOCALE_CODES))
    elif field.kind == "choice":
        one = st.sampled_from([*field.choices, "other"])
    else:
        one = {"date": DATES, "day": DATES, "url": URLS}.get(field.kind, TEXTS)
    return st.one_of(one, st.lists(one, max_size=3)) if field.many else one


def mappings(known: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    needed = {field.name: values(field) for field in known if field.required}
    return st.fixed_dictionaries(
        needed, optional={field.name: values(field) for field in known if not field.required}
    )


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_what_the_archive_takes_the_schema_takes(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(list(SCHEMAS)))
    entry = data.draw(mappings(FIELDS[kind]))
    text = written(entry)
    problems: list[Problem] = []
    mapping, unread = yamltext.read(text, "a.yml")
    if mapping is None or unread:
        return
    schema.read(mapping, FIELDS[kind], "a.yml", problems.append)
    if not problems:
        inside = "".join(f" {line}\n" for line in text.splitlines()) or " {}"
        whole = text if kind == "article" else f"A-b:\n{inside}"
        found = faults(kind, whole, without="allOf")  # what `article.read` sees to
        assert found == [], whole


def written(value: Any) -> str:
    """A value in YAML's flow style, texts without quotation marks where that can be."""
    if isinstance(value, dict):
        return "".join(f"{key}: {_flow(item)}\n" for key, item in value.items())
    return _flow(value)


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    plain = re.fullmatch(r"[\w.XҮ~-][\w .?~%/-]*", value) and not value.endswith(" ")
    return str(value) if plain else json.dumps(value, ensure_ascii=False)

"""The project's glossary: whole, in the right letters, and what search finds through it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests import archives
from tests.archives import article

from achyq import glossary, registry, registry_files
from achyq.chrome import Chrome
from achyq.errors import Problem
from achyq.fields import LOCALE_CODES, WRITTEN
from achyq.glossary import Concept
from achyq.search import engine
from achyq.search.query import read
from achyq.search.reader import Reader

ROOT = Path(__file__).parents[2]
NODE = shutil.which("node")


def files(kind: str) -> list[tuple[str, str]]:
    paths = [*(ROOT / "registry").glob(f"{kind}.yml"), *(ROOT / "registry" / kind).glob("*.yml")]
    return [(path.name, path.read_text("utf-8")) for path in sorted(paths)]


@pytest.fixture(scope="module")
def concepts() -> tuple[Concept, ...]:
    problems: list[Problem] = []
    raw = {kind: registry_files.read(kind, files(kind), problems.append) for kind in registry.KINDS}
    terms = registry_files.link(raw, problems.append)
    found = glossary.read(files(glossary.KIND), terms, problems.append)
    assert not problems
    return found


def test_there_are_concepts_of_many_kinds(concepts: tuple[Concept, ...]) -> None:
    assert len(glossary.defined(concepts)) >= 80
    assert len(concepts) > len(glossary.defined(concepts))


def test_each_locale_has_every_word(concepts: tuple[Concept, ...]) -> None:
    for concept in glossary.defined(concepts):
        assert set(concept.terms) == set(concept.definition) == set(LOCALE_CODES), concept.id
        assert all(concept.label(code) for code in LOCALE_CODES)


def test_a_definition_is_one_or_two_sentences(concepts: tuple[Concept, ...]) -> None:
    for concept in glossary.defined(concepts):
        for code, text in concept.definition.items():
            assert 30 < len(text) < 320, (concept.id, code, len(text))
            assert 1 <= len(re.findall(r"[.](?= |$)", text)) <= 3, (concept.id, code)
            assert not text[0].islower(), (concept.id, code)
            assert text.endswith("."), (concept.id, code)


def test_terms_of_one_locale_are_told_apart(concepts: tuple[Concept, ...]) -> None:
    """Nobody could tell which of two equal headings is meant."""
    for code in LOCALE_CODES:
        labels = [registry.fold(concept.label(code)) for concept in glossary.defined(concepts)]
        assert len(labels) == len(set(labels))


def test_letters_are_those_of_the_script(concepts: tuple[Concept, ...]) -> None:
    latin, cyrillic = re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁёӨөҮүҢңҚқҒғҰұІіҺһӘәЎўҲҳ]")
    names = re.compile(r"Transparency International|OECD/ACN")
    for concept in concepts:
        for code in LOCALE_CODES:
            texts = [*concept.terms.get(code, ()), concept.definition.get(code, "")]
            whole = names.sub("", " ".join(texts))
            assert not (cyrillic if code in ("uz", "en") else latin).search(whole), (concept.id, code)
            assert code == "en" or not re.search("[`'’‘]", whole), (concept.id, code)
    own = {"ky": "[ңөү]", "kk": "[әғқңөұүһі]", "uz-Cyrl": "[ўқғҳ]"}
    for code, letters in own.items():
        said = [concept.definition[code] for concept in glossary.defined(concepts)]
        assert sum(bool(re.search(letters, text)) for text in said) > 0.9 * len(said)
    foreign = {"ky": "[әғқұһіўҳ]", "kk": "[ўҳ]", "ru": "[ңөүәғқұһіўҳ]", "uz-Cyrl": "[ңөүұһіәы]"}
    for code, letters in foreign.items():
        for concept in concepts:
            text = " ".join([*concept.terms.get(code, ()), concept.definition.get(code, "")])
            assert not re.search(letters, text.lower()), (concept.id, code)


def test_links_between_concepts_lead_on(concepts: tuple[Concept, ...]) -> None:
    known = {concept.id for concept in glossary.defined(concepts)}
    for concept in concepts:
        assert concept.id not in concept.see
        assert known.issuperset(concept.see)
        assert len(set(concept.see)) == len(concept.see)


# --- search


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, chrome: Chrome) -> Path:
    """An archive with one article in each language, each about a conflict of interest in its own words."""
    titles = {
        "ky": "Кызыкчылыктардын кагылышын жөнгө салуу",
        "kk": "Мүдделер қақтығысын реттеу",
        "uz": "Manfaatlar toʻqnashuvini tartibga solish",
        "ru": "Как избежать конфликта интересов",
        "en": "How conflicts of interest are settled",
    }
    made = {
        f"articles/2025/{code}-story.{code}.md": article(title, "…", code) for code, title in titles.items()
    }
    made |= {f"articles/2025/{code}-other.{code}.md": article("Ы", "…", code) for code in titles}
    made |= {f"registry/{kind}.yml": files(kind)[0][1] for kind in ("tags", glossary.KIND)}
    root = archives.make(tmp_path_factory.mktemp("glossary"), made)
    archives.publish(root, chrome)
    return root / "site"


QUERIES = [
    ("ky", "кызыкчылыктардын кагылышы"),
    ("ky", "конфликт интересов"),
    ("kk", "мүдделер қақтығысы"),
    ("uz", "manfaatlar to'qnashuvi"),
    ("uz-Cyrl", "манфаатлар тўқнашуви"),
    ("ru", "конфликты интересов"),
    ("en", "conflict of interest"),
]


@pytest.mark.parametrize(("locale", "q"), QUERIES)
def test_a_term_finds_the_other_languages(locale: str, q: str, site: Path) -> None:
    result = engine.search(Reader.of(site), read({"q": q, "locale": locale}))
    found = {hit.story for group in result.groups for hit in group.hits}
    assert found == {f"2025/{code}-story" for code in WRITTEN}


@pytest.mark.skipif(NODE is None and os.environ.get("CI") != "true", reason="needs node")
def test_the_browsers_engine_finds_the_same(site: Path) -> None:
    given = "\n".join(json.dumps({"q": q, "locale": locale}) for locale, q in QUERIES)
    done = subprocess.run(
        [str(NODE), str(ROOT / "scripts/search-cli.mjs"), str(site)],
        input=given, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    for line in done.stdout.splitlines():
        found = {f"2025/{code}-story" for code in WRITTEN}
        assert found <= set(re.findall(r"2025/\w+-story", line)), line
        assert "-other" not in line
    assert len(done.stdout.splitlines()) == len(QUERIES)

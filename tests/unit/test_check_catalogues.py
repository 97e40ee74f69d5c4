"""What problems say against its catalogues, and the pages about problems."""

from __future__ import annotations

import ast
import errno
import pickle
import re
import unicodedata
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel.messages.pofile import read_po

from achyq import article, errors, yamlreasons, yamltext
from achyq.check import examples, page, text
from achyq.errors import CODES, WARNINGS, Problem
from achyq.importer import words
from achyq.locale import LOCALES
from achyq.locale import read_po as read_as_achyq
from achyq.messages import Phrase, catalogue, phrase, phrases, said, values_of

ROOT = Path(__file__).parents[2]
LOCALE_CODES = [locale.code for locale in LOCALES]
TRANSLATED = [code for code in LOCALE_CODES if code != "en"]
#: How the code asks for phrases, besides in place: from a table.
TABLES = {
    "errors.py": {*map(str, CODES.values()), *errors._REASONS.values()},
    "words.py": {*words.MESSAGES.values(), *words.REASONS.values()},
    "yamlreasons.py": {*yamlreasons.REASONS.values(), yamlreasons.UNKNOWN},
}


@cache
def wanted() -> frozenset[str]:
    """Every template that the code asks for."""
    found: set[str] = set()
    for path in sorted((ROOT / "scripts/achyq").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "phrase":
                template = node.args[0]
                if isinstance(template, ast.Constant):
                    found.add(str(template.value))
                else:
                    found |= TABLES[path.name]
    return frozenset(found)


def names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_template_is_translated_and_nothing_else(code: str) -> None:
    assert wanted() - catalogue(code).keys() == set()
    assert catalogue(code).keys() - wanted() == set()


@pytest.mark.parametrize("code", TRANSLATED)
def test_translations_fill_in_the_same_values_in_letters_of_the_language(code: str) -> None:
    for template, translation in catalogue(code).items():
        assert translation
        assert names(translation) == names(template), template
        assert unicodedata.is_normalized("NFC", translation)
        for word in re.findall(r"[^\W\d_]+", re.sub(r"\{\w+[^}]*\}", " ", translation)):
            scripts = {unicodedata.name(letter).split()[0] for letter in word} - {"MODIFIER"}
            assert len(scripts) == 1, f"{word}: {translation}"
        assert not re.search("[`‘’]", translation.replace("`achyq check`", "").replace("`--strict`", ""))


@pytest.mark.parametrize("code", TRANSLATED)
def test_catalogues_are_valid_for_other_tools(code: str) -> None:
    path = ROOT / "scripts/achyq/locales" / code.replace("-", "_") / "LC_MESSAGES/problems.po"
    with path.open("rb") as file:
        found = read_po(file, locale=code.replace("-", "_"), abort_invalid=True)
    assert {m.id: (m.string,) for m in found if m.id} == read_as_achyq(path.read_text("utf-8"))


# --- phrases


def test_phrases_are_said_in_each_language_and_stay_the_same_through_a_cache() -> None:
    made = phrases(
        phrase("At most {limit} are allowed.", limit=12345),
        phrase(
            "It seems to be: {name} ({language}).", name={"ru": "{казахский}", "en": "Kazakh"}, language="kk"
        ),
        Phrase(()),
    )
    assert made == "At most 12,345 are allowed. It seems to be: Kazakh (kk)."
    again = pickle.loads(pickle.dumps(made))
    assert again == made
    assert said(again, "ru") == "Допустимо не больше 12\u00a0345. Похоже, это {казахский} (kk)."
    assert said("no phrase", "ru") == "no phrase"
    assert values_of(again) == ["kk"]
    inner = phrase("'{text}' is not a date: {reason}", text="{x}", reason=phrase("a season has no days"))
    assert said(inner, "ru") == "«{x}» — не дата: у времени года нет дней"


def test_a_problem_with_phrases_sorts_and_compares_as_text() -> None:
    one = Problem("a", 1, 1, "bad-date", phrase("Remove it."))
    assert one == Problem("a", 1, 1, "bad-date", "Remove it.")
    assert len({one, Problem("a", 1, 1, "bad-date", "Remove it.")}) == 1


# --- pages


def test_every_code_has_an_example() -> None:
    assert list(examples.EXAMPLES) == list(CODES)
    assert set(CODES) >= WARNINGS


@pytest.mark.parametrize("code", LOCALE_CODES)
def test_the_page_about_problems_is_up_to_date(code: str) -> None:
    """To write the pages anew: python -m achyq.check.page."""
    assert (ROOT / "docs" / code / "problems.md").read_text("utf-8") == page.page(code)


def found_in(example: examples.Example, text_of: str) -> set[str]:
    """The codes of what is wrong with an article that has this in it."""
    text_of = re.sub(r"<U\+([0-9A-F]{4})>", lambda match: chr(int(match[1], 16)), text_of)
    text_of = re.sub(r" \(. = U\+[0-9A-F]{4}\)", "", text_of)
    if example.part == "front":
        given = {line.split(":")[0] for line in text_of.splitlines()}
        rest = [line for line in ("title: Жыйын", "language: ky") if line.split(":")[0] not in given]
        text_of = "\n".join(["---", *rest, text_of, "---", "", "Текст."])
    elif example.part == "body":
        text_of = f"---\ntitle: Жыйын\nlanguage: {'uz' if 'zbek' in text_of else 'ky'}\n---\n\n{text_of}"
    suffix = "uz" if "language: uz" in text_of else "ky"
    data = text_of.encode()
    reading = article.read(f"articles/2017/a.{suffix}.md", data)
    return {p.code for p in (*reading.problems, *text.inspect(reading.record, reading.text).warnings)}


#: What only the whole archive shows; tests/sites has a site of each.
WHOLE = {
    "event-after-publication", "region-not-then", "strategy-not-then", "old-translation", "broken-link",
    "text-language",
}  # fmt: skip
ALONE = [
    code
    for code, example in examples.EXAMPLES.items()
    if example.part in ("front", "body", "article") and code not in WHOLE
]


@pytest.mark.parametrize("code", ALONE)
def test_examples_are_what_they_say(code: str) -> None:
    example = examples.EXAMPLES[code]
    assert code in found_in(example, example.wrong)
    assert found_in(example, example.right) == set()


def test_codes_are_documented_in_the_module() -> None:
    assert errors.CODES["bad-date"] == "A date that is impossible or not EDTF"
    assert len(ALONE) > 15


# --- reasons of others


def test_every_reason_of_libyaml_has_words() -> None:
    """Its sentences stand in the compiled module of PyYAML."""
    data = Path(yaml._yaml.__file__).read_bytes()
    sentences = {found.decode() for found in re.findall(rb"(?<=\0)[A-Za-z][ -~]{12,80}(?=\0)", data)}
    reasons = {
        text for text in sentences if re.match("(did not find|found|could not find|control|mapping) ", text)
    }
    of_the_composer = {"found duplicate anchor; first occurrence", "found undefined alias"}
    assert len(reasons & yamlreasons.REASONS.keys()) > 30
    others = {text for text in reasons - yamlreasons.REASONS.keys() if ">" not in text}
    assert others <= of_the_composer


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('title: "Аким" деди', "something follows a closed quotation mark"),
        ("title: a: b", "a ': ' stands where none may"),
        ("region: [a", "a list that began with [ is not closed with ]"),
        ("source: {name: a", "a group that began with { is not closed with }"),
        ("title: 'a", "a quotation mark is not closed"),
        ("title: @a", "no value may begin with this character"),
        ("title: a\n\tb: c", "a tab stands where spaces must"),
        ('title: "\\q"', 'in "double quotes" a backslash must be written twice'),
        ("%a", "a line must not begin with %"),
    ],
)
def test_yaml_that_is_none_is_explained_in_six_languages(text: str, reason: str) -> None:
    _, (problem,) = yamltext.read(text, "a.md")
    assert reason in problem.message
    for code in TRANSLATED:
        assert reason not in said(problem.message, code)


def test_what_the_system_refuses_is_said_in_six_languages() -> None:
    error = OSError(errno.ENOSPC, "No space left on device", "/x")
    assert said(errors.reason(error), "ru") == "Диск заполнен: /x"
    assert (
        said(errors.reason(OSError(errno.EIO, "Input/output error")), "ru")
        == "Система сообщает: Input/output error"
    )

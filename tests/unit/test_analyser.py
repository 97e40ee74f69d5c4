"""The analyser: forms, folds and keys, in Python and in the browser."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from achyq import bundle, translit
from achyq.search import inflection
from achyq.search.analyser import Lexicon, analysis_language, bucket, fold, form, keys, tokens
from achyq.search.text import LANGUAGES, LONGEST, _worked_out, rules, words

ROOT = Path(__file__).parents[2]
RULES = ROOT / "scripts/achyq/search/rules"
AGGLUTINATIVE = ("ky", "kk", "uz")
ALPHABETS = {
    "ky": "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "uz": "abdefghijklmnopqrstuvxyzʻʼўқғҳшчюяце",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz'é",
}
STEMS = {
    "ky": "коррупция мыйзам шаар көл жол сот айып иште башта кой оку китеп халык орун аёл".split(),
    "kk": "жемқорлық заң қала көл жол сот айып істе баста қой оқы кітап халық орын үй".split(),
    "uz": "korrupsiya qonun shahar koʻl yoʻl sud ayb ishla boshla qoʻy oʻqi kitob xalq tuman togʻ".split(),
    "ru": "коррупци чиновник город обвиня суд взятк дел закон земл новост антикоррупционн".split(),
    "en": "bribe official city study run tax agree process judge child meet plan".split(),
}
INFLECTION = {
    "ru": "а ы ов ами ого ому ыми ая ть ла ли ет ют ся вшийся енный ости".split(),
    "en": "s es ed ing 's ies d er".split(),
}
MARKS = ("", "", "", "-", "’", "'", "ʻ", "\u00ad", "1", "2025-", "İ", "x", "о", "I", "Ö", "й", "e\u0301")
LANGUAGE = st.sampled_from(LANGUAGES)


@cache
def suffixes(language: str) -> tuple[str, ...]:
    """Suffixes of a grammar with one choice of letters each, and some chains of two."""
    if language in INFLECTION:
        return tuple(INFLECTION[language])
    table = rules(language)
    letters = {name: options[0][0] for name, options in table["alternants"].items()}
    single = []
    for patterns in table["slots"].values():
        for pattern in patterns.split():
            spelled = pattern.rpartition(">")[2]
            single.append("".join(letters.get(sign, sign) for sign in spelled))
    return tuple(single)


def made_up(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Words with a language each: stems with chains of suffixes, damaged in ways that texts have."""
    draw = random.Random(seed)
    for _ in range(count):
        language = draw.choice(LANGUAGES)
        if draw.random() < 0.15:
            stem = "".join(draw.choices(ALPHABETS[language], k=draw.randint(1, 9)))
        else:
            stem = draw.choice(STEMS[language])
        word = stem + "".join(draw.choices(suffixes(language), k=draw.randint(0, 4)))
        at = draw.randint(0, len(word))
        word = word[:at] + draw.choice(MARKS) + word[at:]
        shape = draw.random()
        if shape < 0.15:
            word = fold(form(word, language), language)
        elif shape < 0.3:
            word = draw.choice((str.upper, str.capitalize))(word)
        elif shape < 0.35 and language == "uz":
            word = translit.to_cyrillic(word)
        yield word, language


def of_the_archive() -> Iterator[tuple[str, str]]:
    """The words of the articles and pages, each in the language of its text."""
    texts = [(path, path.name.split(".")[-2]) for path in sorted((ROOT / "articles").rglob("*.md"))]
    texts += [(path, path.parent.name) for path in sorted((ROOT / "docs").glob("*/*.md"))]
    for path, locale in texts:
        language = analysis_language(locale) or "en"
        for token in tokens(path.read_text("utf-8")):
            yield token.text, language


def in_node(asked: str, analyser: Path) -> list[str]:
    node = ["node", str(ROOT / "tests/tools/analyser.mjs"), str(RULES), str(analyser)]
    return subprocess.run(node, input=asked, capture_output=True, text=True, check=True).stdout.splitlines()


@pytest.mark.skipif(
    os.environ.get("CI") != "true" and not shutil.which("node"),
    reason="needs Node.js: see scripts/test-tools.sh",
)
def test_the_browser_answers_the_same(tmp_path: Path) -> None:
    words = list(dict.fromkeys([*of_the_archive(), *made_up(7, 80_000)]))
    assert len(words) > 50_000
    asked = "\n".join(json.dumps(word) for word in words)
    scripts = ROOT / "overrides/assets/javascripts"
    published = tmp_path / "analyser.mjs"
    published.write_text(bundle.bundled(scripts, "search/analyser.mjs"), "utf-8")
    written, lines = (in_node(asked, path) for path in (scripts / "search/analyser.mjs", published))
    assert lines == written
    for (word, language), line in zip(words, lines, strict=True):
        known = form(word, language)
        here = [known, fold(known, language), list(keys(known, language)), [t.text for t in tokens(word)]]
        assert json.loads(line) == here, (word, language)


@given(st.text("абёйіүөңғқәұһьъЁЙѐӊxyzABCʻ-1", max_size=50), LANGUAGE)
def test_plain_words_are_not_worked_out_for_nothing(text: str, language: str) -> None:
    worked_out = _worked_out(text, language)
    assert form(text, language) == (worked_out if fold(worked_out, language) else "")


@given(st.text(max_size=60))
def test_words_are_those_of_tokens(text: str) -> None:
    assert words(text) == [token.text for token in tokens(text)]


@given(st.text(max_size=60), LANGUAGE)
def test_forms_and_folds_are_idempotent(text: str, language: str) -> None:
    once = form(text, language)
    assert form(once, language) == once
    assert len(once) <= LONGEST
    plain = fold(once, language)
    assert fold(plain, language) == plain
    assert keys(plain, language) == keys(once, language)
    assert bool(keys(once, language)) == bool(plain)


def test_letters_without_a_name_are_no_words() -> None:
    assert inflection.lemmas("\U00017000") == (("\U00017000",), False)


@given(st.lists(st.text(max_size=12), max_size=12), LANGUAGE)
def test_a_lexicon_answers_for_each_of_its_forms(texts: list[str], language: str) -> None:
    forms = {form(text, language) for text in texts} - {""}
    lexicon = Lexicon(language, forms)
    again = Lexicon(language, sorted(forms, reverse=True))
    for one in forms:
        entry = lexicon.entry(one)
        assert entry.query
        assert set(entry.query) <= set(entry.found)
        assert again.entry(one) == entry
    with pytest.raises(KeyError):
        lexicon.entry("?")


@given(st.text(max_size=200))
def test_tokens_lie_in_the_text_and_hold_its_letters(text: str) -> None:
    end = 0
    covered = set()
    for token in tokens(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        end = token.end
        covered |= set(range(token.start, token.end))
    assert all(i in covered for i, letter in enumerate(text) if letter.isalnum())


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшъэюяўқғҳь", min_size=1, max_size=20))
def test_uzbek_scripts_meet(word: str) -> None:
    assert form(translit.to_latin(word), "uz") == form(word, "uz")


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("Ўзбекистоннинг", "uz", "oʻzbekistonning"),
        ("O‘ZBEKISTONNING", "uz", "oʻzbekistonning"),
        ("Özbekistonning", "uz", "oʻzbekistonning"),
        ("Ōzbekistonning", "uz", "oʻzbekistonning"),
        ("toğ", "uz", "togʻ"),
        ("тоғ", "uz", "togʻ"),
        ("şaharça", "uz", "shaharcha"),
        ("маъно", "uz", "maʻno"),
        ("сентябрь", "uz", "sentabr"),
        ("Qazaqstannyñ", "kk", "қазақстанның"),
        ("Qazaqstannyń", "kk", "қазақстанның"),
        ("Aziiada", "kk", "азияда"),
        ("jūmys", "kk", "жұмыс"),
        ("мектебiнiң", "kk", "мектебінің"),  # Latin i
        ("Cовет", "ru", "совет"),  # Latin C
        ("за́мок", "ru", "замок"),
        ("кор\u00adрупция", "ky", "коррупция"),
        ("Ukraine's", "en", "ukraine"),
        ("«-»", "ky", ""),
        ("ъь", "ky", ""),
        ("ь", "ru", "ь"),
        ("koicaнын", "ky", "koicaнын"),
        ("ЖӨБ-дүн", "ky", "жөб-дүн"),
    ],
)
def test_forms(word: str, language: str, expected: str) -> None:
    assert form(word, language) == expected


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("көлдүн", "ky", "колдун"),
        ("Қазақстан", "kk", "казакстан"),
        ("oʻzbek", "uz", "ozbek"),
        ("ёлка", "ru", "елка"),
    ],
)
def test_folds(word: str, language: str, expected: str) -> None:
    assert fold(form(word, language), language) == expected
    assert bucket(form(word, language), language) == expected[:3]


FAMILIES = {
    "ky": (
        "коррупция коррупциянын коррупцияга коррупциясынан",
        "100 100дөн",
        "жөб-дүн ЖӨБ",
        "башта баштады баштоо баштап",
        "коюлду койду",
        "орун ордунда",
    ),
    "kk": (
        "жемқорлық жемқорлыққа жемқорлықпен жемқорлығын",
        "қала қаланың қалада қалалар",
        "халық халқы халқының",
        "құқық құқығы құқықтарын",
        "мүлік мүлкі",
    ),
    "uz": (
        "korrupsiya korrupsiyani korrupsiyaga korrupsiyasini",
        "AQSH aqshda aqshga",
        "yurak yuragi yuraklar",
    ),
    "ru": ("коррупция коррупции коррупцией", "взятка взяток взяткой", "суд суда судом", "люди человек людей"),
    "en": (
        "bribe bribes bribed bribing",
        "study studies studied studying",
        "child children",
        "run ran running",
    ),
}


@pytest.mark.parametrize(
    ("language", "family"), [(language, f) for language, families in FAMILIES.items() for f in families]
)
def test_forms_of_a_word_find_each_other(language: str, family: str) -> None:
    forms = [form(word, language) for word in family.split()]
    buckets: dict[str, list[str]] = {}
    for one in forms:
        buckets.setdefault(bucket(one, language), []).append(one)
    entries = {one: Lexicon(language, group).entry(one) for group in buckets.values() for one in group}
    for one, other in product(forms, forms):
        assert set(entries[one].query) & set(entries[other].found), (one, other)


def test_stems_that_only_a_fold_makes_one_stay_apart() -> None:
    lexicon = Lexicon("ky", ["кол", "колдун", "көл", "көлдүн"])
    assert not set(lexicon.entry("көл").query) & set(lexicon.entry("колдун").found)
    assert set(lexicon.entry("көл").query) & set(lexicon.entry("көлдүн").found)
    unseen = set(keys("колго", "ky"))  # typed without ө or not: who knows
    assert unseen & set(lexicon.entry("көлдүн").found)
    assert unseen & set(lexicon.entry("колдун").found)


def test_an_unseen_form_finds_what_the_archive_has() -> None:
    entry = Lexicon("kk", ["жемқорлық", "жемқорлықпен"]).entry("жемқорлықпен")
    for typed in ("жемқорлыққа", "жемкорлыкка", "jemqorlyqqa"):
        assert set(keys(form(typed, "kk"), "kk")) & set(entry.found), typed


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("qoğam", "қоғам"),
        ("bäri", "бәри"),
        ("ülken", "үлкен"),
        ("tazalau", "тазалау"),
        ("ekonomika", "экономика"),
        ("konstitutsiia", "конституция"),
        ("akademiia", "академия"),
        ("armian", "армян"),
        ("milliard", "миллиард"),
        ("biudjet", "бюджет"),
        ("revoliutsiia", "революция"),
        ("patşa", "патша"),
        ("tşempion", "чемпион"),
    ],
)
def test_kazakh_latin_and_cyrillic_fold_to_one(latin: str, cyrillic: str) -> None:
    assert fold(form(latin, "kk"), "kk") == fold(cyrillic, "kk")


def test_no_word_costs_more_than_its_beginning() -> None:
    long = "ла" * 100_000
    assert [token.end for token in tokens(long)] == [200_000]
    for language in LANGUAGES:
        assert len(form(long, language)) == LONGEST
        assert len(keys(form(long, language), language)) <= 4


def test_languages_of_locales() -> None:
    assert [analysis_language(name) for name in ("ky", "uz-Cyrl", "en-GB", "tg")] == ["ky", "uz", "en", ""]


def test_russian_lemmas() -> None:
    assert inflection.lemmas("чиновниками") == (("чиновник",), True)
    assert set(inflection.lemmas("мыла")[0]) == {"мыло", "мыть"}
    assert not inflection.lemmas("акиматами")[1]


def test_rules_are_data_that_the_browser_can_read() -> None:
    for path in RULES.glob("*.json"):
        assert json.loads(path.read_text("utf-8")), path
    pattern = re.compile(r"^[a-z]:|^[hk]$")
    for language in AGGLUTINATIVE:
        assert all(
            pattern.match(name) and isinstance(w, int) for name, w in rules(language)["weights"].items()
        )

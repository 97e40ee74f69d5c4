"""The benchmark of the search measures what it says: figures computed by hand."""

import random

import pytest
from benchmarks.search.corpus import two_words
from benchmarks.search.measures import Query, Summary, Worth, summary, worth
from benchmarks.search.spelling import other_script, plain


def query(relevant: set[int], same: set[int]) -> Query:
    return Query("сөз", frozenset(relevant), frozenset(same))


def test_worth_of_one_answer() -> None:
    # Four are relevant, one of them has the typed form. Found: two of the four, one of the three others,
    # and one that is wrong; the first right one comes second.
    assert worth(query({1, 2, 3, 4}, {1}), [9, 2, 1]) == Worth(
        recall=2 / 4, other_recall=1 / 3, precision=2 / 3, reciprocal_rank=1 / 2, recall_at_10=2 / 4
    )


def test_worth_of_nothing() -> None:
    assert worth(query({1, 2}, {1}), []) == Worth(
        recall=0, other_recall=0, precision=None, reciprocal_rank=0, recall_at_10=0
    )


def test_no_other_forms() -> None:
    assert worth(query({1, 2}, {1, 2}), [1, 2]).other_recall is None


def test_recall_at_10_is_of_what_ten_places_can_hold() -> None:
    relevant = query(set(range(20)), set())
    assert worth(relevant, list(range(20))).recall_at_10 == 1
    wrong_first = [100, 101, 102, 103, 104, *range(20)]
    assert worth(relevant, wrong_first).recall_at_10 == 5 / 10
    assert worth(relevant, wrong_first).recall == 1


def test_a_document_twice_is_an_error() -> None:
    with pytest.raises(ValueError, match="twice"):
        worth(query({1}, set()), [1, 1])


def test_summary() -> None:
    queries = [query({1, 2, 3, 4}, {1}), query({5}, {5}), query({6, 7}, {6})]
    answers = [[9, 2, 1], [5], []]
    recall, precision = 100 * (1 / 2 + 1 + 0) / 3, 100 * (2 / 3 + 1) / 2
    expected = Summary(
        queries=3,
        recall=recall,  # 50
        other_recall=100 * (1 / 3 + 0) / 2,  # the second has no other forms
        precision=precision,  # the third found nothing: of two
        f1=2 * recall * precision / (recall + precision),  # 62.5
        mrr=100 * (1 / 2 + 1 + 0) / 3,
        recall_at_10=100 * (1 / 2 + 1 + 0) / 3,
        nothing=100 / 3,
    )
    assert summary(queries, answers) == pytest.approx(expected)
    assert expected.f1 == pytest.approx(62.5)


def test_summary_of_nothing_found() -> None:
    assert summary([query({1}, set())], [[]]) == Summary(1, 0, 0, 0, 0, 0, 0, 100)


ENTRIES = [
    {"q": "үйгө", "lem": ["үй"], "rel": [0, 1], "same": [0]},
    {"q": "үйдөн", "lem": ["үй"], "rel": [0, 1], "same": [1]},
    {"q": "суу", "lem": ["суу"], "rel": [0, 2], "same": [0, 2]},
]


def test_two_words_of_one_document_in_other_forms() -> None:
    queries = two_words(ENTRIES, random.Random(1), 5)
    # Only document 0 has two lemmas. It has үйгө, so үйдөн is asked for; суу has no other form.
    assert {frozenset(found.text.split()) for found in queries} == {frozenset({"үйдөн", "суу"})}
    assert len(queries) == 5
    assert queries[0].relevant == {0}
    assert queries[0].same == set()


def test_two_words_of_documents_with_one_lemma() -> None:
    assert two_words(ENTRIES[:2], random.Random(1), 5) == []


@pytest.mark.parametrize(
    ("language", "word", "typed"),
    [("ky", "өкүлүнөн", "окулунон"), ("kk", "Қоғамдық", "когамдык"), ("uz", "soʻrovga", "sorovga")],
)
def test_plain_letters(language: str, word: str, typed: str) -> None:
    assert plain(word, language) == typed


@pytest.mark.parametrize(
    ("language", "word", "other"),
    [
        ("kk", "жемқорлық", "jemqorlyq"),
        ("kk", "Әділет", "ädılet"),
        ("kk", "шешім", "şeşım"),
        ("uz", "Oʻzbekiston", "ўзбекистон"),
        ("uz", "yoʻl", "йўл"),
        ("uz", "eshik kelgan", "эшик келган"),
        ("uz", "konstitutsiya", "конституция"),
        ("uz", "aytsa", "айтса"),
        ("uz", "maʼno", "маъно"),
    ],
)
def test_other_script(language: str, word: str, other: str) -> None:
    assert other_script(word, language) == other

"""Search: what is found, in which order, and what is said of it."""

from __future__ import annotations

import io
import json
from argparse import ArgumentParser
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.search_archive import Text, reader

from achyq.errors import EnvironmentFailure, UsageError
from achyq.search import command, engine
from achyq.search.analyser import Lexicon, bucket, fold, form, tokens
from achyq.search.query import Query, parse, read
from achyq.search.reader import Reader
from achyq.search.result import Result
from achyq.search.suggestion import distance
from achyq.search.words import parts

ARCHIVE = {
    ("2023/old", "ky"): Text(
        "Коррупцияга каршы жыйын", "Мектепте жыйын өттү.", date="2023-02-01", region=("KG-Y-TON",)
    ),
    ("2024/mid", "ky"): Text(
        "Жыйын",
        "Айыл өкмөтү сот менен коррупциянын алдын алуу тууралуу сүйлөштү. Семинар-тренинг өттү.",
        summary="Аким сөз сүйлөдү.",
        date="2024-05-01",
        region=("KG-Y",),
        tags=("school",),
    ),
    ("2024/mid", "ru"): Text(
        "Собрание", "Взятка и коррупция: люди против.", date="2024-05-01", region=("KG-Y",)
    ),
    ("2025/new", "uz-Cyrl"): Text(
        "Ўқитувчилар", "Коррупцияга қарши курашди.", date="2025-01-01", region=("UZ",)
    ),
    ("2025/other", "kk"): Text("Жемқорлық", "Әкім сөйледі.", date="2025-03", organiser=("office",)),
    ("2025/gone", "ky"): Text("Алынып салынган макала", "Жашыруун.", date="2025-04-01", status="withdrawn"),
    ("undated/x", "ky"): Text("Паракорчулук", "Коррупциялык иш. Жашыруун эмес.", region=("KG",)),
    ("2025/en", "en"): Text(
        "Courts", "The teachers spoke against corruption and the bribe.", date="2025-06-01"
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    return reader(ARCHIVE, tmp_path_factory.mktemp("search"))


def ask(archive: Reader, q: str, locale: str = "ky", **values: object) -> Result:
    return engine.search(archive, read({"q": q, "locale": locale, **values}))


def stories(result: Result, place: int = 0) -> list[str]:
    return [hit.story for hit in result.groups[place].hits] if result.groups else []


# --- words


@pytest.mark.parametrize("q", ["коррупция", "коррупцияга", "КОРРУПЦИЯНЫ", "коррупциядан", "коррупциялардын"])
def test_a_word_is_found_in_every_form(archive: Reader, q: str):
    assert {"2023/old", "2024/mid"} <= set(stories(ask(archive, q)))


def test_letters_that_the_keyboard_lacks(archive: Reader):
    assert stories(ask(archive, "окмот")) == stories(ask(archive, "өкмөт")) == ["2024/mid"]


def test_the_other_script(archive: Reader):
    for q in ("oʻqituvchi", "ўқитувчи", "o'qituvchilarga", "oqituvchi"):
        assert stories(ask(archive, q, "uz")) == ["2025/new"], q


def test_uzbek_cyrillic_typed_without_its_own_letters(archive: Reader) -> None:
    for q in ("карши", "укитувчилар", "укитувчи карши"):
        assert stories(ask(archive, q, "uz-Cyrl")) == ["2025/new"], q


def test_the_readers_language_comes_first(archive: Reader):
    result = ask(archive, "коррупция")
    assert [group.language for group in result.groups][:1] == ["ky"]
    assert {group.language for group in result.groups} >= {"ky", "kk", "ru", "uz", "en"}
    assert ask(archive, "коррупция", "ru").groups[0].language == "ru"


def test_all_words_are_needed(archive: Reader):
    assert stories(ask(archive, "коррупция мектеп")) == ["2023/old"]
    assert stories(ask(archive, "мектеп коррупция")) == ["2023/old"]


def test_excluded_words(archive: Reader):
    assert "2023/old" not in stories(ask(archive, "коррупция -мектептер"))
    assert "2024/mid" in stories(ask(archive, "коррупция -мектеп"))


def test_a_word_with_hyphens_is_found_by_its_parts_and_the_other_way(archive: Reader):
    for q in ("семинар", "тренинг", "семинар-тренинг", "тренинг-семинар"):
        assert stories(ask(archive, q)) == ["2024/mid"], q
    assert ask(archive, "семинар-абракадабра").groups == []


def test_exact_words(archive: Reader):
    result = ask(archive, "коррупциянын", exact=True)
    assert stories(result) == ["2024/mid"]
    assert result.words[0].state == "exact"
    assert ask(archive, "коррупция", exact=True, language=["ky"]).groups == []


def test_prefixes(archive: Reader):
    assert stories(ask(archive, "корруп", prefix=True))
    assert stories(ask(archive, "жыйын мект", prefix=True)) == ["2023/old"]
    assert stories(ask(archive, "мект жыйын", prefix=True)) != ["2023/old"]


def test_the_title_counts_most_and_the_very_form(archive: Reader):
    assert stories(ask(archive, "коррупция"))[0] == "2023/old"
    scores = {hit.story: hit.score for hit in ask(archive, "коррупциянын").groups[0].hits}
    assert (
        scores["2024/mid"] > {h.story: h.score for h in ask(archive, "коррупция").groups[0].hits}["2024/mid"]
    )


def test_what_matched(archive: Reader):
    result = ask(archive, "коррупция")
    assert {hit.story: hit.matched for hit in result.groups[0].hits}["2024/mid"] == ["коррупциянын"]
    assert result.words[0].forms[:1] != []


# --- phrases


def test_phrases_stand_in_title_summary_or_body(archive: Reader):
    assert stories(ask(archive, '"коррупцияга каршы"')) == ["2023/old"]
    assert stories(ask(archive, '"аким сөз"')) == ["2024/mid"]
    assert stories(ask(archive, "«айыл өкмөтү сот»")) == ["2024/mid"]
    assert (
        stories(ask(archive, '"сот айыл"', language=["ky"])) != ["2024/mid"]
        or ask(archive, '"сот айыл"').relaxed
    )


def test_phrases_do_not_cross_from_title_to_body(archive: Reader):
    assert ask(archive, '"жыйын мектепте"').relaxed


def test_it_is_said_when_not_all_candidates_of_a_phrase_are_read(
    archive: Reader, monkeypatch: pytest.MonkeyPatch
):
    whole = ask(archive, '"коррупцияга каршы"')
    assert whole.unread == 0
    monkeypatch.setattr(engine, "_READ", 0)
    nothing = ask(archive, '"коррупцияга каршы"')
    assert nothing.relaxed
    assert nothing.unread >= whole.total


def test_a_phrase_of_one_word_is_that_form(archive: Reader):
    assert stories(ask(archive, '"коррупциянын"')) == ["2024/mid"]


# --- filters, order, pages


def test_filters(archive: Reader):
    assert stories(ask(archive, "коррупция", region=["KG-Y-TON"])) == ["2023/old"]
    assert stories(ask(archive, "коррупция", region=["KG-Y"], sort="newest")) == ["2024/mid", "2023/old"]
    assert set(stories(ask(archive, "коррупция", region=["KG-Y-TON", "KG"]))) == {
        "2023/old",
        "2024/mid",
        "undated/x",
    }
    assert stories(ask(archive, "коррупция", region=["KG"], tag=["school"])) == ["2024/mid"]
    assert ask(archive, "коррупция", region=["no-such"]).groups == []
    assert stories(ask(archive, "коррупция", to=2024, tag=["school"])) == ["2024/mid"]
    assert stories(ask(archive, "коррупция", to=2023)) == ["2023/old"]
    assert [g.language for g in ask(archive, "коррупция", language=["ru"]).groups] == ["ru"]
    assert stories(ask(archive, "макала")) == ["2025/gone"]
    assert ask(archive, "макала", status=["published"]).groups == []


def test_filters_alone(archive: Reader):
    result = ask(archive, "", region=["KG"])
    assert stories(result) == ["2024/mid", "2023/old", "undated/x"]
    assert stories(result, 1) == ["2024/mid"]
    assert [(group.language, group.by) for group in result.groups] == [("ky", "words"), ("ru", "words")]
    assert stories(ask(archive, "", region=["KG"], limit=1, offset=1)) == ["2023/old"]
    assert stories(ask(archive, "-коррупция", region=["KG"])) == stories(result)


def test_nothing_is_asked(archive: Reader):
    for q in ("", "   ", '""', "- - !", "-мектеп"):
        assert ask(archive, q)[:4] == (0, ask(archive, q).words, [], False)


def test_a_withdrawn_article_is_known_by_its_title_only(archive: Reader):
    assert ask(archive, "макала").groups[0].hits[0].status == "withdrawn"
    assert stories(ask(archive, "жашыруун")) == ["undated/x"]


def test_order(archive: Reader):
    assert stories(ask(archive, "коррупция", sort="newest")) == ["2024/mid", "2023/old", "undated/x"]
    assert stories(ask(archive, "коррупция", sort="oldest")) == ["2023/old", "2024/mid", "undated/x"]


def test_limit_and_offset_are_the_first_groups(archive: Reader):
    whole = ask(archive, "коррупция", limit=None)
    first = ask(archive, "коррупция", limit=1, offset=1)
    assert [hit.story for hit in first.groups[0].hits] == stories(whole)[1:2]
    assert first.groups[0].total == 3
    assert first.groups[1].hits == whole.groups[1].hits[: engine.OTHERS]
    assert first.total == whole.total


# --- synonyms


def test_synonyms_are_a_group_of_their_own(archive: Reader):
    result = ask(archive, "пара")
    assert [(g.language, g.by) for g in result.groups][:1] == [("ky", "synonyms")]
    assert result.groups[0].synonyms == ["паракорчулук"]
    assert stories(result) == ["undated/x"]


def test_synonyms_in_other_languages(archive: Reader):
    groups = {group.language: group for group in ask(archive, "коррупциянын").groups}
    assert groups["kk"].synonyms == ["жемқорлық"]
    assert [hit.story for hit in groups["kk"].hits] == ["2025/other"]
    assert groups["en"].synonyms == ["corruption"]
    # The same word in another language is no synonym.
    assert {group.language: group.by for group in ask(archive, "коррупция").groups}["ru"] == "words"


def test_a_word_of_another_language_is_recognised(archive: Reader):
    result = ask(archive, "взятка", "ky")
    assert [(group.language, group.by) for group in result.groups] == [
        ("ky", "synonyms"),
        ("ru", "words"),
        ("en", "synonyms"),
    ]


def test_synonyms_with_another_word(archive: Reader):
    groups = {group.language: group for group in ask(archive, "жемқорлық әкім", "kk").groups}
    assert [hit.story for hit in groups["kk"].hits] == ["2025/other"]


# --- nothing has all the words


def test_words_that_nothing_has_are_dropped_and_said(archive: Reader):
    result = ask(archive, "мектеп абракадабра")
    assert result.relaxed
    assert [word.state for word in result.words] == ["found", "relaxed"]
    assert stories(result) == ["2023/old"]


def test_else_those_with_most_words_come_first(archive: Reader):
    result = ask(archive, "мектеп айыл сот")
    assert result.relaxed
    assert stories(result) == ["2024/mid", "2023/old"]


def test_nothing_is_found(archive: Reader):
    result = ask(archive, "абракадабра")
    assert (result.total, result.groups, result.relaxed) == (0, [], False)


@pytest.mark.parametrize(
    ("q", "suggested"),
    [
        ("мектетпе", "мектепте"),
        ("өттв мектепте", "өттү мектепте"),
        ("мектепте", None),
        ("абракадабра", None),
    ],
)
def test_suggestions(archive: Reader, q: str, suggested: str | None):
    assert ask(archive, q).suggestion == suggested


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("", "", 0),
        ("аб", "ба", 1),
        ("абв", "абг", 1),
        ("аб", "абв", 1),
        ("абвг", "бавг", 1),
        ("ав", "вба", 3),
    ],
)
def test_distance(one: str, other: str, far: int):
    assert distance(one, other, 5) == distance(other, one, 5) == far


# --- facets


def test_facets_count_with_parents(archive: Reader):
    query = read({"q": "коррупция", "locale": "ky", "language": ["ky"]})
    counts = engine.facets(archive, query, engine.search(archive, query))
    assert counts["region"] == {"KG": 3, "KG-Y": 2, "KG-Y-TON": 1}
    assert counts["tag"] == {"school": 1}
    assert counts["year"] == {"2023": 1, "2024": 1}
    assert counts["status"] == {"published": 3}


def test_a_kinds_counts_ignore_its_own_filter(archive: Reader):
    query = read({"q": "коррупция", "locale": "ky", "region": ["KG-Y-TON"], "from": 2023, "to": 2023})
    counts = engine.facets(archive, query, engine.search(archive, query))
    assert counts["region"] == {"KG": 1, "KG-Y": 1, "KG-Y-TON": 1}
    assert counts["year"] == {"2023": 1}
    assert counts["tag"] == {}
    query = query._replace(since=None, until=None)
    assert engine.facets(archive, query, engine.search(archive, query))["region"]["KG"] == 4


def test_facets_of_nothing(archive: Reader):
    query = Query("абракадабра", "ky")
    counts = engine.facets(archive, query, engine.search(archive, query))
    assert set(counts) == {"region", "strategy", "organiser", "tag", "language", "status", "year"}
    assert not any(counts.values())


# --- any archive, any query

_WORDS = "коррупция коррупциянын коррупцияга өкмөт өкмөттүн мектеп мектепте окуу-жай сот соттор окуу".split()


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join), min_size=1, max_size=6)
)
def test_a_form_finds_what_its_keys_say(tmp_path_factory: pytest.TempPathFactory, titles: list[str]):
    archive = reader(
        {(f"2024/s{n}", "ky"): Text(title, date="2024") for n, title in enumerate(titles)},
        tmp_path_factory.mktemp("any"),
    )
    forms_of = []
    for title in titles:
        whole = [form(token.text, "ky") for token in tokens(title)]
        forms_of.append({name for word in whole for name in (word, *parts(word))})
    every = set().union(*forms_of)
    entries = {}
    for name in every:
        same = {other for other in every if bucket(other, "ky") == bucket(name, "ky")}
        entries[name] = Lexicon("ky", sorted(same)).entry(name)
    for name in every:
        wanted = {
            f"2024/s{n}"
            for n, forms in enumerate(forms_of)
            if any(set(entries[name].query) & set(entries[other].found) for other in forms)
        }
        found = engine.search(archive, Query(name, "ky", limit=None))
        assert {hit.story for hit in found.groups[0].hits} == wanted
        folded = engine.search(archive, Query(fold(name, "ky"), "ky", limit=None))
        assert {hit.story for hit in folded.groups[0].hits} >= wanted


_HOSTILE = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            ['"', "-", "коррупция", "мектеп", " ", "«", "<b>", "(", "\\", "*", "\u202e", "😀", "-" * 50]
        ),
        max_size=20,
    ).map("".join),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    q=_HOSTILE,
    locale=st.sampled_from(("ky", "uz", "uz-Cyrl", "en")),
    prefix=st.booleans(),
    exact=st.booleans(),
)
def test_a_query_never_fails(archive: Reader, q: str, locale: str, prefix: bool, exact: bool):
    query = Query(q, locale, prefix=prefix, exact=exact)
    result = engine.search(archive, query)
    assert result.total == sum(group.total for group in result.groups)
    assert all(group.hits for group in result.groups)
    engine.facets(archive, query, result)


def test_a_long_query_is_cut(archive: Reader):
    result = ask(archive, "коррупция " * 5_000)
    assert [word.state for word in result.words[31:33]] == ["found", "relaxed"]
    assert stories(result)


def test_an_empty_archive(tmp_path: Path):
    archive = reader({}, tmp_path)
    assert ask(archive, "коррупция").groups == []
    assert ask(archive, "", region=["KG"]).groups == []


# --- what was typed


def test_parts_of_a_query():
    parsed = parse('Сот -аким "айыл өкмөтү" а-б "x')
    assert [(part.typed, part.kind) for part in parsed] == [
        ("Сот", "word"),
        ("аким", "excluded"),
        ("айыл өкмөтү", "phrase"),
        ("а-б", "word"),
        ("x", "word"),
    ]
    text = 'Сот -аким "айыл өкмөтү" а-б "x'
    assert [text[part.start : part.end] for part in parsed] == ["Сот", "аким", '"айыл өкмөтү"', "а-б", "x"]


@pytest.mark.parametrize(
    "values",
    [
        {"nonsense": 1},
        {"q": 5},
        {"locale": "de"},
        {"sort": "x"},
        {"limit": -1},
        {"from": "2020"},
        {"region": 5},
        {"exact": 1},
    ],
)
def test_what_is_no_query(values: dict[str, object]):
    with pytest.raises(ValueError, match=next(iter(values))):
        read(values)


# --- the command


def run(folder: Path, *arguments: str) -> int:
    parser = ArgumentParser()
    command.add_arguments(parser)
    return command.run(folder, parser.parse_args([*arguments, "--site", str(folder)]))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command")
    reader(ARCHIVE, folder)
    return folder / "site"


def test_command_for_people(site: Path, capsys: pytest.CaptureFixture[str]):
    assert run(site, "мектеп абракадабра") == 0
    out = capsys.readouterr().out
    assert "ky/2023/old/" in out
    assert "No article has all the words." in out
    run(site, "абракадабра")
    assert capsys.readouterr().out == "Nothing found.\n"
    run(site, "мектетпе")
    assert "Did you mean: мектепте" in capsys.readouterr().out


def test_command_as_json(site: Path, capsys: pytest.CaptureFixture[str]):
    run(site, "коррупция", "--json", "--region", "KG-Y-TON", "--limit", "1")
    (found,) = json.loads(capsys.readouterr().out)
    assert set(found) == {"story", "language", "url", "title", "score", "matched"}
    assert found["url"] == "ky/2023/old/"


def test_batch(site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    queries = [{"q": "коррупция", "locale": "ky"}, {"q": "коррупция", "locale": "ky", "limit": 1}]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(map(json.dumps, queries)) + "\n\n"))
    assert run(site, "--batch") == 0
    whole, limited = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert set(whole) == {"q", "total", "results", "relaxed", "suggestion"}
    assert len(whole["results"]) == whole["total"] == limited["total"] > len(limited["results"])
    assert whole["results"][0]["group"] == "ky/words"


@pytest.mark.parametrize("line", ["{", "[]", '{"q": "a", "colour": 1}'])
def test_batch_says_which_line_is_no_query(site: Path, monkeypatch: pytest.MonkeyPatch, line: str):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"\n{line}\n"))
    with pytest.raises(UsageError, match="Line 2"):
        run(site, "--batch")


def test_errors_for_people(tmp_path: Path, site: Path):
    with pytest.raises(EnvironmentFailure, match="run achyq build"):
        run(tmp_path, "коррупция")
    with pytest.raises(UsageError, match="Give words"):
        run(site)
    broken = tmp_path / "search"
    broken.mkdir()
    (broken / "directory.json").write_text('{"version": 1}')
    with pytest.raises(EnvironmentFailure, match="damaged"):
        run(tmp_path, "коррупция")

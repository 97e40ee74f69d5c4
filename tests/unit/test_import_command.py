"""The command: drafts that check accepts, records, reports, and what it never overwrites."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.importing import measure
from hypothesis import given
from hypothesis import strategies as st

from achyq import article, fields
from achyq.importer import command, draft, reading, terms
from achyq.importer.guess import Hints
from achyq.importer.raw import Extract

ROOT = Path(__file__).parents[2]
KNOWS_UNSURE = "unsure" in {field.name for field in fields.ARTICLE}


@pytest.fixture(scope="module")
def knowledge() -> reading.Knowledge:
    return reading.prepare(terms.load(ROOT))


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return command.run(ROOT, parser.parse_args(list(arguments)))


def imported(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    assert run("--json", *arguments) == 0
    return json.loads(capsys.readouterr().out)


# --- what is read


#: Sets that do not reach all targets; together they are held to what they have.
BELOW = set(
    """
    eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth twenty-fifth
    twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first thirty-third
    thirty-seventh thirty-eighth thirty-ninth forty-second forty-third forty-fourth forty-fifth forty-sixth
    forty-seventh fiftieth fifty-first fifty-second fifty-third fifty-fifth
    """.split()
)


def measured(knowledge: reading.Knowledge, halves: set[str]) -> dict[str, measure.Score]:
    totals = dict.fromkeys(measure.FIELDS, measure.Score())
    for sample in measure.samples():
        if sample.half in halves:
            read = reading.read(Extract(sample.text, {}, Hints()), knowledge)
            for field, (points, _) in measure.score(sample, read).items():
                totals[field] += points
    return totals


@pytest.mark.parametrize("half", [half for half in measure.SETS if half not in BELOW])
def test_targets(knowledge: reading.Knowledge, half: str):
    totals = measured(knowledge, {half})
    assert totals["language"].share == 1
    assert min(totals["date"].share, totals["event_date"].share) >= 0.95
    assert totals["region"].f1 >= 0.95
    assert totals["strategy"].f1 >= 0.9
    assert totals["organiser"].f1 >= 0.8
    assert totals["junk"].share >= 0.95
    assert totals["body"].missed == 0


def test_texts_below_their_targets_get_no_worse(knowledge: reading.Knowledge):
    totals = measured(knowledge, BELOW)
    assert totals["language"].share == 1
    assert min(totals["date"].share, totals["junk"].share) >= 0.98
    assert min(totals["region"].f1, totals["event_date"].share) >= 0.9
    assert totals["organiser"].f1 >= 0.83
    assert totals["masked"].f1 == 1
    assert totals["body"].share >= 0.99


@pytest.mark.parametrize(
    "text",
    [
        "A seminar on integrity was held in Osh on 4 May, our correspondent reports.",
        "Бул жыйын. Кеңеш — коомдук орган, ал Ош шаарында 4-майда семинар өткөрдү.",
    ],
)
def test_small_words_are_no_media(knowledge: reading.Knowledge, text: str):
    assert reading.read(Extract(text, {}, Hints()), knowledge).source is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A clerk was fined, Kaktus.Media reports.", "Kaktus.Media"),
        ("Xodim jarimaga tortildi, bu haqda kengash Kun.uz'ga maʼlum qildi.", "Kun.uz"),
        ("БИШКЕК, 14-мар. — Sputnik. Айып пул салынды, деди сот.", "Sputnik"),
        ("A clerk was fined, the State Committee for National Security reported.",
         "State Committee for National Security"),
        ("Работника оштрафовали, сообщили в прокуратуре Таласской области.", "прокуратура Таласской области"),
        ("The press office of the district court said on Friday that a clerk was fined.",
         "press office of the district court"),
        ("Айып салынды. Муну бүгүн мэриянын басма сөз кызматы билдирди.", "мэриянын басма сөз кызматы"),
        ("Айып салынды, сот узак уланды.\nМэриянын басма сөз кызматы, тел.: 0 (312) 00-00-00",
         "Мэриянын басма сөз кызматы"),
    ],
)  # fmt: skip
def test_who_told_it_is_the_source(knowledge: reading.Knowledge, text: str, name: str):
    read = reading.read(Extract(f"A clerk of the village was fined\n{text}", {}, Hints()), knowledge)
    assert read.source is not None
    assert read.source.value["name"] == name


@pytest.mark.parametrize(
    ("head", "source", "title"),
    [
        ("Сыр дидары\nБасты бет / Қоғам\n02.10.2024", "Сыр дидары", "Мектепте үлкен жиын өтті"),
        ("Узбекистан\n02.10.2024", "", "В школе провели собрание"),
        ("smotri.kg — новости Кыргызстана сегодня\n02.10.2024", "smotri.kg", "В школе провели собрание"),
        ("ASIA-Plus // Таджикистан // Закон и порядок\n02.10.2024", "ASIA-Plus", "В школе провели собрание"),
        ("Китеп мектеби — расмий веб-сайт\n02.10.2024", "Китеп мектеби", "Мактабда йиғилиш ўтказилди"),
        ("OSCE Centre in Ashgabat\n02.10.2024", "OSCE Centre in Ashgabat", "A meeting was held in a school"),
    ],
)
def test_what_stands_above_the_headline(knowledge: reading.Knowledge, head: str, source: str, title: str):
    body = f"{title} и далее: many people of the village came and asked about many things there.\nВсё."
    read = reading.read(Extract(f"{head}\n{title}\n{body}", {}, Hints()), knowledge)
    assert (read.source.value["name"] if read.source else "", read.title and read.title.value) == (
        source,
        title,
    )


def test_a_page_may_say_whose_it_is(knowledge: reading.Knowledge):
    text = (
        "ТАЛАС КАБАРЛАРЫ — маалымат порталы\nБашкы бет\nЖыйын өттү\n"
        "Мектепте чоң жыйын өттү, ага көп адам катышты."
    )
    read = reading.read(Extract(text, {}, Hints()), knowledge)
    assert read.source is not None
    assert read.source.value["name"] == "ТАЛАС КАБАРЛАРЫ"


#: Their authors worked side by side, each in some languages.
OF_SOME_LANGUAGES = {
    "fourteenth": {"ky", "ru", "en"},
    "fifteenth": {"kk", "uz", "uz-Cyrl"},
    "seventeenth": {"kk", "en"},
    "eighteenth": {"kk", "uz", "uz-Cyrl"},
    "nineteenth": {"ky", "ru"},
    "twentieth": {"ky", "ru", "en"},
    "twenty-first": {"uz", "uz-Cyrl"},
}


def test_texts_are_of_all_languages():
    languages = [(sample.half, sample.gold["language"]) for sample in measure.samples()]
    for language in fields.LOCALE_CODES:
        first = [half for half, code in languages if code == language and half in ("develop", "measure")]
        assert len(first) == 7
        own = {half for half, code in languages if code == language}
        assert {*measure.SETS[2:]} - own <= {*OF_SOME_LANGUAGES}
    assert {
        half: {code for other, code in languages if other == half} for half in OF_SOME_LANGUAGES
    } == OF_SOME_LANGUAGES


# --- drafts


def made(knowledge: reading.Knowledge, text: str) -> draft.Draft:
    return draft.make(reading.read(Extract(text, {}, Hints()), knowledge))


@pytest.mark.skipif(not KNOWS_UNSURE, reason="the schema has no 'unsure' yet")
def test_drafts_of_all_texts_are_articles_without_problems(knowledge: reading.Knowledge):
    for sample in measure.samples():
        written = made(knowledge, sample.text)
        path = f"articles/{written.story}.{written.language}.md"
        assert article.read(path, written.text.encode()).problems == (), sample.name


@pytest.mark.skipif(not KNOWS_UNSURE, reason="the schema has no 'unsure' yet")
def test_what_is_unsure_can_not_be_published(knowledge: reading.Knowledge):
    written = made(knowledge, "Жыйын өттү\nЖергиликтүү кеңештин жыйыны 5-майда өттү, ага көп адам катышты.")
    assert "event_date" in written.unsure
    path = f"articles/{written.story}.{written.language}.md"
    published = written.text.replace("status: draft\n", "")
    assert [problem.code for problem in article.read(path, published.encode()).problems] == [
        "unresolved-guess"
    ]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80))
def test_any_headline_survives_the_front_matter(headline: str):
    line = " ".join(headline.split())
    written = "\n".join(draft._yaml("title", line))
    loaded = yaml.load(written, Loader=yaml.BaseLoader)
    assert loaded["title"] == line


def test_text_is_shown_as_it_is():
    assert draft.escape("2 * 2 = 4 <b> [a](b) `c` #1") == r"2 \* 2 = 4 \<b\> \[a\](b) \`c\` \#1"
    assert draft.escape("- деди ал") == r"\- деди ал"


def test_personal_data_is_in_no_draft(knowledge: reading.Knowledge):
    text = (
        "Арызданган тургун +996 555 12 34 56\nТургун Асанов (тел.: 0555 123456, asan@example.kg, ПИН "
        "21503198700123) "
        "2024-жылдын 3-майында Талас облусунда өткөн жыйында арыз берди."
    )
    written = made(knowledge, text).text
    for secret in ("123456", "12 34 56", "asan@", "21503198700123"):
        assert secret not in written


# --- the command


def test_folder_becomes_drafts_originals_and_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    inputs = tmp_path / "in"
    inputs.mkdir()
    for sample in measure.samples("develop")[:3]:
        (inputs / f"{sample.name}.txt").write_text(sample.text, "utf-8")
    (inputs / "note.pdf").write_bytes(b"%PDF")
    results = imported(capsys, str(inputs), "--out", str(tmp_path / "out"))
    assert len(results) == 3
    for result in results:
        assert {
            "file",
            "title",
            "language",
            "date",
            "event_date",
            "region",
            "organiser",
            "strategy",
            "source",
        } <= set(result)
        assert {"dropped", "masked", "draft"} <= set(result)
        original = tmp_path / "out/imports" / f"{result['sha256']}.txt"
        text = original.read_text("utf-8")
        for guess in (result["title"], result["event_date"], *result["region"]):
            assert set(guess) == {"value", "text", "span", "confidence"}
            if guess["span"][1]:
                assert text[slice(*guess["span"])] == guess["text"]
        assert "status: draft\n" in (tmp_path / "out" / result["draft"]).read_text("utf-8")
        record = json.loads(original.with_suffix(".json").read_text("utf-8"))
        assert (record["sha256"], record["draft"]) == (result["sha256"], result["draft"])
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["articles", "imports"]


def test_importing_again_writes_the_same_and_keeps_what_was_edited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    source = tmp_path / "a.txt"
    source.write_text(measure.samples("develop")[0].text, "utf-8")
    arguments = (str(source), "--out", str(tmp_path))
    first = imported(capsys, *arguments)[0]
    path = tmp_path / first["draft"]
    before = path.read_bytes()
    again = imported(capsys, *arguments)[0]
    assert (again["draft"], again["written"], path.read_bytes()) == (first["draft"], True, before)
    path.write_bytes(before + b"\nEdited.\n")
    kept = imported(capsys, *arguments)[0]
    assert (kept["draft"], kept["written"], path.read_bytes()) == (
        first["draft"],
        False,
        before + b"\nEdited.\n",
    )
    source.write_text(source.read_text("utf-8") + "\n\n", "utf-8")
    other = imported(capsys, *arguments)[0]
    assert other["draft"] == first["draft"].replace(".", "-2.", 1)
    assert path.read_bytes() == before + b"\nEdited.\n"


def test_nothing_is_written_through_links(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text(measure.samples("develop")[0].text, "utf-8")
    (tmp_path / "elsewhere").mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "articles").symlink_to(tmp_path / "elsewhere")
    assert run(str(tmp_path / "a.txt"), "--out", str(out)) == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert "symbolic link" in capsys.readouterr().err


def test_one_bad_input_does_not_stop_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text(measure.samples("develop")[0].text, "utf-8")
    assert (
        run(
            str(tmp_path / "none.txt"), str(tmp_path / "a.txt"), "http://127.0.0.1:9/", "--out", str(tmp_path)
        )
        == 1
    )
    out, err = capsys.readouterr()
    assert "none.txt: there is no such file" in err
    assert "--allow-private" in err
    assert "Drafts written: 1; inputs that failed: 2" in out
    assert "to be checked before it can be published" in out or "event_date" in out


@pytest.mark.parametrize(
    "text",
    [
        "А" * 200_000,
        "Аа " * 60_000,
        "12.03. " * 30_000,
        "«(" * 100_000 + " а",
        "Ош " * 60_000,
        "ПФ-1 2021-" * 20_000,
        "a@b." * 50_000,
        "\n".join(["Слово"] * 30_000),
        "sun" * 60_000 + "x",
        "1-2-" * 50_000,
        "Прокуратура КР, " * 3_000,
        "Kara district court took part, held " * 1_500,
        "Ош району бөлүмү менен " * 2_500,
        "representatives of the Kara Agency and " * 1_500,
    ],
    ids=range(14),
)
def test_texts_made_to_harm_end_soon(knowledge: reading.Knowledge, text: str):
    started = time.process_time()
    made(knowledge, text)
    assert time.process_time() - started < 20

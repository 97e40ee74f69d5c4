"""The index: the same files however they came to be, and what stands in them."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.unit.search_archive import Text, contents, files, library

from achyq.glossary import Concept
from achyq.search import index, inversion, partition, synonyms, words
from achyq.search.coding import deltas, numbers
from achyq.search.document import documents
from achyq.search.partition import Piece, pieces, stretches
from achyq.search.plain import text_of
from achyq.search.shard import Form, Found, Merged, Postings, Shard, encode
from achyq.search.spill import Spill, read
from achyq.search.store import Store

QUICK = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# --- numbers and shards


@given(st.lists(st.integers(0, 2**24), unique=True).map(sorted))
def test_numbers_come_back(given_numbers: list[int]):
    assert numbers(deltas(given_numbers)) == given_numbers


@st.composite
def postings(draw: st.DrawFn) -> Postings:
    found = sorted(draw(st.sets(st.integers(0, 100_000), min_size=1, max_size=20)))
    impacts = draw(st.lists(st.integers(0, 63), min_size=len(found), max_size=len(found)))
    return Postings(deltas(found), bytes(impacts))


TEXT = st.text(st.sampled_from("абвгдөүңʻ-1𝒳é"), min_size=1, max_size=8)


@given(st.data(), st.integers(0, 10_000))
def test_shards_come_back(data: st.DataObject, base: int):
    def keys() -> tuple[str, ...]:
        return tuple(data.draw(st.lists(TEXT, max_size=3, unique=True)))

    forms = []
    for name in sorted(data.draw(st.sets(TEXT, max_size=12))):
        query, others = keys(), keys()
        found = tuple(key for key in others if key not in query)
        forms.append(Form(name, name, query, found, data.draw(postings())))
    merged = [Merged(name, data.draw(postings())) for name in sorted(data.draw(st.sets(TEXT, max_size=12)))]
    shard = Shard(encode(forms, merged), base)
    assert shard.forms == [form.form for form in forms]
    assert shard.queries == [form.query for form in forms]
    for place, form in enumerate(forms):
        assert shard.place(form.form) == place
        assert _as_stored(shard.documents(place), base) == form.postings
        assert shard.count(place) == len(form.postings.impacts)
        for key in {*form.query, *form.found}.difference(entry.key for entry in merged):
            known, lists = shard.found(key)
            assert known == tuple(at for at, one in enumerate(forms) if key in one.query + one.found)
            assert lists == tuple(shard.documents(at) for at in known)
    for entry in merged:
        known, (only,) = shard.found(entry.key)
        assert (known, _as_stored(only, base)) == ((), entry.postings)
    assert shard.found("no such key") == ((), ())


def _as_stored(found: Found, base: int) -> tuple[bytes, bytes]:
    return deltas([document - base for document in found.documents]), found.impacts


def test_a_shard_that_is_cut_is_no_shard():
    data = encode([Form("а", "а", (), (), Postings(b"\1", b"\1"))], [])
    unpacked = zlib.decompress(data)
    with pytest.raises((ValueError, IndexError)):
        Shard(zlib.compress(unpacked[:-1]))


@pytest.mark.parametrize(
    ("count", "kept"),
    [
        (512, [15, 16, 17, 20]),
        (513, [16, 16, 18, 20]),
        (4096, [16, 16, 18, 20]),
        (4097, [16, 16, 16, 20]),
        (16384, [16, 16, 16, 20]),
        (16385, [16, 16, 16, 24]),
    ],
)
def test_long_lists_have_coarse_impacts(count: int, kept: list[int]):
    impacts = bytes([15, 16, 17, 20]) + bytes(count - 4)
    form = Form("а", "а", (), (), Postings(deltas(range(count)), impacts))
    assert list(Shard(encode([form], [])).documents(0).impacts[:4]) == kept


# --- where shards are cut

ITEMS = st.dictionaries(TEXT, st.integers(1, 300), min_size=1, max_size=60).map(
    lambda sizes: [Piece(name, size) for name, size in sorted(sizes.items())]
)


@given(ITEMS, st.integers(64, 2_000))
def test_pieces_hold_all_and_are_small(items: list[Piece], most: int):
    found = pieces(items, 0, most)
    firsts = [piece.first for piece in found]
    assert firsts[0] == ""
    assert firsts == sorted(set(firsts))
    for piece, (first, end) in zip(found, stretches(firsts), strict=True):
        inside = [item for item in items if first <= item.first and (not end or item.first < end)]
        assert piece.size == sum(item.size for item in inside)
        # Sizes are rounded to a 32nd before packing: with so few letters that is little.
        assert piece.size <= most * 1.5 or len(inside) == 1


@given(ITEMS, st.integers(64, 2_000))
def test_buckets_cut_by_themselves_are_cut_the_same(items: list[Piece], most: int):
    """The pieces of large buckets are remembered: packing them again must not change them."""
    buckets: dict[str, list[Piece]] = {}
    for item in items:
        buckets.setdefault(item.first[:3], []).append(item)
    cut = [piece for name, inside in buckets.items() for piece in pieces(inside, len(name), most)]
    firsts = [piece.first for piece in pieces(cut, 0, most, 3)]
    assert firsts[0] == ""
    assert firsts == sorted(set(firsts))
    large = {piece.first for name, inside in buckets.items() for piece in pieces(inside, len(name), most)[1:]}
    assert large <= set(firsts)


def test_the_limit_rises_in_steps():
    assert partition.limit(0) == partition.LEAST
    assert partition.limit(partition.LEAST * partition.FULL) == partition.LEAST
    assert 1.4 < partition.limit(partition.LEAST * partition.FULL + 1) / partition.LEAST < 1.42


# --- the words of a document


def test_words_count_by_field():
    rest = "сот " * 250
    found = words.read(("коррупция", "мектеп", f"{rest} айыл"), "ky")
    title, facts, body = (found.impacts[found.forms.index(f)] for f in ("коррупция", "мектеп", "айыл"))
    assert title > facts > body


def test_words_with_hyphens_count_as_their_parts_too():
    assert words.read(("семинар-тренинг", "", ""), "ky").forms == ["семинар", "семинар-тренинг", "тренинг"]


def test_both_scripts_are_the_same_words():
    latin, cyrillic = (words.read((title, "", ""), "uz") for title in ("Oʻzbekiston", "Ўзбекистон"))
    assert latin == cyrillic


def test_a_longer_text_weighs_less():
    short, long = (words.read(("", "", "сот " * n + "айыл"), "ky").impacts[0] for n in (3, 900))
    assert short > long


@given(st.text(max_size=200))
def test_any_text_has_words(text: str):
    found = words.read((text, text, text), "uz")
    assert words.unpacked(words.packed(found)) == found
    assert len(found.letters) == len(found.forms) == len(found.impacts)
    assert list(found.letters) == sorted(found.letters)


def test_text_of_html():
    given_html = (
        '<p>Бул <em>со</em>т<sup class="footnote-ref"><a href="#fn-1">1</a></sup> &amp; аким.</p>'
        "<pre><code>x = 1</code></pre><p>https://example.org/a?b <code>y</code> бүттү</p>"
    )
    assert text_of(given_html).split() == ["Бул", "сот", "&", "аким.", "бүттү"]


# --- documents


def test_documents_of_a_language_are_numbered_by_date():
    texts = {
        ("2024/b", "ky"): Text(date="2024-05-01"),
        ("2024/a", "ru"): Text(date="2024-05-01"),
        ("2024/a", "ky"): Text(date="2024-05-01"),
        ("2023/z", "ky"): Text(date="2023"),
        ("2025/z", "ky"): Text(date="2025-01", status="withdrawn"),
        ("undated/x", "ky"): Text(date="198X"),
        ("undated/y", "ky"): Text(),
        ("2023/w", "uz-Cyrl"): Text(date="2023"),
        ("2022/w", "uz"): Text(date="2022"),
    }
    found = [
        (d.article.story, d.article.language, d.year)
        for own in documents(library(texts)).values()
        for d in own
    ]
    assert found == [
        ("undated/x", "ky", None),
        ("undated/y", "ky", None),
        ("2023/z", "ky", 2023),
        ("2024/a", "ky", 2024),
        ("2024/b", "ky", 2024),
        ("2025/z", "ky", 2025),
        ("2022/w", "uz", 2022),
        ("2023/w", "uz-Cyrl", 2023),
        ("2024/a", "ru", 2024),
    ]


# --- what processes leave for each other


@given(st.lists(st.binary(max_size=50), max_size=20))
def test_what_is_spilled_is_found(parts: list[bytes]):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "spill"
        with Spill(path) as spill:
            places = [spill.put(part) for part in parts]
            assert [read(path, place) for place in places] == parts
        assert not path.exists()


# --- updates

STORIES = [f"{folder}/{slug}" for folder in ("2024", "2025", "undated") for slug in "abc"]
WORDS = (
    "коррупция коррупцияга коррупциянын коррупциялык коррупционер мектеп мектепте мектептер окуу-жай сот "
    "соттор өкмөт окмот аким акимдин акимчилик айыл а б korrupsiya korrupsiyaga oʻqituvchi ўқитувчи 2025-жыл "
    "corruption bribe взятка взятки люди человек жемқорлыққа"
).split()
TEXTS = st.builds(
    Text,
    summary=st.just(""),
    title=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    body=st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    date=st.sampled_from(("", "2024-05-01", "2025-01", "2024")),
    region=st.sampled_from(((), ("KG-Y-TON",), ("UZ", "KG"))),
    organiser=st.sampled_from(((), ("office",))),
    tags=st.sampled_from(((), ("school",))),
    status=st.sampled_from(("published",) * 5 + ("withdrawn",)),
)
KEYS = st.tuples(st.sampled_from(STORIES), st.sampled_from(("ky", "ru", "uz", "uz-Cyrl", "en")))
EDITS = st.lists(
    st.tuples(
        st.dictionaries(KEYS, st.one_of(st.none(), TEXTS), min_size=1, max_size=3), st.sampled_from((0, 9))
    ),
    min_size=1,
    max_size=4,
)


@contextlib.contextmanager
def tiny(few: int = 0) -> Iterator[None]:
    """Shards of a few words; with more than `few` changed documents all is made anew."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(partition, "SHARD", 60)
        patch.setattr(partition, "LEAST", 240)
        patch.setattr(partition, "FULL", 2)
        patch.setattr(index, "FEW", few)
        patch.setattr(index, "SHARE", 0)
        yield


@settings(QUICK, max_examples=40)
@given(st.dictionaries(KEYS, TEXTS, max_size=8), EDITS)
def test_an_update_ends_where_a_first_build_ends(start, edits):
    texts = dict(start)
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name)
        with tiny():
            files(texts, cache / "a")
        for number, (changes, few) in enumerate(edits):
            texts = {key: text for key, text in {**texts, **changes}.items() if text is not None}
            with tiny(few):
                updated = contents(files(texts, cache / "a"))
                anew = contents(files(texts, cache / f"fresh-{number}"))
            assert updated == anew


@QUICK
@given(st.dictionaries(KEYS, TEXTS, max_size=20), st.integers(1, 5), st.integers(1, 60))
def test_how_documents_and_letters_are_taken_together_shows_nowhere(texts, run, load):
    with tempfile.TemporaryDirectory() as name:
        whole = contents(files(texts, Path(name) / "a"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(inversion, "_RUN", run)
            patch.setattr(inversion, "_LOAD", load)
            assert contents(files(texts, Path(name) / "b")) == whole


SOME = {
    ("2024/a", "ky"): Text("Коррупция жана мектеп", "Акимдин сөзү.", date="2024-01-02", region=("KG-Y-TON",)),
    ("2024/b", "ru"): Text("Взятка в школе", "Люди против коррупции.", date="2024-03"),
    ("2025/c", "uz"): Text("Oʻqituvchi", "Korrupsiyaga qarshi.", date="2025"),
}


def test_the_second_update_asks_for_no_text_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    first = files(SOME, tmp_path)
    monkeypatch.setattr(index, "_Update", None)
    assert [file[:2] for file in files(SOME, tmp_path)] == [file[:2] for file in first]


def test_an_edit_reads_only_the_edited_text(tmp_path: Path):
    asked = []

    def body_of(path, digest):
        asked.append(path.removeprefix("articles/")[: -len(".ky.md")])
        return ""

    texts = dict(SOME)
    index.update(library(texts), (), tmp_path, "v", body_of)
    assert sorted(asked) == ["2024/a", "2024/b", "2025/c"]
    asked.clear()
    texts["2024/b", "ru"] = texts["2024/b", "ru"]._replace(body="Другое.")
    index.update(library(texts), (), tmp_path, "v", body_of)
    assert asked == ["2024/b"]


def test_an_edit_changes_few_files(tmp_path: Path):
    with tiny(9):
        texts = dict(SOME)
        before = contents(files(texts, tmp_path))
        texts["2024/b", "ru"] = texts["2024/b", "ru"]._replace(body="Люди против коррупции — сегодня.")
        after = contents(files(texts, tmp_path))
    new = {path.rpartition("-")[0] for path in after if path not in before}
    assert new == {"search/ru"}


def test_keys_of_files_change_with_their_bytes(tmp_path: Path):
    first = {file.path: file.key for file in files(SOME, tmp_path)}
    texts = dict(SOME)
    texts["2024/b", "ru"] = texts["2024/b", "ru"]._replace(title="Другое")
    second = {file.path: file.key for file in files(texts, tmp_path)}
    assert first["search/directory.json"] != second["search/directory.json"]
    assert all(first[path] == key for path, key in second.items() if path in first and path[-4:] == ".bin")


@pytest.mark.parametrize("step", ["add_words", "put_parts", "put_files", "finish"])
def test_a_killed_update_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    texts = dict(SOME)
    files(texts, tmp_path / "a")
    texts["2024/b", "ru"] = texts["2024/b", "ru"]._replace(body="Другое дело.")
    with monkeypatch.context() as patch:
        patch.setattr(Store, step, killed)
        with pytest.raises(Killed):
            files(texts, tmp_path / "a")
    assert contents(files(texts, tmp_path / "a")) == contents(files(texts, tmp_path / "b"))


@settings(QUICK, max_examples=10)
@given(st.binary(min_size=1, max_size=64), st.integers(0, 200_000))
@example(b"\0" * 64, 0)
def test_a_damaged_cache_does_no_harm(damage: bytes, at: int):
    with tempfile.TemporaryDirectory() as name:
        cache = Path(name)
        files(SOME, cache / "a")
        (stored,) = (cache / "a" / "search").glob("*.sqlite")
        for log in (cache / "a" / "search").glob("*-wal"):
            log.unlink()
        data = bytearray(stored.read_bytes())
        at %= len(data)
        data[at : at + len(damage)] = damage
        stored.write_bytes(data)
        texts = {**SOME, ("2025/d", "ky"): Text("Жаңы", date="2025-06-01")}
        assert contents(files(texts, cache / "a")) == contents(files(texts, cache / "b"))


def test_several_processes_make_the_same_files(tmp_path: Path):
    texts = {
        (f"2024/s-{number}", language): Text(
            f"{WORDS[number % 30]} {WORDS[number % 7]}", " ".join(WORDS[number % 20 :])
        )
        for number in range(120)
        for language in ("ky", "ru", "uz", "en", "kk")
    }
    with tiny():
        one, two = contents(files(texts, tmp_path / "a", 1)), contents(files(texts, tmp_path / "b", 2))
    assert one == two


def test_another_version_starts_anew(tmp_path: Path):
    index.update(library({}), (), tmp_path, "one", lambda _path, _digest: "")
    index.update(library({}), (), tmp_path, "two", lambda _path, _digest: "")
    assert [path.name for path in (tmp_path / "search").glob("*.sqlite")] == ["search-two.sqlite"]


def test_the_cache_may_be_deleted_between_update_and_publication(tmp_path: Path):
    files(SOME, tmp_path)
    shutil.rmtree(tmp_path / "search")
    assert contents(files(SOME, tmp_path))


# --- synonyms


def test_the_names_of_tags_are_synonyms():
    found = synonyms.table(library({}).registries["tags"], ())
    assert found == [
        {
            "ky": ["Лицей"],
            "kk": ["Лицей"],
            "uz": ["Litsey"],
            "ru": ["Лицей"],
            "en": ["Lyceum"],
            "*": ["окуу жай"],
        }
    ]


def test_a_tag_that_shares_words_with_a_concept_is_that_concept():
    words = {"ky": ("лицей", "мектеп"), "ru": ("лицей",), "en": ("school",)}
    found = synonyms.table(library({}).registries["tags"], [words, {"ky": ("окуу жай",)}])
    assert found == [
        {
            "ky": ["лицей", "мектеп"],
            "ru": ["лицей"],
            "en": ["school", "Lyceum"],
            "kk": ["Лицей"],
            "uz": ["Litsey"],
        },
        {"ky": ["окуу жай"]},
    ]
    # Words in one language may be alike by chance.
    assert len(synonyms.table(library({}).registries["tags"], [{"ky": ("лицей",)}])) == 2


def test_what_search_takes_for_the_same():
    terms = {"ky": ("бир", "бир эки үч төрт беш алты"), "uz": ("bir",), "uz-Cyrl": ("бир",)}
    concepts = [
        Concept("a", terms, {}),
        Concept("b", {"en": ("gift",)}, {"en": "A."}, search=False),
        Concept("c", {"en": ("tax haven",)}, {"en": "A."}),
    ]
    assert synonyms.of(concepts) == ({"ky": ("бир",), "uz": ("bir",)}, {"en": ("tax haven",)})


ENTRIES = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=12)
TABLES = st.lists(
    st.dictionaries(
        st.sampled_from(["ky", "kk", "uz", "ru", "en", "*"]),
        st.lists(ENTRIES, min_size=1, max_size=4),
        max_size=6,
    ),
    max_size=12,
)


@given(TABLES)
def test_synonyms_are_packed_and_unpacked(table: list[dict[str, list[str]]]):
    assert synonyms.unpacked(synonyms.packed(table)) == table


def test_more_letters_than_a_byte_has():
    table = [{"en": [chr(number)]} for number in range(0x4E00, 0x4E00 + 700)]
    assert synonyms.unpacked(synonyms.packed(table)) == table

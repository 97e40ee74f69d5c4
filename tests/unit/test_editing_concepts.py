"""`achyq registry add|merge glossary`: concepts have words, and the ids of their neighbours stay right."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.editing_archive import archive, run

from achyq import glossary
from achyq.editing import concepts
from achyq.editing import desk as desks
from achyq.editing.dialogue import Dialogue
from achyq.editing.speech import Speech

Capture = pytest.CaptureFixture[str]
PATH = "registry/glossary.yml"
WORDS = {"ky": "пара", "kk": "пара", "uz": "pora", "ru": "взятка", "en": "bribe"}
DEFINED = "".join(f"  {code}: [{word}]\n" for code, word in WORDS.items()) + "  definition:\n"
DEFINED += "".join(f"    {code}: {word.title()}.\n" for code, word in WORDS.items())
GIFT = DEFINED.replace("пара", "белек").replace("pora", "sovgʻa")
GIFT = GIFT.replace("взятка", "подарок").replace("bribe", "gift")
TEXT = f"""# Concepts.

bribe: # the oldest
{DEFINED}  tags: [meeting]
  see: [gift]

gift:
{GIFT}\
  see: [bribe]  # both ways

kickback: # for search only
  ru: [откат]
  en: [kickback, 'bribe: back']
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    archive().write(tmp_path)
    (tmp_path / PATH).write_text(TEXT, "utf-8")
    return tmp_path


def told(root: Path) -> dict[str, glossary.Concept]:
    """The concepts of the archive, which must have no problems."""
    desk = desks.open_desk(root)
    texts = desks.term_texts(root, (glossary.KIND,))
    return {concept.id: concept for concept in concepts.checked(desk, texts)}


def test_adding(root: Path, capsys: Capture) -> None:
    ran = run(
        capsys, root, "registry", "add", "glossary", "unjust-gain", "--name", "ru=неправедная  выгода",
        "--name", "ru=нажива", "--name", "en=unjust gain", "--set", "tags=Meeting", "--set", "search=no",
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, f"{PATH}: unjust-gain\n"), ran.err
    assert (root / PATH).read_text("utf-8") == TEXT + (
        "\nunjust-gain:\n  ru: [неправедная выгода, нажива]\n  en: [unjust gain]\n"
        "  tags: [meeting]\n  search: 'no'\n"
    )
    assert told(root)["unjust-gain"].terms["ru"] == ("неправедная выгода", "нажива")


def test_the_first_concept_makes_the_file(root: Path, capsys: Capture) -> None:
    (root / PATH).unlink()
    assert run(capsys, root, "registry", "add", "glossary", "bribe", "--name", "en=bribe").code == 0
    assert (root / PATH).read_text("utf-8") == "bribe:\n  en: [bribe]\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["new"], "These are missing: name"),
        (["--name", "en=new"], "These are missing: ID"),
        (["bribe", "--name", "en=new"], "There is such an id already in registry/glossary: bribe"),
        (["Ä", "--name", "en=new"], "ASCII letters"),
        (["new", "--name", "de=neu"], "not understood: --name de=neu"),
        (["new", "--name", "en=new", "--short", "en=n"], "not understood: --short en=n"),
        (["new", "--name", "en=new", "--alias", "n"], "not understood: --alias n"),
        (["new", "--name", "en=new", "--set", "definition=n"], "not understood: --set definition=n"),
        (["new", "--name", "en=new", "--set", "colour=red"], "not understood: --set colour=red"),
        (["new", "--name", "en=new", "--set", "tags=nothing"], "nothing"),
        (["new", "--name", "en=new", "--set", "see=nothing"], "nothing"),
        (["new", "--name", "en=Bribe"], "The alias 'Bribe' of 'new' also means bribe"),
        (["new", "--name", "en=new", "--description", "en=New."], "missing"),
        (["new", "--name", "en=new", "--file", "registry/tags.yml"], "no file of registry/glossary"),
        (["new", "--name", "en=new", "--file", "registry/glossary/../a.yml"], "no file of registry/glossary"),
    ],
)  # fmt: skip
def test_what_is_not_added(root: Path, capsys: Capture, arguments: list[str], message: str) -> None:
    ran = run(capsys, root, "registry", "add", "glossary", *arguments)
    assert ran.code != 0
    assert message in ran.err
    assert (root / PATH).read_text("utf-8") == TEXT


def test_asking(root: Path) -> None:
    words = ["", "", "", "выгода", "", "gain", "benefit", ""]  # Kyrgyz, Kazakh, Uzbek: none
    definition = ["П.", "П.", "F.", "", "В.", "G."]  # once begun, it is in all languages
    rest = ["Meeting", "", "gift", "nothing", "", "UNCAC", "perhaps", "", "kk", "", ""]
    answers = iter(["", "", "", "", "", *words, *definition, *rest])  # no words at first: asked again
    shown: list[str] = []
    dialogue = Dialogue(Speech("en"), read=lambda _: next(answers), show=shown.append)
    concept, values = concepts.converse(dialogue, desks.open_desk(root), told(root), "", {})
    assert next(answers, None) is None
    assert concept == "gain"
    assert values == {
        "ru": ["выгода"], "en": ["gain", "benefit"], "tags": ["Meeting"], "see": ["gift"], "source": "UNCAC",
        "definition": {"ky": "П.", "kk": "П.", "uz": "F.", "ru": "В.", "en": "G."}, "review": ["kk"],
    }  # fmt: skip
    assert [line.strip() for line in shown if "nothing" in line or "perhaps" in line or "needed" in line] == [
        "An answer is needed here.", "This is not understood: nothing", "This is not understood: perhaps"
    ]  # fmt: skip


def test_merging(root: Path, capsys: Capture) -> None:
    arguments = ["registry", "merge", "glossary", "kickback", "bribe"]
    assert "what would be" in run(capsys, root, *arguments, "--dry-run").out
    assert (root / PATH).read_text("utf-8") == TEXT
    ran = run(capsys, root, *arguments)
    assert (ran.code, ran.out.splitlines()[0]) == (0, PATH), ran.err
    made = (root / PATH).read_text("utf-8")
    assert "kickback:" not in made
    assert "  ru: [взятка, откат]\n  en: [bribe, kickback, 'bribe: back']\n" in made
    assert "# the oldest" in made
    assert "# both ways" in made


def test_merging_neighbours(root: Path, capsys: Capture) -> None:
    (root / PATH).write_text(
        TEXT + f"\nloan:\n{DEFINED.replace('p', 'l')}  search: no\n  see: [gift, bribe]\n", "utf-8"
    )
    assert run(capsys, root, "-q", "registry", "merge", "glossary", "gift", "bribe").code == 0
    there = told(root)
    assert there["bribe"].see == ()
    assert there["bribe"].terms["uz"] == ("pora", "sovgʻa")
    assert there["loan"].see == ("bribe",)


def test_a_concept_keeps_its_id(root: Path, capsys: Capture) -> None:
    ran = run(capsys, root, "registry", "rename", "glossary", "bribe", "bribery")
    assert "are in addresses and never change: bribe" in ran.err
    assert "no such id" in run(capsys, root, "registry", "merge", "glossary", "bribe", "none").err
    assert "one and the same" in run(capsys, root, "registry", "merge", "glossary", "bribe", "bribe").err
    assert (root / PATH).read_text("utf-8") == TEXT


def test_a_renamed_topic_is_renamed_in_the_glossary(root: Path, capsys: Capture) -> None:
    assert run(capsys, root, "registry", "rename", "tags", "meeting", "gathering").code == 0
    assert "  tags: [gathering]\n" in (root / PATH).read_text("utf-8")
    assert told(root)["bribe"].tags == ("gathering",)

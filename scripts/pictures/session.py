"""The sessions that the handbook shows, one for each of its steps, in the language of a locale.

An editor imports a press release, takes its draft for finished too soon, is told so, mends it, starts a
translation and publishes. The archive holds nothing else, so that what is shown stays the same.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from pictures import terminal
from pictures.terminal import Line

ROOT: Final = Path(__file__).parents[2]
SAMPLES: Final = Path(__file__).parent / "samples"
#: How the program is started.
PROGRAM: Final = [sys.executable, "-m", "achyq"]
#: What an editor answers to `achyq new`: title, date, region.
ANSWERS: Final = {
    "ky": ("Айыл өкмөттөр үчүн окуу өттү", "2025-10-14", "Нарын шаары"),
    "kk": ("Ауыл әкімдері үшін семинар өтті", "2025-10-14", "Қызылорда облысы"),
    "uz": ("Mahalla raislari uchun seminar oʻtkazildi", "2025-10-14", "Fargʻona viloyati"),
    "uz-Cyrl": ("Маҳалла раислари учун семинар ўтказилди", "2025-10-14", "Самарқанд вилояти"),
    "ru": ("Семинар для глав айыл окмоту", "2025-10-14", "Иссык-Кульская область"),
    "en": ("Seminar for village leaders", "2025-10-14", "Osh city"),
}


class Desk(NamedTuple):
    """The folder of an archive, and the locale that the program speaks in it."""

    folder: Path
    locale: str

    @property
    def article(self) -> str:
        """The path of the article that was imported."""
        (path,) = self.folder.glob(f"articles/2025/*.{self.locale}.md")
        return path.relative_to(self.folder).as_posix()

    @property
    def story(self) -> str:
        """Its story's id."""
        return self.article.removeprefix("articles/").partition(".")[0]

    def run(self, command: str) -> list[Line]:
        """What `achyq …` shows."""
        return terminal.run(command, [*PROGRAM, *command.split()[1:]], self.folder, self.environment)

    def change(self, *pairs: tuple[str, str]) -> None:
        """What the editor does to the article: texts (regular expressions) and what takes their place."""
        path = self.folder / self.article
        text = path.read_text("utf-8")
        for old, new in pairs:
            text, found = re.subn(old, new, text, count=1, flags=re.MULTILINE)
            assert found, f"{old} is not in {path}"
        path.write_text(text, "utf-8")

    def head(self, path: str, lines: int) -> list[Line]:
        """The first lines of a file."""
        texts = (self.folder / path).read_text("utf-8").split("\n")[:lines]
        shown = [Line(line) for text in texts for line in terminal.wrapped(text)]
        return [*terminal.typed(f"head -{lines} {path}"), *shown]

    @property
    def environment(self) -> dict[str, str]:
        """The language, and a width, for programs."""
        messages = {"uz-Cyrl": "uz_UZ.UTF-8@cyrillic"}.get(self.locale, f"{self.locale}.UTF-8")
        inherited = {name: value for name, value in os.environ.items() if name != "LC_ALL"}
        return inherited | {
            "LC_CTYPE": "C.UTF-8", "LC_MESSAGES": messages, "PYTHONUTF8": "1",
            "COLUMNS": str(terminal.COLUMNS), "ACHYQ_SITE_URL": "https://example.org/",
        }  # fmt: skip


def opened(folder: Path, locale: str) -> Desk:
    """An archive without articles, with a press release beside it."""
    (folder / "articles").mkdir(parents=True)
    for name in ("registry", "docs", "overrides"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copy(SAMPLES / f"{locale}.txt", folder / "press-release.txt")
    return Desk(folder, locale)


def start(desk: Desk) -> list[Line]:
    """The program says what it can do."""
    return desk.run("achyq --help")[:24]


def new(desk: Desk) -> list[Line]:
    """A new article by questions and answers; it does not stay."""
    title, date, region = ANSWERS[desk.locale]
    answers = [title, desk.locale, date, "", region, "", "", "", "meeting", "", "", "", ""]
    lines = terminal.converse("achyq new", [*PROGRAM, "new"], answers, desk.folder, desk.environment)
    shutil.rmtree(desk.folder / "articles/2025")
    return lines


def imported(desk: Desk) -> list[Line]:
    """A press release becomes a draft."""
    return desk.run("achyq import press-release.txt")


def checked(desk: Desk) -> list[Line]:
    """The draft is published too soon, with a topic that is none."""
    desk.change(("^status: draft\n", "tags: [meetin]\n"))
    return desk.run("achyq check")


def mended(desk: Desk) -> list[Line]:
    """What was guessed is confirmed, the topic is right; nothing is left to say."""
    desk.change((r"^unsure:.*\n(?:#.*\n)*", ""), (r"\[meetin\]", "[meeting]"))
    desk.run("achyq fmt")
    return [*desk.head(desk.article, 9), *desk.run("achyq check")]


def translated(desk: Desk) -> list[Line]:
    """A translation is begun."""
    target = "ru" if desk.locale == "en" else "en"
    lines = desk.run(f"achyq translate {desk.story} --to {target}")
    translation = desk.folder / desk.article.replace(f".{desk.locale}.md", f".{target}.md")
    lines += desk.head(translation.relative_to(desk.folder).as_posix(), 7)
    translation.unlink()
    return lines


#: The pictures of a terminal, in the order of the steps, which need each other.
STEPS: Final[dict[str, Callable[[Desk], list[Line]]]] = {
    "start": start, "new": new, "import": imported, "check": checked, "mend": mended, "translate": translated,
}  # fmt: skip


def pictures(folder: Path, locale: str) -> dict[str, str]:
    """The pictures of a locale's terminal sessions by name, made in an empty `folder`."""
    desk = opened(folder, locale)
    return {name: terminal.svg(step(desk)) for name, step in STEPS.items()}

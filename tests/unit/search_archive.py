"""Small archives for the tests of search: libraries made in memory, and sites to be searched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import escape
from pathlib import Path
from typing import NamedTuple

from achyq import edtf, registry_files
from achyq.library import Library
from achyq.registry import KINDS
from achyq.search import index
from achyq.search.files import Concept
from achyq.search.reader import Reader
from achyq.story import Article, Story
from achyq.workers import Crew


def _name(ky: str, kk: str, uz: str, uz_cyrl: str, ru: str, en: str) -> str:
    return f"name: {{ky: {ky}, kk: {kk}, uz: {uz}, uz-Cyrl: {uz_cyrl}, ru: {ru}, en: {en}}}"


_KG = _name("Кыргызстан", "Қырғызстан", "Qirgʻiziston", "Қирғизистон", "Кыргызстан", "Kyrgyzstan")
_UZ = _name("Өзбекстан", "Өзбекстан", "Oʻzbekiston", "Ўзбекистон", "Узбекистан", "Uzbekistan")
_YK = _name("Ысык-Көл", "Ыстықкөл", "Issiqkoʻl", "Иссиқкўл", "Иссык-Куль", "Issyk-Kul")
_TON = _name("Тоң", "Тоң", "Toʻng", "Тўнг", "Тон", "Ton")
_OFFICE = _name("Прокуратура", "Прокуратура", "Prokuratura", "Прокуратура", "Прокуратура", "Prosecutor")
_SCHOOL = _name("Лицей", "Лицей", "Litsey", "Лицей", "Лицей", "Lyceum")
_REGISTRIES = {
    "regions": (
        f"KG: {{{_KG}, level: country}}\nKG-Y: {{{_YK}, level: region, parent: KG}}\n"
        f"KG-Y-TON: {{{_TON}, level: district, parent: KG-Y}}\nUZ: {{{_UZ}, level: country}}\n"
    ),
    "organisers": f"office: {{{_OFFICE}, kind: state}}\n",
    "strategies": "",
    "tags": f"school: {{{_SCHOOL}, aliases: [окуу жай]}}\n",
}
CONCEPTS: tuple[Concept, ...] = (
    {
        "ky": ("коррупция",),
        "kk": ("жемқорлық", "сыбайлас жемқорлық"),
        "uz": ("korrupsiya",),
        "ru": ("коррупция",),
        "en": ("corruption",),
    },
    {"ky": ("пара", "паракорчулук"), "kk": ("пара",), "uz": ("pora",), "ru": ("взятка",), "en": ("bribe",)},
)


class Text(NamedTuple):
    """An article of a test: what search knows of it."""

    title: str = "Жыйын"
    body: str = ""
    summary: str = ""
    date: str = ""
    region: tuple[str, ...] = ()
    organiser: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    status: str = "published"


#: Articles by story and language.
Texts = Mapping[tuple[str, str], Text]


def library(texts: Texts) -> Library:
    problems: list[object] = []
    raw = {
        kind: registry_files.read(kind, [(f"{kind}.yml", _REGISTRIES[kind])], problems.append)
        for kind in KINDS
    }
    registries = registry_files.link(raw, problems.append)
    assert not problems
    stories: dict[str, dict[str, Article]] = {}
    withdrawn = []
    for (story, language), text in sorted(texts.items()):
        article = _article(story, language, text)
        if text.status == "withdrawn":
            withdrawn.append(article)
        else:
            stories.setdefault(story, {})[language] = article
    shown = tuple(
        Story(story, next(iter(articles.values())), articles) for story, articles in sorted(stories.items())
    )
    marks = {story: _digest(sorted(t for t in texts.items() if t[0][0] == story)) for story, _ in texts}
    return Library(registries, shown, tuple(withdrawn), 0, {}, dict(sorted(marks.items())), "registries", ())


def _digest(value: object) -> str:
    return hashlib.blake2b(repr(value).encode(), digest_size=16).hexdigest()


def _article(story: str, language: str, text: Text) -> Article:
    return Article(
        path=f"articles/{story}.{language}.md",
        story=story,
        language=language,
        title=text.title,
        date=edtf.parse(text.date) if text.date else None,
        event_date=None,
        regions=text.region,
        organisers=text.organiser,
        strategies=(),
        tags=text.tags,
        summary=text.summary,
        source=None,
        translated_from="",
        status=text.status,
        withdrawn_reason="",
        corrections=(),
        note="",
        body=_digest((story, language, text.body)),
    )


def html(body: str) -> str:
    return f"<p>{escape(body)}</p>"


class File(NamedTuple):
    path: str
    key: bytes
    make: Callable[[], bytes]


def _body(bodies: Mapping[str, str], _path: str, digest: str) -> str:
    return bodies[digest]


def files(texts: Texts, cache: Path, jobs: int = 1) -> list[File]:
    """An update of the index in `cache`."""
    bodies = {
        _digest((story, language, text.body)): html(text.body) for (story, language), text in texts.items()
    }
    crew = Crew(jobs)
    found = index.update(library(texts), CONCEPTS, cache, "version", partial(_body, bodies), crew)
    crew.stop()
    read = index.reader(cache, "version")
    return [File(path, key, partial(read, path)) for path, key in found]


def contents(found: Iterable[File]) -> dict[str, bytes]:
    return {file.path: file.make() for file in found}


def reader(texts: Texts, folder: Path) -> Reader:
    """A site with the index and with pages as far as search reads them."""
    pages = contents(files(texts, folder / ".cache"))
    for (story, language), text in texts.items():
        summary = f'<p class="summary">{escape(text.summary)}</p>' if text.summary else ""
        page = (
            f"<article><header><h1>{escape(text.title)}</h1>{summary}</header>"
            f'<div class="prose">{html(text.body)}</div><aside></aside></article>'
        )
        pages[f"{language}/{story}/index.html"] = page.encode()
    for path, data in pages.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_bytes(data)
    return Reader.of(folder / "site")

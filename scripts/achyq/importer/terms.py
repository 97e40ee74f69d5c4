"""The registries as guessers need them: the archive's terms, and the countries that texts speak of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Final

from achyq import filetext, registry, registry_files
from achyq.errors import InputError, Problem, UsageError
from achyq.importer import morphology
from achyq.importer.guess import Page
from achyq.messages import phrase
from achyq.registry import Registry, Term

Terms = dict[str, Registry]


def load(root: Path) -> Terms:
    """Read the registries of the archive at `root`.

    Raises InputError when they have problems, UsageError when there are none.
    """
    if not (root / "registry").is_dir():
        raise UsageError(
            phrase("This is no archive, it has no folder registry/: {path}", path=root.name or str(root))
        )
    problems: list[Problem] = []
    raw = {kind: registry_files.read(kind, _files(root, kind), problems.append) for kind in registry.KINDS}
    terms = registry_files.link(raw, problems.append)
    if problems:
        raise InputError(problems)
    return terms


def _files(root: Path, kind: str) -> list[tuple[str, str]]:
    files = [root / f"registry/{kind}.yml", *sorted((root / "registry" / kind).glob("*.yml"))]
    return [
        (path, filetext.text_of(path, file.read_bytes()))
        for file in files
        if file.is_file() and not file.is_symlink() and (path := file.relative_to(root).as_posix())
    ]


#: What the name of each country begins with in the six languages, and its initials.
_COUNTRY_WORDS: Final = {
    "KG": r"кыргыз|қырғыз|қирғиз|киргиз|qirg.?.?iz|kyrgyz|\bКР\b|\bҚР?Р\b(?=\s+Өкмөт)|жогорку кеңеш|"
    r"jogorku kenesh|айыл өкмөт|айыл окмоту|сом(?:ов|го|ду|дук)?(?!\w)",
    "KZ": r"казак|қазақ|қозоғ|казах|qozog|kazakh|тенге|теңге|tenge|акимат|маслихат|мәслихат|\bРК\b|\bҚР\b",
    "UZ": r"өзбек|ўзбек|узбек|o.?zbek|uzbek|олий мажлис|oliy majlis|хоким|махалл|маҳалла|mahalla|"
    r"\bРУз\b|\bЎзР\b|\bOʻzR\b",
    "TJ": r"сомони|тажик|тәжік|тожик|таджик|tojik|tajik|\bРТ\b",
    "TM": r"түркмөн|түрікмен|туркман|туркмен|turkman|turkmen",
}
_COUNTRIES: Final = {
    country: re.compile(
        "|".join(part if part.startswith(r"\b") else rf"\b{part}" for part in words.split("|")), re.IGNORECASE
    )
    for country, words in _COUNTRY_WORDS.items()
}
_LANGUAGES: Final = {"ky": "KG", "kk": "KZ", "uz": "UZ", "uz-Cyrl": "UZ"}


def country(page: Page, places: Collection[str] = ()) -> tuple[str, float]:
    """The country the text is about and how sure that is: by its names, its hosts, its language, and the
    countries of the `places` it names.
    """
    named = Counter(places)
    points = {
        code: float(min(4, len(pattern.findall(page.kept))))
        + 1.5
        * len(
            set(
                re.findall(
                    rf"(?<![\w-])[\w-]{{1,63}}\.{code.lower()}\b", (page.text + " " + page.hints.url).lower()
                )
            )
        )
        + min(3.0, named[code])
        for code, pattern in _COUNTRIES.items()
    }
    if page.language in _LANGUAGES:
        points[_LANGUAGES[page.language]] += 2.5
    if not any(points.values()):  # the name of the site
        points = {code: float(len(pattern.findall(page.text))) for code, pattern in _COUNTRIES.items()}
    best = max(points, key=points.__getitem__)
    total = sum(points.values())
    return (best, points[best] / total) if total else ("", 0.0)


def country_of(term: Term, terms: Terms) -> str:
    """The country a term belongs to: its own, or that of its region; '' when it has none."""
    if term.country:
        return term.country
    place = term.id if term.kind == "regions" else term.region
    if not place:
        return ""
    return [place, *terms["regions"].ancestors(place)][-1]


def words(name: str) -> list[str]:
    """The words of a name, as a gazetteer takes them."""
    return [name[token.start : token.end] for token in morphology.tokens(name)]


#: How names of bodies say of which country they are.
COUNTRY: Final = re.compile(
    r"(?:Кыргыз|Қырғыз|Қирғиз|Казакстан|Қазақстан|Қозоғистон|Өзбекстан|Ўзбекистон) Республика\w*(?: "
    r"Өкмөтүнө караштуу)?|"
    r"(?:Qirgʻiz|Qozogʻiston|Oʻzbekiston) Respublika\w*|(?:Кыргызской )?\bРеспублик[аиу]\b ?(?:Казахстан|"
    r"Узбекистан)?|"
    r"\bof the (?:Kyrgyz Republic|Republic of (?:Kazakhstan|Uzbekistan))|\b(?:КР|РК|ҚР|РУз)\b|"
    r"Кыргызстандын|Ўзбекистоннинг"
)

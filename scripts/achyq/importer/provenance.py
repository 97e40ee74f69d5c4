"""Who published the text: the page's own address, a line that names the source, the press service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from achyq.importer import furniture, kinds, media, press_service
from achyq.importer.directory import Directory
from achyq.importer.guess import Guess, Page
from achyq.importer.openers import OPENERS
from achyq.registry import Registry

_LABEL: Final = re.compile(
    r"(?:булагы?|булак|дереккөз\w*|манба\w*|manba\w*|источник\w*|source)\s*:\s*(?P<name>.+)", re.IGNORECASE
)
_HOST: Final = re.compile(
    r"(?<![\w@.-])(?P<url>https?://)?(?P<host>(?:[\w-]+\.)+(?:uz|kz|kg|tj|tm|ru|com|org|net|info|"
    r"example))(?![\w-])",
    re.IGNORECASE,
)
#: A medium that reports, after or before the word for reporting.
_REPORTS: Final = re.compile(
    r"(?:деп хабарлайды|деп билдирет|деп кабарлайт|хабарлайды|кабарлайт|деп хабар қилди|хабар беради|"
    r"сообщает|передает|передаёт|пишет|"
    r"according to|reports?)\s+[«“\"]?(?P<name>[A-ZА-ЯҚӘҒ][\w.-]+(?:\s[A-ZА-ЯҚӘҒ][\w.-]+){0,3})",
    re.IGNORECASE,
)
#: A medium in quotation marks, an agency in a dateline, a host in small letters, a correspondent's medium.
_CREDITS: Final = re.compile(
    r"(?i:передае?т|передаёт|сообща?\w+|пишет|хабарлайды|билдирди|маълум қил\w+|xabar ber\w+)\s+"
    r"(?:сайт|издание|газета|агентство|портал)?\s*[«“\"](?P<quoted>[^«»“”\"\n]{2,40})[»”\"]|"
    r"^[^\W\d_][\w .,-]{2,40}[\d.]{6,10}\.?\s*/\s*(?:[^/\n]{2,40}\s[-–—]\s*)?"
    r"(?P<dateline>[^\W\d_][\w.]{2,20})\s*/|"
    r"(?i:хабарлайды|передае?т|передаёт|сообщает|пишет)\s+(?P<host>[a-z][\w-]*\.(?:kz|kg|uz|com|org))\b|"
    r"^[A-ZА-ЯЁЎҚҒҲӨҮҢІҰӘ]{3,}(?:\.|, \d{1,2} [^\W\d_]{3,9}\.?) (?:[—–-] )?"
    r"(?P<agency>[A-ZА-Я][\w.]{2,20})(?:\.| [—–-]) |"
    r"(?i:хабарлады|хабарлайды|жазады|жазды|кабарлады|ёзмоқда|ёзади|ёзишича|yozadi|yozmoqda|xabar berdi|"
    r"хабар қилди|хабар берди|дейилади|"
    r"deyiladi)\s(?P<after>[A-Z][\w.‘ʻ’]{2,20}(?: [А-ЯҚӨҮҰІA-Z][\w]{3,12})?|[\d]{2}\.kg)|"
    r"\b(?P<correspondent>(?!Our\b|The\b|Its\b)[A-Z][\w.-]+) correspondent reports|"
    r"(?i:корреспондент\w*|агентству|изданию|порталу|газете|сайту)\s+(?:портала|агентства|издания|газеты|"
    r"сайта)?\s*"
    r"[«“\"](?P<told>[^«»“”\"\n]{2,40})[»”\"]|"
    r"\b(?P<press>[\w-]+\.(?:kg|kz|uz))\s(?:басылма|басылым|сайт|портал|нашр|nashr|sayt)\w*",
)


def find(page: Page, directory: Directory, country: str) -> Guess | None:
    """The source as {"name", "url"} (and "retrieved" for an address), or None when the text does not say
    it. Bodies are those of the `directory` in the likely `country`.
    """
    ways = (
        _of_page(page),
        _of_label(page),
        _of_known_medium(page, _FIRST),
        _of_medium(page),
        _of_credit(page),
        _of_masthead(page),
        _of_site(page),
        press_service.named(page),
        _of_telling_body(page, directory, country),
        _of_known_medium(page),
        _of_address(page, directory.registry),
        _of_body_above(page, directory, country),
        _of_first_line(page),
    )
    return next((guess for way in ways for guess in way), None)


def _of_page(page: Page) -> Iterator[Guess]:
    hints = page.hints
    if hints.url:
        value: dict[str, Any] = {"name": hints.site or _bare_host(hints.url), "url": hints.url}
        if hints.retrieved:
            value["retrieved"] = hints.retrieved
        yield Guess(value, hints.url, (0, 0), 0.97)
    elif hints.site:
        yield Guess({"name": hints.site}, hints.site, (0, 0), 0.7)


def _of_label(page: Page) -> Iterator[Guess]:
    for line in page.lines:
        if line.dropped == "source" and (m := _LABEL.match(line.text)):
            yield _named(m["name"].strip(), (line.start + m.start("name"), line.end), 0.9)


#: That somebody reports, told or was told, in a sentence that names a medium.
_TOLD: Final = re.compile(
    r"сообщ|переда[её]т|пишет|пишут|рассказал|информир|данны|интервью|ссылк|хабарла|кабарла|жазды|жазады|"
    r"жазат|"
    r"мәлімет|маалымат|билдир|айтты|айтып|деп\b|дея|деб\b|ёз|yoz|хабар|xabar|маълум|ma.?lum|айтди|aytdi|"
    r"\breport|according|\btold\b|\bsaid\b|\bwrites?\b|learned|дерегі|нақты|келтир",
    re.IGNORECASE,
)
#: A dateline ends with the medium, before a stop or a dash.
_DATELINE: Final = re.compile(r"[)»\"]?\s*(?:\([^()\n]{3,40}\))?\s*(?:[.–—/]|[-:]\s)")
#: So many letters a dateline has before its medium.
_STAMP: Final = 60


def _of_known_medium(page: Page, last: int = 999) -> Iterator[Guess]:
    """Media that the text credits in its paragraphs up to the `last`: in a sentence that says that somebody
    reports, else in a dateline.
    """
    title = page.title.text if page.title else ""
    for sentence in page.sentences():
        if sentence.paragraph <= last and _TOLD.search(sentence.text) and sentence.text not in title:
            for start, end in media.named(sentence.text):
                yield _named(sentence.text[start:end], (sentence.start + start, sentence.start + end), 0.85)
    for line in page.body:
        for start, end in media.named(line.text[:_STAMP]):
            if _DATELINE.match(line.text, end) and line.text != title:
                yield _named(line.text[start:end], (line.start + start, line.start + end), 0.8)


#: A body told it: what stands before and after its name.
_TELLS_BEFORE: Final = re.compile(
    r"(?:сообщи\w+|сообща\w+|рассказа\w+|уточни\w+|заяви\w+|по (?:данным|информации|сведениям)|"
    r"со ссылкой на)\s"
    r"(?:во?\s)?(?:[а-яё-]+\s){0,2}$|according to (?:the )?$",
    re.IGNORECASE,
)
_TELLS_AFTER: Final = re.compile(
    r"(?:\s\([A-Z]+\))?\s(?:reported|said|announced|wrote|informed|noted)\b|"
    r"\W*(?:хабарлады|мәлімдеді|мәліметінше|дерегінше|билдир(?:ди|иш)|кабарла(?:ды|ш)|маалыматына|маълум қил|"
    r"маълумотига|хабар берди|"
    r"ma.?lum qil|ma.?lumotiga|xabar berdi)|"
    r"\s(?:ресми |расмий |расмий |rasmiy )?(?:өкілі|өкүлү|вакили|vakili)\s",
    re.IGNORECASE,
)


def _of_telling_body(page: Page, directory: Directory, country: str) -> Iterator[Guess]:
    """The body that is said to have told it: the State Committee reported; сообщили в прокуратуре."""
    for sentence in page.sentences():
        if sentence.paragraph > _FIRST:
            return
        for body in directory.bodies(sentence.text, country, page.language):
            before = _TELLS_BEFORE.search(sentence.text, max(0, body.start - 60), body.start)
            if before or _TELLS_AFTER.match(sentence.text, body.end):
                yield _body(page, sentence.start + body.start, sentence.start + body.end, 0.6)


#: So many paragraphs say who told it.
_FIRST: Final = 3


def _of_body_above(page: Page, directory: Directory, country: str) -> Iterator[Guess]:
    """The body whose page it is: on a line of its own above the headline."""
    for line in page.lines:
        if page.title and line.start >= page.title.span[0]:
            return
        name = line.text.title() if line.text.isupper() and page.language in ("ru", "en") else line.text
        for body in directory.bodies(name, country, page.language) if line.dropped == "navigation" else ():
            if body.end - body.start >= _MOST * len(name):
                yield _named(line.text, (line.start, line.end), 0.5)


#: The body's name is so much of its line.
_MOST: Final = 0.9


def _body(page: Page, start: int, end: int, sure: float) -> Guess:
    """A body as source, without the case that its name stands in."""
    name = page.text[start:end]
    if page.language == "ru":
        first, _, rest = name.partition(" ")
        return _named(f"{kinds.nominative(first)} {rest}".strip(), (start, end), sure)
    if page.language != "en":
        last = name.rsplit(None, 1)[-1]
        end -= len(last) - kinds.without_case(last)
    return _named(page.text[start:end], (start, end), sure)


#: The first line of a page, which may be its name: ARA INFO — Жамбыл облысының ақпараттық порталы.
_ABOVE: Final = re.compile(
    r"(?P<name>[^|/›»—–:]{3,40}?)(?:\s*[—–|-]\s*(?=.*(?P<what>портал|portal|новости|news|жаңалықтар|"
    r"жаңылыктар|янгилик|"
    r"yangilik|газет|gazet|газит|журнал|jurnal|agency|агентт|агентств)).*)?$",
    re.IGNORECASE,
)


#: A page's name stands on no longer line.
_LINE: Final = 150


def _of_masthead(page: Page) -> Iterator[Guess]:
    """A medium that the furniture above or below the text names, if it names one only."""
    found = [
        (line, span)
        for line in page.lines
        if line.dropped and line.dropped not in ("related", "photo", "share", "subscribe")
        for span in media.named(line.text)
    ]
    if len({line.text[slice(*span)].casefold() for line, span in found}) == 1:
        line, (start, end) = found[0]
        yield _named(line.text[start:end], (line.start + start, line.start + end), 0.5)
    rights = " ".join(line.text for line in page.lines if line.dropped == "copyright").casefold()
    first = next((line for line in page.lines if line.text), None)
    if first and first.dropped and len(first.text) < _LINE and (m := _ABOVE.match(first.text)):
        name = _PARTS.split(m["name"].strip())[0]
        if (m["what"] or name.casefold() in rights) and not _IS_NO_NAME.fullmatch(name):
            yield _named(name, (first.start, first.start + len(name)), 0.45)


#: What parts the name of a site from its sections or its menu.
_PARTS: Final = re.compile(r"\s{2,}|\s*[|»>/–—]\s*")
_IS_NO_NAME: Final = re.compile(
    rf"\W|\d|.*[×:@?!\d].*|(?:{OPENERS['navigation']}|{OPENERS['subscribe']}|{OPENERS['share']}|линк|links?\b|"
    rf"asosiy kontent|основной контент|негизги|негізгі|[^|]*telegram|"
    rf"(?:узбекистан|ўзбекистон|o.?zbekiston|казахстан|қазақстан|кыргызстан|uzbekistan|kazakhstan|kyrgyzstan)$).*",
    re.IGNORECASE,
)


def _of_site(page: Page) -> Iterator[Guess]:
    """The address of the site that the first line of furniture above the headline begins with."""
    line = next((line for line in page.lines if line.text), None)
    if line and line.dropped and (m := _HOST.match(line.text)):
        yield _named(m[0], (line.start, line.start + m.end()), 0.6)


def _of_first_line(page: Page) -> Iterator[Guess]:
    """What the first line of the page, a line of furniture above the headline, begins with."""
    line = next((line for line in page.lines if line.text), None)
    if not (line and line.dropped and page.title and line.start < page.title.span[0]):
        return
    name = _PARTS.split(line.text.strip())[0]
    if 2 < len(name) < _LINE / 2 and not _IS_NO_NAME.fullmatch(name):
        start = line.start + line.text.index(name)
        yield _named(name, (start, start + len(name)), 0.4)


def _of_medium(page: Page) -> Iterator[Guess]:
    for line in page.body:
        if m := _REPORTS.search(line.text):
            name = m["name"].rstrip(".,")
            if not name[0].isupper():
                continue
            start = line.start + m.start("name")
            above = any(name.casefold() in line.text.casefold() for line in page.lines if line.dropped)
            if ("." in name or above) and not furniture.PRESS_SERVICE.search(name):
                yield _named(name, (start, start + len(name)), 0.85)


def _of_credit(page: Page) -> Iterator[Guess]:
    for line in page.body:
        spans = [m.span(m.lastgroup) for m in _CREDITS.finditer(line.text) if m.lastgroup]
        if spans:
            start, end = max(spans, key=lambda span: span[1] - span[0])
            yield _named(line.text[start:end], (line.start + start, line.start + end), 0.7)


def _of_address(page: Page, organisers: Registry) -> Iterator[Guess]:
    for reason, sure in (("address", 0.6), ("contact", 0.5)):
        for line in page.lines:
            if line.dropped == reason and (m := _HOST.search(line.text)):
                span = (line.start + m.start(), line.start + m.end())
                yield _of_host(m[0], span, sure, organisers, page.language)


def _of_host(address: str, span: tuple[int, int], sure: float, organisers: Registry, language: str) -> Guess:
    """The source behind an address: the organiser whose site it is, else its own name."""
    host = _bare_host(address)
    owner = next(
        (term for term in organisers.terms.values() if term.url and _bare_host(term.url) == host), None
    )
    url = address if "://" in address else f"https://{address}"
    name = owner.name.get(language, owner.name["en"]) if owner else host
    return Guess({"name": name, "url": url.lower()}, address, span, sure)


def _bare_host(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?([^/:?#]+).*", r"\1", address).lower()


def _named(name: str, span: tuple[int, int], sure: float) -> Guess:
    value = {"name": name[:300]}
    if m := _HOST.fullmatch(name):
        value["url"] = (m["url"] or "https://") + m["host"].lower()
        sure = min(sure, 0.79)  # the address was made of the name
    return Guess(value, name, span, sure)

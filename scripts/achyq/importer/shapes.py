"""Page furniture told by a line alone: its words, and its shape (counters, contacts, dates, bars of
links).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from achyq.importer import dating, masking
from achyq.importer.openers import DATE_WORDS, OPENERS, WEEKDAYS

_OPENER: Final = {
    reason: re.compile(rf"[\W_]{{0,4}}(?:{words})", re.IGNORECASE) for reason, words in OPENERS.items()
}
#: The longest line that an opener alone condemns: more is a paragraph that happens to begin so.
_SHORT: Final = {
    "copyright": 400,
    "contact": 220,
    "subscribe": 200,
    "navigation": 160,
    "tags": 300,
    "source": 150,
    "related": 130,
}
_LANGUAGE_BAR: Final = re.compile(
    r"(?:\W*(?:кырг?(?:ызча)?|кыр|қаз(?:ақша)?|каз|рус(?:ский|ча)?|орус(?:ча)?|eng?(?:lish)?|анг|oʻz|o.z|"
    r"ўз(?:бекча)?|ўзб|ру|уз|"
    r"o.zbekcha|ky|kg|kz|kk|uz|ru|lat|кир|крил|қаз)\b\W*){2,}",
    re.IGNORECASE,
)
TIME: Final = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
SENTENCE: Final = re.compile(r"[.!?…:;][»”\")\]]*$")
SEPARATOR: Final = re.compile(r"\s[|/›>»•·—–→]\s|\s{2,}|\t")
#: How many pictures there are: 📷 6 та сурат.
_PICTURES: Final = re.compile(
    r"\W*\d*\s*(?:та|ta|даана)?\s*(?:сурат|surat|фото|foto|сүрөт|photo|видео|video|сурет|picture|"
    r"image)\w*\W*\d*\W*",
    re.IGNORECASE,
)
#: A caption that says whose picture it is, or that it is none of the event; a picture without one.
_ARCHIVE: Final = re.compile(
    r"(?:архив(?:ное|дик|тік|ий)|иллюстративн\w+|архивдан|arxiv\w*|мурағат\w*)\s+(?:фото|сүрөт|сурет|surat|"
    r"foto|"
    r"сурат)\w*\W*$|,\s(?:сурет|сүрөт|фото|сурат|surat|foto|photo)\s[-–—]\s|"
    r"\s(?:сурет|сүрөт|фото|сурат|surat|foto|photo):\s\S+$|\([A-Z]{3,}/[^()]{3,40}\)$|^alt text\b|"
    r"\s[/|-]\s?(?:file ?(?:photo|pic)|(?:файл|архив)\w* (?:фото|сүрөт|сурет|сурат))\W*$|"
    r"^иллюстрациялык сүрөт\W*$|"
    r"[.!]\s(?:иллюстрациялык|көрнекі|иллюстратив)\s?(?:сүрөт|сурет|сурат|фото)\w*\W*$|"
    r"(?:^|[.!]\s)(?:фото|foto|photo|сүрөт|сурет|сурат|surat)(?:\s(?:с сайта\s\S+|из архива(?:\s\S+)?|"
    r"из открытых источников)|"
    r":\s[^.]{3,60})\W*$|"
    r"^[\w-]+_[\w-]+ \(\d+\)$|^на (?:фото|снимке|фотографии): |"
    r"\s(?:тараткан|таратқан|тарқатган|tarqatgan) (?:сүрөт|сурет|сурат|surat)\W*$|"
    r"^фото (?:пресс-|[а-яё]+ой службы )[^.]{3,60}\.?(?: [^.]{3,60}\.?)?$",
    re.IGNORECASE,
)
_CAPTION: Final = 200
#: What pages are labelled with.
_LABELS: Final = re.compile(
    r"read \d+ times|(?:published|posted|filed) (?:in|under) .{2,30}|more »|"
    r"(?:rector|директор|ректор)['’]?s? blog|"
    r"other news of the topic: .*|окуп көрүңүз: .*|окуп көрүңүздөр: .*|нравится \d+",
    re.IGNORECASE,
)
#: An author and the rubric: Anna Ivanova Local news / Exclusive.
_AUTHOR_AND: Final = re.compile(r"(?:[A-ZА-ЯЁ][\w-]+ ){2}[A-ZА-ЯЁ][\w ]{2,20} / [A-ZА-ЯЁ][\w ]{2,20}")
#: On what terms it may be copied.
_COPIED: Final = re.compile(
    r"гипершилтеме|гиперсілтеме|гиперҳавола|giperhavola|гиперссылк|активн\w+ ссылк|hyperlink is|"
    r"шилтеме\w* (?:коюу|берүү|милдет)|"
    r"сілтеме\w* (?:жасау|беру|міндетті)|ҳавола\w* (?:қилиш|кўрсат|берил)|havola\w* (?:qilish|koʻrsat|"
    r"ko.rsat|beril)|"
    r"муаллифлик ҳуқуқи|mualliflik huquqi|авторлық құқығы|автордук укугу|авторским правом|manba "
    r"ko.?rsatil|манба кўрсатил|ссылка на (?:сайт|источник|агентств\w+) обязательн",
    re.IGNORECASE,
)
_HASHTAGS: Final = re.compile(r"(?:#[\w-]+[\s,;]*)+")
_ADDRESS_ONLY: Final = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+(?:/\S*)?/?")
_ALPHABET: Final = re.compile(r"[^\W\d_]")


#: Longer lines say more than when and by whom.
LONGEST: Final = 110


def reason(text: str) -> str:
    """The reason that the line alone gives to drop it, or nothing."""
    if not text:
        return ""
    if not _ALPHABET.search(text):
        return "date" if _is_date_line(text) else "counter"
    if shape := next((why for why, has in _SHAPES if has(text)), ""):
        return shape
    for why, pattern in _OPENER.items():
        limit = 300 if text.count("|") > 1 else _SHORT.get(why, 90)
        if len(text) <= limit and (m := pattern.match(text)) and not _reads_on(text, why, m.end()):
            return why
    parts = [part for part in SEPARATOR.split(text) if part.strip()] if not _ITEM.match(text) else []
    if len(parts) >= 3 and max(len(part.split()) for part in parts) <= 4 and not SENTENCE.search(text):
        return "navigation"
    return ""


#: An item of a list.
_ITEM: Final = re.compile(r"[•*–—-]\s")


def _reads_on(text: str, reason: str, end: int) -> bool:
    """Whether a line that begins like furniture goes on as a sentence of the article."""
    if reason == "related" and ("|" in text or "  " in text or _HEADS.match(text, max(0, end - 1))):
        return False
    if reason in ("copyright", "source", "tags", "photo", "byline") or not text.endswith(
        (".", "!", "?", "…")
    ):
        return len(text.split()) > 12 and reason in ("navigation", "comments", "counter", "share", "related")
    begun = text[end : end + 1].isalpha()  # the words only begin like furniture: Тыңдаушылар
    next_to = begun or reason in _AMBIGUOUS
    return len(text.split()) >= (_SHORTEST if next_to else 7) and not masking.find(text)


#: The rest of a heading before what it heads, on one line: Окшош материалдар: …
_HEADS: Final = re.compile(r"\w*(?:\s\w+){0,2}\s?:")
#: Reasons whose words begin sentences as well: Keyingi mavsum bahorda boʻladi.
_AMBIGUOUS: Final = frozenset({"navigation", "related", "counter", "print"})
#: The words of the shortest sentence that is not taken for furniture by the beginning of its first word.
_SHORTEST: Final = 4


def _is_contact(text: str) -> bool:
    """A phone or e-mail with little else than labels and names, or one that closes a notice."""
    masks = masking.find(text)
    reachable = [mask for mask in masks if mask.kind in ("phone", "email")]
    if not reachable:
        return False
    rest = text
    for mask in reversed(reachable):
        rest = rest[: mask.start] + rest[mask.end :]
    words = re.findall(r"[^\W\d_]{3,}", rest)
    ends_open = not re.search(r"[.!?…]$", text)
    return (
        len(words) <= 6
        or (len(reachable) >= 2 and ends_open)
        or (ends_open and len(words) <= 14 and bool(_OPENER["contact"].match(text)))
    )


#: What a heading of related news says, wherever in it: Hokimlikning boshqa yangiliklari:
_HEADING: Final = re.compile(
    r"(?:башка|акыркы|дагы|соңку|басқа|соңғы|тағы|бошқа|сўнгги|охирги|яна|boshqa|so.?nggi|oxirgi|yana|"
    r"другие|последние|"
    r"ещ[её]|other|latest|more|recent)\s+(?:жаңылык|кабар|макала|материал|жаңалық|мақала|янгилик|хабар|"
    r"мақола|yangilik|"
    r"xabar|maqola|новост|материал|публикац|стать|news|stor|article|post)\w*|"
    r"\b(?:теме|темага|тақырып|тақырыпқа|мавзуга|mavzuga|темада|тақырыпта|мавзуда|mavzuda)\b",
    re.IGNORECASE,
)
#: A postal address: a postcode or a town, a street, and a number.
_STREET: Final = re.compile(
    r"\b(?:ул|пр|пр-т|просп|проспект|улица|көч|көчөсү|көшесі|даңғылы|проспектиси|кўчаси|кўч|шоҳкўчаси|"
    r"хиёбони|мкр|бульвар\w*|"
    r"ko.?chasi|ko.?ch|shohko.?chasi|street|st|ave|avenue|str|blvd|boulevard|square)\b\.?",
    re.IGNORECASE,
)


def _is_address(text: str) -> bool:
    """Whether the line is the address of a house: a street, a number, commas, and no sentence."""
    return (
        len(text) < LONGEST
        and bool(_STREET.search(text))
        and bool(re.search(r"\d", text))
        and text.count(",") >= 1
        and len(re.findall(r"[^\W\d_]{3,}", text)) <= _MOST_WORDS
        and (not re.search(r"\w{3,}[.!?]$", text) or bool(re.search(r",\s*\d{5,6},", text)))
    )


#: An address has no more words.
_MOST_WORDS: Final = 9


def is_stamp(text: str) -> bool:
    """Whether the line begins with day and clock, as agencies stamp news, or with a label and the day:
    21/07/22 10:18, Bishkek – by A. S.; 18:54, 26 November 2025, Bishkek; Чоп этилган: 13 декабрь 2022 йил.
    """
    whens = dating.expressions(text) if len(text) <= LONGEST else []
    if not whens or not whens[0].year or not whens[0].start[1]:
        return False
    rest = text[whens[0].span[1] :]
    if (label := _LABEL.match(text)) and whens[0].span[0] == label.end():
        return len(re.findall(r"[^\W\d_]{2,}", rest)) <= _MOST_BESIDES
    if (clock := TIME.match(text)) and whens[0].span[0] - clock.end() < _AT_THE_START:
        return len(re.findall(r"[^\W\d_]{2,}", _AGENCY.sub("", rest))) <= _MOST_BESIDES
    if whens[0].span[0] < _AT_THE_START and re.match(r"\s*[/|•·]\s", rest):
        return len(re.findall(r"[^\W\d_]{2,}", rest)) <= _MOST_BESIDES  # the day and who wrote it
    return whens[0].span[0] < _AT_THE_START and bool(re.match(r"\W{0,4}(?:\w{1,3}\s)?\d{1,2}:\d{2}", rest))


#: Who stamped it: 24.kg news agency, by A. B.
_AGENCY: Final = re.compile(r"[\w.]+ news agency(?:, by)?", re.IGNORECASE)
#: So many words may stand beside a day with a label: of another day, of readers.
_MOST_BESIDES: Final = 4
_LABEL: Final = re.compile(r"(?:[^\W\d_]+\s){0,2}[^\W\d_]+\s?:\s*")
#: Before the day of a stamp stand no more letters.
_AT_THE_START: Final = 4


def _is_dateline(text: str) -> bool:
    """Whether the line is no more than place, day and agency: ХОРОГ, 13 сен — Азия-Сводка."""
    m = _PLACE_AND.match(text)
    whens = dating.expressions(text) if m and len(text) < _SHORT_LINE else []
    return bool(m and whens and whens[0].start[1] and whens[0].span[0] - m.end() < _AT_THE_START)


_PLACE_AND: Final = re.compile(r"[A-ZА-ЯЁҚҒҲӨҮҢІҰӘЎ][A-ZА-ЯЁҚҒҲӨҮҢІҰӘЎʻ' -]{2,20}[,.]\s*")
_SHORT_LINE: Final = 60


def _is_signed(text: str) -> bool:
    """Whether the line is the name of who wrote it, the last in capitals: Нұрболат ЕРАЛЫ."""
    return bool(_SIGNED.fullmatch(text) or _ROLE.fullmatch(text))


_ROLE: Final = re.compile(
    r"(?:Тілші|Кабарчы|Мухбир|Muxbir|Корреспондент)\s?: .{3,30}|[Сс]об\. инф\.|Өз тілшіміз|[Ўў]з мухбиримиз|"
    r"[\w.]{3,20} news agency, by .{2,30}|"
    r"(?:[^\W\d_]\.\s?){1,2}[^\W\d_]{3,20}\.\s(?:суреттер|сүрөттөр|суратлар|suratlar|фото)\s\w+\.?|"
    r"(?:[^\W\d_][\w.ʻʼ'’-]*,?\s+){2,5}(?:staff writer|correspondent|reporter|editor|корреспондент\w*|"
    r"собкор\w*|"
    r"журналист\w*|мухбири?|muxbiri?|кабарчы\w*|кабарчысы|тілші\w*|редактор\w*)",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"(?:[^\W\d_][\w.ʻʼ'’-]*\s+){1,2}[A-ZА-ЯЁҚҒҲӨҮҢІҰӘЎʻʼ'’-]{4,}[.,]?")
#: How long it takes to read, in any order of words.
_READING: Final = re.compile(
    r"(?:\W*\d{1,6}(?: \d{3})*\s{2,})?\W*(?:[^\W\d_]+\W+){0,2}\d+\W{0,2}(?:мин|мүнөт|минут|daqiqa|"
    r"дақиқа|min)\w*\W*"
    r"(?:[^\W\d_]+\W*){0,2}",
    re.IGNORECASE,
)


def _is_date_line(text: str) -> bool:
    """A date with nothing else than a time, a label and a counter; not days from one to another."""
    if len(text) > 80 or _OPENER["contact"].match(text):
        return False
    whens = [when for when in dating.expressions(text) if when.year and when.start[1]]
    if not whens or any(when.start != when.end for when in whens):
        return False
    rest = text
    for when in reversed(whens):
        rest = rest[: when.span[0]] + " " + rest[when.span[1] :]
    rest = TIME.sub(" ", rest)
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if not DATE_WORDS.fullmatch(word)]
    return len(words) <= (1 if len(text) > 50 else 2) and not (words and re.search(r"[.!?…]$", rest.strip()))


#: From where an agency writes, alone on its line: Tashkent, Uzbekistan (UzDaily.com) —, Бишкек — 24.kg, А. К.
_WRITTEN_FROM: Final = re.compile(
    r"[^\W\d_]+, [^\W\d_]+ \([\w.]+\)\s*[–—-]+|[A-ZА-ЯЁ][^\W\d_]{2,20} [–—-] [\w-]+\.(?:kg|kz|uz|tj|com)"
    r"(?:, (?:[^\W\d_]\.\s?){1,2}(?:[^\W\d_]+)?)?"
)
#: Exchange rates beside something else.
_RATES: Final = re.compile(
    r"\b(?:USD|EUR|RUB|KZT|UZS)\W{1,3}[\d.,]+\b.*\b(?:USD|EUR|RUB|KZT|UZS)\W{1,3}[\d.,]+"
)
#: Shapes of furniture in the order in which they are asked for.
_SHAPES: Final[tuple[tuple[str, Callable[[str], object]], ...]] = (
    ("date", _is_date_line),
    ("date", _is_dateline),
    ("date", _WRITTEN_FROM.fullmatch),
    ("counter", lambda text: len(text) < LONGEST and _RATES.search(text)),
    ("date", lambda text: text[0] == "[" and text[-1] == "]" and is_stamp(text[1:-1])),
    ("byline", lambda text: _is_signed(text) and not text.isupper()),
    ("reading time", lambda text: len(text) < _SHORT_LINE and _READING.fullmatch(text)),
    ("calendar", WEEKDAYS.fullmatch),
    ("languages", lambda text: len(text) < 60 and _LANGUAGE_BAR.fullmatch(text)),
    ("photo", _PICTURES.fullmatch),
    ("photo", lambda text: len(text) < _CAPTION and _ARCHIVE.search(text)),
    ("navigation", _LABELS.fullmatch),
    ("byline", lambda text: len(text) < _SHORT_LINE and _AUTHOR_AND.fullmatch(text)),
    ("copyright", lambda text: len(text) < LONGEST and _COPIED.search(text)),
    ("tags", _HASHTAGS.fullmatch),
    ("address", _ADDRESS_ONLY.fullmatch),
    ("contact", lambda text: _is_contact(text) or _is_address(text)),
    ("related", lambda text: len(text) < 70 and text.endswith(":") and _HEADING.search(text)),
)

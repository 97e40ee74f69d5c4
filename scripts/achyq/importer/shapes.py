"""Page furniture told by a line alone: its words, and its shape (counters, contacts, dates, bars of "
"links).
"""

from __future__ import annotations

import re
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
}
_LANGUAGE_BAR: Final = re.compile(
    r"(?:\W*(?:кырг?(?:ызча)?|кыр|қаз(?:ақша)?|каз|рус(?:ский|ча)?|орус(?:ча)?|eng?(?:lish)?|анг|oʻz|o.z|"
    r"ўз(?:бекча)?|ўзб|ру|уз|"
    r"o.zbekcha|ky|kg|kz|kk|uz|ru|lat|кир|крил|қаз)\b\W*){2,}",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(r"[\d\s\u00a0.,:()|/•·+-]+")
TIME: Final = re.compile(r"\b\d{1,2}:\d{2}(?::\d{2})?\b")
SENTENCE: Final = re.compile(r"[.!?…:;][»”\")\]]*$")
SEPARATOR: Final = re.compile(r"\s[|/›>»•·—–]\s|\s{2,}|\t")
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
    if _is_date_line(text):
        return "date"
    if WEEKDAYS.fullmatch(text):
        return "calendar"
    if len(text) < 60 and _LANGUAGE_BAR.fullmatch(text):
        return "languages"
    if _HASHTAGS.fullmatch(text):
        return "tags"
    if _ADDRESS_ONLY.fullmatch(text):
        return "address"
    if _is_contact(text) or _is_address(text):
        return "contact"
    if len(text) < 70 and text.endswith(":") and _HEADING.search(text):
        return "related"
    for why, pattern in _OPENER.items():
        limit = 300 if text.count("|") > 1 else _SHORT.get(why, 90)
        if len(text) <= limit and pattern.match(text) and not _reads_on(text, why):
            return why
    parts = [part for part in SEPARATOR.split(text) if part.strip()]
    if len(parts) >= 3 and max(len(part.split()) for part in parts) <= 4 and not SENTENCE.search(text):
        return "navigation"
    return ""


def _reads_on(text: str, reason: str) -> bool:
    """Whether a line that begins like furniture goes on as a sentence of the article."""
    if "|" in text and reason == "related":
        return False
    if reason in ("copyright", "source", "tags", "photo", "byline") or not text.endswith(
        (".", "!", "?", "…")
    ):
        return len(text.split()) > 12 and reason in ("navigation", "comments", "counter", "share", "related")
    return len(text.split()) >= 7 and not masking.find(text)


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
    r"\b(?:теме|темага|тақырып|тақырыпқа|мавзуга|mavzuga)\b",
    re.IGNORECASE,
)
#: A postal address: a postcode or a town, a street, and a number.
_STREET: Final = re.compile(
    r"\b(?:ул|пр|пр-т|просп|проспект|улица|көч|көчөсү|көшесі|даңғылы|проспектиси|кўчаси|кўч|шоҳкўчаси|"
    r"хиёбони|мкр|бульвар\w*|"
    r"ko.?chasi|ko.?ch|shohko.?chasi|street|st|ave|avenue|str|blvd)\b\.?",
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
        and not re.search(r"\w{3,}[.!?]$", text)
    )


#: An address has no more words.
_MOST_WORDS: Final = 9


def _is_date_line(text: str) -> bool:
    """A date with nothing else than a time, a label and a counter."""
    if len(text) > 80 or _OPENER["contact"].match(text):
        return False
    whens = [when for when in dating.expressions(text) if when.year and when.start[1]]
    if not whens:
        return False
    rest = text
    for when in reversed(whens):
        rest = rest[: when.span[0]] + " " + rest[when.span[1] :]
    rest = TIME.sub(" ", rest)
    words = [word for word in re.findall(r"[^\W\d_]+", rest) if not DATE_WORDS.fullmatch(word)]
    return len(words) <= (1 if len(text) > 50 else 2) and not (words and re.search(r"[.!?…]$", rest.strip()))

"""Lines by themselves: which read as paragraphs, and how much one is like a headline."""

from __future__ import annotations

import re
from typing import Final

from achyq.importer.shapes import SENTENCE

#: The name of the site that stands after a page's title.
SITE: Final = re.compile(r"\s+[|–—»·•-]\s+[^|–—»·•]{2,60}$")
_STOPS: Final = re.compile(r"\w{3,}[.!][»”\")\]]*$")
_REPORTS: Final = re.compile(
    r"(?:[дт][ыиіуү]|[дт][ыиіуү]л[аеоө]р|л[дт]ы|[мб]окчу|[аеоө]т|[аеоө]ди|ган|ган|di|dilar|moqda|моқда|уда|"
    r"мақ|мек)$|"
    r"\b(?:прош|состоя|обсуд|провел|провёл|провер|наград|откр|подпис|рассказ|принял|нача|заверш|held|"
    r"hosts?|meets?|"
    r"open|learn|train|discuss|sign|launch|map|study|test|комм?ент|comment)\w*",
    re.IGNORECASE,
)
#: The name of a body, with which page headers consist of.
_BODY: Final = re.compile(
    r"(?:министрлиги|министрлігі|вазирлиги|vazirligi|агенттиги|агенттігі|агентлиги|agentligi|прокуратурасы|"
    r"прокуратураси|prokuraturasi|"
    r"администрациясы|әкімдігі|әкімшілігі|ҳокимлиги|hokimligi|департаменті|департаменти|departamenti|"
    r"комитети|комитеті|қўмитаси|qo.?mitasi|"
    r"мэриясы|республикасы|республикаси|respublikasi|сайты|порталы|sayti|portali)$"
    r"|^(?:министерство|агентство|прокуратура|генеральная прокуратура|администрация|департамент|комитет|"
    r"мэрия|акимат|официальный сайт)\b"
    r"|^(?:ministry|agency|office|department)\b",
    re.IGNORECASE,
)


#: What a newspaper says of itself above its news.
_MASTHEAD: Final = re.compile(
    r"\b(?:газета|газет|газетасы|газетаси|газеті|газети|gazeta|gazetasi|журнал|журналы|jurnal|newspaper|нашр|"
    r"nashr|рукн|rukn|"
    r"маалымат агенттиги|ақпарат агенттігі|ахборот агентлиги|axborot agentligi|информационное агентство|"
    r"агентство новостей|"
    r"news agency|айдар|рубрика)\b",
    re.IGNORECASE,
)


#: What a line says of the event, before its value.
LABEL: Final = re.compile(
    r"(?:place|location|venue|where|when|date|period|duration|budget|donors?|(?:local )?partners?|"
    r"партн[её]р\w*|"
    r"өнөктөш\w*|серіктес\w*|ҳамкор\w*|hamkor\w*|место|дата|когда|где|жайы|орду|өтүүчү жери|"
    r"өтетін орны|орны|жойи|ўтказиш жойи|joyi|sana|сана)\s*:\s",
    re.IGNORECASE,
)
#: The name of a site with what it is, or its address first: smotri.kg — новости Кыргызстана сегодня.
_SITES_NAME: Final = re.compile(
    r"^(?:www\.)?[\w-]+\.(?:kg|kz|uz|tj|tm|com|org|info|media|asia|news|net)\b(?:\s[-–—|/]|\s{2}|$)|"
    r"\s[-–—|/]\s(?:правовой|новостной|информационный|деловой) портал\b|"
    r"\s[-–—|/]\s(?:расмий|ресми|rasmiy|официальный|official)\s(?:веб-?|veb-?|web)?(?:сайт|sayt|site|"
    r"портал)\w*$",
    re.IGNORECASE,
)
#: A short name with what it stands for: ACCA – Anti-Corruption in Central Asia.
_EXPANDED: Final = re.compile(r"([A-ZА-ЯЁЎҚҒҲӨҮҢІҰҺӘ]{3,8})\s[–—-]\s(.+)")


def _is_initials(text: str) -> bool:
    """Whether the line is a site's initials with the name that they stand for."""
    m = _EXPANDED.fullmatch(text)
    letters = "".join(word[0] for word in re.split(r"[\s-]", m[2]) if word[:1].isupper()) if m else ""
    return bool(m and letters == m[1])


#: The name of a body in English, of a few words in capitals: OSCE Centre in Ashgabat.
_ENGLISH_NAME: Final = re.compile(r"[A-Z][\w'-]+(?:\s(?:of|the|in|for|and|on|to|[A-Z][\w'-]+))+")
_SHORT: Final = 7
#: With what an agency signs its text on its last line: ///nCa.
_SIGN: Final = re.compile(r"(?<=[.!?…])\s*/{2,3}\s*\w{2,12}$")


def is_prose(text: str) -> bool:
    """Whether the line reads as a paragraph: long, or ended as a sentence."""
    text = _SIGN.sub("", text)
    words = len(text.split())
    return (
        words >= 14
        or (words >= 4 and bool(SENTENCE.search(text)))
        or (words >= 2 and bool(_STOPS.search(text)))
    )


def is_paragraph(text: str) -> bool:
    """Whether the line can be no headline: it ends with a full stop, or is too long."""
    ended = bool(re.search(r"[.;:…][»”\")]*$", text))
    return (is_prose(text) and ended and len(text.split()) > _FEW) or len(text) > 300


#: A line of so few words is no paragraph above a headline: Markets. Policy. People.
_FEW: Final = 3


#: By whom a first paragraph without a full stop is told.
_TOLD: Final = re.compile(
    r",\s(?:деп хабарлайды|деп кабарлайт|передае?т|передаёт|сообщает|reports)\s\S+$", re.IGNORECASE
)


#: Whom an announcement greets before it says what it is about.
_GREETING: Final = re.compile(r"(?:құрметті|урматтуу|ҳурматли|hurmatli|уважаемы[ей]|dear)\b", re.IGNORECASE)


def is_greeting(text: str) -> bool:
    """Whether the line greets readers, which belongs to what follows it: an address with its mark."""
    return bool(_GREETING.match(text)) and text.endswith(("!", ","))


def headline_likeness(text: str) -> int:
    """How much a line is like a headline: by its length, a verb that reports, and not being a body's name."""
    words = len(text.split())
    points = 3 if 4 <= words <= 32 else int(words >= 2)
    points += 2 * bool(words > 2 and _REPORTS.search(text.rstrip('»”"!?')))
    points -= 4 * bool(_BODY.search(text.rstrip('»”"')))
    points -= text.isupper() and words < 6 and not text.endswith(("?", "!"))
    points -= 3 * bool(re.search(r"\w{4,}[.!?] [A-ZА-ЯЁӘҒҚҢӨҰҮҺІЎҲ]", text))
    points -= 2 * bool(_GREETING.match(text))
    points -= 4 * bool(_MASTHEAD.search(text))
    points -= 2 * bool(re.fullmatch(r"[«“\"][^«»“”\"]+[.][»”\"]", text) or _TOLD.search(text))
    points -= 3 * bool(re.search(r"\s(?:[|>›»/]|//)\s|:\s*\d", text))
    points -= 4 * bool(LABEL.match(text))
    points -= 5 * bool(_SITES_NAME.search(text) or _is_initials(text))
    points -= 3 * bool(words <= _SHORT and _ENGLISH_NAME.fullmatch(text))
    return points

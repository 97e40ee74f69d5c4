"""Dates in running text: expressions in six languages, what each is the date of."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from achyq import edtf
from achyq.importer import morphology

_MONTHS: Final = (
    r"январ|янв|қаңтар|қаң|yanvar|january|jan|үчтүн айы",
    r"феврал|фев|ақпан|ақп|fevral|february|feb|бирдин айы",
    r"март|мар|наурыз|нау|mart|march|mar|жалган куран",
    r"апрел|апр|сәуір|сәу|aprel|april|apr|чын куран",
    r"ма[йя]|мая|мамыр|may|бугу айы",
    r"июн|маусым|мау|iyun|june|jun|кулжа айы",
    r"июл|шілде|шіл|iyul|july|jul|теке айы",
    r"август|авг|тамыз|там|avgust|august|aug|баш оона",
    r"сентябр|сен|қыркүйе[кг]|қыр|senty?abr|september|sept|sep|аяк оона",
    r"октябр|окт|қазан|қаз|okty?abr|october|oct|тогуздун айы",
    r"ноябр|ноя|қараша|қар|noyabr|november|nov|жетинин айы",
    r"декабр|дек|желтоқсан|жел|dekabr|december|dec|бештин айы",
)
_MONTH_NUMBERS: Final = [(re.compile(months), number) for number, months in enumerate(_MONTHS, 1)]
_MONTH: Final = "(?:" + "|".join(sorted("|".join(_MONTHS).split("|"), key=len, reverse=True)) + ")"
_YEAR: Final = r"(?:19[89]|20[0-4])\d"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
MONTH_NAME: Final = _MONTH
_TAIL: Final = r"[^\W\d_]{0,8}(?![^\W\d_])"
_YEAR_WORD: Final = r"(?:[-\s]*(?:(?:жыл|йил|yil|год)(?!\w*лар)\w*|[жйгy]\.|[жйг]\b))"
_ISO: Final = re.compile(rf"(?<![\d.-])({_YEAR})[-./](0[1-9]|1[0-2])[-./]({_DAY})(?!\d)")
_NUMERIC: Final = re.compile(
    rf"(?<![\d.,/-])({_DAY})(?:\s?[./-]\s?(0?[1-9]|1[0-2])\s?[./-]\s?({_YEAR})"
    rf"|[./](0[1-9]|1[0-2])[./](\d\d)(?=\s*(?:г|ж|й|y|\d?\d:\d\d|$)))(?!\d)"
)
#: As Americans write it, where it can be nothing else: 3/30/2022.
_MONTH_FIRST_NUMERIC: Final = re.compile(
    rf"(?<![\d.,/-])(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>{_YEAR})(?!\d)"
)
_JOIN: Final = r"[-–—−]|и|жана|және|ва|va|and|&|по|to|until"
_ORDINAL: Final = r"(?:st|nd|rd|th|-?(?:го|ое|[шч][иыі]|нч[иы]|i?nchi)\b)?"
_WORDED: Final = re.compile(
    rf"(?:(?<![\w.,№])(?P<y0>{_YEAR}){_YEAR_WORD}?\s*,?\s*)?"
    rf"(?:(?P<from>\b(?:с|со|from|between)\s+))?"
    rf"(?<![\d№.,:])(?P<d1>{_DAY}){_ORDINAL}"
    rf"(?:-?\s*(?P<join>{_JOIN})\s*(?P<d2>{_DAY}){_ORDINAL})?"
    rf"(?:\s+of)?\s*[-–—]?\s*(?P<m>{_MONTH})(?P<tail>{_TAIL})"
    rf"(?:\.?[\s,]+(?P<y1>{_YEAR})(?!\d|\s*[-–]\s*\d){_YEAR_WORD}?)?",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    rf"\b(?P<m>January|February|March|April|May|June|July|August|September|October|November|December|"
    rf"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[.,]?\s+(?P<d1>{_DAY})(?:st|nd|rd|th)?"
    rf"(?:\s*(?P<join>[-–—]|and|to)\s*(?P<d2>{_DAY})(?:st|nd|rd|th)?)?(?!\d)(?:,?\s+(?P<y1>{_YEAR})\b)?"
)
#: As sites set up in English write it: Avgust 15, 2024.
_MONTH_DAY: Final = re.compile(
    rf"\b(?P<m>{_MONTH})(?P<tail>{_TAIL})\s+(?P<d1>{_DAY}),\s*(?P<y1>{_YEAR})\b", re.IGNORECASE
)
_MONTH_OF: Final = re.compile(
    rf"(?:(?<![\w.,№])(?P<y0>{_YEAR}){_YEAR_WORD}?\s*,?\s*)?\b(?P<m>{_MONTH})(?:\w{{0,3}}\s+(?=ай|ой|oy)|"
    rf"(?:[дт][ыиуү]н|[ндт][ыі]ң|нинг|ning)\s+)"
    rf"(?:(?:айынын|айының|ойининг|oyining)\s+)?(?P<d1>{_DAY})(?:\s*[-–—]\s*(?P<d2>{_DAY}))?(?P<tail>[-\s]?\w*)",
    re.IGNORECASE,
)
_MONTH_ONLY: Final = re.compile(
    rf"(?:(?<![\w.,№])(?P<y0>{_YEAR}){_YEAR_WORD}\s*,?\s*(?P<m0>{_MONTH})(?P<tail>{_TAIL}))"
    rf"|(?:\b(?P<m1>{_MONTH})(?P<tail1>{_TAIL})[.,]?\s+(?P<y1>{_YEAR})(?!\d|\s*[-–]\s*\d){_YEAR_WORD}?)",
    re.IGNORECASE,
)
#: Months of a year: 2021 жылғы қаңтар–қыркүйек, январь–июль 2022 года.
_MONTHS_OF: Final = re.compile(
    rf"(?<![\w.,№])(?P<y>{_YEAR}){_YEAR_WORD}\s*,?\s*(?P<m1>{_MONTH})(?:\s?[-–—]\s?|\s(?:мен|бен|пен|менен|"
    rf"ва|va|жана|және)\s)(?P<m2>{_MONTH})(?P<tail>{_TAIL})",
    re.IGNORECASE,
)
#: A month of this year: joriy yil dekabr oyida.
_MONTH_THIS: Final = re.compile(
    rf"(?:(?:joriy|shu|bu|жорий|шу|бу|ушул|осы|быйылкы|биылғы)\s(?:yil|йил|жыл)\w*|быйыл|"
    rf"биыл)\s(?P<m>{_MONTH})\w{{0,4}}\s(?:oy|ой|ай)\w+|"
    rf"\b(?P<alone>{_MONTH})\s(?:ойида|oyida|айында)(?!\w)",
    re.IGNORECASE,
)
_ATTRIBUTIVE: Final = re.compile(r"[дт][аеоө][гғ][ыиі]\w*$|d[a]gi$|dagi\w*$", re.IGNORECASE)
_ABLATIVE: Final = re.compile(r"[дтн][аеоө]н$|dan$", re.IGNORECASE)
_UNTIL_TAIL: Final = re.compile(r"(?:[гғкқ][аеоө]|н[аеоө])$|г[ае]ча$|gacha$|ga$", re.IGNORECASE)
_UNTIL_NEXT: Final = re.compile(r"\s*(?:чейин|дейін|қадар|qadar|шейін)", re.IGNORECASE)
_UNTIL_BEFORE: Final = re.compile(
    r"\b(?:до|к|ко|не позднее|не позже|by|until|before|no later than|till)\s+$", re.IGNORECASE
)
#: The word for a term before its date: акыркы мөөнөтү – 15-сентябрь.
_TERM_BEFORE: Final = re.compile(
    r"(?:мөөнөт|мерзім|муддат|muddat|\bсрок|deadline)\w*\W{0,5}(?:[^\W\d_]+\W+){0,2}$", re.IGNORECASE
)
_OF_BEFORE: Final = re.compile(
    r"\b(?:от|dated|датированн\w+)\s+$|\b(?:[Dd]ecree|[Rr]esolution|[Oo]rder|"
    r"[Ll]aw)\b[^.]{0,50}(?:No\.? ?\S+)?\s+on\s+$|(?:№|No\.?|number)\s*[\w-]{1,12}\s+of\s+$|(?:Decree|"
    r"Resolution|"
    r"Order|Law|[Rr]eport|[Aa]ddress|[Mm]essage|[Ss]peech)\s+of\s+$",
    re.IGNORECASE,
)
#: A verdict of a day is what a text of that day is about.
_JUDGED: Final = re.compile(r"\s*(?:үкім|өкүм|ҳукм|hukm|приговор)", re.IGNORECASE)
#: So is a meeting: 14 ақпандағы жиынды прокуратура өткізген.
_MEETING: Final = re.compile(
    r"\s+(?:[^\W\d_]+\s+)?(?:жиын|жыйын|жыйналыш|йиғилиш|yig.?ilish|отырыс|отурум|кездесу|жолугушуу|учрашув|"
    r"uchrashuv|тренинг|trening|семинар|seminar|форум|forum|конференц|konferen|брифинг|brifing|тадбир|tadbir)",
    re.IGNORECASE,
)
_ON_A_DAY: Final = re.compile(
    r"^\s*(?:күн[үд]\w*|күн[ід]\w*|кун[ил]\w*|kun[il]\w*|аралығында)", re.IGNORECASE
)
_LOCATIVE: Final = re.compile(r"[дт][аеоө]$|da$", re.IGNORECASE)
#: A memorial day, after its date.
HOLIDAY: Final = re.compile(
    r"\s*[-–—]?\s*[^.\n]{0,60}?(?:эл\s?аралык|халықаралық|халқаро|xalqaro|международн|international|"
    r"дүйнөлүк|davlat bayrog|давлат байроғ|mustaqillik|мустақиллик|независимост|тәуелсіздік|"
    r"эгемендүүлүк|konstitutsiya|"
    r"конституция)",
    re.IGNORECASE,
)
_BRIDGE: Final = re.compile(
    r"\s*(?:тартып|бастап|бошлаб|boshlab|баштап)?,?\s*"
    r"(?P<word>по|to|until|through|and|[-–—]|мен|бен|пен|менен|жана|және|билан|ва|bilan|va|и)?\s*",
    re.IGNORECASE,
)
#: Between the days of what was held in two places: 9 September in Bukhara and 12 September in Fergana.
_ELSEWHERE: Final = re.compile(
    r"\s*(?:күнү|күні|куни|kuni)?\s*(?:(?:in|at|в|во|на)\s+)?(?:the\s+|г\.\s*|"
    r"город[еа]\s+)?[A-ZА-ЯЁЎҚҒҲӨҮҢІҰӘ][\w‘’'ʻ-]+"
    r"(?:\s[^\W\d_]+)?,?\s+(?:and|и|жана|және|ва|va|hamda|ҳамда)\s+(?:(?:on|в)\s+)?"
)
#: The same with an ordinal: on 10 June, the second in the city of Samarkand on 13 June.
_SECOND: Final = re.compile(
    r"[^.;\d]{0,40}[,;]\s(?:(?:а|the|ал|эми|эса)\s)*(?:second|втор\w+|экинчи\w*|екінші\w*|иккинчи\w*|"
    r"ikkinchi\w*)"
    r"[^.;\d]{0,60}",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"\s*(?:\w+\s+)?(?:арал[ыи]|ара?син?да|оралиғ|oralig|орто)", re.IGNORECASE)


class When(NamedTuple):
    """A date expression: its span, the EDTF parts it names, and what speaks for or against it as an event."""

    span: tuple[int, int]
    year: int
    start: tuple[int, int]
    end: tuple[int, int]
    role: str  # "", document, deadline or holiday
    marked: bool  # in a case or with a word that says "on this day"
    end_year: int = 0

    def text(self, year: int) -> str:
        """The date as EDTF in `year` (0: unknown)."""
        first = _edtf(year, *self.start)
        last_year = self.end_year or (year + (self.end < self.start) if year else 0)
        last = _edtf(last_year, *self.end)
        return first if first == last else f"{first}/{last}"


def _edtf(year: int, month: int, day: int) -> str:
    text = f"{year:04d}" if year else "XXXX"
    return text + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")


def expressions(text: str) -> list[When]:
    """All dates in the text, from left to right; impossible ones (30 February) are left out."""
    found: list[When] = []
    for pattern in (_ISO, _NUMERIC):
        for m in pattern.finditer(text):
            year, month, day = (m[1], m[2], m[3]) if pattern is _ISO else (m[3] or m[5], m[2] or m[4], m[1])
            full = int(year) if len(year) == 4 else 2000 + int(year)
            found.append(_when(text, m, full, (int(month), int(day)), (int(month), int(day))))
    for m in _MONTH_FIRST_NUMERIC.finditer(text):
        day = (int(m["m"]), int(m["d"]))
        found.append(_when(text, m, int(m["y"]), day, day))
    for pattern in (_MONTH_OF, _WORDED, _MONTH_FIRST, _MONTH_DAY):
        found += [_worded(text, m) for m in pattern.finditer(text) if _is_month(m)]
    for m in _MONTHS_OF.finditer(text):
        found.append(_when(text, m, int(m["y"]), (_month(m["m1"]), 0), (_month(m["m2"]), 0)))
    for m in _MONTH_THIS.finditer(text):
        month = _month(m["m"] or m["alone"])
        found.append(_when(text, m, 0, (month, 0), (month, 0)))
    for m in filter(_is_month, _MONTH_ONLY.finditer(text)):
        month = _month(m["m0"] or m["m1"])
        found.append(_when(text, m, int(m["y0"] or m["y1"]), (month, 0), (month, 0)))
    found.sort(key=lambda when: (when.span[0], -when.span[1]))
    kept: list[When] = []
    for when in found:
        if kept and when.span[0] < kept[-1].span[1]:
            if when.start[1] and not kept[-1].start[1]:
                kept[-1] = when
            continue
        if possible(when, when.year):
            kept.append(when)
    return _joined(text, kept)


def _month(name: str) -> int:
    folded = name.casefold()
    return next(number for pattern, number in _MONTH_NUMBERS if pattern.fullmatch(folded))


def _is_month(m: re.Match[str]) -> bool:
    """Whether what follows the month's stem is an ending, so that `март` is not found in `мартаба`."""
    groups = m.groupdict()
    return m.re is _MONTH_OF or morphology.is_ending(groups.get("tail") or groups.get("tail1") or "")


def _worded(text: str, m: re.Match[str]) -> When:
    groups = m.groupdict()
    month = _month(m["m"])
    year = int(groups.get("y0") or groups.get("y1") or 0)
    first = int(m["d1"])
    last = int(groups.get("d2") or first)
    first = min(first, last)  # a time or a number before the day
    return _when(text, m, year, (month, first), (month, last))


def _when(text: str, m: re.Match[str], year: int, start: tuple[int, int], end: tuple[int, int]) -> When:
    tail = m.groupdict().get("tail") or m.groupdict().get("tail1") or ""
    before, after = text[max(0, m.start() - 80) : m.start()], text[m.end() : m.end() + 90]
    own = m[0]
    role = ""
    judged = _JUDGED.match(after)
    if not judged and (
        _OF_BEFORE.search(before)
        or (_ATTRIBUTIVE.search(tail) and not _MEETING.match(after))
        or re.match(r"\s*(?:г\.|года|год)?\s*№", after)
    ):
        role = "document"
    elif (
        (_UNTIL_TAIL.search(tail) and (_UNTIL_NEXT.match(after) or re.search(r"ч[аеоө]$|cha$", tail)))
        or _UNTIL_BEFORE.search(before)
        or _TERM_BEFORE.search(before)
    ) and not own.lower().startswith(("с ", "со ", "from ", "between ")):
        role = "deadline"
    elif (
        not _LOCATIVE.search(tail)
        and not _ON_A_DAY.match(after)
        and HOLIDAY.match(after)
        and re.match(r"\s*[-–—]", after)
    ):
        role = "holiday"
    marked = bool(
        _LOCATIVE.search(tail) or _ON_A_DAY.match(after) or re.search(r"\b[Oo]n\s+(?:\w+,\s+)?$", before)
    )
    return When((m.start(), m.end()), year, start, end, role, marked)


def possible(when: When, year: int) -> bool:
    """Whether the year (0: any) has the days of the expression: no other than leap years have 29 February."""
    try:
        edtf.parse(when.text(year))
    except ValueError:
        return False
    return True


def _joined(text: str, dates: list[When]) -> list[When]:
    """The dates with the two sides of a range made one: from the 28th of November to the 2nd of December."""
    joined: list[When] = []
    for when in dates:
        left = joined[-1] if joined else None
        gap = (left.span[1], when.span[0]) if left else (0, 0)
        ways = (_BRIDGE, _ELSEWHERE, _SECOND) if left else ()
        bridge = next((m for way in ways if (m := way.fullmatch(text, *gap))), None)
        if left and bridge and left.start[1] and when.start[1] and left.start == left.end:
            begins = _ABLATIVE.search(text, left.span[0], left.span[1]) or text[
                left.span[0] :
            ].lower().startswith(("с ", "со ", "from ", "between "))
            word = bridge.groupdict().get("word")
            spans = bridge.re in (_ELSEWHERE, _SECOND) or (word and _BETWEEN.match(text, when.span[1]))
            if begins or spans or word in ("по", "to", "until", "through", "-", "–", "—"):
                year = left.year or when.year
                deadline = when.role == "deadline"
                range_ = When(
                    (left.span[0], when.span[1]),
                    year,
                    left.start,
                    when.end,
                    "" if deadline else when.role,
                    True,
                    when.year if left.year and when.year != left.year else 0,
                )
                if possible(range_, range_.year):
                    joined[-1] = range_
                    continue
        joined.append(when)
    return joined

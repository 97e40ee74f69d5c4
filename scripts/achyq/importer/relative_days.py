"""Days that a text names by their distance from that of publication, or by the name of the weekday."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from achyq.importer import durations
from achyq.importer.guess import Guess, Sentence
from achyq.importer.tenses import HELD, PLANNED

#: `Накануне` with a noun is the eve of something.
_YESTERDAY: Final = re.compile(
    r"\b(?:кечээ|кеше|кеча|kecha|вчера|yesterday|the (?:previous day|day before)(?! (?!and\b)[a-z])"
    r"|(?:прове[лд]\w*|состоял\w+|прош(?:[её]л|л[аио])) накануне(?=\s[\w-]+(?:у|ю|ие|инг|ар|ум)\b|[.,])"
    r"|(?<![^\W\d_] )Накануне(?=\s[а-яё-]+(?:ь|ник|тор|ики|ели|оры|ор|ер)\s)"
    r"|накануне(?=,?\s+(?:в|во|на|прош|прове|провё|состоя|завер)))\b",
    re.IGNORECASE,
)
_BEFORE_YESTERDAY: Final = re.compile(
    r"\b(?:мурдагы күнү|мурда күнү|алдыңгүні|алдыңғы күні|аввалги куни|avvalgi kuni|позавчера"
    r"|the day before yesterday)\b",
    re.IGNORECASE,
)
_TOMORROW: Final = re.compile(
    r"\b(?:эртең|ертең|эртага|ertaga|завтра|tomorrow)\b(?!\s+(?:менен|мен)\b)", re.IGNORECASE
)
TODAY: Final = re.compile(
    r"\b(?:бүгүн|бүгін|бугун|bugun|сегодня|today|this (?:morning|afternoon|evening)|(?:бүгінгі|бүгүнкү|"
    r"бугунги|bugungi|сегодняшн\w+|today.s)\s+"
    r"(?:пленар\w+ |plenar\w* )?(?:брифинг|баспасөз|басма|матбуот|жиын|жыйын|йиғилиш|отырыс|отурум|тадбир|"
    r"тренинг|семинар|форум|"
    r"заседани|"
    r"встреч|brifing|yig.?ilish|tadbir|briefing|meeting|session)\w*)\b",
    re.IGNORECASE,
)

#: That something happened or was, without which a today is these days: бугун энг муҳим вазифа.
_IS_NEWS: Final = re.compile(
    rf"{HELD.pattern}|(?:[дт][ыиіуү]|di|дү|ди|лар|lar|л[аои]?|лся|лась|лись|ed)\W*$|"
    r"(?:[дт][ыиіуү]|di),? (?:деп|деб|deb)\b|(?:жарыялады|жариялады|e.?lon qildi)\W*$|(?:жатат|жатыр|"
    r"жатибди|моқда|moqda|япти|yapti)\W*$|[а-яё]{3,}[аиыуя]л(?<!иал)(?<!тал)\b|"
    r"\b(?:today|this morning)\b.*\b(?:had|was|were|took|held|met|began|received|[a-z]{3,}ed)\b|"
    r"\bwas [^.]{1,30} today\b|[а-яё]{3,}(?:ли|ла|ло|лся|лась|лись)\b|\b[a-z]{3,}ed\b[^.]{0,60} today\b",
    re.IGNORECASE,
)
#: Days of the week, Monday first, as they say on which day something was: not those of every week.
_WEEKDAYS: Final = (
    "дүйшөмбү|дүйсенбі|душанба|dushanba|понедельник|monday",
    "шейшемби|сейсенбі|сешанба|seshanba|вторник|tuesday",
    "шаршемби|сәрсенбі|чоршанба|chorshanba|среду|wednesday",
    "бейшемби|бейсенбі|пайшанба|payshanba|четверг|thursday",
    "жума|жұма|juma|пятницу|friday",
    "ишемби|сенбі|шанба|shanba|субботу|saturday",
    "жекшемби|жексенбі|якшанба|yakshanba|воскресенье|sunday",
)
_NAMES: Final = "|".join(_WEEKDAYS)
_WEEKDAY: Final = re.compile(
    rf"\b(?:(?P<turkic>{_NAMES})\s+(?:күнү|күні|куни|kuni)"
    rf"|(?:өткөн|өткен|ўтган|oʻtgan|o.tgan|жуманын|аптаның|ҳафтанинг|"
    rf"haftaning)\s+(?P<last>{_NAMES})(?:да|де|до|дө|сында|сінде|da)?"
    rf"|(?P<there>{_NAMES})(?:да|де|до|дө|da)(?!\s+(?:емес|эмес|эмас|emas))"
    rf"|(?:во?\s+(?:минувш\w+\s+|прошл\w+\s+|эт[оуи]\w*\s+)?|(?:on|last)\s+)(?P<other>{_NAMES}))\b",
    re.IGNORECASE,
)


#: Days of the month of publication: осы айдың 23-24-і күндері.
_OF_THIS_MONTH: Final = re.compile(
    r"\b(?:ушул|осы|шу|ушбу|shu|ushbu)\s(?:ай\w+|ой\w+|oy\w+)\s(?P<first>[12]?\d|"
    r"3[01])(?:\s?[-–—]\s?(?P<last>[12]?\d|3[01]))?"
    r"[-–—\s]",
    re.IGNORECASE,
)
#: Paragraphs in which today and weekdays count; those in which days before do.
_NEAR, _FAR_DOWN = 2, 4


#: Before the day on which it was only told: the agency said on Tuesday.
_SAID: Final = re.compile(r"\b(?:said|reported|announced|stated)\s$")


def find(sentences: list[Sentence], day: dt.date | None) -> Guess | None:
    """The day that the first sentences name by its distance from that of publication, or by its name."""
    told: Guess | None = None
    for sentence in sentences:
        if day is None or sentence.paragraph > _FAR_DOWN:
            break
        for pattern, back in ((_BEFORE_YESTERDAY, 2), (_YESTERDAY, 1), (TODAY, 0), (_TOMORROW, -1)):
            if back < 1 and sentence.paragraph > _NEAR:
                continue
            if (m := pattern.search(sentence.text)) and (back or _IS_NEWS.search(sentence.text)):
                return _days_before(sentence, m, day, back, 0.82)
        if sentence.paragraph > _NEAR:
            continue
        if (m := _OF_THIS_MONTH.search(sentence.text)) and (guess := _of_this_month(sentence, m, day)):
            return guess
        if (m := _WEEKDAY.search(sentence.text)) and not PLANNED.search(sentence.text):
            name = (m["turkic"] or m["last"] or m["there"] or m["other"]).casefold()
            weekday = next(n for n, names in enumerate(_WEEKDAYS) if name in names.split("|"))
            guess = _days_before(sentence, m, day, (day.weekday() - weekday) % 7, 0.75)
            if not _SAID.search(sentence.text, 0, m.start()):
                return guess
            told = told or guess
    return told


def _of_this_month(sentence: Sentence, m: re.Match[str], day: dt.date) -> Guess | None:
    first, last = int(m["first"]), int(m["last"] or m["first"])
    if not 0 < first <= last <= max(day.day, _SHORTEST):
        return None
    span = (sentence.start + m.start(), sentence.start + m.end())
    return Guess(_span(day.replace(day=first), day.replace(day=last)), m[0], span, 0.8)


#: The days of the shortest month.
_SHORTEST: Final = 28


def _span(first: dt.date, last: dt.date) -> str:
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def _days_before(sentence: Sentence, m: re.Match[str], day: dt.date, back: int, sure: float) -> Guess:
    span = (sentence.start + m.start(), sentence.start + m.end())
    named = day - dt.timedelta(days=back)
    first = named - dt.timedelta(days=durations.ended(sentence.text) - 1)
    last = named + dt.timedelta(days=durations.begun(sentence.text) - 1) if first == named else named
    return Guess(_span(first, last), m[0], span, sure)

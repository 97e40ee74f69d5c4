"""When what the text reports happened."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from achyq import edtf
from achyq.importer import dating, furniture, media, relative_days, several_days
from achyq.importer.dating import When, expressions
from achyq.importer.guess import Guess, Page, Sentence
from achyq.importer.tenses import CAUGHT, EARLIER, HELD, LONG_BEFORE, PLANNED

#: An agency, the country and the day: Vaib.uz (Узбекистан. 13 марта).
_STAMP: Final = re.compile(
    r"[A-ZА-ЯЁЎҚҒҲӨҮҢІҰӘ](?:[A-ZА-ЯЁЎҚҒҲӨҮҢІҰӘ]|h){2,}, \d{1,2}[ -][^\W\d_]{3,9}\.? [—–-] \w+\. |"
    r"[^\W\d_]{3,20}, \d{1,2}[ -][^\W\d_]{3,9}\.? [—–-] \w+\.\w{2,4}\. |"
    r"[^\W\d_]{3,20}[,.] \d{1,2} [^\W\d_]{3,9}[,.] [«“][^»”\n]{3,30}[»”]\.?\s?[—–-]?|"
    r"[A-Z]{3,20}, [A-Z][a-z]{2,8} \d{1,2}, (?:\d{4}, )?[\w./ -]{3,20}\s(?:--|[–—-]) |"
    r"[A-Z]{3,20}, \d{1,2} [A-Z][a-z]{2,8} \d{4} [–—-] |"
    r"[^\W\d_]{3,20}, \d{1,2}\.\d{1,2}\.\d{2,4}\.? ?/\w+/\.? |"
    r"[^\W\d_][\w.-]{1,24} \([^\W\d_]{3,20}\. \d{1,2} [^\W\d_]{3,9}\)\. |"
    r"[^\W\d_]{3,20}\. \d{1,2} [^\W\d_]{3,9}\. \w{3,12}\s?[–—-]"
)


def stamps(page: Page) -> list[tuple[int, int]]:
    """The spans of agencies' stamps before the text, whose place and day are not the event's."""
    matches = ((line.start, _STAMP.match(line.text)) for line in page.body[:3])
    return [(start, start + m.end()) for start, m in matches if m]


#: Fewer points than this have dates that nothing marks as the day of the event.
_PLAIN: Final = 2.3


def happened(page: Page, published_on: Guess | None) -> Guess | None:
    """The date of the event: the expression that most speaks for itself, completed by the day of
    publication.
    """
    day = edtf.parse(published_on.value).earliest if published_on else None
    sentences = page.sentences()
    stamped = stamps(page)
    best: tuple[float, When, Sentence] | None = None
    decree: Guess | None = None
    for sentence in sentences:
        for when in expressions(sentence.text):
            at = sentence.start + when.span[0]
            if any(start <= at < end for start, end in stamped):
                continue
            if published_on and published_on.span[0] <= at < published_on.span[1]:
                continue
            if decree is None and _is_news_of_a_decree(when, sentence, day):
                decree = Guess(
                    when.text(when.year),
                    page.text[at : at + when.span[1] - when.span[0]],
                    (at, at + when.span[1] - when.span[0]),
                    0.6,
                )
            points = _points(when, sentence) - _far(when, day) - 1.5 * _is_occasion(when, sentence, day)
            if best is None or points > best[0] + 1e-9:
                best = (points, when, sentence)
    if day and (lasted := several_days.until_today(sentences, day)):
        return lasted
    told = relative_days.find([s for s in sentences if not _only_tells(s)], day)
    if told and (best is None or best[0] < _PLAIN):
        return told
    if (labelled := _labelled(page)) and (best is None or not best[1].start[1] or best[0] < _PLAIN):
        return labelled
    if best and best[0] > 0.9:
        points, when, sentence = best
        span = (sentence.start + when.span[0], sentence.start + when.span[1])
        text = page.text[slice(*span)]
        sure = min(0.97, 0.45 + 0.14 * points)
        year = when.year or (
            _year_by(when, day, bool(PLANNED.search(sentence.text))) if day else _year_beside(when, sentences)
        )
        if not dating.possible(when, year):
            year = 0
        days = several_days.together(several_days.whole(when, sentence), sentence)
        days = several_days.with_the_next(days, sentence, sentences)
        value = (days if dating.possible(days, year) else when).text(year)
        return Guess(value, text, span, sure if year else min(sure, 0.75))
    return told or decree


#: Before the days of the event on a line of its own.
_LABEL: Final = re.compile(
    r"(?:period|duration|dates?|when|период|время проведения|дата проведения|мезгили|өткөн күнү|өтетін күні|"
    r"ўтказиш санаси|"
    r"oʻtkazish sanasi)\s?:\s",
    re.IGNORECASE,
)


def _labelled(page: Page) -> Guess | None:
    """The days that a line with a label says: Period: January 1, 2013 – March 31, 2013."""
    for line in page.lines:
        label = _LABEL.match(line.text)
        whens = [when for when in expressions(line.text) if when.year and when.start[1]] if label else []
        if label and whens and whens[0].span[0] == label.end():
            span = (line.start + whens[0].span[0], line.start + whens[0].span[1])
            return Guess(whens[0].text(whens[0].year), page.text[slice(*span)], span, 0.85)
    return None


#: A day that is marked, which is not when something happened: белгиленүүчү, which is observed.
_MARKED: Final = re.compile(
    r"(?:да|де|та|те|da)?\W*(?:\w{1,3}\W+)?(?:белгиленүүчү|белгиленет|отмечаем\w*|отмечается|нишонланадиган|"
    r"nishonlanadigan|аталып өтетін|is marked|is observed|is celebrated|marked|celebrated|"
    r"(?:бы[лт]\w* )?(?:объявлен|провозглаш[её]н)\w*|(?:was |is )?(?:declared|proclaimed)|"
    r"(?:всемирн|международн)\w+ дн[её]м|"
    r"[^.\n]{0,80}?(?:күнү катары белгилен|күнүн белгиле|күнін атап өт|кунини нишонла|kunini nishonla|"
    r"күні ретінде|куни сифатида|kuni sifatida))",
    re.IGNORECASE,
)


_EVERY_YEAR: Final = re.compile(
    r"(?:жыл сайын|ар жылы|жыл сайин|ҳар йили|har yili|ежегодно|каждый год|every year|annually)[^.]{0,40}$",
    re.IGNORECASE,
)
#: With what a sentence begins that says when it was told, not when it was.
_TOLD: Final = re.compile(
    r"\W*(?:бул тууралуу|бул кабарды|муну|бұл туралы|бұл хабарды|бұны|бу ҳақда|бу хабарни|буни|bu haqda|"
    r"bu xabarni|buni|об этом|this was reported|it was reported)\b",
    re.IGNORECASE,
)


#: That a date is one of last year.
_LAST_YEAR: Final = re.compile(
    r"(?:былтыр(?:ғы|кы)?|өткөн жыл(?:ы|дын)|өткен жыл(?:ы|дың)|ўтган йил(?:и|нинг)|o.tgan yil(?:i|ning)|"
    r"в прошлом году|last year)[\s,(]+$",
    re.IGNORECASE,
)


#: Of something else: the meeting of the council held on 5 March.
_WHICH_WAS_HELD: Final = re.compile(r"(?<!was )(?<!were )(?<!been )\bheld on\s$", re.IGNORECASE)
#: The day that figures are of: На 25 июля заключено.
_AS_OF: Final = re.compile(r"(?:^\W*на|[,;]\sна|по состоянию на|\bas of|\bas at)\s$", re.IGNORECASE)
#: That something was handed in until a day, for something later.
_HANDED_IN: Final = re.compile(
    r"ҳужжат\w* қабул|hujjat\w* qabul|ариза|ariza|заяв(?:к|лен)\w*|при[её]м документ|документ\w* кабыл|"
    r"құжат\w* қабыл|өтінім|өтүнмө|арыз|\bapplications?\b",
    re.IGNORECASE,
)
#: That a decree was signed or what it approved.
_APPROVED: Final = re.compile(
    r"tasdiqla|тасдиқла|бекит|утвер|подписа|approved|signed|имзола|imzola|қол қой|кол кой", re.IGNORECASE
)


def _is_news_of_a_decree(when: When, sentence: Sentence, day: dt.date | None) -> bool:
    """Whether the expression is the day of a decree that the first paragraph tells of as news."""
    if when.role != "document" or not when.year or not when.start[1] or day is None or sentence.paragraph > 1:
        return False
    date = edtf.parse(when.text(when.year)).latest
    return bool(date and 0 <= (day - date).days <= _LATELY and _APPROVED.search(sentence.text))


def _only_tells(sentence: Sentence) -> bool:
    """Whether the sentence says when and by whom it was told."""
    return bool(_TOLD.match(sentence.text)) and _is_of_media(sentence.text)


def _is_of_media(sentence: str) -> bool:
    return bool(furniture.PRESS_SERVICE.search(sentence) or media.named(sentence) or _SPREAD.search(sentence))


#: That a sentence ends with telling.
_SPREAD: Final = re.compile(
    r"(?:таратты|билдирди|кабарлады|хабарлады|мәлімдеді|маълум қилди|хабар берди|maʼlum qildi|xabar berdi|"
    r"сообщили?|сообщает|announced it)\W*$",
    re.IGNORECASE,
)


#: The occasion of something on another day: 9-dekabr — Xalqaro … kuni munosabati bilan.
_OCCASION: Final = re.compile(
    r"[^.\n]{0,110}?(?:утурлай|қарсаңында|oldidan|олдидан|астында|алдында|преддвери|ahead of|"
    r"муносабати билан|munosabati bilan|карата|қарай|орай|байланысты|"
    r"арналған|арналган|"
    r"бағишланган|bag.?ishlangan|приурочен|посвящ|по случаю|в честь|dedicated|on the occasion)",
    re.IGNORECASE,
)


#: A week or a month that was declared, in which something else happened on a day.
_DECLARED: Final = re.compile(
    r"недел|месячник|жумалы|айлык|апталы|айлығ|ҳафтали|haftali|ойлиги|oyligi|\bweek\b", re.IGNORECASE
)


#: The same before the day: который отмечают 9 декабря.
_MARKED_BEFORE: Final = re.compile(
    r"(?:отмечают|отмечаем\w+|отмечается|celebrated on|marked on|observed on)\s$|"
    r"\bopened on\s$",
    re.IGNORECASE,
)


def _points(when: When, sentence: Sentence) -> float:
    """How much speaks for the expression being the day of the event that the text reports."""
    points = 1.0 + {0: 0.8, 1: 1.0, 2: 0.6}.get(sentence.paragraph, 0.0)
    points += 0.7 * when.marked + 0.4 * bool(when.year) + 0.3 * (when.start != when.end)
    points += 0.6 * bool(HELD.search(sentence.text) or CAUGHT.search(sentence.text))
    points -= {"document": 2.5, "deadline": 2.2, "holiday": 1.0}.get(when.role, 0.0)
    points -= 3.0 * bool(_MARKED.match(sentence.text, when.span[1]))
    points -= 1.5 * bool(re.match(r"[—–•-]\s", sentence.text) and sentence.text.rstrip()[-1:] in (";", ","))
    points -= 3.0 * bool(_MARKED_BEFORE.search(sentence.text, 0, when.span[0]))
    points -= 3.0 * bool(_EVERY_YEAR.search(sentence.text, 0, when.span[0]))
    points -= 1.0 * bool(_WHICH_WAS_HELD.search(sentence.text, 0, when.span[0]))
    points -= 2.5 * bool(_AS_OF.search(sentence.text, 0, when.span[0]))
    points -= 1.5 * bool(_LAST_YEAR.search(sentence.text, 0, when.span[0]))
    points -= 1.5 * bool(sentence.paragraph > 0 and EARLIER.search(sentence.text))
    points -= 1.5 * bool(sentence.paragraph > 1 and LONG_BEFORE.search(sentence.text))
    points -= 2.5 * _only_tells(sentence)
    points -= 0.8 * bool(when.start != when.end and _DECLARED.search(sentence.text))
    points -= 1.5 * bool(when.role == "holiday" and relative_days.TODAY.search(sentence.text))
    points -= 0.8 * (not when.start[1])
    points -= 0.8 * bool(when.start != when.end and _HANDED_IN.search(sentence.text))
    points -= 1.5 * bool(PLANNED.search(sentence.text) and sentence.paragraph > 1)
    return points


def _is_occasion(when: When, sentence: Sentence, day: dt.date | None) -> bool:
    """Whether the expression is a memorial day for which something was held, at any time but on it or on the
    day before publication.
    """
    if when.role != "holiday" and not (not when.role and dating.HOLIDAY.match(sentence.text, when.span[1])):
        return False
    if not _OCCASION.match(sentence.text, when.span[1]):
        return False
    return not day or (when.start not in ((day.month, day.day), _before(day)))


def _before(day: dt.date) -> tuple[int, int]:
    yesterday = day - dt.timedelta(days=1)
    return yesterday.month, yesterday.day


def _far(when: When, day: dt.date | None) -> float:
    """What speaks against a date for its distance from the day of publication: news are of late."""
    if not when.year or day is None:
        return 0.0
    date = edtf.parse(when.text(when.year))
    if date.earliest and (date.earliest - day).days > _SOON:
        return 1.2
    days = (day - date.latest).days if date.latest else 0
    return 1.8 if days > _LONG_AGO else 0.8 if days > _LATELY else 0.0


#: After so many days news are old, in another year other news.
_LATELY: Final = 40
#: Later than this after publication is what is to be done, not what happened.
_SOON: Final = 14
_LONG_AGO: Final = 120


def _year_beside(when: When, sentences: list[Sentence]) -> int:
    """The one year that the text gives to other days of the same month, or 0."""
    others = (other for sentence in sentences for other in expressions(sentence.text))
    years = {o.year for o in others if o.year and o.start[0] == when.start[0] and o.role != "document"}
    return years.pop() if len(years) == 1 else 0


def _year_by(when: When, day: dt.date, planned: bool) -> int:
    """The year that makes the expression lie by the day of publication: shortly before, or soon after."""
    month, first = when.start
    ahead = dt.timedelta(days=200 if planned else several_days.LASTING)
    for year in (day.year, day.year - 1):
        try:
            if dt.date(year, month, first or 1) <= day + ahead:
                return year
        except ValueError:
            continue
    return day.year

"""Who held or funded the event.

A body is an organiser when its sentence says that someone organised, supported or funded, unless the name
only says whose representatives came, or in whose hall they met.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from achyq.importer import morphology
from achyq.importer.directory import Body, Directory
from achyq.importer.guess import Guess, Page, Sentence

#: Someone held, supported or paid.
_CUE: Final = re.compile(
    r"уюштур|өткөр|тарабынан|колдоо|каржыла|биргелеш|биргеликте|өнөктөш|демилге|жүргүз|чогулт|ұйымдастыр|"
    r"өткіз|қолда|бірлес|бірге|қаржыланд|тарапынан|"
    r"бастама|жүргізі|құрылған|жариялады|ташкил|ўтказ|томонидан|ҳамкорлик|бирга|кўмаг|кўмак|қўллаб|"
    r"молиялаштир|ташаббус|очиб берди|ўтил|тушунтирди|tashkil|"
    r"o.?tkaz|tomonidan|hamkorlik|birga|ko.?mag|qo.?llab|moliyalashtir|tashabbus|tushuntirdi|bo.?lib "
    r"o.?tdi|организ|провел|провёл|проведен|проводит|поддержк|совместно|"
    r"финансир|инициатив|учредил|открыл|устроил|подвел|подвёл|наградил|\bheld\b|organi[sz]|hosted|support|"
    r"funded|financed|sponsor|jointly|launched|conducted|together with|in partnership|"
    r"башта(?:п|ды)|жайылт",
    re.IGNORECASE,
)
#: Directly after a body in the genitive: people who came from it, or spoke for it; not those for whom it was.
_PEOPLE: Final = re.compile(
    r"\W*(?!\w+(?:[лдт][аеоө]р(?:[гғ][аеоө]|[кқ][аеоө])|larga)\b)(?:өкүлдөр|өкілдер|вакил|vakil|кызматкер|қызметкер|ходим|xodim|мүчө|мүше|аъзо|a.?zo|"
    r"директор|башчы|жетекчи|төрага|раис|rais|басшы|студент|"
    r"окуучу|юрист|yurist|оқушы|талаба|адис|өкүл\b|өкіл\b|депутат|прокурор\b|hokim\b)",
    re.IGNORECASE,
)
#: A law enforcement body caught, charged or searched someone: those who acted are its people.
_ACTED: Final = re.compile(
    r"карма(?:л|ш|д|ган)|камак|кылмыш иши|ұстал|ұстады|құрықта|қамау|қылмыстық іс|тергеу|ушлан|ушла[бд]|"
    r"қўлга ол|жиноят иши|ushlab|ushla|qo.?lga ol|jinoyat ishi|задерж|возбу[жд]|уголовн|арест|"
    r"detain|arrest|charged",
    re.IGNORECASE,
)
_LAW: Final = re.compile(
    r"прокурат|prokurat|prosecutor|коррупц|жемқор|korrup|corrupt|антикор|коопсуздук|қауіпсіздік|хавфсизлик|"
    r"xavfsizlik|безопасност|ички иштер|ішкі істер|ички ишлар|ichki ishlar|внутренних|internal affairs|"
    r"полици|police|УКМК|ГКНБ|ҰҚК|КНБ|ДХХ|DXX|СГБ|ИИМ|МВД|ИИВ|IIV|ІІМ",
    re.IGNORECASE,
)
#: Its staff held the event: … ходимлари … ўтказди.
_STAFF: Final = re.compile(
    r"\W*(?:кызматкерлери|қызметкерлері|ходимлари|xodimlari)(?!\w).*(?:өткөр(?:дү|үштү)|уюштур(?:ду|ушту)|"
    r"өткізді|ұйымдастырды|ўтказди(?:лар)?|ташкил этди(?:лар)?|o.?tkazdi(?:lar)?|tashkil etdi(?:lar)?)\W*$",
    re.IGNORECASE,
)
_GENITIVE: Final = re.compile(r"[ндт][ыиіуү][нң]$|нинг$|ning$", re.IGNORECASE)
_PEOPLE_BEFORE: Final = re.compile(
    r"(?:представител\w*|сотрудник\w*|директор\w*|руководител\w*|глав\w|депутат\w*|студент\w*|"
    r"специалист\w*|участием|members?|representatives?|officials?|"
    r"staff|head|director|students?|experts?|по словам|заместител\w+|вице-\w+)\s+(?:\w+\s+){0,2}(?:of|from|"
    r"the)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
#: After a body in the genitive: its building, in which others met.
_HALL: Final = re.compile(
    r"\W*(?:\S+\s+){0,3}?\S*(?:залы|имарат|ғимарат|биноси|binosi|zali|кеңсе)", re.IGNORECASE
)
_MOVED: Final = re.compile(
    r"(?:[ыиіуү]?н|[дт])[аеоө]н$|(?:[гғкқ][аеоө]|ына|іне|ине|уна|үнө)$|(?:dan|ga)$", re.IGNORECASE
)


def find(page: Page, directory: Directory, country: str, regions: Collection[str]) -> tuple[Guess, ...]:
    """The organisers of the page's event in these `regions`: ids of the registry, or None with the name as
    the text has it.
    """
    best: dict[str, tuple[int, Guess]] = {}
    named: list[tuple[Sentence, Body]] = []
    for sentence in page.sentences():
        bodies = directory.bodies(sentence.text, country, page.language)
        named += [(sentence, body) for body in bodies]
        if sentence.paragraph <= 1 and _ACTED.search(sentence.text):
            for body in bodies:
                if _LAW.search(sentence.text[body.start : body.end]):
                    _keep(best, page, sentence, body, 0.78 if body.id else 0.45)
        if not _CUE.search(sentence.text):
            continue
        for body in bodies:
            if sure := _sure(sentence, body, page.language):
                _keep(best, page, sentence, body, sure)
        for body in directory.local(sentence.text, regions):
            _keep(best, page, sentence, body, 0.65)
    if not best:
        for sentence, body in named:
            if sentence.paragraph <= 1 and not _PEOPLE.match(sentence.text, body.end):
                _keep(best, page, sentence, body, 0.5 if body.id else 0.35)
    first = min((paragraph for paragraph, _ in best.values()), default=0)
    near = [guess for paragraph, guess in best.values() if paragraph <= max(first, 1) + 1]
    return tuple(sorted(near, key=lambda guess: guess.span))


def _sure(sentence: Sentence, body: Body, language: str) -> float:
    """How surely the body is an organiser by its sentence; 0 when it is named for another reason."""
    after, before = sentence.text[body.end :], sentence.text[: body.start]
    word = sentence.text[: body.end].rsplit(None, 1)[-1]
    if _HALL.match(after):
        return 0.0
    if _STAFF.match(after) and not _GENITIVE.search(word):
        return 0.6 if body.id else 0.4
    if _PEOPLE_BEFORE.search(before) or _PEOPLE.match(after):
        return 0.0
    if _GENITIVE.search(word) and _PEOPLE.match(re.sub(r"^\W*\S+", "", after)):
        return 0.0
    if (
        language not in ("ru", "en")
        and _MOVED.search(word)
        and not re.match(r"\W*(?:тарабынан|тарапынан|томонидан|tomonidan)", after)
    ):
        return 0.0
    near = {0: 0.88, 1: 0.9, 2: 0.84}.get(sentence.paragraph, 0.55)
    return near if body.id else min(near, 0.5) - 0.05


def _keep(
    best: dict[str, tuple[int, Guess]], page: Page, sentence: Sentence, body: Body, sure: float
) -> None:
    span = (sentence.start + body.start, sentence.start + body.end)
    text = page.text[slice(*span)]
    sign = body.id or " ".join(token.key[:5] for token in morphology.tokens(text))
    if sign not in best or sure > best[sign][1].confidence:
        best[sign] = sentence.paragraph, Guess(body.id or None, text, span, sure)

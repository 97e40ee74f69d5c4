"""Who held or funded the event.

A body is an organiser when its sentence says that someone organised, supported or funded, unless the name
only says whose representatives came, or in whose hall they met.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Final, NamedTuple

from achyq.importer import kinds, morphology
from achyq.importer.bodies import Body
from achyq.importer.directory import Directory
from achyq.importer.guess import Guess, Page, Sentence

#: Someone held, supported or paid.
_CUE: Final = re.compile(
    r"уюштур|өткөр|тарабынан|колдоо|каржыла|биргелеш|биргеликте|өнөктөш|демилге|жүргүз|чогулт|ұйымдастыр|"
    r"өткіз|қолда|бірлес|бірге|қаржыланд|тарапынан|"
    r"бастама|жүргізі|құрылған|жариялады|ташкил|ўтказ|томонидан|очди|ochdi|ачты|ашты|бошлади|boshladi|"
    r"бастады|дайындады|даярдады|тайёрлади|tayyorladi|ұйытқы|башында тур|бошчилиги|boshchiligi|"
    r"жетекчилиги астында|ҳамкорлик|бирга|"
    r"кўмаг|кўмак|қўллаб|"
    r"молиялаштир|ташаббус|очиб берди|ўтил|тушунтирди|tashkil|"
    r"o.?tkaz|tomonidan|hamkorlik|birga|ko.?mag|qo.?llab|moliyalashtir|tashabbus|tushuntirdi|bo.?lib "
    r"o.?tdi|организ|провел|провёл|проведен|проводит|поддержк|совместно|"
    r"финансир|инициатив|учредил|открыл|устроил|подвел|подвёл|наградил|\bheld\b|organi[sz]|hosted|support|"
    r"funded|financed|sponsor|jointly|launched|opened|started|inaugurated|conducted|presented|adopted|"
    r"in (?:cooperation|collaboration|coordination) with|with the (?:help|assistance|aid)|run by|"
    r"arranged|brought together|convened|invited|co-?host|facilitated|announce|содействи|подготовил|"
    r"инициатор|"
    r"выступил\w* организатор|объявил|собрал|запустил|представил|together with|in partnership|"
    r"башта(?:п|ды)|жайылт",
    re.IGNORECASE,
)
#: Directly after a body in the genitive: people who came from it, or spoke for it; not those for whom it was.
_PEOPLE: Final = re.compile(
    r"\W*(?!\w+(?:[лдт][аеоө]р(?:[гғ][аеоө]|[кқ][аеоө])|larga)\b)(?:өкүлдөр|өкілдер|вакил|vakil|"
    r"кызматкер|қызметкер|ходим|xodim|мүчө|мүше|аъзо|a.?zo|"
    r"директор|башчы|жетекчи|төрага|раис|rais|басшы|студент|"
    r"окуучу|юрист|yurist|оқушы|талаба|адис|өкүл\b|өкіл\b|депутат|прокурор\b|hokim\b)",
    re.IGNORECASE,
)
#: A law enforcement body caught, charged or searched someone: those who acted are its people.
_ACTED: Final = re.compile(
    r"карма(?:л|ш|д|ган)|камак|кылмыш иши|ұстал|ұстады|құрықта|қамау|қылмыстық іс|тергеу|ушлан|ушла[бд]|"
    r"қўлга ол|жиноят иши|ushlab|ushla|qo.?lga ol|jinoyat ishi|задерж|возбу[жд]|уголовн|арест|"
    r"расследова|тергөө|тергов|tergov|investigat|"
    r"detain|arrest|charged",
    re.IGNORECASE,
)
_LAW: Final = re.compile(
    r"прокурат|prokurat|prosecutor|коррупц|жемқор|korrup|corrupt|антикор|коопсуздук|қауіпсіздік|хавфсизлик|"
    r"xavfsizlik|безопасност|ички иштер|ішкі істер|ички ишлар|ichki ishlar|внутренних|internal affairs|"
    r"полици|police|УКМК|ГКНБ|ИИБ|IIB|УВД|РОВД|ДВД|ІІД|ҰҚК|КНБ|ДХХ|DXX|СГБ|ИИМ|МВД|ИИВ|IIV|ІІМ",
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
    r"staff|heads?|directors?|students?|experts?|employees?|officers?|deputy|minister|chair\w*|по словам|"
    r"заместител\w+|вице-\w+|начальник\w*|работник\w*|чиновник\w*|инспектор\w*|председател\w+|специалист\w*|"
    r"судь\w+|прокурор\w*|ректор\w*|бывш\w+ \w+)\s+(?:[\w-]+\s+){0,2}(?:of|from|at|the)?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
#: After a body in the genitive: its building, in which others met.
_HALL: Final = re.compile(
    r"\s+(?:[^\s,.;]+\s+){0,3}?\S*(?:зал|имарат|ғимарат|бино|bino|zal|кеңсе)\w*[дт][аеоө]\b|"
    r"\s+(?:\S+\s+){0,3}?\S*(?:bino|zal)\w*da\b",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"(?:[ыиіуү]?н|[дт])[аеоө]н$|(?:[гғкқ][аеоө]|ына|іне|ине|уна|үнө)$|(?:dan|ga)$", re.IGNORECASE
)


_BY: Final = re.compile(r"\W*(?:тарабынан|тарапынан|томонидан|tomonidan)")
#: A court decided: what a sentence says of it, and of another court that is to hear the case again.
_JUDGED: Final = re.compile(
    r"\b(?:өкүм|үкім|ҳукм|hukm|приговор|осужд|осуди|признал\w* виновн|сотталды|соттады|sentenc|convict|"
    r"found\s+\w+\s+guilty|"
    r"судланди|кесилди|айыпталуучу|карап бүт|кароо|қарал|кўриб чиқ|ko.?rib chiq|рассмотр|iudgment|ruled|"
    r"verdict)",
    re.IGNORECASE,
)
_APPEAL: Final = re.compile(
    r"даттан|апелляц|appeal|обжал|шағым|шикоят|shikoyat|apellyatsiya|келтир|жогорку|вышестоящ", re.IGNORECASE
)
#: What bodies have in common: levels of places, countries, and words that all their names may have.
_COMMON: Final = re.compile(
    r"(?:облу|облы|облас|район|аудан|шаар|қала|вилоя|viloy|туман|tuman|шаҳа|шаҳр|shah|город|респу|respu|"
    r"кыргы|қазақ|казах|ўзбек|ozbek|узбек|jinoya|боюнча|бойынша|бўйич|boyich|по$|и$|of$|the$|г$|мамле|"
    r"мемле|давла|davla|"
    r"госуд|state|region|distri|city)"
)


def find(page: Page, directory: Directory, country: str, regions: Collection[str]) -> tuple[Guess, ...]:
    """The organisers of the page's event in these `regions`: ids of the registry, or None with the name as
    the text has it.
    """
    best: dict[str, _Named] = {}
    named: list[tuple[Sentence, Body]] = []
    latest: dict[str, tuple[Sentence, Body]] = {}
    awaited: set[str] = set()
    for sentence in page.sentences():
        bodies = directory.bodies(sentence.text, country, page.language)
        general = directory.referred(sentence.text, page.language)
        for body in sorted([*bodies, *general]):
            said = _kinds_of(sentence.text[body.start : body.end])
            sure = _sure(sentence, body, page.language)
            if body not in general:
                latest |= dict.fromkeys(said, (sentence, body))
                if not sure and awaited & set(said):
                    sure = 0.7 if body.id else 0.4
                awaited -= set(said)
                if sure:
                    _keep(best, page, sentence, body, sure)
            elif sure and (meant := next((latest[kind] for kind in said if kind in latest), None)):
                _keep(best, page, *meant, 0.7 if meant[1].id else 0.4)
            elif sure:
                awaited |= set(said)
        if _signs(sentence.text).held:
            for body in directory.local(sentence.text, regions):
                _keep(best, page, sentence, body, 0.65)
        named += [(sentence, body) for body in bodies]
    for last in (1, 2):
        if best:
            break
        for sentence, body in named:
            if sentence.paragraph <= last and not _is_of_people(sentence, body):
                _keep(best, page, sentence, body, 0.5 if body.id else 0.35)
    first = min((n.paragraph for n in best.values()), default=0)
    near = [n for n in best.values() if n.paragraph <= max(first, 1) + 1]
    return tuple(sorted((n.guess for n in _distinct(near)), key=lambda guess: guess.span))


class _Named(NamedTuple):
    paragraph: int
    guess: Guess
    words: frozenset[str]


class _Signs(NamedTuple):
    held: bool
    acted: bool
    judged: bool


@lru_cache(maxsize=64)
def _signs(sentence: str) -> _Signs:
    """What the sentence says of all its bodies: someone held something, caught someone, a court decided."""
    return _Signs(
        bool(_CUE.search(sentence)),
        bool(_ACTED.search(sentence)),
        bool(_JUDGED.search(sentence) and not _APPEAL.search(sentence)),
    )


def _sure(sentence: Sentence, body: Body, language: str) -> float:
    """How surely the body is an organiser by its sentence; 0 when it is named for another reason."""
    name = sentence.text[body.start : body.end]
    signs = _signs(sentence.text)
    acted = signs.acted and sentence.paragraph <= 1 and bool(_LAW.search(name))
    if _is_of_people(sentence, body):
        by_its_people = acted and not _PEOPLE_BEFORE.search(_before(sentence, body))
        return (0.78 if body.id else 0.45) if by_its_people else 0.0
    court = any(kinds.is_court(token.key) for token in morphology.tokens(name))
    if court and signs.judged and sentence.paragraph <= _FIRST:
        return 0.75 if body.id else 0.45
    if acted:
        return 0.78 if body.id else 0.45
    if not signs.held or _is_only_there(sentence, body, language):
        return 0.0
    near = {0: 0.88, 1: 0.9, 2: 0.84}.get(sentence.paragraph, 0.55)
    return near if body.id else min(near, 0.5) - 0.05


def _before(sentence: Sentence, body: Body) -> str:
    return sentence.text[max(0, body.start - _NEAR) : body.start]


#: So many letters before and after a body's name are asked about it.
_NEAR: Final = 300


#: So many paragraphs may say which court decided.
_FIRST: Final = 3


def _is_of_people(sentence: Sentence, body: Body) -> bool:
    """Whether the body's name only says whose people, or whose hall, the sentence speaks of."""
    after, before = sentence.text[body.end : body.end + _NEAR], _before(sentence, body)
    word = sentence.text[body.start : body.end].rsplit(None, 1)[-1]
    if _GENITIVE.search(word) and _HALL.match(after):
        return True
    if _STAFF.match(after):
        return False
    if _PEOPLE_BEFORE.search(before) or _PEOPLE.match(after):
        return True
    return bool(_GENITIVE.search(word) and _PEOPLE.match(re.sub(r"^\W*\S+", "", after)))


def _is_only_there(sentence: Sentence, body: Body, language: str) -> bool:
    """Whether the body's case says that someone came from it or went to it."""
    word = sentence.text[body.start : body.end].rsplit(None, 1)[-1]
    by = _BY.match(sentence.text, body.end)
    return language not in ("ru", "en") and bool(_MOVED.search(word)) and not by


def _kinds_of(name: str) -> tuple[str, ...]:
    """The kinds of bodies that the name says, by which one named by its kind alone is known again: вилоят
    ҳокимлиги after Андижон вилояти ҳокимлиги.
    """
    found = []
    for token in morphology.tokens(name):
        stems = (kinds.kind_of(token.key, grammar) for grammar in (kinds.grammar_of(token.key), "russian"))
        found += [stem.key[:5] for stem in stems if stem]
        if re.fullmatch(kinds.ENGLISH.casefold(), token.key):
            found.append(token.key[:5])
    return tuple(found)


def _keep(best: dict[str, _Named], page: Page, sentence: Sentence, body: Body, sure: float) -> None:
    start, end = sentence.start + body.start, sentence.start + body.end
    if not body.id and body.grammar == "turkic":
        last = page.text[start:end].split()[-1]
        end -= len(last) - kinds.without_case(last)
    text = page.text[start:end]
    said = frozenset(
        token.key[:5] for token in morphology.tokens(text) if body.id or not _COMMON.match(token.key)
    )
    sign = body.id or " ".join(sorted(said))
    known = best.get(sign)
    longer = known and not body.id and len(text) > len(known.guess.text)
    if known and longer:
        sure = max(sure, known.guess.confidence)
    if not known or longer or sure > known.guess.confidence:
        best[sign] = _Named(sentence.paragraph, Guess(body.id or None, text, (start, end), sure), said)


def _distinct(named: list[_Named]) -> list[_Named]:
    """The bodies without shorter names of one of them, as a headline has them, and without those of the
    registry whose branch another one is.
    """
    unknown = [n for n in named if not n.guess.value]
    branches = [n.guess.text.casefold() for n in unknown]
    return [
        n
        for n in named
        if (
            not any(n.guess.text.casefold() in branch for branch in branches)
            if n.guess.value
            else not any(n.words < o.words for o in unknown)
        )
    ]

"""Bodies that a sentence names for another reason than that they held the event: whose people came, in whose
hall they met, for whom it was, who is only quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from achyq.importer import kinds, morphology
from achyq.importer.bodies import Body

#: Directly after a body in the genitive: people who came from it, or spoke for it; not those for whom it was.
_PEOPLE: Final = re.compile(
    r"\W*(?:(?:mas.?ul|масъул|жауапты|жооптуу)\s)?(?!\w+(?:[лдт][аеоө]р(?:[гғ][аеоө]|[кқ][аеоө])|"
    r"larga)\b)(?!\w+(?<!с)(?:н[ыиіуү]|[дт][ыиіуү]|ni)\b)(?:өкүлдөр|өкілдер|вакил|vakil|"
    r"кызматкер|қызметкер|ходим|xodim|мүчө|мүше|аъзо|a.?zo|"
    r"кызмат адам|лауазымды тұлға|мансабдор|mansabdor|директор|башчы|жетекчи|төрага|раис|rais|басшы|"
    r"(?:студент|окуучу|оқушы|талаба|talaba)(?!(?:тер|лер|лар|lar|дар)(?:\s|ди|ді|ды|ни|ni))|юрист|yurist|"
    r"адис|өкүл\b|өкіл\b|депутат|прокурор\b|hokim\b)",
    re.IGNORECASE,
)
#: After a body without a case: an officer of it, with words for his unit and rank between.
_OFFICER: Final = re.compile(
    r"(?:\s+(?!томонидан|tomonidan|тарабынан|тарапынан|билан|bilan|менен|мен\b|\d|"
    r"\S+(?:[дт][аеоө]|da|[ндт][ыиіуү][нң]|нинг|ning)\s)[\w'‘’ʻʼ«»“”\"-]+){0,8}?\s+"
    r"(?:бошлиғи|boshlig.?i|(?:o.?rin|ўрин)босари|o.?rinbosari|мудири|mudiri|директори|direktori|раиси|raisi|"
    r"вакили|vakili|ходими|xodimi|мутахассиси|mutaxassisi|инспектори|inspektori|терговчиси|tergovchisi|"
    r"башчысы|жетекчиси|төрагасы|орун\s?басары|директору|өкүлү|кызматкери|адиси|басшысы|бастығы|орынбасары|"
    r"төрағасы|өкілі|қызметкері|маманы|директоры|прокурори|prokurori|прокуроры|прокурору|депутати|deputati|"
    r"ректори|rektori|проректори|prorektori|катчысы|хатшысы|котиби|kotibi|раҳбари|rahbari|ҳокими|hokimi|"
    r"әкімі|акими|тергеушісі|тергөөчүсү|инспекторы|инспектору)(?!\w)",
    re.IGNORECASE,
)
#: Its staff held the event: … ходимлари … ўтказди, … ходимлари томонидан.
_STAFF: Final = re.compile(
    r"\W*(?:кызматкерлери|қызметкерлері|ходимлари|xodimlari)(?!\w)(?:\s+(?:томонидан|tomonidan|тарабынан|"
    r"тарапынан)|"
    r".*(?:өткөр(?:дү|үштү)|уюштур(?:ду|ушту)|"
    r"өткізді|ұйымдастырды|ўтказ(?:ди|ган)(?:лар)?|ташкил этди(?:лар)?|o.?tkaz(?:di|gan)(?:lar)?|"
    r"tashkil etdi(?:lar)?)\W*$)"
    r"|\s+(?:experts|specialists|staff|officers)\s+(?:held|conducted|organi[sz]ed|carried|led|ran|trained)\b",
    re.IGNORECASE,
)
#: Its people began or led it: … бастығының бастамасымен, мүшелерінің ұйытқы болуымен.
_LED: Final = re.compile(
    r"[^,.;:«»“”\"]{0,90}?\s(?:бастамасымен|төрағалығымен|ұйытқы болуымен|демилгеси менен|"
    r"төрагалыгы (?:менен|астында)|"
    r"ташаббуси билан|раислигида|tashabbusi bilan|raisligida|"
    r"алып бар(?:ды|ышты)|олиб бор(?:ди|дилар|ишди)|olib bor(?:di|dilar|ishdi))",
    re.IGNORECASE,
)
#: Officers who acted: сотрудники СГБ задержали; not one of them who was caught.
_ACTING: Final = re.compile(
    r"(?:сотрудники|сотрудниками|оперативники|оперативниками|офицеры|officers|"
    r"agents)\s+(?:of\s+(?:the\s+)?)?$",
    re.IGNORECASE,
)
_PEOPLE_BEFORE: Final = re.compile(
    r"(?:представител\w*|сотрудник\w*|(?:директор|депутат|студент)(?:[аеуы]|о[вм]|ам|ами)?|руководител\w*|"
    r"глав\w|"
    r"специалист\w*|участием|members?|representatives?|officials?|participation|presence|"
    r"staff|heads?|directors?|students?|experts?|employees?|officers?|deputy|minister|chair\w*|по словам|"
    r"заместител\w+|вице-\w+|начальник\w*|работник\w*|чиновник\w*|инспектор\w*|председател\w+|специалист\w*|"
    r"следовател\w+|(?:vice-)?rector|"
    r"people|delegates|guests|specialists|one|other|another|должностн\w+ лиц\w*|"
    r"суд(?:ь\w+|ей)|прокурор\w*|ректор\w*|бывш\w+ \w+)\s+"
    r"(?:(?!said|held|told|that|who|which|провел|провела|вместе|совместно|organi[sz]ed)[\w-]+\s+){0,6}"
    r"(?:of|from|at|the|in)?\s*(?:the\s+)?[«“\"]?$",
    re.IGNORECASE,
)
#: Those who are only quoted, or lent their figures.
_QUOTED_BEFORE: Final = re.compile(
    r"(?:направ\w+|переда[нл]\w*|обрат\w+|поступ\w+|постав\w+|сообщил\w*(?:\s[а-яё]+){0,6})\s+в\s+$|"
    r"\bunder\s+the\s+$|\bvisited\s+(?:the\s+)?(?:[\w.'’ -]{3,80}\s+and\s+)?$|"
    r"(?:со ссылкой на|по (?:данным|информации|сведениям|сообщению)|according to|citing|cited by|"
    r"(?:letter|order|decree|decision|resolution|"
    r"instruction|website|press (?:service|cent(?:er|re)|office))s? "
    r"of(?: the)?|(?:письм|приказ|указ|постановлени|распоряжени|пресс-служб|пресс-центр|сайт|"
    r"заслуша\w+ (?:информаци|отч[её]т|доклад))\w*)\s+"
    r"(?:[а-яёa-z-]+\s+){0,3}$",
    re.IGNORECASE,
)
#: The same after a body: Антикор таратқан мәліметке сүйеніп, Антикордың нұсқасы бойынша.
_QUOTED_AFTER: Final = re.compile(
    r"\s+(?:(?:таратқан|тараткан|тарқатган|tarqatgan|берген|берган|bergan)\s+(?:мәлімет|ақпарат|дерек|"
    r"маалымат|"
    r"маълумот|ma.?lumot|хабар|xabar)|(?:ресми\s)?(?:нұсқа|версия|мәлімет|дере[кг]|ақпарат|маалымат|маълумот|"
    r"ma.?lumot|ахборот|axborot)\w*\s+(?:бойынша|боюнча|бўйича|bo.?yicha|карага|қарага|qarag|таян|tayan|"
    r"сүйен)|"
    r"(?:хабарлауынша|мәлімдеуінше|айтуынша|билдиришинче|билдирүүсүнчө|билдиришича|маълумотича|"
    r"ma.?lumoticha))",
    re.IGNORECASE,
)
#: It was only opened: … markazi ochildi; or its press service told: Supreme Court's press service.
_OPENED: Final = re.compile(
    r"[»”]?\s(?:ochildi|очилди|ачылды|ашылды|ташкил этилди|tashkil etildi|түзүлдү|құрылды|открыт[аоы]?\b|"
    r"открылс[яь]|"
    r"was (?:opened|set up))|(?:['’]s)?\s(?:press|media) (?:service|cent|office)|"
    r"[дт][аеоө][гғ][ыиі]\s(?:коррупция|жемқорлық)",
    re.IGNORECASE,
)
#: After a body without a case: a word with its possessive and the case of an aim, which is what is meant.
_MODIFIES: Final = re.compile(
    r"\s+(?!ходим|xodim|ташаббус|tashabbus|\S*(?:лик|lik|лык|лік|лық)\w{2,3}\s)[^\W\d_]+"
    r"(?:ларига|lariga|ларына|леріне|лерине|дарына|деріне|тарына|теріне|лоруна|лөрүнө)(?!\w)",
)
#: After a body in the genitive: its building, in which others met.
_HALL: Final = re.compile(
    r"\s+(?:[^\s,.;]+\s+){0,3}?\S*(?:зал|имарат|ғимарат|бино|bino|zal|кеңсе|"
    r"жыйын|отурум|отырыс|жиналыс|йиғилиш|мажлис|кеңешме)\w*[дт][аеоө]\b|"
    r"\s+(?:\S+\s+){0,3}?\S*(?:bino|zal|yig.?ilish|majlis)\w*da\b",
    re.IGNORECASE,
)
#: After a body without a case: its building.
_BUILDING: Final = re.compile(
    r"\s(?:биноси|binosi|ғимарат|имарат|(?:мажлислар|majlislar|жыйындар|отырыстар|мәжіліс|акт)\s(?:зал|"
    r"zal))\w*(?:да|де|та|те|da)\b",
    re.IGNORECASE,
)
#: Someone was there.
_ATTENDED: Final = re.compile(
    r"\b(?:took part|taken part|take part|participat\w+|attended|were present|"
    r"катыш(?:ты|ышты|кан|ууда|уш|ып)\w*|қатыс(?:ты|қан|ады|уда|ып)\w*|"
    r"иштирок эт\w+|ishtirok et\w+|қатнаш(?:ди|ган|моқда|иб)\w*|qatnash(?:di|gan|moqda|ib)\w*|"
    r"принял\w* участие|участие приняли|участвова\w+|присутствова\w+)",
    re.IGNORECASE,
)
#: Within so many letters after a genitive stands its officer.
_BESIDE: Final = 40
#: So many letters before and after a body's name are asked about it.
_NEAR: Final = 300


def attended(text: str, body: Body, held: Sequence[int], language: str) -> bool:
    """Whether the sentence says that the body's people came rather than that it held something: the nearer of
    both words counts, in Turkic languages of those after the name. `held` are the places of words for
    holding.
    """
    came = [match.start() for match in _ATTENDED.finditer(text)]
    if not came or OPERATION.search(text):
        return False
    if language not in ("ru", "en"):
        after = [at for at in (*came, *held) if at >= body.end]
        if after:
            return min(after) in came

    def far(at: int) -> int:
        return body.start - at if at < body.start else at - body.end

    return not held or min(map(far, came)) < min(map(far, held))


#: What law enforcement bodies do together when they take part.
OPERATION: Final = re.compile(
    r"тезкор тадбир|tezkor tadbir|ыкчам иш-чара|жедел іс-шара|оперативн\w+ мероприяти|special operation",
    re.IGNORECASE,
)
#: An officer came and met people: … раисининг ўринбосари … билан учрашди.
_MET: Final = re.compile(
    r"(?:учраш(?:ди|ув ўтказ)|uchrash(?:di|uv o.?tkaz)|кездес(?:ті|ip)|жүздес(?:ті|іп)|жолуг(?:уш)?(?:ту|уп)|"
    r"кезди[кг](?:ти)|қабул қилди|qabul qildi|қабылдады|кабыл алды|встретил(?:ся|ась)|\bmet with)",
    re.IGNORECASE,
)


def met(text: str, body: Body) -> bool:
    """Whether an officer of the body, with which the sentence begins, is said to have met people."""
    officer = _OFFICER.match(text, body.end) or _PEOPLE.match(text, body.end)
    leads = officer and not _MANY.match(text, officer.end()) and not _DEPUTY.search(officer[0])
    if has_people_before(text, body) and re.search(
        r"встретил(?:ся|ась)|\bmet\b[^.]{,20}\bwith", text[body.end : body.end + 60]
    ):
        return True
    return body.start <= _LEAD and bool(leads and _MET.search(text, body.end))


_MANY: Final = re.compile(r"\w*(?:лар|lar|[лдт][еөо]р)", re.IGNORECASE)
_DEPUTY: Final = re.compile("deputat|депутат", re.IGNORECASE)
#: So many letters may stand before the subject: on which day.
_LEAD: Final = 90


def speaks(text: str) -> bool:
    """Whether the sentence says who was there."""
    return bool(_ATTENDED.search(text))


#: Officers of two bodies met: … ўринбосари ҳамда … раҳбари ўртасида учрашув бўлиб ўтди.
_BETWEEN_THEM: Final = re.compile(
    r"(?:ўртасида|o.?rtasida|ортосунда|арасында)\s(?:[^\W\d_]+\s){0,3}(?:учрашув|uchrashuv|жолугуш|кездес|"
    r"суҳбат|suhbat|"
    r"мулоқот|muloqot|музокара|muzokara)|между .{5,200}(?:встреч|переговор)",
    re.IGNORECASE,
)


def met_each_other(text: str) -> bool:
    """Whether the sentence says that the officers in it met."""
    return bool(_BETWEEN_THEM.search(text))


def houses(text: str, body: Body) -> bool:
    """Whether people met in the hall or the building of the body."""
    word = text[body.start : body.end].rsplit(None, 1)[-1]
    hall = morphology.GENITIVE.search(word) and _HALL.match(text, body.end)
    return bool(hall or _BUILDING.match(text, body.end))


def has_people_before(text: str, body: Body) -> bool:
    """Whether words for people of a body stand before its name, who did not act for it."""
    before = text[max(0, body.start - _NEAR) : body.start]
    return bool(_PEOPLE_BEFORE.search(before) and not _ACTING.search(before))


def acts(text: str, body: Body) -> bool:
    """Whether the sentence says that the body's officers acted: сотрудники СГБ, ходимлари томонидан."""
    before = text[max(0, body.start - _NEAR) : body.start]
    after = text[body.end : body.end + _NEAR]
    return bool(_ACTING.search(before) or _STAFF.match(after) or _CAUGHT.match(after))


#: It caught someone: … қызметі ұстады.
_CAUGHT: Final = re.compile(
    r"\s+(?:ұстады|ұстаған|қамады|кармады|кармаган|камады|"
    r"ушлади|ушлаган|қўлга олди|ushladi|ushlagan|qo.?lga oldi)",
    re.IGNORECASE,
)


def is_of_people(text: str, body: Body) -> bool:
    """Whether the sentence names only people of the body, or its hall, or only quotes it."""
    after, before = text[body.end : body.end + _NEAR], text[max(0, body.start - _NEAR) : body.start]
    word = text[body.start : body.end].rsplit(None, 1)[-1]
    if houses(text, body):
        return True
    if _LED.match(after):
        return False
    if _STAFF.match(after):
        return False
    if _QUOTED_AFTER.match(after) or _MODIFIES.match(after) or _OPENED.match(after):
        return True
    if _PEOPLE_BEFORE.search(before) or _QUOTED_BEFORE.search(before) or _PEOPLE.match(after):
        return True
    officer = _OFFICER.match(after)
    if officer and (kinds.without_case(word) == len(word) or officer.end() <= _BESIDE):
        return True
    return bool(morphology.GENITIVE.search(word) and _PEOPLE.match(re.sub(r"^\W*\S+", "", after)))

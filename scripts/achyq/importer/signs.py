"""What a sentence says of the bodies in it: that someone held something, caught someone, that a court
decided; and how surely one of them is an organiser for that.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from achyq.importer import kinds, morphology, presence, tenses
from achyq.importer.bodies import Body
from achyq.importer.guess import Sentence

#: Someone held, supported or paid.
_CUE: Final = re.compile(
    r"уюштур|өткөр|тарабынан|колдоо|каржыла|биргелеш|биргеликте|өнөктөш|демилге|жүргүз|чогулт|ұйымдастыр|"
    r"өткіз|қолда|бірлес|бірге|қаржыланд|тарапынан|"
    r"бастама|жүргіз|құрылған|жариялады|ташкил|ўтказ|томонидан|очди|ochdi|ачты|ашты|бошлади|boshladi|"
    r"бастады|дайындады|даярдады|тайёрлади|tayyorladi|ұйытқы|башында тур|бошчилиги|boshchiligi|"
    r"жетекчилиги астында|ҳамкорли[кг]|шерикли[кг]|кызматташты[кг]|ынтымақтасты[қғ]|серіктест|бирга|"
    r"кўмаг|кўмак|қўллаб|"
    r"молиялаштир|ташаббус|очиб берди|ўтил|тушунтирди|tashkil|"
    r"o.?tkaz|tomonidan|hamkorli[kg]|sherikli[kg]|birga|ko.?mag|qo.?llab|moliyalashtir|tashabbus|"
    r"tushuntirdi|bo.?lib "
    r"o.?tdi|организ|провел|провёл|проведен|проводит|поддержк|совместно|"
    r"финансир|инициатив|учредил|открыл|устроил|подвел|подвёл|наградил|\bheld\b|organi[sz]|hosted|support|"
    r"funded|co-?funding|financed|sponsor|jointly|launched|opened|started|inaugurated|conducted|presented|"
    r"adopted|"
    r"in (?:close )?(?:cooperation|collaboration|coordination|conjunction|association) with|partnered with|"
    r"under the auspices of|with the (?:help|assistance|aid)|run by|"
    r"arranged|brought together|convened|invited|co-?host|facilitated|announce|содействи|подготовил|"
    r"инициатор|"
    r"выступил\w* организатор|объявил|собрал|запустил|представил|together with|in partnership|сотрудничеств|"
    r"партнерств|партнёрств|под эгидой|"
    r"башта(?:йт|п|ды)|жайылт|бўлиб ўт(?:ди|ган)|болуп өт(?:түү?|көн)|болып өт(?:ті|кен)|bo.?lib o.?tgan|"
    r"подписал|заключил\w* (?:соглаш|меморанд|догов)|келишим түз|келісім жаса|меморандум|memorand|signed|"
    r"қол қой|кол кой|imzola|имзола|"
    r"continu|carried out|carries out|goes on with|implement|провод(?:и|я)т|реализу|продолжа|ишке ашыр|"
    r"іске асыр|"
    r"(?:аткар|атқар)(?:ат|ган)|орында(?:йды|ды)|бажар(?:ади|ган)|bajar(?:adi|gan)|қоплайди|qoplaydi|"
    r"алып бар(?:ды|ышты|ган)|олиб бор(?:ди|ган)|olib bor(?:di|gan)|басқарды|башкарып отур|"
    r"амалга ошир|amalga oshir|өткөрүүдө|өткөрүп|\bач(?:ат|ышты)|ашады\b|очади\b|"
    r"(?:examined|received|reviewed|developed|prepared|published|issued) by|эълон қил|e.?lon qil|өтүп жатат|"
    r"өтүүдө|өтіп жатыр|чыгарыл|"
    r"сыйлан|тапшырды|тапсырған|"
    r"тапсырды|тапшырган|"
    r"тексер(?:ді|ген|іп шық)|текшер(?:ди|ген|ип чык)|текширди|текширган|tekshirdi|tekshirgan|"
    r"зерделе(?:ді|п шық)|проверил|ўрганди|ўрганиб чиқ|o.?rgandi|o.?rganib chiq|иликтеп чык|"
    r"аныкта(?:ды|ган)|анықта(?:ды|ған)|"
    r"аниқла(?:ди|ган)|aniqla(?:di|gan)|обнаружил|\baudited|\binspected|"
    r"тоқтатты|токтотту|тўхтатди|to.?xtatdi|приостановил|бекор қилди|bekor qildi|"
    r"partners (?:are|were|of the)|(?:was|is) a partner of|партн[её]р(?:ы|ами) проекта|өнөктөштөрү|"
    r"серіктестері|hamkorlari|"
    r"ҳамкорлари|"
    r"приняла? (?:круглый стол|семинар|гостей|участник)|(?:жастарын|қонақтарын|студенттерін) қабылдады|"
    r"обсудили|"
    r"заслушала?\b|(?:комитети?|кеңеши?|кенгаши)\b[^.]{0,200}\b(?:карады|қарады|кўриб чиқди)\b|(?:мажлиси|"
    r"йиғилиши|majlisi|yig.?ilishi) (?:бўлди|bo.?ldi)|(?:отуруму|жыйыны) (?:болду|"
    r"өттү)|"
    r"(?:отырысы|жиыны) (?:болды|өтті)|led by|спонсор|принимающ(?:ая|ей) сторон|"
    r"(?:встречу|мероприятие|семинар|тренинг|форум|конференцию|проект|курс|поездку)\w* поддержал",
    re.IGNORECASE,
)
#: A law enforcement body caught, charged or searched someone: those who acted are its people.
_ACTED: Final = re.compile(
    r"под страж|qo.?lga tush|қўлга туш|қолға түс|колго түш|карма(?:л|ш|д|ган)|камак|кылмыш иши|ұстал|"
    r"ұстады|құрықта|қамау|қылмыстық іс|тергеу|ушлан|ушла[бд]|"
    r"қўлга ол|жиноят иши|ushlab|ushla|qo.?lga ol|jinoyat ishi|задерж|\bфош (?:бўл|қил|эт)|fosh (?:bo|qil|"
    r"et)|возбу[жд]|уголовн|арест|"
    r"\bcaught\b|поймал|с поличным|күдік|шектүү|гумонлан|gumonlan|подозрева|suspect|расследова|тергөө|"
    r"тергов|tergov|investigat|"
    r"detain|detention|apprehend|arrest|charged|uncover|выявил|выявлен|пресек|пресеч|вскрыл|"
    r"registered the fact",
    re.IGNORECASE,
)
LAW: Final = re.compile(
    r"прокурат|prokurat|prosecutor|коррупц|жемқор|korrup|corrupt|антикор|коопсуздук|қауіпсіздік|хавфсизлик|"
    r"xavfsizlik|безопасност|ички иштер|ішкі істер|ички ишлар|ichki ishlar|внутренних|internal affairs|"
    r"полици|police|national security|security (?:service|committee)|SCNS|GKNB|SSS|PGO|УКМК|ГКНБ|ИИБ|IIB|УВД|"
    r"РОВД|ДВД|ІІД|ҰҚК|КНБ|ДХХ|DXX|СГБ|ИИМ|МВД|ИИВ|IIV|ІІМ",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"(?:[ыиіуү]?н|[дт])[аеоө]н$|(?:[гғкқ][аеоө]|ына|іне|ине|уна|үнө)$|(?:dan|ga)$", re.IGNORECASE
)


_BY: Final = re.compile(r"\W*(?:тарабынан|тарапынан|томонидан|tomonidan)")
#: A court decided: what a sentence says of it, and of another court that is to hear the case again.
_JUDGED: Final = re.compile(
    r"\b(?:өкүм|үкім|ҳукм|hukm|приговор|осужд|осуди|признал\w* виновн|сотталды|соттады|sentenc|convict|"
    r"found\b[^.]{,60}\bguilty|(?:considered|heard|tried) the case|"
    r"қарап шық|карап чык|чечим\w*(?:\W+[\w-]+){0,6}? чыгар|шешім\w*(?:\W+[\w-]+){0,6}? шығар|"
    r"sanctioned|remanded|acquitt|fined|jailed|imprison|"
    r"принял\w*\s(?:\w+\s)?решени|решени\w*\s(?:\w+\s)?принял|жыйынтыкка|тыянакка|бүтүмгө|хулосага келди|"
    r"қорытындыға келді|"
    r"приговорил|назначил\w*|арестовал|санкционировал|продлил\w* арест|оправдал|взыскал|огласил\w* решени|"
    r"вын(?:ес|"
    r"осит)\w* решени|"
    r"камады|камакка|абагына|абакка|изоляторуна|айыпка жык|актады|қамауға ал|қамады|айыппұл|ақтады|жазала|"
    r"жазага тарт|"
    r"жарима|jarima|қамоққа ол|qamoqqa ol|қамалди|qamaldi|оқлади|oqladi|жазо тайинла|jazo tayinla|"
    r"(?:бостандығынан|эркинен|озодликдан|ozodlikdan) (?:айыр|ажырат|маҳрум|mahrum)|лиш(?:ил|ен|ения) свобод|"
    r"тергөө абагына|камакка ал|үй камагына|бөгөт кою|"
    r"судланди|кесилди|айыпталуучу|карап бүт|кароо|қарал|кўриб чиқ|ko.?rib chiq|рассмотр|judge?ment|ruled|"
    r"күнөөлүү деп (?:тап|таан)|кінәлі деп (?:тап|тан)|айбдор деб топ|aybdor deb top|verdict)",
    re.IGNORECASE,
)
#: A higher court left the decision as it was.
_UPHELD: Final = re.compile(
    r"сол күйінде қал|ошол бойдон (?:кал|кеч)|ўз кучида қол|o.z kuchida qol|күшінде қал|"
    r"оставил\w* (?:\w+ )?(?:в силе|без изменени)|не изменил|upheld|күчүндө калтыр|өзгеріссіз қал|ўзгаришсиз|"
    r"o.?zgarishsiz",
    re.IGNORECASE,
)
_APPEAL: Final = re.compile(
    r"даттан|апелляц|appeal|обжал|шағым|шикоят|shikoyat|apellyatsiya|келтир|жогорку|вышестоящ", re.IGNORECASE
)


#: That an officer told something, or that something was held.
TELLS: Final = re.compile(
    rf"{tenses.HELD.pattern}|айт(?:ты|ып|қан|кан|ди|ылды|ылган)|билдири?(?:ди|шти|лди|шича)|айтыл(?:ды|ған)|"
    rf"белгилүү болду|"
    r"белгілі болды|маълум бўлди|ma.?lum bo.?ldi|айтилди|aytildi|келтірді|келтирди|keltirdi|хабарла(?:ды|"
    r"ган|йды)|баяндады|"
    r"аниқлик кирит|aniqlik kirit|мәлімде|мәлім ет|деди|дейді|деп\b|сообщил|"
    rf"рассказал|"
    r"заявил|призн[ал]|отметил|назвал|таъкидла|маълум қил|маъруза|ta.?kidla|ma.?lum qil|aytdi|dedi|"
    r"ma.?ruza|taqdim|"
    r"\bsaid\b|\btold\b|stated|announced|reported|spoke|presented",
    re.IGNORECASE,
)


class Signs(NamedTuple):
    """The places of words for holding an event, and whether the sentence tells of an arrest or a case."""

    held: tuple[int, ...]
    acted: bool


@lru_cache(maxsize=64)
def of(sentence: str) -> Signs:
    """What the sentence says of all its bodies: where it says that someone held something, and whether
    someone caught someone.
    """
    held = (*_CUE.finditer(sentence), *presence.OPERATION.finditer(sentence))
    return Signs(tuple(m.start() for m in held), bool(_ACTED.search(sentence)))


def sure(sentence: Sentence, body: Body, language: str, *, is_guest: bool) -> float:
    """How surely the body is an organiser by its sentence; 0 when it is named for another reason."""
    name = sentence.text[body.start : body.end]
    signs = of(sentence.text)
    acted = signs.acted and sentence.paragraph <= 1 and bool(LAW.search(name))
    met = presence.met(sentence.text, body) or presence.met_each_other(sentence.text)
    if is_guest and sentence.paragraph <= 2 and met:
        return 0.7 if body.id else 0.4
    if is_guest and acted and _is_verdict(sentence.text):
        return 0.0  # it only told of the verdict
    if is_guest:
        by_its_people = acted and not presence.has_people_before(sentence.text, body)
        return (0.78 if body.id else 0.45) if by_its_people else 0.0
    if is_court(name) and sentence.paragraph <= FIRST and _judged(sentence.text, name):
        return 0.75 if body.id else 0.45
    if acted:
        return 0.78 if body.id else 0.45
    by_it = language == "en" and _BY_IT.search(sentence.text, 0, body.start)
    if not (signs.held or by_it) or _is_only_there(sentence, body, language):
        return 0.0
    if presence.attended(sentence.text, body, signs.held, language):
        return 0.0
    near = {0: 0.88, 1: 0.9, 2: 0.84}.get(sentence.paragraph, 0.55)
    return near if body.id else min(near, 0.5) - 0.05


#: What was by a body: a mission by the OSCE.
_BY_IT: Final = re.compile(
    r"\b(?:mission|visit|training|assessment|survey|report|study|project|campaign|initiative|workshop|"
    r"seminar|audit)s?"
    r"(?:\s\w+){,3}\sby\s(?:the\s)?$"
)


def tells_of_a_verdict(sentence: str) -> bool:
    """Whether the sentence has words for verdicts."""
    return bool(_JUDGED.search(sentence))


@lru_cache(maxsize=64)
def _is_verdict(sentence: str) -> bool:
    """Whether the sentence says what a court decided."""
    courts = any(kinds.is_court(token.key) for token in morphology.tokens(sentence))
    return courts and bool(_JUDGED.search(sentence))


#: Who paid, which the last paragraphs say.
_FUNDS: Final = re.compile(
    r"(?:financial|technical) (?:support|assistance) (?:from|of)|funding (?:from|of|by)|(?:funded|"
    r"financed|supported|made possible) "
    r"by|"
    r"with (?:the )?(?:financial )?(?:support|assistance) (?:of|from)|(?:при|за счет|за счёт) "
    r"(?:\w+ )?(?:поддержк\w|содействии|средств)|финансир\w+",
    re.IGNORECASE,
)
#: The same after the name of a body.
_FUNDED: Final = re.compile(
    r"\W*(?:\w+\s+)?(?:каржылык |қаржылық |молиявий |moliyaviy )?(?:колдоосу|қолдауы|каржыл|қаржыл|"
    r"молиялаштир|moliyalashtir|кўмаги|ko.?magi|қўллаб)",
    re.IGNORECASE,
)
#: So many letters lie between such words and the body's name.
_BESIDE: Final = 60


#: After a body with which it was held, and before one that gave the money.
_JOINTLY: Final = re.compile(
    r"[»”]?\s(?:менен|мен|билан|bilan)\s(?:биргеликте|бирге|бірлесіп|бірге|бірлесе|ҳамкорликда|hamkorlikda|"
    r"биргаликда|"
    r"birgalikda)"
)
_WITH: Final = re.compile(
    r"(?:вместе|совместно) с(?:о)?\s[«“]?$|(?:together|jointly) with (?:the )?[«“]?$", re.IGNORECASE
)
_MONEY: Final = re.compile(r"(?:каражат|қаражат|маблағ|mablag)\S*\s[«“]?$", re.IGNORECASE)


def funds(text: str, body: Body) -> bool:
    """Whether the sentence says that the body paid for what was held."""
    paid = [m.end() for m in _FUNDS.finditer(text) if m.end() <= body.start]
    if (
        _JOINTLY.match(text, body.end)
        or _MONEY.search(text, 0, body.start)
        or _WITH.search(text, 0, body.start)
    ):
        return True
    return bool(_FUNDED.match(text, body.end)) or any(body.start - at <= _BESIDE for at in paid)


#: Cases of what is done to a body, or where from and whereto.
_OBJECT: Final = re.compile(
    r"(?:н[ыиіуү]|[дт][ыиіуү]|ni|[гқ][аеоө]|ga|[дт][аеоө]н|dan)$(?<!нди)(?<!лади)", re.IGNORECASE
)


def is_object(name: str, language: str) -> bool:
    """Whether a Turkic name stands in a case that one who held something does not stand in."""
    word = name.rsplit(None, 1)[-1]
    return (
        language not in ("ru", "en") and kinds.without_case(word) < len(word) and bool(_OBJECT.search(word))
    )


def is_court(name: str) -> bool:
    """Whether the name of a body is that of a court."""
    return any(kinds.is_court(token.key) for token in morphology.tokens(name))


def _judged(sentence: str, court: str) -> bool:
    """Whether the sentence says that the court decided, not that it is to hear the case again."""
    if _UPHELD.search(sentence):
        return bool(_APPEAL.search(court)) or not _APPEAL.search(_IN_APPEAL.sub("", sentence))
    return bool(_JUDGED.search(sentence)) and not _APPEAL.search(sentence.replace(court, ""))


#: How a court of appeal hears a case.
_IN_APPEAL: Final = re.compile(
    r"апелляциялық (?:тәртіп|сатыда)\w*|апелляциялык (?:тартип|инстанция)\w*|в апелляционном порядке|"
    r"апелляция тартибида|apellyatsiya tartibida|on appeal",
    re.IGNORECASE,
)
#: So many paragraphs may say which court decided.
FIRST: Final = 6


def _is_only_there(sentence: Sentence, body: Body, language: str) -> bool:
    """Whether the body's case says that someone came from it or went to it."""
    word = sentence.text[body.start : body.end].rsplit(None, 1)[-1]
    by = _BY.match(sentence.text, body.end)
    return language not in ("ru", "en") and bool(_MOVED.search(word)) and not by

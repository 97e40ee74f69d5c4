"""Words for kinds of bodies in the six languages (министрлиги, agentligi, прокуратура, Institute), and what
forms of a word are one of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from achyq.importer import morphology
from achyq.importer.morphology import Stem

#: Words for kinds of bodies, by grammar.
_KINDS: Final[dict[str, str]] = {
    "turkic": "министрлиги министрлігі вазирлиги агенттиги агенттігі агентлиги прокуратурасы прокуратураси "
    "администрациясы администрацияси маъмурияти мэриясы акимчилиги акимдиги әкімдігі әкімшілігі ҳокимлиги "
    "ҳокимияти департаменти департаменті комитети комитеті қўмитаси башкармалыгы басқармасы бошқармаси фонду "
    "фонды фонди қоры жамғармаси уюму ұйымы ташкилоти университети университеті институту институты "
    "институти "
    "палатасы палатаси ассоциациясы ассоциацияси бирлиги бирикмеси бірлестігі уюшмаси бирлашмаси союзу одағы "
    "иттифоқи борбору орталығы маркази банкы банкі банки академиясы академияси инспекциясы инспекцияси "
    "кызматы "
    "қызметі хизмати соту соты суди мектеби мектебі мактаби клиникасы клиникаси коому өкүлчүлүгү өкілдігі "
    "ваколатхонаси кеңеши кеңесі кенгаши ооруканасы ауруханасы шифохонаси китепканасы кітапханасы "
    "кутубхонаси "
    "музейи музейі музей-қорығы музей-коругу музей-қўриқхонаси қорығы "
    "тобу тобы гуруҳи клубу клубы клуби аппараты аппарати комиссиясы комиссияси бюросу бюросы "
    "бюроси федерациясы федерацияси коллегиясы коллегияси колледжи колледжі бөлүмү бөлімі бўлими бўлинмаси "
    "мәслихаты полициясы кәсіподағы редакциясы дирекциясы дирекцияси бажыканасы божхонаси казыналыгы "
    "қазынашылығы ғазначилиги партиясы партияси филиалы филиали кафедрасы кафедраси факультети факультеті "
    "лицейи лицейі лицеи коалициясы коалицияси альянсы альянси маҳкамаси идораси "
    "кеңсеси кеңсесі офиси жамияти мажлиси мәжілісі сенаты сенати элчилиги елшілігі элчихонаси "
    "директораты директорати штабы штаби секретариаты котибияти "
    "миссиясы миссияси консорциуму консорциумы консорциуми "
    "корпорациясы корпорацияси "
    "техникуму гимназиясы туғруқхонаси перзентханасы төрөтканасы мамкомитети кошуну кыймылы қозғалысы "
    "ҳаракати ииб иибб иимб іід шіб рииб",
    "latin": "vazirligi agentligi prokuraturasi maʼmuriyati hokimligi hokimiyati departamenti qoʻmitasi "
    "komiteti boshqarmasi jamgʻarmasi fondi tashkiloti universiteti instituti palatasi assotsiatsiyasi "
    "uyushmasi ittifoqi markazi banki akademiyasi inspeksiyasi xizmati sudi shifoxonasi kutubxonasi muzeyi "
    "vakolatxonasi kengashi klubi birlashmasi apparati komissiyasi byurosi federatsiyasi kolleji boʻlimi "
    "boʻlinmasi direksiyasi gʻaznachiligi bojxonasi partiyasi filiali kafedrasi fakulteti litseyi "
    "koalitsiyasi "
    "alyansi mahkamasi idorasi ofisi jamiyati majlisi senati elchixonasi direktorati shtabi "
    "missiyasi konsorsiumi "
    "tugʻruqxonasi guruhi kollegiyasi korporatsiyasi maktabi texnikumi harakati iib iibb",
    "russian": "министерство агентство прокуратура генпрокуратура администрация мэрия акимат аппарат "
    "департамент комитет госкомитет отделение управление главк фонд организация университет "
    "институт палата ассоциация "
    "союз объединение центр банк академия инспекция служба госагентство суд представительство "
    "полпредство совет "
    "хокимият минюст минэкономики минфин минздрав минобр минобразования мвд клуб больница библиотека музей "
    "комиссия бюро федерация коллегия колледж отдел маслихат кенеш профсоюз дирекция казначейство таможня "
    "партия филиал кафедра факультет лицей коалиция альянс сеть посольство миссия секретариат штаб "
    "консорциум корпорация "
    "школа школа-лицей школа-гимназия гимназия роддом трибунал увд ровд гувд овд двд",
}
_STEMS: Final = {
    grammar: [stem for word in kinds.split() for stem in morphology.stems(word, grammar)]
    for grammar, kinds in _KINDS.items()
}
#: Words that are kinds of bodies only in a possessive or in a case: they mean something else by themselves.
_MERE: Final = re.compile(
    r"божхона|bojxona|мактаб(?:гача)?|maktab(?:gacha)?|мектеп|бажыкана|кызмат|қызмет|хизмат|xizmat|"
    r"башкармалык|орталық|кеңеш|кеңес|одақ|жамият|jamiyat|коом|топ|"
    r"гуруҳ|guruh|мажлис|majlis|мәжіліс|бирлик|бөлүм|бөлім|бўлим|bo.?lim|филиал|filial|миссия|missiya"
)
_PLURAL: Final = {
    "turkic": re.compile(r"[лдт][аеоө]р"),
    "latin": re.compile("lar"),
    "russian": re.compile(r"и?(?:ам|ям|ами|ями|ах|ях)$|[ое]в$"),
}
_POSSESSIVE: Final = re.compile(r"с?[ыиіуү]|s?i")
#: English words for them, as the end of a name in capitals.
ENGLISH: Final = (
    r"Ministry|Agency|Office|Department|Administration|Committee|Fund|Foundation|Organi[sz]ation|University|"
    r"Institute|Chamber|Association|Union|Cent(?:er|re)|Bank|Academy|Inspectorate|Inspection|Service|Court|"
    r"Council|Club|Prosecutor|Initiative|Mission|Programme|Embassy|Dialogue|Network|Commission|Board|College|"
    r"Directorate|Bureau|Federation|Police|Secretariat|Hospital|Library|Museum|Society|Treasury|School|"
    r"Akimat|Kh?okimi?yat|Maslikhat|Kenesh|Mazhilis|Senate|Parliament|Assembly|Municipality|City Hall|"
    r"Ombudsman|Coalition|Movement|Alliance|Party|Branch|Division|Faculty|Delegation|Corporation|Task Force|"
    r"Lyceum|Co-?ordinator|Consortium"
)


def grammar_of(word: str) -> str:
    """The grammar that a Turkic key follows, by its letters."""
    return "latin" if re.match("[a-z]", word) else "turkic"


@lru_cache(maxsize=4096)
def kind_of(word: str, grammar: str) -> Stem | None:
    """The kind of body that the key `word` is a form of the word for, or None; plurals are no body's."""
    for stem in _STEMS[grammar]:
        if morphology.is_form(word, stem):
            plural = _PLURAL[grammar].match(word, len(stem.key))
            derived = _DERIVED.fullmatch(word, len(stem.key))
            return None if plural or derived else stem
    return None


#: What makes an adjective of the word, or the word for an activity: коом, коомдук.
_DERIVED: Final = re.compile("[дтл][ыиуү]к|[дтл][ыі]қ|[дтл]ік|лик|lik")


def nominative(word: str) -> str:
    """A Russian word for a kind of body without its case: прокуратуре is прокуратура; others as they are."""
    stem = kind_of(morphology.key(word), "russian")
    known = next((kind for kind in _KINDS["russian"].split() if stem and kind.startswith(stem.key)), "")
    return (known.capitalize() if word[0].isupper() else known) if known else word


def is_mere(word: str) -> bool:
    """Whether the Turkic key says a service, a group or the like as such, not one that belongs to a body."""
    return bool(_MERE.fullmatch(word))


def is_any(word: str, grammar: str, before: str) -> bool:
    """Whether the Turkic key says where or whereto without saying whose: мектепте, университетке; `before` is
    the key before it.
    """
    stem = kind_of(word, grammar)
    rest = word[len(stem.key) :] if stem else ""
    return bool(_BARE_CASE.fullmatch(rest)) and not _OWN.match(word) and not _ADJECTIVE.search(before)


#: Cases of place and direction, directly after the stem.
_BARE_CASE: Final = re.compile("[дт][аеоө](?:н|[гғ][ыиі])?|[гғкқ][аеоө]|da|dan|dagi|ga|ka|qa")
#: Bodies whose names have no possessive.
_OWN: Final = re.compile(
    "кеңеш|кеңес|кенгаш|kengash|прокуратура|prokuratura|сот|суд|sud|парламент|сенат|senat|мэрия|и[ии]б|iib"
)
#: What stands before other names without one: облустук, аудандық, давлат.
_ADJECTIVE: Final = re.compile("[лдт][ыиуүі][кқ]$|ий$|iy$|давлат|davlat")


def are_many(word: str) -> bool:
    """Whether the key is a plural of a word for a kind of body: boshqarmalari."""
    grammar = grammar_of(word)
    return any(
        morphology.is_form(word, stem) and bool(_PLURAL[grammar].match(word, len(stem.key)))
        for stem in _STEMS[grammar]
    )


def is_court(word: str) -> bool:
    """Whether the key is a form of the word for a court."""
    return bool(re.match(r"(?:соту|соты|сот|суди|sudi|суд|court)(?!еб|ья|ьи|ді|ді|я)", word))


def without_case(word: str) -> int:
    """How many letters the Turkic word has without its case: министрлигинин is министрлиги."""
    folded = morphology.key(word)
    stem = kind_of(folded, grammar_of(folded))
    if stem is None or len(folded) != len(word):
        return len(word)
    possessed = _POSSESSIVE.match(folded, len(stem.key))
    if possessed:
        return possessed.end()
    return len(stem.key) if stem.key in _WHOLE else len(word)


#: Short words for kinds of bodies, whose stems keep the possessive: суди, тобу, қоры.
_WHOLE: Final = {stem.key for stems in _STEMS.values() for stem in stems if re.search("[ыиіуүi]$", stem.key)}

"""Bodies named in running text: those of the registry, and others by the way their names are built.

A body's name ends (Turkic, English) or begins (Russian) with a word for a kind of body: министрлик,
агентство, Institute. Those of the registry are known by any form of any of their names, with or without the
country.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from achyq.importer import events, morphology
from achyq.importer.gazetteer import Gazetteer
from achyq.importer.morphology import Stem, Token
from achyq.importer.terms import Terms, country_of, words

#: Words for kinds of bodies, by grammar.
_KINDS: Final[dict[str, str]] = {
    "turkic": "министрлиги министрлігі вазирлиги агенттиги агенттігі агентлиги прокуратурасы прокуратураси "
    "администрациясы "
    "маъмурияти мэриясы акимчилиги акимдиги әкімдігі әкімшілігі ҳокимлиги ҳокимияти департаменти "
    "департаменті комитети комитеті "
    "қўмитаси башкармалыгы басқармасы бошқармаси фонду фонды қоры жамғармаси уюму ұйымы ташкилоти "
    "университети университеті "
    "институту институты палатасы палатаси ассоциациясы ассоциацияси бирлиги бирикмеси бірлестігі уюшмаси "
    "союзу одағы иттифоқи "
    "борбору орталығы маркази банкы банкі банки академиясы академияси инспекциясы кызматы қызметі хизмати "
    "соту соты суди "
    "мектеби мектебі клиникасы клиникаси коому өкүлчүлүгү өкілдігі ваколатхонаси кеңеши кеңесі кенгаши "
    "ооруканасы ауруханасы шифохонаси китепканасы кітапханасы кутубхонаси музейи музейі "
    "тобу тобы клубу клубы аппараты аппарати комиссиясы комиссияси бюросу "
    "бюросы бюроси федерациясы "
    "федерацияси коллегиясы колледжи бөлүмү бөлімі бўлими мәслихаты полициясы кәсіподағы редакциясы "
    "дирекциясы дирекцияси бажыканасы божхонаси казыналыгы қазынашылығы ғазначилиги мектеби",
    "latin": "vazirligi agentligi prokuraturasi maʼmuriyati hokimligi hokimiyati departamenti qoʻmitasi "
    "boshqarmasi jamgʻarmasi fondi "
    "tashkiloti universiteti instituti palatasi assotsiatsiyasi uyushmasi ittifoqi markazi banki "
    "akademiyasi inspeksiyasi xizmati "
    "sudi shifoxonasi kutubxonasi muzeyi "
    "vakolatxonasi kengashi klubi birlashmasi apparati komissiyasi byurosi "
    "federatsiyasi kolleji "
    "boʻlimi direksiyasi gʻaznachiligi bojxonasi",
    "russian": "министерство агентство прокуратура генпрокуратура администрация мэрия акимиат аппарат "
    "департамент комитет госкомитет "
    "управление фонд организация университет институт палата ассоциация союз объединение центр банк "
    "академия инспекция служба "
    "госагентство суд представительство полпредство совет хокимият минюст минэкономики минфин мвд клуб "
    "больница библиотека музей комиссия бюро федерация коллегия колледж отдел маслихат кенеш профсоюз "
    "дирекция казначейство таможня",
}
_STEMS: Final = {
    grammar: [stem for word in kinds.split() for stem in morphology.stems(word, grammar)]
    for grammar, kinds in _KINDS.items()
}
_ENGLISH: Final = re.compile(
    r"\b(?:[A-Z][\w'’-]*\s+(?:(?:of|for|on|and|the|against|in|&)\s+(?:the\s+)?)*)*"
    r"(?:Ministry|Agency|Office|Department|Administration|Committee|Fund|Foundation|Organi[sz]ation|"
    r"University|Institute|Chamber|"
    r"Association|Union|Cent(?:er|re)|Bank|Academy|Inspectorate|Service|Court|Council|Mayor's Office|Club|"
    r"Prosecutor|Initiative|"
    r"Mission|Programme|Embassy|Dialogue|Network|Commission|Board|College|Directorate|Bureau|Federation|"
    r"Police|Secretariat|Hospital|Library|Museum|Society|Treasury|School)\b"
    r"(?:\s+(?:(?:of|for|on|and|the|against)\s+)*[A-Z][\w'’-]*)*"
)
#: What may stand inside a Turkic name before its last word, besides words with a capital.
_INSIDE: Final = re.compile(
    r"жана|және|ва|va|өз|өзүн|өзін|өзі|ўзини|o.?zini|алдынча|башкаруу|басқару|бошқариш|кабинетине|кызмат|"
    r"қызмет|караштуу|жанындағы|ҳузуридаги|huzuridagi|"
    r"мамлекеттик|мемлекеттік|давлат|davlat|коомдук|қоғамдық|жамоат\w*|jamoat|эл|аралык|халықаралық|"
    r"халқаро|xalqaro|шаардык|облустук|райондук|"
    r"шаҳар|shahar|вилоят|viloyat|туман|tuman|облыстық|аудандық|қалалық|боюнча|бойынша|бўйича|boʻyicha|"
    r"bo.yicha|иштери|істері|ишлари|ishlari|каршы|қарсы|қарши|"
    r"qarshi|коррупцияга|korrupsiyaga|жемқорлыққа|сыбайлас|іс-қимыл|аракеттенүү|күрөшүү|күрес|курашиш|"
    r"kurashish|аймактык|өңірлік|ҳудудий|hududiy|"
    r"өнүктүрүү|дамыту|ривожлантириш|rivojlantirish|саясат|атайын|арнайы|махсус|maxsus|мониторинг\w*|"
    r"кәсіпкерлер|тадбиркорлар|ишкерлер|адлия|adliya|"
    r"бажы|божхона|bojxona|солиқ|soliq|салық|салык|билим|білім|таълим|ta.?lim|олий|oliy|таълими|соғлиқни|"
    r"сақлаш|саламаттык|денсаулық|сақтау|ички|ішкі|ichki|"
    r"илимий|ғылыми|илмий|өкмөттүк|үкіметтік|нодавлат|nodavlat|ноҳукумат|nohukumat|эмес|емес|жергиликтүү|"
    r"жергілікті|маҳаллий|mahalliy|жогорку|жоғары|уюм\w*|ыйгарым|укуктуу|уәкілетті|ваколатли|vakolatli|өкүл\w*н[үи]н|өкілінің",
    re.IGNORECASE,
)
#: After what a body is competent for, in whatever words: әдеп жөніндегі кеңесі, этика боюнча комиссиясы.
_COMPETENCE: Final = re.compile(r"жөніндегі|боюнча|бойынша|бўйича|bo.?yicha", re.IGNORECASE)
#: So many words may say it.
_MOST_WORDS: Final = 3
#: Words that by their ending may stand in any name of a body: adjectives, and what it does.
_ADJECTIVE: Final = re.compile(
    r"\w{3,}(?:[лдт][ыиіуү][кқ]|[^\W\d_](?:ий|iy|lik))|\w{2,}(?:[оө][оө]|[уү][уү]|[аеыіи]у)|\w+[лтн]у"
    r"|\w{3,}(?:и|a|а|i)(?:ш|sh)",
    re.IGNORECASE,
)
#: The first part of what it does in two words: сатып алу.
_CONVERB: Final = re.compile(r"\w{2,}[ыиіуү]п|\w{2,}ib", re.IGNORECASE)
_LEVEL_FORM: Final = re.compile(
    r"облус|облыс|район|аудан|шаар|қала|вилоят|viloyat|туман|tuman|шаҳ|shah|shah|республика|respublika|"
    r"өкмөт|үкімет|президент",
    re.IGNORECASE,
)
#: What goes on a Russian name after its first word: genitives, adjectives, prepositions of competence.
_RUSSIAN_ON: Final = re.compile(
    r"по|при|РК|КР|РУз|г|дел|[а-яё]+(?:ого|его|ой|ей|их|ых|ию|ью|ам|ям|ами|ями|ов|ев|"
    r"[ыияуюа])(?<![аияеуы]л[аи])(?<!ован[аы])(?<!ден[аы])(?<!с[ья])|и"
)
#: What a body is for, after which its name goes on: по борьбе с коррупцией.
_FIGHT: Final = re.compile(r"(?:и|по)\s+(?:борьбе|обеспечению)\s|борьбе\s+с\s")
_RUSSIAN_STOP: Final = re.compile(
    r"совместно|вместе|провел\w*|провёл|вчера|сегодня|совещани\w*|организова\w*|принял\w*|которы\w*|года|"
    r"месяца|сумма|стала|была|дала|начала",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"[«“\"][^«»“”\"\n]{2,80}[»”\"]\s*$")

#: Service as such; a body's name has it in the possessive.
_SERVICE: Final = re.compile(r"кызмат|қызмет|хизмат|xizmat|башкармалык|орталық")
_PLURAL: Final = re.compile(r"[лдт][аеоө]р|lar")


class Body(NamedTuple):
    """A body in a text: its span, its id ('' when no registry knows it), and the grammar that found it."""

    start: int
    end: int
    id: str
    grammar: str = ""


class Directory:
    """The organisers of a registry, ready to be found in texts."""

    def __init__(self, terms: Terms) -> None:
        self.registry = terms["organisers"]
        self.terms = terms
        self._names: Gazetteer[str] = Gazetteer()
        for term in self.registry.terms.values():
            names = [(name, locale) for locale, name in term.name.items()]
            for name, locale in [*names, *((alias, "") for alias in term.aliases)]:
                spelled = words(name)
                self._names.add(spelled, term.id, locale)
                core = words(_COUNTRY.sub(" ", name))
                if len(core) > 1 and core != spelled:
                    self._names.add(core, term.id, locale)

    def bodies(self, text: str, country: str, language: str) -> list[Body]:
        """The bodies named in the text: those of the registry, and other names of bodies; the longest of
        each.
        """
        tokens = morphology.tokens(text)
        known = []
        for match in self._names.find(tokens):
            first, last = tokens[match.first], tokens[match.last - 1]
            ids = [
                i for i in match.values if country_of(self.registry[i], self.terms) in ("", country)
            ] or list(match.values)
            if first.key == "the":
                first = tokens[match.first + 1]
            quoted = first.start > 0 and text[first.start - 1] in '«“"'
            initials = bool(_INITIALS.match(text, first.start))
            if (text[first.start].isupper() or quoted) and (initials or last.end - first.start > 5):
                known.append(Body(first.start, last.end, ids[0], "quoted" if quoted else ""))
        others = [Body(m.start(), m.end(), "", "english") for m in _INTERNATIONAL.finditer(text)]
        if language == "ru":
            others += _russian(text, tokens)
        else:
            others += _english(text) if language == "en" else _turkic(text, tokens)
        return _longest(text, known, others)

    def local(self, text: str, regions: Collection[str]) -> list[Body]:
        """The bodies that a level and a kind name where the region is understood: райондук прокуратура."""
        here = [term for term in self.registry.terms.values() if term.region and term.region in regions]
        found = []
        for m in _LOCAL.finditer(text):
            kind = morphology.key(m["kind"])[:6]
            alike = [
                t.id
                for t in here
                if any(token.key.startswith(kind) for n in t.name.values() for token in morphology.tokens(n))
            ]
            if len(alike) == 1:
                found.append(Body(m.start(), m.end(), alike[0]))
        return found


_INITIALS: Final = re.compile("[A-ZА-ЯЁЎҚҒҲӨҮҢІҰҺӘ]{3}")
#: International bodies that texts name by initials, or by names that the grammar of bodies does not find.
_INTERNATIONAL: Final = re.compile(
    r"\b(?:(?:OSCE|UNDP|UNODC|UNICEF|USAID|OECD|GIZ|EBRD|ADB|ПРООН|ОБСЕ|УНП ООН|ЮНИСЕФ|ЮСАИД|USAID|ОЭСР|"
    r"ЕБРР|БУУӨП|ЕККУ|БҰҰДБ|ЕҚЫҰ|БМТТД|ЕХҲТ|"
    r"BMTTD|YEXHT|ЭКУУ)\w*|Программ\w+ развития ООН|БУУнун Өнүктүрүү программасы\w*|БҰҰ(?:-ның)? Даму "
    r"бағдарламасы\w*|БМТ(?:нинг)? Тараққиёт дастури\w*|"
    r"BMT(?:ning)? Taraqqiyot dasturi\w*|Европа Биримдиги\w*|Еуропалық Одақ\w*|Европ\w+ союз\w*|"
    r"Евросоюз\w*|European Union|Government of [A-Z]\w+)"
)
_LOCAL: Final = re.compile(
    r"\b(?:район|облус|шаар|аудан|облыс|қала|туман|вилоят|шаҳар|областн|городск|tuman|viloyat|"
    r"shahar)\w*\s+(?:мамлекеттик\s+|давлат\s+)?"
    r"(?P<kind>(?:прокуратура|prokuratura|администрация|департамент|акимчилик|әкімдік|ҳокимлик|hokimlik)\w*)"
)
_COUNTRY: Final = re.compile(
    r"(?:Кыргыз|Қырғыз|Қирғиз|Казакстан|Қазақстан|Қозоғистон|Өзбекстан|Ўзбекистон) Республика\w*(?: "
    r"Өкмөтүнө караштуу)?|"
    r"(?:Qirgʻiz|Qozogʻiston|Oʻzbekiston) Respublika\w*|(?:Кыргызской )?Республики? ?(?:Казахстан|"
    r"Узбекистан)?|"
    r"\bof the (?:Kyrgyz Republic|Republic of (?:Kazakhstan|Uzbekistan))|\b(?:КР|РК|ҚР|РУз)\b|"
    r"Кыргызстандын|Ўзбекистоннинг"
)


def _longest(text: str, known: list[Body], others: list[Body]) -> list[Body]:
    """The bodies without those inside others. One of the registry stays where it holds the word that says
    what kind of body the longer name is: its last in Turkic and English, its first in Russian and English.
    """
    kept = list(known)
    for body in sorted(others, key=lambda body: body.start - body.end):
        inside = [other for other in kept if other.start < body.end and body.start < other.end]
        # The ministry of a part of the country is not that of the country.
        if any(
            not other.id
            or other.grammar == "quoted"
            or other.start <= body.start + _SLACK[body.grammar][0]
            or other.end >= body.end - _SLACK[body.grammar][1]
            or (other.start == body.start and _OFFICE.fullmatch(text, other.end, body.end))
            for other in inside
            if not (other.id and _is_of_a_region(text[body.start : other.start]))
        ):
            continue
        kept = [other for other in kept if other not in inside]
        kept.append(body)
    return sorted(kept)


def _is_of_a_region(text: str) -> bool:
    return bool(_LEVEL_OF_A_REGION.search(text)) and not _COUNTRY.search(text)


_LEVEL_OF_A_REGION: Final = re.compile(
    r"\b(?:облус|облыс|район|аудан|шаар|қала|вилоят|viloyat|туман|tuman|шаҳа?р|shaha?r|республика|"
    r"respublika)",
    re.IGNORECASE,
)


#: The office that a body has somewhere, which is that body: ЕХҲТнинг Тошкентдаги ваколатхонаси.
_OFFICE: Final = re.compile(
    r"\s+(?:\S+\s+){0,2}(?:ваколатхона|vakolatxona|өкүлчүлү|өкілді|офис|ofis|бюро|byuro|миссия|missiya)\w*",
    re.IGNORECASE,
)
#: By grammar, how far into a longer name one of the registry may begin, or before its end stop, to be it.
_SLACK: Final = {"turkic": (-1, 2), "russian": (0, -99), "english": (0, 2)}


def _turkic(text: str, tokens: list[Token]) -> list[Body]:
    found = []
    for index, token in enumerate(tokens):
        grammar = "latin" if re.match("[a-z]", token.key) else "turkic"
        kind = _is_kind(token.key, grammar)
        if kind is None or _PLURAL.match(token.key, len(kind.key)) or _is_mere_service(tokens, index):
            continue
        first, free = index, 0
        while first > 0:
            gap = text[tokens[first - 1].end : tokens[first].start]
            quoted = _QUOTED.search(text, max(0, tokens[first].start - 90), tokens[first].start)
            if quoted and re.search(r"[»”\"]\s*$", gap):
                first = next(i for i, t in enumerate(tokens) if t.start > quoted.start() - 1)
                break
            if gap.strip(' \u00a0«»“”"–—') or re.search(r"\s[–—]\s", gap):
                break
            word = text[tokens[first - 1].start : tokens[first - 1].end]
            free = _MOST_WORDS if _COMPETENCE.fullmatch(word) else free - 1
            if not (
                free >= 0
                or _is_inside(text, tokens, first - 1, grammar)
                or word[0].isupper()
                or _INSIDE.fullmatch(word)
                or _LEVEL_FORM.match(word)
            ):
                if not (_OF_A_BODY.search(word) and _is_kind(tokens[first - 1].key, grammar)):
                    break
            elif _PLACE.fullmatch(word):
                break
            first -= 1
        while first < index and (not text[tokens[first].start].isupper() or _is_object(text, tokens, first)):
            first += 1
        if first < index and index - first < 20:
            found.append(Body(tokens[first].start, token.end, "", "turkic"))
    return found


def _is_inside(text: str, tokens: list[Token], index: int, grammar: str) -> bool:
    """Whether a common word may stand in a name by its form, or by what is before it."""
    word = text[tokens[index].start : tokens[index].end]
    after = text[tokens[index + 1].start : tokens[index + 1].end]
    does = bool(_CONVERB.fullmatch(word) and _ADJECTIVE.fullmatch(after))
    common = (
        word[0].islower() and not events.HELD.fullmatch(word) and not _is_kind(tokens[index].key, grammar)
    )
    if common and (does or _ADJECTIVE.fullmatch(word)):
        return True
    return _is_of_a_level(text, tokens, index, grammar)


def _is_of_a_level(text: str, tokens: list[Token], index: int, grammar: str) -> bool:
    """Whether a common word, by itself or after another, follows the level of a place: `tumani xalq`."""
    for at in range(index, max(0, index - 2), -1):
        word = text[tokens[at].start : tokens[at].end]
        if word[0].isupper() or _JOINING.fullmatch(word) or _is_kind(tokens[at].key, grammar):
            return False
        if text[tokens[at - 1].end : tokens[at].start] != " ":
            return False
        level = text[tokens[at - 1].start : tokens[at - 1].end]
        if _LEVEL_FORM.match(level):
            return bool(_POSSESSED.search(level)) and not _THERE.search(level)
    return False


def _is_kind(word: str, grammar: str) -> Stem | None:
    return next((stem for stem in _STEMS[grammar] if morphology.is_form(word, stem)), None)


#: Where it was held, which no name of a body begins with: Риддер қаласында, Surxondaryo viloyatida.
_PLACE: Final = re.compile(
    r"(?:облус|облыс|район|аудан|шаар|қала|вилоят|viloyat|туман|tuman|шаҳа?р|shaha?r|республика|"
    r"respublika)\w*?(?:[дт][аеоө]|da)",
    re.IGNORECASE,
)
#: A level as a name has it before what belongs to it: облусу, ауданының, tumani.
_POSSESSED: Final = re.compile(r"(?:[ыиуүі]|ый|ий)(?:н[ыиуүі][нң]|нинг|ning)?$|i(?:ning)?$", re.IGNORECASE)
_THERE: Final = re.compile(r"(?:[дт][аеоө]|da)(?:[гғ][ыиі]|gi)?$", re.IGNORECASE)
_JOINING: Final = re.compile(
    r"мен|менен|жана|және|ва|va|билан|bilan|ҳамда|hamda|ошондой|сондай|шунингдек|shuningdek", re.IGNORECASE
)
#: A body that another belongs to: қызметтің … департаменті.
_OF_A_BODY: Final = re.compile(r"(?:[ндт][ыиіуү][нң]|нинг|ning)$", re.IGNORECASE)
_WITH: Final = re.compile(r"при\s+[а-яё]|и\s+[А-ЯЁ]")


def _is_mere_service(tokens: list[Token], index: int) -> bool:
    against = index > 0 and re.fullmatch("қарсы|каршы|қарши|qarshi", tokens[index - 1].key)
    return bool(_SERVICE.fullmatch(tokens[index].key)) and not against


def _is_object(text: str, tokens: list[Token], first: int) -> bool:
    """Whether a capital only begins a sentence, with its object before the body: Форумды ҚР … агенттігі."""
    before = text[: tokens[first].start].rstrip(' «“"')
    begins = not before or before[-1] in ".!?\n"
    return begins and bool(_ACCUSATIVE.search(tokens[first].key)) and text[tokens[first + 1].start].isupper()


_ACCUSATIVE: Final = re.compile(r"[ндт][ыиіуү]$|ni$")


def _russian(text: str, tokens: list[Token]) -> list[Body]:
    found = []
    for index, token in enumerate(tokens):
        if not any(morphology.is_form(token.key, stem) for stem in _STEMS["russian"]):
            continue
        first, last = index, index
        while (
            first > 0
            and text[tokens[first - 1].end : tokens[first].start] == " "
            and re.search(r"(?:ая|ое|ый|ий|ой|ого|ому|ую|ым|им|ом)$", tokens[first - 1].key)
        ):
            first -= 1
        while last + 1 < len(tokens):
            gap = text[tokens[last].end : tokens[last + 1].start]
            word = text[tokens[last + 1].start : tokens[last + 1].end]
            goes_on = word[0].isupper() and tokens[last].key != "и"
            if (
                gap.strip(' \u00a0«»“”"')
                or _RUSSIAN_STOP.fullmatch(word)
                or (_WITH.match(text, tokens[last + 1].start) and not _FIGHT.match(text, tokens[last].start))
            ):
                break
            dative = tokens[last].key == "по" and word.islower() and word.endswith("е")
            if not (
                goes_on or dative or _RUSSIAN_ON.fullmatch(word) or _FIGHT.match(text, tokens[last].start)
            ):
                break
            last += 1
        while last > index and tokens[last].key in ("и", "по", "при", "г"):
            last -= 1
        capital = any(text[tokens[i].start].isupper() for i in range(first, last + 1))
        if capital and last - first >= 1 and (first < index or last > index):
            end = tokens[last].end + (text[tokens[last].end : tokens[last].end + 1] in "»”")
            found.append(Body(tokens[first].start, end, "", "russian"))
    return found


_AND_THE: Final = re.compile(r"\s+and\s+(?:the\s+)?")
_POLICY: Final = re.compile(r"(?:State|National|Government) Programme|Strategy|Action Plan")


def _english(text: str) -> list[Body]:
    found = []
    for m in _ENGLISH.finditer(text):
        for first, last in _apart(text, m.start(), m.end()):
            start = first + (4 if text.startswith("The ", first) else 0)
            if len(text[start:last].split()) > 1 and not _POLICY.search(text, start, last):
                found.append(Body(start, last, "", "english"))
    return found


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a name that goes on with `and the` and another body: the University and the Office."""
    for joint in _AND_THE.finditer(text, start, end):
        if all(_ENGLISH.fullmatch(text, *side) for side in ((start, joint.start()), (joint.end(), end))):
            yield start, joint.start()
            yield from _apart(text, joint.end(), end)
            return
    yield start, end

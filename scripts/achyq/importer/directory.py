"""Bodies named in running text: those of the registry, and others by the way their names are built.

A body's name ends (Turkic, English) or begins (Russian) with a word for a kind of body: министрлик,
агентство, Institute. Those of the registry are known by any form of any of their names, with or without the
country.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from achyq.importer import bodies, branches, morphology, overlaps, resemblance
from achyq.importer.bodies import Body
from achyq.importer.gazetteer import Gazetteer
from achyq.importer.terms import COUNTRY, Terms, country_of, words
from achyq.registry import Term


class Directory:
    """The organisers of a registry, ready to be found in texts."""

    def __init__(self, terms: Terms) -> None:
        self.registry = terms["organisers"]
        self.terms = terms
        #: Ids, and whether the name says the country.
        self._names: Gazetteer[tuple[str, bool]] = Gazetteer()
        self._resemblance = resemblance.Resemblance(self.registry, lambda term: country_of(term, terms))
        for term in self.registry.terms.values():
            names = [(name, locale) for locale, name in term.name.items()]
            for name, locale in [*names, *((alias, "") for alias in term.aliases)]:
                for variant in _variants(name):
                    self._names.add(words(variant), (term.id, True), locale)
                    core = words(COUNTRY.sub(" ", variant))
                    if (len(core) > 1 or _CONTRACTED.match(variant)) and core != words(variant):
                        self._names.add(core, (term.id, False), locale)
                    if locale and term.country:
                        self._names.add(_initials_of(core), (term.id, False), locale)

    def bodies(self, text: str, country: str, language: str) -> list[Body]:
        """The bodies named in the text: those of the registry, and other names of bodies; the longest of
        each.
        """
        tokens = morphology.tokens(text)
        known = []
        for match in self._names.find(tokens):
            first, last = tokens[match.first], tokens[match.last - 1]
            ids = [
                i for i, _ in match.values if country_of(self.registry[i], self.terms) in ("", country)
            ] or [i for i, whole in match.values if whole]
            if not ids:
                continue
            if first.key == "the":
                first = tokens[match.first + 1]
            quoted = first.start > 0 and text[first.start - 1] in '«“"'
            initials = bool(_INITIALS.match(text, first.start))
            if text[first.start : last.end].isupper() and _is_foreign(
                self.registry[ids[0]], country, self.terms
            ):
                continue  # initials that another country's body has
            whole = match.last - match.first >= _WHOLE  # which nothing else is called, in small letters too
            if (text[first.start].isupper() or quoted or whole) and (initials or last.end - first.start > 5):
                known.append(Body(first.start, last.end, ids[0], "quoted" if quoted else ""))
        others = [
            Body(m.start(), m.end(), "", "english")
            for pattern in (_INTERNATIONAL, _LAW_INITIALS, _OF_A_FORM, _OF_A_WRITTEN_FORM, _INITIALS_OF_STATE)
            for m in pattern.finditer(text)
        ]
        found = overlaps.longest(text, known, [*others, *bodies.named(text, tokens, language)])
        meant = branches.joined(text, [self._meant(text, body, country) for body in found], language)
        small = [self._meant(text, body, country) for body in bodies.common(text, tokens, language)]
        apart = [b for b in small if b.id and not any(b.start < o.end and o.start < b.end for o in meant)]
        return sorted([*meant, *apart])

    def _meant(self, text: str, body: Body, country: str) -> Body:
        """The body by the id of the one that its name shortens or misspells."""
        if body.id or not country:
            return body
        return body._replace(id=self._resemblance.id_of(text[body.start : body.end], country))

    def beside(self, text: str, known: list[Body], language: str) -> list[Body]:
        """Bodies in small letters that stand in one list with a body of the `known`."""
        found: list[Body] = []
        for body in [] if language == "ru" else bodies.common(text, morphology.tokens(text), language):
            if any(body.start < other.end and other.start < body.end for other in [*known, *found]):
                continue
            if text[body.start].isupper() and text[max(0, body.start - 1) : body.start] not in (
                "«",
                "“",
                '"',
            ):
                continue
            gaps = [
                (o.end, body.start) if o.end <= body.start else (body.end, o.start) for o in [*known, *found]
            ]
            if any(_LISTED.fullmatch(text, *gap) for gap in gaps):
                found.append(body)
        return found

    def referred(self, text: str, language: str) -> list[Body]:
        """The bodies that the text names by their kind alone, or with a level."""
        return bodies.referred(text, morphology.tokens(text), language)

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


def _is_foreign(term: Term, country: str, terms: Terms) -> bool:
    """Whether the body is one of a country, and not of this one."""
    return bool(country) and country_of(term, terms) not in ("", country)


def _variants(name: str) -> list[str]:
    """The name, and in English the other orders of words that texts have for it."""
    ministry = _MINISTRY.match(name)
    if ministry:
        task = _TASKS.get(ministry[1], ministry[1])
        return [name, name.replace(ministry[0], f"{task} Ministry")]
    if _OFFICE_OF_PROSECUTORS in name:
        orders = ("General Prosecutor's Office", "Office of the Prosecutor General")
        return [name, *(name.replace(_OFFICE_OF_PROSECUTORS, order) for order in orders)]
    return [name]


#: Names that are made of the beginnings of several: Минюст, Генпрокуратура.
_CONTRACTED: Final = re.compile(r"(?:Мин|Ген|Гос)[а-яё]{3,}")
_OFFICE_OF_PROSECUTORS: Final = "Prosecutor General's Office"
_MINISTRY: Final = re.compile(r"Ministry of (Internal Affairs|Foreign Affairs|\w+)(?= of the| of [A-Z]|$)")
#: What ministries of several words are called before the word for them.
_TASKS: Final = {"Internal Affairs": "Interior", "Foreign Affairs": "Foreign"}


def _initials_of(name: list[str]) -> list[str]:
    """The initials of a name, as one word; none when they are too few to be known again."""
    letters = [word[0].upper() for word in name if not resemblance.is_empty(word)]
    return ["".join(letters)] if _INITIALS.match("".join(letters)) else []


#: So many words make a name that needs no capital.
_WHOLE: Final = 3
#: What stands between two bodies of a list.
_LISTED: Final = re.compile(r"[»”\"]?(?:,|,?\s(?:жана|және|ва|ҳамда|va|hamda|мен|менен|пен|бен))\s[«“\"]?")
_INITIALS: Final = re.compile("[A-ZА-ЯЁЎҚҒҲӨҮҢІҰҺӘ]{3}")
#: International bodies that texts name by initials, or by names that the grammar of bodies does not find.
_INTERNATIONAL: Final = re.compile(
    r"\b(?:(?:OSCE|UNDP|UNODC|UNICEF|USAID|OECD|GIZ|EBRD|ADB|ПРООН|ОБСЕ|УНП ООН|ЮНИСЕФ|ЮСАИД|USAID|ОЭСР|"
    r"ЕБРР|БУУӨП|ЕККУ|БҰҰДБ|ЕҚЫҰ|БМТТД|ЕХҲТ|"
    r"BMTTD|Y[Ee]?XHT|ЭКУУ|ЭЫДҰ|ИҲТТ|IHTT|ЮНЕСКО|UNESCO|JICA|KOICA|TIKA|GIZ|ЕАБР|АБР|ОТБ|МВФ|IMF|"
    r"Жогорку Кене[шщ]\w*|Олий Мажлис(?:\w*\s(?:[Сс]енат|Қонунчилик\sпалата))?\w*|Jogorku Kenesh|IFC|BOMCA|"
    r"CADAP|"
    r"EWMI|IRI|NDI|IDLO|IOM|МОМ|UNRCCA|"
    r"UNOPS|UNESCAP|GPP|CIPE|ABA ROLI|ICNL|ACTED)\w*|"
    r"Internews|Интерньюс\w*|Helvetas|Soros\s\w+|"
    r"Программ\w+ развития ООН|БУУнун Өнүктүрүү программасы\w*|БҰҰ(?:-ның)? Даму "
    r"бағдарламасы\w*|БМТ(?:нинг)? Тараққиёт дастури\w*|"
    r"BMT(?:ning)? Taraqqiyot dasturi\w*|Европа Биримдиги\w*|Еуропалық Одақ\w*|Европ\w+ союз\w*|"
    r"Евросоюз\w*|European Union|Council of Europe|Совет\w* Европы|Европа кеңеши\w*|Еуропа кеңесі\w*|"
    r"Yevropa [Kk]engashi\w*|"
    r"Европа [Кк]енгаши\w*|Transparency International(?: [A-Z][a-z]+(?:stan|via|nia))?|"
    r"Government of [A-Z]\w+|(?:АКШ|АҚШ|AQSH|Швейцария|Shveysariya|Жапония|Япония|Yaponiya|Германия|"
    r"Germaniya|"
    r"Норвегия|Norvegiya)(?:нын|ның|нинг|ning)?\s(?:[Өө]кмөт|[Үү]кімет|[Ҳҳ]укумат|[Hh]ukumat)\w*)"
)
#: Bodies of civil society by their legal form and a name in quotation marks: ОФ «Честная школа», «X» ҚҚ.
_OF_A_FORM: Final = re.compile(
    r"\b(?:ОФ|ОО|МОО|РОО|НПО|ННО|НКО|ОЮЛ|ЧФ|БФ|КФ|КБ|ЖБ|ҚҚ|ҚБ|ҚҰ|ННТ|NNT|NGO)\s+[«“\"][^«»“”\"\n]{2,80}[»”\"]"
    r"|[«“\"][^«»“”\"\n]{2,80}[»”\"]\s+(?:КФ|КБ|ҚҚ|ҚБ|ҚҰ|ЖБ|ННТ|NNT)(?:\b|-?(?=[а-яa-z]))"
)
#: The same in words, before the quoted name: the public association "Great Steppe Villages".
_FORM: Final = (
    r"[Pp]ublic (?:[Aa]ssociation|[Ff]oundation|[Ff]und|[Oo]rgani[sz]ation|[Uu]nion)|"
    r"[Nn]on-?governmental organi[sz]ation|"
    r"[Cc]haritable (?:foundation|fund)|[Aa]ssociation of legal entities|[Pp]olitical party|"
    r"[Оо]бщественн\w+ (?:объединени|фонд|организаци)\w*|[Бб]лаготворительн\w+ фонд\w*|"
    r"[Кк]оомдук (?:фонд|бирикме|уюм)\w*|[Ққ]оғамдық (?:қор|бірлестік|ұйым)\w*"
)
_OF_A_WRITTEN_FORM: Final = re.compile(rf"\b(?:{_FORM})\s+[«“\"][^«»“”\"\n]{{2,80}}[»”\"]")
#: Bodies of a state by their initials with its own: КР БШК, МВД РК. Codes of law have such initials too.
_INITIALS_OF_STATE: Final = re.compile(
    r"(?<!\w)(?:(?:КР|ҚР|ЎзР)\s(?!УК|ГК|ТК|УПК|ГПК|НК|БК|ЖК|ҚК|КК|МЖ|КЖК|ӘҚБтК|ЖКК)[А-ЯЁЎҚҒҲӨҮҢІҰҺӘ]{2,6}|"
    r"(?!УК|ГК|ТК|УПК|ГПК|НК|БК|ЖК|НПА|СМИ)[А-ЯЁ]{2,6}\s(?:КР|РК|РУз))(?!\w)"
)
#: Law enforcement bodies by their initials alone.
_LAW_INITIALS: Final = re.compile(r"(?<![\w-])(?:СГБ|УВД|ГУВД|ДВД|ДХХ|DXX|SSS|ҰҚК|КНБ)(?![\w-])")
_LOCAL: Final = re.compile(
    r"\b(?:район|облус|шаар|аудан|облыс|қала|туман|вилоят|шаҳар|областн|городск|tuman|viloyat|"
    r"shahar)\w*\s+(?:мамлекеттик\s+|давлат\s+)?"
    r"(?P<kind>(?:прокуратура|prokuratura|администрация|департамент|акимчилик|әкімдік|ҳокимлик|hokimlik)\w*)"
)

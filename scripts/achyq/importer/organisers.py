"""Who held or funded the event.

A body is an organiser when its sentence says that someone organised, supported or funded, unless the name
only says whose representatives came, or in whose hall they met.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final, NamedTuple

from achyq.importer import furniture, guests, kinds, presence, reference, signatures, signs, tenses
from achyq.importer.bodies import Body
from achyq.importer.directory import Directory
from achyq.importer.guess import Guess, Page, Sentence
from achyq.registry import Registry, Term


def find(page: Page, directory: Directory, country: str, regions: Collection[str]) -> tuple[Guess, ...]:
    """The organisers of the page's event in these `regions`: ids of the registry, or None with the name as
    the text has it.
    """
    search = _Search(page, directory, country)
    for sentence in page.sentences():
        search.read(sentence, regions)
    signed = signatures.find(page, directory, country)
    for sentence, body in signed:
        said = {
            kind
            for kind in search.awaited.keys() & set(reference.kinds_of(reference.text_of((sentence, body))))
            if reference.may_be(reference.text_of(search.awaited[kind]), (sentence, body))
        }
        if said:
            for kind in said:
                del search.awaited[kind]
            search.keep(sentence, body, 0.7 if body.id else 0.45)
    search.keep_awaited()
    search.fall_back(signed)
    search.spell_out()
    best = search.best.values()
    first = min((n.paragraph for n in best), default=0)
    near = _distinct([n for n in best if n.paragraph <= max(first, 1) + 1 or n.funds], directory.registry)
    return tuple(sorted((n.guess for n in near), key=lambda guess: guess.span))


class _Search:
    """What is known while a page is read: the organisers found, all bodies named, the last of each kind that
    may be meant by its kind alone, and the kinds that wait for a name.
    """

    def __init__(self, page: Page, directory: Directory, country: str) -> None:
        self.page, self.directory, self.country = page, directory, country
        self.best: dict[str, _Named] = {}
        self.named: list[tuple[Sentence, Body]] = []
        self.came: list[tuple[Sentence, Body]] = []
        self.latest: dict[str, tuple[Sentence, Body]] = {}
        self.guests: dict[str, tuple[Sentence, Body]] = {}
        self.awaited: dict[str, tuple[Sentence, Body]] = {}
        self.initials: dict[str, tuple[Sentence, Body]] = {}
        self.shortened: dict[str, tuple[Sentence, Body]] = {}

    def read(self, sentence: Sentence, regions: Collection[str]) -> None:
        """Take what one sentence says."""
        language = self.page.language
        named = self.directory.bodies(sentence.text, self.country, language)
        initials = reference.initials(sentence.text, named)
        for short, body in initials.items():
            self.initials.setdefault(reference.text_of((sentence, short)), (sentence, body))
        bodies = [
            body
            for body in named
            if body not in initials
            and not furniture.PRESS_SERVICE.fullmatch(sentence.text, body.start, body.end)
            and not signatures.NEWS_AGENCY.search(sentence.text, body.start, body.end)
        ]
        if signs.of(sentence.text).held:
            bodies = sorted([*bodies, *self.directory.beside(sentence.text, bodies, language)])
        general = [b for b in self.directory.referred(sentence.text, language) if b not in bodies]
        everyone = sorted([*bodies, *general])
        came = guests.of_people(sentence.text, everyone, language)
        for body in everyone:
            sure = signs.sure(sentence, body, language, is_guest=body in came)
            said = reference.kinds_of(reference.text_of((sentence, body)))
            if body in general:
                self._refer(sentence, body, said, sure)
            else:
                self._name(sentence, body, said, sure, is_guest=body in came)
        if signs.of(sentence.text).held:
            for body in self.directory.local(sentence.text, regions):
                self.keep(sentence, body, 0.65)
            self._by_initials(sentence, bodies)
        for body in bodies:
            letters = reference.initials_of(reference.text_of((sentence, body)))
            self.shortened.setdefault(letters, (sentence, body))
        self.named += [(sentence, body) for body in bodies if body not in came]
        self.came += [(sentence, body) for body in bodies if body in came]

    def _by_initials(self, sentence: Sentence, bodies: list[Body]) -> None:
        """Take those whose initials alone the sentence has: KIU, after Karaganda Industrial University."""
        for m in reference.INITIALS.finditer(sentence.text):
            body = Body(m.start(), m.end(), "")
            meant = self.shortened.get(m[0])
            if meant and not any(b.start < body.end and body.start < b.end for b in bodies):
                came = guests.of_people(sentence.text, [body], self.page.language)
                if not came and signs.sure(sentence, body, self.page.language, is_guest=False):
                    self.keep(*meant, 0.7 if meant[1].id else 0.4)

    def _refer(self, sentence: Sentence, body: Body, said: tuple[str, ...], sure: float) -> None:
        """A body named by its kind alone: the last one of that kind, or the next."""
        known = (self.latest.get(kind) or self.guests.get(kind) for kind in said)
        name = reference.text_of((sentence, body))
        meant = next((pair for pair in known if pair and reference.may_be(name, pair)), None)
        if sure and meant:
            self.keep(*meant, 0.7 if meant[1].id else 0.4)
        elif sure:
            for kind in said:
                self.awaited.setdefault(kind, (sentence, body))

    def _name(
        self, sentence: Sentence, body: Body, said: tuple[str, ...], sure: float, *, is_guest: bool
    ) -> None:
        seen = self.guests if is_guest and not sure else self.latest
        seen |= dict.fromkeys(said, (sentence, body))
        waited = [self.awaited.pop(kind, None) for kind in said]
        if not sure and any(waited):
            sure = 0.7 if body.id else 0.4
        if sure:
            self.keep(sentence, body, sure)

    def keep(self, sentence: Sentence, body: Body, sure: float) -> None:
        """Take a body for an organiser, by the name that its initials stand for."""
        sentence, body = self.initials.get(reference.text_of((sentence, body)), (sentence, body))
        _keep(self.best, self.page, sentence, body, sure)

    def keep_awaited(self) -> None:
        """Take bodies that are named by kind and level alone, and nowhere else: райондук прокуратура."""
        for sentence, body in self.awaited.values():
            name = reference.text_of((sentence, body))
            if " " in name and sentence.paragraph <= 2 and not _CENTRE.search(name):
                self.keep(sentence, body, 0.35)

    def fall_back(self, signed: list[tuple[Sentence, Body]]) -> None:
        """When no sentence says who held it: who caught someone, else the bodies of the first paragraphs that
        did not only come, else those that signed the text.
        """
        acted = any(signs.of(s.text).acted for s in self.page.sentences() if s.paragraph <= 1)
        if acted and not self.best:
            self._who_acted()
        for last in (1, 2):
            if self.best:
                return
            for sentence, body in self.named:
                name = reference.text_of((sentence, body))
                if acted and not (signs.LAW.search(name) or signs.is_court(name)):
                    continue  # it is those who were caught
                at = _AT.search(sentence.text, 0, body.start)
                if not tenses.HELD.search(sentence.text):
                    at = at or _FOUND_IN.search(sentence.text, 0, body.start)
                object_ = signs.is_object(name, self.page.language)
                if sentence.paragraph <= last and not (at or object_ or presence.speaks(sentence.text)):
                    self.keep(sentence, body, 0.5 if body.id else 0.35)
        for sentence, body in signed if not self.best else ():
            self.keep(sentence, body, 0.5 if body.id else 0.35)
        if not self.best:
            self._who_is_alone()

    def spell_out(self) -> None:
        """Take the longest name that the text has for a body that no registry knows, and its name for its
        initials.
        """
        for sentence, body in [*self.named, *self.came]:
            short = reference.initials_of(reference.text_of((sentence, body)))
            known = self.best.get(reference.sign(short)) if short else None
            if known and known.guess.text == short:
                del self.best[reference.sign(short)]
                self.keep(sentence, body, known.guess.confidence)
        for sentence, body in self.named:
            if not body.id and reference.sign(reference.text_of((sentence, body))) in self.best:
                self.keep(sentence, body, 0.0)

    def _who_is_alone(self) -> None:
        """Keep the one body that the headline and the first paragraph name, though it is only its people who
        speak there, or its hall.
        """
        came = [
            (s, b)
            for s, b in [*self.came, *self.only_told()]
            if s.paragraph <= _ACTING
            and signs.TELLS.search(s.text)
            and not (signs.is_court(reference.text_of((s, b))) and signs.tells_of_a_verdict(s.text))
        ]
        if any(signs.of(s.text).acted for s, _ in came):  # it is those who were caught
            came = [(s, b) for s, b in came if signs.LAW.search(reference.text_of((s, b)))]
        came = [(s, b) for s, b in came if presence.houses(s.text, b)] or came
        names = {body.id or reference.sign(reference.text_of((sentence, body))) for sentence, body in came}
        longest = max(names, key=len, default="")
        if came and all(name == longest or set(name.split()) <= set(longest.split()) for name in names):
            self.keep(*came[-1], 0.45 if came[-1][1].id else 0.35)

    def only_told(self) -> list[tuple[Sentence, Body]]:
        """The bodies of the first paragraphs from which something was heard: кызматынан билдиришти."""
        return [
            (s, b)
            for s, b in self.named
            if s.paragraph <= 1 and signs.is_object(reference.text_of((s, b)), self.page.language)
        ]

    def _who_acted(self) -> None:
        """Keep the first law enforcement body that an account of an arrest names, if it is no court."""
        told = [*self.named, *self.came]  # who only told of it may have done it
        for sentence, body in sorted(told, key=lambda pair: not presence.acts(pair[0].text, pair[1])):
            name = reference.text_of((sentence, body))
            if sentence.paragraph <= _ACTING and signs.LAW.search(name) and not signs.is_court(name):
                self.keep(sentence, body, 0.6 if body.id else 0.4)
                return


#: So many paragraphs may say who caught someone.
_ACTING: Final = 4
#: A region's centre is a town.
_CENTRE: Final = re.compile(r"борбор|орталы|марказ|markaz|центр", re.IGNORECASE)
#: Where it was: at the Institute, в отделе.
_AT: Final = re.compile(r"\b(?:[Aa]t|[Ii]n)\s(?:the\s)?$")
_FOUND_IN: Final = re.compile(r"\b[Вв]о?\s$")


class _Named(NamedTuple):
    paragraph: int
    guess: Guess
    words: frozenset[str]
    funds: bool


def _keep(best: dict[str, _Named], page: Page, sentence: Sentence, body: Body, sure: float) -> None:
    start, end = sentence.start + body.start, sentence.start + body.end
    if not body.id and body.grammar == "turkic":
        last = page.text[start:end].split()[-1]
        end -= len(last) - kinds.without_case(last)
    start, end = _with_quotes(page.text, start, end)
    text = f"{body.owner} {page.text[start:end]}".lstrip()
    said = reference.words(text)
    sign = body.id or reference.sign(text)
    known = best.get(sign)
    longer = known and not body.id and len(text) > len(known.guess.text)
    if known and longer:
        sure = max(sure, known.guess.confidence)
    if not known or longer or sure > known.guess.confidence:
        best[sign] = _Named(
            min(sentence.paragraph, known.paragraph) if known else sentence.paragraph,
            Guess(body.id or None, text, (start, end), sure),
            said,
            signs.funds(sentence.text, body),
        )


def _with_quotes(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the quotation mark before or after it whose other one is inside: «Айгине» борбору."""
    name = text[start:end]
    opening, closing = (len(re.findall(marks, name)) for marks in ("[«“]", "[»”]"))
    if closing > opening and text[start - 1 : start] in ("«", "“"):
        return start - 1, end
    if opening > closing and text[end : end + 1] in ("»", "”"):
        return start, end + 1
    return start, end


def _distinct(named: list[_Named], registry: Registry) -> list[_Named]:
    """The bodies without shorter names of one of them, as a headline has them, and without those of the
    registry whose branch another one is, or that are only above another one.
    """
    names = {n.guess.value: _names(registry[n.guess.value]) for n in named if n.guess.value}
    alone = {n.guess.value for n in named if n.guess.confidence >= _ALONE}
    above = {registry[i].parent for i in names} - {i for i in names if i in alone and registry[i].country}
    unknown = [n for n in named if not n.guess.value]
    unknown = [
        n
        for n in unknown
        if not any(n.words < other.words for other in unknown)
        and not any(n.words <= words for known in names.values() for words in known)
    ]
    branches = [(n.guess.text.casefold(), n.words) for n in unknown]

    def has_a_branch(n: _Named) -> bool:
        own = [n.words, *(words for words in names[n.guess.value or ""] if len(words) >= _TELLING)]
        short = n.guess.text.casefold()
        return any(short in text or any(words <= branch for words in own) for text, branch in branches)

    known = [n for n in named if n.guess.value and n.guess.value not in above and not has_a_branch(n)]
    return [*unknown, *known]


def _names(term: Term) -> list[frozenset[str]]:
    return [reference.words(name) for name in (*term.name.values(), *term.aliases)]


#: So sure is what a sentence says of a body itself.
_ALONE: Final = 0.84
#: So many words tell a body from others.
_TELLING: Final = 2

"""Strategies and programmes in running text: by the act that adopted them, by their period, or by their
name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from achyq import edtf
from achyq.importer import dating, morphology
from achyq.importer.gazetteer import Gazetteer
from achyq.importer.guess import Guess, Page
from achyq.importer.terms import Terms, words
from achyq.registry import Term

_YEAR: Final = r"((?:19|20)\d\d)"
_PERIOD: Final = re.compile(rf"(?<![\d.]){_YEAR}\s*(?:[-–—−/]|до|to|and|жана|по)\s*{_YEAR}(?!\d)")
_UNTIL: Final = re.compile(
    rf"(?:до|until|to|by)\s+{_YEAR}|{_YEAR}[-\s]*(?:жылга чейин|жылға дейін|йилгача|yilgacha)", re.IGNORECASE
)
_POLICY: Final = re.compile(
    r"стратеги|программ|бағдарлама|тұжырымдама|концепци|дастур|strateg|program|dastur|concept|konsepsi|"
    r"план\w*\s|жоспар|reja|plan\b|"
    r"йўналиш|yoʻnalish|приоритет|priorit",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"(?:(?<!\w)(?P<mark>[A-ZА-ЯҚЎ]{2})\s*)?(?:№|[-–—]|No\.?|"
    r"N)\s*(?P<mark2>[A-Z]{2}-)?(?P<number>\d{2,5})(?!\d)"
)
_ACT: Final = re.compile(
    r"жарлы[кгқғ]|указ|фармон|farmon|decree|токтом|қаулы|қарор|qaror|постановлен|resolution|буйру|бұйры|"
    r"приказ|order",
    re.IGNORECASE,
)
_CORRUPTION: Final = re.compile(r"корруп|жемқор|korrup|corrupt|пора|halol|ҳалол|адалд", re.IGNORECASE)
_AROUND: Final = 220


class Policies:
    """The strategies of a registry, ready to be found in texts."""

    def __init__(self, terms: Terms) -> None:
        self.registry = terms["strategies"]
        self._names: Gazetteer[str] = Gazetteer()
        for term in self.registry.terms.values():
            for name in (*term.name.values(), *term.aliases):
                if not re.search(r"\d", name) and len(name) > _SHORTEST_NAME:
                    self._names.add(words(name), term.id)

    def named(self, text: str, country: str) -> list[Guess]:
        """The strategies of the country that the text names without their years."""
        tokens = morphology.tokens(text)
        found = []
        for match in self._names.find(tokens):
            span = (tokens[match.first].start, tokens[match.last - 1].end)
            home = [term_id for term_id in match.values if self.registry[term_id].country == country]
            found += [Guess(term_id, text[slice(*span)], span, _BY_NAME) for term_id in home]
        return found


#: How sure a name without its years is.
_BY_NAME: Final = 0.55
#: Shorter names are words that may mean something else.
_SHORTEST_NAME: Final = 20


def find(page: Page, policies: Policies, country: str) -> tuple[Guess, ...]:
    """The strategies that the page's event was held under, the surest mention of each."""
    kept = page.kept
    guesses = policies.named(kept, country)
    for term in policies.registry.terms.values():
        home = term.country == country
        guesses += [*_by_act(kept, term, home), *_by_period(kept, term, home)]
    surer = [guess for guess in guesses if guess.confidence > _BY_NAME]
    found: dict[str, Guess] = {}
    for guess in guesses:
        if guess.confidence == _BY_NAME and any(_is_near(guess, other) for other in surer):
            continue  # a bare name says less than the years or the act beside it
        if _is_foreign(guess, policies, country) and any(
            not _is_foreign(other, policies, country) and _is_near(guess, other) for other in guesses
        ):
            continue  # of strategies until one year the country's own
        if guess.value not in found or guess.confidence > found[guess.value].confidence:
            found[guess.value] = guess
    return tuple(sorted(_best_by_place(found.values()), key=lambda guess: guess.span))


def _is_foreign(guess: Guess, policies: Policies, country: str) -> bool:
    return policies.registry[guess.value].country != country


def _is_near(one: Guess, other: Guess) -> bool:
    return one.span[0] < other.span[1] + _AROUND and other.span[0] < one.span[1] + _AROUND


def _by_act(kept: str, term: Term, home: bool) -> list[Guess]:
    """Mentions of the number of the act, with its date or its letters or the word for such an act beside
    it.
    """
    if not term.decree or not term.decree.number:
        return []
    digits = re.sub(r"\D", "", term.decree.number)
    date = term.decree.date
    found = []
    for m in _NUMBER.finditer(kept):
        if m["number"] != digits:
            continue
        start, end = max(0, m.start() - _AROUND), min(len(kept), m.end() + 120)
        around = kept[start:end]
        dated = date is not None and any(
            when.text(when.year) == date.text for when in dating.expressions(around)
        )
        lettered = bool(m["mark"] or m["mark2"]) and bool(re.search(r"[A-Za-zА-Яа-я]", term.decree.number))
        named = bool(_ACT.search(around))
        sure = (
            0.96
            if dated
            else 0.9
            if lettered and len(digits) > 3 and home
            else 0.82
            if lettered and home
            else 0.0
        )
        if not sure and named and home and (len(digits) > 3 or _CORRUPTION.search(around)):
            sure = 0.65
        other_date = not dated and any(
            when.role == "document" and when.year
            for when in dating.expressions(kept[start : m.start()][-60:])
        )
        if sure and not other_date:
            found.append(Guess(term.id, m[0].strip(), (m.start(), m.end()), sure))
    return found


def _by_period(kept: str, term: Term, home: bool) -> list[Guess]:
    """Mentions of the years of the strategy with a word for strategy and words of its name beside them."""
    years = _years(term)
    if not years:
        return []
    found = []
    for m in _PERIOD.finditer(kept):
        if (int(m[1]), int(m[2])) == years:
            found += _with_words(kept, term, home, m, 0.95)
    if any(str(years[1]) in name and str(years[0]) not in name for name in term.name.values()):
        for m in _UNTIL.finditer(kept):
            if int(m[1] or m[2]) == years[1]:
                found += _with_words(kept, term, home, m, 0.7)
    return found


def _with_words(kept: str, term: Term, home: bool, m: re.Match[str], sure: float) -> list[Guess]:
    start, end = _clause(kept, m.start(), m.end())
    around = kept[start:end]
    if not _POLICY.search(around):
        return []
    alike = _likeness(around, term)
    if alike < 0.34 or (not home and alike < 0.6):
        return []
    return [Guess(term.id, m[0].strip(), (m.start(), m.end()), min(sure, 0.5 + 0.7 * alike) if home else 0.6)]


def _years(term: Term) -> tuple[int, int] | None:
    period: edtf.Edtf | None = term.period
    if period is None or period.start is None or period.end is None:
        return None
    return period.start.year, period.end.year


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The span of the sentence around, at most `_AROUND` characters to each side."""
    left = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start), start - _AROUND)
    stops = [at for at in (text.find("\n", end), text.find(". ", end)) if at >= 0]
    return max(0, left), min([*stops, end + _AROUND, len(text)])


def _likeness(around: str, term: Term) -> float:
    """The share of the words of the best fitting name of the strategy that stand in the text around."""
    present = {token.key[:5] for token in morphology.tokens(around)}
    best = 0.0
    for name in (*term.name.values(), *term.aliases):
        keys = [token.key for token in morphology.tokens(name)]
        said = {key[:5] for key in keys if len(key) > 3 and not key.isdigit() and not _FRAME.match(key)}
        if said:
            best = max(best, len(said & present) / len(said))
    return best


#: Words of names that say the country, the years or the kind of document, not what it is about.
_FRAME: Final = re.compile(
    r"респу|кыргы|қырғы|қирғи|qirgi|казак|қазақ|казах|қозоғ|qozog|өзбек|ўзбек|узбек|ozbek|uzbek|kyrgy|"
    r"kazak|republ|жылда|жылға|жылдар|йилла|yilla|"
    r"мўлжа|molja|годы|арнал|стран|repub"
)


def _best_by_place(guesses: Iterable[Guess]) -> list[Guess]:
    """Of strategies that rest on the same words the surest; the rest would contradict it."""
    kept: list[Guess] = []
    for guess in sorted(guesses, key=lambda guess: -guess.confidence):
        if not any(other.span[0] < guess.span[1] and guess.span[0] < other.span[1] for other in kept):
            kept.append(guess)
    return kept

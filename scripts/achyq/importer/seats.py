"""Places that no sentence names: in signatures, addresses, names of schools, datelines of agencies, and the
capital, which is only called that.
"""

from __future__ import annotations

import re
from typing import Final

from achyq.importer import media, presence, roles, tenses
from achyq.importer.guess import Guess, Page, Sentence
from achyq.importer.places import Atlas, Mention


def signed(page: Page, atlas: Atlas) -> list[Guess]:
    """The place in the name of the body whose press service signs the text, else in its address."""
    for reason, sure in (("signature", 0.7), ("contact", 0.5)):
        for line in page.lines:
            for mention in atlas.mentions(line.text) if line.dropped == reason else ():
                if mention.typed and len(mention.ids) == 1:
                    span = (line.start + mention.start, line.start + mention.end)
                    return [Guess(mention.ids[0], line.text[mention.start : mention.end], span, sure)]
    return []


def labelled(page: Page, atlas: Atlas) -> list[Guess]:
    """The place of a line with a label: Place: Khuroson, Khatlon region, Tajikistan."""
    for line in page.lines:
        for mention in atlas.mentions(line.text) if _PLACE.match(line.text) else ():
            if len(mention.ids) == 1:
                span = (line.start + mention.start, line.start + mention.end)
                return [Guess(mention.ids[0], line.text[mention.start : mention.end], span, 0.8)]
    return []


_PLACE: Final = re.compile(
    r"(?:place|location|venue|where|место|место проведения|жайы|орду|өтүүчү жери|өтетін орны|орны|жойи|"
    r"ўтказиш жойи|joyi)\s?:\s",
    re.IGNORECASE,
)


def competent(page: Page, atlas: Atlas) -> list[Guess]:
    """The place that a body of the first paragraphs is competent for: Атырау облысы бойынша департаменті."""
    for sentence in page.sentences():
        for mention in atlas.mentions(sentence.text) if sentence.paragraph <= _FIRST else ():
            if mention.typed and len(mention.ids) == 1 and roles.is_competence(sentence.text, mention):
                span = (sentence.start + mention.start, sentence.start + mention.end)
                return [Guess(mention.ids[0], page.text[slice(*span)], span, 0.6)]
    return []


def of_a_school(page: Page, atlas: Atlas) -> list[Guess]:
    """The town in the name of a university, a garrison or the like that the first paragraphs name."""
    for sentence in page.sentences():
        for mention in atlas.mentions(sentence.text) if sentence.paragraph <= _FIRST else ():
            came = sentence.paragraph > 1 and presence.speaks(sentence.text)
            if len(mention.ids) == 1 and not came and _SCHOOL.match(sentence.text, mention.end):
                span = (sentence.start + mention.start, sentence.start + mention.end)
                return [Guess(mention.ids[0], page.text[slice(*span)], span, 0.6)]
    return []


def is_of_a_school(sentence: Sentence, mention: Mention) -> bool:
    """Whether the place is said in the name of a university, a garrison or the like."""
    return bool(_SCHOOL.match(sentence.text, mention.end))


def is_of_another(sentence: Sentence, mention: Mention) -> bool:
    """Whether the place is in the name of a university of which a branch is meant: Termez branch of
    Tashkent ….
    """
    before = sentence.text[max(0, mention.start - 20) : mention.start]
    return bool(_BRANCH.search(before) and _SCHOOL.match(sentence.text, mention.end))


_BRANCH: Final = re.compile(r"\bbranch of (?:the )?$")


def capital(page: Page, country: str) -> list[Guess]:
    """The capital of the `country`, when the first paragraphs say that it was held there without its name."""
    for sentence in page.sentences() if country in _CAPITALS else ():
        said = _IN_THE_CAPITAL.search(sentence.text) if sentence.paragraph < _FIRST else None
        if said and not tenses.PLANNED.search(sentence.text) and not _EXAMPLE.match(sentence.text):
            span = (sentence.start + said.start(), sentence.start + said.end())
            return [Guess(_CAPITALS[country], page.text[slice(*span)], span, 0.7)]
    return []


_CAPITALS: Final = {"KG": "KG-GB", "KZ": "KZ-71", "UZ": "UZ-TK", "TJ": "TJ-DU", "TM": "TM-S"}
_IN_THE_CAPITAL: Final = re.compile(
    r"\bборбордогу\b|\b(?:баш|борбор) калаа\w{,4}(?:да|бызда)\b|\bел(?:орда|ордамыз)да\b|"
    r"\bпойтахт(?:имиз)?да\b|"
    r"\bpoytaxt(?:imiz)?da\b|"
    r"\bв (?:нашей )?столице\b|\bin the (?:[A-Z]\w+ )?capital\b",
    re.IGNORECASE,
)
#: What only exemplifies.
_EXAMPLE: Final = re.compile(
    r"\W*(?:masalan|масалан|мисалы|мысалы|маселен|мәселен|например|for (?:example|instance))", re.IGNORECASE
)
#: What goes on a place's name as that of a school: Тошкент ирригация … институти.
_SCHOOL: Final = re.compile(
    r"\s(?:[^\W\d_][^\s.,;:()«»“”\"]*\s){0,7}?(?:университет|институт|академия|колледж|universitet|institut|"
    r"akademiya|kollej|гарнизон|garnizon|прокуратура|prokuratura|court\b|"
    r"University|Institute|Academy|College|Garrison)"
)


def is_of_an_agency(sentence: Sentence, mention: Mention) -> bool:
    """Whether the place is where a news agency writes from: ТОШКЕНТ, 12 фев — Sputnik."""
    place = sentence.text[mention.start : mention.end]
    after = sentence.text[mention.end : mention.end + _STAMP]
    if mention.start < 2 and _COUNTRY.match(after) and not tenses.HELD.search(sentence.text):
        return True
    return mention.start < 2 and place.isupper() and bool(_FROM.match(after) and media.named(after))


_FROM: Final = re.compile(r"\s*[,.(–—-]")
#: Where a press release was written: Bishkek, Kyrgyzstan –
_COUNTRY: Final = re.compile(
    r",\s(?:Uzbekistan|Kyrgyzstan|Kyrgyz Republic|Kazakhstan|Узбекистан|Кыргызстан|Казахстан|Қазақстан|"
    r"Ўзбекистон|"
    r"O.?zbekiston)\s*[–—(-]"
)
#: So many letters a dateline has after its place.
_STAMP: Final = 40


#: So many paragraphs may name the school that the text is about.
_FIRST: Final = 3

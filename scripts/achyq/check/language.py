"""Whether a text is in the language that it claims.

Most texts are: they have the small words of their language and few of others, which is quick to see.
The rest are shown to `identify`, which takes ten times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from achyq.check.letters import Fault
from achyq.check.prose import Prose
from achyq.identify import identify
from achyq.locale import language_name
from achyq.messages import phrase

#: Frequent words without a subject; a word may belong to several languages.
_SMALL: Final[dict[str, frozenset[str]]] = {
    code: frozenset(words.split())
    for code, words in {
        "ky": """жана менен үчүн бул боюнча деп анын эмес ошол ушул эле болгон болду керек тууралуу дагы
            ар бир аны ал алар чейин кийин катары жөнүндө каршы болуп турган экенин бардык аркылуу же эч""",
        "kk": """және мен бен үшін бұл бойынша деп оның емес осы сол еді болды болған керек туралы да әр бір
            оны ол олар дейін кейін ретінде қарсы болып тұрған екенін барлық арқылы немесе еш жылғы""",
        "uz-Cyrl": """ва билан учун бу бўйича деб унинг эмас ушбу шу эди бўлган бўлди керак ҳақида ҳам ҳар бир
            уни у улар кейин сифатида қарши бўлиб турган эканини барча орқали ёки ҳеч тўғрисида томонидан""",
        "uz": """va bilan uchun bu boʻyicha deb uning emas ushbu shu edi boʻlgan boʻldi kerak haqida ham har
            bir uni u ular keyin sifatida qarshi boʻlib turgan ekanini barcha orqali yoki hech tomonidan""",
        "ru": """и в на не что с по для как из это о к от за его был было были также или при до все они он
            она который которые году об же бы чтобы так их после между""",
        "en": """the of and to in a for on that is was with by as at from were be has have it this which or
            an are not their will who after its between""",
    }.items()
}
_ANY: Final = frozenset().union(*_SMALL.values())
#: Fewer words than this say too little.
_ENOUGH: Final = 20
#: So many times the small words of another language raise a doubt.
_DOUBT: Final = 0.6
#: So many of them leave none, even where only words with white space around them were counted.
_NO_DOUBT: Final = 0.4
#: How sure `identify` must be.
_SURE: Final = 0.99
_APOSTROPHES = str.maketrans(dict.fromkeys("'`´‘’ʼ′", "ʻ"))


def check(text: Prose, language: str) -> Iterator[Fault]:
    """The text's language is not `language`, and clearly another of the six."""
    if len(text.parts) < _ENOUGH:
        return
    if _rival(text.different & _ANY, language) <= _NO_DOUBT:
        return
    there = text.vocabulary
    if language == "uz":
        there = frozenset(word.translate(_APOSTROPHES) for word in there)
    if _rival(there & _ANY, language) <= _DOUBT:
        return
    body = text.prose[text.start :]
    guess = identify(body)
    if guess.language not in ("", language) and guess.confidence >= _SURE:
        names = {code: language_name(guess.language, code) for code in _SMALL}
        yield Fault(
            text.start + len(body) - len(body.lstrip()),
            "text-language",
            phrase(
                "The field 'language' says '{language}', but the text reads like another language",
                language=language,
            ),
            phrase("It seems to be: {name} ({language}).", name=names, language=guess.language),
        )


def _rival(there: frozenset[str], language: str) -> float:
    """How many small words of another language are `there`, at most, for each one of `language`."""
    counts = {code: len(words & there) for code, words in _SMALL.items()}
    own = counts.pop(language)
    return max(counts.values()) / own if own else float("inf") if any(counts.values()) else 0.0

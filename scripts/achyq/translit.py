"""Uzbek from Cyrillic to Latin letters and back, for pages that are marked as automatic.

The rules are those of the 1995 Latin orthography (and of its 1956 Cyrillic one): ʻ (U+02BB) in oʻ
and gʻ, ʼ (U+02BC) for ъ, е as ye at the start of a word and after a vowel, ц as ts after a vowel
and s elsewhere, sʼh where s and h are two sounds, and a hyphen in the ordinals of dates: 2025-yil
9-dekabr, where Cyrillic writes 2025 йил 9 декабрь.

Known limits. Latin does not tell э from е after a consonant (мэр comes back as мер), nor шч from щ,
и from ы; ь and most of the ц that are written s come back only in words listed in `_STEMS` or by
the rules for -ция. A foreign word in Latin letters is respelled unless it has a letter that Uzbek
lacks, is written in capitals in `_KEEP`, or looks like an address. A closing quotation mark right
after o or g, written like an apostrophe, is read as part of the letter. A number of years from 1500
to 2099 that is no date (1500 йил олдин) gets a hyphen too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Final


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LETTERS: Final[dict[str, str]] = _pairs(
    "а=a б=b в=v г=g д=d е=e ё=yo ж=j з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=x ц=s ч=ch ш=sh щ=sh ъ=ʼ ь= ы=i э=e ю=yu я=ya ў=oʻ қ=q ғ=gʻ ҳ=h"
)
_FROM_LATIN: Final[dict[str, str]] = _pairs(
    "a=а b=б d=д e=е f=ф g=г h=ҳ i=и j=ж k=к l=л m=м n=н o=о p=п q=қ r=р s=с t=т u=у v=в x=х "
    "y=й z=з oʻ=ў gʻ=ғ sh=ш ch=ч yo=ё yu=ю ya=я ye=е ʼ=ъ"
)
_CYRILLIC_VOWELS: Final = frozenset("аеёиоуыэюяў")
_SOFTENING: Final = frozenset("еёюя")

# Words whose Cyrillic can't be told from the Latin: Latin=Cyrillic beginnings, with any ending
# after them; those that end in a full stop are whole words. The longest that fits counts.
_STEMS: Final[dict[str, str]] = _pairs(
    """
    yanvar.=январь fevral.=февраль aprel.=апрель iyun.=июнь iyul.=июль sentabr=сентябр
    sentabr.=сентябрь oktabr=октябр oktabr.=октябрь noyabr.=ноябрь dekabr.=декабрь
    albom=альбом asfalt=асфальт batalyon=батальон bolshevik=большевик bulvar=бульвар detal.=деталь
    fakultet=факультет festival.=фестиваль film=фильм galstuk=галстук gospital=госпиталь
    kalkulyator=калькулятор kompyuter=компьютер konsultat=консультат kontrol.=контроль
    kultur=культур medal.=медаль model.=модель multfilm=мультфильм nikel.=никель nol.=ноль
    oblast.=область palto=пальто parol.=пароль pavilyon=павильон pochtalyon=почтальон
    portfel.=портфель pult.=пульт rezultat=результат rol.=роль sudya=судья ultra=ультра
    vertikal.=вертикаль
    adyutant=адъютант inyeks=инъекц konyunktura=конъюнктура obyekt=объект subyekt=субъект
    syezd=съезд syomka=съёмка moʻjiza=мўъжиза moʻtabar=мўътабар moʻtadil=мўътадил
    mayonez=майонез mayor=майор rayon=район yod.=йод yogurt=йогурт york=йорк nyu.=нью
    mer.=мэр meriya=мэрия merning.=мэрнинг
    sellofan=целлофан sellyuloza=целлюлоза selsiy=цельсий sement=цемент sentner=центнер sentr=центр
    senzura=цензура sex.=цех sexi=цехи sexlar=цехлар sikl=цикл silindr=цилиндр sink.=цинк sirk=цирк
    sirkul=циркуль sistern=цистерн sitata=цитата sitrus=цитрус sivilizats=цивилизац
    fransuz=француз konseps=концепц konsept=концепт konsern=концерн konsert=концерт
    konsessiya=концессия konslager=концлагерь kvars=кварц porsiya=порция prinsessa=принцесса
    prinsip=принцип proporsiya=пропорция shprits=шприц shveysariya=швейцария ssenariy=сценарий
    abzats=абзац aksent=акцент aksiz=акциз detsentral=децентрал detsibel=децибел dotsent=доцент
    litsenziya=лицензия litsey=лицей matritsa=матрица meditsina=медицина munitsipal=муниципал
    ofitser=офицер protsedura=процедура protsent=процент protsess=процесс retsenziya=рецензия
    retsept=рецепт retsidiv=рецидив vaksina=вакцина vitse=вице
    ekspansiya=экспансия pensiya=пенсия
    """
)

_LONGEST_STEM: Final = max(map(len, _STEMS))

# Abbreviations and names that stay Latin in Cyrillic text. Those with a letter that Uzbek lacks
# (COVID, WhatsApp) or with a capital inside (YouTube) need not be listed.
_KEEP: Final = _set(
    "AI API DNS EBRD ERP EU FATF GIZ GPS GSM HTML HTTP HTTPS ID IMF IP ISBN ISO IT KPI PDF PR QR "
    "SIM SMS SSL UN UNDP USAID USB USD VPN XML Android Google Instagram Telegram"
)
_ROMAN: Final = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
_APOSTROPHES: Final = "ʻʼ‘’'`´ʹ′"
_ANY_APOSTROPHE: Final = re.compile(f"[{_APOSTROPHES}]")

# The bounds keep a hostile text from costing the square of its length.
_ADDRESS: Final = (
    r"(?:https?://|www\.)[^\s<>«»“”]+"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
    r"|(?<!\w)[@#]\w+"
    r"|(?<![\w@.-])[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,5}"
    r"\.(?:uz|kz|kg|tj|tm|ru|com|org|net|info|int|io|me|eu|gov|edu|"
    r"pdf|docx?|xlsx?|pptx?|odt|csv|txt|zip|html?|jpe?g|png|mp[34])(?![\w-])(?:/[^\s<>«»“”]*)?"
)
_YEAR: Final = r"(?:1[5-9]|20)\d\d"
_DAY: Final = r"(?:[12]?\d|3[01])"
_CYRILLIC_DATE: Final = (
    rf"(?<![\w.,])(?:{_YEAR}[ \u00a0](?=йил(?!лар))|(?<=\d\d[–-]){_YEAR}[ \u00a0](?=йиллар)"
    rf"|{_DAY}[ \u00a0](?=(?:январ|феврал|март|апрел|май|июн|июл|август|сентябр|октябр|ноябр|декабр)))"
)
_LATIN_DATE: Final = (
    rf"(?<![\w.,])(?:{_YEAR}-(?=yil(?!lar))|(?<=\d\d[–-]){_YEAR}-(?=yillar)"
    rf"|{_DAY}-(?=(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avgust|sentabr|oktabr|noyabr|dekabr)))"
)
_CYRILLIC_TOKEN: Final = re.compile(rf"{_ADDRESS}|{_CYRILLIC_DATE}|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_LATIN_TOKEN: Final = re.compile(
    rf"{_ADDRESS}|{_LATIN_DATE}|\w(?:\w|(?<=[oOgG])[{_APOSTROPHES}]|[{_APOSTROPHES}](?=\w)|ʼ)*"
)


def to_latin(text: str) -> str:
    """Put the Cyrillic words of an Uzbek text into Latin letters; words in other letters stay."""
    return _CYRILLIC_TOKEN.sub(_latin_match, text)


def _latin_match(match: re.Match[str]) -> str:
    word = match[0]
    return f"{word[:-1]}-" if word[-1] in " \u00a0" else _latin_word(word)


def to_cyrillic(text: str) -> str:
    """Put the Latin words of an Uzbek text into Cyrillic letters.

    Addresses, Roman numerals, words with digits, and words with letters that Uzbek lacks stay.
    """
    return _LATIN_TOKEN.sub(_cyrillic_match, text)


def _cyrillic_match(match: re.Match[str]) -> str:
    word = match[0]
    if word in ("I", "V", "X") and not match.string.startswith(".", match.end()):
        return word  # a Roman numeral; with a full stop an initial
    if word[-1] == "-" and word[0].isdecimal():
        return f"{word[:-1]} "
    return _cyrillic_word(word)


_TO: Final[dict[str, Callable[[str], str]]] = {"uz": to_latin, "uz-Cyrl": to_cyrillic}
_HTML: Final = re.compile(
    r"""<!--.*?-->|<(?P<name>/?[A-Za-z][\w-]*)(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*)>"""
    r"""|(?P<text>(?:[^<&]|&(?:\#39|\#x27|apos);)+)|&\#?\w+;|.""",
    re.DOTALL,
)
_APOSTROPHE_ENTITY: Final = re.compile(r"&(?:\#39|\#x27|apos);")
_VERBATIM: Final = _set("code kbd math pre samp script style svg textarea var")
_VOID: Final = _set("br col embed hr img input source track wbr")
_FOREIGN: Final = re.compile(r"""\s(?:lang\s*=(?!\s*["']?uz\b)|translate\s*=\s*["']?no\b)""")


def html(html_text: str, to: str) -> str:
    """Put the text of well-formed, sanitised HTML into the letters of the locale `to`.

    Tags, attributes, entities, code, and elements in another `lang` or with `translate="no"` stay.
    Each text node is taken by itself. Raises ValueError when `to` is neither `uz` nor `uz-Cyrl`.
    """
    if to not in _TO:
        raise ValueError(f"no Uzbek script: {to}")
    convert = _TO[to]
    out: list[str] = []
    verbatim: list[str] = []  # the open elements from the outermost verbatim one inwards
    for match in _HTML.finditer(html_text):
        name, text = match["name"], match["text"]
        if name:
            name = name.lower()
            if name.startswith("/"):
                if verbatim and verbatim[-1] == name[1:]:
                    verbatim.pop()
            elif name in _VOID or match["rest"].endswith("/"):
                pass
            elif verbatim or name in _VERBATIM or _FOREIGN.search(match["rest"]):
                verbatim.append(name)
        if text and not verbatim:
            out.append(convert(_APOSTROPHE_ENTITY.sub("'", text)))
        else:
            out.append(match[0])
    return "".join(out)


@lru_cache(maxsize=65536)
def _latin_word(word: str) -> str:
    composed = unicodedata.normalize("NFC", word)
    lower = composed.lower()
    if any(letter not in _LETTERS for letter in lower):
        return word
    # The only stems whose Latin the rules below do not give.
    lower = lower.replace("сентябр", "сентaбр").replace("октябр", "октaбр")
    out: list[str] = []
    for i, letter in enumerate(lower):
        before, after = lower[i - 1 : i], lower[i + 1 : i + 2]
        latin = _LETTERS.get(letter, letter)
        if letter == "е" and (not before or before in _CYRILLIC_VOWELS or before in "ъь"):
            latin = "ye"
        elif letter == "ц" and before in _CYRILLIC_VOWELS:
            latin = "ts"
        elif letter == "о" and before == "ь":
            latin = "yo"
        elif letter == "ъ" and (before == "ў" or _separates(before, after)):
            latin = ""
        elif letter == "ҳ" and before == "с":
            latin = "ʼh"
        if composed[i].isupper():
            capitals = composed[i + 1 : i + 2].isupper() or composed[i - 1 : i].isupper()
            latin = latin.upper() if capitals else latin[:1].upper() + latin[1:]
        out.append(latin)
    return "".join(out)


def _separates(before: str, after: str) -> bool:
    """Tell whether ъ between these only keeps a consonant apart from a softening vowel: объект."""
    return before != "" and before not in _CYRILLIC_VOWELS and after in _SOFTENING


# What a Latin word consists of. `ts` is a ц that the letters around it give away.
_LATIN_UNIT: Final = re.compile(
    r"(?P<ts>\Ats|(?<=[aeiou])ts(?=i(?:y[aeo]|o|a))|(?<=[kp])s(?=i(?:ya|on))|(?<=n)s(?=iya))"
    r"|(?P<split>(?<=s)ʼ(?=h))"
    r"|[og]ʻ|sh|ch|y(?:o(?!ʻ)|[uae])|.",
    re.DOTALL,
)
_LATIN_VOWELS: Final = ("a", "e", "i", "o", "u", "oʻ")


@lru_cache(maxsize=65536)
def _cyrillic_word(word: str) -> str:
    if word in _KEEP or _ROMAN.fullmatch(word) or any(mark in word for mark in "@/:.#"):
        return word
    spelled = re.sub("(?<=[oOgG])ʼ", "ʻ", _ANY_APOSTROPHE.sub("ʼ", word))
    lower = spelled.lower()
    if not _LATIN_WORD.fullmatch(lower) or _INNER_CAPITAL.search(spelled):
        return word
    stem = _stem(lower)
    cyrillic = _STEMS[stem] if stem else ""
    done = len(stem.rstrip("."))
    out = [_cased(cyrillic, spelled[:done], spelled)]
    for unit in _LATIN_UNIT.finditer(lower, done):
        start = unit.start()
        out.append(_cased(_cyrillic_unit(unit, lower[max(start - 2, 0) : start]), spelled[start], spelled))
    return "".join(out)


_LATIN_WORD: Final = re.compile(r"(?:[a-bd-vx-zʻʼ]|ch)+")
_INNER_CAPITAL: Final = re.compile(r"[a-z][A-Z]")


def _cyrillic_unit(unit: re.Match[str], before: str) -> str:
    latin = unit[0]
    if unit["ts"]:
        return "ц"
    if unit["split"]:
        return ""
    if latin == "e" and (not before or before.endswith(_LATIN_VOWELS)):
        return "э"
    if latin == "ye" and before and not before.endswith(_LATIN_VOWELS):
        return "ье"
    return _FROM_LATIN[latin]


def _stem(lower: str) -> str:
    """Find the longest key of `_STEMS` that the word is or begins with, or the empty text."""
    if f"{lower}." in _STEMS:
        return f"{lower}."
    found = (lower[:n] for n in range(_LONGEST_STEM, 2, -1) if lower[:n] in _STEMS)
    # A stem does not end within a letter: after the o of oʻ.
    return next((stem for stem in found if not lower.startswith("ʻ", len(stem))), "")


def _cased(cyrillic: str, latin: str, word: str) -> str:
    """Put `cyrillic` into the case of the `latin` letters that it stands for in `word`."""
    if latin.isupper() and (len(latin) > 1 or len(cyrillic) == 1):
        return cyrillic.upper()
    if latin == "ʼ" and word.isupper():
        return cyrillic.upper()
    return cyrillic[:1].upper() + cyrillic[1:] if latin[:1].isupper() else cyrillic

"""Personal data that no article may hold: phone numbers, e-mail addresses, national ID and card numbers."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

#: What stands in a text instead, by language.
_WORDS: Final[dict[str, dict[str, str]]] = {
    "phone": {
        "ky": "телефон",
        "kk": "телефон",
        "uz": "telefon",
        "uz-Cyrl": "телефон",
        "ru": "телефон",
        "en": "phone",
    },
    "email": {
        "ky": "эл. дарек",
        "kk": "эл. пошта",
        "uz": "e-pochta",
        "uz-Cyrl": "э-почта",
        "ru": "эл. почта",
        "en": "e-mail",
    },
    "id": {
        "ky": "ПИН",
        "kk": "ЖСН",
        "uz": "JSHSHIR",
        "uz-Cyrl": "ЖШШИР",
        "ru": "личный номер",
        "en": "ID number",
    },
    "card": {
        "ky": "карта",
        "kk": "карта",
        "uz": "karta",
        "uz-Cyrl": "карта",
        "ru": "карта",
        "en": "card number",
    },
}
EMAIL: Final = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}\s?(?:@|\[at\]|\(at\))\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?!\w)"
)
_SEPARATED: Final = r"[ \t\u00a0().\u2010-\u2015-]{0,3}"
#: International, national with a trunk prefix, or local digits in the groups people write.
PHONE: Final = re.compile(
    rf"(?<![\w№.,/+-])(?:\+\s?\d{{1,3}}{_SEPARATED}(?:\d{_SEPARATED}){{6,11}}\d"
    rf"|\(0\d{{2,4}}\)[ \u00a0]?\d[\d \u00a0-]{{3,9}}\d"
    rf"|0\s?\(?\d{{3}}\)?{_SEPARATED}\d{{2,3}}{_SEPARATED}\d{{2,3}}(?:{_SEPARATED}\d{{2,3}})?"
    rf"|8{_SEPARATED}\(?7\d{{2,4}}\)?{_SEPARATED}(?:\d{{1,3}}{_SEPARATED}\d{{2}}{_SEPARATED}\d{{2}}"
    r"|\d{3}[ -]\d{3})"
    rf"|0[ -]\(?\d{{3,5}}\)?[ -]\d{{1,3}}[ -]\d{{2}}[ -]\d{{2}}"
    r"|(?:8[ -])?\(\d{3,5}\)[ -]?\d{1,3}-\d{2}-\d{2}|\d{3}-\d{2}-\d{2}|\d{3}-\d{3}-\d{2}-\d{2}"
    rf"|\(?[3-9]\d\)?[ -]\d{{3}}[ -]\d{{2}}[ -]\d{{2}}|(?<=998)\d{{9}})(?![\d/])"
)
#: With a word for telephone before it, shorter numbers too.
_LABELLED: Final = re.compile(
    r"(?:\bviber|\b(?:ишонч|ishonch) raqam\w*|\b(?:ишонч|ishonch) рақам\w*|\bгоряч\w+ лини\w+|\bhotline|"
    r"\bтел(?:ефон\w*)?|\btel(?:efon\w*)?|\bphone|\bфакс|\bfax|\bмоб\w*|\bwhats\s?app)[.:\s№]{1,3}"
    r"(?:[^\d\n]{0,25}?)(?P<number>\+?\(?\d[\d \u00a0()-]{4,18}\d)",
    re.IGNORECASE,
)
_PERSONAL: Final = re.compile(r"(?<![\d.,№-])(?:\d{12}|\d{14})(?!\d)")
_PASSPORT: Final = re.compile(r"(?<![\w№-])(?:(?:ID|AN|AC|N|AA|AB|AD|FA|KA)\s?(?:№\s?)?\d{7,8})(?!\d)")
_ID_WORD: Final = re.compile(
    r"(?:ПИН|ИНН|ИИН|ЖСН|ПИНФЛ|ЖШШИР|JSHSHIR|PINFL|PIN|паспорт|passport|pasport|ID)\w{0,6}\W{0,6}$",
    re.IGNORECASE,
)
_CARD: Final = re.compile(r"(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?!\d)")


class Mask(NamedTuple):
    """Where personal data stood, and of which `kind` (phone, email, id, card)."""

    start: int
    end: int
    kind: str


def find(text: str) -> list[Mask]:
    """The personal data in the text, from left to right, none overlapping."""
    masks = [Mask(m.start(), m.end(), "email") for m in EMAIL.finditer(text)]
    masks += [Mask(m.start(), m.end(), "card") for m in _CARD.finditer(text)]
    masks += [Mask(m.start(), m.end(), "id") for m in _PERSONAL.finditer(text) if _is_id(text, m)]
    masks += [Mask(m.start(), m.end(), "id") for m in _PASSPORT.finditer(text)]
    masks += [Mask(*m.span("number"), "phone") for m in _LABELLED.finditer(text) if not _is_date(m["number"])]
    masks += [Mask(m.start(), m.end(), "phone") for m in PHONE.finditer(text) if not _is_date(m[0])]
    kept: list[Mask] = []
    for mask in sorted(masks, key=lambda mask: (mask.start, -mask.end)):
        if not kept or mask.start >= kept[-1].end:
            kept.append(mask)
    return kept


def masked(text: str, language: str) -> str:
    """The text with each piece of personal data replaced by a word in brackets."""
    parts, at = [], 0
    for mask in find(text):
        parts += [text[at : mask.start], f"[{word(mask.kind, language)}]"]
        at = mask.end
    return "".join([*parts, text[at:]])


def word(kind: str, language: str) -> str:
    """What replaces data of this kind in a text of this language."""
    return _WORDS[kind].get(language, _WORDS[kind]["en"])


def _is_id(text: str, m: re.Match[str]) -> bool:
    """Whether the digits are a personal number: one with a date of birth inside, or named as one.

    Kyrgyz ПИН: sex, DDMMYYYY, 5 digits. Uzbek ЖШШИР: century and sex, DDMMYY, 7 digits. Kazakh ЖСН: YYMMDD,
    century and sex, 5 digits.
    """
    digits = m[0]
    if _ID_WORD.search(text, max(0, m.start() - 24), m.start()):
        return True
    day, month = (digits[4:6], digits[2:4]) if len(digits) == 12 else (digits[1:3], digits[3:5])
    first_fits = _checks(digits) if len(digits) == 12 else digits[0] in "123456"
    return first_fits and 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _checks(digits: str) -> bool:
    """Whether the Kazakh number's last digit is the check digit of the others (rules of the national
    register).
    """
    numbers = [int(digit) for digit in digits]
    for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        check = sum(weight * number for weight, number in zip(weights, numbers, strict=False)) % 11
        if check < 10:
            return check == numbers[11] and digits[6] in "0123456"
    return False


def _is_date(number: str) -> bool:
    return bool(re.fullmatch(r"\d{4}[\s-]\d{4}|\d{2}[.-]\d{2}[.-]\d{4}", number.strip()))

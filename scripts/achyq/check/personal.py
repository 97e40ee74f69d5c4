"""Personal data in a text: telephone numbers, e-mail addresses, national identity numbers.

Sources of the numbers' forms: the national numbering plans (ITU-T E.164); Kyrgyz PIN: sex, day of birth
as DDMMYYYY, five digits; Kazakh IIN: YYMMDD, century and sex, four digits, a check digit by weights
1–11 (Government Resolution No. 406 of 2003); Uzbek PINFL: century and sex, DDMMYY, seven digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from achyq.check.letters import Fault
from achyq.check.prose import Prose
from achyq.messages import Phrase, phrase

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{1,64})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
#: Boxes of offices, not of people.
_OFFICES = re.compile(
    r"info|press|office|contact|mail|admin|support|secretar|hotline|kans|kanc|priem|antikor|anticor|corrupt"
    r"|reception|news|editor|redak|pr$|help|service|public|portal|webmaster|noreply|no-reply|devon|murojaat",
    re.IGNORECASE,
)
#: Around digits that stand close together.
_NUMBER = re.compile(r"(?<![\w№.,/-])\+?[(\d][\d()\s-]{6,20}\d(?![\w/])")
_CLUSTER = re.compile(b"0(?: {0,3}0){6,}")
_SHORTEST = 7
#: A number in the form of a telephone number: with its country, or with its area and groups of digits.
_TELEPHONE = re.compile(
    r"\+\s?(?:996|998|992)[\s(-]*(?:\d[\s()-]*){9}|\+\s?7[\s(-]*(?:\d[\s()-]*){10}|\+\s?993[\s(-]*(?:\d[\s()-]*){8}"
    r"|(?:996|998|992)[\s-]?\(?\d{2,3}\)?[\s-]?\d{2,3}(?:[\s-]?\d{2,3}){2}"
    r"|0[\s-]?\(?[2-9]\d{2}\)?[\s-]?\d{2}[\s-]\d{2}[\s-]\d{2}|0[\s-]?\(?[2-9]\d{2}\)?[\s-]?\d{3}[\s-]\d{3}|0[2-9]\d{8}"
    r"|0[\s-]?\(\d{3,5}\)[\s-]?\d(?:[\s-]?\d){4,6}"
    r"|8[\s-]?\(7\d{3,4}\)[\s-]?\d{1,2}[\s-]\d{2}[\s-]\d{2}"
    r"|8[\s-]?\(?7\d{2}\)?[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}|\(?\d{2,3}\)?[\s-]\d{3}-\d{2}-\d{2}"
)
#: Free of charge, so nobody's own.
_HOTLINE = re.compile(r"\+?\D?(?:[08]|996|7)?[\s(-]*800")
_LONG = re.compile(r"(?<![\w.,-])\d{12}(?:\d{2})?(?![\w-])")
_PASSPORT = re.compile(r"(?<!\w)(?:AN|ID|AC|AA|AB|AC|AD|AE|KA|FA)\s?(?:№\s?)?\d{7}(?!\w)")


def check(text: Prose) -> Iterator[Fault]:
    """What looks like personal data. The messages show no more than how it begins."""
    if "@" in text.text:
        for match in _EMAIL.finditer(text.text, text.start):
            if not _OFFICES.match(match[1]):
                message = phrase("This looks like an e-mail address: {start}…", start=match[0][:3])
                yield _fault(match.start(), message)
    for start, end in _clusters(text):
        around = text.prose[max(start - 4, 0) : end + 2]
        yield from _in_digits(around, max(start - 4, 0))


def _clusters(text: Prose) -> Iterator[tuple[int, int]]:
    """Where digits stand close together, as many as a telephone number has."""
    for match in _CLUSTER.finditer(text.shape):
        if match[0].count(b"0") >= _SHORTEST:
            yield match.span()


def _in_digits(text: str, offset: int) -> Iterator[Fault]:
    for match in _LONG.finditer(text):
        if _is_identity_number(match[0]):
            message = phrase("This looks like a national identity number: {start}…", start=match[0][:3])
            yield _fault(offset + match.start(), message)
    for match in _PASSPORT.finditer(text):
        message = phrase("This looks like the number of a passport: {start}…", start=match[0][:3])
        yield _fault(offset + match.start(), message)
    for match in _NUMBER.finditer(text):
        number = match[0].strip()
        if _TELEPHONE.fullmatch(number) and not _HOTLINE.match(number):
            message = phrase("This looks like a telephone number: {start}…", start=number[:4])
            yield _fault(offset + match.start(), message)


def _fault(index: int, message: Phrase) -> Fault:
    hint = phrase("If it is a person's own, remove it: whatever the source prints, the archive does not.")
    return Fault(index, "personal-data", message, hint)


def _is_identity_number(digits: str) -> bool:
    if len(digits) == 14:
        if digits[0] in "12":
            return _is_day(digits[5:9], digits[3:5], digits[1:3]) and "1900" <= digits[5:9] <= "2100"
        return digits[0] in "3456" and _is_day(
            f"{19 + (digits[0] > '4')}{digits[5:7]}", digits[3:5], digits[1:3]
        )
    century = {"1": 18, "2": 18, "3": 19, "4": 19, "5": 20, "6": 20}.get(digits[6])
    return (
        bool(century) and _is_day(f"{century}{digits[:2]}", digits[2:4], digits[4:6]) and _is_checked(digits)
    )


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_checked(digits: str) -> bool:
    """The last digit is the sum of the others by weights 1–11, modulo 11; when that is 10, by the
    weights 3–11, 1, 2.
    """
    for shift in (0, 2):
        rest = sum(int(digit) * ((place + shift) % 11 + 1) for place, digit in enumerate(digits[:11])) % 11
        if rest < 10:
            return rest == int(digits[11])
    return False

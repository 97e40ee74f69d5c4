"""Names of bodies in English: words in capitals that end with a word for a kind of body, and local bodies in
small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from achyq.importer import kinds

_NAME: Final = re.compile(
    r"(?:[“\"«][^«»“”\"\n]{2,40}[”\"»]\s(?=[A-Z]))?\b(?:[A-Z][a-z]+ branch of (?:the "
    r")?)?(?:[A-Z][\w'’-]*\s+(?:(?:of|for|on|and|the|against|in|"
    r"&)\s+(?:the\s+)?)*)*"
    rf"(?:{kinds.ENGLISH}|Mayor's Office)\b"
    r"(?:\s+(?:(?:of|for|on|and|the|against|to|&)\s+)*(?!(?:No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|"
    r"Dec)\b|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)[A-Z][\w'’-]*)*(?:(?<=[a-z])\s(?:region|district|oblast|"
    r"province)\b)?"
    r"(?:\sunder\s(?:the\s)?(?:President|Government|Cabinet of Ministers|Prosecutor General['’]s Office|"
    r"General Prosecutor['’]s Office|"
    r"Supreme Court)"
    r"(?:\sof\s(?:the\s)?[A-Z][\w'’-]*(?:\s(?:of\s)?[A-Z][\w'’-]*)*)?)?(?:\s[–-]\s(?:Kyrgyz|Kazakh|"
    r"Uzbek)[a-z]+)?"
    rf"(?:(?<=[a-z])(?:,\s(?!(?:[\w'’-]+\s)?(?:{kinds.ENGLISH}))[A-Z][a-z]+(?:\s[A-Z][a-z]+)?){{1,3}}"
    rf",?\sand\s(?!(?:[\w'’-]+\s)?(?:{kinds.ENGLISH}))[A-Z][a-z]+)?"
    r"(?:(?<=Court)\sof\sthe\s(?:city|"
    r"town)\sof\s[A-Z]\w+)?(?:\sNo\.?\s?\d+)?(?:\s+named\s+after\s+(?:[A-Z][a-z]?\.\s?){,3}[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)?)?"
    r"(?:(?<=University)\s+in\s+[A-Z]\w+|(?:(?<=Embassy)|(?<=Union))\s+(?:in|"
    r"to)\s+(?:the\s+)?[A-Z]\w+(?:\s(?:of\s)?[A-Z]\w+)*)?"
)
#: With what a sentence begins before the name of a body.
_LEAD: Final = re.compile(
    r"(?:(?:Officers|Employees|Staff|Members|Representatives|Experts|Heads?) of (?:the )?|"
    r"(?:Kazakhstan|Uzbekistan|Kyrgyzstan|Tajikistan|Turkmenistan)['’]s |"
    r"(?:The|On|In|At|By|For|From|With|As|And|Today|Yesterday|This|Last|Also|When|While|Meanwhile|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December)\s+(?:the\s+)?)+"
)
#: Local bodies in small letters: the Zarbdor district court, internal policy department of the city of Rudny.
_LOCAL: Final = re.compile(
    r"\b(?:project|regional|programme) (?:office|cent(?:er|re))\s[“\"«][^«»“”\"\n]{2,60}[”\"»]|"
    r"\b(?!The\s)(?:[A-Z][\w'’-]+\s){1,2}(?:district|city|regional|province|oblast|rural)\s(?:\w+\s){0,2}?"
    r"(?:court|prosecutor['’]s office|police department|administration|k?hokimi?yat|akimat|council|"
    r"state administration|department)\b(?:\s(?:on|for)\s[a-z]+\s(?:proceedings|cases|matters))?|"
    r"\b(?!The\s)[A-Z][a-z]+\s(?:anti-?corruption|interior|justice|health|education|finance|customs|tax|"
    r"security)\s"
    r"(?:directorate|ministry|agency|department|committee|service)\b|"
    r"\b(?!The\s|Supreme\s)[A-Z][a-z]+\s(?:city\s|regional\s|district\s)?court\b|"
    r"\b(?!The\s)[A-Z][\w'’-]+\scity\shall\b|\b(?!The\s)[A-Z][\w'’-]+\sprosecutor['’]s\soffice\b|"
    r"\b(?!The\s)[A-Z][\w'’-]+\sregional\s[a-z-]+\s(?:commission|committee|council)\b|"
    r"\b(?:city\s|district\s|regional\s)?(?:prosecutor['’]s\soffice|police\sdepartment|city\shall|"
    r"mayor['’]s\soffice|court)"
    r"\sof\s(?:the\s)?[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|city|district|region|oblast))*|"
    r"\b(?:(?!(?:the|an?|of|by|and|in)\s)[a-z-]+\s){1,3}(?:commission|committee|"
    r"council)\sof\s(?:the\s)?[A-Z][\w'’-]+"
    r"(?:\s(?:region|district|oblast|city|province))?|"
    r"\b(?:[a-z]+\s){1,2}department\sof\s(?:the\s)?(?:city|district|akimat)\sof\s[A-Z][\w'’-]+"
)
#: The department of an agency for a region, which its name ends with.
_UNIT: Final = re.compile(r"(?:Department|Directorate|Branch) of ")
_OF_A_REGION: Final = re.compile(
    r" (?:in|for) (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)? (?:[Rr]egion|[Oo]blast|[Pp]rovince|[Dd]istrict)"
)
_AND_THE: Final = re.compile(r"\s+and\s+(?:the\s+)?")
_INITIALS: Final = re.compile(r"(?:the\s+)?[A-Z]{3,}", re.IGNORECASE)
#: Where a body has its seat: the OSCE Office in Bishkek.
_SEAT: Final = re.compile(r"\s+in\s+(?:the\s+)?(?:[A-Z]\w+\s?){1,3}$")
#: An office of a body that was named before.
_MERE_OFFICE: Final = re.compile(r"(?:Programme|Program|Project|Regional|Country|Press|Head) Office")
_POLICY: Final = re.compile(
    r"(?:State|National|Government) Programme|Strategy|Action Plan|(?:Summer|Winter|Spring|"
    r"Anti-?[Cc]orruption) School"
)


def names(text: str) -> Iterator[tuple[int, int]]:
    """The spans of names of bodies in the text."""
    yield from (m.span() for m in _LOCAL.finditer(text))
    for m in _NAME.finditer(text):
        for first, end in _apart(text, m.start(), m.end()):
            lead = _LEAD.match(text, first)
            start = lead.end() if lead else first
            region = _OF_A_REGION.match(text, end) if _UNIT.match(text, start) else None
            last = region.end() if region else end
            if (
                len(text[start:last].split()) > 1
                and not _MERE_OFFICE.fullmatch(text, start, last)
                and not _POLICY.search(text, start, last)
            ):
                yield start, last


def _apart(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The bodies of a name that goes on with `and the` and another body: the University and the Office."""
    for joint in sorted(_AND_THE.finditer(text, start, end), key=lambda m: not m[0].endswith("the ")):
        seat = _SEAT.search(text, start, joint.start())
        left = seat.start() if seat else joint.start()
        initials = _INITIALS.fullmatch(text, start, left)
        if (initials or _NAME.fullmatch(text, start, left)) and _NAME.fullmatch(text, joint.end(), end):
            yield start, left
            yield from _apart(text, joint.end(), end)
            return
    yield start, end


#: A body named by its kind alone: the agency.
REFERRED: Final = re.compile(rf"\b[Tt]he\s+(?:\w+\s+)?(?P<kind>{kinds.ENGLISH.casefold()})\b(?!\s+of)")

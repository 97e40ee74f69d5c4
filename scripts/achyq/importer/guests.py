"""Bodies of which a sentence names only the people who came, as a list of guests does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from achyq.importer import presence
from achyq.importer.bodies import Body

#: What may stand between bodies of one list.
_BETWEEN: Final = re.compile(
    r"\s*[»”\"]?(?:\s*[,;]\s*|\s)(?<!\w\s)(?:the\s+)?[«“\"]?|"
    r"\s*[»”\"]?\s*[,;]?\s*(?:and|и|а также|жана|және|ва|va|hamda|ҳамда|ошондой эле|сондай-ақ|"
    r"шунингдек|shuningdek|as well as)\s+(?:the\s+)?[«“\"]?",
    re.IGNORECASE,
)
#: With what a list of guests begins, and what says that others than guests follow.
_GUESTS: Final = re.compile(
    r"\b(?:representatives (?:of|from)|attended by|invited to the [a-z]+ were|among the guests|гост(?:и|ями|"
    r"ей)\b|participants from|participants, including|"
    r"(?:people|staff|delegates|officials|specialists) from|"
    r"(?:staff|officers|officials|employees) of (?:two|three|four|five|several|the following)[^.:]{0,40}:|"
    r"представители|принима(?:ли|ют) участие|приняли участие|присутствовали)\b",
    re.IGNORECASE,
)
_HOSTS: Final = re.compile(
    r"\b(?:organi[sz]ed|hosted|held|supported|funded|jointly|together with|cooperation|"
    r"organi[sz]ers?)\b|организ|провел|провёл|"
    r"совместно|поддержк|финансир",
    re.IGNORECASE,
)
#: The same in Turkic languages: Меҳмонлар – …, Қонақтар қатарында ….
_GUESTS_ARE: Final = re.compile(
    r"^\W*(?:меҳмонлар|mehmonlar|конокторубуз|коноктор|қонақтар|даъват этилганлар)(?:\s(?:қатарында|"
    r"арасында|орасида|"
    r"orasida|катарында))?\b",
    re.IGNORECASE,
)


def of_people(text: str, bodies: Sequence[Body], language: str) -> frozenset[Body]:
    """The bodies in a sentence of which it names only people or a hall, or which it only quotes; those in a
    list with one of them too, as in: representatives of A, B and C. `bodies` are in their order.
    """
    single = {body for body in bodies if presence.is_of_people(text, body)}
    found = set(single)
    listed = _GUESTS.search(text) if language in ("ru", "en") else _GUESTS_ARE.match(text)
    if listed:
        found.update(
            body for body in bodies if body.start >= listed.end() and not _HOSTS.search(text, listed.end())
        )
    if _BOTH.match(text) and len(bodies) > 1:
        return frozenset()
    for group in _lists(text, bodies):
        head = group[0] if language in ("ru", "en") else group[-1]
        if head in single:
            found.update(group)
    return frozenset(found)


#: Those for whom their people act: Представители A и B обсудили.
_BOTH: Final = re.compile(
    r"(?:.{0,60}?[.–—-]\s)?Представители [^.!?]{20,400}(?:обсудили|провели|поговорили|встретились|"
    r"договорились|"
    r"подписали)\b"
)


def _lists(text: str, bodies: Sequence[Body]) -> Iterator[list[Body]]:
    group: list[Body] = []
    for body in bodies:
        if group and not _BETWEEN.fullmatch(text, group[-1].end, body.start):
            yield group
            group = []
        group.append(body)
    if group:
        yield group

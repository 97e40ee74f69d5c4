"""Bodies that sign a text on its last lines."""

from __future__ import annotations

import re
from typing import Final

from achyq.importer import furniture
from achyq.importer.bodies import Body
from achyq.importer.directory import Directory
from achyq.importer.guess import Page, Sentence

#: Media, which tell.
NEWS_AGENCY: Final = re.compile(
    r"телеграф агент|(?:маалымат|ахборот|ақпарат|axborot|жаңылыктар|янгиликлар) агент|news agency|"
    r"информационн\w+ агентств",
    re.IGNORECASE,
)


def find(page: Page, directory: Directory, country: str) -> list[tuple[Sentence, Body]]:
    """The bodies that sign the text: named alone, or with their press service, on one of its last lines."""
    found = []
    for line in [line for line in page.lines if line.text][-_LAST:]:
        bare = furniture.PRESS_SERVICE.sub("", line.text)
        signs = bare != line.text or line.dropped in ("signature", "navigation")
        sentence = Sentence(line.start, line.end, line.text, 1)
        found += [
            (sentence, body)
            for body in (directory.bodies(line.text, country, page.language) if signs else ())
            if body.end - body.start >= _MOST * len(bare.strip(" ."))
            and not furniture.PRESS_SERVICE.fullmatch(line.text, body.start, body.end)
            and not NEWS_AGENCY.search(line.text)
        ]
    return found


#: So many lines at the end may be a signature, of which the body's name is at least this share.
_LAST, _MOST = 4, 0.75

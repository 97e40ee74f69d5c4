"""What a text may not have too much of, because the parts underneath take quadratic time for it.

comrak fills each row of a table up to the width of its head, and counts up from 1 for each repeated
heading; nh3 walks up the whole depth for each element. The limits are far above what news needs.
"""

from __future__ import annotations

import re

from achyq.messages import Phrase, phrase

MAX_CELLS = 20_000
MAX_HEADINGS = 1_000
MAX_NESTING = 50
_DELIMITER = re.compile(r"[ \t>]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+\|?[ \t]*+")
_HEADING = re.compile(r"[ \t>]*+(?:#{1,6}(?:[ \t]|$)|=+[ \t]*+$|-+[ \t]*+$)")
#: How all lines begin that may be either.
_MARKED = re.compile(r"[ \t]*[>#=+*0-9-]")
_NESTED = re.compile(rf"(?:[ \t]*+(?:>|(?:[-+*]|[0-9]{{1,9}}[.)])(?=[ \t]))){{{MAX_NESTING}}}")


def excess(text: str) -> tuple[int, Phrase, Phrase] | None:
    """The first thing that is too much in a body: its line (from 1), a message and a hint.

    Cost: linear in the text.
    """
    columns = cells = headings = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            columns = 0
        elif "-" in line and line.count("|") + 1 > columns and _DELIMITER.fullmatch(line):
            columns = line.count("|") + 1
        cells += columns
        marked = bool(_MARKED.match(line))
        headings += marked and bool(_HEADING.match(line))
        if cells > MAX_CELLS:
            message = phrase("The tables up to here have too many cells")
            return number, message, phrase("Attach the table as a CSV file.")
        if headings > MAX_HEADINGS:
            message = phrase("There are too many headings (more than {limit})", limit=MAX_HEADINGS)
            return number, message, phrase("Split the article.")
        if marked and _NESTED.match(line):
            message = phrase("Quotations or lists are nested too deeply")
            return number, message, phrase("Begin the line anew.")
    return None

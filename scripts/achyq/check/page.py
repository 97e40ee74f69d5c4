"""The pages docs/<locale>/problems.md: every code with a wrong and a right example.

They are written by `python -m achyq.check.page` and held against it by a test.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from achyq.check.examples import EXAMPLES
from achyq.errors import CODES, WARNINGS
from achyq.locale import LOCALES
from achyq.messages import Phrase, phrase, said

#: Headings, and the first code under each.
_SECTIONS: Final[dict[str, Phrase]] = {
    "bad-path": phrase("Files"),
    "no-front-matter": phrase("Front matter"),
    "bad-date": phrase("Values"),
    "language-mismatch": phrase("Stories"),
    "text-language": phrase("Texts"),
    "bad-link": phrase("Links"),
    "duplicate-term": phrase("Registries"),
    "theme-failed": phrase("The archive as a whole"),
}
_SYNTAX: Final = {
    "front": "yaml",
    "registry": "yaml",
    "article": "markdown",
    "body": "markdown",
    "files": "text",
}


def page(locale: str) -> str:
    """The page in the language of `locale`, as Markdown."""

    def spoken(text: Phrase) -> str:
        return said(text, locale)

    title = phrase("Problems and how to mend them")
    about = phrase("Every code of `achyq check` with a wrong and a right example.")
    lead = phrase(
        "`achyq check` says all that is wrong at once: the file, line and column, the code, what is "
        "allowed and what was probably meant. An error keeps the site from being published. A warning "
        "does not, but it deserves a look: it may be wrong."
    )
    exits = phrase(
        "Exit codes: 0 – no errors; 1 – errors (with `--strict`, warnings too); 2 – wrong usage; "
        "3 – the environment failed."
    )
    blocks = [
        f"---\ntitle: {spoken(title)}\ndescription: {spoken(about).replace('`', '')}\n---",
        spoken(lead),
        spoken(exits),
    ]
    for code, general in CODES.items():
        if code in _SECTIONS:
            blocks.append(f"## {spoken(_SECTIONS[code])}")
        example = EXAMPLES[code]
        severity = phrase("Warning") if code in WARNINGS else phrase("Error")
        blocks += [f"### {code}", f"**{spoken(severity)}.** {_escaped(spoken(general))}."]
        for label, text in ((phrase("Wrong:"), example.wrong), (phrase("Right:"), example.right)):
            blocks += [spoken(label), f"```{_SYNTAX[example.part]}\n{text}\n```"]
    return "\n\n".join(blocks) + "\n"


def _escaped(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def main(docs: Path) -> None:
    """Write the page of every locale below `docs`."""
    for locale in LOCALES:
        (docs / locale.code / "problems.md").write_text(page(locale.code), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs"))

"""Problems in the input, and the errors that stop a command."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import Final, NamedTuple

from achyq.messages import Phrase, phrase

_CODES: Final[dict[str, str]] = {
    # files
    "bad-path": "An article is not at articles/<year>/<slug>.<language>.md",
    "unexpected-file": "A file that is neither an article nor an allowed attachment",
    "symbolic-link": "A symbolic link inside the archive's folders",
    "too-large": "A file or a front matter over the size limit",
    "not-utf8": "A file that is not UTF-8 text",
    "merge-conflict": "A file in which a merge has left both versions",
    "control-character": "An invisible control character",
    "case-collision": "Two names that differ only in upper and lower case",
    "wrong-file-type": "An attachment whose content is not what its name says",
    "heavy-image": "An image that is too large for slow connections",
    "photo-location": "A photo that says where it was taken",
    "photo-metadata": "A photo that says with what, when or by whom it was taken",
    # YAML
    "no-front-matter": "An article that does not begin with front matter",
    "yaml-syntax": "Front matter or a registry that is not YAML",
    "yaml-feature": "A YAML anchor, alias, tag or second document",
    "duplicate-key": "The same key twice",
    "unknown-key": "A key that the schema does not know",
    "missing-key": "A required key that is not there",
    "wrong-type": "A value of the wrong type",
    "empty-value": "A key without a value",
    "too-long": "A value longer than the schema allows",
    # values
    "bad-date": "A date that is impossible or not EDTF",
    "bad-url": "An address that is not http or https",
    "bad-id": "An id with characters that are not allowed",
    "unknown-value": "A value that is not in the list of allowed ones",
    "unknown-term": "A term that is in no registry",
    "ambiguous-term": "A name that several terms share",
    # stories
    "language-mismatch": "The file name and the field 'language' disagree",
    "year-mismatch": "The folder is not the year of the article's date",
    "duplicate-article": "Two articles of a story in one language",
    "no-original": "A story with translations and no original",
    "two-originals": "A story with two articles that are not translations",
    "bad-translation": "A translation of an article that is not there",
    "missing-reason": "A withdrawn article that gives no reason",
    "unresolved-guess": "An article with guesses of an import that nobody has checked, and no draft",
    "event-after-publication": "An event that is later than its publication",
    "region-not-then": "A region that did not exist at the date of the story",
    "strategy-not-then": "A strategy that was not in force at the date of the story",
    "old-translation": "A translation that is older than its original",
    "same-source": "Two stories with one source address",
    "near-duplicate": "Two stories that seem to be one",
    # texts
    "text-language": "A text in another language than the field 'language' says",
    "mixed-script": "A word of Latin and Cyrillic letters that look alike",
    "wrong-apostrophe": "An apostrophe that Uzbek does not use",
    "wrong-letter": "A word without the letters of the language (н for ң, о for ө, к for қ)",
    "hidden-character": "A character that can't be seen and splits a word",
    "not-nfc": "Letters that are coded in two parts (not NFC)",
    "personal-data": "What looks like a person's telephone, e-mail address or identity number",
    # links
    "bad-link": "A link that leaves the archive or has an unsafe scheme",
    "broken-link": "A link to an article or attachment that is not there",
    "broken-anchor": "A link to a heading that is not there",
    # registries
    "duplicate-term": "Two terms with one id",
    "name-collision": "An alias that is also the name or alias of another term",
    "term-cycle": "A term that is its own parent or predecessor",
    # the archive as a whole
    "theme-failed": "The theme could not render the chrome",
}
#: Every code a problem can have, with what it says in general.
CODES: Final[dict[str, Phrase]] = {code: phrase(text) for code, text in _CODES.items()}
#: Codes that stop nothing: judgements, which may be wrong.
WARNINGS: Final = frozenset(
    "wrong-file-type heavy-image photo-metadata event-after-publication region-not-then strategy-not-then "
    "old-translation same-source near-duplicate text-language mixed-script wrong-apostrophe wrong-letter "
    "hidden-character not-nfc personal-data".split()
)


class Problem(NamedTuple):
    """One thing wrong in the input.

    `path` is relative to the archive, `line` and `column` count from 1 (0 when the problem is the
    file as a whole), `code` is a key of `CODES`, `hint` says what is allowed or how to mend it. A
    problem of the severity "warning" stops nothing.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    severity: str = "error"
    field: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        text = printable(f"{where}: {self.severity} [{self.code}] {self.message}")
        lines = [f"\n    {printable(line.strip())}" for line in self.hint.splitlines()]
        return text + "".join(lines)


#: Why the system refuses something, in our words.
_REASONS: Final[dict[int, str]] = {
    errno.EACCES: "No permission",
    errno.EPERM: "No permission",
    errno.EROFS: "Nothing can be written there",
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "The disk is full",
    errno.ENOENT: "There is no such file",
    errno.EEXIST: "There is such a file already",
    errno.EISDIR: "This is a folder",
    errno.ENOTDIR: "This is not a folder",
    errno.ENOTEMPTY: "The folder is not empty",
    errno.ELOOP: "Symbolic links lead in a circle",
    errno.ENAMETOOLONG: "The name is too long",
    errno.EMFILE: "Too many files are open",
    errno.ENOMEM: "There is not enough memory",
    errno.EADDRINUSE: "Something else uses it already",
}


def reason(error: OSError) -> Phrase:
    """Why the system refused, and the file that it was about."""
    known = _REASONS.get(error.errno or 0)
    why = phrase(known) if known else phrase("The system says: {text}", text=error.strerror or str(error))
    return phrase("{reason}: {path}", reason=why, path=str(error.filename)) if error.filename else why


def printable(text: str) -> str:
    """The text on one line, without characters that could command a terminal or a CI runner."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


class AchyqError(Exception):
    """Base of all errors that a command reports; `exit_code` is what the process ends with."""

    exit_code = 3

    @property
    def message(self) -> str:
        """What is wrong: a phrase in nearly all cases."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class InputError(AchyqError):
    """The input has problems; nothing was published. Carries all of them in path order."""

    exit_code = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(f"{len(self.problems)} problems")


class UsageError(AchyqError):
    """The command was called in a way that can't work."""

    exit_code = 2


class EnvironmentFailure(AchyqError):
    """Disk, permission or a missing tool: not the input's fault."""

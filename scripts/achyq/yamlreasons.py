"""Why a text is not YAML, in words for editors instead of libyaml's."""

from __future__ import annotations

from typing import Final

from achyq.messages import Phrase, phrase

#: Among others, of `title: "Yes" he said`.
_NO_KEY: Final = (
    "something follows a closed quotation mark or bracket, or the line begins further left or right than its "
    "neighbours"
)
_COLON: Final = "a ': ' stands where none may"
_DIRECTIVE: Final = "a line must not begin with %"
_TAG: Final = "a word must not begin with !"
_ESCAPE: Final = 'in "double quotes" a backslash must be written twice'
_NOT_TEXT: Final = "there are characters that are no text"
#: What libyaml says (scanner.c, parser.c and reader.c of 0.2.5), and what that means to an editor.
REASONS: Final[dict[str, str]] = {
    "mapping values are not allowed in this context": _COLON,
    "could not find expected ':'": "a ':' is missing after the key",
    "did not find expected key": _NO_KEY,
    "did not find expected '-' indicator": _NO_KEY,
    "did not find expected node content": "a value is missing between commas or brackets",
    "did not find expected ',' or ']'": "a list that began with [ is not closed with ]",
    "did not find expected ',' or '}'": "a group that began with {{ is not closed with }}",
    "block sequence entries are not allowed in this context": "a '- ' stands where none may",
    "mapping keys are not allowed in this context": "a key stands where none may",
    "found character that cannot start any token": "no value may begin with this character",
    "found a tab character that violates indentation": "a tab stands where spaces must",
    "found a tab character where an indentation space is expected": "a tab stands where spaces must",
    "found unexpected end of stream": "a quotation mark is not closed",
    "found unexpected document indicator": "a quotation mark is not closed before '---'",
    "found unexpected ':'": _COLON,
    "found unknown escape character": _ESCAPE,
    "did not find expected hexdecimal number": _ESCAPE,
    "found invalid Unicode character escape code": _ESCAPE,
    "found an indentation indicator equal to 0": "after | or > there must be nothing else",
    "did not find expected comment or line break": "after | or > there must be nothing else",
    "did not find expected alphabetic or numeric character": "a value must not begin with & or *",
    "did not find expected whitespace or line break": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "found unknown directive name": _DIRECTIVE,
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "did not find expected whitespace": _DIRECTIVE,
    "did not find expected version number": _DIRECTIVE,
    "did not find expected digit or '.' character": _DIRECTIVE,
    "found extremely long version number": _DIRECTIVE,
    "found duplicate %YAML directive": _DIRECTIVE,
    "found duplicate %TAG directive": _DIRECTIVE,
    "found incompatible YAML document": _DIRECTIVE,
    "did not find expected <document start>": "a second document begins without '---'",
    "did not find expected <stream-start>": _NOT_TEXT,
    "did not find the expected '>'": _TAG,
    "did not find expected '!'": _TAG,
    "did not find expected tag URI": _TAG,
    "did not find URI escaped octet": _TAG,
    "found an incorrect leading UTF-8 octet": _TAG,
    "found an incorrect trailing UTF-8 octet": _TAG,
    "found undefined tag handle": _TAG,
    "control characters are not allowed": "there is an invisible control character",
    "invalid leading UTF-8 octet": _NOT_TEXT,
    "incomplete UTF-8 octet sequence": _NOT_TEXT,
    "invalid trailing UTF-8 octet": _NOT_TEXT,
    "invalid length of a UTF-8 sequence": _NOT_TEXT,
    "invalid Unicode character": _NOT_TEXT,
    "incomplete UTF-16 character": _NOT_TEXT,
    "unexpected low surrogate area": _NOT_TEXT,
    "incomplete UTF-16 surrogate pair": _NOT_TEXT,
    "expected low surrogate area": _NOT_TEXT,
    "input is too long": "the text is too long",
}
#: What is said for a reason that is not in the table.
UNKNOWN: Final = "its form is not understood"


def said_of(reason: str) -> Phrase:
    """What a reason of libyaml means."""
    return phrase(REASONS.get(reason, UNKNOWN))

"""The one definition of front matter and registry fields.

The reader (`schema`), the published JSON Schema (`json_schema`) and the editor in the browser (`admin`)
all come from `ARTICLE`, `TERMS` and `GLOSSARY`.
"""

from __future__ import annotations

from typing import NamedTuple

from achyq.locale import LOCALES

LOCALE_CODES = tuple(locale.code for locale in LOCALES)
STATUSES = ("draft", "published", "withdrawn")
#: Fields that an import may guess.
GUESSED = ("title", "date", "language", "region", "organiser", "strategy", "event_date", "source")
LEVELS = ("country", "region", "district")
ORGANISER_KINDS = ("state", "local", "ngo", "international", "donor", "media")
#: Places on a country's tile map: columns A to H from the west, rows 1 to 8 from the north.
TILES = tuple(f"{column}{row}" for column in "ABCDEFGH" for row in range(1, 9))
DECREES = (
    "presidential-decree",
    "presidential-resolution",
    "government-resolution",
    "parliament-resolution",
    "law",
    "order",
)


class Field(NamedTuple):
    """One key: its `kind`, whether it is `required`, may be a list (`many`), and what it allows.

    Kinds: `text`, `date` (EDTF), `day` (EDTF too, but one day, month or year), `url`, `id`,
    `choice` (one of `choices`), `term` (of the registry `registry`), `localised` (text by locale),
    `group` (a mapping of `fields`).
    """

    name: str
    kind: str
    required: bool = False
    many: bool = False
    choices: tuple[str, ...] = ()
    registry: str = ""
    fields: tuple[Field, ...] = ()
    scalar: str = ""  # for a group: the key that a plain scalar stands for
    about: str = ""
    limit: int = 2000


ARTICLE: tuple[Field, ...] = (
    Field("title", "text", required=True, limit=300, about="The headline, in the language of the article"),
    Field("date", "date", about="When it was published (EDTF); leave it out if unknown"),
    Field("language", "choice", required=True, choices=LOCALE_CODES, about="The language of the text"),
    Field("region", "term", many=True, registry="regions", about="Where it happened"),
    Field("organiser", "term", many=True, registry="organisers", about="Who held or funded it"),
    Field("strategy", "term", many=True, registry="strategies", about="The strategy it was done under"),
    Field("tags", "term", many=True, registry="tags", about="Topics"),
    Field("event_date", "date", about="When it happened, if that differs from the date"),
    Field("summary", "text", limit=600, about="One or two sentences"),
    Field(
        "source",
        "group",
        scalar="name",
        about="Where the facts come from",
        fields=(
            Field("name", "text", required=True, limit=300, about="The name of the source"),
            Field("url", "url", about="The address of the source"),
            Field("retrieved", "day", about="When the source was read"),
            Field("archived", "url", about="The address of a copy in a web archive"),
        ),
    ),
    Field(
        "translated_from",
        "group",
        scalar="language",
        about="The language of the original, in a translation only",
        fields=(
            Field("language", "choice", required=True, choices=LOCALE_CODES),
            Field("digest", "text", limit=64),
        ),
    ),
    Field("status", "choice", choices=STATUSES, about="published, unless something else is said"),
    Field("withdrawn_reason", "text", about="Why the article was withdrawn; readers see it"),
    Field(
        "corrections",
        "group",
        many=True,
        about="What was corrected, and when; readers see it",
        fields=(Field("date", "day", required=True), Field("note", "text", required=True)),
    ),
    Field("note", "text", about="What could not be established; readers see it"),
    Field("formerly", "text", many=True, limit=200, about="Its ids of before; their addresses lead here"),
    Field(
        "unsure",
        "choice",
        many=True,
        choices=GUESSED,
        about="Fields that an import guessed and nobody has checked yet; allowed in drafts only",
    ),
)

_NAME = Field("name", "localised", required=True)
_SHARED = (
    Field("aliases", "text", many=True, limit=300, about="Other names, in any language"),
    Field("formerly", "text", many=True, limit=80, about="Ids that it had; their addresses lead here"),
    Field("review", "choice", many=True, choices=LOCALE_CODES, about="Names a native speaker should see"),
)

TERMS: dict[str, tuple[Field, ...]] = {
    "regions": (
        _NAME,
        Field("level", "choice", required=True, choices=LEVELS),
        Field("parent", "term", registry="regions"),
        Field("tile", "choice", choices=TILES, about="Its place on the map of its country"),
        Field("abbr", "localised", about="Its name on the map: a few letters"),
        Field("valid_from", "day"),
        Field("valid_to", "day"),
        Field("replaces", "term", many=True, registry="regions"),
        *_SHARED,
    ),
    "strategies": (
        _NAME,
        Field("short", "localised", required=True),
        Field("country", "term", required=True, registry="regions"),
        Field("period", "date"),
        Field(
            "decree",
            "group",
            fields=(
                Field("type", "choice", required=True, choices=DECREES),
                Field("number", "text", limit=60),
                Field("date", "day"),
            ),
        ),
        Field("replaces", "term", many=True, registry="strategies"),
        Field("url", "url"),
        Field(
            "source",
            "group",
            scalar="name",
            required=True,
            fields=(Field("name", "text", required=True), Field("url", "url")),
        ),
        *_SHARED,
    ),
    "organisers": (
        _NAME,
        Field("kind", "choice", required=True, choices=ORGANISER_KINDS),
        Field("country", "term", registry="regions"),
        Field("parent", "term", registry="organisers"),
        Field("region", "term", registry="regions"),
        Field("url", "url"),
        *_SHARED,
    ),
    "tags": (_NAME, Field("description", "localised"), *_SHARED),
}

#: The languages in which the glossary is written; Uzbek in Cyrillic is made from the Latin.
WRITTEN = tuple(code for code in LOCALE_CODES if code != "uz-Cyrl")
_WORDS = "The term and, after it, other words for the same; search takes them for one"
GLOSSARY = (
    *(Field(code, "text", many=True, limit=120, about=_WORDS) for code in LOCALE_CODES),
    Field(
        "definition",
        "group",
        about="One or two plain sentences; without them a concept is for search only",
        fields=tuple(Field(code, "text", required=code in WRITTEN, limit=500) for code in LOCALE_CODES),
    ),
    Field("tags", "term", many=True, registry="tags", about="Topics that it belongs to"),
    Field("see", "term", many=True, registry="glossary", about="Other concepts of the glossary"),
    Field("source", "text", limit=200, about="A law or convention that says what it is"),
    Field("search", "choice", choices=("yes", "no"), about="no: its words are no synonyms to search"),
    Field("review", "choice", many=True, choices=LOCALE_CODES, about="Words a native speaker should see"),
)

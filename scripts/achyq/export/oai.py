"""The archive as an OAI-PMH static repository: one XML file that a gateway serves to harvesters.

Open Archives Initiative, Specification for an OAI Static Repository, 2.0 (2004); records are Dublin
Core (oai_dc), one an article, in its own language.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final
from urllib.parse import urlsplit

from achyq import feed, urls
from achyq.library import Library
from achyq.registry import KINDS
from achyq.story import Article, Story

FILE: Final = "oai-pmh.xml"
_STATIC: Final = "http://www.openarchives.org/OAI/2.0/static-repository"
_OAI: Final = "http://www.openarchives.org/OAI/2.0/"
_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


#: What ends the file.
TAIL: Final = b"</ListRecords>\n</Repository>\n"


def head(base: str, earliest: str) -> bytes:
    """The beginning of the file, up to its records, the first of which changed on the day `earliest`, if
    there are any; `base` is the site's address. The address of a gateway is not known here: `baseURL` is
    the repository's own. Nobody's mail is given away: `adminEmail` is no-reply at the site's host.
    """
    return _encoded(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Repository xmlns="{_STATIC}" xmlns:oai="{_OAI}" xmlns:xsi="{_XSI}"'
        f' xsi:schemaLocation="{_STATIC} {_STATIC}.xsd">\n'
        "<Identify><oai:repositoryName>Achyq</oai:repositoryName>"
        f"<oai:baseURL>{escape(base)}data/{FILE}</oai:baseURL>"
        "<oai:protocolVersion>2.0</oai:protocolVersion>"
        f"<oai:adminEmail>no-reply@{_host(base)}</oai:adminEmail>"
        f"<oai:earliestDatestamp>{earliest or '1970-01-01'}</oai:earliestDatestamp>"
        "<oai:deletedRecord>no</oai:deletedRecord><oai:granularity>YYYY-MM-DD</oai:granularity></Identify>\n"
        "<ListMetadataFormats><oai:metadataFormat><oai:metadataPrefix>oai_dc</oai:metadataPrefix>"
        f"<oai:schema>{_OAI}oai_dc.xsd</oai:schema>"
        f"<oai:metadataNamespace>{_DC}</oai:metadataNamespace></oai:metadataFormat></ListMetadataFormats>\n"
        '<ListRecords metadataPrefix="oai_dc">\n'
    )


def records(library: Library, story: Story, base: str) -> bytes:
    """The records of a story: one for each article that somebody wrote."""
    return _encoded("".join(_record(library, a, base, _host(base)) for a in _written(story)))


def earliest(story: Story) -> str:
    """The day of the first change of one of its articles, as far as they say; '' if it has none."""
    return min(map(feed.updated, _written(story)), default="")


def _written(story: Story) -> list[Article]:
    return [article for article in story.articles.values() if not article.automatic]


def _host(base: str) -> str:
    return urlsplit(base).hostname or "localhost"


def _encoded(text: str) -> bytes:
    return feed.NOT_XML.sub("", text).encode()


def _record(library: Library, article: Article, base: str, host: str) -> str:
    elements = _dublin(library, article, base)
    fields = "".join(f"<dc:{name}>{escape(value)}</dc:{name}>" for name, value in elements)
    return (
        f"<oai:record><oai:header><oai:identifier>oai:{host}:{article.language}/{article.story}</oai:identifier>"
        f"<oai:datestamp>{feed.updated(article)}</oai:datestamp></oai:header><oai:metadata>"
        f'<oai_dc:dc xmlns:oai_dc="{_DC}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xsi:schemaLocation="{_DC} {_OAI}oai_dc.xsd">{fields}</oai_dc:dc></oai:metadata></oai:record>\n'
    )


def _dublin(library: Library, article: Article, base: str) -> Iterator[tuple[str, str]]:
    """Names and values of the Dublin Core elements of an article."""
    yield "title", article.title
    if article.summary:
        yield "description", article.summary
    for date in (article.date, article.event_date):
        if date:
            yield "date", date.text
    yield "language", article.language
    yield "identifier", base + urls.article(article.language, article.story)
    yield "type", "Text"
    yield "rights", "https://creativecommons.org/licenses/by/4.0/"
    elements = {
        "regions": "coverage",
        "organisers": "contributor",
        "strategies": "subject",
        "tags": "subject",
    }
    for kind in KINDS:
        for term in article.terms(kind):
            yield elements[kind], library.registries[kind][term].name[article.language]
    if article.source:
        yield from (("source", value) for value in (article.source.name, article.source.url) if value)
    if article.translated_from:
        yield "relation", base + urls.article(article.translated_from, article.story)

"""All that the command says, in one place, by message id; the values in braces are filled in by the
caller. The other languages are in `locales/*/LC_MESSAGES/problems.po`.
"""

from __future__ import annotations

from typing import Final

from achyq.messages import Phrase, phrase

#: Message ids and their English sentences.
MESSAGES: Final[dict[str, str]] = {
    "done": "{input} → {draft}",
    "kept": "{input}: imported before, and {draft} was edited since: left as it is",
    "failed": "{input}: {reason}",
    "field": "{name:<11} {percent:>3} %  {value}",
    "field.where": "‹ line {line}: {text}",
    "field.missing": "{name:<11}    –   not found",
    "unknown": "? {text} (in no registry)",
    "planned": "planned only: {values}",
    "dropped": "dropped lines of page furniture: {count} ({reasons}); masked pieces of personal data: "
    "{masked}",
    "unsure": "to be checked before it can be published: {fields}",
    "count": "Drafts written: {drafts}; inputs that failed: {failed}",
    "comment.unknown": "in no registry: {text}",
    "comment.sure": "{name}: {percent} % sure",
    "comment.sure.where": "{name}: {percent} % sure, from: {text}",
    "comment.planned": "only planned: {values}",
    "error.missing": "there is no such file",
    "error.link": "it is a symbolic link or no regular file",
    "error.suffix": "{suffix} files can't be read: save it as .docx, .html or .txt",
    "error.large": "it is over {limit} MB",
    "error.binary": "it is not text",
    "error.empty": "no text was found in it",
    "error.docx": "it is not a .docx document that can be read ({reason})",
    "error.docx.body": "it is not a .docx document that can be read: it has no text",
    "error.docx.parts": "it is not a .docx document that can be read: it has too many parts",
    "error.html": "its HTML can't be read",
    "error.mht": "there is no HTML in this saved page",
    "error.libraries": "HTML needs the packages lxml, trafilatura and htmldate: {reason}",
    "error.many": "there are more than {limit} files in this folder",
    "error.twins": "there are more than {limit} articles of that name",
    "error.out": "{path} is a symbolic link: nothing is written through it",
    "error.scheme": "only http and https addresses can be imported",
    "error.userinfo": "an address with a user name or password is not followed",
    "error.host": "the name {host} leads nowhere",
    "error.private": "{host} leads to a private or local address; --allow-private permits that",
    "error.redirects": "it was redirected more than {limit} times",
    "error.status": "the server answered {status}",
    "error.slow": "the server took longer than {limit} seconds",
    "error.network": "the server can't be reached ({reason})",
    "error.encoding": "the server sent an encoding that can't be read ({encoding})",
}


#: Why a line was dropped, by the name of the reason.
REASONS: Final[dict[str, str]] = {
    "counter": "counters",
    "date": "dates",
    "calendar": "calendar",
    "languages": "choice of language",
    "tags": "topics",
    "address": "addresses",
    "contact": "contacts",
    "navigation": "menus",
    "related": "related news",
    "signature": "signature",
    "doubled": "said twice",
    "share": "sharing",
    "subscribe": "subscribing",
    "comments": "comments",
    "copyright": "copyright",
    "print": "printing",
    "byline": "author",
    "photo": "pictures",
    "source": "source",
    "links": "links",
    "reading time": "reading time",
    "footer": "foot of the page",
    "sidebar": "side column",
    "form": "forms",
}


def say(message: str, **values: object) -> Phrase:
    """The sentence of a message id, with its values."""
    return phrase(MESSAGES[message], **values)


def why(reason: str) -> Phrase:
    """The name of a reason to drop a line."""
    return phrase(REASONS[reason])

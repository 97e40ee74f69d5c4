"""All that the command says, in one place, by message id; the values in braces are filled in by the
caller.
"""

from __future__ import annotations

from typing import Final

#: Message ids and their English sentences.
MESSAGES: Final[dict[str, str]] = {
    "help.paths": "files (.txt, .html, .mht, .docx), folders of them, or http(s) addresses",
    "help.out": "write articles/ and imports/ below DIR (default: the archive)",
    "help.json": "print what was found as JSON",
    "help.allow_private": "let an address lead to this machine or a private network",
    "done": "{input} → {draft}",
    "kept": "{input}: imported before, and {draft} was edited since: left as it is",
    "failed": "{input}: {reason}",
    "field": "  {name:<11} {percent:>3} %  {value}",
    "field.where": "  ‹ line {line}: {text}",
    "field.missing": "  {name:<11}    –   not found",
    "unknown": "? {text} (in no registry)",
    "planned": "  planned only: {values}",
    "dropped": "  dropped {count} lines of page furniture ({reasons}); masked {masked} pieces of personal "
    "data",
    "unsure": "  to be checked before it can be published: {fields}",
    "count": "{drafts} drafts written, {failed} inputs failed",
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
    "error.html": "its HTML can't be read",
    "error.mht": "there is no HTML in this saved page",
    "error.libraries": "HTML needs the packages lxml, trafilatura and htmldate: {reason}",
    "error.many": "there are more than {limit} files in this folder",
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


def say(message: str, **values: object) -> str:
    """The sentence of a message id, with its values."""
    return MESSAGES[message].format(**values)

"""`/admin/` as the preview's server has it: its page, its files, and the door to the articles.

The door is for pages of this very server. A request that names another host (a foreign name that was
made to lead to this machine) or comes from another site's page is refused, and so is one whose body is
not declared as JSON, which no form of another site can send. A policy keeps the page from asking any
other machine for anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from email.message import Message
from html import escape
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qs, urlsplit

from achyq.admin import api, package, settings, wording
from achyq.admin.files import Files
from achyq.editing.speech import Speech
from achyq.errors import InputError
from achyq.locale import LOCALES
from achyq.source import MAX_ATTACHMENT

AT: Final = "/admin/"
#: The largest request (bytes): an attachment of the largest size in base64, and some words around it.
MOST: Final = MAX_ATTACHMENT * 4 // 3 + 64 * 1024
_CODES: Final = tuple(locale.code for locale in LOCALES)
_HERE: Final = Path(__file__).parent
_OWN: Final = {
    "admin.js": "text/javascript",
    "attachments.js": "text/javascript",
    "admin.css": "text/css",
}
_PART: Final = re.compile(r"(?:[0-9]+\.)?decap-cms\.js")
_HOSTS: Final = re.compile(r"(?:127\.0\.0\.1|localhost)(?::[0-9]{1,5})?")
#: Decap compiles checks of its settings (unsafe-eval) and writes its styles into the page.
_POLICY: Final = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def ours(path: str) -> bool:
    """Whether the path of an address belongs here."""
    return f"{path}/".startswith(AT)


class Answer(NamedTuple):
    """What a request gets."""

    status: int
    kind: str
    data: bytes
    headers: Mapping[str, str] = _HEADERS


class Admin:
    """The pages below `/admin/` for the archive at `root`, with the program in `cache`; they speak `locale`
    where a request asks for no other (`?lang=`).
    """

    def __init__(self, root: Path, cache: Path, locale: str) -> None:
        self.files = Files(root, cache)
        self.cache, self.locale = cache, locale

    def get(self, target: str, headers: Message) -> Answer:
        """The answer to a GET of an address that is `ours`."""
        address = urlsplit(target)
        locale = self._locale(address.query)
        if refusal := _foreign(headers, locale):
            return refusal
        if address.path == AT.rstrip("/"):
            return Answer(308, "text/plain", b"", {**_HEADERS, "Location": AT})
        name = address.path.removeprefix(AT)
        if name == "":
            return _page(locale, package.is_there(self.cache))
        if name == "settings.json":
            return self._settings(locale)
        if name in _OWN:
            return Answer(200, f"{_OWN[name]}; charset=utf-8", (_HERE / name).read_bytes())
        file = package.folder(self.cache) / name
        if _PART.fullmatch(name) and file.is_file():
            return Answer(200, "text/javascript; charset=utf-8", file.read_bytes())
        return Answer(404, "text/plain; charset=utf-8", b"")

    def post(self, target: str, headers: Message, read: Callable[[int], bytes]) -> Answer:
        """The answer to a POST; `read` gives so many bytes of its body."""
        address = urlsplit(target)
        locale = self._locale(address.query)
        tell = Speech(locale, "admin")
        if refusal := _foreign(headers, locale, writing=True):
            return refusal
        if address.path != f"{AT}api":
            return _json(404, {"error": tell("This can't be done here.")})
        length = headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            return _json(411, {"error": tell("This request is not understood.")})
        if int(length) > MOST:
            return _json(413, {"error": tell("This request is too large.")})
        try:
            request = json.loads(read(int(length)))
        except (ValueError, RecursionError):
            return _json(400, {"error": tell("This request is not understood.")})
        return _json(*api.answer(self.files, request, tell))

    def _settings(self, locale: str) -> Answer:
        tell = Speech(locale, "admin")
        try:
            made = settings.settings(self.files.desk().terms, locale)
        except InputError as error:
            problems = [f"{each.path}:{each.line}: {tell.problem(each)}" for each in error.problems]
            return _json(422, {"error": tell("The registries must be mended first:"), "problems": problems})
        base = "en" if locale == "en" else "ru"
        words = {"words": wording.words(locale), "base": base, "labels": wording.labels(locale)}
        return _json(200, {"settings": made, **words})

    def _locale(self, query: str) -> str:
        asked = parse_qs(query).get("lang", [""])[0]
        return asked if asked in _CODES else self.locale


def _foreign(headers: Message, locale: str, writing: bool = False) -> Answer | None:
    """The refusal of a request that is not from a page of this server, or not to it by its own name."""
    host, origin = headers.get("Host", ""), headers.get("Origin")
    right = bool(_HOSTS.fullmatch(host)) and origin in (None, f"http://{host}")
    right = right and headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if writing:
        right = right and origin is not None and kind == "application/json"
    if right:
        return None
    return _json(403, {"error": Speech(locale, "admin")("This request comes from elsewhere and is refused.")})


def _json(status: int, value: Any) -> Answer:
    return Answer(status, "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False).encode())


def _page(locale: str, ready: bool) -> Answer:
    """The page that Decap lives in; without it, the page that says how to get it."""
    tell = Speech(locale, "admin")
    title = escape(tell("Editing articles"))
    current = {locale: ' aria-current="true"'}
    links = " ".join(
        f'<a href="?lang={each.code}" lang="{each.code}"{current.get(each.code, "")}>{each.name}</a>'
        for each in LOCALES
    )
    top = (
        f'<nav id="achyq-languages" aria-label="{escape(tell("Language"))}"><a href="/{locale}/">← '
        f"{escape(tell('To the preview'))}</a> {links}</nav>"
    )
    if ready:
        names = ("attachments.js", "admin.js", "decap-cms.js")
        scripts = "".join(f'<script src="{name}" defer></script>' for name in names)
        body = '<div id="achyq-problems" role="alert" hidden></div><div id="nc-root"></div>'
        body += f"<noscript><p>{escape(tell('Editing in the browser needs JavaScript.'))}</p></noscript>"
    else:
        scripts, body = "", _how(tell, title)
    html = (
        f'<!doctype html><html lang="{locale}"><head><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width, initial-scale=1"><title>{title}</title><link rel="icon" href="data:,">'
        f'<link rel="stylesheet" href="admin.css">{scripts}</head><body>{top}{body}</body></html>'
    )
    return Answer(200, "text/html; charset=utf-8", html.encode())


def _how(tell: Speech, title: str) -> str:
    steps = (
        tell("Stop the preview (Ctrl-C)."),
        tell("If this computer has no Node.js, install it: {address}", address="https://nodejs.org/"),
        tell("Start the preview with {command}", command="achyq serve --admin"),
    )
    about = tell(
        "The editor is the program {name} (free, MIT licence). It is not here yet: it is fetched once from "
        "npm ({size} MB) and then works without a network.",
        name=f"Decap CMS {package.VERSION}", size=package.SIZE,
    )  # fmt: skip
    items = "".join(f"<li>{escape(step)}</li>" for step in steps)
    return f'<main id="achyq-how"><h1>{title}</h1><p>{escape(about)}</p><ol>{items}</ol></main>'

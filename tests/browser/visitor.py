"""A browser, and pages of it that note all that goes wrong while a test looks at them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, sync_playwright

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
).split()

_LISTEN = """addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.effectiveDirective} forbids ${event.blockedURI}`))"""


@contextmanager
def browser(path: str) -> Iterator[Browser]:
    """The Chromium at `path`."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Visitor:
    """Opens pages of one origin. `faults` are errors in the console, exceptions of scripts, breaches
    of the content security policy, dialogs, failed requests and requests to another origin."""

    def __init__(self, browser: Browser, origin: str, settings: dict[str, Any]) -> None:
        self.origin = origin
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._context = browser.new_context(**settings)
        self._context.set_default_timeout(8_000)
        self._context.on("request", self._request)
        self._context.on("console", self._console)
        self._context.on("weberror", lambda error: self.faults.append(f"exception: {error.error}"))
        if settings.get("java_script_enabled", True):
            self._context.add_init_script(_LISTEN)

    def page(self) -> Page:
        """A new tab."""
        page = self._context.new_page()
        page.on("dialog", self._dialog)
        return page

    def close(self) -> None:
        """Close all its tabs. They leave their pages before: a context that is thrown away in the middle
        of a navigation makes Chromium hang for ever."""
        self._context.unroute_all(behavior="ignoreErrors")
        for page in self._context.pages:
            page.goto("about:blank")
        self._context.close()

    def _dialog(self, dialog: Dialog) -> None:
        if dialog.message in self.agreed:
            dialog.accept()
            return
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and f"{parts.scheme}://{parts.netloc}" != self.origin:
            self.faults.append(f"request to another origin: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        asked_for = message.location["url"] in self.expected
        if message.type in ("error", "warning") and not asked_for:
            self.faults.append(f"console: {message.text} ({message.location['url']})")

    #: Addresses of pages that are known not to be there.
    expected: frozenset[str] = frozenset()
    #: Questions of pages that are to be answered with yes.
    agreed: frozenset[str] = frozenset()

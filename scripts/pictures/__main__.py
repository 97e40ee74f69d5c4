"""Makes the pictures of the handbook anew, and puts their sizes into its pages:
`python -m pictures [LOCALE …] [--chromium PATH]`.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from achyq.locale import LOCALES
from pictures import session, terminal

_IMAGE = re.compile(r'(<img src="\.\./pictures/([\w.-]+)" )width="\d*" height="\d*"')


def main() -> None:
    """Write `docs/<locale>/pictures/`."""
    parser = argparse.ArgumentParser(prog="python -m pictures", description=(__doc__ or "").split(":")[0])
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="default: all")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="'' makes no pictures of pages")
    options = parser.parse_args()
    for locale in options.locales or [locale.code for locale in LOCALES]:
        folder = session.ROOT / "docs" / locale
        made(locale, folder / "pictures", options.chromium)
        handbook = folder / "handbook.md"
        handbook.write_text(sized(handbook.read_text("utf-8"), folder / "pictures"), "utf-8")


def made(locale: str, target: Path, chromium: str | None) -> None:
    """The pictures of a locale, in the folder `target`."""
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        desk = session.opened(Path(folder) / "archive", locale)
        for name, step in session.STEPS.items():
            with preview(desk, target, chromium if name == "check" else None):
                picture = terminal.svg(step(desk))
            (target / f"{name}.svg").write_text(picture, "utf-8")
            if chromium and name == "mend":
                form(desk, target, chromium)
                published(desk, target, chromium)


def sized(text: str, pictures: Path) -> str:
    """A page whose images of the folder `pictures` say how large they are, so that nothing shifts."""
    return _IMAGE.sub(lambda found: f"{found[1]}{attributes(pictures / found[2])}", text)


def attributes(picture: Path) -> str:
    """The width and height of a picture as HTML attributes."""
    if picture.suffix == ".webp":
        from pictures import page

        return f'width="{page.WIDTH}" height="{page.HEIGHT}"'
    found = re.search(r'width="\d+" height="\d+"', picture.read_text("utf-8"))
    assert found, picture
    return found[0]


@contextmanager
def preview(desk: session.Desk, target: Path, chromium: str | None) -> Iterator[None]:
    """A picture of the article's page in the preview, after what is done meanwhile."""
    if not chromium:
        yield
        return
    from pictures import page

    with page.serving(desk) as address, page.chromium(chromium) as browser:
        yield
        article = f"{address}{desk.locale}/{desk.story}/"
        page.shot(browser, article, ".achyq-note", target / "preview.webp")


def form(desk: session.Desk, target: Path, chromium: str) -> None:
    """A picture of the article in the form that `/admin/` has for it."""
    from pictures import page

    with page.editing(desk) as address, page.chromium(chromium) as browser:
        page.shot(browser, address, "textarea", target / "form.webp", page.FORM_SCALE)


def published(desk: session.Desk, target: Path, chromium: str) -> None:
    """A picture of the article's page as readers see it."""
    from pictures import page

    with page.published(desk) as address, page.chromium(chromium) as browser:
        article = f"{address}{desk.locale}/{desk.story}/"
        page.shot(browser, article, "article h1", target / "published.webp")


if __name__ == "__main__":
    main()

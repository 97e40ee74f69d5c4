"""A copy of a built site that opens without a server, from a disk or a USB stick: one ZIP file.

Browsers open a file, not a folder, so links name `index.html`; they run no modules, workers or requests
from files, so what needs these is left out, and the pages that had it say so.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from achyq import urls
from achyq.errors import UsageError
from achyq.messages import phrase
from achyq.publish import MARKER
from achyq.tree import SUMS

#: What only servers, browsers at an address and search engines use. Names that end with '/' are folders.
LEFT_OUT = ("search/", "sitemaps/", "sitemap.xml", "robots.txt", "404.html", "sw.js", MARKER, SUMS)

_TAG = re.compile(r"""<(?:a|html|link|form|meta|script)\b(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ADDRESS = re.compile(r"""(?<=\s)(href|action)=(?:"([^"]*)"|([^\s"'>]+))""")
_REFRESH = re.compile(r'(http-equiv="refresh" content="0; url=)([^"]*)')
_PARTS = re.compile(r"([^?#]*)(.*)", re.DOTALL)
_SCHEME = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_SERVED_ONLY = re.compile(
    r'<link (?:[^>]*\s)?rel="?(?:manifest|modulepreload|preload)\b|<script (?:[^>]*\s)?type="?module\b'
)


def write(site: Path, target: Path, told: Callable[[int], None]) -> int:
    """Make the ZIP file `target` of the site in the folder `site`; gives its size in bytes.

    The same site gives the same bytes. `told` hears of each file that is done. What was at `target` is
    replaced when all is written. Raises UsageError if `target` is not to be a ZIP file, OSError if it
    can't be written.
    """
    check(target)
    part = target.with_name(target.name + ".part")
    sums = []
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in paths(site):
                data = (site / path).read_bytes()
                if path.endswith(".html"):
                    data = opened(data.decode()).encode()
                packed.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED)
                sums.append(f"{hashlib.sha256(data).hexdigest()}  {path}\n")
                told(1)
            packed.writestr(zipfile.ZipInfo(SUMS), "".join(sums), zipfile.ZIP_DEFLATED)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def check(target: Path) -> None:
    """Refuse what can't be the copy's file, before anything is built."""
    if target.suffix.lower() != ".zip" or target.is_dir():
        raise UsageError(
            phrase("The copy is one file, and its name ends with .zip: {path}", path=str(target))
        )
    if not target.absolute().parent.is_dir():
        raise UsageError(
            phrase("There is no folder {path}: make it first", path=str(target.absolute().parent))
        )


def paths(site: Path) -> Iterator[str]:
    """The files of a site that the copy has, in order."""
    found = (path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file())
    for path in found:
        served_only = path.startswith(LEFT_OUT) or path.endswith("/manifest.webmanifest")
        if not served_only and not urls.is_card(path):
            yield path


def opened(html: str) -> str:
    """A page of the site as it must be in a file: the same text, with links that work there."""
    return _TAG.sub(_tag, html)


def _tag(found: re.Match[str]) -> str:
    tag = found[0]
    if tag.startswith("<html"):
        return tag[:5] + ' data-opened="file"' + tag[5:]
    if _SERVED_ONLY.match(tag):
        return ""  # the end tag of a script is taken for nothing
    if tag.startswith("<meta"):
        # Firefox takes 'self' for nothing in a page that was opened from a file.
        tag = _REFRESH.sub(lambda found: found[1] + in_file(found[2]), tag)
        return tag.replace("'self'", "file:") if "Content-Security-Policy" in tag else tag
    return _ADDRESS.sub(_attribute, tag)


def _attribute(found: re.Match[str]) -> str:
    address = found[2] if found[3] is None else found[3]
    return f'{found[1]}="{in_file(address)}"'


def in_file(address: str) -> str:
    """The address with `index.html` if it is one of this site, relative, and a folder's."""
    if _SCHEME.match(address):
        return address
    path, rest = _PARTS.findall(address)[0]
    if path.rpartition("/")[2] in (".", ".."):
        path += "/"
    return f"{path}index.html{rest}" if path.endswith("/") else address

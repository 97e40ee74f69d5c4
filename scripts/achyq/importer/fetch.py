"""One page from the web: with limits of size, time and redirects, and never from a private network unasked.

Each name is resolved once, its address checked, and the connection made to that very address, so that a name
can't lead elsewhere between the check and the connection. Proxies of the environment are not used.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
import zlib
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from achyq.importer.raw import MAX_BYTES, ImportFailure, Raw, kind_of
from achyq.importer.words import say

SECONDS: Final = 30.0
REDIRECTS: Final = 5
_AGENT: Final = "achyq-import (news archive)"


def fetch(url: str, today: str, allow_private: bool = False, seconds: float = SECONDS) -> Raw:
    """Get the page at `url` as a raw original that was retrieved `today` (ISO).

    Raises ImportFailure for other schemes, private addresses (unless allowed), and when a limit is passed.
    """
    deadline = time.monotonic() + seconds
    for _ in range(REDIRECTS + 1):
        try:
            answer = _get(url, deadline, allow_private)
        except TimeoutError as error:
            raise ImportFailure(say("error.slow", limit=f"{seconds:g}")) from error
        except (OSError, http.client.HTTPException) as error:
            raise ImportFailure(say("error.network", reason=type(error).__name__)) from error
        if isinstance(answer, str):
            url = urljoin(url, answer)
            continue
        data, content_type = answer
        charset = re.search(r"charset=[\"']?([\w-]+)", content_type)
        told = "txt" if content_type.startswith("text/plain") else ""
        return Raw(url, data, kind_of(data, told), url, charset[1] if charset else "", today)
    raise ImportFailure(say("error.redirects", limit=REDIRECTS))


def _get(url: str, deadline: float, allow_private: bool) -> str | tuple[bytes, str]:
    """The body and type of the answer, or the address that it redirects to."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError) as error:
        raise ImportFailure(say("error.scheme")) from error
    if parts.scheme not in ("http", "https") or not host:
        raise ImportFailure(say("error.scheme"))
    if parts.username is not None or parts.password is not None:
        raise ImportFailure(say("error.userinfo"))
    address = _address(host, port, allow_private)
    connection = _Connection(host, port, address, deadline, parts.scheme == "https")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=?~-._')}" if parts.query else ""
    )
    try:
        connection.request(
            "GET",
            path,
            headers={"User-Agent": _AGENT, "Accept": "text/html, text/plain", "Accept-Encoding": "identity"},
        )
        response = connection.getresponse()
        if response.status in (301, 302, 303, 307, 308) and (target := response.getheader("Location")):
            return target
        if response.status != 200:
            raise ImportFailure(say("error.status", status=response.status))
        return _body(response, connection, deadline), response.getheader("Content-Type", "").lower()
    finally:
        connection.close()


def _address(host: str, port: int, allow_private: bool) -> str:
    """The first address of the host; all of them must be public."""
    try:
        found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as error:
        raise ImportFailure(say("error.host", host=host)) from error
    if not allow_private and not all(map(_is_public, found)):
        raise ImportFailure(say("error.private", host=host))
    return found[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None or ip in ipaddress.ip_network("64:ff9b::/96"):
            return inner is not None and _is_public(str(inner))
    return ip.is_global and not ip.is_multicast


class _Connection(http.client.HTTPConnection):
    """A connection to one checked address, whose every wait ends at the deadline."""

    def __init__(self, host: str, port: int, address: str, deadline: float, secure: bool) -> None:
        super().__init__(host, port)
        self.address, self.deadline, self.secure = address, deadline, secure

    def connect(self) -> None:
        """Connect to the checked address, with TLS for the host's name."""
        self.sock = socket.create_connection((self.address, self.port), timeout=_left(self.deadline))
        if self.secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self.sock.settimeout(_left(self.deadline))


def _body(response: http.client.HTTPResponse, connection: _Connection, deadline: float) -> bytes:
    parts, size = [], 0
    while True:
        if connection.sock:
            connection.sock.settimeout(_left(deadline))
        _left(deadline)
        part = response.read1(65536)
        if not part:
            break
        size += len(part)
        if size > MAX_BYTES:
            raise ImportFailure(say("error.large", limit=MAX_BYTES // 1024**2))
        parts.append(part)
    data = b"".join(parts)
    encoding = response.getheader("Content-Encoding", "identity").lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _unpacked(data, encoding)
    if encoding != "identity":
        raise ImportFailure(say("error.encoding", encoding=encoding[:40]))
    return data


def _unpacked(data: bytes, encoding: str) -> bytes:
    packed = (
        zlib.decompressobj(zlib.MAX_WBITS | 32)
        if encoding != "deflate"
        else zlib.decompressobj(zlib.MAX_WBITS)
    )
    try:
        whole = packed.decompress(data, MAX_BYTES + 1)
    except zlib.error as error:
        raise ImportFailure(say("error.encoding", encoding=encoding)) from error
    if len(whole) > MAX_BYTES:
        raise ImportFailure(say("error.large", limit=MAX_BYTES // 1024**2))
    return whole


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left

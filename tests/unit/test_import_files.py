"""What files and servers may do to an import: documents, pages, addresses, and those made to harm."""

from __future__ import annotations

import http.server
import io
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from achyq.importer import docx, fetch, raw
from achyq.importer.raw import ImportFailure, Raw

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def document(body: str, head: str = "", name: str = "word/document.xml") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            name, f'<?xml version="1.0"?>{head}<w:document {W}><w:body>{body}</w:body></w:document>'
        )
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


# --- .docx


def test_document_gives_its_paragraphs_and_rows():
    body = (
        paragraph("Жыйын өттү")
        + "<w:p><w:r><w:t>Бир</w:t><w:br/><w:t>эки</w:t></w:r>"
        + "<w:del><w:r><w:delText>жок</w:delText></w:r></w:del></w:p>"
        + f"<w:tbl><w:tr><w:tc>{paragraph('Айыл')}</w:tc><w:tc>{paragraph('12')}</w:tc></w:tr></w:tbl>"
    )
    assert docx.text(document(body)) == "Жыйын өттү\nБир\nэки\nАйыл; 12"


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no archive",
        document(paragraph("x"), name="word/other.xml"),
        document("<w:p>"),
        document(paragraph("&a;"), '<!DOCTYPE w [<!ENTITY a "aaaa">]>'),
        document(paragraph("&a;"), '<!DOCTYPE w [<!ENTITY a SYSTEM "file:/etc/hostname">]>'),
        document(paragraph("a" * (17 * 1024 * 1024))),
    ],
    ids=["no-zip", "no-document", "bad-xml", "entities", "external-entity", "bomb"],
)
def test_bad_documents_are_refused(data: bytes):
    with pytest.raises(ImportFailure):
        docx.text(data)


def test_deep_documents_are_refused_or_read_without_recursion():
    body = "<w:p>" * 5000 + "<w:r><w:t>a</w:t></w:r>" + "</w:p>" * 5000
    with pytest.raises(ImportFailure):
        docx.text(document(body))


# --- pages

PAGE = """<!doctype html><html><head><title>Слушания в посёлке — Вестник</title>
<meta property="og:site_name" content="Вестник">
<meta property="article:published_time" content="2024-04-12T10:20:00+06:00">
<script>var tel = "секрет"</script></head>
<body><nav><a href="/">Главная</a> <a href="/n">Новости дня</a></nav>
<article><h1>Слушания в посёлке</h1>
<p>В посёлке прошли <b>слушания</b> о ремонте дорог, жители задали главе района два десятка
вопросов.</p>
<p>Короткий абзац.</p><ul><li>Отчёт опубликуют.</li><li>Смету проверят.</li></ul>
<table><tr><td>Улица</td><td>12 млн</td></tr></table>
<p>По словам жителей, прежний подрядчик взял деньги и не вышел на работу, поэтому теперь за ремонтом
будет следить комиссия.</p></article>
<aside><p>Сегодня утром глава района рассказал о совсем других планах на будущий год и уехал.</p></aside>
<p hidden>Спрятано</p><footer>© 2024 Вестник</footer></body></html>"""


def page(html: str | bytes, **more: str) -> raw.Extract:
    data = html if isinstance(html, bytes) else html.encode()
    return raw.extract(Raw("page.html", data, raw.kind_of(data, more.pop("told", "")), **more))


def test_page_gives_lines_marks_and_metadata():
    found = page(PAGE)
    lines = found.text.split("\n")
    kept = [line for number, line in enumerate(lines) if number not in found.marked]
    assert kept == [
        "Слушания в посёлке",
        "В посёлке прошли слушания о ремонте дорог, жители задали главе района два десятка вопросов.",
        "Короткий абзац.",
        "• Отчёт опубликуют.",
        "• Смету проверят.",
        "Улица; 12 млн",
        (
            "По словам жителей, прежний подрядчик взял деньги и не вышел на работу, поэтому теперь за "
            "ремонтом будет следить комиссия."
        ),
    ]
    assert "секрет" not in found.text
    assert "Спрятано" not in found.text
    assert (found.hints.title, found.hints.date, found.hints.site) == (
        "Слушания в посёлке",
        "2024-04-12",
        "Вестник",
    )


def test_page_in_another_encoding():
    html = '<html><head><meta charset="windows-1251"></head><body><p>Слушания прошли.</p></body></html>'
    assert "Слушания прошли" in page(html.encode("cp1251")).text


def test_saved_page_with_its_parts():
    mht = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: "
        "text/html; charset=utf-8\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n<html><body><p>Жыйын айылда "
        "өттү.</p></body></html>\r\n--B--\r\n"
    )
    assert page(mht.encode(), told="mht").text == "Жыйын айылда өттү."


@pytest.mark.parametrize(
    "html",
    [
        "<html><body>" + "<div>" * 100_000 + "Слово и дело" + "</div>" * 100_000,
        '<!DOCTYPE html [<!ENTITY a "слово"><!ENTITY b "&a;&a;">]><html><p>Есть &b; и слова.</p></html>',
        "<html><body>" + "<p>слово" * 20_000,
        "<html><body><p>" + "<a href='x'>" * 5000 + "слова",
        '<html><img src="http://127.0.0.1:9/x"><iframe src="file:/etc/passwd"></iframe><p>Есть слова',
    ],
    ids=["deep", "entities", "unclosed", "links", "resources"],
)
def test_hostile_pages_end_soon(html: str):
    started = time.monotonic()
    try:
        found = page(html)
    except ImportFailure:
        pass
    else:
        assert len(found.text) <= raw.MAX_TEXT
    assert time.monotonic() - started < 20


# --- files


def test_files_are_told_by_content(tmp_path: Path):
    (tmp_path / "a.txt").write_text("<!doctype html><p>Слова и дела.</p>", "utf-8")
    assert raw.read(tmp_path / "a.txt").kind == "html"
    (tmp_path / "b.txt").write_bytes("Слова и дела".encode("cp1251"))
    assert raw.extract(raw.read(tmp_path / "b.txt")).text == "Слова и дела"
    (tmp_path / "c.txt").write_bytes("Слова\r\nи дела".encode("utf-16"))
    assert raw.extract(raw.read(tmp_path / "c.txt")).text == "Слова\nи дела"


def test_files_that_are_no_text_are_refused(tmp_path: Path):
    (tmp_path / "empty.txt").write_text(" \n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    for name in ("empty.txt", "binary.txt", "a.pdf", "link.txt", "missing.txt"):
        with pytest.raises(ImportFailure):
            raw.extract(raw.read(tmp_path / name))


# --- addresses


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path
        if path.startswith("/to"):
            self.send_response(302)
            self.send_header(
                "Location", {"/to-page": "/page", "/to-file": "file:/etc/hostname"}.get(path, path)
            )
            self.end_headers()
            return
        if path == "/missing":
            self.send_error(404)
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        try:
            if path == "/large":
                for _ in range(200):
                    self.wfile.write(b"a" * 65536)
            elif path == "/slow":
                for _ in range(100):
                    self.wfile.write(b"a")
                    time.sleep(0.1)
            else:
                self.wfile.write(PAGE.encode())
        except OSError:
            pass  # the other side has gone, as it should

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()


def test_page_of_an_address(server: str):
    found = fetch.fetch(f"{server}/to-page", "2026-01-02", allow_private=True)
    assert (found.url, found.kind, found.retrieved) == (f"{server}/page", "html", "2026-01-02")
    assert "Слушания" in raw.extract(found).text


def test_private_addresses_are_refused_unless_allowed(server: str):
    for url in (
        server,
        server.replace("127.0.0.1", "localhost"),
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://0.0.0.0/",
    ):
        with pytest.raises(ImportFailure, match="private"):
            fetch.fetch(url, "2026-01-02")


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "404"),
        ("/to-itself", "redirected"),
        ("/to-file", "http"),
        ("/large", "MB"),
        ("/slow", "longer"),
    ],
)
def test_limits_of_addresses(server: str, path: str, reason: str):
    with pytest.raises(ImportFailure, match=reason):
        fetch.fetch(
            f"{server}{path}", "2026-01-02", allow_private=True, seconds=1.0 if path == "/slow" else 20.0
        )


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:/etc/passwd",
        "http://user:word@example.org/",
        "http:///a",
        "http://[::1",
        "http://a b/",
    ],
)
def test_bad_addresses(url: str):
    with pytest.raises(ImportFailure):
        fetch.fetch(url, "2026-01-02")


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:0a00:0001::", False),
        ("fe80::1%eth0", False),
        ("224.0.0.1", False),
    ],
)
def test_public_addresses(address: str, public: bool):
    assert fetch._is_public(address) is public

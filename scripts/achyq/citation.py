"""How to cite an article, for programs: BibTeX (for biblatex), RIS and CSL-JSON."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from achyq.story import Article

_SITE: Final = "Achyq"
#: Names of languages in biblatex (babel).
_LANGIDS: Final = {"ky": "kyrgyz", "kk": "kazakh", "uz": "uzbek", "ru": "russian", "en": "english"}
_SPECIAL: Final = re.compile(r"[#$%&_{}\\~^]")
_MARKS: Final = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def bibtex(article: Article, url: str) -> str:
    """An entry for biblatex, whose dates are EDTF; `url` is the page's address."""
    date = article.date or article.event_date
    fields = {
        "title": "{" + _tex(article.title) + "}",
        "date": date.text if date else "",
        "organization": _SITE,
        "url": url,
        "langid": _LANGIDS.get(article.language.partition("-")[0], ""),
        "note": _tex(article.source.name) if article.source else "",
    }
    key = f"achyq-{article.story.replace('/', '-')}-{article.language.lower()}"
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@online{{{key},\n{lines}}}\n"


def _tex(text: str) -> str:
    return _SPECIAL.sub(lambda match: _MARKS.get(match[0], f"\\{match[0]}"), text)


def ris(article: Article, url: str) -> str:
    """A record in RIS; its date has what is known of year, month and day."""
    point = _point(article)
    lines = [("TY", "ELEC"), ("TI", article.title), ("T2", _SITE)]
    if point:
        day = "/".join(f"{part:02d}" for part in point) + "/" * (3 - len(point))
        lines += [("PY", f"{point[0]:04d}"), ("DA", day)]
    if article.source and article.source.name:
        lines.append(("N1", article.source.name))
    lines += [("LA", article.language), ("UR", url), ("ER", "")]
    return "".join(f"{tag}  - {_line(value)}\n" for tag, value in lines)


def csl(article: Article, url: str) -> str:
    """An item in CSL-JSON."""
    point = _point(article)
    date = article.date or article.event_date
    item: dict[str, Any] = {
        "id": f"achyq-{article.story.replace('/', '-')}-{article.language.lower()}",
        "type": "webpage",
        "title": article.title,
        "container-title": _SITE,
        "URL": url,
        "language": article.language,
    }
    if point and date:
        item["issued"] = {"date-parts": [list(point)]}
        if date.uncertain or date.approximate:
            item["issued"]["circa"] = True
    elif date:
        item["issued"] = {"literal": date.text}
    if article.source and article.source.name:
        item["note"] = article.source.name
    return json.dumps([item], ensure_ascii=False, separators=(",", ":"))


def _line(text: str) -> str:
    return " ".join(text.split())


def _point(article: Article) -> tuple[int, ...]:
    """Year, month and day of an article, as far as they are known for sure to belong together; of a
    range, its beginning.
    """
    date = article.date or article.event_date
    point = date.start if date else None
    if point is None or point.span != 1:
        return ()
    if not 1 <= point.month <= 12:
        return (point.year,)
    return (point.year, point.month, point.day) if point.day > 0 else (point.year, point.month)

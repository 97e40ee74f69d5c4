"""Turn an archive into a Hugo site: `python benchmarks/peers/hugo.py ARCHIVE DIR`.

Hugo gets the joins for free: which stories a listing has, in what order, which come before and after
another one, how often a term occurs. They are computed here, once, and lie in data files; what a build
does is read, render and write. The templates are in `hugo-site/` next to this file.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from archive import KINDS, LOCALES, NAMES, Archive, Article, Story, relink

TEMPLATES = Path(__file__).resolve().parent / "hugo-site"


def convert(source: Path, target: Path) -> None:
    """Write the Hugo site of the archive `source` to the new folder `target`."""
    shutil.copytree(TEMPLATES, target)
    archive = Archive(source)
    lists = archive.under()
    (target / "data").mkdir()
    _dump(target / "data" / "terms.json", {kind: _terms(archive, kind, lists[kind]) for kind in KINDS})
    _dump(target / "data" / "stories.json", {story.id: _story(story) for story in archive.stories})
    pages = {}
    for page in archive.pages(lists):
        key = "/".join(filter(None, (page.kind, page.slug, page.period)))
        pages[key] = page._asdict() | {"here": [{"year": year, "stories": ids} for year, ids in page.here]}
    _dump(target / "data" / "listings.json", pages)
    years = {
        y: sum(story.year == y for story in archive.stories)
        for y in sorted({s.year for s in archive.stories}, reverse=True)
    }
    languages = {code: sum(code in story.articles for story in archive.stories) for code in LOCALES}
    _dump(
        target / "data" / "site.json",
        {
            "years": list(years.items()),
            "languages": list(languages.items()),
            "locales": [
                {"code": code.lower(), "locale": code, "name": name}
                for code, name in zip(LOCALES, NAMES, strict=True)
            ],
            "latest": [story.id for story in archive.stories[:10]],
            "stories": len(archive.stories),
            "used": {kind: len(found) for kind, found in lists.items()},
        },
    )
    places = {
        k: {t: {s.id: i for i, s in enumerate(stories)} for t, stories in lists[k].items()}
        for k in ("regions", "strategies")
    }
    for code in LOCALES:
        folder = target / "content" / code.lower()
        folder.mkdir(parents=True)
        shutil.copy(TEMPLATES / "content" / "_content.gotmpl", folder)
        for path in sorted((source / "docs" / code).glob("*.md")):
            text = path.read_text(encoding="utf-8")
            (folder / path.name).write_text(
                text if text.startswith("---\n") else f"---\ntype: doc\n---\n{text}", encoding="utf-8"
            )
    (target / "content" / "_content.gotmpl").unlink()
    for story in archive.stories:
        near = _near(story, lists, places)
        for article in story.articles.values():
            path = article_file(target, story.id, article.language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(article, near), encoding="utf-8")


def article_file(site: Path, story: str, language: str) -> Path:
    """Where the site keeps an article."""
    return site / "content" / language.lower() / f"{story}.md"


def retitle(site: Path, story: str, language: str, title: str) -> None:
    """Change the title of one article, in its file and in the data."""
    path = article_file(site, story, language)
    text = path.read_text(encoding="utf-8")
    head, body = text.split("\n}\n", 1)
    facts = json.loads(head + "}")
    facts["title"] = title
    path.write_text(_front(facts) + body, encoding="utf-8")
    data = site / "data" / "stories.json"
    stories = json.loads(data.read_text(encoding="utf-8"))
    stories[story]["title"][language.lower()] = title
    _dump(data, stories)


def _dump(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _by_locale(names: dict[str, str]) -> dict[str, str]:
    return {code.lower(): name for code, name in names.items()}


def _terms(archive: Archive, kind: str, lists: dict[str, list[Story]]) -> dict[str, Any]:
    terms = archive.terms[kind]
    children: dict[str, list[str]] = {}
    for key, term in terms.items():
        children.setdefault(term.get("parent", ""), []).append(key)
    result: dict[str, Any] = {
        key: {
            "slug": key.lower(),
            "name": _by_locale(term["name"]),
            "label": _by_locale(term.get("short", term["name"])),
            "up": archive.chain(kind, key),
            "children": children.get(key, []),
            "count": len(lists.get(key, [])),
            "country": term.get("country", ""),
            "period": str(term.get("period", "")),
        }
        for key, term in terms.items()
    }
    return {"all": result, "top": children.get("", [])}


def _story(story: Story) -> dict[str, Any]:
    return {
        "original": story.original.language.lower(),
        "title": {a.language.lower(): a.facts["title"] for a in story.articles.values()},
        "date": story.date,
        "day": _is_day(story.date),
        **{kind: story.terms(kind) for kind in ("regions", "strategies", "organisers")},
    }


def _is_day(date: str) -> bool:
    return len(date) == 10 and date[:4].isdigit()


def _near(
    story: Story, lists: dict[str, dict[str, list[Story]]], places: dict[str, dict[str, dict[str, int]]]
) -> list[dict[str, str]]:
    """The stories before and after in the first region and the first strategy."""
    result = []
    for kind in ("regions", "strategies"):
        for term in story.terms(kind)[:1]:
            stories, place = lists[kind][term], places[kind][term][story.id]
            row = {"kind": kind, "term": term}
            if place:
                row["later"] = stories[place - 1].id
            if place + 1 < len(stories):
                row["earlier"] = stories[place + 1].id
            if len(row) > 2:
                result.append(row)
    return result


def _page(article: Article, near: list[dict[str, str]]) -> str:
    facts = article.facts
    front: dict[str, Any] = {"title": facts["title"], "summary": facts.get("summary", "")}
    published = str(facts.get("date", ""))
    if _is_day(published):
        front["date"] = published
    params: dict[str, Any] = {"story": article.story, "near": near}
    params |= {kind: facts[key] for kind, key in KINDS.items() if key in facts}
    for key, date in (("published", published), ("event", str(facts.get("event_date", "")))):
        if date:
            params[key] = date
            params[f"{key}_day"] = _is_day(date)
    if "source" in facts:
        params["source"] = facts["source"]
    if "translated_from" in facts:
        params["translated_from"] = facts["translated_from"]["language"].lower()
    front["params"] = params

    return _front(front) + relink(article.body, "](/\\2/\\1/)").replace("](/uz-Cyrl/", "](/uz-cyrl/")


def _front(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False)[:-1] + "\n}\n"


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))

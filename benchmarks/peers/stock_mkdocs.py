"""Turn an archive into a plain MkDocs site: `python benchmarks/peers/stock_mkdocs.py ARCHIVE DIR`.

Material, static-i18n with a folder for each language, search, and navigation as MkDocs makes it when a
user writes none. Articles are pages; there are no listings of regions, organisers or strategies, because
these parts can't make them for six languages.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from archive import LOCALES, NAMES, Archive, Article, relink

_FIELDS = ("date", "event_date", "region", "organiser", "strategy", "tags")


def convert(source: Path, target: Path) -> None:
    """Write the MkDocs site of the archive `source` to the new folder `target`."""
    archive = Archive(source)
    docs = target / "docs"
    # Material has no Kyrgyz, Kazakh or Uzbek Cyrillic, and stops without them.
    shutil.copytree(
        source / "overrides" / "partials" / "languages", target / "theme" / "partials" / "languages"
    )
    for code in LOCALES:
        shutil.copytree(source / "docs" / code, docs / code)
        (docs / code / "index.md").write_text("# Achyq\n", encoding="utf-8")
    for story in archive.stories:
        for article in story.articles.values():
            path = article_file(target, story.id, article.language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(article), encoding="utf-8")
    languages = [
        f"        - {{locale: {code}, name: {name}, build: true{', default: true' if code == 'ky' else ''}}}"
        for code, name in zip(LOCALES, NAMES, strict=True)
    ]
    settings = f"""site_name: Achyq
site_url: https://archive.example/
theme:
  name: material
  custom_dir: theme
  font: false
markdown_extensions: [tables, footnotes]
plugins:
  - search
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
{chr(10).join(languages)}
"""
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")


def article_file(site: Path, story: str, language: str) -> Path:
    """Where the site keeps an article."""
    return site / "docs" / language / f"{story}.md"


def retitle(site: Path, story: str, language: str, title: str) -> None:
    """Change the title of one article."""
    path = article_file(site, story, language)
    first, _, rest = path.read_text(encoding="utf-8").removeprefix("---\n").partition("\n")
    assert first.startswith("title: "), first
    path.write_text(f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{rest}", encoding="utf-8")


def _page(article: Article) -> str:
    facts = article.facts
    lines = [f"title: {json.dumps(facts['title'], ensure_ascii=False)}"]
    lines += [f"{key}: {json.dumps(facts[key])}" for key in _FIELDS if key in facts]
    body = relink(article.body, "](../../\\2/\\1.md)").replace(f"](../../{article.language}/", "](../")
    summary = f"*{facts['summary']}*\n\n" if "summary" in facts else ""
    return "---\n" + "\n".join(lines) + f"\n---\n\n# {facts['title']}\n\n{summary}{body}"


if __name__ == "__main__":
    convert(Path(sys.argv[1]), Path(sys.argv[2]))

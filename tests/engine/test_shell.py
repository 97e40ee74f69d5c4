"""A page joined from a shell is the theme's own render; a template may only print what differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from achyq import article_page, build, home_page, listing_page, mkdocs_plugin, shell, urls
from achyq.build import Options, Silent
from achyq.index import Index
from achyq.mkdocs_plugin import AchyqPlugin
from achyq.plan import Planner
from achyq.shell import HoleError, Holes
from achyq.view import Site, View
from tests.engine.helpers import CODES, frame, scratch, small

Page = tuple[str, str, int, str, dict[str, str]]


def pages(site: Site) -> Iterator[Page]:
    """Pages of every kind, in every locale: locale, kind, depth, address, values."""
    planner = Planner(site, {}, "")
    for code in CODES:
        view = View(site, code)
        for story in site.library.stories:
            if article := story.articles.get(code):
                url = urls.article(code, story.id)
                around = planner.surroundings(story)
                body = f"<h2 id=s-x>{story.id}</h2><p>A &amp; B"
                yield code, "article", 3, url, article_page.holes(view, story, article, body, around)
        for listing in planner.listings:
            url = listing.url(code)
            yield code, "listing", listing.depth, url, listing_page.holes(view, listing)
        for kind in urls.INDEXES:
            yield code, "page", 2, urls.index(code, kind), home_page.index(view, kind)
        yield code, "page", 1, urls.index(code, ""), home_page.home(view)
    view = View(site, CODES[0])
    yield CODES[0], "chooser", 0, "", home_page.chooser(view)
    yield CODES[0], "notfound", 0, "", home_page.notfound(view, "/sub/")


def every_third(found: list[Page]) -> list[Page]:
    """A sample in which every locale, kind and depth is."""
    known: set[tuple[str, str, int]] = set()
    return [p for n, p in enumerate(found) if n % 3 == 0 or (p[:3] not in known and not known.add(p[:3]))]  # type: ignore[func-returns-value]


def test_a_joined_page_is_what_the_theme_renders(monkeypatch: pytest.MonkeyPatch):
    """MkDocs renders the chrome once; beside each shell it renders the pages that are made from it."""
    monkeypatch.delenv("ACHYQ_SITE_URL", raising=False)
    compared: dict[tuple[str, str, int], int] = {}
    with scratch() as root:
        frame(root / "archive")
        small().write(root / "archive")
        library, bodies = build.load(Options(root / "archive", root / "site"), root / "cache", Silent(), 1)
        bodies.close()
        found = every_third(list(pages(Site(library, Index(library), "http://127.0.0.1:8000/"))))

        original = AchyqPlugin._shell

        def both(
            self: AchyqPlugin, env: jinja2.Environment, config: MkDocsConfig, files: Files, kind: str, url: str
        ) -> shell.Shell:
            made = original(self, env, config, files, kind, url)
            locale = self._locale(config)
            for code, its_kind, depth, address, values in found:
                if (code, its_kind, depth) == (locale, kind, url.count("/")):
                    assert made.holes <= values.keys()
                    archive = shell.context(values)
                    whole = self._finish(self.render(env, config, files, kind, address, archive))
                    assert shell.finish(made.fill(values)) == whole
                    assert "⟦" not in whole
                    compared[code, kind, depth] = compared.get((code, kind, depth), 0) + 1
            return made

        monkeypatch.setattr(AchyqPlugin, "_shell", both)
        (root / "out").mkdir()
        mkdocs_plugin.render_chrome(root / "archive", root / "out")
    assert set(compared) == {page[:3] for page in found}
    assert sum(compared.values()) == len(found) > 200


# --- holes


def environment() -> jinja2.Environment:
    return jinja2.Environment(undefined=jinja2.StrictUndefined)


def render(template: str, archive: object) -> str:
    return environment().from_string(template).render(archive=archive)


REFUSED = [
    "{% if archive.title %}x{% endif %}",
    "{% if not archive.title %}x{% endif %}",
    "{{ 'x' if archive.title else 'y' }}",
    "{{ archive.title or 'x' }}",
    "{% if archive.title == 'x' %}{% endif %}",
    "{% if 'x' != archive.title %}{% endif %}",
    "{% if archive.title > 'x' %}{% endif %}",
    "{% if 'x' in archive.title %}{% endif %}",
    "{% if archive.title in ['x'] %}{% endif %}",
    "{% for c in archive.title %}{{ c }}{% endfor %}",
    "{{ archive.title | length }}",
    "{{ archive.title | first }}",
    "{{ archive.title | last }}",
    "{{ archive.title | list }}",
    "{{ archive.title | join }}",
    "{{ archive.title | reverse }}",
    "{{ archive.title | upper }}",
    "{{ archive.title | lower }}",
    "{{ archive.title | trim }}",
    "{{ archive.title | truncate(3) }}",
    "{{ archive.title | default('x', true) }}",
    "{{ archive.title[0] }}",
    "{{ archive.title[1:] }}",
    "{{ archive.title + 'x' }}",
    "{{ archive.title % 'x' }}",
    "{{ archive.title.split() }}",
    "{{ archive.title.startswith('x') }}",
    "{{ archive.title.replace('x', 'y') }}",
]
#: What a hole lets through: the shell shows something else than the theme would.
SILENT = [
    "{{ archive.title | title }}",
    "{{ archive.title | capitalize }}",
    "{{ archive.title | replace('x', 'y') }}",
    "{{ archive.title | urlencode }}",
    "{{ archive.title | tojson }}",
    "{{ archive.title | int }}",
    "{{ archive.title | wordcount }}",
    "{{ archive.title | striptags }}",
    "{{ archive.title | e }}",
    "{{ archive.title | center(80) }}",
    "{{ archive.title * 2 }}",
    "{% if archive.title is lower %}x{% endif %}",
    "{% if archive.title ~ '' %}x{% endif %}",
    "{{ (archive.title ~ 'x') | length }}",
    "{{ archive.title.title() }}",
    "{{ archive.title.isdigit() }}",
    "{{ archive.title.find('x') }}",
    "{{ archive.title.encode() }}",
    "{% set x = archive.title %}{% if x is string %}{% endif %}",
]
LAST = pytest.mark.xfail(strict=True, reason="a hole is a str, and few of its methods refuse")


@pytest.mark.parametrize("template", [*REFUSED, *(pytest.param(text, marks=LAST) for text in SILENT[:-1])])
def test_a_template_that_depends_on_a_hole_fails_with_its_name(template: str):
    with pytest.raises(HoleError, match=r"archive\.title"):
        render(template, Holes())


PRINTED = [
    "{{ archive.title }}",
    "<a href='{{ archive.title }}'>{{ archive.body }}</a>{{ archive.title }}",
    "{% set x = archive.title %}{{ x }}",
    "{{ 'a' ~ archive.title ~ 'b' }}",
    "{% if archive is defined %}{{ archive.title }}{% endif %}",
    "{% macro m(x) %}[{{ x }}]{% endmacro %}{{ m(archive.title) }}",
    "{% for x in [archive.title, archive.body] %}{{ x }}{% endfor %}",
    "{{ {'a': archive.title}['a'] }}",
    "{{ ['a', archive.title] | join(' · ') }}",
    "{% block b %}{{ archive.title }}{% endblock %}",
]
VALUES = st.dictionaries(st.sampled_from(["title", "body"]), st.text(), min_size=2, max_size=2)


@pytest.mark.parametrize("template", PRINTED)
@settings(max_examples=20, deadline=None, derandomize=True, database=None)
@given(values=VALUES)
def test_what_is_only_printed_is_what_the_template_gives(template: str, values: dict[str, str]):
    """Also when a value holds what looks like a hole."""
    made = shell.of(render(template, Holes()))
    assert made.holes <= {"title", "body"}
    assert made.fill(values) == render(template, shell.context(values))


def test_a_missing_value_is_an_error():
    with pytest.raises(KeyError):
        shell.of("a⟦title⟧b").fill({})


def test_a_shell_is_known_by_its_text():
    assert shell.of("a⟦title⟧").digest != shell.of("a⟦body⟧").digest
    assert shell.of("a⟦title⟧") == shell.of("a⟦title⟧")


def test_shells_are_the_same_every_time(framed: Path):
    """Every kind in every locale, and the two that are in none."""
    from achyq.chrome import Job

    shells = Job(framed, framed / ".cache").result().shells
    kinds = {(kind, 1 + address.count("/")) for kind, address in mkdocs_plugin.KINDS}
    assert {key[1:] for key in shells if key[0] == CODES[-1]} == kinds
    assert len(shells) == len(kinds) * len(CODES) + len(mkdocs_plugin.LONE_KINDS)
    for key, made in shells.items():
        assert len(made.parts) % 2 == 1, key
        assert not any("⟦" in text for text in made.parts[::2]), key

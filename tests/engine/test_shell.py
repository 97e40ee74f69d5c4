"""A page joined from a shell is the theme's own render; a template may only print what differs."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from tests.engine.helpers import CODES, frame, scratch, small

from achyq import build, mkdocs_plugin, shell
from achyq.build import Options
from achyq.chrome import Chrome
from achyq.mkdocs_plugin import AchyqPlugin
from achyq.plan import Output
from achyq.render import Renderer
from achyq.shell import HoleError, Holes, Shell

Kind = tuple[str, str, int]
Page = tuple[Kind, str, dict[str, str]]


def pages(chrome: Chrome) -> list[Page]:
    """Every page that a build joins: its shell, its address, its values."""
    found: list[Page] = []
    kinds = {made.digest: kind for kind, made in chrome.shells.items()}
    call, fill, path = Renderer.__call__, Shell.fill, [""]

    def note_path(self: Renderer, output: Output) -> bytes:
        path[0] = output.path
        return call(self, output)

    def note_values(self: Shell, view: dict[str, str]) -> str:
        address = path[0].removesuffix("index.html").removesuffix("404.html")
        found.append((kinds[self.digest], address, dict(view)))
        return fill(self, view)

    with scratch() as root, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Renderer, "__call__", note_path)
        patch.setattr(Shell, "fill", note_values)
        small().write(root)
        build.run(Options(root, root / "site", jobs=1), chrome=chrome)
    return found


def every_third(found: list[Page]) -> list[Page]:
    """A sample in which every kind of page is."""
    first = {kind: number for number, (kind, _, _) in reversed(list(enumerate(found)))}
    return [page for number, page in enumerate(found) if number % 3 == 0 or first[page[0]] == number]


#: Listings have a fourth level only when they are long.
UNUSED = {(code, "listing", 4) for code in CODES}
_LINK = re.compile(r"""\b(href|src|data-search)=("[^"]*"|[^\s>]+)""")


def resolved(html: str, address: str) -> str:
    """A page with absolute links: `../../regions/` and `../` may be the same place."""
    base = f"http://host/{address}"
    return _LINK.sub(lambda match: f'{match[1]}="{urljoin(base, match[2].strip(chr(34)))}"', html)


def test_a_joined_page_is_what_the_theme_renders(chrome: Chrome, monkeypatch: pytest.MonkeyPatch):
    """MkDocs renders the chrome once; beside each shell it renders the pages that are made from it."""
    monkeypatch.delenv("ACHYQ_SITE_URL", raising=False)
    found, compared = every_third(pages(chrome)), []
    with scratch() as root:
        frame(root / "archive")
        original = AchyqPlugin._shell

        def both(
            self: AchyqPlugin,
            env: jinja2.Environment,
            config: MkDocsConfig,
            files: Files,
            kind: str,
            url: str,
        ) -> shell.Shell:
            made = original(self, env, config, files, kind, url)
            locale = self._locale(config)
            for page_kind, address, values in found:
                if page_kind == (locale, kind, url.count("/")):
                    assert made.holes <= values.keys()
                    archive = shell.context(values)
                    whole = self._finish(self.render(env, config, files, kind, address, archive))
                    joined = shell.finish(made.fill(values))
                    assert resolved(joined, address) == resolved(whole, address)
                    assert "⟦" not in whole
                    compared.append(page_kind)
            return made

        monkeypatch.setattr(AchyqPlugin, "_shell", both)
        (root / "out").mkdir()
        mkdocs_plugin.render_chrome(root / "archive", root / "out")
    assert sorted(compared) == sorted(kind for kind, _, _ in found)
    assert set(compared) == set(chrome.shells) - UNUSED
    assert len(compared) > 60


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
REFUSED += [
    "{{ archive.title | capitalize }}",
    "{{ archive.title | replace('x', 'y') }}",
    "{{ archive.title | urlencode }}",
    "{{ archive.title | striptags }}",
    "{{ archive.title | e }}",
    "{{ archive.title | center(80) }}",
    "{{ archive.title * 2 }}",
    "{% if archive.title is lower %}x{% endif %}",
    "{{ archive.title.title() }}",
    "{{ archive.title.isdigit() }}",
    "{{ archive.title.find('x') }}",
    "{{ archive.title.encode() }}",
    "{% if archive.title.isdigit() %}x{% endif %}",
]


@pytest.mark.parametrize("template", REFUSED)
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


def test_there_is_a_shell_for_every_kind_in_every_locale(chrome: Chrome):
    kinds = {(kind, 1 + address.count("/")) for kind, address in mkdocs_plugin.KINDS}
    assert {key[1:] for key in chrome.shells if key[0] == CODES[-1]} == kinds
    assert len(chrome.shells) == len(kinds) * len(CODES) + len(mkdocs_plugin.LONE_KINDS)
    for key, made in chrome.shells.items():
        assert len(made.parts) % 2 == 1, key
        assert not any("⟦" in text for text in made.parts[::2]), key

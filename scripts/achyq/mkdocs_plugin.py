"""The only module that knows MkDocs: renders the chrome, and lets `mkdocs build` publish.

MkDocs renders the pages of docs/ (in six locales, by static-i18n) and the shells into a folder of
the cache; the engine then publishes them with the archive. Checked against mkdocs 1.6.1,
mkdocs-material 9.8.1 and mkdocs-static-i18n 1.3.1.
"""

from __future__ import annotations

import logging
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

import jinja2
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.build import get_context
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc

from achyq import bundle, card, chrome, shell
from achyq.errors import AchyqError, InputError
from achyq.jstext import ScriptError
from achyq.locale import LOCALES, Words
from achyq.plan import Shells

#: The shells a site needs: kind, and an address of each depth at which pages of it lie.
KINDS = (
    ("article", "2000/a/"),
    ("listing", "a/b/"),
    ("listing", "a/b/c/"),
    ("listing", "a/"),
    ("page", ""),
    ("page", "a/"),
    ("search", "a/"),
)
LONE_KINDS = ("chooser", "notfound")


class Settings(Config):  # type: ignore[no-untyped-call]
    """The plugin has no settings: an archive's are where they belong."""


class AchyqPlugin(BasePlugin[Settings]):  # type: ignore[no-untyped-call]
    """Hands the theme's render to the engine."""

    def __init__(self) -> None:
        self.only: Path | None = None  # set by `render_chrome`: store the chrome and stop
        self.serving = False
        self.target = ""
        self.staging = ""
        self.shells: Shells = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Its being there keeps this object through the rebuilds of `mkdocs serve`."""
        self.serving = command == "serve"

    @event_priority(50)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let MkDocs write beside the site, which the engine publishes at the end."""
        if config.site_dir != self.staging:
            self._drop_staging()
            self.target = config.site_dir
            self.staging = config.site_dir = tempfile.mkdtemp(prefix="achyq-chrome-")
            self.shells = {}
            root = Path(config.config_file_path).parent
            config.watch += [
                str(root / name) for name in ("articles", "registry", "overrides") if (root / name).is_dir()
            ]
        return config

    @event_priority(-200)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Put the default locale's pages and pictures under its prefix, as those of the others are."""
        locale = self._locale(config)
        for file in files:
            own = file.is_documentation_page() or file.src_uri.startswith(f"{locale}/")
            if own and not file.dest_uri.startswith(f"{locale}/"):
                file.dest_uri = f"{locale}/{file.dest_uri}"
                file.abs_dest_path = str(Path(config.site_dir, file.dest_uri))
                file.url = f"{locale}/{file.url}".removesuffix("./")
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the shells. static-i18n warns when there is no home page in docs/;
        ours is made by the engine.
        """
        nav.homepage = nav.homepage or next(iter(nav.pages), None)
        self.nav = nav
        return nav

    @event_priority(-50)
    def on_env(self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Give templates their words, and render this locale's shells."""
        locale = self._locale(config)
        env.globals |= {"words": Words(locale), "locale": locale, "locales": LOCALES, "card": card}
        for kind, address in KINDS:
            url = f"{locale}/{address}"
            self.shells[locale, kind, url.count("/")] = self._shell(env, config, files, kind, url)
        strings = Path(config.site_dir, "search", f"{locale}.json")
        strings.parent.mkdir(exist_ok=True)
        strings.write_text(env.get_template("archive/search-words.json").render(), encoding="utf-8")
        manifest = Path(config.site_dir, locale, "manifest.webmanifest")
        manifest.parent.mkdir(exist_ok=True)
        manifest.write_text(env.get_template("archive/manifest.json").render(), encoding="utf-8")
        if locale == LOCALES[0].code:
            for kind in LONE_KINDS:
                self.shells[locale, kind, 0] = self._shell(env, config, files, kind, "")
        return env

    def _locale(self, config: MkDocsConfig) -> str:
        i18n: Any = config.plugins["i18n"]
        return str(i18n.current_language)

    def _shell(
        self, env: jinja2.Environment, config: MkDocsConfig, files: Files, kind: str, url: str
    ) -> shell.Shell:
        html = self.render(env, config, files, kind, url, shell.Holes())
        return shell.of(self._finish(html))

    def _finish(self, html: str) -> str:
        return shell.finish(html, allow_inline=self.serving)

    def render(
        self,
        env: jinja2.Environment,
        config: MkDocsConfig,
        files: Files,
        kind: str,
        url: str,
        archive: object,
    ) -> str:
        """The theme's own render of a page of the archive, at `url`, with `archive` for its values."""
        file = File.generated(config, f"{url}index.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
        page = Page("", file, config)
        page.meta, page.content, page.markdown, page.toc = {}, "", "", get_toc([])
        context: dict[str, Any] = {**get_context(self.nav, files, config, page), "archive": archive}
        return env.get_template(f"archive/{kind}.html").render(context)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """The content security policy of the pages of docs/."""
        return shell.with_policy(output, allow_inline=self.serving)

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """When the last locale is done, hand over."""
        i18n: Any = config.plugins["i18n"]
        if i18n.building:
            return
        try:
            bundle.publish(Path(self.staging))
        except ScriptError as error:
            raise PluginError(str(error)) from None
        made = chrome.collect(Path(self.staging), config.site_url or "/", self.shells)
        if self.only:
            shutil.copytree(self.staging, self.only / "tree")
            chrome.store(made, self.only)
        else:
            self._publish(made, config)
        config.site_dir = self.target
        self._drop_staging()

    def _publish(self, made: chrome.Chrome, config: MkDocsConfig) -> None:
        from achyq import build

        root = Path(config.config_file_path).parent
        try:
            build.run(build.Options(root, Path(self.target)), chrome=made)
        except InputError as error:
            raise PluginError("\n".join(map(str, error.problems))) from None
        except AchyqError as error:
            raise PluginError(str(error)) from None

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind."""
        self._drop_staging()

    def on_shutdown(self) -> None:
        """Leave nothing behind."""
        self._drop_staging()

    def _drop_staging(self) -> None:
        if self.staging:
            shutil.rmtree(self.staging, ignore_errors=True)
            self.staging = ""


def render_chrome(root: Path, out: Path) -> None:
    """Let MkDocs render the chrome of the archive at `root` into the folder `out`."""
    config = load_config(str(root / "mkdocs.yml"), strict=True)
    plugin = config.plugins.get("achyq")
    if not isinstance(plugin, AchyqPlugin):
        raise PluginError("mkdocs.yml does not name the plugin 'achyq' under 'plugins'")
    plugin.only = out
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def main() -> None:
    """Render the chrome of the archive, and into the folder, that the command line names."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        render_chrome(Path(sys.argv[1]), Path(sys.argv[2]))
    except (Exception, Abort) as failure:  # noqa: BLE001 (whatever a theme or a plugin raises is a problem of the archive)
        where = (
            f" ({failure.filename}:{failure.lineno})"
            if isinstance(failure, jinja2.TemplateSyntaxError)
            else ""
        )
        sys.exit(f"{type(failure).__name__}: {failure}{where}")

"""The MkDocs plugin `peerhub`: the same events as the hooks, for who builds with MkDocs and installs the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.config.base import LegacyConfig
from mkdocs.plugins import BasePlugin

from peerhub_mkdocs import articles, files, finishing, templates
from peerhub_mkdocs.opening import PLUGIN, open_build
from peerhub_mkdocs.options import OPTIONS, given

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


class PeerHubPlugin(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]  # MkDocs types no subclass hook
    """Builds a hub. Its options are the settings that may stand under `extra.hub` instead."""

    config_class = OPTIONS  # type: ignore[assignment]  # made from the settings, so that no class can be named

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Take the options as the hub's settings, and open the hub."""
        given(self.config, config)
        return files.leave_theme_files(open_build(config, PLUGIN))

    def on_files(self, found: Files, /, *, config: MkDocsConfig) -> Files:
        """Keep what comes from docs/."""
        return files.on_files(found, config)

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the order of the navigation."""
        return templates.on_nav(nav, config, files)

    def on_env(self, env: jinja2.Environment, /, *, config: MkDocsConfig, files: Files) -> jinja2.Environment:
        """Give the templates their rules."""
        return templates.on_env(env, config, files)

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Number a page's citations."""
        return articles.on_page_markdown(markdown, page, config, files)

    def on_page_content(self, html: str, /, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Leave out what must not stand in a page."""
        return articles.on_page_content(html, page, config, files)

    def on_page_context(self, context: Any, /, *, page: Page, config: MkDocsConfig, nav: Navigation) -> Any:
        """Give an article's template its views."""
        return templates.on_page_context(context, page, config, nav)

    def on_template_context(self, context: Any, /, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give the error page its surroundings."""
        return templates.on_template_context(context, template_name, config)

    def on_post_template(self, output_content: str, /, *, template_name: str, config: MkDocsConfig) -> str:
        """Leave MkDocs' own sitemap out."""
        return templates.on_post_template(output_content, template_name, config)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Finish the site."""
        finishing.on_post_build(config)

    def on_build_error(self, *, error: Exception) -> None:
        """Clear up."""
        finishing.on_build_error(error)

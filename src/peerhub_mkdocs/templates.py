"""At `on_nav`, `on_env` and the template events: escaping, and what the templates are given."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.structure.files import InclusionLevel

from peerhub.building.compiled_templates import compiled_templates
from peerhub.building.session import Session
from peerhub.pages.page_views import article_context, error_context
from peerhub.pages.whitespace import TrimWhitespace

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the order in which the navigation lists the articles, and let others begin with the listings' pages."""
    build = Session.of(config).build
    order = tuple(page.file.src_uri for page in nav.pages)
    for edition in build.editions:
        edition.reading_order = tuple(uri for uri in order if build.article_at(uri)[0] is build.hub)
    if _alone(config):
        build.templates = _with_rules(config.theme.get_env(), config)
        build.share_out(_from_docs(files, config))
    return nav


def _from_docs(files: Files, config: MkDocsConfig) -> Iterator[str]:
    """Give the addresses that MkDocs writes without a look at what stands there."""
    yield from (file.dest_uri for file in files if file.inclusion.value > InclusionLevel.DRAFT.value)
    yield from config.extra_templates


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:
    """Give the templates their rules."""
    build = Session.of(config).build
    build.templates = _with_rules(env, config)
    build.hub.stages.turn("pages of articles")
    return env


def _alone(config: MkDocsConfig) -> bool:
    """Tell whether no other plugin has a say in the templates, later."""
    return len(config.plugins.events["env"]) == 1


def _with_rules(env: jinja2.Environment, config: MkDocsConfig) -> jinja2.Environment:
    """Escape everything, which MkDocs leaves to templates: front matter could break out. And send few lines."""
    env.autoescape = True
    env.auto_reload = False
    env.add_extension(TrimWhitespace)
    if _alone(config) and sys.prefix != sys.base_prefix:  # in a .venv of the hub's own, as `./hub` makes one
        version = Session.of(config).build.hub.cache.version
        env.bytecode_cache = compiled_templates(Path(sys.prefix) / "hub-templates", version)
    return env


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Give an article's template its views."""
    build = Session.of(config).build
    hub, article = build.article_at(page.file.src_uri)
    path = article.path if article else page.file.src_uri
    at = hub.reading_order.index(path) if path in hub.reading_order else None
    around = (None, *hub.reading_order, None)
    before, after = (around[at], around[at + 2]) if at is not None else (None, None)
    return {**context, **article_context(hub, path, before, after)}


def on_template_context(context: dict[str, Any], template_name: str, config: MkDocsConfig) -> dict[str, Any]:
    """Give the error page the chrome, with absolute addresses: it is served at any depth."""
    return {**context, **error_context(Session.of(config).build.hub, context["base_url"])}


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Leave MkDocs' sitemap out: ours knows the pages made from data too."""
    return "" if template_name == "sitemap.xml" else output_content

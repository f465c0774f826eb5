"""At `on_page_markdown` and `on_page_content`: citations and the hub's own links in articles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure.toc import get_toc

from peerhub.articles.citations import cite
from peerhub.articles.generated import expand
from peerhub.building.session import Session
from peerhub.pages.article_html import clean_article, publish
from peerhub.pages.article_links import link_resolver
from peerhub.pages.citation_words import citation_words, mark_words
from peerhub.pages.findings_picture import with_findings
from peerhub.pages.generated_parts import generated_parts
from peerhub.pages.terms import with_terms
from peerhub.problems import Location

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Number a page's citations, and set how its links are resolved."""
    build = Session.of(config).build
    hub, article = build.article_at(page.file.src_uri)
    if article is None:
        return markdown
    article.links = build.markdown_links.begin_page(link_resolver(hub, article), mark_words(hub.words))
    start = Location(article.document.name, article.document.first_line)
    markdown = expand(markdown, generated_parts(hub), start, hub.problems)
    words = citation_words(hub.words)
    markdown = cite(markdown, hub.directory.references, words=words).replace(markdown)
    page.__dict__.pop("render", None)
    rendered = build.rendered.get(hub.prefix)
    article.html = (rendered.find(article, markdown) or "") if rendered else ""
    if article.html:
        page.render = partial(_as_before, page)  # type: ignore[method-assign]  # nothing is left to render
    return markdown


def _as_before(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Leave a page's Markdown alone: an earlier build rendered it."""
    page.content, page.toc = "", get_toc([])


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Leave out what must not stand in a page, and keep the HTML for search, related reading and its own view."""
    build = Session.of(config).build
    hub, article = build.article_at(page.file.src_uri)
    if article is None:
        return clean_article(html)
    if not article.html:
        article.html = publish(article, html, hub.problems)
        if (rendered := build.rendered.get(hub.prefix)) is not None:
            rendered.keep(article, page.markdown or "", article.html)
    return with_terms(hub, article, with_findings(hub, article.html))

"""on_page_markdown, on_page_content: articles. What is done stands in `peerhub_mkdocs`."""

from __future__ import annotations

from peerhub_mkdocs.articles import on_page_content, on_page_markdown

__all__ = ["on_page_content", "on_page_markdown"]

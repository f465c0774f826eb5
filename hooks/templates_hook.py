"""on_nav, on_env and the template events: what templates are given. What is done stands in `peerhub_mkdocs`."""

from __future__ import annotations

from peerhub_mkdocs.templates import on_env, on_nav, on_page_context, on_post_template, on_template_context

__all__ = ["on_env", "on_nav", "on_page_context", "on_post_template", "on_template_context"]

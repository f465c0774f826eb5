"""on_post_build, on_build_error: finish the site. What is done stands in `peerhub_mkdocs`."""

from __future__ import annotations

from peerhub_mkdocs.finishing import on_build_error, on_post_build

__all__ = ["on_build_error", "on_post_build"]

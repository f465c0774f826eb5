"""on_config, on_files: the theme's files and those of docs/. What is done stands in `peerhub_mkdocs`."""

from __future__ import annotations

from peerhub_mkdocs.files import leave_theme_files as on_config
from peerhub_mkdocs.files import on_files

__all__ = ["on_config", "on_files"]

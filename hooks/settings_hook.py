"""on_config: open the hub that mkdocs.yml describes. What is done stands in `peerhub_mkdocs`."""

from __future__ import annotations

from peerhub_mkdocs.opening import open_build as on_config

__all__ = ["on_config"]

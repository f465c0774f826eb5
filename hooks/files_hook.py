"""on_files: leave the base theme's files out; the theme's own are published with versions at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep what comes from docs/."""
    docs = Path(config.docs_dir)
    return Files([file for file in files if file.src_dir is not None and Path(file.src_dir) == docs])

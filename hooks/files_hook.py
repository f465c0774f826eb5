"""on_files: leave the base theme's files out; the theme's own are published with versions at the end."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files, InclusionLevel

from peerhub.build import Build

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Keep what comes from docs/, without drafts; and forget the articles that this configuration leaves out."""
    docs, hub = Path(config.docs_dir), Build.within(config.extra).hub
    kept = [
        file
        for file in files
        if file.src_dir is not None
        and Path(file.src_dir) == docs
        and (file.src_uri in hub.articles or not file.is_documentation_page())
    ]
    borrowed = {path: folder for path, folder in hub.borrowed.items() if path in hub.articles}
    for path, folder in borrowed.items():
        kept.append(File(path, str(folder), config.site_dir, config.use_directory_urls))
    included = {file.src_uri for file in kept if file.inclusion.value > InclusionLevel.DRAFT.value}
    hub.articles = {path: article for path, article in hub.articles.items() if path in included}
    return Files(kept)

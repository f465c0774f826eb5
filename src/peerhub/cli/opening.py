"""Opening a hub for a command that only reads it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import click

from peerhub.cli import Place
from peerhub.hub import Hub
from peerhub.problems import PeerHubError, Problems


def open_data(place: Place, *, articles: bool = False) -> Hub:
    """Open a hub's settings and data, and its articles if wanted; errors in them stop nothing that can go on."""
    from peerhub.assets import read_assets
    from peerhub.build import code_version, open_checked
    from peerhub.cache import Cache
    from peerhub.cli import engine
    from peerhub.cli.clock import build_date
    from peerhub.cli.navigation import linked_pages
    from peerhub.hub import open_hub

    config = engine.load(place)
    problems = Problems()
    root, docs, name = place.root, Path(config.docs_dir), Path(config.config_file_path).name
    site, url, extra = config.site_name, config.site_url or "", cast(dict[str, Any], config.extra)
    today, assets = build_date(os.environ), read_assets([place.engine / "overrides"])
    if articles:
        linked = linked_pages(config.nav)
        hub = open_checked(
            root, docs, name, site, url, extra, today, assets, problems, linked, place.engine / "docs", _say
        )
    else:
        cache = Cache(root / ".cache" / "results", code_version(), _say)
        hub = open_hub(root, docs, name, site, url, extra, today, cache, assets, problems)
    if hub is None:
        raise PeerHubError("The hub cannot be opened.", problems.errors)
    if problems.has_errors:
        click.echo(f"{len(problems.errors)} errors stand in this hub; ./hub check names them.", err=True)
    return hub


def _say(message: str) -> None:
    click.echo(message, err=True)

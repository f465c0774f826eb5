"""A hub opened without building it, for the commands that only read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, cast

import click

from peerhub.cli import Place
from peerhub.hub import Hub
from peerhub.problems import PeerHubError, Problems


def open_place(place: Place) -> tuple[Hub | None, Problems]:
    """Open and check a hub as a build would; None where its settings leave nothing to go on."""
    from peerhub.assets import read_assets
    from peerhub.build import open_checked
    from peerhub.cli import engine
    from peerhub.cli.clock import build_date
    from peerhub.cli.navigation import linked_pages

    config = engine.load(place)
    problems = Problems()
    hub = open_checked(
        root=place.root,
        docs=Path(config.docs_dir),
        config_name=Path(config.config_file_path).name,
        site_name=config.site_name,
        site_url=config.site_url or "",
        extra=cast(dict[str, Any], config.extra),
        today=build_date(os.environ),
        assets=read_assets([place.engine / "overrides"]),
        problems=problems,
        linked=linked_pages(config.nav),
        standard_pages=place.engine / "docs",
        report=lambda message: click.echo(message, err=True),
    )
    return hub, problems


def open_sound(place: Place, refusal: str) -> Hub:
    """Open a hub that has no errors; else raise PeerHubError with `refusal` and every error."""
    hub, problems = open_place(place)
    if hub is None or problems.has_errors:
        raise PeerHubError(refusal, problems.errors)
    return hub


def open_as_it_is(place: Place) -> Hub:
    """Open a hub for a command that can go on beside errors; how many there are is said."""
    hub, problems = open_place(place)
    if hub is None:
        raise PeerHubError("The hub cannot be opened.", problems.errors)
    if problems.has_errors:
        click.echo(f"{len(problems.errors)} errors stand in this hub; ./hub check names them.", err=True)
    return hub

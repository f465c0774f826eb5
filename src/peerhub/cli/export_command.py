"""`./hub export`: the directory in another format, and what that format could not carry."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.losses_table import losses_table
from peerhub.cli.open_hub import open_sound
from peerhub.cli.writing import replace_files
from peerhub.feeds.losses import Losses
from peerhub.hub import Hub

_Export = Callable[[Hub], tuple[bytes, Losses]]
FORMATS = ("json", "csv", "meeting-guide", "hsds", "calendar", "csl-json", "search-documents")


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write. It is replaced.",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write every loss into a table (CSV), one a row.",
)
@pass_place
def command(place: Place, form: str, output: Path, report: Path | None) -> None:
    """Write the directory in another format, and say what that loses.

    The formats are json, csv, meeting-guide, hsds and calendar. For Zotero or Pandoc, csl-json writes the references.
    For other searches, search-documents writes what ours was given.
    What the format could not carry is said at the end, listing by listing.
    """
    rendered = form == "search-documents"
    hub = _built(place) if rendered else open_sound(place, "Nothing was written: errors stand in the way.")
    content, losses = _exporter(form)(hub)
    contents = {output: content}
    if report is not None:
        contents[report] = b"".join(losses_table(losses.rows()))
    replace_files(contents)
    if losses:
        click.echo(str(losses), err=True)
    click.echo(f"{click.format_filename(output)}: {len(content):,} bytes.", err=True)


def _exporter(form: str) -> _Export:
    from peerhub.articles.csl import to_csl_json
    from peerhub.feeds.calendar import calendar_losses, whole_calendar
    from peerhub.feeds.groups_csv import csv_losses, groups_csv
    from peerhub.feeds.groups_json import groups_json, json_losses
    from peerhub.feeds.hsds import hsds, hsds_losses
    from peerhub.feeds.meeting_guide import meeting_guide, meeting_guide_losses

    exporters: dict[str, _Export] = {
        "json": lambda hub: (groups_json(hub), json_losses(hub)),
        "csv": lambda hub: (groups_csv(hub), csv_losses(hub)),
        "meeting-guide": lambda hub: (meeting_guide(hub), meeting_guide_losses(hub)),
        "hsds": lambda hub: (hsds(hub), hsds_losses(hub)),
        "calendar": lambda hub: (whole_calendar(hub), calendar_losses(hub)),
        "csl-json": lambda hub: (to_csl_json(hub.directory.references.values()).encode(), Losses("CSL-JSON")),
        "search-documents": lambda hub: (_search_documents(hub), Losses("search documents")),
    }
    return exporters[form]


def _search_documents(hub: Hub) -> bytes:
    from peerhub.search.collecting import search_documents
    from peerhub.search.documents import BOOSTS

    given: dict[str, Any] = {
        "ref": "ref",
        "fields": [{"name": name, "boost": boost} for name, boost in BOOSTS.items()],
        "documents": [asdict(found) for found in search_documents(hub)],
    }
    return (json.dumps(given, ensure_ascii=False, indent=1) + "\n").encode()


def _built(place: Place) -> Hub:
    """Build the site aside, since the search reads the articles as they are rendered."""
    from peerhub.cli import engine

    with tempfile.TemporaryDirectory() as folder:
        config = engine.load(place, site_dir=str(Path(folder) / "site"))
        return engine.build(config).hub

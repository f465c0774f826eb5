"""`./hub report`: how fresh, how complete and how widely spread the directory is, and how the articles read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place

if TYPE_CHECKING:
    from peerhub.hub import Hub

_FORMATS = ("text", "json", "html")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    default="text",
    help="text for people, json for programs, html for one page with pictures that stands alone.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write. It is replaced. Without it, the report is printed.",
)
@click.option(
    "--safety",
    is_flag=True,
    help="Report the dangers instead: what stands against each, what proves it, what is open, and a sheet to sign.",
)
@pass_place
def command(place: Place, form: str, output: Path | None, safety: bool) -> None:
    """Report how fresh and complete the listings are, what they cover, and how the articles read.

    It counts listings by state, topic, place and day. It shows in which months they were checked, and in which they
    are to be asked. It also counts how many answer each question of a newcomer.

    Of articles it tells how hard and how long they are, and when they are to be reviewed. Each citation stands beside
    the sentence that it supports and what its source found.
    """
    from peerhub.cli.open_hub import open_as_it_is
    from peerhub.cli.writing import replace_files
    from peerhub.report.figures import make_report
    from peerhub.report.page import report_page
    from peerhub.report.report_formats import report_json, report_text

    hub = open_as_it_is(place)
    if safety:
        content = _safety(place, hub, form)
    else:
        content = {"text": report_text, "json": report_json, "html": report_page}[form](make_report(hub))
    if output is None:
        click.echo(content, nl=False)
    else:
        replace_files({output: content.encode("utf-8")})
        click.echo(f"{click.format_filename(output)}: {len(content.encode('utf-8')):,} bytes.", err=True)


def _safety(place: Place, hub: Hub, form: str) -> str:
    """Write the safety report; a hub that keeps no list of dangers is held against the engine's."""
    from dataclasses import replace

    from peerhub.directory.load import read_hazards
    from peerhub.problems import Problems
    from peerhub.report.report_formats import report_json
    from peerhub.report.safety import make_safety_report, safety_text
    from peerhub.report.safety_page import safety_page

    found = read_hazards(place.engine, Problems())
    if not hub.directory.hazards and found is not None:
        click.echo(
            "This hub has no data/hazards.yaml: these are the engine's. Copy them, and add your own.", err=True
        )
        hub.directory = replace(hub.directory, hazards=found[1])
    return {"text": safety_text, "json": report_json, "html": safety_page}[form](make_safety_report(hub))

"""`./hub open-check`: what stands between this hub and opening its doors."""

from __future__ import annotations

from pathlib import Path

import click

from peerhub.cli import Place, pass_place


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="text for people, json for programs.",
)
@click.option(
    "--queue", is_flag=True, help="Show what is missing as one list in the order that matters, and how long it takes."
)
@click.option(
    "--sheets",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also write a page to print and sign for each who must do something.",
)
@pass_place
@click.pass_context
def command(ctx: click.Context, place: Place, form: str, queue: bool, sheets: Path | None) -> None:
    """Say what stands between this hub and opening: numbers, people who answer for it, and reviews.

    The exit code is 0 when nothing does and the hub may have `stage: open`, else 1.
    """
    from peerhub.cli.open_hub import open_as_it_is
    from peerhub.cli.writing import replace_files
    from peerhub.opening.gate import State, requirements
    from peerhub.opening.gate_report import gate_json, gate_text
    from peerhub.opening.queue import opening_queue, queue_lines
    from peerhub.report.sign_sheets import sign_sheets

    hub = open_as_it_is(place)
    found = requirements(hub)
    tasks = opening_queue(hub, found)
    if queue:
        click.echo("\n".join(queue_lines(tasks)))
    else:
        click.echo({"text": gate_text, "json": gate_json}[form](hub, found), nl=False)
    if sheets is not None:
        sheets.mkdir(parents=True, exist_ok=True)
        pages = sign_sheets(hub, tasks)
        replace_files({sheets / name: text.encode("utf-8") for name, text in pages.items()})
        click.echo(f"{len(pages)} sheets are in {click.format_filename(sheets)}. Open one and print it.", err=True)
    if hub.problems.has_errors or any(one.state is not State.MET for one in found):
        ctx.exit(1)

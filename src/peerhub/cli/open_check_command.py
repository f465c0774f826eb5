"""`./hub open-check`: what stands between this hub and opening its doors."""

from __future__ import annotations

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
@pass_place
@click.pass_context
def command(ctx: click.Context, place: Place, form: str) -> None:
    """Say what stands between this hub and opening: numbers, people who answer for it, and reviews.

    The exit code is 0 when nothing does and the hub may have `stage: open`, else 1.
    """
    from peerhub.cli.open_hub import open_as_it_is
    from peerhub.opening.gate import State, requirements
    from peerhub.opening.gate_report import gate_json, gate_text

    hub = open_as_it_is(place)
    found = requirements(hub)
    click.echo({"text": gate_text, "json": gate_json}[form](hub, found), nl=False)
    if hub.problems.has_errors or any(one.state is not State.MET for one in found):
        ctx.exit(1)

"""`./hub check`: everything that is wrong with the data and the articles, and nothing written."""

from __future__ import annotations

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.opening import open_place
from peerhub.problems import format_github, format_json, format_text

_FORMATS = {"text": format_text, "json": format_json, "github": format_github}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="text",
    help="text for people, json for programs, github for annotations in a pull request.",
)
@pass_place
@click.pass_context
def command(ctx: click.Context, place: Place, form: str) -> None:
    """Check the data and the articles, and name every problem with its file and line.

    The exit code is 1 when an error stands, else 0. Links between pages are checked by `./hub build`.
    """
    _, problems = open_place(place)
    click.echo(_FORMATS[form](problems), nl=False)
    if form == "text":
        errors = len(problems.errors)
        click.echo(f"{errors} {_plural('error', errors)}, {len(problems) - errors} to look at.", err=True)
    if problems.has_errors:
        ctx.exit(1)


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"

"""`./hub check`: everything that is wrong with the data and the articles, and nothing written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.open_hub import open_place
from peerhub.problems import Problems, format_github, format_json, format_text

if TYPE_CHECKING:
    from peerhub.hub import Hub

_FORMATS = {"text": format_text, "json": format_json, "github": format_github}


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_FORMATS)),
    default="text",
    help="text for people, json for programs, github for annotations in a pull request.",
)
@click.option(
    "--changed-since",
    metavar="REV",
    help="Tell only what a change since this commit, such as main, answers for. What it edits must not be late.",
)
@pass_place
@click.pass_context
def command(ctx: click.Context, place: Place, form: str, changed_since: str | None) -> None:
    """Check the data and the articles, and name every problem with its file and line.

    The exit code is 1 when an error stands, else 0.
    """
    hub, problems = open_place(place, letters=True)
    if hub is not None and changed_since is not None:
        problems = _narrowed(hub, problems, changed_since)
    click.echo(_FORMATS[form](problems), nl=False)
    if form == "text":
        errors = len(problems.errors)
        click.echo(f"{errors} {_plural('error', errors)}, {len(problems) - errors} to look at.", err=True)
    if problems.has_errors:
        ctx.exit(1)


def _narrowed(hub: Hub, problems: Problems, since: str) -> Problems:
    from peerhub.changes.difference import Difference
    from peerhub.changes.narrowed import narrowed
    from peerhub.cli.base_tree import base_tree, changed_documents, directory_at

    with base_tree(hub.root, since, hub.docs) as tree:
        documents = changed_documents(hub.root, tree, hub.docs)
        return narrowed(hub, problems, Difference(directory_at(tree), hub.directory), documents)


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"

"""`./hub pr-summary`: a pull request in plain words, helplines and ways to join first."""

from __future__ import annotations

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.open_hub import open_as_it_is


@click.command()
@click.option("--base", metavar="REV", help="The commit to compare with, such as main or HEAD^1.")
@pass_place
def command(place: Place, base: str | None) -> None:
    """Say in plain words, as Markdown, what is different from an earlier state.

    Changed helplines, danger phrases and ways to join come first. Then every listing that is new or different, in
    the sentences that readers will see, and the articles. Files that are not committed yet count as well.
    """
    from peerhub.changes.difference import Difference
    from peerhub.changes.summary import summary
    from peerhub.cli.base_tree import base_tree, changed_documents, directory_at

    if base is None:
        raise click.UsageError("Say what to compare with, such as --base main.")
    hub = open_as_it_is(place)
    with base_tree(place.root, base, hub.docs) as tree:
        difference = Difference(directory_at(tree), hub.directory)
        documents = changed_documents(place.root, tree, hub.docs)
    click.echo(summary(hub, difference, documents), nl=False)

"""`./hub new`: writes a new listing or a new article for you."""

from __future__ import annotations

import importlib
from typing import cast

import click

from peerhub.cli import Suggesting

_COMMANDS = {
    "group": ("peerhub.cli.new_group_command", "Ask about a group, and write its listing."),
    "article": ("peerhub.cli.new_article_command", "Begin an article from a template, and add it to the menu."),
}


class _Kinds(Suggesting):
    """Imports what is needed for a kind only when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        return cast(click.Command, importlib.import_module(_COMMANDS[cmd_name][0]).command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])


@click.group(name="new", cls=_Kinds)
def command() -> None:
    """Write a new listing or a new article with you.

    `./hub new group` asks about a group, and `./hub new article` begins a page.
    """

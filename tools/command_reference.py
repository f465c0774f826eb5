"""The reference of all commands, made from the help that each shows at the terminal."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator

import click
from tools.field_reference import cell

from peerhub.articles.sentences import split_sentences
from peerhub.cli import EXIT_CODES, main

_HEAD = """---
title: Commands
description: Every command of ./hub, what it does, each of its options, and the codes with which it ends.
kind: landing
---

This page is made from the commands' own help.
To change a sentence here, change it in `src/peerhub/cli/`.

Type a command in the hub's folder.
On Windows, write `python hub` where this page writes `./hub`.

`./hub COMMAND --help` shows the same at the terminal.
Colours are for people: they are off in a pipe, and wherever `NO_COLOR` is set.

"""

_CODES = """## How a command ends

Scripts may rely on the code with which a command ends.

| Code | When |
|---|---|
"""


def command_reference() -> str:
    """Write the page that explains every command, as it stands in `docs/contribute/commands.md`."""
    with click.Context(main, info_name="./hub") as ctx:
        sections = [_section("For every command", ctx), *_commands(ctx)]
    codes = "".join(f"| {code} | {cell(when)} |\n" for code, when in EXIT_CODES.items())
    return f"{_HEAD}{''.join(sections)}{_CODES}{codes}"


def _commands(ctx: click.Context) -> Iterator[str]:
    """Give the section of each command, with those inside it behind it."""
    group = ctx.command
    assert isinstance(group, click.Group)  # noqa: S101 - for the type checker: only groups are walked
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is None:
            continue
        with click.Context(command, info_name=name, parent=ctx) as inner:
            yield _section(f"`{inner.command_path}`", inner)
            if isinstance(command, click.Group):
                yield from _commands(inner)


def _section(heading: str, ctx: click.Context) -> str:
    usage = " ".join([ctx.command_path, *ctx.command.collect_usage_pieces(ctx)])
    return f"## {heading}\n\n```\n{usage}\n```\n\n{_help(ctx)}{_options(ctx)}"


def _help(ctx: click.Context) -> str:
    """Write a command's help: a sentence a line, and what it shows as it is in a block of code."""
    parts = []
    for paragraph in inspect.cleandoc(ctx.command.help or "").split("\n\n"):
        if paragraph.startswith("\b\n"):
            parts.append(f"```\n{textwrap.dedent(paragraph.removeprefix(chr(8)).strip(chr(10)))}\n```")
        else:
            parts += _paragraphs(" ".join(paragraph.split()))
    return "".join(f"{part}\n\n" for part in parts)


def _paragraphs(text: str) -> Iterator[str]:
    """Give a paragraph as the hub's pages have it: a sentence a line, and at most three of them."""
    sentences = [text[start:end] for start, end in split_sentences(text)]
    yield from ("\n".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))


def _without_bars(name: str) -> str:
    """Write a choice without '|', which ends a cell: "--format [text, json]"."""
    return name.replace("|", ", ")


def _options(ctx: click.Context) -> str:
    records = [param.get_help_record(ctx) for param in ctx.command.get_params(ctx)]
    rows = [
        f"| `{_without_bars(name)}` | {cell(about.replace('  [', ' ['))} |\n"
        for name, about in filter(None, records)
        if about
    ]
    # Every command has --help, and need not say so again.
    rows = [row for row in rows if "--help" not in row] if ctx.parent else rows
    return f"| Option | What it says |\n|---|---|\n{''.join(rows)}\n" if rows else ""

"""What the documents say about commands is what the commands do: their help, their options, their codes."""

from __future__ import annotations

import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from peerhub.cli import COMMANDS, ENGINE, EXIT_CODES, Place, main

ROOT = Path(__file__).parents[2]
TINY = ROOT / "tests" / "sites" / "tiny"


def every_command() -> dict[str, click.Command]:
    """Give each command by what a person types, those inside a group too."""
    found: dict[str, click.Command] = {}
    with click.Context(main) as ctx:
        for name in COMMANDS:
            command = main.get_command(ctx, name)
            assert command is not None
            found[name] = command
            if isinstance(command, click.Group):
                with click.Context(command) as inner:
                    within = {part: command.get_command(inner, part) for part in command.list_commands(inner)}
                found.update({f"{name} {part}": one for part, one in within.items() if one is not None})
    return found


@pytest.mark.parametrize("name", every_command())
def test_every_command_and_option_is_explained(name: str) -> None:
    """A command and each of its options say in a sentence what they are for."""
    command = every_command()[name]
    assert (command.help or "").splitlines()[0].endswith(".")
    for param in command.params:
        if isinstance(param, click.Option):
            assert (param.help or "").rstrip().endswith((".", "?")), f"{name} {param.opts[0]}"


@pytest.mark.parametrize("name", every_command())
def test_a_mistyped_option_ends_with_2(name: str) -> None:
    """A command that was mistyped says so and does nothing."""
    done = CliRunner().invoke(main, [*name.split(), "--no-such-option"], obj=Place(ROOT, ENGINE))
    assert done.exit_code == 2
    assert "no-such-option" in done.output


def test_codes_of_a_check(tmp_path: Path) -> None:
    """A sound hub ends with 0 and one with an error with 1, and those are the codes that are documented."""
    hub = tmp_path / "hub"  # a check keeps its results beside what it checked
    shutil.copytree(TINY, hub)
    good = CliRunner().invoke(main, ["--root", str(hub), "check"], env={"SOURCE_DATE_EPOCH": "1795521600"})
    (tmp_path / "mkdocs.yml").write_text("site_name: Broken\n", encoding="utf-8")
    bad = CliRunner().invoke(main, ["--root", str(tmp_path), "check"])
    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert set(EXIT_CODES) == {0, 1, 2, 70, 130}

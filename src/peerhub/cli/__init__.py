"""The command line: the only place that knows click, the clock and the network."""

from __future__ import annotations

import importlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import click

from peerhub.building.standing import Standing
from peerhub.cli.fault import FAULT, PLACED, FaultError, stands, told, unwritten_output
from peerhub.engine_files import NO_ENGINE_FILES, engine_folder, is_checkout, is_whole
from peerhub.problems import PeerHubError, Problems, did_you_mean, format_text

# Where this engine's hooks and templates stand and, in a checkout, a hub of its own.
ENGINE = engine_folder()

# With which codes commands end. Scripts may rely on them.
EXIT_CODES: dict[int, str] = {
    0: "It is done, and nothing stands in the way.",
    1: "It ran and found errors, or could not do what was asked. Each is one line.",
    2: "The command itself was mistyped.",
    FAULT: "The engine itself failed. One line says where: please report it.",
    130: "Somebody stopped it with Ctrl+C.",
}

# Each command lives in a module of its own, as a click command named `command`, imported only when it is run:
# `./hub --help` stays fast. The sentence is what the list of commands shows.
COMMANDS: dict[str, tuple[str, str]] = {
    "build": ("peerhub.cli.build_command", "Build the whole site into site/."),
    "serve": ("peerhub.cli.serve_command", "Show the site on this computer, and build it again after each change."),
    "example": (
        "peerhub.cli.example_command",
        "Show a hub of made-up groups, with a listing in each state that there is.",
    ),
    "look": (
        "peerhub.cli.look_command",
        "Show a site that is built already, such as the one that hangs on a pull request.",
    ),
    "check": (
        "peerhub.cli.check_command",
        "Check the data and the articles, and name every problem with its file and line.",
    ),
    "new": ("peerhub.cli.new_command", "Write a new listing or a new article with you."),
    "setup": (
        "peerhub.cli.setup_command",
        "Make a hub of your own in a new folder: content only, built by this engine.",
    ),
    "words": (
        "peerhub.cli.words_command",
        "Begin the words of the interface in another language, or check them.",
    ),
    "update": (
        "peerhub.cli.update_command",
        "Bring articles and data that came from the engine up to the engine's version, and keep what you changed.",
    ),
    "open-check": (
        "peerhub.cli.open_check_command",
        "Say what stands between this hub and opening: numbers, people who answer for it, and reviews.",
    ),
    "review": ("peerhub.cli.review_command", "Write down that a text was read and is signed off."),
    "due": (
        "peerhub.cli.due_command",
        "List the listings that are to be asked this week whether they are still right.",
    ),
    "verify": ("peerhub.cli.verify_command", "Write down that a listing was checked, or many at once from a table."),
    "intake": ("peerhub.cli.intake_command", "Put what somebody wrote on the page suggest/ into the directory."),
    "pr-summary": (
        "peerhub.cli.pr_summary_command",
        "Say in plain words, as Markdown, what is different from an earlier state.",
    ),
    "issue-to-change": ("peerhub.cli.issue_command", "Put an issue from one of the issue forms into the directory."),
    "report": (
        "peerhub.cli.report_command",
        "Report how fresh and complete the listings are, what they cover, and how the articles read.",
    ),
    "import": ("peerhub.cli.import_command", "Take over a neighbour's listings, and say what that loses."),
    "export": ("peerhub.cli.export_command", "Write the directory in another format, and say what that loses."),
    "links": (
        "peerhub.cli.links_command",
        "Ask other sites whether the pages that this hub links to are still there.",
    ),
    "test": ("tools.test_command", "Run every test, in a real browser too."),
    "release": ("tools.release_command", "Say whether this version may go out, and name the commands that tag it."),
    "shots": (
        "tools.shots_command",
        "Take a picture of each kind of page at every width, in both schemes, with forced colours and printed.",
    ),
    "bench": ("tools.bench_command", "Measure the hub beside others, and print a table."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works: the hub's own folder, and the engine that builds it (often the same folder)."""

    root: Path
    engine: Path = ENGINE


pass_place = click.make_pass_decorator(Place)


class Suggesting(click.Group):
    """A group of commands that names the nearest one when there is none of a name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was asked for, and name the nearest one when there is none."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            help_ = f"Type {ctx.command_path} --help." if args[0] == "help" else ""
            hint = help_ or did_you_mean(args[0], self.list_commands(ctx))
            raise click.UsageError(f"{error.message} {hint}".strip(), ctx) from None


class Commands(Suggesting):
    """The group of all commands, which imports a command's module only when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the commands in the order in which a person meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module = COMMANDS[cmd_name][0]
        if module.startswith("tools."):  # the repository's own: a wheel has no tests and no benchmarks
            if not is_checkout(ENGINE):
                raise PeerHubError(f"{cmd_name} stands in the engine's repository: run it there.")
            sys.path.append(str(ENGINE))
        return cast(click.Command, importlib.import_module(module).command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; what the core reports as wrong becomes lines and exit code 1, never a traceback.

        What nobody foresaw is one line too, with a code of its own.
        """
        try:
            return self._run(ctx)
        except PeerHubError as error:
            click.echo(format_text(Problems(error.problems)), nl=False, err=True)
            click.echo(f"hub: {error}", err=True)
            ctx.exit(FAULT if isinstance(error, FaultError) else 1)
        except (KeyboardInterrupt, click.Abort):
            click.echo("\nhub: stopped.", err=True)
            ctx.exit(130)

    def _run(self, ctx: click.Context) -> Any:
        Standing.new = False
        try:
            return super().invoke(ctx)
        except (PeerHubError, click.ClickException, click.Abort, click.exceptions.Exit, BrokenPipeError):
            raise  # known, or of click's own, which knows what to do when nobody reads on
        except Exception as error:
            if isinstance(error, OSError) and (why := unwritten_output()):
                what = f"What is printed cannot be written ({why})."
                if stands() == PLACED:  # it was asked for, and it is done
                    click.echo(f"hub: {what} {PLACED}", err=True)
                    return None
                raise PeerHubError(f"{what} What was made before that stands.") from None
            raise told(error, ctx.obj.root if ctx.obj else None) from None


def default_root() -> Path:
    """Return the hub that is meant when none is named: the current folder's, else that of the engine's checkout."""
    here = Path.cwd()
    return here if (here / "mkdocs.yml").is_file() or not is_checkout(ENGINE) else ENGINE


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of the hub to work on. Without it: the current folder if it holds a hub, else this one.",
)
@click.version_option(package_name="peerhub", prog_name="peerhub")
@click.pass_context
def main(ctx: click.Context, root: Path | None) -> None:
    """Build and look after a hub about peer support: articles, a directory of groups, and a search over both.

    `./hub build` makes the whole site in the folder site/, and `./hub COMMAND --help` explains a command.
    """
    if not is_whole(ENGINE):
        click.echo(f"hub: {NO_ENGINE_FILES}", err=True)
        ctx.exit(1)
    ctx.obj = Place((root or default_root()).resolve())
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())

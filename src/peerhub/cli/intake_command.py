"""`./hub intake`: a letter that somebody sent becomes a change of the directory, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place
from peerhub.problems import PeerHubError, Problems

if TYPE_CHECKING:
    from peerhub.directory.model import Directory
    from peerhub.intake.answers import Answers

    Reader = Callable[[Directory, Problems], tuple[Answers | None, int | None]]

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
report_option = click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the report there too."
)


@click.command()
@click.argument("file", type=FILE)
@report_option
@pass_place
def command(place: Place, file: Path, report: Path | None) -> None:
    """Put what somebody wrote on the page suggest/ into the directory.

    FILE is the text that the page composed, or the e-mail with it as a mail program saves it. Only what it says
    changes in the data, and only if all of it holds. What has no field there is told.
    """
    from peerhub.intake.answers import read_letter_text
    from peerhub.intake.forms import make_forms
    from peerhub.intake.letter import letter_text

    def read(directory: Directory, problems: Problems) -> tuple[Answers | None, int | None]:
        text = letter_text(bytes_of(file), file.name, problems)
        forms = make_forms(directory.vocabulary)
        return (None if text is None else read_letter_text(text, file.name, forms, problems)), None

    apply_form(place, report, read)


def apply_form(place: Place, report_file: Path | None, read: Reader) -> None:
    """Read a form, write its change whole or not at all, and say in plain words what came of it."""
    from peerhub.cli.clock import build_date
    from peerhub.cli.writing import replace_files
    from peerhub.directory.load import load_directory
    from peerhub.intake import say
    from peerhub.intake.applying import written
    from peerhub.intake.change import make_change

    today, problems = build_date(os.environ), Problems()
    # Errors that stand in the data already are the business of ./hub check; those that a change makes are refused.
    directory = load_directory(place.root, Problems())
    answers, issue = read(directory, problems)
    change = make_change(answers, directory, today, problems) if answers is not None else None
    contents: dict[Path, bytes] = {}
    if answers is not None and change is not None and not problems.has_errors:
        contents = written(place.root, directory, change, answers, today, problems)
    if answers is None or change is None or problems.has_errors:
        if report_file is not None:
            replace_files({report_file: say.refusal(problems.errors).encode()})
        raise PeerHubError("Nothing was written.", problems)
    files = [path.relative_to(place.root).as_posix() for path in contents]
    text = say.report(change, files, issue)
    replace_files({**contents, **({report_file: text.encode()} if report_file is not None else {})})
    click.echo(text, nl=False)
    click.echo(say.summary(change, answers), err=True)


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise PeerHubError(f"{click.format_filename(path)} cannot be read ({error.strerror}).") from None

"""`./hub issue-to-change`: an issue that one of the issue forms made becomes a change of the directory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.intake_command import FILE, apply_form, bytes_of, report_option
from peerhub.problems import Problems

if TYPE_CHECKING:
    from peerhub.directory.model import Directory
    from peerhub.intake.answers import Answers


@click.command()
@click.argument("event", type=FILE, metavar="EVENT")
@report_option
@pass_place
def command(place: Place, event: Path, report: Path | None) -> None:
    """Put an issue from one of the issue forms into the directory.

    EVENT is the file that GITHUB_EVENT_PATH names in a workflow about an issue. Nothing of it is ever run or
    becomes part of a command.
    """
    from peerhub.intake.answers import read_issue
    from peerhub.intake.event import read_event
    from peerhub.intake.forms import intake_words, make_forms

    def read(directory: Directory, problems: Problems) -> tuple[Answers | None, int | None]:
        issue = read_event(bytes_of(event), event.name, problems)
        if issue is None:
            return None, None
        agree = intake_words("en").issue.agree_label
        return read_issue(issue.text, issue.name, make_forms(directory.vocabulary), agree, problems), issue.number

    apply_form(place, report, read)

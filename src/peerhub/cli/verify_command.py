"""`./hub verify`: writes down that listings were checked, and changes nothing else in their files."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.day import Day
from peerhub.cli.intake_command import bytes_of
from peerhub.problems import Location, PeerHubError, Problems

if TYPE_CHECKING:
    from peerhub.directory.model import Directory
    from peerhub.directory.replies import Check


@click.command()
@click.argument("listing_id", metavar="[ID]", required=False)
@click.option("--how", help="How it was checked: phone, email, visit or website.")
@click.option("--by", help="The role of whoever checked it, such as 'Directory editor'. Readers see it.")
@click.option("--on", type=Day(), metavar="DATE", help="The day of the check; without it, today.")
@click.option("--closed", type=Day(), metavar="DATE", help="The group has closed: the day on which it did.")
@click.option(
    "--from",
    "replies",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A table (CSV) of checks with the columns id, how, by, on and, if wanted, closed.",
)
@pass_place
def command(
    place: Place,
    listing_id: str | None,
    how: str | None,
    by: str | None,
    on: date | None,
    closed: date | None,
    replies: Path | None,
) -> None:
    """Write down that a listing was checked, or many at once from a table.

    Only the `checked` of those listings changes in data/groups.yaml or data/groups/. If anything is wrong, all of it
    is named and nothing is written.
    """
    from peerhub.cli.clock import build_date
    from peerhub.cli.writing import replace_files
    from peerhub.directory.load import load_directory
    from peerhub.directory.replies import make_check, read_replies
    from peerhub.directory.verifying import written

    today, problems, standing = build_date(os.environ), Problems(), Problems()
    # Errors that stand in the data already are the business of ./hub check; those that an edit makes are refused.
    directory = load_directory(place.root, standing)
    unread = [one for one in standing.errors if one.where.path.startswith("data/groups")]
    checks: list[Check]
    if replies is not None:
        if listing_id or how or by or on or closed:
            raise click.UsageError("Give either a listing's id or --from FILE, not both.")
        checks = read_replies(bytes_of(replies), replies.name, directory.listings, today, problems, unread)
    else:
        if not (listing_id and how and by):
            raise click.UsageError("Say which listing, --how it was checked and --by whom; or give --from FILE.")
        row = {"id": listing_id, "how": how, "by": by, "on": _iso(on) or today.isoformat(), "closed": _iso(closed)}
        check = make_check(row, Location("verify"), directory.listings, today, problems, unread)
        checks = [check] if check else []
    contents = {} if problems.has_errors else written(place.root, directory, checks, today, problems)
    if problems.has_errors:
        raise PeerHubError("Nothing was written.", problems)
    replace_files(contents)
    _say(directory, checks)


def _say(directory: Directory, checks: list[Check]) -> None:
    for check in checks:
        ended = f", closed on {check.closed}" if check.closed else ""
        click.echo(f"{check.listing_id}: checked on {check.checked.on} ({check.checked.how}){ended}")
    files = len({directory.where(check.listing_id).path for check in checks})
    if files:
        words = f"{len(checks):,} {'check' if len(checks) == 1 else 'checks'} written to {files}"
        click.echo(f"{words} {'file' if files == 1 else 'files'}.", err=True)
    else:
        click.echo("The table holds no check. Nothing was written.", err=True)


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()

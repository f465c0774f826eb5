"""`./hub due`: which listings are to be asked this week whether they are still right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place
from peerhub.problems import PeerHubError, Problems, format_text

if TYPE_CHECKING:
    from peerhub.directory.contacts import PrivateContact
    from peerhub.directory.due import Due
    from peerhub.hub import Hub

_REASONS = {
    "changed": "it has changed since it was checked",
    "unchecked": "nobody has checked it yet",
    "fresh": "its check will soon be old",
    "ageing": "its check is overdue",
    "stale": "its check is long overdue",
    "withheld": "readers no longer see its details",
}
# Wide enough that a table in a file or a mail keeps one listing a line.
_WIDTH_WITHOUT_TERMINAL = 1000


@click.command()
@click.option(
    "--week",
    "--weeks",
    "weeks",
    type=click.IntRange(1, 53),
    default=1,
    metavar="N",
    help="How many weeks to look at: 1 is this week, from Monday to Sunday.",
)
@click.option(
    "--emails",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Also write an e-mail for each listing that has an address, as a draft (.eml) in this folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "markdown"]),
    default="table",
    help="table for people, markdown for an issue.",
)
@pass_place
def command(place: Place, weeks: int, emails: Path | None, form: str) -> None:
    """List the listings that are to be asked this week whether they are still right.

    The asking is spread over the year, so that no week is heavy. What is overdue stays in the list until somebody
    has checked it. Private addresses come from data/contacts.yaml, which git ignores:

    \b
        evening-circle: {email: someone@example.org, name: Sam}
    """
    from peerhub.cli.open_hub import open_as_it_is
    from peerhub.directory.contacts import read_contacts
    from peerhub.directory.due import due
    from peerhub.opening.gate import requirements
    from peerhub.opening.queue import queue_lines, upkeep_queue

    hub = open_as_it_is(place)
    problems = Problems()
    contacts = read_contacts(hub.root, hub.directory.listings, problems)
    if problems.has_errors:
        raise PeerHubError("The private contacts cannot be used.", problems)
    click.echo(format_text(problems), nl=False, err=True)
    found = due(hub.directory, hub.today, hub.settings.freshness, weeks)
    tasks = upkeep_queue(hub, requirements(hub), found)
    if form == "table" and len(tasks) > bool(found):  # else the table says it all
        click.echo("\n".join(["First things first:", *queue_lines(tasks), ""]))
    if emails is not None:
        _write_emails(place, hub, found, contacts, emails)
    if form == "markdown":
        from peerhub.cli.due_markdown import due_markdown

        click.echo(due_markdown(found, hub.directory.listings, _REASONS), nl=False)
    elif found:
        _show(hub, found, contacts)
    when = "this week" if weeks == 1 else f"in the {weeks} weeks from Monday on"
    click.echo(f"{len(found):,} {'listing' if len(found) == 1 else 'listings'} to ask {when}.", err=True)


def _show(hub: Hub, found: list[Due], contacts: dict[str, PrivateContact]) -> None:
    """Show the list as a table; in a pipe it has no colours, and each listing stays on a line where it fits."""
    import sys

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    width = None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL
    table = Table(header_style="bold", box=None, pad_edge=False)
    for heading in ("Listing", "Name", "Ask by", "Why", "How to reach them"):
        table.add_column(heading, overflow="fold")
    for one in found:
        # What the private file says stays out of a table that may be pasted somewhere.
        contact = "private e-mail" if one.listing_id in contacts else f"{one.contact.how} {one.contact.value}".strip()
        name = hub.directory.listings[one.listing_id].name
        row = (
            one.listing_id,
            name,
            one.due_on.isoformat(),
            _REASONS["changed" if one.changed else one.reason.value],
            contact or "not known",
        )
        table.add_row(*(Text(cell) for cell in row))
    Console(width=width).print(table)


def _write_emails(
    place: Place, hub: Hub, found: list[Due], contacts: dict[str, PrivateContact], folder: Path
) -> None:
    from peerhub.cli.writing import replace_files
    from peerhub.directory.contacts import is_address
    from peerhub.report.check_email import check_email

    template = _template(place, hub)
    drafts: dict[Path, bytes] = {}
    for one in found:
        private = contacts.get(one.listing_id)
        address = private.email if private else one.contact.value if one.contact.how == "email" else ""
        if is_address(address):
            listing = hub.directory.listings[one.listing_id]
            name = private.name if private else ""
            drafts[folder / f"{one.listing_id}.eml"] = check_email(hub, listing, template, address, name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PeerHubError(f"{click.format_filename(folder)} cannot be made ({error.strerror}).") from None
    # Private addresses stand in these files, so git is told to leave the folder alone, wherever it is.
    ignore = {} if (folder / ".gitignore").exists() else {folder / ".gitignore": b"*\n"}
    replace_files({**ignore, **drafts})
    rest = len(found) - len(drafts)
    words = f"{len(drafts):,} {'e-mail is' if len(drafts) == 1 else 'e-mails are'} in {click.format_filename(folder)}"
    click.echo(
        f"{words}; {rest:,} have no address and are to be asked another way." if rest else f"{words}.", err=True
    )


def _template(place: Place, hub: Hub) -> str:
    """Read the words of the e-mail: the hub's own, else those of its language."""
    path = place.root / "templates" / "emails" / "check.txt"
    if not path.is_file():
        places = {name: f"{{{name}}}" for name in ("greeting", "site", "facts", "page")}
        subject, text = hub.words.say("check_email.subject"), hub.words.say("check_email.text", **places)
        return f"Subject: {subject}\n\n{text}\n"
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise PeerHubError(f"{click.format_filename(path)} cannot be read as UTF-8 text.") from None

"""`./hub review`: writes down that somebody read a text and signs it off, and changes nothing else in the file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.day import Day
from peerhub.problems import PeerHubError, did_you_mean

if TYPE_CHECKING:
    from peerhub.hub import Hub
    from peerhub.opening.sign_offs import SignOff

_HEAD = """# Who read what and signs it off: {by, role, on, hash}. ./hub review writes a line, and works out the hash.
# A sign-off belongs to one text, which the hash names. When the text changes, it lapses, and the check says so.
"""


@click.command()
@click.argument("kind", required=False)
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--role", help="In what role it was read, such as 'Clinical reviewer'. Readers see it.")
@click.option("--by", metavar="NAME", help="The name of whoever read it, if they agree to be named.")
@click.option("--on", type=Day(), metavar="DATE", help="The day; without it, today.")
@pass_place
def command(
    place: Place, kind: str | None, names: tuple[str, ...], role: str | None, by: str | None, on: date | None
) -> None:
    """Write down that a text was read and is signed off.

    Without a name it lists what there is to sign, and where each stands. KIND is helplines, phrases, synonyms,
    hazards, advice, words or articles. Only data/reviews.yaml changes, and in it only the sign-offs that are named.
    Sign what was read, word by word, as it now stands:

    \b
        ./hub review phrases suicide --role "Clinical reviewer"
        ./hub review articles using-a-group/men.md --role "Peer reviewer" --by "A. Example"
    """
    from peerhub.cli.open_hub import open_as_it_is
    from peerhub.directory.replies import is_no_role
    from peerhub.opening.sign_offs import KINDS, own_articles, sign_offs

    if kind is not None and kind not in KINDS:
        known = did_you_mean(kind, KINDS) or f"Choose one of {', '.join(KINDS)}."
        raise click.UsageError(f"There is no kind '{kind}' of text to sign off. {known}")
    hub = open_as_it_is(place)
    found = {signed.name: signed for signed in sign_offs(hub, own_articles(hub)) if signed.kind == kind}
    if not names:
        _show(sign_offs(hub, own_articles(hub)) if kind is None else found.values())
        return
    if not (role or by):
        raise click.UsageError("Say in what --role it was read, or --by whom, or both.")
    if unnamed := next((said for said in (role, by) if said and is_no_role(said)), None):
        raise click.UsageError(f"'{unnamed}' tells readers nothing. Write the role, such as 'Clinical reviewer'.")
    for name in names:
        if name not in found:
            hint = did_you_mean(name, found) or f"./hub review {kind} lists them."
            raise PeerHubError(f"There is no '{name}' among the {kind}. {hint} Nothing was written.")
    _write(hub, [found[name] for name in names], role, by, on)


def _write(hub: Hub, chosen: list[SignOff], role: str | None, by: str | None, on: date | None) -> None:
    from peerhub.articles.reviews import Review
    from peerhub.cli.writing import replace_files
    from peerhub.opening.sign_offs import FILE
    from peerhub.yaml.editing import EditError, Scalar, set_entry

    day = on or hub.today
    if day > hub.today:
        raise click.UsageError(f"{day} is yet to come.")
    path = hub.root / FILE
    text = _text(path)
    for signed in chosen:
        fields: dict[str, Scalar] = {"by": by or "", "role": role or "", "on": day, "hash": signed.hash}
        fields = {name: value for name, value in fields.items() if value}
        try:
            Review.model_validate(fields)
            text = set_entry(text, signed.kind, signed.name, fields)
        except ValueError:
            raise click.UsageError("A name or a role is a line of at most 200 characters.") from None
        except EditError as error:
            raise PeerHubError(f"{FILE}: {error} Nothing was written.") from None
    replace_files({path: text.encode("utf-8")})
    for signed in chosen:
        click.echo(f"{signed.kind} {signed.name}: signed off on {day}, {', '.join(filter(None, [by, role]))}")


def _text(path: Path) -> str:
    """Read the file of sign-offs as it stands; the first one begins it."""
    if not path.exists():
        return _HEAD
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        raise PeerHubError(f"{click.format_filename(path)} cannot be read as UTF-8 text.") from None


def _show(found: object) -> None:
    """List what is to be signed off, a line each: tab-separated, so that a spreadsheet can take it."""
    from collections.abc import Iterable
    from typing import cast

    for signed in cast("Iterable[SignOff]", found):
        review = signed.status.review
        by = f"{review.signed} on {review.on}" if review else ""
        click.echo("\t".join([signed.kind, signed.name, signed.status.state.value, by, signed.title]))

"""`./hub setup DIR`: a hub of your own, which holds content only and pins this engine by a tag."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import uuid
from importlib.metadata import version
from pathlib import Path

import click

from peerhub.cli import Place, pass_place
from peerhub.cli.prompting import Asker, somebody
from peerhub.problems import PeerHubError

_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+")
_TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@click.command(name="setup")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="What readers call the hub.")
@click.option("--publisher", help="The organisation that runs it.")
@click.option("--country", help="The country whose emergency number comes first, as two letters such as GB.")
@click.option("--contact", help="The private e-mail address for concerns, which several roles read.")
@click.option("--colour", help="The colour of links and buttons, such as #17594f. Too pale a colour is darkened.")
@click.option("--accent", help="The colour of small marks, such as #f4c95d.")
@click.option("--engine", help="The engine's repository on GitHub, as OWNER/NAME.")
@click.option("--pin", help="The engine's tag. Without it, the tag of this version.")
@pass_place
def command(
    place: Place,
    folder: Path,
    name: str | None,
    publisher: str | None,
    country: str | None,
    contact: str | None,
    colour: str | None,
    accent: str | None,
    engine: str | None,
    pin: str | None,
) -> None:
    """Make a hub of your own in a new folder: content only, built by this engine.

    It has its own settings, starters for articles and data, and a workflow that publishes it. The workflow pins the
    engine by a tag, and raising that tag is the upgrade.

    What no option says is asked. The folder must be new or empty, and is made whole or not at all.
    """
    from peerhub.cli.clock import build_date
    from peerhub.cli.new_hub import NewHub, default_country, files

    if folder.exists() and any(folder.iterdir()):
        raise PeerHubError(f"{click.format_filename(folder)} is not empty. Name a new folder. Nothing was written.")
    asker = somebody()
    hub = NewHub(
        name=_given(name, asker, "What will readers call it?"),
        publisher=_given(publisher, asker, "Which organisation runs it?"),
        country=_given(country, asker, "In which country, as two letters?", default_country()).upper(),
        contact=_given(contact, asker, "Which private e-mail address takes concerns?"),
        namespace=uuid.uuid4(),
        colour=_colour(_given(colour, asker, "Which colour have links and buttons, such as #17594f?")),
        accent=_colour(accent or ""),
        engine=_repository(_given(engine, asker, "Where is the engine on GitHub, as OWNER/NAME?", _origin(place))),
        pin=_tag(pin or f"v{version('peerhub')}"),
    )
    problems = hub.problems()
    if problems.has_errors:
        raise PeerHubError("Nothing was written.", problems)
    _write(folder, dict(files(hub, place.engine, build_date(os.environ))))
    click.echo(f"{click.format_filename(folder)}: {hub.name}, made with the engine {hub.engine} {hub.pin}.")
    click.echo(
        f"See it: ./hub --root {click.format_filename(folder)} serve. README.md there says the rest.", err=True
    )


def _given(option: str | None, asker: Asker, question: str, offered: str = "") -> str:
    return asker.answer(question, offered) if option is None else option.strip()


def _colour(text: str) -> str:
    from peerhub.cli.colours import read_colour

    try:
        return read_colour(text) if text else ""
    except ValueError as error:
        raise PeerHubError(f"A colour {error}. Nothing was written.") from None


def _repository(text: str) -> str:
    if not _REPOSITORY.fullmatch(text):
        raise PeerHubError(f"--engine must be OWNER/NAME, found '{text}'. Nothing was written.")
    return text


def _tag(text: str) -> str:
    if not _TAG.fullmatch(text):
        raise PeerHubError(f"--pin must be a tag such as v1.2.0, found '{text}'. Nothing was written.")
    return text


def _origin(place: Place) -> str:
    """Find where this engine was cloned from, if it was from GitHub."""
    words = ["git", "-C", str(place.engine), "remote", "get-url", "origin"]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    except OSError:
        return ""
    found = re.search(r"github\.com[:/]([^/\s]+/[^/\s]+?)(?:\.git)?\s*\Z", done.stdout)
    return found[1] if found else ""


def _write(folder: Path, contents: dict[str, bytes]) -> None:
    """Write a folder beside its place first, so that it is there whole or not at all."""
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            made = Path(beside) / target.name
            for name, content in contents.items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            if target.exists():
                target.rmdir()
            made.replace(target)
    except OSError as error:
        where = error.filename or folder
        raise PeerHubError(f"{where} cannot be written ({error.strerror}). Nothing was made.") from None

"""`./hub import`: a neighbour's data as listings of this hub, and what did not come with it."""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast
from urllib.parse import urlsplit

import click

from peerhub.cli import Place, pass_place
from peerhub.problems import PeerHubError, Problems, did_you_mean, shown

if TYPE_CHECKING:
    from peerhub.directory.listing import Listing
    from peerhub.directory.model import Directory
    from peerhub.feeds.losses import Losses
    from peerhub.importers.existing import Existing
    from peerhub.importers.options import ImportOptions
    from peerhub.importers.run import Import, Outcome

FORMATS = ("meeting-guide", "bmlt", "hsds", "csv", "json", "aamod")
_SHOWN = 5


@click.command()
@click.argument("form", metavar="FORMAT", type=click.Choice(FORMATS))
@click.argument("source", metavar="SOURCE")
@click.option(
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file of listings to write, such as data/groups/neighbour.yaml. What stands in it stays.",
)
@click.option("--topic", "topics", multiple=True, metavar="ID", help="What the groups are about; may be given again.")
@click.option("--country", metavar="CODE", help="The country of records that name none, such as GB.")
@click.option("--time-zone", metavar="ZONE", help="The clock of records that name none, such as Europe/London.")
@click.option(
    "--format",
    "meets",
    type=click.Choice(["in-person", "online", "hybrid", "phone"]),
    help="How people meet, for records that do not tell: a list of services names no places.",
)
@click.option("--source", "page", metavar="URL", help="The page where people can read the feed's facts.")
@click.option("--licence", metavar="WORDS", help="The terms under which the feed may be used.")
@click.option("--feed", metavar="NAME", help="A short name that stays the same at each import; else SOURCE's own.")
@click.option(
    "--formats",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="BMLT only: the server's list of formats, as JSON.",
)
@click.option("--keep-checks", is_flag=True, help="Keep who checked what. Only for a copy of your own hub.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write every loss into a table (CSV), one a row.",
)
@pass_place
def command(place: Place, /, form: str, source: str, output: Path, report: Path | None, **said: Any) -> None:
    """Take over a neighbour's listings, and say what that loses.

    The formats are meeting-guide, bmlt, hsds (ORUK too), csv, json and aamod. SOURCE is a file, an https address,
    or - for standard input. Passcodes and people's own contacts are left out, as far as a program can tell.

    A second import of the same feed updates its listings. Your checks, closings and words stay.
    """
    from peerhub.cli.writing import replace_files
    from peerhub.directory.load import load_directory
    from peerhub.feeds.losses import Losses
    from peerhub.importers.formats import read
    from peerhub.importers.grouping import Groups
    from peerhub.importers.run import Import

    directory = load_directory(place.root, Problems())
    existing, strict = _existing(place, output)
    asked = _asked(place, directory, source, said, existing.feeds())
    losses, groups = Losses("this hub"), Groups()
    with _opened(source) as file:
        groups.gather(read(form, file, _name_of(source), asked, losses), losses)
    if said["feed"] is None and asked.feed not in existing.feeds():
        asked = replace(asked, feed=existing.feed_of(entry for _, entry in groups) or asked.feed)
    work = Import(asked, groups, existing, _elsewhere(place, directory, output), losses, strict)
    contents: dict[Path, bytes | Iterable[bytes]] = {output: _pieces(work, directory, strict)}
    if report is not None:
        contents[report] = _table(work.outcome, losses)
    try:
        with _home_of(place, output):
            replace_files(contents)
    except _NothingCameError:
        _tell(output, work.outcome, losses, strict)
        raise PeerHubError(f"No group came of it, so nothing was written.{_columns(form)}") from None
    _tell(output, work.outcome, losses, strict)
    if work.outcome.without_topic:
        raise PeerHubError(f"The file is written, but {_topics_line(work.outcome, directory)}")
    if work.outcome.troubles and not strict:
        raise PeerHubError("The file is written, and ./hub check will name what is said above.")


def _asked(
    place: Place, directory: Directory, source: str, said: Mapping[str, Any], there: Collection[str]
) -> ImportOptions:
    """Make sure that what was said about the feed is possible, before anything is fetched."""
    from peerhub.cli import engine
    from peerhub.cli.clock import build_date
    from peerhub.directory.countries import meant_country
    from peerhub.importers.options import ImportOptions
    from peerhub.schedule.zones import zone_names
    from peerhub.words import load_words

    known: dict[str, Collection[str]] = {
        "topic": directory.vocabulary.topics,
        "country": directory.vocabulary.countries,
        "time zone": zone_names(),
    }
    given = [("topic", topic) for topic in said["topics"]]
    given += [("country", said["country"]), ("time zone", said["time_zone"])]
    for what, value in given:
        if value is not None and value not in known[what]:
            meant = meant_country(value) if what == "country" else None
            hint = (
                f"Did you mean '{meant}'?" if meant else did_you_mean(value, known[what])
            ) or f"Add it to data/vocabulary.yaml first, or use one of its {what}s."
            raise PeerHubError(f"There is no {what} {shown(value)} in this hub. {hint}")
    settings = cast(dict[str, Any], engine.load(place).extra).get("hub")
    language = settings.get("language", "en") if isinstance(settings, dict) else "en"
    page = _page(said["page"] or (source if _is_address(source) else None))
    return ImportOptions(
        feed=_feed_name(said["feed"], source, page, there),
        today=build_date(os.environ),
        vocabulary=directory.vocabulary,
        words=load_words(language),
        topics=tuple(dict.fromkeys(said["topics"])),
        country=said["country"],
        time_zone=said["time_zone"],
        meets=said["meets"],
        source=page,
        licence=said["licence"],
        keep_checks=said["keep_checks"],
        formats=_formats(said["formats"]),
    )


def _page(address: str | None) -> str | None:
    from peerhub.importers.secrets import open_link

    if address is None:
        return None
    found, why = open_link(address)
    if found is None or why:
        raise PeerHubError(f"--source {shown(address)} cannot be published: {why}.")
    return found


def _feed_name(said: str | None, source: str, page: str | None, there: Collection[str]) -> str:
    """Name the feed by what was said, else by its server, else by its file.

    The file's listings may be known by either: `--source` may be given for the first time.
    """
    host = urlsplit(page).hostname if page else None
    given = (said,) if said else ((host or "").removeprefix("www."), Path(source).name.partition(".")[0])
    names = [name for one in given if (name := re.sub(r"[^a-z0-9.]+", "-", one.lower()).strip("-."))]
    name = next((name for name in names if name[:60] in there), names[0] if names else "")
    if not name:
        raise PeerHubError("Standard input has no name. Give the feed one with --feed, such as --feed neighbour.")
    return name[:60]


def _formats(path: Path | None) -> Mapping[str, Mapping[str, Any]]:
    """Read BMLT's list of formats by number."""
    if path is None:
        return {}
    try:
        found = json.loads(path.read_bytes())
        return {str(one["id"]): one for one in found}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise PeerHubError(f"{click.format_filename(path)} is no list of BMLT's formats as JSON.") from None


@contextmanager
def _home_of(place: Place, output: Path) -> Iterator[None]:
    """Make data/groups/ for the first file in it, and leave none behind that stays empty.

    Any other folder that is not there was more likely mistyped.
    """
    home = place.root / "data" / "groups"
    new = output.resolve().parent == home.resolve() and not home.exists() and home.parent.is_dir()
    if new:
        with suppress(OSError):  # whoever may not make it is told when the file is written
            home.mkdir()
    try:
        yield
    finally:
        if new:
            with suppress(OSError):  # it holds the file, as it should
                home.rmdir()


def _existing(place: Place, output: Path) -> tuple[Existing, bool]:
    """Read the file that is to be written, and tell whether a sound hub depends on it."""
    from peerhub.importers.existing import Existing, read_existing

    target, data = output.resolve(), (place.root / "data").resolve()
    inside = data in target.parents
    if (
        inside
        and target != data / "groups.yaml"
        and not (target.parent == data / "groups" and target.suffix == ".yaml")
    ):
        raise PeerHubError(
            "Listings belong into data/groups.yaml or a .yaml file in data/groups/. Nothing was written."
        )
    try:
        raw = target.read_bytes()
    except FileNotFoundError:
        return Existing(), inside
    except OSError as error:
        raise PeerHubError(f"{click.format_filename(output)} cannot be read ({error.strerror}).") from None
    return read_existing(raw, click.format_filename(output)), True


def _elsewhere(place: Place, directory: Directory, output: Path) -> dict[str, Listing]:
    target = output.resolve()
    files = {entry.source.name: (place.root / entry.source.name).resolve() for entry in directory.entries}
    return {entry.listing.id: entry.listing for entry in directory.entries if files[entry.source.name] != target}


@contextmanager
def _opened(source: str) -> Iterator[BinaryIO]:
    """Open a feed so that it can be read from its start again: a file, what an address sends, or standard input."""
    from peerhub.importers.feed_reader import MAX_FEED_BYTES

    if source == "-" or _is_address(source):
        with tempfile.TemporaryFile() as file:
            if source == "-":
                while file.tell() <= MAX_FEED_BYTES and (piece := sys.stdin.buffer.read(1 << 20)):
                    file.write(piece)
            else:
                from peerhub.cli.net import fetch

                fetch(source, file, MAX_FEED_BYTES)
            file.seek(0)
            yield cast(BinaryIO, file)
        return
    with _file(source) as file:
        if not sys.stderr.isatty():
            yield file
            return
        from rich.console import Console
        from rich.progress import wrap_file

        size = os.fstat(file.fileno()).st_size
        shows = Console(stderr=True)
        with wrap_file(file, size, description="Reading", console=shows, transient=True) as watched:
            yield watched


def _file(source: str) -> BinaryIO:
    try:
        return Path(source).open("rb")
    except OSError as error:
        raise PeerHubError(f"{click.format_filename(source)} cannot be read ({error.strerror}).") from None


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _name_of(source: str) -> str:
    """Name a feed in messages, without what an address may carry behind a question mark."""
    if source == "-":
        return "standard input"
    return source.partition("?")[0] if _is_address(source) else click.format_filename(source)


def _pieces(work: Import, directory: Directory, strict: bool) -> Iterator[bytes]:
    """Give the file piece by piece, and refuse at its end what would leave a hub with groups that it cannot show."""
    from peerhub.yaml.parse import MAX_BYTES

    size = 0
    for piece in work.text():
        content = piece.encode("utf-8")
        size += len(content)
        if strict and size > MAX_BYTES:
            raise PeerHubError(
                f"The file would be longer than the {MAX_BYTES:,} bytes that a hub reads of one. "
                "Import the feed in parts, each into a file of its own in data/groups/. Nothing was written."
            )
        yield content
    if not size:
        raise _NothingCameError("Nothing came.")
    if strict and work.outcome.without_topic:
        raise PeerHubError(f"{_topics_line(work.outcome, directory)} Nothing was written.")


class _NothingCameError(PeerHubError):
    """Occurs when a file would be written that holds no listing: a hub takes none that is empty."""


def _columns(form: str) -> str:
    """Say what the columns of a table are to be called."""
    from peerhub.importers.groups_csv import TITLES

    return f" The columns that are read: {', '.join(TITLES)}, address, types." if form == "csv" else ""


def _topics_line(outcome: Outcome, directory: Directory) -> str:
    known = ", ".join(directory.vocabulary.topics)
    groups = "1 group has" if outcome.without_topic == 1 else f"{outcome.without_topic:,} groups have"
    return f"{groups} no topic, which feeds do not say. Give --topic ID, one of: {known}."


def _table(outcome: Outcome, losses: Losses) -> Iterator[bytes]:
    """Write every loss and every problem; it is asked for them once the import is done."""
    from peerhub.cli.losses_table import losses_table

    yield from losses_table((*losses.rows(), *outcome.troubles.rows()))


def _tell(output: Path, outcome: Outcome, losses: Losses, strict: bool) -> None:
    say = partial(click.echo, err=True)
    if losses:
        say(str(losses))
    if outcome.troubles:
        say("These groups were left out:" if strict else "These groups need a person's hand:")
        say(str(outcome.troubles))
        if outcome.troubles.about("format", "is missing"):
            say("A list of services names neither places nor times. Fetch each service by its id, or give --format.")
    _say_ids(outcome.gone, "No longer in the feed, and still in the file; ask whether they closed")
    _say_ids(outcome.ended, "Closed, moved or removed here, and still in the feed; left as they are")
    _say_ids(outcome.checked_before, "Changed since somebody checked them; please check again")
    if outcome.notes:
        groups = "1 group" if outcome.notes == 1 else f"{outcome.notes:,} groups"
        say(
            f"Notes of {groups} were taken over. Read each before you publish it: a program can miss what is private."
        )
    if outcome.unreachable:
        asked = "1 group names nobody" if outcome.unreachable == 1 else f"{outcome.unreachable:,} groups name nobody"
        say(f"{asked} to ask. --source URL gives readers the page where you read of it.")
    if outcome.warnings:
        say(f"{outcome.warnings:,} more to look at, which ./hub check names.")
    counted = f"{outcome.new:,} new, {len(outcome.changed):,} changed, {outcome.unchanged:,} as they were"
    say(f"{click.format_filename(output)}: {counted}.")


def _say_ids(ids: Sequence[str], what: str) -> None:
    if ids:
        more = f" and {len(ids) - _SHOWN:,} more" if len(ids) > _SHOWN else ""
        click.echo(f"{what}: {len(ids):,} ({', '.join(ids[:_SHOWN])}{more})", err=True)

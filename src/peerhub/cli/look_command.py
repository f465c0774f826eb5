"""`./hub look`: a built site from a file or a folder, such as the one that hangs on a pull request."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

import click

from peerhub.problems import PeerHubError

_MOST_BYTES = 2_000_000_000


@click.command()
@click.argument("source", type=click.Path(exists=True, path_type=Path))
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
def command(source: Path, port: int) -> None:
    """Show a site that is built already, such as the one that hangs on a pull request.

    SOURCE is its folder, or the file site.zip from the pull request's page.

    Opened from the disk, a site finds neither its scripts nor its folders' first pages. This shows it as a host does,
    to this computer alone, and changes nothing. Ctrl+C ends it.
    """
    from peerhub.cli.preview_server import PreviewServer

    with tempfile.TemporaryDirectory() as unpacked:
        folder = source if source.is_dir() else unpack(source, Path(unpacked))
        folder = site_in(folder)
        try:
            server = PreviewServer(("127.0.0.1", port), folder)
        except OSError as error:
            raise PeerHubError(
                f"Port {port} cannot be used ({error.strerror}). Choose another with --port."
            ) from None
        click.echo(f"The site is at http://127.0.0.1:{server.server_address[1]}/ (Ctrl+C ends it).")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("")
        finally:
            server.server_close()


def unpack(file: Path, folder: Path) -> Path:
    """Unpack a zip file into a folder; what would leave it or fill the disk is refused."""
    name = click.format_filename(file)
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > _MOST_BYTES:
                raise PeerHubError(f"{name} would unpack to more than {_MOST_BYTES:,} bytes. It is no site of a hub.")
            packed.extractall(folder)
    except (zipfile.BadZipFile, OSError) as error:
        reason = "it is no zip file" if isinstance(error, zipfile.BadZipFile) else error.strerror
        raise PeerHubError(f"{name} cannot be opened ({reason}). Download it once more, or name a folder.") from None
    return folder


def site_in(folder: Path) -> Path:
    """Find the site in a folder: itself, or the one folder that holds it."""
    for found in (folder, folder / "site", *sorted(path for path in folder.glob("*") if path.is_dir())):
        if (found / "index.html").is_file():
            return found
    raise PeerHubError(f"There is no index.html in {click.format_filename(folder)}. Name the folder of a built site.")

"""`./hub serve`: a preview on this computer that follows every change."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.building.marked import read_mark
from peerhub.cli import Place, pass_place
from peerhub.problems import PeerHubError

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

    from peerhub.cli.preview import Preview

_IDLE_SECONDS = 1.0
_MOST_HELD = 3
_WATCHED = ("docs", "data", "overrides", "hooks")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@pass_place
def command(place: Place, port: int, host: str) -> None:
    """Show the site on this computer, and build it again after each change.

    It watches docs, data, overrides and mkdocs.yml. An edited article is shown at once, and what follows from it when
    the whole site is built. A change with a problem is reported here and on the page, and the last good site stays
    in view. Ctrl+C ends it.
    """
    from peerhub.cli.preview import Preview, tidy
    from peerhub.cli.preview_server import PreviewServer

    if not (place.root / "mkdocs.yml").is_file():
        where = click.format_filename(place.root)
        raise PeerHubError(f"There is no mkdocs.yml in {where}. Name the folder of a hub with --root.")
    folder = place.root / ".cache" / "preview" / "site"
    if folder.is_dir() and read_mark(folder) is None:
        shutil.rmtree(folder)  # the preview of a version that left no mark: whatever is in .cache/ may go
    try:
        server = PreviewServer((host, port), folder)
    except OSError as error:
        raise PeerHubError(f"Port {port} cannot be used ({error.strerror}). Choose another with --port.") from None
    preview = Preview(place, server, lambda words: click.echo(words, err=words.startswith("hub: ")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    threading.Thread(target=preview.follow, daemon=True).start()
    observer = _watch(place, preview)
    try:
        preview.build()
        click.echo(f"The site is at http://{host}:{server.server_address[1]}/ (Ctrl+C ends it).")
        held = 1  # builds in memory
        while True:
            # Who edits again at once is not kept waiting, unless too many builds were left behind.
            if not preview.due.wait(_IDLE_SECONDS) or held > _MOST_HELD:
                tidy()
                held = 1
            preview.due.wait()
            preview.due.clear()
            preview.build()
            held += 1
    except KeyboardInterrupt:
        click.echo("")
    finally:
        observer.stop()
        server.shutdown()


def _watch(place: Place, preview: Preview) -> BaseObserver:
    """Tell the preview when something that the site is made of changes."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            # Opening and closing a file for reading is what the build itself does.
            if event.event_type not in ("created", "modified", "deleted", "moved") or event.is_directory:
                return
            # An editor's own files come and go beside the text; no site is made of them.
            names = [Path(os.fsdecode(name)) for name in (event.src_path, event.dest_path) if name]
            preview.touched(path for path in names if not path.name.startswith(".") and self.counts(path))

        def counts(self, path: Path) -> bool:
            return not path.name.endswith("~")

    class ConfigHandler(Handler):
        def counts(self, path: Path) -> bool:
            return path.name == "mkdocs.yml"

    observer = Observer()
    folders = {base / name for base in (place.root, place.engine) for name in _WATCHED}
    for folder in sorted(folder for folder in folders if folder.is_dir()):
        observer.schedule(Handler(), str(folder), recursive=True)
    observer.schedule(ConfigHandler(), str(place.root), recursive=False)
    observer.start()
    return observer

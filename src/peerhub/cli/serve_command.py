"""`./hub serve`: a preview on this computer that follows every change."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peerhub.cli import Place, pass_place
from peerhub.problems import PeerHubError

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

    from peerhub.cli.preview_server import PreviewServer

_SETTLE_SECONDS = 0.05  # an editor writes a file in several steps
_WATCHED = ("docs", "data", "overrides", "hooks")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@pass_place
def command(place: Place, port: int, host: str) -> None:
    """Show the site on this computer, and build it again after each change.

    It watches docs, data, overrides and mkdocs.yml. A change with a problem is reported, and the last good site
    stays in view. Ctrl+C ends it.
    """
    from peerhub.cli.preview_server import PreviewServer

    folder = place.root / ".cache" / "preview" / "site"
    try:
        server = PreviewServer((host, port), folder)
    except OSError as error:
        raise PeerHubError(f"Port {port} cannot be used ({error.strerror}). Choose another with --port.") from None
    threading.Thread(target=server.serve_forever, daemon=True).start()
    changed = threading.Event()
    observer = _watch(place, changed)
    try:
        _build(place, folder, server)
        click.echo(f"The site is at http://{host}:{server.server_address[1]}/ (Ctrl+C ends it).")
        while True:
            changed.wait()
            time.sleep(_SETTLE_SECONDS)
            changed.clear()
            _build(place, folder, server)
    except KeyboardInterrupt:
        click.echo("")
    finally:
        observer.stop()
        server.shutdown()


def _build(place: Place, folder: Path, server: PreviewServer) -> None:
    """Build once; what is wrong is printed, and the last good site stays."""
    from peerhub.build import Build
    from peerhub.cli import engine

    started = time.perf_counter()
    try:
        config = engine.load(place, site_dir=str(folder), site_url="")
        engine.build(config)
    except PeerHubError as error:
        click.echo(f"hub: {error}", err=True)
        return
    summary = Build.within(config.extra).summary
    if summary is not None:
        click.echo(f"{summary.words()}, {time.perf_counter() - started:.1f} seconds")
    server.built()


def _watch(place: Place, changed: threading.Event) -> BaseObserver:
    """Set `changed` when something that the site is made of changes."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler
    from watchdog.observers import Observer

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            # Opening and closing a file for reading is what the build itself does.
            if event.event_type in ("created", "modified", "deleted", "moved") and not event.is_directory:
                changed.set()

    class ConfigHandler(Handler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if Path(str(event.src_path)).name == "mkdocs.yml" or Path(str(event.dest_path)).name == "mkdocs.yml":
                super().on_any_event(event)

    observer = Observer()
    folders = {base / name for base in (place.root, place.engine) for name in _WATCHED}
    for folder in sorted(folder for folder in folders if folder.is_dir()):
        observer.schedule(Handler(), str(folder), recursive=True)
    observer.schedule(ConfigHandler(), str(place.root), recursive=False)
    observer.start()
    return observer

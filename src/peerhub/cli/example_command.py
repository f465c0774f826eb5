"""`./hub example`: a hub of made-up groups beside the real one, in which every state of a listing can be seen."""

from __future__ import annotations

import os
from pathlib import Path

import click

from peerhub.cli import Place, build_command, pass_place, serve_command
from peerhub.cli.clock import build_date
from peerhub.cli.example_hub import files
from peerhub.cli.writing import replace_files


@click.command()
@click.option("--site-dir", type=click.Path(file_okay=False), help="Write the site there, and end.")
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@pass_place
def command(place: Place, site_dir: str | None, port: int, host: str) -> None:
    """Show a hub of made-up groups, with a listing in each state that there is.

    Its dates are those of today: one group meets tomorrow, another was checked too long ago. The help is the real
    one. Each page says that it is an example, and search engines are asked to stay away.
    """
    root = _written(place)
    context = click.get_current_context()
    context.obj = Place(root, place.engine)
    if site_dir is None:
        context.invoke(serve_command.command, port=port, host=host)
    else:
        context.invoke(build_command.command, site_dir=str(Path(site_dir).resolve()))


def _written(place: Place) -> Path:
    """Write the hub into the cache, and leave there what an earlier build of it kept."""
    root = place.root / ".cache" / "example"
    found = {root / name: content for name, content in files(place.engine, build_date(os.environ))}
    for folder in ("data", "docs"):
        for path in (root / folder).rglob("*"):
            if path.is_file() and path not in found:
                path.unlink()
    for path in found:
        path.parent.mkdir(parents=True, exist_ok=True)
    replace_files({path: content for path, content in found.items() if not _holds(path, content)})
    return root


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content

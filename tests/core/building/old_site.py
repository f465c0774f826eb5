"""A site that a former build made, and what stands in a folder."""

from __future__ import annotations

from pathlib import Path

from peerhub.building.marked import MARK
from peerhub.building.output import Output

OLD = {"index.html": b"old home", "a/b.html": b"same", "gone.html": b"gone"}
NEW = {"index.html": b"new home", "a/b.html": b"same", "new.html": b"new"}


def tree(folder: Path) -> dict[str, bytes]:
    """Give the files of a folder by their paths, but for the mark that each build leaves."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name != MARK}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def build(site: Path, files: dict[str, bytes]) -> None:
    made = Output(site)
    made.begin()
    for name, content in files.items():
        made.write(name, content)
    made.finish()

"""A site that a former build made, and what stands in a folder."""

from __future__ import annotations

from pathlib import Path

from peerhub.building.output import Output

OLD = {"index.html": b"old home", "a/b.html": b"same", "gone.html": b"gone"}
NEW = {"index.html": b"new home", "a/b.html": b"same", "new.html": b"new"}


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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

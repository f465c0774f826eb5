"""The site that a build will replace, and what the build that made it noted of each of its files.

A file that still has the size, the time of its last change and the inode that were noted is the very file that was
made then: it need be neither read nor made again. Who edits a file can put its time back, but not the time at which
the system last changed what it knows of it. Where only its content is the same, as in a site that was put back from
a copy, a digest says so.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple


class Unchanged(Enum):
    """Said of a file in place of its bytes."""

    UNCHANGED = "as before"


UNCHANGED: Final = Unchanged.UNCHANGED
"""The previous site has this file already, as it would be made."""

Content = bytes | Unchanged
"""What a job gives for a file: its bytes, or that it stands as before."""


class ManifestEntry(NamedTuple):
    """What was noted of a file.

    These are digests of what it rests on and of its bytes, "" where none, its stamp, and whether a page linked to it.
    """

    cache_key: str
    made: str
    size: int
    modified: int  # nanoseconds
    inode: int
    linked: bool
    changed: int = 0  # nanoseconds: when the system last changed what it knows of the file


class PreviousSite:
    """The files of the previous site. Without notes, or where they do not fit, each must be read to be known."""

    def __init__(self, folder: Path | None = None, notes: Mapping[str, Any] | None = None) -> None:
        self._folder = folder
        self.links_key = ""
        self._jobs: dict[str, tuple[str, list[str]]] = {}
        self._notes: dict[str, ManifestEntry] = {}
        if notes:
            with suppress(AttributeError, KeyError, TypeError, ValueError):  # of another shape, they are none of ours
                self._read_notes(notes)

    def _read_notes(self, written: Mapping[str, Any]) -> None:
        links = str(written["links"])
        jobs: dict[str, tuple[str, list[str]]] = {}
        notes: dict[str, ManifestEntry] = {}
        for name, (cache_key, files) in written["jobs"].items():
            jobs[name] = cache_key, list(files)
            notes |= {path: ManifestEntry(*row) for path, row in files.items()}
        # All or none: half of the notes would say that the other half had not been there.
        self.links_key, self._jobs, self._notes = links, jobs, notes

    @property
    def linked(self) -> Iterator[str]:
        """The files of the previous site to which one of its pages led."""
        return (path for path, note in self._notes.items() if note.linked)

    def note(self, path: str) -> ManifestEntry | None:
        """Give what was noted of a file."""
        return self._notes.get(path)

    def job(self, name: str, cache_key: str) -> list[str] | None:
        """List the files of a job that rested on the same, or None where it did not or one of them was touched."""
        before, paths = self._jobs.get(name, ("", []))
        return paths if before == cache_key and all(map(self.is_as_noted, paths)) else None

    def is_as_noted(self, path: str) -> bool:
        """Whether a file is still the very one that was noted."""
        return path in self.untouched

    @cached_property
    def untouched(self) -> frozenset[str]:
        """The files that are as they were noted. All are looked at before a new link to one changes what is known."""
        return frozenset(path for path in self._notes if self._is_untouched(path, moved=False))

    def _is_untouched(self, path: str, *, moved: bool) -> bool:
        note = self._notes.get(path)
        if note is None:
            return False
        try:
            found = os.lstat(f"{self._folder}/{path}")
        except (OSError, ValueError):
            return False
        return (
            stat.S_ISREG(found.st_mode)
            and _stamp(found) == note[2:5]
            and (moved or note.changed == found.st_ctime_ns)
        )

    def files(self) -> frozenset[str]:
        """Name the noted files, where the notes are of this very folder."""
        return frozenset(self._notes) if self._is_untouched("index.html", moved=True) else frozenset()

    def read(self, path: str) -> bytes | None:
        """Read a file by its address, noted or not; None where the previous site has none."""
        if self._folder is None:
            return None
        name = f"{self._folder}/{path}"
        try:
            if not stat.S_ISREG(os.lstat(name).st_mode):
                return None
            with open(name, "rb") as file:  # noqa: PTH123 - ten thousand files: a path object would cost more
                return file.read()
        except (OSError, ValueError):
            return None

    def whole(self, files: Iterable[tuple[str, Content]]) -> Iterator[tuple[str, bytes]]:
        """Give files with their bytes, also where they stand as before."""
        for path, content in files:
            yield path, (self.read(path) or b"") if content is UNCHANGED else content


class Manifest:
    """What a build notes of the files that it makes, for the next one."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, str]] = {}  # by path: digests of what a file rests on and of its bytes
        self.jobs: dict[str, tuple[str, list[str]]] = {}
        self.as_before: set[str] = set()

    def take_over(self, notes: Manifest) -> None:
        """Add what another process noted."""
        self.kept.update(notes.kept)
        self.jobs.update(notes.jobs)
        self.as_before |= notes.as_before

    def written(
        self, folder: Path, paths: Iterable[str], previous_site: PreviousSite, links: str, linked: Collection[str]
    ) -> dict[str, Any]:
        """Write the notes down as plain data, once all files stand in a folder.

        `links` is what the check of links rested on, and `linked` the files to which pages that it read lead. Raises
        OSError where a file does not stand.
        """
        left = dict.fromkeys(paths)
        jobs: dict[str, tuple[str, dict[str, ManifestEntry]]] = {}
        for name, (cache_key, of_job) in self.jobs.items():
            jobs[name] = cache_key, {path: self._note(folder, path, previous_site, linked) for path in of_job}
            for path in of_job:
                left.pop(path, None)
        jobs[""] = "", {path: self._note(folder, path, previous_site, linked) for path in left}
        return {"links": links, "jobs": jobs}

    def _note(self, folder: Path, path: str, previous_site: PreviousSite, linked: Collection[str]) -> ManifestEntry:
        note = previous_site.note(path)
        # The pages that were not read this time lead where they led.
        is_linked = path in linked or (note is not None and note.linked)
        found = os.lstat(f"{folder}/{path}")
        as_before = note is not None and path in self.as_before and note[2:5] == _stamp(found)
        made = note[:2] if note is not None and as_before else self.kept.get(path, ("", ""))
        return ManifestEntry(*made, *_stamp(found), is_linked, found.st_ctime_ns)


def _stamp(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino

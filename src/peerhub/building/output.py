"""Whole or not at all: a site is written beside the old one, and takes its place when complete.

The names beside a site called `site`: `.site.new` is being written, `.site.old` is the previous site while two
renames take place, `.site.lock` is held by the build that is at work. A build that is killed leaves the old
site whole; the next one clears up after it.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, TypeVar

from peerhub.building.marked import MARK, is_marked, remove_marked, why_kept, write_mark
from peerhub.problems import PeerHubError

_RENAME_EXCHANGE = 2  # linux/fs.h
_AT_FDCWD = -100  # fcntl.h: paths are relative to the working folder
T = TypeVar("T")


class OutputError(PeerHubError):
    """Occurs when the site cannot be written: no space, no permission, or another build at work."""


class AddressTakenError(OutputError):
    """Occurs when two files of one site want the same address: neither may silently take the other's place."""


class Output:
    """The site being written: `folder` is where it grows; `finish` puts it in the old one's place."""

    def __init__(self, site: Path) -> None:
        # A link to a folder elsewhere stays a link: what it leads to is what is exchanged.
        self.site = site = Path(os.path.realpath(site)) if site.is_symlink() else site
        self.folder = site.with_name(f".{site.name}.new")
        self._old = site.with_name(f".{site.name}.old")
        self._lock_path = site.with_name(f".{site.name}.lock")
        self._lock: IO[bytes] | None = None
        self._begun = False  # before that, what stands in `folder` may be somebody's
        self._written = {MARK}
        self._folders: set[str] = set()
        self._reserved: set[str] = set()

    def begin(self, known: Callable[[], Collection[str]] = tuple) -> None:
        """Take the lock, clear up after a build that was killed, and make an empty folder to write into.

        `known` gives the files of the old site by an earlier build's notes, for a site without a mark.
        """
        try:
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._lock = self._lock_path.open("ab")
            _lock(self._lock)
        except BlockingIOError:
            self._release()
            raise OutputError(
                f"Another build of {self.site.name}/ is at work. Wait for it, then try again."
            ) from None
        except OSError as error:
            self._release()
            raise self._failure(error) from None
        try:
            self._recover()
            self._look_at_old_site(known)
            self.folder.mkdir()
            self._begun = True
            write_mark(self.folder)
        except OutputError:
            self.abandon()
            raise
        except OSError as error:
            self.abandon()
            raise self._failure(error) from None

    def reserve(self, paths: Iterable[str]) -> None:
        """Leave addresses, and those of the folders round them, to others who write here and do not look first."""
        for path in paths:
            self._reserved.update((path, *map(str, PurePosixPath(path).parents)))

    def write(self, path: str, content: bytes) -> None:
        """Write one file, given by its address below the site; what has not changed is a link to the old file.

        Raises AddressTakenError when something was written there before: that may be a link into the old site.
        """
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or not pure.parts or "\\" in path or "\0" in path:
            raise ValueError(f"a page cannot be written to {path!r}")
        with self._room_for(path) as (old, target):
            if not _link_unchanged(old, target, content):
                with open(target, "xb") as file:  # noqa: PTH123 - as below
                    file.write(content)

    def keep(self, path: str) -> None:
        """Let one file of the old site, which is known to be as it would be made, stand in the new one too.

        Raises AddressTakenError as `write` does.
        """
        with self._room_for(path) as (old, target):
            try:
                os.link(old, target)
            except FileExistsError:
                raise
            except OSError:  # this disk or this file allows no links
                with open(old, "rb") as found, open(target, "xb") as file:  # noqa: PTH123 - as below
                    shutil.copyfileobj(found, file)

    @contextmanager
    def _room_for(self, path: str) -> Iterator[tuple[str, str]]:
        """Make the folder of a file, and give its name in the old site and in the new one."""
        # Ten thousand files: text is joined here, since path objects would cost more than the writing.
        target, folder = f"{self.folder}/{path}", path.rpartition("/")[0]
        try:
            if path in self._reserved:
                raise FileExistsError
            if folder not in self._folders:
                (self.folder / folder).mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
            yield f"{self.site}/{path}", target
            self._written.add(path)
        except (FileExistsError, IsADirectoryError):
            raise AddressTakenError(f"Two files of the site want to stand at {path}.") from None
        except OSError as error:
            raise self._failure(error) from None

    @property
    def written(self) -> set[str]:
        """The files that came through `write`."""
        return self._written

    def take_over(self, written: set[str]) -> None:
        """Add the files that another process wrote into the same folder."""
        self._written |= written

    def adopt_unchanged(self) -> dict[str, bool]:
        """Turn every file that others wrote here into a link to the old site's, where they are equal.

        Gives the files that did not come through `write`, by their paths, and whether each is as it was.
        """
        return {path: self._adopt_equal(path) for path in self._written_by_others()}

    def _adopt_equal(self, path: str) -> bool:
        new, old = self.folder / path, self.site / path
        try:
            if new.is_symlink() or old.is_symlink() or not old.is_file():
                return False
            if new.samefile(old):
                return True
            if not filecmp.cmp(old, new, shallow=False):
                return False
            beside = new.with_name(f"{new.name}.link")
            os.link(old, beside)
            beside.replace(new)
        except OSError:
            return False  # links are a saving, not a promise: this disk or this file does not allow them
        return True

    def _written_by_others(self) -> list[str]:
        found: list[str] = []
        for folder, _, names in os.walk(self.folder):
            inside = Path(folder).relative_to(self.folder).as_posix()
            before = "" if inside == "." else f"{inside}/"
            found += [path for name in names if (path := f"{before}{name}") not in self._written]
        return sorted(found)

    def finish(self, noted: Callable[[], T | None] = lambda: None) -> T | None:
        """Put the new site in the old one's place, in one step where the system can.

        Gives what `noted` notes of it, before the next build may begin.
        """
        try:
            write_mark(self.folder)
            if not self.site.exists():
                self.folder.rename(self.site)
            elif _exchange(self.folder, self.site):
                remove_marked(self.folder, ignore_errors=True)
            else:
                self.site.rename(self._old)
                self.folder.rename(self.site)
                remove_marked(self._old, ignore_errors=True)
        except OSError as error:
            self.abandon()
            raise self._failure(error) from None
        try:
            return noted()
        finally:
            self._release()

    def abandon(self) -> None:
        """Remove what was written so far and let the old site stand; harmless when nothing was begun."""
        if self._lock is None:
            return
        if self._begun:
            remove_marked(self.folder, ignore_errors=True)
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        self._release()

    def _recover(self) -> None:
        """Undo what a killed build left: between its two renames the old site is found as `.site.old`."""
        for left in (self._old, self.folder):
            if left.is_symlink() or (left.exists() and not (left.is_dir() and is_marked(left))):
                raise OutputError(f"{left} is where builds work, and no build made what stands there. Move it away.")
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        for left in (self._old, self.folder):
            if left.exists():
                remove_marked(left)

    def _look_at_old_site(self, known: Callable[[], Collection[str]]) -> None:
        """Refuse to take the place of what is no site, or of a site that this user may not write."""
        if not self.site.exists():
            return
        if not self.site.is_dir():
            raise OutputError(f"{self.site.name} is a file. Move it, or choose another folder with --site-dir.")
        if not os.access(self.site, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        marked = is_marked(self.site)
        # A whole site is thrown away once the next one is there: somebody's other files must not be.
        if why := why_kept(self.site, () if marked else known()):
            raise OutputError(f"{self.site} {why}")
        if not marked:
            write_mark(self.site)

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()  # closing gives the lock back; the file stays, since removing it would race
            self._lock = None

    def _failure(self, error: OSError) -> OutputError:
        name = f"{self.site.name}/"
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return OutputError(f"No space is left to write {name}. The old site stands as it was.")
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            return OutputError(f"{name} or the folder round it may not be written. The old site stands as it was.")
        return OutputError(f"{name} cannot be written ({error.strerror or error}). The old site stands as it was.")


def _link_unchanged(old: str, target: str, content: bytes) -> bool:
    try:
        found = os.lstat(old)
        if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
            return False
        with open(old, "rb") as file:  # noqa: PTH123 - as in `write`
            if file.read() != content:
                return False
        os.link(old, target)
    except OSError:
        return False
    return True


def _exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step (Linux's renameat2); False where the system or the disk cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE) == 0)


def _lock(file: IO[bytes]) -> None:
    """Lock a file for this process until it is closed; raise BlockingIOError when another holds it."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            raise BlockingIOError from None
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

"""The mark of a folder that a build made: only such a folder is ever emptied or taken away.

It is a file in the folder, and names what the build put there. What else somebody keeps in it is theirs: a web
server's folder may hold other sites, and a checkout holds a history.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

MARK = ".hub-site.json"
_READ_ME = "A build of the Peer Support Hub made this folder; the next one takes the place of all that is named here."
# What systems leave in a folder by themselves when somebody looks into it.
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_PART = f"{MARK}.part"


def write_mark(folder: Path) -> None:
    """Mark a folder as made by a build, with all that is in it now; a mark that stands there is replaced whole."""
    beside = folder / _PART
    beside.write_text(
        json.dumps({"read me": _READ_ME, "made": sorted(_names(folder))}, indent=1) + "\n", encoding="utf-8"
    )
    beside.replace(folder / MARK)


def read_mark(folder: Path) -> frozenset[str] | None:
    """Read what a build put into a folder; None where no mark stands in it, or none that can be read."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        path = folder / MARK
        if not path.is_symlink():
            return frozenset(map(str, json.loads(path.read_text(encoding="utf-8"))["made"]))
    return None


def is_marked(folder: Path) -> bool:
    """Whether a build made a folder, or nothing of anybody's is in it."""
    return read_mark(folder) is not None or not _names(folder)


def why_kept(folder: Path, known: Collection[str] = ()) -> str:
    """Say why a folder may not be taken away with all that is in it; "" where it may.

    `known` names what an earlier build is known to have put there, for a folder without a mark.
    """
    names = _names(folder)
    if ".git" in {name.casefold() for name in names}:
        return "holds a git repository, which a build would delete. Let it build elsewhere, and copy the site there."
    made = read_mark(folder) or frozenset(known)
    if names and not made:
        return (
            "holds files, and no build has marked it as its own. Choose another folder with --site-dir, or move the "
            "files away."
        )
    others = sorted(names - made)
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        return f"holds '{others[0]}'{more}, which no build put there and the next one would delete. Move it away."
    return ""


def remove_marked(folder: Path, *, ignore_errors: bool = False) -> None:
    """Remove a folder and all that is in it, its mark last: a removal that is cut short can be ended later."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        if ignore_errors:
            return
        raise
    for entry in entries:
        if entry.name == MARK:
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=ignore_errors)
            else:
                Path(entry.path).unlink()
        except OSError:
            if not ignore_errors:
                raise
    shutil.rmtree(folder, ignore_errors=ignore_errors)


def _names(folder: Path) -> set[str]:
    return {entry.name for entry in os.scandir(folder)} - _OF_SYSTEMS - {MARK, _PART}

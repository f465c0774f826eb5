"""The mark of a folder that a build made: only such a folder is ever emptied or taken away.

It is a file in the folder, and names each file that the build put there. What else somebody keeps in it is theirs: a
web server's folder may hold other sites, and a checkout holds a history.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath

MARK = ".hub-site.json"
_READ_ME = "A build of the Peer Support Hub made this folder; the next one takes the place of all that is named here."
# What systems leave in a folder by themselves when somebody looks into it.
_OF_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_PART = f"{MARK}.part"


def write_mark(folder: Path) -> None:
    """Mark a folder as made by a build, with all that is in it now; a mark that stands there is replaced whole."""
    beside = folder / _PART
    made: dict[str, list[str]] = {}
    for path in sorted(_files(folder)):
        inside, _, name = path.rpartition("/")
        made.setdefault(inside, []).append(name)
    text = json.dumps({"read me": _READ_ME, "made": made}, ensure_ascii=False, separators=(",", ":"))
    beside.write_text(f"{text}\n", encoding="utf-8", errors="surrogateescape")
    beside.replace(folder / MARK)


def read_mark(folder: Path) -> frozenset[str] | None:
    """Read what a build put into a folder; None where no mark stands in it, or none that can be read.

    A mark of an earlier version names what stands at the top, and not what is in its folders.
    """
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        path = folder / MARK
        if not path.is_symlink():
            made = json.loads(path.read_text(encoding="utf-8", errors="surrogateescape"))["made"]
            if isinstance(made, list):
                return frozenset(map(str, made))
            return frozenset(
                f"{inside}/{name}" if inside else name for inside, names in made.items() for name in names
            )
    return None


def is_marked(folder: Path) -> bool:
    """Whether a build made a folder, or nothing of anybody's is in it."""
    return read_mark(folder) is not None or not any(_files(folder))


def why_kept(folder: Path, known: Collection[str] = ()) -> str:
    """Say why a folder may not be taken away with all that is in it; "" where it may.

    `known` names what an earlier build is known to have put there, for a folder without a mark.
    """
    made = read_mark(folder) or frozenset(known)
    others: list[str] = []
    for path in _files(folder):
        if ".git" in path.casefold().split("/"):
            return (
                "holds a git repository, which a build would delete. Let it build elsewhere, and copy the site there."
            )
        if path not in made and not any(str(parent) in made for parent in PurePosixPath(path).parents):
            others.append(path)
    if others and not made:
        return (
            "holds files, and no build has marked it as its own. Choose another folder with --site-dir, or move the "
            "files away."
        )
    if others:
        more = f" and {len(others) - 1} more" if len(others) > 1 else ""
        return f"holds '{min(others)}'{more}, which no build put there and the next one would delete. Move it away."
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


def _files(folder: Path) -> Iterator[str]:
    """Give all files below a folder, and links of any kind, but for the mark and what systems leave by themselves."""
    for found, folders, names in os.walk(folder, onerror=_raise):
        inside = Path(found).relative_to(folder).as_posix()
        before = "" if inside == "." else f"{inside}/"
        links = (name for name in folders if os.path.islink(f"{found}/{name}"))  # noqa: PTH114 - ten thousand files
        yield from (
            f"{before}{name}"
            for name in (*names, *links)
            if name not in _OF_SYSTEMS and not (before == "" and name in (MARK, _PART))
        )


def _raise(error: OSError) -> None:
    raise error

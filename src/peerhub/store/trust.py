"""Whether what stands between builds is this person's own: what others may have written there is not believed."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def why_doubted(kept: Path, root: Path) -> str:
    """Say why a file or folder in the `.cache` of the hub at `root` may be another's; "" where nothing speaks for it.

    A checksum tells of damage and not of intent: a row with words of somebody's own would be published, past every
    check.
    """
    if _is_tracked(kept, root):
        return "git tracks it, so a pull request could write it. Take it out: git rm -r --cached .cache."
    if kept.parent.is_symlink():
        return "it is a link, so it would be written elsewhere. Remove it."
    if os.name == "nt":
        return ""  # rights are told in another way there
    own = {os.getuid(), root.stat().st_uid}
    for path in (kept.parent, kept, *sorted(kept.glob("*"))):
        try:
            found = path.stat()
        except OSError:
            continue
        if found.st_uid not in own:
            return "another user owns it. Delete it."
        if found.st_mode & stat.S_IWOTH:
            return "anybody may write it. Delete it, or take that right away: chmod -R o-w .cache."
    return ""


def _is_tracked(kept: Path, root: Path) -> bool:
    """Whether git's index names a file or a folder of the cache (https://git-scm.com/docs/index-format)."""
    try:
        git = next(path for folder in (root, *root.parents) if (path := folder / ".git").exists())
        if git.is_file():  # a linked worktree
            git = git.parent / git.read_text(encoding="utf-8").partition("gitdir:")[2].strip()
        index = (git / "index").read_bytes()
    except (StopIteration, OSError, UnicodeDecodeError):
        return False
    # The fourth version says of a name only how it differs from the one before.
    name = kept.name if index[4:8] == b"\0\0\0\4" else f"{kept.parent.name}/{kept.name}"
    return name.encode() + (b"\0" if kept.is_file() else b"/") in index

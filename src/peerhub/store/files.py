"""The files that a hub's people wrote: read only where they are files, and stand in the hub."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path


def read_file(path: Path) -> bytes:
    """Read a file; a pipe or a device is an error, since reading one may wait for ever."""
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        raise OSError(errno.EINVAL, "it is neither a file nor a folder")
    return path.read_bytes()


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether a path leads out of a folder, or round in a circle."""
    real = Path(os.path.realpath(path))  # `resolve` raises where links go round
    return real.is_symlink() or not real.is_relative_to(os.path.realpath(folder))

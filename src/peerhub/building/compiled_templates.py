"""Compiled templates, kept by Jinja for the next build: compiling the theme's 37 takes 0.2 seconds.

What a template is compiled to is code. So it never stands in `.cache`, which may come from elsewhere and of which
nothing is ever run: it stands beside the libraries, where whoever can write can run anything as it is.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache


def compiled_templates(folder: Path, version: str) -> FileSystemBytecodeCache | None:
    """Return Jinja's cache in a folder, or None where nothing can be written there.

    `version` names everything that compiles templates. What other versions compiled is deleted.
    """
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
        for path in folder.iterdir():
            if not path.name.startswith(version):
                path.unlink(missing_ok=True)
    return (
        FileSystemBytecodeCache(str(folder), f"{version}-%s")
        if folder.is_dir() and os.access(folder, os.W_OK)
        else None
    )

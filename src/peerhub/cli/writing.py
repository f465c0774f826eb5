"""Writing files whole or not at all: readers see the old one or the new one, never half of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from peerhub.problems import PeerHubError


def replace_files(contents: Mapping[Path, bytes | Iterable[bytes]]) -> None:
    """Replace files: all are written beside the old ones first, and only then take their places.

    A content may come in pieces; when making one of them fails, nothing has been replaced either.

    Raises PeerHubError when one cannot be written; then none has been replaced, unless the disk failed between two.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path, content in contents.items():
            target = path.resolve()  # a link stays a link
            handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".new", dir=target.parent)
            ready.append((Path(name), target))
            with os.fdopen(handle, "wb") as file:
                for piece in (content,) if isinstance(content, bytes) else content:
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, name)
            else:
                Path(name).chmod(0o644)
        for beside, target in ready:
            beside.replace(target)
    except OSError as error:
        where = error.filename2 or error.filename or "a file"
        if isinstance(error, FileNotFoundError) and not Path(where).parent.is_dir():
            raise PeerHubError(f"There is no folder {Path(where).parent}. Nothing was changed.") from None
        raise PeerHubError(f"{where} cannot be written ({error.strerror}). Nothing was changed.") from None
    finally:
        for beside, _ in ready:
            beside.unlink(missing_ok=True)

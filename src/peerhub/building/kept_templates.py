"""Templates as they were compiled before: compiling the theme's takes as long as rendering two hundred pages.

What a template is compiled to is code. So it never stands in the cache, which may come from elsewhere and of which
nothing is ever run: it stands in the folder of the libraries, beside what Python itself compiled. Whoever can write
there can run anything as it is.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from peerhub.store.cache import digest


class KeptTemplates(FileSystemBytecodeCache):
    """The compiled templates of a theme, one file a name; `version` names everything that compiles them.

    Another hub's template of the same name takes the place of the first, so the folder does not grow.
    """

    def __init__(self, folder: Path, version: str) -> None:
        super().__init__(str(folder), "%s.compiled")
        self._folder = folder
        self._version = version

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name the file of a template."""
        return digest(name)

    def get_source_checksum(self, source: str) -> str:
        """Name what a file must have been compiled from."""
        return digest(self._version, source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled of the same source, if it is there and whole."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # a damaged file can make the reader raise anything; it is compiled anew
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where that is possible."""
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            super().dump_bytecode(bucket)

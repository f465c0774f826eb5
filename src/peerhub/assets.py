"""The theme's published files: which they are, and addresses that change when their content does.

A module's imports are rewritten to carry the version of what they import, so that after a deploy a browser never
runs an old module against a new one. There is no bundler: each file stays itself, only its references change.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDERS = ("assets", "components", "vendor")
_PUBLISHED = {
    ".css", ".mjs", ".js", ".svg", ".png", ".ico", ".woff2", ".webmanifest", ".txt", ".md", ".jpg", ".webp",
}  # fmt: skip
# "./x.mjs" after from, import or import( in a module; url(./x) in a sheet. Only relative references are ours.
_REFERENCES = {
    ".mjs": re.compile(
        r"""(?P<before>\bfrom\s*|\bimport\s*\(?\s*)(?P<quote>["'])(?P<path>\.{1,2}/[^"'?]+)(?P=quote)"""
    ),
    ".css": re.compile(r"""(?P<before>\burl\(\s*)(?P<quote>["']?)(?P<path>\.{1,2}/[^"')?#]+)(?P=quote)"""),
}


class Assets:
    """The theme's files with their versions: `files` maps a site path to its bytes, `href` adds the version."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._sources = dict(files)
        self._finished: dict[str, bytes] = {}
        self._versions: dict[str, str] = {}
        for path in sorted(self._sources):
            self._finish(path, ())

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files as they are published."""
        return self._finished

    @property
    def sheets(self) -> tuple[str, ...]:
        """The sheets that every page loads: the theme's own, then those of its components."""
        shared = [path for path in self._finished if path.startswith("assets/css/") and not path.endswith("help.css")]
        return tuple(sorted(path for path in shared))

    def href(self, path: str) -> str:
        """The address of a file with its version; raises KeyError, naming it, for a file that is not there."""
        return f"{path}?v={self._versions[path]}"

    def _finish(self, path: str, above: tuple[str, ...]) -> None:
        """Rewrite a file's references after the files they name, and give it its version."""
        if path in self._finished:
            return
        source = self._sources[path]
        pattern = _REFERENCES.get(posixpath.splitext(path)[1])
        if pattern is not None:

            def versioned(match: re.Match[str]) -> str:
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), match["path"]))
                if target not in self._sources or target in (path, *above):
                    return match[0]
                self._finish(target, (*above, path))
                quote = match["quote"]
                return f"{match['before']}{quote}{match['path']}?v={self._versions.get(target, '')}{quote}"

            source = pattern.sub(versioned, source.decode("utf-8")).encode("utf-8")
        self._finished[path] = source
        self._versions[path] = hashlib.blake2b(source, digest_size=5).hexdigest()


def read_assets(folders: Iterable[Path]) -> Assets:
    """Read the published files of theme folders; a file of an earlier folder wins over a later one's."""
    files: dict[str, bytes] = {}
    for folder in folders:
        for part in FOLDERS:
            for path in sorted((folder / part).rglob("*")):
                name = path.relative_to(folder).as_posix()
                hidden = any(piece.startswith(".") for piece in path.relative_to(folder).parts)
                if path.is_file() and path.suffix in _PUBLISHED and not hidden and name not in files:
                    files[name] = path.read_bytes()
    return Assets(files)

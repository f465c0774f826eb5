"""The theme's published files: which they are, and addresses that change when their content does.

A module's imports are rewritten to carry the version of what they import, so that after a deploy a browser never
runs an old module against a new one. There is no bundler: each file stays itself, only its references change, and
a module's comments stay at home: a quarter of its bytes. Only the sheets are joined end to end, since a browser draws
nothing until the last of them is there.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from peerhub.store.cache import digest

# The sheet that every page loads: these of assets/css, then each component's own, then what paper changes. A hub of
# its own lays `colours` over the engine's tokens.
SHEET = "assets/css/hub.css"
_FIRST = ("tokens", "colours", "base", "top", "chrome", "parts", "pages")
_LAST = ("print",)

# The help pages load one of their own, which begins with the same top.
HELP_SHEET = "assets/css/help.css"
_HELP_TOP = "assets/css/top.css"

# The scripts of every page, which say what the hub's catalogue says.
_FILLED = {
    *("components/early.js", "components/start.mjs", "components/exit-page/exit-page.js"),
    "components/listing-actions/listing-actions.mjs",
}

# Each page names six versions. A file that changed keeps its version once in sixteen million times.
_VERSION_SIZE = 3
# What says words, or leads to what does: each language has its own.
SCRIPTS = (".js", ".mjs")
FOLDERS = ("assets", "components", "vendor")
_PUBLISHED = {
    ".css", ".mjs", ".js", ".svg", ".png", ".ico", ".woff2", ".webmanifest", ".txt", ".md", ".jpg", ".webp",
}  # fmt: skip
# "./x.mjs" after from, import, import( or new URL( in a module; url(./x) in a sheet: relative references are ours.
_REFERENCES = {
    ".mjs": re.compile(
        r"""(?P<before>\bfrom\s*|\bimport\s*+\(?+\s*+|\bnew URL\(\s*)"""
        r"""(?P<quote>["'])(?P<path>\.{1,2}/[^"'?]+)(?P=quote)"""
    ),
    ".css": re.compile(r"""(?P<before>\burl\(\s*)(?P<quote>["']?)(?P<path>\.{1,2}/[^"')?#]+)(?P=quote)"""),
}


class Assets:
    """The theme's files with their versions: `files` maps a site path to its bytes, `href` adds the version."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._sources = files

    @cached_property
    def _versions(self) -> dict[str, str]:
        files = self._sources
        names = {path: _references(path, source, files.keys()) for path, source in files.items()}
        return {path: _version(path, files, names) for path in sorted(files)}

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """The files as they are published."""
        return {path: self._finish(path, self._sources[path]) for path in sorted(self._sources)}

    def filled(self, values: Mapping[str, Any]) -> Assets:
        """Fill in what only a hub knows: a script that holds `"%NAME%"` gets that value there, as JSON."""
        texts = {
            f'"%{name}%"'.encode(): json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            for name, value in values.items()
        }
        files = dict(self._sources)
        for path in _FILLED & files.keys():
            for place, text in texts.items():
                files[path] = files[path].replace(place, text)
        return Assets(files)

    def href(self, path: str) -> str:
        """The address of a file with its version; raises KeyError, naming it, for a file that is not there."""
        return f"{path}?v={self._versions[path]}"

    def _finish(self, path: str, source: bytes) -> bytes:
        """Give every reference to another of these files that file's version."""
        if path.startswith("components/") and path.endswith(".js"):
            return _encode(without_comments(_decode(source)))
        pattern = _REFERENCES.get(posixpath.splitext(path)[1])
        if pattern is None:
            return source

        def versioned(match: re.Match[str]) -> str:
            version = self._versions.get(_target(path, match["path"]))
            quote = match["quote"]
            return f"{match['before']}{quote}{match['path']}?v={version}{quote}" if version else match[0]

        text = _decode(source)
        return _encode(pattern.sub(versioned, without_comments(text) if path.endswith(".mjs") else text))


def without_comments(module: str) -> str:
    """Leave out a module's comments that have lines to themselves; code is never touched.

    A line within a template literal is text, whatever it looks like.
    """
    kept: list[str] = []
    in_comment = in_text = False
    for line in module.splitlines(keepends=True):
        code = line
        if in_comment:
            _, end, rest = line.partition("*/")
            in_comment = not end
            code = rest if rest.strip() else ""
        elif not in_text and _is_comment(line.strip()):
            in_comment = line.strip().startswith("/*") and "*/" not in line
            code = ""
        kept.append(code)
        in_text ^= bool(code.replace("\\`", "").count("`") % 2)
    return "".join(kept)


def _is_comment(stripped: str) -> bool:
    """Whether a line holds nothing but a comment, or the beginning of one; `//#` speaks to the browser."""
    if stripped.startswith("//"):
        return not stripped.startswith("//#")
    return stripped.startswith("/*") and stripped.partition("*/")[2] == ""


def _references(path: str, source: bytes, known: Collection[str]) -> tuple[str, ...]:
    """List the other files that a file names."""
    pattern = _REFERENCES.get(posixpath.splitext(path)[1])
    if pattern is None:
        return ()
    found = (_target(path, match["path"]) for match in pattern.finditer(_decode(source)))
    return tuple(target for target in dict.fromkeys(found) if target in known)


def _version(path: str, files: Mapping[str, bytes], names: Mapping[str, tuple[str, ...]]) -> str:
    """Hash a file with everything that it leads to, so that modules that import each other change together."""
    reached, waiting = {path}, [path]
    while waiting:
        new = [target for target in names[waiting.pop()] if target not in reached]
        reached.update(new)
        waiting += new
    state = hashlib.blake2b(digest_size=_VERSION_SIZE)
    for part in (path, *sorted(reached - {path})):
        state.update(hashlib.blake2b(files[part]).digest())
    return state.hexdigest()


def _target(path: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), reference))


def _decode(source: bytes) -> str:
    # A theme's file that is not UTF-8 goes through as it came: browsers, not builds, judge it.
    return source.decode("utf-8", "surrogateescape")


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def templates_digest(folders: Iterable[Path]) -> str:
    """Give a digest of the templates of theme folders: a page that was made with others must be made again.

    A template may take in any file of its folder, also through a link to another one, but what is published.
    """
    paths = [(str(number), path) for number, folder in enumerate(folders) for path in _theme_files(folder)]
    return digest(*(part for number, path in paths for part in (number, path.as_posix(), path.read_bytes())))


def _theme_files(folder: Path) -> list[Path]:
    found, met = list[Path](), set[str]()
    for here, inside, names in os.walk(folder, followlinks=True):
        real = os.path.realpath(here)
        if real in met:  # a link that leads round in a circle
            inside.clear()
            continue
        met.add(real)
        published = Path(here).relative_to(folder).parts[:1] in [(part,) for part in FOLDERS]
        found += [Path(here, name) for name in names if not published or name.endswith(".html")]
    return sorted(path for path in found if path.is_file())


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
    return Assets(join_sheets(files))


def join_sheets(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Join the sheets that every page needs into `SHEET`, and the top of every page with the help pages' sheet.

    A theme that has a `SHEET` of its own keeps that, and its help sheet is taken as it is.
    """
    first = [f"assets/css/{name}.css" for name in _FIRST]
    last = [f"assets/css/{name}.css" for name in _LAST]
    own = [path for path in sorted(files) if path.startswith("components/") and path.endswith(".css")]
    parts = [path for path in (*first, *own, *last) if path in files]
    if SHEET in files or not parts:
        return dict(files)
    made = {SHEET: parts, HELP_SHEET: [path for path in (_HELP_TOP, HELP_SHEET) if path in files]}
    joined = {name: "".join(_moved(path, _decode(files[path])) for path in found) for name, found in made.items()}
    kept = {path: source for path, source in files.items() if path not in parts}
    return kept | {name: _encode(sheet) for name, sheet in joined.items() if sheet}


def _moved(path: str, sheet: str) -> str:
    """Rewrite a sheet's relative addresses as seen from where the joined sheet stands."""

    def seen_from_there(match: re.Match[str]) -> str:
        address = posixpath.relpath(_target(path, match["path"]), posixpath.dirname(SHEET))
        quote = match["quote"]
        return f"{match['before']}{quote}{address}{quote}"

    return _REFERENCES[".css"].sub(seen_from_there, sheet.rstrip() + "\n")

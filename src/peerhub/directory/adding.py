"""Putting a new listing into the directory: every other byte stays, and all of it must be sound after it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from peerhub.directory.edited import hold_against_rules
from peerhub.problems import Location, Problems
from peerhub.yaml.editing import EditError, append_entry
from peerhub.yaml.entry_text import entry_text

GROUPS = "data/groups.yaml"
FOLDER = "data/groups"
_HEAD = "# yaml-language-server: $schema=../groups.schema.json\n"


def file_for_new(root: Path, id_: str) -> str:
    """Name the file for a new listing: one of its own where the hub has the folder data/groups/.

    Two people who each add a listing then never change the same lines, so that git merges both.
    """
    return f"{FOLDER}/{id_}.yaml" if (root / FOLDER).is_dir() else GROUPS


def added(root: Path, entry: Mapping[str, Any], today: date, problems: Problems) -> dict[Path, bytes]:
    """Give the file with one listing more; nothing is written here.

    `entry` is what stands in the YAML, in the order in which it is to stand. It is held against the model and every
    rule; what is wrong becomes problems, and the answer is then empty.
    """
    name = file_for_new(root, str(entry.get("id")))
    path = root / name
    try:
        text = path.read_bytes().decode("utf-8") if path.exists() else _HEAD if name != GROUPS else ""
        edited = _appended(text, entry_text(entry, line_by_line=True))
    except (OSError, UnicodeDecodeError):
        problems.error(Location(name), "file-unreadable", "cannot be read as UTF-8 text", "Check the file.")
        return {}
    except EditError as error:
        problems.error(Location(name), "edit", "cannot take a new entry", str(error))
        return {}
    texts = {path: edited.encode("utf-8")}
    return texts if hold_against_rules(root, texts, today, problems) else {}


def _appended(text: str, entry: str) -> str:
    """Append an entry behind an empty line, as people write them, where the file's last text allows one."""
    if text.strip("\ufeff \r\n") not in ("", _HEAD.strip()) and not text.endswith(("\n\n", "\r\n\r\n")):
        with suppress(EditError):
            return append_entry(text, f"\n{entry}")
    return append_entry(text, entry)

"""Writing checks into the data files: only the `checked` of those entries changes, and only if all of it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from peerhub.directory.checked_facts import facts_digest
from peerhub.directory.edited import hold_against_rules
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.directory.replies import Check
from peerhub.problems import Location, Problems, shown
from peerhub.yaml.editing import EditError, Value, edit_entries
from peerhub.yaml.source import Source

# A check belongs beside what it checks: before the source and what follows it in the field reference.
_BEFORE = ("source", "doubts", "closed", "moved_to", "removed")


def written(
    root: Path, directory: Directory, checks: Sequence[Check], today: date, problems: Problems
) -> dict[Path, bytes]:
    """Give the data files as they are once the checks stand in them; nothing is written here.

    What stands in the way becomes problems, and the answer is then empty. `directory` is what the files hold now.
    """
    texts = _edited(root, directory, checks, problems)
    if problems.has_errors:
        return {}
    return texts if hold_against_rules(root, texts, today, problems) else {}


def _edited(root: Path, directory: Directory, checks: Sequence[Check], problems: Problems) -> dict[Path, bytes]:
    entries: dict[str, list[Entry]] = defaultdict(list)
    for entry in directory.entries:
        entries[entry.listing.id].append(entry)
    changes: dict[str, dict[int, dict[str, Value]]] = defaultdict(dict)
    sources: dict[str, Source] = {}
    for check in checks:
        same = entries[check.listing_id]
        if len(same) != 1:
            places = ", ".join(str(entry.where()) for entry in same)
            got = f"the id {shown(check.listing_id)} stands more than once: {places}"
            problems.error(check.where, "unique-ids", got, "Give each listing its own id first.", "id")
            continue
        (entry,) = same
        sources[entry.source.name] = entry.source
        changes[entry.source.name][entry.index] = _fields(check, entry.listing)
    found = {}
    for name, fields in changes.items():
        content = _edited_file(root / name, sources[name], fields, problems)
        if content is not None:
            found[root / name] = content
    return found


def _fields(check: Check, listing: Listing) -> dict[str, Value]:
    checked = check.checked
    said: dict[str, Value] = {"on": checked.on, "how": checked.how, "by": checked.by, "facts": facts_digest(listing)}
    fields: dict[str, Value] = {"checked": said}
    return fields if check.closed is None else {**fields, "closed": check.closed}


def _edited_file(path: Path, source: Source, fields: dict[int, dict[str, Value]], problems: Problems) -> bytes | None:
    try:
        text = path.read_bytes().decode("utf-8")
        if text.removeprefix("\ufeff") != source.text:
            raise EditError("The file has changed in the meantime. Please try again.")
        return edit_entries(text, fields, _BEFORE).encode("utf-8")
    except (OSError, UnicodeDecodeError):
        problems.error(Location(source.name), "file-unreadable", "cannot be read", "Check the file.")
    except EditError as error:
        first = min(fields)
        problems.error(source.locate((first,)), "edit", "cannot be edited here", str(error))
    return None

"""The list of `./hub due` as Markdown for an issue, in which no listing's words can do anything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from peerhub.directory.due import Due
from peerhub.directory.listing import Listing

# GitHub takes at most 65,536 characters for an issue.
_MOST_ROWS = 200
_MEANS_SOMETHING = re.compile(r"([\\`*_{}\[\]()#+!|<>~^$&:-])")


def due_markdown(found: Sequence[Due], listings: Mapping[str, Listing], reasons: Mapping[str, str]) -> str:
    """Write who is to be asked as a table, at most 200 of them, and how to write down the answers."""
    head = [
        f"{len(found):,} {'listing is' if len(found) == 1 else 'listings are'} to be asked this week "
        "whether what we say is still right. A workflow keeps this list: it is written anew each Monday.",
        "",
    ]
    if not found:
        return "\n".join(head)
    rows = ["| Listing | Name | Ask by | Why | How to reach them |", "| --- | --- | --- | --- | --- |"]
    for one in found[:_MOST_ROWS]:
        contact = " ".join(part for part in (one.contact.how, _code(one.contact.value)) if part) or "not known"
        name = _plain(listings[one.listing_id].name)
        cells = (
            _code(one.listing_id),
            name,
            str(one.due_on),
            reasons["changed" if one.changed else one.reason.value],
            contact,
        )
        rows.append(f"| {' | '.join(cells)} |")
    if len(found) > _MOST_ROWS:
        rows += ["", f"And {len(found) - _MOST_ROWS:,} more: `./hub due` lists them all."]
    return "\n".join([*head, *rows, "", "Write the answers down with `./hub verify`."]) + "\n"


def _plain(text: str) -> str:
    """Write text so that Markdown takes none of it for markup, and GitHub none for a mention or a reference."""
    return _MEANS_SOMETHING.sub(r"\\\1", " ".join(text.split())).replace("@", "@\u2060").replace("\\#", "\\#\u2060")


def _code(text: str) -> str:
    """Write text as code, in which nothing is a link or a mention."""
    clean = " ".join(text.split()).replace("`", "'").replace("|", "\\|")
    return f"`{clean}`" if clean else ""

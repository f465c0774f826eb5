"""The private addresses of the people behind listings: a file beside the data that git never sees.

`data/contacts.yaml` holds, for each listing's id, `email` and if wanted `name`, for the one purpose of asking whether
the listing is still right. It stays on the computer of the person who asks.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from pydantic import Field

from peerhub.directory.load import validated
from peerhub.problems import Problems, did_you_mean, shown
from peerhub.text import MAIL_ADDRESS
from peerhub.yaml.record import Record
from peerhub.yaml.source import read_yaml

NAME = "data/contacts.yaml"


class PrivateContact(Record):
    """Whom to write to about one listing."""

    email: Annotated[str, Field(max_length=254)]
    name: Annotated[str, Field(max_length=80)] = ""


def read_contacts(root: Path, known: Iterable[str], problems: Problems) -> dict[str, PrivateContact]:
    """Read the private contacts of a hub by listing id; a hub may have none."""
    path = root / NAME
    if not path.exists():
        return {}
    source = read_yaml(path, NAME, problems)
    if source is None or source.data is None:
        return {}
    if not isinstance(source.data, dict):
        hint = "Write it as: id of the listing, a colon, and {email: ...} behind it."
        problems.error(source.locate(), "wrong-type", "must hold one contact for each listing's id", hint)
        return {}
    ids = set(known)
    found = {}
    for listing_id, data in source.data.items():
        where = source.locate((listing_id,))
        if listing_id not in ids:
            hint = did_you_mean(listing_id, ids) or "Remove the contact."
            problems.warning(where, "contact-unknown", f"no listing has the id {shown(listing_id)}", hint, listing_id)
        contact = validated(PrivateContact, data, source, "contacts", (listing_id,), problems)
        if contact is None:
            continue
        if not is_address(contact.email) or not contact.name.isprintable():
            problems.error(where, "contact-email", "is not one e-mail address", "Correct it.", f"{listing_id}.email")
            continue
        found[listing_id] = contact
    return found


def is_address(text: str) -> bool:
    """Tell whether a text is one plain e-mail address."""
    return MAIL_ADDRESS.fullmatch(text) is not None

"""Some ids would take the address of a page that the hub makes itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from peerhub.addresses import slug
from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown
from peerhub.text import is_windows_device

ID = "reserved-ids"
DESCRIPTION = "An id must not be the address of a list or its further pages, or a name Windows cannot store."

RESERVED = frozenset({"index", "online", "upcoming", "topics", "places", "days"})
_PAGE_NUMBER = re.compile(r".*-[0-9]+\Z")


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each listing and topic whose page would lie where another page lies."""
    for entry in directory.entries:
        if _is_reserved(entry.listing.id):
            got = f"is reserved: {shown(entry.listing.id)}"
            yield entry.problem(ID, got, "Choose a longer id, with the place or the organisation in it.", "id")
        for field, where in (("place", entry.listing.place), ("area", entry.listing.area)):
            if where is not None and where.region and is_windows_device(slug(where.region)):
                got = f"has a page that Windows cannot store: {shown(where.region)}"
                yield entry.problem(ID, got, "Write the region's name in full.", field, "region")
    for topic in directory.vocabulary.topics:
        if _is_reserved(topic):
            got, hint = f"is reserved: {shown(topic)}", "Choose another word for the topic."
        elif _PAGE_NUMBER.match(topic):
            got = f"ends in a number: {shown(topic)}"
            hint = "Choose another id: further pages of a topic's list end in numbers."
        else:
            continue
        yield directory.problem("vocabulary", ID, got, hint, "topics", topic)


def _is_reserved(id_: str) -> bool:
    return id_ in RESERVED or is_windows_device(id_)

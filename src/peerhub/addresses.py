"""The addresses of a hub's pages, which other people's links rely on: the only place that spells them."""

from __future__ import annotations

import re
import unicodedata

HOME = ""
DIRECTORY = "groups/"
ONLINE = "groups/online.html"
UPCOMING = "groups/upcoming.html"
HELP = "get-help-now/"
SAFETY = "stay-safe-online/"
SEARCH = "search/"
REFERENCES = "references/"

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def listing(listing_id: str) -> str:
    """The page of a listing."""
    return f"groups/{listing_id}.html"


def calendar(listing_id: str) -> str:
    """The calendar of a listing."""
    return f"groups/{listing_id}.ics"


def topic(topic_id: str, page: int = 1) -> str:
    """The list of a topic, or a further page of it."""
    return _paged(f"groups/topics/{topic_id}", page)


def day(weekday: str, page: int = 1) -> str:
    """The list of a weekday, or a further page of it."""
    return _paged(f"groups/days/{weekday}", page)


def country(code: str, page: int = 1) -> str:
    """The list of a country, or a further page of it."""
    return _paged(f"groups/places/{code.lower()}", page)


def region(code: str, name: str, page: int = 1) -> str:
    """The list of a region of a country, or a further page of it."""
    stem = slug(name)
    if re.search(r"-\d+$", stem):  # "area-2" would be the second page of "area"
        stem += "-area"
    return _paged(f"groups/places/{code.lower()}/{stem}", page)


def online(page: int = 1) -> str:
    """The list of groups that meet online, or a further page of it."""
    return _paged("groups/online", page)


def article(docs_path: str) -> str:
    """The address of a page of docs/, as MkDocs gives it: `a/b.md` becomes `a/b/`, `a/index.md` becomes `a/`."""
    stem = docs_path.removesuffix(".md")
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def file_of(address: str) -> str:
    """The file that a host serves for an address of the site."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def root_of(address: str) -> str:
    """The way from a page back to the site's root: ".", "..", "../.." and so on."""
    depth = address.count("/")
    return "/".join([".."] * depth) or "."


def slug(name: str) -> str:
    """Make a readable piece of an address from a name: letters without accents, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    made = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    # A name in another script leaves nothing behind; its code points are stable and safe in an address.
    return made or "-".join(f"{ord(char):x}" for char in name if not char.isspace()) or "unnamed"


def _paged(stem: str, page: int) -> str:
    return f"{stem}.html" if page == 1 else f"{stem}-{page}.html"

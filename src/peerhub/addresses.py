"""The addresses of a hub's pages, which other people's links rely on: the only place that spells them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

HOME = ""
DIRECTORY = "groups/"
ONLINE = "groups/online.html"
UPCOMING = "groups/upcoming.html"
HELP = "get-help-now/"
SUGGEST = "suggest/"
FOR_CONTRIBUTORS = "contribute/"  # every page below it speaks to those who help with the hub

GROUPS_JSON = "feeds/groups.json"
GROUPS_SCHEMA = "feeds/groups.schema.json"
GROUPS_CSV = "feeds/groups.csv"
MEETING_GUIDE = "feeds/meeting-guide.json"
HSDS_ROOT = "feeds/hsds/index.json"
HSDS_TERMS = "feeds/hsds/taxonomy_terms.json"
CALENDAR = "feeds/calendar.ics"
CHANGES = "feeds/changes.xml"
ARTICLES_FEED = "feeds/articles.xml"
REFERENCES_FEED = "feeds/references.json"
BIBLIOGRAPHY = "references/"

# Letters that Unicode takes for letters of their own, and readers for one with a stroke.
_LETTERS = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d",
    "ð": "d", "Ð": "d", "ł": "l", "Ł": "l", "ħ": "h", "Ħ": "h", "ı": "i", "þ": "th", "Þ": "th",
}  # fmt: skip
_LONGEST = 80

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def help_page(need: str) -> str:
    """The help page for one need, such as `suicide` or `worried`."""
    return f"{HELP}{need}/"


def listing(listing_id: str) -> str:
    """The page of a listing."""
    return f"groups/{listing_id}.html"


def change_of(listing_id: str) -> str:
    """The place where a reader says that a listing has changed; the fragment is never sent to a server."""
    return f"{SUGGEST}#changed={listing_id}"


def calendar(listing_id: str) -> str:
    """The calendar of a listing."""
    return f"groups/{listing_id}.ics"


def calendar_of_topic(topic_id: str) -> str:
    """The calendar of a topic."""
    return f"feeds/topics/{topic_id}.ics"


def calendar_of_country(code: str) -> str:
    """The calendar of a country."""
    return country(code).replace("groups/", "feeds/", 1).removesuffix(".html") + ".ics"


def calendar_of_region(code: str, name: str) -> str:
    """The calendar of a region of a country."""
    return region(code, name).replace("groups/", "feeds/", 1).removesuffix(".html") + ".ics"


def hsds_services(page: int = 1) -> str:
    """A page of the list of HSDS services."""
    return "feeds/hsds/services.json" if page == 1 else f"feeds/hsds/services-{page}.json"


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
    # "area-2" would be the second page of "area"; no other slug holds two hyphens in a row.
    stem = re.sub(r"-(\d+)$", r"--\1", slug(name))
    return _paged(f"groups/places/{code.lower()}/{stem}", page)


def town(code: str, region_name: str, name: str, page: int = 1) -> str:
    """The list of a town, or a further page of it."""
    stem = re.sub(r"-(\d+)$", r"--\1", slug(name))
    return _paged(f"{region(code, region_name).removesuffix('.html')}/{stem}", page)


def online(page: int = 1) -> str:
    """The list of groups that meet online, or a further page of it."""
    return _paged("groups/online", page)


def article(docs_path: str) -> str:
    """The address of a page of docs/, as MkDocs gives it: `a/b.md` becomes `a/b/`, `a/index.md` becomes `a/`."""
    stem = re.sub(r"(^|/)README$", r"\1index", docs_path.removesuffix(".md"))
    return stem.removesuffix("index") if stem == "index" or stem.endswith("/index") else f"{stem}/"


def file_of(address: str) -> str:
    """The file that a host serves for an address of the site."""
    return f"{address}index.html" if not address or address.endswith("/") else address


def root_of(address: str) -> str:
    """The way from a page back to the site's root: ".", "..", "../.." and so on."""
    depth = address.count("/")
    return "/".join([".."] * depth) or "."


def within_directory(href: str) -> bool:
    """Whether an address of the site lies in the directory's folder; its front page is the folder itself."""
    return href.startswith(DIRECTORY) and href != DIRECTORY


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Make a readable piece of an address from a name: letters without accents, digits and hyphens.

    >>> slug("Île-de-France"), slug("Łódź"), slug("東京")
    ('ile-de-france', 'lodz', '6771-4eac')
    """
    made = re.sub(r"[^a-z0-9]+", "-", "".join(map(_plain, unicodedata.normalize("NFKC", name)))).strip("-")
    if len(made) > _LONGEST:  # no disk takes a name of any length
        made = f"{made[:_LONGEST].strip('-')}-x{hashlib.blake2b(name.encode(), digest_size=4).hexdigest()}"
    return made or "unnamed"


def _plain(char: str) -> str:
    """Write one character in plain letters; of another script its code point, so that no two names become one."""
    plain = _LETTERS.get(char) or unicodedata.normalize("NFKD", char).encode("ascii", "ignore").decode().lower()
    if plain:
        return plain
    return f"-{ord(char):x}-" if unicodedata.category(char)[0] in "LMN" else "-"


def _paged(stem: str, page: int) -> str:
    return f"{stem}.html" if page == 1 else f"{stem}-{page}.html"

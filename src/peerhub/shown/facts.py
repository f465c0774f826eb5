"""The facts of a listing that every output shows, as plain values: a link, a badge, a meeting, a card.

Every `href` is a path from the site's root without a leading slash (`groups/topics/anxiety.html`) unless it
has a scheme (`tel:`, `sms:`, `mailto:`, `https:`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A link with its words, and an optional remark such as a count or a reason.

    `lang` is the language of its words where that is not the page's.
    """

    title: str
    href: str
    note: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote, and its language where that is not the page's."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Badge:
    """How fresh a listing is: `state` is unchecked, fresh, ageing, stale or withheld; `text` says it in words."""

    state: str
    text: str
    checked_on: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One meeting on the calendar: ISO instants in UTC, the local date and words for both."""

    start: str
    end: str
    local_date: str
    words: str
    timezone: str
    online: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A listing in a list; `hours` are weekdays, minutes and zones to be said in the reader's time.

    `zone` is the clock of a place, to be named for a reader elsewhere. `name_lang` and `summary_lang` are the
    languages of what people wrote where those are not the page's.
    """

    id: str
    name: str
    href: str
    summary: str
    kind: str
    kind_label: str
    format: str
    format_label: str
    place: str
    when: str
    next: Occurrence | None
    topics: tuple[Link, ...]
    audiences: tuple[str, ...]
    badge: Badge
    sensitive: bool
    reason: str = ""
    hours: str = ""
    zone: str = ""
    name_lang: str = ""
    summary_lang: str = ""

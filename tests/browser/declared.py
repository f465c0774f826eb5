"""What the site may keep on a reader's device: the one list that tests hold it to, and the privacy page states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Stored:
    """One thing that is kept: under which name, where, for how long, and what the reader did to make it so."""

    name: str
    where: Literal["localStorage", "sessionStorage"]
    why: str
    until: str


STORED = (
    Stored(
        "hub-scheme",
        "localStorage",
        why="The reader chose light or dark colours.",
        until="The reader chooses the device's colours again, or clears this site's data.",
    ),
    Stored(
        "hub-exit",
        "sessionStorage",
        why="The reader pressed Exit this page; Back then does not show the hub in this tab.",
        until="The tab is closed, or the reader comes back to the hub by an address or a link.",
    ),
)

"""Pages to print and sign: one for each who must do something before a hub opens."""

from __future__ import annotations

from collections.abc import Sequence

from peerhub.hub import Hub
from peerhub.opening.queue import CLINICIAN, SECOND, SPEAKER, Task, hours, in_words
from peerhub.pages.html import escaped

_ASKED = {
    CLINICIAN: "Please read each text as somebody in distress would, and strike out what could harm.",
    SPEAKER: "Please read the words as people around you say them, and write the missing ones beside them.",
    SECOND: "Please look for yourself, without asking the first what they found.",
}
_STYLE = "body{font:12pt/1.5 serif;max-width:45em;margin:2em auto}table{border-collapse:collapse;width:100%}"
_STYLE += "td,th{border:1px solid;padding:.4em;text-align:left;vertical-align:top}"


def sign_sheets(hub: Hub, tasks: Sequence[Task]) -> dict[str, str]:
    """Write the sheets by file name; whoever has nothing to do gets none."""
    found = {}
    for who, asks in _ASKED.items():
        own = [task for task in tasks if who in task.who]
        if own:
            found[f"{who.replace(' ', '-')}.html"] = _sheet(hub, who, asks, own)
    return found


def _sheet(hub: Hub, who: str, asks: str, tasks: Sequence[Task]) -> str:
    rows = "".join(
        f"<tr><td>{escaped(task.what)}<br><small>{escaped(task.then)}</small><td>{in_words(task.minutes)}<td><td>"
        for task in tasks
    )
    name, day = escaped(hub.site_name), hub.today.isoformat()
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}: {who}</title><style>{_STYLE}</style>'
        f"<h1>{name}: sheet for the {who}</h1><p>{asks}</p>"
        f"<p>As of {day}. In all about {hours(tasks)[who]:g} hours; any part of it helps.</p>"
        f"<table><tr><th>What<th>Takes<th>Read on<th>Signed or what must change</tr>{rows}</table>"
        "<p>Name or role, day and signature: ______________________________</p></html>\n"
    )

"""The `meetings.yaml` of aamod, a theme of Hugo for meetings: each by its short name, with its hours by weekday.

https://github.com/recoverysource/aamod. Its types are the Meeting Guide's, and so is what it makes of an address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from peerhub.feeds.losses import Losses
from peerhub.importers.clean import line_of
from peerhub.importers.hours import weekdays
from peerhub.importers.imported import ImportedGroup
from peerhub.importers.meeting_guide import Turn, one_meeting
from peerhub.importers.options import ImportOptions
from peerhub.importers.source_record import Row
from peerhub.schedule.stated.clock import clock

_OURS = {"place": "location", "address": "formatted_address", "note": "notes", "type": "types"}
_COUNTRY = "US"  # where a meeting names none, the theme says so too


def aamod(rows: Iterable[Row], options: ImportOptions, losses: Losses) -> Iterator[ImportedGroup]:
    """Read every meeting; what its editors hide from lists for others stays hidden."""
    for row in rows:
        row.rename(_OURS)
        hidden = [place.lower() for place in row.lines("hidefrom")]
        if "json" in hidden:
            row.name = row.line("slug") or row.name
            row.leave_out("its editors keep it out of lists for others")
            continue
        if "map" in hidden:
            row.data = {name: value for name, value in row.data.items() if name not in ("latitude", "longitude")}
        row.data = {"country": options.country or _COUNTRY, **row.data}
        for group in one_meeting(row, options, _turns):
            if "map" in hidden:
                row.lose("latitude, longitude", why="its editors keep it off maps")
            yield group


def _turns(row: Row) -> list[Turn]:
    """Read the hours of each weekday."""
    said = row.raw("time")
    if not isinstance(said, Mapping):
        row.lose("time", why="must be weekdays with their hours")
        return []
    found: list[Turn] = []
    for name, hours in said.items():
        days, _ = weekdays(str(name))
        if not days:
            row.lose("time", why=f"must be a weekday, found '{line_of(str(name))[:30]}'")
            continue
        for hour in hours if isinstance(hours, list) and hours else [hours or None]:
            at = clock(hour, stated=True) if isinstance(hour, str) else None
            if at is None and hour is not None:
                row.lose("time", why=f"must be a time of day, found '{line_of(str(hour))[:30]}'")
            found.append(({"days": days}, at, None))
    return found

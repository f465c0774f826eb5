"""What the gate found, as text for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from peerhub.hub import Hub
from peerhub.opening.gate import Requirement, State, stage_of
from peerhub.opening.queue import hours, opening_queue

_GROUPS = {"numbers": "The numbers", "people": "Who answers for it", "reviews": "What was read and signed off"}
_MARKS = {State.MET: "x", State.LAPSED: "!", State.MISSING: " "}
# Errors that stand in a hub forbid to open it too; ./hub check names them.
_ERRORS = "Errors stand in this hub: run ./hub check, and mend them first."


def gate_text(hub: Hub, found: Sequence[Requirement]) -> str:
    """Write what is asked for as a list to work off: [x] is there, [!] has lapsed, [ ] is missing."""
    return "\n".join(_lines(hub, found)) + "\n"


def gate_json(hub: Hub, found: Sequence[Requirement]) -> str:
    """Write the same as an object: hub, on, stage, shown_as, may_open, errors, and a list of requirements."""
    tasks = {task.id: (place, task) for place, task in enumerate(opening_queue(hub, found), 1)}
    rows = [
        {
            "id": one.id,
            "group": one.group,
            "asks": one.asks,
            "state": one.state.value,
            "found": one.found,
            "hint": one.hint,
            "path": one.where.path,
            "line": one.where.line,
            "place": tasks[one.id][0] if one.id in tasks else None,
            "by": tasks[one.id][1].who if one.id in tasks else None,
            "minutes": tasks[one.id][1].minutes if one.id in tasks else None,
        }
        for one in found
    ]
    errors = len(hub.problems.errors)
    data = {
        "hub": hub.site_name,
        "on": hub.today.isoformat(),
        "stage": hub.settings.stage,
        "shown_as": stage_of(hub, tuple(found)),
        "may_open": not errors and all(one.state is State.MET for one in found),
        "errors": errors,
        "requirements": rows,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _lines(hub: Hub, asked: Sequence[Requirement]) -> Iterator[str]:
    met = sum(one.state is State.MET for one in asked)
    yield f"{hub.site_name} on {hub.today}, stage {hub.settings.stage}: {met} of {len(asked)} are there."
    if met < len(asked):
        yield "What to do first, and who does it: ./hub open-check --queue"
    for group, title in _GROUPS.items():
        same = [one for one in asked if one.group == group]
        yield ""
        yield f"{title} ({sum(one.state is State.MET for one in same)} of {len(same)})"
        for one in same:
            yield f"  [{_MARKS[one.state]}] {one.asks}"
            if one.state is not State.MET:
                # Of sixty pages that nobody has read, each says only what to type once somebody has.
                found = "" if one.state is State.MISSING and group == "reviews" else f"{one.found}. "
                yield f"      {one.where}: {found}{one.hint}"
    yield ""
    if met < len(asked):
        sums = [f"{who} about {took:g}" for who, took in hours(opening_queue(hub, asked)).items()]
        yield f"What is missing takes, in hours: {', '.join(sums)}."
    if hub.problems.has_errors:
        yield _ERRORS
    elif met < len(asked):
        yield "Not yet: [ ] is missing, [!] has lapsed. Until then the hub stays a demo, or says what is overdue."
    else:
        yield "Nothing stands in the way. Two people agree to stage: open, and one of them answers for safety."

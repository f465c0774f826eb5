"""Which risks of the hazard log are still open in a hub: what its opening check found closes some of them."""

from __future__ import annotations

from peerhub.directory.hazards import Hazard, Risk
from peerhub.hub import Hub
from peerhub.opening.gate import Requirement, State, requirements

_OWN_IDS = {"contact": "contact", "owner": "safety-owner"}


def open_risks(hub: Hub, hazard: Hazard) -> tuple[Risk, ...]:
    """Give the risks of a hazard that nothing has closed; one that nothing can close stays open."""
    undone = [one for one in hub.memo("requirements", requirements) if one.state is not State.MET]
    return tuple(
        risk
        for risk in hazard.open
        if not risk.until or any(_belongs(one, part) for one in undone for part in risk.until)
    )


def _belongs(one: Requirement, part: str) -> bool:
    """Tell whether a requirement belongs to a part that closes risks: `numbers`, `contact`, `articles` ..."""
    if part == "numbers":
        return one.group == part
    return one.id == _OWN_IDS[part] if part in _OWN_IDS else one.id.startswith((f"review-{part}-", f"{part}-"))

"""What a publication is said to say was read by somebody, and each of its claims has a name of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.directory.model import Directory
from peerhub.problems import Problem, shown

ID = "read-claims"
DESCRIPTION = "A claim was read in a text that is named, has an id of its own, and is drawn only where it compares."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield claims that nobody says to have read, ids that stand twice, and drawings without a comparison."""
    for reference in directory.references.values():
        seen: set[str] = set()
        for number, claim in enumerate(reference.claims):
            path = (reference.key, "claims", number)
            if not any(text.what != "record" for text in (*reference.read, *claim.read)):
                got = "stands without a text in which it was read"
                hint = "Read it, and name the text under 'read' with url, what and on; or take the claim out."
                yield directory.problem("references", ID, got, hint, *path)
            if claim.id in seen:
                got = f"repeats {shown(claim.id)}"
                yield directory.problem("references", ID, got, "Give each claim a name of its own.", *path, "id")
            seen.add(claim.id)
            if claim.drawn and (claim.against is None or claim.direction == "describes"):
                got = "is drawn, but nothing was compared"
                hint = "Say under 'against' and 'direction' what was found beside what, or take it out."
                yield directory.problem("references", ID, got, hint, *path, "drawn")

"""An event of GitHub's about an issue, as its workflows find it in the file that GITHUB_EVENT_PATH names."""

from __future__ import annotations

import json
from dataclasses import dataclass

from peerhub.intake.answers import MAX_CHARACTERS
from peerhub.problems import Location, Problems, shown

MAX_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Issue:
    """What an event says about an issue: its number and the text that somebody put into the form."""

    number: int
    text: str

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"issue {self.number}"


def read_event(raw: bytes, name: str, problems: Problems) -> Issue | None:
    """Read the event; what is wrong with it becomes a problem, and the answer is then None."""
    if len(raw) > MAX_BYTES:
        problems.error(
            Location(name), "intake-event", f"is {len(raw):,} bytes long", f"At most {MAX_BYTES:,} are read."
        )
        return None
    try:
        event = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        hint = "Give the file that GITHUB_EVENT_PATH names in a workflow."
        problems.error(Location(name, line), "intake-event", "is not whole JSON in UTF-8", hint)
        return None
    issue = event.get("issue") if isinstance(event, dict) else None
    number = issue.get("number") if isinstance(issue, dict) else None
    if not isinstance(issue, dict) or type(number) is not int or number < 1 or "pull_request" in issue:
        hint = "It must come from a workflow that runs `on: issues`."
        problems.error(Location(name), "intake-event", "is no event about an issue", hint)
        return None
    text = issue.get("body")
    if not isinstance(text, str) or not text.strip():
        found = "nothing" if text is None or isinstance(text, str) else shown(text)
        hint = "Ask in the issue for the form."
        problems.error(Location(f"issue {number}"), "intake-event", f"has no text, found {found}", hint)
        return None
    if len(text) > MAX_CHARACTERS:
        got, hint = f"is {len(text):,} characters long", "Look at it by hand."
        problems.error(Location(f"issue {number}"), "intake-event", got, hint)
        return None
    return Issue(number, text)

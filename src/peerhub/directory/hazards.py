"""Hazards: how a site that means well could harm somebody, what stands against it, and what is still open.

The form is that of a hazard log, as clinical safety knows it. How grave and how likely a danger is, a person with the
training for it says on the sheet that is signed, and no program.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from peerhub.yaml.record import Items, Line, Note, Record, Word

# What closes a risk: the parts of the opening check, and the signature below the log itself.
Closes = Literal["numbers", "contact", "owner", "helplines", "phrases", "advice", "articles", "hazards"]


class Control(Record):
    """Something that makes a danger less likely or less grave."""

    says: Note = Field(description="What it does, in plain sentences. Markdown links are fine.")
    by: Literal["machine", "people"] = Field(
        "machine", description="`machine` when a test proves it, `people` when somebody has to do it."
    )
    tests: Items[Line] = Field(
        (),
        description="The tests that prove it, as file::function.",
        examples=[["tests/browser/test_exit.py::test_touch"]],
    )


class Risk(Record):
    """What could still go wrong."""

    says: Note = Field(description="What is not solved, in plain sentences.")
    until: Items[Closes] = Field(
        (),
        description="What closes it: parts of `./hub open-check`. Left out, it stays open.",
        examples=[["numbers"]],
    )


class Hazard(Record):
    """One way in which the site could harm somebody."""

    id: Word = Field(description="Its name in the data: lower-case words joined by hyphens.")
    title: Line = Field(description="The danger in a few words.", examples=["A wrong helpline number"])
    could: Note = Field(description="What could happen to somebody, as they would live it.")
    controls: Items[Control] = Field(description="What stands against it.")
    open: Items[Risk] = Field((), description="What is still open.")

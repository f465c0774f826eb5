"""Claims: what a publication says, point by point, in our own words and with its limits, and where that was read."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from peerhub.yaml.record import Day, Items, Note, Record, Text, Url, Word

About = Literal["groups", "any-kind", "one-to-one", "severe-conditions", "depression", "addiction", "others"]
Direction = Literal["better", "perhaps-better", "no-difference", "mixed", "worse", "describes"]
Against = Literal["usual-care", "another-treatment", "nobody"]

# Each has one line of a picture that a phone can show.
Short = Annotated[str, StringConstraints(min_length=1, max_length=48)]
Count = Annotated[int, Field(ge=1)]


class ReadText(Record):
    """A text in which somebody read what a claim says."""

    url: Url = Field(description="Where the text stands, or stood when a copy of it was kept.")
    what: Literal["full-text", "abstract", "conclusion", "part", "record"] = Field(
        description="How much of it was read. `record`: only who wrote it, where and when."
    )
    on: Day = Field(description="The day on which it was read.", examples=["2026-11-30"])


class Drawn(Record):
    """The few words of a claim in the picture of the research."""

    about: About = Field(description="Which kind of peer support, or whom, it is about.")
    outcome: Short = Field(description="The outcome, in a few words.", examples=["Overall personal recovery"])
    sure: Short = Field(
        description="What the reviewers said of their evidence, or a plain limit of the design; no grade of ours.",
        examples=["High risk of bias"],
    )


class Claim(Record):
    """One thing that a publication says. Articles cite it as `[@key#id]`."""

    id: Annotated[Word, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")] = Field(
        description="Its name within the publication.", examples=["recovery"]
    )
    says: Text = Field(description="What it says, in our own words and as carefully as it says it.")
    population: Note | None = Field(None, description="Whom it is about.")
    comparator: Note | None = Field(None, description="With what it was compared.")
    against: Against | None = Field(
        None,
        description="The same in a word. `usual-care` is also a waiting list, no treatment or a group without it.",
    )
    trials: Count | None = Field(None, description="How many trials, studies or reviews stand behind this claim.")
    people: Count | None = Field(None, description="How many people stand behind this claim.")
    direction: Direction = Field(
        description="What was found. `perhaps-better` where the text itself says may; `describes` where nothing "
        "was compared."
    )
    size: Note | None = Field(None, description="How large it is, with its interval.")
    certainty: Note | None = Field(None, description="How sure its authors are, or a plain limit of the design.")
    silent: Note | None = Field(None, description="What it does not say, though a reader may think so.")
    read: Items[ReadText] = Field((), description="Where it was read, when not where the others were.")
    drawn: Drawn | None = Field(None, description="Its words in the picture of the research.")

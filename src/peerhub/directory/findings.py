"""Findings: what a publication found for one outcome, and how sure its authors or its design let anybody be."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from peerhub.yaml.record import Record

About = Literal["groups", "one-to-one", "severe-conditions", "depression", "others"]
Found = Literal["no-difference", "mixed", "perhaps", "gain"]

# Each has one line of a picture that a phone can show.
Short = Annotated[str, StringConstraints(min_length=1, max_length=48)]


class Finding(Record):
    """What was found for one outcome. The picture in the research article is drawn from these."""

    about: About = Field(description="Which kind of peer support, or whom, it is about.")
    outcome: Short = Field(description="The outcome, in a few words.", examples=["Overall personal recovery"])
    found: Found = Field(
        description="`no-difference`: none that is clear. `mixed`: signs that disagree. `perhaps`: it may have "
        "helped. `gain`: a gain was seen."
    )
    how_sure: Short | None = Field(
        None,
        description="What the reviewers said of their evidence, or a plain limit of the design; no grade of ours.",
        examples=["High risk of bias"],
    )

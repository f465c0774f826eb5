"""References: the publications that articles cite."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from peerhub.directory.findings import Finding
from peerhub.yaml.record import Items, Line, Note, Record, Text, Url, Word, Year


class Reference(Record):
    """One publication, with what it supports in our own words."""

    key: Word = Field(description="The key that articles cite: author and year.", examples=["lyons-2021"])
    authors: Items[Line] = Field(description="Family name, then initials.", examples=[["Lyons, N.", "Cooper, C."]])
    year: Year | None = Field(None, description="The year of publication.", examples=[2021])
    title: Note = Field(description="The title.")
    container: str | None = Field(None, description="The journal, book or site in which it appeared.")
    volume: str | None = Field(None, description="The volume, in quotes.", examples=["21"])
    issue: str | None = Field(None, description="The issue, in quotes.", examples=["1"])
    pages: str | None = Field(None, description="The pages or article number, in quotes.", examples=["110-121"])
    doi: str | None = Field(None, description="The DOI, without `https://doi.org/`.", examples=["10.1186/s12888"])
    url: Url | None = Field(None, description="A page for readers.")
    type: Word | None = Field(None, description="The kind of publication.", examples=["randomised-trial"])
    supports: Text | None = Field(None, description="What it found, in our own words and with its limits.")
    verified: Text | None = Field(None, description="The pages where the details were read, or `memory`.")
    finding: Literal["verified", "memory"] | None = Field(
        None, description="`memory` when the finding was not read anywhere; then it must not be cited for it."
    )
    findings: Items[Finding] = Field(
        (), description="What it found, outcome by outcome, for the picture of the research. Only what was read."
    )
    required: bool = Field(False, description="true when some article must cite it.")
    unverified: Items[Word] = Field(
        (), description="Fields that nobody has read on the publication's own page; they are kept but not shown."
    )

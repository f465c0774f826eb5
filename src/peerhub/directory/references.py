"""References: the publications that articles cite."""

from __future__ import annotations

from pydantic import Field

from peerhub.directory.claims import Claim, ReadText
from peerhub.yaml.record import Items, Line, Note, Record, Url, Word, Year


class Reference(Record):
    """One publication, with what it says in our own words."""

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
    funder: Note | None = Field(None, description="Who paid for it, as far as a text that was read says so.")
    read: Items[ReadText] = Field(
        (), description="The texts in which its claims were read. None, and no claim stands."
    )
    claims: Items[Claim] = Field((), description="What it says, point by point. Only what was read.")
    required: bool = Field(False, description="true when some article must cite it.")
    unverified: Items[Word] = Field(
        (), description="Fields that nobody has read on the publication's own page; they are kept but not shown."
    )

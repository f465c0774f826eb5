"""Reviews: who signed something off, when, and for which text. A sign-off lapses when the text changes.

They are kept in data/reviews.yaml, by kind of text: `articles: {path: {by, role, on, hash}}`, the path inside docs/.
The other kinds are parts of the data, which `directory.signed_off` names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from peerhub.articles.front_matter import Document
from peerhub.problems import Problems, did_you_mean, shown
from peerhub.text import hash_of
from peerhub.yaml.record import Day
from peerhub.yaml.source import Source

_HASH = re.compile(r"sha256:[0-9a-f]{64}\Z")
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Review(BaseModel):
    """One sign-off. A name or a role is enough; both may stand."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    by: Annotated[Line | None, Field(description="The name of the person who signed off.")] = None
    role: Annotated[Line | None, Field(description="In what role, such as Clinical reviewer.")] = None
    on: Annotated[Day, Field(description="The day of the sign-off.")]
    hash: Annotated[str, Field(pattern=_HASH, description="The text that was signed off; the check prints it.")]

    @property
    def signed(self) -> str:
        """Who signed, as a page says it."""
        return ", ".join(filter(None, [self.by, self.role]))


class ReviewState(Enum):
    """Where the review of a text stands."""

    NONE = "none"
    CURRENT = "current"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class ReviewStatus:
    """The review of a text: its state, and the sign-off if there ever was one."""

    state: ReviewState
    review: Review | None = None


def text_hash(document: Document) -> str:
    """Name the text that a reader reads: title, description, points in brief, content note and body.

    Spaces at line ends, blank lines at either end and how a letter is composed (Unicode NFC) do not count.
    """
    front = document.front
    lead = () if front is None else (front.title, front.description, *front.in_brief, front.content_note)
    return hash_of("\n".join([*lead, _normal(document.body)]))


def _normal(body: str) -> str:
    return "\n".join(line.rstrip() for line in body.replace("\r\n", "\n").split("\n")).strip("\n")


def review_state(document: Document, review: Review | None) -> ReviewStatus:
    """Say whether an article was signed off as it now stands."""
    return status_of(review, text_hash(document)) if review else ReviewStatus(ReviewState.NONE)


def status_of(review: Review | None, now: str) -> ReviewStatus:
    """Say where a review stands whose text has the hash `now`."""
    if review is None:
        return ReviewStatus(ReviewState.NONE)
    return ReviewStatus(ReviewState.CURRENT if review.hash == now else ReviewState.LAPSED, review)


def read_reviews(source: Source, today: date, problems: Problems, kind: str = "articles") -> dict[str, Review]:
    """Read the sign-offs of one kind from data/reviews.yaml; what is wrong becomes problems, the rest is kept."""
    data = source.data.get(kind) if isinstance(source.data, Mapping) else None
    if data is None:
        return {}
    if not isinstance(data, Mapping):
        hint = "Write one 'name: {by, role, on, hash}' a line; ./hub review does it for you."
        problems.error(source.locate((kind,)), "review-value", "does not name what was signed", hint, kind)
        return {}
    reviews = {}
    for name, entry in data.items():
        review = _read(source, kind, name, entry, today, problems)
        if review is not None:
            reviews[str(name)] = review
    return reviews


def _read(source: Source, kind: str, name: str, entry: object, today: date, problems: Problems) -> Review | None:
    where, at = source.locate((kind, name)), f"{kind}.{name}"
    try:
        review = Review.model_validate(entry)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            field = str(detail["loc"][0]) if detail["loc"] else ""
            known = Review.model_fields.get(field)
            hint = (known.description or "") if known else did_you_mean(field, Review.model_fields) or "Remove it."
            got = f"lacks '{field}'" if detail["type"] == "missing" else f"has {shown(detail['input'])}"
            place = source.locate((kind, name, field))
            problems.error(place, "review-value", got, hint, f"{at}.{field}" if field else at)
        return None
    if not review.signed:
        problems.error(where, "review-value", "names nobody", "Say who signed: 'by', 'role' or both.", at)
        return None
    if review.on > today:
        problems.error(where, "review-value", f"is signed on {review.on}, which is yet to come", "Mend 'on'.", at)
        return None
    return review

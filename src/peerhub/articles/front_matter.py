"""Front matter: the YAML between `---` lines at an article's top, as a model with located problems."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from dateutil.relativedelta import relativedelta
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from peerhub.articles.kinds import KINDS, Kind
from peerhub.problems import Location, Problems, did_you_mean, shown
from peerhub.yaml.record import DAY_IN_REACH, Day
from peerhub.yaml.source import DataPath, Source, parse_yaml

MONTHS_BETWEEN_REVIEWS = 36
DESCRIPTION_LENGTH = (50, 160)
POINTS_IN_BRIEF = 3

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9/_-]*\.md$", max_length=200)]

# Pydantic's kinds of error in an author's words.
_WRONG = {
    "tuple_type": "not a list",
    "string_type": "not text (put quotes round it)",
    "bool_type": "neither true nor false",
    "string_too_short": "empty",
    "string_too_long": "too long",
    "string_pattern_mismatch": "not of the right form",
}


class FrontMatter(BaseModel):
    """What an article says about itself. Each description below speaks to the article's author."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    title: Annotated[Line, Field(max_length=80, description="The page's heading, at most 80 characters.")]
    description: Annotated[Line, Field(description="One line, 50 to 160 characters: what the reader gets.")]
    kind: Annotated[
        Kind, Field(strict=False, description="What the page is for: benefit, guide, evidence, policy or landing.")
    ]
    topics: Annotated[
        tuple[Line, ...], Field(strict=False, description="Topics it is about: ids from data/vocabulary.yaml.")
    ] = ()
    audience: Annotated[
        tuple[Line, ...], Field(strict=False, description="Whom it is for: audiences from data/vocabulary.yaml.")
    ] = ()
    under_18: Annotated[
        bool,
        Field(description="true where readers are under 18: no group for adults is offered."),
    ] = False
    in_brief: Annotated[
        tuple[Line, ...], Field(strict=False, description="Three plain sentences that stand above the text.")
    ] = ()
    content_note: Annotated[
        str, StringConstraints(strip_whitespace=True, max_length=200), Field(description="What may be hard to read.")
    ] = ""
    content_note_about: Annotated[
        bool,
        Field(description="true where the page is about that, and does not only mention it: help stands beside it."),
    ] = False
    author: Annotated[
        Line | None, Field(description="Who wrote it: a name or a role, or none where nobody puts a name to it.")
    ] = None
    software: Annotated[bool, Field(description="true where software helped to write it: the page says so.")] = False
    reviewed_by: Annotated[
        Line | None, Field(description="The clinician's name or role, or none: the page says so honestly.")
    ] = None
    last_updated: Annotated[
        Day | None, Field(description="When it was last written, or read against its sources by those who write.")
    ] = None
    last_reviewed: Annotated[
        Day | None, Field(description="When the one named in reviewed_by read it. Leave it out where that is none.")
    ] = None
    next_review: Annotated[Day | None, Field(description="When it must be read again: within 36 months.")] = None
    conflicts: Annotated[Line | None, Field(description="Interests that could sway the author, or none.")] = None
    sources: Annotated[
        tuple[Line, ...], Field(strict=False, description="The reference keys cited in the text, all and only.")
    ] = ()
    related: Annotated[
        tuple[PagePath, ...],
        Field(strict=False, max_length=3, description="At most three pages to read next, as paths inside docs/."),
    ] = ()
    template: Annotated[
        str | None, Field(pattern=r"^[a-z0-9-]+\.html$", description="A template of its own, such as help.html.")
    ] = None
    redirects_from: Annotated[
        tuple[PagePath, ...], Field(strict=False, description="Paths this page had before, inside docs/.")
    ] = ()
    for_readers: Annotated[
        bool,
        Field(description="false where it speaks to those who look after a hub: readers' search leaves it out."),
    ] = True
    draft: Annotated[bool, Field(description="true keeps the page out of the built site.")] = False

    @property
    def dated(self) -> date | None:
        """The last day on which anybody wrote or read the text."""
        return max(filter(None, (self.last_updated, self.last_reviewed)), default=None)

    @property
    def named_author(self) -> str:
        """The author, or nothing where none is named."""
        return _named(self.author)

    @property
    def named_reviewer(self) -> str:
        """The reviewer, or nothing where none is named."""
        return _named(self.reviewed_by)


FIELDS = tuple(FrontMatter.model_fields)


@dataclass(frozen=True)
class Document:
    """An article's file taken apart: the front matter (None where it is wrong), the Markdown and where it starts."""

    name: str
    front: FrontMatter | None
    body: str
    first_line: int
    source: Source | None

    def at(self, *path: str | int) -> Location:
        """Find the line of a front-matter field, such as `at("in_brief", 2)`."""
        return Location(self.name, 1) if self.source is None else self.source.locate(path)

    def has(self, field: str) -> bool:
        """Whether the front matter writes a field."""
        return self.source is not None and field in self.source.data


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Split a file into its raw YAML (None where there is none), its Markdown and the line on which that starts.

    The Markdown equals what MkDocs hands to a page: without the blank lines that follow the front matter.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        raw, rest, line = None, text, 1
    else:
        raw, rest = text[opening.end() : closing.start()], text[closing.end() :]
        line = text.count("\n", 0, closing.end()) + 1
    body = rest.lstrip("\n")
    return raw, body, line + len(rest) - len(body)


def parse_document(text: str, name: str, problems: Problems) -> Document:
    """Read an article's text; everything wrong with its front matter becomes a problem with its line."""
    raw, body, first_line = split_front_matter(text)
    if raw is None:
        unclosed = _OPENING.match(text.removeprefix("\ufeff"))
        got = "has front matter that is never closed" if unclosed else "has no front matter"
        hint = "Begin the file with '---', title, description and kind, and '---' again; templates/ shows how."
        if unclosed:
            hint = "Write '---' on a line of its own above the text."
        elif _OPENING.match(text.removeprefix("\ufeff").lstrip()):
            got, hint = "begins with an empty line or a space before '---'", "Delete what stands above '---'."
        problems.error(Location(name, 1), "front-matter-missing", got, hint)
        return Document(name, None, body, first_line, None)
    # The blank first line stands for the opening `---`, so that the lines in messages are the file's own.
    source = parse_yaml(("\n" + raw).encode(errors="replace"), name, problems)
    if source is None:
        return Document(name, None, body, first_line, None)
    if not isinstance(source.data, dict):
        hint = "Write one 'key: value' a line, such as 'title: Your first meeting'."
        problems.error(Location(name, 1), "front-matter-missing", "has front matter without keys", hint)
        return Document(name, None, body, first_line, None)
    return Document(name, _validate(source, problems), body, first_line, source)


def _validate(source: Source, problems: Problems) -> FrontMatter | None:
    try:
        front = FrontMatter.model_validate(source.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        # A field's name that is mistyped is one slip, and not a missing field too.
        meant = {did_you_mean(str(one["loc"][0]), FIELDS) for one in details if one["type"] == "extra_forbidden"}
        for detail in details:
            if not (detail["type"] == "missing" and f"Did you mean '{detail['loc'][0]}'?" in meant):
                _report(detail, source, problems)
        return None
    _check_kind(front, source, problems)
    _check_description(front, source, problems)
    _check_dates(front, source, problems)
    return front


def _report(detail: Any, source: Source, problems: Problems) -> None:
    """Turn one of pydantic's errors into a problem in the author's words."""
    # A union adds its member's name to the path; only steps that the data has can be located.
    path: DataPath = tuple(step for step in detail["loc"] if isinstance(step, int) or step in source.data)
    field = str(detail["loc"][0])
    where = source.locate(path)
    at = "".join(f"[{step}]" if isinstance(step, int) else step for step in path)
    if detail["type"] == "extra_forbidden":
        hint = did_you_mean(field, FIELDS) or f"Known fields: {', '.join(FIELDS)}."
        problems.error(where, "front-matter-unknown-key", f"has the unknown field {shown(field)}", hint)
    elif detail["type"] == "missing":
        problems.error(where, "front-matter-required", f"has no '{field}'", _help(field))
    elif field == "kind":
        words = [kind.value for kind in Kind]
        near = did_you_mean(str(detail["input"]), words)
        hint = " ".join(filter(None, [near, f"Use one of {', '.join(words)}."]))
        problems.error(where, "front-matter-kind", f"is {shown(detail['input'])}", hint, at)
    elif field in ("last_updated", "last_reviewed", "next_review"):
        got = f"is {shown(detail['input'])}, not a date"
        hint = "Write a real date as year-month-day, such as 2026-11-23, without quotes."
        if detail["type"] == DAY_IN_REACH:
            got, _, hint = f"{detail['msg']}.".partition(". ")
        problems.error(where, "front-matter-date", got, hint, at)
    elif field == "related" and detail["type"] == "too_long":
        got = f"lists {len(source.data['related'])} pages"
        problems.error(where, "front-matter-related", got, "Keep the three that help most.", at)
    else:
        hint = _help(field)
        if detail["type"] == "tuple_type" and isinstance(detail["input"], str):
            none = detail["input"].strip().lower() in ("none", "no", "nothing", "n/a", "-")
            hint = f"Write {field}: [{'' if none else detail['input'][:60]}]."
        elif field == "related" and str(detail["input"]).rpartition("/")[2].isidentifier():
            hint = f"Write {detail['input'][:80]}.md, with the page's ending."
        wrong = _WRONG.get(detail["type"]) or f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"
        got = f"is {shown(detail['input'])}: {wrong}"
        problems.error(where, "front-matter-value", got, hint, at)


def _help(field: str) -> str:
    return FrontMatter.model_fields[field].description or ""


def _check_kind(front: FrontMatter, source: Source, problems: Problems) -> None:
    rules = KINDS[front.kind]
    for field in rules.needed:
        if field not in source.data or source.data[field] is None:
            got = f"has no '{field}', which a page of kind '{front.kind.value}' needs"
            problems.error(source.locate(()), "front-matter-required", got, _help(field))
    if rules.in_brief and front.in_brief and len(front.in_brief) != POINTS_IN_BRIEF:
        got = f"has {len(front.in_brief)} sentence{'s' if len(front.in_brief) > 1 else ''}"
        problems.error(source.locate(("in_brief",)), "front-matter-in-brief", got, "Write exactly three.", "in_brief")
    elif rules.in_brief and "in_brief" in source.data and not front.in_brief:
        problems.error(source.locate(("in_brief",)), "front-matter-in-brief", "is empty", "Write three.", "in_brief")
    elif not rules.in_brief and front.in_brief:
        got = f"stands on a page of kind '{front.kind.value}', which does not show it"
        problems.error(source.locate(("in_brief",)), "front-matter-in-brief", got, "Remove it.", "in_brief")


def _check_description(front: FrontMatter, source: Source, problems: Problems) -> None:
    least, most = DESCRIPTION_LENGTH
    length = len(front.description)
    if not least <= length <= most:
        hint = f"Write {least} to {most}: search engines and cards show it in full."
        got = f"is {length} character{'' if length == 1 else 's'} long"
        problems.error(source.locate(("description",)), "front-matter-description", got, hint, "description")


def _check_dates(front: FrontMatter, source: Source, problems: Problems) -> None:
    if front.last_reviewed is not None and not front.named_reviewer:
        got = f"is {front.last_reviewed.isoformat()}, but no reviewer is named"
        hint = "Name who reviewed it in 'reviewed_by', or call the day 'last_updated'."
        problems.error(source.locate(("last_reviewed",)), "front-matter-reviewer", got, hint, "last_reviewed")
    last, following = front.dated, front.next_review
    if last is None or following is None:
        return
    named = "last_updated" if last == front.last_updated else "last_reviewed"
    where = source.locate(("next_review",))
    if following <= last:
        got = f"is {following.isoformat()}, not after {named} ({last.isoformat()})"
        problems.error(where, "front-matter-date", got, "Choose a later date.", "next_review")
        return
    latest = last + relativedelta(months=MONTHS_BETWEEN_REVIEWS)
    if following > latest:
        got = f"is {following.isoformat()}, more than {MONTHS_BETWEEN_REVIEWS} months after {named}"
        hint = f"Choose {latest.isoformat()} or earlier."
        problems.error(where, "front-matter-date", got, hint, "next_review")


def _named(who: str | None) -> str:
    return "" if who is None or who.casefold() == "none" else who


def describe_fields() -> str:
    """Write the fields as a Markdown table for the contributors' guide."""
    rows = [f"| `{name}` | {_help(name)} |\n" for name in FIELDS]
    return "| Field | What it says |\n|---|---|\n" + "".join(rows)

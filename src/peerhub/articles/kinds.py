"""Kinds of page: what each promises its reader, and the sections and front matter it must have."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """What a page is for; the value is what `kind:` says in its front matter."""

    BENEFIT = "benefit"
    GUIDE = "guide"
    EVIDENCE = "evidence"
    POLICY = "policy"
    LANDING = "landing"


@dataclass(frozen=True, slots=True)
class KindRules:
    """What a kind of page must have.

    `sections` are `##` headings that must stand in this order; with `last`, the final one closes the page.
    `needed` are front-matter fields beyond title, description and kind.
    """

    description: str
    sections: tuple[str, ...] = ()
    last: bool = False
    in_brief: bool = False
    needed: tuple[str, ...] = ()


NEXT_STEPS = "What you can do next"
_SIGNED = ("author", "reviewed_by", "last_updated", "next_review", "conflicts")

KINDS: dict[Kind, KindRules] = {
    Kind.BENEFIT: KindRules(
        "Explains one way in which peer support can help, and how far the evidence goes.",
        (
            "What this means",
            "How it can help",
            "What the research says",
            "Where it has limits",
            NEXT_STEPS,
        ),
        last=True,
        in_brief=True,
        needed=("in_brief", *_SIGNED),
    ),
    Kind.GUIDE: KindRules(
        "Walks a reader through something they want to do.",
        (NEXT_STEPS,),
        last=True,
        in_brief=True,
        needed=("in_brief", *_SIGNED),
    ),
    Kind.EVIDENCE: KindRules(
        "Says what research found, how sure we can be, and what nobody knows yet.",
        ("How sure we can be", "What is not known"),
        in_brief=True,
        needed=("in_brief", *_SIGNED, "sources"),
    ),
    Kind.POLICY: KindRules(
        "States how this hub works and who answers for it.",
        ("Who is responsible",),
        needed=("author", "last_updated", "next_review"),
    ),
    Kind.LANDING: KindRules("Leads to other pages: the home page, a section's first page, search or help."),
}

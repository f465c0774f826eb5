"""Context: what the editorial check knows beyond the article it looks at. Everything is passed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from peerhub.articles.bibliography import Reference
from peerhub.articles.sentences import syllables_of
from peerhub.articles.wording import Wording


def _no_size(_path: str) -> int | None:
    return None


def _nobodys(_line: str) -> bool:
    return False


def _no_contact(_line: str) -> str:
    return ""


@dataclass(frozen=True)
class Context:
    """The day of the check and everything else that articles are checked against.

    `pages` are the paths inside docs/ of all articles; `linked` those to which a page or the navigation leads.
    `size_of` gives the bytes of a file inside docs/ without reading it, or None when there is none.
    `syllables_in` counts a word's syllables, `gives_away` tells whether a line holds a person's own mail address,
    `contact_in` which other contact of a person's it seems to hold.
    `template_sentences` are what a new article says until its writer replaces it.
    `published_at` is the address at which readers find the hub, empty where nobody has said it.
    `language` is the hub's own, `languages` are those into which articles may be translated.
    `topics`, `audiences` and `references` are None where the hub has no such data: nothing is checked against them.
    """

    today: date
    topics: frozenset[str] | None = None
    references: Mapping[str, Reference] | None = None
    pages: frozenset[str] = frozenset()
    linked: frozenset[str] = frozenset()
    wording: Wording = field(default_factory=Wording)
    size_of: Callable[[str], int | None] = _no_size
    published_at: str = ""
    audiences: frozenset[str] | None = None
    template_sentences: frozenset[str] = frozenset()
    syllables_in: Callable[[str], int] = syllables_of
    gives_away: Callable[[str], bool] = _nobodys
    contact_in: Callable[[str], str] = _no_contact
    languages: tuple[str, ...] = ()
    language: str = "en"

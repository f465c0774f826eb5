"""Topics and audiences, kinds and formats are words of the vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from peerhub.directory.model import Directory, Entry
from peerhub.directory.vocabulary import Term
from peerhub.problems import Problem, did_you_mean, shown

ID = "known-words"
DESCRIPTION = "Listings use only topics, audiences, kinds and formats that stand in vocabulary.yaml."


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield each word that the vocabulary does not know."""
    words = directory.vocabulary
    for entry in directory.entries:
        listing = entry.listing
        yield from _check_list(entry, "topics", listing.topics, words.topics)
        yield from _check_list(entry, "audience", listing.audience, words.audiences)
        if listing.kind not in words.kinds:
            yield entry.problem(ID, f"has no words yet: {shown(listing.kind)}", _add("kinds"), "kind")
        if listing.format is not None and listing.format not in words.formats:
            yield entry.problem(ID, f"has no words yet: {shown(listing.format)}", _add("formats"), "format")


def _check_list(entry: Entry, name: str, used: tuple[str, ...], known: Mapping[str, Term]) -> Iterator[Problem]:
    for position, word in enumerate(used):
        if word not in known:
            meant = next((id_ for id_, term in known.items() if word.casefold() in _said(term)), "")
            hint = f"Did you mean '{meant}'?" if meant else did_you_mean(word, known)
            hint = hint or f"Choose one of {', '.join(known)}; or add it to vocabulary.yaml first."
            yield entry.problem(ID, f"is not in the vocabulary: {shown(word)}", hint, name, position)
        elif word in used[:position]:
            yield entry.problem(ID, f"stands twice: {shown(word)}", "Delete one of them.", name, position)


def _said(term: Term) -> set[str]:
    return {word.casefold() for word in (term.label, *getattr(term, "words", ()))}


def _add(group: str) -> str:
    return f"Add it to '{group}:' in vocabulary.yaml."

"""The free texts of a listing do not harm, blame or promise too much."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from peerhub.articles.prose import Sentence, read_prose
from peerhub.articles.wording import Wording
from peerhub.directory.model import Directory, texts
from peerhub.problems import Problem, Severity, shown

ID = "listing-wording"
DESCRIPTION = "The free texts of a listing do not harm, blame or promise too much; the list is data/wording.yaml."

# What people write freely; all other texts are names, addresses and words of lists.
_FREE = frozenset({"summary", "description", "eligibility", "note", "access", "doubts"})
# These only prefer one word to another, which is for a group to choose.
_LEFT_TO_GROUPS = "plain"


def check(directory: Directory, today: date) -> Iterator[Problem]:
    """Yield what data/wording.yaml speaks against, as a warning: the words may be a group's own."""
    if not directory.wording.rules:
        return
    known: dict[str, list[tuple[str, str]]] = {}
    for entry in directory.entries:
        for path, value in texts(entry.data):
            if path[-1] not in _FREE or path[0] == "in":  # the rules know the words of the hub's own language
                continue
            if value not in known:
                # Many groups of one organisation describe themselves in the same words.
                known[value] = list(_finds(directory.wording, value))
            for got, hint in known[value]:
                yield entry.problem(ID, got, hint, *path, severity=Severity.WARNING)


def _finds(wording: Wording, text: str) -> Iterator[tuple[str, str]]:
    sentences: list[Sentence] = [sentence for paragraph in read_prose(text) for sentence in paragraph.sentences]
    for find in wording.find(sentences, weigh=False):
        if find.rule.kind != _LEFT_TO_GROUPS and find.rule.severity is not Severity.INFO:
            yield f"says {shown(find.words)} ({find.rule.id}: {find.rule.why})", f"Better: '{find.rule.better}'"

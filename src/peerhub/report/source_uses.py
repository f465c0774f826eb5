"""What the report says of sources: each citation beside the sentence it supports, and what nobody cites yet.

A reader of this list can hold a sentence against what its source found without opening two files.
"""

from __future__ import annotations

from dataclasses import dataclass

from peerhub.articles.article import Article
from peerhub.articles.cited import cited_sentences
from peerhub.hub import Hub


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """One sentence that rests on a source: the file inside docs/, its line and the page number that is cited."""

    path: str
    line: int
    sentence: str
    page: str


@dataclass(frozen=True, slots=True)
class ClaimUse:
    """One claim of a reference, and the sentences that cite it; its id is empty for those that name none."""

    id: str
    says: str
    sentences: tuple[CitedSentence, ...]


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One reference with its claims, each beside every sentence that cites it, in the order of the files."""

    key: str
    title: str
    claims: tuple[ClaimUse, ...]

    @property
    def cited(self) -> bool:
        """Whether any sentence cites it."""
        return any(claim.sentences for claim in self.claims)


def source_uses(hub: Hub) -> tuple[SourceUse, ...]:
    """List every reference of a hub in the order of its keys; one that no article cites has no sentences."""
    found: dict[tuple[str, str], list[CitedSentence]] = {}
    for path in sorted(hub.articles):
        if path not in hub.borrowed:
            for citation, sentence in cited_sentences(Article(path, hub.articles[path].document)):
                place = CitedSentence(path, citation.line, sentence, citation.page)
                found.setdefault((citation.key, citation.claim), []).append(place)
    return tuple(_use(hub, key, found) for key in sorted(hub.directory.references))


def _use(hub: Hub, key: str, found: dict[tuple[str, str], list[CitedSentence]]) -> SourceUse:
    reference = hub.directory.references[key]
    named = [ClaimUse(claim.id, claim.says, tuple(found.get((key, claim.id), ()))) for claim in reference.claims]
    known = {claim.id for claim in reference.claims}
    others = [
        place for (cited, claim), places in found.items() if cited == key and claim not in known for place in places
    ]
    return SourceUse(key, reference.title, (*named, *([ClaimUse("", "", tuple(others))] if others else [])))

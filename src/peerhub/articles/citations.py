"""Citations: `[@key#claim]`, `[@one; @two]` and `[@key, p. 12]` in the text, numbered in the order of first use.

A claim is one thing that a publication says, as data/references.yaml has it. `[@key]` stands for any of them, and
`[@key#exists]` says no more than that there is such a publication.

There are two steps. `find_citations` reads the Markdown and `Citations.replace` writes inline HTML in their
place before Markdown is rendered; neither looks inside code or comments. The list of sources comes from
`bibliography.py`. The syntax is that of Pandoc: https://pandoc.org/MANUAL.html#citation-syntax
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Protocol

from peerhub.articles.masking import mask_code
from peerhub.problems import Location, Problems, did_you_mean, shown
from peerhub.yaml.source import line_in, line_starts

# A bracket that is followed by ( [ or : is a link or a link's definition, and `\[` is a plain bracket.
_BRACKET = re.compile(r"(?<!\\)\[(?=[ \t]*@)([^\[\]]*)\](?![(\[:])")
# What was meant for a citation: one that no bracket closes, and a key without its sign.
_OPEN = re.compile(r"(?<!\\)\[@[a-z0-9][^\[\]]{0,200}?(?=\n\s*\n|\[|\Z)")
_BARE = re.compile(r"(?<![\\\w\]])\[([a-z0-9]+(?:-[a-z0-9]+)+)(?:#[a-z0-9-]+)?\](?![(\[:])")
_PART = re.compile(
    r"\s*@(?P<key>[^\s,;@#]+)(?:#(?P<claim>[^\s,;@#]+))?\s*(?:,\s*(?P<page>[^\s@;](?:[^@;]*[^\s@;])?)\s*)?"
)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
EXISTS = "exists"


class Claim(Protocol):
    """What citing needs to know of a claim."""

    @property
    def id(self) -> str: ...


class Source(Protocol):
    """What citing needs to know of a reference."""

    @property
    def key(self) -> str: ...
    @property
    def claims(self) -> Sequence[Claim]: ...


@dataclass(frozen=True, slots=True)
class Citation:
    """One key, or one of its claims, cited in one place: `start` and `end` are the bracket's offsets."""

    key: str
    claim: str
    page: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CitationWords:
    """The words round a citation's number, from the catalogue of interface words."""

    label: str = "Source {number}"
    and_others: str = "and others"
    no_date: str = "no date"
    no_authors: str = "Authors not checked"


@dataclass(frozen=True)
class Citations:
    """The citations of one page: where they stand and which number each source has.

    `bibliography` holds the known references by key. A citation of an unknown key is left as it is written:
    `report` tells of it.
    """

    found: tuple[Citation, ...]
    bibliography: Mapping[str, Source]
    words: CitationWords = field(default_factory=CitationWords)

    @property
    def keys(self) -> tuple[str, ...]:
        """The cited keys, each once, in the order of first use."""
        return tuple(dict.fromkeys(citation.key for citation in self.found))

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each known cited key, from 1."""
        known = [key for key in self.keys if key in self.bibliography]
        return {key: number for number, key in enumerate(known, 1)}

    def back_links(self) -> dict[str, tuple[str, ...]]:
        """The ids in the text at which each source is cited: `cite-KEY-1`, `cite-KEY-2` and so on."""
        counts: dict[str, int] = {}
        for citation in self._shown():
            counts[citation.key] = counts.get(citation.key, 0) + 1
        return {key: tuple(f"cite-{key}-{place}" for place in range(1, counts[key] + 1)) for key in self.numbers}

    def replace(self, markdown: str) -> str:
        """Write the citations as inline HTML before Markdown is rendered; `markdown` is the text they stand in."""
        numbers = self.numbers
        places: dict[str, int] = {}
        parts: list[str] = []
        at = 0
        for start, end, group in self._brackets():
            if all(citation.key in numbers for citation in group):
                links = [self._link(citation, numbers, places) for citation in group]
                parts += [markdown[at:start], f'<span class="hub-citations">[{", ".join(links)}]</span>']
                at = end
        return "".join([*parts, markdown[at:]])

    def _shown(self) -> Iterable[Citation]:
        """Two claims of one source between two brackets are one number."""
        shown: dict[tuple[int, str, str], Citation] = {}
        for found in self.found:
            shown.setdefault((found.start, found.key, found.page), found)
        return shown.values()

    def _brackets(self) -> Iterable[tuple[int, int, list[Citation]]]:
        groups: dict[tuple[int, int], list[Citation]] = {}
        for citation in self._shown():
            groups.setdefault((citation.start, citation.end), []).append(citation)
        return [(start, end, group) for (start, end), group in sorted(groups.items())]

    def _link(self, citation: Citation, numbers: Mapping[str, int], places: dict[str, int]) -> str:
        key, number = citation.key, numbers[citation.key]
        places[key] = places.get(key, 0) + 1
        label = escape(self.words.label.format(number=number))
        # Entities keep Markdown's own characters in a page number ("*", "_") out of Markdown's hands.
        page = f", {_plain(citation.page)}" if citation.page else ""
        return (
            f'<a class="hub-citation" id="cite-{key}-{places[key]}" href="#ref-{key}" aria-label="{label}">'
            f"{number}</a>{page}"
        )


def find_citations(body: str, first_line: int = 1) -> list[Citation]:
    """List the citations of a page's Markdown in order; `first_line` is the line on which it starts in the file."""
    return [citation for _, citations in _scan(body, first_line) for citation in citations]


def cite(
    body: str, bibliography: Mapping[str, Source], first_line: int = 1, words: CitationWords | None = None
) -> Citations:
    """Find the citations of a page and number its sources."""
    return Citations(tuple(find_citations(body, first_line)), bibliography, words or CitationWords())


def check_citations(
    body: str,
    where: Location,
    bibliography: Mapping[str, Source],
    problems: Problems,
    declared: tuple[Iterable[str], Location] | None = None,
) -> Citations:
    """Find a page's citations and report malformed ones, what no source says, unread sources and a wrong `sources:`.

    `where` is the file and the line on which `body` starts; `declared` is the front matter's list and its place.
    """
    found: list[Citation] = []
    read = _scan_all(body, where.line or 1)
    for line, text, citations in read:
        found += citations
        if not citations:
            hint = (
                "Write [@key#claim], [@one; @two] or [@key, p. 12], with keys and claims from data/references.yaml."
            )
            problems.error(Location(where.path, line), "citation-syntax", f"has the citation {shown(text)}", hint)
    unread = any(not citations for *_, citations in read)
    if declared is not None:  # without it the front matter was not read, and may stand in the body
        unread |= _check_meant(body, where, bibliography, problems)
    for citation in found:
        _check_key(citation, where.path, bibliography, problems)
    result = Citations(tuple(found), bibliography)
    if declared is not None and not unread:  # else the list may well be right
        _check_declared(result.keys, list(declared[0]), declared[1], problems)
    return result


def _check_meant(body: str, where: Location, bibliography: Mapping[str, Source], problems: Problems) -> bool:
    """Report what was meant for a citation and is none; the answer is whether there was any."""
    masked, starts, said = mask_code(body), line_starts(body), len(problems)
    for pattern, got, hint in (
        (_OPEN, "has a citation that is not closed", "Close it with ']'."),
        (_BARE, "has a citation without its sign", "Write '[@' before the key."),
    ):
        for match in pattern.finditer(masked) if "[" in masked else ():
            if pattern is _OPEN or match[1] in bibliography:
                line = line_in(starts, match.start()) + (where.line or 1) - 1
                problems.error(
                    Location(where.path, line),
                    "citation-syntax",
                    f"{got}: {shown(match[0].partition(chr(10))[0], 40)}",
                    hint,
                )
    return len(problems) > said


def _check_key(citation: Citation, path: str, bibliography: Mapping[str, Source], problems: Problems) -> None:
    where = Location(path, citation.line)
    reference = bibliography.get(citation.key)
    if reference is None:
        hint = did_you_mean(citation.key, bibliography) or "Add it to data/references.yaml, or cite a key from there."
        problems.error(where, "citation-unknown", f"cites the unknown source {shown(citation.key)}", hint)
    elif citation.claim == EXISTS:
        return
    elif not reference.claims:
        got = f"cites {shown(citation.key)}, of which no text was read"
        only = f"[@{citation.key}#{EXISTS}]"
        hint = f"Read it and write its claims in data/references.yaml, or say only that it exists: {only}."
        problems.error(where, "citation-unread", got, hint)
    elif citation.claim and citation.claim not in (known := [claim.id for claim in reference.claims]):
        got = f"cites the claim {shown(citation.claim)}, which {shown(citation.key)} does not make"
        hint = did_you_mean(citation.claim, known) or f"It makes these: {', '.join(known)}."
        problems.error(where, "citation-claim", got, hint)
    elif not citation.claim and len(reference.claims) > 1:
        known = [claim.id for claim in reference.claims]
        hint = f"Write [@{citation.key}#{known[0]}], with one of these: {', '.join(known)}."
        got = f"does not say which claim of {shown(citation.key)} it rests on"
        problems.warning(where, "citation-claim", got, hint)


def _check_declared(cited: tuple[str, ...], declared: list[str], where: Location, problems: Problems) -> None:
    if set(cited) == set(declared) and len(declared) == len(set(declared)):
        return
    missing = [key for key in cited if key not in declared]
    unused = [key for key in dict.fromkeys(declared) if key not in cited]
    twice = sorted({key for key in declared if declared.count(key) > 1})
    faults = [("lacks", missing), ("lists what the text does not cite:", unused), ("repeats", twice)]
    got = " and ".join(f"{words} {', '.join(keys)}" for words, keys in faults if keys)
    problems.error(where, "citation-sources", got, f"Write: sources: [{', '.join(cited)}]", "sources")


def _scan(body: str, first_line: int) -> list[tuple[int, list[Citation]]]:
    return [(line, citations) for line, _, citations in _scan_all(body, first_line)]


def _scan_all(body: str, first_line: int) -> list[tuple[int, str, list[Citation]]]:
    """Give the line and the text of every citation bracket, with the citations in it; none when it is malformed."""
    if "@" not in body:
        return []
    found = []
    starts = line_starts(body)
    for bracket in _BRACKET.finditer(mask_code(body)):
        line = line_in(starts, bracket.start()) + first_line - 1
        parts = [_PART.fullmatch(part) for part in bracket[1].split(";")]
        good = [part for part in parts if part is not None and all(map(_KEY.fullmatch, _names(part)))]
        citations = [
            Citation(
                part["key"],
                part["claim"] or "",
                " ".join((part["page"] or "").split()),
                line,
                bracket.start(),
                bracket.end(),
            )
            for part in good
        ]
        found.append((line, bracket[0], citations if len(good) == len(parts) else []))
    return found


def _names(part: re.Match[str]) -> list[str]:
    return [name for name in (part["key"], part["claim"]) if name is not None]


def _plain(text: str) -> str:
    """Write text so that Markdown leaves it alone: its own signs become entities."""
    return "".join(char if char.isalnum() or char in " .-–," else f"&#{ord(char)};" for char in text)

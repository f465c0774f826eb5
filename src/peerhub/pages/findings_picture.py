"""The picture of the research: one mark for each drawn claim of data/references.yaml, with the same in words.

A mark stands in the column of what was found beside what: better than usual care, no different from it, as good as
another treatment. A full mark says that it was found, a ring that it may be so; below stand how much was studied and
how sure the reviewers were. It takes its colours and letters from the page, so it needs no request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap
from typing import get_args

from markupsafe import Markup

from peerhub.directory.claims import About, Claim, Drawn
from peerhub.hub import Hub
from peerhub.words import Words

# What an author's `<!-- generated: findings-picture -->` becomes, and what is put in its place after cleaning.
PLACE = '<figure class="hub-findings"></figure>'

# Units of the picture: about a pixel on a phone, where a panel is as wide as the page.
_WIDTH = 340
_HEAD, _ROW = 98, 88
_LINE_HEIGHT = 15
_RADIUS = 8
_LETTER = 6.7

# Each panel has the first three; the others where a claim stands in them.
_ALWAYS = ("better", "same", "same-other")
_COLUMNS = ("better", "same", "better-other", "same-other", "worse-other", "worse", "alone")
_COLUMN = {
    ("usual-care", "better"): "better",
    ("usual-care", "no-difference"): "same",
    ("usual-care", "worse"): "worse",
    ("another-treatment", "better"): "better-other",
    ("another-treatment", "no-difference"): "same-other",
    ("another-treatment", "worse"): "worse-other",
    ("nobody", "better"): "alone",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One drawn claim: its words, the column in which it stands, and how many studies and people are behind it."""

    drawn: Drawn
    column: str
    perhaps: bool
    mixed: bool
    studied: str


def with_findings(hub: Hub, html: str) -> str:
    """Put the picture into its place in an article's finished HTML."""
    return html.replace(PLACE, findings_picture(hub)) if PLACE in html else html


def findings_picture(hub: Hub) -> str:
    """Draw a panel for each kind of peer support that has findings, and say all of it in words."""
    panels = _panels(hub)
    say = hub.words.say
    drawn = Markup("\n").join(_panel(about, marks, hub.words) for about, marks in panels.items())
    lists = Markup("\n").join(_in_words(about, marks, hub.words) for about, marks in panels.items())
    return Markup(
        '<figure class="hub-findings">\n<div class="hub-findings__panels">\n{drawn}\n</div>\n'
        "<figcaption>{caption}</figcaption>\n</figure>\n"
        '<details class="hub-findings__words">\n<summary>{summary}</summary>\n{lists}\n</details>'
    ).format(drawn=drawn, caption=say("findings.caption"), summary=say("findings.summary"), lists=lists)


def _panels(hub: Hub) -> dict[About, list[Mark]]:
    """Gather the drawn claims by what they are about."""
    panels: dict[About, list[Mark]] = {about: [] for about in get_args(About)}
    for reference in hub.directory.references.values():
        for claim in reference.claims:
            if claim.drawn:
                panels[claim.drawn.about].append(_mark(claim, claim.drawn, hub.words))
    return {about: marks for about, marks in panels.items() if marks}


def _mark(claim: Claim, drawn: Drawn, words: Words) -> Mark:
    found = {"perhaps-better": "better", "mixed": "better"}.get(claim.direction, claim.direction)
    column = _COLUMN.get((claim.against or "nobody", found), "alone")
    perhaps, mixed = claim.direction == "perhaps-better", claim.direction == "mixed"
    return Mark(drawn, column, perhaps, mixed, words.listed([*studied(claim, words)], "plain"))


def studied(claim: Claim, words: Words) -> Iterable[str]:
    """Say how many studies and people stand behind a claim, where it says so."""
    for unit in ("trials", "people"):
        if (count := getattr(claim, unit)) is not None:
            yield words.say(f"findings.{unit}", n=count, count=words.number(count))


def _panel(about: About, marks: list[Mark], words: Words) -> Markup:
    shown = [column for column in _COLUMNS if column in _ALWAYS or any(mark.column == column for mark in marks)]
    height = _HEAD + len(marks) * _ROW
    rows = [_row(mark, shown, _HEAD + number * _ROW) for number, mark in enumerate(marks)]
    return Markup(
        '<svg class="hub-findings__panel" role="img" aria-label="{label}" viewBox="0 0 {width} {height}">\n'
        "{parts}\n</svg>"
    ).format(
        label=words.say("findings.label", about=words.say(f"findings.about.{about}")),
        width=_WIDTH,
        height=height,
        parts=Markup("\n").join([*_head(about, shown, words), *rows]),
    )


def _head(about: About, shown: list[str], words: Words) -> list[Markup]:
    """Write a panel's title and the names of its columns."""
    title = words.say(f"findings.about.{about}")
    parts = [Markup('<text class="hub-findings__title" y="18">{}</text>').format(title)]
    for place, column in enumerate(shown):
        for line, text in enumerate(_lines(words.say(f"findings.column.{column}"), len(shown))):
            name = Markup('<text class="hub-findings__small" x="{}" y="{}" text-anchor="middle">{}</text>')
            parts.append(name.format(_middle(place, shown), 40 + line * _LINE_HEIGHT, text))
    return parts


def _row(mark: Mark, shown: list[str], top: int) -> Markup:
    """Draw one claim: its outcome, a track with a tick for each column and the mark, how much, and how sure."""
    # Each row is drawn alike in a place of its own, so that pages with many rows pack small.
    place = shown.index(mark.column) + (0.5 if mark.mixed else 0)
    small = Markup('<text class="hub-findings__small" y="{}">{}</text>')
    below = [text for text in (mark.studied, mark.drawn.sure) if text]
    return Markup(
        '<g transform="translate(0 {top})"><text y="22">{outcome}</text>'
        '<path class="hub-findings__track" d="M0 38H{width}{ticks}"/>'
        '<circle class="hub-findings__mark hub-findings__mark--{kind}" cx="{x}" cy="38" r="{radius}"/>{below}</g>'
    ).format(
        top=top,
        outcome=mark.drawn.outcome,
        width=_WIDTH,
        ticks="".join(f"M{_middle(number, shown)} 34v8" for number in range(len(shown))),
        kind="perhaps" if mark.perhaps or mark.mixed else "found",
        x=_middle(place, shown),
        radius=_RADIUS,
        below=Markup().join(small.format(61 + line * _LINE_HEIGHT, text) for line, text in enumerate(below)),
    )


def _in_words(about: About, marks: list[Mark], words: Words) -> Markup:
    items = Markup().join(Markup("<li>{}</li>").format(_sentence(mark, words)) for mark in marks)
    return Markup("<p><strong>{}</strong></p>\n<ul>{}</ul>").format(words.say(f"findings.about.{about}"), items)


def _sentence(mark: Mark, words: Words) -> str:
    """Say one mark: outcome, what was found beside what, in how many, and how sure anyone was."""
    key = "perhaps" if mark.perhaps else "mixed" if mark.mixed else "found"
    found = words.say(f"findings.column.{mark.column}").lower()
    said = words.say(f"findings.sentence.{key}", outcome=mark.drawn.outcome, found=found)
    return " ".join([said, *(f"{text}." for text in (mark.studied, mark.drawn.sure) if text)])


def _lines(name: str, columns: int) -> list[str]:
    """Break a column's name so that it stays within its column."""
    return wrap(name, int(_WIDTH / columns / _LETTER), break_long_words=False)


def _middle(place: float, shown: list[str]) -> str:
    return f"{(place + 0.5) * _WIDTH / len(shown):.4g}"

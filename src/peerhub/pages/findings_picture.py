"""The picture of the research: one mark for each finding, drawn from data/references.yaml, with the same in words.

A mark stands in one of four columns, from no clear difference to a gain. It is full where results were put together
in a meta-analysis, and a ring where studies were weighed in words; below it stands how sure the reviewers were.
It takes its colours and letters from the page, so it is written into the page and needs no request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from markupsafe import Markup

from peerhub.directory.findings import About, Finding, Found
from peerhub.directory.references import Reference
from peerhub.hub import Hub
from peerhub.words import Words

# What an author's `<!-- generated: findings-picture -->` becomes, and what is put in its place after cleaning.
PLACE = '<figure class="hub-findings"></figure>'

# Units of the picture: about a pixel on a phone, where a panel is as wide as the page.
_WIDTH = 340
_COLUMN = _WIDTH / len(get_args(Found))
_HEAD, _ROW = 66, 74
_LINE_HEIGHT = 15
_RADIUS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding to be drawn; `pooled` where results were put together by numbers."""

    finding: Finding
    pooled: bool


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
        "<figcaption>{caption}</figcaption>\n"
        '<details class="hub-findings__words">\n<summary>{summary}</summary>\n{lists}\n</details>\n</figure>'
    ).format(drawn=drawn, caption=say("findings.caption"), summary=say("findings.summary"), lists=lists)


def _panels(hub: Hub) -> dict[About, list[Mark]]:
    """Gather the findings by what they are about; those that were put together by numbers come first."""
    panels: dict[About, list[Mark]] = {about: [] for about in get_args(About)}
    for reference in hub.directory.references.values():
        for finding in reference.findings:
            panels[finding.about].append(Mark(finding, _pooled(reference)))
    return {about: sorted(marks, key=lambda mark: not mark.pooled) for about, marks in panels.items() if marks}


def _pooled(reference: Reference) -> bool:
    return "meta-analysis" in (reference.type or "")


def _panel(about: About, marks: list[Mark], words: Words) -> Markup:
    height = _HEAD + len(marks) * _ROW
    rows = [_row(mark, _HEAD + number * _ROW) for number, mark in enumerate(marks)]
    return Markup(
        '<svg class="hub-findings__panel" role="img" aria-label="{label}" viewBox="0 0 {width} {height}">\n'
        "{parts}\n</svg>"
    ).format(
        label=words.say("findings.label", about=words.say(f"findings.about.{about}")),
        width=_WIDTH,
        height=height,
        parts=Markup("\n").join([*_head(about, words), *rows]),
    )


def _head(about: About, words: Words) -> list[Markup]:
    """Write a panel's title and the names of its columns."""
    title = words.say(f"findings.about.{about}")
    parts = [Markup('<text class="hub-findings__title" y="18">{}</text>').format(title)]
    for found in get_args(Found):
        for line, text in enumerate(_two_lines(words.say(f"findings.found.{found}"))):
            name = Markup('<text class="hub-findings__small" x="{}" y="{}" text-anchor="middle">{}</text>')
            parts.append(name.format(_middle(found), 43 + line * _LINE_HEIGHT, text))
    return parts


def _row(mark: Mark, top: int) -> Markup:
    """Draw one finding: its outcome, a track with a tick for each column and the mark in one, and how sure it is."""
    # Each row is drawn alike in a place of its own, so that pages with many rows pack small.
    kind = "pooled" if mark.pooled else "weighed"
    sure = Markup('<text class="hub-findings__small" y="61">{}</text>').format(mark.finding.how_sure or "")
    return Markup(
        '<g transform="translate(0 {top})"><text y="22">{outcome}</text>'
        '<path class="hub-findings__track" d="M0 38H{width}{ticks}"/>'
        '<circle class="hub-findings__mark hub-findings__mark--{kind}" cx="{x}" cy="38" r="{radius}"/>{sure}</g>'
    ).format(
        top=top,
        outcome=mark.finding.outcome,
        width=_WIDTH,
        ticks="".join(f"M{_middle(found)} 34v8" for found in get_args(Found)),
        kind=kind,
        x=_middle(mark.finding.found),
        radius=_RADIUS,
        sure=sure if mark.finding.how_sure else "",
    )


def _in_words(about: About, marks: list[Mark], words: Words) -> Markup:
    items = Markup().join(Markup("<li>{}</li>").format(_sentence(mark, words)) for mark in marks)
    return Markup("<p><strong>{}</strong></p>\n<ul>{}</ul>").format(words.say(f"findings.about.{about}"), items)


def _sentence(mark: Mark, words: Words) -> str:
    """Say one mark: outcome, what was found, how it was weighed and how sure anyone was."""
    key = "pooled" if mark.pooled else "weighed"
    said = words.say(
        f"findings.sentence.{key}",
        outcome=mark.finding.outcome,
        found=words.say(f"findings.found.{mark.finding.found}").lower(),
    )
    return f"{said} {mark.finding.how_sure}." if mark.finding.how_sure else said


def _two_lines(text: str) -> tuple[str, ...]:
    """Break a column's name at the space nearest its middle."""
    spaces = [at for at, char in enumerate(text) if char == " "]
    if not spaces:
        return (text,)
    middle = min(spaces, key=lambda at: abs(at - len(text) / 2))
    return text[:middle], text[middle + 1 :]


def _middle(found: Found) -> str:
    return f"{(get_args(Found).index(found) + 0.5) * _COLUMN:g}"

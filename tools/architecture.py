"""The page and the picture that show how the code is built, made from the imports as they are."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from html import escape
from pathlib import Path

from tools.field_reference import cell

_BOX, _HIGH, _GAP, _ROW, _EDGE = 118, 40, 18, 86, 24
_PAPER, _SURFACE, _INK, _LEAF = "#fbf9f4", "#ffffff", "#1d2b2f", "#17594f"

_HEAD = """---
title: How the code is built
description: The parts of the code, what each is for, and which may import which, made from the code itself.
kind: landing
---

This page and its picture are made from the code.
To change a sentence in the table, change the first line of the part's own file.

## The idea

A pure core knows no website generator, no theme, no clock and no network.
It takes plain data, and gives paths and bytes.

Two parts know more.
The command line knows the clock, the network and the person who types.
What MkDocs calls, by its hooks or its plugin, stands beside the core in `src/peerhub_mkdocs/`.

So the core can be tested without either, and the hub can [leave MkDocs](leaving-mkdocs.md).

## What may import what

A part imports only what stands below it.
A line leads from a part to one that it needs, and lines that follow from others are left out.

![The parts of the code in rows, each above what it imports; the table below lists the rows](architecture.svg)

## The parts

From the ground up:

| Row | Part | What it is |
|---|---|---|
"""

_TAIL = """
## How a build flows

1. The hooks hand the settings to the core, which reads and checks all data once. Each problem has its line.
2. MkDocs turns articles into pages. Hooks add citations, and links to groups, topics and help.
3. The core writes the pages of groups, lists, feeds and search. The theme draws one of a kind, and the core fills it.
   For a large directory, other processes begin with this while MkDocs is still at the articles.
4. All links of the whole site are checked.
5. Only when no error stands does the new site take the old one's place.

The same data at the same moment gives the same bytes.
What was worked out once is kept in `.cache`, which can be deleted at any time.

Only data is kept there, and nothing of it is ever run.
Compiled templates are code: they stand in `.venv`, beside the libraries.

Each build also notes there what every file of the site rests on, and its size, time and inode.
What rests on the same then stands as before. The new site links to the old file, and nobody reads it.

A page like this is looked through for links again only when something is gone.

## Where to begin

[Changing the code](changing-the-code.md) says how to set up, test and send in a change.
"""


def architecture_files(root: Path) -> dict[str, str]:
    """Give the page and the picture of the code below `root`, by their paths in the repository."""
    modules = _modules(root)
    parts = _parts(modules)
    needs = {part: _needed(part, modules, parts) for part in parts}
    floors = _floors(needs)
    rows = "".join(
        f"| {number} | `{part}` | {cell(parts[part])} |\n" for number, floor in enumerate(floors, 1) for part in floor
    )
    return {
        "docs/contribute/architecture.md": _HEAD + rows + _TAIL,
        "docs/contribute/architecture.svg": _picture(floors, needs),
    }


def _modules(root: Path) -> dict[str, ast.Module]:
    """Read every module of the core, the command line and the hooks, by its dotted name."""
    found = {}
    for base in (root / "src", root):
        for file in sorted((base / ("peerhub" if base.name == "src" else "hooks")).rglob("*.py")):
            name = ".".join(file.relative_to(base).with_suffix("").parts).removesuffix(".__init__")
            found[name] = ast.parse(file.read_text(encoding="utf-8"))
    return found


def _parts(modules: Mapping[str, ast.Module]) -> dict[str, str]:
    """Name the parts, each with the first line of what it says of itself."""
    found = {}
    for name, tree in modules.items():
        pieces = name.split(".")
        if len(pieces) == 2 and pieces[0] == "peerhub":
            found[pieces[1]] = (ast.get_docstring(tree) or "").splitlines()[0]
    found["hooks"] = (
        "What MkDocs calls: the hooks name its events, and `src/peerhub_mkdocs/` says what is done at each."
    )
    return found


def _part_of(name: str, parts: Mapping[str, str]) -> str | None:
    pieces = name.split(".")
    if pieces[0] == "hooks":
        return "hooks"
    return pieces[1] if pieces[0] == "peerhub" and len(pieces) > 1 and pieces[1] in parts else None


def _needed(part: str, modules: Mapping[str, ast.Module], parts: Mapping[str, str]) -> set[str]:
    """Find the other parts that a part imports, inside functions too."""
    found = set()
    for name, tree in modules.items():
        if _part_of(name, parts) != part:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                found |= {_part_of(f"{node.module}.{alias.name}", parts) for alias in node.names}
            elif isinstance(node, ast.Import):
                found |= {_part_of(alias.name, parts) for alias in node.names}
    return {other for other in found if other is not None and other != part}


def _reached(part: str, needs: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [part]
    while waiting:
        new = needs[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _floors(needs: Mapping[str, set[str]]) -> list[list[str]]:
    """Put each part as low as what it needs allows; parts that need each other stand side by side."""
    reached = {part: _reached(part, needs) for part in needs}
    floors: list[list[str]] = []
    left = set(needs)
    while left:
        floor = sorted(
            part for part in left if all(other not in left or part in reached[other] for other in reached[part])
        )
        floors.append(floor)
        left -= set(floor)
    return floors


def _lines(needs: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """List the imports to draw: those that do not follow from others."""
    reached = {part: _reached(part, needs) for part in needs}
    return [
        (part, other)
        for part in sorted(needs)
        for other in sorted(needs[part])
        if not any(other in reached[between] and between not in reached[other] for between in needs[part] - {other})
    ]


def _picture(floors: list[list[str]], needs: Mapping[str, set[str]]) -> str:
    """Draw the parts in rows, the ground at the bottom; the colours are the paper's in both schemes."""
    wide = max(len(floor) for floor in floors) * (_BOX + _GAP) - _GAP + 2 * _EDGE
    high = (len(floors) - 1) * _ROW + _HIGH + 2 * _EDGE
    place: dict[str, tuple[float, float]] = {}
    for number, floor in enumerate(reversed(floors)):
        start = (wide - len(floor) * (_BOX + _GAP) + _GAP) / 2
        place.update({part: (start + at * (_BOX + _GAP), _EDGE + number * _ROW) for at, part in enumerate(floor)})
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}">',
        f'<rect width="{wide}" height="{high}" rx="14" fill="{_PAPER}"/>',
        f'<g stroke="{_LEAF}" stroke-width="1.25" stroke-opacity="0.55" fill="none">',
    ]
    for part, other in _lines(needs):
        (left, top), (to_left, to_top) = place[part], place[other]
        middle, to_middle = left + _BOX / 2, to_left + _BOX / 2
        if top < to_top:
            bend = (top + _HIGH + to_top) / 2
            curve = f"C{middle:g} {bend:g} {to_middle:g} {bend:g} {to_middle:g} {to_top:g}"
            drawn.append(f'<path d="M{middle:g} {top + _HIGH:g}{curve}"/>')
        else:
            drawn.append(f'<path d="M{middle:g} {top + _HIGH / 2:g}H{to_middle:g}"/>')
    drawn.append("</g>")
    drawn.append(f'<g font-family="sans-serif" font-size="16" text-anchor="middle" fill="{_INK}">')
    for part, (left, top) in place.items():
        size = f'width="{_BOX}" height="{_HIGH}" rx="10" fill="{_SURFACE}" stroke="{_LEAF}"'
        drawn.append(f'<rect x="{left:g}" y="{top:g}" {size}/>')
        drawn.append(f'<text x="{left + _BOX / 2:g}" y="{top + 26:g}">{escape(part)}</text>')
    return "\n".join([*drawn, "</g>", "</svg>", ""])

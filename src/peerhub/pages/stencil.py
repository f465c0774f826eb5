"""The stencil: the theme renders one specimen of a page, which is then cut and filled thousands of times.

Rendering every page whole makes the pages of 2,000 listings take 1.9 times as long. A specimen is rendered with a
mark in place of each varying text. Marks are made of private-use characters, which no data may hold and which
escaping leaves alone, so the places where they come out are exactly the places to fill.

Two pages can share a specimen only if the template treats them alike. So a stencil belongs to a shape: which
values are empty, how long lists are, and the values that templates decide by. A test compares every filled page
with the same page rendered whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from markupsafe import Markup

from peerhub import addresses
from peerhub.pages.html import escaped, trusted
from peerhub.pages.views import Head

Render = Callable[[str, Mapping[str, Any]], str]

_MARK = re.compile("\ue000([a-z0-9_]+)\ue001")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|#")
_VARYING = ("title", "description", "canonical", "json_ld", "image", "address")


@dataclass(frozen=True, slots=True)
class Stencil:
    """A page cut at its varying places: `parts` are the pieces between them, `slots` names what goes there."""

    parts: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, specimen: str) -> Stencil:
        """Cut a specimen at its marks."""
        pieces = _MARK.split(specimen)
        return cls(tuple(pieces[::2]), tuple(pieces[1::2]))

    def fill(self, values: Mapping[str, str | Markup]) -> str:
        """Fill the places: plain text is escaped, `Markup` is taken as it is."""
        out = [self.parts[0]]
        for slot, part in zip(self.slots, self.parts[1:], strict=True):
            out.append(escaped(values[slot]))
            out.append(part)
        return "".join(out)


def mark(name: str) -> str:
    """Make the mark of a slot."""
    return f"\ue000{name}\ue001"


class Stencils:
    """The stencils of one template, made when a page of a new shape is first asked for."""

    def __init__(self, render: Render, template: str) -> None:
        self._render = render
        self._template = template
        self._stencils: dict[tuple[object, ...], Stencil] = {}

    def page(self, head: Head, body: Markup, context: Mapping[str, Any]) -> str:
        """Fill the page that this head, body and context make. `root` and `inside` decide, among the context."""
        shape = self._shape(head, context)
        stencil = self._stencils.get(shape)
        if stencil is None:
            specimen = self._render(self._template, {**context, "head": _marked(head), "body": trusted(mark("body"))})
            stencil = self._stencils[shape] = Stencil.cut(specimen)
        return stencil.fill(_values(head, body))

    def whole(self, head: Head, body: Markup, context: Mapping[str, Any]) -> str:
        """Render the same page whole, through the theme: what a filled page must equal."""
        return self._render(self._template, {**context, "head": head, "body": body})

    @staticmethod
    def _shape(head: Head, context: Mapping[str, Any]) -> tuple[object, ...]:
        decided = tuple(
            getattr(head, f.name) for f in fields(Head) if f.name not in _VARYING and f.name != "alternates"
        )
        emptiness = tuple(bool(getattr(head, name)) for name in _VARYING)
        kinds = tuple((rel_type, bool(title), bool(href), _scheme(href)) for rel_type, title, href in head.alternates)
        return (context["root"], context["inside"], *decided, emptiness, kinds)


def _marked(head: Head) -> Head:
    """Replace every varying text of a head by its mark; what is empty stays empty."""
    changed = {name: mark(name) for name in _VARYING if getattr(head, name)}
    alternates = tuple(
        (
            rel_type,
            mark(f"alternate_title_{n}") if title else "",
            # The scheme stays: by it templates tell an address elsewhere from one of the site or its directory.
            f"{_scheme(href)}{mark(f'alternate_href_{n}')}" if href else "",
        )
        for n, (rel_type, title, href) in enumerate(head.alternates)
    )
    return replace(head, alternates=alternates, **changed)  # type: ignore[arg-type] # names are Head's own text fields


def _values(head: Head, body: Markup) -> dict[str, str | Markup]:
    values: dict[str, str | Markup] = {name: getattr(head, name) for name in _VARYING}
    values["body"] = body
    for n, (_, title, href) in enumerate(head.alternates):
        values[f"alternate_title_{n}"] = title
        values[f"alternate_href_{n}"] = href.removeprefix(_scheme(href))
    return values


def _scheme(href: str) -> str:
    if addresses.within_directory(href):
        return addresses.DIRECTORY
    found = _SCHEME.match(href)
    return found[0] if found else ""

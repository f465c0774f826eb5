"""Sections: a part of a page's body that the theme renders once for each shape of what it shows.

A listing's body is not like the next one's, but its parts are: there are a few hundred shapes of "when" and "where"
among ten thousand listings. So each part is a template of its own, cut like a page (`stencil.py`) at every text that
it shows. A part is given only the fields of the view that it names; asking for another is an error, so that no text
can slip into a part that is shared. What a template decides by, beside whether a text is empty, is named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import count
from operator import attrgetter
from typing import Any, NoReturn

from markupsafe import Markup

from peerhub import addresses
from peerhub.pages.html import escaped, trusted
from peerhub.pages.stencil import Render, Stencil, mark
from peerhub.shown.facts import Badge, Card

# Templates compare these with words of their own, so they are part of the shape.
_DECIDING = {(Badge, "state"), (Card, "kind"), (Card, "format")}


@dataclass(frozen=True)
class Section:
    """A part of a body: its template, and the fields of the view that it may use.

    A field may be one of a part (`card.badge`), and one by whose value the template decides is marked: `=card.kind`.
    """

    template: str
    uses: tuple[str, ...]

    @cached_property
    def fields(self) -> tuple[tuple[str, bool, Callable[[Any], Any]], ...]:
        """Each field's name, whether the template decides by it, and a function that takes it from a view."""
        return tuple((name.lstrip("="), name[0] == "=", attrgetter(name.lstrip("="))) for name in self.uses)

    def values(self, view: Any) -> list[tuple[Any, bool]]:
        """Give each field's value, and whether the template decides by it."""
        return [(take(view), decides) for _, decides, take in self.fields]


class Sections:
    """The cut sections of one kind of body."""

    def __init__(self, render: Render, sections: Sequence[Section]) -> None:
        self._render = render
        self._sections = sections
        self._cut: dict[tuple[object, ...], tuple[tuple[str, ...], tuple[int, ...]]] = {}

    def body(self, view: Any, context: Mapping[str, Any]) -> Markup:
        """Fill the body of a page. `root` and `inside` decide, among the context."""
        out: list[str] = []
        for section in self._sections:
            self._fill(section, view, context, out)
        return trusted("".join(out))

    def _fill(self, section: Section, view: Any, context: Mapping[str, Any], out: list[str]) -> None:
        texts: list[str] = []
        shape = [value if decides else _shape(value, texts) for value, decides in section.values(view)]
        key = (section.template, context["root"], context["inside"], *shape)
        found = self._cut.get(key)
        if found is None:
            found = self._cut[key] = self._make(section, view, context)
        parts, slots = found
        out.append(parts[0])
        for slot, part in zip(slots, parts[1:], strict=True):
            out.append(escaped(texts[slot]))
            out.append(part)

    def _make(
        self, section: Section, view: Any, context: Mapping[str, Any]
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        numbers = count()
        shown = _Shown()
        for (name, decides, _), (value, _) in zip(section.fields, section.values(view), strict=True):
            shown.put(name, value if decides else _marked(value, numbers))
        stencil = Stencil.cut(self._render(section.template, {**context, "view": shown}))
        return stencil.parts, tuple(map(int, stencil.slots))


class _Shown:
    """The fields of a view that a section may use, each text replaced by its mark."""

    def put(self, name: str, value: Any) -> None:
        """Put a field where the template looks for it."""
        first, _, rest = name.partition(".")
        if rest:
            self.__dict__.setdefault(first, _Shown()).put(rest, value)
        else:
            self.__dict__[first] = value

    def __getattr__(self, name: str) -> NoReturn:
        # Jinja would take an AttributeError for an empty value, and leave out what the page should say.
        raise LookupError(f"a section uses `{name}`, which is not among the fields that it names")


_PLAIN, _DECIDES, _LEADS = range(3)


_Plan = tuple[Callable[[Any], tuple[Any, ...]], tuple[tuple[str, int], ...]]
_plans: dict[type, _Plan] = {}


def _plan(kind: type) -> _Plan:
    """Give what takes all fields from a view of two or more, and of each its name and what it is to a template."""
    found = _plans.get(kind)
    if found is None:
        roles = tuple(
            (field.name, _DECIDES if (kind, field.name) in _DECIDING else _LEADS if field.name == "href" else _PLAIN)
            for field in fields(kind)
        )
        found = _plans[kind] = attrgetter(*(name for name, _ in roles)), roles
    return found


def _shape(value: Any, texts: list[str]) -> object:
    """Gather the texts of a part of a view in their order, and give what is left when they are taken out."""
    kind = type(value)
    if kind is str or kind is Markup:
        if value:
            texts.append(value)
        return bool(value)
    if kind is tuple:
        return tuple([_shape(part, texts) for part in value])
    if value is None or kind is bool or kind is int:
        return value
    take, plan = _plan(kind)
    shape: list[object] = [kind]
    for part, (_, role) in zip(take(value), plan, strict=True):
        if role == _DECIDES:
            shape.append(part)
        elif role == _LEADS:
            scheme = _scheme(part)
            shape.append((scheme, bool(part)))
            if part:
                texts.append(part[len(scheme) :])
        elif type(part) is not str:
            shape.append(_shape(part, texts))
        elif part:  # as above: most parts are texts, and there are millions
            texts.append(part)
            shape.append(True)
        else:
            shape.append(False)
    return tuple(shape)


def _marked(value: Any, numbers: Iterator[int]) -> Any:
    """Replace the texts of a part of a view by marks, numbered as `_shape` gathers them."""
    kind = type(value)
    if kind is str:
        return mark(str(next(numbers))) if value else value
    if kind is Markup:
        return trusted(mark(str(next(numbers)))) if value else value
    if kind is tuple:
        return tuple([_marked(part, numbers) for part in value])
    if value is None or kind is bool or kind is int:
        return value
    take, plan = _plan(kind)
    made: dict[str, Any] = {}
    for part, (name, role) in zip(take(value), plan, strict=True):
        if role == _DECIDES:
            made[name] = part
        elif role == _LEADS:
            made[name] = f"{_scheme(part)}{mark(str(next(numbers)))}" if part else part
        else:
            made[name] = _marked(part, numbers)
    return kind(**made)


def _scheme(href: str) -> str:
    """Give the start by which templates tell an address elsewhere from one of the site or of its directory."""
    if addresses.within_directory(href):
        return addresses.DIRECTORY
    before, colon, after = href.partition(":")
    if href.startswith("#"):
        return "#"
    if not colon or not before.isalnum():
        return ""
    return f"{before}://" if after.startswith("//") else f"{before}:"

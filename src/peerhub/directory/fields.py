"""The table of a listing's fields: what each value is, by the model, and where it goes, by `fields.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from peerhub.directory.listing import Listing
from peerhub.problems import Problems
from peerhub.yaml.record import Items, Line, Record, Word
from peerhub.yaml.source import DataPath, parse_yaml

FacetKind = Literal["several", "one", "yes", "where", "when", "ages", "fresh", "distance", "column"]


class Facet(Record):
    """A filter of the finder, or a `column` that its scripts only show: `options` are its answers where the model
    names none, the first standing for yes.
    """

    id: Word
    kind: FacetKind
    options: Items[Word] = ()


class Asks(Record):
    """A question to somebody who adds a listing; what it names stands in `prompts`."""

    option: Word
    text: Line
    read: Word | None = None
    needed: bool = False
    turn: int = 9
    when: Word = "always"
    offered: Word = "nothing"


class FieldUse(Record):
    """Where one value of a listing goes; `fields.yaml` says what each means."""

    path: Word
    page: Word = ""
    csv: Word = ""
    facet: Facet | None = None
    card: bool = False
    hsds: Word = ""
    guide: Word = ""
    schema_org: Word = ""
    form: Word = ""
    asks: Asks | None = None
    report: Line = ""

    @property
    def steps(self) -> DataPath:
        """The path in an entry's data, a first slot standing for each of a list's."""
        first, *rest = self.path.split(".")
        return (first, 0, *rest) if value_of(first).several and rest else (first, *rest)


class Value(NamedTuple):
    """What the model says of a value: its type, whether there are several, the words to choose from, and the rest."""

    type: Any
    several: bool
    choices: tuple[str, ...]
    info: FieldInfo


class _Table(Record):
    asking: Items[Word]
    left_out: dict[str, dict[str, Line]]
    fields: Items[FieldUse]


@cache
def _table() -> _Table:
    file = resources.files("peerhub.directory").joinpath("fields.yaml")
    source = parse_yaml(file.read_bytes(), file.name, Problems())
    return _Table.model_validate(source.data if source else {})


def facets() -> dict[str, tuple[str, Facet]]:
    """Read the facets of the finder: the path of each and what it is, by its id."""
    return {field.facet.id: (path, field.facet) for path, field in fields().items() if field.facet}


def options(path: str, facet: Facet) -> tuple[str, ...]:
    """List the answers of a facet that the model or the table names."""
    return facet.options or value_of(path).choices


@cache
def fields() -> dict[str, FieldUse]:
    """Read the table: every field by its path, in the table's order."""
    return {field.path: field for field in _table().fields}


def left_out() -> dict[str, dict[str, Line]]:
    """Read why outputs leave fields out, by output and path; a path stands for all below it."""
    return _table().left_out


def asked_fields() -> list[FieldUse]:
    """List the fields that somebody who adds a listing is asked for, in the order of asking."""
    order = _table().asking
    asked = [field for field in fields().values() if field.asks]
    return sorted(asked, key=lambda field: (order.index(str(field.steps[0])), field.asks.turn if field.asks else 0))


def leaves(model: type[BaseModel] = Listing, before: str = "") -> Iterator[str]:
    """Name every value that a listing can hold: `name`, `place.venue`, `meetings.extra.on`."""
    for name, info in model.model_fields.items():
        path, (inner, _) = f"{before}{info.alias or name}", plain_type(info.annotation)
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from leaves(inner, f"{path}.")
        else:
            yield path


@cache
def value_of(path: str) -> Value:
    """Look up what the model says of a path."""
    model: Any = Listing
    info, several = FieldInfo(), False
    for step in path.split("."):
        info = next(info for name, info in model.model_fields.items() if step in (name, info.alias))
        model, several = plain_type(info.annotation)
    choices = get_args(model) if get_origin(model) is Literal else ()
    return Value(str if choices else model, several, choices, info)


def reader(path: str) -> Callable[[Listing], Any]:
    """Make what reads the value of a path from a listing; None where a part is not there, a tuple of a list's parts.

    >>> reader("ages.from")(Listing(id="a", kind="group"))
    """
    first, *rest = (f"{step}_" if step == "from" else step for step in path.split("."))
    outer = attrgetter(first)
    if not rest:
        return outer
    inner = attrgetter(".".join(rest))

    def read(listing: Listing) -> Any:
        part = outer(listing)
        return None if part is None else tuple(map(inner, part)) if type(part) is tuple else inner(part)

    return read


def plain_type(annotation: Any) -> tuple[Any, bool]:
    """Take the wrappers off a type, and tell whether it is a list."""
    many = False
    while True:
        origin = get_origin(annotation)
        if hasattr(annotation, "__metadata__"):
            annotation = annotation.__origin__
        elif origin in (Union, UnionType):
            annotation = next(argument for argument in get_args(annotation) if argument is not NoneType)
        elif origin is tuple:
            annotation, many = get_args(annotation)[0], True
        else:
            return annotation, many

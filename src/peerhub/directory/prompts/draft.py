"""A listing that is still being answered: what was said so far, and what the model and the rules say to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import BaseModel, ValidationError

from peerhub.directory.fields import plain_type
from peerhub.directory.listing import Listing
from peerhub.directory.model import Directory, Entry
from peerhub.directory.rules import check_directory
from peerhub.directory.rules.twin_towns import near_alike
from peerhub.problems import Problem, Problems
from peerhub.yaml.entry_text import entry_text
from peerhub.yaml.refusals import translate
from peerhub.yaml.source import DataPath, parse_yaml

# What the model needs before it looks at anything else.
_STAND_INS: dict[str, Any] = {"id": "not-answered-yet", "kind": "group"}


@dataclass
class Draft:
    """The answers so far, as the entry's YAML will hold them; `directory` is the one that it is to join."""

    directory: Directory
    today: date
    fields: dict[str, Any] = field(default_factory=dict)

    def get(self, *path: str | int) -> Any:
        """Give an answer, or None where there is none."""
        part: Any = self.fields
        for step in path:
            try:
                part = part[step]
            except (KeyError, IndexError, TypeError):
                return None
        return part

    def set(self, path: DataPath, value: Any) -> None:
        """Write an answer down, or take it back with None."""
        self.fields = _with(self.fields, path, value)

    @property
    def protected(self) -> bool:
        """Whether a topic was chosen whose people must not be found."""
        known = self.directory.vocabulary.topics
        return any(topic in known and known[topic].protected for topic in self.get("topics") or ())

    def entry(self) -> dict[str, Any]:
        """Give the entry in the order in which the field reference lists the fields."""
        return _ordered(self.fields, Listing)

    def told(self, path: DataPath) -> list[Problem]:
        """Say what the model and the rules have against the answer at a path, and nothing of what is still open."""
        fields = {**_STAND_INS, **self.fields}
        problems = Problems()
        source = parse_yaml(entry_text(_ordered(fields, Listing)).encode("utf-8"), "your answers", problems)
        if source is None:
            return list(problems)
        try:
            listing = Listing.model_validate(source.data[0])
        except ValidationError as error:
            for refusal in translate(error.errors(include_url=False), Listing):
                if _within(refusal.path, path):
                    problems.error(source.locate((0, *refusal.path)), refusal.rule, refusal.got, refusal.hint)
            return list(problems)
        same = tuple(entry for entry in self.directory.entries if entry.listing.id == listing.id)
        if path[-1] == "city" and listing.place and (city := listing.place.city):
            same += tuple(
                entry for entry in self.directory.entries if (there := entry.listing.place) and
                there.city and entry not in same and near_alike(there.city, city)
            )  # fmt: skip
        entry = Entry(listing, source, 0)
        others = Directory((*same, entry), self.directory.vocabulary)
        check_directory(others, self.today, problems)
        at = entry.at(*path)
        mine = (problem for problem in problems if problem.where.path == source.name)
        return [problem for problem in mine if problem.at == at or problem.at.startswith((f"{at}.", f"{at}["))]


def _within(path: DataPath, outer: DataPath) -> bool:
    return path[: len(outer)] == outer


def _with(part: Any, path: DataPath, value: Any) -> Any:
    step, *rest = path
    if isinstance(step, int):
        items = list(part) if isinstance(part, list) else []
        items += [{}] * (step + 1 - len(items))
        items[step] = _with(items[step], tuple(rest), value) if rest else value
        return [item for item in items if item not in ({}, None)]
    inner = _with((part or {}).get(step), tuple(rest), value) if rest else value
    copy = {**(part or {}), step: inner}
    return {key: kept for key, kept in copy.items() if kept not in (None, {}, [])}


def _ordered(fields: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Put fields into the model's order, and those of its parts too; what the model takes for granted is left out."""
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        # What holds anyway need not be written.
        if key in fields and (info.is_required() or fields[key] != info.default):
            inner, _ = plain_type(info.annotation)
            found[key] = _ordered_part(fields[key], inner)
    return found


def _ordered_part(value: Any, inner: Any) -> Any:
    if isinstance(inner, type) and issubclass(inner, BaseModel):
        if isinstance(value, Mapping):
            return _ordered(value, inner)
        if isinstance(value, list):
            return [_ordered_part(item, inner) for item in value]
    return value

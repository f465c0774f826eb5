"""Plain words for what the model refuses: pydantic's messages never reach a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

from peerhub.problems import did_you_mean, shown
from peerhub.yaml.source import DataPath

# How a list of allowed values is called when it is too long to be spelled out.
_NOUNS = {"days": "a weekday", "not_in": "a month", "country": "a country code", "timezone": "a time zone"}
_MOST_SPELLED_OUT = 6


@dataclass(frozen=True, slots=True)
class Refusal:
    """One refused value: where in the data it stands, the rule it breaks, what was found and what to do."""

    path: DataPath
    rule: str
    got: str
    hint: str


def translate(errors: Iterable[Any], model: type[BaseModel]) -> list[Refusal]:
    """Turn pydantic's errors about one model into plain words."""
    return [_translate_one(error, model) for error in errors]


def _translate_one(error: dict[str, Any], model: type[BaseModel]) -> Refusal:
    path = tuple(step for step in error["loc"] if step != "[key]")
    if "[key]" in error["loc"]:
        known = _quoted(str(error.get("ctx", {}).get("expected", "")))
        usual = "Use lower-case words and hyphens."
        if error.get("ctx", {}).get("pattern") == _TWO_CAPITALS:
            usual = "Write the country's two capital letters, such as ES for Spain."
        hint = did_you_mean(str(error["input"]), known) or _list_of(known) or usual
        return Refusal(path, "unknown-value", f"is not a known name: {shown(error['input'])}", hint)
    words = _WORDS.get(error["type"])
    if words is None and isinstance(error.get("ctx", {}).get("text"), str):
        return Refusal(path, error["type"], *_own_words(error["ctx"]["text"]))
    if words is None:
        return Refusal(path, "invalid-value", f"cannot hold {_found(error['input'])}", "Look at the field reference.")
    rule, got, hint = words(error, path, model)
    return Refusal(path, rule, got, hint)


_TWO_CAPITALS = "^[A-Z]{2}$"
_Words = tuple[str, str, str]
_LONGEST = 300


def _own_words(text: str) -> tuple[str, str]:
    """Split what a check of the model itself says into what was found and what to do."""
    got, _, hint = text.rstrip(".").partition(". ")
    hint = hint if not hint or hint.endswith("?") else f"{hint}."
    return (got if len(got) <= _LONGEST else got[: _LONGEST - 1] + "…"), hint or "Correct it, or leave the line out."


def _missing(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    fields = _fields_at(model, path[:-1])
    field = fields.get(str(path[-1])) if path else None
    about = f" {field}" if field else ""
    return "missing-field", "is missing", f"Add it.{about}"


def _extra(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    known = _fields_at(model, path[:-1])
    inner = [name for name in known if path[-1] in _fields_at(model, (*path[:-1], name))]
    if inner:
        return "unknown-field", "is not a field at this place", f"It belongs under '{inner[0]}:', indented further."
    if len(path) > 1 and path[-1] in _fields_at(model, ()):
        return "unknown-field", "is not a field at this place", "It belongs to the entry itself: indent it less."
    hint = did_you_mean(str(path[-1]), known) or _list_of(list(known)) or "Delete it."
    if " " in str(path[-1]) and error["input"] is None:
        hint = "A comma inside { } ends a text: put double quotes round the whole text."
    return "unknown-field", "is not a known field", hint


def _choice(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    known = _quoted(str(error.get("ctx", {}).get("expected", "")))
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    value = error["input"]
    hint = did_you_mean(value, known) if isinstance(value, str) else ""
    if len(known) <= _MOST_SPELLED_OUT or name not in _NOUNS:
        must = _list_of(known, "must be").rstrip(".")
        return "unknown-value", f"{must}, found {_found(value)}", hint or "Choose one of them."
    return "unknown-value", f"must be {_NOUNS[name]}, found {_found(value)}", hint or _list_of(known)


def _must(rule: str, must: str, hint: str) -> Callable[[dict[str, Any], DataPath, type[BaseModel]], _Words]:
    def words(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
        limits = {key: value for key, value in error.get("ctx", {}).items() if isinstance(value, int | float | str)}
        try:
            return rule, f"{must.format(**limits)}, found {_found(error['input'])}", hint.format(**limits)
        except (KeyError, IndexError):  # a future pydantic names its limits otherwise
            return rule, f"cannot hold {_found(error['input'])}", "Look at the field reference."

    return words


def _text(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    value = error["input"]
    if value is None:
        return "wrong-type", "is empty", "Fill it in."
    if isinstance(value, list | dict):
        return "wrong-type", f"must be one text, found {_found(value)}", "Write one value here."
    return "wrong-type", f"must be text, found {_found(value)}", "Put quotes round it."


def _truth(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    value = error["input"]
    said = str(value).lower()
    if said in ("true", "false"):
        hint = f"Write {said} without quotes."
    else:
        hint = did_you_mean({"yes": "true", "no": "false"}.get(said, said), ["true", "false"])
        hint = hint or "Write true or false, or leave the line out where nobody knows."
    return "wrong-type", f"must be true or false, found {_found(value)}", hint


def _fields_needed(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    fields = list(_fields_at(model, path))
    names = _list_of(fields, "") if len(fields) <= _MOST_SPELLED_OUT else f" such as {', '.join(fields[:3])}."
    hint = f"Write its fields below it, each on a line of its own:{names}" if fields else "Write its fields below it."
    if fields and re.search(r"24 ?h|24/7|always|all day", str(error["input"]).lower()) and "always" in fields:
        hint = "Write {always: true}."
    elif "free" in fields:
        hint = 'Write {free: true}, or {free: false, note: "..."} with what it costs.'
    elif "url" in fields and str(error["input"]).startswith("http"):
        hint = f'Write {{url: "{str(error["input"])[:80]}"}}.'
    return "wrong-type", f"must hold fields, found {_found(error['input'])}", hint


def _list(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    value = error["input"]
    if fields := _fields_at(model, (*path, 0)):
        got = f"must be a list of entries, found {_found(value)}"
        return (
            "wrong-type",
            got,
            f"Begin each below it with a dash and its first field, such as '- {next(iter(fields))}: '.",
        )
    one = value if isinstance(value, str) and value else "one, two"
    return "wrong-type", f"must be a list, found {_found(value)}", f"Write it as [{' '.join(one.split())[:60]}]."


def _date(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    value = error["input"]
    hint = "Write year-month-day without quotes, such as 2026-11-23."
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        hint = "There is no such day." if not _is_date(value) else "Write it without quotes."
    return "wrong-type", f"must be a date, found {_found(value)}", hint


def _too_long(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    most = error.get("ctx", {}).get("max_length", 0)
    length = len(error["input"])
    return "too-long", f"is {length} characters long", f"Shorten it to at most {most}."


def _pattern(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    name = str(path[-1]) if path else ""
    if name == "country":
        value = str(error["input"])
        hint = f"Did you mean '{value.upper()}'?" if re.fullmatch("[a-z]{2}", value) else "Such as GB."
        return "invalid-value", f"must be a country as two capital letters, found {shown(value)}", hint
    return "invalid-value", f"is not written as it should be, found {_found(error['input'])}", _example(model, path)


def _custom(error: dict[str, Any], path: DataPath, model: type[BaseModel]) -> _Words:
    reason = error.get("ctx", {}).get("error")
    words = str(reason) if reason is not None else re.sub(r"^(Value|Assertion) error, ", "", str(error["msg"]))
    got, _, hint = words.rstrip(".").partition(". ")
    found = "" if isinstance(error["input"], dict | list) else f", found {_found(error['input'])}"
    return "invalid-value", f"{got}{'' if 'found' in got else found}", f"{hint}." if hint else _example(model, path)


_NEW_UUID = "Make one with: python -c 'import uuid; print(uuid.uuid4())'"
_WORDS: dict[str, Callable[[dict[str, Any], DataPath, type[BaseModel]], _Words]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "literal_error": _choice,
    "enum": _choice,
    "string_type": _text,
    "bool_type": _truth,
    "bool_parsing": _truth,
    "date_type": _date,
    "date_from_datetime_parsing": _date,
    "date_parsing": _date,
    "int_type": _must("wrong-type", "must be a whole number", "Write digits only, without quotes."),
    "int_parsing": _must("wrong-type", "must be a whole number", "Write digits only, without quotes."),
    "int_from_float": _must("wrong-type", "must be a whole number", "Write digits only, without quotes."),
    "float_type": _must("wrong-type", "must be a number", "Write digits with a point, without quotes."),
    "float_parsing": _must("wrong-type", "must be a number", "Write digits with a point, without quotes."),
    "tuple_type": _list,
    "list_type": _list,
    "set_type": _list,
    "frozen_set_type": _list,
    "model_type": _fields_needed,
    "model_attributes_type": _fields_needed,
    "dict_type": _must("wrong-type", "must hold fields", "Write each field on a line of its own below it."),
    "string_too_short": _must("empty-value", "is too short", "Fill it in, or leave the line out."),
    "string_too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "too_short": _must("empty-value", "needs at least {min_length}", "Add one, or leave the line out."),
    "too_long": _must("too-long", "holds more than {max_length}", "Shorten the list."),
    "uuid_type": _must("invalid-value", "must be a UUID", _NEW_UUID),
    "uuid_parsing": _must("invalid-value", "must be a UUID", _NEW_UUID),
    "greater_than_equal": _must("out-of-range", "must be at least {ge}", "Correct the number."),
    "greater_than": _must("out-of-range", "must be more than {gt}", "Correct the number."),
    "less_than_equal": _must("out-of-range", "must be at most {le}", "Correct the number."),
    "less_than": _must("out-of-range", "must be less than {lt}", "Correct the number."),
    "value_error": _custom,
    "assertion_error": _custom,
}


def _found(value: object) -> str:
    """Say what was found as the author wrote it: a mapping or a list by its kind, anything else by its text."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a group of fields"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, bool):
        return "'true'" if value else "'false'"
    return shown(value)


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _quoted(expected: str) -> list[str]:
    return re.findall(r"'([^']*)'", expected)


def _list_of(known: list[str], start: str = "Use") -> str:
    if not known:
        return ""
    *most, last = known
    return f"{start} {', '.join(most)} or {last}." if most else f"{start} {last}."


def _example(model: type[BaseModel], path: DataPath) -> str:
    words = [step for step in path if isinstance(step, str)]
    field = _fields_at(model, path[: path.index(words[-1])]) if words else {}
    return field.get(words[-1], "Look at the field reference.") if words else "Look at the field reference."


def _fields_at(model: type[BaseModel], path: DataPath) -> dict[str, str]:
    """List the fields that a part of the model has, each with its description."""
    current: Any = model
    for step in path:
        current = _inside(current, step)
    current = _plain(current)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return _fields_of(current)
    return {}


@cache
def _fields_of(model: type[BaseModel]) -> dict[str, str]:
    return {field.alias or name: field.description or "" for name, field in model.model_fields.items()}


def _inside(annotation: Any, step: str | int) -> Any:
    annotation = _plain(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            if step in (field.alias, name):
                return field.annotation
        return None
    arguments = [argument for argument in get_args(annotation) if argument is not Ellipsis]
    return arguments[-1] if arguments else None


def _plain(annotation: Any) -> Any:
    """Take the optional and annotated wrappers off a type."""
    while True:
        origin = get_origin(annotation)
        if hasattr(annotation, "__metadata__"):
            annotation = get_args(annotation)[0]
        elif origin in (Union, UnionType):
            present = [argument for argument in get_args(annotation) if argument is not type(None)]
            annotation = present[0] if present else None
        else:
            return annotation

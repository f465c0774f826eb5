"""Texts that are bad for a regular expression, made from the expression itself.

For each part that may repeat, a text repeats what that part matches, behind what must come before it and with an end
that matches nothing: there an expression tries whatever it can try.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from re import _constants as sre  # type: ignore[attr-defined]  # the only reader of expressions there is
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_MANY = 32
_LETTERS = "a0 -_.:/,;\n()[]<>!?&%@#'\"|*+=Aé"
_CLASSES = {
    sre.CATEGORY_DIGIT: r"\d", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_SPACE: r"\s",
    sre.CATEGORY_NOT_DIGIT: r"\D", sre.CATEGORY_NOT_WORD: r"\W", sre.CATEGORY_NOT_SPACE: r"\S",
}  # fmt: skip


def patterns_of(package: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Give each expression that a module of a package holds, makes once or uses on the spot, with its name."""
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not found.name.endswith("__main__"):
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                for pattern in _held(_made(value) if inspect.getmodule(value) is module else value, 3):
                    yield f"{found.name}.{name}", pattern
            for use, pattern in _on_the_spot(inspect.getsource(module)):
                yield f"{found.name}.{use}", pattern


def _made(value: Any) -> Any:
    """Call what makes an expression without being told anything."""
    if not callable(value) or isinstance(value, type):
        return value
    signature = inspect.signature(value)
    makes = "Pattern[str]" in str(signature.return_annotation) and not signature.parameters
    return value() if makes else None


def _on_the_spot(source: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Give each expression that stands in a call such as `re.sub("...", ...)`, with what is done with it."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=use), args=[ast.Constant(value=str(text)), *_]
            ) if use not in ("escape", "compile"):
                flags = {name for name in ("IGNORECASE", "MULTILINE") if f"re.{name}" in ast.unparse(node)}
                yield f"re_{use}", re.compile(text, sum(re.RegexFlag[name] for name in flags))


def _held(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth and isinstance(value, dict | tuple | list | set | frozenset):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _held(part, depth - 1)
    elif depth and hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _held(getattr(value, name, None), depth - 1)


def worst_texts(pattern: re.Pattern[str]) -> list[Callable[[int], str]]:
    """Give texts of any length that are bad for an expression."""
    tree = list(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    parts: dict[tuple[str, str], None] = {}
    for before, body in _repeated(tree, ""):
        for choice in range(4):
            one = _matched(body, choice)
            parts |= {(before, one): None, ("", one): None, ("", before + one): None}
    whole = _matched(tree, 0)
    parts |= {("", whole): None, ("", whole[:-1]): None}
    return [_long(before, one) for before, one in parts if one]


def _long(before: str, one: str) -> Callable[[int], str]:
    return lambda size: f"{before}{one * (size // len(one))}\0"


def _repeated(tree: Any, before: str) -> Iterator[tuple[str, Any]]:
    """Give each part that may repeat, and what comes before it."""
    for operation, argument in tree:
        if operation in _REPEATS:
            if argument[1] is sre.MAXREPEAT or argument[1] >= _MANY:
                yield before, argument[2]
            yield from _repeated(argument[2], before)
        elif operation is sre.SUBPATTERN:
            yield from _repeated(argument[-1], before)
        elif operation is sre.ATOMIC_GROUP:
            yield from _repeated(argument, before)
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeated(branch, before)
        before += _matched([(operation, argument)], 0)


def _matched(tree: Any, choice: int) -> str:
    """Make a text that a tree matches; `choice` tells which of several."""
    return "".join(_one(operation, argument, choice) for operation, argument in tree)


def _one(operation: Any, argument: Any, choice: int) -> str:
    if operation is sre.LITERAL:
        return chr(argument)
    if operation in (sre.NOT_LITERAL, sre.ANY):
        return "b" if argument == ord("a") else "a"
    if operation is sre.IN:
        letters = _letters(list(argument))
        return letters[choice % len(letters)]
    if operation in _REPEATS:
        return _matched(argument[2], choice) * int(max(argument[0], min(1, argument[1])))
    if operation is sre.BRANCH:
        return _matched(argument[1][choice % len(argument[1])], choice)
    if operation in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
        return _matched(argument[-1] if operation is sre.SUBPATTERN else argument, choice)
    return ""  # it stands between letters, or repeats what a group matched


def _letters(parts: list[tuple[Any, Any]]) -> list[str]:
    """Give a few letters of a set."""
    negated = parts[0][0] is sre.NEGATE
    parts = parts[negated:]

    def holds(letter: str) -> bool:
        return any(
            (operation is sre.LITERAL and ord(letter) == argument)
            or (operation is sre.RANGE and argument[0] <= ord(letter) <= argument[1])
            or (operation is sre.CATEGORY and re.match(_CLASSES[argument], letter) is not None)
            for operation, argument in parts
        )

    named = [chr(argument if operation is sre.LITERAL else argument[0]) for operation, argument in parts
             if operation in (sre.LITERAL, sre.RANGE)]  # fmt: skip
    return [letter for letter in dict.fromkeys([*_LETTERS, *named]) if holds(letter) != negated] or ["a"]

"""Small rooms, each with a sign: files and functions are short, modules say what they are, nothing private stays."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CODE = [file for folder in ("src", "hooks") for file in sorted((ROOT / folder).rglob("*.py"))]
PYTHON = [*CODE, *(file for folder in ("tests", "bench", "tools") for file in sorted((ROOT / folder).rglob("*.py")))]

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
# What may be longer, each with its reason: "path" or "path::function".
LONGER: dict[str, str] = {}

DENIED = yaml.safe_load((Path(__file__).parent / "denied.yaml").read_text(encoding="utf-8"))


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


@cache
def tracked() -> list[Path]:
    """List the files that git keeps, except what others made and the list of denied words itself."""
    if not (ROOT / ".git").exists():
        return []
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / name for name in names.split("\0") if name and not name.startswith("overrides/vendor/")]
    return [file for file in files if file.is_file() and file.name != "denied.yaml"]


def test_files_are_short() -> None:
    """A file of more than 400 lines holds more than one idea."""
    lengths = {shown(file): len(file.read_text(encoding="utf-8").splitlines()) for file in PYTHON}
    long = [
        f"{name} has {n} lines: split it" for name, n in lengths.items() if n > MAX_FILE_LINES and name not in LONGER
    ]
    assert not long, "\n".join(long)


def test_functions_are_short() -> None:
    """A function of more than 60 lines does more than one thing."""
    long = [
        f"{name} has {lines} lines: split it"
        for file in CODE
        for name, lines in functions(file)
        if lines > MAX_FUNCTION_LINES and name not in LONGER
    ]
    assert not long, "\n".join(long)


def functions(file: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            yield f"{shown(file)}::{node.name}", node.end_lineno - node.lineno + 1


def test_every_module_says_what_it_is() -> None:
    """A module opens with a docstring, whose first line is a whole sentence or a title with its point."""
    silent = [shown(file) for file in PYTHON if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))]
    assert not silent, f"give each a docstring: {silent}"


def test_longer_things_are_still_there() -> None:
    """A reason for length goes when what it excuses has gone."""
    gone = [name for name in LONGER if not (ROOT / name.split("::")[0]).exists()]
    assert not gone


@pytest.mark.parametrize("rule", DENIED, ids=lambda rule: rule["id"])
def test_nothing_private_is_kept(rule: dict[str, str]) -> None:
    """No file that git keeps names a person's machine or a package index."""
    if not tracked():
        pytest.skip("this folder is not a git checkout, so there is no list of kept files")
    pattern = re.compile(rule["pattern"])
    found = [
        f"{shown(file)}:{number}: {match.group()}"
        for file in tracked()
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if (match := pattern.search(line))
    ]
    assert not found, rule["why"] + "\n" + "\n".join(found)


@pytest.mark.parametrize("rule", DENIED, ids=lambda rule: rule["id"])
def test_denied_patterns_find_their_examples(rule: dict[str, str]) -> None:
    """Each pattern finds its own example, so that it can fail, and leaves the honest one alone."""
    assert re.search(rule["pattern"], rule["example"])
    assert not re.search(rule["pattern"], rule["allowed"])


@cache
def text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""

"""Small rooms, each with a sign: files and functions are short, modules say what they are, nothing private stays."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CODE = [file for folder in ("src", "hooks") for file in sorted((ROOT / folder).rglob("*.py"))]
PYTHON = [*CODE, *(file for folder in ("tests", "bench") for file in sorted((ROOT / folder).rglob("*.py")))]

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


@pytest.mark.parametrize("file", PYTHON, ids=shown)
def test_files_are_short(file: Path) -> None:
    """A file of more than 400 lines holds more than one idea."""
    lines = len(file.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_FILE_LINES or shown(file) in LONGER, f"{shown(file)} has {lines} lines: split it"


@pytest.mark.parametrize("file", CODE, ids=shown)
def test_functions_are_short(file: Path) -> None:
    """A function of more than 60 lines does more than one thing."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            name = f"{shown(file)}::{node.name}"
            assert lines <= MAX_FUNCTION_LINES or name in LONGER, f"{name} has {lines} lines: split it"


@pytest.mark.parametrize("file", PYTHON, ids=shown)
def test_every_module_says_what_it_is(file: Path) -> None:
    """A module opens with a docstring, whose first line is a whole sentence or a title with its point."""
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    assert docstring, f"{shown(file)} has no docstring"


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

"""What the code imports is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OURS = {"peerhub", "peerhub_mkdocs", "bench", "tests", "tools", "hooks", "setup"}
# What is there without an import, and why.
BY_NAME = {
    "mkdocs-material": "the theme, which MkDocs finds by its name",
    "tzdata": "zones, which the standard library reads where the system has none",
}
TOOLS = {
    *("mypy", "ruff", "pytest-xdist", "properdocs", "axe-playwright-python"),
    *("types-pyyaml", "types-python-dateutil", "types-jsonschema", "types-html5lib", "types-markdown"),
}


def imported(folders: Iterable[str]) -> set[str]:
    """Name the distributions that the code of some folders imports."""
    found: set[str] = set()
    for file in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                found |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    owners = packages_distributions()
    others = found - sys.stdlib_module_names - OURS
    return {canonicalize_name(owners[name][0]) for name in others if name in owners}


def declared(lines: Iterable[str]) -> set[str]:
    return {str(canonicalize_name(Requirement(line).name)) for line in lines}


def test_a_hub_installs_what_it_imports() -> None:
    """The engine's code imports what the project names, and nothing else that happens to be there."""
    assert imported(["src", "hooks"]) == declared(PROJECT["dependencies"]) - BY_NAME.keys()


def test_the_tests_install_what_they_import() -> None:
    """So do tests, tools and benchmarks, with what the engine has and with programs that are run by name."""
    extra = PROJECT["optional-dependencies"]
    of_tests = declared(extra["test"]) - TOOLS
    found = imported(["tests", "tools", "bench"]) - declared(PROJECT["dependencies"])
    assert of_tests <= found
    assert found <= declared([*extra["test"], *extra["backend"]])

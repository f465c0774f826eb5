"""Tests that data names as proof: each must be there, say what it holds, and run."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def _functions(path: str) -> dict[str, ast.FunctionDef]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}


def assert_it_proves(test: str) -> None:
    """Look a test up by `path::name`; one that is passed over proves nothing."""
    path, _, name = test.partition("::")
    node = _functions(path)[name]
    assert ast.get_docstring(node)
    marks = " ".join(ast.unparse(mark) for mark in node.decorator_list)
    assert "skip" not in marks
    assert "xfail" not in marks

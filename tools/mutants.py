"""Small wrong changes of one module, each held against tests: what no test notices is told.

`python -m tools.mutants src/peerhub/schedule/occurrences.py tests/core/schedule` prints the survivors. The module is
changed in a copy, so that nothing here is touched.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

ENGINE = Path(__file__).resolve().parents[1]
_SECONDS = 300  # a change that makes a test go on for ever is noticed too
_OTHER: dict[type[ast.AST], Any] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Add: ast.Sub, ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def mutants(source: str) -> Iterator[tuple[int, str, str]]:
    """Give the line, what was changed, and the whole text, of each small change of a module.

    >>> [(line, what) for line, what, _ in mutants("if a < 1 and b:\\n    c = 2 + d")]
    [(1, 'And'), (1, 'Lt'), (2, 'Add'), (1, '1'), (2, '2')]
    """
    tree = ast.parse(source)
    for number, node in enumerate(ast.walk(tree)):
        for what in _changes(node):
            changed = copy.deepcopy(tree)
            _change(next(one for at, one in enumerate(ast.walk(changed)) if at == number), what)
            yield getattr(node, "lineno", 0), what, ast.unparse(ast.fix_missing_locations(changed))


def _changes(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Compare):
        return [type(one).__name__ for one in node.ops[:1] if type(one) in _OTHER]
    if isinstance(node, ast.BinOp | ast.BoolOp):
        return [type(node.op).__name__] if type(node.op) in _OTHER else []
    if isinstance(node, ast.Constant) and type(node.value) in (int, bool):
        return [repr(node.value)]
    return ["Not"] if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not) else []


def _change(node: Any, what: str) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = _OTHER[type(node.ops[0])]()
    elif isinstance(node, ast.Constant):
        node.value = not node.value if what in ("True", "False") else int(what) + 1
    elif isinstance(node, ast.UnaryOp):
        node.operand = ast.UnaryOp(ast.Not(), node.operand)
    else:
        node.op = _OTHER[type(node.op)]()


def survivors(module: Path, tests: list[str]) -> Iterator[tuple[int, str]]:
    """Give the line and the kind of each change that all of the tests pass."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ENGINE / "src" / "peerhub", Path(folder) / "peerhub")
        file = Path(folder) / module.resolve().relative_to(ENGINE / "src")
        environment = {**os.environ, "PYTHONPATH": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        for line, what, text in mutants(module.read_text(encoding="utf-8")):
            file.write_text(text, encoding="utf-8")
            try:
                done = subprocess.run(  # noqa: S603 - the person's own arguments, for their own test run
                    command, cwd=ENGINE, env=environment, capture_output=True, check=False, timeout=_SECONDS
                )
            except subprocess.TimeoutExpired:
                continue
            if done.returncode == 0:
                yield line, what


def main() -> None:
    """Print what survives."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("module", type=Path)
    parser.add_argument("tests", nargs="+")
    given = parser.parse_args()
    count = sum(1 for _ in mutants(given.module.read_text(encoding="utf-8")))
    alive = 0
    for line, what in survivors(given.module, given.tests):
        alive += 1
        click.echo(f"{given.module}:{line}: {what} survives")
    click.echo(f"{count} changes, {alive} survive")


if __name__ == "__main__":
    main()

"""The house stands as it was drawn: imports run one way, and the core knows no theme, no clock and no network."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"

# From the ground up. A module may import what stands on a floor below it, and the rest of its own package.
FLOORS: list[set[str]] = [
    {"problems", "addresses", "text", "folding", "languages", "stages", "store", "engine_files"},
    {"yaml", "assets"},
    {"settings", "schedule"},
    {"words", "articles"},
    {"directory"},
    {"intake"},
    {"hub"},
    {"opening", "reuse"},
    {"shown", "check"},
    {"search", "feeds", "pages", "changes"},
    {"importers", "report"},
    {"building"},
    {"cli"},
    {"hooks"},
]

# A module that is one of many of its kind belongs into the folder of that kind.
MOST_LOOSE_MODULES = 12

CLOCK_CALLS = {
    ("date", "today"),
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("time", "time"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("time", "ctime"),
    ("time", "strftime"),
}
NETWORK = {
    *("socket", "ssl", "asyncio", "urllib.request", "http.client", "http.server", "ftplib", "smtplib"),
    *("requests", "httpx", "urllib3", "aiohttp"),
}
ENGINES = ("mkdocs", "material", "properdocs")
# The one module that starts the site generator, and only inside its functions.
ENGINE_STARTER = "peerhub.cli.engine"


def name_of(file: Path) -> str:
    parts = file.relative_to(SRC if SRC in file.parents else ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def modules() -> dict[str, Path]:
    return {
        name_of(file): file
        for folder in (SRC / "peerhub", SRC / "peerhub_mkdocs", ROOT / "hooks")
        for file in folder.rglob("*.py")
    }


MODULES = modules()


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """Name everything that a module imports, inside functions too; `from a import b` gives `a.b`."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = module.split(".") if MODULES[module].name == "__init__.py" else module.split(".")[:-1]
                base = ".".join([*package[: len(package) - node.level + 1], *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def package_of(name: str) -> str | None:
    """Give the part of the house that a name belongs to: `peerhub.pages.stencil` is in `pages`."""
    parts = name.split(".")
    if parts[0] in ("hooks", "peerhub_mkdocs") or parts[0].endswith("_hook"):
        return "hooks"
    return parts[1] if parts[0] == "peerhub" and len(parts) > 1 and f"peerhub.{parts[1]}" in MODULES else None


def floor(package: str) -> int:
    # One without a floor is reported by its own test, and counts as the ground until it has one.
    return next((number for number, packages in enumerate(FLOORS) if package in packages), 0)


def test_every_module_has_its_floor() -> None:
    """A new part of the house is given a floor in this file before it is imported."""
    known = set().union(*FLOORS)
    homeless = {package for name in MODULES if (package := package_of(name)) and package not in known}
    assert not homeless, f"say in FLOORS on which floor these stand: {sorted(homeless)}"


def test_few_modules_stand_alone() -> None:
    """Whoever looks for something finds a folder that says what lives there."""
    loose = sorted(file.name for file in (SRC / "peerhub").glob("*.py") if file.name != "__init__.py")
    assert len(loose) <= MOST_LOOSE_MODULES, f"give some of these a folder: {loose}"


def test_imports_run_one_way() -> None:
    """A module imports nothing from a floor above, nor from a neighbour on its own."""
    wrong = [fault for module in sorted(MODULES) for fault in wrong_imports(module)]
    assert not wrong, "\n".join(wrong)


def wrong_imports(module: str) -> Iterator[str]:
    own = package_of(module)
    for imported in imports(module):
        other = package_of(imported)
        if other is None or other == own:
            continue
        if own is None:
            yield f"{module} imports {imported}: the package itself imports none of its parts"
        elif other == "hooks":
            yield f"{module} imports {imported}: nothing imports hooks"
        elif floor(other) > floor(own):
            yield f"{module} imports {imported}, which stands above it"
        elif floor(other) == floor(own):
            yield f"{module} imports its neighbour {imported}; move what both need down"


def test_no_module_needs_itself() -> None:
    """No chain of imports leads back to where it began."""
    graph = {module: [name for name in map(known_module, imports(module)) if name] for module in MODULES}
    done: set[str] = set()

    def visit(module: str, chain: tuple[str, ...]) -> None:
        assert module not in chain, " -> ".join([*chain, module])
        if module not in done:
            for name in graph[module]:
                # A package's own __init__ is imported before its modules; click commands come back for Place.
                if name != module and not chain_is_lazy(module, name):
                    visit(name, (*chain, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def known_module(name: str) -> str | None:
    if name in MODULES:
        return name
    parent = name.rpartition(".")[0]
    return parent if parent in MODULES and parent != "peerhub" else None


def chain_is_lazy(module: str, name: str) -> bool:
    """Whether a module imports another only inside functions, when nobody waits for it."""
    top = ast.Module([node for node in tree(module).body if not isinstance(node, ast.FunctionDef | ast.ClassDef)], [])
    at_top = {
        known_module(f"{node.module}.{alias.name}")
        for node in ast.walk(top)
        if isinstance(node, ast.ImportFrom) and not node.level
        for alias in node.names
    }
    return name not in at_top


def test_the_core_imports_without_mkdocs() -> None:
    """Every module of the core and of the command line imports where mkdocs and its themes do not exist."""
    names = [name for name in MODULES if name.startswith("peerhub.") and not name.endswith("__main__")]
    program = f"""
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {ENGINES!r}:
            raise ImportError(f"the core may not import {{name}}")

sys.meta_path.insert(0, Refuse())
for name in {sorted(names)!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_only_the_engine_starter_names_mkdocs() -> None:
    """One module of the command line starts mkdocs; no other names it in an import, not even in a function."""
    wrong = [
        f"{module} imports {name}"
        for module in sorted(MODULES)
        if module.startswith("peerhub.") and module != ENGINE_STARTER
        for name in imports(module)
        if name.split(".")[0] in ENGINES
    ]
    assert not wrong, "\n".join(wrong)


def test_nothing_below_the_command_line_reads_a_clock_or_opens_a_socket() -> None:
    """The date is passed in, and so is whatever comes over a network."""
    below = [name for name in sorted(MODULES) if name.startswith("peerhub.") and package_of(name) != "cli"]
    wrong = [fault for module in below for fault in (*clock_calls(module), *network_imports(module))]
    assert not wrong, "\n".join(wrong)


def clock_calls(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            named = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
            if (named, node.func.attr) in CLOCK_CALLS:
                where = f"{MODULES[module].relative_to(ROOT)}:{node.lineno}"
                yield f"{where} reads the clock: take today as an argument"


def network_imports(module: str) -> Iterator[str]:
    for name in imports(module):
        if {".".join(name.split(".")[:length]) for length in range(1, 4)} & NETWORK:
            yield f"{module} imports {name}: only the command line may use the network"
        if name in ("time.time", "time.localtime"):
            yield f"{module} imports {name}: take today as an argument"

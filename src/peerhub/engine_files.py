"""Where the engine's own files stand: its theme, hooks, templates, data and standard pages."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

NO_ENGINE_FILES = "This copy of peerhub came without its theme and data. Install it again from a whole wheel."


def engine_folder() -> Path:
    """Return the folder of the engine's files: inside an installed package, else the checkout's top.

    Whether they are whole is told by `is_whole`.
    """
    installed = _PACKAGE / "engine"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def code_folders() -> tuple[Path, ...]:
    """Return the folders of the code that decides what a site holds: the core, what MkDocs calls, and the hooks."""
    return _PACKAGE, _PACKAGE.parent / "peerhub_mkdocs", engine_folder() / "hooks"


def is_checkout(engine: Path) -> bool:
    """Tell whether this is the engine's repository, with a hub, tests and benchmarks of its own."""
    return (engine / "pyproject.toml").is_file()


def is_whole(engine: Path) -> bool:
    """Tell whether the files that every build needs are there."""
    return (engine / "mkdocs.yml").is_file() and (engine / "overrides").is_dir() and (engine / "hooks").is_dir()

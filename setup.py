"""Put what the engine needs beside its code into the wheel: theme, hooks, templates, data and standard pages.

In a checkout these stand at the top of the repository, where `peerhub.engine_files` finds them; in a wheel they
stand in the package, as `peerhub/engine/`.
"""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
ENGINE_FILES = ("mkdocs.yml",)
ENGINE_FOLDERS = (".github", "data", "docs", "example", "hooks", "overrides", "templates")


class BuildWithEngine(build_py):
    """Build the package, and copy the engine's files into it."""

    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return  # the checkout itself is the engine
        target = Path(self.build_lib) / "peerhub" / "engine"
        shutil.rmtree(target, ignore_errors=True)
        for name in ENGINE_FILES:
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
        for name in ENGINE_FOLDERS:
            shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "contacts.yaml"))


setup(cmdclass={"build_py": BuildWithEngine})

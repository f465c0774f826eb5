"""A hub small enough to be set up in seconds, without a network: the real `hub`, a tiny lock and a tiny project."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

# It prints what it was given, and ends with the code that it was asked for.
COMMAND_LINE = """
import sys
print(*sys.argv[1:], sep="|")
sys.exit(int(sys.argv[2]) if sys.argv[1:2] == ["exit"] else 0)
"""

PROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "peerhub"
version = "0.1.0"

[tool.ruff]
line-length = 100
"""

# The least that the packaging standards (PEP 517 and 660) ask of a build back end, so that none is fetched.
BACKEND = """
import pathlib, zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "peerhub-0.1.0-py3-none-any.whl"
    info = "peerhub-0.1.0.dist-info/"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as wheel:
        wheel.writestr("peerhub.pth", str(pathlib.Path("src").resolve()))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: peerhub\\nVersion: 0.1.0\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""


@dataclass(frozen=True)
class TinyHub:
    """A folder with the real `hub` in it, and a folder of packages that stands in for the network."""

    root: Path
    packages: Path

    @property
    def stamp(self) -> Path:
        return self.root / ".venv" / ".hub-stamp"

    @property
    def log(self) -> Path:
        return self.root / ".venv" / "hub-setup.log"

    def lock(self, *lines: str) -> None:
        """Write the lock."""
        (self.root / "requirements.lock").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")

    def package(self, name: str) -> str:
        """Make a package that can be installed, and give the line that locks it."""
        file = self.packages / f"{name}-1.0-py3-none-any.whl"
        info = f"{name}-1.0.dist-info/"
        with zipfile.ZipFile(file, "w") as wheel:
            wheel.writestr(f"{name}.py", "")
            wheel.writestr(info + "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
            wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            module = "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(b"").digest()).rstrip(b"=").decode()
            wheel.writestr(
                info + "RECORD", f"{name}.py,{module},0\n{info}METADATA,,\n{info}WHEEL,,\n{info}RECORD,,\n"
            )
        return f"{name}==1.0 --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"

    def environment(self, **changes: str) -> dict[str, str]:
        """An environment with an empty home, in which pip finds the packages made here and no others."""
        home = self.root.parent / "home"
        home.mkdir(exist_ok=True)
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMPDIR") if name in os.environ}
        pip = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": self.packages.as_uri(), "PIP_CONFIG_FILE": os.devnull}
        return {**kept, "HOME": str(home), "USERPROFILE": str(home), **pip, **changes}

    def command(self, *arguments: str, python: str = sys.executable) -> list[str]:
        return [python, str(self.root / "hub"), *arguments]

    def run(self, *arguments: str, python: str = sys.executable, **changes: str) -> subprocess.CompletedProcess[str]:
        """Run `hub` and wait for its end."""
        return subprocess.run(
            self.command(*arguments, python=python),
            env=self.environment(**changes),
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `hub` and go on."""
        return subprocess.Popen(
            self.command(*arguments),
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def installed(self) -> set[str]:
        """Name the packages of .venv, without pip's own."""
        folders = (self.root / ".venv").glob("**/site-packages/*.dist-info")
        return {folder.name.split("-")[0] for folder in folders} - {"pip", "setuptools"}


def make_tiny_hub(folder: Path) -> TinyHub:
    """Make a tiny hub in a folder whose path has a space in it."""
    root = folder / "a hub with spaces"
    (root / "src" / "peerhub").mkdir(parents=True)
    packages = folder / "packages"
    packages.mkdir()
    shutil.copy(ROOT / "hub", root / "hub")
    (root / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "src" / "peerhub" / "__init__.py").write_text("", encoding="utf-8")
    (root / "src" / "peerhub" / "cli.py").write_text(COMMAND_LINE, encoding="utf-8")
    hub = TinyHub(root, packages)
    hub.lock(hub.package("firstpackage"))
    return hub

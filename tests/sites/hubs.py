"""Tiny hubs for tests: a copy of tests/sites/tiny with other files over it, and the real commands run on it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from peerhub.building.marked import MARK

ENGINE = Path(__file__).resolve().parents[2]
SITES = ENGINE / "tests" / "sites"
# Tuesday, 24 November 2026, noon in UTC.
BUILT = 1_795_521_600


@dataclass(frozen=True)
class Done:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class TinyHub:
    """A hub in a folder of its own, which is called `hub` so that messages are the same everywhere."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file of the hub."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())

    def replace(self, path: str, old: str, new: str) -> None:
        """Change a place that stands once in a file of the hub."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        self.write(path, text.replace(old, new))

    def environment(self, changes: Mapping[str, str | None]) -> dict[str, str | None]:
        """The environment of a command: a fixed day, no address, and the changes."""
        return {"SOURCE_DATE_EPOCH": str(BUILT), "HUB_SITE_URL": "", **changes}

    def hub(self, *words: str, **changes: str | None) -> Done:
        """Run `./hub --root ROOT WORDS` in this process, which saves the seconds that libraries take to load."""
        from peerhub.cli import main

        done = CliRunner().invoke(main, ["--root", str(self.root), *words], env=self.environment(changes))
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception  # a traceback is never an answer
        return Done(done.exit_code, done.stdout, done.stderr)

    def command(self, *words: str) -> list[str]:
        """Write the command as `./hub` hands it over."""
        return [sys.executable, "-P", "-m", "peerhub.cli", "--root", str(self.root), *words]

    def process(self, *words: str, cwd: Path | None = None, **changes: str | None) -> Done:
        """Run the same in a process of its own."""
        return run(self.command(*words), cwd or self.root, self.environment(changes))

    def engine_process(self, engine: str, *words: str, **changes: str | None) -> Done:
        """Run `mkdocs build` or `properdocs build`, with the configuration that a hub with its own engine has."""
        config = self.with_engine()
        return run(
            [sys.executable, "-m", engine, "build", "-q", "-f", str(config), *words],
            self.root,
            self.environment(changes),
        )

    def with_engine(self) -> Path:
        """Write the hub's configuration out in full: what `./hub --root` completes it with stands in the file."""
        written = (self.root / "mkdocs.yml").read_text(encoding="utf-8")
        base = (ENGINE / "mkdocs.yml").read_text(encoding="utf-8")
        shared = [
            block for block in base.split("\n\n") if block.lstrip("# \n").startswith(SHARED) or "\nhooks:" in block
        ]
        text = "\n\n".join([written, *shared]).replace("- hooks/", f"- {ENGINE}/hooks/")
        own = self.root / "overrides"
        text = text.replace("custom_dir: overrides", f"custom_dir: {own if own.is_dir() else ENGINE / 'overrides'}")
        path = self.root / "mkdocs.yml"
        self.write("mkdocs.yml", text)
        return path


SHARED = ("theme:", "plugins:", "hooks:", "markdown_extensions:", "validation:", "Our own", "The hub's")


def open_doors(hub: TinyHub) -> None:
    """Do what people do before a hub opens, and open it: lines, checks, somebody who answers, and sign-offs."""
    from tests.sites.signing import sign_all

    hub.replace(
        "mkdocs.yml",
        "tagline: Small and whole",
        "stage: open\n    contact: safety@hub.example\n    safety_owner: Safety lead",
    )
    checked = "checked: {on: 2026-11-01, by: Safety editor}"
    source = 'source: {url: "https://example.org", kind: official}'
    hub.replace("data/helplines.yaml", f"{source}}}", f"{source}, {checked}}}")
    by_text = (
        '      - {id: gb-by-text, name: By Text, kind: crisis, for: Anyone, text: {number: "85258"},\n'
        f"         hours: {{always: true}}, {source}, {checked}}}\n"
    )
    hub.replace("data/helplines.yaml", f"        {source}\n", f"        {source}\n        {checked}\n{by_text}")
    hub.replace("data/groups.yaml", "  checked: {", '  website: "https://circle.example/"\n  checked: {')
    sign_all(hub.root)


def run(words: list[str], cwd: Path, environment: Mapping[str, str | None]) -> Done:
    """Run a command in a process of its own."""
    env = {**os.environ, **environment}
    done = subprocess.run(
        words,
        cwd=cwd,
        env={name: value for name, value in env.items() if value is not None},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


_HEARS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def hearing_ctrl_c(words: list[str]) -> list[str]:
    """Have a command of Python hear Ctrl+C, which a shell turns off for whatever it starts in the background."""
    return [sys.executable, "-c", _HEARS, *words[1:]]


OLD_SITE = {"index.html": b"the old site", MARK: b'{"made": ["index.html", "groups", "own"]}'}
"""What an earlier build left, with its mark."""


def make_hub(folder: Path, files: Mapping[str, str | bytes] | None = None, site: str = "tiny") -> TinyHub:
    """Copy a site of tests/sites into `folder`/hub and lay files over it."""
    shutil.copytree(SITES / site, folder / "hub", ignore=shutil.ignore_patterns(".cache", "site", ".site.*"))
    made = TinyHub(folder / "hub")
    for path, text in (files or {}).items():
        made.write(path, text)
    return made


def with_old_site(files: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """Give files for a hub that has the old site."""
    return {**{f"site/{path}": content for path, content in OLD_SITE.items()}, **(files or {})}


def tree(folder: Path) -> dict[str, bytes]:
    """Read every file of a site."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def differences(first: Path, second: Path) -> list[str]:
    """Name the files in which two sites differ."""
    one, other = tree(first), tree(second)
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def cases(path: Path) -> list[dict[str, Any]]:
    """Read golden cases."""
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found

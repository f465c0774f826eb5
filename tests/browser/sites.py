"""The two sites that the browser tests read: the hub as shipped, and the showcase of every state, built once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.browser.server import SiteServer
from tests.sites.signing import sign_all

ROOT = Path(__file__).resolve().parents[2]
SHOWCASE = ROOT / "example"
# Tuesday, 24 November 2026, noon in UTC: the day on which the showcase's data means what its names say.
BUILT = 1_795_521_600
# A week later: the hub's own articles may say that they were written since.
SHIPPED = BUILT + 7 * 86_400


@dataclass(frozen=True)
class Site:
    """A built site and the server that gives it to the browser."""

    folder: Path
    server: SiteServer

    @property
    def url(self) -> str:
        """The address of the site's home page."""
        return self.server.url

    @property
    def origin(self) -> str:
        """The only origin that a page of the site may talk to."""
        return self.server.origin

    def pages(self) -> list[Path]:
        """List the HTML files of the site."""
        return sorted(self.folder.rglob("*.html"))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """Give the folder that the first process to ask for it fills: the others wait, since a build is dear."""
    base = factory.getbasetemp()
    home = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / f"once-{name}"
    made, failed = home / "made", home / "failed"
    try:
        home.mkdir()
    except FileExistsError:
        for _ in range(6000):
            if made.exists():
                return home
            assert not failed.exists(), f"another process could not make {name}"
            time.sleep(0.1)
        raise AssertionError(f"another process did not end making {name}") from None
    try:
        make(home)
    except BaseException:
        failed.touch()
        raise
    made.touch()
    return home


def build_site(root: Path, folder: Path) -> Path:
    """Build a hub as `./hub build` does, on the fixed day and for no address in particular."""
    day = SHIPPED if root == ROOT else BUILT
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(day), "HUB_SITE_URL": ""}
    command = [sys.executable, "-P", "-m", "peerhub.cli", "--root", str(root), "build", "--site-dir", str(folder)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, f"the hub in {root} does not build:\n{done.stdout}{done.stderr}"
    return folder


def build_showcase(folder: Path) -> Path:
    """Build the showcase from a copy, so that its cache does not end up among the tests. All in it is signed off."""
    root = folder / "hub"
    shutil.copytree(SHOWCASE, root)
    sign_all(root)
    return build_site(root, folder / "site")

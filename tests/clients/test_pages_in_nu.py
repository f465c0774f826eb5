"""Every page of both sites in the Nu HTML checker, which the W3C's validator is: no error."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.browser.none import assert_none
from tests.browser.sites import ROOT, build_showcase, build_site
from tests.clients.conftest import client


@pytest.mark.parametrize("name", ["shipped", "showcase"])
def test_no_page_has_an_error(name: str, tmp_path: Path) -> None:
    """The hub as shipped, and the showcase of every state of a listing and an article."""
    site = build_site(ROOT, tmp_path / "site") if name == "shipped" else build_showcase(tmp_path)
    java = shutil.which("java")
    assert java is not None, "Java is needed"
    jar = client("node_modules", "vnu-jar", "build", "dist", "vnu.jar")
    command = [java, "-Xss4m", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    found = [f"{one['url'].rpartition('/site/')[2]}:{one.get('lastLine')}: {one['message']}" for one in messages]
    assert_none(sorted(set(found)))

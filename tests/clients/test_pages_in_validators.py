"""Every page of three sites in two checkers of HTML, the Nu checker of the W3C's validator and html-validate."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.browser.none import assert_none
from tests.browser.sites import ROOT, build_showcase, build_site
from tests.clients.conftest import client
from tests.clients.opened import build_opened

RULES = Path(__file__).with_name("html-validate.json")


@pytest.mark.parametrize("name", ["shipped", "showcase", "opened"])
def test_no_page_has_an_error(name: str, tmp_path: Path) -> None:
    """The hub as shipped, the showcase, and an opened hub of 600 listings in every state: not one error."""
    builds = {"shipped": lambda: build_site(ROOT, tmp_path / "site"), "showcase": lambda: build_showcase(tmp_path)}
    site = builds.get(name, lambda: build_opened(tmp_path))()
    assert_none([*_nu(site), *_html_validate(site)])


def _nu(site: Path) -> list[str]:
    java = shutil.which("java")
    assert java is not None, "Java is needed"
    jar = client("node_modules", "vnu-jar", "build", "dist", "vnu.jar")
    command = [java, "-Xss4m", "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr)["messages"]
    found = {f"{one['url'].rpartition('/site/')[2]}:{one.get('lastLine')}: {one['message']}" for one in messages}
    return sorted(found)


def _html_validate(site: Path) -> list[str]:
    """Its rules on what HTML allows, which are stricter than the other's where names and ids are meant."""
    node = shutil.which("node")
    assert node is not None, "Node.js is needed"
    program = client("node_modules", "html-validate", "bin", "html-validate.mjs")
    pages = [str(page) for page in sorted(site.rglob("*.html"))]
    command = [node, str(program), "--config", str(RULES), "--formatter", "json", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=site)
    return [
        f"{Path(one['filePath']).relative_to(site)}:{said['line']}: {said['message']} [{said['ruleId']}]"
        for one in json.loads(done.stdout)
        for said in one["messages"]
    ]

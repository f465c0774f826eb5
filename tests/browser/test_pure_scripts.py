"""The scripts that need no page (filter, order, share, ranking, spelling, schedule), each asked directly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from tests.browser.server import SiteServer
from tests.browser.sites import ROOT

pytestmark = pytest.mark.browser

DATA: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "cases" / "scripts.yaml").read_text("utf-8"))
_ASK = """async ([facets, cases]) => {
  const made = Object.getPrototypeOf(async () => {}).constructor;
  const answers = [];
  for (const { script, ask } of cases) {
    const found = { ...(await import(`/name/components/${script}.mjs`)), facets };
    answers.push(await new made(...Object.keys(found), `return ${ask};`)(...Object.values(found)));
  }
  return answers;
}"""


@pytest.fixture(scope="module")
def answers(browser: Browser, site_server: Callable[..., SiteServer]) -> dict[str, Any]:
    """Ask everything in one page, beside the scripts as the theme holds them."""
    page = browser.new_page()
    page.goto(site_server(ROOT / "overrides", "name").url + "assets/icons.svg")
    found = page.evaluate(_ASK, [DATA["facets"], DATA["cases"]])
    page.close()
    return {case["name"]: answer for case, answer in zip(DATA["cases"], found, strict=True)}


@pytest.mark.parametrize("case", DATA["cases"], ids=lambda case: case["name"])
def test_a_pure_script_answers(answers: dict[str, Any], case: dict[str, Any]) -> None:
    """Each answers what its case says."""
    assert answers[case["name"]] == case["gives"]

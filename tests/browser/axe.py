"""axe-core in the page: what it finds, as lines that a person can act on."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(page: Page, only: tuple[str, ...] = (), without: tuple[str, ...] = ()) -> list[str]:
    """Run axe-core and give a line for each element that breaks a rule of WCAG 2.2 AA or of good practice."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    # A sticky part lies over whatever a reader has scrolled beneath it, and a resize scrolls at random: the page is
    # measured from its top, where each target has its own place. Focus under a sticky part: test_layout.py.
    page.evaluate("window.scrollTo(0, 0)")
    run = {"type": "rule", "values": list(only)} if only else {"type": "tag", "values": _RULES}
    options = {"runOnly": run, "resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    found: dict[str, Any] = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    return [
        f"{violation['id']}: {node['html'][:160]} ({violation['help']}; {_detail(node)})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def _detail(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return str(checks[0]["message"]) if checks else ""

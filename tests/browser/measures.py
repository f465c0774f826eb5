"""Measures that are taken in the page, by the functions of measures.js."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

MEASURES = (Path(__file__).parent / "measures.js").read_text(encoding="utf-8")


def measure(page: Page, name: str) -> Any:
    """Call one of the functions of measures.js in the page."""
    return page.evaluate(f"(() => {{ {MEASURES}; return {name}(); }})()")


def whole(page: Page, width: int) -> None:
    """Make the window as high as the page, so that every part of it can be hit."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), 12_000)
    page.set_viewport_size({"width": width, "height": height})


def lost(page: Page) -> list[str]:
    """Measure a narrow page as it is, and with wider spaces between letters, words and lines."""
    whole(page, 320)
    found = [*measure(page, "sideways"), *measure(page, "smallTargets"), *measure(page, "clipped")]
    measure(page, "spaceText")
    whole(page, 320)
    found += [
        f"with text spacing: {line}" for name in ("sideways", "clipped", "covered") for line in measure(page, name)
    ]
    return found

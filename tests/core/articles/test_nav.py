"""A new page gets its line in the navigation, and nothing else of mkdocs.yml changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from peerhub.articles.nav import with_page

ROOT = Path(__file__).parents[3]
CASES = yaml.safe_load((Path(__file__).parent / "nav.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_page_is_added(case: dict[str, Any]) -> None:
    """The golden cases, byte for byte."""
    assert with_page(case["before"], case["page"]) == case.get("after")


def test_the_hubs_own_navigation_takes_a_page_in_each_folder() -> None:
    """In this hub's mkdocs.yml every folder that the menu lists has its place, and one line is all that changes."""
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    folders = {path.parent.name for path in (ROOT / "docs").glob("*/*.md")}
    listed = {folder for folder in folders if f"- {folder}/" in config}
    assert len(listed) > 5
    for folder in sorted(listed):
        new = with_page(config, f"{folder}/zz-new.md")
        assert new is not None, folder
        assert new.replace(f"      - {folder}/zz-new.md\n", "") == config

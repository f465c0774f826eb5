"""A page is kept only while all that it shows is the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.core.feeds.hubs import listing, make_hub

from peerhub.reuse import basis


def test_pages_are_made_again_when_the_stage_falls(tmp_path: Path) -> None:
    """A review that lapses puts a line on every page, though no listing changed."""
    hub = make_hub(tmp_path, listing(id="one"))
    stages = [replace(hub, fallen_to=stage, _made={}) for stage in ("open", "overdue", "demo")]
    assert len({basis(one) for one in stages}) == 3

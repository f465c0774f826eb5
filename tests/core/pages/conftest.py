"""Themes that several tests share: opening one costs half a second."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.core.pages.theme import Theme, opened
from tests.sites.hubs import ENGINE, make_hub


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theme]:
    """The hub as shipped."""
    with opened(ENGINE, tmp_path_factory.mktemp("shipped") / "site") as theme:
        yield theme


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Theme]:
    """The smallest hub."""
    hub = make_hub(tmp_path_factory.mktemp("tiny"))
    with opened(hub.root, hub.site) as theme:
        yield theme

"""What is kept on the device is what is declared: each entry comes about as it says, and goes as it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.browser.conftest import OpenPage
from tests.browser.pages import STATES
from tests.browser.sites import Site

from peerhub.pages.site_claims import CHECKS, STORED

pytestmark = pytest.mark.browser


def test_the_declaration_covers_what_the_states_keep() -> None:
    """No state of a page keeps what is not declared."""
    declared = {(stored.where, stored.name) for stored in STORED}
    assert {state.keeps for state in STATES.values() if state.keeps} <= declared


def test_colours_are_kept_when_chosen_and_forgotten_when_undone(showcase: Site, open_page: OpenPage) -> None:
    """The chosen scheme lasts over pages, and nothing of it stays when the reader goes back to the device's."""
    page, watch = open_page(showcase, scheme="light")
    page.get_by_label("Colours").select_option("dark")
    page.goto(showcase.url + "groups/")
    assert page.locator("html").get_attribute("data-scheme") == "dark"
    assert watch.wrong(page, {"localStorage": ["hub-scheme"]}) == []
    page.get_by_label("Colours").select_option("")
    assert watch.wrong(page) == []


def test_the_sources_name_no_other_key(showcase: Site) -> None:
    """No script of the site touches storage that is not declared, nor any other place where data can be kept."""
    names = {stored.name for stored in STORED}
    for script in [*showcase.folder.rglob("*.js"), *showcase.folder.rglob("*.mjs")]:
        if "vendor" in script.parts:
            continue
        text = script.read_text(encoding="utf-8")
        assert "document.cookie" not in text
        assert "indexedDB" not in text
        assert "serviceWorker" not in text
        assert "caches." not in text
        if "localStorage" in text or "sessionStorage" in text:
            assert any(name in text for name in names), f"{script.name} keeps something that is not declared"


def test_the_privacy_page_states_each_thing_that_is_kept(shipped: Site) -> None:
    """The page that tells readers what is kept is made from the declaration, and names each entry."""
    html = (shipped.folder / "about" / "privacy" / "index.html").read_text(encoding="utf-8")
    for stored in STORED:
        assert f"<code>{stored.name}</code>" in html


def test_each_declared_check_is_done() -> None:
    """The accessibility statement names no machine check that is not a test of this repository."""
    root = Path(__file__).resolve().parents[2]
    for check in CHECKS:
        file, _, function = check.test.partition("::")
        assert f"def {function}(" in (root / file).read_text(encoding="utf-8"), check.id

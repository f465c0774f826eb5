"""What hosts read: the same policy as the pages say, whom to tell of a hole, and nothing that is not so."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.core.pages.theme import Theme, opened
from tests.sites.hubs import make_hub

from peerhub.hub import Hub
from peerhub.pages.host_files import POLICY, SECURITY_TXT, host_files

BASE = Path(__file__).parents[3] / "overrides" / "base.html"


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Hub:
    """The tiny hub, opened."""
    made = make_hub(tmp_path_factory.mktemp("hosts"))
    with opened(made.root, made.site) as theme:
        found: Theme = theme
        return found.hub


def files(hub: Hub, url: str = "", contact: str = "") -> dict[str, str]:
    settings = hub.settings.model_copy(update={"contact": contact})
    return {path: text.decode() for path, text in host_files(replace(hub, settings=settings, site_url=url))}


def test_headers_say_what_pages_say_and_more(hub: Hub) -> None:
    """A host that sets headers gives the pages' own policy, and forbids others to frame them."""
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', BASE.read_text(encoding="utf-8"))
    assert found is not None
    assert found[1] == POLICY
    assert "unsafe" not in POLICY
    lines = files(hub)["_headers"].splitlines()
    assert lines[0] == "/*"
    assert f"  Content-Security-Policy: {POLICY}; frame-ancestors 'none'" in lines
    named = {line.partition(":")[0].strip() for line in lines[1:]}
    assert {"Referrer-Policy", "X-Content-Type-Options", "Permissions-Policy"} <= named
    assert all(re.fullmatch(r"  [A-Za-z-]+: [^\r\n]+", line) for line in lines[1:])


@pytest.mark.parametrize(
    ("url", "contact", "there"),
    [
        ("https://hub.example/", "safety@hub.example", True),
        ("https://someone.example/hub/", "safety@hub.example", False),
        ("http://hub.example/", "safety@hub.example", False),
        ("", "safety@hub.example", False),
        ("https://hub.example/", "", False),
    ],
)
def test_whom_to_tell(hub: Hub, url: str, contact: str, there: bool) -> None:
    """Only a hub with a host of its own and a contact has a security.txt: below a path it would speak for others."""
    assert (SECURITY_TXT in files(hub, url, contact)) is there


def test_security_txt_is_as_the_standard_asks(hub: Hub) -> None:
    """RFC 9116: a contact, one day of expiry less than a year away, and its own address; a line each."""
    text = files(hub, "https://hub.example/", "safety+web@hub.example")[SECURITY_TXT]
    fields = [line.split(": ", 1) for line in text.splitlines()]
    assert ["Contact", "mailto:safety+web@hub.example"] in fields
    assert ["Canonical", "https://hub.example/.well-known/security.txt"] in fields
    (expires,) = [value for name, value in fields if name == "Expires"]
    day = date.fromisoformat(expires.removesuffix("T00:00:00Z"))
    assert hub.today < day < hub.today + timedelta(days=365)


def test_a_contact_cannot_add_a_line(hub: Hub) -> None:
    """Whatever stands in the setting is one address in one line."""
    text = files(hub, "https://hub.example/", "a\r\nPolicy: https://x.example@hub.example")[SECURITY_TXT]
    assert len(text.splitlines()) == 4

"""No page is a dead end: a listing leads to who runs it, and an empty calendar to every group."""

from __future__ import annotations

from pathlib import Path

from tests.core.feeds.hubs import listing, make_hub

from peerhub.pages.directory_page import upcoming_view
from peerhub.pages.listing_page import listing_view
from peerhub.pages.views import Link


def test_a_listing_leads_to_who_runs_it(tmp_path: Path) -> None:
    """An organisation with a listing of its own is linked; another group of its name and an unknown one are not."""
    hub = make_hub(
        tmp_path,
        listing(id="one", organisation="Example network"),
        listing(id="two", organisation="Somebody else"),
        listing(id="three", name="Somebody else"),
        listing(id="net", kind="network", name="Example Network", organisation="Example Network", meetings=None),
    )
    run_by = {id_: listing_view(hub, it).run_by for id_, it in hub.directory.listings.items()}
    assert run_by["one"] == Link("Example Network", "groups/net.html")
    assert [run_by[id_] for id_ in ("two", "three", "net")] == [None, None, None], "none leads to itself"


def test_an_empty_calendar_leads_on(tmp_path: Path) -> None:
    """Where nobody has checked a meeting, the page still leads to the country, the weekdays and online groups."""
    view = upcoming_view(make_hub(tmp_path, listing(id="one", checked=None)))
    assert view.total == 0
    assert [link.href for link in view.related] == [
        "groups/",
        "groups/places/gb.html",
        "groups/online.html",
        "groups/days/tuesday.html",
    ]

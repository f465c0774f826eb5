"""A page that was filled through a stencil is, byte for byte, the page that the theme renders whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from tests.core.pages.corpus import HOSTILE, TEXT, listings, numbered
from tests.core.pages.theme import Theme

from peerhub.building.site import DataPages
from peerhub.directory.listing import Listing
from peerhub.pages.chrome import make_chrome
from peerhub.pages.html import script_json, trusted
from peerhub.pages.stencil import Stencil, mark
from peerhub.pages.views import Head


def test_every_page_of_the_shipped_data(shipped: Theme) -> None:
    """All listings, lists and front pages of the hub as shipped."""
    pages = shipped.pages(shipped.hub)
    assert len(pages) > 100
    assert not any("\ue000" in page or "\ue001" in page for page in pages.values())


CHANGES = st.fixed_dictionaries(
    {"site_url": st.sampled_from(["", "https://example.org/", "https://example.org/name/"]), "site_name": TEXT}
)
EXITS = st.sampled_from(["sensitive", "everywhere", "off"])


@given(found=st.lists(listings(), max_size=4), changes=CHANGES, stage=st.sampled_from(["demo", "open"]), leave=EXITS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_page_of_any_data(
    tiny: Theme, found: list[Listing], changes: dict[str, str], stage: str, leave: str
) -> None:
    """Listings of any shape, in a hub of any address, name, stage and choice of exit."""
    chosen = tiny.hub.settings.model_copy(update={"stage": stage, "quick_exit": leave})
    tiny.pages(tiny.with_listings(numbered(found), settings=chosen, **changes))


@pytest.mark.long
@given(found=st.lists(listings(), max_size=8), changes=CHANGES, stage=st.sampled_from(["demo", "open"]), leave=EXITS)
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_every_page_of_very_much_data(
    tiny: Theme, found: list[Listing], changes: dict[str, str], stage: str, leave: str
) -> None:
    """The same, with more luck."""
    chosen = tiny.hub.settings.model_copy(update={"stage": stage, "quick_exit": leave})
    tiny.pages(tiny.with_listings(numbered(found), settings=chosen, **changes))


HREFS = st.sampled_from(["groups/a.ics", "https://example.org/x", "webcal://example.org/x", "#x", "", "feeds/a.xml"])
HEADS = st.builds(
    Head,
    title=TEXT,
    description=st.one_of(st.just(""), TEXT),
    canonical=st.sampled_from(["", 'https://example.org/?a="b"&c']),
    robots=st.sampled_from(["", "noindex"]),
    json_ld=st.one_of(st.just(Markup()), TEXT.map(lambda text: script_json({"name": text}))),
    alternates=st.lists(
        st.tuples(st.sampled_from(["text/calendar", "application/xml"]), TEXT, HREFS), max_size=3
    ).map(tuple),
    kind=st.sampled_from(["listing", "list", "home", "article"]),
    exit=st.booleans(),
)


@given(
    heads=st.lists(HEADS, min_size=1, max_size=3), address=st.sampled_from(["", "groups/", "groups/topics/x.html"])
)
@settings(max_examples=40)
def test_every_head(tiny: Theme, heads: list[Head], address: str) -> None:
    """Heads of one shape share a stencil, and each comes out as if it had been rendered alone."""
    made = DataPages(tiny.hub, tiny.render, make_chrome(tiny.hub))
    context = made.context(address)
    for head in heads:
        for other in (head, replace(head, title=head.title + "2")):
            body = trusted("<div>\ue002</div>")
            assert made.stencils.page(other, body, context) == made.stencils.whole(other, body, context)


def test_pages_of_one_shape_share_a_stencil(shipped: Theme) -> None:
    """Ten thousand listings need a handful of renderings of the theme, not ten thousand."""
    made = DataPages(shipped.hub, shipped.render, make_chrome(shipped.hub))
    pages = list(made)
    assert len(made.stencils._stencils) <= 20 < len(pages) / 5


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text("xyz<&", max_size=5)), max_size=6))
def test_cutting_and_filling(parts: list[tuple[str, str]]) -> None:
    """What stood between the marks stays as it was, and what is filled in is escaped once."""
    specimen = "start" + "".join(f"{mark(slot)}{text}" for slot, text in parts)
    values: dict[str, str | Markup] = {"a": "<&", "b": Markup("<b>"), "c": mark("a")}
    expected = {"a": "&lt;&amp;", "b": "<b>", "c": mark("a")}
    filled = Stencil.cut(specimen).fill(values)
    assert filled == "start" + "".join(f"{expected[slot]}{text}" for slot, text in parts)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_in_a_page_cannot_end_its_element(text: str) -> None:
    """Data blocks hold no character with which HTML could begin anything."""
    found = str(script_json({"name": text}))
    assert not set("<>&") & set(found)

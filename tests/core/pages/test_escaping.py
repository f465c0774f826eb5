"""Markup and template syntax in any text of a listing come out as text, whatever the rules would have said."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.pages.corpus import HOSTILE
from tests.core.pages.elements import Element, elements, words
from tests.core.pages.theme import Theme

from peerhub.directory.listing import Listing
from peerhub.pages.description import description_html

FULL = "\"'><img src=x onerror=alert(1)>{{ 7*7 }}</script></title><b>&lt;<!--"


def listing(number: int, payload: str) -> Listing:
    """A listing with the payload at the end of each of its texts."""

    def text(words: str) -> str:
        return f"{words} {number}{payload}"

    data: dict[str, Any] = {
        "id": f"listing-{number}",
        "kind": "group",
        "name": text("N"),
        "organisation": text("Organisation"),
        "summary": text("Summary"),
        "topics": ["anxiety"],
        "eligibility": text("Eligible"),
        "ages": {"from": 18},
        "audience": ["men"],
        "format": "hybrid",
        "languages": [f"en-{payload}"[:64]],
        "cost": {"free": True, "note": text("Note")},
        "place": {
            "venue": text("Venue"), "street": text("Street"), "city": text("City"), "region": f"Region{payload}",
            "country": "GB", "access": text("Access"), "step_free": True,
        },
        "online": {"platform": text("Platform")},
        "meetings": [
            {"days": ["tuesday"], "starts": "19:00", "timezone": "Europe/London", "note": text("Slot")},
        ],
        "join": {"how": "register", "email": f"a{payload}@example.org", "phone": f"020 7946 0000{payload}"[:40],
                 "note": text("Join")},
        "first_visit": {"what_happens": text("Happens"), "size": text("Size")},
        "confidentiality": text("Secret"),
        "website": f"https://example.org/{payload}",
        "checked": {"on": date(2026, 11, 1), "how": "phone", "by": text("By")},
        "source": {"url": f"https://example.org/{payload}", "year": 2025, "licence": text("Licence")},
        "doubts": text("Doubts"),
    }  # fmt: skip
    return Listing.model_validate(data)


@pytest.fixture(scope="module")
def harmless(tiny: Theme) -> dict[str, list[Element]]:
    """The elements of each page with harmless words."""
    pages = tiny.pages(tiny.with_listings([listing(n, "") for n in (1, 2)], site_name="Hub"))
    return {path: elements(page) for path, page in pages.items()}


@pytest.mark.parametrize("payload", [FULL, *HOSTILE])
def test_no_page_gains_an_element(tiny: Theme, harmless: dict[str, list[Element]], payload: str) -> None:
    """Cards, lists, days, the directory and the listing itself: the same elements as with harmless words."""
    hostile = tiny.pages(tiny.with_listings([listing(n, payload) for n in (1, 2)], site_name=f"Hub{payload}"))
    for path, page in hostile.items():
        town = re.search(r"/city--?(\d)[^/]*$", path)
        within = f"/city--{town[1]}" if town else ""
        plain = harmless[f"groups/places/gb/region{within}.html" if "/places/gb/" in path else path]
        assert elements(page) == plain, path
        assert f"Hub{payload}" in words(page)
    assert f"Doubts 1{payload}" in words(hostile["groups/listing-1.html"])


@given(
    text=st.one_of(
        st.sampled_from(HOSTILE), st.text(st.sampled_from("<>&\"'`*_[]()!# \n-scriptonerror:"), max_size=60)
    )
)
def test_a_description_is_never_more_than_a_letter(text: str) -> None:
    """Paragraphs, lists, emphasis and links; nothing else comes out, whatever goes in."""
    allowed = {"html", "head", "body", "p", "ul", "ol", "li", "strong", "em", "a", "br"}
    for tag, attributes in elements(str(description_html(text))):
        assert tag in allowed
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("You may *just listen*.", "<p>You may <em>just listen</em>.</p>"),
        ("- tea\n- biscuits", "<ul>\n<li>tea</li>\n<li>biscuits</li>\n</ul>"),
        ("[x](https://example.org)", '<p><a href="https://example.org" rel="noreferrer nofollow">x</a></p>'),
        ("[x](javascript:alert(1))", '<p><a rel="noreferrer nofollow">x</a></p>'),
        ("<script>alert(1)</script>after", "<p>after</p>"),
        ("![x](https://example.org/track.gif)", "<p></p>"),
        ("# Big", "Big"),
        ("{{ 7*7 }}", "<p>{{ 7*7 }}</p>"),
        (None, ""),
    ],
)
def test_descriptions(text: str | None, html: str) -> None:
    """Markdown as a volunteer writes it, and what others may try."""
    assert str(description_html(text)).strip() == html

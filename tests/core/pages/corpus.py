"""Listings of every shape, for property tests of pages: only the model has judged them, no rule."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st
from tests.core.schedule.schedule_strategies import meetings

from peerhub.directory.listing import Listing

HOSTILE = (
    '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "{% include 'x' %}", "</script><script>alert(1)</script>", "<!--",
    "</title>", "&amp;lt;b&gt;", "' onclick='x", "<b>bold", "]]>", "\\", "$1 \\g<0>", "%s {0}", "</template>",
)  # fmt: skip
_LETTERS = st.characters(exclude_categories=["Cs", "Co", "Cc"])
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(_LETTERS, min_size=1, max_size=30)).filter(str.strip)
REGIONS = st.sampled_from(["West Yorkshire", "west yorkshire", "Area 2", "Île-de-France", "東京", *HOSTILE[:3]])
URL = st.sampled_from(["https://example.org/", 'https://example.org/?a=1&b="x"', "http://example.org/<b>"])
WHEN = st.dates(date(2024, 1, 1), date(2026, 11, 24))


def _some(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


_PLACE = _some(
    {"country": st.sampled_from(["GB", "NZ"])},
    {name: TEXT.filter(lambda text: len(text) <= 20) for name in ("venue", "street", "city", "postcode", "access")}
    | {"region": REGIONS, "step_free": st.booleans()},
)
_AREA = _some({"country": st.sampled_from(["GB", "IE"])}, {"region": REGIONS, "city": TEXT})
_VISIT = _some(
    {},
    {"what_happens": TEXT, "may_listen": st.booleans(), "camera_optional": st.booleans()}
    | {"bring_someone": st.booleans(), "size": TEXT},
)
_JOIN = _some(
    {},
    {"how": st.sampled_from(["drop-in", "contact-first", "register", "referral"]), "url": URL, "note": TEXT}
    | {"email": st.just("hello@example.org"), "phone": st.sampled_from(["+44 20 7946 0000", "020 7946 0000"])},
)
_SOURCE = _some(
    {}, {"url": URL, "seen": WHEN, "year": st.integers(2000, 2026), "year_inferred": st.booleans(), "licence": TEXT}
)
_CHECKED = _some({"on": WHEN, "how": st.sampled_from(["phone", "email", "visit", "website"]), "by": TEXT}, {})
_ENDS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{}, {}, {}, {"closed": date(2026, 1, 1)}, {"removed": date(2026, 1, 1)}, {"moved_to": "listing-0"}]
)


@st.composite
def listings(draw: st.DrawFn) -> Listing:
    """Draw one listing of any shape; its id is given later."""
    data = draw(
        _some(
            {
                "kind": st.sampled_from(["group", "network", "phone-line", "forum", "one-to-one", "directory"]),
                "name": TEXT,
                "summary": TEXT,
                "topics": st.lists(st.sampled_from(["anxiety", "abuse", "unknown"]), max_size=2, unique=True),
            },
            {
                "organisation": TEXT, "description": TEXT, "eligibility": TEXT, "confidentiality": TEXT,
                "doubts": TEXT, "audience": st.just(["men"]),
                "ages": _some({}, {"from": st.integers(0, 30), "to": st.integers(31, 99)}),
                "led_by": st.sampled_from(["peers", "peers-with-professional", "professional"]),
                "format": st.sampled_from(["in-person", "online", "hybrid", "phone"]),
                "languages": st.lists(st.sampled_from(["en", "cy", "x-none"]), max_size=2, unique=True),
                "cost": _some({"free": st.booleans()}, {"note": TEXT}), "place": _PLACE, "area": _AREA,
                "online": _some({}, {"url": URL, "platform": TEXT}), "join": _JOIN, "first_visit": _VISIT,
                "website": URL, "checked": _CHECKED, "source": _SOURCE,
                "status": st.sampled_from(["active", "paused"]), "status_note": TEXT,
            },
        )
    )  # fmt: skip
    slots = draw(st.lists(meetings(near=date(2026, 11, 24)), max_size=2))
    made = Listing.model_validate({"id": "drawn", **data, **draw(_ENDS)})
    return made.model_copy(update={"meetings": tuple(slots)})


def numbered(found: list[Listing]) -> list[Listing]:
    """Give each listing an id of its own."""
    return [listing.model_copy(update={"id": f"listing-{number}"}) for number, listing in enumerate(found)]

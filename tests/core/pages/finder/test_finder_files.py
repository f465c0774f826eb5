"""The finder's files hold what may be shown, and nothing else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.core.pages.theme import Theme

from peerhub.directory.listing import Listing
from peerhub.hub import Hub
from peerhub.pages.finder import finder_rows as rows
from peerhub.pages.finder.card_files import IDS, id_files, shard_of
from peerhub.pages.finder.finder_files import finder_files, finder_folder
from peerhub.pages.finder.view import finder_view, is_sensitive
from peerhub.shown.cards import shown_listings

CHECKED = {"on": date(2026, 11, 1), "how": "phone", "by": "Editor"}


def group(id: str, **fields: Any) -> Listing:
    """Make a listing of the few fields that a test is about."""
    base = {"id": id, "kind": "group", "name": f"Name of {id}", "summary": "A group.", "topics": ["anxiety"]}
    return Listing.model_validate({**base, **fields})


def files(hub: Hub) -> dict[str, Any]:
    return {path.rpartition("/")[2].removesuffix(".json"): json.loads(content) for path, content in finder_files(hub)}


def test_what_may_not_be_shown_is_in_no_file(shipped: Theme) -> None:
    """Ended and withheld listings leave no trace in the finder: not their name, not their id, not their address."""
    hub = shipped.with_listings(
        [
            group("stays"),
            group("too-old", checked={**CHECKED, "on": date(2020, 1, 1)}),
            group("was-closed", closed=date(2026, 1, 1)),
            group("was-removed", removed=date(2026, 1, 1)),
            group("was-moved", moved_to="stays"),
        ]
    )
    text = b"".join(content for _, content in finder_files(hub)).decode()
    assert "stays" in text
    assert [name for name in ("too-old", "was-closed", "was-removed", "was-moved") if name in text] == []


def test_a_private_address_gives_no_distance(shipped: Theme) -> None:
    """Where a listing's address is told only after contact, no coordinates are published here either."""
    place = {"city": "Leeds", "country": "GB", "latitude": 53.8, "longitude": -1.55}
    private = shipped.with_listings(
        [group("hidden", format="in-person", place={"city": "Leeds", "country": "GB", "address": "after-contact"})]
    )
    public = shipped.with_listings([group("open", format="in-person", place=place)])
    assert "places" not in files(private)
    nearly = shipped.with_listings([group("town", format="in-person", place={"city": "Leeds", "country": "GB"})])
    resting = shipped.with_listings([group("rest", format="in-person", place=place, status="paused")])
    assert [files(hub)["places"]["how"] for hub in (public, nearly, resting)] == [["#"], ["$"], ["%"]]


def test_nobody_checked_means_no_date(shipped: Theme) -> None:
    """No schedule is given for what nobody has checked, so that the browser promises no date."""
    meetings = [{"days": ["tuesday"], "starts": "19:00", "timezone": "Europe/London"}]
    hub = shipped.with_listings(
        [group("unchecked", meetings=meetings), group("known", meetings=meetings, checked=CHECKED)]
    )
    forms = {card[0]: card[8] for card in files(hub)["c0"]}
    assert forms["unchecked"] is None
    assert forms["known"]["slots"][0]["days"] == [2]
    soon = files(hub)["soon"]["starts"]
    assert len([starts for starts in soon["values"] if starts]) == 1


def test_eligibility_goes_with_its_card(shipped: Theme) -> None:
    """A group that says in words who may come brings those words, and the facets know that there are some."""
    hub = shipped.with_listings([group("bound", eligibility="For carers in Leeds.")])
    found = files(hub)
    assert found["c0"][0][6] == "For carers in Leeds."
    assert any("bound" in pack["names"] for pack in found["facets"]["columns"]["packed"])


def test_ids_lead_to_their_rows(shipped: Theme) -> None:
    """Every id stands in the file that its hash names, with the row where its card is."""
    many = [group(f"group-{number}") for number in range(2 * IDS + 7)]
    hub = shipped.with_listings(many)
    found = files(hub)
    assert found["facets"]["ids"] == id_files(len(many)) == 3
    for row, listing in enumerate(rows.finder_rows(hub)):
        assert found[f"i{shard_of(listing.id, 3)}"][listing.id] == row
        assert found[f"c{row // 5}"][row % 5][0] == listing.id


def test_all_that_may_be_shown_is_there(shipped: Theme) -> None:
    """The finder has each listing that the plain lists have, once."""
    assert sorted(one.id for one in rows.finder_rows(shipped.hub)) == sorted(
        one.id for one in shown_listings(shipped.hub)
    )


def test_the_folder_changes_with_its_content(shipped: Theme) -> None:
    """Another card, another folder; the same cards, the same folder."""
    one = shipped.with_listings([group("a")])
    same = shipped.with_listings([group("a")])
    other = shipped.with_listings([group("a", summary="Another group.")])
    assert finder_folder(one) == finder_folder(same) != finder_folder(other)


def test_a_directory_without_listings_has_no_finder(shipped: Theme) -> None:
    """Nothing to find: no files, no view, no error."""
    hub = shipped.with_listings([])
    assert list(finder_files(hub)) == []
    assert finder_view(hub) is None
    assert not is_sensitive(hub)


@pytest.mark.parametrize(("topic", "expected"), [("anxiety", False), ("psychosis", True), ("domestic-abuse", True)])
def test_a_sensitive_topic_brings_the_way_out(shipped: Theme, topic: str, expected: bool) -> None:
    """The directory's page can be left quickly as soon as its finder names a topic that can harm."""
    assert is_sensitive(shipped.with_listings([group("a", topics=[topic])])) is expected


def test_what_stands_first_has_a_file_of_its_own(shipped: Theme) -> None:
    """Before anything is chosen the latest checked of the own country stand first; the facets name their rows."""
    places = {"near": {"country": "GB"}, "far": {"country": "US"}}
    listings = [
        group("unchecked", area=places["near"]),
        group("ageing", area=places["near"], checked={**CHECKED, "on": date(2026, 2, 1)}),
        group("fresh-far", area=places["far"], checked=CHECKED),
        group("fresh-near", area=places["near"], checked=CHECKED),
        group("fresher-near", area=places["near"], checked={**CHECKED, "on": date(2026, 11, 20)}),
    ]
    found = files(shipped.with_listings(listings))
    assert [card[0] for card in found["first"]] == ["fresher-near", "fresh-near", "fresh-far", "ageing"]
    cards = [card for name in sorted(found) if name[0] == "c" and name[1:].isdigit() for card in found[name]]
    assert [cards[row] for row in found["facets"]["first"]] == found["first"]

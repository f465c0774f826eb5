"""A feed imported again: its listings are updated and never doubled, and what people wrote stays."""

from __future__ import annotations

from typing import Any

import pytest
from tests.core.importers.feeds import Imported, run

from peerhub.problems import PeerHubError

MONDAYS: dict[str, Any] = {
    "slug": "monday",
    "name": "Evening Circle",
    "day": 1,
    "time": "19:00",
    "timezone": "Europe/London",
    "address": "1 High Street, Leeds LS1 1AA, UK",
    "url": "https://neighbour.example/monday",
}
FRIDAYS = {**MONDAYS, "slug": "friday", "day": 5}
OTHER = {**MONDAYS, "slug": "other", "name": "Other Circle"}


def again(feed: list[dict[str, Any]], into: str, **said: Any) -> Imported:
    return run("meeting-guide", feed, into, strict=True, **said)


def first(*feed: dict[str, Any]) -> str:
    return run("meeting-guide", list(feed)).text


def test_the_same_feed_changes_nothing() -> None:
    """Not a byte, however often."""
    text = first(MONDAYS, FRIDAYS, OTHER)
    done = again([MONDAYS, FRIDAYS, OTHER], text)
    assert done.text == text
    assert (done.outcome.new, done.outcome.changed, done.outcome.unchanged) == (0, [], 2)


def test_an_id_stays_when_name_day_and_order_change() -> None:
    """A listing is found by the names of its records, so its address is for ever."""
    before = first(MONDAYS, FRIDAYS)
    done = again([{**FRIDAYS, "name": "New Name"}, OTHER], before)
    words = [entry["id"].rpartition("-")[0] for entry in done.entries]
    assert words == ["evening-circle-leeds", "other-circle-leeds"]
    assert done.entries[0]["name"] == "New Name"
    assert done.entries[0]["meetings"][0]["days"] == ["friday"]
    assert done.entries[0]["source"]["records"] == ["neighbour/friday"]


def test_what_people_wrote_stays() -> None:
    """A check, a summary, who it is for, comments, every other line; that the check is older than a fact is told."""
    text = first(MONDAYS).replace("  format:", "  audience: [men] # they say so\n  format:")
    text = text.replace("  source:", "  checked: {on: 2026-11-01, how: phone, by: Editor} # rang\n  source:")
    text = "# Our neighbours\n" + text.replace("A group that meets in Leeds. Topic: Anxiety.", "Our own words.")
    done = again([{**MONDAYS, "time": "20:00", "types": ["W"]}], text)
    told = done.text.replace(f', facts: "{done.entries[0]["checked"]["facts"]}"', "")
    assert told == text.replace("19:00", "20:00"), "and the check names the facts that it was made of"
    assert done.outcome.checked_before == [done.entries[0]["id"]]


def test_a_group_whose_record_was_renamed_is_not_doubled() -> None:
    """Name, place and hour tell it again; its id, its check and its words stay, and another group is new."""
    text = first(MONDAYS, OTHER)
    done = again([{**MONDAYS, "slug": "z1"}, {**OTHER, "slug": "z2"}, {**OTHER, "slug": "z3", "day": 2}], text)
    assert [entry["id"] for entry in done.entries[:2]] == [
        entry["id"] for entry in run("meeting-guide", [MONDAYS, OTHER]).entries
    ]
    assert done.entries[0]["source"]["records"] == ["neighbour/z1"]
    assert (done.outcome.new, done.outcome.gone) == (0, [])
    assert done.entries[1]["source"]["records"] == ["neighbour/z2", "neighbour/z3"]


def test_what_has_gone_from_the_feed_is_told_and_kept() -> None:
    """A listing is never deleted; somebody asks whether it closed."""
    text = first(MONDAYS, OTHER)
    done = again([MONDAYS], text)
    assert done.text == text
    assert [id_.rpartition("-")[0] for id_ in done.outcome.gone] == ["other-circle-leeds"]


def test_what_ended_here_stays_ended() -> None:
    """A closed listing is not opened by a feed that still has it, and a removed one keeps nothing but its id."""
    text = first(MONDAYS, OTHER)
    closed, other = text.split("\n\n")
    id_ = other.split("\n")[0].removeprefix("- id: ")
    text = f"{closed}\n  closed: 2026-10-01\n\n- id: {id_}\n  kind: group\n  removed: 2026-11-01\n"
    # A new name makes another id, but its last part is the record's.
    done = again([{**MONDAYS, "time": "20:00"}, {**OTHER, "name": "Renamed"}], text)
    assert done.text == text
    assert sorted(done.outcome.ended) == sorted(entry["id"] for entry in done.entries)
    assert done.outcome.new == 0


def test_an_address_that_was_made_private_stays_private() -> None:
    """Whoever wrote `after-contact` had a reason that a feed does not know."""
    text = first({**MONDAYS, "conference_url": "https://meet.example/x"})
    text = text.replace("street: 1 High Street, ", "").replace('street: "1 High Street", ', "")
    text = text.replace("postcode: LS1 1AA, ", "").replace("country: GB}", "country: GB, address: after-contact}")
    text = text.replace('{url: "https://meet.example/x"}', "{link: after-contact}")
    assert "High Street" not in text
    done = again([{**MONDAYS, "conference_url": "https://meet.example/x", "time": "20:00"}], text)
    assert done.entries[0]["meetings"][0]["starts"] == "20:00"
    assert "High Street" not in done.text
    assert "meet.example" not in done.text


def test_a_group_that_moved_online_loses_its_place() -> None:
    """The old street beside a new link would lead to a closed door; the entry is written anew."""
    done = again([{**MONDAYS, "conference_url": "https://meet.example/x", "address": "Leeds, UK"}], first(MONDAYS))
    assert "place" not in done.entries[0]
    assert (done.entries[0]["format"], done.entries[0]["online"]) == ("online", {"url": "https://meet.example/x"})


def test_a_sound_file_stays_sound() -> None:
    """A group that breaks a rule is left out of a file that a hub reads, and told; the old entry stays as it was."""
    text = first(MONDAYS)
    moved = {**MONDAYS, "timezone": "America/New_York"}
    done = again([moved, {**OTHER, "address": "1 Rue X, Paris, France"}], text)
    assert done.text == text
    assert "is not a time zone of United Kingdom" in done.report
    assert "is not in the vocabulary: 'FR'" in done.report


def test_two_feeds_share_a_file() -> None:
    """The same record's name in another feed is another group, and neither feed reports the other's as gone."""
    text = first(MONDAYS)
    other = text.replace("neighbour/", "elsewhere/").replace("evening-circle-leeds-", "evening-circle-leeds-z")
    done = again([MONDAYS], other)
    assert len(done.entries) == 2
    assert done.outcome.gone == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\n\n# The end"])
def test_the_old_text_stands_at_the_front(newline: str, end: str) -> None:
    """Line ends, comments and a missing last line end are kept; new entries follow on lines of their own."""
    old = f"# Ours\n\n- id: ours\n  kind: group # by hand\n  name: Ours{end}".replace("\n", newline)
    done = again([MONDAYS], old)
    assert done.text.startswith(old)
    assert [entry["id"].rpartition("-")[0] for entry in done.entries[1:]] == ["evening-circle-leeds"]
    assert done.text.count("\n") == done.text.count(newline)


@pytest.mark.parametrize("text", ["a: 1\n", "- [1]\n", "- id: x\n  id: y\n", "[{id: x}]\n", "- id: 'x\n"])
def test_a_file_that_is_no_list_of_entries_is_refused(text: str) -> None:
    """Nothing can be lost of it, since nothing is written."""
    with pytest.raises(PeerHubError, match="Nothing was written"):
        again([MONDAYS], text)

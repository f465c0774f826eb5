"""No page is a dead end: a listing leads to who runs it, and an empty calendar and an article to groups."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.feeds.hubs import add_article, listing, make_hub

from peerhub.directory.people import Ages
from peerhub.pages.directory_page import upcoming_view
from peerhub.pages.listing_page import listing_view
from peerhub.pages.near import near_listings
from peerhub.pages.related import articles_for_topics, listings_for_article
from peerhub.shown.facts import Link


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


def test_an_article_leads_to_different_groups(tmp_path: Path) -> None:
    """Of one organisation a single group is offered, and one on a break comes last."""
    hub = make_hub(
        tmp_path,
        listing(id="break", name="On a break", organisation=None, status="paused"),
        listing(id="men-1", organisation="Men's club", audience=["men"]),
        listing(id="men-2", organisation="Men's club", audience=["men"]),
        listing(id="alone", name="A group of its own", organisation=None),
    )
    page = add_article(hub, "worry.md", "title: Worry\ndescription: D\nkind: guide\ntopics: [anxiety]\n")
    offered = [card.id for card in listings_for_article(hub, page)]
    assert sorted(offered[:2]) == ["alone", "men-1"]
    assert offered[2:] == ["break"]


@pytest.mark.parametrize(
    ("path", "front", "offered"),
    [
        ("a.md", "kind: guide\ntopics: [anxiety]", ["men", "open", "teens"]),
        ("a.md", "kind: benefit\ntopics: [anxiety]\naudience: [men]", ["men"]),
        ("a.md", "kind: guide\naudience: [men]", ["men"]),
        ("a.md", "kind: guide", []),
        ("a.md", "kind: guide\ntopics: [voices]", []),
        ("a.md", "kind: guide\ntopics: [anxiety]\naudience: [students]", []),
        ("a.md", "kind: policy\ntopics: [anxiety]", []),
        ("a.md", "kind: evidence\ntopics: [anxiety]", []),
        ("a.md", "kind: landing\ntopics: [anxiety]", []),
        ("contribute/a.md", "kind: guide\ntopics: [anxiety]", []),
        ("a.md", "kind: guide\ntopics: [anxiety]\nunder_18: true", ["teens"]),
        ("a.md", "kind: guide\nunder_18: true", []),
    ],
)
def test_groups_are_offered_by_what_a_page_is_about(
    tmp_path: Path, path: str, front: str, offered: list[str]
) -> None:
    """Topics and audience choose, at home; a page of neither offers nothing, one for the young no adults' group."""
    hub = make_hub(
        tmp_path,
        listing(id="men", name="A men's club", audience=["men"], organisation=None),
        listing(id="open", name="An open room", organisation=None),
        listing(id="teens", name="Teens", ages={"from": 13, "to": 17}, organisation=None),
        listing(id="abroad", name="Abroad", audience=["men"], place={"country": "NZ"}, organisation=None),
    )
    page = add_article(hub, path, f"title: T\ndescription: D\n{front}\n")
    assert sorted(card.id for card in listings_for_article(hub, page)) == offered


@pytest.mark.parametrize(
    ("ages", "welcome"),
    [
        ({"from": 13, "to": 17}, True),
        ({"to": 17}, True),
        ({"from": 16}, True),
        ({"from": 0}, True),
        ({"from": 18}, False),
        ({"from": 18, "to": 25}, False),
        ({"to": 25}, False),
        ({"to": 18}, False),
    ],
)
def test_who_welcomes_the_young(ages: dict[str, int], welcome: bool) -> None:
    """Only ages that say so; what says nothing of where it begins is for adults."""
    assert Ages.model_validate(ages).welcome_minors is welcome


def test_the_young_are_led_to_no_adults_group(tmp_path: Path) -> None:
    """Beside a group for the young stands none that is silent on ages, and beside that one the adults' own."""
    place = {"city": "Leeds", "region": "West Yorkshire", "country": "GB"}
    hub = make_hub(
        tmp_path,
        listing(id="teens", ages={"from": 13, "to": 17}, place=place),
        listing(id="silent", place=place),
        listing(id="adults", ages={"from": 18}, place=place),
    )
    near = {id_: [found.id for found in near_listings(hub, it)[1]] for id_, it in hub.directory.listings.items()}
    assert near == {"teens": [], "silent": ["adults"], "adults": ["silent"]}


def test_readers_are_not_led_to_pages_for_contributors(tmp_path: Path) -> None:
    """Whoever looks for help with worry is not offered a guide on writing, which names the topic as an example."""
    hub = make_hub(tmp_path, listing(id="one"))
    add_article(hub, "worry.md", "title: Worry\ndescription: D\nkind: guide\ntopics: [anxiety]\n")
    front = "title: Writing\ndescription: D\nkind: guide\ntopics: [anxiety]\n"
    add_article(hub, "contribute/writing.md", front)
    assert [link.title for link in articles_for_topics(hub, ["anxiety"])] == ["Worry"]


def test_why_to_read_something_is_said_once(tmp_path: Path) -> None:
    """Where one reason holds for all that a listing leads to, it stands above them; else beside each."""
    hub = make_hub(tmp_path, listing(id="one"))
    for name in ("worry", "fear"):
        add_article(hub, f"{name}.md", f"title: {name}\ndescription: D\nkind: guide\ntopics: [anxiety]\n")
    view = listing_view(hub, hub.directory.listings["one"])
    assert (view.articles_reason, [link.note for link in view.articles]) == ("About Anxiety", ["", ""])
    (tmp_path / "other").mkdir()
    other = make_hub(tmp_path / "other", listing(id="one"))
    add_article(other, "worry.md", "title: Worry\ndescription: D\nkind: guide\ntopics: [anxiety]\n")
    view = listing_view(other, other.directory.listings["one"])
    assert (view.articles_reason, [link.note for link in view.articles]) == ("", ["About Anxiety"])


def test_no_contact_is_linked_twice(tmp_path: Path) -> None:
    """Beside the button an address stands to be read; a number that the button calls stands on the button."""
    website, email, phone = "https://circle.example/", "hello@circle.example", "+44 113 496 0000"
    hub = make_hub(
        tmp_path,
        listing(id="write", website=website, join={"how": "register", "email": email}),
        listing(id="ring", website=website, join={"how": "register", "email": email, "phone": phone}),
        listing(id="visit", website=website, join=None),
    )
    seen = {id_: listing_view(hub, it) for id_, it in hub.directory.listings.items()}
    assert seen["write"].contacts == (Link(email, ""), Link("circle.example", website))
    assert seen["ring"].contacts == (Link(email, f"mailto:{email}"), Link("circle.example", website))
    assert seen["visit"].contacts == (Link("circle.example", ""),)
    for view in seen.values():
        assert view.join is not None
        assert view.join.href not in [link.href for link in view.contacts]


def test_what_nobody_knows_stands_in_one_line(tmp_path: Path) -> None:
    """It is not asked for again and again, and nobody is told to ask where there is nobody to ask."""
    website = "https://circle.example/"
    hub = make_hub(
        tmp_path,
        listing(id="told", website=website, cost={"free": True}, led_by="peers", confidentiality="It stays here."),
        listing(id="some", website=website, cost={"free": True}),
        listing(id="alone", website=None, join=None, meetings=None, checked=None, source=None),
    )
    seen = {id_: listing_view(hub, it) for id_, it in hub.directory.listings.items()}
    assert seen["told"].unknown == ""
    assert seen["some"].unknown == "We do not know who leads it or what stays private. You can ask before you go."
    assert seen["alone"].unknown == "We do not know what it costs, who leads it, what stays private or how to join."
    alone = seen["alone"]
    answers = [said.text for fact in alone.facts for said in fact.answer]
    texts = [*(one.text for one in alone.when), alone.join_text, alone.card.badge.text, *answers]
    assert not [text for text in texts if "sk " in text]
    assert all("not know" not in said.text for fact in seen["some"].facts for said in fact.answer)


def test_a_listing_of_an_offices_list_names_no_page(tmp_path: Path) -> None:
    """Where no page was read, none is spoken of; a page without a date is told as before."""
    hub = make_hub(
        tmp_path,
        listing(id="listed", source={"records": ["office/1"]}),
        listing(id="read", source={"url": "https://page.example/", "records": ["office/2"]}),
    )
    said = {id_: listing_view(hub, it).source_text for id_, it in hub.directory.listings.items()}
    assert said["listed"] == "These details come from a list that we were given."
    assert said["read"] == "We read these details on a page without a date."

"""Near a town or a postcode: looked up on the reader's device, sorted by distance, honest where it is not known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OpenPage
from tests.browser.finder_hub import write
from tests.browser.server import SiteServer
from tests.browser.sites import Site, build_site

from peerhub.problems import Problems
from peerhub.yaml.source import read_yaml

CASES = Path(__file__).parent / "cases" / "places.yaml"

NONE_NEAR = "We know the place of no group within 25 miles; some keep it private."
pytestmark = pytest.mark.browser

PLACES: dict[str, dict[str, Any]] = {
    "batley": {"city": "Batley", "country": "GB"},
    "york": {"city": "York", "country": "GB"},
    "private": {"city": "York", "country": "GB", "address": "after-contact"},
    "exact": {"city": "Harrogate", "country": "GB", "latitude": 53.99, "longitude": -1.54},
    "seattle": {"city": "Seattle", "region": "WA", "country": "US", "postcode": "98101"},
    "coast": {"city": "Scarborough", "country": "GB"},
    "resting": {"city": "Leeds", "country": "GB"},
    "nowhere": {"city": "Atlantis", "country": "GB"},
}
# The places of a country are known where it has a listing; of these nobody knows where they are.
ABROAD = {f"in-{code.lower()}": {"city": "Atlantis", "country": code} for code in ("AU", "CA", "IE", "IM", "NZ")}
PLACES |= ABROAD


def group(id_: str, place: dict[str, Any]) -> dict[str, Any]:
    """Make a group at a place."""
    return {
        "id": id_,
        "kind": "group",
        "name": id_.title(),
        "summary": "A group.",
        "topics": ["anxiety"],
        "format": "in-person",
        "place": place,
        "join": {"how": "contact-first", "email": "hello@circle.example"},
        "status": "paused" if id_ == "resting" else "active",
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, site_server: Callable[..., SiteServer]) -> Site:
    """Build a hub of groups in towns, with a place of the hub's own."""
    folder = tmp_path_factory.mktemp("near")
    online = {key: value for key, value in group("from-home", {}).items() if key != "place"}
    online |= {"format": "online", "area": {"country": "GB"}}
    hub = write(folder / "hub", [*(group(id_, place) for id_, place in PLACES.items()), online])
    own = "name,region,country,latitude,longitude\nEboracum,England,GB,53.96,-1.08\n"
    (hub / "data" / "places.csv").write_text(own, encoding="utf-8")
    built = build_site(hub, folder / "site")
    return Site(Path(built), site_server(built, "name"))


@pytest.fixture
def near(site: Site, open_page: OpenPage) -> Page:
    """Reach for what is near."""
    page, _ = open_page(site, "groups/")
    page.get_by_role("button", name="Near a town or postcode").click()
    expect(page.get_by_label("Town or postcode")).to_be_focused()
    return page


def shown(page: Page) -> list[tuple[str, str]]:
    """Give each group with what is said of its distance."""
    return [
        (card.locator("h3").inner_text(), " ".join(card.locator(".hub-card__reason").all_inner_texts()))
        for card in page.locator("[data-finder-cards] > li").all()
    ]


def test_a_town_sorts_by_distance(near: Page) -> None:
    """Leeds is offered as one types; the nearest comes first, said as nearly as it is known and no more."""
    near.get_by_label("Town or postcode").press_sequentially("leed")
    near.locator("[data-finder-near] ul button", has_text="Leeds, West Yorkshire").first.click()
    expect(near.locator("[data-finder-near-note]")).to_contain_text(
        "The nearest to Leeds, West Yorkshire come first."
    )
    assert shown(near)[:7] == [
        ("Batley", "About 8 miles away, by its town or postcode"),
        ("Exact", "About 13 miles away"),
        ("York", "About 22 miles away, by its town or postcode"),
        ("Coast", "About 57 miles away, by its town or postcode"),
        ("From-Home", ""),
        ("Resting", "In or near this place"),
        ("Seattle", "About 4,623 miles away, by its town or postcode"),
    ], "what nobody travels to comes after what is joined from home, and so does what takes a break"
    elsewhere = {"Nowhere", "Private", *(id_.title() for id_ in ABROAD)}
    assert set(shown(near)[7:]) == {(name, "") for name in elsewhere}, "nobody is told where people must ask"
    assert "leed" not in near.url.lower()
    kept = near.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state])")
    assert "leed" not in kept.lower()


@pytest.mark.parametrize(
    ("typed", "first", "said"),
    [
        ("York", "York", "The nearest to York, North Yorkshire come first."),
        ("WF17 8AB", "Batley", "We know this only as an area"),
        ("98052", "Seattle", "The nearest to 98052 come first."),
        ("eboracum", "York", "The nearest to Eboracum, England come first."),
        ("London", "From-Home", NONE_NEAR),
        (
            "Londres",
            "From-Home",
            f"The nearest to Londres, London come first. {NONE_NEAR}",
        ),
    ],
)
def test_what_is_typed_leads_to_what_is_near(near: Page, typed: str, first: str, said: str) -> None:
    """Towns, postcodes and a hub's own places are found, at home before elsewhere, and York is not New York."""
    near.get_by_label("Town or postcode").fill(typed)
    near.get_by_role("button", name="Show what is near").click()
    expect(near.locator("[data-finder-near-note]")).to_contain_text(said)
    assert shown(near)[0][0] == first
    if "area" in said:
        assert "miles" not in " ".join(reason for _, reason in shown(near))


def test_online_groups_of_home_are_mixed_in_by_choice(near: Page) -> None:
    """Ticked, they stand right after what is near, and no distance is said of them."""
    field = near.get_by_label("Town or postcode")
    field.fill("Leeds")
    near.get_by_role("button", name="Show what is near").click()
    expect(near.locator("[data-finder-near-note]")).to_contain_text("The nearest to Leeds")
    assert shown(near)[4] == ("From-Home", "")
    near.get_by_label("Online groups right after").check()
    expect(near.locator("[data-finder-cards] > li h3").nth(3)).to_have_text("From-Home")
    assert shown(near)[2:5] == [
        ("York", "About 22 miles away, by its town or postcode"),
        ("From-Home", ""),
        ("Coast", "About 57 miles away, by its town or postcode"),
    ]


def test_every_kind_of_entry_is_taken_as_it_is_meant(near: Page) -> None:
    """Countries by their codes, namesakes asked back, slips told, areas before villages: all on one page."""
    cases = read_yaml(CASES, CASES.name, Problems())
    assert cases is not None
    wrong = []
    for typed, wanted in cases.data.items():
        near.get_by_label("Town or postcode").fill(typed)
        near.get_by_role("button", name="Show what is near").click()
        try:
            expect(near.locator("[data-finder-near-note]")).to_contain_text(wanted, timeout=1500)
        except AssertionError:
            wrong.append((typed, wanted, near.locator("[data-finder-near-note]").inner_text()))
    assert wrong == []


def test_an_unknown_place_clears_what_stood_before(near: Page) -> None:
    """Nothing is guessed for a place that nobody knows, and no distance of the place before stays."""
    near.get_by_label("Town or postcode").fill("Leeds")
    near.get_by_role("button", name="Show what is near").click()
    expect(near.locator("[data-finder-cards]")).to_contain_text("miles away")
    near.get_by_label("Town or postcode").fill("Qwxyz")
    near.get_by_role("button", name="Show what is near").click()
    expect(near.locator("[data-finder-near-note]")).to_contain_text("We do not know that place.")
    expect(near.locator("[data-finder-cards]")).not_to_contain_text("miles away")


def test_without_the_table_the_page_says_what_is_left(site: Site, open_page: OpenPage) -> None:
    """Where the pieces cannot be had the lists still work, and a sentence names another way."""
    page, _ = open_page(site, "groups/")
    page.route("**/places/**", lambda route: route.abort())
    page.get_by_role("button", name="Near a town or postcode").click()
    page.get_by_label("Town or postcode").fill("Leeds")
    expect(page.locator("[data-finder-near-note]")).to_contain_text("could not be loaded")
    assert len(shown(page)) == len(PLACES) + 1


def test_a_place_on_the_front_page_opens_the_finder_there(site: Site, open_page: OpenPage) -> None:
    """What is typed on the home page is in no address, and nothing of it stays once the finder has it."""
    page, watch = open_page(site, "")
    page.get_by_label("Town or postcode").fill("York")
    page.get_by_role("button", name="A group near me").click()
    expect(page.locator("[data-finder-near-note]")).to_contain_text(
        "The nearest to York, North Yorkshire come first."
    )
    assert shown(page)[0][0] == "York"
    assert page.url == site.url + "groups/#near"
    assert page.evaluate("sessionStorage.length") == 0
    assert watch.wrong(page) == []


def test_a_name_that_several_places_share_is_asked_back_on_the_front_page(site: Site, open_page: OpenPage) -> None:
    """Each is a choice that leads to the groups near it, and a search shows each as well."""
    page, watch = open_page(site, "")
    page.get_by_label("Town or postcode").fill("Newcastle")
    page.get_by_role("button", name="A group near me").click()
    expect(page.locator("[data-near-which]")).to_contain_text("Which one is yours?")
    page.get_by_role("button", name="Newcastle upon Tyne").click()
    expect(page.locator("[data-finder-near-note]")).to_contain_text("The nearest to Newcastle upon Tyne")
    page.goto(site.url + "search/")
    page.get_by_role("searchbox").fill("group in newcastle")
    expect(page.get_by_role("link", name="Groups near Newcastle")).to_have_count(4)
    assert watch.wrong(page) == []


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("anxiety groups in york", "York, North Yorkshire"),
        ("someone to talk to near harrogate please", "Harrogate, North Yorkshire"),
        ("support wf17 8ab", "WF, Wakefield"),
        ("Batley mens group", "Batley, West Yorkshire"),
        ("eboracum", "Eboracum, England"),
    ],
)
def test_a_search_that_names_a_place_leads_to_what_is_near(
    site: Site, open_page: OpenPage, words: str, place: str
) -> None:
    """A town or postcode in a search is a link to the groups near there, first of all that is found."""
    page, _ = open_page(site, "search/")
    page.get_by_role("searchbox").fill(words)
    page.locator("[data-search-answers]").get_by_role("link", name=f"Groups near {place}").click()
    expect(page.locator("[data-finder-near-note]")).not_to_be_empty()
    assert page.url == site.url + "groups/#near"
    assert page.evaluate("sessionStorage.length") == 0


@pytest.mark.parametrize(
    "words", ["groups for men in recovery", "near me", "b12 vitamin", "group in qwxyz", "i am 15 in york"]
)
def test_a_search_that_names_no_place_makes_none_up(site: Site, open_page: OpenPage, words: str) -> None:
    """Words that are no place give no link, and somebody young is led to no groups for adults."""
    page, _ = open_page(site, "search/")
    page.get_by_role("searchbox").fill(words)
    expect(page.locator("[data-search-results]")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("link", name="Groups near")).to_have_count(0)

"""Lists of listings: every listing that may be shown is found by topic and place, on pages of bearable length."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urljoin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.pages.corpus import listings, numbered
from tests.core.pages.theme import Theme

from peerhub import addresses
from peerhub.directory.listing import Listing
from peerhub.directory.place import Area
from peerhub.pages.lists import LONG_COUNTRY, LONGEST_DAY, PAGE_LENGTH, ListPage, by_place, list_pages
from peerhub.pages.redirects import regions_elsewhere
from peerhub.shown.cards import shown_listings


def at(number: int, region: str) -> Listing:
    place = {"region": region or None, "country": "GB"}
    data = {"id": f"l-{number}", "kind": "group", "name": f"Group {number:03}", "summary": "S", "topics": ["anxiety"]}
    return Listing.model_validate({**data, "format": "in-person", "place": place})


def test_two_spellings_of_a_region_are_one_list(tiny: Theme) -> None:
    """They lead to one address: one list there, by the spelling that most listings use, and nobody is lost."""
    spelt = ["Île-de-France", "Ile de France", "ile-de-france", "Île-de-France", "東京", "大阪"]
    hub = tiny.with_listings([at(number, region) for number, region in enumerate(spelt)])
    found = by_place(hub)["GB"]
    assert {region: len(inside) for region, inside in found.items()} == {"Île-de-France": 4, "大阪": 1, "東京": 1}
    every = [page.address for page in list_pages(hub)]
    assert len(every) == len(set(every))


@given(found=st.lists(listings(), max_size=5))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_no_two_lists_share_an_address(tiny: Theme, found: list[Listing]) -> None:
    """Whatever regions are called; and each listing that may be shown stands in the list of each of its topics."""
    hub = tiny.with_listings(numbered(found))
    pages = list(list_pages(hub))
    assert len({page.address for page in pages}) == len(pages)
    for listing in shown_listings(hub):
        for topic in set(listing.topics) & hub.directory.vocabulary.topics.keys():
            (page,) = (page for page in pages if page.address == addresses.topic(topic))
            assert listing.id in [card.id for card in page.view.cards]


def network(name: str, topic: str) -> Listing:
    data = {"id": name, "kind": "network", "name": name, "summary": "S", "topics": [topic]}
    return Listing.model_validate(data)


def test_a_topic_of_danger_begins_with_its_own_help(tiny: Theme) -> None:
    """Its lines and its pages stand before everything else; no general club is offered, and no first steps."""
    known = tiny.hub.directory.vocabulary
    topics = {**known.topics, "mental-health": known.topics["anxiety"]}
    vocabulary = known.model_copy(update={"topics": topics})
    hub = tiny.with_listings([network("mens-club", "mental-health"), network("refuge", "abuse")])
    hub = replace(hub, directory=replace(hub.directory, vocabulary=vocabulary), _made={})
    page = tiny.pages(hub)[addresses.topic("abuse")]
    content = page[page.index("<main") : page.index("</main>")]
    line = content.index('href="tel:116123"')
    assert line < content.index("refuge.html")
    assert line < content.index(known.topics["abuse"].description or "")
    assert 'href="../../get-help-now/abuse/"' in content
    assert 'href="../../stay-safe-online/"' in content
    assert "mens-club" not in content


def test_a_topic_without_groups_shows_only_what_is_its_own(tiny: Theme) -> None:
    """Where no group is known, what is not about the topic is no way on."""
    known = tiny.hub.directory.vocabulary
    topics = {**known.topics, "mental-health": known.topics["anxiety"]}
    vocabulary = known.model_copy(update={"topics": topics})
    hub = tiny.with_listings([network("any-club", "mental-health")])
    hub = replace(hub, directory=replace(hub.directory, vocabulary=vocabulary), _made={})
    page = tiny.pages(hub)[addresses.topic("anxiety")]
    assert "We know of no group here yet." in page
    assert "any-club" not in page


@pytest.fixture(scope="module")
def long_list(tiny: Theme) -> dict[str, str]:
    """The pages of a hub with a list of twelve pages and a bit."""
    return tiny.pages(tiny.with_listings([at(number, "Kent") for number in range(12 * PAGE_LENGTH + 1)]))


def test_a_long_list_is_paged(long_list: dict[str, str]) -> None:
    """Every listing stands on one page, in order; the last page has the one that was left."""
    names: list[str] = []
    for number in range(1, 14):
        page = long_list[addresses.topic("anxiety", number)]
        names += re.findall(r'<h[34]><a href="[^"]*" dir=auto>([^<]*)', page)
    assert names == [f"Group {number:03}" for number in range(12 * PAGE_LENGTH + 1)]
    assert addresses.topic("anxiety", 14) not in long_list


@pytest.mark.parametrize("number", [1, 2, 6, 7, 12, 13])
def test_the_page_one_is_on_is_marked(long_list: dict[str, str], number: int) -> None:
    """Of the pages' links just this one is the current page, also where pages between are left out."""
    page = long_list[addresses.topic("anxiety", number)]
    links = re.findall(r'<li><a href="([^"]*)"( aria-current="page")? aria-label="[^"]*">(\d+)</a>', page)
    assert [text for _, current, text in links if current] == [str(number)]
    assert (links[0][2], links[-1][2]) == ("1", "13")
    for href, _, text in links:
        assert urljoin(addresses.topic("anxiety", number), href) == addresses.topic("anxiety", int(text))


def in_britain(tiny: Theme, count: int) -> dict[str, ListPage]:
    """The lists of places of a hub with so many groups in Britain, turn about in Kent, in Surrey and in no region."""
    found = [at(number, ("Kent", "Surrey", "")[number % 3]) for number in range(count)]
    pages = {page.address: page for page in list_pages(tiny.with_listings(found))}
    return {address: page for address, page in pages.items() if address.startswith("groups/places/gb")}


def test_a_country_with_many_groups_leads_to_its_regions(tiny: Theme) -> None:
    """Each listing then stands in one list; what names no region stands with the country, and all are counted."""
    pages = in_britain(tiny, LONG_COUNTRY + 1)
    country = pages[addresses.country("GB")].view
    assert [link.href for link in country.regions] == [addresses.region("GB", name) for name in ("Kent", "Surrey")]
    assert (country.total, country.related, country.heading != "") == (LONG_COUNTRY + 1, (), True)
    ids = sorted(card.id for page in pages.values() for card in page.view.cards)
    assert ids == sorted(f"l-{number}" for number in range(LONG_COUNTRY + 1))
    assert pages[addresses.country("GB", 2)].view.regions == ()


def test_a_country_with_fewer_groups_lists_them_all(tiny: Theme) -> None:
    """Its pages hold every listing, whatever the region, and lead to the regions before it."""
    pages = in_britain(tiny, LONG_COUNTRY)
    listed = [page.view.cards for address, page in pages.items() if address.count("/") == 2]
    assert sum(map(len, listed)) == LONG_COUNTRY
    country = pages[addresses.country("GB")].view
    assert (len(country.regions), country.heading, country.related) == (2, "", ())


def on_tuesdays(tiny: Theme, count: int) -> list[ListPage]:
    """The pages of the list of Tuesdays of a hub with so many groups then, of which somebody checked the last."""
    meetings = ({"days": ["tuesday"], "starts": "19:00", "timezone": "Europe/London"},)
    checked = {"on": date(2026, 11, 1), "how": "phone", "by": "Somebody"}
    found = [
        Listing.model_validate(
            {**at(number, "Kent").model_dump(exclude_defaults=True), "meetings": meetings}
            | ({"checked": checked} if number == count - 1 else {})
        )
        for number in range(count)
    ]
    pages = list_pages(tiny.with_listings(found))
    return [page for page in pages if page.address.startswith("groups/days/tuesday")]


def test_the_list_of_a_weekday_ends(tiny: Theme) -> None:
    """What somebody has checked comes first, the page says that there is more, and its ends lead there."""
    pages = on_tuesdays(tiny, LONGEST_DAY + 1)
    shown = [card.id for page in pages for card in page.view.cards]
    assert (len(shown), len(set(shown)), shown[0]) == (LONGEST_DAY, LONGEST_DAY, f"l-{LONGEST_DAY}")
    first, *_, last = pages
    assert (first.view.total, first.view.count_text) == (LONGEST_DAY + 1, "500 of 501 listings")
    assert "500 of 501 listings" in first.description
    for end in (first, last):
        ways = [addresses.DIRECTORY, addresses.country("GB"), addresses.ONLINE]
        assert [link.href for link in end.view.related] == ways
    assert first.view.intro


def test_a_weekday_with_fewer_groups_lists_them_all(tiny: Theme) -> None:
    """Nothing is said of a part where all of it is there."""
    pages = on_tuesdays(tiny, LONGEST_DAY)
    assert sum(len(page.view.cards) for page in pages) == LONGEST_DAY
    assert (pages[0].view.count_text, pages[0].view.intro, pages[0].view.related) == ("500 listings", "", ())


def test_the_page_of_a_long_country_names_its_regions_first(tiny: Theme) -> None:
    """Readers without a script get there: the links stand above the groups, each with its count."""
    found = [at(number, "Kent" if number else "") for number in range(LONG_COUNTRY + 1)]
    page = tiny.pages(tiny.with_listings(found))[addresses.country("GB")]
    way = rf'href="[^"]*gb/kent.html" dir=auto>Kent</a> <span class=hub-meta>{LONG_COUNTRY}</span>.*l-0.html'
    assert re.search(way, page, re.DOTALL)
    assert "l-1.html" not in page


@pytest.mark.parametrize("ended", [{"closed": date(2026, 1, 1)}, {"removed": date(2026, 1, 1)}, {"moved_to": "l-1"}])
def test_what_has_ended_is_in_no_list(tiny: Theme, ended: dict[str, object]) -> None:
    """It keeps its page, since others link there, and stands nowhere else."""
    gone = at(0, "Kent").model_copy(update=ended)
    pages = tiny.pages(tiny.with_listings([gone, at(1, "Kent")]))
    assert "groups/l-0.html" in pages
    for path, page in pages.items():
        if path != "groups/l-0.html":
            assert "l-0.html" not in page
    if "removed" in ended:
        assert "Group 000" not in pages["groups/l-0.html"]


def in_canada(number: int, region: str | None, city: str) -> Listing:
    place = {"region": region, "city": city, "country": "CA"}
    data = {"id": f"l-{number}", "kind": "group", "name": f"Group {number:03}", "summary": "S", "topics": ["anxiety"]}
    return Listing.model_validate({**data, "format": "in-person", "place": place})


def test_a_region_is_one_list_by_code_by_name_and_by_town(tiny: Theme) -> None:
    """All stand on one page, and the address that the code once had leads there."""
    said = [("BC", "Vancouver"), ("British Columbia", "Delta"), (None, "Kelowna"), ("Lower Mainland", "Burnaby")]
    hub = tiny.with_listings([in_canada(number, *one) for number, one in enumerate(said)])
    assert {region: len(inside) for region, inside in by_place(hub)["CA"].items()} == {"British Columbia": 4}
    page = addresses.region("CA", "British Columbia")
    moved = {address: link.href for address, link in regions_elsewhere(hub)}
    assert moved == dict.fromkeys((addresses.region("CA", "BC"), addresses.region("CA", "Lower Mainland")), page)


def test_a_name_for_several_regions_leads_to_the_country(tiny: Theme) -> None:
    """Who followed a link to "The West" finds the groups of all its provinces."""
    towns = ["Vancouver", "Calgary"]
    hub = tiny.with_listings([in_canada(number, "The West", city) for number, city in enumerate(towns)])
    assert {region for region in by_place(hub)["CA"] if region} == {"British Columbia", "Alberta"}
    assert [link.href for _, link in regions_elsewhere(hub)] == [addresses.country("CA")]


def in_towns(tiny: Theme, *towns: tuple[str, int]) -> dict[str, ListPage]:
    """The lists of a hub with so many groups in each town of Britain, by address."""
    found: list[Listing] = []
    for city, count in towns:
        for number in range(len(found), len(found) + count):
            one = at(number, "")
            assert one.place is not None
            found.append(one.model_copy(update={"place": one.place.model_copy(update={"city": city})}))
    return {page.address: page for page in list_pages(tiny.with_listings(found))}


def test_each_town_with_a_group_has_a_page_that_knows_its_neighbours(tiny: Theme) -> None:
    """Nearest first, with how far it is; the region leads to its towns and to the nearest regions."""
    pages = in_towns(tiny, ("Leeds", 2), ("Bradford", 1), ("Sheffield", 1), ("Plymouth", 1))
    leeds = pages[addresses.town("GB", "West Yorkshire", "Leeds")].view
    assert (leeds.total, leeds.title) == (2, "Groups in Leeds, West Yorkshire")
    assert [link.title for link in leeds.nearby] == ["Bradford", "Sheffield", "Plymouth"]
    assert leeds.nearby[0].note == "about 8 miles away"
    region = pages[addresses.region("GB", "West Yorkshire")].view
    assert [(link.title, link.note) for link in region.regions] == [("Bradford", "1"), ("Leeds", "2")]
    assert [link.title for link in region.nearby] == ["South Yorkshire", "Devon"]


def test_a_long_list_stands_open_for_ten_and_folded_for_the_rest(tiny: Theme) -> None:
    """By region on a country's page and by town on a region's, no part longer than ten; nobody is lost."""
    pages = in_towns(tiny, ("Leeds", 3), ("Bradford", 13), ("Sheffield", 9))
    country = pages[addresses.country("GB")].view
    parts = [("South Yorkshire", 0, 9, True), ("West Yorkshire", 9, 19, False), ("West Yorkshire", 19, 25, False)]
    assert list(country.parts) == parts
    assert len({card.id for card in country.cards}) == 25
    region = pages[addresses.region("GB", "West Yorkshire")].view
    assert [part[0] for part in region.parts] == ["Bradford", "Bradford", "Leeds"]
    pages_made = tiny.pages(tiny.with_listings([at(number, "Kent") for number in range(25)]))
    assert pages_made[addresses.region("GB", "Kent")].count("<details class=hub-fold>") == 2


def test_a_list_leads_into_the_finder_with_its_own_choice_made(tiny: Theme) -> None:
    """One more choice stands beside it; what would change nothing is not offered."""
    pages = {page.address: page for page in on_tuesdays(tiny, 3)}
    assert pages[addresses.day("tuesday")].view.narrow == ()
    forms = [at(0, "Kent"), at(1, "Kent").model_copy(update={"format": "hybrid"})]
    hub = tiny.with_listings(forms)
    kent = next(page for page in list_pages(hub) if page.address == addresses.region("GB", "Kent")).view.narrow
    assert [link.href for _, links in kent for link in links] == ["#find=country=GB&region=Kent&formats=online"]


def test_who_runs_a_group_at_a_place_stands_first_among_its_organisations(tiny: Theme) -> None:
    """Not whichever comes first by alphabet; and what is bound to another region is not named."""
    run = at(0, "Kent").model_copy(update={"organisation": "Zebra Talk"})
    elsewhere = network("alba", "anxiety").model_copy(update={"area": Area(country="GB", region="Scottish Borders")})
    hub = tiny.with_listings([run, network("Any Club", "anxiety"), network("Zebra Talk", "anxiety"), elsewhere])
    kent = next(page for page in list_pages(hub) if page.address == addresses.region("GB", "Kent"))
    assert [link.title for link in kent.view.finders] == ["Zebra Talk", "Any Club"]

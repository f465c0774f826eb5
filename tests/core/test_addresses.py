"""Addresses are promises: no two pages want the same one, and every page finds its way back to the root."""

from __future__ import annotations

import posixpath
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub import addresses

NAMES = st.one_of(
    st.text(min_size=1, max_size=30),
    st.from_regex(r"\A[A-Za-z]{1,3}( |-|--)?[0-9]{0,3}( |-)?[0-9]{0,2}\Z"),
    st.sampled_from(["Area 2", "Area-2", "Area", "Area 2 2", "Area2", "Area 2 area", "東京 2", "-2", "2"]),
)
PAGES = st.integers(1, 400)


@given(first=NAMES, second=NAMES, pages=st.tuples(PAGES, PAGES))
def test_a_page_of_one_region_is_never_a_page_of_another(first: str, second: str, pages: tuple[int, int]) -> None:
    """Two addresses are the same only for the same page of regions with the same address."""
    one, two = addresses.region("GB", first, pages[0]), addresses.region("GB", second, pages[1])
    if one == two:
        assert pages[0] == pages[1]
        assert addresses.region("GB", first) == addresses.region("GB", second)


@given(name=NAMES, page=PAGES, code=st.from_regex(r"\A[A-Z]{2}\Z"))
def test_a_region_is_never_the_list_of_a_country(name: str, page: int, code: str) -> None:
    """Regions stand one folder below, so that a country's second page stays its own."""
    found = addresses.region(code, name, page)
    assert found.count("/") == 3
    assert addresses.country(code, page).count("/") == 2


@given(name=st.text(min_size=1, max_size=300))
def test_a_slug_is_safe_everywhere(name: str) -> None:
    """Small letters, digits and single hyphens, and short enough for any disk."""
    made = addresses.slug(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", made)
    assert len(made) <= 100


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("North Yorkshire", "north-yorkshire"),
        ("  Île-de-France ", "ile-de-france"),
        ("Baden-Württemberg", "baden-wurttemberg"),
        ("Łódź", "lodz"),
        ("Møre og Romsdal", "more-og-romsdal"),
        ("Straße", "strasse"),
        ("東京", "6771-4eac"),
        ("東京 A", "6771-4eac-a"),
        ("大阪 A", "5927-962a-a"),
        ("!", "unnamed"),
    ],
)
def test_slugs_are_for_ever(name: str, made: str) -> None:
    """These are in other people's links: a change here breaks them."""
    assert addresses.slug(name) == made


ALL = st.one_of(
    st.just(addresses.HOME),
    st.sampled_from([addresses.DIRECTORY, addresses.ONLINE, addresses.UPCOMING, addresses.HELP]),
    st.builds(addresses.region, st.just("GB"), NAMES, PAGES),
    st.builds(addresses.topic, st.just("anxiety"), PAGES),
    st.builds(addresses.day, st.sampled_from(addresses.WEEKDAYS), PAGES),
    st.builds(addresses.listing, st.just("evening-circle")),
    st.builds(addresses.article, st.from_regex(r"\A([a-z]{1,4}/){0,3}([a-z]{1,6}|index|README)\.md\Z")),
)


@given(page=ALL, target=ALL)
def test_the_way_to_the_root_leads_to_the_root(page: str, target: str) -> None:
    """From a page's file, its root and another address lead to that address's file."""
    folder = posixpath.dirname(addresses.file_of(page))
    led = posixpath.normpath(posixpath.join("/site", folder, addresses.root_of(page), addresses.file_of(target)))
    assert led == f"/site/{addresses.file_of(target)}"


@given(page=ALL)
def test_an_address_and_its_file_name_each_other(page: str) -> None:
    """A folder's address serves its index.html; every other address is a file itself."""
    file = addresses.file_of(page)
    assert file.endswith(".html")
    assert file.removesuffix("index.html") == page if page.endswith("/") or not page else file == page


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", ""),
        ("README.md", ""),
        ("about/index.md", "about/"),
        ("about/README.md", "about/"),
        ("about/privacy.md", "about/privacy/"),
        ("my-index.md", "my-index/"),
        ("about/README-first.md", "about/README-first/"),
    ],
)
def test_articles_stand_where_mkdocs_puts_them(path: str, address: str) -> None:
    """The hub and MkDocs agree on the address of every page of docs/."""
    from mkdocs.structure.files import File

    assert addresses.article(path) == address
    assert File(path, "docs", "site", use_directory_urls=True).dest_uri == addresses.file_of(address)

"""The link check names every link that leads nowhere, and no other; cases/links.yaml holds the cases."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.addresses import file_of, root_of
from peerhub.building.linkcheck import LinkCheck
from peerhub.store.previous_site import Manifest, PreviousSite

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "links.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_golden(case: dict[str, Any]) -> None:
    """Each case's broken links are found, in the order of the page."""
    check = LinkCheck(case.get("base", "/"), frozenset(case.get("cut_short", [])))
    for name, html in case["pages"].items():
        check.add_page(name, html)
    for name in case.get("files", []):
        check.add_file(name)
    assert [f"{found.file}: {found.href} {found.missing}" for found in check.broken()] == case["broken"]


PARTS = st.text("abc", min_size=1, max_size=2)
ADDRESSES = st.lists(PARTS, max_size=3).map(lambda parts: "".join(f"{part}/" for part in parts))
FILES = st.one_of(ADDRESSES, st.builds(lambda folder, name: f"{folder}{name}.html", ADDRESSES, PARTS))


@given(pages=st.sets(FILES, min_size=1, max_size=6), data=st.data())
def test_links_between_pages_as_templates_write_them(pages: set[str], data: st.DataObject) -> None:
    """A root and an address lead to the page if it is there, and are reported if not, at any depth."""
    here = data.draw(st.sampled_from(sorted(pages)))
    target = data.draw(FILES)
    check = LinkCheck()
    for address in pages:
        html = f'<a href="{root_of(here)}/{target}">x</a>' if address == here else ""
        check.add_page(file_of(address), html)
    found = list(check.broken())
    there = file_of(target) in {file_of(address) for address in pages}
    assert [link.target for link in found] == ([] if there else [file_of(target)])


@given(href=st.text(max_size=20))
def test_any_address_is_judged(href: str) -> None:
    """No address, however strange, stops the check; inside the site or not, it gets one answer."""
    check = LinkCheck()
    check.add_page("a/index.html", "")
    check._links["a/index.html"] = (href,)
    assert len(list(check.broken())) <= 1


def test_relative_links_follow_the_file_system() -> None:
    """The check resolves as posixpath does, which is what browsers do below a site's root."""
    check = LinkCheck()
    for name in ("a/b/index.html", "a/c.html", "d.html"):
        check.add_page(name, "")
    for href in ("../c.html", "./../../d.html", "../../a/./c.html"):
        target = posixpath.normpath(posixpath.join("a/b", href))
        assert check._look_up("a/b/index.html", href) == (target, "")


def test_pages_that_another_process_read() -> None:
    """Links between the pages of two processes are followed, and each page counts once."""
    here, there = LinkCheck(), LinkCheck()
    here.add_page("a.html", '<a href="b.html#x">x</a><a href="b.html#y">y</a>')
    there.add_page("b.html", '<p id="x"></p><a href="c.txt">c</a><a href="d.txt">d</a>')
    there.add_file("c.txt")
    here.take_over(there.found())
    assert here.pages == 2
    assert [(link.file, link.href) for link in here.broken()] == [("a.html", "b.html#y"), ("b.html", "d.txt")]


def test_a_link_that_works_on_one_page_may_not_on_another() -> None:
    """The same address on pages with the same places: at the root it leads on, in a folder it leads nowhere."""
    check = LinkCheck()
    for name in ("index.html", "x/index.html", "y/index.html"):
        check.add_page(name, "" if name.startswith("x") else '<p id="p"></p><a href="x/">x</a>')
    assert [(link.file, link.href) for link in check.broken()] == [("y/index.html", "x/")]


def test_a_page_that_is_cut_short_excuses_no_other() -> None:
    """A withheld article's place counts as there, and the same place on a page that is whole must be there."""
    check = LinkCheck(cut_short=frozenset({"a/index.html"}))
    for name in ("a/index.html", "b/index.html"):
        check.add_page(name, '<a href="#q">q</a>')
    assert [link.file for link in check.broken()] == ["b/index.html"]


Pages = dict[str, str]

# Few names and places, so that many links meet one; "index.html" is what a folder's address means.
NAMES = ["a.html", "b.html", "x/index.html", "x/a.html", "x/y/index.html", "index.html", "x/y/b.txt"]
HREFS = ["a.html", "../a.html", "b.html#p", "#p", "x/", "../", "./", "y/b.txt", "../x/#q", "/x/a.html"]
CODED = ["#%70", "b.html#%70", "%61.html", "x/&#97;.html", "../&#97;.html&#35;q"]
LINK = re.compile(r'<a href="([^"]*)">x</a>')
PLACES = st.sets(st.sampled_from(["p", "q", "r s"]), max_size=2)


@st.composite
def sites(draw: st.DrawFn) -> Pages:
    """A small site of pages with places and links, some of which lead nowhere."""
    found = {}
    for name in draw(st.sets(st.sampled_from(NAMES), min_size=1)):
        links = draw(st.lists(st.sampled_from(HREFS + CODED), max_size=3))
        marks = "".join(f'<p id="{place}"></p>' for place in sorted(draw(PLACES)))
        found[name] = marks + "".join(f'<a href="{href}">x</a>' for href in links)
    return found


def checked(pages: Pages, as_before: Collection[str] = (), previous_site: PreviousSite | None = None) -> LinkCheck:
    check = LinkCheck(read=pages.__getitem__)
    for name, html in pages.items():
        if name in as_before:
            check.add_as_before(name)
        elif name.endswith(".html"):
            check.add_page(name, html)
        else:
            check.add_file(name)
    if previous_site is not None:
        check.look_again(previous_site)
    assert check.pages == sum(name.endswith(".html") for name in pages)
    return check


def broken(check: LinkCheck) -> list[tuple[str, str]]:
    return [(link.file, link.href) for link in check.broken()]


def noted(folder: str, pages: Pages, cache_key: str) -> PreviousSite:
    """Write a site, check it, and give it as the next build finds it."""
    for name, html in pages.items():
        (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
        (Path(folder) / name).write_text(html)
    check = checked(pages)
    assert broken(check) == []
    return PreviousSite(
        Path(folder), Manifest().written(Path(folder), pages, PreviousSite(), cache_key, check.linked)
    )


@given(before=sites(), after=sites(), data=st.data())
def test_pages_that_stand_as_before(before: Pages, after: Pages, data: st.DataObject) -> None:
    """Whatever else changed or went, the same links are found broken as when every page is read again."""
    for name, href in broken(checked(before)):  # a site with broken links was never finished
        before[name] = LINK.sub(lambda link, href=href: "" if unescape(link[1]) == href else link[0], before[name])  # type: ignore[misc] # default binds the loop's value
    same = data.draw(st.sets(st.sampled_from(sorted(before))))
    after |= {name: before[name] for name in same}
    with TemporaryDirectory() as folder:
        previous_site = noted(folder, before, LinkCheck().cache_key)
        assert broken(checked(after, same, previous_site)) == broken(checked(after))


def test_a_place_that_was_excused_is_looked_for_once_it_is_not() -> None:
    """When a withheld article is whole again, links from pages that stand as before into it are followed anew."""
    with TemporaryDirectory() as folder:
        site = {"a.html": '<a href="b.html#p">x</a>', "b.html": '<p id="p"></p>'}
        previous_site = noted(folder, site, LinkCheck(cut_short=frozenset({"b.html"})).cache_key)
        assert broken(checked({**site, "b.html": "whole"}, {"a.html"}, previous_site)) == [("a.html", "b.html#p")]


def test_pages_are_left_alone_where_nothing_that_they_lead_to_is_gone() -> None:
    """A file to which no page led may go without any page being read."""
    with TemporaryDirectory() as folder:
        site = {"a.html": '<a href="b.html">x</a>', "b.html": '<p id="p"></p>', "x/data.json": ""}
        previous_site = noted(folder, site, LinkCheck().cache_key)
        check = LinkCheck(read=lambda file: pytest.fail(f"{file} was read"))
        check.add_as_before("a.html")
        check.add_page("b.html", site["b.html"])
        check.look_again(previous_site)
        assert check._as_before == {"a.html"}
        assert broken(check) == []


@pytest.mark.parametrize("href", ["b.html#when-to", "b.html#when%2Dto", "b.html#when&#45;to", "b&#46;html%23when-to"])
def test_however_a_link_to_what_is_gone_was_written(href: str) -> None:
    """A page that stands as before is read again when its link is coded, too."""
    with TemporaryDirectory() as folder:
        site = {"a.html": f'<a href="{href}">x</a>', "b.html": '<p id="when-to"></p>', "b.html#when-to": ""}
        previous_site = noted(folder, site, LinkCheck().cache_key)
        assert broken(checked({"a.html": site["a.html"], "b.html": ""}, {"a.html"}, previous_site)) == [
            ("a.html", unescape(href))
        ]

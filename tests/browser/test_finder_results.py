"""What the finder finds, and counts, equals a plain filter over the same data, whatever is chosen."""

from __future__ import annotations

import random
from dataclasses import asdict, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import OpenPage
from tests.browser.finder_hub import TODAY, Choices, drawn, fits, state, varied, write
from tests.browser.server import SiteServer
from tests.browser.sites import Site, build_site

pytestmark = pytest.mark.browser

COMBINATIONS = 400
# The module of the page itself, with everything it leads to; each row is told by the id on its card.
_START = """async () => {
  const folder = document.querySelector("[data-finder-folder]").dataset.finderFolder;
  const root = new URL("../", location.href);
  const get = (name) => fetch(new URL(`${folder}/${name}.json`, root)).then((answer) => answer.json());
  const { readFacets } = await import(new URL("components/finder/facets.mjs", root));
  const filters = await import(new URL("components/finder/filter.mjs", root));
  const orders = await import(new URL("components/finder/order.mjs", root));
  const facets = readFacets(await get("facets"), Date.parse("2026-11-24"));
  const ids = [];
  for (let at = 0; ids.length < facets.count; at += 1) ids.push(...(await get(`c${at}`)).map(([id]) => id));
  window.tried = { ...filters, ...orders, facets, ids, get };
}"""
_FILTER = """([choices, today]) => {
  const { facets, filter, statesOn, ids, byFreshness, ordered } = window.tried;
  const states = statesOn(facets, today);
  const { rows, counts } = filter(facets, states, choices);
  return { ids: [...ordered(rows, byFreshness(facets, states))].map((row) => ids[row]), counts };
}"""


@pytest.fixture(scope="module")
def data() -> list[dict[str, Any]]:
    return varied()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, site_server: Any, data: list[dict[str, Any]]) -> Site:
    folder = tmp_path_factory.mktemp("finder")
    built = build_site(write(folder / "hub", data), folder / "site")
    server: SiteServer = site_server(built, "name")
    return Site(Path(built), server)


@pytest.fixture
def tried(site: Site, open_page: OpenPage) -> Page:
    page, _ = open_page(site, "groups/")
    page.evaluate(_START)
    return page


def ask(page: Page, chosen: Choices, today: date) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(_FILTER, [asdict(chosen), (today - date(1970, 1, 1)).days])
    return found


def replaced(chosen: Choices, name: str, value: Any) -> Choices:
    """Give the same choices but for one."""
    return Choices(**{**asdict(chosen), name: value})


def test_results_equal_a_plain_filter(tried: Page, data: list[dict[str, Any]]) -> None:
    """Hundreds of random combinations, on the day of the build and months later, find exactly what fits."""
    rng = random.Random(11)  # noqa: S311 - repeatable variety, no secrets
    some = 0
    for number in range(COMBINATIONS):
        chosen, today = drawn(rng), TODAY + timedelta(days=rng.choice([0, 0, 20, 200, 500]))
        expected = sorted(one["id"] for one in data if fits(one, chosen, today))
        assert sorted(ask(tried, chosen, today)["ids"]) == expected, f"combination {number}: {chosen} on {today}"
        some += bool(expected)
    assert some > COMBINATIONS // 4, "most combinations find nothing: the drawing is too narrow to prove much"


def test_counts_say_what_a_choice_would_find(tried: Page, data: list[dict[str, Any]]) -> None:
    """The count beside a choice is the number of results if it were the only one made in its facet."""
    rng = random.Random(12)  # noqa: S311 - as above
    for _ in range(40):
        chosen = drawn(rng)
        counts = ask(tried, chosen, TODAY)["counts"]
        wrong: list[Any] = []
        for facet in ("topics", "audience", "formats", "languages", "cost", "led", "fresh", "days", "parts"):
            told = enumerate(counts[facet]) if isinstance(counts[facet], list) else counts[facet].items()
            for value, count in told:
                alone = replaced(chosen, facet, [value])
                wrong += [(facet, value)] if count != sum(fits(one, alone, TODAY) for one in data) else []
        for flag in ("step", "listen"):
            alone = replaced(chosen, flag, True)
            wrong += [flag] if counts[flag] != sum(fits(one, alone, TODAY) for one in data) else []
        for code, count in counts["country"].items():
            alone = replace(chosen, country=code, region="")
            wrong += [code] if count != sum(fits(one, alone, TODAY) for one in data) else []
        for region, count in counts["region"].items():
            alone = replace(chosen, region=region)
            wrong += [region] if count != sum(fits(one, alone, TODAY) for one in data) else []
        assert wrong == [], chosen


def test_the_best_checked_come_first(tried: Page, data: list[dict[str, Any]]) -> None:
    """Results go from fresh to unchecked, then from the hub's own country outwards, then from the latest check on."""
    order = {"fresh": 0, "ageing": 1, "stale": 2, "unchecked": 3}
    by_id = {one["id"]: one for one in data}

    def rank(id: str) -> tuple[int, int, int]:
        one = by_id[id]
        country = (one.get("place") or one.get("area") or {}).get("country")
        check = -one["checked"]["on"].toordinal() if "checked" in one else 0
        return order[state(one, TODAY)], 0 if country == "GB" else 1 if country is None else 2, check

    found = [rank(id) for id in ask(tried, Choices(), TODAY)["ids"]]
    assert found == sorted(found)


def test_next_meetings_are_in_order(tried: Page, data: list[dict[str, Any]]) -> None:
    """By next meeting: those with a date that can be relied on, the soonest first; and never one that is over."""
    found = tried.evaluate(
        """async () => {
          const { facets, ids, get, statesOn, nextStarts, byNumber, byFreshness, ordered } = window.tried;
          const { readColumn } = await import(new URL("../components/finder/facets.mjs", location.href));
          const states = statesOn(facets, 20781);
          const file = await get("soon");
          const now = Date.UTC(2026, 10, 27, 12);
          const starts = nextStarts(file, readColumn(file.starts, facets.count), states, now);
          const rows = ordered(facets.checked.map((_, row) => row), byNumber(starts, byFreshness(facets, states)));
          const moment = (start) => (Number.isFinite(start) ? (file.start + start * file.step) * 1000 : null);
          return { now, rows: [...rows].map((row) => [ids[row], moment(starts[row])]) };
        }"""
    )
    told = [moment for _, moment in found["rows"] if moment is not None]
    assert told == sorted(told)
    assert len(told) > 50
    assert told[0] >= found["now"]
    assert [moment is None for _, moment in found["rows"]] == [False] * len(told) + [True] * (len(data) - len(told))


def test_distances(tried: Page) -> None:
    """The way between two cities is right to half a per cent, and a listing without a point is infinitely far."""
    found = tried.evaluate(
        """async () => {
          const distance = await import(new URL("../components/finder/distance.mjs", location.href));
          const london = [51.5074, -0.1278];
          return [distance.distanceKm(london, [48.8566, 2.3522]), distance.distanceKm([-36.85, 174.76], london),
            distance.distanceKm(london, london), Number.isFinite(distance.distances([null], london)[0])];
        }"""
    )
    assert found[0] == pytest.approx(343.6, rel=0.005)
    assert found[1] == pytest.approx(18_340, rel=0.005)
    assert found[2:] == [0, False]


def test_published_points_come_back(tried: Page, data: list[dict[str, Any]]) -> None:
    """Each published coordinate is read back to within a hundredth of a degree; no other listing has one."""
    points = tried.evaluate(
        """async () => {
          const { readPlaces } = await import(new URL("../components/finder/distance.mjs", location.href));
          const { points } = readPlaces(await window.tried.get("places"), window.tried.facets.count);
          return Object.fromEntries(points.map((point, row) => [window.tried.ids[row], point]));
        }"""
    )
    for one in data:
        place = one.get("place")
        expected = None if place is None else pytest.approx([place["latitude"], place["longitude"]], abs=0.0051)
        assert points[one["id"]] == expected, one["id"]

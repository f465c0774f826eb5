"""The example hub: every state on any day, nothing that could be taken for real, and nothing of it beside it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from peerhub.cli import ENGINE, Place, main
from peerhub.cli.example_hub import MEANT_FOR, files, on_day
from peerhub.directory.freshness import DEFAULT_LIMITS, freshness
from peerhub.directory.load import load_directory
from peerhub.directory.model import Directory
from peerhub.directory.rules import check_directory
from peerhub.problems import Problems, Severity

# The day itself, the day after, both leap and summer days, and years on.
DAYS = (
    MEANT_FOR,
    MEANT_FOR + timedelta(1),
    date(2027, 3, 28),
    date(2027, 8, 14),
    date(2028, 2, 29),
    date(2031, 12, 31),
)
LANGUAGES = ENGINE / "example" / "languages"
STATES = {"fresh": "fresh", "ageing": "ageing", "stale": "stale", "withheld": "withheld", "unchecked": "unchecked"}


def opened(root: Path, today: date) -> tuple[Directory, Problems]:
    problems = Problems()
    for name, content in files(ENGINE, today):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    directory = load_directory(root, problems)
    check_directory(directory, today, problems)
    return directory, problems


def test_on_its_own_day_it_is_what_the_tests_read() -> None:
    """No listing and no article of the folder changes on the day that they are meant for, but for translations."""
    changed = {
        name
        for name, content in files(ENGINE, MEANT_FOR)
        if not (ENGINE / "example" / name).exists()
        or content != (ENGINE / "example" / name).read_bytes().replace(b"\r\n", b"\n")
    }
    real = {"data/helplines.yaml", "data/phrases.yaml", "docs/get-help-now.md", "docs/stay-safe-online.md"}
    translated = {path.relative_to(LANGUAGES).as_posix() for path in LANGUAGES.rglob("*.md")}
    assert changed == {"mkdocs.yml", "data/vocabulary.yaml", "data/groups.yaml", *translated, *real}


def test_each_edit_that_brings_a_language_in_finds_its_place() -> None:
    """Each text that a translation takes the place of stands in the example."""
    edits = yaml.safe_load((LANGUAGES / "edits.yaml").read_text("utf-8"))
    made = {name: content.decode("utf-8") for name, content in files(ENGINE, MEANT_FOR) if name in edits}
    assert [(name, new) for name, texts in edits.items() for new in texts.values() if new not in made[name]] == []


def test_it_speaks_three_languages() -> None:
    """What a group is and five benefits are there in each, marked as checked by nobody; help stays in English."""
    pages = {path.relative_to(LANGUAGES / "docs").as_posix() for path in LANGUAGES.rglob("*.md")}
    first = {path for path in pages if path.count(".") == 1}
    assert len(first) == 6
    for tag, unchecked in (("cy", "siaradwr brodorol"), ("ar", "لغته الأم")):
        translated = {path for path in pages if path.endswith(f".{tag}.md")}
        assert {path.replace(f".{tag}.", ".") for path in translated} == {*first, "index.md"}
        assert all(unchecked in (LANGUAGES / "docs" / path).read_text("utf-8") for path in translated)
    assert not {path for path in pages if path.startswith(("get-help-now", "stay-safe"))}


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_every_state_is_alive_on_any_day(tmp_path: Path, today: date) -> None:
    """The data is sound, each listing is as fresh as its name says, and one group meets tomorrow."""
    directory, problems = opened(tmp_path, today)
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    listings = directory.listings
    found = {name: freshness(listings[f"example-{name}"].checked, today, DEFAULT_LIMITS).value for name in STATES}
    assert found == STATES
    tomorrow = (today + timedelta(1)).strftime("%A").lower()
    assert tomorrow in listings["example-across-zones"].meetings[0].days
    fortnightly = listings["example-unchecked"].meetings[0]
    assert fortnightly.first is not None
    assert fortnightly.first.strftime("%A").lower() in fortnightly.days
    ended = ("closed", "moved", "removed", "paused")
    assert all(listings[f"example-{name}"].ended or listings[f"example-{name}"].status for name in ended)


def test_dates_weekdays_and_months_move_together() -> None:
    """What stood a day ahead still does, over the end of a week, a month and a year."""
    text = "first: 2026-11-25\ndays: [monday, wednesday]\nnot_in: [july]\nname: A monday, 2026\n"
    moved = "first: 2027-01-01\ndays: [wednesday, friday]\nnot_in: [august]\nname: A monday, 2026\n"
    assert on_day(text, date(2026, 12, 31)) == moved
    assert on_day(text, MEANT_FOR) == text


def test_nothing_can_be_taken_for_real() -> None:
    """Every listing says Example; none has a number or a link into a meeting; all addresses are in .example."""
    directory = load_directory(ENGINE / "example", Problems())
    for listing in directory.listings.values():
        assert "Example" in listing.name
        assert listing.online is None or listing.online.url is None or listing.kind == "forum"
        assert listing.join is None or listing.join.phone is None
    groups = [ENGINE / "example/data/groups.yaml", *(ENGINE / "example/data/groups").glob("*.yaml")]
    text = "".join(path.read_text(encoding="utf-8") for path in groups)
    hosts = re.findall(r"(?:https?://|@)([\w.-]+)", text)
    assert hosts
    assert all(host.endswith(".example") for host in hosts)
    assert not re.search(r"\d{3}[ -]\d{3}", text)


def test_it_stays_apart_from_the_hub_beside_it() -> None:
    """No listing of it is one of the hub's, and its calendars and feeds have ids of their own."""
    own, made_up = load_directory(ENGINE, Problems()), load_directory(ENGINE / "example", Problems())
    assert not own.listings.keys() & made_up.listings.keys()
    spaces = [
        re.search(r"namespace: (\S+)", (ENGINE / at / "mkdocs.yml").read_text("utf-8")) for at in (".", "example")
    ]
    assert len({space[1] for space in spaces if space}) == 2


@pytest.mark.long
def test_every_page_says_what_it_is(tmp_path: Path) -> None:
    """Each page has the banner and keeps search engines away; only the help has numbers, and those are real."""
    site = tmp_path / "site" / "example"
    done = CliRunner().invoke(
        main,
        ["example", "--site-dir", str(site)],
        obj=Place(tmp_path, ENGINE),
        env={"HUB_SITE_URL": "https://hub.example/example/", "SOURCE_DATE_EPOCH": "1811462400"},
    )
    assert done.exit_code == 0, done.output
    pages = list(site.rglob("*.html"))
    assert len(pages) > 100
    real = (ENGINE / "data" / "helplines.yaml").read_text("utf-8").replace(" ", "")
    for page in pages:
        html = page.read_text("utf-8")
        assert '<meta name="robots" content="noindex">' in html
        assert "This is an example." in html
        assert all(number.removeprefix("tel:") in real for number in re.findall(r"tel:\+?\d+", html)), page
    home = (site / "index.html").read_text("utf-8")
    assert 'href="https://hub.example/"' in home
    assert not (site / "sitemap.xml").exists()

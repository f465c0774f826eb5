"""`./hub import`: a file whole or not at all, and what was lost on the error stream."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from peerhub.cli import main
from peerhub.directory.load import load_directory
from peerhub.problems import Problems

ROOT = Path(__file__).parents[3]
GROUP: dict[str, Any] = {
    "slug": "monday",
    "name": "Invented Circle",
    "day": 1,
    "time": "19:00",
    "address": "1 Example Street, Leeds LS1 1AA, UK",
    "phone": "555 0100",
}


def start(*arguments: str | Path, given: bytes | None = None, root: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "import", *map(str, arguments)], input=given)


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "neighbour.json"
    path.write_text(json.dumps([GROUP, {**GROUP, "slug": "friday", "day": 5}]), encoding="utf-8")
    return path


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub of nothing but its words."""
    root = tmp_path / "hub"
    (root / "data" / "groups").mkdir(parents=True)
    (root / "docs").mkdir()
    shutil.copy(ROOT / "data" / "vocabulary.yaml", root / "data")
    (root / "data" / "groups.yaml").write_text("# Ours\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text("site_name: Hub\nextra: {hub: {language: en}}\n", encoding="utf-8")
    return root


def test_a_file_of_listings_and_a_report(feed: Path, hub: Path) -> None:
    """The listings are the hub's from now on, and nothing is printed among data."""
    output = hub / "data" / "groups" / "neighbour.yaml"
    page = "https://neighbour.example/list"
    done = start("meeting-guide", feed, "--output", output, "--topic", "anxiety", "--source", page, root=hub)
    assert (done.exit_code, done.stdout) == (0, ""), done.output
    assert "Lost phone, a telephone number may be a person's: 2 (monday, friday)\n" in done.stderr
    assert done.stderr.endswith("neighbour.yaml: 1 new, 0 changed, 0 as they were.\n")
    problems = Problems()
    (entry,) = load_directory(
        hub,
        problems,
    ).entries
    assert entry.listing.meetings[0].days == ("monday", "friday")
    assert entry.listing.source is not None
    assert (entry.listing.source.url, entry.listing.checked) == (page, None)
    assert entry.listing.source.records == ("neighbour.example/monday", "neighbour.example/friday")
    assert [path.name for path in output.parent.iterdir()] == ["neighbour.yaml"]


def test_a_page_named_later_doubles_nothing(feed: Path, hub: Path) -> None:
    """The listings are known by the name that the feed had first."""
    output = hub / "data" / "groups" / "neighbour.yaml"
    said = ("meeting-guide", feed, "--output", output, "--topic", "anxiety")
    start(*said, root=hub)
    done = start(*said, "--source", "https://neighbour.example/list", root=hub)
    assert "0 new" in done.stderr, done.output
    assert output.read_text("utf-8").count("- id:") == 1


def test_a_list_of_services_without_places(hub: Path, tmp_path: Path) -> None:
    """It is told what such a list lacks and what to do; --format says how people meet, and the groups come in."""
    service = {"id": "s1", "name": "Listening Ear", "status": "active", "url": "https://ear.example/"}
    feed = tmp_path / "services.json"
    feed.write_text(json.dumps({"contents": [service]}), "utf-8")
    output = hub / "data" / "groups" / "ear.yaml"
    terms = ("hsds", feed, "--output", output, "--topic", "anxiety")
    done = start(*terms, root=hub)
    assert "Fetch each service by its id, or give --format." in done.stderr, done.output
    done = start(*terms, "--format", "phone", root=hub)
    assert "ear.yaml: 1 new" in done.stderr, done.output


def test_standard_input_and_a_full_report(hub: Path, tmp_path: Path) -> None:
    """A feed can come through a pipe, and every loss into a table that no spreadsheet runs."""
    given = json.dumps([{**GROUP, "slug": "=1+1"}]).encode()
    report = tmp_path / "report.csv"
    output = tmp_path / "out.yaml"
    terms = ("--feed", "piped", "--topic", "anxiety", "--report", report)
    done = start("meeting-guide", "-", "--output", output, *terms, given=given, root=hub)
    assert done.exit_code == 0, done.output
    rows = list(csv.reader(report.read_text("utf-8-sig").splitlines()))
    assert rows == [["record", "field", "why"], ["'=1+1", "phone", "a telephone number may be a person's"]]
    assert "records: [" in output.read_text("utf-8")


def test_without_a_topic_a_hub_is_left_as_it_is(feed: Path, hub: Path) -> None:
    """One clear line says what is missing and which topics there are; elsewhere the file is written all the same."""
    output = hub / "data" / "groups.yaml"
    done = start("meeting-guide", feed, "--output", output, root=hub)
    assert done.exit_code == 1
    assert "hub: 1 group has no topic, which feeds do not say. Give --topic ID, one of: mental-health" in done.stderr
    assert output.read_text("utf-8") == "# Ours\n"
    done = start("meeting-guide", feed, "--output", hub / "out.yaml", root=hub)
    assert done.exit_code == 1
    assert "hub: The file is written, but 1 group has no topic" in done.stderr
    assert (hub / "out.yaml").is_file()


def test_the_same_id_elsewhere_in_the_hub_is_not_doubled(feed: Path, hub: Path) -> None:
    """A listing that another file of the hub has already is told and left there."""
    terms = ("--topic", "anxiety", "--feed", "neighbour")
    folder = hub / "data" / "groups"
    assert start("meeting-guide", feed, "--output", folder / "a.yaml", *terms, root=hub).exit_code == 0
    done = start("meeting-guide", feed, "--output", folder / "b.yaml", *terms, root=hub)
    assert (done.exit_code, (folder / "b.yaml").exists()) == (1, False)
    assert "Left out, the hub has it in another file already: 1 (monday)" in done.stderr


def test_a_table_that_gives_no_group_writes_no_file(hub: Path) -> None:
    """An empty file of listings would break the hub; the columns that are read are named."""
    output = hub / "data" / "groups" / "office.yaml"
    table = b"Name,Weekdays,Somewhere\nInvented Circle,Mon,Leeds\n"
    done = start("csv", "-", "--feed", "office", "--output", output, "--topic", "anxiety", given=table, root=hub)
    assert (done.exit_code, output.exists()) == (1, False)
    assert "Left out, neither a place nor a way to join from elsewhere: 1 (record 1)" in done.stderr
    assert "nothing was written. The columns that are read: name, day, time," in done.stderr


def test_notes_and_groups_that_name_nobody_are_counted(hub: Path) -> None:
    """What only a person can judge is told with the import, not left for a reader to find."""
    output = hub / "data" / "groups" / "office.yaml"
    table = b"Name,Day,Town,Country,Notes\nOne Circle,Mon,Leeds,GB,Bring a cup\nTwo Circle,Tue,Leeds,GB,\n"
    done = start("csv", "-", "--feed", "office", "--output", output, "--topic", "anxiety", given=table, root=hub)
    assert done.exit_code == 0, done.output
    assert "Notes of 1 group were taken over. Read each before you publish it" in done.stderr
    assert "2 groups name nobody to ask. --source URL gives readers the page where you read of it." in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--topic", "anxeity"), "There is no topic 'anxeity' in this hub. Did you mean 'anxiety'?"),
        (("--country", "UK"), "There is no country 'UK' in this hub. Did you mean 'GB'?"),
        (("--time-zone", "London"), "There is no time zone 'London' in this hub. Did you mean 'Europe/London'?"),
        (("--source", "ftp://x.example"), "--source 'ftp://x.example' cannot be published"),
    ],
)
def test_what_is_said_of_a_feed_is_checked_first(arguments: tuple[str, ...], told: str, feed: Path) -> None:
    """A slip of the pen is one line, and nothing is written."""
    output = feed.parent / "out.yaml"
    done = start("meeting-guide", feed, "--output", output, *arguments)
    assert done.exit_code == 1
    assert f"hub: {told}" in done.stderr
    assert not output.exists()


def test_the_folder_of_groups_is_made_for_the_first_file(feed: Path, hub: Path) -> None:
    """A new hub has no data/groups/ yet: it comes with the first file, and goes again when that cannot be written."""
    folder = hub / "data" / "groups"
    for path in folder.glob("*"):
        path.unlink()
    if folder.exists():
        folder.rmdir()
    cut = feed.parent / "cut.json"
    cut.write_bytes(feed.read_bytes()[:-20])
    terms = ("--topic", "anxiety", "--country", "GB", "--feed", "neighbour")
    assert start("meeting-guide", cut, "--output", folder / "a.yaml", *terms, root=hub).exit_code == 1
    assert not folder.exists()
    assert start("meeting-guide", feed, "--output", folder / "a.yaml", *terms, root=hub).exit_code == 0
    assert (folder / "a.yaml").is_file()


@pytest.mark.parametrize(
    ("source", "output", "told"),
    [
        ("missing.json", "out.yaml", "missing.json cannot be read (No such file or directory)."),
        ("neighbour.json", "missing/out.yaml", "There is no folder "),
        ("neighbour.json", "hub/data/references.yaml", "Listings belong into data/groups.yaml"),
        ("cut.json", "hub/data/groups.yaml", "cut.json: error: record 2 ends in the middle."),
    ],
)
def test_what_fails_leaves_everything_as_it_was(source: str, output: str, told: str, feed: Path, hub: Path) -> None:
    """One line says why, no file is half written, and nothing lies beside it."""
    (feed.parent / "cut.json").write_bytes(feed.read_bytes()[:-20])
    before = {path: path.read_bytes() for path in sorted(feed.parent.rglob("*")) if path.is_file()}
    terms = ("--topic", "anxiety", "--country", "GB")
    done = start("meeting-guide", feed.parent / source, "--output", feed.parent / output, *terms, root=hub)
    assert done.exit_code == 1
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert {path: path.read_bytes() for path in sorted(feed.parent.rglob("*")) if path.is_file()} == before


def test_a_feed_without_a_name_is_asked_for_one(hub: Path) -> None:
    """Records are known by the feed's name at the next import, so it must have one."""
    done = start("json", "-", "--output", hub / "out.yaml", given=b"[]", root=hub)
    assert done.exit_code == 1
    assert "Give the feed one with --feed" in done.stderr


def test_bmlts_formats_must_be_a_list(feed: Path, tmp_path: Path) -> None:
    """Another file given for them is told."""
    done = start("bmlt", feed, "--output", tmp_path / "out.yaml", "--formats", __file__)
    assert done.exit_code == 1
    assert "is no list of BMLT's formats as JSON." in done.stderr

"""Real feeds, as others publish them: each ends with a report and a file that the hub accepts or names problems of.

The samples stand beside this repository and are not in it. Where they are absent these tests are skipped.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.browser.sites import build_site
from tests.core.importers.feeds import TODAY
from tests.samples import FOLDER, sample

from peerhub.cli import main
from peerhub.directory.load import load_directory
from peerhub.directory.private.listing_texts import private_parts
from peerhub.directory.private.persons import looks_personal
from peerhub.directory.rules import check_directory
from peerhub.problems import Problems
from peerhub.yaml.source import read_yaml

ROOT = Path(__file__).parents[3]
# Each with what whoever imports it would say.
FEEDS: dict[str, tuple[str, ...]] = {
    "meetingguide-eda.redacted.json": ("meeting-guide", "--topic", "eating-disorders"),
    "meetingguide-edmonton.redacted.json": (
        *("meeting-guide", "--topic", "addiction"),
        *("--time-zone", "America/Edmonton"),
    ),
    "meetingguide-times-synthetic.json": ("meeting-guide", "--topic", "addiction"),
    "meetingguide-timezones-synthetic.json": ("meeting-guide", "--topic", "addiction"),
    "bmlt-v1-meetings-first-20.redacted.json": (
        *("bmlt", "--topic", "addiction"),
        *("--formats", str(FOLDER / "bmlt-v1-formats.json")),
    ),
    "bmlt-semantic-one-meeting.redacted.json": ("bmlt", "--topic", "addiction"),
    "hsds30-minimal-support-group.json": ("hsds",),
    "hsds30-example-service_full.json": ("hsds", "--topic", "anxiety"),
    "hsds30-example-service_list.json": ("hsds", "--topic", "anxiety"),
    "hsds30-example-organization_full.json": ("hsds", "--topic", "anxiety"),
    "hsds30-example-service_at_location_list.json": ("hsds", "--topic", "anxiety"),
    "tsml-template.csv": ("csv", "--topic", "addiction"),
}


def start(root: Path, name: str, output: Path) -> Result:
    form, *terms = FEEDS[name]
    words = ["--root", str(root), "import", form, str(sample(name)), "--output", str(output), *terms]
    return CliRunner().invoke(main, words)


@pytest.mark.parametrize("name", FEEDS)
def test_a_sample_ends_with_a_report_and_a_sound_file(name: str, tmp_path: Path) -> None:
    """What is wrong with a group is told; all others pass every rule, and nothing private is in any."""
    output = tmp_path / "out.yaml"
    done = start(ROOT, name, output)
    assert "Traceback" not in done.output
    assert "out.yaml: " in done.stderr
    told = "These groups need a person's hand:" in done.stderr
    assert done.exit_code == (1 if told else 0)
    problems = Problems()
    source = read_yaml(output, "out.yaml", problems)
    assert source is not None
    assert source.data
    for entry in source.data:
        assert not list(private_parts(entry))
        assert not looks_personal(entry.get("join", {}).get("email", ""))
    hub = tmp_path / "hub"
    (hub / "data" / "groups").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "vocabulary.yaml", hub / "data")
    shutil.copy(output, hub / "data" / "groups")
    found = Problems()
    directory = load_directory(hub, found)
    check_directory(directory, TODAY, found)
    errors = [problem for problem in found.errors if problem.where.path.startswith("data/groups/")]
    assert bool(errors) == told
    assert len(directory.entries) == len(source.data)


def test_a_weekday_list_becomes_far_fewer_groups(tmp_path: Path) -> None:
    """185 records of one neighbour are some 160 groups, most of them with their zone read out of their name."""
    done = start(ROOT, "meetingguide-eda.redacted.json", tmp_path / "out.yaml")
    assert "161 new" in done.stderr
    assert "Lost time, no time zone is known; give --time-zone: 10" in done.stderr


@pytest.mark.long
def test_a_hub_of_all_samples_opens_finds_and_searches(tmp_path: Path) -> None:
    """Every sample in a hub of its own: it builds with every link whole, and its groups are in finder and search."""
    hub = tmp_path / "hub"
    shutil.copytree(ROOT / "tests" / "sites" / "tiny", hub)
    shutil.copy(ROOT / "data" / "vocabulary.yaml", hub / "data")
    folder = hub / "data" / "groups"
    folder.mkdir()
    counted = 0
    for name in FEEDS:
        output = folder / f"{name.partition('.')[0]}.yaml"
        done = start(hub, name, output)
        assert done.exit_code == 0, done.output
        source = read_yaml(output, output.name, Problems())
        counted += len(source.data or []) if source else 0
    assert counted > 400
    site = build_site(hub, tmp_path / "site")
    pages = {path.stem for path in (site / "groups").glob("*.html")}
    assert len([page for page in pages if page.startswith(("shifters", "chapter-house"))]) >= 2
    assert any("geckos" in page for page in pages)
    listed = (site / "feeds" / "groups.json").read_text("utf-8")
    assert listed.count('"records":') == counted
    search = "".join(path.read_text("utf-8") for path in (site / "search").rglob("*.json"))
    assert "Geckos" in search
    assert (site / "groups" / "topics" / "eating-disorders.html").is_file()
    assert (site / "groups" / "places" / "ca" / "alberta.html").is_file()

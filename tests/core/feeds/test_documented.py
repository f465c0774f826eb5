"""The page "Use our data" names every file, column and field that consumers meet."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.core.feeds.hubs import listing, make_hub

from peerhub.feeds.feed_files import feed_files
from peerhub.feeds.groups_csv import COLUMNS, STATED
from peerhub.feeds.groups_json import groups_schema

PAGE = (Path(__file__).parents[3] / "docs" / "about" / "use-our-data.md").read_text(encoding="utf-8")
NAMED = set(re.findall(r"`([^`]+)`", PAGE))


def test_every_file_is_listed(tmp_path: Path) -> None:
    """A feed that nobody can find is no feed; words in capitals stand for ids."""
    general = {
        r"groups/evening-circle\.ics": "groups/ID.ics",
        r"feeds/topics/.*": "feeds/topics/TOPIC.ics",
        r"feeds/places/..\.ics": "feeds/places/COUNTRY.ics",
        r"feeds/places/../.*": "feeds/places/COUNTRY/REGION.ics",
    }
    for path, _ in feed_files(make_hub(tmp_path, listing())):
        named = next((name for form, name in general.items() if re.fullmatch(form, path)), path)
        assert named in NAMED


def test_every_column_is_explained() -> None:
    """The table of columns is complete, but for those that are called as their field, which has its own reference."""
    as_fields = {name for name, path in STATED.items() if name == path.rpartition(".")[2]}
    assert [name for name in COLUMNS if name not in NAMED | as_fields] == []


def test_every_field_that_is_ours_is_explained() -> None:
    """Fields that contributors write are explained in their own reference; the others stand here."""
    schema = json.loads(groups_schema())
    added = {"url", "calendar", "when", "freshness", "checked", "source", "licence", "updated"}
    assert added <= set(schema["$defs"]["OpenListing"]["properties"])
    ours = {*schema["properties"], *schema["$defs"]["Tombstone"]["properties"], *added}
    assert sorted(ours - NAMED) == []

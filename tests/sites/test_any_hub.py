"""Every field of the model filled at random: a build ends in lines, and in a whole site or none."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from tests.core.feeds.hubs import TODAY
from tests.core.feeds.hubs import make_hub as make_core_hub
from tests.sites.hubs import OLD_SITE, make_hub, tree, with_old_site
from tests.sites.random_hubs import listings

from peerhub.directory.load import load_directory
from peerhub.directory.rules import check_directory
from peerhub.feeds.feed_files import feed_files
from peerhub.problems import Problems, format_text

LINE = re.compile(r"[^ :]+(:\d+)?: (error|warning|info): .+\. .+ \[[a-z0-9-]+\]")
PATIENT = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large]


class _Plain(yaml.SafeDumper):
    """Writes a part that stands twice twice: the hub's reader refuses YAML's anchors."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def written(found: list[dict[str, object]]) -> str:
    return yaml.dump(found, Dumper=_Plain, allow_unicode=False, sort_keys=False)


def through_the_core(root: Path, found: list[dict[str, object]]) -> None:
    """Read, check and publish listings."""
    hub = make_core_hub(root)
    (root / "data" / "groups.yaml").write_text(written(found), encoding="utf-8")
    problems = Problems()
    directory = load_directory(root, problems)
    if not problems.has_errors:
        check_directory(directory, TODAY, problems)
    if not problems.has_errors:
        assert all(content for _, content in feed_files(replace(hub, directory=directory, _made={})))
    assert all(LINE.fullmatch(line) for line in format_text(problems).splitlines())


@given(found=listings())
@settings(suppress_health_check=PATIENT)
def test_any_listing_goes_through_the_core(tmp_path: Path, found: list[dict[str, object]]) -> None:
    """What is wrong is told in lines, and of what is right each feed is made."""
    through_the_core(tmp_path, found)


@pytest.mark.long
@given(found=listings())
@settings(max_examples=10_000, suppress_health_check=PATIENT)
def test_ten_thousand_hubs_go_through_the_core(tmp_path: Path, found: list[dict[str, object]]) -> None:
    """The same, with more luck."""
    through_the_core(tmp_path, found)


@pytest.mark.long
@given(found=listings())
@settings(max_examples=200, suppress_health_check=PATIENT)
def test_any_hub_is_built_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, found: list[dict[str, object]]
) -> None:
    """A build ends with 0 and a site, or with 1, lines that say why, and the old site as it was."""
    hub = make_hub(tmp_path_factory.mktemp("any"), with_old_site())
    hub.write("data/groups.yaml", written(found))
    done = hub.hub("build")
    assert done.code in (0, 1)
    if done.code:
        *lines, last = done.err.splitlines()
        assert last.startswith("hub: ")
        assert lines
        assert all(LINE.fullmatch(line) for line in lines)
        assert tree(hub.site) == OLD_SITE
    else:
        assert b"</html>" in tree(hub.site)["groups/index.html"]

"""The same inputs give the same bytes: anywhere, at any hour, warm or clean, and under each engine."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.sites.hubs import ENGINE, TinyHub, differences, make_hub, run, tree

ELSEWHERE: dict[str, Any] = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONHASHSEED": "1",
    "COLUMNS": "30",
}
HERE: dict[str, Any] = {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyHub:
    """A hub that was built clean, in a process of its own; tests that share it leave it as it was."""
    hub = make_hub(tmp_path_factory.mktemp("built"))
    done = hub.process("build", **HERE)
    assert (done.code, done.err) == (0, "")
    return hub


def test_what_a_build_says(tmp_path: Path) -> None:
    """One line on success: pages, listings, problems, seconds and where; nothing else."""
    hub = make_hub(tmp_path)
    done = hub.hub("build")
    pages = sum(path.endswith(".html") for path in tree(hub.site))
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(f"{pages} pages, 2 listings, 0 problems, ")
    assert done.out.endswith(f" seconds: {hub.site}\n")
    assert done.out.count("\n") == 1


def test_another_folder_zone_locale_and_hash_seed(built: TinyHub, tmp_path: Path) -> None:
    """Two clean builds in different places are the same site."""
    other = make_hub(tmp_path / "another place")
    assert other.process("build", **ELSEWHERE).code == 0
    assert differences(built.site, other.site) == []


def test_where_the_time_went_can_be_asked(built: TinyHub, tmp_path: Path) -> None:
    """`--profile` prints a line a stage and draws a picture, and the site is the same."""
    hub = make_hub(tmp_path)
    done = hub.hub("build", "--profile")
    assert (done.code, done.err) == (0, "")
    names = [line.split(None, 3)[-1] for line in done.out.splitlines()]
    assert {"stage", "start", "read and check", "listings", "search", "all"} <= set(names)
    assert (hub.root / ".cache/profile.svg").read_text().startswith("<svg ")
    assert differences(built.site, hub.site) == []


def test_a_warm_build_equals_a_clean_one(built: TinyHub, tmp_path: Path) -> None:
    """Nothing changed, an edit, and the edit taken back: each time the site equals one built from nothing."""
    hub = make_hub(tmp_path)
    assert hub.hub("build").code == 0
    text = (hub.root / "data/groups.yaml").read_text()
    article = (hub.root / "docs/learn/helping.md").read_text()
    edits = [
        (text, article),
        (
            text.replace("Evening Circle", "Morning Circle").replace("19:00", "09:00").replace("20:30", "10:30"),
            article,
        ),
        (text, article.replace("when it is wanted", "when you are asked")),
        (text, article),
    ]
    for groups, words in edits:
        hub.write("data/groups.yaml", groups)
        hub.write("docs/learn/helping.md", words)
        assert hub.hub("build").code == 0
        clean = built
        if (groups, words) != (text, article):
            name = f"{groups == text}-{words == article}"
            clean = make_hub(tmp_path / name, {"data/groups.yaml": groups, "docs/learn/helping.md": words})
            assert clean.hub("build").code == 0
        assert differences(hub.site, clean.site) == []


def test_a_damaged_cache_changes_nothing(built: TinyHub, tmp_path: Path) -> None:
    """Every entry spoilt: one line says so, and the site is right."""
    hub = make_hub(tmp_path)
    assert hub.hub("build").code == 0
    spoilt = [path for path in (hub.root / ".cache").rglob("*") if path.is_file()]
    assert spoilt
    for path in spoilt:
        path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    done = hub.hub("build")
    assert done.code == 0
    assert len(done.err.splitlines()) == 1
    assert "is damaged; that part is made again." in done.err
    assert differences(built.site, hub.site) == []


def test_a_cache_that_cannot_be_written_changes_nothing(built: TinyHub, tmp_path: Path) -> None:
    """A file in its place: one line, and the site is right."""
    hub = make_hub(tmp_path, {".cache": "in the way"})
    done = hub.hub("build")
    assert done.code == 0
    assert len(done.err.splitlines()) == 1
    assert "cannot be written" in done.err
    assert differences(built.site, hub.site) == []


@pytest.mark.parametrize("engine", ["mkdocs", "properdocs"])
def test_every_engine_makes_the_same_site(built: TinyHub, tmp_path: Path, engine: str) -> None:
    """`mkdocs build` and its fork `properdocs build` write what `./hub build` writes, file by file."""
    hub = make_hub(tmp_path)
    done = hub.engine_process(engine, **ELSEWHERE)
    assert done.code == 0, done.err
    assert "Traceback" not in done.err
    assert differences(built.site, hub.site) == []


def test_the_day_of_the_build_is_in_the_site(built: TinyHub, tmp_path: Path) -> None:
    """Another day is another site: pages know when they were built, and listings grow old."""
    hub = make_hub(tmp_path)
    assert hub.hub("build", SOURCE_DATE_EPOCH="1830000000").code == 0
    changed = differences(built.site, hub.site)
    assert "groups/evening-circle.html" in changed
    assert "groups/evening-circle.html" in tree(hub.site)
    assert "search/index.html" in changed


@pytest.mark.long
def test_the_shipped_hub_is_the_same_anywhere(tmp_path: Path) -> None:
    """The same for the whole hub as shipped, under all engines."""
    roots = []
    for name in ("one", "other place"):
        root = tmp_path / name / "hub"
        for part in ("docs", "data", "hooks", "overrides"):
            shutil.copytree(ENGINE / part, root / part)
        shutil.copy(ENGINE / "mkdocs.yml", root)
        roots.append(TinyHub(root))
    one, other = roots
    assert one.process("build", **HERE).code == 0
    for engine in ("mkdocs", "properdocs"):
        words = ["-m", engine, "build", "-q", "-f", str(other.root / "mkdocs.yml")]
        done = run([sys.executable, *words], other.root, other.environment(ELSEWHERE))
        assert done.code == 0, done.err
        assert differences(one.site, other.site) == []

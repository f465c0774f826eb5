"""Where a hub reads and writes: never outside itself, and never over its own sources."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from tests.sites.hubs import make_hub, tree

from peerhub.building.marked import MARK
from peerhub.cli import Place, engine


@pytest.mark.parametrize("folder", ["data", "data/site", "overrides"])
def test_a_site_never_takes_the_place_of_sources(tmp_path: Path, folder: str) -> None:
    """Even a folder with an index.html, which looks like a site, is kept when the hub needs it."""
    hub = make_hub(tmp_path, {"data/index.html": "mine", "overrides/index.html": "mine"})
    before = tree(hub.root)
    done = hub.hub("build", "--site-dir", folder)
    assert done.code == 1
    assert f"site_dir would take the place of {folder.partition('/')[0]}/." in done.err
    assert tree(hub.root) == before


def test_articles_from_outside(tmp_path: Path) -> None:
    """Articles that are not in the hub's folder are told in a line."""
    hub = make_hub(tmp_path)
    (hub.root / "docs").rename(tmp_path / "docs")
    hub.replace("mkdocs.yml", "site_name: Tiny Hub", "site_name: Tiny Hub\ndocs_dir: ../docs")
    said = "mkdocs.yml: error: docs_dir is outside the hub's folder. Move it beside mkdocs.yml. [settings]"
    for command in ("build", "check"):
        done = hub.hub(command)
        assert done.code == 1
        assert said in done.out + done.err


@pytest.mark.parametrize("name", ["feeds/groups.csv", "feeds/groups.csv/x.txt"])
def test_two_processes_never_write_to_one_address(tmp_path: Path, name: str) -> None:
    """What lies in docs/ where data belongs is told; MkDocs never writes through a link into the old site."""
    hub = make_hub(tmp_path)
    assert hub.hub("build", "--processes", "2").code == 0
    before = tree(hub.site)
    hub.write(f"docs/{name}", "mine")
    done = hub.hub("build", "--processes", "2")
    assert done.code == 1
    assert "feeds/groups.csv: error: " in done.err
    assert "[address-taken]" in done.err
    assert tree(hub.site) == before


@pytest.mark.parametrize("name", ["x.html", "x.js", "deep/x.svg"])
def test_what_would_run_is_not_published(tmp_path: Path, name: str) -> None:
    """A page or a script that lies in docs/ stops the build."""
    hub = make_hub(tmp_path, {f"docs/{name}": "<script>alert(1)</script>"})
    done = hub.hub("build")
    assert done.code == 1
    assert f"docs/{name}: error: " in done.err
    assert not hub.site.exists()


def test_an_earlier_versions_site_is_replaced_where_its_notes_are_left(tmp_path: Path) -> None:
    """A site from before sites were marked: the notes of the build that made it tell, and nothing else does."""
    hub = make_hub(tmp_path)
    for notes_left in (True, False):
        assert hub.hub("build").code == 0
        (hub.site / MARK).unlink()
        if not notes_left:
            shutil.rmtree(hub.root / ".cache")
        before = tree(hub.site)
        done = hub.hub("build")
        assert done.code == (0 if notes_left else 1)
        assert tree(hub.site).keys() - before.keys() == ({MARK} if notes_left else set())
    assert "site holds files, and no build has marked it as its own." in done.err


def test_without_the_hooks_nothing_is_emptied(tmp_path: Path) -> None:
    """MkDocs alone would empty the site's folder before it builds."""
    hub = make_hub(tmp_path)
    hub.with_engine()
    text = (hub.root / "mkdocs.yml").read_text(encoding="utf-8")
    hub.write("mkdocs.yml", re.sub(r"^hooks:\n(  - .*\n)+", "", text, flags=re.MULTILINE))
    hub.write("web/diary.txt", "precious")
    config = engine.load(Place(hub.root, hub.root), site_dir=str(hub.root / "web"))
    with pytest.raises(engine.EngineError, match="leaves out the hub's hooks"):
        engine.build(config)
    assert tree(hub.root / "web") == {"diary.txt": b"precious"}

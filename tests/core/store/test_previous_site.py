"""A file of the previous site is taken over when it is the very one that was made, or has the same bytes."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from tests.core.feeds.hubs import make_hub

from peerhub.reuse import ReusedFiles
from peerhub.store.cache import digest
from peerhub.store.previous_site import UNCHANGED, Manifest, PreviousSite

PATH = "groups/tea.html"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one page."""
    (tmp_path / "site/groups").mkdir(parents=True)
    (tmp_path / "site" / PATH).write_bytes(b"<p>Tea</p>")
    return tmp_path / "site"


def notes_of(site: Path, jobs: dict[str, tuple[str, list[str]]] | None = None) -> dict[str, Any]:
    manifest = Manifest()
    manifest.kept[PATH] = "key", digest(b"<p>Tea</p>")
    manifest.jobs |= jobs or {}
    return manifest.written(site, [PATH], PreviousSite(), "links", [])


def kept(tmp_path: Path, previous_site: PreviousSite) -> ReusedFiles:
    hub = make_hub(tmp_path)
    hub.previous_site = previous_site
    return ReusedFiles(hub)


def test_an_untouched_file_stands_as_before(site: Path, tmp_path: Path) -> None:
    """What rests on the same is not even read; what rests on something else is made again."""
    found = kept(tmp_path, PreviousSite(site, notes_of(site)))
    assert found.find(PATH, "key") is UNCHANGED
    assert found.find(PATH, "another key") is None
    assert found.find("groups/cake.html", "key") is None
    assert kept(tmp_path, PreviousSite(site)).find(PATH, "key") is None


def test_a_site_that_was_put_back_from_a_copy(site: Path, tmp_path: Path) -> None:
    """Its files are new to the system and have the same bytes: they are read, and need not be made again."""
    manifest = notes_of(site)
    (site / PATH).unlink()
    (site / PATH).write_bytes(b"<p>Tea</p>")
    os.utime(site / PATH, (1, 1))
    found = kept(tmp_path, PreviousSite(site, manifest))
    assert found.find(PATH, "key") == b"<p>Tea</p>"
    assert found.manifest.kept[PATH] == ("key", digest(b"<p>Tea</p>"))


def other_bytes(path: Path) -> None:
    path.write_bytes(b"<p>Pie</p>")


def link_to_the_same(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def other_bytes_as_if_never_touched(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"<p>Pie</p>")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps no such time")
def test_a_time_that_is_put_back_hides_no_edit(site: Path, tmp_path: Path) -> None:
    """The same size, time and file: what the system itself knows of the edit tells."""
    manifest = notes_of(site)
    time.sleep(0.02)  # the clock of some file systems
    other_bytes_as_if_never_touched(site / PATH)
    assert kept(tmp_path, PreviousSite(site, manifest)).find(PATH, "key") is None


@pytest.mark.parametrize("touch", [other_bytes, Path.unlink, link_to_the_same])
def test_a_file_that_somebody_touched_is_made_again(touch: Any, site: Path, tmp_path: Path) -> None:
    """Edited by hand, gone, or no file any more: nothing of it is trusted, and no job is taken over whole."""
    manifest = notes_of(site, {"pages": ("key", [PATH])})
    os.utime(site / PATH, (1, 1))  # as if it had been touched a while after the build
    touch(site / PATH)
    previous_site = PreviousSite(site, manifest)
    assert kept(tmp_path, previous_site).find(PATH, "key") is None
    assert previous_site.job("pages", "key") is None


def test_a_job_is_taken_over_whole(site: Path, tmp_path: Path) -> None:
    """When all that it rests on is the same, nothing of it is made and what it keeps in the cache is left alone."""
    manifest = notes_of(site, {"pages": ("key", [PATH])})
    found = kept(tmp_path, PreviousSite(site, manifest))
    assert [*found.job("pages", "key", lambda: pytest.fail("made again"))] == [(PATH, UNCHANGED)]
    made = [("groups/new.html", b"new")]
    assert [*found.job("pages", "another key", lambda: made)] == made
    assert found.manifest.jobs == {"pages": ("another key", ["groups/new.html"])}


def test_what_stands_as_before_is_noted_as_it_was(site: Path) -> None:
    """The next build knows as much of it as this one did, though a new link changed what the system knows of it."""
    before = PreviousSite(site, notes_of(site, {"pages": ("key", [PATH])}))
    manifest = Manifest()
    manifest.as_before.add(PATH)
    manifest.jobs["pages"] = "key", [PATH]
    assert before.is_as_noted(PATH)
    os.link(site / PATH, site / "second")
    assert before.is_as_noted(PATH)
    assert manifest.written(site, [PATH], before, "links", []) == notes_of(site, {"pages": ("key", [PATH])})


HALF_RIGHT = {"links": "x", "jobs": {"": ["key", {PATH: ["key", "", 1, 1, 1, True], "b": [1]}]}}


@pytest.mark.parametrize("manifest", [{"jobs": []}, {"links": "", "jobs": {"": 1}}, {"links": 1}, [1], HALF_RIGHT])
def test_notes_of_another_shape(manifest: Any, site: Path) -> None:
    """A cache that came from elsewhere is at worst refused: then each file is made again."""
    previous_site = PreviousSite(site, manifest)
    assert previous_site.note(PATH) is None
    assert previous_site.links_key == ""
    assert previous_site.read(PATH) == b"<p>Tea</p>"


def test_files_with_their_bytes(site: Path) -> None:
    """Whoever needs the bytes of a file that stands as before is given them."""
    previous_site = PreviousSite(site, notes_of(site))
    assert [*previous_site.whole([(PATH, UNCHANGED), ("b", b"new")])] == [(PATH, b"<p>Tea</p>"), ("b", b"new")]

"""One file of a site: written once, inside it, and nowhere that others write; or the old site's very file."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from tests.core.building.old_site import OLD, build, tree

from peerhub.building.output import AddressTakenError, Output


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that a former build made."""
    build(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_addresses_that_are_left_to_others(site: Path) -> None:
    """Others write without a look: where they will, nothing is put before them, and no folder of theirs is a file."""
    made = Output(site)
    made.begin()
    made.reserve(["a/b.html", "c/d/e.txt"])
    for path in ("a/b.html", "c", "c/d"):
        with pytest.raises(AddressTakenError):
            made.write(path, b"same")
        with pytest.raises(AddressTakenError):
            made.keep(path)
    assert tree(made.folder) == {}
    made.write("a/c.html", b"beside")
    made.abandon()


@pytest.mark.skipif(os.name == "nt", reason="uses links as POSIX systems have them")
def test_a_file_that_stands_as_before(site: Path) -> None:
    """It is the old site's very file; where the disk allows no links it is a copy."""
    made = Output(site)
    made.begin()
    made.keep("a/b.html")
    assert (made.folder / "a/b.html").samefile(site / "a/b.html")
    with pytest.MonkeyPatch.context() as patch:
        # The system call is refused, as it is on disks without links.
        patch.setattr(os, "link", lambda old, new: (_ for _ in ()).throw(PermissionError(errno.EPERM, "no links")))
        made.keep("index.html")
    assert not (made.folder / "index.html").samefile(site / "index.html")
    assert (made.folder / "index.html").read_bytes() == (site / "index.html").read_bytes()
    made.abandon()


def test_no_file_is_written_twice(site: Path) -> None:
    """The first may be a link into the old site: writing through it would change the old site."""
    made = Output(site)
    made.begin()
    made.write("a/b.html", b"same")
    for path in ("a/b.html", "a"):
        with pytest.raises(AddressTakenError, match=rf"Two files of the site want to stand at {path}\."):
            made.write(path, b"different")
    assert tree(site) == OLD
    made.abandon()


@pytest.mark.parametrize("path", ["../out.html", "a/../../out.html", "/etc/out", "", ".", "a\\..\\out", "a\0b"])
def test_no_file_is_written_outside(site: Path, path: str) -> None:
    """An address that climbs out of the site is refused, whatever data it came from."""
    made = Output(site)
    made.begin()
    with pytest.raises(ValueError, match="cannot be written to"):
        made.write(path, b"x")
    made.abandon()
    assert not (site.parent / "out.html").exists()

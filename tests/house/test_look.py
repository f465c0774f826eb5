"""`./hub look`: a built site is shown as a host does, from its folder or from the file of a pull request."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from peerhub.cli import main
from peerhub.cli.look_command import site_in, unpack


@pytest.fixture
def packed(tmp_path: Path) -> Path:
    """A site in a zip file, as a pull request's page has it."""
    file = tmp_path / "site.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("index.html", "<!doctype html><title>A hub</title>")
        made.writestr("groups/index.html", "<!doctype html><title>Groups</title>")
        made.writestr("../outside.html", "no")
    return file


def test_a_folder_of_the_site_answers_with_its_first_page(packed: Path) -> None:
    """What a browser cannot show from the disk is shown: `groups/` is a page."""
    command = [sys.executable, "-P", "-m", "peerhub.cli", "look", str(packed), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            address = urlsplit(running.stdout.readline().split()[4])
            asked = HTTPConnection("127.0.0.1", address.port or 0, timeout=20)
            asked.request("GET", "/groups/")
            assert b"<title>Groups</title>" in asked.getresponse().read()
            asked.close()
        finally:
            running.terminate()


def test_nothing_is_unpacked_outside(packed: Path, tmp_path: Path) -> None:
    """A name that would leave the folder stays in it."""
    folder = tmp_path / "inside" / "site"
    folder.mkdir(parents=True)
    assert site_in(unpack(packed, folder)) == folder
    assert not (folder.parent / "outside.html").exists()


@pytest.mark.parametrize(("name", "said"), [("no.zip", "it is no zip file"), ("empty", "There is no index.html")])
def test_what_is_no_site_is_named(tmp_path: Path, name: str, said: str) -> None:
    """One line says what is wrong."""
    path = tmp_path / name
    path.mkdir() if name == "empty" else path.write_text("words", encoding="utf-8")
    done = CliRunner().invoke(main, ["look", str(path)])
    assert done.exit_code == 1
    assert said in done.stderr

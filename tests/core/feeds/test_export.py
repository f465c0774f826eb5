"""`./hub export`: a file whole or not at all, and what was lost on the error stream."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peerhub.cli import main
from peerhub.cli.export_command import FORMATS

ROOT = Path(__file__).parents[3]
TINY = ROOT / "tests" / "sites" / "tiny"


def export(form: str, output: Path, root: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "export", form, "--output", str(output)])


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "search-documents"])
def test_a_format_is_written(form: str, tmp_path: Path) -> None:
    """The file is there, nothing lies beside it, and nothing is printed among the data."""
    done = export(form, tmp_path / "out")
    assert done.exit_code == 0, done.output
    assert done.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").stat().st_size > 100
    assert f"out: {(tmp_path / 'out').stat().st_size:,} bytes." in done.stderr


def test_search_documents_say_how_words_count(tmp_path: Path) -> None:
    """What lunr was given, articles as they are rendered too, with its fields and their boosts."""
    done = export("search-documents", tmp_path / "out")
    assert done.exit_code == 0, done.output
    found = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert {"title", "text"} <= {field["name"] for field in found["fields"]}
    texts = {one["ref"]: one["text"] for one in found["documents"]}
    assert len(texts["why-it-helps/empathy/"]) > 200


def test_losses_are_said(tmp_path: Path) -> None:
    """The format's limits are told with the listings that they touch."""
    done = export("meeting-guide", tmp_path / "out")
    assert "Left out, no weekly day and hour: " in done.stderr


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    """No traceback, and the exit code says so."""
    done = export("json", tmp_path / "missing" / "out")
    assert done.exit_code == 1
    assert "There is no folder " in done.stderr
    assert "Traceback" not in done.stderr


def test_a_mistyped_format_is_named(tmp_path: Path) -> None:
    """The known formats are listed."""
    done = export("jsn", tmp_path / "out")
    assert done.exit_code == 2
    assert "meeting-guide" in done.stderr


def test_an_unfinished_article_keeps_no_data_back(tmp_path: Path) -> None:
    """Errors of articles are counted and stop nothing; one of the data does, and is named."""
    tiny = tmp_path / "hub"
    shutil.copytree(TINY, tiny, ignore=shutil.ignore_patterns(".cache"))
    page = tiny / "docs" / "learn" / "helping.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nTODO: write [@nobody-2020].\n", encoding="utf-8")
    done = export("calendar", tmp_path / "out.ics", tiny)
    assert done.exit_code == 0, done.output
    assert re.search(r"^\d+ errors stand in this hub; ./hub check says where\.$", done.stderr, re.MULTILINE)
    data = tiny / "data" / "groups.yaml"
    data.write_text(data.read_text(encoding="utf-8") + "- id: half\n", encoding="utf-8")
    done = export("calendar", tmp_path / "other.ics", tiny)
    assert done.exit_code == 1
    assert "data/groups.yaml" in done.stderr
    assert "helping.md" not in done.stderr
    assert not (tmp_path / "other.ics").exists()

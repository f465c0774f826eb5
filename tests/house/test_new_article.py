"""`./hub new article`: a page from a template and a line in the menu, or nothing at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peerhub.cli import ENGINE, Place, main
from peerhub.cli.prompting import Terminal

TINY = Path(__file__).parents[1] / "sites" / "tiny"
ENVIRONMENT = {"SOURCE_DATE_EPOCH": "1795521600"}
OPTIONS = ("--kind", "guide", "--title", "Listening: well", "--folder", "learn")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the tiny hub, and give it a navigation."""
    folder = tmp_path / "hub"
    shutil.copytree(TINY, folder, ignore=shutil.ignore_patterns(".cache"))
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("nav:\n  - index.md\n  - learn/listening.md  # the first\n  - learn/helping.md\n")
    return folder


def new(root: Path, *options: str, answers: str = "") -> Result:
    words = ["--root", str(root), "new", "article", *options]
    return CliRunner().invoke(main, words, input=answers, env=ENVIRONMENT, obj=Place(root, ENGINE))


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_page_and_its_line(root: Path) -> None:
    """The page has its title and dates, the menu one line more, and every other file is as it was."""
    before = files(root)
    done = new(root, *OPTIONS)
    assert done.exit_code == 0, done.output
    after = files(root)
    page = after.pop("docs/learn/listening-well.md").decode()
    assert page.startswith('---\ntitle: "Listening: well"\n')
    assert "\nlast_updated: 2026-11-24\n" in page
    assert after.pop("mkdocs.yml") == before.pop("mkdocs.yml") + b"  - learn/listening-well.md\n"
    assert after == before


def test_what_no_option_says_is_asked(root: Path) -> None:
    """Piped answers do the same as options."""
    done = new(root, answers="guide\nListening: well\nlearn\n")
    assert done.exit_code == 0, done.output
    assert (root / "docs" / "learn" / "listening-well.md").is_file()


def test_a_wrong_answer_is_asked_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal nothing that was said is lost, and ? says what the kinds are."""
    monkeypatch.setattr("peerhub.cli.new_article_command.somebody", Terminal)
    done = new(root, answers="?\nhelp\nguide\nListening: well\nfirst steps\nlearn\n")
    assert done.exit_code == 0, done.output
    assert done.stderr.count("policy: ") == 2
    assert "'help' is no kind of page." in done.stderr
    assert "'first steps' is no folder: use small letters, digits and hyphens.\n" in done.stderr
    assert (root / "docs" / "learn" / "listening-well.md").is_file()


def test_a_new_folder_is_told(root: Path) -> None:
    """Where the menu has no place for it, the page is made and the line to add is said."""
    config = (root / "mkdocs.yml").read_bytes()
    done = new(root, "--kind", "policy", "--title", "Money", "--folder", "docs/about/")
    assert done.exit_code == 0, done.output
    assert (
        "mkdocs.yml, where it belongs, with the spaces before it:\n  - About:\n      - about/money.md\n"
        in done.stderr
    )
    assert (root / "docs" / "about" / "money.md").is_file()
    assert (root / "mkdocs.yml").read_bytes() == config


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--kind", "giude", *OPTIONS[2:]), "Did you mean 'guide'?"),
        ((*OPTIONS[:2], "--title", "x" * 81, *OPTIONS[4:]), "1 to 80 characters, this one 81"),
        ((*OPTIONS[:4], "--folder", "../secret"), "is no folder"),
        ((*OPTIONS, "--name", "helping"), "is there already"),
        (OPTIONS[:2], "1 to 80 characters, this one 0"),
    ],
)
def test_what_cannot_be_is_refused(root: Path, options: tuple[str, ...], told: str) -> None:
    """It ends with 1 and a sentence, and nothing is written."""
    before = files(root)
    done = new(root, *options)
    assert done.exit_code == 1
    assert told in done.stderr
    assert files(root) == before

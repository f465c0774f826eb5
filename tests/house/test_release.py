"""`./hub release`: nothing goes out that is not written down, committed and tested."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tools import release_command
from tools.release_command import notes_of, wrong_state, wrong_texts
from tools.test_command import TESTED, committed_state

from peerhub.cli.git import git

ROOT = Path(__file__).parents[2]
CHANGES = "# Changelog\n\n## [1.2.0] - 2026-11-30\n\n### Added\n\n- A thing.\n\n## [1.1.0] - 2026-01-01\n\n- Older.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one commit, in which everything was tested."""
    git("init", "--quiet", str(tmp_path))
    (tmp_path / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    git("add", ".", folder=tmp_path)
    who = ("-c", "user.name=A", "-c", "user.email=a@hub.example")
    git(*who, "commit", "--quiet", "--message", "first", folder=tmp_path)
    (tmp_path / TESTED).parent.mkdir()
    (tmp_path / TESTED).write_text(committed_state(tmp_path), encoding="utf-8")
    return tmp_path


def test_notes_are_what_the_changelog_says_of_the_version() -> None:
    """They begin and end with the version's own lines."""
    assert notes_of(CHANGES, "1.2.0") == "### Added\n\n- A thing.\n"
    assert notes_of(CHANGES, "9.9.9") == "\n"


def test_versions_must_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """The changelog, the project and what is installed name one version, with its day and its changes."""
    monkeypatch.setattr(release_command, "installed_version", lambda name: "1.2.0")
    assert not list(wrong_texts(CHANGES, "1.2.0"))
    (newer,) = wrong_texts(CHANGES.replace("1.2.0", "1.3.0"), "1.2.0")
    assert (newer.where.line, newer.got) == (3, "begins with [1.3.0], and pyproject.toml says 1.2.0")
    (undated,) = wrong_texts(CHANGES.replace(" - 2026-11-30", ""), "1.2.0")
    assert undated.got == "names no day for 1.2.0"
    (silent,) = wrong_texts(CHANGES.replace("- A thing.\n", ""), "1.2.0")
    assert silent.got == "says nothing of 1.2.0"
    monkeypatch.setattr(release_command, "installed_version", lambda name: "1.1.0")
    assert [one.rule for one in wrong_texts(CHANGES, "1.2.0")] == ["release-version"]


def test_all_is_committed_and_tested(repository: Path) -> None:
    """A change after the tests, what is not committed and a tag that is taken each stand in the way."""
    assert not list(wrong_state(repository, "v1.2.0"))
    git("tag", "v1.2.0", folder=repository)
    assert [one.rule for one in wrong_state(repository, "v1.2.0")] == ["release-tag"]
    (repository / "new.txt").write_text("new", encoding="utf-8")
    assert committed_state(repository) == ""
    assert [one.rule for one in wrong_state(repository, "v1.3.0")] == ["release-clean"]
    (repository / "new.txt").unlink()
    (repository / TESTED).write_text("another state", encoding="utf-8")
    assert [one.rule for one in wrong_state(repository, "v1.3.0")] == ["release-tests"]


def test_the_workflow_needs_no_other_account() -> None:
    """It writes with the repository's own token, and asks for the notes as this command gives them."""
    text = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    (job,) = yaml.safe_load(text)["jobs"].values()
    assert job["permissions"] == {"contents": "write"}
    assert "secrets." not in text
    assert any("./hub release --notes" in step.get("run", "") for step in job["steps"])

"""What the documents at the top of the repository say is so: their links lead somewhere, their commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from peerhub.cli import COMMANDS

ROOT = Path(__file__).parents[2]
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / ".github").rglob("*.md"))]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    """A relative link names a file or a folder of this repository."""
    text = document.read_text(encoding="utf-8")
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    broken = [link for link in links if link and not (document.parent / link).exists()]
    assert not broken


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_commands_exist(document: Path) -> None:
    """A command that a document tells people to type is one of the commands."""
    named = set(re.findall(r"(?:\./hub|python hub) ([a-z-]+)", document.read_text(encoding="utf-8")))
    assert named <= set(COMMANDS)


def test_workflows_pin_every_action_by_its_commit() -> None:
    """A tag can be moved to other code; a commit cannot. The version stands beside it for people."""
    lines = [
        line.strip()
        for workflow in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
        for line in workflow.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    assert lines
    for line in lines:
        assert re.search(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_no_workflow_lends_its_rights_to_a_stranger() -> None:
    """A pull request from a fork runs without secrets and without a right to write."""
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        code = re.sub(r"^\s*#.*$", "", workflow.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert "pull_request_target" not in code
        assert "workflow_run" not in code
        assert "${{ github.head_ref" not in code
        if "pull_request:" in code:
            assert ": write" not in code
            assert "secrets." not in code

"""What the documents at the top of the repository say is so: their links lead somewhere, their commands exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

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


def test_no_stranger_writes_a_command() -> None:
    """What people put into an issue or a pull request reaches a command only through a file or the environment."""
    seen = 0
    for workflow in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        for job in yaml.safe_load(workflow.read_text(encoding="utf-8"))["jobs"].values():
            for step in job["steps"]:
                seen += "run" in step
                for part in (step.get("run", ""), step.get("with", {}).get("script", "")):
                    inside = re.findall(r"\$\{\{(.*?)\}\}", part, re.DOTALL)
                    assert not any("github." in found or "inputs." in found for found in inside), (
                        workflow.name,
                        part,
                    )
    assert seen


def test_what_an_event_gives_the_environment_is_no_text() -> None:
    """Even there, only numbers and names that maintainers gave come from an event, never a title or a text."""
    harmless = {"github.event.issue.number", "github.event.label.name", "github.event_name", "github.event"}
    for workflow in sorted((ROOT / ".github" / "workflows").glob("*.yml")):
        used = set(re.findall(r"github\.(?:event|head)[\w.]*", workflow.read_text(encoding="utf-8")))
        assert used <= harmless, (workflow.name, used)


def test_suggestions_wait_for_a_maintainer() -> None:
    """An issue becomes a pull request only after the label that people with the right to triage can give."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "intake.yml").read_text(encoding="utf-8"))
    assert workflow[True] == {"issues": {"types": ["labeled"]}}  # YAML takes `on` for true
    assert workflow["permissions"] == {}
    (job,) = workflow["jobs"].values()
    assert "github.event.label.name == 'make-change'" in job["if"]
    assert set(job["permissions"]) == {"contents", "pull-requests", "issues", "actions"}
    assert job["steps"][0]["with"]["persist-credentials"] is False
    reading = [step for step in job["steps"] if "issue-to-change" in step.get("run", "")]
    assert len(reading) == 1
    assert "env" not in reading[0], "whatever reads strangers' words holds no key"
    assert "> /dev/null 2>&1; then" in reading[0]["run"], "a line of an issue must not reach the runner as a command"


def test_owners_own_what_is_there() -> None:
    """Every path of CODEOWNERS is a file or a folder, and what decides which help is shown has owners of its own."""
    text = (ROOT / ".github" / "CODEOWNERS").read_text(encoding="utf-8")
    rows = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    owners = {path: names for path, *names in rows}
    assert all(names and all(name.startswith("@") for name in names) for names in owners.values())
    later = {"*", "/data/reviews.yaml"}  # the first recorded review makes the file
    assert [path for path in owners.keys() - later if not (ROOT / path.lstrip("/")).exists()] == []
    assert {"/data/helplines.yaml", "/data/phrases.yaml", "/.github/"} <= owners.keys()


def test_a_pull_request_is_told_what_it_changes() -> None:
    """The checks compare with the state before, which needs its commit, and say it where a person looks."""
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "checks.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["hub"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 2
    runs = [step.get("run", "") for step in steps]
    assert any("check --format github --changed-since HEAD^1" in run for run in runs)
    assert any('pr-summary --base HEAD^1 >> "$GITHUB_STEP_SUMMARY"' in run for run in runs)
    assert any("upload-artifact" in step.get("uses", "") and step["with"]["path"] == "site" for step in steps)

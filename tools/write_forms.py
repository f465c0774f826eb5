"""Write the issue forms of a hub anew: `python -m tools.write_forms [ROOT]`."""

from __future__ import annotations

import sys
from pathlib import Path

from peerhub.directory.load import load_directory
from peerhub.intake.issue_forms import issue_forms
from peerhub.problems import Problems
from peerhub.yaml.untagged import read_untagged


def forms_of(root: Path) -> dict[str, str]:
    """Give the issue forms of the hub in a folder, by their path from there."""
    config = read_untagged((root / "mkdocs.yml").read_text("utf-8"))
    contact = str(config["extra"]["hub"].get("contact") or "")
    return issue_forms(load_directory(root, Problems()).vocabulary, contact)


def write_forms(root: Path) -> None:
    """Write every issue form into a hub."""
    for name, text in forms_of(root).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_forms(Path(sys.argv[1] if len(sys.argv) > 1 else "."))

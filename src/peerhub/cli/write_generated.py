"""Write every committed file that is made from the code: `python -m peerhub.cli.write_generated [ROOT]`."""

from __future__ import annotations

import sys
from pathlib import Path

from peerhub.cli import ENGINE
from peerhub.cli.architecture import architecture_files
from peerhub.cli.command_reference import command_reference
from peerhub.directory.write_generated import write_generated as write_from_the_model
from peerhub.intake.write_forms import write_forms


def write_generated(root: Path) -> None:
    """Write the schemas, the references of fields and settings, that of the commands, and the issue forms."""
    write_from_the_model(root)
    write_forms(root)
    for path, text in from_the_code().items():
        (root / path).write_text(text, encoding="utf-8", newline="\n")


def from_the_code() -> dict[str, str]:
    """Give what is made from the code outside the model, by its path in the repository."""
    return {"docs/contribute/commands.md": command_reference(), **architecture_files(ENGINE)}


if __name__ == "__main__":
    write_generated(Path(sys.argv[1] if len(sys.argv) > 1 else "."))

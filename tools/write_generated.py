"""Write every committed file that is made from the code: `python -m tools.write_generated [ROOT]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.architecture import architecture_files
from tools.calendar_names import calendar_names
from tools.command_reference import command_reference
from tools.field_reference import field_reference
from tools.schema import SCHEMAS, schema_text
from tools.settings_reference import settings_reference
from tools.write_forms import forms_of

ROOT = Path(__file__).parents[1]


def generated() -> dict[str, str]:
    """Return schemas, references, the picture of the code and the issue forms, by their path in the repository."""
    return {
        **{f"data/{name}.schema.json": schema_text(name) for name in SCHEMAS},
        "docs/contribute/group-fields.md": field_reference(),
        "docs/contribute/settings.md": settings_reference(),
        "docs/contribute/commands.md": command_reference(),
        "src/peerhub/words/calendar_names.yaml": calendar_names(),
        **architecture_files(ROOT),
        **forms_of(ROOT),
    }


def write_generated(root: Path) -> None:
    """Write all of them below a folder."""
    for name, text in generated().items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_generated(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT)

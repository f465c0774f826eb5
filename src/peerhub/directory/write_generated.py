"""Write the schemas and both references: `python -m peerhub.directory.write_generated [ROOT]`."""

from __future__ import annotations

import sys
from pathlib import Path

from peerhub.directory.field_reference import field_reference
from peerhub.directory.schema import SCHEMAS, schema_text
from peerhub.directory.settings_reference import settings_reference


def write_generated(root: Path) -> None:
    """Write every file that is made from the model into a hub."""
    for file in SCHEMAS:
        _write(root / "data" / f"{file}.schema.json", schema_text(file))
    _write(root / "docs" / "contribute" / "group-fields.md", field_reference())
    _write(root / "docs" / "contribute" / "settings.md", settings_reference())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_generated(Path(sys.argv[1] if len(sys.argv) > 1 else "."))

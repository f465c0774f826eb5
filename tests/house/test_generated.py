"""What is made from the code and committed is as the code makes it."""

from __future__ import annotations

from tools.write_generated import ROOT, generated


def test_what_is_made_from_the_code_is_current() -> None:
    """Schemas for editors, references, the picture of the code and the issue forms follow each change of the code."""
    old = [name for name, text in generated().items() if (ROOT / name).read_text(encoding="utf-8") != text]
    assert not old, f"run `.venv/bin/python -m tools.write_generated` and commit what it writes: {old}"

"""What a tap opens asks for all its modules at once: a module that only another names costs one more round trip."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

COMPONENTS = Path(__file__).resolve().parents[3] / "overrides" / "components"
STATIC = re.compile(r'^import .*?"(\.[^"]+)";$', re.MULTILINE)
NAMED = re.compile(r'\bimport\("(\.[^"]+)"\)')


def of(module: Path, pattern: re.Pattern[str]) -> set[Path]:
    """List what a module imports by statements, or names to be brought later."""
    return {(module.parent / name).resolve() for name in pattern.findall(module.read_text(encoding="utf-8"))}


def with_imports(modules: set[Path]) -> set[Path]:
    """Add all that must arrive before these modules run."""
    found: set[Path] = set()
    while modules - found:
        module = (modules - found).pop()
        found.add(module)
        modules = modules | of(module, STATIC)
    return found


@pytest.mark.parametrize("door", ["finder/finder.mjs", "search/sheet.mjs", "search/panel.mjs"])
def test_everything_is_asked_for_at_once(door: str) -> None:
    """The finder's first question, the search sheet and the search itself wait for no module behind a module."""
    module = COMPONENTS / door
    named = of(module, NAMED)
    assert len(named) > 5
    late = with_imports(named) - named - with_imports({module})
    assert sorted(path.name for path in late) == []

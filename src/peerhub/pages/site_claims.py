"""What the site declares about itself: what it keeps on a device, and which machine checks it passes.

Pages state it, and tests hold the site to it: `tests/browser/` fails when something is kept that is not here, and
when a check that is named here is gone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Stored:
    """One thing that is kept on a reader's device; the catalogue's `declared.storage.<id>` says why and how long."""

    id: str
    name: str
    where: Literal["localStorage", "sessionStorage", "history"]


@dataclass(frozen=True, slots=True)
class Check:
    """One kind of machine check; the catalogue's `declared.checks.<id>` says it, and `test` is where it is done."""

    id: str
    test: str


STORED = (
    Stored("scheme", "hub-scheme", "localStorage"),
    Stored("exit", "hub-exit", "sessionStorage"),
    Stored("list", "hub-list", "localStorage"),
    Stored("near", "hub-near", "sessionStorage"),
    Stored("finder", "finder", "history"),
    Stored("layers", "layers", "history"),
)

CHECKS = (
    Check("axe", "tests/browser/test_every_page.py::test_each_kind_of_page"),
    Check("states", "tests/browser/test_every_page.py::test_each_state"),
    Check("no_script", "tests/browser/test_every_page.py::test_each_kind_without_javascript"),
    Check("narrow", "tests/browser/test_every_page.py::test_each_kind_of_page"),
    Check("targets", "tests/browser/test_layout.py::test_targets_and_motion_on_a_wide_screen"),
    Check("focus", "tests/browser/test_layout.py::test_focus_is_seen_at_every_stop"),
    Check("forced_colours", "tests/browser/test_layout.py::test_focus_is_seen_with_forced_colours"),
    Check("motion", "tests/browser/test_layout.py::test_targets_and_motion_on_a_wide_screen"),
)

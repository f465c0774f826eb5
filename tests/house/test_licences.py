"""Whose work the hub is built on, and on which terms: THIRD-PARTY.md is current, and each licence may be used.

`HUB_UPDATE_SNAPSHOTS=1` writes the table anew after the lock was renewed.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LIST = ROOT / "THIRD-PARTY.md"
# What a hub may be built on: terms that ask to be named, or to give away changes of the work itself, and no more.
ALLOWED = {
    *(
        "0BSD",
        "Apache-2.0",
        "BSD-2-Clause",
        "BSD-3-Clause",
        "ISC",
        "MIT",
        "MIT-CMU",
        "MPL-2.0",
        "PSF-2.0",
        "Unlicense",
    ),
    *("BSD", "MPL-1.1"),
}
# The tests are run and never passed on with a site, so a copyleft of the library itself asks nothing of a hub.
ALLOWED_IN_TESTS = ALLOWED | {"LGPL-3.0-or-later"}
# Older packages say it in words instead of SPDX's short names.
SHORT = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL-1.1",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "GNU General Public License v2 or later (GPLv2+)": "GPL-2.0-or-later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "GNU Lesser General Public License v3 or later (LGPLv3+)": "LGPL-3.0-or-later",
}
# What a package's own records leave out, read in the licence file that it brings.
READ_IN_FILE = {"axe-playwright-python": "MIT"}

HEAD = """# Whose work this is built on

Every package that `requirements.lock` names, and the licence that its own records state.
"Hub" is what builds a site, and "tests" is what only checks it. None of them is sent to a reader.

Six works of others do reach readers, with their licences in [overrides/vendor](overrides/vendor/README.md):
lunr.js, the stemmers of Snowball (BSD-3-Clause), the typeface Atkinson Hyperlegible Next, towns of GeoNames
(CC BY 4.0), postcodes and regions of the countries-states-cities-database (ODbL 1.0), and outlines of Natural Earth
(public domain).

A test holds this list to the lock, and each licence to those that a hub may be built on.
After the lock was renewed: `HUB_UPDATE_SNAPSHOTS=1 ./hub test -- tests/house/test_licences.py`

| Package | Licence | Used by |
|---|---|---|
"""


@cache
def locked() -> tuple[str, ...]:
    """Name the packages of the lock."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    names = {found[1] for line in lines if (found := re.match(r"([A-Za-z0-9][A-Za-z0-9._-]*)==", line))}
    return tuple(sorted(map(canonicalize_name, names)))


def licence(name: str) -> str | None:
    """Give the licence that an installed package states, in SPDX's words; None for one of another system."""
    try:
        records: Any = distribution(name).metadata  # an e-mail's head, as its type does not say
    except PackageNotFoundError:
        return None
    if stated := records.get("License-Expression"):
        return str(stated)
    if name in READ_IN_FILE:
        return READ_IN_FILE[name]
    lines = str(records.get("License") or "").splitlines()
    words = lines[0].strip() if len(lines) == 1 else ""
    if SHORT.get(words, words) in ALLOWED_IN_TESTS - {"BSD"}:
        return SHORT.get(words, words)
    kinds = [one.rpartition(" :: ")[2] for one in records.get_all("Classifier") or [] if one.startswith("License ::")]
    return " OR ".join(sorted(SHORT.get(kind, kind) for kind in kinds)) or f"unknown: {words}"


@cache
def of_the_hub() -> frozenset[str]:
    """Name what a hub needs to be built: the project's own dependencies and theirs."""
    waiting = [str(line) for line in distribution("peerhub").requires or () if "extra ==" not in line]
    found: set[str] = set()
    while waiting:
        needed = Requirement(waiting.pop())
        name = canonicalize_name(needed.name)
        if name in found or name not in locked():
            continue
        found.add(name)
        try:
            more = distribution(name).requires or ()
        except PackageNotFoundError:
            continue
        # An extra that nobody asked for brings nothing.
        waiting += [line for line in more if "extra ==" not in line]
    return frozenset(found)


def table() -> dict[str, tuple[str, str]]:
    """Read the list as it is written: package, licence and use."""
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \| (hub|tests) \|$", LIST.read_text(encoding="utf-8"), re.MULTILINE)
    return {name: (terms, use) for name, terms, use in rows}


def test_the_list_names_what_is_locked() -> None:
    """Each package of the lock stands there once, in order, and nothing else does."""
    if os.environ.get("HUB_UPDATE_SNAPSHOTS"):
        known = table()
        rows = [
            f"| `{name}` | {licence(name) or known.get(name, ('unknown', ''))[0]} | "
            f"{'hub' if name in of_the_hub() else 'tests'} |\n"
            for name in locked()
        ]
        LIST.write_text(HEAD + "".join(rows), encoding="utf-8")
    assert tuple(table()) == locked()
    assert LIST.read_text(encoding="utf-8").startswith(HEAD)


@pytest.mark.parametrize("name", locked())
def test_a_licence_is_as_stated_and_may_be_used(name: str) -> None:
    """The list says what the package says, and a hub may be built on it; what only tests use may be a little more."""
    terms, use = table()[name]
    stated = licence(name)
    assert stated in (None, terms)
    assert use == ("hub" if name in of_the_hub() else "tests") or stated is None
    assert may_be_used(terms, ALLOWED if use == "hub" else ALLOWED_IN_TESTS), terms


def may_be_used(terms: str, allowed: set[str]) -> bool:
    """Tell whether an expression of SPDX leaves a choice that is allowed."""
    return any(all(one in allowed for one in choice.split(" AND ")) for choice in terms.split(" OR "))


@pytest.mark.parametrize(
    ("terms", "may"),
    [
        ("MIT", True),
        ("GPL-2.0-or-later OR MPL-1.1", True),
        ("MIT AND PSF-2.0", True),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("unknown: ", False),
    ],
)
def test_choices_and_sums(terms: str, may: bool) -> None:
    """Where one may choose, one licence is enough; where several hold together, each has to be allowed."""
    assert may_be_used(terms, ALLOWED) is may


def test_the_terms_of_each_file_are_known() -> None:
    """REUSE.toml covers the repository, its last line that fits a file holds, and each licence has its text."""
    stated = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    assert stated[0]["path"] == "**"
    for one in stated[1:]:
        paths = [one["path"]] if isinstance(one["path"], str) else one["path"]
        assert [path for path in paths if path != "data/groups/**" and not list(ROOT.glob(path))] == []
    assert all(one["SPDX-FileCopyrightText"] for one in stated)
    named = {one["SPDX-License-Identifier"] for one in stated}
    assert named == {file.stem for file in (ROOT / "LICENSES").iterdir()}

"""What a contributor is told of a single mistake: mistakes.yaml holds the cases, and anybody can add one."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from tests.sites.hubs import SITES, cases, make_hub

FILES = cases(SITES / "mistakes.yaml")
BESIDE = [(file, case) for file in FILES if "NAME" in file["file"] for case in file["cases"]]
ALONE = [(file, case) for file in FILES if "NAME" not in file["file"] for case in file["cases"]]
PROBLEM = re.compile(r"(?P<path>[^ :]+)(?::(?P<rest>\d+: .*)|: (?P<whole>.*))")


def name_of(case: dict[str, Any]) -> str:
    return re.sub("[^a-z0-9]+", "-", case["case"].lower()).strip("-")


def changed(case: dict[str, Any], base: str) -> str:
    if "text" in case:
        return str(case["text"])
    old, new = case["change"]
    assert base.count(old) == 1, f"{case['case']}: {old!r} stands {base.count(old)} times"
    return base.replace(old, new)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """All that one check says of one hub with every mistake side by side, by file."""
    hub = make_hub(tmp_path_factory.mktemp("mistakes"))
    for file, case in BESIDE:
        name = name_of(case)
        hub.write(file["file"].replace("NAME", name), changed(case, file["base"]).replace("NAME", name))
    found = defaultdict(list)
    for line in hub.hub("check").out.splitlines():
        problem = PROBLEM.fullmatch(line)
        assert problem is not None, line
        found[problem["path"]].append(problem["rest"] or problem["whole"])
    return found


@pytest.mark.parametrize(("file", "case"), BESIDE, ids=lambda value: value.get("case", ""))
def test_a_mistake_beside_others(told: dict[str, list[str]], file: dict[str, Any], case: dict[str, Any]) -> None:
    """Of each mistake are told its line, what was found and what to do, however many others there are."""
    name = name_of(case)
    lines = told[file["file"].replace("NAME", name)]
    assert [line.replace(name, "NAME") for line in lines] == case["said"].splitlines()


@pytest.mark.parametrize(("file", "case"), ALONE, ids=lambda value: value.get("case", ""))
def test_a_mistake_alone(tmp_path: Path, file: dict[str, Any], case: dict[str, Any]) -> None:
    """A mistake in what the whole hub rests on is told at its line, and not what follows from it."""
    hub, path = make_hub(tmp_path), file["file"]
    hub.write(path, changed(case, (hub.root / path).read_text(encoding="utf-8") if "change" in case else ""))
    done = hub.hub("check")
    lines = [line for line in (done.out or done.err).splitlines() if line.startswith(path)]
    assert [line.removeprefix(path).lstrip(": ") for line in lines] == case["said"].splitlines()


def test_every_message_says_what_to_do() -> None:
    """Each ends with something to do and the rule's name, and none speaks Python."""
    said = [line for file in FILES for case in file["cases"] for line in case["said"].splitlines()]
    assert len(said) > 150
    for line in said:
        assert re.search(r"\. \S.*[.?:\]\w)'}] \[[a-z-]+\]$", line), line
        assert not re.search(r"<class|Error:|Traceback|NoneType|pydantic", line), line


def test_a_link_to_a_listing_that_was_taken_down(tmp_path: Path) -> None:
    """The page stays when a listing goes, so the check says which text may still name it."""
    hub = make_hub(tmp_path)
    for folder, name in (("data/groups", "gone.yaml"), ("docs/learn", "more.md")):
        (hub.root / folder).mkdir(parents=True, exist_ok=True)
        text = "- id: gone-circle\n  kind: group\n  removed: 2026-11-01\n"
        hub.write(
            f"{folder}/{name}", text if name.endswith("yaml") else "# More\n\nSee [our group](group:gone-circle).\n"
        )
    told = [line for line in hub.hub("check").out.splitlines() if "[removed-link]" in line]
    assert told == [
        "docs/learn/more.md:3: warning: links to a listing that was taken down. "
        "Take the link out, and what the text says of that group. [removed-link]"
    ]

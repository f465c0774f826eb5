"""Settings are checked all at once, in plain words, each with its line; cases/settings.yaml holds the cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from peerhub.problems import Problems, format_text
from peerhub.settings import Settings, load_settings
from peerhub.yaml.source import Source

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "settings.yaml").read_text(encoding="utf-8"))
NAMESPACE = "94ae6193-cbe8-45d2-95fe-ac833d8f7586"


def load(text: str) -> tuple[Settings | None, str]:
    problems = Problems()
    found = load_settings(yaml.safe_load(text)["extra"].get("hub"), Source("mkdocs.yml", {}, text), problems)
    return found, format_text(problems)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_golden(case: dict[str, Any]) -> None:
    """Each case's problems are told with their lines, and settings come out only when there are none."""
    own = "".join(f"    {line}\n" for line in case["hub"].splitlines())
    found, said = load(f"extra:\n  hub:\n    namespace: {NAMESPACE}\n{own}")
    assert said == case["problems"]
    assert (found is None) == bool(said)


def test_the_namespace_is_asked_for() -> None:
    """Only a hub itself can make it, and the message says how."""
    assert load("extra:\n  hub:\n    stage: demo\n")[1] == (
        "mkdocs.yml:2: error: extra.hub.namespace is missing. "
        "Add it. Made once for each hub, by python -c 'import uuid; print(uuid.uuid4())', and never changed. The "
        "ids of calendars and open data grow from it. [settings]\n"
    )


@pytest.mark.parametrize(
    "text", ["extra: {}\n", "extra:\n  hub:\n", "extra:\n  hub: [1]\n", "extra:\n  hub: words\n"]
)
def test_settings_that_are_none(text: str) -> None:
    """A hub without its block is told where to find one."""
    found, said = load(text)
    assert found is None
    assert said == (
        "mkdocs.yml:1: error: extra.hub is missing. Copy the block from the hub's own mkdocs.yml. [settings]\n"
    )


def test_the_shipped_settings_are_right() -> None:
    """The hub as shipped loads without a word."""
    path = Path(__file__).parents[2] / "mkdocs.yml"
    text = path.read_text(encoding="utf-8").replace("!ENV ", "")
    found, said = load(text)
    assert said == ""
    assert found is not None
    assert found.stage == "demo"


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)),
    max_leaves=6,
)


@given(data=st.dictionaries(st.sampled_from([*Settings.model_fields, "x"]), VALUES, max_size=4))
def test_no_value_brings_a_traceback(data: dict[str, Any]) -> None:
    """Whatever stands there, it becomes settings or problems, one line each."""
    problems = Problems()
    found = load_settings({"namespace": NAMESPACE, **data}, Source("mkdocs.yml", {}, "extra:\n"), problems)
    assert (found is None) == problems.has_errors
    assert format_text(problems).count("\n") == len(problems)

"""Whatever is edited, a build from a warm cache is the build that a clean checkout would make, byte for byte."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from tests.sites.hubs import BUILT, ENGINE, SITES, TinyHub, differences, make_hub

TINY = SITES / "tiny"
# A theme's file that pages made from data include, and one that only articles do.
TEMPLATES = (
    "partials/not-crisis.html",
    "partials/listing-side.html",
    "partials/article-end.html",
    "bodies/list.html",
    "bodies/listing.html",
)


@dataclass
class State:
    """A hub as its people left it: its groups, its other files, and the day."""

    groups: list[dict[str, Any]]
    files: dict[str, str]
    day: int = BUILT
    names: Iterator[int] = field(default_factory=lambda: iter(range(1_000)))


def first_state() -> State:
    # Only what belongs to the hub: a command that reads it elsewhere in the tests may leave its cache there.
    paths = [TINY / "mkdocs.yml", *(path for part in ("data", "docs") for path in (TINY / part).rglob("*.*"))]
    texts = {path.relative_to(TINY).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    return State(yaml.safe_load(texts.pop("data/groups.yaml")), texts)


Edit = Callable[[State], None]
WORDS = st.sampled_from(["Tea", "Morning & night", "<b>Bold</b>", "Quiet talk", "A long walk", "Café"])
TOPICS = st.lists(st.sampled_from(["anxiety", "abuse"]), min_size=1, max_size=2, unique=True)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "name": WORDS, "summary": WORDS.map("{} for all of us.".format), 
    "description": WORDS.map("{}\n\n- *listen*".format),
    "organisation": st.sampled_from(["Circles", "Others"]), "topics": TOPICS, "audience": st.just(["men"]),
    "ages": st.just({"from": 18}), "cost": st.just({"free": True}), "doubts": WORDS,
    "checked": st.dates(date(2024, 12, 1), date(2026, 11, 24)).map(
        lambda day: {"on": day, "how": "phone", "by": "Directory editor"}
    ),
    "meetings": st.sampled_from(["friday", "sunday"]).map(
        lambda day: [{"days": [day], "starts": "09:00", "timezone": "Europe/London"}]
    ),
}  # fmt: skip


def edit_group(state: State, place: int, name: str, value: Any) -> None:
    state.groups[place % len(state.groups)][name] = value


def add_group(state: State, kind: str, name: str, topics: list[str]) -> None:
    made = {"kind": kind, "name": name, "summary": f"{name} together.", "topics": topics}
    place = {"format": "in-person", "place": {"city": "Leeds", "region": "West Yorkshire", "country": "GB"}}
    number = next(state.names)
    state.groups.insert(number % 3, {"id": f"new-{number}", **made, **(place if kind == "group" else {})})


def rename_group(state: State, place: int) -> None:
    state.groups[place % len(state.groups)]["id"] = f"renamed-{next(state.names)}"


def remove_group(state: State, place: int) -> None:
    if len(state.groups) > 1:
        del state.groups[1 + place % (len(state.groups) - 1)]


def end_group(state: State, place: int, how: dict[str, Any]) -> None:
    found = state.groups[place % len(state.groups)]
    state.groups[place % len(state.groups)] = {name: found[name] for name in ("id", "kind", "name")} | how


def edit_article(state: State, path: str, words: str) -> None:
    state.files[path] = f"{state.files[path]}\n{words} and [the circle](group:evening-circle).\n"


def speak_of_topic(state: State, path: str, topic: str) -> None:
    state.files[path] = f"{state.files[path]}\nAsk [others](topic:{topic}).\n"


def lead_on(state: State, path: str) -> None:
    page = path.removeprefix("docs/")
    text = f"{state.files['docs/index.md']}\n## Begin here\n\n1. [Go]({page}): a step.\n2. [On]({page}): a step.\n"
    state.files["docs/index.md"] = text


def retitle(state: State, path: str, words: str) -> None:
    state.files[path] = state.files[path].replace("title: ", f"title: {words} ", 1)


def add_article(state: State, topics: list[str]) -> None:
    text = (TINY / "docs/learn/helping.md").read_text().replace("kind: guide", f"kind: guide\ntopics: {topics}")
    state.files[f"docs/learn/page-{next(state.names)}.md"] = text.replace("Go back", "Or go back")


def rename_article(state: State) -> None:
    state.files[f"docs/learn/other-{next(state.names)}.md"] = state.files.pop("docs/learn/helping.md")


def change_template(state: State, name: str, words: str) -> None:
    text = (ENGINE / "overrides" / name).read_text()
    state.files[f"overrides/{name}"] = f"{text}\n<!-- {len(words)} -->\n"


def set_setting(state: State, line: str) -> None:
    name = line.split(":")[0]
    kept = [row for row in state.files["mkdocs.yml"].splitlines() if not row.strip().startswith(f"{name}:")]
    state.files["mkdocs.yml"] = "\n".join([*kept, f"    {line}", ""])


def label_topic(state: State, words: str) -> None:
    path = "data/vocabulary.yaml"
    state.files[path] = state.files[path].replace("label: Anxiety", f"label: Anxiety {len(words)}")


def next_day(state: State, days: int) -> None:
    state.day += days * 86_400


PLACES = st.integers(0, 9)
ARTICLES = st.sampled_from(["docs/index.md", "docs/learn/listening.md"])
ENDS: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [{"closed": date(2026, 1, 1)}, {"moved_to": "night-room"}, {"removed": date(2026, 1, 1)}]
)
SETTINGS = st.sampled_from(
    ["quick_exit: everywhere", "tagline: Other words", "freshness: {fresh: 10, ageing: 20, stale: 30}",
     "contact: hello@hub.example"]
)  # fmt: skip


def edits() -> st.SearchStrategy[Edit]:
    """Draw one thing that somebody does to a hub."""

    def call(what: Callable[..., None], *values: st.SearchStrategy[Any]) -> st.SearchStrategy[Edit]:
        return st.tuples(*values).map(lambda drawn: lambda state: what(state, *deepcopy(drawn)))

    one_field = st.sampled_from(sorted(FIELDS)).flatmap(lambda name: st.tuples(st.just(name), FIELDS[name]))
    return st.one_of(
        st.tuples(PLACES, one_field).map(lambda drawn: lambda state: edit_group(state, drawn[0], *drawn[1])),
        call(add_group, st.sampled_from(["group", "network"]), WORDS, TOPICS),
        call(rename_group, PLACES),
        call(remove_group, PLACES),
        call(end_group, PLACES, ENDS),
        call(edit_article, ARTICLES, WORDS),
        call(speak_of_topic, ARTICLES, st.sampled_from(["anxiety", "abuse"])),
        call(lead_on, st.sampled_from(["docs/learn/listening.md", "docs/learn/helping.md"])),
        call(retitle, ARTICLES, st.just("Other")),
        call(add_article, TOPICS),
        call(rename_article),
        call(change_template, st.sampled_from(TEMPLATES), WORDS),
        call(set_setting, SETTINGS),
        call(label_topic, WORDS),
        call(next_day, st.sampled_from([1, 40, 400])),
    )


@contextmanager
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def lay(hub: TinyHub, state: State) -> None:
    """Make a hub's files those of a state, and no other."""
    wanted = {**state.files, "data/groups.yaml": yaml.safe_dump(state.groups, sort_keys=False, allow_unicode=True)}
    for part in ("docs", "data", "overrides"):
        shutil.rmtree(hub.root / part, ignore_errors=True)
    for path, text in wanted.items():
        hub.write(path, text)


def compare(what: list[list[Edit]]) -> None:
    """Build after each few edits, warm and clean: the same words, and the same site where there is one."""
    state = first_state()
    with folder() as here:
        warm = make_hub(here)
        assert warm.hub("build", "--processes", "2").code == 0
        for number, together in enumerate(what):
            for edit in together:
                try:
                    edit(state)
                except KeyError:  # of an article or a field that an edit before took away
                    continue
            clean = make_hub(here / str(number))
            for hub in (warm, clean):
                lay(hub, state)
            day = str(state.day)
            # The warm site is made by two processes, so this also says that it does not matter who made what.
            one = warm.hub("build", "--processes", "2", SOURCE_DATE_EPOCH=day)
            other = clean.hub("build", "--processes", "1", SOURCE_DATE_EPOCH=day)
            assert (one.code, one.err) == (other.code, other.err)
            event("built" if one.code == 0 else "refused")
            if one.code == 0:
                assert differences(warm.site, clean.site) == []


@given(st.lists(st.lists(edits(), min_size=1, max_size=3), min_size=2, max_size=2))
@settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow])
def test_a_few_edits(what: list[list[Edit]]) -> None:
    """Articles, groups, settings, templates and days change: the warm build follows."""
    compare(what)


@pytest.mark.long
@given(st.lists(st.lists(edits(), min_size=1, max_size=3), min_size=1, max_size=6))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_very_many_edits(what: list[list[Edit]]) -> None:
    """The same, with more luck."""
    compare(what)

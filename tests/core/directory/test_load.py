"""Reading the directory: everything wrong is told at once, with its line, and what is right stays."""

from __future__ import annotations

import copy
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.core.directory.golden import BASE, HERE, Case, directory_of

from peerhub.directory.load import load_directory
from peerhub.directory.rules import check_directory
from peerhub.problems import Problems, format_text
from peerhub.store.cache import CacheTable
from peerhub.yaml.list_source import read_items
from peerhub.yaml.source import Source, parse_yaml, read_yaml

TODAY = date(2026, 11, 23)
PLAIN = Case("plain", {"listings": [{"id": "one"}, {"id": "two"}]}, "", TODAY)


def test_a_broken_file_is_reported_whole_with_lines(tmp_path: Path) -> None:
    """Each slip of a file stands in one line of the report, and entries without a slip are read."""
    directory_of(PLAIN, tmp_path, Problems())
    (tmp_path / "data" / "groups.yaml").write_bytes((HERE / "cases" / "broken-groups.yaml").read_bytes())
    problems = Problems()
    directory = load_directory(tmp_path, problems)
    assert format_text(problems) == (HERE / "cases" / "broken-groups.txt").read_text(encoding="utf-8")
    assert list(directory.listings) == ["still-here"]


def test_a_wrong_part_of_the_other_files_is_left_out_alone(tmp_path: Path) -> None:
    """One topic or line with a slip takes no other with it."""
    lines = [{"id": "a", "kind": "listning"}, {"id": "b"}, {"id": "c", "phone": {"number": 7}}, {"id": "d"}]
    parts: dict[str, Any] = {
        "vocabulary": {"topics": {"anxiety": {"sensitiv": True}}},
        "helplines": {"countries": {"GB": {"lines": lines}}},
        "phrases": {"dangers": {"abuse": {"label": 7}}},
    }
    problems = Problems()
    directory = directory_of(Case("parts", parts, "", TODAY), tmp_path, problems)
    assert [problem.at for problem in problems] == [
        "vocabulary.topics.anxiety.sensitiv",
        "helplines.countries.GB.lines[0].kind",
        "helplines.countries.GB.lines[2].phone.number",
        "phrases.dangers.abuse.label",
    ]
    assert list(directory.vocabulary.topics) == ["depression", "abuse"]
    assert [line.id for line in directory.helplines.countries["GB"].lines] == ["b", "d"]
    assert list(directory.phrases.dangers) == ["suicide"]


def test_listings_of_the_folder_follow_those_of_the_file(tmp_path: Path) -> None:
    """Listings stand in the order of the files, and each knows its file and line."""
    directory_of(PLAIN, tmp_path, Problems())
    (tmp_path / "data" / "groups").mkdir()
    more = yaml.safe_dump([BASE["listing"] | {"id": "three"}], sort_keys=False)
    (tmp_path / "data" / "groups" / "leeds.yaml").write_text(f"# Leeds\n{more}", encoding="utf-8")
    problems = Problems()
    directory = load_directory(tmp_path, problems)
    assert format_text(problems) == ""
    assert list(directory.listings) == ["one", "two", "three"]
    assert str(directory.where("three", "name")) == "data/groups/leeds.yaml:4"
    assert directory.at("three", "place", "city") == "groups[0].place.city"


@pytest.mark.parametrize("file", ["vocabulary", "helplines", "phrases", "references", "groups"])
def test_a_missing_file_is_a_problem_and_not_a_traceback(file: str, tmp_path: Path) -> None:
    """A hub without one of the files is told which."""
    directory_of(PLAIN, tmp_path, Problems())
    (tmp_path / "data" / f"{file}.yaml").unlink()
    problems = Problems()
    load_directory(tmp_path, problems)
    assert [str(problem.where) for problem in problems] == [f"data/{file}.yaml"]


def test_a_cache_can_stand_in_for_the_files(tmp_path: Path) -> None:
    """The files are read only by the function that is passed in."""
    asked = []

    def read(path: Path, name: str, problems: Problems) -> Source | None:
        asked.append(name)
        return read_yaml(path, name, problems)

    directory_of(PLAIN, tmp_path, Problems())
    load_directory(tmp_path, Problems(), read)
    assert sorted(asked) == [
        f"data/{name}.yaml" for name in ("groups", "helplines", "phrases", "references", "vocabulary")
    ]


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**17) | st.dates() | st.text(max_size=12) | st.floats(-200, 200),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
WHOLE: dict[str, Any] = BASE["listing"] | {
    "ages": {"from": 18, "to": 60},
    "languages": ["en"],
    "cost": {"free": True},
    "online": {"platform": "Zoom", "link": "public"},
    "meetings": [{"days": ["monday"], "starts": "19:00", "timezone": "Europe/London", "extra": [{"on": TODAY}]}],
    "join": {"how": "drop-in", "email": "hello@example.org", "url": "https://example.org"},
    "checked": {"on": TODAY, "how": "phone", "by": "Directory editor"},
    "source": {"url": "https://example.org", "year": 2025},
}


class _Dumper(yaml.SafeDumper):
    """Writes a day that stands twice in full: an alias would be refused before anything else is looked at."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def written(data: Any) -> bytes:
    """Write data as a file holds it."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False).encode()


@st.composite
def mutated(draw: st.DrawFn, whole: Any) -> Any:
    """Give a copy of some data with one to three places replaced, added or taken away."""
    data = copy.deepcopy(whole)
    for _ in range(draw(st.integers(1, 3))):
        part = data
        while True:
            keys = list(part) if isinstance(part, dict) else list(range(len(part)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(part[key], dict | list) and draw(st.booleans()):
                part = part[key]
                continue
            change = draw(st.sampled_from(["replace", "delete", "add"]))
            if change == "delete":
                del part[key]
            elif change == "add" and isinstance(part, dict):
                part[draw(st.text(max_size=8))] = draw(VALUES)
            else:
                part[key] = draw(VALUES)
            break
    return data


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(item=mutated(WHOLE))
def test_no_entry_makes_a_traceback(item: Any, tmp_path: Path) -> None:
    """Whatever an entry holds, it is read, reported or both, in words that are not the library's."""
    _check_hub({"groups": [item, {**WHOLE, "id": "other"}]}, tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(item=mutated(WHOLE))
def test_read_whole_by_item_or_from_what_was_kept(item: Any, tmp_path: Path) -> None:
    """Each way gives the same listings, field by field, and says the same of what is wrong, line by line."""
    raw = written([{**WHOLE, "id": "other"}, item])
    first = CacheTable()
    answers = []
    for table in (None, first, first):

        def read(path: Path, name: str, problems: Problems, table: CacheTable | None = table) -> Source | None:
            if path.stem != "groups":
                return parse_yaml(written(OTHERS[path.stem]), name, problems)
            return (read_items(raw, name, table) if table is not None else None) or parse_yaml(raw, name, problems)

        problems = Problems()
        directory = load_directory(tmp_path, problems, read)
        check_directory(directory, TODAY, problems)
        said = [entry.listing.model_dump(exclude_unset=True) for entry in directory.entries]
        answers.append((format_text(problems), said, [entry.listing for entry in directory.entries]))
    assert first.changed, "the other listing is kept"
    assert answers[1] == answers[0]
    assert answers[2] == answers[0]


OTHERS: dict[str, Any] = {
    "vocabulary": BASE["vocabulary"],
    "helplines": {"countries": {"GB": BASE["helplines"]["countries"]["GB"] | {"lines": [BASE["line"]]}}},
    "phrases": BASE["phrases"],
    "references": [BASE["reference"]],
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(files=mutated(OTHERS))
def test_no_other_file_makes_a_traceback(files: Any, tmp_path: Path) -> None:
    """The vocabulary, helplines, phrases and references may hold anything, too."""
    _check_hub({"groups": [WHOLE], **{key: files[key] for key in OTHERS if key in files}}, tmp_path)


def _check_hub(files: dict[str, Any], root: Path) -> None:
    def read(path: Path, name: str, problems: Problems) -> Source | None:
        data = files.get(path.stem, OTHERS.get(path.stem))
        return parse_yaml(written(data), name, problems)

    problems = Problems()
    check_directory(load_directory(root, problems, read), TODAY, problems)
    report = format_text(problems)
    for words in ("pydantic", "Input should", "validation error", "Traceback", "[type="):
        assert words not in report
    assert all(problem.got and problem.hint for problem in problems)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(text=st.text(st.sampled_from("-:[]{}#&*!|>'\"%@` \n\tab1.?<,é\u2028"), max_size=60))
def test_no_text_makes_a_traceback(text: str, tmp_path: Path) -> None:
    """Whatever stands in a file, it is read, reported or both."""

    def read(path: Path, name: str, problems: Problems) -> Source | None:
        return parse_yaml(text.encode(), name, problems)

    problems = Problems()
    check_directory(load_directory(tmp_path, problems, read), TODAY, problems)
    format_text(problems)


@pytest.mark.parametrize("name", ["groups.yml", "groups/extra.yml", "groups/UP.YAML", "groups/north/a.yaml"])
def test_a_file_that_nobody_reads_is_an_error(tmp_path: Path, name: str) -> None:
    """A listing never vanishes because of its file's name: the message says the name that is read."""
    data = tmp_path / "data"
    (data / name).parent.mkdir(parents=True)
    (data / name).write_text("[]\n", encoding="utf-8")
    problems = Problems()
    load_directory(tmp_path, problems)
    told = [problem for problem in problems if problem.rule == "unread-file"]
    assert [problem.where.path for problem in told] == [f"data/{name}"]
    assert told[0].hint == f"Name it data/groups{'' if name == 'groups.yml' else '/' + Path(name).stem}.yaml."


def test_a_link_out_of_the_hub_is_not_followed(tmp_path: Path) -> None:
    """A file of listings that is a link to elsewhere on the computer is refused, and nothing of it is read."""
    directory_of(PLAIN, tmp_path, Problems())
    outside = tmp_path.with_name("outside.yaml")
    outside.write_text("- id: three\n")
    (tmp_path / "data/groups").mkdir()
    (tmp_path / "data/groups/more.yaml").symlink_to(outside)
    problems = Problems()
    assert "three" not in load_directory(tmp_path, problems).listings
    assert "data/groups/more.yaml: error: is a link out of the hub." in format_text(problems)


def test_other_data_is_not_read_through_a_link_either(tmp_path: Path) -> None:
    """A folder elsewhere is not looked through, and a message repeats nothing of a file there."""
    directory_of(PLAIN, tmp_path, Problems())
    (tmp_path / "data/groups").symlink_to("/etc")
    (tmp_path / "data/references.yaml").unlink(missing_ok=True)
    (tmp_path / "data/references.yaml").symlink_to("/etc/passwd")
    problems = Problems()
    load_directory(tmp_path, problems)
    told = format_text(problems)
    assert "data/references.yaml: error: is a link out of the hub." in told
    assert "/etc" not in told
    assert "data/groups/" not in told


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """Nobody writes into it, so reading it would go on for ever."""
    directory_of(PLAIN, tmp_path, Problems())
    (tmp_path / "data/groups").mkdir()
    os.mkfifo(tmp_path / "data/groups/more.yaml")
    problems = Problems()
    assert load_directory(tmp_path, problems).listings
    assert "data/groups/more.yaml: error: cannot be read (it is neither a file nor a folder)." in format_text(
        problems
    )

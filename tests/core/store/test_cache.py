"""The cache saves work and never decides anything: damaged, foreign or unwritable, the build is right without it."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerhub.hub import read_kept
from peerhub.problems import Problems
from peerhub.store.cache import Cache, digest
from peerhub.yaml.source import read_yaml


class Told(list[str]):
    """The lines that a cache reported."""

    def __call__(self, line: str) -> None:
        self.append(line)


def make(folder: Path, version: str = "1") -> tuple[Cache, Told]:
    told = Told()
    return Cache(folder, version, told), told


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    """A later build finds what an earlier one kept, byte for byte, and nothing under other inputs."""
    first, _ = make(tmp_path)
    first.put(b"\x00value\n", "kind", "a", b"b")
    later, told = make(tmp_path)
    assert later.get("kind", "a", b"b") == b"\x00value\n"
    assert later.get("kind", "ab") is None
    assert later.get("other", "a", b"b") is None
    assert told == []


def test_another_version_of_the_code_finds_nothing(tmp_path: Path) -> None:
    """What older code worked out may be wrong now."""
    make(tmp_path, "1")[0].put(b"old", "kind", "a")
    assert make(tmp_path, "2")[0].get("kind", "a") is None


def test_what_other_versions_kept_can_be_told_of(tmp_path: Path) -> None:
    """All whole data of a kind, whoever made it; what is damaged, or no data, is left out."""
    for version in ("1", "2"):
        make(tmp_path, version)[0].put_data({"by": version, "on": date(2026, 1, 1)}, "kind", "a")
    make(tmp_path, "3")[0].put(b"no data", "kind", "a")
    (tmp_path / "kind" / "damaged").write_bytes(b"peerhub-cache-2\n" + b"\0" * 4 + b"{}")
    found = list(make(tmp_path, "4")[0].data_of_any_version("kind"))
    assert sorted(one["by"] for one in found) == ["1", "2"]
    assert found[0]["on"] == date(2026, 1, 1)
    assert list(make(tmp_path)[0].data_of_any_version("other")) == []


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_names_differ_when_any_part_differs(first: list[str], second: list[str]) -> None:
    """The borders of parts count: ("ab", "c") is not ("a", "bc")."""
    assert (digest(*first) == digest(*second)) == (first == second)


@pytest.mark.parametrize("damage", [b"", b"x", b"peerhub-cache-2\n" + b"\0" * 4 + b"poison"])
def test_a_damaged_entry_counts_as_absent(tmp_path: Path, damage: bytes) -> None:
    """Cut short or changed, it is told in one line, thrown away and made again."""
    make(tmp_path)[0].put(b"value", "kind", "a")
    make(tmp_path)[0].put(b"value", "kind", "b")
    for path in entries(tmp_path):
        path.write_bytes(damage)
    cache, told = make(tmp_path)
    assert cache.get("kind", "a") is None
    assert cache.get("kind", "b") is None
    assert told == [f"Part of the cache {tmp_path.name}/ is damaged; that part is made again."]
    assert entries(tmp_path) == []


def test_every_flipped_bit_is_noticed(tmp_path: Path) -> None:
    """No single changed byte gives a wrong value."""
    make(tmp_path)[0].put(b"value", "kind", "a")
    (path,) = entries(tmp_path)
    good = path.read_bytes()
    for at in range(len(good)):
        path.write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert make(tmp_path)[0].get("kind", "a") is None


def test_data_that_is_no_json_counts_as_absent(tmp_path: Path) -> None:
    """Bytes that were kept under the same name are not taken for data."""
    cache, told = make(tmp_path)
    cache.put(b"not json", "yaml", "a")
    assert cache.get_data("yaml", "a") is None
    assert len(told) == 1


@pytest.mark.parametrize("there", ["a file", "a folder without rights"])
def test_a_cache_that_cannot_be_written_is_told_once(tmp_path: Path, there: str) -> None:
    """The build goes on without it: putting, getting and pruning raise nothing."""
    folder = tmp_path / "cache"
    if there == "a file":
        folder.write_text("in the way")
    else:
        folder.mkdir(mode=0o500)
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write anywhere, as root does; tests/sites shows it for another user")
    cache, told = make(folder)
    for name in ("a", "b"):
        cache.put(b"value", "kind", name)
        assert cache.get("kind", name) is None
    cache.prune()
    assert len(told) == 1
    assert told[0].startswith("The cache cache/ cannot be written (")
    assert told[0].endswith("); building without it.")


def test_an_entry_that_is_a_folder_is_only_untidy(tmp_path: Path) -> None:
    """Whatever stands where an entry should be, nothing is raised."""
    cache, _ = make(tmp_path)
    cache.put(b"value", "kind", "a")
    (path,) = entries(tmp_path)
    path.unlink()
    path.mkdir()
    assert cache.get("kind", "a") is None
    cache.put(b"value", "kind", "a")
    cache.prune()
    assert path.is_dir()


def test_pruning_keeps_what_was_used_and_what_is_not_ours(tmp_path: Path) -> None:
    """The cache never outgrows one build, and another tool's files beside it stay."""
    old, _ = make(tmp_path)
    for name in ("read", "unused"):
        old.put(b"value", "kind", name)
    foreign = tmp_path / "plugin" / "social.png"
    foreign.parent.mkdir()
    foreign.write_bytes(b"picture")
    left = tmp_path / "kind" / f"{digest('x')}.123.part"
    left.write_bytes(b"half")
    new, _ = make(tmp_path)
    new.get("kind", "read")
    new.put(b"value", "kind", "written")
    new.prune()
    again, _ = make(tmp_path)
    assert [again.get("kind", name) for name in ("read", "written", "unused")] == [b"value", b"value", None]
    assert foreign.exists()
    assert not left.exists()


LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**18), 10**18), st.floats(allow_nan=False), st.dates(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    st.sampled_from(["\N{DEGREE SIGN}date", "2026-11-23"]),
)  # fmt: skip
KEYS = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=4), st.just("\N{DEGREE SIGN}date"))
DATA = st.recursive(
    LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3))
)


@given(data=DATA)
def test_data_comes_back_as_it_was_or_not_at_all(tmp_path_factory: pytest.TempPathFactory, data: object) -> None:
    """Dates stay dates and text stays text, even where data looks like the cache's own way to write a date."""
    cache, told = make(tmp_path_factory.getbasetemp() / "cache-data")
    cache.put_data(data, "yaml", repr(data))
    found = cache.get_data("yaml", repr(data))
    assert found is None or repr(found) == repr(data)
    assert told == []


def test_a_date_and_its_key_are_told_apart(tmp_path: Path) -> None:
    """A volunteer's odd key is not kept, so that a second build reads just what the first one read."""
    cache, _ = make(tmp_path)
    cache.put_data({"on": {"\N{DEGREE SIGN}date": "2026-11-23"}}, "yaml", "odd")
    cache.put_data({"on": date(2026, 11, 23)}, "yaml", "plain")
    assert cache.get_data("yaml", "odd") is None
    assert cache.get_data("yaml", "plain") == {"on": date(2026, 11, 23)}


@pytest.mark.parametrize("name", ["groups", "helplines", "references", "vocabulary", "phrases"])
def test_a_file_from_the_cache_is_the_file_read_afresh(tmp_path: Path, name: str) -> None:
    """The shipped data and its line numbers are the same from a warm cache."""
    path = Path(__file__).parents[3] / "data" / f"{name}.yaml"
    fresh = read_yaml(path, path.name, Problems())
    assert fresh is not None
    for _ in range(2):
        cache, _ = make(tmp_path)
        found = read_kept(cache, path, path.name, Problems())
        cache.put_back()
        assert found is not None
        assert repr(found.data) == repr(fresh.data)
        last = (len(fresh.data) - 1,) if isinstance(fresh.data, list) else (list(fresh.data)[-1],)
        assert found.locate(last) == fresh.locate(last)
    # Of listings something is kept once they are checked, and the file is read item by item.
    assert len(entries(tmp_path)) == (0 if name == "groups" else 1)


def test_a_shelf_keeps_what_a_build_used(tmp_path: Path) -> None:
    """Rows come back; one that a later build neither reads nor adds is gone after it, and the rest stays."""
    first, _ = make(tmp_path)
    for name in ("a", "b"):
        first.table("kind").put(name, [name, "two\nlines \u2028 \ud800"])
    first.put_back()
    second, _ = make(tmp_path)
    assert second.table("kind").get("a") == ["a", "two\nlines \u2028 \ud800"]
    assert second.table("kind").get("c") is None
    second.put_back()
    third, told = make(tmp_path)
    assert third.table("kind").get("a") is not None
    assert third.table("kind").get("b") is None
    assert told == []


def test_a_shelf_that_is_not_asked_for_is_left_alone(tmp_path: Path) -> None:
    """A check uses fewer tables than a build, and takes nothing off the others."""
    first, _ = make(tmp_path)
    first.table("kind").put("a", 1)
    first.put_back()
    make(tmp_path)[0].put_back()
    assert make(tmp_path)[0].table("kind").get("a") == 1


@pytest.mark.parametrize("poison", [b"[]", b"3", b"a no json", b"\n\n a\n", b"a \xff"])
def test_a_shelf_of_another_form_is_empty(tmp_path: Path, poison: bytes) -> None:
    """Whatever stands under its name, it is an empty table then."""
    make(tmp_path)[0].put(poison, "kind", "table")
    assert make(tmp_path)[0].table("kind").get("a") is None


def test_what_another_process_used_is_kept(tmp_path: Path) -> None:
    """Two processes share a cache: rows that either needed stay, and so do entries that only one of them knows of."""
    first, _ = make(tmp_path)
    for name in ("here", "there", "nowhere"):
        first.table("both").put(name, 1)
    first.put_back()
    here, there = make(tmp_path)[0], make(tmp_path)[0]
    assert here.table("both").get("here") == there.table("both").get("there") == 1
    there.table("both").put("new", 2)
    there.table("theirs").put("a", 3)
    there.put(b"value", "kind", "a")
    here.take_over(there.use())
    here.put_back()
    here.prune()
    last = make(tmp_path)[0]
    assert [last.table("both").get(name) for name in ("here", "there", "new", "nowhere")] == [1, 1, 2, None]
    assert last.table("theirs").get("a") == 3
    assert last.get("kind", "a") == b"value"


def test_a_shelf_that_both_only_read_is_not_written_again(tmp_path: Path) -> None:
    """Each process needed half of the rows, and together they needed all."""
    first, _ = make(tmp_path)
    for name in ("a", "b"):
        first.table("kind").put(name, 1)
    first.put_back()
    here, there = make(tmp_path)[0], make(tmp_path)[0]
    here.table("kind").get("a")
    there.table("kind").get("b")
    here.take_over(there.use())
    assert not here.table("kind").changed


def test_what_is_wrong_is_said_once_whichever_process_found_it(tmp_path: Path) -> None:
    """Two processes meet the same damage: one line."""
    cache, told = make(tmp_path)
    for _ in range(2):
        cache.say("Part of the cache is damaged.")
    assert told == ["Part of the cache is damaged."]

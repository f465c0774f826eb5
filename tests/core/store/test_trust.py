"""A cache that another may have written is neither read nor written."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from peerhub.store.cache import Cache
from peerhub.store.trust import why_doubted

posix = pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")


@pytest.fixture
def hub(tmp_path: Path) -> Path:
    """A hub's folder with one kept result."""
    (tmp_path / "hub").mkdir()
    cache_of(tmp_path / "hub").put(b"made", "kind", "a")
    return tmp_path / "hub"


def cache_of(hub: Path, told: list[str] | None = None) -> Cache:
    folder = hub / ".cache" / "results"
    return Cache(folder, "1", (told if told is not None else []).append, why_doubted(folder, hub))


def test_a_cache_of_ones_own_is_used(hub: Path) -> None:
    """Beside a git that does not know it, too."""
    subprocess.run(["git", "init", "-q", str(hub.parent)], check=True)
    assert cache_of(hub).get("kind", "a") == b"made"


@pytest.mark.parametrize("inside", [".", "hub"])
@pytest.mark.parametrize("version", ["2", "4"])
def test_a_cache_that_git_tracks_is_not_used(hub: Path, inside: str, version: str) -> None:
    """Whoever opens a pull request could write into it; the hub may be a folder of the repository."""
    top = (hub.parent / inside).resolve()
    git = ["git", "-C", str(top), "-c", f"index.version={version}"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-f", "."], check=True)
    subprocess.run([*git, "update-index", f"--index-version={version}"], check=True)
    told: list[str] = []
    cache = cache_of(hub, told)
    assert cache.get("kind", "a") is None
    cache.put(b"made", "kind", "b")
    cache.prune()
    assert len([path for path in (hub / ".cache").rglob("*") if path.is_file()]) == 1
    assert [line.partition(":")[0] for line in told] == ["The cache .cache/ is not used"]


@posix
@pytest.mark.parametrize("folder", [".cache", ".cache/results", ".cache/results/kind"])
def test_a_cache_that_anybody_may_write_is_not_used(hub: Path, folder: str) -> None:
    """It is told what to do about it."""
    (hub / folder).chmod(0o777)
    told: list[str] = []
    assert cache_of(hub, told).get("kind", "a") is None
    assert told == [
        "The cache .cache/ is not used: anybody may write it. "
        "Delete it, or take that right away: chmod -R o-w .cache."
    ]


@posix
def test_a_cache_that_is_a_link_is_not_used(hub: Path, tmp_path: Path) -> None:
    """What is kept would be written wherever the link leads."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.rmtree(hub / ".cache", ignore_errors=True)
    (hub / ".cache").symlink_to(elsewhere)
    told: list[str] = []
    cache_of(hub, told).table("kind").put("a", 1)
    cache_of(hub).put_back()
    assert told == ["The cache .cache/ is not used: it is a link, so it would be written elsewhere. Remove it."]
    assert list(elsewhere.iterdir()) == []


@posix
@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root gives files to others")
def test_a_cache_of_another_user_is_not_used(hub: Path) -> None:
    """But who owns the hub owns its cache, also where root builds it."""
    os.chown(hub / ".cache" / "results", 12345, 12345)
    assert cache_of(hub).get("kind", "a") is None
    os.chown(hub, 12345, 12345)
    assert cache_of(hub).get("kind", "a") == b"made"


@pytest.mark.parametrize("version", ["2", "4"])
def test_a_file_that_git_tracks_is_told_from_one_beside_it(hub: Path, version: str) -> None:
    """Kept answers of other sites are doubted like results, also where the name before shares the folder's."""
    kept = hub / ".cache" / "links.json"
    for path in (hub / ".cache" / "a", hub / ".cabal", kept):
        path.write_text("[]", encoding="utf-8")
    git = ["git", "-C", str(hub)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-f", ".cabal", ".cache/a"], check=True)
    subprocess.run([*git, "update-index", f"--index-version={version}"], check=True)
    assert not why_doubted(kept, hub)
    subprocess.run([*git, "add", "-f", ".cache"], check=True)
    assert why_doubted(kept, hub).startswith("git tracks it")
    assert why_doubted(hub / ".cache" / "results", hub).startswith("git tracks it")

"""Whatever stops a build, readers find the old site whole, and the next build is right."""

from __future__ import annotations

import ctypes
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.sites.hubs import ENGINE, TinyHub, differences, hearing_ctrl_c, make_hub, tree

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals and modes as POSIX systems have them")

LINUX = sys.platform.startswith("linux")


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> TinyHub:
    """What the hub looks like after its edit, built from nothing."""
    hub = make_hub(tmp_path_factory.mktemp("clean"))
    edit(hub)
    assert hub.hub("build").code == 0
    return hub


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> TinyHub:
    """The hub before its edit, built: each test takes a copy."""
    hub = make_hub(tmp_path_factory.mktemp("built"))
    assert hub.hub("build").code == 0
    return hub


def copy_of(built: TinyHub, folder: Path) -> TinyHub:
    """Copy a built hub with its site and its cache, as if it had been built there."""
    shutil.copytree(built.root, folder / "hub")
    return TinyHub(folder / "hub")


def edit(hub: TinyHub) -> None:
    hub.replace("data/groups.yaml", "name: Evening Circle", "name: Another Circle")


def started(hub: TinyHub, **changes: str | None) -> subprocess.Popen[str]:
    env = {**os.environ, **hub.environment(changes)}
    return subprocess.Popen(
        hearing_ctrl_c(hub.command("build", "--processes", "2")),  # and neither of them may go on
        env={name: value for name, value in env.items() if value is not None},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(holds: Callable[[], bool], process: subprocess.Popen[str]) -> bool:
    """Wait for a moment of a build; False when the build ended before anybody saw it."""
    while process.poll() is None:
        if holds():
            return True
        time.sleep(0.0005)
    return holds()


def check_killed(hub: TinyHub, before: dict[str, bytes], clean: TinyHub) -> None:
    """The old site or, when the kill came too late, the new one stands whole; then the next build is right."""
    assert tree(hub.site) in (before, tree(clean.site))
    assert hub.hub("build").code == 0
    assert differences(hub.site, clean.site) == []
    assert sorted(path.name for path in hub.root.glob(".site.*")) == [".site.lock"]


def test_a_template_that_is_edited_while_a_build_is_at_work(tmp_path: Path) -> None:
    """Whatever that build made of it, the next one makes anew: nothing of an edit that was undone stays."""
    template = "overrides/partials/listing-end.html"
    text = (ENGINE / template).read_text(encoding="utf-8")
    hub, clean = (make_hub(tmp_path / name, {template: text}) for name in ("hub", "clean"))
    process = started(hub)
    until((hub.root / ".site.new").exists, process)
    hub.write(template, f"{text}<p>Undone</p>\n")
    process.communicate()
    hub.write(template, text)
    assert hub.hub("build").code == clean.hub("build").code == 0
    assert differences(hub.site, clean.site) == []


# With the first folder nothing is written, with the directory most is: the moments between are for the long run.
MOMENTS = (
    pytest.param("", id="began"),
    pytest.param("learn/helping/index.html", id="articles", marks=pytest.mark.long),
    pytest.param("groups/index.html", id="groups"),
    pytest.param("search", id="search", marks=pytest.mark.long),
)


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_half_way(tmp_path: Path, built: TinyHub, clean: TinyHub, moment: str) -> None:
    """SIGKILL as the first folder, an article, the directory or the search index has just been written."""
    hub = copy_of(built, tmp_path)
    before = tree(hub.site)
    edit(hub)
    process = started(hub)
    until((hub.root / ".site.new" / moment).exists, process)
    process.kill()
    process.communicate()
    check_killed(hub, before, clean)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100))
def test_killed_at_any_moment(tmp_path: Path, built: TinyHub, clean: TinyHub, seed: int) -> None:
    """SIGKILL after any time, from the first instruction to the last."""
    hub = copy_of(built, tmp_path)
    before = tree(hub.site)
    edit(hub)
    process = started(hub)
    if seed % 2:
        until((hub.root / ".site.new").exists, process)
    time.sleep(random.Random(seed).uniform(0, 0.6 if seed % 2 else 1.2))  # noqa: S311 - the luck of a test
    process.kill()
    process.communicate()
    check_killed(hub, before, clean)


def test_stopped_by_hand(tmp_path: Path, built: TinyHub, clean: TinyHub) -> None:
    """Ctrl+C ends without a traceback and leaves the old site."""
    hub = copy_of(built, tmp_path)
    before = tree(hub.site)
    edit(hub)
    process = started(hub)
    until((hub.root / ".site.new").exists, process)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) <= 1
    check_killed(hub, before, clean)


def test_two_builds_at_once(tmp_path: Path, built: TinyHub, clean: TinyHub) -> None:
    """The second one says so in one line and ends with 1; the first is not disturbed."""
    hub = copy_of(built, tmp_path)
    edit(hub)
    first = started(hub)
    assert until((hub.root / ".site.new").exists, first)
    first.send_signal(signal.SIGSTOP)  # as if it had much to do
    try:
        before = tree(hub.site)
        second = hub.hub("build")
        said = "hub: Another build of site/ is at work. Wait for it, then try again.\n"
        assert (second.code, second.out, second.err) == (1, "", said)
        assert tree(hub.site) == before
    finally:
        first.send_signal(signal.SIGCONT)
    first.communicate()
    assert first.returncode == 0
    assert differences(hub.site, clean.site) == []


DROP_OVERRIDE = """
import ctypes, os, sys
# Root that may no longer override modes is held to them like everybody else: PR_CAPBSET_DROP, CAP_DAC_OVERRIDE.
if os.geteuid() == 0 and ctypes.CDLL(None, use_errno=True).prctl(24, 1, 0, 0, 0):
    sys.exit(77)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


@pytest.mark.skipif(not LINUX, reason="root is held to modes by Linux's capabilities")
@pytest.mark.parametrize(("locked", "engine"), [("site", "hub"), (".", "hub"), ("site", "mkdocs")])
def test_a_site_that_may_not_be_written(tmp_path: Path, built: TinyHub, locked: str, engine: str) -> None:
    """No right to write the site or the folder round it: one clear line, exit 1, the old site whole."""
    hub = copy_of(built, tmp_path)
    before = tree(hub.site)
    edit(hub)
    words = hub.command("build")
    if engine == "mkdocs":
        words = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(hub.with_engine())]
    (hub.root / locked).chmod(0o555)
    env = {**os.environ, **{name: value for name, value in hub.environment({}).items() if value is not None}}
    try:
        done = subprocess.run(
            [sys.executable, "-c", DROP_OVERRIDE, *words[1:]],
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    finally:
        (hub.root / locked).chmod(0o755)
    if done.returncode == 77:
        pytest.skip("this root may not give up its rights")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "site/ or the folder round it may not be written. The old site stands as it was." in done.stderr
    if engine == "hub":
        lines = done.stderr.splitlines()
        assert lines[-1].startswith("hub: ")
        assert len(lines) == (2 if "cache" in lines[0] else 1)
    assert tree(hub.site) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with hardly any room, where the system lets this user make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=0777", "tmpfs", str(disk)]
    try:
        done = subprocess.run(words, capture_output=True, timeout=30, check=False)
    except OSError:
        pytest.skip("no mount command")
    if done.returncode:
        pytest.skip("this user may not mount a small disk; tests/core/building/test_output.py covers the rest")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False, timeout=30)


@pytest.mark.parametrize(
    ("left", "engine"),
    [
        (20, "hub"),
        (240, "mkdocs"),
        pytest.param(240, "hub", marks=pytest.mark.long),
        pytest.param(20, "mkdocs", marks=pytest.mark.long),
    ],
)
def test_a_full_disk(tmp_path: Path, built: TinyHub, small_disk: Path, engine: str, left: int) -> None:
    """No space, early while MkDocs writes or later while we do: one clear line, exit 1, the old site whole."""
    hub = copy_of(built, tmp_path)
    site = small_disk / "site"
    assert hub.hub("build", "--site-dir", str(site)).code == 0
    before = tree(site)
    hub.replace("mkdocs.yml", "site_name: Tiny Hub", "site_name: Each page says this")
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - left * 1024)))
    if engine == "hub":
        done = hub.process("build", "--processes", "2", "--site-dir", str(site))
        assert len(done.err.splitlines()) == 1, done.err
    else:
        done = hub.engine_process("mkdocs", "-d", str(site))
    assert done.code == 1
    assert "Traceback" not in done.err
    assert "No space" in done.err
    assert tree(site) == before
    (small_disk / "filler").unlink()
    assert hub.hub("build", "--site-dir", str(site)).code == 0
    assert tree(site) != before


@pytest.mark.long
@pytest.mark.parametrize("left", [0, 2, 4, 6, 8, 10, 12, 16, 20, 24, 30, 36, 40, 50, 60, 80, 100, 120, 160, 200])
def test_a_disk_that_fills_at_any_moment(tmp_path: Path, small_disk: Path, left: int) -> None:
    """The hub, its cache and its site on one disk: whatever runs out first, the old site stands and is told of."""
    hub = make_hub(small_disk)
    assert hub.hub("build").code == 0
    before = tree(hub.site)
    hub.replace("mkdocs.yml", "site_name: Tiny Hub", "site_name: Each page says this")
    room = os.statvfs(small_disk)
    (small_disk / "filler").write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - left * 1024)))
    done = hub.process("build", "--processes", "2")
    # The cache may have found the disk full first, which stops nothing and is told in a line of its own.
    *said, last = done.err.splitlines()
    assert done.code == 1
    assert last.startswith("hub: ")
    assert "No space" in last
    assert all("cache" in line for line in said), said
    assert tree(hub.site) == before
    (small_disk / "filler").unlink()
    assert hub.hub("build").code == 0
    assert b"Each page says this" in tree(hub.site)["index.html"]
    assert sorted(path.name for path in hub.root.glob(".site.*")) == [".site.lock"]


def test_a_read_only_checkout(tmp_path: Path, small_disk: Path) -> None:
    """A disk mounted read-only: one clear line and exit 1, or a site elsewhere, built without the cache."""
    hub = make_hub(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True, timeout=30)
    cache = "The cache results/ cannot be written (Read-only file system); building without it."
    done = hub.process("build")
    assert done.code == 1
    assert done.err.splitlines() == [
        cache,
        "hub: site/ or the folder round it may not be written. The old site stands as it was.",
    ]
    done = hub.process("build", "--site-dir", str(tmp_path / "elsewhere"))
    assert (done.code, done.err.splitlines()) == (0, [cache])
    assert (tmp_path / "elsewhere" / "index.html").exists()


def test_a_folder_that_is_no_site(tmp_path: Path) -> None:
    """`--site-dir` with somebody's files in it: they stay."""
    hub = make_hub(tmp_path)
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    done = hub.hub("build", "--site-dir", str(mine))
    assert done.code == 1
    assert done.err.startswith(f"hub: {mine} holds files, and no build has marked it as its own.")
    assert tree(mine) == {"thesis.txt": b"years of work"}


def test_the_capability_call_is_there() -> None:
    """The test above that holds root to modes rests on it."""
    if LINUX:
        assert ctypes.CDLL(None).prctl

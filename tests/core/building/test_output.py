"""Whole or not at all: whatever happens to a build, readers find the old site or the new one, and never a mixture."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.building.old_site import NEW, OLD, build, tree, write

from peerhub.building import output
from peerhub.building.marked import write_mark
from peerhub.building.output import Output, OutputError

posix = pytest.mark.skipif(os.name == "nt", reason="uses what only POSIX systems have")


def beside(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that a former build made."""
    build(tmp_path / "site", OLD)
    return tmp_path / "site"


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both ways to take the old site's place; the second is what other systems and some disks do."""
    if request.param == "exchange":
        if not sys.platform.startswith("linux"):
            pytest.skip("only Linux exchanges two folders in one step")
        yield request.param
        return
    with pytest.MonkeyPatch.context() as patch:
        # The system call is taken away, as it is where Python finds none.
        patch.setattr(output, "_exchange", lambda first, second: False)
        yield request.param


def test_the_new_site_takes_the_old_ones_place(site: Path, way: str) -> None:
    """What was, is gone; what is new, is there; and nothing but the lock is left beside it."""
    build(site, NEW)
    assert tree(site) == NEW
    assert beside(site) == [".site.lock", "site"]


def test_a_first_build_makes_the_folders_it_needs(tmp_path: Path) -> None:
    """The site may be asked for in a folder that is not there yet."""
    build(tmp_path / "deep" / "er" / "site", NEW)
    assert tree(tmp_path / "deep" / "er" / "site") == NEW


def test_the_exchange_is_really_used(tmp_path: Path) -> None:
    """On Linux two folders are swapped in one step, so that no reader ever finds none."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux exchanges two folders in one step")
    write(tmp_path / "a", {"x": b"a"})
    write(tmp_path / "b", {"x": b"b"})
    assert output._exchange(tmp_path / "a", tmp_path / "b")
    assert (tree(tmp_path / "a"), tree(tmp_path / "b")) == ({"x": b"b"}, {"x": b"a"})
    assert not output._exchange(tmp_path / "a", tmp_path / "absent")


def test_until_the_end_the_old_site_stands(site: Path) -> None:
    """Readers see nothing of a site that is being written."""
    made = Output(site)
    made.begin()
    for name, content in NEW.items():
        made.write(name, content)
        assert tree(site) == OLD
    made.abandon()
    assert tree(site) == OLD
    assert beside(site) == [".site.lock", "site"]


@posix
def test_unchanged_files_are_links_to_the_old_ones(site: Path, way: str) -> None:
    """Ten thousand pages that did not change cost no space and no writing, also when others wrote them."""
    before = (site / "a/b.html").stat().st_ino
    made = Output(site)
    made.begin()
    made.write("a/b.html", b"same")
    write(made.folder, {"index.html": b"old home", "other.html": b"by others"})
    home = (site / "index.html").stat().st_ino
    assert made.adopt_unchanged() == {"index.html": True, "other.html": False}
    made.finish()
    assert (site / "a/b.html").stat().st_ino == before
    assert (site / "index.html").stat().st_ino == home
    assert tree(site) == {"a/b.html": b"same", "index.html": b"old home", "other.html": b"by others"}


@pytest.mark.parametrize(
    "left",
    [
        {".site.new": NEW, "site": OLD},  # killed while writing, or between exchange and clearing up
        {".site.old": OLD, ".site.new": NEW},  # killed between the two renames
        {".site.old": {"x": b"older"}, "site": OLD},  # killed after the two renames
        {".site.old": OLD},
    ],
    ids=lambda left: " and ".join(left),
)
def test_the_next_build_clears_up_after_a_killed_one(tmp_path: Path, left: dict[str, dict[str, bytes]]) -> None:
    """Wherever it was killed, the old site is back before anything is written, and then the new one is whole."""
    for folder, files in left.items():
        write(tmp_path / folder, files)
        write_mark(tmp_path / folder)
    site = tmp_path / "site"
    made = Output(site)
    made.begin()
    assert tree(site) == OLD
    assert beside(site) == [".site.lock", ".site.new", "site"]
    for name, content in NEW.items():
        made.write(name, content)
    made.finish()
    assert tree(site) == NEW
    assert beside(site) == [".site.lock", "site"]


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from peerhub.building import output

    steps = int(sys.argv[2])

    def counted(real):
        def call(*arguments, **named):
            global steps
            steps -= 1
            if steps < 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*arguments, **named)
        return call

    if sys.argv[3] == "two renames":
        output._exchange = lambda first, second: False
    for name in ("rename", "link", "replace", "unlink", "rmdir", "mkdir"):
        setattr(os, name, counted(getattr(os, name)))
    made = output.Output(Path(sys.argv[1]))
    made.begin()
    for name, content in {files!r}.items():
        made.write(name, content)
    made.finish()
"""


@posix
@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_a_kill_at_any_step_leaves_one_whole_site(tmp_path: Path, way: str) -> None:
    """SIGKILL before each change of the disk: the old or the new site is whole, or comes back with the next build."""
    script = textwrap.dedent(KILLED).replace("{files!r}", repr(NEW))
    step, ended = 0, -signal.SIGKILL
    seen: set[str] = set()
    while ended == -signal.SIGKILL:
        site = tmp_path / str(step) / "site"
        build(site, OLD)
        done = subprocess.run([sys.executable, "-c", script, str(site), str(step), way], check=False, timeout=60)
        ended = done.returncode
        if site.exists():
            assert tree(site) in (OLD, NEW)
            seen.add("old" if tree(site) == OLD else "new")
        else:
            seen.add("none")
            assert way == "two renames"
            assert tree(site.with_name(".site.old")) == OLD
        build(site, {"index.html": b"later"})
        assert tree(site) == {"index.html": b"later"}
        assert beside(site) == [".site.lock", "site"]
        step += 1
    assert ended == 0
    assert step > 5
    assert seen == ({"old", "new"} if way == "exchange" else {"old", "new", "none"})


def test_two_builds_at_once(site: Path) -> None:
    """The second says so and changes nothing; when the first has ended, there is room again."""
    first, second = Output(site), Output(site)
    first.begin()
    first.write("index.html", b"first")
    with pytest.raises(OutputError, match=r"^Another build of site/ is at work\. Wait for it, then try again\.$"):
        second.begin()
    second.abandon()  # harmless: it holds nothing
    first.finish()
    assert tree(site) == {"index.html": b"first"}
    build(site, NEW)
    assert tree(site) == NEW


def test_a_file_in_the_sites_place_is_left_alone(tmp_path: Path) -> None:
    """It is named, and stays."""
    (tmp_path / "site").write_text("mine")
    with pytest.raises(OutputError, match=r"^site is a file\."):
        build(tmp_path / "site", NEW)
    assert (tmp_path / "site").read_text() == "mine"


@posix
def test_a_linked_site_stays_a_link(tmp_path: Path) -> None:
    """What the link leads to is exchanged: a server's folder elsewhere keeps being served."""
    build(tmp_path / "www" / "real", OLD)
    (tmp_path / "hub").mkdir()
    link = tmp_path / "hub" / "site"
    link.symlink_to(tmp_path / "www" / "real")
    for files in (NEW, OLD):
        build(link, files)
        assert link.is_symlink()
        assert tree(tmp_path / "www" / "real") == files


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KiB, where the system lets this user make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0777", "tmpfs", str(disk)]
    try:
        done = subprocess.run(words, capture_output=True, timeout=30, check=False)
    except OSError:
        pytest.skip("no mount command")
    if done.returncode:
        pytest.skip("this user may not mount a small disk; test_a_write_that_fails covers the rest")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False, timeout=30)


def write_much(made: Output) -> None:
    for number in range(100):
        made.write(f"big/{number}.html", bytes(4096))


@posix
def test_a_full_disk(tiny_disk: Path) -> None:
    """ENOSPC from a real disk: one clear line, the old site whole, and room for the next build."""
    site = tiny_disk / "site"
    build(site, OLD)
    made = Output(site)
    made.begin()
    with pytest.raises(OutputError, match=r"^No space is left to write site/\. The old site stands as it was\.$"):
        write_much(made)
    made.abandon()
    assert tree(site) == OLD
    assert beside(site) == [".site.lock", "site"]
    build(site, NEW)
    assert tree(site) == NEW


@posix
def test_a_write_that_fails(site: Path) -> None:
    """Any refusal of the system to write (here a limit on the size of files) leaves the old site whole."""
    import resource

    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    made = Output(site)
    made.begin()
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
        with pytest.raises(OutputError, match=r"^site/ cannot be written \(.+\)\. The old site stands as it was\.$"):
            made.write("big.html", bytes(8192))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, before)
        made.abandon()
    assert tree(site) == OLD


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.EIO])
def test_every_refusal_is_one_line(tmp_path: Path, number: int) -> None:
    """No space, no permission or anything else: one sentence, and what became of the old site."""
    words = str(Output(tmp_path / "site")._failure(OSError(number, os.strerror(number))))
    assert "\n" not in words
    assert words.endswith(" The old site stands as it was.")
    assert "site/" in words


AS_NOBODY = """
    import fcntl, os, sys
    from pathlib import Path
    from peerhub.building.output import Output, OutputError
    if os.geteuid() == 0:  # root may write anywhere
        os.setgid(65534)
        os.setuid(65534)
    try:
        made = Output(Path(sys.argv[1]))
        made.begin()
        made.write("index.html", b"new")
        made.finish()
    except OutputError as error:
        sys.exit(str(error))
"""


@posix
@pytest.mark.parametrize("locked", ["the folder round it", "the site"])
def test_a_site_that_may_not_be_written(locked: str) -> None:
    """Somebody else's site, or a folder without rights: one clear line, and the old site whole."""
    with tempfile.TemporaryDirectory() as name:  # not below pytest's folder, which only root may enter
        parent = Path(name)
        site = parent / "site"
        build(site, OLD)
        (parent / ".site.lock").chmod(0o666)
        site.chmod(0o555 if locked == "the site" else 0o777)
        parent.chmod(0o555 if locked == "the folder round it" else 0o777)
        done = subprocess.run(
            [sys.executable, "-c", textwrap.dedent(AS_NOBODY), str(site)],
            capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        said = "site/ or the folder round it may not be written. The old site stands as it was.\n"
        parent.chmod(0o777)
        site.chmod(0o777)
        assert (done.returncode, done.stderr) == (1, said)
        assert tree(site) == OLD
        assert beside(site) == [".site.lock", "site"]

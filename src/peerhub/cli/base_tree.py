"""What a hub was at a commit: its data and articles, taken out of git into a folder that goes away again."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from peerhub.directory.load import load_directory
from peerhub.directory.model import Directory
from peerhub.problems import PeerHubError, Problems, shown

_SECONDS = 60


@contextmanager
def base_tree(root: Path, revision: str, docs: Path) -> Iterator[Path]:
    """Give a folder that holds data/ and the articles as they were at a revision.

    Raises PeerHubError when git, the repository or the revision is not there.
    """
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    name = commit.decode("ascii", "replace").strip()
    wanted = ["data", docs.relative_to(root).as_posix()]
    listed = _git(root, "ls-tree", "--name-only", "-z", name, "--", *wanted)
    there = [part for part in listed.decode("utf-8", "replace").split("\0") if part]
    with tempfile.TemporaryDirectory(prefix="hub-base-") as folder:
        if there:
            _unpack(_git(root, "archive", "--format=tar", name, "--", *there), Path(folder))
        yield Path(folder)


def directory_at(base: Path) -> Directory:
    """Read the directory of a tree; what was wrong there already is nobody's business now."""
    return load_directory(base, Problems())


def changed_documents(root: Path, base: Path, docs: Path) -> dict[str, str]:
    """Name the articles that differ, by their path from the hub's root: new, changed or gone."""
    folder = docs.relative_to(root)
    now, then = _pages(root, folder), _pages(base, folder)
    states = {path: "new" if path not in then else "changed" for path in now if now[path] != then.get(path)}
    return {**states, **{path: "gone" for path in then if path not in now}}


def _pages(root: Path, folder: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / folder).rglob("*.md")}


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - git itself, with a revision that it has verified
            ["git", "-C", str(root), *arguments],  # noqa: S607 - whichever git the person uses
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired, ValueError):
        raise PeerHubError("git cannot be run here, and without it nothing can be compared.") from None
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        named = shown(arguments[-1].removesuffix("^{commit}"))
        reason = said[-1] if said else f"there is no commit {named} here; name one, such as main"
        raise PeerHubError(f"git cannot compare with an earlier state: {reason}.")
    return done.stdout


def _unpack(archive: bytes, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            path = PurePosixPath(member.name)
            content = tar.extractfile(member) if member.isfile() else None
            if content is None or path.is_absolute() or ".." in path.parts:
                continue
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())

"""Git, as the commands ask it: one call, its answer as text, and one error for all that may stand in the way."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from pathlib import Path

from peerhub.problems import PeerHubError

COMMIT = re.compile(r"[0-9a-f]{40}")
_SECONDS = 120


class GitError(PeerHubError):
    """Occurs when git is missing, or says no; its message is git's last line."""


def git(*words: str, folder: Path | None = None, allowed: tuple[int, ...] = (0,)) -> str:
    """Run git and give what it printed. It asks nobody for a password. Raises GitError."""
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - our own words, and no shell
            ["git", *(["-C", str(folder)] if folder else []), *words],  # noqa: S607 - the git of this machine
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env=environment,
        )
    except OSError:
        raise GitError("git is not there. Install it from git-scm.com") from None
    except subprocess.TimeoutExpired:
        raise GitError(f"git had no answer within {_SECONDS} seconds") from None
    if done.returncode not in allowed:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(said[-1] if said else f"git ended with {done.returncode}")
    return done.stdout.decode("utf-8", "replace")


def current_commit(engine: Path) -> str:
    """Give the commit that an engine's folder stands at, or nothing where it is no repository of its own."""
    try:
        return git("rev-parse", "HEAD", folder=engine).strip() if (engine / ".git").exists() else ""
    except GitError:
        return ""


def commit_there(address: str, pin: str) -> str:
    """Give the full commit of a tag or a commit, once the repository at an address has said that it has it."""
    if COMMIT.fullmatch(pin):
        with tempfile.TemporaryDirectory() as folder:
            git("init", "--quiet", "--bare", folder)
            git("fetch", "--quiet", "--depth", "1", "--filter=tree:0", address, pin, folder=Path(folder))
        return pin
    rows = [row.split("\t") for row in git("ls-remote", "--tags", address, pin, f"{pin}^{{}}").splitlines()]
    found = {name: commit for commit, name in rows}
    # The second name is the commit that a signed or annotated tag stands for.
    commit = found.get(f"refs/tags/{pin}^{{}}") or found.get(f"refs/tags/{pin}", "")
    if not commit:
        raise GitError(f"there is no tag {pin}")
    return commit

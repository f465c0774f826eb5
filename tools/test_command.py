"""`./hub test`: find a browser, then run every test."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from peerhub.cli import ENGINE
from peerhub.cli.git import GitError, git

# Chromium without a window: 18 pages in new profiles take 4.8 s of CPU in it, and 15.1 s in Chromium with one.
SHELL = "chromium-headless-shell"
# Where a person's own browser is found: by name on the PATH, else where macOS and Windows put it.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge", "microsoft-edge")
PACKAGES = (SHELL, "chromium")
MACOS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
WINDOWS = ("Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe")
WINDOWS_FOLDERS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")

# What somebody who corrects a sentence or an entry wants to know: rules, articles and documents, without a browser.
QUICK = (
    "tests/core",
    "tests/content",
    "tests/hooks",
    "tests/house/test_documents.py",
    "tests/house/test_tidiness.py",
)

# Names the state on which every test passed: `./hub release` asks for it.
TESTED = ".cache/tested"

NOT_FOUND = (
    "hub: no browser was found, and none could be fetched. Install Chromium, Chrome or Edge "
    "(on Debian or Ubuntu: sudo apt install chromium), or set HUB_BROWSER to one."
)


@click.command(name="test")
@click.option("--long", "long_too", is_flag=True, help="Run the slow proofs too, which take hours of luck out of it.")
@click.option("--quick", is_flag=True, help="Run only what needs no browser and no built site, in under a minute.")
@click.argument("pytest_arguments", nargs=-1, type=click.UNPROCESSED)
def command(long_too: bool, quick: bool, pytest_arguments: tuple[str, ...]) -> None:
    """Run every test, in a real browser too.

    What stands after `--` goes to pytest: `./hub test -- tests/core -k schedule`.
    """
    if quick and long_too:
        raise click.UsageError("--quick leaves the slow proofs out and --long adds them: choose one.")
    if quick:
        done = subprocess.run(quick_command(pytest_arguments), cwd=ENGINE, check=False)  # noqa: S603 - the person's own arguments, for their own test run
        sys.exit(min(done.returncode, 1))
    chosen = os.environ.get("HUB_BROWSER")
    if chosen and not shutil.which(chosen):
        click.echo(f"hub: HUB_BROWSER names {chosen}, which is no program. Correct it or unset it.", err=True)
        sys.exit(1)
    # The long run is made with what readers have: a whole browser, if there is one.
    whole = find_whole_browser() if long_too else None
    browser = chosen or whole or find_browser() or fetch_browser()
    if not browser:
        click.echo(NOT_FOUND, err=True)
        sys.exit(1)
    # Property tests look at new cases only in long runs: what decides over a change must not depend on luck.
    environment = {**os.environ, "HUB_BROWSER": browser, "HUB_NEW_CASES": "1" if long_too else ""}
    state = "" if pytest_arguments else committed_state(ENGINE)
    done = subprocess.run(pytest_command(long_too, pytest_arguments), cwd=ENGINE, env=environment, check=False)  # noqa: S603 - the person's own arguments, for their own test run
    if state and done.returncode == 0 and committed_state(ENGINE) == state:
        (ENGINE / TESTED).parent.mkdir(exist_ok=True)
        (ENGINE / TESTED).write_text(f"{state}\n", encoding="utf-8")
    sys.exit(min(done.returncode, 1))


def committed_state(root: Path) -> str:
    """Name the files of a checkout in which all is committed; empty where something is not, or git is not there."""
    try:
        if git("status", "--porcelain", folder=root).strip():
            return ""
        return git("rev-parse", "HEAD^{tree}", folder=root).strip()
    except GitError:
        return ""


def pytest_command(long_too: bool, arguments: tuple[str, ...]) -> list[str]:
    """Write the pytest call: all tests on two processes, or just what was asked for in one."""
    # A second process costs seconds to start: it pays for the whole suite, not for a few files.
    few = any((ENGINE / word.split("::")[0]).exists() for word in arguments)
    chosen = ("-m", "long or not long") if long_too else ()
    return [sys.executable, "-m", "pytest", *chosen, *(() if few else _processes()), *arguments]


def quick_command(arguments: tuple[str, ...]) -> list[str]:
    """Write the pytest call for the quick tests, on two processes."""
    return [sys.executable, "-m", "pytest", "-m", "not long and not browser", *_processes(), *QUICK, *arguments]


def _processes() -> tuple[str, ...]:
    return ("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder") if (os.cpu_count() or 1) > 1 else ()


def find_browser() -> str | None:
    """Find a browser of the Chromium family that is installed, else one that Playwright fetched before."""
    return next((path for path in _candidates() if works(path)), None)


def find_whole_browser() -> str | None:
    """Find a browser with a window that is installed: only such a one keeps pages in memory for Back."""
    return next((path for path in _whole_browsers() if works(path)), None)


def _candidates() -> Iterator[str]:
    yield from filter(None, [shutil.which(SHELL)])
    yield from _whole_browsers()
    yield from filter(None, [_playwrights_own()])


def _whole_browsers() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from (path for path in MACOS if Path(path).exists())
    folders = [Path(os.environ[name]) for name in WINDOWS_FOLDERS if os.environ.get(name)]
    yield from (str(folder / path) for folder in folders for path in WINDOWS if (folder / path).exists())


def works(browser: str) -> bool:
    """Whether a browser starts at all: Ubuntu's `chromium-browser` may be a note that points at a snap."""
    if os.name == "nt":
        return True  # Chrome on Windows opens a window when it is asked for its version
    try:
        done = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)  # noqa: S603 - a browser that was found above
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def fetch_browser() -> str | None:
    """Fetch a browser: Playwright's own, else Debian's package where this process may install one."""
    click.echo("No browser is installed: fetching one for the tests ...", err=True)
    if _succeeds([sys.executable, "-m", "playwright", "install", "chromium"]):
        browser = _playwrights_own()
        if browser and works(browser):
            return browser
    if _may_install_packages() and _succeeds(["apt-get", "update"]):
        # Older releases of Debian and Ubuntu have only the whole browser.
        next(
            filter(
                _succeeds, (["apt-get", "install", "--yes", "--no-install-recommends", name] for name in PACKAGES)
            ),
            None,
        )
    return find_browser()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _may_install_packages() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _succeeds(words: list[str]) -> bool:
    # Their output is long and their failure is not the end: the last line of all says what to do.
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(words, env=environment, capture_output=True, timeout=600, check=False)  # noqa: S603 - our own words
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

"""What all tests share: a real browser, whose tests are never skipped in CI."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

# Speed is measured in bench/, on a machine that may be busy here: no example has a deadline, and slow ones are no
# fault. The cases are the same in every run, so that luck never decides over a change; `./hub test --long` looks at
# new ones each time, and at many more. A test names a number of its own only where a case is dear.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same cases", _PATIENT, derandomize=True, max_examples=50)
settings.register_profile("new cases", _PATIENT, max_examples=400)
settings.load_profile("new cases" if os.environ.get("HUB_NEW_CASES") else "same cases")

# What nobody foresaw is one line for people; here it is to fail a test with all that there is to see.
os.environ.setdefault("HUB_TRACEBACK", "1")

NEVER_SKIPPED = (
    "a browser test may not be skipped in CI (CI is set): without it nobody has seen the site. It wanted to: "
)

# Chromium's own sandbox refuses to run as root, as CI's containers do. It finds no host but this machine: to stop
# each request and judge it here takes a fifth more for each page.
LAUNCHED = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]


def in_ci() -> bool:
    """Whether this run is the one that decides: every CI host sets CI."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


# Files go whole to the one of two processes that is free: the long ones go first, so that none waits at the end.
FIRST = ("sites", "browser", "house", "bench", "hooks")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the folders whose tests build sites and open pages before those of quick tests."""

    def place(item: pytest.Item) -> int:
        return next((number for number, name in enumerate(FIRST) if name in item.path.parts), len(FIRST))

    items.sort(key=place)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skipped browser test into a failure in CI."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and in_ci() and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = NEVER_SKIPPED + str(call.excinfo.value if call.excinfo else report.longrepr)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Do the same for a whole file of browser tests that skips itself while it is read."""
    report = yield
    if report.skipped and in_ci() and "browser" in collector.path.parts:
        report.outcome = "failed"
        report.longrepr = NEVER_SKIPPED + str(report.longrepr)
    return report


@pytest.fixture(scope="session")
def playwright() -> Generator[Playwright]:
    """Start Playwright, once for all tests of this process: a second one would be refused."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Callable[..., Browser]:
    """Start the browser that `./hub test` found, with Playwright's options where a test needs its own."""
    from tools.test_command import find_browser, find_whole_browser

    path = os.environ.get("HUB_BROWSER") or find_browser()
    if not path:
        pytest.skip("no Chromium, Chrome or Edge is installed; `./hub test` fetches one")

    def launched(*, whole: bool = False, **options: Any) -> Browser:
        found = find_whole_browser() if whole else path
        if not found:
            pytest.skip("no whole Chromium, Chrome or Edge is installed, and no other keeps pages in memory for Back")
        return playwright.chromium.launch(executable_path=found, args=LAUNCHED, **options)

    return launched


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Generator[Browser]:
    """Start the browser once for all tests of this process."""
    launched = launch()
    yield launched
    launched.close()

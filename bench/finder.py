"""The finder at size: `python -m bench.finder` prints bytes and times at 10,000 and 20,000 groups.

Each hub is built, served on this machine and driven in an installed Chromium (HUB_BROWSER names another). Bytes are
what a host sends, packed with gzip. A filter action is a press on a checkbox: the time is what its script takes until
results, counts and chips are in the page. "Fast 3G" is 1.44 Mbit/s with 562 ms to each answer, as Chrome emulates it.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from tests.browser.sites import build_site
from tools.test_command import find_browser

from bench.corpus import write_hub
from bench.serving import PackedServer, packed

FAST_3G = {"offline": False, "latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
_ACTIONS = 12
# Presses one checkbox after another and lets the page draw between; the work begins and ends within `draw`.
_PRESS = """async (count) => {
  const boxes = [...document.querySelectorAll("[data-finder-form] input[type=checkbox]")].slice(0, count);
  const times = [];
  for (const box of boxes) {
    const start = performance.now();
    box.click();
    times.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, 250));
  }
  return times;
}"""


def weigh(browser: Browser, server: PackedServer, folder: Path) -> dict[str, Any]:
    """Count what a reader waits for between the press and the first filtered result."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.url + "groups/", wait_until="networkidle")
    before = len(server.requests)
    page.locator("[data-finder-open=work]").first.click()
    page.locator("[data-finder-cards] .hub-card").first.wait_for()
    page.wait_for_load_state("networkidle")
    asked = list(dict.fromkeys(urlsplit(path).path.removeprefix("/name/") for path in server.requests[before:]))
    context.close()
    sizes = {path: packed(folder, path) for path in asked if (folder / path).is_file()}
    chunks = [path for path in sizes if re.search(r"/c\d+\.json$", path)]
    # The first cards wait for everything that was asked for before any chunk.
    needed = list(sizes)[: list(sizes).index(chunks[0])]
    return {
        "before_first_result": sum(sizes[path] for path in needed),
        "facets": next(size for path, size in sizes.items() if path.endswith("/facets.json")),
        "scripts": sum(sizes[path] for path in needed if path.endswith(".mjs")),
        "with_twenty_cards_and_all": sum(sizes.values()),
        "files": len(sizes),
    }


def press(browser: Browser, server: PackedServer, slower: int) -> list[float]:
    """Time filter actions, in milliseconds, with the processor slowed so many times."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.url + "groups/", wait_until="networkidle")
    page.locator("[data-finder-open=work]").first.click()
    page.locator("[data-finder-cards] .hub-card").first.wait_for()
    page.wait_for_load_state("networkidle")
    session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    times: list[float] = page.evaluate(_PRESS, _ACTIONS)
    context.close()
    return sorted(times)


def first_result(browser: Browser, server: PackedServer) -> float:
    """Time from the press to the first result on Fast 3G, in seconds."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(server.url + "groups/", wait_until="networkidle")
    session(page).send("Network.enable")
    session(page).send("Network.emulateNetworkConditions", FAST_3G)
    seconds: float = page.evaluate(
        """async () => {
          const start = performance.now();
          document.querySelector("[data-finder-open=work]").click();
          const shown = () => document.querySelector("[data-finder-cards] .hub-card");
          while (!shown()) await new Promise((done) => setTimeout(done, 5));
          return (performance.now() - start) / 1000;
        }"""
    )
    context.close()
    return seconds


def session(page: Page) -> CDPSession:
    """Speak to the browser's own tools."""
    return page.context.new_cdp_session(page)


def measure(groups: int, site: Path | None = None) -> dict[str, Any]:
    """Build a hub of this size, unless one is given, and measure its finder."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = site or Path(name) / "site"
        if site is None:
            write_hub(Path(name) / "hub", groups, 0)
            build_site(Path(name) / "hub", folder)
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        with PackedServer(folder) as server:
            found = {"groups": groups, "bytes": weigh(browser, server, folder)}
            for slower in (1, 4):
                times = press(browser, server, slower)
                found[f"action_ms_{slower}x"] = {
                    "median": round(times[len(times) // 2], 1),
                    "worst": round(times[-1], 1),
                }
            found["first_result_s_fast_3g"] = round(first_result(browser, server), 2)
        browser.close()
    return found


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, nargs="*", default=[10_000, 20_000])
    parser.add_argument("--site", type=Path, help="a built site to measure instead")
    given = parser.parse_args()
    for groups in given.groups:
        print(json.dumps(measure(groups, given.site), indent=2))


if __name__ == "__main__":
    main()

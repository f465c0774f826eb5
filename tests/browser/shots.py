"""Pictures of each kind of page and of each state, for people to look at: `./hub shots` calls this module.

Nothing is compared, and no test takes pictures.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Browser, Error, Page, sync_playwright
from tests.browser.pages import SHIPPED_PAGES, SHOWCASE_PAGES, STATES
from tests.browser.server import SiteServer
from tests.browser.sites import BUILT, ROOT, build_showcase, build_site
from tools.test_command import find_browser

FOLDER = ROOT / "artifacts" / "screenshots"
# Long lists are cut: the picture is for the eye.
HIGHEST = 4000

VIEWS: dict[str, tuple[int, dict[str, Any]]] = {
    **{
        f"{width}-{scheme}": (width, {"color_scheme": scheme})
        for width in (320, 360, 768, 1280)
        for scheme in ("light", "dark")
    },
    "360-forced": (360, {"forced_colors": "active"}),
    "1280-forced": (1280, {"forced_colors": "active"}),
    "print": (794, {"media": "print"}),  # the width of A4
}
Act = Callable[[Page], None]


def kinds(wanted: tuple[str, ...]) -> Iterator[tuple[str, str, str, Act | None]]:
    """Give each kind of page that was asked for: its name, its site, its address, and what is done there."""
    every = [
        *((f"shipped-{name}", "shipped", path, None) for name, path in SHIPPED_PAGES.items()),
        *((name, "showcase", path, None) for name, path in SHOWCASE_PAGES.items()),
        *((name, "showcase", SHOWCASE_PAGES[state.page], state.act) for name, state in STATES.items()),
    ]
    return (kind for kind in every if not wanted or any(word in kind[0] for word in wanted))


def take(page: Page, name: str) -> None:
    """Take one page in every view."""
    for view, (width, media) in VIEWS.items():
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", "media": "screen", **media})
        page.set_viewport_size({"width": width, "height": 900})
        height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
        page.set_viewport_size({"width": width, "height": max(900, height)})
        # As PNG a long page takes a second of packing.
        page.screenshot(path=FOLDER / f"{name}-{view}.jpeg", type="jpeg", quality=80)


def take_all(browser: Browser, sites: dict[str, str], wanted: tuple[str, ...]) -> int:
    """Take every kind that was asked for; give how many could not be taken."""
    lost = 0
    for name, site, path, act in kinds(wanted):
        context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
        page = context.new_page()
        page.clock.set_fixed_time(datetime.fromtimestamp(BUILT, UTC))
        try:
            answer = page.goto(sites[site] + path, wait_until="networkidle")
            # A server answers a missing page with the page that says so, which is a kind of its own.
            if answer and not answer.ok and path != SHOWCASE_PAGES["not-found"]:
                raise AssertionError(f"{path} was answered with {answer.status}")
            if act:
                act(page)
            take(page, name)
        except (Error, AssertionError) as error:
            lost += 1
            click.echo(f"hub: {name} could not be taken: {str(error).splitlines()[0]}", err=True)
        context.close()
    return lost


def main(wanted: tuple[str, ...]) -> int:
    """Build the sites that are needed, and take the pictures."""
    needed = {site for _, site, _, _ in kinds(wanted)}
    path = find_browser()
    if not path or not needed:
        click.echo("hub: no browser was found." if needed else "hub: no kind of page has such a name.", err=True)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as stack:
        builds = {
            "shipped": lambda: build_site(ROOT, Path(temporary) / "shipped"),
            "showcase": lambda: build_showcase(Path(temporary)),
        }
        sites = {name: stack.enter_context(SiteServer(builds[name](), "name")).url for name in sorted(needed)}
        playwright = stack.enter_context(sync_playwright())
        # Chromium's own sandbox refuses to run as root, as CI's containers do.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        lost = take_all(browser, sites, wanted)
        browser.close()
    click.echo(f"{len(list(FOLDER.glob('*.jpeg')))} pictures: {FOLDER.relative_to(ROOT)}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main(tuple(sys.argv[1:])))

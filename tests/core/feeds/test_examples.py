"""Every example of the page "Use our data" does what it says, with the files of a hub."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from tests.browser.server import SiteServer
from tests.core.feeds.hubs import SITE, listing, make_hub
from tests.sites.hubs import make_hub as tiny_hub

from peerhub.feeds.feed_files import feed_files

PAGE = (Path(__file__).parents[3] / "docs" / "about" / "use-our-data.md").read_text(encoding="utf-8")
EXAMPLES = PAGE.partition("\n## Examples\n")[2].partition("\n## ")[0]
CODE = {
    (kind, title): code
    for title, part in re.findall(r"### (.+)\n((?:(?!### ).*\n)*)", EXAMPLES)
    for kind, code in re.findall(r"```(\w+)\n(.*?)```", part, re.DOTALL)
}
ONLINE = listing(
    id="tea-online", name="Tea online", format="online", place=None, online={"url": "https://zoom.us/j/1"}
)
UNCHECKED = listing(id="new", name="New Circle", checked=None)
SAID = {
    "The table, in Python": "Evening Circle | Every Tuesday, 7 to 8.30 pm | 2026-11-01\n",
    "The JSON, in Python": "No longer here: shut\nTea online | Every Tuesday, 7 to 8.30 pm, London time\n",
    "HSDS page by page, in Python": "New Circle | Nobody has checked this yet.",
    "What changed, in Python": "2026-11-01T00:00:00Z Evening Circle was checked by phone.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("hub")
    shut = {"id": "shut", "kind": "group", "name": "Shut", "closed": date(2026, 10, 1)}
    for path, content in feed_files(make_hub(root, listing(id="circle-leeds"), ONLINE, UNCHECKED, shut)):
        file = root / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return root / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with SiteServer(folder) as server:
        yield server.url


@pytest.mark.parametrize("title", SAID)
def test_a_program_prints_what_it_read(title: str, address: str) -> None:
    """Each runs as it stands, with the hub's own address, and finds the listings."""
    code = CODE["python", title]
    done = subprocess.run(
        [sys.executable, "-c", code.replace(SITE, address)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "no_proxy": "*"},
    )
    assert done.stderr == ""
    assert SAID[title] in done.stdout


def test_another_hub_takes_the_feed(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command writes the listings into the file that it names."""
    (line,) = CODE["sh", "Another hub"].splitlines()
    words = [word.replace(SITE, f"{folder}/") for word in shlex.split(line)]
    hub = tiny_hub(tmp_path)
    monkeypatch.chdir(hub.root)
    done = hub.hub(*words[1:])
    assert done.code == 0, done.out + done.err
    written = (hub.root / words[-1]).read_text(encoding="utf-8")
    assert re.findall(r"^- id: (.+)$", written, re.MULTILINE) == ["circle-leeds", "new", "tea-online"]


def test_a_page_and_a_calendar_app_find_their_files(folder: Path) -> None:
    """The addresses lead to files; tsml-ui itself and ical.js load them in tests/clients."""
    source = re.search(r'data-src="([^"]+)"', CODE["html", "Meetings on a web page"])
    assert source is not None
    assert (folder / source[1].removeprefix(SITE)).is_file()
    calendar = re.search(r"`webcal://hub\.example/([^`]+)`", EXAMPLES)
    assert calendar is not None
    own = Calendar.from_ical((folder / calendar[1].replace("TOPIC", "anxiety")).read_bytes())
    assert len(list(own.walk("VEVENT"))) == 2
    feeds = re.findall(r"`https://hub\.example/(feeds/[^`]+)`", EXAMPLES)
    assert len(feeds) == 2
    assert all((folder / path).is_file() for path in feeds)


def test_every_example_is_tried() -> None:
    """One that nobody runs may be wrong."""
    assert {title for kind, title in CODE if kind == "python"} <= SAID.keys()
    assert {kind for kind, _ in CODE} <= {"python", "sh", "html"}

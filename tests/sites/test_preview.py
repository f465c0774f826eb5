"""`./hub serve`: an edited article is shown at once, exactly as the whole build will have it, or not before that."""

from __future__ import annotations

import os
import re
import subprocess
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from tests.sites.hubs import TinyHub, make_hub

from peerhub.cli import Place, engine
from peerhub.cli.preview import render_early, tidy

PAGE = "docs/learn/listening.md"


@dataclass
class Opened:
    """The tiny hub as a preview holds it after its first build."""

    hub: TinyHub
    built: engine.Built

    def early(self) -> str | None:
        """The article as it would be shown before the whole site is built."""
        return render_early(self.built, self.built.hub.articles["learn/listening.md"], self.hub.site)

    def build(self) -> str:
        """Build the whole site, and read the article's page."""
        self.built = engine.build(engine.load(Place(self.hub.root), site_dir=str(self.hub.site), site_url=""))
        return (self.hub.site / "learn/listening/index.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    hub = make_hub(tmp_path_factory.mktemp("opened"))
    built = engine.build(engine.load(Place(hub.root), site_dir=str(hub.site), site_url=""))
    return Opened(hub, built)


@pytest.fixture
def edited(opened: Opened) -> Iterator[Callable[[str, str], str | None]]:
    """Change a place of the article, and give its early page; the article is as it was afterwards."""
    before = (opened.hub.root / PAGE).read_bytes()

    def edit(old: str, new: str) -> str | None:
        opened.hub.replace(PAGE, old, new)
        return opened.early()

    yield edit
    (opened.hub.root / PAGE).write_bytes(before)


def test_the_early_page_is_the_one_that_follows(opened: Opened, edited: Callable[[str, str], str | None]) -> None:
    """New words, a new title and a new citation: the early page and the whole build's are the same to the byte."""
    edited("title: Listening", "title: Listening well")
    early = edited("talk in turn [@author-2020].", "talk, and *wait* [@author-2020], as [others say](helping.md).")
    assert early is not None
    assert "<em>wait</em>" in early
    assert "Listening well" in early
    assert early == opened.build()


def test_only_the_last_build_stays_in_memory(opened: Opened) -> None:
    """A preview that follows a hundred edits holds one hub, not a hundred."""
    before = weakref.ref(opened.built.hub)
    opened.build()
    tidy()
    assert before() is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: guide", "kind: nonsense"),
        ("kind: guide", "kind: [guide"),
        ("kind: guide", "kind: guide\ndraft: true"),
        ("[@author-2020]", "[@nobody-1999]"),
        ("(group:evening-circle)", "(group:no-such-group)"),
        ("(helping.md#when-to-help)", "(helping.md#no-such-place)"),
        ("(helping.md#when-to-help)", "(nowhere.md)"),
        ("talk in turn", "talk in turn <script>alert(1)</script>"),
        ("(help:)", "(help:){: onclick=alert(1) }"),
    ],
)
def test_a_page_with_an_error_is_not_shown_early(
    edited: Callable[[str, str], str | None], old: str, new: str
) -> None:
    """What would stop the build, or take the page from the site, leaves the last good page in view."""
    assert edited(old, new) is None


class Serve:
    """`./hub serve` at work on a hub."""

    def __init__(self, hub: TinyHub, log: Path) -> None:
        self.hub, self._log = hub, log
        env = {**os.environ, **{name: value or "" for name, value in hub.environment({}).items()}}
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                hub.command("serve", "--port", "0"), stdout=file, stderr=subprocess.STDOUT, env=env
            )
        self.until(lambda: "The site is at" in self.said())
        self.url = re.findall(r"http://\S+", self.said())[0]

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def page(self) -> str:
        return httpx.get(f"{self.url}learn/listening/").text

    def built(self, file: str) -> str:
        """A file of the last whole site."""
        return (self.hub.root / ".cache/preview/site" / file).read_text(encoding="utf-8")

    def until(self, holds: Callable[[], bool]) -> None:
        """Wait for a state, while the command runs."""
        end = time.monotonic() + 60
        while not holds():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.02)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    found = Serve(make_hub(tmp_path), tmp_path / "log")
    yield found
    found.process.kill()
    found.process.wait()


def test_serve_follows_every_change(serve: Serve) -> None:
    """An edit is shown, an error is told while the last good page stays, and its correction is shown again."""
    hub = serve.hub
    with httpx.stream("GET", f"{serve.url}__hub/events", timeout=60) as nudges:
        hub.replace(PAGE, "talk in turn", "sing in turn")
        assert next(nudges.iter_lines()) == "event: built"
        assert "sing in turn" in serve.page()
    serve.until(lambda: "sing in turn" in serve.built("learn/listening/index.html"))
    hub.replace(PAGE, "sing in turn", "[hum](nowhere.md) in turn")
    serve.until(lambda: "1 problem stands in the way" in serve.said())
    assert "docs/learn/listening.md:19: error: links to 'nowhere.md'" in serve.said()
    assert "sing in turn" in serve.page()
    hub.replace(PAGE, "[hum](nowhere.md) in turn", "hum in turn")
    serve.until(lambda: "hum in turn" in serve.page())
    hub.replace("data/groups.yaml", "name: Evening Circle", "name: Another Circle")
    serve.until(lambda: "Another Circle" in serve.built("groups/index.html"))
    assert "hum in turn" in serve.page()

"""`./hub links`, asked of real servers on this computer: what it asks, how politely, and what it says."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.sites.hubs import TinyHub, hearing_ctrl_c, make_hub

from peerhub.cli.link_asking import Answer, ask_all
from peerhub.cli.net import client

# What a page answers to HEAD and to GET, and where it sends on to.
PAGES: dict[str, tuple[int, int, str]] = {
    "/ok": (200, 200, ""),
    "/gone": (404, 404, ""),
    "/gone-for-good": (410, 410, ""),
    "/moved": (301, 301, "/ok"),
    "/elsewhere-today": (302, 302, "/ok"),
    "/knows-only-get": (405, 200, ""),
    "/no-machines": (403, 403, ""),
    "/busy": (429, 429, ""),
    "/broken": (500, 500, ""),
    "/round-and-round": (302, 302, "/round-and-round"),
    "/secret/page": (200, 200, ""),
    "/ok?again": (200, 200, ""),
    "/ok?more": (200, 200, ""),
}
ROBOTS = "User-agent: *\nDisallow: /secret/\nCrawl-delay: 7\n"


class Server(ThreadingHTTPServer):
    """Answers as `PAGES` says, and remembers what it was asked and how much of it at once."""

    daemon_threads = True

    def __init__(self, robots: tuple[int, str] = (200, ROBOTS)) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.robots = robots
        self.asked: list[str] = []
        self.lock = threading.Lock()
        self.active = self.most = 0
        self.before_answering: threading.Barrier | None = None
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        server = self.server
        with server.lock:
            server.asked.append(f"{self.command} {self.path}")
            server.active += 1
            server.most = max(server.most, server.active)
        if server.before_answering is not None and self.path != "/robots.txt":
            server.before_answering.wait(30)
        with server.lock:
            server.active -= 1  # before the answer is out: whoever has it may ask again at once
        if self.path == "/robots.txt":
            self._answer(server.robots[0], "", server.robots[1].encode())
        else:
            head, get, to = PAGES[self.path]
            self._answer(head if self.command == "HEAD" else get, to, b"A page.")

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _answer(self, status: int, to: str, body: bytes) -> None:
        self.send_response(status)
        if to:
            self.send_header("Location", to)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.shutdown()
    made.server_close()


def ask(urls: list[str], at_once: int = 4, pause: float = 0) -> tuple[dict[str, Answer], list[float]]:
    """Ask, and give the answers and the pauses that would have been made."""
    answers: dict[str, Answer] = {}
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)

    async def ask_them() -> None:
        def told(answer: Answer) -> None:
            answers[answer.url] = answer

        async with client() as asking:
            await ask_all(urls, asking, at_once=at_once, pause=pause, told=told, sleep=sleep)

    asyncio.run(ask_them())
    return answers, pauses


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        ("/ok", "ok"),
        ("/gone", "gone"),
        ("/gone-for-good", "gone"),
        ("/moved", "moved"),
        ("/elsewhere-today", "ok"),
        ("/knows-only-get", "ok"),
        ("/no-machines", "refused"),
        ("/busy", "refused"),
        ("/broken", "unreachable"),
        ("/round-and-round", "unreachable"),
        ("/secret/page", "not-asked"),
    ],
)
def test_what_an_answer_means(server: Server, page: str, verdict: str) -> None:
    """Each way in which a server can answer has its verdict; a moved page names its new address."""
    url = server.address + page
    answers, _ = ask([url])
    assert answers[url].verdict == verdict
    assert answers[url].to == (f"{server.address}/ok" if verdict == "moved" else "")
    assert bool(answers[url].why) == (verdict != "ok")


def test_robots_txt_is_kept_to(server: Server) -> None:
    """What it forbids is never asked for, and the pause that it asks for is made before each question."""
    _, pauses = ask([server.address + page for page in ("/ok", "/secret/page", "/gone")], pause=1)
    assert server.asked == ["GET /robots.txt", "HEAD /ok", "HEAD /gone", "GET /gone"]
    assert pauses == [7, 7]


@pytest.mark.parametrize(
    ("robots", "verdict"), [((404, ""), "ok"), ((503, ""), "not-asked"), ((200, "\0<html>"), "ok")]
)
def test_a_server_without_rules(robots: tuple[int, str], verdict: str) -> None:
    """Without a robots.txt everything may be asked; of a server that fails to say, nothing (RFC 9309, 2.3.1)."""
    server = Server(robots)
    answers, _ = ask([f"{server.address}/ok"])
    server.shutdown()
    server.server_close()
    assert [answer.verdict for answer in answers.values()] == [verdict]


def test_servers_side_by_side_and_each_one_question_after_another(server: Server) -> None:
    """Two servers are asked at the same time: each answers only when both were asked. Neither has two at once."""
    other = Server()
    server.before_answering = other.before_answering = threading.Barrier(2)
    answers, _ = ask([one.address + page for one in (server, other) for page in ("/ok", "/ok?again", "/ok?more")])
    other.shutdown()
    other.server_close()
    assert [answer.verdict for answer in answers.values()] == ["ok"] * 6
    assert (server.most, other.most) == (1, 1)


def test_nobody_there() -> None:
    """A port on which nobody listens is unreachable, and an address that is none is told, without a traceback."""
    server = Server()
    server.shutdown()
    server.server_close()
    answers, _ = ask([f"{server.address}/ok", "http://[", "http://x..y/"])
    assert {answer.verdict for answer in answers.values()} == {"unreachable"}


@pytest.fixture
def hub(tmp_path: Path, server: Server) -> TinyHub:
    """Make a tiny hub in which nothing leads out but one article."""
    server.robots = (200, "User-agent: *\nDisallow: /secret/\n")
    made = make_hub(tmp_path)
    for name in ("groups", "helplines", "references"):
        path = f"data/{name}.yaml"
        text = (made.root / path).read_text("utf-8")
        made.write(path, text.replace("https://example.org", f"{server.address}/ok"))
    made.replace("data/groups.yaml", f"{server.address}/ok/room", f"{server.address}/ok")
    made.replace("data/references.yaml", "https://journal.example/read", f"{server.address}/ok")
    made.replace("data/references.yaml", f"{server.address}/ok/title", f"{server.address}/moved")
    with (made.root / "docs" / "learn" / "helping.md").open("a", encoding="utf-8") as file:
        file.write(f"\nSee [a page]({server.address}/gone#part) and `{server.address}/secret/code`.\n")
    return made


def test_the_report_names_each_place(hub: TinyHub, server: Server) -> None:
    """Every address is asked once; what is wrong is told with its file and line, and the code is 1."""
    line = (hub.root / "docs/learn/helping.md").read_text("utf-8").count("\n")
    done = hub.hub("links", "--pause", "0")
    assert done.code == 1
    assert done.out.splitlines() == [
        "gone: The page is no longer there.",
        f"  docs/learn/helping.md:{line}: {server.address}/gone (answers with status 404)",
        "moved: The page has moved for good. Write the new address.",
        f"  data/references.yaml:5: {server.address}/moved (now {server.address}/ok)",
    ]
    assert "3 links: 1 gone, 1 moved, 1 ok. 0 answers were kept from before." in done.err
    # The second question for /ok is the way of the page that has moved there.
    heads = ["HEAD /gone", "HEAD /moved", "HEAD /ok", "HEAD /ok"]
    assert sorted(server.asked) == ["GET /gone", "GET /robots.txt", *heads]


def test_good_answers_are_kept_and_bad_ones_asked_again(hub: TinyHub, server: Server) -> None:
    """A second run asks only what was wrong; after the days that an answer is kept, everything."""
    hub.hub("links", "--pause", "0")
    first = len(server.asked)
    done = hub.hub("links", "--pause", "0", "--format", "json")
    assert [asked for asked in server.asked[first:] if "robots" not in asked] == ["HEAD /gone", "GET /gone"]
    rows = {row["url"]: row for row in json.loads(done.out)["links"]}
    assert rows[f"{server.address}/moved"]["to"] == f"{server.address}/ok"
    places = [place["path"] for place in rows[f"{server.address}/ok"]["where"]]
    assert places == ["data/groups.yaml", "data/helplines.yaml", "data/helplines.yaml", "data/references.yaml"]
    later = len(server.asked)
    hub.hub("links", "--pause", "0", SOURCE_DATE_EPOCH=str(1_795_521_600 + 8 * 86_400))
    assert "HEAD /ok" in server.asked[later:]


def test_a_sound_hub_and_a_damaged_cache(hub: TinyHub, server: Server) -> None:
    """A cache that cannot be read counts as none, and a hub whose links all hold ends with 0."""
    hub.write(".cache/links.json", b'[["a", 1], {"b": 2}, null]')
    hub.replace("docs/learn/helping.md", "/gone#part", "/ok")
    done = hub.hub("links", "--pause", "0", "--output", str(hub.root / "links.txt"))
    assert (done.code, done.out) == (0, "")
    assert (hub.root / "links.txt").read_text("utf-8").startswith("moved: ")


@pytest.mark.skipif(os.name == "nt", reason="rights of POSIX")
def test_answers_that_anybody_may_have_written_are_not_believed(hub: TinyHub, server: Server) -> None:
    """They would hide a page that is gone; the file is left as it was, and why is said."""
    row = [f"{server.address}/gone", "ok", "", "2026-11-24"]
    hub.write(".cache/links.json", json.dumps([row]).encode())
    (hub.root / ".cache" / "links.json").chmod(0o666)
    done = hub.hub("links", "--pause", "0")
    assert done.code == 1
    assert "The answers kept in .cache/links.json are not used: anybody may write it." in done.err
    assert json.loads((hub.root / ".cache" / "links.json").read_text("utf-8")) == [row]


class Drip(NamedTuple):
    """A server that answers with a letter every tenth of a second, and never ends a line."""

    address: str
    asked: threading.Event


@pytest.fixture
def drip() -> Iterator[Drip]:
    """Serve on a port of this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    asked = threading.Event()

    def answer(connection: socket.socket) -> None:
        asked.set()
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while True:
                connection.sendall(b"a")
                time.sleep(0.1)
        except OSError:
            connection.close()

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    yield Drip(f"http://127.0.0.1:{listening.getsockname()[1]}", asked)
    listening.close()


def test_a_server_that_never_ends_holds_nobody_up(drip: Drip, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deadline is for a whole answer, so that a byte now and then does not begin it anew."""
    monkeypatch.setattr("peerhub.cli.link_asking.PAGE_DEADLINE", 0.5)
    answers, _ = ask([f"{drip.address}/a"])
    assert answers[f"{drip.address}/a"] == Answer(f"{drip.address}/a", "unreachable", why="takes too long to answer")


@pytest.mark.parametrize("inside", ["http://localhost:9/admin", "http://[::1]:9/", "http://169.254.169.254/x"])
def test_no_page_leads_inside(server: Server, monkeypatch: pytest.MonkeyPatch, inside: str) -> None:
    """What a page leads to is asked only on the public internet, since a machine trusts its own network."""
    monkeypatch.setitem(PAGES, "/in", (302, 302, inside))
    url = f"{server.address}/in"
    answers, _ = ask([url])
    assert answers[url].verdict == "unreachable"
    assert answers[url].why == "leads to an address inside a network, which is not followed"


def test_ctrl_c_stops_at_once(hub: TinyHub, drip: Drip) -> None:
    """Whatever a server does, the command ends within two seconds of Ctrl+C, and without a traceback."""
    hub.replace("docs/learn/helping.md", f"{hub_link(hub)}/gone#part", f"{drip.address}/a")
    started = subprocess.Popen(
        hearing_ctrl_c(hub.command("links")), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert drip.asked.wait(60)
    asked = time.monotonic()
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=20)
    assert time.monotonic() - asked < 2
    assert "Traceback" not in said


def hub_link(hub: TinyHub) -> str:
    """Give the address of the server to which the hub's article leads."""
    text = (hub.root / "docs/learn/helping.md").read_text("utf-8")
    return text.partition("See [a page](")[2].partition("/gone")[0]
